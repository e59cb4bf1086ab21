"""Publishing: a folder is built beside the published one and then takes its place.

Whoever reads the site sees the last one or the new one, and after a failed build the last one.
Nothing is replaced or deleted that we did not write, and no site takes the place of one that is for
other people.
"""

import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from decision_record.repository.exposure import ADVICE, find_exposures, is_below
from decision_record.repository.layout import real_path
from decision_record.site.errors import PublishError
from decision_record.site.exchange import Exchange, exchange
from decision_record.site.marker import Audience, audience_of, find_foreign, mark, remove
from decision_record.text.wording import join_words

if sys.platform != "win32":
    import fcntl

_NAMED = 3
"""How many files of others a message names."""


@contextmanager
def publishing(
    output: Path,
    *,
    kept: Sequence[Path] = (),
    sources: Sequence[Path] = (),
    audience: Audience = Audience.EVERYBODY,
    swap: Exchange = exchange,
) -> Iterator[Path]:
    """Give an empty folder to build in, and put it in the place of `output` afterwards.

    The output may not be one of `kept` or `sources` or hold one, nor lie inside one of `sources`.
    Raises PublishError before anything is built where it may not be replaced. If the block raises,
    what stood at `output` stays.

    Args:
        output: The folder of the site.
        kept: Folders that the output may neither be nor hold.
        sources: The same, and it may not lie inside them.
        audience: For whom the site is.
        swap: Exchanges two folders; where it cannot, they are renamed one after the other.
    """
    # Of a link it is the folder behind it that is replaced, so that the link stays.
    target = real_path(output)
    _refuse(target, kept=kept, sources=sources, audience=audience)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target.parent):
            staging = target.parent / f"{_building(target)}{secrets.token_hex(_TOKEN)}"
            staging.mkdir()
            lock = _lock(staging)
    except OSError as error:
        raise PublishError(f"nothing can be written beside {output}: {error.strerror}") from error
    try:
        yield staging
        _check(staging)
        mark(staging, audience)
        with _locked(target.parent):
            _refuse(target, kept=kept, sources=sources, audience=audience)
            last = _put_in_place(staging, target, swap=swap)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    finally:
        if lock is not None:
            os.close(lock)
    if last is not None:
        with suppress(OSError):
            remove(last, audience)


def find_leftovers(output: Path) -> tuple[Path, ...]:
    """Folders beside a site that look like those of a build that was interrupted.

    They are left alone: only their owner knows whether one of them holds the last site.
    """
    target = real_path(output)
    is_ours = re.compile(
        f"(?:{re.escape(_building(target))}|{re.escape(_before(target))})[0-9a-f]{{{2 * _TOKEN}}}"
    ).fullmatch
    try:
        found = [path for path in sorted(target.parent.iterdir()) if is_ours(path.name)]
    except OSError:
        return ()
    return tuple(path for path in found if path.is_dir() and not _is_in_use(path))


def refuse_exposed(folders: Sequence[Path], *, personal: Sequence[Path]) -> None:
    """Refuse to publish folders as they are where a personal folder is in one (records.md §7).

    `check` refuses it too, by what the file says. Here it is known what is going to be copied.

    Raises:
        PublishError: It says which folder, and where to move it.
    """
    for each in find_exposures(personal, folders):
        raise PublishError(f"{each.explain(name=os.path.relpath)}: {ADVICE}")


_TOKEN = 4
"""Bytes of chance in the name of a folder that is built in."""


def _building(target: Path) -> str:
    return f".{target.name}.building-"


def _before(target: Path) -> str:
    return f".{target.name}.before-"


