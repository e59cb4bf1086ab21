"""The differences of one thing in words: each field with its old and its new value."""

from collections.abc import Iterable, Iterator
from datetime import date

from decision_record.ledger.differences.kinds import Difference, Kind, Value
from decision_record.review.labels import call_key
from decision_record.review.names import Names, limit
from decision_record.review.values import show_change, show_value
from decision_record.text.wording import join_words


def list_changes(differences: Iterable[Difference], *, names: Names) -> str:
    """Fields with their old and their new value, as in `owner Bob → Lena; due date …`."""
    return "; ".join(
        dict.fromkeys(
            f"{_call_field(each)} {_show_change(each, names=names)}" for each in differences
        )
    )


def move_day(difference: Difference, *, names: Names) -> str:
    """The old day and the new one of a field that holds a day."""
    old, new = difference.old, difference.new
    return names.days(
        old if isinstance(old, date) else None, new if isinstance(new, date) else None
    )


def is_longer(change: Difference) -> bool:
    """Whether a list has what it had before, and more behind it."""
    old, new = (each if isinstance(each, tuple) else () for each in (change.old, change.new))
    return len(new) > len(old) and new[: len(old)] == old


def _call_field(difference: Difference) -> str:
    if difference.kind is Kind.SAYING and difference.field == "until":
        return "may be said until"
    if difference.field == "by":
        return _BY[difference.kind]
    return call_key(difference.field or "")


_BY = {
    Kind.LOOP: "told by",
    Kind.RAISED: "answered by",
    Kind.RESEARCH: "customers wanted by",
}
"""What `by` means, by what has it."""


def _show_change(difference: Difference, *, names: Names) -> str:
    old, new = difference.old, difference.new
    if isinstance(old, tuple) or isinstance(new, tuple):
        was, now = (list(_show_parts(each, difference, names=names)) for each in (old, new))
        return _show_lists(was, now)
    return show_change(_key(difference), old, new, names=names)


def _key(difference: Difference) -> str:
    """What its values are: the customers that were asked are accounts, not days."""
    if difference.kind is Kind.RESEARCH and difference.field == "asked":
        return "accounts"
    return difference.field or ""


def _show_parts(value: Value, difference: Difference, *, names: Names) -> Iterator[str]:
    key = _key(difference)
    for part in value if isinstance(value, tuple) else ():
        row = part if isinstance(part, tuple) else (part,)
        known = (each for each in row if each is not None)
        yield " ".join(show_value(key, each, names=names) for each in known)


def _show_lists(was: list[str], now: list[str]) -> str:
    """What two lists have of their own; where that is nothing, that their order differs."""
    added = [each for each in now if each not in was]
    removed = [each for each in was if each not in now]
    parts = [
        *([f"added {limit(added)}"] if added else ()),
        *([f"removed {limit(removed)}"] if removed else ()),
    ]
    return join_words(parts) or f"in another order: {limit(now)}"
