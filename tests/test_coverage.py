"""Every rule, signal, measure, page and export of the specification is there, or said to come.

The codes and the measures' names stand here as the specification lists them, typed by hand. What
is written of each in `docs/coverage.md` is made from the code; `pytest --rewrite` writes it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from conftest import Golden
from covering import (
    EXPORTS_OF_THE_SPECIFICATION,
    GUIDE,
    PAGES_OF_THE_SPECIFICATION,
    made_exports,
    made_pages,
    rows_of_exports,
    rows_of_pages,
)
from decision_record.checks.catalogue import RULES
from decision_record.measures import catalogue as measures
from decision_record.measures.catalogue import MEASURES
from decision_record.measures.measure import Measure
from decision_record.signals.catalogue import SIGNALS
from sentences_of_the_design import missing_places, read_requirements, rows_of_requirements

REPOSITORY = Path(__file__).resolve().parents[1]
TESTS = REPOSITORY / "tests"
PAGE = REPOSITORY / "docs/coverage.md"

CHECKS_OF_THE_SPECIFICATION = """
    DR001 DR002 DR003 DR004 DR005 DR006 DR007 DR008 DR009 DR010
    DR101 DR102 DR103 DR104 DR105 DR106 DR107
    DR201 DR202 DR203 DR204 DR205 DR206 DR207 DR208 DR209 DR210 DR211 DR212
    DR301 DR302 DR303 DR304 DR305 DR306 DR307 DR308 DR309 DR310 DR311 DR312 DR313
    DR314 DR315 DR316 DR317 DR318 DR319 DR320 DR321 DR322 DR323 DR324 DR325 DR326
    DR327 DR328 DR329 DR330 DR331 DR332 DR333 DR334
    DR401 DR402 DR403 DR404 DR405 DR406 DR407 DR408 DR409 DR410
    DR411 DR412 DR413 DR414 DR415 DR416 DR417
    DR501 DR502 DR503
    DR601 DR602 DR603 DR604 DR605 DR606 DR607 DR608 DR609 DR610 DR611 DR612
    DR701 DR702 DR703 DR704
"""

SIGNALS_OF_THE_SPECIFICATION = """
    SG101 SG102 SG103 SG104
    SG201 SG202 SG203 SG204 SG205
    SG301 SG302 SG303 SG304
    SG401 SG402 SG403
    SG501 SG502 SG503 SG504 SG505
    SG601 SG602 SG603
    SG701 SG702 SG703
    SG801 SG802 SG803 SG804 SG805 SG806 SG807
    SG901 SG902 SG903 SG904
    SG951 SG952 SG953
    SG961 SG962
