"""News of a commitment that was written under `updates`, where it belongs under `roadmap`.

A row there is about an escalation, a briefing, a question or a request (records.md §4). One that
names a commitment would get a message for each of its fields, and none that says where it goes.
"""

from collections.abc import Iterator, Mapping
from typing import get_args

from pydantic import BaseModel

from decision_record.diagnostics import DocumentPath, Pointer, Problem, Underlined
from decision_record.model.decided import ReviewOutcome, RoadmapRow
from decision_record.model.fields import allowed_words, annotation_at, fields_at
from decision_record.model.item_ids import ItemKind
from decision_record.model.meant.words import word_meant
from decision_record.model.rows import GAP
from decision_record.source.read import Data
from decision_record.source.write import write_section

_SECTION = "updates"
_REFS = ("commitment", "decision", "item")
_STATES = ("status", "outcome")
_REVIEWED: tuple[str, ...] = get_args(ReviewOutcome)


def find_misplaced_news(
    data: object, *, model: type[BaseModel], file: str
) -> Iterator[tuple[DocumentPath, Problem]]:
    """Rows under `updates` that are about a commitment, each with the row to write (DR102).

    Args:
        data: What the file says.
        model: The model of the file's kind.
        file: The name of the file, for the problems.
    """
    rows = data.get(_SECTION) if isinstance(data, Mapping) else None
    if not isinstance(rows, list) or "roadmap" not in fields_at(model, ()):
        return
    words = allowed_words(annotation_at(RoadmapRow, ("status",)))
    requests = allowed_words(annotation_at(model, (_SECTION, 0, "status")))
    for index, row in enumerate(rows):
        found = _row_meant(row, words, requests) if isinstance(row, Mapping) else None
        if found:
            path = (_SECTION, index)
            yield (
                path,
                Problem(
                    code="DR102",
                    message=f"row {index + 1} of `updates` is news of a commitment",
                    help="news of a commitment goes under `roadmap`, as in\n"
                    + write_section("roadmap", [found]),
                    at=Pointer(file=file, path=path, part=Underlined.ROW),
                ),
            )


def _row_meant(
    row: Mapping[str, Data], words: tuple[str, ...], requests: tuple[str, ...]
) -> dict[str, Data] | None:
    """The row under `roadmap`; None where the row is about something else."""
    state = next((each for name in _STATES if isinstance(each := row.get(name), str)), "")
    ref = next((each for name in _REFS if isinstance(each := row.get(name), str)), GAP)
    is_decision = _is_decision(ref)
    named = "commitment" in row or "decision" in row
    if state in _REVIEWED or (not named and not state):
        return None
    word = word_meant(state, words)
    status = word.values[0] if word else GAP
    # A request can be shipped too, and its update says so in `status`.
    is_only_of_commitments = status != GAP and (state not in requests or is_decision)
    if not named and not (is_only_of_commitments and (state in words or is_decision)):
        return None
    rest = {
        name: value
        for name, value in row.items()
        if name in RoadmapRow.model_fields and name not in ("commitment", "status")
    }
    missing = {"target": GAP, "because": GAP} if status == "slipped" else {}
    return {"commitment": ref, "status": status, **missing, **rest}


def _is_decision(ref: str) -> bool:
    return ref.rpartition("/")[2][:1] == ItemKind.DECISION.letter
