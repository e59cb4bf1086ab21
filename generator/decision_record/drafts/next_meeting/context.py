"""A meeting to come, and what was known before it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from decision_record.drafts.yaml_writer import name_text, say
from decision_record.ledger.calendar import DayKind, days_ahead_of
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.grouping import group
from decision_record.ledger.index import Index
from decision_record.ledger.recency import Recency, recency_of
from decision_record.ledger.replay import Ledger
from decision_record.ledger.scope import Scope
from decision_record.ledger.urgent_accounts import NEAR_DAYS
from decision_record.model.agenda import BlockName, planned_blocks, seat_name
from decision_record.model.meeting_names import meeting_name
from decision_record.model.records import Records, order_of_meeting, order_of_replay
from decision_record.model.series import Series
from decision_record.text.wording import days_ahead, days_late, money, short_day

FEW = 6
"""A list of so many a draft names whole; of a longer one, what is new or due soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftContext:
    """What the drafts of all series look things up in. Made once for them."""

    index: Index
    taken: frozenset[str]
    """The name of every record there is, also of what is dated later or could not be read."""
    awaited_of_series: Mapping[str, tuple[LoggedDecision, ...]]
    """The decisions whose answer, ruling or follow-through is still to come."""
    near_days: int
    """Days before a customer meeting that make an account urgent, as the team has set them."""


def make_draft_context(index: Index, *, near_days: int = NEAR_DAYS) -> DraftContext:
    """Group what the ledger knows by what drafts ask for.

    Args:
        index: The day's ledger and its records.
        near_days: Days before a customer meeting that make an account urgent.
    """
    records = index.records
    return DraftContext(
        index=index,
        taken=frozenset(
            (*(entry.id for entry in records.entries), *(name for _, name in records.unread.ids))
        ),
        awaited_of_series=group(
            (
                each
                for each in index.ledger.decisions.values()
                if each.awaits_answer or each.awaits_follow_through
            ),
            lambda each: (index.entries[each.record].series,),
        ),
        near_days=near_days,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingContext:
    """One meeting to come: of which series, on which day, and what is known before it."""

    name: str
    """The series."""
    series: Series
    day: date
    shared: DraftContext

    @property
    def records(self) -> Records:
        """What was written."""
        return self.shared.index.records

    @property
    def ledger(self) -> Ledger:
        """The state of everything on the day on which the record is drafted."""
        return self.shared.index.ledger

    @property
    def scope(self) -> Scope:
        """What the series is about, on the day on which the record is drafted."""
        return self.shared.index.scope_on(self.name, self.ledger.as_of)

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
        return order_of_replay(self.shared.index.entries[record]) < own

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
