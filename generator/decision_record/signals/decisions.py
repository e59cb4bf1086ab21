"""SG201 to SG205: answers and rulings that are late, and decisions without follow-through."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from decision_record.ledger.decisions import DecisionState, LoggedDecision
from decision_record.ledger.grouping import group
from decision_record.ledger.timeline import accounts_named
from decision_record.model.records import SeatName
from decision_record.signals.context import SignalContext
from decision_record.signals.rule import (
    Finding,
    SignalExample,
    SignalRule,
    SignalThreshold,
    about_item,
)
from decision_record.text.wording import count, join_words, long_day, quote
from decision_record.text.wording import times as say_times

TIMES_DEFERRED = 2
"""Times† that the same thing was deferred from which on it is called avoided."""

_RULES: Mapping[str, SeatName] = {"cpo": "cpo", "cto": "cto", "ceo": "ceo"}


def _open(context: SignalContext, outcome: str) -> Iterator[LoggedDecision]:
    return (
        each
        for each in context.ledger.decisions.values()
        if each.outcome == outcome and each.state is DecisionState.OPEN
    )


def find_late_deferrals(context: SignalContext) -> Iterator[Finding]:
    """Open deferrals past their date; of several deferrals of one thing only the newest counts."""
    for decision in _open(context, "deferred"):
        days = decision.overdue_days(context.as_of)
        if days and decision.due:
            yield Finding(
                message=f"Answer {quote(decision.row.what)}: deferred to "
                f"{long_day(decision.due)}, {count(days, 'day')} ago; "
                f"{context.person(decision.owner)} owes the answer.",
                about=about_item(decision.ref),
                owner=decision.owner,
                day=decision.due,
            )


LATE_DEFERRAL = SignalRule(
    code="SG201",
    name="deferral-overdue",
    says="A deferral is past its date.",
    definition="A deferral is open and past its date, and no later deferral "
    "is about it or about the same item.",
    why="A deferral without an answer is an unspoken no.",
    example=SignalExample(
        records="""
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: deferred, what: The bulk export waits for its sizing.,
                   because: No sizing., owner: otto, due: 2026-02-13}]
""",
        appears=date(2026, 2, 14),
        silent=date(2026, 2, 13),
    ),
    find=find_late_deferrals,
)


def find_late_rulings(context: SignalContext) -> Iterator[Finding]:
    """What the CPO or CTO has not ruled on in time."""
    for decision in _open(context, "escalated"):
        days = decision.overdue_days(context.as_of)
        if days and decision.due:
            seat = _RULES.get(decision.row.to or "")
            ruler = context.seat(seat) if seat else None
            who = context.person(ruler) if ruler else (decision.row.to or "leadership").upper()
            yield Finding(
                message=f"Ask {who} for the ruling on {quote(decision.row.what)}: due "
                f"{long_day(decision.due)}, {count(days, 'day')} ago.",
                about=about_item(decision.ref),
                owner=decision.owner or ruler,
                day=decision.due,
            )


LATE_RULING = SignalRule(
    code="SG202",
    name="ruling-overdue",
    says="An escalation to the CPO or CTO is past its date.",
    definition="An escalated decision is open, and its ruling is overdue.",
    why="A question that waits for leadership blocks everyone who works on it.",
    example=SignalExample(
        records="""
    2026-03-31-tier-1:
      decisions: [{id: D1, outcome: escalated, what: Buy single sign-on or build it., to: cpo,
                   recommendation: Buy., owner: otto, due: 2026-04-10}]
