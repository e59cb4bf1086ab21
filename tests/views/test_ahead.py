"""What is ahead of an account is near up to the day that the team has set, and no further."""

from dataclasses import replace
from datetime import timedelta

import pytest

from building import day, view_context_of
from decision_record.ledger.recency import recency_of
from decision_record.signals.catalogue import SIGNALS
from decision_record.signals.loops import DAYS_AHEAD
from decision_record.views.account.ahead import (
    days_ahead_of,
    meeting_for,
    near_words,
    pressing_for,
)
from decision_record.views.lists.commitment_groups import group_commitments
from decision_record.views.shared.context import ViewContext
from decision_record.views.shared.words import Tone, comes_on, due_on

AS_OF = day("2026-06-29")


def company(days: int, *, as_of: str = "2026-06-29") -> ViewContext:
    """North has a QBR, its renewal and a call so many days ahead; South left, with the same."""
    on = AS_OF + timedelta(days=days)
    call = f"{{on: {on}, kind: renewal-call}}"
    dates = f"qbrs: [{on}], renewal: {on + timedelta(days=1)}, calls: [{call}]"
    return view_context_of(
        f"accounts: {{north: {{{dates}}}, south: {{{dates}, churned: {{on: 2026-06-01}}}}}}",
        as_of=as_of,
        rules=SIGNALS,
    )


@pytest.mark.parametrize(
    ("days", "pressing"),
    [
        (0, ["QBR", "Renewal"]),
        (DAYS_AHEAD - 1, ["QBR", "Renewal"]),
        (DAYS_AHEAD, ["QBR"]),
        (DAYS_AHEAD + 1, []),
    ],
)
def test_a_qbr_or_renewal_presses_up_to_the_last_day(days: int, pressing: list[str]) -> None:
    context = company(days)
    assert [each.kind for each in pressing_for("north", context=context)] == pressing
    assert pressing_for("south", context=context) == ()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "QBR today, renewal call today, renewal tomorrow"),
        (DAYS_AHEAD, f"QBR in {DAYS_AHEAD} days, renewal call in {DAYS_AHEAD} days"),
        (DAYS_AHEAD + 1, None),
    ],
)
def test_calls_are_named_too_up_to_the_same_day(days: int, words: str | None) -> None:
    assert near_words("north", context=company(days)) == words


def test_the_team_may_say_that_less_is_near() -> None:
    days = 7
    near = replace(company(days).attention, near_days=days)
    assert len(pressing_for("north", context=replace(company(days), attention=near))) == 1
    assert pressing_for("north", context=replace(company(days + 1), attention=near)) == ()


@pytest.mark.parametrize(
    ("days", "due", "comes"),
    [
        (-1, Tone.LATE, Tone.QUIET),
        (0, Tone.RISK, Tone.RISK),
        (14, Tone.RISK, Tone.RISK),
        (15, Tone.PLAIN, Tone.PLAIN),
    ],
)
def test_a_day_is_marked_from_fourteen_days_before_it_on(days: int, due: Tone, comes: Tone) -> None:
    on = AS_OF + timedelta(days=days)
    assert due_on(on, as_of=AS_OF).tone is due
    assert comes_on(on, as_of=AS_OF).tone is comes


@pytest.mark.parametrize(
    ("days", "group"), [(-1, "late"), (0, "soon"), (14, "soon"), (15, "on-track")]
)
def test_a_commitment_is_due_soon_from_fourteen_days_before_its_target_on(
    days: int, group: str
) -> None:
    target = AS_OF + timedelta(days=days)
    context = view_context_of(
        "2026-06-01-tier-1: {decisions: [{id: D1, outcome: decided, what: Do it., owner: otto, "
        f"accounts: [north], commitment: {{target: {target}}}}}]}}"
    )
    groups = {each.id: each.promises for each in group_commitments(context=context).piles}
    assert [name for name, promises in groups.items() if promises] == [group]


@pytest.mark.parametrize(("days", "leads"), [(14, True), (15, False)])
def test_what_is_due_within_fourteen_days_of_a_meeting_leads_its_list(
    days: int, *, leads: bool
) -> None:
    ledger = company(days).ledger
    recency = recency_of(ledger.series["tier-1"], ledger=ledger)
    assert (recency.last >= AS_OF + timedelta(days=days)) is leads
    meeting = AS_OF + timedelta(days=10)
    later = recency_of(ledger.series["tier-1"], ledger=ledger, meeting=meeting)
    assert later.last == meeting + timedelta(days=14)


def test_what_is_over_is_not_ahead_and_a_meeting_of_the_day_is() -> None:
    assert days_ahead_of("north", context=company(-2)) == ()
    asked = "\n2026-06-01-tier-2: {questions: [{id: Q1, account: north, ask: When?}]}\n"
    for days, ahead in ((-1, None), (0, "QBR"), (1, "QBR")):
        on = AS_OF + timedelta(days=days)
        context = view_context_of(f"accounts: {{north: {{qbrs: [{on}]}}}}{asked}")
        found = meeting_for(context.ledger.questions["2026-06-01-tier-2/Q1"], context=context)
        assert (found.kind if found else None) == ahead
