"""The records as they were at an earlier revision, in a folder of their own for as long as needed.

A pull request brings what its branch has and the main line has not: the files as they are on disk,
committed or not, are compared with those of the merge base, the newest commit that HEAD and the
named revision have in common. Personal folders are not compared: both sides read them as they are
on disk, so that what they hold makes no difference.
"""

import os
import posixpath
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from decision_record.compare.extract import TOP, ExtractedFolder, Extraction, is_among
from decision_record.compare.files import FileChanges, find_changes
from decision_record.diagnostics import Problem, Severity
from decision_record.examine import FormerPaths, configure
from decision_record.repository.configuration import Configuration
from decision_record.repository.layout import find_files, name_of, real_path
from decision_record.repository.misplaced import is_looked_at
from decision_record.source.git_log import find_former_paths_at
from decision_record.source.read import read
from decision_record.source.revision import (
    NoCommitError,
    Revision,
    RevisionError,
    TreeEntry,
    find_revision,
    list_not_checked_out,
    list_tree,
    open_blobs,
)
from decision_record.text.wording import count

__all__ = ["Base", "NoCommitError", "RevisionError", "open_base"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What there was before the change."""

    revision: Revision
    configuration: Configuration | None
    """For the files in the temporary folder; None where the revision does not have the
    configuration yet: then everything is new, and a note says so."""
    folder: Path
    """The folder in place of the working directory: seen from it, files have the names that
    those of the work tree have."""
    changes: FileChanges
    """What became of the files of the shared folders since."""
    former_paths: FormerPaths
    """The paths that files had before, as git knew them at that revision."""
    notes: tuple[str, ...] = ()
    """What could not be compared, a sentence each."""


@contextmanager
def open_base(configuration: Configuration, *, ref: str, cwd: Path) -> Iterator[Base]:
    """Give the records of a configuration as they were where HEAD and a revision parted.

    Args:
        configuration: Of the work tree.
        ref: A branch, a tag or a commit.
        cwd: The folder that files of the work tree are named from.

    Raises:
        RevisionError: There is no such revision, or the records are not kept with it. The message
            says what to do.
    """
    cwd = real_path(cwd)
    has_file = configuration.options_at is not None
    anchor = configuration.file.parent if has_file else configuration.shared_roots[0]
    revision = find_revision(cwd / anchor, ref)
    for root in configuration.shared_roots:
        _below(revision, cwd / root, called="the folder of records")
    tree = list_tree(revision)
    with tempfile.TemporaryDirectory(prefix="decision-record-") as made:
        # The folders down to the work tree are there too, so that names come out the same.
        common = Path(os.path.commonpath((cwd, revision.top)))
        inside = real_path(Path(made)) / "before"
        top, folder = (inside / each.relative_to(common) for each in (revision.top, cwd))
        for each in (top, folder):
            each.mkdir(parents=True, exist_ok=True)
        with open_blobs(revision) as blobs:
            side = _Side(
                configuration=configuration,
                cwd=cwd,
                revision=revision,
                extraction=Extraction(tree=tree, blobs=blobs, top=top),
                folder=folder,
            )
            earlier, notes = side.write() if has_file else side.write_without_file()
        changes = _changes(configuration, earlier, cwd=cwd, folder=folder)
        sparse = _on_sparse(revision, configuration, cwd=cwd)
        yield Base(
            revision=revision,
            configuration=earlier,
            folder=folder,
            changes=_with_line_ends(changes, tree, revision=revision, cwd=cwd),
            former_paths=lambda root: find_former_paths_at(
                revision.top, os.path.relpath(root, top), commit=revision.commit
            ),
            notes=(*notes, *sparse, *_on_personal(configuration)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """The earlier side, while it is written."""

    configuration: Configuration
    """Of the work tree."""
    cwd: Path
    revision: Revision
    extraction: Extraction
    folder: Path

    @property
    def top(self) -> Path:
        return self.extraction.top

    def write(self) -> tuple[Configuration | None, Sequence[str]]:
        """Write the configuration and what it names; return it with what could not be compared."""
        path = _below(self.revision, self.cwd / self.configuration.file, called="the configuration")
        if not self.extraction.write_file(path):
            return None, (
                f"`{path}` is not yet in {_name(self.revision)}: everything counts as new",
            )
        self._write_parents(path)
        file = self.top / path
        earlier, _ = configure(file, name=name_of(file, self.folder))
        if earlier is not None:
            return self._write_records(replace(earlier, refused=self._known_before(file)))
        written, notes = self._write_records(replace(self.configuration, file=file, refused=()))
        was = f"`{path}` cannot be used as it was in {_name(self.revision)}"
        note = f"{was}: that of today counts for both sides"
        return written, (note, *notes)

    def _known_before(self, file: Path) -> tuple[Problem, ...]:
        """The warnings of the configuration, where it is as it was.

        What the build refuses counts as new each time: until it is fixed there is no site.
        """
        if file.read_bytes() != (self.cwd / self.configuration.file).read_bytes():
            return ()
        return tuple(
            each for each in self.configuration.refused if each.severity is Severity.WARNING
        )

    def write_without_file(self) -> tuple[Configuration, Sequence[str]]:
        """Do the same for the configuration of today, which the command line alone has made."""
        file = self.folder / self.configuration.file.name
        return self._write_records(replace(self.configuration, file=file))

    def _write_records(self, found: Configuration) -> tuple[Configuration, Sequence[str]]:
        """Write the shared folders, and the names beside them, of a configuration as it was."""
        earlier = self._without_personal(found)
        left_out = {self._path_of(each) for each in found.named_as_personal} | {
            os.path.relpath(real_path(self.cwd / each), self.revision.top).replace(os.sep, "/")
            for each in self.configuration.named_as_personal
        }
        written: list[ExtractedFolder] = []
        notes: list[str] = []
        for root in dict.fromkeys(earlier.shared_roots):
            path = self._path_of(root)
            if submodule := self.extraction.find_submodule(path):
                raise RevisionError(
                    f"`{submodule}` is a git submodule, whose earlier files are in a repository of "
                    f"their own; run this in `{submodule}`, or leave `--since` out"
                )
            done = self.extraction.write_folder(path, without=left_out)
            written.append(done)
            if not done.files:
                notes.append(f"`{path}` has no files in {_name(self.revision)}: all of it is new")
        in_lfs = [each for done in written for each in done.in_lfs]
        if in_lfs:
            notes.append(
                f"{count(len(in_lfs), 'file')} of {_name(self.revision)} cannot be read because "
                f"Git LFS keeps it elsewhere, as `{in_lfs[0]}`: its problems count as new"
            )
        notes += [
            f"the submodule `{each}` cannot be compared: its problems count as new"
            for done in written
            for each in done.submodules
        ]
        roots = {self._path_of(root) for root in earlier.shared_roots}
        self._write_names(earlier.file.parent, without=left_out | roots)
        return earlier, notes

    def _path_of(self, folder: Path) -> str:
        """A folder of the earlier side by its path from the top, with `/`."""
        return os.path.relpath(folder, self.top).replace(os.sep, "/")

    def _without_personal(self, earlier: Configuration) -> Configuration:
        """The configuration with the shared folders of the tree, and today's personal ones."""
        inside = [
            root
            for root in earlier.settings.records
            if root.kind == "shared" and self._is_inside(earlier.file.parent / root.path)
        ]
        named = (
            _below(self.revision, self.cwd / root, called="the folder of records")
            for root in self.configuration.named
        )
        return replace(
            earlier,
            settings=earlier.settings.model_copy(update={"records": tuple(inside)}),
            named=tuple(self.top / path for path in named),
            named_personal=tuple(self.cwd / root for root in self.configuration.personal_roots),
            personal=self.configuration.personal,
        )

    def _is_inside(self, folder: Path) -> bool:
        return Path(os.path.normpath(folder)).is_relative_to(self.top)

    def _write_parents(self, path: str) -> None:
        """Write what a configuration takes over by MkDocs' `INHERIT`, as far as it is there."""
        seen = {path}
        while content := self.extraction.read(path):
            data = read(content, file=path).data
            parent = data.get("INHERIT") if isinstance(data, dict) else None
            if not isinstance(parent, str):
                return
            path = posixpath.normpath(posixpath.join(posixpath.dirname(path), parent))
            if path in seen or path.startswith(("../", "/")):
                return
            seen.add(path)
            self.extraction.write_file(path)

    def _write_names(self, around: Path, *, without: Collection[str]) -> None:
        """Write the names of files that could be records in the wrong place."""
        start = self._path_of(around)
        prefix = "" if start == TOP else f"{start}/"
        for path in self.extraction.tree:
            is_near = path.startswith(prefix) and is_looked_at(path.removeprefix(prefix))
            if is_near and not is_among(path, without):
                self.extraction.write_name(path)


def _below(revision: Revision, path: Path, *, called: str) -> str:
    """A path from the top of the work tree, with `/`; links are followed where they lead out.

    Raises:
        RevisionError: It is not in the work tree.
    """
    real = real_path(path)
    written = Path(os.path.normpath(path))
    place = real_path(written.parent) / written.name
    if not real.is_relative_to(revision.top):
        raise RevisionError(
            f"{called} {path} is not in the git work tree {revision.top}, so its earlier state is "
            "not known; run this in the repository that holds it, or leave `--since` out"
        )
    place = place if place.is_relative_to(revision.top) else real
    return place.relative_to(revision.top).as_posix()


def _name(revision: Revision) -> str:
    return f"{revision.commit[:12]}, where HEAD and `{revision.ref}` parted"


def _on_sparse(revision: Revision, configuration: Configuration, *, cwd: Path) -> Sequence[str]:
    """That records are in the commit and not on disk, where the checkout is sparse."""
    roots = {_below(revision, cwd / root, called="") for root in configuration.shared_roots}
    missing = [each for each in list_not_checked_out(revision) if is_among(each, roots)]
    if not missing:
        return ()
    note = (
        f"the checkout is sparse and leaves out {count(len(missing), 'file')} of records, as "
        f"`{missing[0]}`, which look deleted: run `git sparse-checkout disable`"
    )
    return (note,)


def _on_personal(configuration: Configuration) -> Sequence[str]:
    if not configuration.personal_roots:
        return ()
    return ("personal folders are not compared: their problems are not shown",)


def _changes(
    configuration: Configuration, earlier: Configuration | None, *, cwd: Path, folder: Path
) -> FileChanges:
    """What became of the files that everyone reads."""
    roots = tuple(cwd / root for root in configuration.shared_roots)
    personal = tuple(cwd / root for root in configuration.named_as_personal)
    now = find_files(roots, personal=personal, base=cwd).files
    before = find_files(earlier.shared_roots, personal=(), base=folder).files if earlier else ()
    return find_changes(before, [each for each in now if each[0].personal_root is None])


def _with_line_ends(
    changes: FileChanges, tree: Mapping[str, TreeEntry], *, revision: Revision, cwd: Path
) -> FileChanges:
    """The changes with the files whose ends of lines differ in the commits, not on disk only."""
    if not changes.line_ends:
        return changes
    head = list_tree(replace(revision, commit="HEAD"))
    differ = {name_of(revision.top / path, cwd) for path in tree if tree[path] != head.get(path)}
    more = (each for each in changes.line_ends if each.name in differ)
    changed = sorted((*changes.changed, *more), key=lambda each: each.name)
    return replace(changes, changed=tuple(changed), line_ends=())
