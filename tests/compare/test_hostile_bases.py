"""Whatever a revision holds is written as data: it leads nowhere, and nothing of it runs."""

import os
import subprocess
from pathlib import Path

from committing import Repository
from earlier_records import (
    CONFIGURATION,
    PEOPLE,
    base_of,
    commit,
    write,
)


def git(folder: Path, *words: str, stdin: bytes = b"") -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *words], input=stdin, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def commit_paths_that_lead_out(folder: Path) -> None:
    """Make the branch `evil`, with a tree that git itself would not write, and be on it."""
    store = ("hash-object", "-w", "--stdin")
    blob = git(folder, *store, stdin=b"evil: {name: E, role: csm}\n")
    inner = git(folder, "mktree", stdin=f"100644 blob {blob}\tevil.yml\n".encode())
    link = git(folder, *store, stdin=str(folder.parent).encode())
    raw = b"".join(
        f"{mode} {name}".encode() + b"\0" + bytes.fromhex(object_id)
        for mode, name, object_id in (
            ("120000", "accounts", link),
            ("40000", "accounts", inner),
            ("40000", "..", inner),
            ("100644", "people.yml", blob),
        )
    )
    records = git(folder, *store, "-t", "tree", "--literally", stdin=raw)
    config = git(folder, *store, stdin=CONFIGURATION.encode())
    rows = f"100644 blob {config}\tsite_config.yml\n040000 tree {records}\trecords\n"
    top = git(folder, "mktree", stdin=rows.encode())
    who = ("-c", "user.name=E", "-c", "user.email=e@example.org")
    made = git(folder, *who, "commit-tree", top, "-m", "Evil", "-p", "HEAD")
    git(folder, "update-ref", "refs/heads/evil", made)
    git(folder, "symbolic-ref", "HEAD", "refs/heads/evil")


class TestHostile:
    def test_links_lead_nowhere(self, repository: Repository, tmp_path: Path) -> None:
        (tmp_path / "secret.yml").write_text("a: 1\n")
        for name, target in (
            ("records/accounts", str(tmp_path)),
            ("records/pods", "../.."),
            ("records/series.yml", "../../secret.yml"),
        ):
            (repository.folder / name).symlink_to(target)
        commit(repository)
        with base_of(repository, "HEAD") as base:
            for name in ("accounts", "pods", "series.yml"):
                link = base.folder / "records" / name
                assert link.is_symlink()
                assert not link.exists()

    def test_paths_never_lead_out(self, repository: Repository) -> None:
        folder = repository.folder
        commit_paths_that_lead_out(folder)
        before = {path for path in folder.parent.rglob("*") if ".git" not in path.parts}
        with base_of(repository, "evil") as base:
            written = set(base.folder.rglob("*"))
            assert base.folder / "records/people.yml" in written
            assert {path.name for path in base.folder.parent.iterdir()} == {"before"}
            assert not any(path.name == "evil.yml" for path in folder.parent.iterdir())
        assert {path for path in folder.parent.rglob("*") if ".git" not in path.parts} == before

    def test_nothing_of_the_repository_runs(self, repository: Repository, tmp_path: Path) -> None:
        trap = tmp_path / "sprung"
        command = f"touch {trap}; cat"
        write(repository.folder, {".gitattributes": "*.yml filter=trap diff=trap\n"})
        commit(repository)
        for name, value in (
            ("filter.trap.clean", command),
            ("filter.trap.smudge", command),
            ("diff.trap.textconv", command),
            ("diff.external", command),
            ("core.fsmonitor", command),
            ("core.pager", command),
            ("core.hooksPath", str(tmp_path)),
        ):
            repository.git("config", name, value)
        write(repository.folder, {"records/people.yml": PEOPLE.replace("Lena", "Mara")})
        trap.unlink(missing_ok=True)
        with base_of(repository) as base:
            assert [each.id for each in base.changes.changed] == ["people"]
        assert not trap.exists()

    def test_odd_names_are_kept(self, repository: Repository) -> None:
        odd = "records/updates/2026/ö \n\t-.yml"
        write(repository.folder, {odd: "a: 1\n"})
        raw = os.fsencode(repository.records) + b"/\xff.yml"
        Path(os.fsdecode(raw)).write_text("a: 1\n")
        commit(repository)
        with base_of(repository, "HEAD") as base:
            assert (base.folder / odd).exists()
            assert Path(os.fsdecode(os.fsencode(base.folder) + b"/records/\xff.yml")).exists()

    def test_what_git_lfs_keeps_is_left_out(self, repository: Repository) -> None:
        pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n"
        write(repository.folder, {"records/taxonomy.yml": pointer})
        commit(repository)
        with base_of(repository, "HEAD") as base:
            assert not (base.folder / "records/taxonomy.yml").exists()
            assert any("Git LFS" in note for note in base.notes)
