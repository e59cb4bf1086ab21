"""What several readers look up in a ledger: groups by account, person, series and item, and names.

One index is made for a day, and signals, measures, attention, drafts, views and exports all read
it. Each part is made when it is first asked for. It decides nothing: what is open, due or sayable
is a state of the ledger.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile

from decision_record.ledger.account_lists import AccountList, list_by_account
from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.areas import AreaItems, gather_areas
from decision_record.ledger.asked import AskedQuestion
from decision_record.ledger.calendar import days_before, last_qbr
from decision_record.ledger.changes import Change
from decision_record.ledger.decision_history import Words
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.demand import QUARTER, DemandUntil, ThemeDemand, make_demand
from decision_record.ledger.duties import Duties, find_duties
from decision_record.ledger.grouping import group
from decision_record.ledger.items import Item, text_of
from decision_record.ledger.loops import Loop
from decision_record.ledger.messaging.talking import same_words
from decision_record.ledger.open_items import OpenItems, gather_open_items
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.prereads import MeetingPreread
from decision_record.ledger.replay import Ledger
from decision_record.ledger.scope import Scope, find_covering_pods, make_scopes
from decision_record.ledger.since import ChangeIndex, changes_of_accounts, make_change_index
from decision_record.model.asked import Briefing, Escalation, Feedback, Question, Request
from decision_record.model.decided import Decision, Shipped
from decision_record.model.records import Entry, Records


@dataclass(frozen=True, kw_only=True, eq=False)
class Index:
    """The records, their ledger on a day, and what is looked up in both."""

    records: Records
    ledger: Ledger

    @property
    def as_of(self) -> date:
        """The ledger's day."""
        return self.ledger.as_of

    # Records

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """The ledger's records by identity."""
        return {entry.id: entry for entry in self.ledger.entries}

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """The place of each record in the order of the replay."""
        return {entry.id: place for place, entry in enumerate(self.ledger.entries)}

    @cached_property
    def entries_of_series(self) -> Mapping[str, tuple[Entry, ...]]:
        """The records of each series' meetings, in the order of the replay."""
        return group(self.ledger.entries, lambda each: [each.series])

    @cached_property
    def prereads_of_series(self) -> Mapping[str, tuple[MeetingPreread, ...]]:
        """The pre-reads of each series' meetings."""
        return group(self.ledger.prereads.values(), lambda each: [each.series])

    @cached_property
    def shipped_lately(self) -> AccountList[tuple[Entry, Shipped]]:
        """What went live, as the records of the last 91 days say; the newest record first."""
        first = days_before(self.as_of, QUARTER)
        entries = takewhile(lambda entry: entry.date >= first, reversed(self.ledger.entries))
        return list_by_account(
            ((entry, row) for entry in entries for row in entry.record.shipped),
            lambda each: map(self.records.account_id, each[1].accounts),
        )

    # Items

    @cached_property
    def open_items(self) -> OpenItems:
        """What is open on the day."""
        return gather_open_items(self.ledger)

    @cached_property
    def actions_of_account(self) -> Mapping[str, tuple[QueuedAction, ...]]:
        """The actions about each account."""
        return group(self.ledger.actions.values(), lambda each: [each.account])

    @cached_property
    def actions_of_person(self) -> Mapping[str, tuple[QueuedAction, ...]]:
        """The actions that each person owns."""
        return group(self.ledger.actions.values(), lambda each: [each.owner])

    @cached_property
    def actions_of_series(self) -> Mapping[str, tuple[QueuedAction, ...]]:
        """The actions that joined the queue of each series."""
        return group(self.ledger.actions.values(), lambda each: [each.series])

    @cached_property
    def decisions_of_person(self) -> Mapping[str, tuple[LoggedDecision, ...]]:
        """The decisions that each person owns."""
        return group(self.ledger.decisions.values(), lambda each: [each.owner])

    @cached_property
    def paths_of_account(self) -> Mapping[str, tuple[RaisedPath, ...]]:
        """The escalations and briefings of each account, each path once."""
        return group(self.ledger.paths, lambda each: [each.account])

    @cached_property
    def questions_of_account(self) -> Mapping[str, tuple[AskedQuestion, ...]]:
        """The questions of each account."""
        return group(self.ledger.questions.values(), lambda each: [each.account])

    @cached_property
    def loops_of_account(self) -> Mapping[str, tuple[Loop, ...]]:
        """What each account has to be told, or was."""
        return group(self.ledger.loops.values(), lambda each: [each.account])

    @cached_property
    def loops_of_item(self) -> Mapping[str, tuple[Loop, ...]]:
        """The loops of each item, one for each account that it concerns."""
        return group(self.ledger.loops.values(), lambda each: [each.item])

    @cached_property
    def items_of_theme(self) -> Mapping[str, tuple[Item, ...]]:
        """The items that name a theme, themselves or where they were raised first; oldest first."""
        return group(self.ledger.items.values(), self._themes_of)

    def text_of(self, ref: str) -> str:
        """What an item says; its name where it is unknown."""
        item = self.ledger.items.get(ref)
        return text_of(item.row) if item else ref

    def open_paths(self, account: str) -> tuple[RaisedPath, ...]:
        """What an account waits for Product with, each path once."""
        return self.ledger.open_paths.get(account, ())

    # Accounts, people, areas and themes

    @cached_property
    def duties(self) -> Mapping[str, Duties]:
        """By person what they answer for."""
        return find_duties(self.ledger, records=self.records)

    def duties_of(self, person: str) -> Duties:
        """What a person answers for."""
        return self.duties.get(person, Duties())

    @cached_property
    def pods_of_account(self) -> Mapping[str, tuple[str, ...]]:
        """The working pods whose accounts or segment each account belongs to."""
        return find_covering_pods(self.records)

    @cached_property
    def areas(self) -> Mapping[str, AreaItems]:
        """By product area what it has."""
        return gather_areas(self.ledger, records=self.records, open_items=self.open_items)

    @cached_property
    def scope_on(self) -> Callable[[str, date], Scope]:
        """What a series is about on a day."""
        return make_scopes(self.records)

    @cached_property
    def demand_until(self) -> DemandUntil:
        """Who asks for each theme in a number of days until one."""
        return make_demand(self.ledger, records=self.records)

    @property
    def demand(self) -> Mapping[str, ThemeDemand]:
        """Who asked for each theme in the last 91 days."""
        return self.demand_until(self.as_of, QUARTER)

    def has_left(self, account: str) -> bool:
        """Whether a customer left by the day."""
        standing = self.ledger.accounts.get(account)
        return standing is not None and standing.churned is not None

    def area_of_theme(self, theme: str | None) -> str | None:
        """The product area that a theme belongs to."""
        known = self.records.taxonomy.themes.get(theme or "")
        return known.area if known else None

    def is_within(self, decision: LoggedDecision, scope: Scope) -> bool:
        """Whether a decision is about an account and an area of a scope."""
        if scope.is_all:
            return True
        areas = {self.area_of_theme(theme) for theme in decision.row.themes} or {None}
        return any(scope.covers_any(decision.accounts, area) for area in areas)

    # Changes

    @cached_property
    def changes(self) -> ChangeIndex:
        """Which records can have changed which item, to find out what changed since a day."""
        return make_change_index(self.ledger, records=self.records)

    @cached_property
    def changes_since_qbr(self) -> Mapping[str, tuple[Change, ...]]:
        """By account what is different from the day of its last QBR, oldest first."""
        days = {
            name: day
            for name, each in self.ledger.accounts.items()
            if (day := last_qbr(each.account, as_of=self.as_of))
        }
        return changes_of_accounts(days, index=self.changes)

    # Words for customers

    def may_say(self, text: str, accounts: Iterable[str]) -> bool:
        """Whether words may be said on the day to at least one of some accounts.

        They are among the account's messages, or Product's newest word on what it waits for.
        """
        wanted = same_words(text)
        return any(wanted in self._sayable.get(account, ()) for account in accounts)

    def must_not_say(self, text: str) -> bool:
        """Whether words are on the day among what must not be said to any account."""
        return same_words(text) in self._barred

    def accounts_told(self, decision: LoggedDecision) -> tuple[str, ...]:
        """The accounts that a decision's words are for: named, or their question was answered."""
        questions = (self.ledger.questions.get(ref) for ref in decision.resolves)
        asked = (each.account for each in questions if each)
        return tuple(dict.fromkeys((*decision.concerned, *asked)))

    def words_now(self, decision: LoggedDecision) -> Words | None:
        """A decision's newest words, where they may be said on the day."""
        words = decision.say
        may = words is not None and self.may_say(words.text, self.accounts_told(decision))
        return words if may else None

    @cached_property
    def _sayable(self) -> Mapping[str, frozenset[str]]:
        """By account its messages, and Product's newest words on what it waits for."""
        said: dict[str, set[str]] = {}
        for account, messages in self.ledger.messages.items():
            said.setdefault(account, set()).update(same_words(each.text) for each in messages.say)
        for account, paths in self.ledger.open_paths.items():
            words = (path.word.say for path in paths if path.word)
            said.setdefault(account, set()).update(same_words(each) for each in words if each)
        return {account: frozenset(each) for account, each in said.items()}

    @cached_property
    def _barred(self) -> frozenset[str]:
        """What must not be said to some account."""
        return frozenset(
            same_words(each.words)
            for messages in self.ledger.messages.values()
            for each in messages.do_not_promise
            if each.words
        )

    def _themes_of(self, item: Item) -> Iterable[str | None]:
        """The themes of an item; an escalation or a briefing has those of its path before it."""
        match item.row:
            case Question(theme=theme) | Feedback(theme=theme) | Request(theme=theme):
                return [theme]
            case Decision(themes=themes):
                return dict.fromkeys(themes)
            case Escalation() | Briefing():
                return self._themes_of_path(item.ref)
            case _:
                return []

    def _themes_of_path(self, ref: str) -> Iterable[str | None]:
        """The themes of a part of a path and of those that it continues."""
        part = self.ledger.raised.get(ref)
        while part:
            yield part.row.theme
            part = self.ledger.raised.get(part.before or "")
