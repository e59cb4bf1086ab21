"""The new site and the old one change places in one step where the system can do it."""

import ctypes
import errno
from pathlib import Path

import pytest

from decision_record.site.errors import PublishError
from decision_record.site.exchange import exchange, never_exchange
from publishing import left_beside, publish


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


def test_if_the_exchange_is_refused_the_old_site_stays(tmp_path: Path) -> None:
    def refuse(one: Path, other: Path) -> bool:
        raise OSError(errno.EBUSY, "Device or resource busy", one, other)

    output = tmp_path / "site"
    publish(output, "old")
    with pytest.raises(PublishError, match=r"busy.*mounted folder"):
        publish(output, swap=refuse)
    assert (output / "index.html").read_text() == "old"
    assert left_beside(output) == []


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
