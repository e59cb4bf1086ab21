"""What git knows, asked of real repositories."""

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from committing import Repository
from decision_record.cli import main
from decision_record.source.git_log import Contribution, FileHistory, find_histories

HARBOUR = Path(__file__).resolve().parents[1] / "organizations/harbour/records"
LATER = date(2026, 12, 31)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "company")
    made.records.mkdir(parents=True)
    made.git("init", "--quiet")
    return made


@pytest.fixture
def branched(repository: Repository) -> Repository:
    """A repository in which Desmond wrote a file on a branch, over two days."""
    (repository.folder / "README.md").write_text("Records\n", "utf-8")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "-m", "Begin", day="2026-04-01")
    repository.git("checkout", "--quiet", "-b", "branch")
    repository.commit("a.yml", "a: 1\n", day="2026-04-02", by="Desmond")
    repository.commit("a.yml", "a: 2\n", day="2026-04-03", by="Desmond")
    repository.git("checkout", "--quiet", "main")
    return repository


def hand(name: str, day: str) -> Contribution:
    return Contribution(
        name=name, email=f"{name.lower()}@fernhollow.example", day=date.fromisoformat(day)
    )


def test_a_file_was_written_on_the_day_of_its_first_commit(repository: Repository) -> None:
    repository.commit("a.yml", "a: 1\n", day="2026-04-02")
    repository.commit("b/ö \n\t-.yml", "b: 1\n", day="2026-04-05", by="Desmond")
    (repository.folder / "README.md").write_text("not a record", "utf-8")
    repository.commit("c.yml", "c: 1\n", day="2026-04-10")
    assert find_histories(repository.records, until=LATER) == {
        "a.yml": FileHistory(written=hand("Anneke", "2026-04-02")),
        "b/ö \n\t-.yml": FileHistory(written=hand("Desmond", "2026-04-05")),
        "c.yml": FileHistory(written=hand("Anneke", "2026-04-10")),
    }


def test_what_is_not_committed_is_not_known(repository: Repository) -> None:
    repository.commit("a.yml", "a: 1\n", day="2026-04-02")
    (repository.records / "new.yml").write_text("n: 1\n", "utf-8")
    assert set(find_histories(repository.records, until=LATER)) == {"a.yml"}


class TestMerged:
    def test_by_who_made_the_merge(self, branched: Repository) -> None:
        branched.git("merge", "--no-ff", "-m", "Merge", "branch", day="2026-04-06", by="Elin")
        assert branched.find() == FileHistory(
            written=hand("Desmond", "2026-04-02"), merged=hand("Elin", "2026-04-06")
        )

    def test_by_who_asked_a_forge_for_it(self, branched: Repository) -> None:
        branched.git("merge", "--no-ff", "--no-commit", "branch", by="Elin")
        branched.git("commit", "-m", "Merge", day="2026-04-06", by="Elin", committer="GitHub")
        history = branched.find()
        assert history
        assert history.merged == hand("Elin", "2026-04-06")

    def test_by_a_robot_is_nobody(self, branched: Repository) -> None:
        branched.git("merge", "--no-ff", "-m", "Merge", "branch", by="queue[bot]")
        history = branched.find()
        assert history
        assert history.merged is None

    def test_squashed_by_its_committer(self, branched: Repository) -> None:
        branched.git("merge", "--squash", "branch")
        branched.git("commit", "-m", "A", day="2026-04-06", by="Desmond", committer="Elin")
        assert branched.find() == FileHistory(
            written=hand("Desmond", "2026-04-06"),
            merged=Contribution(name="Elin", email="elin@fernhollow.example", day=date(2026, 4, 6)),
        )

    def test_squashed_by_a_forge_is_not_told(self, branched: Repository) -> None:
        branched.git("merge", "--squash", "branch")
        branched.git("commit", "-m", "A", day="2026-04-06", by="Desmond", committer="GitHub")
        assert branched.find() == FileHistory(written=hand("Desmond", "2026-04-06"))

    def test_rebased_by_its_committer(self, branched: Repository) -> None:
        branched.commit("other.yml", "o: 1\n", day="2026-04-04")
        branched.git("checkout", "--quiet", "branch")
        branched.git("rebase", "main", day="2026-04-06", by="Elin")
        assert branched.find() == FileHistory(
            written=hand("Desmond", "2026-04-02"), merged=hand("Elin", "2026-04-06")
        )

    def test_what_stands_on_the_main_line_was_not(self, branched: Repository) -> None:
        branched.git("merge", "--ff-only", "branch")
        assert branched.find() == FileHistory(
            written=hand("Desmond", "2026-04-02"), changed=hand("Desmond", "2026-04-03")
        )

    def test_by_who_merged_it_first(self, branched: Repository) -> None:
        branched.git("merge", "--no-ff", "-m", "Merge", "branch", day="2026-04-06", by="Elin")
        branched.git("checkout", "--quiet", "-b", "second")
        branched.commit("a.yml", "a: 3\n", day="2026-04-08", by="Kofi")
        branched.git("checkout", "--quiet", "main")
        branched.git("merge", "--no-ff", "-m", "Merge", "second", day="2026-04-09", by="Bashir")
        assert branched.find() == FileHistory(
            written=hand("Desmond", "2026-04-02"),
            merged=hand("Elin", "2026-04-06"),
            changed=hand("Kofi", "2026-04-08"),
        )


