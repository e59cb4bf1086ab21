"""`mkdocs build` works as well as our own command, once it has the folder that it asks for."""

import subprocess
import sys
from pathlib import Path

from confiding import SHARED

PROGRAM = (sys.executable, "-m", "mkdocs", "build", "-q", "-f", "site_config.yml")
SAID_IN_THE_GUIDE = "Config value 'docs_dir': The path '"


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(PROGRAM, cwd=folder, check=False, capture_output=True, encoding="utf-8")


def test_three_lines_and_a_folder_are_enough(config_file: Path) -> None:
    company = config_file.parent
    for name, text in SHARED.items():
        file = company / "records" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    # MkDocs looks for its docs_dir before it loads a plugin, which could bring the guide.
    refused = run(company)
    assert refused.returncode == 1
    assert SAID_IN_THE_GUIDE in refused.stderr
    assert "isn't an existing directory" in refused.stderr
    assert not (company / "site").exists()

    (company / "docs").mkdir()
    built = run(company)
    assert built.returncode == 0, built.stderr
    for page in ("index.html", "accounts/north/index.html", "guide/index.html", "_headers"):
        assert (company / "site" / page).is_file()

    # What is refused is refused in the same words.
    with config_file.open("a") as file:
        file.write("nav: [nowhere.md]\n")
    wrong = run(company)
    assert wrong.returncode == 1
    assert "the navigation names `nowhere.md`, and there is no such page" in wrong.stderr
