"""The work grows with the records, and no faster: counted in lines that run, not in seconds.

Two organisations are made, one twice as large as the other, from the sample. A function that looks
through everything for each of something runs four times as many lines for the larger one, where
all others run twice as many.
"""

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from inspect import CO_GENERATOR
from pathlib import Path
from types import CodeType, FrameType
from typing import TYPE_CHECKING

import pytest

from decision_record import __file__ as package
from decision_record.attention.findings import find
from decision_record.checks.catalogue import run_checks
from decision_record.checks.configure import configure_rules
from decision_record.exports.api import make_documents
from decision_record.exports.context import ExportContext
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.repository.configuration import Settings
from decision_record.repository.load import Loaded, load
from decision_record.repository.misplaced import Surroundings
from decision_record.site.plan import plan_pages
from decision_record.views.shared.context import make_view_context
from multiplying import (
    SAMPLE,
    leave_out_records,
    leave_unreadable,
    misspell_accounts,
    misspell_records,
    write_one_after_another,
    write_side_by_side,
)

if TYPE_CHECKING:
    from _typeshed import TraceFunction as Trace

AS_OF = date(2026, 6, 29)
MOST = 2.7
"""Times as many lines that a function may run of the organisation that is twice as large."""
SMALL = 800
"""Lines that are no matter, of any function."""
PENDING = "measures/commitments.py"
"""What is left out: a commitment counts in each period in which it is still to be kept, and those
of a copy stay so for ever."""
ROOT = str(Path(package).parent)
VIEWS = f"{ROOT}/views/"


def count_steps(run: Callable[[], object]) -> Mapping[str, int]:
    """How many lines of each of our functions run."""
    lines: Counter[CodeType] = Counter()

    def on_line(frame: FrameType, event: str, _: object) -> "Trace | None":
        if event == "line":
            lines[frame.f_code] += 1
        return on_line

    def on_call(frame: FrameType, _event: str, _: object) -> "Trace | None":
        return on_line if frame.f_code.co_filename.startswith(ROOT) else None

    before = sys.gettrace()
    sys.settrace(on_call)
    try:
        run()
    finally:
        sys.settrace(before)
    steps: Counter[str] = Counter()
    for code, number in lines.items():
        steps[f"{code.co_filename.removeprefix(ROOT)} {code.co_qualname}"] += number
    return steps


def read(folder: Path) -> Loaded:
    """The records of a folder."""
    return load(
        (folder,), withheld=True, base=folder, around=Surroundings(folder=folder, passed_over=())
    )


def show(loaded: Loaded) -> None:
    """Make all that a site shows of records, but not its HTML."""
    records, ledger = loaded.records, replay(loaded.records, AS_OF)
    index = Index(records=records, ledger=ledger)
    findings = find(index)
    context = make_view_context(index, findings=findings)
    exported = ExportContext(index=index, findings=findings, attention=context.attention)
    for _ in make_documents(exported):
        pass
    for page in plan_pages(context, configure_rules(Settings())):
        page.view()


def check(loaded: Loaded) -> None:
    """Check records."""
    run_checks(loaded)


def check_and_show(loaded: Loaded) -> None:
    """Check records too."""
    check(loaded)
    show(loaded)


def find_grown(make: Callable[[Loaded], None], *folders: Path) -> Mapping[str, tuple[int, int]]:
    """The functions that run too many lines more of the second folder, with both numbers."""
    few, many = (count_steps(partial(make, read(folder))) for folder in folders)
    return {
        name: (few.get(name, 0), number)
        for name, number in many.items()
        if number > MOST * few.get(name, 0) + SMALL and PENDING not in name
    }


def test_twice_as_many_of_everything_is_twice_the_work(tmp_path: Path) -> None:
    write_side_by_side(1, tmp_path / "few")
    write_side_by_side(2, tmp_path / "many")
    assert find_grown(check_and_show, tmp_path / "few", tmp_path / "many") == {}


def test_twice_as_long_a_history_is_twice_the_work(tmp_path: Path) -> None:
    """Only what is shown: a copy leaves open what each later meeting is then told to review."""
    write_one_after_another(2, tmp_path / "few")
    write_one_after_another(4, tmp_path / "many")
    assert find_grown(show, tmp_path / "few", tmp_path / "many") == {}


@pytest.mark.parametrize(
    "spoil",
    [
        leave_unreadable,
        leave_out_records,
        misspell_accounts,
        misspell_records,
    ],
    ids=lambda spoil: spoil.__name__,
)
def test_twice_as_many_mistakes_are_twice_the_work(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    for times, name in ((1, "few"), (2, "many")):
        write_side_by_side(times, tmp_path / name)
        spoil(tmp_path / name)
    assert find_grown(check, tmp_path / "few", tmp_path / "many") == {}


def test_no_list_is_made_twice() -> None:
    """What a view makes from the context alone is the same each time."""
    loaded = read(SAMPLE)
    calls: Counter[CodeType] = Counter()

    def on_call(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and _takes_the_context_alone(code):
            calls[code] += 1

    before = sys.getprofile()
    sys.setprofile(on_call)
    try:
        show(loaded)
    finally:
        sys.setprofile(before)
    assert len(calls) > FEWEST_LISTS
    again = {
        f"{code.co_filename.removeprefix(ROOT)} {code.co_qualname}": calls[code] for code in calls
    }
    assert {name: number for name, number in again.items() if number > 1} == {}


FEWEST_LISTS = 30
"""Functions of the context alone that the sample needs, so that the test above looks at some."""


def _takes_the_context_alone(code: CodeType) -> bool:
    """Whether it is a function of a view's module that makes something of the context."""
    arguments = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    # Each value of a generator counts as a call; the wrapper is called for every page.
    is_other = code.co_flags & CO_GENERATOR or code.co_qualname.startswith("once.")
    return arguments == ("context",) and code.co_filename.startswith(VIEWS) and not is_other
