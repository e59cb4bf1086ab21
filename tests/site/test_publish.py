import ctypes
import errno
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from decision_record.site.build import build_site
from decision_record.site.content import Content, Page
from decision_record.site.errors import PublishError
from decision_record.site.exchange import Exchange, exchange, never_exchange
from decision_record.site.marker import Audience, find_foreign, remove
from decision_record.site.publish import find_leftovers, publishing

MARKER = Audience.EVERYBODY.marker
EITHER_WAY = pytest.mark.parametrize("swap", [exchange, never_exchange])


def publish(output: Path, text: str = "new", *more: str, **limits: object) -> None:
    with publishing(output, **limits) as folder:  # type: ignore[arg-type]
        for name in ("index.html", "404.html", *more):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text)


def publish_only(output: Path, *names: str) -> None:
    with publishing(output) as folder:
        for name in ("index.html", "404.html"):
            (folder / name).write_text("text" if name in names else "")


def fail(output: Path) -> None:
    with publishing(output) as folder:
        (folder / "index.html").write_text("half")
        raise ZeroDivisionError


def publish_after_someone_else_wrote(output: Path) -> None:
    with publishing(output) as folder:
        for name in ("index.html", "404.html"):
            (folder / name).write_text("new")
        output.mkdir()
        (output / "letter.txt").write_text("dear")


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def left_beside(output: Path) -> list[str]:
    return [path.name for path in output.parent.iterdir() if path != output]


@EITHER_WAY
def test_a_site_takes_the_place_of_the_last_one(tmp_path: Path, swap: Exchange) -> None:
    output = tmp_path / "deep" / "site"
    publish(output, "first", "stale.html", "of-the-first/index.html", swap=swap)
    publish(output, "second", swap=swap)
    assert (output / "index.html").read_text() == "second"
    assert names_in(output) == [MARKER, "404.html", "index.html"]
    assert left_beside(output) == []


def test_an_empty_folder_is_filled_and_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    output = tmp_path / "site"
    output.mkdir()
    publish(output)
    assert (output / MARKER).is_file()
    ordinary = tmp_path / "ordinary"
    ordinary.mkdir()
    assert output.stat().st_mode == ordinary.stat().st_mode


def test_after_a_failure_the_last_site_stays(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output, "good")
    with pytest.raises(ZeroDivisionError):
        fail(output)
    assert (output / "index.html").read_text() == "good"
    assert left_beside(output) == []


@pytest.mark.parametrize("missing", ["index.html", "404.html"])
def test_a_site_without_its_first_page_is_not_published(tmp_path: Path, missing: str) -> None:
    output = tmp_path / "site"
    with pytest.raises(PublishError, match=missing):
        publish_only(output, *({"index.html", "404.html"} - {missing}))
    assert list(tmp_path.iterdir()) == []


def test_what_we_did_not_write_is_not_replaced(tmp_path: Path) -> None:
    documents = tmp_path / "Documents"
    documents.mkdir()
    (documents / "letter.txt").write_text("dear")
    with pytest.raises(PublishError, match="did not write"):
        publish(documents)
    assert (documents / "letter.txt").read_text() == "dear"
    with pytest.raises(PublishError, match="is a file"):
        publish(documents / "letter.txt")
    assert left_beside(documents) == []


def test_files_that_come_while_building_are_not_lost(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with pytest.raises(PublishError, match="did not write"):
        publish_after_someone_else_wrote(output)
    assert (output / "letter.txt").read_text() == "dear"


def test_neither_sources_nor_their_surroundings_are_replaced(tmp_path: Path) -> None:
    records = tmp_path / "work" / "records"
    records.mkdir(parents=True)
    for output in (records, records.parent, tmp_path, records / "site"):
        with pytest.raises(PublishError, match="--output"):
            publish(output, sources=(records,))
    with pytest.raises(PublishError, match="would be replaced"):
        publish(records.parent, kept=(records.parent,))
    publish(records.parent / "site", kept=(records.parent,), sources=(records,))
    assert records.is_dir()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    publish(link)
    assert link.is_symlink()
    assert (real / "index.html").is_file()


def test_if_the_new_site_cannot_be_put_in_place_the_old_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "site"
    publish(output, "old")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if "building" in self.name:
            raise OSError(18, "Invalid cross-device link")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PublishError, match="cross-device"):
        publish(output, swap=never_exchange)
    assert (output / "index.html").read_text() == "old"
    assert left_beside(output) == []


