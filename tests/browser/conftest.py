"""What tests in a browser share: the browser, and sites that are served to it."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from browsing import HANGS
from serving import Serve, serve_folder

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert program, "no Chromium: `make browser` says what to do"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS, timeout=HANGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Serves a folder while a test looks at it."""
    return serve_folder
