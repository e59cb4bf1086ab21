"""A file's data made into its model, with every error in the words of its writer (DR101 to DR106).

pydantic finds every error with its path; here each becomes a problem at that path. A name whose
value is empty never reaches pydantic: an empty value is an absent field. Such names are looked up
among the fields that the model declares.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from decision_record.diagnostics import (
    DocumentPath,
    Fix,
    Place,
    Pointer,
    Problem,
    Underlined,
)
from decision_record.model import values
from decision_record.model.descriptions import descriptions_of
from decision_record.model.fields import allowed_words, annotation_at, fields_at, group_at
from decision_record.model.item_ids import ItemKind
from decision_record.model.meant.names import NameMeant, name_meant
from decision_record.model.moved import Moved, restore, value_at
from decision_record.model.refused import Refusal, named, quoted, refuse_type, refuse_word
from decision_record.model.rows import (
    GAP,
    free_id,
    holds_rows,
    id_letter,
    names_in_a_list,
    row_of_text,
    sides_of_actions,
)
from decision_record.model.several import item_test, several_in_one

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

_CODES_OF_ROWS = {
    "literal_error": "DR104",
    values.WRONG_VALUE: "DR103",
    values.WRONG_ID: "DR106",
}
"""The types of error of a row that may be several, each with the rule that reports it."""

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
            explain(each, model=model, file=file, data=data)
            for each in error.errors(include_url=False)
        ]
    problems += unknown_empties(model=model, file=file, empties=empties, data=data)
    return (None if problems else shaped), tuple(problems)


def unknown_empties(
    *, model: type[BaseModel], file: str, empties: Sequence[DocumentPath], data: object = None
) -> Iterable[Problem]:
    """Names that no model knows, though they have no value."""
    for path in empties:
        *group, name = path
        known = fields_at(model, tuple(group))
        if known and name not in known:
            at = Pointer(file=file, path=path, part=Underlined.KEY)
            yield _no_colon(path, known=tuple(known), file=file) or _unknown_field(
                path, at=at, whole=_Shaping(model=model, data=data)
            )


def find_empty_rows(
    paths: Iterable[DocumentPath], *, model: type[BaseModel], file: str
) -> Mapping[DocumentPath, Problem]:
    """Rows without a single value, where the model itself would ask for none (DR101).

    Args:
        paths: The paths of rows in which nothing is written.
        model: The model of the file's kind.
        file: The name of the file, for the problems.
    """
    found: dict[DocumentPath, Problem] = {}
    for path in paths:
        fields = fields_at(model, path)
        if fields and not any(info.is_required() for info in fields.values()):
            shown = ", ".join(f"{name}: …" for name in list(fields)[:_NAMED])
            found[path] = Problem(
                code="DR101",
                message=f"{named(path)} says nothing",
                help=f"write what it is about, as in `- {{{shown}}}`, or remove the row",
                at=Pointer(file=file, path=path, part=Underlined.ROW),
            )
    return found


def _no_colon(path: DocumentPath, *, known: Sequence[str], file: str) -> Problem | None:
    """A name that is really a name and its value, or a value without its name."""
    *_, name = path
    written = re.fullmatch(r"([a-z_]+):(\S.*)", str(name))
    if written and written[1] in known:
        message = f"a space is missing after the colon of `{name}`"
        field = f"{written[1]}: {written[2]}"
    elif "id" in known and re.fullmatch(r"[A-Z]\d+", str(name)):
        message = f"`{name}` has no name in front of it"
        field = f"id: {name}"
    else:
        return None
    return Problem(
        code="DR102",
        message=message,
        help=f"write `{field}`",
        at=Pointer(file=file, path=path, part=Underlined.KEY),
        fix=Fix(title=f"write `{field}`", replacement=field),
    )


def explain(
    error: ErrorDetails,
    *,
    model: type[BaseModel],
    file: str,
    data: object = None,
    moved: Moved | None = None,
) -> Problem:
    """One error of pydantic as the problem that its writer understands.

    Args:
        error: What pydantic found.
        model: The model of the file's kind.
        file: The name of the file.
        data: What was validated, for what the rows beside this one have already.
        moved: Where what was validated is in the file, if elsewhere.
    """
    path: DocumentPath = error["loc"]
    at_key = bool(path) and path[-1] == PYDANTIC_KEY
    if at_key:
        path = path[:-1]
    at = Pointer(
        file=file,
        path=restore(path, moved or {}),
        part=Underlined.KEY if at_key else Underlined.VALUE,
    )
    whole = _Shaping(model=model, data=data)
    code = _CODES_OF_ROWS.get(error["type"], "")
    several = several_in_one(error["input"], path, at=at, code=code, model=model, data=data)
    return several if code and several else _explain(error, path, at=at, whole=whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shaping:
    """What is validated as what."""

    model: type[BaseModel]
    data: object


def _explain(error: ErrorDetails, path: DocumentPath, *, at: Pointer, whole: _Shaping) -> Problem:
    """One error by its type."""
    model, data = whole.model, whole.data
    value, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            problem = _unknown_field(path, at=at, whole=whole)
        case "missing":
            problem = _missing_field(path, at=at, whole=whole)
        case "literal_error":
            words = allowed_words(annotation_at(model, path))
            problem = refuse_word(_refusal(value, path, at=at, model=model), words=words)
        case values.NEITHER_OF:
            problem = _neither(at, fields=context["fields"])
        case values.BOTH_OF:
            problem = _both(at, fields=context["fields"])
        case values.WRONG_ID:
            problem = _wrong_id(value, path, at=at, context=context, data=data)
        case values.WRONG_VALUE:
            problem = refuse_type(_refusal(value, path, at=at, model=model), **context)
        case other:
            wanted, example = _WANTED.get(other, ("text", "a few words"))
            fields = fields_at(model, path)
            if fields:
                example = "{" + ", ".join(f"{name}: …" for name in list(fields)[:_NAMED]) + "}"
            refusal = _refusal(value, path, at=at, model=model)
            problem = _no_row(refusal, path, whole=whole) or refuse_type(
                refusal, wanted=wanted, example=example
            )
    return problem


def _no_row(refusal: Refusal, path: DocumentPath, *, whole: _Shaping) -> Problem | None:
    """A sentence, or a list, in the place of a row or of names; None for anything else."""
    value, at = refusal.value, refusal.at
    if isinstance(value, str) and not refusal.says_nothing:
        return _sentence(value, path, at=at, whole=whole)
    sides = sides_of_actions(value, model=whole.model, path=path, data=whole.data)
    if sides:
        what = "a list, but has a list for each side: `cs`, `pm` and `shared`"
        return _row_problem(at, what, f"write each action below its side:\n{sides}")
    merged = names_in_a_list(value, path, model=whole.model, at=at)
    if merged is None:
        return None
    section, fix = merged
    advice = f"leave the `-` out:\n{section}"
    return replace(_row_problem(at, "a list, but should be names with values", advice), fix=fix)


def _sentence(value: str, path: DocumentPath, *, at: Pointer, whole: _Shaping) -> Problem | None:
    """A text in the place of a row, or of a list of rows; None where neither is wanted."""
    alone = holds_rows(whole.model, path)
    row = row_of_text(
        value,
        model=whole.model,
        path=(*path, 0) if alone else path,
        data=None if alone else whole.data,
    )
    if row is None or not path:
        return None
    what = f"{quoted(value)}, but should be a list of rows" if alone else "not a row"
    pasted = f"{at.path[-1]}:\n  - {row}" if alone else f"- {row}"
    return _row_problem(at, what, f"write it as a row:\n{pasted}")


def _row_problem(at: Pointer, what: str, advice: str) -> Problem:
    # What is pasted with its name is pasted from its name on.
    part = Underlined.KEY if at.path and isinstance(at.path[-1], str) else Underlined.ROW
    return Problem(
        code="DR103",
        message=f"{named(at.path)} is {what}",
        help=advice,
        at=Pointer(file=at.file, path=at.path, part=part),
    )


def _refusal(value: object, path: DocumentPath, *, at: Pointer, model: type[BaseModel]) -> Refusal:
    *group, name = path or ("",)
    info = fields_at(model, tuple(group)).get(str(name))
    return Refusal(
        at=at,
        value=value,
        field=name if isinstance(name, str) else "",
        required=info is not None and info.is_required(),
        is_item=item_test(model, (*path, 0)) if isinstance(value, str) else None,
    )


def _wrong_id(
    value: object,
    path: DocumentPath,
    *,
    at: Pointer,
    context: Mapping[str, Any],
    data: object,
) -> Problem:
    letter = context.get("letter")
    fix: Fix[Pointer | Place] | None = None
    if letter:
        message = f"{quoted(value)} is not an id of this section"
        example = free_id(data, path[:-1], letter) if data else context["example"]
        found = re.fullmatch(rf"{letter}?[ .#-]*0*(\d{{1,6}})", str(value).strip(), re.IGNORECASE)
        if found and f"{letter}{found[1]}" == example:
            fix = Fix(title=f"write `{example}`", replacement=example)
        advice = f"write `id: {example}`: ids here are {letter} and a number, each of them once"
    elif "because" in context:
        message = f"{quoted(value)} cannot be a series: {context['because']}"
        advice = f"write `{context['example']}`"
    else:
        message = f"{quoted(value)} is not a name that other files can use"
        advice = f"use {values.identity_form(value)}, as in `{context['example']}`"
    return Problem(code="DR106", message=message, help=advice, at=at, fix=fix)


def _missing_field(path: DocumentPath, *, at: Pointer, whole: _Shaping) -> Problem:
    *group, name = path
    model, data = whole.model, whole.data
    inner = group_at(model, tuple(group))
    described = descriptions_of(inner).get(str(name), "").rstrip(".") if inner else ""
    words = allowed_words(annotation_at(model, path))
    listed = f", one of {', '.join(f'`{word}`' for word in words)}" if words else ""
    letter = id_letter(model, tuple(group)) if name == "id" else None
    value = free_id(data, tuple(group), letter) if letter and data else GAP
    return Problem(
        code="DR101",
        message=f"{_row_named(at.path[:-1], tuple(group), whole)} has no `{name}`",
        help=f"add `{name}: {value}`{listed}  ({described})",
        at=Pointer(file=at.file, path=at.path, part=Underlined.ROW),
    )


def _row_named(in_file: DocumentPath, path: DocumentPath, whole: _Shaping) -> str:
    """A row by its id, as in "action A1"; one without an id by its number."""
    row = value_at(whole.data, path)
    id_ = row.get("id") if isinstance(row, dict) else None
    letter = id_letter(whole.model, path)
    kind = next((each for each in ItemKind if each.letter == letter), None)
    if kind and isinstance(id_, str) and re.fullmatch(rf"{letter}\d+", id_):
        return f"{kind} {id_}"
    return named(in_file)


def _neither(at: Pointer, *, fields: str) -> Problem:
    first, second = fields.split(", ")
    return Problem(
        code="DR101",
        message=f"{named(at.path)} has neither `{first}` nor `{second}`",
        help=f"add `{first}: …` or `{second}: …`, naming what was reviewed",
        at=Pointer(file=at.file, path=at.path, part=Underlined.ROW),
    )


def _both(at: Pointer, *, fields: str) -> Problem:
    first, second = fields.split(", ")
    return Problem(
        code="DR103",
        message=f"{named(at.path)} has both `{first}` and `{second}`",
        help=f"write two rows, one with `{first}` and one with `{second}`",
        at=Pointer(file=at.file, path=at.path, part=Underlined.ROW),
    )


def near_field(
    path: DocumentPath, *, model: type[BaseModel], data: object = None
) -> NameMeant | None:
    """The field that was meant by a name that is not known."""
    *group, name = path
    row = value_at(data, tuple(group))
    known = list(fields_at(model, tuple(group)))
    taken = (
        [each for each in known if each in row and each != name] if isinstance(row, dict) else ()
    )
    return name_meant(str(name), known, taken=taken)


def _unknown_field(path: DocumentPath, *, at: Pointer, whole: _Shaping) -> Problem:
    *group, name = path
    model = whole.model
    known = list(fields_at(model, tuple(group)))
    near = near_field(path, model=model, data=whole.data)
    where = f" in {named(at.path[:-1])}" if group else ""
    there = near_field(path, model=model) if near is None else None
    if there is not None:
        advice = f"`{there.name}` is written already: add this to it, or remove the line"
    elif near is None and len(known) > _MOST_LISTED:
        advice = (
            "write a remark below `notes`, or use one of the fields on the guide's page "
            "`Every field`"
        )
    elif near is None:
        advice = f"known here are {', '.join(f'`{each}`' for each in known)}"
    elif near.certain:
        advice = f"write `{near.name}`"
    else:
        advice = f"did you mean `{near.name}`?"
    return Problem(
        code="DR102",
        message=f"{quoted(name)} is not a known name{where}",
        help=advice,
        at=Pointer(file=at.file, path=at.path, part=Underlined.KEY),
        fix=Fix(title=advice, replacement=near.name) if near and near.certain else None,
    )


_MOST_LISTED = 20
"""Known names that a message lists."""
