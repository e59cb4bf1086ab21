"""The build cache: in the user's own cache folder, never in a repository.

An entry is found by a key that is a hash of all that it was made from. It carries a hash of itself,
so that a damaged or foreign one is made again. Failures here only cost time: nothing
is raised, and without a safe folder nothing is cached.
"""

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from decision_record.repository.exposure import is_below
from decision_record.repository.layout import real_path

_NAME = "decision-record"
_KEPT = {"shell": 8, "compiled": 400, "text": 40}
"""How many entries of each sort are kept: the newest."""
_OTHERS_MAY_WRITE = 0o022


@dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """A folder of entries."""

    folder: Path

    def find(self, sort: str, key: str) -> bytes | None:
        """The entry that was kept under a key; None where there is none that is whole."""
        file = self.folder / sort / key
        try:
            digest, content = _split(file.read_bytes())
            if digest != _digest(content):
                return None
            os.utime(file)
        except OSError:
            return None
        return content

    def keep(self, sort: str, key: str, content: bytes) -> None:
        """Keep an entry, in one step, so that builds at the same moment find all of it or none."""
        folder = self.folder / sort
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _written(folder / key) as file:
                os.write(file, _digest(content))
                remaining = memoryview(content)
                while remaining:
                    remaining = remaining[os.write(file, remaining) :]

    def prune(self) -> None:
        """Delete the entries that were not used for longest, where there are too many."""
        for sort, number in _KEPT.items():
            with suppress(OSError):
                folder = self.folder / sort
                by_age = sorted((each.stat().st_mtime_ns, each) for each in folder.iterdir())
                for _, entry in by_age[:-number]:
                    entry.unlink()


def open_cache(config_file: Path) -> Cache | None:
    """The cache of the user who builds; None where there is no folder that only they can fill.

    Compiled templates are code, so their folder is never one that comes with a repository: whoever
    opens a pull request would choose what runs.

    Args:
        config_file: The configuration; the cache is not below its folder.
    """
    try:
        folder = Path(platformdirs.user_cache_dir(_NAME, appauthor=False))
        if not folder.is_absolute() or _is_in_repository(folder):
            return None
        if is_below(folder, config_file.absolute().parent):
            return None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_own(folder):
            return None
    except (OSError, RuntimeError):
        return None
    return Cache(folder=folder)


def _is_in_repository(folder: Path) -> bool:
    """Whether a folder is in a clone, whose files others choose."""
    real = real_path(folder)
    return any((each / ".git").exists() for each in (real, *real.parents))


def _is_own(folder: Path) -> bool:
    """Whether a folder is the user's, and no one else may write in it."""
    if sys.platform == "win32":
        return True
    found = folder.stat()
    return found.st_uid == os.getuid() and not found.st_mode & _OTHERS_MAY_WRITE


_DIGEST_SIZE = hashlib.sha256().digest_size


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _split(entry: bytes) -> tuple[bytes, bytes]:
    return entry[:_DIGEST_SIZE], entry[_DIGEST_SIZE:]


@contextmanager
def _written(target: Path) -> Iterator[int]:
    """A new file beside the target that takes its place when it is whole."""
    file, name = tempfile.mkstemp(dir=target.parent)
    try:
        try:
            yield file
        finally:
            os.close(file)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
