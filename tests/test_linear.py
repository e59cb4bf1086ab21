"""What is wrong with a file is found and shown in time that grows with the file, and no faster.

Rows on one line took 65 s, names that are near to many 120 s and places on a long line 35 s, while
the time grew with the square; each takes below four now. The bound is on the time of the processor,
so that a busy machine makes no difference.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from decision_record.checks.wording import make_guesser
from decision_record.diagnostics.snippet import draw
from decision_record.examine import Format, examine, render
from decision_record.repository.configuration import Configuration, Settings

BOUND = 25.0
"""Seconds of the processor."""
HEAD = "date: 2026-04-20\nby: bob\n"
WORDS = "words " * 12


def rows_on_one_line() -> str:
    rows = (f"{{id: F{n}, accont: x, whatt: {WORDS}}}" for n in range(2000))
    return f"{HEAD}feedback: [{', '.join(rows)}]\n"


def fields_on_one_line() -> str:
    fields = (f"{'unknown' * 20}{n}: {WORDS}" for n in range(3899))
    return f"{HEAD}feedback: [{{id: F1, account: x, what: y, {', '.join(fields)}}}]\n"


def fields_on_lines() -> str:
    return HEAD + "".join(f"{'unknown' * 20}{n}: {WORDS}\n" for n in range(3899))


def unknown_items_beside_items() -> str:
    asked = "".join(f"  - {{id: R{n}, account: north, what: y}}\n" for n in range(1, 3001))
    named = "".join(f"  - {{item: R{n + 100_000}, note: x}}\n" for n in range(3000))
    return f"{HEAD}requests:\n{asked}updates:\n{named}"


def many_documents() -> str:
    return f"{HEAD}{f'---{chr(10)}# {WORDS}{chr(10)}a: b{chr(10)}' * 4000}"


def one_long_text() -> str:
    return f"{HEAD}notez: {'x' * 900_000}\n{'y' * 100_000}: 1\n"


@contextmanager
def bounded() -> Iterator[None]:
    began = time.process_time()
    yield
    assert time.process_time() - began < BOUND


@pytest.mark.parametrize(
    "text",
    [
        rows_on_one_line,
        fields_on_one_line,
        fields_on_lines,
        many_documents,
        unknown_items_beside_items,
        one_long_text,
    ],
    ids=lambda text: text.__name__,
)
def test_a_file_of_problems(tmp_path: Path, text: Callable[[], str]) -> None:
    record = tmp_path / "records/updates/2026/2026-04-20-bob.yml"
    record.parent.mkdir(parents=True)
    record.write_text(text())
    configuration = Configuration(
        settings=Settings(), file=tmp_path / "site_config.yml", named=(tmp_path / "records",)
    )
    with bounded():
        found = examine(configuration, base=tmp_path)
        assert found.has_errors
        for form in Format:
            assert render(
                found.diagnostics, summary=found.summary, form=form, base=tmp_path, everything=True
            )


def test_places_on_one_long_line() -> None:
    line = "what: the export is slow, " * 300_000
    with bounded():
        for start in range(0, len(line), 200):
            drawn = draw(line, (0, len(line)), (start, start + 4))
            assert drawn.width == 4


def test_names_that_are_near_to_many() -> None:
    names = {f"customer-number-{number:05}": str(number) for number in range(3000)}
    guess = make_guesser(names)
    with bounded():
        found = [guess(f"custommer-number-{number:05}") for number in range(2000)]
    assert found[1234] == "1234"
    assert None not in found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("osterrmark", "ostermark"),
        ("ostermark foods", "ostermark-foods"),
        ("ostremark", "ostermark"),
        ("Desmond Achterberg", "desmond.achterberg"),
        ("@desmond.achterburg", "desmond.achterberg"),
        ("achterberg", "desmond.achterberg"),
        ("", None),
        ("z", None),
    ],
)
def test_a_near_miss_is_the_one_that_was_meant(written: str, meant: str | None) -> None:
    names = ("ostermark-foods", "ostermark", "desmond.achterberg", "ashgrove", "copperline")
    assert make_guesser({name: name for name in names})(written) == meant
