from collections.abc import Callable
from pathlib import Path

import pytest

from decision_record.site.build import build_site
from decision_record.site.cache import open_cache
from decision_record.site.content import Content, Page, Slots

CONFIGURATION = "site_name: Small\ntheme: material\nplugins: [decision-record]\n"
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
    file.write_text(CONFIGURATION)
    return file


@pytest.fixture(scope="session")
def kept_layouts(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what MkDocs makes of that configuration: a build that is refused keeps nothing."""
    folder = tmp_path_factory.mktemp("kept")
    file = folder / "site_config.yml"
    file.write_text(CONFIGURATION)
    content = Content(pages=[a_page("", "home")])
    build_site(content, config_file=file, output=folder / "site", cache=open_cache(file))
