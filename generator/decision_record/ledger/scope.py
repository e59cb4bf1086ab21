"""What belongs to a series, a pod and a person: the accounts and areas whose matters are theirs.

A tier 2 is about the accounts of its CSMs. Matters of an area that another tier 2 of the same CSM
is about go there (checks.md, DR325); those of an area that no other is about stay. A pod is about
its domain; an outcome pod without accounts about those of its CSM. Every other series is about
everything.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import assert_never

from decision_record.model.asked import Question, Request
from decision_record.model.pod import Pod
from decision_record.model.records import Records
from decision_record.model.reference import Person
from decision_record.model.series import Series

CSM_ROLES = frozenset({"csm", "cs-lead"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which accounts and areas a series or a pod is about."""

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


def scope_of(series: Series, *, records: Records, on: date) -> Scope:
    """What a series is about on a day."""
    pod = records.pods.get(series.pod) if series.pod else None
    if pod:
        return scope_of_pod(pod, records=records, on=on)
    if series.kind == "tier-2":
        return _scope_of_pair(series, records=records, on=on)
    return Scope()


def scope_of_pod(pod: Pod, *, records: Records, on: date) -> Scope:
    """What a pod is about on a day: its domain, else the accounts of its CSM."""
    csm = pod.members.get("csm")
    own = accounts_of(csm, records=records, on=on) if csm else frozenset()
    return domain_of(pod, records=records) or Scope(accounts=own)


def domain_of(pod: Pod, *, records: Records) -> Scope | None:
    """What escalations have to be about to be a pod's; None of an outcome pod without accounts.

    Accounts that a pod names narrow its area or segment; of an outcome pod they are the domain.
    """
    narrowed = frozenset(records.account_id(each) for each in pod.accounts)
    match pod.structure:
        case "product-area":
            areas = frozenset({pod.area}) if pod.area else frozenset()
            return Scope(accounts=narrowed or None, areas=areas)
        case "segment":
            known = _in_segment(pod.segment or "", records=records)
            return Scope(accounts=known & narrowed if narrowed else known)
        case "account":
            return Scope(accounts=narrowed)
        case "outcome":
            return Scope(accounts=narrowed) if narrowed else None
        case _ as never:
            assert_never(never)


def accounts_of(csm: str, *, records: Records, on: date) -> frozenset[str]:
    """The accounts of a CSM on a day, churned ones included."""
    accounts = records.accounts
    return frozenset(name for name, each in accounts.items() if each.csm_on(on) == csm)


def _accounts_by_csm(records: Records, on: date) -> Mapping[str, frozenset[str]]:
    held: dict[str, set[str]] = {}
    for name, account in records.accounts.items():
        held.setdefault(account.csm_on(on), set()).add(name)
    return {csm: frozenset(accounts) for csm, accounts in held.items()}


def _csms_of(
    series: Series, by_csm: Mapping[str, frozenset[str]], people: Mapping[str, Person]
) -> frozenset[str]:
    """The members of a series who are CSMs by their role, or of an account."""
    return frozenset(
        each
        for each in series.members
        if each in by_csm or ((known := people.get(each)) and known.role in CSM_ROLES)
    )


def area_of(row: Question | Request, *, records: Records) -> str | None:
    """The area that a question or a request is about: its own, else that of its theme."""
    theme = records.taxonomy.themes.get(row.theme) if row.theme else None
    return row.area or (theme.area if theme else None)


def make_scopes(records: Records) -> Callable[[str, date], Scope]:
    """What gives the scope of a series by its name on any day.

    A scope changes only on the days on which an account changes hands, or a series begins or ends:
    it is worked out once for each of the times between them.
    """
    turns = sorted(
        {
            *(each.since for account in records.accounts.values() for each in account.csm),
            *(each.from_ for each in records.series.values() if each.from_),
            *(_day_after(each.until) for each in records.series.values() if each.until),
        }
    )

    @cache
    def scope_since(series: str, turn: date) -> Scope:
        return scope_of(records.series[series], records=records, on=turn)

    def scope_on(series: str, on: date) -> Scope:
        begun = bisect_right(turns, on)
        return scope_since(series, turns[begun - 1] if begun else date.min)

    return scope_on


def _scope_of_pair(series: Series, *, records: Records, on: date) -> Scope:
    by_csm = _accounts_by_csm(records, on)
    csms = _csms_of(series, by_csm, records.people)
    if not csms:
        # The series does not say whose accounts they are: the area or the segment alone tells.
        accounts = _in_segment(series.segment, records=records) if series.segment else None
        return Scope(accounts=accounts, areas=frozenset({series.area}) if series.area else None)
    accounts = frozenset[str]().union(*(by_csm.get(csm, ()) for csm in csms))
    if series.segment:
        accounts &= _in_segment(series.segment, records=records)
    others = (
        each.area
        for each in records.series.values()
        if each.kind == "tier-2"
        and each.area
        and _runs(each, on)
        and csms & _csms_of(each, by_csm, records.people)
    )
    return Scope(accounts=accounts, elsewhere=frozenset(others) - {series.area or ""})


def _runs(series: Series, on: date) -> bool:
    return (series.from_ or on) <= on <= (series.until or on)


def _in_segment(segment: str, *, records: Records) -> frozenset[str]:
    accounts = records.accounts
    return frozenset(name for name, each in accounts.items() if each.segment == segment)


def _day_after(day: date) -> date:
    return day + min(timedelta(days=1), date.max - day)
