"""SG301 to SG304: commitments that are overdue, due soon, slipping or inconsistent."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from decision_record.ledger.commitments import Commitment, Slip
from decision_record.ledger.decisions import LoggedDecision
from decision_record.signals.context import SignalContext
from decision_record.signals.rule import (
    Finding,
    SignalExample,
    SignalRule,
    SignalThreshold,
    about_item,
)
from decision_record.text.wording import count, days_ahead, join_words, long_day, quote
from decision_record.text.wording import times as say_times

DAYS_BEFORE_TARGET = 14
"""Days† before its target from which on a commitment is looked at."""

TIMES_SLIPPED = 2
"""Times† that a commitment slipped from which on its date is not believed."""


def _pending(context: SignalContext) -> Iterator[tuple[LoggedDecision, Commitment]]:
    for decision in context.ledger.decisions.values():
        if decision.commitment and decision.commitment.is_pending:
            yield decision, decision.commitment


def _to(decision: LoggedDecision, context: SignalContext) -> str:
    """To whom of today's customers it was promised, as the end of a sentence."""
    return f", promised to {_names(decision, context)}" if _customers(decision) else ""


def find_past_target(context: SignalContext) -> Iterator[Finding]:
    """Commitments whose day passed without a word."""
    for decision, commitment in _pending(context):
        target = commitment.target
        if target and commitment.overdue_for(context.as_of):
            yield Finding(
                message=f"Update the status of {quote(decision.row.what)}: its target passed "
                f"{count(context.ago(target), 'day')} ago"
                f"{_to(decision, context)}.",
                about=about_item(decision.ref),
                owner=decision.owner,
                day=target,
            )


PAST_TARGET = SignalRule(
    code="SG301",
    name="commitment-overdue",
    says="A commitment is past its target without an update.",
    definition="A commitment is not shipped, descoped or superseded, its target has passed, "
    "and no roadmap row has updated it since.",
    why="A date that passes in silence costs more trust than one that moves.",
    example=SignalExample(
        records="""
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: We build the export., owner: otto,
                   accounts: [north], commitment: {target: 2026-04-15}}]
""",
        appears=date(2026, 4, 16),
        silent=date(2026, 4, 15),
    ),
    find=find_past_target,
)


def find_due_soon(context: SignalContext, *, days: int = DAYS_BEFORE_TARGET) -> Iterator[Finding]:
    """Commitments whose day comes within two weeks."""
    for decision, commitment in _pending(context):
        target = commitment.target
        if target and timedelta() <= target - context.as_of <= timedelta(days=days):
            yield Finding(
                message=f"{quote(decision.row.what)} is due {days_ahead(-context.ago(target))}"
                f"{_to(decision, context)}: ask {context.person(decision.owner)} whether it holds.",
                about=about_item(decision.ref),
                owner=decision.owner,
                day=target,
            )


DUE_SOON = SignalRule(
    code="SG302",
    name="commitment-due-soon",
    says="A commitment is due within 14 days.",
    definition="A commitment is not shipped, descoped or superseded, and its target is within "
    "the next 14 days.",
    why="Two weeks ahead a customer can still plan around a slip. On the day they cannot.",
    thresholds=(
        SignalThreshold(
            name="days", value=DAYS_BEFORE_TARGET, unit="days", means="before the target"
        ),
    ),
    example=SignalExample(
        records="""
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: We build the export., owner: otto,
                   accounts: [north], commitment: {target: 2026-04-15}}]
""",
        appears=date(2026, 4, 1),
        silent=date(2026, 3, 31),
    ),
    find=find_due_soon,
)


def find_slipped(context: SignalContext, *, times: int = TIMES_SLIPPED) -> Iterator[Finding]:
    """Commitments that slipped again."""
    for decision, commitment in _pending(context):
        number = len(commitment.slips)
        if number >= times:
            last = commitment.slips[-1].to
            first = commitment.original_target
            moved = "its target moved" if any(map(_is_earlier, commitment.slips)) else "it slipped"
            yield Finding(
                message=f"Stop and replan {quote(decision.row.what)}: {moved} "
                f"{say_times(number)}, {f'from {long_day(first)} ' if first else ''}"
                f"to {long_day(last)}{_to(decision, context)}.",
                about=about_item(decision.ref),
                owner=decision.owner,
                day=commitment.slips[-1].day,
            )


