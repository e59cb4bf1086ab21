"""A company that has written for more than ten years has made no mistake (DR009)."""

from datetime import date
from pathlib import Path

from decision_record.checks.catalogue import run_checks
from decision_record.repository.load import load

TODAY = date(2026, 11, 28)


def far(folder: Path, *days: str) -> list[str]:
    """The days whose year is called a mistake, where there is an update of each."""
    (folder / "records").mkdir()
    (folder / "records/people.yml").write_text("bob: {name: Bob, role: csm}\n")
    for day in days:
        path = folder / f"records/updates/{day[:4]}/{day}-bob.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"date: {day}\nby: bob\nnotes: Nothing.\n")
    found = run_checks(load([folder / "records"], base=folder), today=TODAY)
    return sorted(
        each.at.file.rpartition("/")[2][: len("2026-11-28")]
        for each in found
        if each.code == "DR009"
    )


def test_a_record_that_goes_back_without_a_long_pause_is_a_history(tmp_path: Path) -> None:
    years = [f"{year}-11-25" for year in range(2009, 2027)]
    assert far(tmp_path, *years) == []


def test_a_year_far_from_all_others_is_a_mistake(tmp_path: Path) -> None:
    days = ("2006-11-20", "2016-04-20", "2026-03-03", "2026-04-28")
    assert far(tmp_path, *days) == ["2006-11-20", "2016-04-20"]


def test_what_lies_before_a_pause_of_more_than_two_years_is_a_mistake(tmp_path: Path) -> None:
    days = ("2010-01-10", "2013-06-01", "2015-05-30", "2017-05-20", "2019-05-01", "2021-04-30")
    assert far(tmp_path, *days, "2023-04-20", "2025-04-20", "2026-11-01") == ["2010-01-10"]


def test_the_first_days_of_a_history_stay_when_they_become_ten_years_old(tmp_path: Path) -> None:
    days = [f"2016-11-{day}" for day in (24, 25, 26, 30)]
    assert far(tmp_path, *days, "2017-11-30", "2019-10-01", "2021-09-01", "2023-08-01") == []
