"""A build takes the place of the last site as a whole, or leaves it as it was."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from decision_record.site.build import build_site
from decision_record.site.content import Content, Page
from decision_record.site.errors import PublishError
from decision_record.site.exchange import Exchange, never_exchange
from decision_record.site.marker import Audience
from decision_record.site.publish import find_leftovers, publishing
from publishing import EITHER_WAY, MARKER, left_beside, names_in, publish


def publish_only(output: Path, *names: str) -> None:
    with publishing(output) as folder:
        for name in ("index.html", "404.html"):
            (folder / name).write_text("text" if name in names else "")


def fail(output: Path) -> None:
    with publishing(output) as folder:
        (folder / "index.html").write_text("half")
        raise ZeroDivisionError


@EITHER_WAY
def test_a_site_takes_the_place_of_the_last_one(tmp_path: Path, swap: Exchange) -> None:
    output = tmp_path / "deep" / "site"
    publish(output, "first", "stale.html", "of-the-first/index.html", swap=swap)
    publish(output, "second", swap=swap)
    assert (output / "index.html").read_text() == "second"
    assert names_in(output) == [MARKER, "404.html", "index.html"]
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


CRASH = """
import os, sys
from pathlib import Path
from decision_record.site.publish import publishing
with publishing(Path(sys.argv[1])) as folder:
    (folder / "index.html").write_text("half")
    os._exit(9)
"""


def test_what_a_crashed_build_left_is_left_alone(tmp_path: Path) -> None:
    output = tmp_path / "site"
    assert subprocess.run([sys.executable, "-c", CRASH, output], check=False).returncode == 9
    (left,) = tmp_path.iterdir()
    publish(output)
    publish(output)
    assert (left / "index.html").read_text() == "half"
    assert find_leftovers(output) == (left,)


@pytest.mark.parametrize("name", [".site.before-1234", ".site.before-00c0ffee", ".site.building-x"])
def test_what_is_called_like_ours_is_left_alone(tmp_path: Path, name: str) -> None:
    output, other = tmp_path / "site", tmp_path / name
    other.mkdir()
    (other / "letter.txt").write_text("dear")
    publish(output)
    publish(output, swap=never_exchange)
    with pytest.raises(ZeroDivisionError):
        fail(output)
    shutil.rmtree(output)
    with pytest.raises(ZeroDivisionError):
        fail(output)
    assert (other / "letter.txt").read_text() == "dear"
    assert not output.exists()


def test_a_build_that_is_running_is_no_leftover(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with publishing(output) as folder:
        assert left_beside(output) == [folder.name]
        assert find_leftovers(output) == ()
        for name in ("index.html", "404.html"):
            (folder / name).write_text("new")


def test_a_leftover_is_said(tmp_path: Path, config_file: Path, home: Page) -> None:
    left = tmp_path / ".site.building-00c0ffee"
    left.mkdir()
    site = build_site(Content(pages=[home]), config_file=config_file, output=tmp_path / "site")
    (said,) = site.warnings
    assert said.startswith(f"{left} is left from a build that was interrupted")
    assert left.is_dir()


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (Audience.EVERYBODY, Audience.PERSONAL, "the site for everyone, which a personal one"),
        (Audience.PERSONAL, Audience.EVERYBODY, "a personal site, which the site for everyone"),
    ],
)
def test_no_site_takes_the_place_of_one_for_other_people(
    tmp_path: Path, first: Audience, second: Audience, said: str
) -> None:
    output = tmp_path / "site"
    publish(output, "old", audience=first)
    with pytest.raises(PublishError, match=f"{said} may not replace: give another --output"):
        publish(output, audience=second)
    assert (output / "index.html").read_text() == "old"
    publish(output, audience=first)
    assert (output / "index.html").read_text() == "new"


def test_a_site_inside_another_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output)
    with pytest.raises(PublishError, match="lies inside the site"):
        publish(output / "private", audience=Audience.PERSONAL)


def test_two_builds_at_a_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    output = tmp_path / "site"
    with publishing(output) as slow:
        (slow / "index.html").write_text("slow")
        publish(output, "quick")
        assert (slow / "index.html").exists()
        (slow / "404.html").write_text("slow")
    assert (output / "index.html").read_text() == "slow"
    assert left_beside(output) == []
