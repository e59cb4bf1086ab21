"""A file's data made into its model, with every error in the words of its writer (DR101 to DR106).

pydantic finds every error with its path; here each becomes a problem at that path. A name whose
value is empty never reaches pydantic: an empty value is an absent field. Such names are looked up
among the fields that the model declares.
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from decision_record.diagnostics import DocumentPath, Note, Part, Pointer, Problem
from decision_record.model import values
from decision_record.model.fields import allowed_words, annotation_at, fields_at

AnyModel = TypeVar("AnyModel", bound=BaseModel)

PYDANTIC_KEY = "[key]"
"""What pydantic adds to the path of a key that it refuses."""

_WANTED = {
    "tuple_type": ("a list", "[first, second]"),
    "dict_type": ("names with values", "{name: value}"),
    "model_type": ("names with values", "{name: value}"),
    "model_attributes_type": ("names with values", "{name: value}"),
}
"""What pydantic's own types of error mean to a person, with an example."""

_NAMED = 3
"""How many of a group's names its example shows."""


def shape_data(
    data: object, *, model: type[AnyModel], file: str, empties: Sequence[DocumentPath] = ()
) -> tuple[AnyModel | None, tuple[Problem, ...]]:
    """Validate what a file says; the model is None where it has not the model's shape.

    Args:
        data: What `source` read: groups, lists and text.
        model: The model of the file's kind.
        file: The name of the file, for the problems.
        empties: Paths of the names whose value was empty, which `data` lacks.
    """
    problems: list[Problem] = []
    shaped: AnyModel | None = None
    try:
        shaped = model.model_validate(data)
    except ValidationError as error:
        problems += [
            explain(each, model=model, file=file) for each in error.errors(include_url=False)
        ]
    problems += unknown_empties(model=model, file=file, empties=empties)
    return (None if problems else shaped), tuple(problems)


def unknown_empties(
    *, model: type[BaseModel], file: str, empties: Sequence[DocumentPath]
) -> Iterable[Problem]:
    """Names that no model knows, though nothing stands behind them."""
    for path in empties:
        *group, name = path
        known = fields_at(model, tuple(group))
        if known and name not in known:
            problem = _unknown_field(path, model=model, file=file)
            yield replace(problem, help=_mend_comma(str(name))) if " " in str(name) else problem


def _mend_comma(name: str) -> str:
    """A name of several words with nothing behind it was the text after a comma in a row."""
    return f'text with a comma in it needs quotes, as in `what: "…, {name}"`'


def explain(error: ErrorDetails, *, model: type[BaseModel], file: str) -> Problem:
    """One error of pydantic as the problem that its writer understands."""
    path: DocumentPath = error["loc"]
    at_key = bool(path) and path[-1] == PYDANTIC_KEY
    if at_key:
        path = path[:-1]
    at = Pointer(file=file, path=path, part=Part.KEY if at_key else Part.VALUE)
    value, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            problem = _unknown_field(path, model=model, file=file)
        case "missing":
            problem = _missing_field(path, model=model, file=file)
        case "literal_error":
            words = allowed_words(annotation_at(model, path))
            problem = _not_a_word(value, at=at, words=words)
        case values.NEITHER_OF:
            problem = _neither(at, fields=context["fields"])
        case values.BOTH_OF:
            problem = _both(at, fields=context["fields"])
        case values.WRONG_ID:
            problem = _wrong_id(value, at=at, context=context)
        case values.WRONG_VALUE:
            problem = _wrong_type(value, at=at, **context)
        case other:
            wanted, example = _WANTED.get(other, ("text", "a few words"))
            fields = fields_at(model, path)
            if fields:
                example = "{" + ", ".join(f"{name}: …" for name in list(fields)[:_NAMED]) + "}"
            problem = _wrong_type(value, at=at, wanted=wanted, example=example)
    return problem


def _named(path: DocumentPath) -> str:
    """The field that a path leads to, as a person names it: `owner`, or a row of `decisions`."""
    if not path:
        return "the file"
    last = path[-1]
    if isinstance(last, str):
        return _quoted(last)
    inside = next((each for each in reversed(path) if isinstance(each, str)), "")
    return f"row {last + 1} of `{inside}`"


def _quoted(value: object) -> str:
    """What stands there, short enough for one line."""
    if isinstance(value, str):
        line = " ".join(value.split())
        short = line if len(line) <= 40 else line[:39] + "…"  # noqa: PLR2004 - of a line
        return f"`{short}`" if short else "nothing"
    return "a list" if isinstance(value, list) else "names with values"


