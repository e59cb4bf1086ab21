"""Drafts as people complete them: what is filled in counts, and what is left open is said."""

import re
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from decision_record.drafts.next_meeting import Draft, draft_meeting
from decision_record.examine import examine
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.repository.configuration import read_configuration
from decision_record.repository.load import load
from decision_record.source.read import read

REPOSITORY = Path(__file__).parents[2]
AS_OF = date(2026, 6, 29)
COMPANIES = {"sample": REPOSITORY / "records"} | {
    name: REPOSITORY / "tests/organizations" / name / "records"
    for name in ("harbour", "series-a", "series-b", "series-c")
}

WITH_OPEN_LINES = [name for name in COMPANIES if name != "series-b"]
"""Those whose next meetings have something to go through; in series-b nothing is open."""

WORDS = (
    (r"outcome: , channel: , on: \}", "outcome: done, channel: call, on: }"),
    (r"outcome: \}", "outcome: done}"),
    (r"(commitment: \S+), status: \}", r"\1, status: on-track}"),
    (r'(item: \S+), status: , say: ""\}', r"\1, status: backlog}"),
    (r'stance: , response: ""\}', "stance: exploring, response: We look at it in July.}"),
    (r'issue: "", tried: ""', 'issue: "It stops, every night.", tried: "Both: a restart."'),
    (r'request: "", tried: ""', 'request: "It stops, every night.", tried: "Both: a restart."'),
    (r"answer_by: (?=, area: [^}]*, outcome: ,)", "answer_by: 2026-08-31"),
    (r'outcome: , answer: ""', 'outcome: answered, answer: "On Monday we ship a fix."'),
    (r"value: ([,}])", r"value: 1\1"),
    (r'(pm|csm|engineer): ""', r"\1: Calls the three who asked."),
)
"""What is written where, as the comments beside the gaps say."""

FORM = re.compile(
    r"^( *)# (- (?:\{|id:|\"\")|  [a-z_]+:(?: |$)|[a-z_]+:(?: \{|$))",
    re.MULTILINE,
)
"""The lines that count once their `# ` is taken away."""


def _folder(company: str, folder: Path) -> Path:
    shutil.copytree(COMPANIES[company], folder / "records")
    text = "site_name: Acme\ntheme: material\nplugins: [decision-record]\n"
    (folder / "site_config.yml").write_text(text, encoding="utf-8")
    return folder


def _drafts(company: str) -> Iterable[Draft]:
    """The draft of each series' next meeting, no two on what another one would change."""
    records = load([COMPANIES[company]], base=REPOSITORY).records
    ledger = replay(records, AS_OF)
    for series in records.series:
        draft = draft_meeting(series, index=Index(records=records, ledger=ledger))
        if draft:
            yield draft


def _complete(text: str) -> str:
    lines = []
    for line in text.split("\n"):
        done = line
        if not line.lstrip().startswith("#"):
            for gap, word in WORDS:
                done = re.sub(gap, word, done)
        lines.append(done)
    return "\n".join(lines)


def _found(folder: Path, path: str) -> list[tuple[str, int, str]]:
    """The code, line and sentence of whatever is wrong with a record."""
    configuration, problems = read_configuration(folder / "site_config.yml", name="site_config.yml")
    assert configuration is not None, problems
    return [
        (each.code, each.place.span.line, each.message)
        for each in examine(configuration, base=folder).diagnostics
        if each.place.file.endswith(path)
    ]


@pytest.mark.parametrize("company", COMPANIES)
def test_a_completed_draft_has_its_shape_and_passes_nothing_over(
    company: str, tmp_path: Path
) -> None:
    drafts = list(_drafts(company))
    assert drafts
    for number, draft in enumerate(drafts):
        folder = _folder(company, tmp_path / str(number))
        (folder / "records" / draft.path).write_text(_complete(draft.text), encoding="utf-8")
        codes = {code for code, _, _ in _found(folder, draft.path)}
        assert not {each for each in codes if each < "DR3"}, (draft.text, codes)
        assert codes.isdisjoint(
            {"DR307", "DR308", "DR315", "DR320", "DR325", "DR408", "DR409", "DR608", "DR611"}
        ), codes


@pytest.mark.parametrize("company", WITH_OPEN_LINES)
def test_of_what_is_left_open_each_line_is_named(company: str, tmp_path: Path) -> None:
    open_lines = 0
    for number, draft in enumerate(_drafts(company)):
        folder = _folder(company, tmp_path / str(number))
        (folder / "records" / draft.path).write_text(draft.text, encoding="utf-8")
        owed = [
            line
            for line, text in enumerate(draft.text.split("\n"), start=1)
            if re.search(
                r"^  - \{((action|decision): \S+, outcome|commitment: \S+, status|metric)", text
            )
        ]
        found = _found(folder, draft.path)
        missing = [line for code, line, message in found if code == "DR101"]
        assert set(missing) >= set(owed), (draft.text, found)
        open_lines += len(owed)
    assert open_lines


@pytest.mark.parametrize("company", COMPANIES)
def test_every_form_counts_once_its_sign_is_taken_away(company: str) -> None:
    drafts = list(_drafts(company))
    assert drafts
    for draft in drafts:
        text = FORM.sub(r"\1\2", draft.text)
        assert text != draft.text
        reading = read(text.encode(), file=draft.path)
        assert not reading.problems, (text, reading.problems)
        assert isinstance(reading.data, dict)
        assert [row["outcome"] for row in reading.data["decisions"]] == [
            "decided",
            "deferred",
            "escalated",
        ]
        assert set(reading.data["actions"]) == {"cs", "pm", "shared"}


def test_a_request_that_nobody_spoke_of_is_named(tmp_path: Path) -> None:
    """A row that was drafted and not completed is no word."""
    folder = _folder("sample", tmp_path)
    [draft] = [each for each in _drafts("sample") if each.identity.endswith("tier-2-reporting")]
    assert "- {item: 2026-06-10-tier-2-reporting/R1, status: , say: " in draft.text
    file = folder / "records" / draft.path
    spoken = _complete(draft.text)
    file.write_text(spoken.replace("status: backlog", "status: "), encoding="utf-8")
    assert "DR325" in {code for code, _, _ in _found(folder, draft.path)}
    file.write_text(spoken, encoding="utf-8")
    assert "DR325" not in {code for code, _, _ in _found(folder, draft.path)}
