"""The records themselves: which meetings and updates are new, and which past ones were changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from decision_record.compare.files import FileChanges
from decision_record.ledger.differences.kinds import Kind
from decision_record.ledger.items import items_of, text_of
from decision_record.model.item_ids import ItemKind
from decision_record.model.records import Entry, File, FileKind
from decision_record.review.model_changes import list_fields
from decision_record.review.names import Names, limit, on_one_line, said
from decision_record.review.review import GroupId, ReviewLine
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found, Subject
from decision_record.text.wording import count, join_words

_DATED = (FileKind.MEETING, FileKind.UPDATE)


def tell_past(changes: FileChanges, *, names: Names) -> Iterator[ReviewLine]:
    """Records that existed before and were edited, renamed or deleted (records.md §2).

    A record that is dated ahead of the day has not happened, and one of the day itself may get
    more rows: these are no past records.
    """
    before = {entry.file.name: entry for entry in names.before.records.entries}
    after = {entry.file.name: entry for entry in names.after.records.entries}
    for file in changes.deleted:
        if file.kind in _DATED:
            yield _deleted(file, before.get(file.name), names=names)
    for each in changes.renamed:
        if each.was.kind in _DATED:
            was, now = before.get(each.was.name), after.get(each.now.name)
            yield _renamed(each.was, each.now, was, now, names=names)
    for file in changes.changed:
        if file.kind in _DATED:
            yield _edited(file, before.get(file.name), after.get(file.name), names=names)


def _write(record: str, names: Names) -> Sentences:
    return Sentences(group=GroupId.PAST, ref=record, names=names)


def _make(
    kind: str, record: str, text: str, entries: Iterable[Entry | None], *, names: Names
) -> ReviewLine:
    """A sentence about a past record; about one that is dated ahead among the other records."""
    known = [each for each in entries if each]
    if known and all(each.date > names.as_of for each in known):
        return _write_record(record, names).make(_AHEAD.get(kind, kind), text, ())
    return _write(record, names).make(kind, text, ())


_AHEAD = {"deleted": "removed", "edited": "changed"}
"""What becomes of a record that is dated ahead."""


def _deleted(file: File, entry: Entry | None, *, names: Names) -> ReviewLine:
    items = [item.ref.partition("/")[2] for item in items_of(entry)] if entry else []
    held = f", with {limit(items)}" if items else ""
    return _make("deleted", file.id, f"{file.name}{held}", (entry,), names=names)


def _renamed(
    was: File, now: File, old: Entry | None, new: Entry | None, *, names: Names
) -> ReviewLine:
    text = f"{was.name} → {now.name}"
    known = was.id in names.after.records.former_records
    if was.id != now.id and not known:
        text += f"; write `formerly: [{was.id}]` into it, so that old links still lead to it"
    changes = _changes(old, new, names=names)
    text = f"{text}{f'; {changes}' if changes else ''}"
    return _make("renamed", now.id, text, (old, new), names=names)


def _edited(file: File, old: Entry | None, new: Entry | None, *, names: Names) -> ReviewLine:
    unread = [each.records.unread for each in (names.before, names.after)]
    key = (file.kind, file.id)
    if old is None or new is None or any(key in each.ids for each in unread):
        changes = "it cannot be read in both versions, so the changes are unknown"
    elif any(key in each.values for each in unread):
        changes = _changes(old, new, names=names) or "the readable part is the same"
        changes = f"{changes}; the rest is not compared"
    else:
        changes = _changes(old, new, names=names) or "formatting only; the content is the same"
        if old.date == new.date == names.as_of and _only_grew(old, new):
            write = _write_record(file.id, names)
            return write.make("changed", f"{names.record(file.id)}: {changes}", ())
    return _make("edited", file.id, f"{file.name}: {changes}", (old, new), names=names)


def _only_grew(old: Entry, new: Entry) -> bool:
    """Whether a record has all that it had, and more behind it."""
    was = {item.ref: item.row for item in items_of(old)}
    now = {item.ref: item.row for item in items_of(new)}
    if type(old.record) is not type(new.record) or any(now.get(ref) != was[ref] for ref in was):
        return False
    fields = type(old.record).model_fields.keys() - _ITEMS
    return all(_has_grown(getattr(old.record, each), getattr(new.record, each)) for each in fields)


def _has_grown(old: object, new: object) -> bool:
    if isinstance(old, tuple) and isinstance(new, tuple):
        return new[: len(old)] == old
    return old is None or old == new


def _changes(old: Entry | None, new: Entry | None, *, names: Names) -> str:
    """Which items and sections of a record differ."""
    if old is None or new is None:
        return ""
    was = {item.ref.partition("/")[2]: item.row for item in items_of(old)}
    now = {item.ref.partition("/")[2]: item.row for item in items_of(new)}
    parts = (
        ("added", [each for each in now if each not in was]),
        ("changed", [each for each in now if each in was and now[each] != was[each]]),
        ("removed", [each for each in was if each not in now]),
    )
    items = [f"{word} {limit(found, most=20)}" for word, found in parts if found]
    return "; ".join((*items, *list_fields(old.record, new.record, names=names, told=_ITEMS)))


_ITEMS = frozenset(
    {
        "escalations",
        "briefings",
        "questions",
        "requests",
        "feedback",
        "shipped",
        "decisions",
        "actions",
    }
)


def tell_records(changes: FileChanges, found: Found, *, names: Names) -> Iterator[ReviewLine]:
    """Meetings and updates that are new, and what differs in meetings that were there before."""
    told: set[str] = set()
    by_file = {entry.file.name: entry for entry in names.after.records.entries}
    for file in changes.added:
        entry = by_file.get(file.name)
        if entry and file.kind in _DATED:
            told.add(entry.id)
            yield _added(entry, found[Kind.MEETING].get((entry.id,)), names=names)
    for subject in found[Kind.MEETING].values():
        if subject.ref not in told:
            yield _meeting(subject, names=names)


def _added(entry: Entry, subject: Subject | None, *, names: Names) -> ReviewLine:
    """A new record, with what it holds."""
    write = _write_record(entry.id, names)
    differences = subject.differences if subject else ()
    title = names.record(entry.id)
    if entry.date > names.as_of:
        text = f"{title}: counts from its date on, not yet on {names.day(names.as_of)}"
        held = limit([said(text_of(item.row)) for item in items_of(entry)])
        text += f"; holds {held}" if held else ""
        return write.make("later", text + _silenced(entry), differences)
    off = entry.meeting.cancelled if entry.meeting else None
    if off:
        because = f", because of {off.because}" if off.because and off.because != "other" else ""
        note = f": {on_one_line(off.note)}" if off.note else ""
        moved = f", moved to {names.day(off.moved_to)}" if off.moved_to else ""
        text = f"{title}{because}{moved}{note}{_silenced(entry)}"
        return write.make("cancelled", text, differences)
    held = _held(entry)
    kind = "meeting-added" if entry.meeting else "update-added"
    # The label says already that it is an update.
    called = title.removeprefix("update ")
    text = f"{called}{f': {held}' if held else ''}{_silenced(entry)}"
    return write.make(kind, text, differences)


def _write_record(record: str, names: Names) -> Sentences:
    """Sentences that call the record by name, so that the link does not have to."""
    source = replace(names.source(record), text="record page", is_page=True)
    return Sentences(
        group=GroupId.RECORDS,
        ref=record,
        names=names,
        source=source if source.address else None,
    )


def _silenced(entry: Entry) -> str:
    """Which rules a record excuses itself from, and why."""
    reasons = [f"{code} ({said(reason)})" for code, reason in entry.record.allow.items()]
    return f"; excuses {limit(reasons)}" if reasons else ""


_CALLED: Mapping[ItemKind, tuple[str, ...]] = {
    ItemKind.SHIPPED: ("shipped item",),
    ItemKind.FEEDBACK: ("piece of feedback", "pieces of feedback"),
}
"""What one item and several are called, where that is not the kind's own word."""


def _held(entry: Entry) -> str:
    """How many items of each kind a record holds."""
    numbers: dict[ItemKind, int] = {}
    for item in items_of(entry):
        numbers[item.kind] = numbers.get(item.kind, 0) + 1
    return join_words(
        [count(number, *_CALLED.get(kind, (kind,))) for kind, number in numbers.items()]
    )


def _meeting(subject: Subject, *, names: Names) -> ReviewLine:
    """A meeting that an edit of its record, or a deletion, changes."""
    write = _write_record(subject.ref, names)
    title = names.record(subject.ref)
    return write.make_whole(subject, title, kind="meeting-added", new=title)
