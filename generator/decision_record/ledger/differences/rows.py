"""What counts of accounts and their messages, of rows without a state, and of reference files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.accounts import AccountStanding
from decision_record.ledger.differences.comparing import (
    Comparison,
    as_account,
    as_it_is,
    as_item,
    by_name,
)
from decision_record.ledger.differences.kinds import Kind, Name, Version
from decision_record.ledger.messaging.talking import Caution, Saying
from decision_record.ledger.pods import MetricStanding, PodStanding
from decision_record.ledger.process_changes import TrackedChange, key_of_change
from decision_record.ledger.releases import PlannedRelease
from decision_record.ledger.research import ResearchAsk
from decision_record.ledger.series import SeriesStanding
from decision_record.ledger.surprises import RecordedSurprise
from decision_record.ledger.themes import last_stance
from decision_record.ledger.unannounced import Unannounced
from decision_record.model.asked import Feedback
from decision_record.model.decided import Shipped


@dataclass(frozen=True, slots=True)
class _ShippedItem:
    row: Shipped
    accounts: tuple[str, ...]
    delivers: str | None


@dataclass(frozen=True, slots=True)
class _FeedbackItem:
    row: Feedback
    account: str


@dataclass(frozen=True, slots=True)
class _Theme:
    name: str
    area: str | None
    stance: str | None


@dataclass(frozen=True, slots=True)
class _Meeting:
    series: str | None
    date: date
    held: bool
    cancelled: str | None
    attendees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    role: str
    left: date | None


def _sayings(version: Version) -> Iterator[tuple[Name, Saying]]:
    for account, messages in version.ledger.messages.items():
        for each in messages.say:
            yield (account, each.ref, each.text), each


def _cautions(version: Version) -> Iterator[tuple[Name, Caution]]:
    for account, messages in version.ledger.messages.items():
        for each in messages.do_not_promise:
            yield (account, each.ref, each.why, each.words or ""), each


def _ahead(version: Version) -> Iterator[tuple[Name, Unannounced]]:
    for account, found in version.surprises.items():
        for each in found:
            yield (account, each.ref), each


def _shipped(version: Version) -> Iterator[tuple[Name, _ShippedItem]]:
    for item in version.ledger.items.values():
        row = item.row
        if isinstance(row, Shipped):
            accounts = version.records.account_ids(row.accounts)
            yield (item.ref,), _ShippedItem(row, accounts, item.delivers)


def _feedback(version: Version) -> Iterator[tuple[Name, _FeedbackItem]]:
    for item in version.ledger.items.values():
        if isinstance(item.row, Feedback):
            account = version.records.account_id(item.row.account)
            yield (item.ref,), _FeedbackItem(item.row, account)


def _research(version: Version) -> Iterator[tuple[Name, ResearchAsk]]:
    for each in version.ledger.research:
        yield (each.record, each.area or "", each.what or ""), each


def _incidents(version: Version) -> Iterator[tuple[Name, RecordedSurprise]]:
    for each in version.ledger.surprises:
        yield (each.record, each.account or "", each.who or "", each.what or ""), each


def _themes(version: Version) -> Iterator[tuple[Name, _Theme]]:
    for name, theme in version.records.taxonomy.themes.items():
        newest = last_stance(version.ledger.themes.get(name, ()))
        yield (name,), _Theme(theme.name, theme.area, newest.stance if newest else None)


def _meetings(version: Version) -> Iterator[tuple[Name, _Meeting]]:
    for entry in version.ledger.entries:
        meeting = entry.meeting
        if meeting:
            off = meeting.cancelled
            because = (off.because or "other") if off else None
            yield (
                (entry.id,),
                _Meeting(entry.series, entry.date, off is None, because, entry.present),
            )


def _metrics(version: Version) -> Iterator[tuple[Name, MetricStanding]]:
    for name, pod in version.ledger.pods.items():
        for each in pod.metrics:
            yield (name, each.metric.id), each


def _people(version: Version) -> Iterator[tuple[Name, _Person]]:
    as_of = version.ledger.as_of
    for name, person in version.records.people.items():
        left = person.left if person.has_left(as_of) else None
        yield (name,), _Person(person.name, person.role, left)


ACCOUNTS: Comparison[AccountStanding] = Comparison(
    kind=Kind.ACCOUNT,
    states=lambda version: by_name(version.ledger.accounts),
    identity={"id": as_account},
    fields={
        "name": lambda each: each.account.name,
        "arr": lambda each: each.arr,
        "segment": lambda each: each.account.segment,
        "csm": lambda each: each.csm,
        "pm": lambda each: each.pm,
        "renewal": lambda each: each.account.renewal,
        "qbrs": lambda each: each.account.qbrs,
        "churned": lambda each: each.churned,
        "aliases": lambda each: tuple(alias.id for alias in each.account.aliases),
        "external": lambda each: tuple(sorted(each.account.external.items())),
    },
)

SAYINGS: Comparison[Saying] = Comparison(
    kind=Kind.SAYING,
    states=_sayings,
    identity={"account": as_account, "ref": as_item, "text": as_it_is},
    fields={
        "day": lambda each: each.day,
        "confidence": lambda each: each.firmness,
        "target": lambda each: each.target,
        "until": lambda each: each.until,
    },
)

CAUTIONS: Comparison[Caution] = Comparison(
    kind=Kind.CAUTION,
    states=_cautions,
    identity={"account": as_account, "ref": as_item, "why": as_it_is, "words": as_it_is},
    fields={"what": lambda each: each.what, "since": lambda each: each.since},
)

AHEAD: Comparison[Unannounced] = Comparison(
    kind=Kind.AHEAD,
    states=_ahead,
    identity={"account": as_account, "ref": as_item},
    fields={"because": lambda each: each.because, "since": lambda each: each.since},
)

SHIPPED: Comparison[_ShippedItem] = Comparison(
    kind=Kind.SHIPPED,
    states=_shipped,
    identity={"ref": as_item},
    fields={
        "what": lambda each: each.row.what,
        "area": lambda each: each.row.area,
        "on": lambda each: each.row.on,
        "accounts": lambda each: each.accounts,
        "say": lambda each: each.row.say,
        "briefed": lambda each: each.row.briefed,
        "delivers": lambda each: each.delivers,
    },
    refs={"accounts": as_account, "delivers": as_item},
)

FEEDBACK: Comparison[_FeedbackItem] = Comparison(
    kind=Kind.FEEDBACK,
    states=_feedback,
    identity={"ref": as_item},
    fields={
        "account": lambda each: each.account,
        "what": lambda each: each.row.what,
        "category": lambda each: each.row.category,
        "area": lambda each: each.row.area,
        "theme": lambda each: each.row.theme,
        "tone": lambda each: each.row.tone,
    },
    refs={"account": as_account},
)

RESEARCH: Comparison[ResearchAsk] = Comparison(
    kind=Kind.RESEARCH,
    states=_research,
    identity={"ref": as_item, "area": as_it_is, "what": as_it_is},
    fields={
        "owner": lambda each: each.owner,
        "by": lambda each: each.by,
        "accounts_wanted": lambda each: each.accounts_wanted,
        "asked": lambda each: each.asked,
    },
    refs={"asked": as_account},
)

INCIDENTS: Comparison[RecordedSurprise] = Comparison(
    kind=Kind.INCIDENT,
    states=_incidents,
    identity={"ref": as_item, "account": as_account, "who": as_it_is, "what": as_it_is},
    fields={"date": lambda each: each.day},
)

THEMES: Comparison[_Theme] = Comparison(
    kind=Kind.THEME,
    states=_themes,
    identity={"id": as_it_is},
    fields={
        "name": lambda each: each.name,
        "area": lambda each: each.area,
        "stance": lambda each: each.stance,
    },
)

MEETINGS: Comparison[_Meeting] = Comparison(
    kind=Kind.MEETING,
    states=_meetings,
    identity={"id": as_item},
    fields={
        "series": lambda each: each.series,
        "date": lambda each: each.date,
        "held": lambda each: each.held,
        "cancelled": lambda each: each.cancelled,
        "attendees": lambda each: each.attendees,
    },
)

SERIES: Comparison[SeriesStanding] = Comparison(
    kind=Kind.SERIES,
    states=lambda version: by_name(version.ledger.series),
    identity={"id": as_it_is},
    fields={
        "kind": lambda each: each.series.kind,
        "cadence": lambda each: each.series.held_every,
        "members": lambda each: each.series.members,
    },
)

PODS: Comparison[PodStanding] = Comparison(
    kind=Kind.POD,
    states=lambda version: by_name(version.ledger.pods),
    identity={"id": as_it_is},
    fields={
        "name": lambda each: each.pod.name,
        "structure": lambda each: each.pod.structure,
        "members": lambda each: tuple(sorted(each.pod.members.items())),
        "status": lambda each: each.pod.status,
        "ready": lambda each: each.is_ready,
    },
)

METRICS: Comparison[MetricStanding] = Comparison(
    kind=Kind.METRIC,
    states=_metrics,
    identity={"pod": as_it_is, "id": as_it_is},
    fields={
        "baseline": lambda each: each.metric.baseline,
        "target": lambda each: each.metric.target,
        "better": lambda each: each.metric.better,
        "readings": lambda each: tuple((row.as_of, row.value) for row in each.readings),
    },
    parent=Kind.POD,
)

PEOPLE: Comparison[_Person] = Comparison(
    kind=Kind.PERSON,
    states=_people,
    identity={"id": as_it_is},
    fields={
        "name": lambda each: each.name,
        "role": lambda each: each.role,
        "left": lambda each: each.left,
    },
)

RELEASES: Comparison[PlannedRelease] = Comparison(
    kind=Kind.RELEASE,
    states=lambda version: (
        ((each.series, each.what or ""), each) for each in version.ledger.releases
    ),
    identity={"series": as_it_is, "what": as_it_is},
    fields={
        "on": lambda each: each.on,
        "accounts": lambda each: each.accounts,
        "cs_impact": lambda each: each.cs_impact,
        "comms_plan": lambda each: each.comms_plan,
        "briefed": lambda each: each.briefed,
    },
    refs={"accounts": as_account},
)

PROCESS_CHANGES: Comparison[TrackedChange] = Comparison(
    kind=Kind.PROCESS_CHANGE,
    states=lambda version: (
        ((key_of_change(each.what),), each) for each in version.ledger.process_changes
    ),
    identity={"key": as_it_is},
    fields={
        "what": lambda each: each.what,
        "owner": lambda each: each.owner,
        "due": lambda each: each.due,
        "status": lambda each: each.status,
    },
)

ROWS = (
    ACCOUNTS,
    SAYINGS,
    CAUTIONS,
    AHEAD,
    SHIPPED,
    FEEDBACK,
    RESEARCH,
    INCIDENTS,
    THEMES,
    MEETINGS,
    SERIES,
    PODS,
    METRICS,
    PEOPLE,
    RELEASES,
    PROCESS_CHANGES,
)
