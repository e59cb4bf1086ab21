"""What the build would refuse in a configuration is said by `check`, in the same words."""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import Result

from committing import Repository
from confiding import SHARED
from decision_record.site.refused import find_refused
from running import run

PLAIN = "site_name: Acme\ntheme: material\nplugins: [decision-record]\n"
NAV = "nav:\n  - Today: index.md\n"


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """A configuration that cannot be built."""

    text: str
    says: str
    """The sentence, or its beginning."""
    line: int
    help: str
    files: dict[str, str] = field(default_factory=dict)
    at: str = "site_config.yml"


WRONG = {
    "a plugin that is not installed": Wrong(
        text="site_name: Acme\ntheme: material\nplugins:\n  - serach\n  - decision-record\n",
        says="there is no plugin `serach` among the installed packages",
        help="did you mean `search`?",
        line=4,
    ),
    "an option that a plugin does not take": Wrong(
        text="site_name: Acme\ntheme: material\n"
        "plugins:\n  - decision-record\n  - search:\n      separator: [x]\n",
        says="the plugin `search` refuses `separator`: it is a text, and not a list",
        help="manual",
        line=6,
    ),
    "a theme that is not installed": Wrong(
        text=PLAIN.replace("material", "materiel"),
        says="there is no theme `materiel`",
        help="write `theme: material`",
        line=2,
    ),
    "another theme": Wrong(
        text=PLAIN.replace("material", "readthedocs"),
        says="the pages are made for Material, and not for `readthedocs`",
        help="write `theme: material`",
        line=2,
    ),
    "no name": Wrong(
        text="theme: material\nplugins: [decision-record]\n",
        says="`site_name` is missing",
        help="write `site_name: …`",
        line=1,
    ),
    "a name that is a number": Wrong(
        text=PLAIN.replace("Acme", "2026"),
        says="`site_name` is a text, and not a whole number",
        help="write a text",
        line=1,
    ),
    "an address without https": Wrong(
        text=f"{PLAIN}site_url: records.example.com\n",
        says="`site_url` is not a whole address",
        help="begin it with `https://`",
        line=4,
    ),
    "a text for a list": Wrong(
        text=f"{PLAIN}extra_css: own.css\n",
        says="`extra_css` is a list, and not a text",
        help="write a list",
        line=4,
    ),
    "a Markdown extension that is not installed": Wrong(
        text=f"{PLAIN}markdown_extensions: [admonitoin]\n",
        says="there is no Markdown extension `admonitoin` among the installed packages",
        help="correct the name",
        line=4,
    ),
    "an option that an extension does not take": Wrong(
        text=f"{PLAIN}markdown_extensions:\n  - toc:\n      permalnik: true\n",
        says="the Markdown extension `toc` refuses its options: ",
        help="its manual",
        line=5,
    ),
    "no folder of pages": Wrong(
        text=f"{PLAIN}docs_dir: handbook\n",
        says="there is no folder `handbook` for `docs_dir`",
        help="leave `docs_dir` out",
        line=4,
    ),
    "no folder of templates": Wrong(
        text="site_name: Acme\ntheme:\n  name: material\n  custom_dir: own\n"
        "plugins: [decision-record]\n",
        says="there is no folder `own` for `custom_dir`",
        help="leave `custom_dir` out",
        line=4,
    ),
    "a page that is not there": Wrong(
        text=f"{PLAIN}{NAV}  - More: [actoins/index.md]\n",
        says="the navigation names `actoins/index.md`, and there is no such page",
        help="write `actions/index.md`",
        line=6,
    ),
    "a page of its own by its name in docs_dir": Wrong(
        text=f"{PLAIN}docs_dir: docs\n{NAV}  - handbook.md\n",
        files={"docs/handbook.md": "# Handbook\n"},
        says="the navigation names `handbook.md`, and there is no such page",
        help="write `guide/handbook.md`",
        line=7,
    ),
    "a navigation that is a text": Wrong(
        text=f"{PLAIN}nav: index.md\n",
        says="`nav` is a list, and not a text",
        help="https://www.mkdocs.org/",
        line=4,
    ),
    "a page at an address of ours": Wrong(
        text=f"{PLAIN}docs_dir: docs\n",
        files={"docs/fields/meeting.md": "# Ours\n"},
        says="`docs/fields/meeting.md` would be published at `/guide/fields/meeting/`",
        help="give it another name",
        line=1,
        at="docs/fields/meeting.md",
    ),
    "a file at an address of ours": Wrong(
        text="site_name: Acme\ntheme: {name: material, custom_dir: own}\n"
        "plugins: [decision-record]\n",
        files={"own/api/v1/accounts.json": "{}"},
        says="`own/api/v1/accounts.json` would be published at `/api/v1/accounts.json`",
        help="give it another name",
        line=1,
        at="own/api/v1/accounts.json",
    ),
    "a template at an address of ours": Wrong(
        text=f"{PLAIN}docs_dir: docs\nextra_templates: [robots.txt]\n",
        files={"docs/robots.txt": "User-agent: *\nAllow: /\n"},
        says="`docs/robots.txt` would be published at `/robots.txt`",
        help="give it another name",
        line=1,
        at="docs/robots.txt",
    ),
    "a hook that is not there": Wrong(
        text=f"{PLAIN}hooks: [hook.py]\n",
        says="there is no file `hook.py` for `hooks`",
        help="write it, or remove it",
        line=4,
    ),
    "a hook that is not Python": Wrong(
        text=f"{PLAIN}hooks: [hook.py]\n",
        files={"hook.py": "def on_config(config)\n"},
        says="`hook.py`, line 1 is not Python: ",
        help="correct it there",
        line=4,
    ),
    "addresses that are files": Wrong(
        text=f"{PLAIN}use_directory_urls: false\n",
        says="addresses are folders here, so `use_directory_urls` cannot be `false`",
        help="remove `use_directory_urls`",
        line=4,
    ),
    "an icon that Material has not": Wrong(
        text="site_name: Acme\ntheme:\n  name: material\n  icon:\n    logo: material/pensil\n"
        "plugins: [decision-record]\n",
        says="Material has no icon `material/pensil`",
        help="as in `material/pencil`",
        line=5,
    ),
    "a language that Material has not": Wrong(
        text="site_name: Acme\ntheme: {name: material, language: english}\n"
        "plugins: [decision-record]\n",
        says="Material has no language `english`",
        help="as in `en`",
        line=2,
    ),
    "colours in a word": Wrong(
        text="site_name: Acme\ntheme: {name: material, palette: indigo}\n"
        "plugins: [decision-record]\n",
        says="`palette` is a block of names with values",
        help="leave it out",
        line=2,
    ),
    "a tag that runs a program": Wrong(
        text=f"{PLAIN}extra:\n  x: !!python/object/apply:os.system [touch ran]\n",
        says="line 5 cannot be used: could not determine a constructor for the tag",
        help="leave it out",
        line=1,
    ),
    "a configuration that is not there": Wrong(
        text=f"INHERIT: base.yml\n{PLAIN}",
        says="Inherited config file 'base.yml' does not exist",
        help="leave it out",
        line=1,
    ),
}


