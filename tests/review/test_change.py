"""`decision-record review` in real repositories: against a branch, in each format."""

import json

import pytest
from click.testing import CliRunner

from committing import Repository
from decision_record.cli import main
from reviewed_repository import (
    CONFIGURATION,
    DECIDED,
    LATER,
    NEW,
    OLD,
    review,
)


def test_a_new_meeting_says_what_it_changes(repository: Repository) -> None:
    repository.commit(NEW, LATER, day="2026-04-29")
    text = review("--since", "main").output
    assert "Slipped: Build the export (Otto Lind), 1 Jun → 1 Jul" in text
    assert "because “Security.”" in text
    assert "Rolled: Tell North (Bob Gray), 10 Apr → 12 May" in text
    assert "[A1 · Tier 1 of 31 Mar]" in text
    assert "Past records" not in text


def test_what_the_main_line_got_since_makes_no_difference(repository: Repository) -> None:
    repository.commit(NEW, LATER, day="2026-04-29")
    alone = review("--since", "main").output
    repository.git("checkout", "--quiet", "main")
    repository.commit(
        "updates/2026/2026-04-20-bob.yml", "date: 2026-04-20\nby: bob\n", day="2026-05-02"
    )
    repository.git("checkout", "--quiet", "change")
    assert review("--since", "main").output == alone


def test_a_past_record_that_is_edited_comes_first(repository: Repository) -> None:
    repository.commit(OLD, DECIDED.replace("2026-06-01", "2026-06-15"), day="2026-04-29")
    text = review("--since", "main", "--format", "markdown").output
    first, second, *_ = [line for line in text.splitlines() if line.startswith("### ")]
    assert first == "### Past records that this changes (1)"
    assert second == "### Decisions (1)" or second.startswith("### Commitments")
    assert "2026\\-03" not in text
    assert "records/meetings/2026/2026-03-31-tier-1.yml: changed D1" in text
    assert "1 Jun → 15 Jun" in text


def test_a_deleted_and_a_renamed_record_come_first(repository: Repository) -> None:
    repository.git("mv", f"records/{OLD}", "records/meetings/2026/2026-03-30-tier-1.yml")
    path = repository.records / "meetings/2026/2026-03-30-tier-1.yml"
    path.write_text(DECIDED.replace("date: 2026-03-31", "date: 2026-03-30"))
    text = review("--since", "main").output
    assert "Renamed: records/meetings/2026/2026-03-31-tier-1.yml → records/meetings/2026" in text
    assert "write `formerly: [2026-03-31-tier-1]`" in text
    path.write_text(path.read_text() + "formerly: [2026-03-31-tier-1]\n")
    text = review("--since", "main").output
    assert "write `formerly" not in text
    assert "Removed: Build the export" not in text
    path.unlink()
    text = review("--since", "main").output
    assert "Deleted: records/meetings/2026/2026-03-31-tier-1.yml, with D1 and A1" in text
    assert "Removed: Build the export" in text


def test_a_change_of_form_only_is_said_to_be_one(repository: Repository) -> None:
    repository.commit(OLD, "# a comment\n" + DECIDED, day="2026-04-29")
    text = review("--since", "main").output
    assert "formatting only; the content is the same" in text


def test_an_empty_change_is_one_honest_sentence(repository: Repository) -> None:
    assert repository
    done = review("--since", "main")
    assert done.exit_code == 0
    assert done.output.splitlines()[0] == (
        "Merging this changes nothing: the records say the same as before."
    )


def test_new_problems_are_named_and_old_ones_are_not(repository: Repository) -> None:
    broken = LATER.replace("/A1", "/A7")
    repository.commit(NEW, broken, day="2026-04-29")
    content = json.loads(review("--since", "main", "--format", "json").output)
    groups = {group["id"]: group["lines"] for group in content["groups"]}
    assert groups["problems"][0]["kind"] == "error"
    assert any("A7" in line["text"] for line in groups["problems"])
    assert "`check` fails until they are fixed" in content["summary"]


def test_what_cannot_be_read_is_not_compared_and_nothing_is_made_up(repository: Repository) -> None:
    repository.commit(OLD, DECIDED + "\n  : [", day="2026-04-29")
    text = review("--since", "main").output
    assert "Not compared: meeting 2026-03-31-tier-1 cannot be read after this change" in text
    assert "Removed: " not in text
    assert "No longer" not in text


def test_a_base_that_cannot_be_read_is_compared_as_far_as_it_can(repository: Repository) -> None:
    repository.commit(OLD, DECIDED + "\n  : [", day="2026-04-29")
    repository.git("branch", "--force", "main", "change")
    repository.commit(OLD, DECIDED, day="2026-04-30")
    repository.commit(NEW, LATER, day="2026-04-30")
    text = review("--since", "main").output
    assert "Not compared: meeting 2026-03-31-tier-1 cannot be read before this change" in text
    assert "Rolled: Tell North (Bob Gray), 10 Apr → 12 May" in text
    assert "Decided: " not in text


def test_personal_folders_never_appear(repository: Repository) -> None:
    own = repository.folder / "own"
    (own / "meetings/2026").mkdir(parents=True)
    (own / "series.yml").write_text("bob-vera: {kind: one-on-one, members: [bob, vera]}\n")
    (own / "meetings/2026/2026-04-20-bob-vera.yml").write_text(
        "series: bob-vera\ndate: 2026-04-20\nattendees: [bob, vera]\nnotes: Secret talk.\n"
        "actions:\n  cs:\n    - {id: A1, what: Shared task, owner: bob, due: 2026-05-20, "
        "share: true}\n"
        "customers: [{account: north, issue: Promoted wish, promote_to: tier-1}]\n"
    )
    records = "[records, {path: own, kind: personal}]"
    (repository.folder / "site_config.yml").write_text(
        "site_name: Acme\ntheme: material\n"
        f"plugins: [{{decision-record: {{records: {records}}}}}]\n"
    )
    for named in ((), ("--records", "records", "--records", "personal:own")):
        text = review("--since", "main", *named).output
        for word in ("bob-vera", "Secret", "Shared task", "Promoted", "own/", "personal"):
            assert word not in text, text


