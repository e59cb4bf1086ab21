"""How a review calls accounts, people, records and items: by their names in the later version.

What the change removes is called as it was before.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from decision_record.ledger.differences.kinds import Renames, Version
from decision_record.ledger.items import Item, text_of
from decision_record.model.records import Entry
from decision_record.model.reference import Taxonomy
from decision_record.review.review import Source
from decision_record.text.wording import chip_day, join_words, money, ordinal, shorten

MOST_NAMED = 12
"""Names that a sentence lists; of more it says how many others there are."""
_MOST_SAID = 300
"""Characters of a person's words that a sentence repeats whole."""
_MOST_LISTED = 200
"""Characters of a new action or of feedback: there are many of them in one review."""
_LEAD = 60
"""Characters before the first difference that are shown of long words."""


@dataclass(frozen=True, kw_only=True)
class Names:
    """The two versions, and what everything in them is called."""

    before: Version
    after: Version
    renames: Renames = field(default_factory=Renames)
    most_accounts: int = MOST_NAMED
    """Accounts that a sentence lists."""

    @property
    def as_of(self) -> date:
        """The day for which both versions were replayed."""
        return self.after.ledger.as_of

    @cached_property
    def _entries(self) -> Mapping[str, Entry]:
        """Every record by its name in the later version."""
        old = {self.renames.item(entry.id): entry for entry in self.before.records.entries}
        return old | {entry.id: entry for entry in self.after.records.entries}

    @cached_property
    def _shown(self) -> frozenset[str]:
        """The records that the site has a page of after the change."""
        return frozenset(entry.id for entry in self.after.ledger.entries)

    @cached_property
    def _old_items(self) -> Mapping[str, Item]:
        items = self.before.ledger.items
        return {self.renames.item(ref): item for ref, item in items.items()}

    @cached_property
    def _old_names(self) -> Renames:
        records = {new: old for old, new in self.renames.records.items()}
        accounts = {new: old for old, new in self.renames.accounts.items()}
        return Renames(accounts=accounts, records=records)

    def entry(self, record: str) -> Entry | None:
        """A record, as it is or was."""
        return self._entries.get(record)

    def item(self, ref: str) -> Item | None:
        """An item, as it is or was."""
        return self.after.ledger.items.get(ref) or self._old_items.get(ref)

    def old_ref(self, ref: str) -> str:
        """The name that an item had before."""
        return self._old_names.item(ref)

    def old_account(self, account: str) -> str:
        """The name that an account had before."""
        return self._old_names.account(account)

    def same(self, old: str, new: str) -> bool:
        """Whether a name of either version is an item's name in the later one."""
        return new in (old, self.renames.item(old))

    def account(self, account: str) -> str:
        """An account by the name that people read."""
        known = self.after.records.accounts.get(account)
        found = known or self.before.records.accounts.get(self._old_names.account(account))
        return found.name if found else account

    def with_id(self, called: str, id_: str) -> str:
        """A name with its id, where the name alone does not say which thing is meant."""
        return f"{called} (`{id_}`)" if called in self._ambiguous else called

    @cached_property
    def _ambiguous(self) -> frozenset[str]:
        """The names that several things of one sort have, in either version or in both."""
        seen: dict[tuple[str, str], set[str]] = {}
        for version in (self.before, self.after):
            records = version.records
            sorts = {
                "account": {key: each.name for key, each in records.accounts.items()},
                "person": {key: each.name for key, each in records.people.items()},
                "series": {key: each.title for key, each in records.series.items()},
                "pod": {key: each.name for key, each in records.pods.items()},
                **_names_of_tags(records.taxonomy),
            }
            for sort, ids in sorts.items():
                for key, name in ids.items():
                    same = self.renames.account(key) if sort == "account" else key
                    seen.setdefault((sort, name), set()).add(same)
        return frozenset(name for (_, name), ids in seen.items() if len(ids) > 1)

    def tag(self, sort: str, tag: str) -> str:
        """An area, a segment, a category or a theme by the name that people read."""
        now, then = (self._tags[version][sort] for version in ("after", "before"))
        return now.get(tag) or then.get(tag, tag)

    @cached_property
    def _tags(self) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
        """The names of the taxonomy, by version, sort and identity."""
        return {
            "before": _names_of_tags(self.before.records.taxonomy),
            "after": _names_of_tags(self.after.records.taxonomy),
        }

    def accounts(self, accounts: Iterable[str]) -> str:
        """Several accounts in words."""
        return self.limit([self.account(each) for each in dict.fromkeys(accounts)])

    def limit(self, accounts: list[str]) -> str:
        """Accounts with what is said of each, as many as a sentence lists."""
        return limit(accounts, most=self.most_accounts)

    def account_of_row(self, item: Item | None) -> str | None:
        """The account that a row names, by its name in the later version."""
        named = getattr(item.row, "account", None) if item else None
        if not isinstance(named, str):
            return None
        return self.renames.account(self.after.records.account_id(named))

    def arr(self, account: str) -> float:
        """An account's ARR on the day, after the change; of one that is lost by it before."""
        now = self.after.ledger.accounts.get(account)
        then = self.before.ledger.accounts.get(self._old_names.account(account))
        return (now.arr if now else 0) or (then.arr if then else 0)

    def arr_before(self, account: str) -> float:
        """An account's ARR on the day, before the change."""
        known = self.before.ledger.accounts.get(self._old_names.account(account))
        return known.arr if known else self.arr(account)

    def money(self, amount: float) -> str:
        """An amount in the organisation's currency."""
        return money(amount, self.after.records.currency)

    def money_before(self, amount: float) -> str:
        """An amount before the change, in the currency of then."""
        return money(amount, self.before.records.currency)

    def is_of_product(self, person: str) -> bool:
        """Whether a person is of Product; of one who is not known it is not doubted."""
        known = self.after.records.people.get(person) or self.before.records.people.get(person)
        return known is None or known.of_product

    def person(self, person: str | None) -> str:
        """A person by name."""
        if person is None:
            return "no owner"
        known = self.after.records.people.get(person) or self.before.records.people.get(person)
        return known.name if known else person

    def series(self, series: str | None) -> str:
        """A series by name."""
        known = self.after.records.series.get(series or "")
        known = known or self.before.records.series.get(series or "")
        return known.title if known else series or "no series"

    def pod(self, pod: str) -> str:
        """A pod by name."""
        known = self.after.records.pods.get(pod) or self.before.records.pods.get(pod)
        return known.name if known else pod

    def day(self, day: date) -> str:
        """A day, with the year where it is not that of the review."""
        return chip_day(day, as_of=self.as_of)

    def reported_on(self, day: date | None, kind: str) -> str:
        """The day of an event behind a comma; of what is said to have shipped ahead, that it is."""
        if day is None:
            return ""
        if kind == "shipped" and day > self.as_of:
            return f", reported as shipped on {self.day(day)}, which is ahead"
        return f", on {self.day(day)}"

    def days(self, old: date | None, new: date | None) -> str:
        """Two days, as in "5 May → 19 May"."""
        was, now = (self.day(each) if each else "no date" for each in (old, new))
        return f"{was} → {now}"

    def record(self, record: str) -> str:
        """A record by what people call it: "Leadership 1:1 of 31 Mar"."""
        entry = self.entry(record)
        if entry is None:
            return record
        if entry.update:
            title = f"update by {self.person(entry.update.by)}"
            if (entry.update.by, entry.date) in self._updates_of_one_day:
                return f"{title} of {self.day(entry.date)} ({record})"
        else:
            title = self.series(entry.series)
            title = f"{title} ({ordinal(entry.number)} meeting)" if entry.number > 1 else title
        return f"{title} of {self.day(entry.date)}"

    @cached_property
    def _updates_of_one_day(self) -> frozenset[tuple[str, date]]:
        """Who wrote more than one update on a day, and on which."""
        days = Counter(
            (entry.update.by, entry.date) for entry in self._entries.values() if entry.update
        )
        return frozenset(day for day, number in days.items() if number > 1)

    def what(self, ref: str) -> str:
        """What an item says, short enough for a sentence; a record by its title."""
        item = self.item(ref)
        if item:
            return shorten(text_of(item.row))
        return self.record(ref) if "/" not in ref else ref

    def at_length(self, ref: str) -> str:
        """What an item says, up to a length that a list can hold."""
        item = self.item(ref)
        return cut(text_of(item.row)) if item else ref

    def whole(self, ref: str) -> str:
        """What an item says, as far as a sentence about what is new repeats it."""
        item = self.item(ref)
        return said(text_of(item.row)) if item else ref

    def item_name(self, ref: str) -> str:
        """An item by its id and record: "D1 · Leadership 1:1 of 31 Mar"."""
        record, slash, id_ = ref.partition("/")
        return f"{id_} · {self.record(record)}" if slash else self.record(record)

    def source(self, ref: str) -> Source:
        """Where an item or a record is found."""
        record, _, id_ = ref.partition("/")
        entry = self.entry(record)
        address = None
        if entry and record in self._shown:
            folder = "meetings" if entry.meeting else "updates"
            anchor = f"#{id_}" if ref in self.after.ledger.items else ""
            address = f"{folder}/{record}/{anchor}"
        return Source(text=self.item_name(ref), address=address)

    def page_of_account(self, account: str) -> Source | None:
        """The page of an account, where there is one after the change."""
        known = account in self.after.ledger.accounts
        return (
            Source(text="account page", address=f"accounts/{account}/", is_page=True)
            if known
            else None
        )


