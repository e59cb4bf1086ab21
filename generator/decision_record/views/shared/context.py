"""The ledger as pages look things up in it: by account, by person, by record, and as links."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from decision_record.attention.findings import Findings
from decision_record.attention.gather import Attention, gather_attention
from decision_record.drafts.addresses import Forge
from decision_record.drafts.next_meeting import Draft
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
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.prereads import MeetingPreread
from decision_record.ledger.replay import Ledger
from decision_record.ledger.scope import Scope, find_covering_pods, make_scopes
from decision_record.ledger.since import ChangeIndex, changes_of_accounts, make_change_index
from decision_record.ledger.waiting import OpenItems, gather_open_items
from decision_record.model.asked import Briefing, Escalation, Feedback, Question, Request
from decision_record.model.decided import Decision, Shipped
from decision_record.model.records import Entry, Records
from decision_record.signals.rule import Signal
from decision_record.source.git_log import FileHistory
from decision_record.views.series.next_records import draft_all
from decision_record.views.shared.words import chip_day, ordinal, short_day

SAYABLE = "You can say"
"""What words are called that may be said to an account on the day."""
SAID_THEN = "Said at the time"
"""What they are called once they may not."""
WRITTEN = "Words for customers"
"""What they are called where they are for no account in particular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A small reference to an item (voice.md, point 6)."""

    text: str
    """As in "D1 · 31 Mar"."""
    title: str
    """In full, shown on hover and focus and read out: "D1 · 31 Mar 2026, Tier 1"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A name that leads somewhere. The address is relative to the root of the site."""

    text: str
    address: str
    chip: Chip | None = None
    """Of an item, what pages show in place of the text."""

    @property
    def ref(self) -> str:
        """What it leads to by its name in the exports.

        An item's full name (`2026-03-31-tier-1/D1`), or the id of the account, the person, the
        series or the theme whose page it is.
        """
        page, _, item = self.address.partition("#")
        name = page.strip("/").rpartition("/")[2]
        return f"{name}/{item}" if item else name


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewContext:
    """Records and ledger with the groups that several pages need. Made once a build."""

    records: Records
    ledger: Ledger
    entries: Mapping[str, Entry]
    link_of_record: Mapping[str, Link]
    """By its identity: "Tier 1, 31 Mar 2026"."""
    place_of: Mapping[str, int]
    """The place of each record in the order of the replay."""
    mentions: ChangeIndex
    """Which records speak of which item, to find out what changed since a day."""
    changes_since_qbr: Mapping[str, tuple[Change, ...]]
    """By account what is different from the day of its last QBR, oldest first."""
    actions_of_account: Mapping[str, tuple[QueuedAction, ...]]
    actions_of_person: Mapping[str, tuple[QueuedAction, ...]]
    decisions_of_person: Mapping[str, tuple[LoggedDecision, ...]]
    """The decisions that they own."""
    signals_of_person: Mapping[str, tuple[Signal, ...]]
    """By who should do something."""
    duties: Mapping[str, Duties]
    """By person what they answer for."""
    pods_of_account: Mapping[str, tuple[str, ...]]
    """The working pods whose accounts or segment it belongs to."""
    areas: Mapping[str, AreaItems]
    """By product area what it has."""
    paths_of_account: Mapping[str, tuple[RaisedPath, ...]]
    questions_of_account: Mapping[str, tuple[AskedQuestion, ...]]
    loops_of_account: Mapping[str, tuple[Loop, ...]]
    loops_of_item: Mapping[str, tuple[Loop, ...]]
    demand_until: DemandUntil
    """Who asks for each theme in the days until one."""
    mentions_of_theme: Mapping[str, tuple[Item, ...]]
    """The items that name it, themselves or where they were brought; oldest first."""
    entries_of_series: Mapping[str, tuple[Entry, ...]]
    actions_of_series: Mapping[str, tuple[QueuedAction, ...]]
    prereads_of_series: Mapping[str, tuple[MeetingPreread, ...]]
    signals_of_series: Mapping[str, tuple[Signal, ...]]
    signals_of_rule: Mapping[str, tuple[Signal, ...]]
    """By code, the most urgent first."""
    signals_of_pod: Mapping[str, tuple[Signal, ...]]
    """Those about a pod, or about a series of it."""
    waiting: OpenItems
    scope_on: Callable[[str, date], Scope]
    """What a series is about on a day."""
    shipped_lately: AccountList[tuple[Entry, Shipped]]
    """What went live, as the records of the last 91 days say; the newest record first."""
    sayable: Mapping[str, frozenset[str]]
    """By account what may be said to it on the day, as `same_words` has it."""
    barred: frozenset[str]
    """What must not be said to some account, likewise."""
    drafts: Mapping[str, Draft]
    """The record of each series' next meeting, prefilled."""
    other_drafts: Mapping[str, tuple[Draft, ...]]
    """The same for other days on which it may have been held, the latest first."""
    findings: Findings = field(default_factory=Findings)
    """The signals and measures of the day."""
    attention: Attention = field(default_factory=Attention)
    """What they ask of whom."""
    histories: Mapping[str, FileHistory] = field(default_factory=dict)
    """Who wrote, merged and changed each record, where git knows."""
    person_of_email: Mapping[str, str] = field(default_factory=dict)
    """The people whose address is theirs alone, by it in lower case."""
    forge: Forge | None = None
    """Where the records are edited and begun, where the team has set it."""

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.records.currency

    @property
    def demand(self) -> Mapping[str, ThemeDemand]:
        """Who asked for each theme in the last 91 days."""
        return self.demand_until(self.ledger.as_of, QUARTER)

    def duties_of(self, person: str) -> Duties:
        """What a person answers for."""
        return self.duties.get(person, Duties())

    def has_left(self, account: str) -> bool:
        """Whether a customer left by the day."""
        standing = self.ledger.accounts.get(account)
        return standing is not None and standing.churned is not None

    def link_account(self, account: str) -> Link:
        """An account by its name."""
        known = self.records.accounts.get(account)
        return Link(text=known.name if known else account, address=f"accounts/{account}/")

    def link_brief(self, account: str) -> Link:
        """The printed page of an account for its next QBR."""
        return Link(text="QBR brief", address=f"accounts/{account}/brief/")

    def link_person(self, person: str) -> Link:
        """A person by name."""
        return Link(text=self.records.person_name(person), address=f"people/{person}/")

    def link_pod(self, pod: str) -> Link:
        """A pod by name."""
        known = self.records.pods.get(pod)
        return Link(text=known.name if known else pod, address=f"pods/{pod}/")

    def link_series(self, series: str) -> Link:
        """A series by name."""
        known = self.records.series.get(series)
        return Link(text=known.title if known else series, address=f"series/{series}/")

    def area_of_theme(self, theme: str | None) -> str | None:
        """The product area that a theme belongs to."""
        known = self.records.taxonomy.themes.get(theme or "")
        return known.area if known else None

    def link_area(self, area: str) -> Link:
        """A product area by name."""
        known = self.records.taxonomy.areas.get(area)
        return Link(text=known.name if known else area, address=f"areas/{area}/")

    def link_theme(self, theme: str) -> Link:
        """A theme by name."""
        known = self.records.taxonomy.themes.get(theme)
        return Link(text=known.name if known else theme, address=f"themes/{theme}/")

    def link_record(self, record: str) -> Link:
        """A meeting or an update by what people call it: "Tier 1, 31 Mar 2026"."""
        return self.link_of_record[record]

    def link_item(self, ref: str) -> Link:
        """An item by its id and record: "D1, Tier 1, 31 Mar 2026"."""
        record, _, id_ = ref.partition("/")
        link, entry = self.link_of_record[record], self.entries[record]
        return Link(
            text=f"{id_}, {link.text}",
            address=f"{link.address}#{id_}",
            chip=Chip(
                text=f"{id_} · {chip_day(entry.date, as_of=self.ledger.as_of)}",
                title=f"{id_} · {short_day(entry.date)}, {self.title_of(entry)}",
            ),
        )

    def may_say(self, text: str, accounts: Iterable[str]) -> bool:
        """Whether words may be said on the day to at least one of some accounts.

        They are among the account's messages, or Product's newest word on what it waits for.
        """
        wanted = same_words(text)
        return any(wanted in self.sayable.get(account, ()) for account in accounts)

    def label_of_words(self, text: str, accounts: Collection[str]) -> str:
        """What the words of a record are called on the day.

        Args:
            text: The words.
            accounts: Whom the record names; words for no account in particular are words that
                nothing is known about.
        """
        if self.may_say(text, accounts):
            return SAYABLE
        return SAID_THEN if accounts else WRITTEN

    def must_not_say(self, text: str) -> bool:
        """Whether words are on the day among what must not be said to any account."""
        return same_words(text) in self.barred

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

    def text_of(self, ref: str) -> str:
        """What an item says; its name where it is unknown."""
        item = self.ledger.items.get(ref)
        return text_of(item.row) if item else ref

    def open_paths(self, account: str) -> tuple[RaisedPath, ...]:
        """What an account waits for Product with, each path once."""
        return self.ledger.open_paths.get(account, ())

    def title_of(self, entry: Entry) -> str:
        """What people call a record, without its day."""
        return _title_of(entry, records=self.records)


