"""What each kind of file may contain, as the models declare it, for the field reference.

It follows a model down to its last field and says about each what it takes. No other place lists
fields; words for people are made of it by the pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from decision_record.model.descriptions import descriptions_of
from decision_record.model.fields import (
    allowed_words,
    declared,
    fields_of,
    parts_of,
    short_form,
)
from decision_record.model.history import Since
from decision_record.model.records import FileKind
from decision_record.model.refs import Refers
from decision_record.model.schema import MODELS
from decision_record.model.values import Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Takes:
    """What one value is: text of some form, one of a few words, a reference, or fields."""

    wanted: Wanted | None = None
    refers: Refers | None = None
    words: tuple[str, ...] = ()
    """The words that it takes, where it takes only some."""


Many = Literal["one", "list", "named"]
"""Whether a field holds one value, a list of them, or one for each of some names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedField:
    """One field of a file, with those inside it."""

    name: str
    path: str
    """Its place in the file, by names, as in `decisions.due`."""
    says: str
    """What it means, in one sentence."""
    required: bool
    default: str | None
    """What counts where it is absent, of a field that has a word or a number for that."""
    many: Many
    takes: Takes
    names: Takes | None = None
    """What the names are, of a field that holds one value for each."""
    also: Takes | None = None
    """What may stand in place of the whole, in short."""
    each_also: Takes | None = None
    """What may be written in place of a row, of a list whose rows have a short form."""
    fields: tuple["DescribedField", ...] = ()
    """Of a field that holds fields: which."""


def describe(kind: FileKind) -> tuple[DescribedField, ...]:
    """Every field of a kind of file; of one that holds many things by name, those of each."""
    model = MODELS[kind]
    if issubclass(model, RootModel):
        _, model = get_args(parts_of(declared(model.model_fields["root"]))[0])
    return tuple(_describe_model(model))


def holds_many(kind: FileKind) -> bool:
    """Whether a kind of file holds many things by name, as people.yml does."""
    return issubclass(MODELS[kind], RootModel)


def all_fields(fields: tuple[DescribedField, ...]) -> Iterator[DescribedField]:
    """The fields and those inside them, in the order of reading."""
    for field in fields:
        yield field
        yield from all_fields(field.fields)


def _describe_model(model: type[BaseModel], *, above: str = "") -> Iterator[DescribedField]:
    says = descriptions_of(model)
    found = [
        _describe(name, info, says=says.get(name, ""), above=above)
        for name, info in fields_of(model).items()
    ]
    inner = {_without_path(field.fields) for field in found}
    if len(found) > 1 and len(inner) == 1 and found[0].fields:
        # The sides of one section hold the same: they are described once, beside the sides.
        first = found[0]
        yield from (replace(field, fields=()) for field in found)
        yield from (_moved(field, old=f"{first.path}.", new=above) for field in first.fields)
        return
    yield from found


def _without_path(fields: tuple[DescribedField, ...]) -> tuple[DescribedField, ...]:
    return tuple(replace(each, path="", fields=_without_path(each.fields)) for each in fields)


def _moved(field: DescribedField, *, old: str, new: str) -> DescribedField:
    return replace(
        field,
        path=new + field.path.removeprefix(old),
        fields=tuple(_moved(each, old=old, new=new) for each in field.fields),
    )


def _describe(name: str, info: FieldInfo, *, says: str, above: str) -> DescribedField:
    path = f"{above}{name}"
    bare, _ = parts_of(declared(info))
    origin, arguments = get_origin(bare), get_args(bare)
    many: Many = "one"
    value, names = declared(info), None
    if origin is tuple:
        many, value = "list", arguments[0]
    elif origin is dict:
        many, value, names = "named", arguments[1], _takes(arguments[0])
    group, _ = parts_of(value)
    has_fields = isinstance(group, type) and issubclass(group, BaseModel)
    return DescribedField(
        name=name,
        path=path,
        says=says,
        required=info.is_required(),
        default=_default(info),
        many=many,
        takes=_takes(value),
        names=names,
        also=_in_short(declared(info)),
        each_also=_in_short(value) if many == "list" else None,
        fields=tuple(_describe_model(group, above=f"{path}.")) if has_fields else (),
    )


def _takes(annotation: Any) -> Takes:  # noqa: ANN401 - any annotation
    _, metadata = parts_of(annotation)
    return Takes(
        wanted=next((each for each in metadata if isinstance(each, Wanted)), None),
        refers=next((each for each in metadata if isinstance(each, Refers)), None),
        words=allowed_words(annotation),
    )


def _in_short(annotation: Any) -> Takes | None:  # noqa: ANN401 - any annotation
    short = short_form(annotation)
    return None if short is None else _takes(short)


def _default(info: FieldInfo) -> str | None:
    value = info.get_default(call_default_factory=True, validated_data={})
    if isinstance(value, tuple) and value and isinstance(value[0], Since):
        value = next(each for name, each in value[0] if name != "since")
    if value is PydanticUndefined or value is None or value is False:
        return None
    return str(value) if isinstance(value, str | int) else None
