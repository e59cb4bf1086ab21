"""With the headers of a site on, its pages work, and the browser keeps nothing out."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browsing import open_page
from decision_record.site.answers import HOST, SiteHandler
from decision_record.site.builds import Builds
from decision_record.site.headers import read_headers
from decision_record.site.kinds import KINDS, FrameKind
from decision_record.site.server import Limits, Server, running

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REPORT = """
document.addEventListener("securitypolicyviolation", event =>
  console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))
"""


@pytest.fixture(scope="module")
def address(sample_site: Path) -> Iterator[str]:
    """The sample, with the headers that `serve` sends."""
    answering = partial(SiteHandler, folder=sample_site, builds=Builds(has_site=True))
    with Server((HOST, 0), answering, limits=Limits()) as server, running(server):
        yield f"http://{HOST}:{server.server_address[1]}/"


@pytest.fixture
def looked_at(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what the browser says against it."""
    page = open_page(browser, permissions=["clipboard-read", "clipboard-write"])
    said: list[str] = []
    page.add_init_script(REPORT)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "console",
        lambda message: said.append(message.text) if message.type in ("error", "warning") else None,
    )
    yield page, said
    page.context.close()


def addresses_of(kind: FrameKind, site: Path) -> Iterator[str]:
    for file in sorted(site.rglob("index.html")):
        folder = file.parent.relative_to(site).as_posix()
        address = "" if folder == "." else f"{folder}/"
        if kind.steps_of(address) is not None and "This page has moved" not in file.read_text():
            yield address


def test_no_kind_of_page_holds_anything_that_the_policy_keeps_out(
    looked_at: tuple[Page, list[str]], address: str, sample_site: Path
) -> None:
    page, said = looked_at
    firsts = {next(addresses_of(kind, sample_site), None) for kind in KINDS} - {None}
    assert len(firsts) > 40
    for path in sorted(str(each) for each in firsts):
        answer = page.goto(address + path, wait_until="load")
        assert answer is not None
        headers = answer.all_headers()
        for name, value in read_headers(sample_site):
            assert headers[name.lower()] == (value if name != "Cache-Control" else "no-store")
        # Material's script has run, and its style sheets are there.
        page.wait_for_function("document.documentElement.classList.contains('js')")
        assert page.evaluate("document.styleSheets.length") == 3
        assert said == [], path


def test_the_theme_is_switched_and_kept(looked_at: tuple[Page, list[str]], address: str) -> None:
    page, said = looked_at
    page.goto(address)
    scheme = "document.body.dataset.mdColorScheme"
    assert page.evaluate(scheme) == "default"
    page.locator("form[data-md-component=palette] label:visible").click()
    page.wait_for_function(f"{scheme} === 'slate'")
    page.goto(address + "accounts/ostermark/")
    assert page.evaluate(scheme) == "slate"
    assert said == []


def test_code_is_copied(looked_at: tuple[Page, list[str]], address: str) -> None:
    page, said = looked_at
    page.goto(address + "guide/first-record/")
    page.locator(".md-code__button[data-md-type=copy], .md-clipboard").first.click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.length > 20)")
    assert said == []


def test_a_redirect_keeps_the_rest_of_the_address(
    looked_at: tuple[Page, list[str]], address: str
) -> None:
    page, said = looked_at
    page.goto(address + "accounts/ostermark-dairy/?a=b#say")
    page.wait_for_url(address + "accounts/ostermark/?a=b#say")
    assert said == []


def test_the_policy_does_keep_out_what_no_page_holds(
    looked_at: tuple[Page, list[str]], address: str
) -> None:
    page, said = looked_at
    page.goto(address)
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=1\">')"
    )
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'),"
        "{textContent: 'document.title = 2'}))"
    )
    page.wait_for_function("document.body.lastChild.tagName === 'SCRIPT'")
    assert page.title() not in ("1", "2")
    assert any(each.startswith("policy: script-src") for each in said)
