"""Publishing: a folder is built beside the published one and then takes its place.

Whoever reads the site sees the last one or the new one, and after a failed build the last one. A
folder that we did not write is never replaced.
"""

import os
import secrets
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from decision_record.site.errors import PublishError

if sys.platform != "win32":
    import fcntl

MARKER = ".decision-record"
"""The file by which a site of ours is known."""
_MARKER_TEXT = "Written by decision-record, and replaced as a whole by its next build.\n"


@contextmanager
def publishing(
    output: Path, *, kept: Sequence[Path] = (), sources: Sequence[Path] = ()
) -> Iterator[Path]:
    """Give an empty folder to build in, and put it in the place of `output` afterwards.

    The output may not be one of `kept` or `sources` or hold one, nor lie inside one of `sources`.
    Raises PublishError before anything is built where it may not be replaced. If the block raises,
    what stood at `output` stays.
    """
    # Of a link it is the folder behind it that is replaced, so that the link stays.
    target = output.resolve()
    _refuse(target, kept=kept, sources=sources)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target.parent):
            _tidy(target)
            staging = target.parent / f"{_building(target)}{secrets.token_hex(4)}"
            staging.mkdir()
            lock = _lock(staging)
    except OSError as error:
        raise PublishError(f"nothing can be written beside {output}: {error.strerror}") from error
    try:
        yield staging
        _check(staging)
        (staging / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
        with _locked(target.parent):
            _refuse(target, kept=kept, sources=sources)
            _swap(staging, target)
    finally:
        if lock is not None:
            os.close(lock)
        shutil.rmtree(staging, ignore_errors=True)


def _building(target: Path) -> str:
    return f".{target.name}.building-"


def _before(target: Path) -> str:
    return f".{target.name}.before-"


def _refuse(target: Path, *, kept: Sequence[Path], sources: Sequence[Path]) -> None:
    for folder in (path.resolve() for path in (*kept, *sources)):
        if target == folder or target in folder.parents:
            raise PublishError(
                f"{target} is or holds {folder}, and would be replaced: give another --output"
            )
    for folder in (path.resolve() for path in sources):
        if folder in target.parents:
            raise PublishError(f"{target} lies inside {folder}: give another --output")
    if target.exists() and not target.is_dir():
        raise PublishError(f"{target} is a file: give a folder as --output")
    if target.is_dir() and any(target.iterdir()) and not (target / MARKER).is_file():
        raise PublishError(
            f"{target} holds files that decision-record did not write: "
            "empty it, or give another --output"
        )


def _check(staging: Path) -> None:
    for name in ("index.html", "404.html"):
        page = staging / name
        if not page.is_file() or page.stat().st_size == 0:
            raise PublishError(f"the build made no {name}, and is not published")


def _swap(staging: Path, target: Path) -> None:
    """Rename the old folder aside and the new one in; if that fails, the old one back."""
    aside = target.parent / f"{_before(target)}{secrets.token_hex(4)}"
    had_one = target.exists()
    try:
        if had_one:
            target.rename(aside)
        staging.rename(target)
    except OSError as error:
        if had_one and not target.exists():
            aside.rename(target)
        raise PublishError(
            f"{target} cannot be replaced as a whole ({error.strerror}): "
            "if it is a mounted folder, give a folder inside it as --output"
        ) from error
    shutil.rmtree(aside, ignore_errors=True)


def _tidy(target: Path) -> None:
    """Undo what a crashed build left: its folder, or a site that it had put aside."""
    for path in sorted(target.parent.iterdir()):
        if path.name.startswith(_before(target)):
            if target.exists():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.rename(target)
        elif path.name.startswith(_building(target)) and (lock := _lock(path)) is not None:
            shutil.rmtree(path, ignore_errors=True)
            os.close(lock)


if sys.platform == "win32":

    def _lock(folder: Path) -> int | None:
        """No lock for folders: what a crashed build left stays until it is removed by hand."""
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
