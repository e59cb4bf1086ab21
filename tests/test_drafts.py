"""Twenty messy first drafts are clean after the help was followed at most twice.

The drafts were written before the help, by the look of one example each: see `drafts/README.md`.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from decision_record.source.read import read
from following import DRAFTS, check, lay_over, rounds, spoils

NAMES = sorted(path.name for path in DRAFTS.iterdir() if path.name[0].isdigit())
MOST_ROUNDS = 2


def answers_of(draft: Path) -> Mapping[str, list[str]]:
    """What the writer of a draft knows and no help can say."""
    file = draft / "answers.yml"
    data = read(file.read_bytes(), file=file.name).data if file.is_file() else {}
    assert isinstance(data, dict)
    return {name: [str(each) for each in values] for name, values in data.items()}


def test_there_are_twenty() -> None:
    assert len(NAMES) == 20


def test_the_organisation_is_clean(tmp_path: Path) -> None:
    lay_over(tmp_path / "no draft", tmp_path)
    assert check(tmp_path) == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_is_clean_after_two_rounds(name: str, tmp_path: Path) -> None:
    draft = DRAFTS / name
    lay_over(draft, tmp_path)
    counts = [len(found) for found in rounds(tmp_path, answers_of(draft), most=MOST_ROUNDS + 1)]
    assert counts[0] > 0
    assert counts[-1] == 0, counts
    assert not [each for each in check(tmp_path) if spoils(each)]


@pytest.mark.parametrize("name", NAMES)
def test_what_was_written_is_still_there(name: str, tmp_path: Path) -> None:
    """The help changes how it is written, and loses none of the words."""
    draft = DRAFTS / name
    lay_over(draft, tmp_path)
    list(rounds(tmp_path, answers_of(draft), most=MOST_ROUNDS + 1))
    after = " ".join(path.read_text() for path in tmp_path.rglob("*.yml"))
    for file in draft.rglob("*.y*ml*"):
        for line in file.read_text().splitlines():
            _, _, text = line.partition("what: ")
            words = re.split(r", \w+:", text)[0].strip("\"'};[]")
            assert words in after, line
