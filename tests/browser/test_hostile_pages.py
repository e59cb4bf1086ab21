"""Whatever a record says: on a phone no page is wider than its window, and nothing of it runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import open_page
from decision_record.site.kinds import KINDS, FrameKind
from serving import Serve

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_no_kind_of_page_scrolls_sideways_on_a_phone(
    browser: Browser, hostile_site: Path, serve: Serve
) -> None:
    kinds = {each.name: list(_addresses_of(each, hostile_site)) for each in KINDS}
    assert [name for name, addresses in kinds.items() if not addresses] == []
    page = open_page(browser, viewport={"width": 360, "height": 800})
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message) or dialog.dismiss())
    with serve(hostile_site) as address:
        for path in sorted({each for addresses in kinds.values() for each in addresses[:3]}):
            page.goto(address + path)
            sideways = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert sideways <= 0, f"{path} scrolls {sideways} px sideways"
    assert said == []
    page.context.close()


def _addresses_of(kind: FrameKind, site: Path) -> Iterator[str]:
    """The pages of a kind, those that say most first."""
    pages = sorted(site.rglob("index.html"), key=lambda file: -file.stat().st_size)
    for file in pages:
        folder = file.parent.relative_to(site).as_posix()
        address = "" if folder == "." else f"{folder}/"
        if kind.steps_of(address) is not None:
            yield address
