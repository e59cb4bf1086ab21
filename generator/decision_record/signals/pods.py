"""SG901 to SG904: pods without reviews or an evaluation, and PMs with too many rituals."""

from collections.abc import Iterator
from datetime import date, timedelta

from decision_record.ledger.calendar import (
    Period,
    fiscal_quarter,
    period_before,
)
from decision_record.ledger.pods import MetricStanding, PodStanding
from decision_record.ledger.series import RESTING, MeetingState
from decision_record.signals.context import SignalContext
from decision_record.signals.rule import About, Finding, SignalExample, SignalRule, SignalThreshold
from decision_record.text.wording import count, long_day, quote

QUARTERS_CANCELLED = 2
"""Quarters running in which a metric review was cancelled."""

DAYS_UNREAD = 31
"""Days of the longest month: after them a metric was not reviewed for a month."""

DAYS_OF_A_QUARTER = 42
"""Days† that a pod worked in a quarter before that quarter is one to be judged by."""

DAYS_AROUND_REVIEW = 14
"""Days† before a quarter's end from which on a review is one of that quarter."""

HOURS_A_WEEK = 6
"""Hours a week that a PM may spend in rituals."""

WEEKS_COUNTED = 4
"""Weeks† over which a PM's hours are counted."""


def _working(context: SignalContext) -> Iterator[PodStanding]:
    for each in context.ledger.pods.values():
        if each.pod.status not in RESTING and each.begins <= context.as_of:
            yield each


def _pm(pod: PodStanding, context: SignalContext) -> str | None:
    return pod.pod.members.get("pm") or context.seat("head_of_product")


def _quarter(day: date, context: SignalContext) -> Period:
    return fiscal_quarter(day, records=context.records)


def _quarter_before(quarter: Period, context: SignalContext) -> Period | None:
    return period_before(quarter, fiscal_year_starts=context.records.fiscal_year_starts)


def find_adrift(context: SignalContext) -> Iterator[Finding]:
    """Pods whose metric review was cancelled in one quarter and in the next."""
    for pod in _working(context):
        for standing in pod.series:
            if standing.series.kind != "pod-metric-review":
                continue
            cancelled = [
                each.day
                for each in standing.meetings
                if each.state is MeetingState.CANCELLED and each.day
            ]
            if not cancelled or (standing.last and (standing.last.day or date.min) > cancelled[-1]):
                continue
            before = _quarter_before(_quarter(cancelled[-1], context), context)
            earlier = [day for day in cancelled if before == _quarter(day, context)]
            if earlier:
                yield Finding(
                    message=f"Decide whether {context.pod(pod.id)} is still a pod: its metric "
                    f"review was cancelled on {long_day(earlier[-1])} and again on "
                    f"{long_day(cancelled[-1])}, two quarters in a row.",
                    about=About(pod=pod.id, series=standing.id),
                    owner=context.seat("head_of_product") or _pm(pod, context),
                    day=cancelled[-1],
                )


ADRIFT = SignalRule(
    code="SG901",
    name="pod-functionally-dissolved",
    says="A pod's metric review was cancelled in two quarters in a row: it is functionally "
    "dissolved.",
    definition="The pod's metric review was cancelled, one in the fiscal quarter before was "
    "cancelled "
    "too, and none has been held since. A moved review does not count as cancelled. Paused and "
    "dissolved pods "
    "are left out.",
    why="A pod that does not review its numbers is just another recurring meeting.",
    thresholds=(SignalThreshold(value=QUARTERS_CANCELLED, unit="quarters", means="running"),),
    example=SignalExample(
        records="""
    pods: {crew: {name: Crew, structure: outcome, outcome: Setup, members: {pm: ines, csm: bob},
                  started: 2026-01-05, status: operational}}
    series: {review: {kind: pod-metric-review, pod: crew}}
    2026-03-26-review: {cancelled: {because: planning}}
    2026-04-30-review: {attendees: [ines, bob]}
    2026-06-25-review: {cancelled: {because: planning}}
""",
        appears=date(2026, 6, 25),
        silent=date(2026, 6, 24),
    ),
    find=find_adrift,
)


def find_unread_metrics(context: SignalContext, *, days: int = DAYS_UNREAD) -> Iterator[Finding]:
    """Metrics without a reading for a month."""
    for pod in _working(context):
        if pod.pod.status != "operational":
            continue
        for standing in pod.metrics:
            if _is_adoption(standing):
                continue
            read = [
                context.index.entries[each.record].date
                for each in standing.readings
                if each.record in context.index.entries
            ]
            since = max(read, default=pod.begins)
            passed = context.ago(since)
            if passed > days:
                never = "" if read else ", since the pod began"
                yield Finding(
                    message=f"Review {quote(standing.metric.name)} of {context.pod(pod.id)}: no "
                    f"review for {count(passed, 'day')}{never}.",
                    about=About(pod=pod.id),
                    owner=_pm(pod, context),
                    day=since,
                )


def _is_adoption(standing: MetricStanding) -> bool:
    """Whether it is read of what shipped, by its own days: it says so, or was read so."""
    metric = standing.metric
    named = "adoption" in f"{metric.id} {metric.name}".casefold()
    return named or any(each.of for each in standing.readings)


