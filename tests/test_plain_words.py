"""No page shows what only a program understands: ISO days, words of the format, empty values."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

# "one-on-one" is what people call that meeting too.
OF_THE_FORMAT = (
    *("not-now", "on-track", "in-progress", "churn-risk", "exec-meeting", "renewal-call"),
    *("tier-1", "tier-2", "tier-3", "quarterly-review", "pod-standup"),
    *("pod-sprint-review", "pod-metric-review", "head-of-product", "vp-cs", "cs-ops", "pm-ops"),
    *("missing-capability", "performance-reliability", "product-area", "answer_by", "closes_loop"),
)
NOT_FOR_PEOPLE = re.compile(
    r"\d{4}-\d{2}-\d{2}|\{\{|[A-Z]\w+\(|datetime\."
    rf"|(?<![\w-])(?:{'|'.join(OF_THE_FORMAT)})(?![\w-])"
)
NAMED_BY_PEOPLE = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z][\w.-]*(?:/[A-Z]\d+)?")
"""A record or an item that somebody named in their own text, as in `2026-03-31-tier-1/D1`."""


class _Shown(HTMLParser):
    """What a page shows to a reader, without what it quotes as code."""

    CODE = ("pre", "code", "script", "style")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside = 0
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.inside += tag in self.CODE

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag in self.CODE

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.text.append(data)


@pytest.fixture(scope="module")
def pages(sample_site: Path) -> dict[str, str]:
    return dict(_pages(sample_site))


def _pages(site: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(site.rglob("index.html")):
        address = file.parent.relative_to(site).as_posix()
        article = re.search(r"<article.*?</article>", file.read_text("utf-8"), re.DOTALL)
        # The guide and the rules are about the format, and name its words.
        if article and address.split("/")[0] not in ("guide", "checks"):
            yield address, article[0]


def test_readers_see_no_words_for_programs(pages: dict[str, str]) -> None:
    found = []
    for address, html in pages.items():
        text = NAMED_BY_PEOPLE.sub("", " ".join(" ".join(_Shown(html).text).split()))
        found += [
            (address, text[max(0, each.start() - 40) : each.end() + 20])
            for each in NOT_FOR_PEOPLE.finditer(text)
        ]
    assert found == []


def test_readers_see_no_empty_values(pages: dict[str, str]) -> None:
    for address, html in pages.items():
        assert {"None", "True", "False", "nan"}.isdisjoint(
            each.strip(" .,()") for each in _Shown(html).text if each.strip() != "None."
        ), address


def test_every_day_carries_its_iso_day(pages: dict[str, str]) -> None:
    """A day in a page's own facts stands in `<time>`; what people wrote stands as they wrote it."""
    days = re.compile(r"<dd>\s*(?:<[^t>][^>]*>\s*)*\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun)\w* 2026")
    for address, html in pages.items():
        assert not days.search(html), address


def test_every_page_says_for_which_day_it_is_true(pages: dict[str, str]) -> None:
    for address, html in pages.items():
        assert re.search(r'<time datetime="2026-06-29">', html), address