def test_if_the_exchange_is_refused_the_old_site_stays(tmp_path: Path) -> None:
    def refuse(one: Path, other: Path) -> bool:
        raise OSError(errno.EBUSY, "Device or resource busy", one, other)

    output = tmp_path / "site"
    publish(output, "old")
    with pytest.raises(PublishError, match=r"busy.*mounted folder"):
        publish(output, swap=refuse)
    assert (output / "index.html").read_text() == "old"
    assert left_beside(output) == []


CRASH = """
import os, sys
from pathlib import Path
from decision_record.site.publish import publishing
with publishing(Path(sys.argv[1])) as folder:
    (folder / "index.html").write_text("half")
    os._exit(9)
"""


def test_what_a_crashed_build_left_is_left_alone(tmp_path: Path) -> None:
    output = tmp_path / "site"
    assert subprocess.run([sys.executable, "-c", CRASH, output], check=False).returncode == 9
    (left,) = tmp_path.iterdir()
    publish(output)
    publish(output)
    assert (left / "index.html").read_text() == "half"
    assert find_leftovers(output) == (left,)


@pytest.mark.parametrize("name", [".site.before-1234", ".site.before-00c0ffee", ".site.building-x"])
def test_what_is_called_like_ours_is_left_alone(tmp_path: Path, name: str) -> None:
    output, other = tmp_path / "site", tmp_path / name
    other.mkdir()
    (other / "letter.txt").write_text("dear")
    publish(output)
    publish(output, swap=never_exchange)
    with pytest.raises(ZeroDivisionError):
        fail(output)
    shutil.rmtree(output)
    with pytest.raises(ZeroDivisionError):
        fail(output)
    assert (other / "letter.txt").read_text() == "dear"
    assert not output.exists()


def test_a_build_that_is_running_is_no_leftover(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with publishing(output) as folder:
        assert left_beside(output) == [folder.name]
        assert find_leftovers(output) == ()
        for name in ("index.html", "404.html"):
            (folder / name).write_text("new")


def test_a_leftover_is_said(tmp_path: Path, config_file: Path, home: Page) -> None:
    left = tmp_path / ".site.building-00c0ffee"
    left.mkdir()
    site = build_site(Content(pages=[home]), config_file=config_file, output=tmp_path / "site")
    (said,) = site.warnings
    assert said.startswith(f"{left} is left from a build that was interrupted")
    assert left.is_dir()


@EITHER_WAY
def test_a_clone_of_the_published_branch_is_refused(tmp_path: Path, swap: Exchange) -> None:
    """Its .git and CNAME are not ours, and were deleted with the site."""
    output = tmp_path / "site"
    publish(output, "published")
    subprocess.run(["git", "init", "--quiet", output], check=True)
    (output / "CNAME").write_text("record.acme.example")
    before = {path: path.is_dir() or path.read_bytes() for path in output.rglob("*")}
    with pytest.raises(PublishError, match=r"holds `.git/` and `CNAME`.*--output and copy"):
        publish(output, swap=swap)
    assert {path: path.is_dir() or path.read_bytes() for path in output.rglob("*")} == before
    assert left_beside(output) == []


@pytest.mark.parametrize(
    "added",
    ["letter.txt", "accounts/letter.txt", "accounts/mine/", ".nojekyll", "li\nne", "\udcff"],
)
def test_what_was_added_to_a_site_is_never_deleted(tmp_path: Path, added: str) -> None:
    output = tmp_path / "site"
    publish(output, "old", "accounts/index.html")
    path = output / added
    if added.endswith("/"):
        path.mkdir()
    else:
        path.write_text("dear")
    with pytest.raises(PublishError, match="did not write and would delete"):
        publish(output)
    assert path.exists()
    assert (output / "index.html").read_text() == "old"


def test_a_link_that_was_added_is_never_followed_or_deleted(tmp_path: Path) -> None:
    output, outside = tmp_path / "site", tmp_path / "outside"
    outside.mkdir()
    (outside / "letter.txt").write_text("dear")
    publish(output)
    (output / "more").symlink_to(outside)
    with pytest.raises(PublishError, match="`more`"):
        publish(output)
    assert (output / "more").is_symlink()
    assert (outside / "letter.txt").read_text() == "dear"


def test_what_a_file_manager_leaves_is_no_obstacle(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output, "old", "accounts/index.html")
    (output / "accounts/.DS_Store").write_bytes(b"\0")
    publish(output)
    assert not (output / "accounts").exists()


def test_files_with_any_name_are_ours_if_we_wrote_them(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output, "old", "a b.html", "li\nne.txt", "ä%20.txt", "\udcff.txt", "\u2028.txt")
    assert find_foreign(output, Audience.EVERYBODY) == ()
    publish(output)
    assert names_in(output) == [MARKER, "404.html", "index.html"]


def test_many_files_of_others_are_counted(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output)
    for number in range(9):
        (output / f"{number}.txt").write_text("dear")
    with pytest.raises(PublishError, match=r"holds `0.txt`, `1.txt`, `2.txt` and 6 more, which"):
        publish(output)


def test_what_comes_at_the_last_moment_is_not_deleted_either(tmp_path: Path) -> None:
    def add_then_exchange(one: Path, other: Path) -> bool:
        (other / "letter.txt").write_text("dear")
        return exchange(one, other)

    output = tmp_path / "site"
    publish(output, "old")
    publish(output, "new", swap=add_then_exchange)
    assert (output / "index.html").read_text() == "new"
    (left,) = left_beside(output)
    assert names_in(tmp_path / left) == ["letter.txt"]


def test_a_site_of_an_earlier_version_is_not_guessed_at(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output, "old")
    (output / MARKER).write_text("Written by decision-record, and replaced as a whole.\n")
    with pytest.raises(PublishError, match=r"earlier version.*delete that folder"):
        publish(output)
    assert not remove(output, Audience.EVERYBODY)
    assert (output / "index.html").read_text() == "old"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (Audience.EVERYBODY, Audience.PERSONAL, "the site for everyone, which a personal one"),
        (Audience.PERSONAL, Audience.EVERYBODY, "a personal site, which the site for everyone"),
    ],
)
def test_no_site_takes_the_place_of_one_for_other_people(
    tmp_path: Path, first: Audience, second: Audience, said: str
) -> None:
    output = tmp_path / "site"
    publish(output, "old", audience=first)
    with pytest.raises(PublishError, match=f"{said} may not replace: give another --output"):
        publish(output, audience=second)
    assert (output / "index.html").read_text() == "old"
    publish(output, audience=first)
    assert (output / "index.html").read_text() == "new"