"""

MEASURES_OF_THE_SPECIFICATION = {
    "decisions per tier 1, and the share decided, deferred, escalated; "
    "deferrals answered by their date": (
        "decisions-per-tier-1",
        "decision-outcomes",
        "deferrals-answered-in-time",
    ),
    "actions done by their first date; rolled; median days open; by side": (
        "actions-on-time",
        "actions-rolled",
        "action-days-open-median",
    ),
    "days from escalation to PM acknowledgement, and to resolution: mean, median and worst": (
        "days-to-acknowledge-mean",
        "days-to-acknowledge-median",
        "days-to-acknowledge-worst",
        "days-to-resolve-mean",
        "days-to-resolve-median",
        "days-to-resolve-worst",
    ),
    "share of briefings resolved in tier 2 without reaching tier 1": (
        "briefings-settled-in-tier-2",
    ),
    "minutes of tier 1 spent on single accounts": ("tier-1-minutes-on-accounts",),
    "escalations that reached a VP, and the CPO or CTO; "
    "of those in tier 1 the share that no tier 2 saw first": (
        "escalations-to-leadership",
        "escalations-to-cpo-cto",
        "tier-1-unseen-by-tier-2",
    ),
    "friction by area and by segment: escalations, those that reached leadership, "
    "raised again, ARR churned": (
        "escalations",
        "escalations-to-leadership",
        "raised-again",
        "arr-churned",
    ),
    "per pod: escalations to leadership against the quarter in which it began": (
        "pod-escalations-to-leadership",
    ),
    "commitments kept at the first promised date; days slipped; ARR under slipped commitments": (
        "commitments-kept",
        "days-slipped",
        "arr-under-slipped-commitments",
    ),
    "loops closed in time; QBRs entered with an unanswered question; surprises recorded": (
        "loops-closed-in-time",
        "qbrs-with-unanswered-questions",
        "surprises",
    ),
    "hours in rituals a week, by role (PM, CSM, leaders), never by person in public": (
        "hours-in-rituals",
    ),
    "meetings held against expected; held by a delegate; recorded within two days": (
        "meetings-held",
        "meetings-delegated",
        "meetings-recorded-in-time",
    ),
    "taxonomy coverage": ("taxonomy-coverage", "taxonomy-coverage-counted"),
    "per pod: its metrics against baseline and target; "
    "adoption at 30, 60, 90 days after general availability": ("pod-metrics", "adoption"),
    "escalation concentration: the area with most of them and its share": (
        "escalation-concentration",
    ),
}
"""Each point of the specification's list, and the measures that answer it."""

INTRODUCTION = """\
# What is there

Every check, signal and measure, with the function that finds it and the place where it is shown to
work, then every page and every export, and each sentence of what the design asks for. A test makes
this page from the code, and fails where a code or an address of the specification is missing, where
there is a code that the specification does not have, or where a sentence names a place that is not
there. The code is in `generator/decision_record/`; what shows a check is a folder of
`tests/cases/`, and the tests of signals and measures stand below `tests/`.
"""


def test_no_check_is_missing_and_none_invented() -> None:
    assert [rule.code for rule in RULES] == CHECKS_OF_THE_SPECIFICATION.split()


def test_no_signal_is_missing_and_none_invented() -> None:
    assert [rule.code for rule in SIGNALS] == SIGNALS_OF_THE_SPECIFICATION.split()


def test_no_measure_is_missing_and_none_invented() -> None:
    asked = [name for names in MEASURES_OF_THE_SPECIFICATION.values() for name in names]
    assert [each.name for each in MEASURES] == list(dict.fromkeys(asked))


def test_no_page_is_missing() -> None:
    assert set(PAGES_OF_THE_SPECIFICATION) - {each.address for each in made_pages()} == {GUIDE}
    assert (REPOSITORY / "theme/guide/index.md").is_file()


def test_no_export_is_missing_but_those_that_come_later() -> None:
    there = {path for path, state in EXPORTS_OF_THE_SPECIFICATION.items() if state == "there"}
    assert made_exports() == there


def test_every_sentence_of_the_design_is_listed_once() -> None:
    assert [each.number for each in read_requirements()] == list(range(1, 230))
    assert all(each.part and each.sentence for each in read_requirements())


def test_no_sentence_names_a_place_that_does_not_exist() -> None:
    assert missing_places() == []


def test_the_page_says_where_each_is(request: pytest.FixtureRequest) -> None:
    rewrite = bool(request.config.getoption("--rewrite"))
    Golden(path=PAGE, rewrite=rewrite).check(write_page())


def test_each_is_shown_somewhere() -> None:
    assert [rule.code for rule in RULES if not _cases_of(rule.code)] == []
    assert [rule.code for rule in SIGNALS if not _tests_naming(rule.code, "signals")] == []
    assert [each.name for each in MEASURES if not _tests_of(each)] == []


