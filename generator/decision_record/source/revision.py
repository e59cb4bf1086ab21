"""An earlier revision of a git work tree: the commit to compare with, its tree and its files.

Only git's plumbing is asked, and only for objects: no hook, filter, text conversion, attribute or
index takes part, and nothing is fetched. What cannot be answered is a `RevisionError`, whose
message says what to do. This module knows nothing of records and writes nothing.
"""

import difflib
import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

from decision_record.source.events import MAX_BYTES
from decision_record.text.wording import quote

_SECONDS = 60
_CHUNK = 1 << 16
_OF_HOOKS = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"}
)
"""What git tells the programs that it starts itself, as in a hook."""
_QUIET = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # git before 2.45 knows nothing of GIT_NO_LAZY_FETCH
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",  # its messages are looked at
}
_OPTIONS = ("--no-pager", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
_plain_ref = re.compile(r"[\w./-]+").fullmatch
_of_ancestor = re.compile(r"([\w./-]+)(?:[~^][0-9]*)+").fullmatch
"""A commit named by one that came after it, as in `HEAD~1`."""
_object_id = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}").fullmatch
_abbreviated = re.compile(r"[0-9a-f]{7,39}").fullmatch
"""A part of an object's identity, which no server takes."""


class RevisionError(Exception):
    """A revision that cannot be compared with; the message says what to do instead."""


class NoCommitError(RevisionError):
    """The repository has no commit yet, so that everything in it is new."""


class EntryKind(StrEnum):
    """What a name in a tree is."""

    FILE = "file"
    LINK = "link"
    SUBMODULE = "submodule"


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeEntry:
    """A file, link or submodule of a tree."""

    kind: EntryKind
    object: str
    """The identity of its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The commit that a work tree is compared with."""

    top: Path
    """The folder of the work tree, links resolved."""
    ref: str
    """The name by which it was asked for: a branch, a tag or a commit."""
    commit: str
    """The merge base of that and HEAD; where there are several, that itself."""


