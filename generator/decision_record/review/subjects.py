"""The differences of one thing together, and the sentence for those that no other one names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.differences.kinds import Difference, Kind, Name, Scalar, Value
from decision_record.review.labels import call_choice, call_key
from decision_record.review.names import Names, days_between, limit, said, said_anew
from decision_record.wording import join_words, short_day


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing with all that is different about it."""

    kind: Kind
    name: Name
    differences: tuple[Difference, ...]

    @property
    def ref(self) -> str:
        """The item that it is, or that it is about."""
        return self.name[0]

    @property
    def is_new(self) -> bool:
        """Whether only the later version has it."""
        return any(each.is_new for each in self.differences)

    @property
    def is_gone(self) -> bool:
        """Whether only the earlier version has it."""
        return any(each.is_gone for each in self.differences)

    def field(self, key: str) -> Difference | None:
        """The difference in a field, where there is one."""
        return next((each for each in self.differences if each.field == key), None)


Found = Mapping[Kind, Mapping[Name, Subject]]
"""What differs, by kind and name, in the order of the comparison."""


def gather_subjects(differences: Iterable[Difference]) -> Found:
    """Group the differences by what they are about."""
    grouped: dict[Kind, dict[Name, list[Difference]]] = {kind: {} for kind in Kind}
    for each in differences:
        grouped[each.kind].setdefault(each.name, []).append(each)
    return {
        kind: {name: Subject(kind, name, tuple(of)) for name, of in by_name.items()}
        for kind, by_name in grouped.items()
    }


class Unnamed:
    """The differences of some subjects that no sentence names yet.

    The makers of sentences take from it what they name, so that nothing is said twice and the rest
    is known.
    """

    def __init__(self, *subjects: Subject | None) -> None:
        self._left = {
            (each.kind, each.name, each.field): each
            for subject in subjects
            if subject
            for each in subject.differences
        }

    def __bool__(self) -> bool:
        """Whether anything is left."""
        return bool(self._left)

    def has(self, subject: Subject, key: str) -> bool:
        """Whether the difference in a field of a subject is left."""
        return (subject.kind, subject.name, key) in self._left

    def take(self, kind: Kind, *fields: str) -> tuple[Difference, ...]:
        """The differences in some fields of all subjects of a kind, each once."""
        return self._take(
            key for key in self._left if key[0] is kind and key[2] is not None and key[2] in fields
        )

    def take_of(self, subject: Subject) -> tuple[Difference, ...]:
        """All that is left of a subject."""
        return self._take(key for key in self._left if key[:2] == (subject.kind, subject.name))

    def take_kind(self, kind: Kind) -> tuple[Difference, ...]:
        """All that is left of the subjects of a kind."""
        return self._take(key for key in self._left if key[0] is kind)

    def drop(self, differences: Iterable[Difference]) -> None:
        """Leave out what a sentence names already."""
        for each in differences:
            self._left.pop((each.kind, each.name, each.field), None)

    def take_all(self) -> tuple[Difference, ...]:
        """All that is left."""
        return self._take(self._left)

    def _take(self, keys: Iterable[tuple[Kind, Name, str | None]]) -> tuple[Difference, ...]:
        return tuple(self._left.pop(key) for key in tuple(keys))


_PEOPLE = frozenset({"owner", "owners", "by", "csm", "pm", "attendees", "members"})
_ACCOUNTS = frozenset({"account", "accounts"})
_ITEMS = frozenset(
    {
        "resolves",
        "resolved_by",
        "supersedes",
        "superseded_by",
        "path",
        "closes_loop",
        "delivers",
        "slips",
    }
)
_TEXTS = frozenset(
    {
        "what",
        "ask",
        "issue",
        "tried",
        "say",
        "answer",
        "because",
        "recommendation",
        "name",
    }
)


def is_longer(change: Difference) -> bool:
    """Whether a list has what it had before, and more behind it."""
    old, new = (each if isinstance(each, tuple) else () for each in (change.old, change.new))
    return len(new) > len(old) and new[: len(old)] == old


def list_changes(differences: Iterable[Difference], *, names: Names) -> str:
    """Fields with their old and their new value, as in `owner Bob → Lena; due date …`."""
    return "; ".join(
        dict.fromkeys(
            f"{call_field(each)} {show_change(each, names=names)}" for each in differences
        )
    )


def call_field(difference: Difference) -> str:
    """What a field is called."""
    if difference.kind is Kind.SAYING and difference.field == "until":
        return "may be said until"
    return call_key(difference.field or "")


def show_change(difference: Difference, *, names: Names) -> str:
    """The old value and the new one."""
    key, old, new = difference.field or "", difference.old, difference.new
    if isinstance(old, tuple) or isinstance(new, tuple):
        was = list(_show_parts(old, difference, names=names))
        now = list(_show_parts(new, difference, names=names))
        return _show_lists(was, now)
    if old is None or new is None:
        known = _show(new if old is None else old, difference, names=names)
        return f"set to {known}" if old is None else f"{known} → none"
    if key in _TEXTS and not isinstance(old, date) and not isinstance(new, date):
        return said_anew(_text(old), _text(new))
    if isinstance(old, date) or isinstance(new, date):
        return move_day(difference)
    return f"{_show(old, difference, names=names)} → {_show(new, difference, names=names)}"


def move_day(difference: Difference) -> str:
    """The old day and the new one of a field that holds a day."""
    old, new = difference.old, difference.new
    return days_between(
        old if isinstance(old, date) else None, new if isinstance(new, date) else None
    )


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _show_parts(value: Value, difference: Difference, *, names: Names) -> Iterator[str]:
    for part in value if isinstance(value, tuple) else ():
        if isinstance(part, tuple):
            shown = (_show(each, difference, names=names) for each in part if each is not None)
            yield " ".join(shown)
        else:
            yield _show(part, difference, names=names)


def _show_lists(was: list[str], now: list[str]) -> str:
    """What two lists have of their own; where that is nothing, that their order differs."""
    added = [each for each in now if each not in was]
    removed = [each for each in was if each not in now]
    parts = [
        *([f"added {limit(added)}"] if added else ()),
        *([f"removed {limit(removed)}"] if removed else ()),
    ]
    return join_words(parts) or f"in another order: {limit(now)}"


def _show(value: Scalar | Value, difference: Difference, *, names: Names) -> str:
    key = difference.field or ""
    if isinstance(value, str):
        return _show_name(value, difference, names=names)
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case date():
            return short_day(value)
        case int() | float():
            return names.money(value) if key == "arr" else f"{value:,g}"
        case _:
            return str(value)


def _show_name(value: str, difference: Difference, *, names: Names) -> str:
    """A name as people read it; any other text as it is."""
    key = difference.field or ""
    if key in _PEOPLE:
        return names.person(value)
    if key in _ACCOUNTS or (key == "asked" and difference.kind is Kind.RESEARCH):
        return names.account(value)
    if key in ("area", "segment", "category", "theme"):
        return names.tag(key, value)
    if key in _TEXTS:
        return said(value)
    return names.item_name(value) if key in _ITEMS else call_choice(key, value)
