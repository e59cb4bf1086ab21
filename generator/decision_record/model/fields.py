"""What a model declares about its fields, read once for those who walk over records.

References are found, unknown names get near misses, and the field reference is written from
this module; no other place lists fields.
"""

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, RootModel
from pydantic.fields import FieldInfo

from decision_record.diagnostics import DocumentPath, Underlined
from decision_record.model.history import Since
from decision_record.model.refs import Refers
from decision_record.model.values import Wanted


class Reference(NamedTuple):
    """A name that a record uses for something that is declared elsewhere.

    A tuple, because there are very many.
    """

    path: DocumentPath
    part: Underlined
    """`KEY` where the name is written in front of a colon."""
    name: str
    refers: Refers


@dataclass(frozen=True, slots=True)
class _Plan:
    """How to walk a value of one declared type: what it refers to, or where to go on."""

    refers: Refers | None = None
    items: "_Plan | None" = None
    keys: "_Plan | None" = None
    values: "_Plan | None" = None
    fields: tuple[tuple[str, str, "_Plan"], ...] = ()
    """Attribute, name in the file, and plan of each field that leads to a reference."""

    @property
    def leads_anywhere(self) -> bool:
        return bool(self.refers or self.items or self.keys or self.values or self.fields)


def parts_of(annotation: Any) -> tuple[Any, tuple[Any, ...]]:  # noqa: ANN401 - any annotation
    """A type without `Annotated` and `None`, and the metadata that was there."""
    metadata: tuple[Any, ...] = ()
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *found = get_args(annotation)
            metadata += tuple(found)
        elif origin in (Union, types.UnionType):
            rest = [each for each in get_args(annotation) if each is not type(None)]
            if len(rest) != 1:
                return annotation, metadata
            annotation = rest[0]
        else:
            return annotation, metadata


def declared(info: FieldInfo) -> Any:  # noqa: ANN401 - any annotation
    """A field's annotation with the metadata that pydantic took out of it."""
    declared: Any = info.annotation
    for each in info.metadata:
        declared = Annotated[declared, each]
    return declared


@cache
def _plan(annotation: Any) -> _Plan:  # noqa: ANN401 - any annotation
    bare, metadata = parts_of(annotation)
    for each in metadata:
        if isinstance(each, Refers):
            return _Plan(refers=each)
    origin, arguments = get_origin(bare), get_args(bare)
    if origin is tuple:
        items = _plan(arguments[0])
        return _Plan(items=items if items.leads_anywhere else None)
    if origin is dict:
        keys, values = (_plan(each) for each in arguments)
        return _Plan(
            keys=keys if keys.leads_anywhere else None,
            values=values if values.leads_anywhere else None,
        )
    if isinstance(bare, type) and issubclass(bare, RootModel):
        root = _plan(declared(bare.model_fields["root"]))
        return _Plan(fields=(("root", "", root),))
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        plans = (
            (attribute, info.alias or attribute, _plan(declared(info)))
            for attribute, info in bare.model_fields.items()
        )
        return _Plan(fields=tuple(each for each in plans if each[2].leads_anywhere))
    return _Plan()


def find_references(model: BaseModel) -> Sequence[Reference]:
    """Every reference of a record, in the order of its model, each with its path in the file."""
    found: list[Reference] = []
    _walk(model, _plan(type(model)), (), found)
    return found


def _walk(
    value: Any,  # noqa: ANN401 - any value of a record
    plan: _Plan,
    path: DocumentPath,
    found: list[Reference],
) -> None:
    """Collect into a list: handing each reference up through generators takes twice as long."""
    if plan.refers:
        found.append(Reference(path, Underlined.VALUE, value, plan.refers))
        return
    for attribute, name, inner in plan.fields:
        field = getattr(value, attribute)
        if field is not None and field != ():
            _walk(field, inner, (*path, name) if name else path, found)
    if plan.items:
        _walk_rows(value, plan.items, path, found)
    if plan.keys and plan.keys.refers:
        refers = plan.keys.refers
        found += [Reference((*path, key), Underlined.KEY, key, refers) for key in value]
    if plan.values:
        for key, item in value.items():
            _walk(item, plan.values, (*path, key), found)


def _walk_rows(
    rows: Sequence[Any], plan: _Plan, path: DocumentPath, found: list[Reference]
) -> None:
    for index, row in enumerate(rows):
        if isinstance(row, Since) and row.is_whole:
            # The field was written as one value: that value is the reference.
            for attribute, _, inner in plan.fields:
                _walk(getattr(row, attribute), inner, path, found)
        else:
            _walk(row, plan, (*path, index), found)


def annotation_at(annotation: Any, path: DocumentPath) -> Any:  # noqa: ANN401 - any annotation
    """The declared type at a path of a document; None where the model knows no such place."""
    for step in path:
        bare, _ = parts_of(annotation)
        if isinstance(bare, type) and issubclass(bare, RootModel):
            bare, _ = parts_of(declared(bare.model_fields["root"]))
        origin, arguments = get_origin(bare), get_args(bare)
        if origin is tuple and isinstance(step, int):
            annotation = arguments[0]
        elif origin is dict and isinstance(step, str):
            annotation = arguments[1]
        elif isinstance(bare, type) and issubclass(bare, BaseModel) and isinstance(step, str):
            found = fields_of(bare).get(step)
            if found is None:
                return None
            annotation = declared(found)
        else:
            return None
    return annotation


def takes_text(model: type[BaseModel], path: DocumentPath) -> bool:
    """Whether a place of a document may hold any text; so may one that the model does not know."""
    annotation = annotation_at(model, path)
    _, metadata = parts_of(annotation)
    wanted = [each for each in metadata if isinstance(each, Wanted)]
    return annotation is None or any(each.words == "text" for each in wanted)


def fields_of(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """A model's fields by the name that they have in a file, in their declared order."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def fields_at(model: type[BaseModel], path: DocumentPath) -> Mapping[str, FieldInfo]:
    """The fields that a group of values at a path of a document may have."""
    group = group_at(model, path)
    return {} if group is None else fields_of(group)


def group_at(model: type[BaseModel], path: DocumentPath) -> type[BaseModel] | None:
    """The model of the group of values at a path of a document, where there is one."""
    bare, _ = parts_of(annotation_at(model, path))
    if isinstance(bare, type) and issubclass(bare, BaseModel) and not issubclass(bare, RootModel):
        return bare
    return None


def allowed_words(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401 - any annotation
    """The words that a field takes, where it takes only some; of two forms those of the short."""
    bare, _ = parts_of(short_form(annotation) or annotation)
    return get_args(bare) if get_origin(bare) is Literal else ()


def short_form(annotation: Any) -> Any:  # noqa: ANN401 - any annotation
    """The type of the short form of a field that comes in two (records.md §3); else None.

    An ARR is a number or a history, an alias an identity or a row.
    """
    _, metadata = parts_of(annotation)
    for each in metadata:
        if isinstance(each, BeforeValidator) and get_args(each.json_schema_input_type):
            return get_args(each.json_schema_input_type)[0]
    return None
