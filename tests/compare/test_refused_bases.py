"""Where there is nothing to compare with, the message says what to do."""

import shutil
import subprocess
from pathlib import Path

import pytest

from committing import Repository
from earlier_records import PEOPLE, base_of, commit, refusal, run_advice, write


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

    def test_a_commit_before_the_first(self, repository: Repository) -> None:
        assert refusal(repository, "HEAD~99") == (
            "there is no commit `HEAD~99`: `HEAD` has no such commit before it; name a branch, a "
            "tag or a commit that `git log` knows"
        )
        assert "there is no commit `nosuch` here" in refusal(repository, "nosuch^1")

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

    @pytest.mark.parametrize("ref", ["HEAD^1", "HEAD^", "HEAD~1", "branch~1^1"])
    def test_says_what_to_fetch_before_a_commit(self, clone: Repository, ref: str) -> None:
        message = refusal(clone, ref)
        assert message.startswith(f"this clone does not hold `{ref}`")
        assert "`fetch-depth: 0` on GitHub" in message
        run_advice(message, clone)
        with base_of(clone, ref) as base:
            assert base.revision.commit

    def test_says_what_to_fetch_by_its_hash(self, clone: Repository) -> None:
        for ref in ("1234567", "1" * 40):
            message = refusal(clone, ref)
            assert message.startswith(f"this clone does not hold `{ref}`")
            assert "`fetch-depth: 0` on GitHub" in message

    def test_says_what_to_fetch_where_histories_do_not_meet(self, clone: Repository) -> None:
        clone.git("fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main")
        message = refusal(clone, "origin/main")
        assert "in common" in message
        run_advice(message, clone)
        with base_of(clone, "origin/main") as base:
            assert [each.id for each in base.changes.added] == ["taxonomy"]
