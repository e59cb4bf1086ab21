"""What surrounds the records: workflows for the forge, editors, and what a newer version brings."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from click.testing import CliRunner, Result

from decision_record import __version__
from decision_record.cli import main, own_package
from decision_record.drafts.repository.hosting import cron_words
from decision_record.repository.configuration import read_configuration

GITHUB = ("--forge", "github", "--address", "https://github.com/acme/records/")


def init(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["init", str(folder), *arguments], catch_exceptions=False)


def made(folder: Path, *arguments: str) -> Path:
    done = init(folder, *arguments)
    assert done.exit_code == 0, done.output
    return folder


def texts_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_github_gets_its_workflows_and_gitlab_its_own(tmp_path: Path) -> None:
    github = texts_of(made(tmp_path / "github", *GITHUB))
    workflows = {name for name in github if name.startswith(".github/workflows/")}
    assert {Path(name).stem for name in workflows} == {
        "records",
        "comment",
        "site",
        "preview-removed",
    }
    gitlab = texts_of(made(tmp_path / "gitlab", "--forge", "gitlab"))
    assert ".gitlab-ci.yml" in gitlab
    assert not any(name.startswith(".github/") for name in gitlab)
    none = texts_of(made(tmp_path / "none"))
    assert not any(name.startswith((".github/", ".gitlab")) for name in none)


@pytest.mark.parametrize(
    ("forge", "edit_uri"),
    [
        ("github", "https://forge.example/acme/records/edit/main/records/"),
        ("gitlab", "https://forge.example/acme/records/-/edit/main/records/"),
        ("none", None),
    ],
)
def test_the_configuration_knows_where_a_record_is_edited(
    forge: str, edit_uri: str | None, tmp_path: Path
) -> None:
    folder = made(
        tmp_path / "new",
        *("--forge", forge, "--address", "https://forge.example/acme/records.git"),
        *("--site-url", "https://records.acme.example"),
    )
    configuration, problems = read_configuration(folder / "site_config.yml", name="site_config.yml")
    assert configuration is not None, problems
    assert configuration.settings.edit_uri == edit_uri
    assert configuration.site_url == "https://records.acme.example/"
    assert configuration.settings.publish is False
    text = (folder / "site_config.yml").read_text("utf-8")
    assert "repo_url: https://forge.example/acme/records\n" in text


def test_publishing_is_a_choice(tmp_path: Path) -> None:
    folder = made(tmp_path / "new", *GITHUB, "--publish")
    configuration, _ = read_configuration(folder / "site_config.yml", name="site_config.yml")
    assert configuration is not None
    settings = configuration.settings
    assert (settings.publish, settings.previews, settings.public) == (True, False, False)


def test_what_is_next_depends_on_whether_it_is_published(tmp_path: Path) -> None:
    kept = init(tmp_path / "kept", *GITHUB).output
    assert "empty private repository" in kept
    assert "Until then the workflow `Site` keeps it" in kept
    published = init(tmp_path / "published", *GITHUB, "--publish").output
    assert "keeps it" not in published
    # The branch is there after the first run only, so nothing can be chosen before it.
    order = ("git push", "the branch `pages` with an empty page", "shown as failed")
    order += ("Deploy from a branch", "Private", "Run workflow")
    words = " ".join(published.split())
    found = [words.index(each) for each in order]
    assert found == sorted(found)
    on_gitlab = init(tmp_path / "on_gitlab", "--forge", "gitlab", "--publish").output
    assert "Only\n     Project Members" in on_gitlab
    assert "DECISION_RECORD_TOKEN" in on_gitlab
    assert "branch `pages`" not in on_gitlab


@pytest.mark.parametrize(
    ("forge", "decisive"),
    [("github", "need GitHub Enterprise Cloud"), ("gitlab", "Only Project Members"), ("none", "")],
)
def test_the_question_whether_to_publish_says_what_decides_it(
    forge: str, decisive: str, tmp_path: Path
) -> None:
    answers = f"Acme\nEUR\nEurope/Berlin\nseries-b\n{forge}\n\n\n\n\n"
    asked = CliRunner().invoke(main, ["init", str(tmp_path / "new"), "--ask"], input=answers)
    assert asked.exit_code == 0, asked.output
    before, question, _ = asked.output.partition("Shall the workflows publish")
    assert bool(question) is (forge != "none")
    assert decisive in before
    assert "Say no if you do not know" in before or forge == "none"
    given = CliRunner().invoke(
        main, ["init", str(tmp_path / "given"), "--forge", forge, "--no-publish"]
    )
    assert "Say no if you do not know" not in given.output


@pytest.mark.parametrize("forge", ["github", "gitlab", "none"])
def test_what_is_made_up_is_named_among_what_to_replace(forge: str, tmp_path: Path) -> None:
    done = init(tmp_path / "new", "--forge", forge)
    for example in ("the people", "the customer", "the pod", "CODEOWNERS", "README.md"):
        assert example in done.output.partition("Next:")[2]
    texts = texts_of(tmp_path / "new")
    people = yaml.safe_load(texts["records/people.yml"])
    before = texts["README.md"].partition("## Add a meeting")[0]
    for person in people:
        assert person not in texts["README.md"] or f"`{person}`" in before
    assert "`CODEOWNERS`" in before


def test_who_reads_what_is_kept_is_said_in_the_same_words_everywhere(tmp_path: Path) -> None:
    made(tmp_path / "github", *GITHUB)
    made(tmp_path / "gitlab", "--forge", "gitlab")
    told = CliRunner().invoke(main, ["init", "--help"]).output
    for text in (told, *texts_of(tmp_path).values()):
        assert not re.search(r"(can|may)\s+sign\s+in", text)
    assert "can read the repository" in " ".join(told.split())


def test_gitlab_publishes_by_two_settings_and_without_a_forge_nothing_does(tmp_path: Path) -> None:
    for given, word in (((), "no"), (("--publish",), "yes")):
        folder = made(tmp_path / word, "--forge", "gitlab", *given)
        assert f'PUBLISH: "{word}"' in (folder / ".gitlab-ci.yml").read_text("utf-8")
        text = (folder / "site_config.yml").read_text("utf-8")
        assert f"publish: {'true' if given else 'false'}" in text
    done = init(tmp_path / "none", "--publish")
    assert done.exit_code == 2
    assert "needs a forge" in done.output


@pytest.mark.parametrize("forge", ["github", "gitlab", "none"])
def test_the_readme_speaks_of_what_is_there(forge: str, tmp_path: Path) -> None:
    text = texts_of(made(tmp_path / "new", "--forge", forge))["README.md"]
    assert ("Within two minutes it says what is wrong" in text) is (forge != "none")
    assert ("`publish: true`" in text) is (forge != "none")
    assert ("`decision-record check` says what is wrong" in text) is (forge == "none")


@pytest.mark.parametrize(
    ("direct", "package"),
    [
        (None, "decision-record=={version}"),
        ('{"url": "file:///home/me/decision-record", "dir_info": {"editable": true}}', None),
        (
            '{"url": "https://forge.example/t/dr", "vcs_info": {"vcs": "git", "commit_id": "abc"}}',
            "decision-record @ git+https://forge.example/t/dr@abc",
        ),
        ('{"url": "https://f.example/a.whl", "archive_info": {}}', "https://f.example/a.whl"),
        ('{"url": "file:///gone/a.whl", "archive_info": {}}', None),
    ],
)
def test_the_package_is_the_one_that_is_installed(
    direct: str | None, package: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return direct

    monkeypatch.setattr(own_package, "distribution", lambda _: Installed())
    expected = package or "decision-record=={version}"
    assert own_package.find_own_package() == expected.format(version=__version__)


def test_the_wheel_that_is_installed_goes_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / "a b" / "decision_record-1.2.3-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"PK")

    class Installed:
        def read_text(self, _: str) -> str:
            return json.dumps({"url": wheel.as_uri(), "archive_info": {}})

    monkeypatch.setattr(own_package, "distribution", lambda _: Installed())
    folder = made(tmp_path / "new")
    assert (folder / "wheels" / wheel.name).is_file()


def test_a_file_that_is_no_wheel_is_no_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README.md").write_text("Ours.\n")
    done = init(tmp_path / "new", "--package", "README.md")
    assert done.exit_code == 2
    assert "README.md is no wheel" in done.output


def test_the_teams_are_those_of_the_owner(tmp_path: Path) -> None:
    text = texts_of(made(tmp_path / "new", *GITHUB))["CODEOWNERS"]
    assert "@acme/cs-ops" in text
    assert "your-company" not in text


@pytest.mark.parametrize(
    "zone",
    ["UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Australia/Lord_Howe"],
)
def test_the_daily_build_runs_between_four_and_six_in_the_morning(zone: str) -> None:
    words = cron_words(zone, year=2026)
    for month in (1, 7):
        runs = datetime(
            2026, month, 10, int(words["hour"]), int(words["minute"]), tzinfo=ZoneInfo("UTC")
        )
        local = runs.astimezone(ZoneInfo(zone))
        assert timedelta(hours=4) <= timedelta(hours=local.hour, minutes=local.minute)
        assert local.hour < 6
        assert f"{local.hour:02}:{local.minute:02}" in words["morning"]


def test_an_editor_finds_the_schema_of_every_record(tmp_path: Path) -> None:
    folder = made(tmp_path / "new")
    settings = json.loads((folder / ".vscode/settings.json").read_text("utf-8"))
    found: dict[Path, str] = {}
    for schema, pattern in settings["yaml.schemas"].items():
        assert json.loads((folder / schema).read_text("utf-8"))["$schema"]
        for path in folder.glob(pattern):
            assert path not in found
            found[path] = schema
    records = set((folder / "records").rglob("*.yml"))
    assert records
    assert set(found) == records


def test_a_wheel_goes_along(tmp_path: Path) -> None:
    wheel = tmp_path / "decision_record-1.2.3-py3-none-any.whl"
    wheel.write_bytes(b"PK\x03\x04\xff")
    folder = made(tmp_path / "new", "--package", str(wheel))
    assert (folder / "wheels" / wheel.name).read_bytes() == wheel.read_bytes()
    line = (folder / "requirements.txt").read_text("utf-8").splitlines()[-1]
    assert line == f"./wheels/{wheel.name}"


def test_a_git_address_is_taken_as_it_is(tmp_path: Path) -> None:
    address = "decision-record @ git+https://forge.example/tools/decision-record@v1"
    folder = made(tmp_path / "new", "--package", address)
    assert (folder / "requirements.txt").read_text("utf-8").endswith(f"\n{address}\n")


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--address", "acme/records", "write it as in https://example.com/acme"),
        ("--address", "javascript://x", "write it as in https://example.com/acme"),
        ("--address", "https://user:tok@forge.example/a/b", "as in https://forge.example/a/b"),
        ("--site-url", "https://tok@a.example/", "holds a name or a password"),
        ("--package", "x @ git+https://u:tok@a.example/x", "holds a password"),
        ("--site-url", 'https://a.example/"x', "is no address"),
        ("--site-url", "https://[a.example/", "is no address"),
        ("--package", "missing.whl", "there is no file missing.whl"),
        ("--package", "-r x", "write what pip installs"),
        ("--package", "evil; rm -r /", "is nothing that pip installs"),
        ("--address", "https://github.com/acme", "is at GitHub: write --forge github"),
        ("--address", "https://gitlab.com/acme/records", "is at GitLab: write --forge gitlab"),
        ("--forge", "svn", "'svn' is not one of"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, option: str, value: str, said: str) -> None:
    done = init(tmp_path / "new", option, value)
    assert done.exit_code == 2
    assert said in done.output
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "address", ["git@github.com:acme/records.git", "ssh://git@github.com:22/acme/records.git"]
)
def test_the_address_that_git_has_is_one(tmp_path: Path, address: str) -> None:
    folder = made(tmp_path / "new", "--forge", "github", "--address", address)
    text = (folder / "site_config.yml").read_text("utf-8")
    assert "repo_url: https://github.com/acme/records\n" in text
    assert "edit_uri: https://github.com/acme/records/edit/main/records/\n" in text


def test_an_update_adds_what_is_missing_and_nothing_else(tmp_path: Path) -> None:
    folder = made(tmp_path / "new", *GITHUB, "--name", "Söhne: 1")
    before = texts_of(folder)
    (folder / "records/accounts/northgate.yml").unlink()
    (folder / "README.md").write_text("Ours.\n")
    (folder / ".github/workflows/site.yml").unlink()
    (folder / ".vscode/schemas/pod.json").unlink()
    done = init(folder, "--update")
    assert done.output.splitlines()[:2] == [
        "added .github/workflows/site.yml",
        "added .vscode/schemas/pod.json",
    ]
    after = texts_of(folder)
    assert after["README.md"] == "Ours.\n"
    assert "records/accounts/northgate.yml" not in after
    for name in (".github/workflows/site.yml", ".vscode/schemas/pod.json"):
        assert after[name] == before[name]
    assert init(folder, "--update").output == "Nothing is missing.\n"


def test_an_update_shows_what_it_would_write_differently(tmp_path: Path) -> None:
    folder = made(tmp_path / "new", *GITHUB)
    site = folder / ".github/workflows/site.yml"
    ours = site.read_text("utf-8").replace("timeout-minutes: 30", "timeout-minutes: 60")
    site.write_text(ours)
    (folder / ".gitignore").write_text("/site/\n")
    done = init(folder, "--update")
    assert done.exit_code == 0
    assert "\n-    timeout-minutes: 60\n+    timeout-minutes: 30\n" in done.output
    assert "would write 1 file differently" in done.output
    assert "`.gitignore`" not in done.output
    assert re.search(r"^\.gitignore does not name /site-personal/", done.output, re.MULTILINE)
    assert site.read_text("utf-8") == ours


def test_an_update_knows_the_forge_by_what_is_there(tmp_path: Path) -> None:
    address = "https://gitlab.com/acme/records"
    folder = made(tmp_path / "new", "--forge", "gitlab", "--address", address)
    (folder / ".vscode/extensions.json").unlink()
    assert init(folder, "--update").output == "added .vscode/extensions.json\n"
    other = made(tmp_path / "other")
    added = init(other, "--update", "--forge", "github").output
    assert "added .github/workflows/site.yml" in added


def test_an_update_takes_nothing_that_it_would_pass_over(tmp_path: Path) -> None:
    folder = made(tmp_path / "new")
    done = init(folder, "--update", "--name", "Other", "--package", "decision-record")
    assert done.exit_code == 2
    assert "leave out --name and --package" in done.output
    added = init(folder, "--update", "--forge", "github").output
    assert "names neither `repo_url` nor `edit_uri`" in added


def test_an_update_needs_a_repository(tmp_path: Path) -> None:
    done = init(tmp_path, "--update")
    assert done.exit_code == 2
    assert "make a new repository without --update" in done.output
    assert list(tmp_path.iterdir()) == []


def test_every_workflow_is_yaml_without_a_leftover_of_the_template(tmp_path: Path) -> None:
    folders = [made(tmp_path / forge, "--forge", forge) for forge in ("github", "gitlab")]
    texts = {
        f"{folder.name}/{name}": text
        for folder in folders
        for name, text in texts_of(folder).items()
        if name.endswith(".yml") and not name.startswith("records/")
    }
    assert len(texts) == 8
    for name, text in texts.items():
        assert isinstance(yaml.safe_load(text), dict), name
        assert "$$" not in text, name


def test_an_address_names_a_repository(tmp_path: Path) -> None:
    done = init(tmp_path / "new", "--forge", "github", "--address", "https://github.com/acme")
    assert done.exit_code == 2
    assert "as in https://github.com/acme/records" in done.output
