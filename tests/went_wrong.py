"""Small organisations on which an earlier version said something wrong, read as a user reads them.

Each is a folder of `stories_that_went_wrong/` with its `records/`; the tests beside them state what
is right.
"""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from building import day
from decision_record.attention.findings import find
from decision_record.checks.catalogue import run_checks
from decision_record.diagnostics import Diagnostic
from decision_record.examine import locate_problems
from decision_record.ledger.index import Index
from decision_record.ledger.replay import Ledger, replay
from decision_record.model.records import Records
from decision_record.repository.load import load
from decision_record.views.shared.context import ViewContext, make_view_context

STORIES = Path(__file__).parent / "stories_that_went_wrong"


def records_of(case: Path) -> Records:
    """The records in the `records/` of a folder; whatever `check` says of them."""
    return load([case / "records"], base=case).records


def report(case: Path, *codes: str) -> list[str]:
    """What `check` says, as `file:line code message | help`; of some codes alone where named."""
    loaded = load([case / "records"], base=case)
    found = locate_problems(run_checks(loaded), base=case)
    return [_line(each) for each in found if not codes or each.code in codes]


def _line(each: Diagnostic) -> str:
    file = each.place.file.removeprefix("records/")
    return f"{file}:{each.place.span.line} {each.code} {each.message} | {each.help}"


def ledger_of(case: Path, as_of: str) -> Ledger:
    return replay(records_of(case), day(as_of))


def view_context_of(case: Path, as_of: str) -> ViewContext:
    """What the pages of a day are made from."""
    records = records_of(case)
    ledger = replay(records, day(as_of))
    return make_view_context(
        Index(records=records, ledger=ledger), findings=find(Index(records=records, ledger=ledger))
    )


def changed(
    case: Path,
    folder: Path,
    *,
    files: Mapping[str, str] | None = None,
    renamed: Mapping[str, str] | None = None,
    removed: Iterable[str] = (),
) -> Path:
    """A copy of a case with some files rewritten, renamed or removed; names below records/."""
    shutil.copytree(case / "records", folder / "records")
    for old, new in (renamed or {}).items():
        (folder / "records" / old).rename(folder / "records" / new)
    for name in removed:
        (folder / "records" / name).unlink()
    for name, text in (files or {}).items():
        target = folder / "records" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder
