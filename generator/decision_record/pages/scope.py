"""What a series is about: the accounts and areas whose matters come to its table.

A tier 2 is about the accounts of its CSM. Matters of an area that the same CSM has another tier 2
for go there (checks.md, DR325); those of an area that nobody else meets about stay. A pod is about
its domain; of an outcome pod without accounts, about those of its CSM. All else is about all of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from decision_record.model.pod import Pod
from decision_record.model.series import Series
from decision_record.pages.book import Book

CSM_ROLES = frozenset({"csm", "cs-lead"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which accounts and areas a series is about."""

    accounts: frozenset[str] | None = None
    """None for all of them."""
    areas: frozenset[str] | None = None
    """None for all of them; else what names no area is outside."""
    elsewhere: frozenset[str] = frozenset()
    """Areas that another series is about."""

    @property
    def is_all(self) -> bool:
        """Whether nothing is outside."""
        return self == Scope()

    def covers(self, account: str | None, area: str | None) -> bool:
        """Whether a matter of an account and an area is inside."""
        here = self.accounts is None or account in self.accounts
        return here and self.covers_area(area)

    def covers_area(self, area: str | None) -> bool:
        """Whether an area is inside, whatever the account."""
        return (self.areas is None or area in self.areas) and area not in self.elsewhere

    def covers_any(self, accounts: Iterable[str], area: str | None) -> bool:
        """Whether a matter of several accounts is; one of none by its area alone."""
        return any(self.covers(each, area) for each in tuple(accounts) or (None,))


def scope_of(series: Series, *, book: Book) -> Scope:
    """What a series is about."""
    pod = book.records.pods.get(series.pod) if series.pod else None
    if pod:
        return _scope_of_pod(pod, book=book)
    if series.kind == "tier-2":
        return _scope_of_pair(series, book=book)
    return Scope()


def _scope_of_pair(series: Series, *, book: Book) -> Scope:
    csms = _csms(series, book=book)
    if not csms:
        # Nobody says whose accounts they are: the area or the segment alone tells.
        accounts = _in_segment(series.segment, book=book) if series.segment else None
        return Scope(accounts=accounts, areas=frozenset({series.area}) if series.area else None)
    accounts = _of_csms(csms, book=book)
    if series.segment:
        accounts &= _in_segment(series.segment, book=book)
    others = (
        each
        for each in book.records.series.values()
        if each.kind == "tier-2" and each.area and csms & _csms(each, book=book)
    )
    elsewhere = frozenset(each.area for each in others if each.area) - {series.area or ""}
    return Scope(accounts=accounts, elsewhere=elsewhere)


def _scope_of_pod(pod: Pod, *, book: Book) -> Scope:
    narrowed = frozenset(book.records.account_id(each) for each in pod.accounts)
    match pod.structure:
        case "product-area":
            areas = frozenset({pod.area}) if pod.area else frozenset()
            return Scope(accounts=narrowed or None, areas=areas)
        case "segment":
            known = _in_segment(pod.segment or "", book=book)
            return Scope(accounts=known & narrowed if narrowed else known)
        case "account":
            return Scope(accounts=narrowed)
        case "outcome":
            csm = pod.members.get("csm")
            own = _of_csms(frozenset({csm} if csm else ()), book=book)
            return Scope(accounts=narrowed or own)
        case _ as never:
            assert_never(never)


def _csms(series: Series, *, book: Book) -> frozenset[str]:
    people = book.records.people
    return frozenset(
        each for each in series.members if (known := people.get(each)) and known.role in CSM_ROLES
    )


def _of_csms(csms: frozenset[str], *, book: Book) -> frozenset[str]:
    accounts = book.ledger.accounts
    return frozenset(name for name, each in accounts.items() if each.csm in csms)


def _in_segment(segment: str, *, book: Book) -> frozenset[str]:
    accounts = book.records.accounts
    return frozenset(name for name, each in accounts.items() if each.segment == segment)