def write_page() -> str:
    """The whole page, from what the catalogues hold now."""
    parts = (
        INTRODUCTION,
        f"## Checks\n\n{len(RULES)} rules.\n",
        _table(("code", "what is wrong", "found by", "shown by"), _rows_of_checks()),
        f"## Signals\n\n{len(SIGNALS)} signals. Each has an example too, which is run as a test.\n",
        _table(("code", "what is so", "found by", "tested in"), _rows_of_signals()),
        f"## Measures\n\n{len(MEASURES)} measures.\n",
        _table(("asked for", "measure", "computed by", "tested in"), _rows_of_measures()),
        f"## Pages\n\n{len(made_pages())} kinds of page, and the guide.\n",
        _table(("address", "what it shows", "made by", "in the sample"), rows_of_pages()),
        "## Exports\n",
        _table(("address", "state"), rows_of_exports()),
        f"## What the design asks for\n\n{_say_requirements()}\n",
        _table(("number", "part", "what is asked for", "found at"), rows_of_requirements()),
    )
    return "\n".join(parts)


def _say_requirements() -> str:
    found = read_requirements()
    there = sum(1 for each in found if each.places)
    return (
        f"{len(found)} sentences of the source material; {there} of them are in the product, in a "
        "rule, a signal, a measure, a page, an export, a command or a file of the repository. The "
        "others come later."
    )


def _rows_of_checks() -> Iterator[tuple[str, ...]]:
    for rule in RULES:
        yield rule.code, rule.says, _place_of(rule.find), _listed(_cases_of(rule.code))


def _rows_of_signals() -> Iterator[tuple[str, ...]]:
    for rule in SIGNALS:
        tests = _tests_naming(rule.code, "signals")
        yield rule.code, rule.says, _place_of(rule.find), _listed(tests)


def _rows_of_measures() -> Iterator[tuple[str, ...]]:
    by_name = {each.name: each for each in MEASURES}
    for asked, names in MEASURES_OF_THE_SPECIFICATION.items():
        for name in names:
            each = by_name[name]
            yield asked, f"`{name}`", _place_of(each.compute), _listed(_tests_of(each))


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (heads, ("---",) * len(heads), *rows)
    return "".join(f"| {' | '.join(map(_escape, line))} |\n" for line in lines)


def _escape(cell: str) -> str:
    return cell.replace("|", "\\|")


def _place_of(function: Callable[..., object]) -> str:
    """The module and the function; of one that another function made, its maker."""
    module = function.__module__.removeprefix("decision_record.").replace(".", "/")
    return f"`{module}.py` `{function.__qualname__.partition('.')[0]}`"


def _cases_of(code: str) -> list[str]:
    return sorted(path.name for path in (TESTS / "cases").glob(f"{code}-*") if path.is_dir())


def _tests_naming(pattern: str, folder: str) -> list[str]:
    """The test files of a folder in which a word occurs, of those that mirror a module of finders.

    Whole samples, settings and laws name many codes in passing.
    """
    finders = (*(rule.find for rule in SIGNALS), *(each.compute for each in MEASURES))
    mirrors = {f"test_{find.__module__.rpartition('.')[2]}.py" for find in finders}
    word = re.compile(rf"\b{pattern}\b")
    found = (path for path in (TESTS / folder).glob("test_*.py") if path.name in mirrors)
    named = (path for path in found if word.search(path.read_text(encoding="utf-8")))
    return sorted(f"{folder}/{path.name}" for path in named)


def _tests_of(measure: Measure) -> list[str]:
    """The test files that name a measure, or the constant that holds it."""
    constants = "|".join(re.escape(each) for each in _constants_of(measure))
    return _tests_naming(rf'(?:(?<="){re.escape(measure.name)}(?=")|{constants})', "measures")


def _constants_of(measure: Measure) -> Iterator[str]:
    """What a test may call a measure: `actions.ROLLED`, or `ROLLED` from `actions import`."""
    for module in vars(measures).values():
        if isinstance(module, ModuleType):
            short = module.__name__.rpartition(".")[2]
            for name in (name for name, value in vars(module).items() if value is measure):
                yield f"{short}.{name}"
                yield f"{short} import {name}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
