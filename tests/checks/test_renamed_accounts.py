"""DR202: a name that was an account's once, and one that is misspelt."""

import json
from pathlib import Path

import pytest

from committing import Repository
from running import run

UPDATE = """\
by: lena
date: 2026-04-20
feedback:
  - {id: F1, account: NAME, what: The export is slow}
  - {id: F2, account: NAME, what: It stops at noon}
"""


@pytest.fixture
def company(tmp_path: Path) -> Repository:
    """A company with one account, whose one record names it twice."""
    made = Repository(tmp_path)
    made.git("init", "--quiet")
    (tmp_path / "site_config.yml").write_text(
        "site_name: A\ntheme: material\nplugins: [decision-record]\n"
    )
    made.commit("people.yml", "lena: {name: Lena, role: csm}\n", day="2026-04-01")
    made.commit(
        "accounts/ardent.yml",
        "name: Ardent Health\narr: 132000\nsegment: growth\ncsm: lena\nrenewal: 2027-03-31\n",
        day="2026-04-01",
    )
    made.commit("taxonomy.yml", "segments: {growth: Growth}\n", day="2026-04-01")
    made.commit(
        "updates/2026/2026-04-20-lena.yml", UPDATE.replace("NAME", "ardent"), day="2026-04-20"
    )
    return made


def found_in(company: Repository) -> list[tuple[str, str]]:
    """Message and help of each DR202."""
    config = str(company.folder / "site_config.yml")
    arguments = ["check", "--config", config, "--today", "2026-05-01", "--format", "json"]
    done = run(*arguments)
    return [
        (each["message"], each["help"])
        for each in json.loads(done.output)["diagnostics"]
        if each["code"] == "DR202"
    ]


def rename(company: Repository, name: str) -> None:
    accounts = company.records / "accounts"
    text = (accounts / "ardent.yml").read_text()
    (accounts / "ardent.yml").unlink()
    (accounts / f"{name}.yml").write_text(text.replace("Ardent Health", "Solway Care"))


CERTAIN = (
    "the account `ardent` has a new name: its file is called `solway`",
    "add `aliases: [ardent]` to accounts/solway.yml; past records stay as they are",
)


def test_git_knows_what_a_file_was_called(company: Repository) -> None:
    assert found_in(company) == []
    rename(company, "solway")
    company.git("add", "--all")
    assert found_in(company) == [CERTAIN]
    company.git("commit", "--quiet", "-m", "Rename")
    assert found_in(company) == [CERTAIN]
    path = company.records / "accounts/solway.yml"
    path.write_text(path.read_text() + "aliases: [ardent]\n")
    assert found_in(company) == []


def test_a_name_that_is_used_several_times_may_be_a_former_one(company: Repository) -> None:
    """Before git is told of the rename, nothing is certain."""
    rename(company, "solway")
    ((message, advice),) = found_in(company)
    assert message == "there is no account `ardent`, and 2 fields name it"
    assert "if it was renamed, add `aliases: [ardent]` to its file in accounts/" in advice


def test_a_name_that_is_nearly_an_account_s_is_misspelt(company: Repository) -> None:
    path = company.records / "updates/2026/2026-04-20-lena.yml"
    path.write_text(UPDATE.replace("NAME", "ardennt"))
    assert found_in(company) == [("there is no account `ardennt`", "did you mean `ardent`?")] * 2
