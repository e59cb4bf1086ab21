"""How things of one kind are compared: what they are in a version, and which fields count."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from decision_record.ledger.differences.kinds import (
    Difference,
    Kind,
    Name,
    Renames,
    Scalar,
    Value,
    Version,
)

State = TypeVar("State")
Rename = Callable[[Renames, str], str]
"""How a name reads after the renames."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Generic[State]):
    """One kind of thing."""

    kind: Kind
    states: Callable[[Version], Iterable[tuple[Name, State]]]
    """Everything of the kind in a version, by name."""
    identity: Mapping[str, Rename]
    """What a name is made of, by the export's key, and how each part reads after a rename. The
    name of a part begins with that of what it is a part of."""
    fields: Mapping[str, Callable[[State], Value]]
    """What counts, by the export's key. A field depends on the state alone."""
    refs: Mapping[str, Rename] = field(default_factory=dict)
    """The fields that hold names, and how each reads after a rename."""
    parent: Kind | None = None
    """What it is a part of, by the first part of its name: where that is new or gone as a whole,
    nothing more is said about the part."""


def by_name(states: Mapping[str, State]) -> Iterator[tuple[Name, State]]:
    """States that have one name each."""
    return (((name,), state) for name, state in states.items())


def as_account(renames: Renames, name: str) -> str:
    """An account after the renames."""
    return renames.account(name)


def as_item(renames: Renames, name: str) -> str:
    """A record or an item after the renames."""
    return renames.item(name)


def as_it_is(_renames: Renames, name: str) -> str:
    """A name that no rename changes."""
    return name


def compare_kind(
    comparison: Comparison[Any], before: Version, after: Version, *, renames: Renames
) -> Iterator[Difference]:
    """Every difference of one kind, in the later version's order; what is gone comes last."""
    then = _states(comparison, before, renames=renames)
    now = _states(comparison, after, renames=Renames())
    for name, new in now.items():
        if name not in then:
            yield Difference(kind=comparison.kind, name=name, field=None, new=True)
            continue
        old = then[name]
        # Most things are as they were; where nothing was renamed, equality of the whole is quick.
        if renames or old != new:
            yield from _fields(comparison, name, old, new, renames=renames)
    for name in then:
        if name not in now:
            yield Difference(kind=comparison.kind, name=name, field=None, old=True)


def _states(
    comparison: Comparison[State], version: Version, *, renames: Renames
) -> dict[Name, State]:
    """By name; the second of two with one name gets its number behind it."""
    states: dict[Name, State] = {}
    for written, state in comparison.states(version):
        name = _rename(comparison, written, renames=renames)
        number = 1
        while name in states:
            number += 1
            name = (*_rename(comparison, written, renames=renames), str(number))
        states[name] = state
    return states


def _rename(comparison: Comparison[State], name: Name, *, renames: Renames) -> Name:
    if not renames:
        return name
    rules = comparison.identity.values()
    return tuple(rule(renames, part) for rule, part in zip(rules, name, strict=True))


def _fields(
    comparison: Comparison[State], name: Name, old: State, new: State, *, renames: Renames
) -> Iterator[Difference]:
    for key, read in comparison.fields.items():
        was, is_ = read(old), read(new)
        rule = comparison.refs.get(key)
        if renames and rule:
            was = _rename_value(was, rule, renames)
        if was != is_:
            yield Difference(kind=comparison.kind, name=name, field=key, old=was, new=is_)


def _rename_value(value: Value, rule: Rename, renames: Renames) -> Value:
    if isinstance(value, str):
        return rule(renames, value)
    if isinstance(value, tuple):
        return tuple(_rename_part(part, rule, renames) for part in value)
    return value


def _rename_part(
    part: Scalar | tuple[Scalar, ...], rule: Rename, renames: Renames
) -> Scalar | tuple[Scalar, ...]:
    """A name in a list; of a row in a list the name comes first."""
    if isinstance(part, str):
        return rule(renames, part)
    if isinstance(part, tuple) and part and isinstance(part[0], str):
        return (rule(renames, part[0]), *part[1:])
    return part
