"""The records of an earlier revision, from real repositories."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from committing import Repository
from decision_record.compare.base import Base, RevisionError, open_base
from decision_record.examine import configure
from decision_record.repository.configuration import Configuration

CONFIGURATION = "site_name: Fernhollow\nplugins: [decision-record]\n"
PEOPLE = "lena: {name: Lena Fischer, role: csm}\n"
UPDATE = "date: 2026-04-20\nby: lena\nnotes: The export was slow again, and Pelican asked why.\n"


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with a commit on main, on a branch that has none of its own."""
    made = Repository(tmp_path / "company")
    made.records.mkdir(parents=True)
    made.git("init", "--quiet")
    write(
        made.folder,
        {
            "site_config.yml": CONFIGURATION,
            "records/people.yml": PEOPLE,
            "records/updates/2026/2026-04-20-lena.yml": UPDATE,
            "README.md": "Records\n",
        },
    )
    commit(made)
    made.git("checkout", "--quiet", "-b", "branch")
    return made


def commit(repository: Repository) -> None:
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--allow-empty", "-m", "Write")


def configuration_of(folder: Path, file: str = "site_config.yml") -> Configuration:
    configuration, problems = configure(folder / file, name=file)
    assert configuration, problems
    return configuration


@contextmanager
def base_of(
    repository: Repository, ref: str = "main", *, cwd: Path | None = None
) -> Iterator[Base]:
    configuration = configuration_of(repository.folder)
    with open_base(configuration, ref=ref, cwd=cwd or repository.folder) as base:
        yield base


