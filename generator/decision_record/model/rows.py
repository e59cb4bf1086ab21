"""What to write in place of rows that have not the form of rows (DR101, DR103, DR106).

A beginner writes an action as a sentence, leaves ids out, or gives names with values as a list. The
rows to paste are made here from what the model declares, with a gap, `…`, for what only the writer
knows. This module knows no section by name but `actions`, whose rows lie below a side.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from decision_record.diagnostics import DocumentPath, Fix, Place, Pointer, Underlined
from decision_record.model.fields import annotation_at, fields_at, parts_of
from decision_record.model.item_ids import ItemId
from decision_record.model.meant.names import name_meant
from decision_record.model.meant.numbers import number_meant
from decision_record.model.moved import value_at
from decision_record.source.read import Data
from decision_record.source.write import write_inline, write_section

GAP = "…"
"""What only the writer knows."""

_TEXTS = ("what", "issue", "request", "ask", "topic", "answer", "text")
"""The fields that hold what a row says, of which a row has one."""
_ID = re.compile(r"([A-Z])[1-9]\d{0,5}")
_SIDE = "cs"


def free_id(data: object, path: DocumentPath, letter: str) -> str:
    """An id that no other row of a section has, for the row at a path.

    Rows without an id get the free numbers in their order, so that several can be fixed at once.
    """
    rows = list(_rows_below(value_at(data, path[:1]), path[:1]))
    used = {_id_of(row, letter) for _, row in rows}
    number = 0
    for where, row in rows:
        if _id_of(row, letter) is None:
            number = next(
                each for each in range(number + 1, number + len(rows) + 2) if each not in used
            )
            if where == path:
                break
    return f"{letter}{max(number, 1)}"


def id_letter(model: type[BaseModel], path: DocumentPath) -> str | None:
    """The letter of the ids of the rows at a path; None where they have none."""
    info = fields_at(model, path).get("id")
    for each in info.metadata if info else ():
        if isinstance(each, ItemId):
            return each.kind.letter
    return None


def row_of_text(
    text: str, *, model: type[BaseModel], path: DocumentPath, data: object
) -> str | None:
    """The row that a sentence in its place means; None where no field would hold it."""
    fields = fields_at(model, path)
    said = next((name for name in _TEXTS if name in fields), None)
    if said is None:
        return None
    letter = id_letter(model, path)
    row: dict[str, str] = {"id": free_id(data, path, letter)} if letter else {}
    row[said] = write_inline(text)
    row |= {name: GAP for name, info in fields.items() if info.is_required() and name not in row}
    return f"{{{', '.join(f'{name}: {value}' for name, value in row.items())}}}"


def sides_of_actions(
    value: object, *, model: type[BaseModel], path: DocumentPath, data: object
) -> str | None:
    """Actions in one list, written below a side; None for anything else."""
    if path != ("actions",) or not isinstance(value, list) or not value:
        return None
    rows = []
    for index, each in enumerate(value):
        # The ids go by the list as it is; the model knows rows below a side.
        letter = id_letter(model, (*path, _SIDE, index)) or "A"
        if isinstance(each, str):
            text = row_of_text(each, model=model, path=(*path, _SIDE, index), data=None) or each
            rows.append(text.replace(f"{letter}1", free_id(data, (*path, index), letter), 1))
        elif isinstance(each, dict):
            rows.append(write_inline(each))
    listed = "\n".join(f"    - {row}" for row in rows)
    return f"actions:\n  {_SIDE}:\n{listed}"


def names_in_a_list(
    value: object, path: DocumentPath, *, model: type[BaseModel], at: Pointer
) -> tuple[str, Fix[Pointer | Place]] | None:
    """Names with values that were written as a list of rows of one; None for any other list."""
    field = path[-1] if path else None
    known = list(fields_at(model, path))
    if not isinstance(value, list) or not isinstance(field, str) or not known:
        return None
    merged: dict[str, Data] = {}
    for each in value:
        if not isinstance(each, dict) or len(each) != 1:
            return None
        ((name, inner),) = each.items()
        meant = name_meant(name, known, taken=merged)
        if meant is None:
            return None
        merged[meant.name] = inner
    section = write_section(field, merged)
    where = Pointer(file=at.file, path=at.path, part=Underlined.SECTION)
    return section, Fix(title="leave the `-` out", replacement=section, at=where)


def row_from_names(
    value: Mapping[str, Any], *, model: type[BaseModel], path: DocumentPath
) -> dict[str, Data] | None:
    """A row `name: value` as one with the fields of the model: `lost-forms: 6` as a reading.

    None where the row has more than one name, or its model not two required fields.
    """
    required = [name for name, info in fields_at(model, path).items() if info.is_required()]
    if len(value) != 1 or len(required) != len(("metric", "value")):
        return None
    ((name, inner),) = value.items()
    if name in fields_at(model, path) or not isinstance(inner, str):
        return None
    number = number_meant(inner, whole=False, signed=True)
    return {required[0]: name, required[1]: number.values[0] if number else inner}


def holds_rows(model: type[BaseModel], path: DocumentPath) -> bool:
    """Whether a list is wanted at a path whose items are rows."""
    bare, _ = parts_of(annotation_at(model, (*path, 0)))
    return isinstance(bare, type) and issubclass(bare, BaseModel)


def _rows_below(value: object, path: DocumentPath) -> Iterator[tuple[DocumentPath, object]]:
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield (*path, index), each
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _rows_below(inner, (*path, name))


def _id_of(row: object, letter: str) -> int | None:
    written = row.get("id") if isinstance(row, dict) else None
    found = _ID.fullmatch(written) if isinstance(written, str) else None
    return int(written[1:]) if found and isinstance(written, str) and found[1] == letter else None
