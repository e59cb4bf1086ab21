"""How two versions of a thing in a reference file differ: each field with its old and new value."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel

from decision_record.model.history import Since
from decision_record.review.histories import compare_histories
from decision_record.review.labels import call_key
from decision_record.review.names import Names, limit
from decision_record.review.values import show_change, show_value
from decision_record.text.wording import join_words

_UNSHOWN = frozenset({"email"})
"""Fields whose values do not belong in a comment."""


def list_fields(
    old: BaseModel, new: BaseModel, *, names: Names, told: frozenset[str] = frozenset()
) -> list[str]:
    """The fields in which two models differ, in words.

    Args:
        old: What the field's owner was before the change.
        new: What it is after it.
        names: What everything is called.
        told: The fields that other sentences name.
    """
    return [
        words
        for key in type(new).model_fields
        if key not in told
        # What was a meeting may be an update now.
        for words in _field(key, getattr(old, key, None), getattr(new, key), names=names)
    ]


def _field(key: str, old: object, new: object, *, names: Names) -> Iterator[str]:
    called = call_key(key)
    if old == new:
        return
    if key in _UNSHOWN:
        yield called
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield f"{called}: {'; '.join(_mapping(key, old, new, names=names))}"
    elif isinstance(old, BaseModel) and isinstance(new, BaseModel):
        yield f"{called}: {'; '.join(list_fields(old, new, names=names))}"
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield from _rows(key, old, new, names=names)
    else:
        yield f"{called} {show_change(key, old, new, names=names)}"


def _mapping(
    key: str, old: Mapping[str, object], new: Mapping[str, object], *, names: Names
) -> Iterator[str]:
    for name in dict.fromkeys((*new, *old)):
        was, now = old.get(name), new.get(name)
        if was != now:
            yield f"{call_key(name)} {show_change(key, was, now, names=names)}"


def _rows(
    key: str, old: tuple[object, ...], new: tuple[object, ...], *, names: Names
) -> Iterator[str]:
    called = call_key(key)
    before, after = ([each for each in rows if isinstance(each, Since)] for rows in (old, new))
    if before or after:
        yield from _history(key, before, after, names=names)
        return
    known = _by_id(old)
    same = [row for id_, row in _by_id(new).items() if id_ in known]
    for row in same:
        changes = list_fields(known[_id(row)], row, names=names)
        if changes:
            yield f"{called.removesuffix('s')} {_call_row(row, names)}: {'; '.join(changes)}"
    kept = {_id(each) for each in same}
    added = [each for each in new if each not in old and _id(each) not in kept]
    removed = [each for each in old if each not in new and _id(each) not in kept]
    parts = [
        f"{verb} {limit([show_value(key, each, names=names) for each in rows])}"
        for verb, rows in (("added", added), ("removed", removed))
        if rows
    ]
    if parts:
        yield f"{called}: {join_words(parts)}"
    elif not same:
        yield f"{called}: in another order"


_ROW_IDS = ("id", "theme", "item", "commitment", "action", "decision", "metric")


def _id(row: object) -> str:
    """What a row is about, where it says so."""
    return next((str(id_) for key in _ROW_IDS if (id_ := getattr(row, key, None))), "")


def _by_id(rows: Sequence[object]) -> dict[str, BaseModel]:
    """The rows by what they are about; of several about one thing none."""
    numbers = Counter(map(_id, rows))
    return {
        _id(each): each
        for each in rows
        if isinstance(each, BaseModel) and _id(each) and numbers[_id(each)] == 1
    }


def _call_row(row: BaseModel, names: Names) -> str:
    theme = getattr(row, "theme", None)
    return names.tag("theme", theme) if theme else str(getattr(row, "name", _id(row)))


def _history(
    key: str, old: Sequence[Since], new: Sequence[Since], *, names: Names
) -> Iterator[str]:
    """What holds from which day; nothing where only the form differs."""
    called = call_key(key)
    (field,) = {field for row in (*old, *new) for field in type(row).model_fields} - {"since"}
    for each in compare_histories(old, new, field=field):
        yield f"{called} {show_change(field, each.old, each.new, names=names)}{each.days(names)}"
