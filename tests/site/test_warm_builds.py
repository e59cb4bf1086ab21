"""A build that finds what an earlier one kept gives the same bytes as one that makes everything."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from decision_record.site import mkdocs_build
from decision_record.site.build import build_site
from decision_record.site.cache import Cache
from decision_record.site.content import Content, Document, Page
from decision_record.site.errors import SiteError
from decision_record.site.kinds import KINDS

NAV = "nav: [{Start: index.md}, {Guide: guide/index.md}]\n"
HOOK = "def on_post_page(output, **_):\n    return output.replace('</body>', '<p>hook</p>')\n"
MINE = '{% extends "base.html" %}{% block extrahead %}<meta name="mine">{% endblock %}'
PALETTE = "theme: {name: material, palette: {scheme: slate}}"
THEME = "theme: {name: material, custom_dir: over, palette: {scheme: slate}}"


def settings(text: str) -> Callable[[Path], None]:
    """Add settings to the configuration."""

    def change(folder: Path) -> None:
        with (folder / "site_config.yml").open("a") as file:
            file.write(text)

    return change


def files(texts: Mapping[str, str], more: str = "") -> Callable[[Path], None]:
    """Write files beside the configuration, and add settings to it."""

    def change(folder: Path) -> None:
        for name, text in texts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        settings(more)(folder)

    return change


def replaced(old: str, new: str) -> Callable[[Path], None]:
    """Write a setting differently."""

    def change(folder: Path) -> None:
        file = folder / "site_config.yml"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))

    return change


CHANGES: Mapping[str, Callable[[Path], None]] = {
    "site_name": replaced("site_name: Small", "site_name: Large"),
    "palette": replaced("theme: material", PALETTE),
    "site_url": settings("site_url: https://example.org/records/\n"),
    "forge": settings("repo_url: https://github.com/acme/records\nedit_uri: edit/main/\n"),
    "extra": settings("extra: {social: [{icon: material/pencil, link: https://example.org}]}\n"),
    "nav": settings(NAV),
    "own pages": files({"docs/own.md": "# Own\n", "docs/a.txt": "a"}, "docs_dir: docs\n"),
    "an own page": files({"docs/own.md": "# Other\n"}),
    "a file beside them": files({"docs/a.txt": "b"}),
    "templates": files({"over/main.html": '{% extends "base.html" %}', "over/extra.css": "p {}"}),
    "custom_dir": replaced(PALETTE, THEME),
    "a template": files({"over/main.html": MINE}),
    "a hook": files({"hook.py": HOOK}, "hooks: [hook.py]\n"),
}
"""What may change between two builds; each is made on top of those before it."""


def content(page: Callable[..., Page], **changes: object) -> Content:
    pages = [
        page(
            kind.address.format(f"x{n}", f"y{n}"),
            kind.name,
            edit_url="https://example.org/edit" if n % 3 == 0 else None,
        )
        for n, kind in enumerate(KINDS)
    ]
    return Content(pages=pages, **changes)  # type: ignore[arg-type]


def bytes_of(folder: Path) -> dict[str, bytes]:
    found = (each for each in sorted(folder.rglob("*")) if each.is_file())
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in found}


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(folder=tmp_path / "cache")


@pytest.fixture
def without_mkdocs(monkeypatch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """Whether MkDocs was asked for nothing since the last time that this was called."""
    asked: list[object] = []
    real = mkdocs_build.build_with_mkdocs

    def build(*args: object, **given: object) -> object:
        asked.append(given)
        return real(*args, **given)  # type: ignore[arg-type]

    def was_not_asked() -> bool:
        found = not asked
        asked.clear()
        return found

    monkeypatch.setattr(mkdocs_build, "build_with_mkdocs", build)
    return was_not_asked


def test_no_change_leaves_a_page_as_it_was(
    config_file: Path,
    page: Callable[..., Page],
    cache: Cache,
    tmp_path: Path,
    without_mkdocs: Callable[[], bool],
) -> None:
    def build(name: str, where: Cache | None) -> dict[str, bytes]:
        site = build_site(
            content(page), config_file=config_file, output=tmp_path / name, cache=where
        )
        return bytes_of(site.folder)

    seen = [build("cold", cache)]
    for name, change in {"nothing": settings(""), **CHANGES}.items():
        change(config_file.parent)
        made = build("cold", None)
        assert not without_mkdocs()
        assert build("warm", cache) == made, f"the first build after {name}"
        without_mkdocs()
        assert build("warm", cache) == made, f"the second build after {name}"
        assert without_mkdocs() == ("hook" not in name), name
        assert (made in seen) == (name in {"nothing", "templates"}), f"{name} changed nothing"
        seen.append(made)


@pytest.mark.parametrize("changes", [{"is_public": True}, {"notice": "For <two> people"}])
def test_who_may_read_a_site_changes_it(
    config_file: Path,
    page: Callable[..., Page],
    cache: Cache,
    tmp_path: Path,
    changes: Mapping[str, object],
) -> None:
    def build(name: str, where: Cache | None, **given: object) -> dict[str, bytes]:
        made = content(page, **given)
        site = build_site(made, config_file=config_file, output=tmp_path / name, cache=where)
        return bytes_of(site.folder)

    first = build("warm", cache)
    made = build("cold", None, **changes)
    assert made != first
    assert build("warm", cache, **changes) == made
    assert build("warm", cache, **changes) == made


def test_a_page_that_needs_another_layout_gets_it(
    config_file: Path,
    page: Callable[..., Page],
    cache: Cache,
    tmp_path: Path,
    without_mkdocs: Callable[[], bool],
) -> None:
    plain = page("", "home")
    edited = page("", "home", edit_url="https://example.org/edit")
    for each, is_warm in ((plain, False), (edited, False), (plain, True), (edited, True)):
        site = build_site(
            Content(pages=[each]), config_file=config_file, output=tmp_path / "site", cache=cache
        )
        assert ("https://example.org/edit" in (site.folder / "index.html").read_text()) == (
            each is edited
        )
        assert without_mkdocs() == is_warm


def test_a_warning_is_said_by_each_build(
    config_file: Path, home: Page, cache: Cache, tmp_path: Path
) -> None:
    docs = config_file.parent / "docs"
    docs.mkdir()
    (docs / "own.md").write_text("# Own\n\n[nowhere](nowhere.md)\n")
    settings("docs_dir: docs\n")(config_file.parent)
    for _ in range(2):
        site = build_site(
            Content(pages=[home]), config_file=config_file, output=tmp_path / "site", cache=cache
        )
        assert [each for each in site.warnings if "nowhere.md" in each]


@pytest.mark.parametrize("change", [lambda kept: kept[:100], lambda kept: kept[:-9] + b"x" * 9])
def test_a_damaged_cache_costs_time_and_nothing_else(
    config_file: Path,
    page: Callable[..., Page],
    cache: Cache,
    tmp_path: Path,
    change: Callable[[bytes], bytes],
) -> None:
    def build() -> dict[str, bytes]:
        site = build_site(
            content(page), config_file=config_file, output=tmp_path / "site", cache=cache
        )
        return bytes_of(site.folder)

    made = build()
    entries = [each for each in cache.folder.rglob("*") if each.is_file()]
    assert {each.parent.name for each in entries} == {"compiled", "shell"}
    for each in entries:
        each.write_bytes(change(each.read_bytes()))
    assert build() == made
    assert build() == made


def test_nothing_of_a_record_is_kept(
    config_file: Path, page: Callable[..., Page], cache: Cache, tmp_path: Path
) -> None:
    name = "ostermark-churns"
    told = {"title": name, "description": name, "edit_url": f"https://e.org/{name}"}
    pages = [page("", "home", **told), page(f"accounts/{name}/", "account", **told)]
    site = build_site(
        Content(pages=pages), config_file=config_file, output=tmp_path / "site", cache=cache
    )
    assert name in (site.folder / "index.html").read_text()
    kept = [each for each in cache.folder.rglob("*") if each.is_file()]
    assert kept
    for each in kept:
        assert re.fullmatch("[0-9a-f]{64}", each.name)
        assert name.encode() not in each.read_bytes()


def test_what_cannot_be_written_is_said_likewise(
    config_file: Path, home: Page, cache: Cache, tmp_path: Path, without_mkdocs: Callable[[], bool]
) -> None:
    def build(**changes: object) -> None:
        made = Content(pages=[home], **changes)  # type: ignore[arg-type]
        build_site(made, config_file=config_file, output=tmp_path / "site", cache=cache)

    build()
    before = bytes_of(tmp_path / "site")
    without_mkdocs()
    with pytest.raises(SiteError, match="the site cannot be written: File name too long"):
        build(documents=[Document(path="a" * 300, content=b"")])
    assert without_mkdocs()
    assert bytes_of(tmp_path / "site") == before
