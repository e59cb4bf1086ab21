"""A long value slows `check` down in proportion to its length, whatever it holds.

An account's name of 120,000 characters took three minutes, so that one file could hold up every
check and the comment of a request. Nothing is timed by the clock: a value four times as long may
take some four times as long on the processor, and not sixteen times.
"""

import functools
import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from decision_record.checks.references.spelling import identity_of, make_speller, plain
from decision_record.diagnostics.visible import make_harmless, make_visible
from decision_record.examine import Format, examine, render
from decision_record.model.meant.currencies import currency_meant
from decision_record.model.meant.days import clock_meant, day_meant, moment_meant
from decision_record.model.meant.lists import is_item, items_meant, words_meant
from decision_record.model.meant.names import name_meant
from decision_record.model.meant.numbers import money_meant, number_meant
from decision_record.model.meant.words import word_meant
from decision_record.repository.configuration import Configuration, Settings
from decision_record.review.markdown import escape_markdown
from decision_record.source import comments, cut_text, habits, mends, text
from decision_record.source import write as write_yaml
from decision_record.source.write import write_inline
from decision_record.text.english.owners import names_no_person
from decision_record.text.english.phrases import find_phrase
from decision_record.text.english.scopes import is_everything
from decision_record.text.english.verbs import does_something
from hostile import hostile_files

LONGER = 4
SQUARE = 2 * LONGER
"""How many times as long what takes time with the square of the length takes, at the least."""
NOTHING = 0.2
"""Seconds of the processor of which nothing can be told."""
SEEDS = (
    *("@a<", "((((", "<", "[", "{", " ", "1", "a", "\u00e9", "e\u0301", "\n", "\t", ",", "."),
    *("a-", "a ", "a.", "a/", "a_", "a: ", "a@", "1.", "1, ", "1 ", "- ", ". ", " #", "# ", "#"),
    *('"', "'", "`", "\u201c", "=", "*", "&", "!", "@", "\\", "|", "/", "$1", "-", "::", "##["),
    *(
        "and ",
        "we will ",
        "look into ",
        "no ",
        "on 1 may ",
        "A1 ",
        "x/A1, ",
        "- a: ",
        "x\n",
        "- x\n",
    ),
)
DAY = date(2026, 4, 20)
READERS: Sequence[Callable[[str], object]] = (
    plain,
    functools.partial(identity_of, joined_by="."),
    lambda text: make_speller([text], [(text, text)])(f"{text} "),
    currency_meant,
    functools.partial(day_meant, near=DAY, past=False),
    functools.partial(moment_meant, near=DAY),
    clock_meant,
    is_item,
    items_meant,
    words_meant,
    lambda text: name_meant(text, ["owner", "what", "due"]),
    functools.partial(number_meant, whole=True),
    money_meant,
    lambda text: word_meant(text, ["open", "done"]),
    names_no_person,
    find_phrase,
    functools.partial(is_everything, anywhere=True),
    does_something,
    make_harmless,
    make_visible,
    escape_markdown,
    write_inline,
)


def value(seed: str, length: int) -> str:
    return (seed * length)[:length]


def takes(action: Callable[[], object]) -> float:
    began = time.process_time()
    action()
    return time.process_time() - began


def is_slow(act: Callable[[int], object], length: int) -> bool:
    """Whether a value that is longer takes more than in proportion."""
    longer = takes(lambda: act(LONGER * length))
    return longer > NOTHING and longer > SQUARE * takes(lambda: act(length))


@pytest.mark.parametrize("number", range(len(READERS)))
def test_reading_a_long_value(number: int) -> None:
    read = READERS[number]
    slow = [
        (seed, end)
        for seed in SEEDS
        for end in ("", "\n?x9")
        if is_slow(lambda length: read(value(seed, length) + end), 10_000)  # noqa: B023 - runs now
    ]
    assert slow == []


@pytest.mark.parametrize("module", [comments, cut_text, habits, mends, text, write_yaml])
def test_a_pattern_at_the_beginning_of_a_long_line(module: ModuleType) -> None:
    # Some are named by what is done with them: `….fullmatch`.
    named = {name: getattr(each, "__self__", each) for name, each in vars(module).items()}
    patterns = {name: each for name, each in named.items() if isinstance(each, re.Pattern)}
    slow = [
        (name, seed, end)
        for name, pattern in patterns.items()
        for seed in SEEDS
        for end in ("", "x!")
        if "\n" not in seed
        and isinstance(pattern.pattern, str)
        and is_slow(lambda length: pattern.match(value(seed, length) + end), 10_000)  # noqa: B023 - runs now
    ]
    assert patterns
    assert slow == []


def test_what_is_in_brackets_is_left_out_of_a_spelling() -> None:
    assert plain("Lu\u00eds (CSM) <luis@example.com> [x]") == "luis"
    assert plain("Lu\u00eds (CSM") == "luis csm"
    assert plain("a (b) (c") == "a c"
    assert plain("(Acme) Foods") == "acme foods"


def leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    if isinstance(data, dict | list):
        for key, each in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(each, (*path, key))
    else:
        yield path


def shortened(data: Any) -> Any:  # noqa: ANN401 - JSON
    """Without the rows that are there to be many."""
    if isinstance(data, list):
        return [shortened(each) for each in data[:2]]
    return {key: shortened(each) for key, each in data.items()} if isinstance(data, dict) else data


AT_ONCE = 6
"""Values of a file that are long in one turn."""


def write_organization(folder: Path, turn: int, length: int) -> None:
    """The hostile organisation; in each turn other values are long, and of other characters."""
    for name, made in hostile_files().items():
        data = shortened(made)
        paths = list(leaves(data))
        for number, path in enumerate(paths):
            if (number + turn) % max(1, len(paths) // AT_ONCE) == 0:
                seed = SEEDS[(number * 7 + turn * 13 + len(name)) % len(SEEDS)]
                inner = functools.reduce(lambda found, key: found[key], path[:-1], data)
                inner[path[-1]] = value(seed, length)
        write(folder / "records" / name, json.dumps(data, ensure_ascii=False, indent=1))


def write_lines(folder: Path, turn: int, length: int) -> None:
    """Records as people type them, without quotation marks, each with one kind of character."""
    forms = (
        *("notes: {}", "notes: |\n  {}", "notes: '{}", "# {}", "notes: x # {}", "{}", "{}: x"),
        *("feedback: [{}", "feedback:\n  - {}", "feedback: [{{id: F1, what: {}}}]", "\t{}"),
    )
    for number, seed in enumerate(SEEDS):
        form = forms[(number + turn) % len(forms)]
        name = f"records/updates/2026/2026-04-20-bob.{number + 2}.yml"
        write(
            folder / name, f"date: 2026-04-20\nby: bob\n{form.format(value(seed, length))}\nby: x\n"
        )


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def check(folder: Path) -> None:
    configuration = Configuration(
        settings=Settings(), file=folder / "site_config.yml", named=(folder / "records",)
    )
    found = examine(configuration, base=folder)
    assert found.has_errors
    for form in Format:
        assert render(
            found.diagnostics, summary=found.summary, form=form, base=folder, everything=True
        )


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize(
    ("make", "length"),
    [(write_organization, 4_000), (write_lines, 3_000)],
    ids=["organization", "lines"],
)
def test_a_check_of_long_values(
    make: Callable[[Path, int, int], None], length: int, turn: int, tmp_path: Path
) -> None:
    for times in (1, LONGER):
        make(tmp_path / str(times), turn, length * times)
    assert not is_slow(lambda longer: check(tmp_path / str(longer // length)), length)