class TestChanged:
    def test_by_who_changed_it_last(self, repository: Repository) -> None:
        repository.commit("a.yml", "a: 1\n", day="2026-04-02")
        repository.commit("a.yml", "a: 2\n", day="2026-05-02", by="Elin")
        repository.commit("a.yml", "a: 3\n", day="2026-05-09", by="Kofi")
        repository.commit("b.yml", "b: 1\n", day="2026-05-10", by="Bashir")
        assert repository.find() == FileHistory(
            written=hand("Anneke", "2026-04-02"), changed=hand("Kofi", "2026-05-09")
        )

    def test_not_on_the_day_that_it_was_written(self, repository: Repository) -> None:
        repository.commit("a.yml", "a: 1\n", day="2026-04-02")
        repository.commit("a.yml", "a: 2\n", day="2026-04-02", by="Elin")
        assert repository.find() == FileHistory(written=hand("Anneke", "2026-04-02"))

    def test_not_on_the_branch_that_brought_it(self, branched: Repository) -> None:
        branched.git("merge", "--no-ff", "-m", "Merge", "branch", day="2026-04-06", by="Elin")
        history = branched.find()
        assert history
        assert history.changed is None

    def test_by_who_moved_it(self, repository: Repository) -> None:
        text = "series: tier-1\ndate: 2026-04-01\nnotes: What was said.\nminutes: 60\n"
        repository.commit("old.yml", text, day="2026-04-02")
        repository.git("mv", "records/old.yml", "records/a.yml")
        repository.commit("a.yml", text.replace("04-01", "04-02"), day="2026-04-09", by="Elin")
        assert repository.find() == FileHistory(
            written=hand("Anneke", "2026-04-02"), changed=hand("Elin", "2026-04-09")
        )
        assert repository.find("old.yml") is None

    def test_by_who_put_it_back(self, repository: Repository) -> None:
        repository.commit("a.yml", "a: 1\n", day="2026-04-02")
        repository.git("rm", "--quiet", "records/a.yml")
        repository.git("commit", "--quiet", "-m", "Remove", day="2026-04-05")
        repository.commit("a.yml", "a: 1\n", day="2026-04-09", by="Elin")
        assert repository.find() == FileHistory(
            written=hand("Anneke", "2026-04-02"), changed=hand("Elin", "2026-04-09")
        )

    def test_a_name_that_is_used_again_is_another_file(self, repository: Repository) -> None:
        repository.commit("a.yml", "a: 1\nb: 2\nc: 3\n", day="2026-04-02")
        repository.git("mv", "records/a.yml", "records/b.yml")
        repository.git("commit", "--quiet", "-m", "Move", day="2026-04-05", by="Elin")
        repository.commit("a.yml", "something else\n", day="2026-04-09", by="Kofi")
        assert repository.find("a.yml") == FileHistory(written=hand("Kofi", "2026-04-09"))
        assert repository.find("b.yml") == FileHistory(
            written=hand("Anneke", "2026-04-02"), changed=hand("Elin", "2026-04-05")
        )