def address_of(entry: Entry) -> str:
    """The address of a record's page."""
    return f"{'meetings' if entry.meeting else 'updates'}/{entry.id}/"


def make_view_context(
    *,
    records: Records,
    ledger: Ledger,
    findings: Findings | None = None,
    histories: Mapping[str, FileHistory] | None = None,
    forge: Forge | None = None,
) -> ViewContext:
    """Group what the ledger knows by what pages ask for.

    Args:
        records: The reference files.
        ledger: The state of everything on the day.
        findings: The signals and measures of the day; nothing is said of them without.
        histories: What git knows of each record; nothing is said of that without.
        forge: Where the records are edited; nothing leads there without.
    """
    actions = ledger.actions.values()
    loops = ledger.loops.values()
    known = findings or Findings()
    mentions = make_change_index(ledger, records=records)
    waiting = gather_open_items(ledger)
    scope_on, demand_until = make_scopes(records), make_demand(ledger, records=records)
    attention = gather_attention(known, ledger=ledger, records=records, waiting=waiting)
    drafts = draft_all(
        records=records,
        ledger=ledger,
        near_days=attention.near_days,
        waiting=waiting,
        scope_on=scope_on,
        demand_until=demand_until,
    )
    return ViewContext(
        records=records,
        ledger=ledger,
        entries={entry.id: entry for entry in ledger.entries},
        link_of_record={entry.id: _link_to(entry, records=records) for entry in ledger.entries},
        place_of={entry.id: place for place, entry in enumerate(ledger.entries)},
        mentions=mentions,
        changes_since_qbr=changes_of_accounts(_last_qbrs(ledger), mentions=mentions),
        actions_of_account=group(actions, lambda each: [each.account]),
        actions_of_person=group(actions, lambda each: [each.owner]),
        decisions_of_person=group(ledger.decisions.values(), lambda each: [each.owner]),
        signals_of_person=group(known.signals, lambda each: [each.owner]),
        duties=find_duties(ledger, records=records),
        pods_of_account=find_covering_pods(records),
        areas=gather_areas(ledger, records=records, waiting=waiting),
        paths_of_account=group(ledger.paths, lambda each: [each.account]),
        questions_of_account=group(ledger.questions.values(), lambda each: [each.account]),
        loops_of_account=group(loops, lambda each: [each.account]),
        loops_of_item=group(loops, lambda each: [each.item]),
        demand_until=demand_until,
        mentions_of_theme=group(ledger.items.values(), lambda each: _themes_of(each, ledger)),
        entries_of_series=group(ledger.entries, lambda each: [each.series]),
        actions_of_series=group(actions, lambda each: [each.series]),
        prereads_of_series=group(ledger.prereads.values(), lambda each: [each.series]),
        signals_of_series=group(known.signals, lambda each: [each.about.series]),
        signals_of_rule=group(known.signals, lambda each: [each.code]),
        signals_of_pod=group(known.signals, lambda each: [_pod_of(each, records=records)]),
        waiting=waiting,
        scope_on=scope_on,
        shipped_lately=_list_shipped(ledger, records=records),
        sayable=_gather_sayable(ledger),
        barred=frozenset(
            same_words(each.words)
            for messages in ledger.messages.values()
            for each in messages.do_not_promise
            if each.words
        ),
        drafts=drafts.next,
        other_drafts=drafts.others,
        findings=known,
        attention=attention,
        histories=histories or {},
        person_of_email=_find_people(records),
        forge=forge,
    )


