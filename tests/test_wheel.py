"""The wheel alone, in an environment that has what it declares and nothing else, builds a site."""

import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[1]
HARBOUR = REPOSITORY / "tests/organizations/harbour/records"


def closure(requirements: list[str]) -> Iterator[metadata.Distribution]:
    """The distributions that some requirements lead to, each once."""
    seen: set[str] = set()
    waiting = [(Requirement(each), "") for each in requirements]
    while waiting:
        requirement, extra = waiting.pop()
        wanted = requirement.marker is None or requirement.marker.evaluate({"extra": extra})
        name = requirement.name.lower().replace("_", "-")
        if not wanted or name in seen:
            continue
        seen.add(name)
        found = metadata.distribution(requirement.name)
        yield found
        for each in found.requires or ():
            waiting += [(Requirement(each), extra) for extra in ("", *requirement.extras)]


def put_into(site_packages: Path, distribution: metadata.Distribution) -> None:
    """Make a distribution of this environment visible in another."""
    tops = {file.parts[0] for file in distribution.files or () if file.parts[0] != ".."}
    for top in tops - {"__pycache__"}:
        link = site_packages / top
        if not link.exists():
            link.symlink_to(Path(str(distribution.locate_file(top))))


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel and what it declares."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = [*pip, "wheel", "--no-index", "--no-deps", "--no-build-isolation", "-w", str(folder)]
    subprocess.run([*build, str(REPOSITORY)], check=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    (site_packages,) = (folder / "env").glob("lib/python*/site-packages")
    subprocess.run(
        [*pip, "install", "--no-index", "--no-deps", "--target", str(site_packages), str(wheel)],
        check=True,
    )
    (information,) = metadata.distributions(name="decision-record", path=[str(site_packages)])
    for distribution in closure(information.requires or []):
        put_into(site_packages, distribution)
    return folder / "env"


def test_the_wheel_builds_a_site_where_there_are_only_records(
    environment: Path, tmp_path: Path
) -> None:
    (tmp_path / "site_config.yml").write_text(
        "site_name: Harbour\ntheme: material\nplugins: [decision-record]\n", encoding="utf-8"
    )
    (tmp_path / "records").symlink_to(HARBOUR)
    python = environment / "bin/python"
    command = [str(python), "-I", "-c", "from decision_record.cli import main; main()"]
    done = subprocess.run(
        [*command, "build", "--as-of", "2026-06-30"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/accounts/pelican/index.html").is_file()
    where = [str(python), "-I", "-c", "import decision_record; print(decision_record.__file__)"]
    found = subprocess.run(where, check=True, capture_output=True, text=True).stdout
    assert str(environment) in found


def test_the_wheel_makes_a_repository_that_builds(environment: Path) -> None:
    """What CI does with the wheel, by the same script."""
    command = environment / "bin/decision-record"
    command.write_text(
        f"#!{environment / 'bin/python'} -I\nfrom decision_record.cli import main\nmain()\n"
    )
    command.chmod(0o755)
    script = REPOSITORY / "tests/use_the_wheel.sh"
    done = subprocess.run([script, command], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("checks it and builds its site.\n")
    assert "warning" not in done.stdout + done.stderr


def test_the_script_fails_where_a_command_does(tmp_path: Path) -> None:
    """The script of CI would say so if the wheel made no site."""
    fake = tmp_path / "decision-record"
    fake.write_text('#!/bin/sh\nif [ "$1" = init ]; then mkdir "$2"; fi\n')
    fake.chmod(0o755)
    script = REPOSITORY / "tests/use_the_wheel.sh"
    done = subprocess.run([script, fake], check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "the site has no index.html" in done.stderr


def test_the_wheel_declares_the_command_and_the_plugin(environment: Path) -> None:
    (site_packages,) = environment.glob("lib/python*/site-packages")
    (information,) = metadata.distributions(name="decision-record", path=[str(site_packages)])
    points = {(each.group, each.name) for each in information.entry_points}
    assert ("console_scripts", "decision-record") in points
    assert ("mkdocs.plugins", "decision-record") in points
    assert (site_packages / "decision_record/theme/pages/account.html").is_file()
