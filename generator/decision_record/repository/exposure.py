"""Personal folders that other people would read: they lie in shared ones, or in what is published.

MkDocs copies its docs_dir and the folder of its own templates as they are, links followed. A
folder is compared by what it is and not by what it is called, so that links, `..` and a file system
that ignores case make no difference (records.md §7).
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from decision_record.diagnostics import Problem
from decision_record.repository.configuration import Configuration
from decision_record.repository.layout import name_of, real_path

Identify = Callable[[Path], object]
"""What a path leads to, comparable with `==`; None where nothing is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """A personal folder that other people would read."""

    personal: Path
    within: Path
    """The shared or published folder that holds it, or lies in it."""
    link: Path | None = None
    """The link below that folder by which it holds it; None where it lies there itself."""

    def explain(self, *, name: Callable[[Path], str]) -> str:
        """Say how, in one sentence without its full stop.

        Args:
            name: How a path is called in messages.
        """
        personal, within = f"`{name(self.personal)}`", f"`{name(self.within)}`"
        if self.link is not None:
            return f"the link `{name(self.link)}` leads into the personal folder {personal}"
        return f"the personal folder {personal} and {within} are inside each other"


ADVICE = (
    "everyone can read what is there: keep personal records in a repository of their own beside "
    "this one, as in `records: [records, {path: ../one-on-ones, kind: personal}]`"
)
"""The help for an exposure."""


def identify(path: Path) -> object:
    """The device and number by which the file system knows a folder or file."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def find_exposures(
    personal: Sequence[Path], folders: Sequence[Path], *, identify: Identify = identify
) -> Iterator[Exposure]:
    """Every personal folder that is or holds one of the others, lies in it, or is linked from it.

    Args:
        personal: Folders that belong to two people, whether they are there or not.
        folders: Folders that everyone reads, or that are published as they are.
        identify: What a path leads to.
    """
    for within in dict.fromkeys(folders):
        for each in dict.fromkeys(personal):
            if _overlap(each, within, identify=identify):
                yield Exposure(personal=each, within=within)
        for link in _links_below(within) if personal else ():
            for each in dict.fromkeys(personal):
                if _overlap(each, link, identify=identify):
                    yield Exposure(personal=each, within=within, link=link)


def find_exposed_roots(configuration: Configuration, *, base: Path) -> Iterator[Problem]:
    """Personal folders of a configuration that other people would read (DR005).

    Args:
        configuration: Names the folders.
        base: The folder that files are named from in messages.
    """
    folders = (*configuration.shared_roots, *configuration.published)
    for each in find_exposures(configuration.named_as_personal, folders):
        yield Problem(
            code="DR005",
            message=each.explain(name=lambda path: name_of(path, base)),
            help=ADVICE,
            at=configuration.point_at_root(each.personal, name=name_of(each.personal, base)),
        )


def is_below(path: Path, folder: Path, *, identify: Identify = identify) -> bool:
    """Whether a path is a folder, or lies below it, by whichever way."""
    real, target = real_path(path), real_path(folder)
    if real.is_relative_to(target):
        return True
    wanted = identify(target)
    return wanted is not None and any(
        identify(parent) == wanted for parent in (real, *real.parents)
    )


def _overlap(one: Path, other: Path, *, identify: Identify) -> bool:
    return is_below(one, other, identify=identify) or is_below(other, one, identify=identify)


def _links_below(folder: Path) -> Iterator[Path]:
    """Every link below a folder, and below the folders that links lead to, each folder once."""
    seen: set[str] = set()
    waiting = [folder]
    while waiting:
        top = waiting.pop()
        real = os.path.realpath(top)
        if real in seen:
            continue
        seen.add(real)
        for parent, folders, names in os.walk(top):
            seen.add(os.path.realpath(parent))
            links = [Path(parent, name) for name in (*folders, *names)]
            for link in sorted(each for each in links if each.is_symlink()):
                yield link
                if link.is_dir():
                    waiting.append(link)
