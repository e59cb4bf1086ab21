"""SG501 to SG504: customers who wait for Product, or who come back."""

from collections.abc import Iterator
from datetime import date, timedelta

from decision_record.ledger.answering import answers_raised
from decision_record.ledger.cadence import later
from decision_record.ledger.raised import Raised
from decision_record.model.asked import Escalation
from decision_record.signals.rule import Example, Finding, SignalRule, Threshold, about_item
from decision_record.signals.scene import Scene
from decision_record.wording import count, days_ahead, long_day, quote

DAYS_TO_ACKNOWLEDGE = 14
"""Days after which an escalation that Product has not acknowledged is said."""

DAYS_TO_RENEWAL = 30
"""Days† before a renewal within which what is unresolved endangers it."""

QUARTER = 91
"""Days of a quarter†: thirteen weeks."""


def _escalations(scene: Scene) -> Iterator[Raised]:
    """The last escalation of each path, of accounts that are still customers."""
    last: dict[tuple[str, ...], Raised] = {}
    for each in scene.ledger.raised.values():
        if each.kind == "escalation":
            last[each.path] = each
    for each in last.values():
        if not scene.has_left(each.account):
            yield each


def find_unacknowledged(scene: Scene, *, days: int = DAYS_TO_ACKNOWLEDGE) -> Iterator[Finding]:
    """Escalations that nobody of Product has heard of."""
    for each in _escalations(scene):
        passed = scene.ago(each.raised)
        if each.is_open and each.acknowledged is None and passed >= days:
            known = scene.records.accounts.get(each.account)
            left = (known.renewal - scene.as_of).days if known else -1
            renewal = f", and their renewal is {days_ahead(left)}" if left >= 0 else ""
            yield Finding(
                message=f"Acknowledge {scene.whose(each.account)} {quote(each.issue)}: nobody "
                f"of Product has for {count(passed, 'day')}{renewal}.",
                about=about_item(each.ref, each.account),
                owner=answers_raised(each, on=scene.as_of, records=scene.records),
                day=each.raised,
            )


UNACKNOWLEDGED = SignalRule(
    code="SG501",
    name="escalation-not-acknowledged",
    says="An escalation was not acknowledged for 14 days.",
    definition="It is open, it was raised 14 days ago or more, and nobody of Product acknowledged "
    "it or a later part of its path. Of a path the last escalation speaks.",
    why="Silence tells the customer's CSM to go over everybody's head next time.",
    thresholds=(
        Threshold(
            name="days",
            value=DAYS_TO_ACKNOWLEDGE,
            unit="days",
            means="without acknowledgement",
            ours=False,
        ),
    ),
    example=Example(
        records="""
    2026-06-08-bob:
      escalations: [{id: E1, account: north, issue: The checks of a weekend are missing.}]
""",
        appears=date(2026, 6, 22),
        silent=date(2026, 6, 21),
    ),
    find=find_unacknowledged,
)


def find_before_renewal(scene: Scene, *, days: int = DAYS_TO_RENEWAL) -> Iterator[Finding]:
    """Escalations that are unresolved shortly before a renewal."""
    for each in _escalations(scene):
        known = scene.records.accounts.get(each.account)
        left = (known.renewal - scene.as_of).days if known else -1
        if known and each.is_open and 0 <= left <= days:
            yield Finding(
                message=f"Resolve {quote(each.issue)} for {scene.account(each.account)}: open for "
                f"{count(max(scene.ago(each.raised), 0), 'day')}, and their renewal is "
                f"{days_ahead(left)}.",
                about=about_item(each.ref, each.account),
                owner=answers_raised(each, on=scene.as_of, records=scene.records),
                day=known.renewal,
            )


BEFORE_RENEWAL = SignalRule(
    code="SG502",
    name="unresolved-before-renewal",
    says="An escalation is unresolved and the renewal is within 30 days.",
    definition="It is not resolved, and the account's renewal is on the day or one of the 30 after "
    "it. Of a path the last escalation speaks.",
    why="The customer decides about next year with the open wound in mind.",
    thresholds=(
        Threshold(name="days", value=DAYS_TO_RENEWAL, unit="days", means="until the renewal"),
    ),
    example=Example(
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


def find_nps_fallout(scene: Scene) -> Iterator[Finding]:
    """Bad scores that nobody answered in their week."""
    for each in _escalations(scene):
        row = each.row
        if not (isinstance(row, Escalation) and row.trigger == "nps" and each.is_open):
            continue
        sunday = later(each.raised, days=6 - each.raised.weekday())
        if scene.as_of > sunday:
            score = f" of {row.score}" if row.score is not None else ""
            yield Finding(
                message=f"Answer {scene.whose(each.account)} NPS score{score}: given on "
                f"{long_day(each.raised)}, and its week is over without an answer.",
                about=about_item(each.ref, each.account),
                owner=scene.csm_of(each.account),
                day=each.raised,
            )


NPS_FALLOUT = SignalRule(
    code="SG503",
    name="nps-not-answered",
    says="An NPS fallout has no answer by the end of its week.",
    definition="An escalation with the trigger `nps` is not resolved, and the Sunday of the week "
    "in which it was raised is over.",
    why="Whoever gives a low score listens for a week whether anybody reads it.",
    example=Example(
        records="""
    2026-06-02-bob:
      escalations: [{id: E1, account: north, issue: It takes a minute., trigger: nps, score: 3}]
""",
        appears=date(2026, 6, 8),
        silent=date(2026, 6, 7),
    ),
    find=find_nps_fallout,
)


def find_returning(scene: Scene, *, days: int = QUARTER) -> Iterator[Finding]:
    """Accounts that were escalated, and again within a quarter."""
    by_account: dict[str, list[Raised]] = {}
    for each in _escalations(scene):
        if each.raised <= scene.as_of:
            by_account.setdefault(each.account, []).append(each)
    quarter = timedelta(days=days)
    for account, found in by_account.items():
        *before, newest = sorted(found, key=lambda each: each.raised)
        is_recent = scene.as_of - newest.raised <= quarter
        if before and is_recent and newest.raised - before[-1].raised <= quarter:
            yield Finding(
                message=f"Ask what {scene.account(account)} really needs: escalated on "
                f"{long_day(before[-1].raised)} and again on {long_day(newest.raised)}, "
                f"{quote(newest.issue)}.",
                about=about_item(newest.ref, account),
                owner=scene.csm_of(account),
                day=newest.raised,
            )


RETURNING = SignalRule(
    code="SG504",
    name="escalated-again",
    says="The same account was escalated again within a quarter.",
    definition="The account's newest escalation was raised at most 91 days ago, and at most 91 "
    "days after the one before. Escalations of one path are one.",
    why="A customer who comes back was answered, and not helped.",
    thresholds=(
        Threshold(name="days", value=QUARTER, unit="days", means="from one to the next, and since"),
    ),
    example=Example(
        records="""
    2026-04-08-bob:
      escalations: [{id: E1, account: north, issue: The checks of a weekend are missing.}]
    2026-06-08-bob:
      escalations: [{id: E1, account: north, issue: The list is slow.}]
""",
        appears=date(2026, 6, 8),
        silent=date(2026, 6, 7),
    ),
    find=find_returning,
)
