"""What `publish` puts where: on a branch that GitHub serves, or in a folder that GitLab keeps."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from decision_record.site.marker import Audience
from fake_forge import FakeForge
from pages_branch import SITE, branches, build, configure, git, published
from running import run


@pytest.mark.usefixtures("on_github")
def test_the_site_goes_to_the_branch_as_one_commit(clone: Path) -> None:
    result = run("publish")
    assert result.output == "Published the site on the branch pages.\n"
    assert published(clone) == SITE
    build(clone, "index.html", text="Newer")
    assert run("publish").exit_code == 0
    origin = clone.parent / "origin.git"
    assert git(origin, "rev-list", "--count", "pages") == "1"
    assert git(origin, "show", "pages:index.html") == "Newer index.html"


@pytest.mark.usefixtures("on_github")
def test_a_site_that_did_not_change_is_not_pushed_again(clone: Path) -> None:
    run("publish")
    before = git(clone.parent / "origin.git", "rev-parse", "pages")
    assert run("publish").output == "The site on the branch pages is as it was.\n"
    assert git(clone.parent / "origin.git", "rev-parse", "pages") == before


@pytest.mark.usefixtures("on_github")
def test_files_are_published_byte_for_byte_and_the_clone_stays_as_it_was(clone: Path) -> None:
    (clone / ".gitattributes").write_text("* text eol=lf filter=shout\n")
    (clone / ".gitignore").write_text("site/\n")
    git(clone, "config", "filter.shout.clean", "tr a-z A-Z")
    git(clone, "config", "core.autocrlf", "true")
    (clone / "site/index.html").write_bytes(b"one\r\ntwo\r\n")
    (clone / "site/odd \u00fc name.html").write_text("x")
    before = git(clone, "status", "--porcelain")
    assert run("publish").exit_code == 0
    origin = clone.parent / "origin.git"
    shown = subprocess.run(
        ["git", "-C", str(origin), "show", "pages:index.html"], capture_output=True, check=True
    )
    assert shown.stdout == b"one\r\ntwo\r\n"
    assert git(clone, "status", "--porcelain") == before
    assert branches(clone) == ["pages"]


@pytest.mark.usefixtures("on_github")
def test_previews_lie_beside_the_site_and_go_alone(clone: Path) -> None:
    configure(clone, "previews: true")
    run("publish")
    for number in ("12", "13"):
        assert f"preview of request {number}" in run("publish", "--preview", number).output
    build(clone, "new/index.html")
    run("publish")
    found = published(clone)
    assert {"index.html", "new/index.html", "previews/12/index.html"} <= set(found)
    assert run("publish", "--remove-preview", "12").output == "Removed the preview of request 12.\n"
    assert run("publish", "--remove-preview", "1").output == "Request 1 has no preview.\n"
    left = published(clone)
    assert [name for name in found if not name.startswith("previews/12/")] == left
    assert "previews/13/index.html" in left


@pytest.mark.usefixtures("on_github")
def test_the_address_of_the_branch_stays(clone: Path, tmp_path: Path) -> None:
    """Without its CNAME GitHub would serve the site at another address."""
    run("publish")
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", str(tmp_path / "origin.git"), str(other), "--branch=pages")
    (other / "CNAME").write_text("record.acme.example\n")
    (other / "letter.txt").write_text("dear\n")
    git(other, "add", "--all")
    git(other, "-c", "user.name=Ann", "-c", "user.email=a@t.example", "commit", "--quiet", "-mx")
    git(other, "push", "--quiet")
    build(clone, "index.html", text="Newer")
    run("publish")
    origin = clone.parent / "origin.git"
    assert git(origin, "show", "pages:CNAME") == "record.acme.example"
    assert published(clone) == sorted([*SITE, "CNAME"])
    build(clone, "CNAME", text="new.acme.example")
    run("publish")
    assert "new.acme.example" in git(origin, "show", "pages:CNAME")


@pytest.mark.usefixtures("on_github")
def test_what_others_published_meanwhile_stays(clone: Path, tmp_path: Path) -> None:
    """Between reading the branch and writing it, another job writes a preview."""
    configure(clone, "previews: true")
    run("publish")
    hook = tmp_path / "origin.git/hooks/pre-receive"
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", str(tmp_path / "origin.git"), str(other), "--branch=pages")
    (other / "previews/9").mkdir(parents=True)
    (other / "previews/9/index.html").write_text("theirs")
    git(other, "add", "--all")
    git(other, "-c", "user.name=o", "-c", "user.email=o@o", "commit", "--quiet", "-m", "Theirs")
    commit = git(other, "rev-parse", "HEAD")
    git(other, "push", "--quiet", "origin", f"{commit}:refs/heads/theirs")
    # Once, while our push is received, the branch moves to theirs.
    hook.write_text(
        "#!/bin/sh\n"
        f"[ -e {tmp_path}/moved ] && exit 0\n"
        f"touch {tmp_path}/moved\n"
        "unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\n"
        f"git update-ref refs/heads/pages {commit}\n"
    )
    hook.chmod(0o755)
    build(clone, "index.html", text="Newer")
    result = run("publish")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "moved").exists()
    assert "previews/9/index.html" in published(clone)
    assert git(tmp_path / "origin.git", "show", "pages:index.html") == "Newer index.html"


def test_a_branch_that_is_not_served_gets_an_empty_page_and_no_customer(
    clone: Path, on_github: FakeForge
) -> None:
    del on_github.answers["/repos/acme/records/pages"]
    result = run("publish")
    assert result.exit_code == 2
    assert "GitHub Pages is not switched on here" in result.output
    assert published(clone) == [".nojekyll", "index.html"]
    page = git(clone.parent / "origin.git", "show", "pages:index.html")
    assert "Nothing is published yet" in page
    # Once it is switched on, the site takes its place; and switched off again, nothing is undone.
    on_github.answers["/repos/acme/records/pages"] = {"public": False}
    assert run("publish").exit_code == 0
    del on_github.answers["/repos/acme/records/pages"]
    assert run("publish").exit_code == 2
    assert published(clone) == SITE


@pytest.mark.usefixtures("on_github")
@pytest.mark.parametrize(
    ("make", "arguments", "said"),
    [
        (lambda clone: build(clone, audience=Audience.PERSONAL), (), "the site of two people"),
        (lambda clone: (clone / "site/.decision-record").unlink(), (), "holds no site"),
        (lambda clone: build(clone, "previews/index.html"), (), "another name"),
        (lambda clone: (clone / "site/link").symlink_to("/etc/passwd"), (), "not a file of a"),
        (lambda _: None, ("--branch", "--upload-pack=x"), "is no name of a branch"),
        (lambda _: None, ("--preview", "4"), "`previews: true`"),
        (lambda _: None, ("elsewhere",), "holds no site"),
    ],
)
def test_what_cannot_be_published_is_said_in_a_line(
    make: Callable[[Path], object], arguments: tuple[str, ...], said: str, clone: Path
) -> None:
    make(clone)
    result = run("publish", *arguments)
    assert result.exit_code == 2, result.output
    assert said in result.output
    assert result.output.count("\n") == 1
    assert branches(clone) == []


@pytest.mark.usefixtures("on_github")
def test_a_branch_with_something_else_is_never_written(clone: Path) -> None:
    git(clone, "add", "site_config.yml")
    git(clone, "-c", "user.name=o", "-c", "user.email=o@o", "commit", "--quiet", "-m", "Ours")
    git(clone, "push", "--quiet", "origin", "HEAD:main")
    for arguments in ((), ("--remove-preview", "3")):
        result = run("publish", "--branch", "main", *arguments)
        assert result.exit_code == 2
        assert "holds other files than a site" in result.output
    assert published(clone, "main") == ["site_config.yml"]


@pytest.mark.usefixtures("on_github")
def test_where_no_branch_is_there_no_preview_is_removed(clone: Path) -> None:
    assert run("publish", "--remove-preview", "3").output == "Request 3 has no preview.\n"
    assert branches(clone) == []
    both = run("publish", "--remove-preview", "3", "--preview", "3")
    assert both.exit_code == 2
    assert "exclude each other" in both.output


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        ((), "publish=true\npreviews=false\nsite=\n"),
        (("previews: true",), "publish=true\npreviews=true\nsite=\n"),
    ],
)
@pytest.mark.usefixtures("forge")
def test_a_workflow_asks_what_is_wanted(lines: tuple[str, ...], printed: str, clone: Path) -> None:
    configure(clone, *lines)
    assert run("publish", "--wanted").output == printed


def test_a_branch_that_is_protected_is_named(
    clone: Path, tmp_path: Path, on_github: FakeForge
) -> None:
    hook = tmp_path / "origin.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    result = run("publish")
    assert result.exit_code == 2
    assert "`contents: write`" in result.output
    assert branches(clone) == []
    assert on_github.written == []


@pytest.mark.usefixtures("on_gitlab")
def test_gitlab_keeps_a_folder(clone: Path) -> None:
    for text in ("Older", "Newer"):
        build(clone, "index.html", text=text)
        assert (
            run("publish").output
            == "Put the site into public/, which the job keeps as its pages.\n"
        )
    assert (clone / "public/index.html").read_text() == "Newer index.html"
    assert branches(clone) == []


@pytest.mark.usefixtures("on_gitlab")
def test_a_folder_of_others_is_left_alone(clone: Path) -> None:
    (clone / "public").mkdir()
    (clone / "public/theirs.txt").write_text("theirs")
    result = run("publish")
    assert result.exit_code == 2
    assert "holds other files" in result.output
    assert (clone / "public/theirs.txt").read_text() == "theirs"


@pytest.mark.usefixtures("forge", "clone")
def test_without_a_forge_the_way_out_is_named() -> None:
    result = run("publish")
    assert result.exit_code == 2
    assert "decision-record build --output DIR" in result.output


SERVE = ("POST", "/repos/acme/records/pages/builds", {})


def test_the_forge_is_asked_to_serve_what_was_written(clone: Path, on_github: FakeForge) -> None:
    """A push with a workflow's own token does not bring that about, by the forge's documents."""
    configure(clone, "previews: true")
    for number, arguments in enumerate(([], ["--preview", "12"], ["--remove-preview", "12"]), 1):
        done = run("publish", *arguments)
        assert done.exit_code == 0, done.output
        assert on_github.written == [SERVE] * number
    assert run("publish", "--remove-preview", "12").exit_code == 0
    assert on_github.written == [SERVE] * 3


@pytest.mark.usefixtures("clone")
def test_a_forge_that_does_not_serve_at_once_is_a_warning(on_github: FakeForge) -> None:
    on_github.answers["/repos/acme/records/pages/builds"] = 403
    done = run("publish")
    assert done.exit_code == 0
    assert "could not be asked to serve it at once: GitHub refuses (403)" in done.stderr
    assert "Give the job `pages: write`" in done.stderr


@pytest.mark.usefixtures("clone")
def test_nothing_is_served_where_nothing_was_published(on_github: FakeForge) -> None:
    on_github.answers["/repos/acme/records/pages"] = {"public": True}
    assert run("publish").exit_code == 2
    assert on_github.written == []


@pytest.mark.usefixtures("on_gitlab")
def test_gitlab_has_no_preview_to_remove(clone: Path) -> None:
    git(clone, "remote", "remove", "origin")
    result = run("publish", "--remove-preview", "12")
    assert result.exit_code == 2
    assert "GitLab has no previews" in result.output


@pytest.mark.parametrize("status", [304, 307, 308])
def test_an_answer_that_leads_elsewhere_is_no_success(
    status: int, on_github: FakeForge, clone: Path
) -> None:
    """Also without a `Location`, which is how a proxy may answer."""
    on_github.answers["/repos/acme/records"] = status
    result = run("publish")
    assert result.exit_code == 2
    assert f"GitHub answered {status} for /repos/acme/records" in result.output
    assert branches(clone) == []


@pytest.mark.usefixtures("on_github")
def test_an_origin_that_is_not_there_is_named(clone: Path) -> None:
    git(clone, "remote", "set-url", "origin", str(clone.parent / "elsewhere.git"))
    result = run("publish")
    assert result.exit_code == 2
    assert "elsewhere.git' does not appear to be a git repository" in result.output
    assert "and the repository exists" not in result.output
