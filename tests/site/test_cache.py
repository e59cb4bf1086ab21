"""The cache: it holds nothing but what was kept, is only the user's own, and no failure of it ends
a build.
"""

import os
import stat
import threading
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from decision_record.repository.configuration import Settings
from decision_record.site import reference
from decision_record.site.cache import Cache, open_cache
from decision_record.site.content import Slots, TocEntry
from decision_record.site.layouts import Variant
from decision_record.site.reference import Reference, keep_reference
from decision_record.site.shell import Copy, Shell, from_json, to_json

VARIANT = Variant(has_toc=True, has_edit=False)
SHELL = Shell(
    texts={"404.html": "ü \ud800", "search/index.json": "{}"},
    copies={"assets/a.png": Copy(root="docs", path="a.png")},
    layouts={("page", VARIANT): "<html>"},
    pages=("guide/",),
    headers=(("Cache-Control", "no-cache"),),
    site_url=None,
    wants_sitemap=False,
)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(folder=tmp_path / "cache")


def entry_of(cache: Cache, sort: str = "shell", key: str = "a") -> Path:
    return cache.folder / sort / key


def test_what_is_kept_is_found(cache: Cache) -> None:
    assert cache.find("shell", "a") is None
    cache.keep("shell", "a", b"content")
    cache.keep("shell", "b", b"")
    assert cache.find("shell", "a") == b"content"
    assert cache.find("shell", "b") == b""
    assert cache.find("compiled", "a") is None


@pytest.mark.parametrize("change", ["emptied", "cut", "longer", "other", "foreign", "folder"])
def test_a_damaged_entry_is_none(cache: Cache, change: str) -> None:
    cache.keep("shell", "a", b"content")
    file = entry_of(cache)
    kept = file.read_bytes()
    match change:
        case "emptied":
            file.write_bytes(b"")
        case "cut":
            file.write_bytes(kept[:-1])
        case "longer":
            file.write_bytes(kept + b"\n")
        case "other":
            file.write_bytes(kept[:-1] + bytes((kept[-1] ^ 1,)))
        case "foreign":
            file.write_bytes(b"{}")
        case "folder":
            file.unlink()
            file.mkdir()
    assert cache.find("shell", "a") is None


def test_only_the_newest_entries_are_kept(cache: Cache) -> None:
    for number in range(12):
        cache.keep("shell", str(number), b"content")
        os.utime(entry_of(cache, key=str(number)), (number, number))
    assert cache.find("shell", "0") == b"content", "what is used is new again"
    cache.prune()
    kept = {each.name for each in (cache.folder / "shell").iterdir()}
    assert kept == {"0", *(str(number) for number in range(5, 12))}


def test_builds_at_the_same_moment_find_all_of_an_entry_or_none(cache: Cache) -> None:
    texts = [bytes([number]) * 300_000 for number in range(4)]
    ends = time.monotonic() + 0.5
    seen: set[bytes | None] = set()

    def keep(text: bytes) -> None:
        while time.monotonic() < ends:
            cache.keep("shell", "a", text)
            cache.prune()

    threads = [threading.Thread(target=keep, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        seen.add(cache.find("shell", "a"))
    for thread in threads:
        thread.join()
    assert seen - {None} <= {*texts}
    assert cache.find("shell", "a") in texts
    assert [each.name for each in (cache.folder / "shell").iterdir()] == ["a"]


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(folder=tmp_path / "file")
    cache.keep("shell", "a", b"content")
    cache.prune()
    assert cache.find("shell", "a") is None


@pytest.fixture
def config_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    (tmp_path / "records").mkdir()
    return tmp_path / "records" / "site_config.yml"


def test_the_cache_is_in_the_folder_of_the_user(config_file: Path, tmp_path: Path) -> None:
    cache = open_cache(config_file)
    assert cache is not None
    assert cache.folder == tmp_path / "home" / "decision-record"
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700


def test_a_cache_that_others_may_fill_is_not_used(config_file: Path) -> None:
    cache = open_cache(config_file)
    assert cache is not None
    cache.folder.chmod(0o770)
    assert open_cache(config_file) is None


@pytest.mark.parametrize("place", ["records/.cache", "clone/.cache", "linked"])
def test_a_cache_in_a_repository_is_not_used(
    config_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "clone" / ".git").mkdir(parents=True)
    (tmp_path / "linked").symlink_to(tmp_path / "clone")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / place))
    assert open_cache(config_file) is None
    assert not [*tmp_path.glob("**/decision-record")]


@pytest.mark.parametrize("home", ["file/below", "nul"])
def test_a_home_that_is_not_there_is_no_error(
    config_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    (tmp_path / "file").write_text("in the way")
    place = str(tmp_path / home) if home != "nul" else "/dev/null"
    monkeypatch.setenv("XDG_CACHE_HOME", place)
    assert open_cache(config_file) is None


def test_a_shell_is_the_same_after_it_was_kept() -> None:
    assert from_json(to_json(SHELL), roots=["docs"]) == SHELL


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("404.html", "../404.html"),
        ("404.html", "/404.html"),
        ("404.html", "a//404.html"),
        ('"a.png"', '"../a.png"'),
        ('"a.png"', r'"..\\a.png"'),
        ('"docs"', '"elsewhere"'),
        ('"texts"', '"text"'),
        ('["docs", "a.png"]', '["docs"]'),
        ("{", "["),
        ("}", ""),
    ],
)
def test_a_shell_that_is_none_or_names_a_file_elsewhere_is_refused(old: str, new: str) -> None:
    text = to_json(SHELL).decode("utf-8", "surrogatepass")
    assert old in text
    damaged = text.replace(old, new).encode("utf-8", "surrogatepass")
    assert from_json(damaged, roots=["docs"]) is None


REFERENCE = Reference(
    pages={
        "checks/DR001/": Slots(
            title="ü & <b>",
            description="d",
            body="<h1>",
            toc=(TocEntry(id="why", title="Why"),),
        )
    },
    schemas={"account": '{"ü": 1}\n'.encode()},
)


def test_a_reference_is_the_same_after_it_was_kept() -> None:
    assert reference.from_json(reference.to_json(REFERENCE)) == REFERENCE


@pytest.mark.parametrize(("old", "new"), [("pages", "page"), ('"d", ', ""), ("{", "["), ("}", "")])
def test_a_reference_that_is_none_is_refused(old: str, new: str) -> None:
    text = reference.to_json(REFERENCE).decode()
    assert old in text
    assert reference.from_json(text.replace(old, new).encode()) is None


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(severity={"DR304": "off"}),
        Settings(severity={"DR304": "error"}),
        Settings(thresholds={"DR304": {"words": "5"}}),
        Settings(thresholds={"DR304": {"words": "6"}}),
    ],
    ids=str,
)
def test_what_a_team_sets_makes_a_reference_of_its_own(cache: Cache, settings: Settings) -> None:
    other = replace(REFERENCE, schemas={})
    for given, currency, made in (
        (settings, "EUR", REFERENCE),
        (settings, "USD", other),
        (Settings(severity={"DR305": "off"}), "EUR", other),
    ):
        find = partial(keep_reference, cache, given, currency=currency)
        assert find(make=lambda made=made: made) == made  # type: ignore[misc]
        assert find(make=lambda: pytest.fail("it was kept")) == made
    assert keep_reference(None, settings, currency="EUR", make=lambda: other) == other
