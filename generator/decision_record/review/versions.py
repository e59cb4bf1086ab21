"""Both sides of a change as two versions that can be compared, and what of them cannot."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from decision_record.attention.findings import Findings
from decision_record.attention.gather import find_surprises
from decision_record.diagnostics import DocumentPath
from decision_record.ledger.differences.kinds import Version
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.ledger.stage import TIERS_FROM
from decision_record.ledger.team_days import team_days
from decision_record.model.records import FileKind, Records
from decision_record.repository.configuration import Settings
from decision_record.review.names import limit
from decision_record.review.unread import complete
from decision_record.signals.catalogue import find_signals
from decision_record.signals.configure import set_thresholds
from decision_record.signals.loops import SURPRISE_AHEAD

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
    ours = complete(before, after, {new: old for old, new in renamed.items()})
    # What neither side can read is in both as the later one has it.
    theirs = complete(after, ours, renamed)
    return Versions(
        before=_replay(ours, as_of=as_of, settings=settings),
        after=_replay(theirs, as_of=as_of, settings=settings),
        not_compared=(*_list_unread(before, after),),
    )


def _replay(records: Records, *, as_of: date, settings: Settings) -> Version:
    ledger = replay(
        records,
        as_of,
        tiers_from=settings.tiers_from_csms or TIERS_FROM,
        days=team_days(settings.days),
    )
    rules = [each for each in set_thresholds(settings) if each.code == SURPRISE_AHEAD.code]
    findings = Findings(signals=find_signals(Index(records=records, ledger=ledger), rules=rules))
    surprises = find_surprises(findings, ledger=ledger)
    return Version(records=records, ledger=ledger, surprises=surprises)


def _list_unread(before: Records, after: Records) -> Iterator[str]:
    """What could not be read on a side; what could be on neither is said once."""
    sides = [list(_not_read(each, "{when}")) for each in (before, after)]
    for note in dict.fromkeys((*sides[0], *sides[1])):
        is_in = [note in side for side in sides]
        when = "before or after" if all(is_in) else "before" if is_in[0] else "after"
        yield note.replace("{when}", f"{when} this change")


def _not_read(records: Records, when: str) -> Iterator[str]:
    """What could not be read on a side."""
    for kind, name in sorted(records.unread.ids):
        yield f"{_call(kind, name)} cannot be read {when}"
    for (kind, name), paths in sorted(records.unread.values.items()):
        parts = list(dict.fromkeys(_call_part(each, kind) for each in sorted(paths, key=str)))
        what = f"{limit(parts)} in {_call(kind, name)}"
        yield f"{what} cannot be read {when}"


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
