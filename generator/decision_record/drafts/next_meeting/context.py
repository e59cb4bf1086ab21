"""A meeting to come, and what was known before it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from decision_record.drafts.yaml_writer import name_text, say
from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.calendar import DayKind, days_ahead_of
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.demand import DemandUntil, make_demand
from decision_record.ledger.grouping import group
from decision_record.ledger.recency import Recency, recency_of
from decision_record.ledger.replay import Ledger
from decision_record.ledger.scope import Scope, make_scopes
from decision_record.ledger.urgent_accounts import NEAR_DAYS
from decision_record.ledger.waiting import OpenItems, gather_open_items
from decision_record.model.agenda import BlockName, planned_blocks, seat_name
from decision_record.model.meeting_names import meeting_name
from decision_record.model.records import Entry, Records, order_of_meeting, order_of_replay
from decision_record.model.series import Series
from decision_record.text.wording import days_ahead, days_late, money, short_day

FEW = 6
"""A list of so many a draft names whole; of a longer one, what is new or due soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftContext:
    """The ledger as drafts look things up in it. Made once for the drafts of all series."""

    taken: frozenset[str]
    """The name of every record there is, also of what is dated later or could not be read."""
    entries: Mapping[str, Entry]
    """The ledger's records by name."""
    actions_of_series: Mapping[str, tuple[QueuedAction, ...]]
    """Every action that joined its queue."""
    awaited_of_series: Mapping[str, tuple[LoggedDecision, ...]]
    """The decisions whose answer, ruling or follow-through is still to come."""
    waiting: OpenItems
    scope_on: Callable[[str, date], Scope]
    """What a series is about on a day."""
    demand_until: DemandUntil
    """Who asks for each theme in the days until one."""
    near_days: int
    """Days before a customer meeting that make an account urgent, as the team has set them."""


def make_draft_context(
    *,
    records: Records,
    ledger: Ledger,
    near_days: int = NEAR_DAYS,
    waiting: OpenItems | None = None,
    scope_on: Callable[[str, date], Scope] | None = None,
    demand_until: DemandUntil | None = None,
) -> DraftContext:
    """Group what the ledger knows by what drafts ask for.

    Args:
        records: What was written.
        ledger: The state of everything on the day.
        near_days: Days before a customer meeting that make an account urgent.
        waiting: What is open, where it is gathered already.
        scope_on: What gives the scope of a series on a day, where it is made already.
        demand_until: What gives the demand for each theme, where it is made already.
    """
    entries = {entry.id: entry for entry in ledger.entries}
    return DraftContext(
        taken=frozenset(
            (*(entry.id for entry in records.entries), *(name for _, name in records.unread.ids))
        ),
        entries=entries,
        actions_of_series=group(ledger.actions.values(), lambda each: (each.series,)),
        awaited_of_series=group(
            (
                each
                for each in ledger.decisions.values()
                if each.awaits_answer or each.awaits_follow_through
            ),
            lambda each: (entries[each.record].series,),
        ),
        waiting=waiting or gather_open_items(ledger),
        scope_on=scope_on or make_scopes(records),
        demand_until=demand_until or make_demand(ledger, records=records),
        near_days=near_days,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingContext:
    """One meeting to come: of which series, on which day, and what is known before it."""

    name: str
    """The series."""
    series: Series
    day: date
    records: Records
    ledger: Ledger
    shared: DraftContext

    @property
    def scope(self) -> Scope:
        """What the series is about, on the day on which the record is drafted."""
        return self.shared.scope_on(self.name, self.ledger.as_of)

    @property
    def recency(self) -> Recency:
        """What counts as new and as due soon for the meeting."""
        standing = self.ledger.series[self.name]
        return recency_of(standing, ledger=self.ledger, meeting=self.day)

    @property
    def identity(self) -> str:
        """The name of its record."""
        return meeting_name(self.day, self.name)

    def heading(self, block: BlockName, *, indent: int = 0) -> Iterator[str]:
        """A block of the agenda: its minutes, whose it is, and the question it closes with."""
        for each in planned_blocks(self.series):
            if each.name == block:
                minutes = f", {each.minutes} minutes" if each.minutes else ""
                leads = " and ".join(map(seat_name, each.leads))
                led = f", {leads}" if leads else ""
                closes = f" Close each with: {each.closes}" if each.closes else ""
                yield from say(f"{each.title}{minutes}{led}.{closes}", indent=indent)

    def comes_after(self, record: str) -> bool:
        """Whether a record was written down before this meeting, in the replay's order."""
        own = order_of_meeting(self.day, self.identity)
        return order_of_replay(self.shared.entries[record]) < own

    def is_here(self, person: str) -> bool:
        """Whether a person is with the company on the day."""
        known = self.records.people.get(person)
        return known is not None and (known.since or self.day) <= self.day <= (
            known.left or self.day
        )

    def is_customer(self, account: str) -> bool:
        """Whether an account is one on the day."""
        known = self.records.accounts.get(account)
        return known is not None and not known.churned_by(self.day)

    def person(self, person: str | None) -> str:
        """A person by name."""
        return name_text(self.records.person_name(person)) if person else "no owner"

    def account(self, account: str) -> str:
        """An account by name."""
        known = self.records.accounts.get(account)
        return name_text(known.name) if known else account

    def worth(self, accounts: Iterable[str]) -> float:
        """The ARR of accounts on the day, in the organisation's currency."""
        known = (self.records.accounts.get(each) for each in dict.fromkeys(accounts))
        return sum(each.arr_on(self.day) for each in known if each)

    def money(self, amount: float) -> str:
        """An amount in the organisation's currency."""
        return money(amount, self.records.currency)

    def due(self, day: date | None) -> str:
        """A due date, and how late it is on the day that the ledger is true for."""
        if day is None:
            return "without a date"
        late = (self.ledger.as_of - day).days
        return f"due {short_day(day)}" + (f", {days_late(late)}" if late > 0 else "")

    def days_of(self, account: str, *, days: int) -> Iterator[tuple[date, str]]:
        """The QBRs, renewal calls, meetings and the renewal of an account from the day on."""
        known = self.records.accounts.get(account)
        for each in days_ahead_of(known, as_of=self.day) if known else ():
            if (each.on - self.day).days <= days:
                yield each.on, _KINDS[each.kind]

    def next_days(self, account: str, *, days: int) -> str | None:
        """The first of those days in words: "QBR 30 Jun 2026, in 1 day"."""
        first = next(self.days_of(account, days=days), None)
        if first is None:
            return None
        day, kind = first
        return f"{kind} on {short_day(day)}, {days_ahead((day - self.day).days)}"


_KINDS: Mapping[DayKind, str] = {
    "qbr": "QBR",
    "renewal": "renewal",
    "renewal-call": "renewal call",
    "exec-meeting": "executive meeting",
    "other": "call",
}
