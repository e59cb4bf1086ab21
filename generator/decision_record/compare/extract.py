"""Files of a revision, written into a temporary folder as plain data.

A revision's content may come from anyone: a link is written as one that leads nowhere, nothing is
written through a link or over another file, and nothing outside the folder. No file can be run.
"""

import os
import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from decision_record.source.revision import Blobs, EntryKind, TreeEntry

_NOWHERE = f"{os.devnull}/link"
"""Where written links lead: no file can ever be below what is no folder."""
_MOST_LINKS = 40
"""Links that are followed one after another, as Linux does."""
_OF_LFS = b"version https://git-lfs.github.com/spec/"
TOP = "."
"""The path of the whole tree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedFolder:
    """What came of a folder."""

    files: int = 0
    in_lfs: tuple[str, ...] = ()
    """Files whose content git does not hold: they are left out."""
    submodules: tuple[str, ...] = ()
    """Folders whose files are in repositories of their own: they are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """A revision's tree, and the folder that parts of it are written into."""

    tree: Mapping[str, TreeEntry]
    blobs: Blobs
    top: Path
    """The folder in place of the top of the work tree; it is empty at first."""

    def find_submodule(self, path: str) -> str | None:
        """The submodule that a path is, or lies in."""
        parts = path.split("/")
        above = ("/".join(parts[: end + 1]) for end in range(len(parts)))
        return next((each for each in above if self._is(each, EntryKind.SUBMODULE)), None)

    def read(self, path: str) -> bytes | None:
        """The content of a file, links within the tree followed; None where there is none."""
        real = self._follow(path)
        entry = self.tree.get(real) if real is not None else None
        return self.blobs.read(entry) if entry and entry.kind is EntryKind.FILE else None

    def write_file(self, path: str) -> bool:
        """Write one file in its place; whether there is one."""
        content = self.read(path)
        return content is not None and self._put(path, content)

    def write_name(self, path: str) -> None:
        """Write an empty file in the place of a file, for those who only look at names."""
        self._put(path, b"")

    def write_folder(self, path: str, *, without: Collection[str] = ()) -> ExtractedFolder:
        """Write all that is below a folder.

        Args:
            path: The folder; where it is a link within the tree, what is there is written here.
            without: Folders of which nothing is written.
        """
        files = 0
        in_lfs: list[str] = []
        submodules: list[str] = []
        for place, entry in self._below(path):
            if is_among(place, without):
                continue
            match entry.kind:
                case EntryKind.SUBMODULE:
                    submodules.append(place)
                case EntryKind.LINK:
                    files += self._link(place)
                case EntryKind.FILE:
                    content = self.blobs.read(entry)
                    if content.startswith(_OF_LFS):
                        in_lfs.append(place)
                    else:
                        files += self._put(place, content)
        return ExtractedFolder(files=files, in_lfs=tuple(in_lfs), submodules=tuple(submodules))

    def _below(self, path: str) -> Iterator[tuple[str, TreeEntry]]:
        real = self._follow(path)
        if real is None:
            return
        start = "" if real == TOP else f"{real}/"
        for each, entry in self.tree.items():
            if each.startswith(start):
                yield posixpath.normpath(posixpath.join(path, each[len(start) :])), entry

    def _follow(self, path: str) -> str | None:
        """Where a path leads by links that stay in the tree; None where one leads out of it."""
        waiting, real = path.split("/"), TOP
        links = 0
        while waiting:
            step = posixpath.normpath(posixpath.join(real, waiting.pop(0)))
            if step == ".." or step.startswith("../"):
                return None
            if not self._is(step, EntryKind.LINK):
                real = step
                continue
            links += 1
            target = os.fsdecode(self.blobs.read(self.tree[step]))
            if links > _MOST_LINKS or target.startswith("/"):
                return None
            waiting = [*target.split("/"), *waiting]
        return real

    def _is(self, path: str, kind: EntryKind) -> bool:
        entry = self.tree.get(path)
        return entry is not None and entry.kind is kind

    def _put(self, path: str, content: bytes) -> bool:
        """Write a file that is not there yet; not one that this file system cannot have."""
        place = self.top / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("xb") as file:
                file.write(content)
        except (FileExistsError, NotADirectoryError):
            return False  # names that differ in case only, or a crafted tree
        return True

    def _link(self, path: str) -> bool:
        place = self.top / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(_NOWHERE)
        except OSError:
            return False
        return True


def is_among(path: str, folders: Collection[str]) -> bool:
    """Whether a path is one of some folders, or lies in one; all from the same top, with `/`."""
    return any(each in (TOP, path) or path.startswith(f"{each}/") for each in folders)