""",
        appears=date(2026, 4, 11),
        silent=date(2026, 4, 10),
    ),
    find=find_late_rulings,
)


def find_untold_rulings(context: SignalContext) -> Iterator[Finding]:
    """Rulings that came, and of which some account will never hear."""
    followers = group(
        context.ledger.decisions.values(),
        lambda each: (*each.resolves, *each.about, *each.supersedes),
    )
    for decision in context.ledger.decisions.values():
        ruling = context.ledger.decisions.get(
            decision.resolved_by.ref if decision.resolved_by else ""
        )
        if decision.outcome != "escalated" or ruling is None:
            continue
        telling = (ruling, *followers.get(decision.ref, ()), *followers.get(ruling.ref, ()))
        untold = [
            account
            for account in _concerned(decision, context)
            if not context.index.has_left(account) and not _has_loop(account, telling, context)
        ]
        if untold:
            yield Finding(
                message=f"The ruling on {quote(decision.row.what)} came on {long_day(ruling.day)}: "
                f"name {join_words([context.account(each) for each in untold])} in a decision, so "
                "that they are told.",
                about=about_item(ruling.ref),
                owner=ruling.owner or decision.owner,
                day=ruling.day,
            )


def _concerned(decision: LoggedDecision, context: SignalContext) -> list[str]:
    """The accounts that wait for a ruling: those it names, and those of what it is about."""
    on_table = (context.ledger.items[ref] for ref in decision.about if ref in context.ledger.items)
    named = (name for item in on_table for name in accounts_named(item))
    known = (context.records.account_id(name) for name in (*decision.accounts, *named))
    return [each for each in dict.fromkeys(known) if each in context.records.accounts]


def _has_loop(account: str, telling: Iterable[LoggedDecision], context: SignalContext) -> bool:
    """Whether a ruling, or a decision that carries it on, has to be told to an account."""
    return any((each.ref, account) in context.ledger.loops for each in telling)


UNTOLD_RULING = SignalRule(
    code="SG203",
    name="ruling-without-customer-update",
    says="A ruling came, and an account that it concerns is not named in a decision.",
    definition="An escalated decision was resolved. An account that it names, or that an item "
    "it is about names, is named neither by the ruling nor by a later decision on either. "
    "The signal ends when a decision names the account, or the account leaves.",
    why="The customer who raised it is the last to hear.",
    example=SignalExample(
        records="""
    2026-03-31-tier-1:
      decisions: [{id: D1, outcome: escalated, what: Buy single sign-on or build it., to: cpo,
                   recommendation: Buy., owner: otto, due: 2026-04-10, accounts: [north]}]
    2026-04-10-ines:
      decisions: [{id: D1, outcome: decided, what: We buy it., owner: otto,
                   resolves: [2026-03-31-tier-1/D1]}]
""",
        appears=date(2026, 4, 10),
        silent=date(2026, 4, 9),
    ),
    find=find_untold_rulings,
)


def find_late_follow_through(context: SignalContext) -> Iterator[Finding]:
    """Decided decisions that were not followed through by their date."""
    for decision in context.ledger.decisions.values():
        days = decision.overdue_days(context.as_of)
        # Where its day is its commitment's target, SG301 speaks instead.
        if decision.outcome == "decided" and days and decision.own_due:
            yield Finding(
                message=f"Follow through on {quote(decision.row.what)}: {count(days, 'day')} late; "
                f"{context.person(decision.owner)} owns it.",
                about=about_item(decision.ref),
                owner=decision.owner,
                day=decision.due,
            )


LATE_FOLLOW_THROUGH = SignalRule(
    code="SG204",
    name="follow-through-overdue",
    says="A decision's follow-through is overdue.",
    definition="A decision is in force and past its date, and was not followed through: no "
    "review says that it was, its commitment did not ship, and not all actions "
    "that close its loops are closed. A review can roll it to a new date. A descoped "
    "decision needs no follow-through. SG301 covers a commitment without a date of its own.",
    why="A decision that is not followed through is discussed again in the next meeting.",
    example=SignalExample(
        records="""
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: Every release gets a date., owner: otto,
                   due: 2026-02-13}]
""",
        appears=date(2026, 2, 14),
        silent=date(2026, 2, 13),
    ),
    find=find_late_follow_through,
)


def find_repeated_deferrals(
    context: SignalContext, *, times: int = TIMES_DEFERRED
) -> Iterator[Finding]:
    """Open deferrals of what was deferred before."""
    for decision in _open(context, "deferred"):
        number = 1 + len(decision.deferred_before)
        if number >= times and not decision.deferred_again:
            first = min((step.day for step in decision.deferred_before), default=decision.day)
            yield Finding(
                message=f"Decide {quote(decision.row.what)}: deferred {say_times(number)} since "
                f"{long_day(first)}; {context.person(decision.owner)} owes the answer.",
                about=about_item(decision.ref),
                owner=decision.owner,
                day=first,
            )


REPEATED_DEFERRAL = SignalRule(
    code="SG205",
    name="deferred-again",
    says="The same topic was deferred twice or more.",
    definition="An open deferral is about an earlier deferral, or about "
    "the same item as one. Only the newest of them is shown.",
    why="A topic deferred twice is being avoided, and the customer notices.",
    thresholds=(
        SignalThreshold(
            name="times", value=TIMES_DEFERRED, unit="times", means="deferred, at least"
        ),
    ),
    example=SignalExample(
        records="""
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: deferred, what: The bulk export waits for its sizing.,
                   because: No sizing., owner: otto, due: 2026-02-13}]
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: deferred, what: The bulk export waits for the budget.,
                   because: No budget., owner: otto, due: 2026-03-13,
                   about: [2026-01-27-tier-1/D1]}]
""",
        appears=date(2026, 2, 24),
        silent=date(2026, 2, 23),
    ),
    find=find_repeated_deferrals,
)
