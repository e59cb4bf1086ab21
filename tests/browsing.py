"""Pages in a browser, which wait for what happens and give up only what hangs."""

from typing import Any

from playwright.sync_api import Browser, Page

HANGS = 300_000.0
"""Milliseconds after which something that never comes is given up, however busy the machine is."""


def open_page(browser: Browser, **options: Any) -> Page:  # noqa: ANN401 - playwright's own
    """Open a page in a context of its own.

    Args:
        browser: The browser.
        options: Those of playwright's `new_context`.
    """
    context = browser.new_context(**options)
    context.set_default_timeout(HANGS)
    return context.new_page()
