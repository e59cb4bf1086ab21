"""What reaches leadership, and what tier 2 settles by itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from decision_record.ledger.calendar import Period
from decision_record.ledger.raised import Raised
from decision_record.measures.context import MeasureContext
from decision_record.measures.measure import Measure, Slice, Value
from decision_record.measures.paths import UPPER, Issue, gather_issues
from decision_record.measures.summary import Case, mean, share


def count_at_leadership(context: MeasureContext) -> Iterable[Value]:
    """Issues that were escalated to a VP, or to the CPO or CTO."""
    return _count_arrivals(context, lambda issue: issue.reached_leadership)


def count_at_top(context: MeasureContext) -> Iterable[Value]:
    """Issues whose ruling was asked of the CPO or CTO."""
    return _count_arrivals(context, lambda issue: issue.reached_top)


def _count_arrivals(
    context: MeasureContext, arrived: Callable[[Issue], date | None]
) -> Iterator[Value]:
    """Escalated issues that arrived in a period, of those that were raised or arrived in it.

    One that is raised in a quarter and arrives in the next is one of the issues of either.
    """
    groups: dict[tuple[Period, Slice], list[bool]] = {}
    for issue in gather_issues(context):
        first, day = issue.first, arrived(issue)
        if first is None:
            continue
        days = {each for each in (first.raised, day) if each and each <= context.as_of}
        for period in {period for each in days for period in context.periods_of(each)}:
            has_arrived = day is not None and period.starts <= day <= period.ends
            for by in ((), *issue.slices):
                groups.setdefault((period, by), []).append(has_arrived)
    for (period, by), each in groups.items():
        yield _arrivals(each, period=period, by=by)


def _arrivals(arrived: Sequence[bool], *, period: Period, by: Slice) -> Value:
    return Value(
        period=period,
        value=float(sum(arrived)),
        numerator=sum(arrived),
        denominator=len(arrived),
        sample=len(arrived),
        by=by,
    )


def share_unseen(context: MeasureContext) -> Iterable[Value]:
    """Of what came to tier 1, what no tier 2 had seen."""
    tier_1 = {entry.id: entry.date for entry in context.held("tier-1")}
    tier_2 = {entry.id: entry.date for entry in context.held("tier-2")}
    cases = []
    for issue in gather_issues(context):
        came = min(
            (tier_1[each.record] for each in issue.parts if each.record in tier_1), default=None
        )
        if came and issue.first:
            seen = [tier_2[each.record] for each in issue.parts if each.record in tier_2]
            cases.append(Case(came, min(seen, default=date.max) > came, slices=issue.slices))
    return share(context, cases)


def share_settled(context: MeasureContext) -> Iterable[Value]:
    """Briefings that were settled without leadership."""
    dates = {entry.id: entry.date for entry in context.held("tier-2")}
    return share(
        context,
        (
            Case(dates[part.record], _is_settled(context, issue, part))
            for issue in gather_issues(context)
            for part in issue.parts
            if part.kind == "briefing" and part.record in dates
        ),
    )


def _is_settled(context: MeasureContext, issue: Issue, briefing: Raised) -> bool:
    if briefing.resolved is None or briefing.resolved > context.as_of:
        return False
    ruling = (briefing.resolved_by or "").partition("/")[0]
    return not issue.reached_leadership and context.kinds.get(ruling) not in UPPER


def take_minutes(context: MeasureContext) -> Iterable[Value]:
    """Minutes of tier 1 that went to single accounts."""
    return mean(
        context,
        (
            Case(entry.date, entry.meeting.minutes_on.get("accounts", 0))
            for entry in context.held("tier-1")
            if entry.meeting and entry.meeting.minutes_on
        ),
    )


_REACHED = (
    "An issue is a whole chain of escalations and briefings that includes an escalation. "
    "{when} The denominator is the number of issues that were first escalated, or reached that "
    "level, in "
    "the period."
)

AT_LEADERSHIP = Measure(
    name="escalations-to-leadership",
    title="Escalations that reached leadership",
    definition=_REACHED.format(
        when="It counts (numerator) on the date of the first tier 1, combined meeting or quarterly "
        "review that holds a part of it, or of the decision that passes it to the CPO or CTO."
    ),
    unit="escalations",
    better="lower",
    example="Fifteen issues were raised, twelve of them in a tier 1: 12.",
    compute=count_at_leadership,
)
AT_TOP = Measure(
    name="escalations-to-cpo-cto",
    title="Escalations that reached the CPO or CTO",
    definition=_REACHED.format(
        when="It counts (numerator) on the date of the first escalated decision that is `about` "
        "it, or about a decision that was."
    ),
    unit="escalations",
    better="lower",
    example="Single sign-on was passed to the CPO on 31 March: 1 in the first quarter.",
    compute=count_at_top,
)
UNSEEN = Measure(
    name="tier-1-unseen-by-tier-2",
    title="In tier 1 without a tier 2 first",
    definition="Of the escalated issues, each a whole chain, that came to a tier 1 in the period "
    "(denominator), those of which no part was in a tier 2 by that day (numerator).",
    unit="%",
    better="lower",
    example="Four issues in tier 1, one of them from a briefing: 75%.",
    compute=share_unseen,
)
SETTLED = Measure(
    name="briefings-settled-in-tier-2",
    title="Briefings settled in tier 2",
    definition="Of the briefings brought to a tier 2 in the period (denominator), those that are "
    "resolved, and neither came to leadership nor were settled by a decision of it (numerator). "
    "Each part of a chain counts by itself: one raised three times counts three times.",
    unit="%",
    better="higher",
    example="Ten briefings, seven answered, two taken to tier 1, one open: 70%.",
    compute=share_settled,
)
MINUTES = Measure(
    name="tier-1-minutes-on-accounts",
    title="Tier 1 minutes on single accounts",
    definition="Minutes that `minutes_on` gives to `accounts` (numerator) for each tier 1 of the "
    "period that has `minutes_on` (denominator).",
    unit="minutes",
    better="lower",
    example="18 and 25 minutes in two meetings: 21.5.",
    compute=take_minutes,
)
