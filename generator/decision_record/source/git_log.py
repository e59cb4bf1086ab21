"""What git knows of the files: who wrote, merged and changed each, and when. One call a folder.

Without git, outside a repository and in a shallow clone nothing is known; that is no error.
"""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

_SECONDS = 60
_FIELDS = ("%H", "%P", "%D", "%aN", "%aE", "%ad", "%cN", "%cE", "%cd")
_CUT_OFF = "grafted"
"""How git marks a commit whose parents a shallow clone left out. No branch is called so here,
because `--decorate=full` gives branches their whole names."""
_OF_HOOKS = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"}
)
"""What git tells the programs that it starts itself, as in a hook."""
_MACHINES = frozenset(
    {"azure devops", "bitbucket", "forgejo", "gitea", "github", "gitlab", "web-flow"}
)
"""Names, in lower case, under which forges themselves commit what someone merged."""
_MACHINE_ENDS = "[bot]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """Someone who did something to a file, and the day."""

    name: str
    email: str
    """For finding the person; it is not for pages."""
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FileHistory:
    """What became of one file until a day."""

    written: Contribution
    """Who wrote it first. The day is the author's, because merging comes later."""
    merged: Contribution | None = None
    """Who brought it onto the main line, where that was an act of its own."""
    changed: Contribution | None = None
    """Who changed it last, where that reached the main line on a later day than the file did."""


def find_histories(root: Path, *, until: date) -> Mapping[str, FileHistory]:
    """Who wrote, merged and changed each file below a folder, by its path below it.

    Args:
        root: A folder, in a repository or not.
        until: The last day to include; later changes are left out.
    """
    commits = tuple(_parse(_ask(root)))
    if any(commit.is_cut_off for commit in commits):
        return {}
    return _Reading(commits, until=until).tell()


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryHistory:
    """What git says about the repository of a folder as a whole."""

    began: date | None = None
    """The day of its first commit; None without git, and of a shallow clone."""
    is_shallow: bool = False
    """Whether it is a clone without the older commits, so that first days are unknown."""


