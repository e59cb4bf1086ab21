"""SG501 to SG505: escalations that wait for Product, or come back."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from decision_record.ledger.answering import answers_raised
from decision_record.ledger.cadence import later
from decision_record.ledger.paths import RaisedPath
from decision_record.model.asked import Escalation
from decision_record.signals.context import SignalContext
from decision_record.signals.rule import (
    Finding,
    SignalExample,
    SignalRule,
    SignalThreshold,
    about_item,
)
from decision_record.text.wording import count, days_ahead, long_day, money, quote

DAYS_TO_ACKNOWLEDGE = 14
"""Days after which silence of Product on an escalation is reported."""

DAYS_TO_RENEWAL = 30
"""Days† before a renewal within which what is unresolved endangers it."""

QUARTER = 91
"""Days of a quarter†: thirteen weeks."""

Topic = tuple[Literal["theme", "area"], str]
"""What escalations have in common: a theme or an area, by its name in taxonomy.yml."""


def _open_paths(context: SignalContext) -> Iterator[RaisedPath]:
    """The open paths of accounts that are still customers."""
    return (
        path
        for path in context.ledger.paths
        if path.is_open and not context.index.has_left(path.account)
    )


def _open_escalations(context: SignalContext) -> Iterator[RaisedPath]:
    """Those of which an escalation is open."""
    return (path for path in _open_paths(context) if path.is_escalation)


def find_unacknowledged(
    context: SignalContext, *, days: int = DAYS_TO_ACKNOWLEDGE
) -> Iterator[Finding]:
    """Escalations that Product has not acknowledged, or has said nothing of since it did."""
    for path in _open_escalations(context):
        since = path.unacknowledged_since or path.last_heard
        passed = context.ago(since) if since else 0
        if since is None or passed < days:
            continue
        what = f"{context.whose(path.account)} {quote(path.issue)}"
        silent = f"for {count(passed, 'day')}"
        yield Finding(
            message=f"Acknowledge {what}: not acknowledged {silent}{_renewal(path, context)}."
            if path.unacknowledged_since
            else f"Answer {what}: no update from Product {silent}{_renewal(path, context)}.",
            about=about_item(path.ref, path.account),
            owner=answers_raised(path, on=context.as_of, records=context.records),
            day=since,
        )


def _renewal(path: RaisedPath, context: SignalContext) -> str:
    known = context.records.accounts.get(path.account)
    left = (known.renewal - context.as_of).days if known else -1
    return f", and their renewal is {days_ahead(left)}" if left >= 0 else ""


UNACKNOWLEDGED = SignalRule(
    code="SG501",
    name="escalation-not-acknowledged",
    says="An escalation was not acknowledged for 14 days, or was acknowledged and has had no "
    "update "
    "from Product for 14 days.",
    definition="An escalation is open, and its newest open part (or one that it continues) was "
    "raised at least "
    "14 days ago and is not acknowledged by Product; or Product acknowledged it, but has not "
    "answered "
    "it, deferred it or acknowledged a later part of the chain in the last 14 days.",
    why="Without a reply the CSM goes straight to leadership next time.",
    thresholds=(
        SignalThreshold(
            name="days",
            value=DAYS_TO_ACKNOWLEDGE,
            unit="days",
            means="without acknowledgement or reply",
        ),
    ),
    example=SignalExample(
        records="""
    2026-06-08-bob:
      escalations: [{id: E1, account: north, issue: The checks of a weekend are missing.}]
""",
        appears=date(2026, 6, 22),
        silent=date(2026, 6, 21),
    ),
    find=find_unacknowledged,
)


def find_before_renewal(
    context: SignalContext, *, days: int = DAYS_TO_RENEWAL
) -> Iterator[Finding]:
    """Escalations that are unresolved shortly before a renewal."""
    for path in _open_escalations(context):
        known = context.records.accounts.get(path.account)
        left = (known.renewal - context.as_of).days if known else -1
        if known and 0 <= left <= days:
            yield Finding(
                message=f"Resolve {quote(path.issue)} for {context.account(path.account)}: open "
                f"for {count(max(context.ago(path.raised), 0), 'day')}, and their renewal is "
                f"{days_ahead(left)}.",
                about=about_item(path.ref, path.account),
                owner=answers_raised(path, on=context.as_of, records=context.records),
                day=known.renewal,
            )


BEFORE_RENEWAL = SignalRule(
    code="SG502",
    name="unresolved-before-renewal",
    says="An escalation is unresolved and the renewal is within 30 days.",
    definition="An escalation of the chain is open, and the account's renewal is within "
    "the next 30 days.",
    why="The customer decides on the renewal with the issue still open.",
    thresholds=(
        SignalThreshold(name="days", value=DAYS_TO_RENEWAL, unit="days", means="until the renewal"),
    ),
    example=SignalExample(
        records="""
    accounts: {north: {renewal: 2026-07-20}}
    2026-06-08-bob:
      escalations: [{id: E1, account: north, issue: The checks of a weekend are missing.}]