def find_revision(folder: Path, ref: str) -> Revision:
    """The commit at which HEAD left a branch: the newest that it has in common with it.

    What the branch got since then is no part of the comparison, as in a pull request. Where both
    took in the same two branches by themselves, no single commit is the newest: a change of one of
    them that HEAD takes back would not show against the other. Then it is compared with the branch
    as it is, which shows all that merging does, and perhaps what the branch got since.

    Args:
        folder: A folder in the work tree.
        ref: A branch, a tag or a commit.

    Raises:
        RevisionError: There is no git, no work tree, no such commit, or none in common.
    """
    top = _find_top(folder)
    is_shallow = _ask(top, "rev-parse", "--is-shallow-repository") == "true"
    if _ask(top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") is None:
        raise NoCommitError(
            "this repository has no commit yet, so there is nothing to compare with; commit the "
            "records first, or leave `--since` out"
        )
    target = None
    if ref and not ref.startswith("-") and "\0" not in ref:
        target = _ask(top, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if not target:
        raise RevisionError(_unknown(ref, top=top, is_shallow=is_shallow))
    common = (_ask(top, "merge-base", "--all", "HEAD", target) or "").split()
    if not common:
        raise RevisionError(_nothing_in_common(ref, top=top, is_shallow=is_shallow))
    return Revision(top=top, ref=ref, commit=common[0] if len(common) == 1 else target)


def list_tree(revision: Revision) -> Mapping[str, TreeEntry]:
    """Every file, link and submodule of a revision, by its path from the top, with `/`.

    Paths that could lead out of a folder are left out: no git makes them, but a crafted tree could
    hold them.
    """
    done = _run(revision.top, "ls-tree", "-r", "-z", "--full-tree", revision.commit)
    if done.returncode:
        raise _incomplete(revision)
    entries: dict[str, TreeEntry] = {}
    for line in done.stdout.split(b"\0"):
        head, _, name = line.partition(b"\t")
        fields = head.decode("ascii", errors="replace").split()
        path = os.fsdecode(name)
        if len(fields) == len(("mode", "type", "object")) and _is_inside(path):
            entries[path] = TreeEntry(kind=_kind_of(fields[0]), object=fields[2])
    return entries


def list_not_checked_out(revision: Revision) -> Sequence[str]:
    """The files of HEAD that a sparse checkout leaves out, by their paths from the top."""
    if _ask(revision.top, "config", "--type=bool", "core.sparseCheckout") != "true":
        return ()
    done = _run(revision.top, "ls-files", "-t", "-z")
    marked = b"S "
    lines = done.stdout.split(b"\0") if done.returncode == 0 else ()
    return tuple(os.fsdecode(line.removeprefix(marked)) for line in lines if line[:2] == marked)


class Blobs:
    """The contents of a revision's files, from one process of git."""

    def __init__(self, revision: Revision, questions: IO[bytes], answers: IO[bytes]) -> None:
        self._revision = revision
        self._questions = questions
        self._answers = answers

    def read(self, entry: TreeEntry) -> bytes:
        """The bytes of a file or the target of a link; of one that is too large the beginning.

        Raises:
            RevisionError: A partial clone left it out.
        """
        self._questions.write(f"{entry.object}\n".encode())
        self._questions.flush()
        head = self._answers.readline().split()
        if len(head) != len(("object", "type", "size")) or not head[2].isdigit():
            raise _incomplete(self._revision)
        size = int(head[2])
        kept = self._answers.read(min(size, MAX_BYTES + 1))
        rest = size - len(kept) + len(b"\n")
        while rest > 0:
            passed = self._answers.read(min(rest, _CHUNK))
            if not passed:
                raise _incomplete(self._revision)
            rest -= len(passed)
        return kept


@contextmanager
def open_blobs(revision: Revision) -> Iterator[Blobs]:
    """Read files of a revision."""
    process = subprocess.Popen(  # noqa: S603 - git with arguments of our own
        _command(revision.top, "cat-file", "--batch"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )
    with process:
        if process.stdin is None or process.stdout is None:
            raise _incomplete(revision)
        try:
            yield Blobs(revision, process.stdin, process.stdout)
        except BrokenPipeError:
            raise _incomplete(revision) from None
        finally:
            process.kill()


def _find_top(folder: Path) -> Path:
    try:
        done = _run(folder, "rev-parse", "--show-toplevel")
    except OSError:
        raise RevisionError(
            "git is not installed here, and an earlier revision is read with it; install git, or "
            "leave `--since` out"
        ) from None
    if done.returncode == 0:
        return Path(os.path.realpath(os.fsdecode(done.stdout.removesuffix(b"\n"))))
    if b"dubious ownership" in done.stderr:
        here = os.path.realpath(folder)
        raise RevisionError(
            f"git does not trust {here}, because another user owns it; allow it with "
            f"`git config --global --add safe.directory {here}`"
        )
    raise RevisionError(
        f"{os.path.realpath(folder)} is not in a git work tree, so there is no earlier revision; "
        "run this in a clone of the repository, or leave `--since` out"
    )


def _unknown(ref: str, *, top: Path, is_shallow: bool) -> str:
    if found := _of_ancestor(ref):
        return _no_ancestor(ref, of=found[1], top=top, is_shallow=is_shallow)
    if not ref or not _plain_ref(ref):
        return (
            f"there is no commit {quote(ref)}; name a branch, a tag or a commit, as in "
            "`origin/main`"
        )
    command = _fetch(ref, top=top, is_shallow=is_shallow)
    near = _nearest_name(ref, top=top)
    if near:
        return (
            f"there is no commit `{ref}` here: did you mean `{near}`? Otherwise fetch it with "
            f"`{command}`{_IN_WORKFLOWS if is_shallow else ''}"
        )
    if is_shallow:
        return (
            f"this clone does not hold `{ref}`, only the newest commits of one branch; fetch it "
            f"with `{command}`{_IN_WORKFLOWS}"
        )
    return (
        f"there is no commit `{ref}` here; fetch it with `{command}`, or "
        "name a branch, a tag or a commit that `git log` knows"
    )


def _no_ancestor(ref: str, *, of: str, top: Path, is_shallow: bool) -> str:
    if not _ask(top, "rev-parse", "--verify", "--quiet", f"{of}^{{commit}}"):
        return _unknown(of, top=top, is_shallow=is_shallow)
    if is_shallow:
        remotes = (_ask(top, "remote") or "").split() or ["origin"]
        first = "origin" if "origin" in remotes else remotes[0]
        return (
            f"this clone does not hold `{ref}`, only the newest commits of one branch; fetch it "
            f"with `git fetch --unshallow {first}`{_IN_WORKFLOWS}"
        )
    return (
        f"there is no commit `{ref}`: `{of}` has no such commit before it; name a branch, a tag or "
        "a commit that `git log` knows"
    )


def _nearest_name(ref: str, *, top: Path) -> str | None:
    """The branch or tag with the name most like one that is not there; None where none is.

    A branch of a remote is found by its own name too: `main` is like `origin/main`.
    """
    if _object_id(ref) or _abbreviated(ref):
        return None
    names: dict[str, str] = {}
    wanted = ref.removeprefix("refs/heads/")
    for place in ("refs/heads", "refs/remotes", "refs/tags"):
        for line in (_ask(top, "for-each-ref", "--format=%(refname)", place) or "").splitlines():
            name = line.removeprefix(f"{place}/")
            remote, _, branch = name.partition("/")
            if place != "refs/remotes":
                names.setdefault(name, name)
            elif branch != "HEAD":
                names.setdefault(branch, name)
                # That two branches have one remote makes them no more alike.
                wanted = wanted.removeprefix(f"{remote}/")
                names.setdefault(name, name)
    if wanted in names and wanted != ref:
        # It is known here, and was not fetched from that remote.
        return None
    folded = {name.lower(): name for name in reversed(names)}
    found = difflib.get_close_matches(wanted.lower(), folded, n=1, cutoff=_ALIKE)
    return names[folded[found[0]]] if found else None


_ALIKE = 0.7
"""How much of two names is the same, at least, where one is meant by the other."""


def _nothing_in_common(ref: str, *, top: Path, is_shallow: bool) -> str:
    if is_shallow:
        command = _fetch(ref, top=top, is_shallow=True)
        return (
            f"this clone holds only the newest commits, and none that HEAD and `{ref}` have in "
            f"common; fetch the others with `{command}`{_IN_WORKFLOWS}"
        )
    return (
        f"HEAD and `{ref}` have no commit in common, so there is nothing to compare with; name the "
        "branch that this one began at"
    )


_IN_WORKFLOWS = (
    ", or let the workflow check out everything (`fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on "
    "GitLab)"
)


def _fetch(ref: str, *, top: Path, is_shallow: bool) -> str:
    """The command that brings a revision with all that leads to it."""
    command = "git fetch --unshallow" if is_shallow else "git fetch"
    remotes = (_ask(top, "remote") or "").split() or ["origin"]
    first = "origin" if "origin" in remotes else remotes[0]
    named = ref.removeprefix("refs/remotes/")
    for remote in remotes:
        if branch := named.removeprefix(f"{remote}/") if named.startswith(f"{remote}/") else "":
            return f"{command} {remote} {branch}:refs/remotes/{remote}/{branch}"
    if _abbreviated(ref):
        return f"{command} {first}"
    is_whole = _object_id(ref) or ref.startswith("refs/")
    return f"{command} {first} {ref}" if is_whole else f"{command} {first} {ref}:{ref}"


def _incomplete(revision: Revision) -> RevisionError:
    return RevisionError(
        f"this clone does not hold all files of {revision.commit[:12]}, where HEAD and "
        f"`{revision.ref}` parted; fetch them with `git fetch --refetch --no-filter origin`"
    )


def _is_inside(path: str) -> bool:
    parts = path.split("/")
    return "\0" not in path and not any(
        part in {"", ".", ".."} or part.lower() == ".git" or os.sep in part for part in parts
    )


def _kind_of(mode: str) -> EntryKind:
    match mode:
        case "120000":
            return EntryKind.LINK
        case "160000":
            return EntryKind.SUBMODULE
        case _:
            return EntryKind.FILE


def _ask(top: Path, *arguments: str) -> str | None:
    """What git answers, in one line; None where it refuses."""
    done = _run(top, *arguments)
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else None


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - git with arguments of our own
            _command(folder, *arguments),
            check=False,
            capture_output=True,
            timeout=_SECONDS,
            env=_environment(),
        )
    except subprocess.TimeoutExpired:
        raise RevisionError(
            f"git did not answer within {_SECONDS} seconds; try `git {arguments[0]}` by itself, "
            "or leave `--since` out"
        ) from None


def _command(folder: Path, *arguments: str) -> list[str]:
    return ["git", *_OPTIONS, "-C", str(folder), *arguments]


def _environment() -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    return ours | _QUIET
