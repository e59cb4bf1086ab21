"""What a record changed of what was there before, and when its series meets next."""

import pytest

from building import view_context_of
from decision_record.views.record.changes import ChangedItem, Changes
from decision_record.views.record.record import RecordView, view_record
from decision_record.views.shared.context import Link

DAY = "2026-02-25"

BEFORE = """
    2026-01-27-tier-1:
      escalations: [{id: E1, account: north, issue: The sync fails.}]
      questions: [{id: Q1, account: north, ask: When?}, {id: Q2, account: north, ask: Where?}]
      requests: [{id: R1, account: south, what: Fathoms}]
      decisions:
        - {id: D1, outcome: decided, what: The export is built., commitment: {target: 2026-04-15}}
        - {id: D2, outcome: decided, what: Sync v2 is built., commitment: {target: 2026-04-15}}
        - {id: D3, outcome: decided, what: Limits for all., accounts: [north, south]}
        - {id: D4, outcome: deferred, what: Single sign-on, because: size}
        - {id: D5, outcome: decided, what: Approvals are built., commitment: {target: 2026-05-15}}
      actions:
        cs:
          - {id: A1, what: Tell, owner: bob, due: 2026-02-03, account: north, closes_loop: D1}
          - {id: A2, what: Ask., owner: bob, due: 2026-02-03}
          - {id: A3, what: Write., owner: bob, due: 2026-02-03}
"""
AFTER = """
    2026-02-24-tier-1:
      review:
        - {action: 2026-01-27-tier-1/A1, outcome: done}
        - {action: 2026-01-27-tier-1/A2, outcome: rolled, due: 2026-03-03}
        - {action: 2026-01-27-tier-1/A3, outcome: dropped}
        - {decision: 2026-01-27-tier-1/D3, outcome: done}
      escalations: [{id: E1, account: south, issue: Slow.}]
      updates:
        - {item: 2026-01-27-tier-1/Q2, answered: 2026-02-20, answer: Here.}
        - {item: 2026-01-27-tier-1/R1, status: planned}
        - {item: 2026-01-27-tier-1/E1, acknowledged: 2026-02-02}
      roadmap:
        - {commitment: 2026-01-27-tier-1/D1, status: slipped, target: 2026-05-20}
        - {commitment: 2026-01-27-tier-1/D2, status: shipped, on: 2026-02-20}
        - {commitment: 2026-01-27-tier-1/D5, status: descoped}
      loops: [{item: 2026-01-27-tier-1/D3, account: south, on: 2026-02-01}]
      decisions:
        - id: D1
          outcome: decided
          what: Limits by tier.
          resolves: [2026-01-27-tier-1/D4, 2026-01-27-tier-1/Q1, E1]
          supersedes: [2026-01-27-tier-1/D3]
"""


def view(text: str, record: str = "2026-02-24-tier-1") -> RecordView:
    return view_record(record, context=view_context_of(text, as_of=DAY))


def said(changes: tuple[Changes, ...]) -> dict[str, list[str]]:
    """Each kind of change as a reader sees it."""
    return {
        each.kind: [*map(_say, each.items), *([each.rest.text] if each.rest else [])]
        for each in changes
    }


def _say(item: ChangedItem) -> str:
    days = " → ".join(day.isoformat() for day in item.days)
    by = f"by {item.by.text}" if item.by else None
    return " ".join(part for part in (item.item.text, days, item.note, by) if part)


def test_each_kind_of_change_is_told_once() -> None:
    assert {
        kind: [" ".join(each.split()) for each in all_]
        for kind, all_ in said(view(BEFORE + AFTER).changes).items()
    } == {
        "Target moved": ["The export is built 2026-04-15 → 2026-05-20"],
        "Descoped": ["Approvals are built"],
        "Shipped": ["Sync v2 is built"],
        "Superseded": ["Limits for all by D1"],
        "Settled": ["Single sign-on by D1"],
        "Answered": ["When? by D1", "Where?"],
        "Acknowledged": ["The sync fails"],
        "Requests": ["Fathoms planned"],
        "Followed through": ["Limits for all"],
        "Told": ["North Mills", "South Yard"],
        "Actions": ["1 done, 1 rolled, 1 dropped"],
    }


def test_every_change_leads_to_its_item() -> None:
    changes = view(BEFORE + AFTER).changes
    addresses = {each.kind: each.items[0].item.address for each in changes}
    assert addresses["Target moved"] == "meetings/2026-01-27-tier-1/#D1"
    assert addresses["Told"] == "accounts/north/"
    assert addresses["Actions"] == "meetings/2026-02-24-tier-1/#review"


def test_what_a_record_opens_itself_is_no_change() -> None:
    shown = view(BEFORE, "2026-01-27-tier-1")
    assert shown.changes == ()
    assert "changed" not in [each.id for each in shown.toc]


def test_what_was_closed_before_is_not_closed_again() -> None:
    again = """
    2026-02-25-tier-1:
      review: [{action: 2026-01-27-tier-1/A1, outcome: done}]
      roadmap: [{commitment: 2026-01-27-tier-1/D1, status: on-track}]
    """
    assert "Actions" not in said(view(BEFORE + AFTER + again, "2026-02-25-tier-1").changes)


@pytest.mark.parametrize(("many", "more"), [(5, []), (7, ["2 more"])])
def test_of_many_some_are_named_and_the_page_leads_to_the_rest(many: int, more: list[str]) -> None:
    asked = ", ".join(f"{{id: Q{n}, account: north, ask: What {n}?}}" for n in range(1, many + 1))
    updates = ", ".join(
        f"{{item: 2026-01-27-tier-1/Q{n}, answered: 2026-02-01}}" for n in range(1, many + 1)
    )
    text = f"""
    2026-01-27-tier-1: {{questions: [{asked}]}}
    2026-02-24-tier-1: {{updates: [{updates}]}}
    """
    (changes,) = view(text).changes
    assert said((changes,))["Answered"][5:] == more
    if changes.rest:
        assert changes.rest.address == "meetings/2026-02-24-tier-1/#updates"


def test_the_last_meeting_leads_to_when_the_next_is_expected() -> None:
    text = "2026-02-03-tier-2: {attendees: [bob]}\n2026-02-17-tier-2: {attendees: [bob]}\n"
    assert view(text, "2026-02-17-tier-2").expected == Link(
        text="Next expected 3 Mar 2026", address="series/tier-2/next/"
    )
    assert view(text, "2026-02-03-tier-2").expected is None
    late = view("2026-01-20-tier-2: {attendees: [bob]}\n", "2026-01-20-tier-2")
    assert late.expected
    assert late.expected.text == "Next was expected 3 Feb 2026"


def test_the_file_and_its_history_are_read_at_the_forge() -> None:
    edit = "https://forge.example/acme/records/edit/main/records/"
    shown = view_record(
        "2026-02-24-tier-1", context=view_context_of(BEFORE + AFTER, as_of=DAY, edit_uri=edit)
    )
    file = "main/records/meetings/2026/2026-02-24-tier-1.yml"
    assert shown.at_forge == (
        Link(text="Its source", address=f"https://forge.example/acme/records/blob/{file}"),
        Link(text="Its history", address=f"https://forge.example/acme/records/commits/{file}"),
    )
    assert view(BEFORE + AFTER).at_forge == ()
