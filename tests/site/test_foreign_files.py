"""Publishing never deletes a file that an earlier build did not write."""

import subprocess
from pathlib import Path

import pytest

from decision_record.site.errors import PublishError
from decision_record.site.exchange import Exchange, exchange
from decision_record.site.marker import Audience, find_foreign, remove
from decision_record.site.publish import publishing
from publishing import EITHER_WAY, MARKER, left_beside, names_in, publish


def publish_after_someone_else_wrote(output: Path) -> None:
    with publishing(output) as folder:
        for name in ("index.html", "404.html"):
            (folder / name).write_text("new")
        output.mkdir()
        (output / "letter.txt").write_text("dear")


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


@EITHER_WAY
def test_a_clone_of_the_published_branch_is_refused(tmp_path: Path, swap: Exchange) -> None:
    """Its .git and CNAME are not ours, and were deleted with the site."""
    output = tmp_path / "site"
    publish(output, "published")
    subprocess.run(["git", "init", "--quiet", output], check=True)
    (output / "CNAME").write_text("record.acme.example")
    before = {path: path.is_dir() or path.read_bytes() for path in output.rglob("*")}
    with pytest.raises(PublishError, match=r"holds `.git/` and `CNAME`.*--output and copy"):
        publish(output, swap=swap)
    assert {path: path.is_dir() or path.read_bytes() for path in output.rglob("*")} == before
    assert left_beside(output) == []


def test_a_fresh_clone_is_not_to_be_emptied(tmp_path: Path) -> None:
    """It holds no site yet: whoever empties it loses the branch and its address."""
    output = tmp_path / "site"
    subprocess.run(["git", "init", "--quiet", output], check=True)
    (output / "CNAME").write_text("record.acme.example")
    before = {path: path.is_dir() or path.read_bytes() for path in output.rglob("*")}
    with pytest.raises(PublishError) as refused:
        publish(output)
    said = str(refused.value)
    assert "give another --output and copy the site from there" in said
    assert "`decision-record publish`" in said
    assert "empty" not in said
    assert {path: path.is_dir() or path.read_bytes() for path in output.rglob("*")} == before
    assert left_beside(output) == []


@pytest.mark.parametrize(
    "added",
    ["letter.txt", "accounts/letter.txt", "accounts/mine/", ".nojekyll", "li\nne", "\udcff"],
)
def test_what_was_added_to_a_site_is_never_deleted(tmp_path: Path, added: str) -> None:
    output = tmp_path / "site"
    publish(output, "old", "accounts/index.html")
    path = output / added
    if added.endswith("/"):
        path.mkdir()
    else:
        path.write_text("dear")
    with pytest.raises(PublishError, match="did not write and would delete"):
        publish(output)
    assert path.exists()
    assert (output / "index.html").read_text() == "old"


def test_a_link_that_was_added_is_never_followed_or_deleted(tmp_path: Path) -> None:
    output, outside = tmp_path / "site", tmp_path / "outside"
    outside.mkdir()
    (outside / "letter.txt").write_text("dear")
    publish(output)
    (output / "more").symlink_to(outside)
    with pytest.raises(PublishError, match="`more`"):
        publish(output)
    assert (output / "more").is_symlink()
    assert (outside / "letter.txt").read_text() == "dear"


def test_what_a_file_manager_leaves_is_no_obstacle(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output, "old", "accounts/index.html")
    (output / "accounts/.DS_Store").write_bytes(b"\0")
    publish(output)
    assert not (output / "accounts").exists()


def test_files_with_any_name_are_ours_if_we_wrote_them(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output, "old", "a b.html", "li\nne.txt", "ä%20.txt", "\udcff.txt", "\u2028.txt")
    assert find_foreign(output, Audience.EVERYBODY) == ()
    publish(output)
    assert names_in(output) == [MARKER, "404.html", "index.html"]


def test_many_files_of_others_are_counted(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output)
    for number in range(9):
        (output / f"{number}.txt").write_text("dear")
    with pytest.raises(PublishError, match=r"holds `0.txt`, `1.txt`, `2.txt` and 6 more, which"):
        publish(output)


def test_what_comes_at_the_last_moment_is_not_deleted_either(tmp_path: Path) -> None:
    def add_then_exchange(one: Path, other: Path) -> bool:
        (other / "letter.txt").write_text("dear")
        return exchange(one, other)

    output = tmp_path / "site"
    publish(output, "old")
    publish(output, "new", swap=add_then_exchange)
    assert (output / "index.html").read_text() == "new"
    (left,) = left_beside(output)
    assert names_in(tmp_path / left) == ["letter.txt"]


def test_a_site_of_an_earlier_version_is_not_guessed_at(tmp_path: Path) -> None:
    output = tmp_path / "site"
    publish(output, "old")
    (output / MARKER).write_text("Written by decision-record, and replaced as a whole.\n")
    with pytest.raises(PublishError, match=r"earlier version.*delete that folder"):
        publish(output)
    assert not remove(output, Audience.EVERYBODY)
    assert (output / "index.html").read_text() == "old"