def _is_earlier(slip: Slip) -> bool:
    return slip.is_earlier


SLIPPED = SignalRule(
    code="SG303",
    name="commitment-slipped-again",
    says="A commitment slipped twice or more.",
    definition="A commitment is not shipped, descoped or superseded, and roadmap rows moved its "
    "target at "
    "least twice.",
    why="After the second slip no one believes the third date, least of all the customer.",
    thresholds=(
        SignalThreshold(name="times", value=TIMES_SLIPPED, unit="times", means="slipped, at least"),
    ),
    example=SignalExample(
        records="""
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: We build the export., owner: otto,
                   accounts: [north], commitment: {target: 2026-04-15}}]
    2026-02-24-tier-1:
      roadmap: [{commitment: 2026-01-27-tier-1/D1, status: slipped, target: 2026-05-15}]
    2026-03-31-tier-1:
      roadmap: [{commitment: 2026-01-27-tier-1/D1, status: slipped, target: 2026-06-15}]
""",
        appears=date(2026, 3, 31),
        silent=date(2026, 3, 30),
    ),
    find=find_slipped,
)


class _Told(NamedTuple):
    """Which customers were promised which day of a feature, first.

    A tuple, because it is sorted.
    """

    number: int
    """Its place among the pending commitments."""
    day: date
    customers: frozenset[str]
    decision: LoggedDecision


def find_two_dates(context: SignalContext) -> Iterator[Finding]:
    """One feature with two promises, to different accounts and for different days."""
    told: dict[tuple[str, str], dict[tuple[date, frozenset[str]], _Told]] = {}
    for number, (decision, commitment) in enumerate(_pending(context)):
        customers = frozenset(_customers(decision))
        if commitment.target is None or not customers:
            continue
        now = _Told(number, commitment.target, customers, decision)
        features = _features(decision)
        before = [first for each in features if (first := _unlike(now, told.get(each, {})))]
        if before:
            other = min(before)
            yield Finding(
                message=f"Agree on one day for {quote(decision.row.what)}: "
                f"{_names(decision, context)} expects {long_day(now.day)}, "
                f"{_names(other.decision, context)} {long_day(other.day)}.",
                about=about_item(decision.ref),
                owner=decision.owner,
                day=min(other.day, now.day),
            )
        for each in features:
            told.setdefault(each, {}).setdefault((now.day, customers), now)


def _features(decision: LoggedDecision) -> frozenset[tuple[str, str]]:
    """What makes two promises one feature's: a theme, a topic, or the same words."""
    row = decision.row
    return frozenset(
        (
            ("words", row.what.casefold().strip(" .")),
            *(("topic", each) for each in (*decision.resolves, *decision.about)),
            *(("theme", each) for each in row.themes),
        )
    )


def _unlike(now: _Told, before: Mapping[tuple[date, frozenset[str]], _Told]) -> _Told | None:
    """The first customers who were promised another day.

    Decisions that supersede one and the same moved the date for each customer on purpose.
    """
    return next(
        (
            each
            for each in before.values()
            if each.day != now.day
            and each.customers != now.customers
            and not set(each.decision.supersedes) & set(now.decision.supersedes)
        ),
        None,
    )


def _customers(decision: LoggedDecision) -> tuple[str, ...]:
    """The accounts to which it is still promised."""
    return decision.commitment.promised_to if decision.commitment else ()


def _names(decision: LoggedDecision, context: SignalContext) -> str:
    return join_words([context.account(each) for each in _customers(decision)])


TWO_DATES = SignalRule(
    code="SG304",
    name="conflicting-target-dates",
    says="One feature is promised to several accounts with different dates.",
    definition="Two pending commitments share a theme, an item that they resolve or are about, "
    "or their wording, but differ in their accounts and in their targets. "
    "Decisions that supersede the same decision are left out: they split it on purpose.",
    why="Customers talk to each other, and the one with the later date feels misled.",
    example=SignalExample(
        records="""
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: The export for North., owner: otto,
                   themes: [export], accounts: [north], commitment: {target: 2026-04-15}}]
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: decided, what: The export for South., owner: otto,
                   themes: [export], accounts: [south], commitment: {target: 2026-05-30}}]
""",
        appears=date(2026, 2, 24),
        silent=date(2026, 2, 23),
    ),
    find=find_two_dates,
)
