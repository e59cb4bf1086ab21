# Everything a newcomer needs: `make site` shows the sample, `make test` proves that all is well.
# The environment lives in .venv and is made anew when the dependencies change.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help site serve test lint types layers tests coverage browser bench clean

help:  ## Say what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one with PYTHON=…" >&2; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

site: $(READY)  ## Build the sample site
	$(BIN)/decision-record build

serve: $(READY)  ## Serve the sample site, and reload it while records, theme or settings change
	$(BIN)/decision-record serve

test: lint types layers browser tests  ## All that CI runs

lint: $(READY)  ## Style, formatting and workflows
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/zizmor --offline --quiet --persona auditor --config .github/zizmor.yml .github
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-actions .github/actions/*/action.yml

types: $(READY)  ## Types, strictly
	$(BIN)/mypy

layers: $(READY)  ## Who may import whom
	$(BIN)/lint-imports --no-cache

browser:  ## A browser for the tests, if there is none
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	  || command -v google-chrome >/dev/null \
	  || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	       && apt-get -qq update && apt-get -qq install -y chromium >/dev/null; } \
	  || { echo "The tests need Chromium: install your system's package, then try again." >&2; exit 2; }

PYTEST := pytest -n auto --dist loadfile --no-loadscope-reorder

tests: $(READY)  ## The tests
	$(BIN)/$(PYTEST)

coverage: browser $(READY)  ## The tests, and whether they cover nine branches in ten
	$(BIN)/$(PYTEST) --cov=decision_record --cov-report=term

bench: $(READY)  ## Timings against peers measured in the same run
	$(BIN)/python tests/bench/build.py
	MEETINGS=10000 $(BIN)/pytest -q tests/test_scale.py

clean:  ## Remove what was made
	rm -rf .venv site build dist .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis
