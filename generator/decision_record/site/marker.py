"""The file by which a site of ours is known: for whom it is, and which files we wrote.

A build replaces only what an earlier build wrote. This module knows nothing of how.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from pathlib import Path
from urllib.parse import quote_from_bytes


class Audience(Enum):
    """For whom a site is; the value is the name of its marker."""

    EVERYBODY = ".decision-record"
    PERSONAL = ".decision-record-personal"
    """For the people of the one-on-ones in it."""

    @property
    def marker(self) -> str:
        """The name of the file that marks such a site."""
        return self.value


_HEAD = (
    "Written by decision-record, and replaced as a whole by its next build, if nothing was added.\n"
    "These are the files that it wrote:\n"
)
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What file managers leave in every folder that is opened."""


def mark(folder: Path, audience: Audience) -> None:
    """Mark a finished site, with the names of its files."""
    names = sorted(name for name, _ in _walk(folder))
    (folder / audience.marker).write_text(_HEAD + "".join(f"{name}\n" for name in names), "utf-8")


def audience_of(folder: Path) -> Audience | None:
    """For whom the site in a folder is; None where it holds none of ours."""
    for audience in (Audience.PERSONAL, Audience.EVERYBODY):
        if (folder / audience.marker).is_file():
            return audience
    return None


def find_foreign(folder: Path, audience: Audience) -> tuple[str, ...] | None:
    """What lies in a site and was not written by us: files, links, and folders with a slash.

    None where the site does not say what we wrote, as that of an earlier version.
    """
    written = _read(folder, audience)
    if written is None:
        return None
    folders = {parent for name in written for parent in _parents(name)}
    return tuple(
        name
        for name, _ in _walk(folder, folders=folders)
        if name not in written and name != audience.marker and not _is_litter(name)
    )


def remove(folder: Path, audience: Audience) -> bool:
    """Delete what we wrote of a site, and its folders if nothing else is in them.

    Returns:
        Whether nothing is left.
    """
    written = _read(folder, audience) or frozenset()
    for name, path in [*_walk(folder)]:
        if name in written or name == audience.marker or _is_litter(name):
            with suppress(FileNotFoundError):
                os.unlink(path)  # noqa: PTH108 - see `_walk`
    for parent, _, _ in os.walk(folder, topdown=False):
        try:
            os.rmdir(parent)  # noqa: PTH106 - see `_walk`
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
    return not folder.exists()


def _read(folder: Path, audience: Audience) -> frozenset[str] | None:
    try:
        text = (folder / audience.marker).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return frozenset(text.removeprefix(_HEAD).splitlines()) if text.startswith(_HEAD) else None


def _walk(folder: Path, *, folders: set[str] | None = None) -> Iterator[tuple[str, str]]:
    """Every file and link below a folder, by name; and every folder that is not one of `folders`.

    Names are quoted as in addresses, so that each is one line whatever bytes it has. Paths are
    texts here: of the thousands of a site pathlib takes longer to make objects than to delete them.
    """
    root = os.fspath(folder)
    for parent, names, files in os.walk(root):
        inside = _quoted(parent[len(root) + 1 :])
        before = f"{inside}/" if inside else ""
        for name in sorted(names):
            path, quoted = os.path.join(parent, name), before + _quoted(name)  # noqa: PTH118
            if os.path.islink(path):  # noqa: PTH114
                yield quoted, path
            elif folders is not None and quoted not in folders:
                yield f"{quoted}/", path
                names.remove(name)
        for name in sorted(files):
            yield before + _quoted(name), os.path.join(parent, name)  # noqa: PTH118


def _quoted(path: str) -> str:
    return quote_from_bytes(os.fsencode(path).replace(os.sep.encode(), b"/"))


def _parents(name: str) -> Iterator[str]:
    while name := name.rpartition("/")[0]:
        yield name


def _is_litter(name: str) -> bool:
    return name.rpartition("/")[2] in _LITTER