def test_what_cannot_be_compared_with_is_said_in_a_sentence(repository: Repository) -> None:
    assert repository
    done = review("--since", "nowhere")
    assert done.exit_code == 2
    assert "nowhere" in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a b", "https://a>(x", "x"])
def test_a_preview_is_an_address(repository: Repository, address: str) -> None:
    assert repository
    assert review("--since", "main", "--preview", address).exit_code == 2


def test_a_new_record_dated_ahead_is_said_not_to_count_yet(repository: Repository) -> None:
    repository.commit(NEW, LATER, day="2026-04-29")
    done = CliRunner().invoke(main, ["review", "--since", "main", "--today", "2026-04-15"])
    assert "Dated ahead: Tier 1 of 28 Apr: counts from its date on" in done.output
    assert "Slipped" not in done.output


def test_where_there_were_no_records_yet_everything_is_new(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "--orphan", "empty")
    repository.git("rm", "--quiet", "-r", "--cached", ".")
    repository.git("commit", "--quiet", "--allow-empty", "-m", "Begin")
    repository.git("checkout", "--quiet", "-b", "first")
    text = review("--since", "empty").output
    assert "Promised: Build the export (Otto Lind), by 1 Jun, to North Mills ($100,000 ARR)" in text
    assert "New: North Mills ($100,000 ARR), CSM Bob Gray, renewal on 1 Dec" in text
    assert "Not compared: " in text
    assert "everything counts as new" in text


def test_a_hostile_record_gives_the_comment_no_markup_and_no_commands(
    repository: Repository,
) -> None:
    hostile = (
        "</details> @acme/all #1 GH-1 deadbeef1234 ![x](https://evil.example/x.png) "
        "<script>x</script> ::error::x https://evil.example :tada:"
    )
    repository.commit(
        "updates/2026/2026-04-20-bob.yml",
        f"date: 2026-04-20\nby: bob\nfeedback:\n  - id: F1\n    account: north\n"
        f"    what: '{hostile}'\n",
        day="2026-04-21",
    )
    done = review("--since", "main", "--format", "markdown", "--preview", "https://acme.example")
    (line,) = [each for each in done.output.splitlines() if "Feedback:" in each]
    for word in (
        "@acme",
        "#1",
        "GH-1",
        "deadbeef1",
        "![",
        "](https://evil",
        "<script",
        "https://e",
    ):
        assert word not in line, line
    assert line.endswith("](https://acme.example/updates/2026-04-20-bob/#F1)</sub>")
    assert done.output.count("</details>") == done.output.count("<details>")


def test_what_a_record_silences_is_named(repository: Repository) -> None:
    silent = LATER + "allow: {DR302: Nothing to decide.}\n"
    repository.commit(NEW, silent, day="2026-04-29")
    text = review("--since", "main").output
    assert "New meeting: Tier 1 of 28 Apr; excuses DR302 (“Nothing to decide.”)" in text


def test_what_a_record_dated_ahead_holds_is_named(repository: Repository) -> None:
    ahead = "date: 2026-06-01\nby: bob\nfeedback: [{id: F1, account: north, what: Nice.}]\n"
    repository.commit("updates/2026/2026-06-01-bob.yml", ahead, day="2026-04-29")
    text = review("--since", "main").output
    assert "not yet on 1 May; holds “Nice.”" in text


def test_files_that_are_no_records_are_named(repository: Repository) -> None:
    """A workflow beside an innocent record is not passed over, whatever is on disk."""
    for name in (".github/workflows/evil.yml", "a/b.py", "requirements.txt", "README.md"):
        path = repository.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("old\n")
    repository.git("checkout", "--quiet", "main")
    repository.git("add", "README.md")
    repository.git("commit", "--quiet", "-m", "Write")
    repository.git("checkout", "--quiet", "change")
    repository.git("rebase", "--quiet", "main")
    (repository.folder / "README.md").unlink()
    (repository.folder / "site_config.yml").write_text(CONFIGURATION + "# new\n")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "-m", "Write")
    (repository.folder / ".github/workflows/evil.yml").unlink()
    data = json.loads(review("--since", "main", "--format", "json").output)
    assert data["summary"] == (
        "The records say the same as before. It changes 5 files outside of the records."
    )
    (group,) = data["groups"]
    assert (group["id"], group["note"].split(":")[-1]) == (
        "other-files",
        " read them in the pull request.",
    )
    assert [(each["kind"], each["text"]) for each in group["lines"]] == [
        ("file-added", "requirements.txt"),
        ("file-added", ".github/workflows/evil.yml"),
        ("file-added", "a/b.py"),
        ("file-changed", "site_config.yml"),
        ("file-removed", "README.md"),
    ]


def test_a_folder_of_records_that_becomes_a_link_is_named(repository: Repository) -> None:
    repository.git("mv", "records", "elsewhere")
    repository.records.symlink_to("elsewhere")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "-m", "Move")
    data = json.loads(review("--since", "main", "--format", "json").output)
    (group,) = [each for each in data["groups"] if each["id"] == "other-files"]
    assert "records" in [each["text"] for each in group["lines"]]