def find_repository(root: Path) -> RepositoryHistory:
    """When the repository of a folder began, as far as git knows."""
    if _run(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        return RepositoryHistory(is_shallow=True)
    first = _run(root, "log", "--max-parents=0", "--format=%ad", "--date=short", "HEAD")
    return RepositoryHistory(began=min(map(_day, first.decode().split()), default=None))


def find_former_paths(root: Path) -> Mapping[str, tuple[str, ...]]:
    """The paths that each file below a folder had before it was renamed, oldest first.

    Renames count that the main line shows (what its first parents lead back to), or that are not
    committed yet: a name that a file had only within a merged branch was never published. Without
    git, outside a repository and of what a shallow clone left out nothing is known.
    """
    # Newest first, as the log is.
    return _by_latest_name(
        (
            *_renames(_run(root, "diff", "HEAD", *_RENAMES, "--relative", "--", ".")),
            *_renames(_run(root, *_PAST_RENAMES, "--relative", "--", ".")),
        )
    )


def find_former_paths_at(top: Path, folder: str, *, commit: str) -> Mapping[str, tuple[str, ...]]:
    """The paths that each file below a folder had before, as the main line of a commit shows them.

    Args:
        top: The folder of the work tree.
        folder: The folder from there, with `/`; it may be gone by now.
        commit: The commit.
    """
    where = (f"--relative={folder}/", commit, "--", f":(literal){folder}")
    return _by_latest_name(_renames(_run(top, *_PAST_RENAMES, *where)))


_RENAMES = ("-z", "--name-status", "--find-renames", "--diff-filter=R")
_PAST_RENAMES = ("log", "--first-parent", "--diff-merges=first-parent", "--format=", *_RENAMES)


def _by_latest_name(renames: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """The former names of each file, oldest first, from renames, newest first."""
    later: dict[str, str] = {}
    former: dict[str, tuple[str, ...]] = {}
    for was, became in renames:
        name = later.get(became, became)
        if was != name and was not in former.get(name, ()):
            later.setdefault(was, name)
            former[name] = (was, *former.get(name, ()))
    return former


def _renames(log: bytes) -> Iterator[tuple[str, str]]:
    """The old and the new path of each rename."""
    fields = [os.fsdecode(each) for each in log.split(b"\0") if each.strip()]
    # Each is a status, as in `R087`, and two paths.
    yield from zip(fields[1::3], fields[2::3], strict=False)


class _Change(NamedTuple):
    """One file of a commit: what became of it, against the first parent."""

    status: str
    path: str
    was: str | None
    """Its path before, where it was moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Commit:
    id: str
    parents: tuple[str, ...]
    is_cut_off: bool
    author: Contribution
    committer: Contribution
    changes: tuple[_Change, ...]

    @property
    def is_merge(self) -> bool:
        return len(self.parents) > 1

    @property
    def merger(self) -> Contribution | None:
        """Who brought it onto the line that it is on, where that is known.

        The author of a merge is who asked for it, even where a forge then committed it. What was
        squashed or rebased was brought by its committer.
        """
        if self.is_merge:
            hands: tuple[Contribution, ...] = (self.author, self.committer)
        elif self.committer.email.casefold() != self.author.email.casefold():
            hands = (self.committer,) if self.committer.name != self.author.name else ()
        else:
            hands = ()
        return next((hand for hand in hands if not _is_machine(hand)), None)


def _is_machine(hand: Contribution) -> bool:
    name = hand.name.casefold()
    return name in _MACHINES or name.endswith(_MACHINE_ENDS)


@dataclass(slots=True)
class _File:
    """What is known of a file while commits are read, newest first."""

    written: _Commit | None = None
    reached: _Commit | None = None
    """The commit of the main line that first brought it."""
    touched: list[_Commit] = field(default_factory=list)
    """The commits that wrote to it, newest first."""


class _Reading:
    """The commits of a folder, newest first, read file by file."""

    def __init__(self, commits: Sequence[_Commit], *, until: date) -> None:
        self._until = until
        self._reached = _reach(commits)
        self._files: dict[str, _File] = {}
        self._later_name: dict[str, str] = {}
        for commit in commits:
            self._read(commit)

    def tell(self) -> Mapping[str, FileHistory]:
        """What became of each file."""
        told = ((path, self._tell(file)) for path, file in self._files.items())
        return {path: history for path, history in told if history}

    def _read(self, commit: _Commit) -> None:
        on_line = self._reached.get(commit.id) is commit
        for status, path, was in commit.changes:
            name = self._later_name.get(path, path)
            if was is not None:
                # What is older than the move tells of the file by its name of before.
                self._later_name[was] = name
            elif status == "D":
                continue
            file = self._files.setdefault(name, _File())
            # The log is newest first: what was removed and added again keeps its first day.
            if status == "A":
                file.written = commit
                if on_line:
                    file.reached = commit
            if not commit.is_merge:
                file.touched.append(commit)

    def _tell(self, file: _File) -> FileHistory | None:
        if file.written is None or file.written.author.day > self._until:
            return None
        merged, changed = None, None
        if file.reached:
            merger = file.reached.merger
            merged = merger if merger and merger.day <= self._until else None
            changed = self._find_change(file, since=file.reached)
        return FileHistory(written=file.written.author, merged=merged, changed=changed)

    def _find_change(self, file: _File, *, since: _Commit) -> Contribution | None:
        """Who wrote to it last, after the day on which it reached the main line."""
        for commit in file.touched:
            reached = self._reached.get(commit.id)
            if reached and since.committer.day < reached.committer.day <= self._until:
                return commit.author
        return None


def _reach(commits: Sequence[_Commit]) -> Mapping[str, _Commit]:
    """The commit of the main line with which each commit reached it.

    The main line is what the newest commit leads back to by first parents.
    """
    known = {commit.id: commit for commit in commits}
    line: list[_Commit] = []
    here = commits[0] if commits else None
    while here:
        line.append(here)
        here = known.get(here.parents[0]) if here.parents else None
    reached: dict[str, _Commit] = {}
    for commit in reversed(line):
        waiting = [commit.id]
        while waiting:
            each = waiting.pop()
            if each in known and each not in reached:
                reached[each] = commit
                waiting.extend(known[each].parents)
    return reached


def _parse(log: bytes) -> Iterator[_Commit]:
    """The commits of a log: an empty field, their own fields, then what each did to which file."""
    fields = iter(log.split(b"\0"))
    following = next(fields, None)
    while following is not None:
        if following:
            following = next(fields, None)
            continue
        head = [_text(next(fields, b"")) for _ in _FIELDS]
        changes: list[_Change] = []
        following = next(fields, None)
        while following and (status := _text(following)[:1]):
            was = os.fsdecode(next(fields, b"")) if status in "RC" else None
            changes.append(_Change(status, os.fsdecode(next(fields, b"")), was))
            following = next(fields, None)
        if head[0]:
            yield _commit(head, changes=tuple(changes))


def _commit(head: Sequence[str], *, changes: tuple[_Change, ...]) -> _Commit:
    id_, parents, marks, author, email, written, committer, committer_email, committed = head
    return _Commit(
        id=id_,
        parents=tuple(parents.split()),
        is_cut_off=_CUT_OFF in marks.split(", "),
        author=Contribution(name=author, email=email, day=_day(written)),
        committer=Contribution(name=committer, email=committer_email, day=_day(committed)),
        changes=changes,
    )


def _text(content: bytes) -> str:
    """What is to be shown of a name: some hold bytes that are no text, or turn the line around."""
    return "".join(each for each in content.decode(errors="replace") if each.isprintable())


def _day(text: str) -> date:
    """The day of a commit; one that no calendar has lies after every day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.max


def _ask(root: Path) -> bytes:
    """The log of a folder; nothing where there is no git, no repository or no answer."""
    # Every commit is wanted, because the main line also leads through those of other folders.
    return _run(
        root,
        *("log", "-z", "--full-history", "--sparse", "--date-order"),
        *("--diff-merges=first-parent", "--name-status", "--find-renames", "--relative"),
        *("--date=short", "--encoding=UTF-8"),
        # All that is wanted of the decorations is whether a commit is cut off.
        *("--decorate=full", "--decorate-refs-exclude=refs/*"),
        *(f"--format=%x00{'%x00'.join(_FIELDS)}", "--", "."),
    )


def _run(root: Path, *arguments: str) -> bytes:
    """What git answers in a folder; nothing where it does not."""
    command = ["git", "-c", "log.showSignature=false", "-C", str(root), *arguments]
    # A hook's own repository is not ours; a partial clone must not go and fetch the rest.
    ours = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    quiet = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(  # noqa: S603 - git with arguments of our own
            command, check=False, capture_output=True, timeout=_SECONDS, env=ours | quiet
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
