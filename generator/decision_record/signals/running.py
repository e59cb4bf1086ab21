"""SG805 to SG807: taxonomy coverage, cadence and quarterly review, and CSMs without a tier 2."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, timedelta

from decision_record.ledger.calendar import fiscal_quarter
from decision_record.ledger.series import SeriesStanding
from decision_record.model.asked import Escalation, Feedback
from decision_record.model.series import SeriesKind
from decision_record.signals.context import SignalContext
from decision_record.signals.meetings import owner_of
from decision_record.signals.rule import About, Finding, SignalExample, SignalRule, SignalThreshold
from decision_record.text.wording import count, long_day

COVERAGE = 80
"""Per cent of feedback that has a category, below which a tier 3 is due."""

QUARTER = 91
"""Days of a quarter†: thirteen weeks."""

_CADENCE: frozenset[SeriesKind] = frozenset({"tier-1", "tier-2", "combined"})
_REVIEW: frozenset[SeriesKind] = frozenset({"quarterly-review"})


def find_thin_taxonomy(context: SignalContext, *, percent: int = COVERAGE) -> Iterator[Finding]:
    """A quarter in which much of what customers said has no name."""
    categorised, total, since = _coverage(context)
    if total and categorised * 100 < percent * total:
        tiers = [name for name, each in context.records.series.items() if each.kind == "tier-3"]
        share = categorised * 100 // total
        yield Finding(
            message=f"Hold a tier 3: {share}% of feedback and escalations since {long_day(since)} "
            f"have a category ({categorised} of {total}); the minimum is {percent}%.",
            about=About(series=tiers[0]) if tiers else About(person=_ops(context)),
            owner=_ops(context),
            day=since,
        )


def _ops(context: SignalContext) -> str | None:
    return context.seat("cs_ops") or context.seat("pm_ops")


def _coverage(context: SignalContext) -> tuple[int, int, date]:
    """How much of the quarter is categorised; without feedback, what the last tier 3 said."""
    since = fiscal_quarter(context.as_of, records=context.records).starts
    rows = [
        item.row
        for item in context.ledger.items.values()
        if isinstance(item.row, Escalation | Feedback) and item.entry.date >= since
    ]
    if rows:
        return sum(row.category is not None for row in rows), len(rows), since
    if context.ledger.coverage:
        last = context.ledger.coverage[-1]
        return last.categorised, last.total, last.day
    return 0, 0, since


THIN_TAXONOMY = SignalRule(
    code="SG805",
    name="taxonomy-coverage-low",
    says="Taxonomy coverage is under 80%: hold a tier 3.",
    definition="Less than 80% of the feedback and escalations recorded in this fiscal quarter "
    "have a category. If the quarter has none, the count of the last tier 3 is used.",
    why="Friction without a category is not counted, and not fixed.",
    thresholds=(
        SignalThreshold(
            name="percent",
            value=COVERAGE,
            unit="%",
            means="of feedback and escalations with a category",
        ),
    ),
    example=SignalExample(
        records="""
    series: {tier-3: {kind: tier-3, members: [bob]}}
    2026-04-07-bob:
      feedback: [{id: F1, account: north, what: Slow., category: usability}]
    2026-04-14-bob:
      feedback: [{id: F1, account: north, what: Odd.}]
""",
        appears=date(2026, 4, 14),
        silent=date(2026, 4, 13),
    ),
    find=find_thin_taxonomy,
)


def find_half_a_rhythm(context: SignalContext, *, days: int = QUARTER) -> Iterator[Finding]:
    """The cadence without the quarterly review, or the review without the cadence."""
    cadence, review = _of(_CADENCE, context), _of(_REVIEW, context)
    if _runs(cadence) == _runs(review):
        return
    first = min(each.held[0].day or date.max for each in (*cadence, *review) if each.held)
    if context.as_of - first <= timedelta(days=days):
        return
    stopped = cadence if _runs(review) else review
    what = (
        "Hold tier 1 and tier 2 again: only the quarterly review is running"
        if _runs(review)
        else "Hold the quarterly review: only the cadence is running"
    )
    last = max((each.last.day or date.min for each in stopped if each.last), default=None)
    ended = f"the last was on {long_day(last)}" if last else "it was never held"
    about = (stopped or [each for each in (*cadence, *review) if each.held])[0].id
    yield Finding(
        message=f"{what}; {ended}.",
        about=About(series=about),
        owner=owner_of(about, context),
        day=last or first,
    )


def _of(kinds: Collection[SeriesKind], context: SignalContext) -> list[SeriesStanding]:
    return [each for each in context.ledger.series.values() if each.series.kind in kinds]


def _runs(series: list[SeriesStanding]) -> bool:
    """Whether one of them was held, and did not miss its next day."""
    return any(each.held and each.missed_since is None for each in series)


HALF_A_RHYTHM = SignalRule(
    code="SG806",
    name="cadence-or-review-missing",
    says="Only the cadence or only the quarterly review is running.",
    definition="Either the cadence (tier 1, tier 2 and combined meetings) or the quarterly "
    "review has a series that was held and is not overdue, and the other has none. The "
    "signal appears 91 days after the first of these meetings was held.",
    why="Meetings without a review repeat themselves; a review without meetings has nothing new "
    "to review.",
    thresholds=(SignalThreshold(name="days", value=QUARTER, unit="days", means="to begin both"),),
    example=SignalExample(
        records="""
    2026-01-06-tier-1: {notes: Held.}
    2026-02-03-tier-1: {notes: Held.}
    2026-03-03-tier-1: {notes: Held.}
    2026-04-07-tier-1: {notes: Held.}
""",
        appears=date(2026, 4, 8),
        silent=date(2026, 4, 7),
    ),
    find=find_half_a_rhythm,
)


def find_left_out(context: SignalContext, *, days: int = QUARTER) -> Iterator[Finding]:
    """CSMs who have no tier 2 to bring anything to."""
    growth = context.ledger.growth
    if growth.stage == "series-a" or not growth.wants_tiers:
        return
    inside = {
        person
        for each in context.records.series.values()
        if each.kind == "tier-2"
        and (each.from_ or context.as_of) <= context.as_of <= (each.until or context.as_of)
        for person in each.members
    }
    for entry in context.ledger.entries:
        recent = context.as_of - entry.date <= timedelta(days=days)
        if recent and entry.meeting and context.records.kind_of(entry) == "tier-2":
            inside |= {*entry.present, *entry.meeting.delegates}
    held = Counter(each.csm for each in context.ledger.accounts.values() if not each.churned)
    for csm in growth.csms:
        if csm not in inside:
            about = f" about their {count(held[csm], 'account')}" if held[csm] else ""
            yield Finding(
                message=f"Give {context.person(csm)} a tier 2: no PM meets them regularly{about}.",
                about=About(person=csm),
                owner=csm,
            )


LEFT_OUT = SignalRule(
    code="SG807",
    name="csm-without-a-tier-2",
    says="A CSM is in no tier 2 (from series-b on).",
    definition="The company is at series-b or later, and the CSM is not a member "
    "of a tier 2 series and attended no tier 2 in the last 91 days.",
    why="Issues without a tier 2 go straight to leadership, or nowhere.",
    thresholds=(SignalThreshold(name="days", value=QUARTER, unit="days", means="since a tier 2"),),
    example=SignalExample(
        records="""
    2026-01-13-tier-2: {attendees: [bob, ines]}
    2026-02-10-tier-2: {attendees: [lena, ines]}
""",
        appears=date(2026, 4, 15),
        silent=date(2026, 4, 14),
    ),
    find=find_left_out,
)