def _names_of_tags(taxonomy: Taxonomy) -> Mapping[str, Mapping[str, str]]:
    """The names that people read, by sort and identity."""
    return {
        "theme": {key: each.name for key, each in taxonomy.themes.items()},
        "area": {key: each.name for key, each in taxonomy.areas.items()},
        "segment": taxonomy.segments,
        "category": taxonomy.categories,
    }


def limit(words: list[str], *, most: int = MOST_NAMED) -> str:
    """Some words, and how many others there are."""
    left = len(words) - most
    # One more word is no longer than saying that there is one more.
    return join_words([*words[:most], f"{left:,} more"]) if left > 1 else join_words(words)


def on_one_line(text: str | None) -> str:
    """A text without line breaks."""
    return " ".join((text or "").split())


def cut(text: str | None) -> str:
    """A text without its full stop; a long one up to the last word that fits."""
    line = on_one_line(text)
    if len(line) <= _MOST_LISTED:
        return line.rstrip(".")
    return line[:_MOST_LISTED].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def said(text: str | None) -> str:
    """A person's words, whole where they are not long."""
    line = on_one_line(text)
    return f"“{line}”" if len(line) <= _MOST_SAID else f"“{line[: _MOST_SAID - 1].rstrip()}…”"


def quote_change(old: str | None, new: str | None) -> str:
    """How words changed; of long ones the part that differs."""
    was, now = on_one_line(old), on_one_line(new)
    if not was or not now:
        return f"{said(was) if was else 'no words'} → {said(now) if now else 'no words'}"
    start = 0
    if max(len(was), len(now)) > _MOST_SAID:
        pairs = enumerate(zip(was, now, strict=False))
        alike = min(len(was), len(now))
        first = next((place for place, (one, other) in pairs if one != other), alike)
        start = max(0, first - _LEAD)
    lead = "…" if start else ""
    return f"{said(lead + was[start:])} → {said(lead + now[start:])}"
