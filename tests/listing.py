"""What the pages of a site list and count, read from their `data-` hooks (site.md).

`data-list` names a list, the same on every page that shows a part of it; `data-ref` (with
`data-account`, where one item is several customers' matter) names an item; `data-count` says of
which list a number is the length; `data-rest` is on the link to the rest of a list that is cut.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urljoin

_HERE = "https://site.example/"
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_NUMBER = re.compile(r"[\d,]+")
_SPACE = re.compile(r"\s+")


@dataclass(slots=True, kw_only=True)
class Shown:
    """An item as a page shows it."""

    ref: str
    account: str | None
    page: str
    code: str | None
    """Of a signal and what it asks for: its rule."""
    lists: tuple[str, ...]
    """The lists that it is in, the outermost first."""
    message: str = ""
    """Of a signal, and of a row: its first paragraph."""
    said: str = ""
    """Of words for a customer: the words."""
    badges: list[str] = field(default_factory=list)
    due: list[date] = field(default_factory=list)
    """The days that it counts to or from."""

    @property
    def name(self) -> str:
        """What tells it from the other items of a list."""
        if any(name.startswith("changed/") for name in self.lists):
            # One item may be acknowledged and resolved in the same week.
            return f"{self.ref}: {self.badges[0]}"
        if self.code:
            return f"{self.code} {self.ref}: {self.message}"
        if self.account:
            return f"{self.ref}, {self.account}"
        return f"{self.ref}: {self.said}" if self.said else self.ref


@dataclass(slots=True, kw_only=True)
class Number:
    """A number that says how long a list is."""

    list_name: str
    page: str
    leads_to: str | None
    """The address that it leads to, with the anchor."""
    text: str = ""

    @property
    def value(self) -> int:
        """The number."""
        found = _NUMBER.search(self.text)
        assert found, f"{self.page}: no number in {self.text!r} of {self.list_name}"
        return int(found[0].replace(",", ""))


@dataclass(slots=True, kw_only=True)
class Listing:
    """Every list, item and number of the pages that were read."""

    items: list[Shown] = field(default_factory=list)
    lists: dict[str, set[str]] = field(default_factory=dict)
    """The pages of each list."""
    numbers: list[Number] = field(default_factory=list)
    rests: dict[str, set[str]] = field(default_factory=dict)
    """By a list that is cut where the rest of it is."""
    anchors: dict[str, set[str]] = field(default_factory=dict)
    """The ids of each page."""

    def of(self, name: str) -> list[Shown]:
        """The items of a list, on all its pages."""
        return [each for each in self.items if name in each.lists]

    def by_list(self) -> Mapping[str, list[Shown]]:
        """The items of every list."""
        found: dict[str, list[Shown]] = {name: [] for name in self.lists}
        for each in self.items:
            for name in each.lists:
                found[name].append(each)
        return found


def read_pages(pages: Iterable[tuple[str, str]]) -> Listing:
    """Read the bodies of pages.

    Args:
        pages: Each page's address and the HTML of its body.
    """
    listing = Listing()
    for address, body in pages:
        _Page(address, listing).feed(body)
    return listing


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet."""

    tag: str
    named: Sequence[str] = ()
    """The lists that it is: several where one is a part of another."""
    item: Shown | None = None
    number: Number | None = None
    link: str | None = None
    takes: str | None = None
    """What of the item its text is: `said`, `badge`, `message`."""
    text: list[str] = field(default_factory=list)
    is_due: bool = False


class _Page(HTMLParser):
    """Reads one page into a listing."""

    def __init__(self, address: str, listing: Listing) -> None:
        super().__init__()
        self.address = address
        self.listing = listing
        self.open: list[_Open] = []
        self.ids = listing.anchors.setdefault(address, set())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids |= {values["id"]} if "id" in values else set()
        if tag == "time":
            self._take_day(values.get("datetime", ""))
        if tag not in _VOID:
            self.open.append(self._open(tag, values))

    def _open(self, tag: str, values: Mapping[str, str]) -> _Open:
        kinds = values.get("class", "").split()
        takes = {"dr-words__said": "said", "dr-badge": "badge"}
        element = _Open(
            tag,
            named=values.get("data-list", "").split(),
            takes=next(
                (takes[each] for each in kinds if each in takes), "message" if tag == "p" else None
            ),
            is_due="dr-due" in kinds,
            link=self._lead(values["href"]) if tag == "a" and "href" in values else None,
        )
        for name in element.named:
            self.listing.lists.setdefault(name, set()).add(self.address)
        for name in values.get("data-rest", "").split() if element.link else ():
            self.listing.rests.setdefault(name, set()).add(element.link or "")
        if "data-ref" in values:
            # On the board `data-account` is what cards are filtered by.
            account = None if "data-side" in values else values.get("data-account")
            element.item = self._show(values["data-ref"], account, element, values.get("data-code"))
        if "data-count" in values:
            element.number = self._count(values["data-count"], element)
        return element

    def handle_endtag(self, tag: str) -> None:
        if any(each.tag == tag for each in self.open):
            while True:
                element = self.open.pop()
                self._close(element)
                if element.tag == tag:
                    break

    def handle_data(self, data: str) -> None:
        for each in self.open:
            if each.number:
                each.number.text += data
            if each.takes:
                each.text.append(data)

    def _close(self, element: _Open) -> None:
        item = self._item()
        text = _SPACE.sub(" ", "".join(element.text)).replace("`", "").strip()
        if item and element.takes == "said" and not item.said:
            item.said = text
        elif item and element.takes == "badge":
            item.badges.append(text)
        elif item and element.takes == "message" and not item.message:
            item.message = text

    def _take_day(self, day: str) -> None:
        item = self._item()
        if item and any(each.is_due for each in self.open):
            item.due.append(date.fromisoformat(day[:10]))

    def _item(self) -> Shown | None:
        return next((each.item for each in reversed(self.open) if each.item), None)

    def _show(self, ref: str, account: str | None, element: _Open, code: str | None) -> Shown:
        around = (*self.open, element)
        item = Shown(
            ref=ref,
            account=account,
            code=code,
            page=self.address,
            lists=tuple(dict.fromkeys(name for each in around for name in each.named)),
        )
        self.listing.items.append(item)
        return item

    def _count(self, name: str, element: _Open) -> Number:
        links = [each.link for each in (*self.open, element) if each.link]
        number = Number(list_name=name, page=self.address, leads_to=links[-1] if links else None)
        self.listing.numbers.append(number)
        return number

    def _lead(self, link: str) -> str:
        return urljoin(_HERE + self.address, link).removeprefix(_HERE)


def names_of(items: Iterable[Shown]) -> set[str]:
    """The names of items, each once."""
    return {each.name for each in items}


def wrong_numbers(listing: Listing) -> Iterator[str]:
    """The numbers that are not the length of the list that they count, or lead elsewhere."""
    by_list = listing.by_list()
    for number in listing.numbers:
        found = names_of(by_list.get(number.list_name, ()))
        if number.value != len(found) and number.list_name not in listing.rests:
            yield f"{number.page} counts {number.value} of {number.list_name}: it has {len(found)}"
        if number.value < len(found):
            yield f"{number.page} counts {number.value} of {number.list_name}, of {len(found)}"
        if number.leads_to:
            page, _, anchor = number.leads_to.partition("#")
            if number.value and page not in listing.lists.get(number.list_name, ()):
                yield f"{number.page} leads to {number.leads_to}, without {number.list_name}"
            elif anchor and anchor not in listing.anchors.get(page, ()):
                yield f"{number.page} leads to {number.leads_to}, which is not there"
