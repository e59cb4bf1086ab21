"""Whatever the day: pages lead to what is there, count from it, and know nothing that follows."""

import functools
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from decision_record.examine import examine
from decision_record.repository.configuration import Configuration, read_configuration
from decision_record.site.cache import open_cache
from decision_record.site.content import Content
from decision_record.site.prepare import Order, prepare
from hostile import write_hostile
from sites import REPOSITORY

pytestmark = pytest.mark.slow

HERE = "https://site.example/"
BELOW_ZERO = re.compile(r"\bin -\d|(?<![\w-])-\d+ (?:day|week|month|meeting|time)")
"""A number of things that cannot be below zero."""

EXAMPLES = ("checks/", "guide/fields/", "api/v1/schema/")
"""Pages and documents whose examples are of no day."""

SAMPLE_DAYS = ("2026-01-01", "2026-02-10", "2026-03-31", "2026-05-01", "2026-06-29", "2026-07-31")
HOSTILE_DAYS = ("1900-01-01", "2026-02-03", "2026-02-28", "2028-02-29", "2032-02-29", "2999-12-31")


class _Body(HTMLParser):
    """What the body of a page links to, and can be linked to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: Counter[str] = Counter()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if id_ := values.get("id"):
            self.ids[id_] += 1
        if tag == "a" and (link := values.get("href")):
            self.links.append(link)


@functools.cache
def _read_body(html: str) -> _Body:
    """What a body links to; most of the pages are the same on each day."""
    return _Body(html)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hostile(tmp_path_factory.mktemp("hostile"))


def configure(file: Path) -> Configuration:
    configuration, _ = read_configuration(file, name=file.name)
    assert configuration is not None
    return configuration


def make(configuration: Configuration, *, day: str) -> Content:
    order = Order(
        configuration=configuration,
        as_of=date.fromisoformat(day),
        now=datetime(2027, 1, 1, tzinfo=UTC),
        base=REPOSITORY,
        cache=open_cache(configuration.file),
    )
    content = prepare(order).content
    assert content is not None
    return content


def wrong(configuration: Configuration, *, day: str) -> Iterator[str]:
    """What is wrong with the pages and documents of a day."""
    content = make(configuration, day=day)
    bodies = {page.address: page.make().body for page in content.pages}
    documents = {each.path: each.content.decode() for each in content.documents}
    redirects = {each.old for each in content.redirects}
    pages = {address: _read_body(html) for address, html in bodies.items()}
    entries = examine(configuration, base=REPOSITORY).records.entries
    later = {each.id for each in entries if each.date > date.fromisoformat(day)}
    for address, text in (bodies | documents).items():
        if not address.startswith(EXAMPLES):
            yield from (f"{address} knows {each}" for each in later if each in text)
    for address, html in bodies.items():
        yield from (f"{address}: {each}" for each in BELOW_ZERO.findall(html))
    for address, body in pages.items():
        yield from (f"{address}: twice {each}" for each, times in body.ids.items() if times > 1)
        for link in body.links:
            target, _, anchor = urljoin(HERE + address, link).partition("#")
            path = target.removeprefix(HERE)
            # The guide is written by hand; test_links looks at it.
            if path == target or path in documents or path in redirects or path[:6] == "guide/":
                continue
            if path not in pages or (anchor and not pages[path].ids[unquote(anchor)]):
                yield f"{address} leads to {link}"


@pytest.mark.parametrize("day", SAMPLE_DAYS)
def test_the_sample(day: str) -> None:
    assert list(wrong(configure(REPOSITORY / "site_config.yml"), day=day)) == []


@pytest.mark.parametrize("day", HOSTILE_DAYS)
def test_what_is_odd(hostile: Path, day: str) -> None:
    assert list(wrong(configure(hostile), day=day)) == []


def test_the_look_sees_what_is_wrong(hostile: Path) -> None:
    """On its own day the record is on a page that the days before may not have."""
    content = make(configure(hostile), day="2028-03-01")
    assert any("2028-03-01-next" in page.make().body for page in content.pages)
    assert BELOW_ZERO.search("due in -3 days")
    assert not BELOW_ZERO.search("2026-06-29 days")
