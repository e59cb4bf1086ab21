"""Values by the names that they go by: of an account, a person, a series."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

Value = TypeVar("Value")


def group(
    values: Iterable[Value], names: Callable[[Value], Iterable[str | None]]
) -> Mapping[str, tuple[Value, ...]]:
    """The values of each name, in their order; a value appears once under each of its names."""
    groups: dict[str, list[Value]] = {}
    for value in values:
        for name in dict.fromkeys(names(value)):
            if name is not None:
                groups.setdefault(name, []).append(value)
    return {name: tuple(found) for name, found in groups.items()}
