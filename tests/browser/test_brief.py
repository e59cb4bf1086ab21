"""The QBR brief is one printed page, of A4 and of Letter, however much there is to say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browsing import open_page
from building import day, make_records, parse
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.site.packaged import theme_folder
from decision_record.site.templates import open_templates, render
from decision_record.views.account.brief import view_brief
from decision_record.views.shared.context import make_view_context
from serving import Serve

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FORMATS = ("A4", "Letter")
_PAGE = re.compile(rb"/Type\s*/Page\b")
"""What each page of a PDF file is introduced by."""


@pytest.fixture(scope="module", params=["sample_site", "harbour_site"])
def site(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = open_page(browser)
    yield page
    page.context.close()


def printed_pages(page: Page) -> list[int]:
    return [len(_PAGE.findall(page.pdf(format=each))) for each in FORMATS]


def test_every_account_has_one_page(site: Path, serve: Serve, page: Page) -> None:
    briefs = sorted(site.glob("accounts/*/brief/index.html"))
    assert briefs
    with serve(site) as address:
        for brief in briefs:
            page.goto(f"{address}{brief.parent.relative_to(site).as_posix()}/")
            assert printed_pages(page) == [1, 1], brief


def busy(words: str, *, number: int) -> str:
    """A customer with so much of everything, in such words, that no page could hold it."""
    text = f'"{words}"'

    def rows(letter: str, rest: str) -> str:
        return ", ".join(f"{{id: {letter}{each}, {rest}}}" for each in range(1, number + 1))

    promised = rows(
        "D",
        f"outcome: decided, what: {text}, accounts: [north], say: {text}, owner: otto,"
        " commitment: {target: 2026-07-01}",
    )
    deferred = rows(
        "D",
        f"outcome: deferred, what: {text}, accounts: [north], dont_say: {text}, owner: otto,"
        " due: 2026-06-01",
    )
    slips = ", ".join(
        f"{{commitment: 2026-01-12-tier-1/D{each}, status: slipped, target: 2026-08-01}}"
        for each in range(1, number + 1)
    )
    calls = ", ".join("{on: 2026-07-02, kind: renewal-call}" for _ in range(number))
    return f"""
accounts:
  north:
    name: {text}
    renewal: 2026-07-10
    qbrs: [2026-03-30, 2026-06-30]
    calls: [{calls}]
people:
  bob: {{name: {text}, role: csm}}
  otto: {{name: {text}, role: head-of-product}}
2026-01-12-tier-1: {{decisions: [{promised}]}}
2026-04-06-tier-1:
  decisions: [{deferred}]
  roadmap: [{slips}]
  escalations: [{rows("E", f"account: north, issue: {text}")}]
  questions: [{rows("Q", f"account: north, ask: {text}, for: qbr")}]
  requests: [{rows("R", f"account: north, what: {text}, status: planned")}]
  shipped: [{rows("S", f"accounts: [north], what: {text}, on: 2026-04-06, say: {text}")}]
  actions:
    cs: [{rows("A", f"what: {text}, owner: bob, due: 2026-06-01, account: north")}]
"""


@pytest.mark.parametrize("number", [1, 3, 8, 40])
@pytest.mark.parametrize(
    "words",
    [
        "Short.",
        "When does the plant dashboard open in under ten seconds on a Monday? " * 2,
        "WHEN WILL WE HAVE THE MAMMOTH EXPORT, MMMM WWWW? " * 4,
        "海の港の予定表はいつ来ますか" * 9,
        "Donaudampfschifffahrtsgesellschaftskapitän" * 7,
        "🚢 Ein sehr langer Satz über Häfen und Gezeiten. " * 12,
    ],
    ids=["short", "plain", "capitals", "wide", "unbroken", "long"],
)
def test_however_much_there_is(
    words: str, number: int, sample_site: Path, serve: Serve, page: Page
) -> None:
    records = make_records(parse(busy(words, number=number)))
    context = make_view_context(Index(records=records, ledger=replay(records, day("2026-06-29"))))
    template = open_templates(theme_folder(), currency="USD").get_template("account-brief.html")
    body = render(template, view=view_brief("north", context=context), root="../../../")
    with serve(sample_site) as address:
        page.goto(f"{address}accounts/ostermark/brief/")
        page.evaluate("html => document.querySelector('article').innerHTML = html", body)
        assert printed_pages(page) == [1, 1]


def test_there_is_nothing_around_the_sheet(sample_site: Path, serve: Serve, page: Page) -> None:
    with serve(sample_site) as address:
        page.goto(f"{address}accounts/ostermark/brief/")
        for part in (".md-header", ".md-tabs", ".md-footer", ".md-sidebar"):
            assert page.locator(part).count() == 0 or not page.locator(part).first.is_visible()
        assert page.get_by_role("link").all_inner_texts()[-1] == "Back to Ostermark Foods"
        page.emulate_media(media="print")
        links = page.locator("article a").all()
        assert links
        assert not any(each.is_visible() for each in links)
        page.emulate_media(media="screen")
