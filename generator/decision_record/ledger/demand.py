"""Demand: which accounts ask for a theme in a period, and for what of it (records.md §5, Theme).

Praise is no demand, presented rows are none, and what is settled counts no longer.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from decision_record.ledger.commitments import AccountState
from decision_record.ledger.items import Item
from decision_record.ledger.replay import Ledger
from decision_record.model.asked import Briefing, Escalation, Feedback, Question, Request
from decision_record.model.records import Records

QUARTER = 91
"""Days† of the period in which something counts as asked, the day itself among them."""

MONTH = 30
"""Those of a prep page†."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingAccount:
    """An account that asks for a theme."""

    account: str
    arr: float
    """ARR today, in the organisation's currency."""
    items: tuple[str, ...]
    """What it asked in the period and is not settled, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeDemand:
    """Who asks for a theme in a period."""

    theme: str
    accounts: tuple[AskingAccount, ...]
    """Those with the most ARR first."""
    shipped_to: tuple[str, ...]
    """The accounts that asked in the period and got it since, and ask for nothing more of it."""

    @property
    def arr(self) -> float:
        """ARR of the accounts together, in the organisation's currency."""
        return sum(each.arr for each in self.accounts)

    @property
    def names(self) -> tuple[str, ...]:
        """The accounts by name."""
        return tuple(each.account for each in self.accounts)


def find_demand(
    ledger: Ledger, *, records: Records, until: date | None = None, days: int = QUARTER
) -> Mapping[str, ThemeDemand]:
    """The demand for each theme that a customer asked for, the most ARR first.

    Args:
        ledger: The state of the day; what is settled on it counts no longer.
        records: The reference files.
        until: The last day of the period; the ledger's where it is not given.
        days: How many days before it the period begins.
    """
    last = until or ledger.as_of
    first = last - min(timedelta(days=days), last - date.min)
    shipped = _shipped(ledger)
    open_: dict[str, dict[str, list[str]]] = {}
    got: dict[str, dict[str, None]] = {}
    for item in ledger.items.values():
        for theme, account, day in _asks(item, ledger=ledger, records=records):
            standing = ledger.accounts.get(account)
            is_here = standing is not None and standing.churned is None
            if not (is_here and first <= day <= last):
                continue
            if any(each >= day for each in shipped.get((theme, account), ())):
                got.setdefault(theme, {})[account] = None
            elif not _is_settled(item, ledger=ledger):
                open_.setdefault(theme, {}).setdefault(account, []).append(item.ref)
    found = (
        _demand(theme, open_.get(theme, {}), got.get(theme, {}), ledger=ledger)
        for theme in records.taxonomy.themes
        if theme in open_ or theme in got
    )
    return {each.theme: each for each in sorted(found, key=lambda each: (-each.arr, each.theme))}


DemandUntil = Callable[[date, int], Mapping[str, ThemeDemand]]
"""By the last day of a period and its days the demand for each theme."""


def make_demand(ledger: Ledger, *, records: Records) -> DemandUntil:
    """What gives the demand of any period, each found once."""

    @cache
    def demand_until(until: date, days: int) -> Mapping[str, ThemeDemand]:
        return find_demand(ledger, records=records, until=until, days=days)

    return demand_until


def _demand(
    theme: str, asking: Mapping[str, list[str]], got: Mapping[str, None], *, ledger: Ledger
) -> ThemeDemand:
    accounts = (
        AskingAccount(account=name, arr=ledger.accounts[name].arr, items=tuple(items))
        for name, items in asking.items()
    )
    return ThemeDemand(
        theme=theme,
        accounts=tuple(sorted(accounts, key=lambda each: (-each.arr, each.account))),
        shipped_to=tuple(sorted(name for name in got if name not in asking)),
    )


def _asks(item: Item, *, ledger: Ledger, records: Records) -> Iterator[tuple[str, str, date]]:
    """The theme that an item names, the account that asks, and the day of it."""
    row = item.row
    if not isinstance(row, Escalation | Briefing | Question | Request | Feedback):
        return
    is_praise = isinstance(row, Feedback) and row.tone == "praise"
    if row.theme and not is_praise:
        part = ledger.raised.get(item.ref)
        day = part.raised if part else item.entry.date
        yield row.theme, records.account_id(row.account), day


def _is_settled(item: Item, *, ledger: Ledger) -> bool:
    """Whether a path is resolved, a question answered, a request shipped or declined."""
    ref = item.ref
    if ref in ledger.path_of:
        return not ledger.path_of[ref].is_open
    if ref in ledger.questions:
        return not ledger.questions[ref].is_open
    return ref in ledger.requests and not ledger.requests[ref].is_open


def _shipped(ledger: Ledger) -> Mapping[tuple[str, str], tuple[date, ...]]:
    """The days on which something of a theme shipped to an account, by both."""
    days: dict[tuple[str, str], list[date]] = {}
    for request in ledger.requests.values():
        last = request.steps[-1]
        if request.row.theme and last.status == "shipped":
            days.setdefault((request.row.theme, request.account), []).append(last.day)
    for decision in ledger.decisions.values():
        for each in decision.commitment.by_account if decision.commitment else ():
            if each.account and each.on and each.state is AccountState.SHIPPED:
                for theme in decision.row.themes:
                    days.setdefault((theme, each.account), []).append(each.on)
    return {key: tuple(each) for key, each in days.items()}
