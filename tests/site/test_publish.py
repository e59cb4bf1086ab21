import subprocess
import sys
from pathlib import Path

import pytest

from decision_record.site.errors import PublishError
from decision_record.site.publish import MARKER, publishing


def publish(output: Path, text: str = "new", **limits: object) -> None:
    with publishing(output, **limits) as folder:  # type: ignore[arg-type]
        for name in ("index.html", "404.html"):
            (folder / name).write_text(text)


def publish_only(output: Path, *names: str) -> None:
    with publishing(output) as folder:
        for name in ("index.html", "404.html"):
            (folder / name).write_text("text" if name in names else "")


def fail(output: Path) -> None:
    with publishing(output) as folder:
        (folder / "index.html").write_text("half")
        raise ZeroDivisionError


def publish_after_someone_else_wrote(output: Path) -> None:
    with publishing(output) as folder:
        for name in ("index.html", "404.html"):
            (folder / name).write_text("new")
        output.mkdir()
        (output / "letter.txt").write_text("dear")


def left_beside(output: Path) -> list[str]:
    return [path.name for path in output.parent.iterdir() if path != output]


def test_a_site_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "site"
    publish(output, "first")
    (output / "stale.html").write_text("of the first")
    publish(output, "second")
    assert (output / "index.html").read_text() == "second"
    assert not (output / "stale.html").exists()
    assert left_beside(output) == []


def test_an_empty_folder_is_filled_and_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    output = tmp_path / "site"
    output.mkdir()
    publish(output)
    assert (output / MARKER).is_file()
    ordinary = tmp_path / "ordinary"
    ordinary.mkdir()
    assert output.stat().st_mode == ordinary.stat().st_mode


def test_after_a_failure_the_last_site_stays(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output, "good")
    with pytest.raises(ZeroDivisionError):
        fail(output)
    assert (output / "index.html").read_text() == "good"
    assert left_beside(output) == []


@pytest.mark.parametrize("missing", ["index.html", "404.html"])
def test_a_site_without_its_first_page_is_not_published(tmp_path: Path, missing: str) -> None:
    output = tmp_path / "site"
    with pytest.raises(PublishError, match=missing):
        publish_only(output, *({"index.html", "404.html"} - {missing}))
    assert list(tmp_path.iterdir()) == []


def test_what_we_did_not_write_is_not_replaced(tmp_path: Path) -> None:
    documents = tmp_path / "Documents"
    documents.mkdir()
    (documents / "letter.txt").write_text("dear")
    with pytest.raises(PublishError, match="did not write"):
        publish(documents)
    assert (documents / "letter.txt").read_text() == "dear"
    with pytest.raises(PublishError, match="is a file"):
        publish(documents / "letter.txt")
    assert left_beside(documents) == []


def test_files_that_come_while_building_are_not_lost(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with pytest.raises(PublishError, match="did not write"):
        publish_after_someone_else_wrote(output)
    assert (output / "letter.txt").read_text() == "dear"


def test_neither_sources_nor_their_surroundings_are_replaced(tmp_path: Path) -> None:
    records = tmp_path / "work" / "records"
    records.mkdir(parents=True)
    for output in (records, records.parent, tmp_path, records / "site"):
        with pytest.raises(PublishError, match="--output"):
            publish(output, sources=(records,))
    with pytest.raises(PublishError, match="would be replaced"):
        publish(records.parent, kept=(records.parent,))
    publish(records.parent / "site", kept=(records.parent,), sources=(records,))
    assert records.is_dir()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    publish(link)
    assert link.is_symlink()
    assert (real / "index.html").is_file()


def test_if_the_new_site_cannot_be_put_in_place_the_old_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "site"
    publish(output, "old")
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if "building" in self.name:
            raise OSError(18, "Invalid cross-device link")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PublishError, match="cross-device"):
        publish(output)
    assert (output / "index.html").read_text() == "old"
    assert left_beside(output) == []


CRASH = """
import os, sys
from pathlib import Path
from decision_record.site.publish import publishing
with publishing(Path(sys.argv[1])) as folder:
    (folder / "index.html").write_text("half")
    os._exit(9)
"""


def test_what_a_crashed_build_left_is_cleared_away(tmp_path: Path) -> None:
    output = tmp_path / "site"
    assert subprocess.run([sys.executable, "-c", CRASH, output], check=False).returncode == 9
    assert len(left_beside(output)) == 1
    publish(output)
    assert left_beside(output) == []


def test_a_site_put_aside_by_a_crash_comes_back(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output, "old")
    output.rename(tmp_path / ".site.before-1234")
    with pytest.raises(ZeroDivisionError):
        fail(output)
    assert (output / "index.html").read_text() == "old"


def test_two_builds_at_a_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with publishing(output) as slow:
        (slow / "index.html").write_text("slow")
        publish(output, "quick")
        assert (slow / "index.html").exists()
        (slow / "404.html").write_text("slow")
    assert (output / "index.html").read_text() == "slow"
    assert left_beside(output) == []
