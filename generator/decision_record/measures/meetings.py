"""Whether meetings take place, who stands in, when they are written down, what is categorised."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from decision_record.ledger.cadence import GRACE
from decision_record.ledger.series import ExpectedMeeting, SeriesStanding
from decision_record.measures.context import MeasureContext
from decision_record.measures.measure import Measure, Slice, Value
from decision_record.measures.summary import Case, rounded, share


def share_held(context: MeasureContext) -> Iterable[Value]:
    """Meetings that took place, of those that were expected."""
    return share(
        context,
        (
            Case(meeting.expected, meeting.is_held, slices=_slices(standing))
            for standing in context.ledger.series.values()
            for meeting in standing.expected
            if meeting.expected
        ),
    )


def share_delegated(context: MeasureContext) -> Iterable[Value]:
    """Meetings in which someone stood in."""
    return share(
        context,
        (
            Case(meeting.day, meeting.is_delegated, slices=_slices(standing))
            for standing, meeting in _held(context)
            if meeting.day
        ),
    )


def _held(context: MeasureContext) -> Iterator[tuple[SeriesStanding, ExpectedMeeting]]:
    for standing in context.ledger.series.values():
        for meeting in standing.held:
            yield standing, meeting


def _slices(standing: SeriesStanding) -> tuple[Slice, ...]:
    """The ritual, and the pod whose meeting it is. Not the series: a tier 2 is two people."""
    ritual: Slice = (("ritual", standing.series.kind),)
    pod = standing.series.pod
    return (ritual, (("pod", pod),)) if pod else (ritual,)


def share_recorded(context: MeasureContext) -> Iterable[Value]:
    """Meetings whose record was written down within two days; nothing without git's facts."""
    if context.written is None:
        return ()
    return share(context, _recorded(context))


def _recorded(context: MeasureContext) -> Iterator[Case]:
    written = context.written or {}
    for standing, meeting in _held(context):
        day = written.get(meeting.record or "")
        if day and day <= context.as_of and meeting.day:
            in_time = day - meeting.day <= timedelta(days=GRACE)
            yield Case(meeting.day, in_time, slices=_slices(standing))


def share_categorised(context: MeasureContext) -> Iterable[Value]:
    """Feedback and escalations of the record that have a category."""
    return share(
        context,
        (
            Case(entry.date, category is not None)
            for entry in context.ledger.entries
            for category in (
                *(row.category for row in entry.record.feedback),
                *(row.category for row in entry.record.escalations),
            )
        ),
    )


def take_count(context: MeasureContext) -> Iterable[Value]:
    """What a tier 3 counted; of several in a period the newest."""
    newest = {
        period: each for each in context.ledger.coverage for period in context.periods_of(each.day)
    }
    for period, each in newest.items():
        yield Value(
            period=period,
            value=rounded(100 * each.share),
            numerator=each.categorised,
            denominator=each.total,
            sample=each.total,
        )


HELD = Measure(
    name="meetings-held",
    title="Meetings held",
    definition="Of the meetings whose expected day fell in the period (denominator), those that "
    "were held (numerator). A meeting that was moved is expected on its new day only.",
    unit="%",
    better="higher",
    example="Six tier 2s expected, one cancelled, one missed: 66.7%.",
    compute=share_held,
)
DELEGATED = Measure(
    name="meetings-delegated",
    title="Meetings held with a delegate",
    definition="Of the meetings held in the period (denominator), those in which a delegate "
    "attended for a person who was absent (numerator).",
    unit="%",
    example="Nikhil attended for Greta in one of six tier 2s: 16.7%.",
    compute=share_delegated,
)
RECORDED = Measure(
    name="meetings-recorded-in-time",
    title="Meetings recorded within two days",
    definition="Of the meetings held in the period of which git knows when their record was "
    "written (denominator), those where that was not more than two days† after the meeting "
    "(numerator). Without git there is no value.",
    unit="%",
    better="higher",
    example="Held on Tuesday, written down on Friday: not within two days.",
    compute=share_recorded,
)
CATEGORISED = Measure(
    name="taxonomy-coverage",
    title="Taxonomy coverage",
    definition="Of the feedback and escalations in the records of the period (denominator), those "
    "with a category (numerator).",
    unit="%",
    better="higher",
    example="17 of 22 have a category: 77.3%.",
    compute=share_categorised,
)
COUNTED = Measure(
    name="taxonomy-coverage-counted",
    title="Taxonomy coverage counted in tier 3",
    definition="Pieces of feedback with a category (numerator) of all pieces (denominator), as "
    "`taxonomy_coverage` of the last tier 3 of the period has them. A tier 3 counts what came "
    "before it, often the quarter before.",
    unit="%",
    better="higher",
    example="118 of 140: 84.3%.",
    compute=take_count,
)
