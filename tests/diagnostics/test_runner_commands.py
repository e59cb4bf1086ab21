"""What a record or a file is called never commands the forge's runner or the terminal."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_record.diagnostics.visible import (
    make_harmless,
    make_json_harmless,
    make_printable,
)
from decision_record.examine import Format
from running import run

WHITE = ("", "  ", "\t", "\u00a0", "\u3000", "\u2003", "\x0b", "\x0c", "\x85", "\u2028", "\r")
COMMANDS = (
    *(f"{white}::error file=x::boom" for white in WHITE),
    "##[error]boom",
    "text ##[set-env name=PATH]x",
    "###[error]boom",
    "##vso[task.setvariable variable=PATH]x",
    "##teamcity[buildStop comment='x']",
    "\x1b[0Ksection_start:1700000000:name\r\x1b[0Kboom",
    "section_end:1700000000:name",
)
REVERSED = "\u202egnp.exe"

# As the runners look for them: GitHub trims white space in front of `::`, and finds `##[` anywhere.
IS_COMMAND = re.compile(r"^\s*::|##[\w.-]*\[|section_(?:start|end):", re.MULTILINE)
IS_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def commands_in(text: str) -> list[str]:
    lines = re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text)
    return [line for line in lines if IS_COMMAND.search(line)]


def quoted(text: str) -> str:
    """A text as YAML in double quotes has it, so that it may hold anything."""
    return json.dumps(text)


RECORDS = {
    "a message": lambda text: f"date: 2026-04-20\nby: bob\n{quoted(text)}: 1\n",
    "a wrong value": lambda text: f"date: {quoted(text)}\nby: bob\n",
    "an unknown person": lambda text: f"date: 2026-04-20\nby: {quoted(text)}\n",
    "an empty name": lambda text: f"date: 2026-04-20\nby: bob\n{quoted(text)}:\n",
    "a line as it is": lambda text: f"date: 2026-04-20\nby: bob\nnotes:\n{text}\n",
    "a line of a block": lambda text: f"date: 2026-04-20\nby: bob\nnotez: |\n  {text}\n",
    "an unfinished list": lambda text: f"date: 2026-04-20\nby: bob\nnotes: [\n{text}\n",
    "a row": lambda text: f"date: 2026-04-20\nby: bob\nfeedback: [{{{text}, {text}}}]\n",
    "a name with a colon": lambda text: f"date: 2026-04-20\nby: bob\n{text}: a: b\n",
}


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_no_format_commands_a_runner(tmp_path: Path, record: object, form: Format) -> None:
    file = tmp_path / "records/updates/2026/2026-04-20-bob.yml"
    file.parent.mkdir(parents=True)
    for command in COMMANDS:
        file.write_bytes(record(command + REVERSED).encode())  # type: ignore[operator]
        result = run("check", "--records", str(tmp_path / "records"), "--format", form.value)
        said = result.output
        assert result.exit_code == 1
        if form is Format.GITHUB:
            lines = [line for line in said.splitlines() if line.startswith("::")]
            assert all(re.match("::(error|warning) file=", line) for line in lines)
            said = "".join(line.partition("::")[2].partition("::")[2] + "\n" for line in lines)
            said = said.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
            # An annotation is text; only the old form is looked for within a line.
            found = [line for line in commands_in(said) if not line.lstrip().startswith("::")]
        else:
            found = commands_in(said)
        assert found == [], command
        assert IS_CONTROL.search(said) is None, command


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize(
    "name", ["##[error]boom.yml", "::error ::boom.yml", "a\n::error ::boom.yml", "\x1b[2J.yml"]
)
def test_nor_does_a_file_s_name(
    tmp_path: Path, name: str, form: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = tmp_path / "::error ::records"
    records.mkdir()
    (records / name).write_text("x")
    monkeypatch.chdir(tmp_path)
    result = run("check", "--records", records.name, "--format", form.value)
    said = result.output
    assert result.exit_code == 1
    found = commands_in(said)
    if form is Format.GITHUB:
        found = [line for line in found if not line.startswith("::error file=")]
    assert found == []
    assert IS_CONTROL.search(said) is None


@pytest.mark.parametrize("command", COMMANDS)
def test_nor_do_the_command_s_own_messages(
    tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bad = f"\n{command}{REVERSED}"
    said = [
        run("check", "--config", bad),
        run("check", "--records", bad),
        run("build", "--config", bad),
        run("check", "--as-of", bad),
        run("build", "--as-of", bad),
        run("check", "--format", bad),
        run("check", "--since", bad),
        run("explain", bad),
        run("schema", bad),
        run(bad),
        run("init", "--name", bad, "company"),
        run("init", bad.replace("/", "-") + "\n::error ::x"),
    ]
    for result in said:
        output = result.output + (result.stderr or "")
        assert commands_in(output) == [], output
        assert IS_CONTROL.search(output) is None


def test_what_json_says_stays_what_it_was() -> None:
    text = json.dumps({"a": "##[error] ##vso[x] section_start:1:x ##### [a]"})
    harmless = make_json_harmless(text)
    assert json.loads(harmless) == json.loads(text)
    assert commands_in(harmless) == []


@pytest.mark.parametrize("text", ["## Notes [1]", "std::vector", "# section_of", "a :: b", "1::2"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert make_harmless(text) == text


def test_the_sign_that_is_replaced_is_shown() -> None:
    assert make_printable("  ::error ::x") == "  <U+003A>:error ::x"
    assert make_printable("##[error]x") == "#<U+0023>[error]x"
    assert make_printable("section_end:1:a") == "section<U+005F>end:1:a"


@given(st.text(alphabet=" \t\n\r\u00a0:#[]erovs_cintda\x1b\u2028\u202e", max_size=60))
def test_no_text_is_a_command(text: str) -> None:
    printable = make_printable(text)
    assert commands_in(printable) == []
    assert make_printable(printable) == printable