def _wrong_type(value: object, *, at: Pointer, wanted: str, example: str) -> Problem:
    line = f"{at.path[-1]}: {example}" if at.path and isinstance(at.path[-1], str) else example
    if isinstance(value, str) and wanted == "a list" and value.strip():
        line = f"{at.path[-1]}: [{value}]"
    elif isinstance(value, list) and wanted == "text" and value and isinstance(value[0], str):
        line = f"{at.path[-1]}: {value[0]}"
    part = at.part if isinstance(value, str) else Part.ROW
    # What was meant is not known: an example must not look like the value to paste.
    invented = isinstance(value, str) and line.endswith(f": {example}")
    return Problem(
        code="DR103",
        message=f"{_named(at.path)} is {_quoted(value)}, but should be {wanted}",
        help=f"write it as in `{line}`" if invented else f"write `{line}`",
        at=Pointer(file=at.file, path=at.path, part=part),
    )


def _not_a_word(value: object, *, at: Pointer, words: Sequence[str]) -> Problem:
    listed = ", ".join(f"`{word}`" for word in words)
    near = difflib.get_close_matches(str(value).lower(), words, n=1)
    guess = f"did you mean `{near[0]}`? " if near else ""
    return Problem(
        code="DR104",
        message=f"{_named(at.path)} cannot be {_quoted(value)}",
        help=f"{guess}It is one of {listed}",
        at=at,
    )


def _wrong_id(value: object, *, at: Pointer, context: Mapping[str, Any]) -> Problem:
    letter = context.get("letter")
    if letter:
        message = f"{_quoted(value)} is not an id of this section"
        advice = (
            f"ids here are {letter} and a number, as in `{context['example']}`, each of them once"
        )
    elif "because" in context:
        message = f"{_quoted(value)} cannot be a series: {context['because']}"
        advice = f"write `{context['example']}`"
    else:
        message = f"{_quoted(value)} is not a name that other files can use"
        advice = f"use {values.identity_form(value)}, as in `{context['example']}`"
    return Problem(code="DR106", message=message, help=advice, at=at)


def _missing_field(path: DocumentPath, *, model: type[BaseModel], file: str) -> Problem:
    *group, name = path
    described = (fields_at(model, tuple(group))[str(name)].description or "").rstrip(".")
    words = allowed_words(annotation_at(model, path))
    listed = f", one of {', '.join(f'`{word}`' for word in words)}" if words else ""
    where = _named(tuple(group))
    return Problem(
        code="DR101",
        message=f"{where} has no `{name}`",
        help=f"add `{name}: …`{listed}  ({described})",
        at=Pointer(file=file, path=path, part=Part.ROW),
    )


def _neither(at: Pointer, *, fields: str) -> Problem:
    first, second = fields.split(", ")
    return Problem(
        code="DR101",
        message=f"{_named(at.path)} has neither `{first}` nor `{second}`",
        help=f"add `{first}: …` or `{second}: …`, naming what was reviewed",
        at=Pointer(file=at.file, path=at.path, part=Part.ROW),
    )


def _both(at: Pointer, *, fields: str) -> Problem:
    first, second = fields.split(", ")
    return Problem(
        code="DR103",
        message=f"{_named(at.path)} has both `{first}` and `{second}`",
        help=f"write two rows, one with `{first}` and one with `{second}`",
        at=Pointer(file=at.file, path=at.path, part=Part.ROW),
    )


def near_field(path: DocumentPath, *, model: type[BaseModel]) -> str | None:
    """The field that a name which is not known was probably meant to be."""
    *group, name = path
    known = list(fields_at(model, tuple(group)))
    near = difflib.get_close_matches(str(name).lower(), known, n=1, cutoff=0.6)
    return near[0] if near else None


def _unknown_field(path: DocumentPath, *, model: type[BaseModel], file: str) -> Problem:
    *group, name = path
    known = list(fields_at(model, tuple(group)))
    near = near_field(path, model=model)
    listed = ", ".join(f"`{each}`" for each in known)
    where = f" in {_named(tuple(group))}" if group else ""
    return Problem(
        code="DR102",
        message=f"{_quoted(name)} is not a known name{where}",
        help=f"did you mean `{near}`?" if near else f"known here are {listed}",
        at=Pointer(file=file, path=path, part=Part.KEY),
    )


def foreign_section(name: str, *, kinds: Sequence[str], kind: str, file: str) -> Problem:
    """A section that belongs to another kind of meeting is a name that is not known here."""
    owners = " and ".join(filter(None, [", ".join(kinds[:-1]), kinds[-1]]))
    return Problem(
        code="DR102",
        message=f"`{name}` is not a section of a {kind} meeting",
        help=f"it belongs to {owners}; move it to the record of such a meeting, or remove it",
        at=Pointer(file=file, path=(name,), part=Part.KEY),
    )


def section_of_cancelled(name: str, *, file: str) -> Problem:
    """A meeting that did not happen has nothing to say but why."""
    return Problem(
        code="DR102",
        message=f"`{name}` stands in the record of a meeting that was cancelled",
        help="a cancelled meeting holds `series`, `date` and `cancelled` only; write what "
        "happened otherwise in an update, or remove `cancelled` if the meeting was held",
        at=Pointer(file=file, path=(name,), part=Part.KEY),
        related=(
            Note(at=Pointer(file=file, path=("cancelled",), part=Part.KEY), text="cancelled here"),
        ),
    )
