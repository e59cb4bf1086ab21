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

SENTENCE = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){2,}")  # noqa: RUF001 - as Word writes it
"""Three words or more, with nothing between them that a record is made of."""


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
    after = " ".join(" ".join(path.read_text().split()) for path in tmp_path.rglob("*.yml"))
    texts = [
        file.read_text(encoding="utf-8", errors="replace")
        for file in draft.rglob("*")
        if file.is_file() and file.name not in ("answers.yml", "removed.txt")
    ]
    written = [words for text in texts for words in SENTENCE.findall(text)]
    assert written
    rows = re.findall(r"what: (.*)", "\n".join(texts))
    written += [re.split(r", \w+:", row)[0].strip("\"'};[]") for row in rows]
    assert not [words for words in written if words not in after]
