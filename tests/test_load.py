"""Folders made into records: places, names, several roots, and what is left out (records.md §2)."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from decision_record.diagnostics import Pointer, Problem, Underlined
from decision_record.examine import Format, examine, render
from decision_record.model.records import FileKind
from decision_record.repository.configuration import Configuration, Settings
from decision_record.repository.load import Loaded, load

PEOPLE = "maren: {name: Maren, role: vp-cs}\nelin: {name: Elin, role: pm}\n"
SERIES = "tier-1: {kind: tier-1}\ntier-2-reporting: {kind: tier-2}\n"
TIER_1 = "series: tier-1\ndate: 2026-04-28\n"
OSTERMARK = "name: Ostermark\narr: 1\nsegment: e\ncsm: maren\nrenewal: 2026-07-10\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "records"


def write(root: Path, files: Mapping[str, str | bytes]) -> Loaded:
    """Write the files below the root and load it, named from the folder that holds it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load([root], base=root.parent)


def told(loaded: Loaded) -> list[tuple[str, str]]:
    return [(each.code, _file(each)) for each in loaded.problems]


def _file(problem: Problem) -> str:
    return problem.at.file


def test_every_kind_of_file_in_its_place(root: Path) -> None:
    loaded = write(
        root,
        {
            "organization.yml": "name: Fernhollow\n",
            "people.yml": PEOPLE,
            "taxonomy.yml": "segments: {e: Enterprise}\n",
            "series.yml": SERIES,
            "accounts/ostermark.yml": OSTERMARK,
            "pods/reporting.yml": "name: R\nstructure: segment\nmembers: {}\nstarted: 2026-01-12\n",
            "meetings/2026/2026-04-28-tier-1.yml": TIER_1,
            "updates/2026/2026-04-28-elin.yml": "date: 2026-04-28\nby: elin\n",
        },
    )
    assert loaded.problems == ()
    records = loaded.records
    assert records.organization is not None
    assert list(records.people) == ["maren", "elin"]
    assert list(records.taxonomy.segments) == ["e"]
    assert list(records.series) == ["tier-1", "tier-2-reporting"]
    assert list(records.accounts) == ["ostermark"]
    assert list(records.pods) == ["reporting"]
    assert [entry.id for entry in records.entries] == ["2026-04-28-tier-1", "2026-04-28-elin"]
    assert {file.name.split("/")[0] for file in records.files} == {"records"}
    assert len(loaded.shaped) == len(records.files) == 8


def test_records_come_in_the_order_of_the_replay(root: Path) -> None:
    days = ("2026-05-26", "2026-04-28")
    loaded = write(
        root,
        {"series.yml": SERIES}
        | {f"meetings/2026/{day}-tier-1.yml": f"series: tier-1\ndate: {day}\n" for day in days}
        | {f"updates/2026/{day}-a.yml": f"date: {day}\nby: elin\n" for day in days},
    )
    assert [entry.id for entry in loaded.records.entries] == [
        "2026-04-28-tier-1",
        "2026-04-28-a",
        "2026-05-26-tier-1",
        "2026-05-26-a",
    ]


ADVISED = {
    "series.yaml": "call it `series.yml`",
    "accounts/ostermark.YML": "call it `accounts/ostermark.yml`",
    "serie.yml": "did you mean `series.yml`?",
    "acounts/ostermark.yml": "did you mean `accounts/ostermark.yml`?",
    "meetings/2026-04-28-tier-1.yml": "move it to `meetings/2026/2026-04-28-tier-1.yml`",
    "meetings/2025/2026-04-28-tier-1.yml": "move it to `meetings/2026/2026-04-28-tier-1.yml`",
    "updates/2026/april.yml": "called by their date",
    "meetings/2026/2026-02-30-tier-1.yml": "called by their date",
    "meetings/2026/2026-04-28.yml": "called by their date",
    "meetings/2026/2026-04-28-Tier-1.yml": "call it `meetings/2026/2026-04-28-tier-1.yml`",
    "meetings/2026/2026-04-28-tier-1.md": "move it to",
    "accounts/emea/ostermark.yml": "move it to `accounts/ostermark.yml`",
    "notes.txt": "records are organization.yml",
    "board/2026.yml": "records are organization.yml",
}


@pytest.mark.parametrize(("name", "advice"), ADVISED.items())
def test_a_file_in_no_place_is_told_where_it_belongs(root: Path, name: str, advice: str) -> None:
    # A file whose place is known is read too, and has its own problems.
    found = write(root, {name: "x: 1\n"}).problems
    (problem,) = [each for each in found if each.code == "DR005"]
    assert _file(problem) == f"records/{name}"
    assert advice in problem.help