def _refuse(
    target: Path, *, kept: Sequence[Path], sources: Sequence[Path], audience: Audience
) -> None:
    """Raise if a site may not be written there, with help."""
    for folder in (*kept, *sources):
        if is_below(folder, target):
            raise PublishError(
                f"{target} is or holds {folder}, and would be replaced: give another --output"
            )
    for folder in sources:
        if is_below(target, folder):
            raise PublishError(f"{target} lies inside {folder}: give another --output")
    try:
        for folder in target.parents:
            if audience_of(folder) is not None:
                raise PublishError(f"{target} lies inside the site {folder}: give another --output")
        if target.exists() and not target.is_dir():
            raise PublishError(f"{target} is a file: give a folder as --output")
        if target.is_dir() and any(target.iterdir()):
            _refuse_foreign(target, audience=audience)
    except OSError as error:
        raise PublishError(
            f"{target} cannot be looked into ({error.strerror}): give another --output"
        ) from error


def _advise_unknown(target: Path) -> str:
    """The help for a folder with files that we did not write; a clone is never emptied."""
    if not (target / ".git").exists():
        return (
            f"{target} holds files that decision-record did not write: give another --output, or "
            "delete them if you do not need them"
        )
    return (
        f"{target} holds `.git`, which decision-record did not write and would delete: give "
        "another --output and copy the site from there, or let `decision-record publish` put it on "
        "the branch that is served"
    )


def _refuse_foreign(target: Path, *, audience: Audience) -> None:
    """Raise where a folder holds a site for other people, or anything that we did not write."""
    there = audience_of(target)
    if there is None:
        raise PublishError(_advise_unknown(target))
    if there is not audience:
        whose = "a personal site" if there is Audience.PERSONAL else "the site for everyone"
        asked = "a personal one" if audience is Audience.PERSONAL else "the site for everyone"
        raise PublishError(
            f"{target} holds {whose}, which {asked} may not replace: give another --output, "
            "or delete that folder first"
        )
    foreign = find_foreign(target, audience)
    if foreign is None:
        raise PublishError(
            f"{target} was written by an earlier version of decision-record and does not say which "
            "files are its own: delete that folder, or give another --output"
        )
    if foreign:
        named = [f"`{name}`" for name in foreign[:_NAMED]]
        others = len(foreign) - len(named)
        listed = join_words([*named, *([f"{others} more"] if others else [])])
        raise PublishError(
            f"{target} holds {listed}, which decision-record did not write and would delete: "
            "move that away, or give another --output and copy the site from there"
        )


def _check(staging: Path) -> None:
    for name in ("index.html", "404.html"):
        page = staging / name
        if not page.is_file() or page.stat().st_size == 0:
            raise PublishError(f"the build made no {name}, and is not published")


def _put_in_place(staging: Path, target: Path, *, swap: Exchange) -> Path | None:
    """Exchange the new folder for the old one; where the old one is now, None if there was none.

    Where they cannot be exchanged in one step, the old folder is renamed aside and the new one in;
    if that fails, the old one back.
    """
    aside = target.parent / f"{_before(target)}{secrets.token_hex(_TOKEN)}"
    had_one = target.exists()
    try:
        if had_one:
            if swap(staging, target):
                return staging
            target.rename(aside)
        staging.rename(target)
    except OSError as error:
        if had_one and not target.exists():
            aside.rename(target)
        raise PublishError(
            f"{target} cannot be replaced as a whole ({error.strerror}): "
            "if it is a mounted folder, give a folder inside it as --output"
        ) from error
    return aside if had_one else None


def _is_in_use(folder: Path) -> bool:
    """Whether another build is writing in a folder, as far as the system can tell."""
    try:
        lock = _lock(folder)
    except OSError:
        return False
    if lock is not None:
        os.close(lock)
    return lock is None


if sys.platform == "win32":

    def _lock(folder: Path) -> int | None:
        """No lock for folders: it cannot be told whether another build is writing in one."""
        del folder
        return None

    @contextmanager
    def _locked(folder: Path) -> Iterator[None]:
        del folder
        yield

else:

    def _lock(folder: Path) -> int | None:
        """Mark a folder as being built in; None where another build has it.

        The system lets go of the lock when the build ends, however it ends.
        """
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return None
        return handle

    @contextmanager
    def _locked(folder: Path) -> Iterator[None]:
        """Let one build at a time look at, and rename, what stands in a folder."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            # A file system without locks gives no protection from a build at the same moment.
            with suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
