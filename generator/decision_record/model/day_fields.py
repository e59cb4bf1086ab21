"""Every day that a file holds, each with its path, whatever fields there are."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from pydantic import BaseModel, RootModel

from decision_record.diagnostics import DocumentPath


def find_days(model: BaseModel) -> Iterator[tuple[DocumentPath, date]]:
    """The days of a file, in the order of its model; of a moment its day."""
    yield from _walk(model, ())


def _walk(value: object, path: DocumentPath) -> Iterator[tuple[DocumentPath, date]]:
    if isinstance(value, date):
        yield path, value.date() if isinstance(value, datetime) else value
    elif isinstance(value, RootModel):
        yield from _walk(value.root, path)
    elif isinstance(value, BaseModel):
        fields = type(value).model_fields
        for name, each in vars(value).items():
            if isinstance(each, date | BaseModel | tuple | dict):
                yield from _walk(each, (*path, fields[name].alias or name))
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _walk(each, (*path, index))
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _walk(each, (*path, str(name)))
