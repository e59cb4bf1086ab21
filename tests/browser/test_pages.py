"""What only a browser shows: nothing scrolls sideways, nothing fails, no other host is asked."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from browsing import open_page
from serving import Serve

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ADDRESSES = (
    "",
    "accounts/",
    "accounts/ostermark/",
    "accounts/ostermark/brief/",
    "accounts/tamsin-rowe/",
    "meetings/",
    "meetings/2026/",
    "meetings/2026-05-26-tier-1/",
    "meetings/2026-03-18-tier-2-integrations/",
    "updates/2026-05-18-elin.marchetti/",
    "decisions/",
    "decisions/2026/",
    "actions/",
    "commitments/",
    "escalations/",
    "escalations/2026/",
    "questions/",
    "questions/2026/",
    "requests/",
    "requests/2026/",
    "themes/",
    "themes/erp-sync/",
    "themes/erp-sync/2026/",
    "pods/",
    "pods/reporting/",
    "people/",
    "people/desmond.achterberg/",
    "guide/",
    "guide/exports/",
    "guide/first-record/",
    "guide/rituals/tier-1/",
    "guide/fields/",
    "guide/fields/meeting/",
    "checks/",
    "checks/DR304/",
)
"""One of each kind of page."""


@pytest.fixture(scope="module")
def address(sample_site: Path, serve: Serve) -> Iterator[str]:
    with serve(sample_site) as address:
        yield address


@pytest.mark.parametrize(
    ("width", "scheme"),
    [(width, scheme) for width in (360, 820, 1440) for scheme in ("light", "dark")],
)
def test_pages_fit_the_window_and_ask_nobody_else(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    page = open_page(
        browser,
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    # Leaving a page ends what it was still asking for; that is not a failure.
    page.on(
        "requestfailed",
        lambda request: (
            failed.append(request.url) if request.failure != "net::ERR_ABORTED" else None
        ),
    )
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    for path in ADDRESSES:
        page.goto(address + path)
        assert _is_readable(page), path
        sideways = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert sideways <= 0, f"{path} scrolls {sideways} px sideways at {width} px"
    assert failed == []
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(address).netloc}
    page.context.close()


def _is_readable(page: Page) -> bool:
    """Whether the page has a heading that can be seen, and a font of ours."""
    return page.locator("h1").first.is_visible()


def test_an_account_answers_before_the_first_scroll(browser: Browser, address: str) -> None:
    page = open_page(browser, viewport={"width": 1440, "height": 900})
    page.goto(address + "accounts/ostermark/")
    for words in ("Ostermark Foods", "$215,000", "Desmond Achterberg", "10 Jul 2026"):
        box = page.locator("article").get_by_text(words).first.bounding_box()
        assert box is not None, words
        assert box["y"] < 900, words
    page.context.close()


def test_a_former_name_leads_to_the_account(browser: Browser, address: str) -> None:
    page = open_page(browser)
    page.goto(address + "accounts/ostermark-dairy/#timeline")
    page.wait_for_url(address + "accounts/ostermark/#timeline")
    page.context.close()


def test_pages_read_without_scripts(browser: Browser, address: str) -> None:
    page = open_page(browser, java_script_enabled=False)
    for path in ("", "actions/", "accounts/ostermark/"):
        page.goto(address + path)
        assert page.locator("h1").first.is_visible(), path
    page.context.close()