def _gather_sayable(ledger: Ledger) -> Mapping[str, frozenset[str]]:
    """By account its messages, and Product's newest words on what it waits for."""
    said: dict[str, set[str]] = {}
    for account, messages in ledger.messages.items():
        said.setdefault(account, set()).update(same_words(each.text) for each in messages.say)
    for account, paths in ledger.open_paths.items():
        words = (path.word.say for path in paths if path.word)
        said.setdefault(account, set()).update(same_words(each) for each in words if each)
    return {account: frozenset(each) for account, each in said.items()}


def _list_shipped(ledger: Ledger, *, records: Records) -> AccountList[tuple[Entry, Shipped]]:
    """What went live, in the records of the last 91 days."""
    first = days_before(ledger.as_of, QUARTER)
    entries = takewhile(lambda entry: entry.date >= first, reversed(ledger.entries))
    return list_by_account(
        ((entry, row) for entry in entries for row in entry.record.shipped),
        lambda each: map(records.account_id, each[1].accounts),
    )


def _title_of(entry: Entry, *, records: Records) -> str:
    if entry.update:
        return f"Update by {records.person_name(entry.update.by)}"
    series = records.series.get(entry.series or "")
    title = series.title if series else entry.id
    return f"{title} ({ordinal(entry.number)} meeting)" if entry.number > 1 else title


