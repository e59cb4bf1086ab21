"""A pod's page: what it is for, its numbers, its domain's escalations, its queue and meetings."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from decision_record.ledger.raised import Raised
from decision_record.model.pod import Charter, Pod
from decision_record.pages.book import Book, Link
from decision_record.pages.pods import (
    STATUSES,
    STRUCTURES,
    Member,
    domain_of,
    members_of,
    seat_name,
    series_of,
)
from decision_record.pages.readings import MetricRow, metrics_of
from decision_record.pages.rows import ActionRow, RaisedRow, show_action, show_raised
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
    known = book.records.pods[pod]
    raised = _raised(known, book=book)
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
        metrics=metrics_of(pod, book=book),
        raised=tuple(_domain_row(each, book=book) for each in raised),
        open_raised=sum(each.is_open for each in raised),
        actions=_actions(pod, book=book),
        series=tuple(_series(pod, book=book)),
        meetings=_meetings(pod, book=book),
        diagnoses=tuple(
            DiagnosisRow(on=each.on, mode=MODES.get(each.mode or ""), fix=each.fix)
            for each in sorted(known.diagnoses, key=lambda each: each.on or date.min, reverse=True)
        ),
    )
    return replace(view, toc=tuple(_toc(view)))


def _toc(view: PodView) -> Iterator[Section]:
    yield Section(id="charter", title="Charter")
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


def _raised(pod: Pod, *, book: Book) -> list[Raised]:
    """The escalations of the pod's domain."""
    since = book.ledger.as_of - timedelta(days=YEAR)
    found = [
        each
        for each in book.ledger.raised.values()
        if each.kind == "escalation"
        and in_domain(each, pod=pod, book=book)
        and (each.is_open or each.raised >= since)
    ]
    waiting = sorted((each for each in found if each.is_open), key=lambda each: each.raised)
    settled = sorted(
        (each for each in found if not each.is_open), key=lambda each: each.raised, reverse=True
    )
    return waiting + settled


def in_domain(raised: Raised, *, pod: Pod, book: Book) -> bool:
    """Whether an escalation is of a pod's area, its segment or its accounts."""
    accounts = {book.records.account_id(each) for each in pod.accounts}
    if accounts and raised.account not in accounts:
        return False
    known = book.records.accounts.get(raised.account)
    match pod.structure:
        case "product-area":
            return pod.area is not None and raised.area == pod.area
        case "segment":
            return pod.segment is not None and known is not None and known.segment == pod.segment
        case "outcome" | "account":
            return bool(accounts)


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


def _actions(pod: str, *, book: Book) -> tuple[ActionRow, ...]:
    found = sorted(
        (
            action
            for series in series_of(pod, book=book)
            for action in book.actions_of_series.get(series, ())
            if action.is_open
        ),
        key=lambda each: (each.due, each.ref),
    )
    return tuple(show_action(each, book=book) for each in found)


def _series(pod: str, *, book: Book) -> Iterator[SeriesRow]:
    for name in series_of(pod, book=book):
        known = book.records.series[name]
        meetings = [
            (entry, entry.meeting)
            for entry in book.entries_of_series.get(name, ())
            if entry.meeting
        ]
        counted = Counter(meeting.held for _, meeting in meetings)
        held = [entry.id for entry, meeting in meetings if meeting.held]
        yield SeriesRow(
            title=known.title,
            cadence=known.held_every.replace("-", " "),
            held=counted[True],
            cancelled=counted[False],
            last=book.link_record(held[-1]) if held else None,
        )


def _meetings(pod: str, *, book: Book) -> tuple[MeetingRow, ...]:
    found = sorted(
        (
            (entry.date, entry.id)
            for series in series_of(pod, book=book)
            for entry in book.entries_of_series.get(series, ())
            if entry.meeting
        ),
        reverse=True,
    )
    return tuple(_meeting(name, book=book) for _, name in found[:RECENT])


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
