"""Both sides of a change as two versions that can be compared, and what of them cannot.

What one side could not read is taken as the other side has it, so that nothing is made up: neither
that it is new nor that it is gone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from decision_record.attention.findings import Findings
from decision_record.attention.gather import find_surprises
from decision_record.diagnostics import DocumentPath
from decision_record.ledger.differences.kinds import Version
from decision_record.ledger.replay import replay
from decision_record.ledger.stage import TIERS_FROM
from decision_record.ledger.team_days import team_days
from decision_record.model.records import Entry, FileKind, Records
from decision_record.repository.configuration import Settings
from decision_record.review.grafts import complete_records
from decision_record.review.names import limit
from decision_record.signals.catalogue import find_signals
from decision_record.signals.configure import set_thresholds
from decision_record.signals.loops import SURPRISE_AHEAD

Known = TypeVar("Known")

_DATED = frozenset({FileKind.MEETING, FileKind.UPDATE})
_is_item_id = re.compile("[A-Z][0-9]+").fullmatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The two versions."""

    before: Version
    after: Version
    not_compared: tuple[str, ...]
    """What could not be compared, a sentence each."""


def make_versions(
    before: Records,
    after: Records,
    *,
    renamed: Mapping[str, str] = MappingProxyType({}),
    as_of: date,
    settings: Settings,
) -> Versions:
    """Replay both sides for one day, by the rules that the team has set after the change.

    Args:
        before: The records before the change.
        after: The records after it.
        renamed: The records whose file has another name after it, each with that.
        as_of: The day.
        settings: What the team has set.
    """
    ours = _completed(before, after, {new: old for old, new in renamed.items()})
    # What neither side can read is in both as the later one has it.
    theirs = _completed(after, ours, renamed)
    return Versions(
        before=_replay(ours, as_of=as_of, settings=settings),
        after=_replay(theirs, as_of=as_of, settings=settings),
        not_compared=(
            *_not_read(before, "before this change"),
            *_not_read(after, "after this change"),
        ),
    )


def _replay(records: Records, *, as_of: date, settings: Settings) -> Version:
    ledger = replay(
        records,
        as_of,
        tiers_from=settings.tiers_from_csms or TIERS_FROM,
        days=team_days(settings.days),
    )
    rules = [each for each in set_thresholds(settings) if each.code == SURPRISE_AHEAD.code]
    findings = Findings(signals=find_signals(ledger, records=records, rules=rules))
    surprises = find_surprises(findings, ledger=ledger)
    return Version(records=records, ledger=ledger, surprises=surprises)


def _completed(records: Records, other: Records, renamed: Mapping[str, str]) -> Records:
    """The records, with what could not be read of them as the other side has it."""
    records = complete_records(records, other, renamed)
    lost = records.unread.ids
    if not lost:
        return records
    kinds = {kind for kind, _ in lost}
    accounts = _with(records.accounts, other.accounts, lost, FileKind.ACCOUNT)
    return replace(
        records,
        organization=other.organization
        if FileKind.ORGANIZATION in kinds and records.organization is None
        else records.organization,
        people={**other.people, **records.people} if FileKind.PEOPLE in kinds else records.people,
        series={**other.series, **records.series} if FileKind.SERIES in kinds else records.series,
        taxonomy=other.taxonomy if FileKind.TAXONOMY in kinds else records.taxonomy,
        accounts=accounts,
        pods=_with(records.pods, other.pods, lost, FileKind.POD),
        entries=_with_entries(records, other, renamed),
        aliases={
            **{old: new for old, new in other.aliases.items() if (FileKind.ACCOUNT, new) in lost},
            **records.aliases,
        },
    )


def _with(
    known: Mapping[str, Known],
    other: Mapping[str, Known],
    lost: frozenset[tuple[FileKind, str]],
    kind: FileKind,
) -> Mapping[str, Known]:
    return {**known, **{name: each for name, each in other.items() if (kind, name) in lost}}


def _with_entries(
    records: Records, other: Records, renamed: Mapping[str, str]
) -> tuple[Entry, ...]:
    known = {entry.id for entry in records.entries}
    named = (replace(entry, id=renamed.get(entry.id, entry.id)) for entry in other.entries)
    found = (
        entry
        for entry in named
        if (entry.file.kind, entry.id) in records.unread.ids and entry.id not in known
    )
    return (*records.entries, *found)


def _not_read(records: Records, when: str) -> Iterator[str]:
    """What could not be read on a side."""
    for kind, name in sorted(records.unread.ids):
        yield f"{_call(kind, name)} cannot be read {when}, so what it says is not compared"
    for (kind, name), paths in sorted(records.unread.values.items()):
        parts = list(dict.fromkeys(_call_part(each, kind) for each in sorted(paths, key=str)))
        are = "they are" if len(parts) > 1 else "it is"
        what = f"{limit(parts)} in {_call(kind, name)}"
        yield f"{what} cannot be read {when}, so {are} not compared"


def _call_part(path: DocumentPath, kind: FileKind) -> str:
    """A row or a value, as in "`due` of D4"; the list of a row that has no id."""
    number = next((place for place, step in enumerate(path) if isinstance(step, int)), len(path))
    *above, last = (str(step) for step in path[:number])
    named = [each for each in above if kind not in _DATED or _is_item_id(each)]
    if kind in _DATED and _is_item_id(last):
        return last
    return f"`{last}` of {named[-1]}" if named else f"`{last}`"


def _call(kind: FileKind, name: str) -> str:
    if kind in _DATED or kind in (FileKind.ACCOUNT, FileKind.POD):
        return f"{kind} {name}"
    return f"{name}.yml"
