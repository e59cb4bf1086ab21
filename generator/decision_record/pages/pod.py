"""A pod's page: what it is for, whether it is ready, its numbers, escalations, queue, meetings."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from decision_record.ledger.pods import PodStanding
from decision_record.ledger.raised import Raised
from decision_record.ledger.series import SeriesStanding
from decision_record.model.agenda import seat_name
from decision_record.model.pod import Charter
from decision_record.pages.asked_rows import RaisedRow, show_raised
from decision_record.pages.book import Book, Link
from decision_record.pages.pods import (
    STATUSES,
    STRUCTURES,
    Member,
    domain_of,
    members_of,
)
from decision_record.pages.readings import MetricRow, show_metric
from decision_record.pages.rows import ActionRow, show_action
from decision_record.pages.sections import Section
from decision_record.pages.words import Badge, Tone, count, short_day

YEAR = 365
"""Days back that settled escalations are listed; open ones always are."""
RECENT = 12
"""Meetings that are listed, newest first."""

WHY = {
    "leadership-tie-breaker": "leadership had to break ties",
    "disproportionate-churn": "more churn than its share",
    "low-adoption": "what shipped was not adopted",
}
MET = Badge(text="Met", tone=Tone.DONE)
NOT_MET = Badge(text="Not met", tone=Tone.RISK)
MODES = {
    "priorities": "Priorities",
    "scope": "Scope",
    "metric": "Metric",
    "leadership": "Leadership",
}
CANCELLED = {
    "sprint": "for the sprint",
    "renewals": "for renewals",
    "planning": "for planning",
    "absence": "somebody was away",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainRow:
    """An escalation of the pod's domain, with how long it took."""

    row: RaisedRow
    acknowledged: str | None
    """As in "2 days"; None while nobody has."""
    resolved: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """A series of the pod."""

    title: str
    cadence: str
    held: int
    cancelled: int
    last: Link | None
    """The last meeting that was held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A meeting of the pod."""

    meeting: Link
    state: Badge
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisRow:
    """What was found to keep the pod from working."""

    on: date | None
    mode: str | None
    fix: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterRow:
    """What the pod is there for, in words."""

    owns: str | None
    success: str | None
    why: str | None
    protected: str | None
    """As in "VP CS 8 Jan 2026, Head of Product 8 Jan 2026"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRow:
    """Something that the pod needs before it can work."""

    state: Badge
    why: str
    record: Link | None
    """The record that shows it, where one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PodView:
    """A pod's page."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    status: Badge
    structure: str
    domain: str
    accounts: tuple[Link, ...]
    """The accounts that the pod is narrowed to, or built around."""
    members: tuple[Member, ...]
    started: date
    charter: CharterRow
    readiness: tuple[ConditionRow, ...]
    """None of a pod that was dissolved."""
    metrics: tuple[MetricRow, ...]
    raised: tuple[DomainRow, ...]
    """Open ones first, the oldest at the top; then what was settled in a year, newest first."""
    open_raised: int
    actions: tuple[ActionRow, ...]
    """The open actions of its series, due first at the top."""
    series: tuple[SeriesRow, ...]
    meetings: tuple[MeetingRow, ...]
    """Newest first."""
    diagnoses: tuple[DiagnosisRow, ...]
    """Newest first."""


def view_pod(pod: str, *, book: Book) -> PodView:
    """The page of one pod."""
    standing = book.ledger.pods[pod]
    known = standing.pod
    raised = _raised(standing, book=book)
    domain = domain_of(known, book=book)
    view = PodView(
        title=known.name,
        description=f"The {known.name} pod: {domain}.",
        toc=(),
        as_of=book.ledger.as_of,
        status=STATUSES[known.status],
        structure=STRUCTURES[known.structure],
        domain=domain,
        accounts=tuple(book.link_account(book.records.account_id(each)) for each in known.accounts),
        members=members_of(known, book=book),
        started=known.started,
        charter=_charter(known.charter),
        readiness=_readiness(standing, book=book),
        metrics=tuple(show_metric(each, book=book) for each in standing.metrics),
        raised=tuple(_domain_row(each, book=book) for each in raised),
        open_raised=sum(each.is_open for each in raised),
        actions=_actions(standing, book=book),
        series=tuple(_series(each, book=book) for each in standing.series),
        meetings=_meetings(standing, book=book),
        diagnoses=tuple(
            DiagnosisRow(on=each.on, mode=MODES.get(each.mode or ""), fix=each.fix)
            for each in reversed(standing.diagnoses)
        ),
    )
    return replace(view, toc=tuple(_toc(view)))


def _toc(view: PodView) -> Iterator[Section]:
    yield Section(id="charter", title="Charter")
    if view.readiness:
        yield Section(id="readiness", title="Readiness")
    yield Section(id="metrics", title="Metrics")
    yield Section(id="escalations", title="Escalations")
    yield Section(id="queue", title="Open actions")
    yield Section(id="meetings", title="Meetings")
    if view.diagnoses:
        yield Section(id="diagnoses", title="What was found")


def _charter(charter: Charter) -> CharterRow:
    protected = [f"{seat_name(seat)} {short_day(on)}" for seat, on in charter.protected_by.items()]
    return CharterRow(
        owns=charter.owns,
        success=charter.success_in_90_days,
        why=", ".join(WHY[each] for each in charter.why) or None,
        protected=", ".join(protected) or None,
    )


def _readiness(standing: PodStanding, *, book: Book) -> tuple[ConditionRow, ...]:
    if standing.pod.status == "dissolved":
        return ()
    return tuple(
        ConditionRow(
            state=MET if each.met else NOT_MET,
            why=each.why,
            record=book.link_record(each.record) if each.record else None,
        )
        for each in standing.readiness
    )


def _raised(standing: PodStanding, *, book: Book) -> list[Raised]:
    """The escalations of the pod's domain, without those that were settled long ago."""
    since = book.ledger.as_of - timedelta(days=YEAR)
    found = [book.ledger.raised[ref] for ref in standing.escalations]
    waiting = sorted((each for each in found if each.is_open), key=lambda each: each.raised)
    settled = sorted(
        (each for each in found if not each.is_open and each.raised >= since),
        key=lambda each: each.raised,
        reverse=True,
    )
    return waiting + settled


