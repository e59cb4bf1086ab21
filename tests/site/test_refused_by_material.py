"""What Material cannot render is said by `check`, and never by a traceback of `build`."""

import re
from pathlib import Path

import pytest

from running import run

PLAIN = "site_name: Acme\ntheme: material\nplugins: [decision-record]\n"
THEME = "site_name: Acme\nplugins: [decision-record]\ntheme:\n  name: material\n"
WRONG = {
    "a link without its icon": (
        f'{PLAIN}extra:\n  social:\n    - link: "https://x.example"\n',
        "a row of `social` needs `icon`, as a text",
        6,
    ),
    "links that are a number": (
        f"{PLAIN}extra:\n  social: 5\n",
        "`social` is a list of links, each with its icon",
        5,
    ),
    "languages that are a number": (
        f"{PLAIN}extra:\n  alternate: 5\n",
        "`alternate` is a list of languages, each with its link",
        5,
    ),
    "analytics that there are not": (
        f"{PLAIN}extra:\n  analytics:\n    provider: matomo\n",
        "Material has no analytics of `matomo`",
        6,
    ),
    "features that are a number": (f"{THEME}  features: 5\n", "`features` is a list of names", 5),
    "an icon that is a number": (
        f"{THEME}  icon: 5\n",
        "`icon` is a block of names with icons",
        5,
    ),
    "extra that is a number": (
        f"{PLAIN}extra: 5\n",
        "`extra` is a block of names with values, and not a whole number",
        4,
    ),
    "plugins that are a number": ("site_name: Acme\nplugins: 5\n", "`plugins`", 2),
    "a theme that is a number": (
        "site_name: Acme\nplugins: [decision-record]\ntheme: 5\n",
        "`theme` is a name, or a block of names with values",
        3,
    ),
    "a token in an address": (
        f"{PLAIN}repo_url: https://user:tok@forge.example/a/b\n",
        "`repo_url` holds a name or a password, which every page would show",
        4,
    ),
    "a token where records are edited": (
        "site_name: Acme\nplugins: [decision-record: {\nedit_uri: 'https://tok@x.example/a/b/'}]\n",
        "`edit_uri` holds a name or a password, which every page would show",
        3,
    ),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "records").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("text", "says", "line"), WRONG.values(), ids=WRONG)
def test_check_says_it_at_its_line(folder: Path, text: str, says: str, line: int) -> None:
    (folder / "site_config.yml").write_text(text, "utf-8")
    done = run("check", "--format", "concise")
    assert done.exit_code in (1, 2)
    found = [each for each in done.output.splitlines() if says in each]
    assert found, done.output
    assert found[0].startswith(f"site_config.yml:{line}:")
    assert "<class" not in done.output
    assert not re.search("tok@", done.output)


def test_what_material_renders_is_not_refused(folder: Path) -> None:
    (folder / "site_config.yml").write_text(
        f"{THEME}  features: [navigation.top]\n  font: false\n"
        "repo_url: https://forge.example/a@b/c\n"
        "extra:\n  generator: false\n"
        "  social: [{icon: material/web, link: https://x.example}]\n"
        "  alternate: [{name: English, link: /en/, lang: en}]\n"
        "  analytics: {provider: google, property: G-1}\n",
        "utf-8",
    )
    assert "DR1" not in run("check", "--format", "concise").output
