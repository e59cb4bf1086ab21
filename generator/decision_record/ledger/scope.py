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

from decision_record.ledger.grouping import group
from decision_record.model.asked import Question, Request
from decision_record.model.pod import Pod
from decision_record.model.records import Records
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Holdings:
    """What scopes are worked out from, grouped once for all series and days."""

    records: Records
    held: Mapping[str, tuple[str, ...]]
    """By CSM the accounts that were theirs on any day."""
    of_segment: Mapping[str, frozenset[str]]
    pairs: Mapping[str, tuple[Series, ...]]
    """By member the series of tier 2 that are about an area."""

    def accounts_of(self, csm: str, on: date) -> frozenset[str]:
        """The accounts of a CSM on a day, churned ones included."""
        accounts = self.records.accounts
        return frozenset(
            name for name in self.held.get(csm, ()) if accounts[name].csm_on(on) == csm
        )

    def csms_of(self, series: Series, on: date) -> frozenset[str]:
        """The members of a series who are CSMs by their role, or of an account on the day."""
        return frozenset(
            each
            for each in series.members
            if ((known := self.records.people.get(each)) and known.role in CSM_ROLES)
            or self.accounts_of(each, on)
        )


def _gather_holdings(records: Records) -> _Holdings:
    accounts = records.accounts
    held = group(accounts, lambda name: (each.person for each in accounts[name].csm))
    pairs = (each for each in records.series.values() if each.kind == "tier-2" and each.area)
    return _Holdings(
        records=records,
        held=held,
        of_segment=_group_segments(records),
        pairs=group(pairs, lambda each: each.members),
    )


def scope_of(series: Series, *, records: Records, on: date) -> Scope:
    """What a series is about on a day; for several series or days `make_scopes` is faster."""
    return _scope_of(series, _gather_holdings(records), on)


def _scope_of(series: Series, holdings: _Holdings, on: date) -> Scope:
    pod = holdings.records.pods.get(series.pod) if series.pod else None
    if pod:
        return _scope_of_pod(pod, holdings, on)
    if series.kind == "tier-2":
        return _scope_of_pair(series, holdings, on)
    return Scope()


def _scope_of_pod(pod: Pod, holdings: _Holdings, on: date) -> Scope:
    """What a pod is about on a day: its domain, else the accounts of its CSM."""
    csm = pod.members.get("csm")
    own = holdings.accounts_of(csm, on) if csm else frozenset[str]()
    domain = _domain_of(pod, holdings.of_segment, records=holdings.records)
    return domain or Scope(accounts=own)


def find_domains(records: Records) -> Mapping[str, Scope | None]:
    """What escalations have to be about to be a pod's; None of an outcome pod without accounts.

    Accounts that a pod names narrow its area or segment; of an outcome pod they are the domain.
    """
    segments = _group_segments(records)
    return {name: _domain_of(pod, segments, records=records) for name, pod in records.pods.items()}


def _domain_of(
    pod: Pod, segments: Mapping[str, frozenset[str]], *, records: Records
) -> Scope | None:
    narrowed = frozenset(records.account_id(each) for each in pod.accounts)
    match pod.structure:
        case "product-area":
            areas = frozenset({pod.area}) if pod.area else frozenset()
            return Scope(accounts=narrowed or None, areas=areas)
        case "segment":
            known = segments.get(pod.segment or "", frozenset())
            return Scope(accounts=known & narrowed if narrowed else known)
        case "account":
            return Scope(accounts=narrowed)
        case "outcome":
            return Scope(accounts=narrowed) if narrowed else None
        case _ as never:
            assert_never(never)


def find_covering_pods(records: Records) -> Mapping[str, tuple[str, ...]]:
    """By account the pods that are not dissolved and name it, or are about all of its segment."""
    working = {name: pod for name, pod in records.pods.items() if pod.status != "dissolved"}
    segments = group(records.accounts, lambda name: [records.accounts[name].segment])

    def accounts_of(name: str) -> Iterable[str]:
        pod = working[name]
        if pod.structure == "segment" and not pod.accounts:
            return segments.get(pod.segment or "", ())
        return map(records.account_id, pod.accounts)

    return group(working, accounts_of)


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

    holdings = _gather_holdings(records)

    @cache
    def scope_since(series: str, turn: date) -> Scope:
        return _scope_of(records.series[series], holdings, turn)

    def scope_on(series: str, on: date) -> Scope:
        begun = bisect_right(turns, on)
        return scope_since(series, turns[begun - 1] if begun else date.min)

    return scope_on


def _scope_of_pair(series: Series, holdings: _Holdings, on: date) -> Scope:
    csms = holdings.csms_of(series, on)
    of_segment = holdings.of_segment.get(series.segment or "", frozenset())
    if not csms:
        # The series does not say whose accounts they are: the area or the segment alone tells.
        accounts = of_segment if series.segment else None
        return Scope(accounts=accounts, areas=frozenset({series.area}) if series.area else None)
    accounts = frozenset[str]().union(*(holdings.accounts_of(csm, on) for csm in csms))
    if series.segment:
        accounts &= of_segment
    # Whoever is a CSM here is one in every series that they are a member of.
    others = (
        each.area
        for csm in csms
        for each in holdings.pairs.get(csm, ())
        if each.area and _runs(each, on)
    )
    return Scope(accounts=accounts, elsewhere=frozenset(others) - {series.area or ""})


def _runs(series: Series, on: date) -> bool:
    return (series.from_ or on) <= on <= (series.until or on)


def _group_segments(records: Records) -> Mapping[str, frozenset[str]]:
    """The accounts of each segment."""
    accounts = records.accounts
    segments = group(accounts, lambda name: [accounts[name].segment])
    return {segment: frozenset(names) for segment, names in segments.items()}


def _day_after(day: date) -> date:
    return day + min(timedelta(days=1), date.max - day)
