"""The workflows of this repository: those that `init` writes, for the sample, and its own."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from decision_record import __version__
from decision_record.drafts.repository.hosting import Hosting
from decision_record.drafts.repository.new import Company, make_surroundings
from decision_record.drafts.repository.update import read_organization

REPOSITORY = Path(__file__).resolve().parents[2]
DAY = date(2026, 6, 29)
"""The day of the sample; the hour of the daily build is that of the year's summer."""


def made() -> dict[str, str]:
    """The workflows and the action that `init` would write for the sample."""
    organization = read_organization(REPOSITORY / "records/organization.yml")
    assert organization is not None
    company = Company(
        name=organization.name,
        currency=organization.currency,
        timezone=organization.timezone,
        stage=organization.stage_on(DAY),
        hosting=Hosting(forge="github", package=".", version=__version__),
    )
    files = make_surroundings(company, DAY)
    return {
        place: text
        for place, text in files.items()
        if place.startswith((".github/actions/", ".github/workflows/"))
    }


def test_the_sample_has_what_init_writes(request: pytest.FixtureRequest) -> None:
    files = made()
    assert len(files) == 5
    for place, text in files.items():
        path = REPOSITORY / place
        if request.config.getoption("--rewrite"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert path.read_text("utf-8") == text, f"{place} differs; to write it: pytest --rewrite"


def test_there_is_no_workflow_beside_those_and_the_tests() -> None:
    ours = {
        path.relative_to(REPOSITORY).as_posix()
        for path in (REPOSITORY / ".github").rglob("*")
        if path.is_file()
    }
    assert ours - set(made()) == {".github/workflows/tests.yml", ".github/zizmor.yml"}


def test_the_supported_versions_of_python_are_tested() -> None:
    text = (REPOSITORY / ".github/workflows/tests.yml").read_text("utf-8")
    versions = yaml.safe_load(text)["jobs"]["tests"]["strategy"]["matrix"]["python"]
    project = (REPOSITORY / "pyproject.toml").read_text("utf-8")
    named = [
        line.split(" :: ")[-1].rstrip('",')
        for line in project.splitlines()
        if "Programming Language :: Python :: 3." in line
    ]
    assert versions == named


def test_the_requirements_are_this_repository_with_its_constraints() -> None:
    lines = (REPOSITORY / "requirements.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["-c constraints.txt", "."]
