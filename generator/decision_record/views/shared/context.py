"""The ledger as pages look things up in it: by account, by person, by record, and as links."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from decision_record.attention.findings import Findings
from decision_record.attention.gather import Attention, gather_attention
from decision_record.drafts.addresses import Forge
from decision_record.drafts.next_meeting import Draft
from decision_record.ledger.grouping import group
from decision_record.ledger.index import Index
from decision_record.ledger.replay import Ledger
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
    """What views are made from: the index of the day, what was found in it, and links."""

    index: Index
    link_of_record: Mapping[str, Link]
    """By its identity: "Tier 1, 31 Mar 2026"."""
    signals_of_person: Mapping[str, tuple[Signal, ...]]
    """By who should do something."""
    signals_of_series: Mapping[str, tuple[Signal, ...]]
    signals_of_rule: Mapping[str, tuple[Signal, ...]]
    """By code, the most urgent first."""
    signals_of_pod: Mapping[str, tuple[Signal, ...]]
    """Those about a pod, or about a series of it."""
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
    """Where the records are edited and started, where the team has set it."""
    lists: dict[object, Any] = field(init=False, default_factory=dict, repr=False, compare=False)
    """What several pages show, by what makes it: see `once`."""

    @property
    def records(self) -> Records:
        """What was written."""
        return self.index.records

    @property
    def ledger(self) -> Ledger:
        """The state of everything on the day."""
        return self.index.ledger

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.records.currency

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
        link, entry = self.link_of_record[record], self.index.entries[record]
        return Link(
            text=f"{id_}, {link.text}",
            address=f"{link.address}#{id_}",
            chip=Chip(
                text=f"{id_} · {chip_day(entry.date, as_of=self.ledger.as_of)}",
                title=f"{id_} · {short_day(entry.date)}, {self.title_of(entry)}",
            ),
        )

    def label_of_words(self, text: str, accounts: Collection[str]) -> str:
        """What the words of a record are called on the day.

        Args:
            text: The words.
            accounts: Whom the record names; words for no account in particular are words that
                nothing is known about.
        """
        if self.index.may_say(text, accounts):
            return SAYABLE
        return SAID_THEN if accounts else WRITTEN

    def title_of(self, entry: Entry) -> str:
        """What people call a record, without its day."""
        return _title_of(entry, records=self.records)


def address_of(entry: Entry) -> str:
    """The address of a record's page."""
    return f"{'meetings' if entry.meeting else 'updates'}/{entry.id}/"


def make_view_context(
    index: Index,
    *,
    findings: Findings | None = None,
    histories: Mapping[str, FileHistory] | None = None,
    forge: Forge | None = None,
) -> ViewContext:
    """Group what was found on a day by what pages ask for.

    Args:
        index: The day's ledger and its records.
        findings: The signals and measures of the day; nothing is said about them without.
        histories: What git knows of each record; nothing is said about that without.
        forge: Where the records are edited; nothing leads there without.
    """
    known = findings or Findings()
    records = index.records
    attention = gather_attention(known, index=index)
    drafts = draft_all(index, near_days=attention.near_days)
    return ViewContext(
        index=index,
        link_of_record={
            entry.id: _link_to(entry, records=records) for entry in index.ledger.entries
        },
        signals_of_person=group(known.signals, lambda each: [each.owner]),
        signals_of_series=group(known.signals, lambda each: [each.about.series]),
        signals_of_rule=group(known.signals, lambda each: [each.code]),
        signals_of_pod=group(known.signals, lambda each: [_pod_of(each, records=records)]),
        drafts=drafts.next,
        other_drafts=drafts.others,
        findings=known,
        attention=attention,
        histories=histories or {},
        person_of_email=_find_people(records),
        forge=forge,
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


def _find_people(records: Records) -> Mapping[str, str]:
    """The person of each address; one that several people share is left out."""
    people = group(records.people.items(), lambda each: [(each[1].email or "").casefold()])
    return {
        email: sharing[0][0] for email, sharing in people.items() if email and len(sharing) == 1
    }


def _pod_of(signal: Signal, *, records: Records) -> str | None:
    series = records.series.get(signal.about.series or "")
    return signal.about.pod or (series.pod if series else None)