@pytest.mark.parametrize(
    "name", ["_drafts/idea.txt", ".git/config", "accounts/_template.yml", "accounts/.swp", "_x.yml"]
)
def test_names_that_begin_so_are_left_alone(root: Path, name: str) -> None:
    loaded = write(root, {name: "not: [a record\n", "people.yml": PEOPLE})
    assert loaded.problems == ()
    assert [file.path for file in loaded.records.files] == ["people.yml"]


ODD_FOLDERS = {
    "meetings/2026/2026-04-28-tier-1.yml": "a record is a file",
    "people.yaml": "a record is a file",
    "acounts": "call it `accounts`",
    "board": "remove it",
    "accounts/emea": "remove it",
}


@pytest.mark.parametrize(("name", "advice"), ODD_FOLDERS.items())
@pytest.mark.parametrize("is_empty", [True, False])
def test_a_folder_in_the_place_of_a_file_or_in_none_is_an_error(
    root: Path, name: str, advice: str, *, is_empty: bool
) -> None:
    (root / name).mkdir(parents=True)
    files = {"people.yml": PEOPLE} if is_empty else {f"{name}/people.yml": PEOPLE}
    # What lies too deep is read as what it would be one folder up.
    (problem,) = [each for each in write(root, files).problems if each.code == "DR005"]
    if is_empty or name.endswith((".yml", ".yaml")):
        assert _file(problem) == f"records/{name}"
        assert advice in problem.help
    else:
        assert _file(problem) == f"records/{name}/people.yml"


def test_folders_that_wait_for_their_first_file_are_none_of_them(root: Path) -> None:
    for name in ("accounts", "pods", "meetings/2026", "updates"):
        (root / name).mkdir(parents=True)
    assert write(root, {"people.yml": PEOPLE}).problems == ()


def test_a_file_in_the_place_of_a_folder_is_an_error(root: Path) -> None:
    (problem,) = write(root, {"meetings": "series: tier-1\n"}).problems
    assert (problem.code, _file(problem)) == ("DR005", "records/meetings")
    assert "make `meetings` a folder" in problem.help


def test_a_record_that_was_saved_as_text_is_named(root: Path) -> None:
    (problem,) = write(root, {"meetings/2026/2026-04-28-tier-1.yml.txt": TIER_1}).problems
    assert problem.code == "DR005"
    assert "call it `meetings/2026/2026-04-28-tier-1.yml`" in problem.help


