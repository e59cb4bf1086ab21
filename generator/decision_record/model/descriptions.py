"""The description of each field of a model: the text below its declaration.

The texts are read from the source where a schema, a message or the field reference wants them.
pydantic can do it too (`use_attribute_docstrings`), but does it for every model that is imported,
which takes a third of the time that all models take.
"""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema


@cache
def descriptions_of(model: type[BaseModel]) -> Mapping[str, str]:
    """The texts of a model's fields, also of those that it inherits, by their names in a file."""
    texts: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if each is not BaseModel and issubclass(each, BaseModel):
            texts |= _texts_in(each.__module__).get(each.__qualname__, {})
    return {
        info.alias or name: texts[name]
        for name, info in model.model_fields.items()
        if name in texts
    }


@cache
def _texts_in(module: str) -> Mapping[str, Mapping[str, str]]:
    """The texts of all fields that the classes of a module declare, by the class's name."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    classes = (each for each in tree.body if isinstance(each, ast.ClassDef))
    return {each.name: dict(_texts_of(each)) for each in classes}


def _texts_of(declared: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, text in zip(declared.body, declared.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
            and isinstance(text.value.value, str)
        ):
            yield field.target.id, inspect.cleandoc(text.value.value)


class DescribedSchema(GenerateJsonSchema):
    """pydantic's way to a JSON Schema, with what each field says about itself."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """The schema of a model and its fields."""
        made = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        properties: dict[str, dict[str, Any]] = made.get("properties", {})
        for name, text in descriptions_of(model).items():
            properties[name]["description"] = text
        return made
