"""The cadence of a series as a strip: what became of each meeting, newest last, and in words.

Pages of series, of pods and of the health of it all show the same strip. Each mark has a sign and
words beside its colour.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from decision_record.ledger.cadence import later
from decision_record.ledger.series import ExpectedMeeting, MeetingState, SeriesStanding
from decision_record.model.series import Cadence
from decision_record.views.shared.context import Link, ViewContext, address_of
from decision_record.views.shared.words import Badge, Due, Tone, comes_on, count, short_day

SHOWN = 26
"""Marks that a strip has at most†: half a year of a weekly meeting, a year of a biweekly one."""
YEAR = 366
"""Days before its newest mark that a strip goes back at most†."""

REASONS: Mapping[str, str] = {
    "sprint": "sprint",
    "renewals": "renewals",
    "planning": "planning",
    "absence": "absence",
    "other": "another reason",
}
MEETS: Mapping[Cadence, str] = {
    "weekly": "every week",
    "biweekly": "every two weeks",
    "monthly": "every month",
    "quarterly": "every quarter",
    "as-needed": "when needed",
}


class MarkState(StrEnum):
    """What a mark says about a meeting, in the order of the legend."""

    HELD = "held"
    LATE = "late"
    DELEGATED = "delegated"
    CANCELLED = "cancelled"
    MOVED = "moved"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLegend:
    """How a state is marked, and what that means."""

    state: MarkState
    sign: str
    means: str


LEGEND = (
    StateLegend(state=MarkState.HELD, sign="•", means="held"),
    StateLegend(state=MarkState.LATE, sign="L", means="held late"),
    StateLegend(state=MarkState.DELEGATED, sign="D", means="held, with a delegate"),
    StateLegend(state=MarkState.CANCELLED, sign="×", means="cancelled"),  # noqa: RUF001 - a cross is meant
    StateLegend(state=MarkState.MOVED, sign="→", means="moved to another day"),
    StateLegend(state=MarkState.MISSED, sign="?", means="missed: no record of it"),
)
_SIGNS = {each.state: each.sign for each in LEGEND}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One meeting of a strip."""

    state: MarkState
    sign: str
    day: date
    """When it was held, cancelled or moved; of a missed one when it was expected."""
    month: str | None
    """As in "Mar", on the first mark of a month."""
    words: str
    """What became of it, as in "held 4 days late"."""
    address: str | None
    """Its record's page, where it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceStrip:
    """The cadence of one series."""

    series: Link
    pod: Link | None
    """The pod whose series it is: several may have one of the same name."""
    meets: str
    """As in "every two weeks"."""
    standing: Badge
    """Whether it runs today."""
    words: str
    """As in "6 of 7 held, one late by 4 days, one cancelled: sprint"; of the marks shown."""
    marks: tuple[Mark, ...]
    """Oldest first."""
    older: int
    """How many before these the page of the series has."""
    next: Due | None
    """The day on which the next one is expected, unless it was missed."""
    next_word: str
    """"expected" while that day is past and in its grace, otherwise "next"."""

    @property
    def is_running(self) -> bool:
        """Whether nothing about it asks for a word."""
        return self.standing.tone in (Tone.DONE, Tone.QUIET)


def show_strip(standing: SeriesStanding, *, context: ViewContext) -> CadenceStrip:
    """The strip of a series."""
    shown, pod = _newest(_meetings(standing, context=context)), standing.series.pod
    as_of = context.ledger.as_of
    return CadenceStrip(
        series=context.link_series(standing.id),
        pod=context.link_pod(pod) if pod and pod in context.records.pods else None,
        meets=MEETS[standing.series.held_every],
        standing=judge_cadence(standing, as_of=as_of),
        words=say_cadence(shown),
        marks=tuple(_marks(shown, context=context)),
        older=len(standing.meetings) - len(shown),
        next=_next(standing, as_of=as_of),
        next_word="expected" if standing.next and standing.next < as_of else "next",
    )


def explain_marks(strips: Iterable[CadenceStrip]) -> tuple[StateLegend, ...]:
    """The legend of the marks in some strips."""
    states = {mark.state for strip in strips for mark in strip.marks}
    return tuple(each for each in LEGEND if each.state in states)


def judge_cadence(standing: SeriesStanding, *, as_of: date) -> Badge:
    """Whether a series runs, in a few words."""
    if standing.missed_since:
        return Badge(text=f"Missed since {_since(standing)}", tone=Tone.LATE)
    until = standing.series.until
    if until and until < as_of:
        return Badge(text="Ended", tone=Tone.QUIET)
    if not standing.meetings:
        return Badge(text="Not started yet", tone=Tone.QUIET)
    if standing.next is None and standing.series.held_every != "as-needed":
        return Badge(text="Nothing expected", tone=Tone.QUIET)
    off = _off_in_a_row(standing.meetings)
    if off:
        words = "Last one cancelled or moved" if off == 1 else f"Last {off} cancelled or moved"
        return Badge(text=words, tone=Tone.RISK if off == 1 else Tone.LATE)
    return Badge(text="Running", tone=Tone.DONE)


def say_cadence(meetings: Sequence[ExpectedMeeting]) -> str:
    """What became of some meetings, in a line; one that was moved counts on its new day."""
    parts = (_say_held(meetings), *_say_exceptions(meetings))
    return ", ".join(part for part in parts if part)


def _meetings(standing: SeriesStanding, *, context: ViewContext) -> Sequence[ExpectedMeeting]:
    """What a page may say about them: of a one-on-one that it was held or not (records.md §7)."""
    if standing.series.kind != "one-on-one" or context.records.own:
        return standing.meetings
    return [each._replace(because=None, delegates=()) for each in standing.meetings]


def _newest(meetings: Sequence[ExpectedMeeting]) -> Sequence[ExpectedMeeting]:
    last = meetings[-SHOWN:]
    if not last:
        return ()
    newest = _day(last[-1])
    return [each for each in last if newest <= later(_day(each), days=YEAR)]


def _day(meeting: ExpectedMeeting) -> date:
    return meeting.day or meeting.expected or date.min


def _since(standing: SeriesStanding) -> str:
    return short_day(standing.missed_since) if standing.missed_since else ""


def _off_in_a_row(meetings: Sequence[ExpectedMeeting]) -> int:
    """How many of the last ones did not take place, none of them on another day."""
    number = 0
    for each in reversed(meetings):
        if each.is_held:
            break
        number += each.state is not MeetingState.MOVED
    return number


def _next(standing: SeriesStanding, *, as_of: date) -> Due | None:
    """The day that comes; what was missed is said by the standing."""
    if standing.next is None or standing.missed_since:
        return None
    coming = comes_on(standing.next, as_of=as_of)
    return replace(coming, tone=Tone.QUIET if standing.next < as_of else Tone.PLAIN)


def _marks(meetings: Sequence[ExpectedMeeting], *, context: ViewContext) -> Iterator[Mark]:
    month: tuple[int, int] | None = None
    for each in meetings:
        day, state = _day(each), _state_of(each)
        begins = (day.year, day.month) != month
        month = (day.year, day.month)
        yield Mark(
            state=state,
            sign=_SIGNS[state],
            day=day,
            month=f"{day:%b}" if begins else None,
            words=_say_one(each, context=context),
            address=address_of(context.index.entries[each.record]) if each.record else None,
        )


def _state_of(meeting: ExpectedMeeting) -> MarkState:
    match meeting.state:
        case MeetingState.CANCELLED:
            return MarkState.CANCELLED
        case MeetingState.MOVED:
            return MarkState.MOVED
        case MeetingState.MISSED:
            return MarkState.MISSED
        case MeetingState.HELD:
            if meeting.days_late:
                return MarkState.LATE
            return MarkState.DELEGATED if meeting.is_delegated else MarkState.HELD


def _say_one(meeting: ExpectedMeeting, *, context: ViewContext) -> str:
    """What became of one meeting."""
    match meeting.state:
        case MeetingState.CANCELLED:
            return f"cancelled{_why(meeting)}"
        case MeetingState.MOVED:
            return f"moved{_where(meeting)}{_why(meeting)}"
        case MeetingState.MISSED:
            return "missed: no record of it"
        case MeetingState.HELD:
            late = f"held {count(meeting.days_late, 'day')} late" if meeting.days_late else "held"
            person = context.records.person_name
            return ", ".join(
                (late, *(f"{person(by)} for {person(absent)}" for absent, by in meeting.delegates))
            )


def _where(meeting: ExpectedMeeting) -> str:
    return f" to {short_day(meeting.moved_to)}" if meeting.moved_to else ""


def _why(meeting: ExpectedMeeting) -> str:
    return f": {REASONS.get(meeting.because, meeting.because)}" if meeting.because else ""


def _say_held(meetings: Sequence[ExpectedMeeting]) -> str:
    if not meetings:
        return "Nothing was expected yet"
    expected = [each for each in meetings if each.expected and not _is_moved(each)]
    held = sum(each.is_held for each in expected)
    more = sum(each.is_held and not each.expected for each in meetings)
    if not expected:
        return f"{more} held" if more else "None held"
    whole = len(expected)
    if held == whole > 1:
        said = f"All {whole} held"
    elif not held and whole > 1:
        said = f"None of {whole} held"
    else:
        said = f"{held} of {whole} held"
    return f"{said}, {_number(more)} more outside its days" if more else said


def _is_moved(meeting: ExpectedMeeting) -> bool:
    return meeting.state is MeetingState.MOVED


def _say_exceptions(meetings: Sequence[ExpectedMeeting]) -> Iterator[str]:
    late = [each.days_late for each in meetings if each.days_late]
    if late:
        most = count(max(late), "day")
        yield f"one late by {most}" if len(late) == 1 else f"{len(late)} late by up to {most}"
    delegated = sum(each.is_delegated for each in meetings)
    if delegated:
        yield f"{_number(delegated)} with a delegate"
    called_off = (MeetingState.CANCELLED, "cancelled"), (MeetingState.MOVED, "moved")
    for state, word in called_off:
        found = [each for each in meetings if each.state is state]
        if found:
            where = _where(found[0]) if len(found) == 1 else ""
            yield f"{_number(len(found))} {word}{where}{_reasons(found)}"
    missed = sum(each.state is MeetingState.MISSED for each in meetings)
    if missed:
        yield f"{_number(missed)} missed"


def _reasons(meetings: Sequence[ExpectedMeeting]) -> str:
    """Why some were cancelled or moved, each reason once."""
    known = dict.fromkeys(each.because for each in meetings if each.because)
    words = " and ".join(REASONS.get(each, each) for each in known)
    return f": {words}" if words else ""


def _number(number: int) -> str:
    """One in a word, so that a line reads as a sentence."""
    return "one" if number == 1 else str(number)