def _domain_row(raised: Raised, *, book: Book) -> DomainRow:
    acknowledged, resolved = raised.days_to_acknowledge, raised.days_to_resolve
    return DomainRow(
        row=show_raised(raised, book=book),
        acknowledged=_days(acknowledged),
        resolved=_days(resolved),
    )


def _days(days: int | None) -> str | None:
    """How long something took; what was done before it was written down took no day."""
    if days is None:
        return None
    return "same day" if days <= 0 else count(days, "day")


def _actions(standing: PodStanding, *, book: Book) -> tuple[ActionRow, ...]:
    found = (book.ledger.actions[ref] for ref in standing.open_actions)
    return tuple(
        show_action(each, book=book)
        for each in sorted(found, key=lambda each: (each.due, each.ref))
    )


def _series(standing: SeriesStanding, *, book: Book) -> SeriesRow:
    last = standing.last.record if standing.last else None
    return SeriesRow(
        title=standing.series.title,
        cadence=standing.series.held_every.replace("-", " "),
        held=len(standing.held),
        cancelled=len(standing.called_off),
        last=book.link_record(last) if last else None,
    )


def _meetings(standing: PodStanding, *, book: Book) -> tuple[MeetingRow, ...]:
    """Those that a record tells of."""
    found = sorted(
        (
            (meeting.day, meeting.record)
            for series in standing.series
            for meeting in series.meetings
            if meeting.day and meeting.record
        ),
        reverse=True,
    )
    return tuple(_meeting(record, book=book) for _, record in found[:RECENT])


def _meeting(name: str, *, book: Book) -> MeetingRow:
    meeting = book.entries[name].meeting
    cancelled = meeting.cancelled if meeting else None
    if cancelled is None:
        badge, note = Badge(text="Held", tone=Tone.DONE), None
    else:
        badge = Badge(text="Cancelled", tone=Tone.RISK)
        moved = f"moved to {short_day(cancelled.moved_to)}" if cancelled.moved_to else None
        parts = (CANCELLED.get(cancelled.because or ""), moved, cancelled.note)
        note = ", ".join(part for part in parts if part) or None
    return MeetingRow(meeting=book.link_record(name), state=badge, note=note)