def _link_to(entry: Entry, *, records: Records) -> Link:
    title = _title_of(entry, records=records)
    return Link(text=f"{title}, {short_day(entry.date)}", address=address_of(entry))


def _last_qbrs(ledger: Ledger) -> Mapping[str, date]:
    """The day of each account's last QBR, of those that had one."""
    return {
        name: day
        for name, each in ledger.accounts.items()
        if (day := last_qbr(each.account, as_of=ledger.as_of))
    }


def _find_people(records: Records) -> Mapping[str, str]:
    """The person of each address; one that several people share is left out."""
    people = group(records.people.items(), lambda each: [(each[1].email or "").casefold()])
    return {
        email: sharing[0][0] for email, sharing in people.items() if email and len(sharing) == 1
    }


def _pod_of(signal: Signal, *, records: Records) -> str | None:
    series = records.series.get(signal.about.series or "")
    return signal.about.pod or (series.pod if series else None)


def _themes_of(item: Item, ledger: Ledger) -> Iterable[str | None]:
    """The themes of an item; an escalation or a briefing has those of the path before it too."""
    match item.row:
        case Question(theme=theme) | Feedback(theme=theme) | Request(theme=theme):
            return [theme]
        case Decision(themes=themes):
            return dict.fromkeys(themes)
        case Escalation() | Briefing():
            return _themes_of_part(item.ref, ledger)
        case _:
            return []


def _themes_of_part(ref: str, ledger: Ledger) -> Iterable[str | None]:
    """The themes of a part of a path and of those that it continues."""
    part = ledger.raised.get(ref)
    while part:
        yield part.row.theme
        part = ledger.raised.get(part.before or "")