UNREAD_METRIC = SignalRule(
    code="SG902",
    name="metric-not-reviewed",
    says="A metric was not reviewed for a month.",
    definition="An operational pod's metric has had no reading for more than 31 days, counted from "
    "the last record with a reading, else from the day the pod began. Adoption metrics (by their "
    "id "
    "or name, or read for shipped items) are read at 30, 60 and 90 days and are left out.",
    why="A metric that is reviewed twice a year changes nothing.",
    thresholds=(
        SignalThreshold(name="days", value=DAYS_UNREAD, unit="days", means="without a reading"),
    ),
    example=SignalExample(
        records="""
    pods: {crew: {name: Crew, structure: outcome, outcome: Setup, members: {pm: ines, csm: bob},
                  started: 2026-01-05, status: operational,
                  metrics: [{id: done, name: Setups completed}]}}
    series: {review: {kind: pod-metric-review, pod: crew}}
    2026-05-28-review: {readings: [{metric: done, value: 61}]}
""",
        appears=date(2026, 6, 29),
        silent=date(2026, 6, 28),
    ),
    find=find_unread_metrics,
)


def find_unjudged(
    context: SignalContext, *, worked: int = DAYS_OF_A_QUARTER, before: int = DAYS_AROUND_REVIEW
) -> Iterator[Finding]:
    """Pods whose quarter is over and that no quarterly review judged."""
    over = _quarter_before(_quarter(context.as_of, context), context)
    if over is None:
        return
    for pod in _working(context):
        days = (over.ends - max(pod.begins, over.starts)).days + 1
        if days < worked or pod.pod.status == "forming":
            continue
        since = timedelta(days=before)
        if any(
            over.ends - each.day <= since and each.report.evaluation for each in pod.evaluations
        ):
            continue
        first = _quarter(pod.begins, context)
        began_late = (first.ends - pod.begins).days + 1 < worked
        # The first quarter counts only where the pod worked enough of it.
        full = _quarter_before(over, context) if began_late else over
        is_first = full is None or full.starts <= first.starts
        how = (
            "by how it behaves, not yet by its numbers"
            if is_first
            else "by how it behaves, and by whether its numbers moved"
        )
        yield Finding(
            message=f"Evaluate {context.pod(pod.id)} {how}: the quarter ended on "
            f"{long_day(over.ends)}, and no quarterly review did.",
            about=About(pod=pod.id),
            owner=context.seat("vp_cs") or _pm(pod, context),
            day=over.ends,
        )


UNJUDGED = SignalRule(
    code="SG903",
    name="pod-not-evaluated",
    says="A quarter is over: evaluate the pod, first on its behaviour, from its second quarter "
    "also on its metrics.",
    definition="The pod worked at least 42 days of the last fiscal quarter, and no "
    "quarterly review since 14 days before the end of that quarter evaluates it.",
    why="A pod that is not evaluated continues by default.",
    thresholds=(
        SignalThreshold(
            name="worked", value=DAYS_OF_A_QUARTER, unit="days", means="worked in the quarter"
        ),
        SignalThreshold(
            name="before", value=DAYS_AROUND_REVIEW, unit="days", means="before the quarter's end"
        ),
    ),
    example=SignalExample(
        records="""
    pods: {crew: {name: Crew, structure: outcome, outcome: Setup, members: {pm: ines, csm: bob},
                  started: 2026-01-12, status: operational}}
    series: {quarterly: {kind: quarterly-review}}
    2026-04-08-quarterly: {pods: [{pod: crew, evaluation: {verdict: continue}}]}
""",
        appears=date(2026, 4, 1),
        silent=date(2026, 4, 8),
    ),
    find=find_unjudged,
)


def find_burdened(
    context: SignalContext, *, hours: int = HOURS_A_WEEK, weeks: int = WEEKS_COUNTED
) -> Iterator[Finding]:
    """PMs who spend the week in rituals."""
    minutes: dict[str, int] = {}
    for entry in context.ledger.entries:
        meeting = entry.meeting
        known = context.records.series.get(meeting.series) if meeting else None
        is_recent = (context.as_of - entry.date).days < weeks * 7
        if not (meeting and meeting.held and known and is_recent):
            continue
        length = meeting.minutes or known.minutes or known.ritual.minutes or 0
        for person in meeting.present:
            minutes[person] = minutes.get(person, 0) + length
    for person, spent in minutes.items():
        known_person = context.records.people.get(person)
        if known_person and known_person.role in ("pm", "pm-lead"):
            a_week = spent / 60 / weeks
            if a_week > hours:
                own = [pod.id for pod in _working(context) if person in pod.pod.members.values()]
                yield Finding(
                    message=f"Give {context.person(person)} time back: {a_week:.1f} hours of "
                    f"rituals a week over the last {count(weeks, 'week')}; "
                    f"the maximum is {hours}.",
                    about=About(person=person, pod=own[0] if own else None),
                    owner=context.seat("head_of_product") or person,
                )


BURDENED = SignalRule(
    code="SG904",
    name="pm-in-rituals",
    says="A PM spends over six hours a week in rituals.",
    definition="The meetings that the PM attended in the last 28 days add up to more "
    "than six hours a week. A record without minutes counts with the length of its series. "
    "The Head of Product is left out.",
    why="Meetings about the product then replace work on the product.",
    thresholds=(
        SignalThreshold(name="hours", value=HOURS_A_WEEK, unit="hours a week", means="in rituals"),
        SignalThreshold(name="weeks", value=WEEKS_COUNTED, unit="weeks", means="counted"),
    ),
    example=SignalExample(
        records="""
    2026-06-01-tier-2: {minutes: 720, attendees: [bob, ines]}
    2026-06-15-tier-2: {minutes: 721, attendees: [bob, ines]}
""",
        appears=date(2026, 6, 28),
        silent=date(2026, 6, 29),
    ),
    find=find_burdened,
)
