"""Lists in an order of their own, from which the part of a scope is found without a full search."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from decision_record.ledger.grouping import group
from decision_record.ledger.scope import Scope

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class AccountList(Generic[Value]):
    """Values in their order, and the places at which those of each account are."""

    values: tuple[Value, ...] = ()
    places: Mapping[str, tuple[int, ...]] | None = None

    def __iter__(self) -> Iterator[Value]:
        """All of them."""
        return iter(self.values)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.values)

    def within(self, scope: Scope) -> tuple[Value, ...]:
        """Those of the accounts of a scope, in their order; its areas are not looked at."""
        if scope.accounts is None:
            return self.values
        places = self.places or {}
        found = {place for account in scope.accounts for place in places.get(account, ())}
        return tuple(self.values[place] for place in sorted(found))


def list_by_account(
    values: Iterable[Value], accounts: Callable[[Value], Iterable[str]]
) -> AccountList[Value]:
    """Values in the order in which they come, with the accounts that each is about."""
    known = tuple(values)
    places = group(range(len(known)), lambda place: accounts(known[place]))
    return AccountList(known, places)
