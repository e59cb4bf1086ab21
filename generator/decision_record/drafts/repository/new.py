"""A new repository for a company: records that pass every rule, and the files around them.

The texts lie in `start/`: what every company gets, and beside it what goes with tiers or with one
combined meeting. A new folder is written beside its place and then moved there, so that there is
all of it or nothing.
"""

import errno
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from decision_record.drafts.repository.hosting import (
    Hosting,
    cron_words,
    editor_files,
    plugin_lines,
    readme_words,
    site_lines,
)
from decision_record.model.reference import Stage
from decision_record.repository.layout import real_path

_LEFT_ALONE = frozenset({".git"})
"""What a folder may hold and still count as empty."""

_FARTHEST = 365
"""How many days ahead of today the texts name."""

_FRIDAY = 4
"""The last day of the week on which people meet."""

_PLAIN = re.compile(r"[A-Za-z][\w.&'()/-]*(?: [\w.&'()/-]+)*")
"""Text that YAML takes as it is."""

_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
"""Words that an editor reads as something else than text."""


class InitError(Exception):
    """A repository cannot be made; the message says what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """What `init` is given about a company."""

    name: str
    currency: str
    timezone: str
    stage: Stage
    hosting: Hosting

    @property
    def series(self) -> str:
        """The series of the meeting that the repository begins with."""
        return "combined" if self.stage == "series-a" else "tier-2-reporting"


def make_repository(company: Company, *, today: date) -> Mapping[str, str]:
    """Every file of a new repository, by its place in the folder.

    Args:
        company: Whose repository it is.
        today: The day of its first record; on a weekend that is the Friday before it.
    """
    today -= timedelta(days=max(0, today.weekday() - _FRIDAY))
    rest = "combined" if company.stage == "series-a" else "tiers"
    return {
        **_from_texts(company, "always", rest, today=today),
        **make_surroundings(company, today),
    }


def make_surroundings(company: Company, today: date) -> Mapping[str, str]:
    """The files of a repository that are no records and no configuration: workflows, editors.

    Args:
        company: Whose repository it is.
        today: The day on which they are made.
    """
    forge = company.hosting.forge
    folders = ("around",) if forge == "none" else ("around", forge)
    return {**_from_texts(company, *folders, today=today), **dict(editor_files())}


def _from_texts(company: Company, *folders: str, today: date) -> Mapping[str, str]:
    start = resources.files(__package__) / "start"
    words = _words(company, today=today)
    return {
        _place(path, today=today): Template(text).substitute(words)
        for folder in folders
        for path, text in _texts(start / folder)
    }


def _texts(folder: Traversable, *above: str) -> Iterator[tuple[Sequence[str], str]]:
    """Every text below a folder with the steps that lead to it."""
    for each in sorted(folder.iterdir(), key=lambda found: found.name):
        if each.is_dir():
            yield from _texts(each, *above, each.name)
        else:
            yield (*above, each.name), each.read_text("utf-8")


def _place(path: Sequence[str], *, today: date) -> str:
    """Where a text goes: a meeting is named by its day, and what is hidden gets its dot."""
    *folders, name = (f".{each[4:]}" if each.startswith("dot-") else each for each in path)
    if "meetings" in folders:
        return "/".join((*folders, str(today.year), f"{today}-{name}"))
    return "/".join((*folders, name))


def _words(company: Company, *, today: date) -> Mapping[str, str]:
    """What replaces the placeholders in the texts: the company's words, and days."""
    ahead = ((days, _workday(today + timedelta(days=days))) for days in range(_FARTHEST))
    days = {f"day_{number}": str(day) for number, day in ahead}
    return days | {
        "three_days_before": str(today - timedelta(days=3)),
        "today": str(today),
        "year": str(today.year),
        "series": company.series,
        "company": quote(company.name),
        "site_name": quote(f"{company.name} decision record"),
        "title": company.name,
        "stage": company.stage,
        "currency": company.currency,
        "timezone": company.timezone,
        "version": company.hosting.version,
        "package": company.hosting.package,
        "owner": company.hosting.owner,
        "workflows": f"{company.hosting.workflows:<26}",
        "site_lines": site_lines(company.hosting),
        "plugin_lines": plugin_lines(company.hosting),
        **readme_words(company.hosting),
        **cron_words(company.timezone, year=today.year),
    }