def test_a_link_to_a_folder_is_not_passed_over(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    root.mkdir()
    (root / "accounts").symlink_to(tmp_path / "elsewhere")
    assert told(load([root], base=tmp_path)) == [("DR005", "records/accounts")]


def test_the_name_of_an_account_is_an_identity(root: Path) -> None:
    assert told(write(root, {"accounts/Ostermark Foods.yml": OSTERMARK})) == [
        ("DR106", "records/accounts/Ostermark Foods.yml")
    ]


def test_a_name_that_is_no_text_is_shown_all_the_same(root: Path) -> None:
    root.mkdir()
    Path(str(root), "caf\udce9.yml").write_text("x: 1\n", encoding="utf-8")
    assert told(load([root], base=root.parent)) == [("DR005", "records/caf\ufffd.yml")]


def test_the_name_and_the_record_agree(root: Path) -> None:
    loaded = write(
        root,
        {
            "series.yml": SERIES,
            "meetings/2026/2026-04-28-tier-1.yml": "series: tier-2-reporting\ndate: 2026-04-27\n",
            "updates/2026/2026-04-20-elin.yml": "date: 2026-04-21\nby: maren\n",
        },
    )
    assert [(each.code, each.at) for each in loaded.problems] == [
        (
            "DR006",
            Pointer(file="records/meetings/2026/2026-04-28-tier-1.yml", path=("date",)),
        ),
        (
            "DR006",
            Pointer(file="records/meetings/2026/2026-04-28-tier-1.yml", path=("series",)),
        ),
        ("DR006", Pointer(file="records/updates/2026/2026-04-20-elin.yml", path=("date",))),
    ]
    assert len(loaded.records.entries) == 2


def test_a_section_of_another_kind_of_meeting_is_not_known(root: Path) -> None:
    loaded = write(
        root, {"series.yml": SERIES, "meetings/2026/2026-04-28-tier-1.yml": f"{TIER_1}goals: []\n"}
    )
    (problem,) = loaded.problems
    assert problem.code == "DR102"
    assert "one-on-one" in problem.help
    assert [entry.id for entry in loaded.records.entries] == ["2026-04-28-tier-1"]
    assert dict(loaded.records.unread.partial) == {
        (FileKind.MEETING, "2026-04-28-tier-1"): {"goals"}
    }


def test_sections_are_not_judged_where_the_series_is_unknown_or_unread(root: Path) -> None:
    meeting = {"meetings/2026/2026-04-28-board.yml": "series: board\ndate: 2026-04-28\ngoals: []\n"}
    assert write(root, meeting).problems == ()
    assert told(write(root, {"series.yml": "tier-1: {kind: [\n", **meeting})) == [
        ("DR001", "records/series.yml")
    ]


def test_a_cancelled_meeting_says_why_and_no_more(root: Path) -> None:
    cancelled = f"{TIER_1}cancelled: {{because: sprint}}\n"
    name = "meetings/2026/2026-04-28-tier-1.yml"
    loaded = write(root, {"series.yml": SERIES, name: cancelled})
    assert loaded.problems == ()
    meeting = loaded.records.entries[0].meeting
    assert meeting is not None
    assert not meeting.held
    loaded = write(root, {name: f"{cancelled}notes: x\nattendees: [maren]\nreview:\n"})
    assert {(each.code, each.at) for each in loaded.problems} == {
        ("DR102", Pointer(file=f"records/{name}", path=("notes",), part=Underlined.KEY)),
        ("DR102", Pointer(file=f"records/{name}", path=("attendees",), part=Underlined.KEY)),
    }


def test_an_empty_cancelled_is_an_absent_one(root: Path) -> None:
    name = "meetings/2026/2026-04-28-tier-1.yml"
    loaded = write(root, {"series.yml": SERIES, name: f"{TIER_1}cancelled:\nnotes: Held.\n"})
    assert loaded.problems == ()
    assert loaded.records.entries[0].record.notes == "Held."


def test_what_cannot_be_read_is_remembered(root: Path) -> None:
    loaded = write(
        root,
        {
            "people.yml": b"\xff",
            "series.yml": SERIES,
            "accounts/ostermark.yml": "name: [\n",
            "meetings/2026/2026-04-28-tier-1.yml": f"{TIER_1}minutes: long\n",
        },
    )
    unread = loaded.records.unread
    assert unread.kinds == {FileKind.PEOPLE, FileKind.ACCOUNT}
    assert unread.ids == {(FileKind.PEOPLE, "people"), (FileKind.ACCOUNT, "ostermark")}
    assert dict(unread.partial) == {(FileKind.MEETING, "2026-04-28-tier-1"): {"minutes"}}
    assert {each.code for each in loaded.problems} == {"DR001", "DR003", "DR103"}
    assert [each.file.path for each in loaded.shaped] == [
        "series.yml",
        "meetings/2026/2026-04-28-tier-1.yml",
    ]


def test_an_allowance_wants_a_reason(root: Path) -> None:
    name = "meetings/2026/2026-04-28-tier-1.yml"
    loaded = write(root, {"series.yml": SERIES, name: f"{TIER_1}allow: {{DR301: , DR405: Why.}}\n"})
    at = Pointer(file=f"records/{name}", path=("allow", "DR301"), part=Underlined.KEY)
    assert [(each.code, each.at) for each in loaded.problems] == [("DR007", at)]
    assert dict(loaded.records.entries[0].record.allow) == {"DR405": "Why."}


def test_former_names_lead_to_the_account(root: Path) -> None:
    loaded = write(root, {"accounts/ostermark.yml": f"{OSTERMARK}aliases: [dairy, milk]\n"})
    assert loaded.records.aliases == {"dairy": "ostermark", "milk": "ostermark"}
    assert loaded.records.account_id("milk") == "ostermark"
    assert loaded.records.account_id("nobody") == "nobody"


def test_a_former_name_may_say_until_when_it_was_used(root: Path) -> None:
    aliases = "aliases: [{id: dairy, until: 2025-11-01}, milk]\n"
    loaded = write(root, {"accounts/ostermark.yml": f"{OSTERMARK}{aliases}"})
    assert loaded.problems == ()
    assert loaded.records.aliases == {"dairy": "ostermark", "milk": "ostermark"}


def test_a_name_belongs_to_one(root: Path) -> None:
    loaded = write(
        root,
        {
            "series.yml": SERIES,
            "accounts/ostermark.yml": f"{OSTERMARK}aliases: [ostermark, dairy]\n",
            "accounts/zeal.yml": f"{OSTERMARK}aliases: [dairy]\n",
            "meetings/2026/2026-04-28-tier-1.yml": TIER_1,
            "updates/2026/2026-04-28-tier-1.yml": "date: 2026-04-28\nby: elin\n",
        },
    )
    assert told(loaded) == [
        ("DR107", "records/updates/2026/2026-04-28-tier-1.yml"),
        ("DR107", "records/accounts/ostermark.yml"),
        ("DR107", "records/accounts/zeal.yml"),
    ]
    assert all(len(each.related) == 1 for each in loaded.problems)
    assert loaded.records.aliases == {"dairy": "ostermark"}
    assert len(loaded.records.entries) == 1
    assert len(loaded.shaped) == 5


def test_two_roots_are_one_organisation(tmp_path: Path) -> None:
    shared, own = tmp_path / "shared", tmp_path / "own"
    write(
        shared,
        {"people.yml": PEOPLE, "series.yml": SERIES, "taxonomy.yml": "areas: {r: {name: R}}\n"},
    )
    write(
        own,
        {
            "people.yml": "anneke: {name: Anneke, role: csm}\nelin: {name: Another, role: pm}\n",
            "taxonomy.yml": "areas: {m: {name: M}}\n",
            "meetings/2026/2026-04-28-tier-1.yml": f"{TIER_1}themes: []\n",
        },
    )
    loaded = load([shared, own], base=tmp_path)
    assert told(loaded) == [("DR107", "own/people.yml")]
    assert list(loaded.records.people) == ["maren", "elin", "anneke"]
    assert loaded.records.people["elin"].name == "Elin"
    assert list(loaded.records.taxonomy.areas) == ["r", "m"]
    assert loaded.records.entries[0].file.name == "own/meetings/2026/2026-04-28-tier-1.yml"
    assert loaded.records.entries[0].file.path == "meetings/2026/2026-04-28-tier-1.yml"


def test_a_root_beside_the_working_directory_is_named_from_it(tmp_path: Path) -> None:
    write(tmp_path / "records", {"notes.txt": "x"})
    (tmp_path / "site").mkdir()
    (problem,) = load([tmp_path / "records"], base=tmp_path / "site").problems
    assert _file(problem) == "../records/notes.txt"


def test_a_key_written_twice_leaves_the_record_readable(root: Path) -> None:
    name = "meetings/2026/2026-04-28-tier-1.yml"
    loaded = write(root, {"series.yml": SERIES, name: f"{TIER_1}notes: a\nnotes: b\n"})
    assert told(loaded) == [("DR002", f"records/{name}")]
    assert loaded.records.entries[0].record.notes == "a"


@pytest.mark.parametrize("kind", ["link", "pipe", "device"])
def test_what_is_no_ordinary_file_is_said_and_not_opened(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "records/accounts"
    folder.mkdir(parents=True)
    record = folder / "ashgrove.yml"
    if kind == "pipe":
        os.mkfifo(record)
    elif kind == "device":
        record.symlink_to("/dev/zero")
    else:
        secret = tmp_path / "secret"
        secret.write_text("name: not to be quoted\n", "utf-8")
        record.symlink_to(secret)
    configuration = Configuration(
        settings=Settings(), file=tmp_path / "site_config.yml", named=(tmp_path / "records",)
    )
    examination = examine(configuration, base=tmp_path)
    (diagnostic,) = examination.diagnostics
    assert diagnostic.code == "DR005"
    text = render(
        examination.diagnostics, summary=examination.summary, form=Format.TEXT, base=tmp_path
    )
    assert "not to be quoted" not in text


@pytest.mark.parametrize("due", ["soon", "tbd", "12 weeks", "Friday", "tomorrow"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_is_asked_for_at_the_ends_of_the_calendar_too(root: Path, day: str, due: str) -> None:
    path = f"updates/{day[:4]}/{day}-ines.yml"
    row = f"{{id: A1, what: Tell North, owner: ines, due: {due}}}"
    loaded = write(root, {path: f"date: {day}\nby: ines\nactions: {{cs: [{row}]}}\n"})
    assert any(
        isinstance(each.at, Pointer) and each.at.path[-1] == "due" and "write" in (each.help or "")
        for each in loaded.problems
    )
