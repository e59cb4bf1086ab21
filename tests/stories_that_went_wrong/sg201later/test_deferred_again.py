"""Of several deferrals of one thing only the newest can be late (SG201)."""

from pathlib import Path

import pytest

import went_wrong

HERE = Path(__file__).parent
OLD, NEW = "2026-02-05-hop.x/D1", "2026-02-25-hop.x/D1"
ESCALATION = "updates/2026/2026-02-25-hop.x.yml"


def late(case: Path, as_of: str) -> list[str | None]:
    found = went_wrong.view_context_of(case, as_of).findings.signals
    return [each.about.ref for each in found if each.code == "SG201"]


@pytest.mark.parametrize(
    ("as_of", "refs"),
    [
        ("2026-02-20", []),
        ("2026-02-21", [OLD]),
        ("2026-02-25", []),
        ("2026-03-20", []),
        ("2026-04-10", []),
        ("2026-04-11", [NEW]),
    ],
)
def test_deferred_again_about_the_same_item(as_of: str, refs: list[str]) -> None:
    assert late(HERE, as_of) == refs


def test_it_is_said_that_it_was_deferred_twice() -> None:
    found = went_wrong.view_context_of(HERE, "2026-03-20").findings.signals
    (twice,) = (each for each in found if each.code == "SG205")
    assert twice.about.ref == NEW
    assert "deferred twice since 5 February 2026" in twice.message


# More of the same kind: about a later part of the path, about the earlier deferral, and about more.


def again(tmp_path: Path, about: str, more: str = "") -> Path:
    text = (HERE / "records" / ESCALATION).read_text(encoding="utf-8")
    assert "about: [2026-02-02-csm.x/E1]" in text
    files = {ESCALATION: more + text.replace("about: [2026-02-02-csm.x/E1]", f"about: [{about}]")}
    return went_wrong.changed(HERE, tmp_path, files=files)


PART = """\
escalations:
- {id: E1, account: aa, issue: Slow still, tried: x, from: 2026-02-02-csm.x/E1}
"""
OTHER = """\
escalations:
- {id: E1, account: aa, issue: Something else, tried: x}
"""


@pytest.mark.parametrize(("about", "more"), [("E1", PART), (OLD, "")], ids=["part", "deferral"])
def test_a_later_part_or_the_deferral_itself_is_the_same_thing(
    about: str, more: str, tmp_path: Path
) -> None:
    case = again(tmp_path, about, more)

    assert late(case, "2026-03-20") == []
    assert late(case, "2026-04-11") == [NEW]


def test_a_deferral_of_something_else_leaves_the_old_one_late(tmp_path: Path) -> None:
    assert late(again(tmp_path, "E1", OTHER), "2026-03-20") == [OLD]
