"""No message on a personal record quotes it, save to its two people (§7)."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from confiding import FORMATS, OPEN, PERSONAL, SECRET, TALK, Run, betraying, write
from decision_record.examine import Format, examine, render
from decision_record.repository.configuration import read_configuration
from decision_record.site.errors import SiteError
from decision_record.site.prepare import content_of
from decision_record.site.serve import Attempt
from examples import at_least


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.usefixtures("company")
def test_sound_records_have_nothing_to_report(run: Run, form: str) -> None:
    result = run("check", "--format", form)
    assert result.exit_code == 0, result.output
    assert SECRET not in result.output.lower()


def talk(text: str, *, series: str = "bob-talk", date: str = "2026-06-08") -> str:
    return f"series: {series}\ndate: {date}\n{text}"


ACTION = "actions:\n  cs:\n    - {id: A1, share: true, what: Do it, owner: bob, due: 2026-06-10"
NEW = "meetings/2026/2026-06-08-bob-talk.yml"
S = SECRET
BROKEN: dict[str, tuple[str, str | bytes]] = {
    "not YAML": (NEW, talk(f"notes: [{S}\ncareer: {S}\n")),
    "an unfinished quote": (NEW, talk(f'career: "{S}\nnotes: {S}\n')),
    "a tab": (NEW, talk(f"goals:\n\t- {S}\n")),
    "a colon within": (NEW, talk(f"career: {S}: {S}: {S}\n")),
    "a name in a line of its own": (NEW, talk(f"{S}\ncareer: x\n")),
    "a name twice": (NEW, talk(f"career: {S}\n{S}: 1\ncareer: {S}\n{S}: 2\n")),
    "a control character": (NEW, talk(f"career: {S}\x07{S}\n")),
    "an escaped control character": (NEW, talk(f'career: "{S}\\u0007{S}"\n')),
    "not UTF-8": (NEW, talk(f"career: {S}").encode() + b"\xff\xfe\n"),
    "UTF-16": (NEW, talk(f"career: {S}\n").encode("utf-16")),
    "an anchor": (NEW, talk(f"career: &{S} {S}\nnotes: *{S}\n")),
    "a dangling alias": (NEW, talk(f"career: *{S}\n")),
    "a tag": (NEW, talk(f"career: !{S} {S}\n")),
    "a merge": (NEW, talk(f"goals: [{{<<: {{goal: {S}}}}}]\n")),
    "a second document": (NEW, talk(f"career: {S}\n---\n{S}: {S}\n")),
    "a directive": (NEW, f"%{S} {S}\n---\n{talk('')}"),
    "too deep": (NEW, talk(f"{S}: {'[' * 40}{S}{']' * 40}\n")),
    "too large": (NEW, talk(f"notes: {S * 200_000}\n")),
    "an unknown field": (NEW, talk(f"{S}: {S}\n")),
    "an empty unknown field": (NEW, talk(f"{S}:\n")),
    "an unknown field of a row": (NEW, talk(f"goals: [{{goal: {S}, {S}: {S}}}]\n")),
    "a wrong type": (NEW, talk(f"goals: {S}\ncareer: [{S}]\nminutes: {S}\n")),
    "a wrong word": (NEW, talk(f"written: {S}\n")),
    "a wrong date": (NEW, f"series: bob-talk\ndate: {S}\ncareer: {S}\n"),
    "a wrong series": (NEW, f"series: {S}\ndate: 2026-06-08\ncareer: {S}\n"),
    "a series of another kind": (NEW, talk(f"career: {S}\n", series="tier-2")),
    "another series in the name": (
        f"meetings/2026/2026-06-08-{S}.yml",
        talk(f"career: {S}\n", series=S),
    ),
    "another record's name": (f"meetings/2026/2026-06-08-{S}.yml", talk(f"career: {S}\n")),
    "a disagreeing date": (NEW, talk(f"career: {S}\n", date="2026-06-09")),
    "a foreign section": (NEW, talk(f"themes: [{{theme: {S}, accounts: [{S}]}}]\n")),
    "a section of a cancelled one": (NEW, talk(f"cancelled: {{note: {S}}}\ncareer: {S}\n")),
    "a wrong id": (NEW, talk(f"decisions: [{{id: {S}, outcome: decided, what: {S}}}]\n")),
    "an id twice": (NEW, talk(f"{ACTION}, after: A2}}\n    - {{id: A1, share: true, what: {S}x, ")),
    "a shared action without an owner": (
        NEW,
        talk(f"career: {S}\n{ACTION.replace('bob', 'bop')}}}\nnotes: {S}\n"),
    ),
    "a shared action for no account": (NEW, talk(f"career: {S}\n{ACTION}, account: nort}}\n")),
    "a shared action that waits for nothing": (
        NEW,
        talk(f"career: {S}\n{ACTION}, after: 2026-05-01-bob/A1}}\nnotes: {S}\n"),
    ),
    "a shared action due before": (
        NEW,
        talk(f"career: {S}\n{ACTION.replace('06-10', '06-01')}}}\nnotes: {S}\n"),
    ),
    "a review of what was closed": (
        NEW,
        talk(
            f"career: {S}\nreview: [{{action: 2026-05-04-bob-talk/A5, outcome: done, note: {S}}}]\n"
        ),
    ),
    "a stray file": (f"{S}.yml", f"{S}: {S}\n"),
    "a stray note": (f"meetings/2026/{S} {S}.md", f"{S}\n"),
    "a stray folder": (f"{S}/{S}.yml", f"{S}: {S}\n"),
    "a near miss of a folder": (f"meeting/{S}.yml", f"{S}: {S}\n"),
    "the wrong ending": (f"meetings/2026/2026-06-08-{S}.yaml", talk(S)),
    "an update": (f"updates/2026/2026-06-08-{S}.yml", f"date: 2026-06-08\nby: {S}\n"),
    "an account": (f"accounts/{S}.yml", f"name: {S}\n"),
    "an account of no name": (f"accounts/{S} {S}.yml", f"name: {S}\n"),
    "broken series": ("series.yml", f"bob-talk: {{kind: {S}, {S}: {S}}}\n"),
    "unreadable series": ("series.yml", f"bob-talk: [{S}\n"),
    "a series that is there twice": (
        "series.yml",
        f"bob-talk: {{kind: one-on-one}}\ntier-2: {{kind: one-on-one, name: {S}}}\n",
    ),
    "broken people": ("people.yml", f"{S}: {{name: {S}, role: {S}, {S}: {S}}}\n"),
}
"""What can be wrong with a personal record, each beside something that no one else may see."""


@pytest.fixture(params=BROKEN, ids=str)
def broken(request: pytest.FixtureRequest, company: Path) -> Path:
    name, content = BROKEN[request.param]
    write(company / "personal" / name, content)
    return company


def test_no_message_quotes_it(broken: Path, run: Run, caplog: pytest.LogCaptureFixture) -> None:
    said = {form: run("check", "--format", form) for form in FORMATS}
    for form, result in said.items():
        assert result.exit_code == 1, result.output
        assert SECRET not in (result.output + result.stderr).lower(), form
        assert "something is wrong in this personal record" in result.output
    for each in json.loads(said["json"].stdout)["diagnostics"]:
        if each["severity"] == "error":
            assert each["file"].split("/")[0] == "personal"
            assert (each["column"], each["end_column"]) == (1, 1)
            assert "--records personal:personal --personal" in each["help"]
    assert SECRET not in caplog.text.lower()
    assert betraying(broken) == []


def test_no_build_that_fails_quotes_it(
    broken: Path, run: Run, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def try_once(build: Callable[[], Attempt], **_: object) -> None:
        said.append(build().report)

    monkeypatch.setattr("decision_record.site.serve.serve", try_once)
    said += [run("build").output, run("serve").output]
    with pytest.raises(SiteError) as refused:
        content_of(broken / "site_config.yml")
    said.append(str(refused.value))
    assert "something is wrong in this personal record" in said[0]
    assert SECRET not in "".join((*said, caplog.text)).lower()
    assert betraying(broken) == []


def test_its_two_people_see_what_is_wrong(company: Path, run: Run) -> None:
    write(company / "personal" / NEW, talk(f"goals: {SECRET}\n"))
    result = run("check", "--personal")
    assert result.exit_code == 1
    assert f"`goals` is `{SECRET}`" in result.output


def test_a_line_is_that_of_the_file_also_where_rows_were_left_out(company: Path, run: Run) -> None:
    text = (
        "actions:\n  cs:\n    - {id: A1, what: x, owner: bob, due: 2026-06-10}\n"
        "    - {id: A2, what: x, owner: bop, due: 2026-06-10, share: true}\n"
    )
    write(company / "personal" / NEW, talk(text))
    lines = run("check", "--format", "concise").output.splitlines()
    assert lines[0].startswith(f"personal/{NEW}:6:1: DR201 ")
    assert len(lines) == 2


def test_what_a_record_silences_is_for_its_two_people_to_judge(company: Path, run: Run) -> None:
    write(company / "personal" / NEW, talk("allow: {DR704: , DR703: He had to.}\ncareer: x\n"))
    assert run("check", "--format", "concise").output == "Checked 13 files: no problems.\n"
    assert "DR007" in run("check", "--personal").output


TALES = {
    "unread": talk(f"notes: [{SECRET}\n", series="lena-talk"),
    "read": talk(
        f"career: {SECRET}\ncoaching: {SECRET}\ngoals: [{{goal: {SECRET}}}]\n", series="lena-talk"
    ),
    "of a wrong type": talk(f"career: [{SECRET}]\n", series="lena-talk"),
    "of an unknown series": talk(f"career: {SECRET}\n", series="lina-talk"),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2026/2026-06-08-lena-talk.yaml", TALES["read"]),
        ("2026-06-08-lena-talk.yml", TALES["read"]),
        ("2026/2026-06-08-lena.yml", TALES["unread"]),
        ("2026/2026-06-08-lena.yml", f"series: lina\ncareer: {SECRET}\nnotes: [{SECRET}\n"),
        ("2026/2026-06-08-lena.yml", f'"career": {SECRET}\nnotes: {SECRET}: {SECRET}\n'),
    ],
)
def test_one_that_is_lost_among_shared_records_is_not_quoted_either(
    company: Path, run: Run, name: str, text: str, form: str
) -> None:
    write(company / "records/meetings" / name, text)
    result = run("check", "--format", form)
    assert result.exit_code == 1
    assert SECRET not in (result.output + result.stderr).lower()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", TALES.values(), ids=TALES)
def test_one_among_shared_records_is_not_quoted_either(
    company: Path, run: Run, text: str, form: str
) -> None:
    name = "lina" if "lina" in text else "lena"
    write(company / f"records/meetings/2026/2026-06-08-{name}-talk.yml", text)
    result = run("check", "--format", form)
    assert result.exit_code == 1
    assert SECRET not in (result.output + result.stderr).lower()
    if text == TALES["read"] and form == "text":
        assert "DR701 [error] this is the record of a one-on-one" in result.output


LINES = tuple(PERSONAL["meetings/2026/2026-05-04-bob-talk.yml"].splitlines())
NOISE = st.sampled_from(
    ["", " ", "  ", "-", "- ", ":", "[", "]", "{", "}", '"', "'", "#", "&a ", "*a", "!t ", "|", ">",
     "\t", "\x07", "---\n", "? ", ", ", "\\", "%", "@", "<<: "]
)  # fmt: skip


@settings(
    max_examples=at_least(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(st.integers(0, len(LINES) - 1), st.integers(0, 60), NOISE), min_size=1, max_size=4
    )
)
def test_whatever_is_typed_into_a_record(company: Path, typed: list[tuple[int, int, str]]) -> None:
    lines = list(LINES)
    for index, column, text in typed:
        lines[index] = f"{lines[index][:column]}{text}{lines[index][column:]}"
    write(company / TALK, "\n".join(lines))
    configuration, _ = read_configuration(company / "site_config.yml", name="site_config.yml")
    assert configuration is not None
    found = examine(configuration, base=company)
    for form in Format:
        said = render(found.diagnostics, summary=found.summary, form=form, base=company)
        assert SECRET not in said.lower()


def test_a_promotion_to_an_unknown_series_is_told_without_its_words(
    company: Path, run: Run
) -> None:
    file = company / TALK
    file.write_text(file.read_text().replace("promote_to: tier-2", "promote_to: tier-22"))
    result = run("check")
    assert result.exit_code == 1
    assert "DR203" in result.output
    assert OPEN not in result.output
    assert SECRET not in result.output
