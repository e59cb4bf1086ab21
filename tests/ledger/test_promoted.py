"""Customer issues of one-on-ones: open at their series until that was next held."""

from datetime import date

import pytest

from building import replay_on, view_context_of
from decision_record.exports.attention import queue_facts
from decision_record.ledger.replay import replay
from decision_record.repository.load import load
from decision_record.views.series.next_meeting import view_next
from decision_record.views.series.prep.accounts import promoted
from decision_record.views.series.series import view_series
from sites import REPOSITORY

TALK = """
series: {talk: {kind: one-on-one, members: [vera, bob]}}
accounts: {north: {aliases: [old-north]}}
2026-05-04-talk:
  challenges: Hidden words.
  customers:
    - {account: old-north, issue: The export stops., promote_to: tier-2}
    - {account: south, issue: Only between us.}
    - {account: south, issue: Nowhere to go., promote_to: unknown}
"""


def _open(as_of: str, more: str = "") -> list[tuple[str, str | None, str | None]]:
    found = replay_on(as_of, TALK + more).promoted
    return [(each.series, each.account, each.issue) for each in found if each.is_open]


def test_what_is_promoted_is_open_at_its_series_and_nothing_else_is() -> None:
    assert _open("2026-05-03") == []
    assert _open("2026-05-04") == [("tier-2", "north", "The export stops.")]


@pytest.mark.parametrize(
    ("meeting", "left"),
    [
        ("2026-05-06-tier-2: {attendees: [bob, ines]}", 0),
        ("2026-05-06-tier-2: {cancelled: {because: absence}}", 1),
        ("2026-05-06-tier-1: {attendees: [vera, otto]}", 1),
        ("2026-05-04-tier-2: {attendees: [bob, ines]}", 1),
        ("2026-05-03-tier-2: {attendees: [bob, ines]}", 1),
    ],
)
def test_it_is_gone_once_the_series_was_held_on_a_later_day(meeting: str, left: int) -> None:
    assert len(_open("2026-05-20", meeting)) == left


def test_it_stands_on_the_pages_of_its_series_and_in_its_queue_and_draft() -> None:
    context = view_context_of(
        TALK + "2026-04-29-tier-2: {attendees: [bob, ines]}", as_of="2026-05-05"
    )
    for view in (view_series("tier-2", context=context), view_next("tier-2", context=context)):
        (line,) = view.promoted.lines
        assert line.what == "The export stops."
        assert [link.text for phrase in line.phrases for link in phrase.links] == ["North Mills"]
        assert "promoted" in [each.id for each in view.toc]
    assert promoted("tier-1", context=context).lines == ()
    (queue,) = [
        each
        for each in queue_facts(context.attention.queues, ledger=context.ledger)
        if each.get("series") == "tier-2"
    ]
    assert queue["promoted"] == [
        {
            "account": "north",
            "issue": "The export stops.",
            "record": "2026-05-04-talk",
            "since": date(2026, 5, 4),
        }
    ]


def test_one_of_a_customer_who_left_needs_no_meeting() -> None:
    gone = TALK.replace("{aliases", "{churned: {on: 2026-05-05, because: Gone.}, aliases")
    context = view_context_of(gone, as_of="2026-05-06")
    assert promoted("tier-2", context=context).lines == ()


def test_the_samples_one_is_open_for_two_days() -> None:
    personal = REPOSITORY / "tests/organizations/fernhollow-personal/records"
    shared = REPOSITORY / "records"
    records = load([shared], personal=[personal], withheld=True, base=REPOSITORY).records
    for as_of, number in ((date(2026, 6, 9), 1), (date(2026, 6, 10), 0)):
        found = [each for each in replay(records, as_of).promoted if each.is_open]
        assert [(each.series, each.account) for each in found] == [
            ("tier-2-reporting", "ostermark")
        ] * number
