"""Two items continue one: the one that is open shows everywhere, with one age (records.md §5)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import went_wrong
from building import day
from decision_record.exports.raised import list_escalations
from decision_record.ledger.paths import RaisedPath
from decision_record.views.account.account import view_account
from decision_record.views.account.brief import view_brief
from decision_record.views.home.home import view_home
from decision_record.views.lists.escalations import view_escalations
from decision_record.views.people.person import view_person
from exporting import context_of

HERE = Path(__file__).parent
AS_OF = "2026-03-20"
FIRST, OPEN, ANSWERED = "2026-02-04-t2/B1", "2026-02-10-tier-1/E1", "2026-02-18-t2/B1"
AGE = "open for 44 days"
"""From 4 February, the day of the first part."""
ISSUE = "The export fails every night"


def path_in(case: Path, as_of: str = AS_OF) -> RaisedPath:
    return went_wrong.ledger_of(case, as_of).path_of[OPEN]


def test_it_is_one_path_whose_open_part_speaks() -> None:
    ledger = went_wrong.ledger_of(HERE, AS_OF)

    (path,) = ledger.paths
    assert {ref: ledger.path_of[ref] for ref in path.refs} == dict.fromkeys(path.refs, path)
    assert path.refs == (FIRST, OPEN, ANSWERED)
    assert [part.is_open for part in path.parts] == [False, True, False]
    assert (path.ref, path.issue, path.state) == (OPEN, ISSUE, "acknowledged")
    assert (path.raised, path.arr) == (day("2026-02-04"), 100000)
    assert path.deferred_to == day("2026-03-01")
    assert ledger.accounts["aa"].open.escalations == 1


def test_the_newest_word_is_the_answer_to_the_other_branch() -> None:
    word = path_in(HERE).word

    assert word is not None
    assert (word.item, word.answer, word.say, word.by) == (ANSWERED, "Yes.", None, "pm.x")


def test_every_list_has_it_once_with_one_age() -> None:
    context = went_wrong.view_context_of(HERE, AS_OF)

    account = view_account("aa", context=context).raised.rows
    groups = [row for group in view_escalations(context=context).groups for row in group.rows]
    for rows in (account, groups):
        assert [(row.issue, row.age, row.item.address) for row in rows] == [
            (ISSUE, AGE, "meetings/2026-02-10-tier-1/#E1")
        ]
    (home,) = [
        row
        for group in view_home(context=context).matters
        if group.id == "escalation"
        for row in (*group.rows, *group.old.rows)
    ]
    assert home.place.address == "meetings/2026-02-10-tier-1/#E1"
    tasks = view_person("pm.x", context=context).whole.tasks
    assert [task.what for task in tasks if task.label == "Escalation"] == []
    waits = view_person("hop.x", context=context).whole.tasks
    assert [task.what for task in waits if task.label == "Escalation"] == [ISSUE]


def test_the_brief_says_the_same() -> None:
    sections = view_brief("aa", context=went_wrong.view_context_of(HERE, AS_OF)).sections

    (row,) = next(each.rows for each in sections if each.id == "escalations")
    assert row.text == ISSUE
    assert row.notes == (("Tried", "x"), ("Product, 18 Feb 2026, Pm.X", "Yes."))
    assert row.meta == (AGE, "waiting on Hop.X", "deferred to 1 Mar 2026, 19 days late")


def test_each_part_is_exported_with_its_own_state_and_that_of_the_path() -> None:
    facts = escalations(HERE)

    assert {ref: each["state"] for ref, each in facts.items()} == {
        FIRST: "resolved",
        OPEN: "acknowledged",
        ANSWERED: "resolved",
    }
    shared = ("path", "path_state", "path_raised", "path_arr", "answer", "answered", "by")
    assert len({tuple(str(each[key]) for key in shared) for each in facts.values()}) == 1
    assert facts[FIRST]["path_state"] == "acknowledged"
    assert facts[FIRST]["answered"] == day("2026-02-18")


def escalations(case: Path, as_of: str = AS_OF) -> dict[str, Any]:
    context = went_wrong.view_context_of(case, as_of)
    facts = list_escalations(context_of(context.ledger, records=context.records))
    return {each["ref"]: each for each in facts}


def test_before_a_renewal_the_open_branch_is_reported() -> None:
    signals = went_wrong.view_context_of(HERE, AS_OF).findings.signals

    (found,) = (each for each in signals if each.code == "SG502")
    assert found.about.ref == OPEN
    assert AGE in found.message


# One more of the same kind: three branches, which end one after the other.


UPDATE = """\
date: '2026-03-02'
by: pm.x
briefings:
- {id: B1, account: aa, request: Is there a faster way?, tried: x, outcome: open,
   from: 2026-02-04-t2/B1, answer_by: 2026-03-16}
updates:
- {item: 2026-02-10-tier-1/E1, resolved: 2026-02-27}
"""
THIRD = "2026-03-02-pm.x/B1"
END = """\
date: '2026-03-10'
by: pm.x
updates:
- {item: 2026-03-02-pm.x/B1, answered: 2026-03-09, answer: No., say: There is none yet.}
"""


@pytest.fixture
def three(tmp_path: Path) -> Path:
    files = {"updates/2026/2026-03-02-pm.x.yml": UPDATE, "updates/2026/2026-03-10-pm.x.yml": END}
    return went_wrong.changed(HERE, tmp_path, files=files)


@pytest.mark.parametrize(
    ("as_of", "state", "speaks", "resolved"),
    [
        ("2026-02-04", "acknowledged", FIRST, None),
        ("2026-03-01", "acknowledged", OPEN, None),
        ("2026-03-02", "acknowledged", THIRD, None),
        ("2026-03-10", "resolved", THIRD, "2026-03-09"),
    ],
)
def test_a_path_ends_with_the_last_of_its_branches(
    as_of: str, state: str, speaks: str, resolved: str | None, three: Path
) -> None:
    path = went_wrong.ledger_of(three, as_of).path_of[FIRST]

    assert (path.state, path.ref) == (state, speaks)
    assert path.resolved == (date.fromisoformat(resolved) if resolved else None)
    assert path.raised == day("2026-02-04")


def test_the_day_written_last_is_the_answer_day_of_all_branches(three: Path) -> None:
    ledger = went_wrong.ledger_of(three, "2026-03-05")

    assert {path.answer_by for path in ledger.path_of.values()} == {day("2026-03-16")}
    facts = escalations(three, "2026-03-12")
    assert {each["say"] for each in facts.values()} == {"There is none yet."}
    assert {each["path_state"] for each in facts.values()} == {"resolved"}