def files_below(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def refusal(repository: Repository, ref: str = "main", *, cwd: Path | None = None) -> str:
    with pytest.raises(RevisionError) as caught, base_of(repository, ref, cwd=cwd):
        pass
    message = str(caught.value)
    assert "\n" not in message
    return message


class TestFiles:
    def test_are_those_of_the_earlier_revision(self, repository: Repository) -> None:
        write(repository.folder, {"records/people.yml": PEOPLE.replace("Lena", "Mara")})
        commit(repository)
        write(repository.folder, {"records/people.yml": "ines: {name: Ines, role: pm}\n"})
        with base_of(repository) as base:
            assert files_below(base.folder) == {
                "site_config.yml": CONFIGURATION,
                "records/people.yml": PEOPLE,
                "records/updates/2026/2026-04-20-lena.yml": UPDATE,
            }
            folder = base.folder
        assert not folder.exists()

    def test_leave_out_what_the_main_line_got_meanwhile(self, repository: Repository) -> None:
        repository.git("checkout", "--quiet", "main")
        write(repository.folder, {"records/taxonomy.yml": "areas: {}\n"})
        commit(repository)
        repository.git("checkout", "--quiet", "branch")
        with base_of(repository) as base:
            assert "records/taxonomy.yml" not in files_below(base.folder)

    def test_show_what_a_branch_takes_back_of_two_that_main_has_merged(
        self, repository: Repository
    ) -> None:
        one = {"records/updates/2026/2026-04-20-lena.yml": UPDATE.replace("slow", "fast")}
        repository.git("checkout", "--quiet", "-b", "one", "main")
        write(repository.folder, one)
        commit(repository)
        repository.git("checkout", "--quiet", "-b", "two", "main")
        write(repository.folder, {"records/taxonomy.yml": "areas: {}\n"})
        commit(repository)
        for into, first, second in (("main", "one", "two"), ("branch", "two", "one")):
            repository.git("checkout", "--quiet", into)
            repository.git("reset", "--quiet", "--hard", first)
            repository.git("merge", "--quiet", "--no-ff", "-m", "Merge", second)
        # The branch has merged both too, and takes back in its merge what `one` brought.
        write(repository.folder, {"records/updates/2026/2026-04-20-lena.yml": UPDATE})
        repository.git("commit", "--quiet", "--amend", "--all", "-m", "Merge")
        with base_of(repository) as base:
            assert [each.id for each in base.changes.changed] == ["2026-04-20-lena"]
        repository.git("checkout", "--quiet", "main")
        repository.git("merge", "--quiet", "-m", "Merge", "branch")
        merged = repository.records / "updates/2026/2026-04-20-lena.yml"
        assert merged.read_text("utf-8") == UPDATE

    def test_are_named_from_the_working_directory(
        self, repository: Repository, tmp_path: Path
    ) -> None:
        records = repository.folder / "records"
        for cwd, name in (
            (tmp_path, "company/records/people.yml"),
            (repository.folder, "records/people.yml"),
            (records, "people.yml"),
        ):
            write(repository.folder, {"records/people.yml": PEOPLE + "ines: {name: I, role: pm}\n"})
            with base_of(repository, cwd=cwd) as base:
                assert [each.name for each in base.changes.changed] == [name]
                assert (base.folder / name).read_text() == PEOPLE

    def test_are_those_that_the_configuration_named_then(self, repository: Repository) -> None:
        repository.git("mv", "records", "minutes")
        settings = "plugins: [{decision-record: {records: [minutes]}}]\n"
        write(repository.folder, {"site_config.yml": settings})
        with base_of(repository) as base:
            assert base.configuration
            assert base.configuration.shared_roots == (base.folder / "records",)
            assert [(each.was.name, each.now.name) for each in base.changes.renamed] == [
                ("records/people.yml", "minutes/people.yml"),
                (
                    "records/updates/2026/2026-04-20-lena.yml",
                    "minutes/updates/2026/2026-04-20-lena.yml",
                ),
            ]

    def test_have_the_configuration_that_was_taken_over(self, repository: Repository) -> None:
        write(
            repository.folder,
            {"site_config.yml": f"INHERIT: shared/base.yml\n{CONFIGURATION}"},
        )
        write(repository.folder, {"shared/base.yml": "docs_dir: handbook\n"})
        commit(repository)
        with base_of(repository, "HEAD") as base:
            assert base.configuration
            assert base.configuration.published[0] == base.folder / "handbook"

    def test_are_read_with_the_configuration_of_today_where_theirs_cannot_be(
        self, repository: Repository
    ) -> None:
        write(repository.folder, {"site_config.yml": "plugins: [search]\n"})
        commit(repository)
        write(repository.folder, {"site_config.yml": CONFIGURATION})
        with base_of(repository, "HEAD") as base:
            assert base.configuration
            assert "records/people.yml" in files_below(base.folder)
            (note,) = base.notes
            assert note.startswith("`site_config.yml` cannot be used as it was in ")

    def test_of_a_personal_folder_are_left_out(self, repository: Repository) -> None:
        settings = (
            "plugins: [{decision-record: {records: "
            "[records, {path: records/own, kind: personal}]}}]\n"
        )
        own = {"records/own/meetings/2026/2026-04-21-talk.yml": "series: talk\n"}
        write(repository.folder, {"site_config.yml": settings} | own)
        commit(repository)
        with base_of(repository, "HEAD") as base:
            assert not any("own" in name for name in files_below(base.folder))
            assert base.notes == (
                "personal folders are not compared: their problems are not shown",
            )


class TestChanges:
    def test_are_none_where_nothing_changed(self, repository: Repository) -> None:
        path = repository.folder / "records/people.yml"
        path.write_bytes(PEOPLE.replace("\n", "\r\n").encode())
        with base_of(repository) as base:
            assert base.changes == type(base.changes)()

    def test_are_told_apart(self, repository: Repository) -> None:
        updates = repository.records / "updates/2026"
        write(updates, {"2026-04-21-lena.yml": "date: 2026-04-21\nby: lena\nnotes: Gone.\n"})
        commit(repository)
        repository.git("branch", "--force", "main")
        (updates / "2026-04-21-lena.yml").unlink()
        moved = updates / "2026-04-22-lena.yml"
        (updates / "2026-04-20-lena.yml").rename(moved)
        moved.write_text(UPDATE.replace("04-20", "04-22"), "utf-8")
        write(repository.folder, {"records/people.yml": PEOPLE + "# read\n"})
        write(repository.folder, {"records/taxonomy.yml": "areas: {}\n"})
        with base_of(repository) as base:
            changes = base.changes
        assert [each.name for each in changes.added] == ["records/taxonomy.yml"]
        assert [each.name for each in changes.changed] == ["records/people.yml"]
        assert [each.id for each in changes.deleted] == ["2026-04-21-lena"]
        assert [(each.was.id, each.now.id, each.is_changed) for each in changes.renamed] == [
            ("2026-04-20-lena", "2026-04-22-lena", True)
        ]


class TestRefused:
    def test_outside_of_a_repository(self, repository: Repository) -> None:
        shutil.rmtree(repository.folder / ".git")
        assert "is not in a git work tree" in refusal(repository)

    def test_without_git(self, repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")
        assert refusal(repository).startswith("git is not installed here")

    def test_without_a_commit(self, repository: Repository) -> None:
        shutil.rmtree(repository.folder / ".git")
        repository.git("init", "--quiet")
        assert "has no commit yet" in refusal(repository, "HEAD")

    @pytest.mark.parametrize("ref", ["", "--all", "-h", "no such", "main:records", "a\nb"])
    def test_what_names_no_commit(self, repository: Repository, ref: str) -> None:
        assert "name a branch, a tag or a commit" in refusal(repository, ref)

    def test_an_unknown_branch(self, repository: Repository) -> None:
        assert refusal(repository, "origin/main") == (
            "there is no commit `origin/main` here; fetch it with "
            "`git fetch origin main:refs/remotes/origin/main`, or name a branch, a tag or a commit "
            "that `git log` knows"
        )

    @pytest.mark.parametrize(
        ("ref", "command"),
        [
            ("refs/remotes/origin/main", "git fetch origin main:refs/remotes/origin/main"),
            ("upstream/a/b", "git fetch upstream a/b:refs/remotes/upstream/a/b"),
            ("feature/x", "git fetch origin feature/x:feature/x"),
            ("1234567", "git fetch origin"),
            ("1" * 40, f"git fetch origin {'1' * 40}"),
        ],
    )
    def test_what_can_be_fetched(self, repository: Repository, ref: str, command: str) -> None:
        for remote in ("upstream", "origin"):
            repository.git("remote", "add", remote, f"https://{remote}.example/records")
        assert f"fetch it with `{command}`" in refusal(repository, ref)

    @pytest.mark.parametrize(
        ("ref", "meant"),
        [
            ("mian", "main"),
            ("Main", "main"),
            ("refs/heads/mian", "main"),
            ("relaese/2", "release/2"),
            ("origin/relaese/2", "origin/release/2"),
            ("v1.0.O", "v1.0.0"),
        ],
    )
    def test_a_misspelt_name(self, repository: Repository, ref: str, meant: str) -> None:
        repository.git("update-ref", "refs/remotes/origin/release/2", "HEAD")
        repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/release/2")
        repository.git("tag", "v1.0.0")
        if not ref.startswith("origin/"):
            repository.git("branch", "release/2")
        message = refusal(repository, ref)
        assert message.startswith(f"there is no commit `{ref}` here: did you mean `{meant}`? ")
        assert "Otherwise fetch it with `git fetch" in message

    def test_the_branch_of_a_remote_by_its_own_name(self, repository: Repository) -> None:
        repository.git("update-ref", "refs/remotes/origin/trunk", "HEAD")
        assert "did you mean `origin/trunk`?" in refusal(repository, "trunk")
        assert "did you mean `origin/trunk`?" in refusal(repository, "trnk")

    def test_a_branch_that_was_not_fetched_is_not_misspelt(self, repository: Repository) -> None:
        assert "did you mean" not in refusal(repository, "origin/branch")
        assert "did you mean" not in refusal(repository, "3f2a91c")

    def test_a_folder_of_another_user(
        self, repository: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        assert "git config --global --add safe.directory" in refusal(repository)

    def test_a_partial_clone(self, repository: Repository, tmp_path: Path) -> None:
        write(repository.folder, {"records/people.yml": PEOPLE.replace("Lena", "Mara")})
        commit(repository)
        repository.git("config", "uploadpack.allowFilter", "true")
        clone = Repository(tmp_path / "clone")
        clone.folder.mkdir()
        repository.git(
            *("clone", "--quiet", "--filter=blob:none", "--branch=branch"),
            *(repository.folder.as_uri(), str(clone.folder)),
        )
        message = refusal(clone, "origin/main")
        assert message.startswith("this clone does not hold all files of ")
        run_advice(message, clone)
        with base_of(clone, "origin/main") as base:
            assert [each.id for each in base.changes.changed] == ["people"]

    def test_histories_that_never_met(self, repository: Repository) -> None:
        repository.git("checkout", "--quiet", "--orphan", "other")
        repository.git("commit", "--quiet", "-m", "Begin again")
        assert "have no commit in common" in refusal(repository, "main")

    def test_records_of_another_folder(self, repository: Repository, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        write(
            repository.folder,
            {"site_config.yml": "plugins: [{decision-record: {records: [../elsewhere]}}]\n"},
        )
        assert "the folder of records" in refusal(repository)
        assert "is not in the git work tree" in refusal(repository)

    def test_a_submodule(self, repository: Repository, tmp_path: Path) -> None:
        other = Repository(tmp_path / "other")
        other.records.mkdir(parents=True)
        other.git("init", "--quiet")
        other.commit("people.yml", PEOPLE, day="2026-04-01")
        repository.git("rm", "-r", "--quiet", "records")
        repository.git(
            *("-c", "protocol.file.allow=always", "submodule", "--quiet", "add"),
            *(str(other.folder), "records"),
        )
        commit(repository)
        assert "`records` is a git submodule" in refusal(repository, "HEAD")


class TestShallow:
    @pytest.fixture
    def clone(self, repository: Repository, tmp_path: Path) -> Repository:
        write(repository.folder, {"records/taxonomy.yml": "areas: {}\n"})
        commit(repository)
        commit(repository)
        made = tmp_path / "clone"
        subprocess.run(
            [
                *("git", "clone", "--quiet", "--depth=1", "--branch=branch"),
                *(repository.folder.as_uri(), str(made)),
            ],
            check=True,
        )
        return Repository(made)

    def test_says_what_to_fetch(self, clone: Repository) -> None:
        message = refusal(clone, "origin/main")
        assert message.startswith("this clone does not hold `origin/main`")
        run_advice(message, clone)
        with base_of(clone, "origin/main") as base:
            assert [each.id for each in base.changes.added] == ["taxonomy"]

    def test_says_what_to_fetch_where_histories_do_not_meet(self, clone: Repository) -> None:
        clone.git("fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main")
        message = refusal(clone, "origin/main")
        assert "in common" in message
        run_advice(message, clone)
        with base_of(clone, "origin/main") as base:
            assert [each.id for each in base.changes.added] == ["taxonomy"]


def run_advice(message: str, repository: Repository) -> None:
    """Run the command that a message names."""
    words = message.split("`git ")[1].partition("`")[0].split()
    repository.git(*words)


class TestNew:
    def test_is_everything_before_there_was_a_configuration(self, repository: Repository) -> None:
        repository.git("rm", "--quiet", "--cached", "site_config.yml")
        repository.git("commit", "--quiet", "-m", "Remove")
        with base_of(repository, "HEAD") as base:
            assert base.configuration is None
            assert len(base.changes.added) == 2
            note = (
                f"`site_config.yml` is not yet in {base.revision.commit[:12]}, where HEAD and "
                "`HEAD` parted: everything counts as new"
            )
            assert base.notes == (note,)


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

        def git(*words: str, text: str = "") -> str:
            done = subprocess.run(
                ["git", "-C", str(folder), *words],
                input=text,
                capture_output=True,
                text=True,
                check=True,
            )
            return done.stdout.strip()

        blob = git("hash-object", "-w", "--stdin", text="evil: {name: E, role: csm}\n")
        inner = git("mktree", text=f"100644 blob {blob}\tevil.yml\n")
        link = git("hash-object", "-w", "--stdin", text=str(folder.parent))
        raw = b"".join(
            f"{mode} {name}".encode() + b"\0" + bytes.fromhex(object_id)
            for mode, name, object_id in (
                ("120000", "accounts", link),
                ("40000", "accounts", inner),
                ("40000", "..", inner),
                ("100644", "people.yml", blob),
            )
        )
        records = (
            subprocess.run(
                [
                    "git",
                    "-C",
                    str(folder),
                    "hash-object",
                    "-t",
                    "tree",
                    "-w",
                    "--literally",
                    "--stdin",
                ],
                input=raw,
                capture_output=True,
                check=True,
            )
            .stdout.decode()
            .strip()
        )
        config = git("hash-object", "-w", "--stdin", text=CONFIGURATION)
        top = git(
            "mktree",
            text=f"100644 blob {config}\tsite_config.yml\n040000 tree {records}\trecords\n",
        )
        commit_id = git(
            "-c",
            "user.name=E",
            "-c",
            "user.email=e@example.org",
            "commit-tree",
            top,
            "-m",
            "Evil",
            "-p",
            "HEAD",
        )
        git("update-ref", "refs/heads/evil", commit_id)
        git("symbolic-ref", "HEAD", "refs/heads/evil")
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
