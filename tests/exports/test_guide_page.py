"""The guide's page about the exports is made from what they declare; `--rewrite` writes it."""

from collections.abc import Iterator, Sequence
from itertools import starmap
from pathlib import Path

import pytest

from conftest import Golden
from decision_record.exports.documents import EXPORTS, Export
from decision_record.exports.keys import Holds, Key

PAGE = Path(__file__).resolve().parents[2] / "theme/guide/exports.md"

INTRODUCTION = """
# Exports

The facts of this site for programs: JSON documents under `/api/v1/`, made with every build.

```sh
# the overdue actions of one person
curl -s https://decisions.example.com/api/v1/actions.json |
  jq '.items[] | select(.overdue_days and .owner == "desmond.achterberg") | [.due, .what]'
```

## How to read them

* `index.json` has the list of all documents, and how many items each list holds.
* Any other document is `{"as_of": "2026-06-29", "items": […]}`. It says what is true on the day
  `as_of`.
* A day is text, as in `2026-06-29`. An amount is a number in the organisation's currency.
* An item is named in full, as in `2026-03-31-tier-1/D1`; a record, an account, a person, a series,
  a pod and a theme by its id. A former name of an account becomes its name of today.
* A value that is absent has no key: `0` and `[]` are values. Keys marked * may be absent.
* *Late* means due before `as_of`.
* `schema/<kind>.json` is the JSON Schema of each kind of file that people write. Editors complete
  fields with it.
""".strip()

PLURALS = {Holds.PERSON: "people", Holds.SERIES: "series", Holds.NAMED: "texts by name"}


def make_page() -> str:
    return "\n\n".join((INTRODUCTION, "## Documents", *starmap(_section, _with_shared()))) + "\n"


def _with_shared() -> Iterator[tuple[Export, Export | None]]:
    """Each export with the one whose keys it repeats."""
    for number, export in enumerate(EXPORTS):
        shared = (
            each
            for each in EXPORTS[:number]
            if each.keys == export.keys[: len(each.keys)] and each.name in export.name
        )
        yield export, next(shared, None)


def _section(export: Export, shared: Export | None) -> str:
    lines = [f"### `{export.name}.json`", "", export.says]
    keys = export.keys[len(shared.keys) :] if shared else export.keys
    if shared:
        more = ", and these:" if keys else "."
        lines[-1] += f" An item has the keys of `{shared.name}.json`{more}"
    if keys:
        lines += ["", "| Key | Holds | Meaning |", "|---|---|---|", *_rows(keys)]
    return "\n".join(lines)


def _rows(keys: Sequence[Key], where: str = "") -> Iterator[str]:
    for key in keys:
        star = " *" if key.optional else ""
        yield f"| `{where}{key.name}`{star} | {_holds(key)} | {key.says} |"
        yield from _rows(key.keys, f"{where}{key.name}.")


def _holds(key: Key) -> str:
    if key.words:
        return ", ".join(f"`{word}`" for word in key.words)
    if key.many:
        return f"list of {PLURALS.get(key.holds, f'{key.holds}s')}"
    return str(key.holds)


def test_the_page_says_what_is_declared(request: pytest.FixtureRequest) -> None:
    Golden(path=PAGE, rewrite=bool(request.config.getoption("--rewrite"))).check(make_page())


def test_every_key_is_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    for export in EXPORTS:
        assert f"### `{export.name}.json`\n" in page
        for key in export.keys:
            assert f"\n| `{key.name}`" in page
            assert key.says in page
