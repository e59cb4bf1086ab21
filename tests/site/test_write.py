from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_record.site.addresses import PIECE, page_path, root_from, way
from decision_record.site.build import build_site
from decision_record.site.cache import open_cache
from decision_record.site.content import Content, Document, Page, Redirect
from decision_record.site.errors import SiteError
from decision_record.site.write import REDIRECT_SCRIPT, redirect_html

pytestmark = pytest.mark.usefixtures("kept_layouts")

ADDRESSES = st.lists(st.from_regex(PIECE, fullmatch=True), max_size=4).map(
    lambda steps: "".join(f"{step}/" for step in steps)
)


def write(content: Content, config_file: Path, folder: Path) -> None:
    """Build a site whose frame is that of all tests here."""
    cache = open_cache(config_file)
    build_site(content, config_file=config_file, output=folder / "site", cache=cache)


@given(start=ADDRESSES, target=ADDRESSES)
def test_the_way_leads_to_the_target(start: str, target: str) -> None:
    page = Path("/site", start)
    for relative, end in ((way(start=start, target=target), target), (root_from(start), "")):
        assert relative.endswith("/")
        assert Path(page, relative).resolve() == Path("/site", end).resolve()


@pytest.mark.parametrize(
    "address",
    [
        "accounts",
        "/accounts/",
        "accounts//",
        "../x/",
        "a/../b/",
        "accounts/Ä/",
        "a b/",
        ".git/",
        "é/",
    ],
)
def test_an_address_that_is_none_is_refused(
    address: str, config_file: Path, home: Page, tmp_path: Path
) -> None:
    with pytest.raises(SiteError):
        page_path(address)
    content = Content(pages=[home], redirects=[Redirect(old="a/", new=address)])
    with pytest.raises(SiteError, match="address"):
        write(content, config_file, tmp_path)


@pytest.mark.parametrize("path", ["", "/x", "../x", "a/../x", "a//b", ".hidden", "a/.b", "a\\b"])
def test_a_document_cannot_leave_the_site(
    path: str, config_file: Path, home: Page, tmp_path: Path
) -> None:
    content = Content(pages=[home], documents=[Document(path=path, content=b"")])
    with pytest.raises(SiteError, match="path"):
        write(content, config_file, tmp_path)


def test_what_is_at_one_address_is_never_overwritten(
    config_file: Path, home: Page, page: Callable[..., Page], tmp_path: Path
) -> None:
    account = page("accounts/x/", "account")
    year, meeting = page("meetings/2026/", "meetings-year"), page("meetings/2026/", "meeting")
    contents = [
        Content(pages=[home, year, meeting]),
        Content(pages=[home, account, account]),
        Content(
            pages=[home, page("meetings/2026/", "meetings-year"), page("meetings/2026/", "meeting")]
        ),
        Content(pages=[home, account], redirects=[Redirect(old="accounts/x/", new="")]),
        Content(pages=[home, account], documents=[Document(path="accounts/x", content=b"")]),
        Content(pages=[home], redirects=[Redirect(old="guide/", new="")]),
        Content(pages=[home], documents=[Document(path="404.html", content=b"")]),
        Content(pages=[page("accounts/", "accounts"), page("accounts/index.html/", "account")]),
    ]
    for content in contents:
        with pytest.raises(SiteError, match="same address"):
            write(content, config_file, tmp_path)


def test_a_redirect_leads_on_with_and_without_scripts() -> None:
    text = redirect_html(Redirect(old="accounts/old-name/", new="accounts/ostermark/"))
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert document.find(".//link[@rel='canonical']").get("href") == "../ostermark/"
    refresh = document.find(".//meta[@http-equiv='refresh']")
    assert refresh.get("content") == "0; url=../ostermark/"
    assert document.find(".//a").get("href") == "../ostermark/"
    # It reads the address from the page, so that the script of every redirect is the same.
    assert document.find(".//script").text == REDIRECT_SCRIPT
    assert 'querySelector("link[rel=canonical]").href' in REDIRECT_SCRIPT
