from collections.abc import Callable
from pathlib import Path

import pytest

from decision_record.site.content import Page, Slots

BODY = '<h1 id="page-title">A page</h1>\n<p>Text.</p>'


def a_page(address: str, frame: str, **changes: object) -> Page:
    slots = {"title": "A page", "description": "What it says.", "body": BODY, **changes}
    return Page(address=address, frame=frame, make=lambda: Slots(**slots))  # type: ignore[arg-type]


@pytest.fixture
def page() -> Callable[..., Page]:
    """Make a page of a kind with ordinary slots."""
    return a_page


@pytest.fixture
def home() -> Page:
    return a_page("", "home")


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    """The smallest configuration, in a folder that holds nothing else and is no repository."""
    folder = tmp_path / "organisation"
    folder.mkdir()
    file = folder / "site_config.yml"
    file.write_text("site_name: Small\ntheme: material\nplugins: [decision-record]\n")
    return file