class TestUntil:
    def test_what_was_written_later_is_not_known(self, repository: Repository) -> None:
        repository.commit("a.yml", "a: 1\n", day="2026-04-02")
        assert repository.find(until="2026-04-01") is None
        assert repository.find(until="2026-04-02")

    def test_what_was_merged_later_is_not_told(self, branched: Repository) -> None:
        branched.git("merge", "--no-ff", "-m", "Merge", "branch", day="2026-04-06", by="Elin")
        assert branched.find(until="2026-04-05") == FileHistory(
            written=hand("Desmond", "2026-04-02")
        )

    def test_what_was_changed_later_is_not_told(self, repository: Repository) -> None:
        repository.commit("a.yml", "a: 1\n", day="2026-04-02")
        repository.commit("a.yml", "a: 2\n", day="2026-05-02", by="Elin")
        repository.commit("a.yml", "a: 3\n", day="2026-05-09", by="Kofi")
        history = repository.find(until="2026-05-08")
        assert history
        assert history.changed == hand("Elin", "2026-05-02")


class TestNames:
    def test_of_a_mailmap_count(self, repository: Repository) -> None:
        (repository.folder / ".mailmap").write_text(
            "Anneke Morrow <anneke@example.org> <anneke@fernhollow.example>\n", "utf-8"
        )
        repository.commit("a.yml", "a: 1\n", day="2026-04-02")
        history = repository.find()
        assert history
        assert (history.written.name, history.written.email) == (
            "Anneke Morrow",
            "anneke@example.org",
        )

    def test_that_are_no_text_are_shown_as_far_as_they_are(self, repository: Repository) -> None:
        repository.commit("a.yml", "a: 1\n", day="2026-04-02")
        commit = (
            b"tree %s\nauthor S\xe9 \x01\xe2\x80\xaea <s@x.example> 99999999999999 +0000\n"
            b"committer S\xe9 <s@x.example> 1775000000 +0000\n\nOdd\n"
        )
        run = ["git", "-C", str(repository.folder)]
        tree = subprocess.run([*run, "write-tree"], check=True, capture_output=True).stdout.strip()
        made = subprocess.run(
            [*run, "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
            check=True,
            capture_output=True,
            input=commit % tree,
        ).stdout.strip()
        repository.git("reset", "--quiet", "--hard", made.decode())
        history = find_histories(repository.records, until=date.max)["a.yml"]
        assert history.written == Contribution(name="S\ufffd a", email="s@x.example", day=date.max)
        assert repository.find() is None

    def test_of_files_that_are_no_text(self, repository: Repository) -> None:
        path = os.fsdecode(os.fsencode(repository.records) + b"/\xe9.yml")
        Path(path).write_bytes(b"a: 1\n")
        repository.git("add", "--all")
        repository.git("commit", "--quiet", "-m", "Write")
        (name,) = find_histories(repository.records, until=LATER)
        assert os.fsencode(name) == b"\xe9.yml"


class TestWithoutFacts:
    def test_outside_a_repository(self, tmp_path: Path) -> None:
        assert find_histories(tmp_path, until=LATER) == {}

    def test_before_the_first_commit(self, repository: Repository) -> None:
        assert find_histories(repository.records, until=LATER) == {}

    def test_without_git(self, repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
        repository.commit("a.yml", "a: 1\n", day="2026-04-02")
        monkeypatch.setenv("PATH", str(repository.folder))
        assert repository.find() is None

    def test_where_git_takes_too_long(
        self, repository: Repository, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repository.commit("a.yml", "a: 1\n", day="2026-04-02")
        monkeypatch.setattr("decision_record.source.git_log._SECONDS", 0)
        assert repository.find() is None

    @pytest.mark.parametrize("depth", ["1", "2"])
    def test_in_a_shallow_clone(self, repository: Repository, tmp_path: Path, depth: str) -> None:
        """It would say the wrong day of what it was cut off at."""
        for number, day in enumerate(("2026-04-02", "2026-04-09", "2026-04-16")):
            repository.commit(f"{number}.yml", "a: 1\n", day=day)
        clone = tmp_path / "clone"
        whole = repository.folder.as_uri()
        repository.git("clone", "--quiet", "--depth", depth, whole, str(clone))
        assert find_histories(clone / "records", until=LATER) == {}
        tree = tmp_path / "tree"
        Repository(clone).git("worktree", "add", "--quiet", str(tree))
        assert find_histories(tree / "records", until=LATER) == {}


class TestPlaces:
    def test_a_branch_may_be_called_as_git_marks_a_cut(self, repository: Repository) -> None:
        repository.commit("a.yml", "a: 1\n", day="2026-04-02")
        repository.git("branch", "grafted")
        assert repository.find()

    def test_a_work_tree(self, repository: Repository, tmp_path: Path) -> None:
        repository.commit("a.yml", "a: 1\n", day="2026-04-02")
        tree = tmp_path / "tree"
        repository.git("worktree", "add", "--quiet", str(tree))
        assert set(find_histories(tree / "records", until=LATER)) == {"a.yml"}

    def test_a_repository_in_a_repository(self, repository: Repository) -> None:
        inner = Repository(repository.folder / "records/inner")
        inner.records.mkdir(parents=True)
        inner.git("init", "--quiet")
        inner.commit("a.yml", "a: 1\n", day="2026-04-02", by="Elin")
        repository.commit("b.yml", "b: 1\n", day="2026-04-05")
        history = inner.find()
        assert history
        assert history.written == hand("Elin", "2026-04-02")

    def test_the_repository_itself(self, repository: Repository) -> None:
        repository.commit("a.yml", "a: 1\n", day="2026-04-02")
        assert set(find_histories(repository.folder, until=LATER)) == {"records/a.yml"}

    def test_a_hook_of_another_repository(
        self, repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repository.commit("a.yml", "a: 1\n", day="2026-04-02")
        monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
        assert repository.find()


def build(repository: Repository) -> Path:
    """Build a site in which everything was written down on one day."""
    shutil.copytree(HARBOUR, repository.records, dirs_exist_ok=True)
    config = repository.folder / "site_config.yml"
    config.write_text("site_name: A\ntheme: material\nplugins: [decision-record]\n", "utf-8")
    repository.git("add", "--all")
    repository.git(
        "commit", "-m", "Write", day="2026-06-20", by="Rasmus", committer="Ida@x.example"
    )
    arguments = ["build", "--config", str(config), "--as-of", "2026-06-30"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    return repository.folder / "site"


def late_in(site: Path) -> list[str]:
    signals = json.loads((site / "api/v1/signals.json").read_text("utf-8"))["items"]
    return [each["ref"] for each in signals if each["code"] == "SG804"]


def test_what_happened_before_the_repository_began_was_not_written_late(
    repository: Repository,
) -> None:
    site = build(repository)
    assert late_in(site) == []
    assert "shallow clone" not in (site / "health/index.html").read_text("utf-8")


def test_a_shallow_clone_knows_no_first_days_and_says_so(
    repository: Repository, tmp_path: Path
) -> None:
    repository.commit("../README.md", "Ours.\n", day="2026-01-02")
    build(repository)
    clone = Repository(tmp_path / "clone")
    repository.git(
        "clone", "--quiet", "--depth", "1", repository.folder.as_uri(), str(clone.folder)
    )
    arguments = ["build", "--config", str(clone.folder / "site_config.yml")]
    assert CliRunner().invoke(main, [*arguments, "--as-of", "2026-06-30"]).exit_code == 0
    site = clone.folder / "site"
    assert late_in(site) == []
    page = (site / "health/index.html").read_text("utf-8")
    assert "are unknown: this site was built from a shallow clone" in page


def test_a_build_says_what_was_written_down_late_and_by_whom(repository: Repository) -> None:
    repository.commit("../README.md", "Ours.\n", day="2026-01-02")
    site = build(repository)
    late = late_in(site)
    assert "2026-06-09-tier-2-charts" in late
    assert "2026-06-30-tier-1" not in late
    page = (site / "meetings/2026-06-09-tier-2-charts/index.html").read_text("utf-8")
    assert "Written down by Rasmus on" in page
    assert "merged by Ida on" in page
    assert "x.example" not in page
    assert "fernhollow.example" not in page
