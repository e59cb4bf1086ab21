"""Every difference between two versions of the records that counts."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from decision_record.ledger.differences.comparing import Comparison, compare_kind
from decision_record.ledger.differences.items import ITEMS
from decision_record.ledger.differences.kinds import Difference, Kind, Renames, Version
from decision_record.ledger.differences.rows import ROWS

COMPARISONS: tuple[Comparison[Any], ...] = (*ITEMS, *ROWS)
"""Every kind of thing that is compared."""

COMPARED: Mapping[Kind, frozenset[str]] = MappingProxyType(
    {each.kind: frozenset(each.fields) for each in COMPARISONS}
)
"""The keys that count, by the export that has them."""

IDENTITY: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {each.kind: tuple(each.identity) for each in COMPARISONS}
)
"""The keys that say which one it is: what a name is made of."""


def find_differences(
    before: Version, after: Version, *, renames: Renames | None = None
) -> tuple[Difference, ...]:
    """What is different in the later version, by kind and in the order of its replay.

    Both versions are replayed for the same day. What is only counted or computed from other fields
    is not compared.
    """
    return tuple(_find(before, after, renames=renames or Renames()))


def _find(before: Version, after: Version, *, renames: Renames) -> Iterator[Difference]:
    whole: dict[Kind, frozenset[str]] = {}
    for comparison in COMPARISONS:
        found = tuple(compare_kind(comparison, before, after, renames=renames))
        whole[comparison.kind] = frozenset(each.name[0] for each in found if each.field is None)
        parents = whole[comparison.parent] if comparison.parent else frozenset()
        yield from (each for each in found if each.name[0] not in parents)
