"""What a new record says beside its items and their states, and whom it concerns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from pydantic import BaseModel

from decision_record.compare.files import FileChanges
from decision_record.ledger.differences.kinds import Version
from decision_record.ledger.timeline import TimelineStep
from decision_record.model.records import Entry
from decision_record.model.rituals import ThemeRow
from decision_record.review.labels import call_key
from decision_record.review.names import Names, limit, said
from decision_record.review.review import GroupId, ReviewLine
from decision_record.review.sentences import Sentences
from decision_record.review.values import show_value

_ON_RECORD = "in the sentence on the record itself"
_HOW_HELD = "who was there, and how the meeting was held: on the page of the record"
_ITEM = "an item, in a sentence of its own"
_STATE = "what becomes of an item, in the sentence on it; its notes are named here"
_LISTED = "compared by itself"

NAMED_APART: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("date", "series", "by", "allow", "formerly", "cancelled"), _ON_RECORD),
        **dict.fromkeys(
            (
                "attendees",
                "guests",
                "apologies",
                "delegates",
                "timekeeper",
                "written",
                "minutes",
                "minutes_on",
                "preread",
            ),
            _HOW_HELD,
        ),
        **dict.fromkeys(
            (
                "escalations",
                "briefings",
                "questions",
                "requests",
                "feedback",
                "shipped",
                "decisions",
                "actions",
            ),
            _ITEM,
        ),
        **dict.fromkeys(("review", "updates", "roadmap", "loops", "readings"), _STATE),
        **dict.fromkeys(("research", "surprises", "releases", "process_changes"), _LISTED),
    }
)
"""The sections of a new record that other sentences name, or that its page has, with the reason.

All others are noted, section by section.
"""

_LATER = frozenset({"research", "surprises", "releases", "process_changes"})
"""What is compared by itself only from the record's date on."""


def tell_noted(changes: FileChanges, *, names: Names) -> Iterator[ReviewLine]:
    """What each new record says in sections that no other sentence names."""
    by_file = {entry.file.name: entry for entry in names.after.records.entries}
    for file in changes.added:
        entry = by_file.get(file.name)
        if entry:
            yield from _sections(entry, names=names)
            yield from _notes(entry, names=names)


def _write(record: str, names: Names) -> Sentences:
    source = names.source(record)
    return Sentences(group=GroupId.RECORDS, ref=record, names=names, source=source)


def _sections(entry: Entry, *, names: Names) -> Iterator[ReviewLine]:
    is_ahead = entry.date > names.as_of
    for key in type(entry.record).model_fields:
        value = getattr(entry.record, key)
        if key in NAMED_APART and not (is_ahead and key in _LATER):
            continue
        shown = _show(key, value, is_ahead=is_ahead, names=names)
        if shown:
            text = f"{call_key(key)}: {shown}"
            yield _write(entry.id, names).make("noted", text, ())


def _show(key: str, value: object, *, is_ahead: bool, names: Names) -> str:
    """A section in words; nothing where it is empty."""
    if isinstance(value, tuple):
        rows = (each if is_ahead else _without_stance(each) for each in value)
        return limit([show_value(key, each, names=names) for each in rows])
    if isinstance(value, BaseModel):
        fields = ((each, getattr(value, each)) for each in type(value).model_fields)
        return "; ".join(
            f"{call_key(name)} {show_value(name, each, names=names)}"
            for name, each in fields
            if each is not None and each != ()
        )
    return show_value(key, value, names=names) if value not in (None, "", {}) else ""


def _without_stance(row: object) -> object:
    """Of a theme's row what the sentence on its stance does not say."""
    return row.model_copy(update={"stance": None}) if isinstance(row, ThemeRow) else row


def _notes(entry: Entry, *, names: Names) -> Iterator[ReviewLine]:
    """The notes on what became of older items; why an action was dropped is said with that."""
    for name, note in _noted_of(entry):
        ref = entry.name_of(name) if name else entry.id
        account = names.account_of_row(names.item(ref))
        write = replace(_write(entry.id, names), accounts=(account,) if account else ())
        yield write.make("noted", f"on “{names.what(ref)}”: {said(note)}", ())


def _noted_of(entry: Entry) -> Iterator[tuple[str | None, str]]:
    """The item that each note is on, and the note."""
    for row in entry.record.review:
        if row.note and not (row.action and row.outcome == "dropped"):
            yield row.action or row.decision, row.note
    for update in entry.record.updates:
        if update.note:
            yield update.item, update.note
    for reading in entry.meeting.readings if entry.meeting else ():
        if reading.note:
            yield reading.of, f"{reading.metric}: {reading.note}"


def with_accounts_of_records(lines: Iterable[ReviewLine], *, names: Names) -> Iterator[ReviewLine]:
    """The sentences on records with the accounts in whose history the record is different."""
    concerned = _concerned(names)
    for line in lines:
        own = concerned.get(line.ref or "") if line.group in _OF_RECORDS else None
        yield replace(line, accounts=tuple(dict.fromkeys((*line.accounts, *own)))) if own else line


_OF_RECORDS = (GroupId.PAST, GroupId.RECORDS)


def _concerned(names: Names) -> Mapping[str, tuple[str, ...]]:
    """By record, under its name after the change, the accounts whose history it changes."""
    then, now = _steps(names.before, names), _steps(names.after, names)
    found: dict[str, dict[str, None]] = {}
    for account, step in (
        *(each for each in now if each not in then),
        *(each for each in then if each not in now),
    ):
        if step.record:
            found.setdefault(step.record, {})[account] = None
    return {record: tuple(accounts) for record, accounts in found.items()}


def _steps(version: Version, names: Names) -> Mapping[tuple[str, TimelineStep], None]:
    """Every step of every account's history, by the names after the change."""
    renames = names.renames
    steps = (
        (renames.account(name), step)
        for name, account in version.ledger.accounts.items()
        for step in (*account.timeline, *account.ahead)
    )
    if version is names.after or not renames:
        return dict.fromkeys(steps)
    return dict.fromkeys(
        (
            name,
            step._replace(
                ref=renames.item(step.ref),
                record=renames.item(step.record) if step.record else None,
            ),
        )
        for name, step in steps
    )