def test_a_site_inside_another_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output)
    with pytest.raises(PublishError, match="lies inside the site"):
        publish(output / "private", audience=Audience.PERSONAL)


def test_there_is_no_moment_without_a_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    probes = [tmp_path / "one", tmp_path / "other"]
    for probe in probes:
        probe.mkdir()
    if not exchange(*probes):
        pytest.skip("this file system cannot exchange folders in one step")
    output = tmp_path / "site"
    publish(output, "old")
    renamed: list[Path] = []
    monkeypatch.setattr(Path, "rename", lambda self, _: renamed.append(self))
    publish(output)
    assert (output / "index.html").read_text() == "new"
    assert renamed == []


class Library:
    """A C library in which one call succeeds, fails or is absent."""

    def __init__(self, function: str, number: int = 0) -> None:
        self.calls: list[tuple[object, ...]] = []

        def call(*arguments: object) -> int:
            self.calls.append(arguments)
            ctypes.set_errno(number)
            return -1 if number else 0

        setattr(self, function, call)


def test_linux_exchanges_by_renameat2() -> None:
    library = Library("renameat2")
    assert exchange(Path("a"), Path("b"), platform="linux", library=library)
    assert library.calls == [(-100, b"a", -100, b"b", 2)]


def test_macos_exchanges_by_renamex_np() -> None:
    library = Library("renamex_np")
    assert exchange(Path("a"), Path("b"), platform="darwin", library=library)
    assert library.calls == [(b"a", b"b", 2)]


@pytest.mark.parametrize(
    ("platform", "library"),
    [
        ("win32", Library("renameat2")),
        ("linux", Library("renamex_np")),
        ("darwin", Library("renameat2")),
        ("linux", Library("renameat2", errno.ENOSYS)),
        ("linux", Library("renameat2", errno.EINVAL)),
        ("darwin", Library("renamex_np", errno.ENOTSUP)),
    ],
)
def test_where_the_system_cannot_exchange_it_says_so(platform: str, library: Library) -> None:
    assert not exchange(Path("a"), Path("b"), platform=platform, library=library)


def test_an_exchange_that_fails_otherwise_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "absent", tmp_path / "too", platform="linux")


def test_two_builds_at_a_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with publishing(output) as slow:
        (slow / "index.html").write_text("slow")
        publish(output, "quick")
        assert (slow / "index.html").exists()
        (slow / "404.html").write_text("slow")
    assert (output / "index.html").read_text() == "slow"
    assert left_beside(output) == []
