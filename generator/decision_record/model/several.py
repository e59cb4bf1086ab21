"""A row of a list that is several, because it lacks its commas: `[2026-05-01 2026-08-01]`.

Only where a row is a word, a day or a name by its form alone; whether the people, accounts and
items exist that a list names is for the rules to ask.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from decision_record.diagnostics import DocumentPath, Fix, Pointer, Problem, Underlined
from decision_record.model.fields import annotation_at, parts_of, short_form, takes_text
from decision_record.model.meant.lists import words_meant
from decision_record.model.moved import value_at
from decision_record.model.refs import Refers
from decision_record.model.refused import quoted
from decision_record.source.write import write_inline


def several_in_one(
    value: object,
    path: DocumentPath,
    *,
    at: Pointer,
    code: str,
    model: type[BaseModel],
    data: object,
) -> Problem | None:
    """The problem of a refused row of a list that is several; None for any other.

    Args:
        value: The row.
        path: Its path in `data`.
        at: Its place in the file.
        code: The rule that reports it.
        model: The model of the file's kind.
        data: What the file says.
    """
    if path[-1:] == ("id",) and isinstance(value_at(data, path[:-1]), str):
        # The short form of a row that may be written in two.
        path = path[:-1]
    if not path or not isinstance(path[-1], int) or not isinstance(value, str):
        return None
    is_item = item_test(model, path)
    rows = value_at(data, path[:-1])
    words = words_meant(value)
    if is_item is None or len(words) < _SEVERAL or not isinstance(rows, list):
        return None
    if not all(map(is_item, words)):
        return None
    whole = [word for row in rows if isinstance(row, str) for word in _words(row, is_item)]
    section = at.path[: len(path) - 1]
    listed = f"{section[-1]}: {write_inline(list(whole))}"
    return Problem(
        code=code,
        message=f"{quoted(value)} is read as one value",
        help=f"write commas between the values: `{listed}`",
        at=at,
        fix=Fix(
            title="write commas between the values",
            replacement=listed,
            at=Pointer(file=at.file, path=section, part=Underlined.SECTION),
        ),
    )


_SEVERAL = 2


def _words(row: str, is_item: Callable[[str], bool]) -> Sequence[str]:
    words = words_meant(row)
    return words if all(map(is_item, words)) else [row]


def item_test(model: type[BaseModel], path: DocumentPath) -> Callable[[str], bool] | None:
    """Whether a text is what a place takes; None where any text is, or the name of something.

    Args:
        model: The model of a file.
        path: The path of a value.
    """
    annotation = annotation_at(model, path)
    annotation = short_form(annotation) or annotation
    bare, metadata = parts_of(annotation)
    named = any(isinstance(each, Refers) for each in metadata)
    if named or takes_text(model, path) or (isinstance(bare, type) and issubclass(bare, BaseModel)):
        return None
    adapter = _adapter(annotation)

    def is_item(text: str) -> bool:
        try:
            adapter.validate_python(text)
        except ValidationError:
            return False
        return True

    return is_item


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - any annotation
    return TypeAdapter(annotation)