""",
        appears=date(2026, 6, 20),
        silent=date(2026, 6, 19),
    ),
    find=find_before_renewal,
)


def find_nps_fallout(context: SignalContext) -> Iterator[Finding]:
    """Low scores without an answer in their week."""
    for path in _open_escalations(context):
        scored = (
            (part.raised, part.row.score)
            for part in path.parts
            if part.is_open and isinstance(part.row, Escalation) and part.row.trigger == "nps"
        )
        raised, score = next(scored, (None, None))
        if raised is None or path.word:
            continue
        sunday = later(raised, days=6 - raised.weekday())
        if context.as_of > sunday:
            given = f" of {score}" if score is not None else ""
            yield Finding(
                message=f"Answer {context.whose(path.account)} NPS score{given}: given on "
                f"{long_day(raised)}, and not answered by the end of the week.",
                about=about_item(path.ref, path.account),
                owner=context.csm_of(path.account),
                day=raised,
            )


NPS_FALLOUT = SignalRule(
    code="SG503",
    name="nps-not-answered",
    says="An NPS escalation has no answer by the end of its week.",
    definition="An escalation with the trigger `nps` is open, Product has not answered any part "
    "of its "
    "chain, and the week in which it was raised is over (it ends on Sunday).",
    why="A customer who gives a low score expects a reaction within the week.",
    example=SignalExample(
        records="""
    2026-06-02-bob:
      escalations: [{id: E1, account: north, issue: It takes a minute., trigger: nps, score: 3}]
""",
        appears=date(2026, 6, 8),
        silent=date(2026, 6, 7),
    ),
    find=find_nps_fallout,
)


def find_returning(context: SignalContext, *, days: int = QUARTER) -> Iterator[Finding]:
    """Accounts that were escalated, and again within a quarter about the same thing."""
    by_topic: dict[tuple[str, Topic], list[tuple[date, RaisedPath]]] = {}
    for path in context.ledger.paths:
        escalated = [part.raised for part in path.parts if part.kind == "escalation"]
        if (
            escalated
            and min(escalated) <= context.as_of
            and not context.index.has_left(path.account)
        ):
            for topic in _topics(path):
                by_topic.setdefault((path.account, topic), []).append((min(escalated), path))
    said: set[tuple[str, str]] = set()
    for (account, topic), found in by_topic.items():
        *before, (newest, path) = sorted(found, key=lambda each: (each[0], each[1].ref))
        is_recent = context.ago(newest) <= days
        is_again = before and (newest - before[-1][0]).days <= days
        # The same two paths may share both a theme and an area.
        if not (is_recent and is_again) or (account, path.ref) in said:
            continue
        said.add((account, path.ref))
        yield Finding(
            message=f"Ask what {context.account(account)} really needs: escalated on "
            f"{long_day(before[-1][0])} and again on {long_day(newest)} about "
            f"{context.topic(*topic)}, {quote(path.issue)}.",
            about=about_item(path.ref, account),
            owner=context.csm_of(account),
            day=newest,
        )


def _topics(path: RaisedPath) -> Iterator[Topic]:
    """What a path is about: its theme first, which is narrower than its area."""
    if path.theme:
        yield "theme", path.theme
    if path.area:
        yield "area", path.area


RETURNING = SignalRule(
    code="SG504",
    name="escalated-again",
    says="The same account was escalated again about the same area or theme within a quarter.",
    definition="The account's newest escalation of an area or theme was raised at most 91 days "
    "ago, and at most 91 days after the one before it. A chain counts as one escalation.",
    why="A customer who escalates again was answered but not helped.",
    thresholds=(
        SignalThreshold(
            name="days", value=QUARTER, unit="days", means="between the two, and since the last"
        ),
    ),
    example=SignalExample(
        records="""
    2026-04-08-bob:
      escalations: [{id: E1, account: north, issue: The checks of a weekend are missing.,
                     area: charts}]
    2026-06-08-bob:
      escalations: [{id: E1, account: north, issue: The list is slow., area: charts}]
""",
        appears=date(2026, 6, 8),
        silent=date(2026, 6, 7),
    ),
    find=find_returning,
)


def find_past_answer_day(context: SignalContext) -> Iterator[Finding]:
    """What is past the day its answer was wanted, without a word of Product on or after it."""
    for path in _open_paths(context):
        wanted = path.answer_by
        late = context.ago(wanted) if wanted else 0
        if wanted is None or late <= 0 or any(word.day >= wanted for word in path.words):
            continue
        worth = money(path.arr, context.records.currency)
        yield Finding(
            message=f"Answer {context.whose(path.account)} {quote(path.issue)}: the answer was due "
            f"on {long_day(wanted)}, {count(late, 'day')} ago, with {worth} at stake.",
            about=about_item(path.ref, path.account),
            owner=answers_raised(path, on=context.as_of, records=context.records),
            day=wanted,
        )


PAST_ANSWER_DAY = SignalRule(
    code="SG505",
    name="answer-overdue",
    says="An escalation or briefing is past the day its answer was due, and Product has said "
    "nothing since.",
    definition="It is open, the latest `answer_by` on any part of its chain has passed, "
    "and the chain has no answer, interim answer or deferral dated on or after that "
    "day. A row of `updates` with a new `answer_by` moves the day.",
    why="The customer was given a date. When it passes without an update, dates mean nothing.",
    example=SignalExample(
        records="""
    2026-06-08-bob:
      escalations: [{id: E1, account: north, issue: The checks of a weekend are missing.,
                     answer_by: 2026-06-15}]
""",
        appears=date(2026, 6, 16),
        silent=date(2026, 6, 15),
    ),
    find=find_past_answer_day,
)
