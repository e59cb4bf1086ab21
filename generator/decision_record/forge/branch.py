"""The branch that a forge serves: one commit without history, written file by file.

The site goes in as it is: no filter, attribute or hook of the repository touches it, and the work
tree and the index stay as they were. What others wrote meanwhile is never overwritten.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from decision_record.forge.api import ForgeError
from decision_record.forge.git import Git, reason_in
from decision_record.site.marker import Audience

Tree = Mapping[str, tuple[str, str]]
"""The files of a commit: mode and name of the content, by path."""

_FILE = "100644"
_TRIES = 4
"""How often a push is tried where another one came first."""
_BESIDE_A_SITE = frozenset({".nojekyll", "CNAME", "index.html"})
"""What a branch of pages holds before the first site: our empty page, and what the forge wrote."""
_MESSAGE = "Publish the decision record"
_WHO = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "decision-record"), ("EMAIL", "decision-record@localhost"))
}


class Branch:
    """A branch of the repository that a folder is in, at its remote `origin`.

    It holds what git is told; each change begins from the branch as it is at the remote.
    """

    def __init__(self, name: str, *, git: Git) -> None:
        """A branch.

        Args:
            name: As in `pages`.
            git: Of the clone.
        """
        self.name = name
        self._git = git

    def change(self, make: Callable[[Tree], Tree]) -> bool:
        """Write the branch as a function makes it from what it holds; whether it changed.

        Raises:
            ForgeError: It cannot be read or written.
        """
        self._git.ask(
            "check-ref-format", "--branch", self.name, why=f"{self.name} is no name of a branch"
        )
        for _ in range(_TRIES):
            before = self._fetch()
            held = self._list(before)
            if not _is_ours(held):
                raise ForgeError(
                    f"the branch {self.name} holds other files than a site, and nothing was "
                    "written: name another one with --branch"
                )
            wanted = make(held)
            if wanted == held:
                return False
            if self._push(self._commit(wanted), before=before):
                return True
        raise ForgeError(
            f"the branch {self.name} was written by others {_TRIES} times meanwhile: run the step "
            "again when they are done"
        )

    def store(self, folder: Path) -> Tree:
        """Put the files of a folder into the repository, unseen, and name them as a tree does."""
        files = sorted(_files(folder))
        paths = "".join(f"{(folder / name).resolve()}\n" for name in files)
        found = self._git.ask("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=paths)
        return {name: (_FILE, content) for name, content in zip(files, found.split(), strict=True)}

    def store_text(self, text: str) -> tuple[str, str]:
        """Put a text into the repository."""
        return _FILE, self._git.ask("hash-object", "-w", "--stdin", stdin=text).strip()

    @property
    def _ref(self) -> str:
        return f"refs/heads/{self.name}"

    def _at_remote(self) -> str:
        """The newest commit of the branch at the remote; empty where there is none yet."""
        listed = self._git.ask(
            "ls-remote",
            "origin",
            self._ref,
            why=f"the branch {self.name} cannot be looked for at `origin`",
        )
        return listed.partition("\t")[0].strip()

    def _fetch(self) -> str:
        """The same, with its files brought here."""
        if not self._at_remote():
            return ""
        # What was listed may be replaced at once: what is fetched is what counts.
        kept = "refs/decision-record/pages"
        # All of it, which is one commit: one that git takes for cut off could not be pushed again.
        self._git.ask("fetch", "--quiet", "--no-tags", "origin", f"+{self._ref}:{kept}")
        return self._git.ask("rev-parse", "--verify", f"{kept}^{{commit}}").strip()

    def _list(self, commit: str) -> Tree:
        if not commit:
            return {}
        rows = self._git.ask("ls-tree", "-r", "-z", "--full-tree", commit).split("\0")
        split = (row.partition("\t") for row in rows if row)
        return {name: _mode_and_content(meta) for meta, _, name in split}

    def _commit(self, tree: Tree) -> str:
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            rows = "".join(
                f"{mode} {content}\t{name}\0" for name, (mode, content) in sorted(tree.items())
            )
            self._git.ask("update-index", "-z", "--index-info", stdin=rows, environ=index)
            made = self._git.ask("write-tree", environ=index).strip()
        return self._git.ask("commit-tree", made, "-m", _MESSAGE, environ=_WHO).strip()

    def _push(self, commit: str, *, before: str) -> bool:
        """Whether it went; False where another push came first."""
        done = self._git.run(
            *("push", "--porcelain", f"--force-with-lease={self._ref}:{before}"),
            *("origin", f"{commit}:{self._ref}"),
        )
        if done.returncode == 0:
            return True
        if self._at_remote() != before:
            return False
        if "[remote rejected]" in done.stdout:
            raise ForgeError(
                f"the forge refuses the branch {self.name}: let this job write it (`contents: "
                "write`), and remove its protection"
            )
        raise ForgeError(f"the branch {self.name} cannot be written ({reason_in(done.stderr)})")


def _is_ours(held: Tree) -> bool:
    """Whether a branch holds a site of ours, or nothing that a site would take the place of."""
    marked = any(name.rpartition("/")[2] == Audience.EVERYBODY.marker for name in held)
    return marked or {name.partition("/")[0] for name in held} <= _BESIDE_A_SITE


def _files(folder: Path) -> Iterator[str]:
    """The files of a site; it has no links, and what is one was not made by a build."""
    for parent, folders, names in os.walk(folder):
        for each in (*folders, *names):
            path = Path(parent, each)
            if path.is_symlink() or "\n" in each:
                raise ForgeError(
                    f"{path} is not a file of a built site: delete it, and build again"
                )
        yield from (Path(parent, name).relative_to(folder).as_posix() for name in names)


def _mode_and_content(meta: str) -> tuple[str, str]:
    mode, _, content = meta.split(" ")
    return mode, content
