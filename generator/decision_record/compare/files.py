"""Which record files a change added, changed, renamed and deleted.

Contents are compared here and not by git, which would run a repository's filters over the files on
disk. A different end of lines is no difference.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from decision_record.model.records import File
from decision_record.source.files import read_record

_ALIKE = 0.5
"""The share of a file's text from which on another file is the same one, renamed, as for git."""
_MOST_PAIRS = 20_000
"""Pairs of files whose texts are compared; of more, only equal texts and names are seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A file that has another name or place now."""

    was: File
    now: File
    is_changed: bool
    """Whether its text differs too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChanges:
    """What became of the record files, each in the order of their names."""

    added: tuple[File, ...] = ()
    changed: tuple[File, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    deleted: tuple[File, ...] = ()
    line_ends: tuple[File, ...] = ()
    """Files whose lines end otherwise and that say the same: where git converts ends of lines on
    disk, the commits may well have no such difference."""


Found = Iterable[tuple[File, Path]]
"""Files with where they are."""


def find_changes(before: Found, now: Found) -> FileChanges:
    """What became of the files, by their names.

    Args:
        before: The files as they were.
        now: The files as they are; the same name is the same file.
    """
    old, new = _by_name(before), _by_name(now)
    gone = [old[name] for name in sorted(old.keys() - new.keys())]
    come = [new[name] for name in sorted(new.keys() - old.keys())]
    renamed = tuple(sorted(_match(gone, come), key=lambda each: each.now.name))
    moved_from = {each.was.name for each in renamed}
    moved_to = {each.now.name for each in renamed}
    return FileChanges(
        added=tuple(each.file for each in come if each.file.name not in moved_to),
        changed=tuple(
            new[name].file
            for name in sorted(old.keys() & new.keys())
            if old[name].text != new[name].text
        ),
        renamed=renamed,
        deleted=tuple(each.file for each in gone if each.file.name not in moved_from),
        line_ends=tuple(
            new[name].file
            for name in sorted(old.keys() & new.keys())
            if old[name].text == new[name].text and old[name].ends != new[name].ends
        ),
    )


@dataclass(frozen=True, slots=True)
class _Text:
    file: File
    text: bytes
    """Its bytes, with a line feed at the end of each line."""
    ends: int
    """How many lines end with a carriage return too."""


def _by_name(found: Found) -> Mapping[str, _Text]:
    return {file.name: _read(file, path) for file, path in found}


def _read(file: File, path: Path) -> _Text:
    try:
        content = read_record(path)
    except OSError:
        content = b""
    return _Text(file, content.replace(b"\r\n", b"\n"), content.count(b"\r\n"))


def _match(gone: Sequence[_Text], come: Sequence[_Text]) -> Iterator[Renamed]:
    """Which new file each old one became: the most alike first, each once."""
    taken: set[str] = set()
    for _, was, now in sorted(_pairs(gone, come), key=lambda each: each[0], reverse=True):
        if taken.isdisjoint((f"-{was.file.name}", f"+{now.file.name}")):
            taken |= {f"-{was.file.name}", f"+{now.file.name}"}
            yield Renamed(was=was.file, now=now.file, is_changed=was.text != now.text)


def _pairs(
    gone: Sequence[_Text], come: Sequence[_Text]
) -> Iterator[tuple[tuple[float, bool], _Text, _Text]]:
    """Files that may be one, with how alike they are; what keeps its identity is one file."""
    are_few = len(gone) * len(come) <= _MOST_PAIRS
    lines = (
        {id(each): Counter(each.text.splitlines()) for each in (*gone, *come)} if are_few else {}
    )
    by_text: dict[bytes, list[_Text]] = {}
    by_identity: dict[tuple[str, str], list[_Text]] = {}
    for each in come:
        by_text.setdefault(each.text, []).append(each)
        by_identity.setdefault((each.file.kind, each.file.id), []).append(each)
    for was in gone:
        same = by_identity.get((was.file.kind, was.file.id), [])
        yield from (((1.0, True), was, now) for now in same)
        if was.text.strip():
            equal = by_text.get(was.text, [])
            yield from (((1.0, False), was, now) for now in equal)
            for now in come if are_few else ():
                alike = _likeness(lines[id(was)], lines[id(now)])
                if alike >= _ALIKE:
                    yield (alike, False), was, now


def _likeness(one: Counter[bytes], other: Counter[bytes]) -> float:
    """The share of the longer text that both have, counted in characters of equal lines."""
    longer = max(_size(one), _size(other))
    return _size(one & other) / longer if longer else 0.0


def _size(lines: Counter[bytes]) -> int:
    return sum(len(line) * number for line, number in lines.items())
