"""What CONTRIBUTING says of where things are is so."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "generator/decision_record"
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TABLE = re.findall(r"^\| `([\w.]+)/?` \|", TEXT, re.MULTILINE)


def test_the_table_has_every_folder_and_module_of_the_package_once() -> None:
    there = {
        each.name
        for each in PACKAGE.iterdir()
        if each.name not in ("__init__.py", "__pycache__", "py.typed")
    }
    assert sorted(TABLE) == sorted(there)


def test_the_table_is_in_the_order_of_the_layers() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = contracts["contracts"][0]["layers"]
    place = {name: n for n, each in enumerate(reversed(layers)) for name in each.split(" | ")}
    places = [place[name.removesuffix(".py")] for name in TABLE]
    assert places == sorted(places)


def test_every_file_that_it_names_exists() -> None:
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", TEXT)
    bases = (ROOT, PACKAGE, ROOT / "theme", ROOT / "tests")
    missing = [
        each
        for each in named
        if not any((base / each).exists() or (base / f"{each}.py").exists() for base in bases)
    ]
    assert len(named) > 30
    assert missing == []