def _workday(day: date) -> date:
    """The day, or the Monday after it where it is on a weekend."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() > _FRIDAY else 0)


def quote(text: str) -> str:
    """A text as YAML reads it back, in quotes where it needs them."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_repository(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write the files into a folder that is new or empty: all of them, or none.

    Raises:
        InitError: The folder holds something, or cannot be written.
    """
    _refuse(folder)
    target = real_path(folder)
    # Beside what is moved, so that it is moved within one file system.
    beside = target if target.is_dir() else target.parent
    staging = beside / f".decision-record-{secrets.token_hex(4)}"
    try:
        made = _make_folder(beside)
        try:
            _write(staging, files)
            if beside == target:
                _move_into(target, staging)
            else:
                staging.rename(target)
        except BaseException:
            _remove(staging, *made)
            raise
        _remove(staging)
    except OSError as error:
        raise InitError(
            f"{folder} cannot be written ({error.strerror}): name a folder that you may write"
        ) from error


def _remove(staging: Path, *made: Path) -> None:
    """Remove what was written beside its place, and what was made for it where it is empty."""
    shutil.rmtree(staging, ignore_errors=True)
    _remove_empty(made)


def _remove_empty(folders: Iterable[Path]) -> None:
    for each in folders:
        with suppress(OSError):
            each.rmdir()


def add_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write files that are not there yet into a repository: all of them, or none.

    Raises:
        InitError: One cannot be written; the message says which.
    """
    for place in files:
        _refuse_blocked(folder, place)
    written: list[Path] = []
    made: list[Path] = []
    try:
        for place, text in files.items():
            path = folder / place
            made += reversed(_make_folder(path.parent))
            _add(path, text)
            written.append(path)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        _remove_empty(reversed(made))
        raise InitError(
            f"{path} cannot be written ({error.strerror}), and nothing was added: make its folder "
            "writable, and run this again"
        ) from error


def _refuse_blocked(folder: Path, place: str) -> None:
    """Stop where a file is in the place of a folder."""
    for above in (folder / place).parents:
        if above == folder:
            return
        if os.path.lexists(above) and not above.is_dir():
            raise InitError(
                f"{above} is a file, and {place} goes into a folder of that name: rename or remove "
                "it, and run this again; nothing was added"
            )


def _add(path: Path, text: str) -> None:
    """Write a file that is not there yet: all of it, or nothing."""
    staging = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        staging.write_text(text, encoding="utf-8", newline="\n")
        os.link(staging, path)
    finally:
        staging.unlink(missing_ok=True)


def _write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for place, content in files.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def _refuse(folder: Path) -> None:
    try:
        if folder.is_symlink() and not folder.exists():
            raise InitError(f"{folder} is a link that leads nowhere: name another folder")
        for each in (folder, *folder.parents):
            if each.exists() and not each.is_dir():
                raise InitError(f"{each} is a file: name a folder that is new or empty")
        found = sorted(each.name for each in folder.iterdir()) if folder.exists() else []
    except OSError as error:
        raise InitError(
            f"{folder} cannot be read ({error.strerror}): name a folder that is new or empty"
        ) from error
    held = [name for name in found if name not in _LEFT_ALONE]
    if held:
        more = f" and {len(held) - 1} more" if len(held) > 1 else ""
        raise InitError(
            f"{folder} is not empty (it holds {held[0]}{more}), and nothing was written: "
            "name a folder that is new or empty; only .git may be there"
        )


def _make_folder(folder: Path) -> tuple[Path, ...]:
    """Make a folder and those above it; which ones were missing, the lowest first."""
    missing = tuple(each for each in (folder, *folder.parents) if not each.exists())
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _move_into(target: Path, staging: Path) -> None:
    """Move all that was written into a folder that exists; on a failure none of it stays."""
    moved: list[Path] = []
    try:
        for each in sorted(staging.iterdir()):
            place = target / each.name
            if os.path.lexists(place):
                raise FileExistsError(errno.EEXIST, f"{each.name} came in between", str(place))
            each.rename(place)
            moved.append(place)
    except OSError:
        for place in moved:
            if place.is_dir():
                shutil.rmtree(place, ignore_errors=True)
            else:
                place.unlink(missing_ok=True)
        raise