Try = Callable[[str, str], Result]


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in SHARED.items():
        _write(tmp_path / "records" / name, text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _said(output: str, wrong: Wrong) -> str | None:
    """The message and help of a diagnostic, if it is there, at its line."""
    one = " ".join(output.split())
    found = re.search(
        rf"DR10\d \[error\] ({re.escape(wrong.says)}.*?) --> {re.escape(wrong.at)}:{wrong.line}\b"
        r".*?help: (.*?)(?= DR\d|Checked|$)",
        one,
    )
    return f"{found[1]}; {found[2]}" if found else None


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_check_says_what_the_build_refuses(company: Path, wrong: Wrong) -> None:
    _write(company / "site_config.yml", wrong.text)
    for name, text in wrong.files.items():
        _write(company / name, text)
    checked, built = run("check"), run("build")
    assert (checked.exit_code, built.exit_code) == (1, 1), checked.output + built.output
    said = _said(checked.output, wrong)
    assert said is not None, checked.output
    assert said == _said(built.output, wrong), built.output
    assert wrong.help in said
    assert "Nothing was built" in built.output
    assert not list(company.glob("site*/"))
    assert not (company / "ran").exists()


def test_everything_is_said_in_one_run(company: Path) -> None:
    text = f"{PLAIN}{NAV}  - nowhere.md\nsite_url: x\nextra_css: y\ndocs_dir: z\nhooks: [w.py]\n"
    _write(company / "site_config.yml", text)
    done = run("check", "--format", "concise")
    assert done.exit_code == 1
    lines = [int(line.split(":")[1]) for line in done.output.splitlines() if "DR1" in line]
    assert lines == [6, 7, 8, 9, 10]


def test_a_name_that_mkdocs_does_not_know_is_a_warning(company: Path) -> None:
    _write(company / "site_config.yml", f"{PLAIN}site_descripton: Acme\n")
    done = run("check")
    assert done.exit_code == 0
    assert "MkDocs knows no setting `site_descripton`" in done.output
    assert "did you mean `site_description`?" in done.output


@pytest.fixture
def repository(company: Path) -> Repository:
    """The company with a commit on main, whose configuration is refused and warned of."""
    made = Repository(company)
    made.git("init", "--quiet")
    _write(company / "site_config.yml", f"{PLAIN}site_descripton: Acme\nsite_url: x\n")
    made.git("add", "--all")
    made.git("commit", "--quiet", "-m", "Begin")
    return made


def test_a_warning_that_was_there_is_not_new_and_what_is_refused_always_is(
    repository: Repository,
) -> None:
    done = run("check", "--since", "HEAD")
    assert done.exit_code == 1
    assert "`site_url` is not a whole address" in done.output
    assert "knows no setting" not in done.output
    # Not even where the earlier configuration could not be read at all.
    _write(repository.folder / "site_config.yml", "plugins: [\n")
    repository.git("commit", "--quiet", "-am", "Break")
    _write(repository.folder / "site_config.yml", f"{PLAIN}site_url: x\n")
    assert "`site_url` is not a whole address" in run("check", "--since", "HEAD").output


def test_hooks_are_not_run_by_check(company: Path) -> None:
    _write(company / "site_config.yml", f"{PLAIN}hooks: [hook.py]\n")
    _write(company / "hook.py", "open('ran', 'w').close()\n")
    assert run("check").exit_code == 0
    assert not (company / "ran").exists()


def test_a_hook_that_fails_is_told_by_the_build_in_words(company: Path) -> None:
    _write(company / "site_config.yml", f"{PLAIN}hooks: [hook.py]\n")
    _write(company / "hook.py", "raise OSError('no disk')\n")
    done = run("build")
    assert done.exit_code == 2
    assert "a plugin or hook fails: OSError: no disk" in done.output


def test_a_template_that_cannot_be_used_is_told_by_the_build_in_words(company: Path) -> None:
    _write(
        company / "site_config.yml",
        PLAIN.replace("theme: material", "theme: {name: material, custom_dir: own}"),
    )
    _write(company / "own/main.html", '{% extends "base.html" %}\n{% block content %}')
    done = run("build")
    assert done.exit_code == 2
    assert "own/main.html, line 2: a template cannot be used" in done.output


GOOD = {
    "three lines": PLAIN,
    "functions by name": f"""{PLAIN}markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.superfences:
      custom_fences:
        - name: diagram
          class: diagram
          format: !!python/name:pymdownx.superfences.fence_code_format
""",
    "the environment": f"{PLAIN}site_url: !ENV [NO_SUCH_NAME, 'https://acme.example/']\n",
    "links in the navigation": f"{PLAIN}{NAV}  - CRM: https://crm.example/\n  - /elsewhere/\n",
    "colours": """site_name: Acme
theme:
  name: material
  language: de
  icon: {logo: material/rocket, admonition: {note: octicons/tag-16}}
  palette: {scheme: slate, primary: indigo}
plugins: [search, decision-record]
""",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_what_can_be_built_is_not_refused(company: Path, text: str) -> None:
    file = company / "site_config.yml"
    _write(file, text)
    assert find_refused(file, name="site_config.yml", base=company) == ()


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        f"{PLAIN}{NAV}  - nowhere.md\nsite_description: What was agreed, and what came of it.\n",
    ],
)
def test_mkdocs_is_not_imported_for_what_nearly_every_company_has(company: Path, text: str) -> None:
    _write(company / "site_config.yml", text)
    program = (
        "import sys; from decision_record.cli import main\n"
        "try: main(['check'])\n"
        "except SystemExit: print('mkdocs' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "False", done.stdout + done.stderr


def test_a_template_of_the_theme_that_stumbles_is_told_by_the_build_in_words(company: Path) -> None:
    _write(company / "site_config.yml", f"{PLAIN}extra:\n  consent:\n    cookies: 5\n")
    done = run("build")
    assert done.exit_code == 2
    assert "the theme's partials/" in done.output
    assert "cannot be rendered" in done.output
    assert "correct what it is given in site_config.yml" in done.output
