"""What cannot be, and is written all the same, gets a message or a page and never a traceback."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from decision_record.examine import Examination, examine
from decision_record.repository.configuration import Configuration, Settings
from fuzzing import NOW, SOUND, read_organization, use, write

ORGANIZATION, HARBOUR = SOUND


def found(folder: Path, files: Mapping[str, bytes]) -> Examination:
    write(files, folder / "records")
    configuration = Configuration(settings=Settings(), file=folder / "site_config.yml")
    return examine(configuration, base=folder, now=NOW)


def put(root: Path, name: str, before: str, after: str) -> dict[str, bytes]:
    files = read_organization(root)
    text = files[name].decode()
    assert before in text
    files[name] = text.replace(before, after).encode()
    return files


def test_readings_of_a_pod_without_metrics_are_errors(tmp_path: Path) -> None:
    files = read_organization(ORGANIZATION)
    pod = "pods/reporting.yml"
    text = files[pod].decode()
    files[pod] = (text[: text.index("metrics:")] if "metrics:" in text else text).encode()
    files["series.yml"] += b"review: {kind: pod-metric-review, pod: reporting}\n"
    files["meetings/2026/2026-04-01-review.yml"] = (
        b"series: review\ndate: 2026-04-01\nattendees: [elin.marchetti, desmond.achterberg]\n"
        b"readings:\n  - {metric: days-to-acknowledge, value: 3}\n"
    )
    examination = found(tmp_path, files)
    said = [each for each in examination.diagnostics if each.code == "DR611"]
    assert [each.place.file for each in said] == ["records/meetings/2026/2026-04-01-review.yml"]
    assert all(each.help for each in said)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_an_account_may_have_left_on_any_day(tmp_path: Path, day: str) -> None:
    files = put(HARBOUR, "accounts/brinecliff.yml", "{on: 2026-05-11", f"{{on: {day}")
    assert not found(tmp_path, files).has_errors
    use(files, tmp_path / "site", day=date(2026, 6, 30))


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00+23:59", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00"]
)
def test_a_preread_may_have_been_sent_at_any_moment(tmp_path: Path, moment: str) -> None:
    name = "meetings/2026/2026-01-27-tier-1.yml"
    files = put(HARBOUR, name, "cs: {sent: 2026-01-25T09:00", f"cs: {{sent: {moment}")
    late = [
        each.message
        for each in found(tmp_path, files).diagnostics
        if each.code == "DR501" and each.place.file.endswith(name)
    ]
    assert any("after it began" in each for each in late) == moment.startswith("9999")
    use(files, tmp_path / "site", day=date(2026, 6, 30))
