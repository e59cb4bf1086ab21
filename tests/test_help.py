"""Help mends what it names: a beginner's mistake is told once, and following the help ends it.

A mistake is made in a record that has none. The writer follows the help mechanically, once: applies
the fix, or pastes the text (see `following`). Then the record is checked again: nothing is wrong.
"""

import shutil
from pathlib import Path

import pytest

from following import check, follow, spoils
from mistakes import BILLING, MISTAKES, Mistake, written


def test_the_records_have_no_mistake(tmp_path: Path) -> None:
    written(tmp_path)
    assert [each for each in check(tmp_path) if spoils(each)] == []


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_following_the_help_once_ends_a_mistake(mistake: Mistake, tmp_path: Path) -> None:
    written(tmp_path, mistake)
    found = [each for each in check(tmp_path) if spoils(each)]
    assert [each.code for each in found] == [mistake.code] * mistake.told, found
    assert follow(tmp_path, found, mistake.answers) == []
    assert [each for each in check(tmp_path) if spoils(each)] == []


@pytest.mark.parametrize(
    ("name", "saved_as"),
    [
        ("accounts/ardent.yml", "pods/ardent.yml"),
        ("accounts/ardent.yml", "ardent.yml"),
        ("accounts/ardent.yml", "meetings/2026/ardent.yml"),
        ("accounts/ardent.yml", "updates/2026/2026-11-16-ardent.yml"),
        ("accounts/ardent.yml", "customers/enterprise/Ardent.yaml"),
        ("people.yml", "accounts/everyone.yml"),
        ("people.yml", "team/people.yml"),
        ("series.yml", "meetings/series.yml"),
    ],
)
def test_a_reference_file_in_a_wrong_folder_is_told_its_right_one(
    name: str, saved_as: str, tmp_path: Path
) -> None:
    written(tmp_path)
    records = tmp_path / "records"
    (records / saved_as).parent.mkdir(parents=True, exist_ok=True)
    (records / name).rename(records / saved_as)
    found = [each for each in check(tmp_path) if spoils(each)]
    assert [(each.code, each.help) for each in found] == [("DR005", f"move it to `{name}`")]
    assert follow(tmp_path, found, {}) == []
    assert (records / name).is_file()
    # git keeps no folder that is empty.
    for folder in sorted(records.rglob("*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    assert [each for each in check(tmp_path) if spoils(each)] == []


def test_a_second_file_in_a_wrong_folder_is_not_read_beside_the_first(tmp_path: Path) -> None:
    written(tmp_path)
    records = tmp_path / "records"
    for copy in ("accounts/everyone.yml", "team.yml"):
        shutil.copy(records / "people.yml", records / copy)
    found = [each for each in check(tmp_path) if spoils(each)]
    advice = "`people.yml` is there already: add to it what is missing, and remove this file"
    assert {(each.place.file, each.code, each.help) for each in found} == {
        ("records/accounts/everyone.yml", "DR005", advice),
        ("records/team.yml", "DR005", advice),
    }


@pytest.mark.parametrize(
    "text", ["colour: red\nsize: 5\n", "name: Ardent\n", "[]\n", "{", "notes: Nothing.\n"]
)
def test_a_file_that_does_not_say_what_it_is_gets_no_place(text: str, tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "records/other").mkdir()
    (tmp_path / "records/other/some.yml").write_text(text)
    (found,) = [each for each in check(tmp_path) if spoils(each)]
    assert (found.code, found.message) == ("DR005", "no record has this name in this folder")


@pytest.mark.parametrize("written_so", ["[2026-12-01 2027-03-01]", "2026-12-01 / 2027-03-01"])
def test_days_without_commas_are_taken_apart(written_so: str, tmp_path: Path) -> None:
    written(tmp_path)
    account = tmp_path / "records/accounts/ardent.yml"
    account.write_text(f"{account.read_text().rstrip()}\nqbrs: {written_so}\n")
    found = [each for each in check(tmp_path) if spoils(each)]
    assert [each.code for each in found] == ["DR103"]
    assert "`qbrs: [2026-12-01, 2027-03-01]`" in found[0].help
    assert follow(tmp_path, found, {}) == []
    assert [each for each in check(tmp_path) if spoils(each)] == []


@pytest.mark.parametrize("name", ["Zoë Zulu", "zoë zulu"])
def test_somebody_who_is_not_known_is_one_person_with_a_name_to_add(
    name: str, tmp_path: Path
) -> None:
    written(tmp_path)
    record = tmp_path / "records" / BILLING
    record.write_text(record.read_text().replace("[dana.whitlock,", f"[{name},"))
    (found,) = (each for each in check(tmp_path) if spoils(each))
    assert found.code == "DR201"
    identity = found.help.split("`")[1]
    people = tmp_path / "records/people.yml"
    people.write_text(f"{people.read_text().rstrip()}\n{identity}: {{name: {name}, role: csm}}\n")
    record.write_text(record.read_text().replace(f"[{name},", f"[{identity},"))
    assert [each for each in check(tmp_path) if spoils(each)] == []


def test_one_alias_mends_a_renamed_account(tmp_path: Path) -> None:
    written(tmp_path)
    accounts = tmp_path / "records/accounts"
    (accounts / "ardent.yml").rename(accounts / "ardent-care.yml")
    found = [each for each in check(tmp_path) if spoils(each)]
    assert [each.code for each in found] == ["DR202"]
    assert "add `aliases: [ardent]` to accounts/ardent-care.yml" in found[0].help
    follow(tmp_path, found, {})
    assert [each for each in check(tmp_path) if spoils(each)] == []
    assert "aliases: [ardent]" in (accounts / "ardent-care.yml").read_text()
