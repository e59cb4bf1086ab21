"""The types of single values, each with its conversion from text (records.md §1).

Every scalar of a record arrives as text. A field that is a day, a number or a truth value says so
with one of the types below; each converts by a full match and refuses everything else with an
error that shows what is wanted. References are in `refs.py`, ids of items in `item_ids.py`. This
module knows no section and no file.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, PlainValidator, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

MOST_OF_IDENTITY = 100
"""Characters that an identity may have: files and addresses are made of it."""

IDENTITY = rf"(?!index\.html$)(?=.{{1,{MOST_OF_IDENTITY}}}$)[a-z0-9]+([._-][a-z0-9]+)*"
"""The form of the identity of a person, account, series, pod, area, segment, category or theme.

It becomes a folder of the site, beside the `index.html` of the page that lists its kind.
"""

is_identity = re.compile(IDENTITY).fullmatch


def identity_form(refused: object) -> str:
    """What an identity is made of, in words for whoever wrote one that is refused."""
    form = "lower-case letters and digits, joined by `-`, `.` or `_`"
    if refused == "index.html":
        return f"{form}, but not `index.html`, which is the file of a page"
    too_long = isinstance(refused, str) and len(refused) > MOST_OF_IDENTITY
    return f"{form}, at most {MOST_OF_IDENTITY} of them" if too_long else form


WRONG_VALUE = "wrong_value"
"""Error type of a value of the wrong type; its context says what is `wanted`, with an `example`."""
WRONG_ID = "wrong_id"
"""Error type of an identity or an item's id of the wrong form."""
NEITHER_OF = "neither_of"
"""Error type of a row that lacks all of several `fields`, of which it needs one."""
BOTH_OF = "both_of"
"""Error type of a row that has all of several `fields`, of which it may have one."""


class Shape(BaseModel):
    """A group of named values in a file. Frozen; a name that it does not declare is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Says what a field takes, in the words of whoever writes it, with an example."""

    words: str
    example: str

    def refusal(self) -> PydanticCustomError:
        """The error for a value that is none of these."""
        return PydanticCustomError(
            WRONG_VALUE, "{wanted} is wanted", {"wanted": self.words, "example": self.example}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar(Wanted):
    """A type of values, as the marker of an annotation: validates them, and writes their schema.

    The whole text matches the pattern, and means something, or the value is refused.
    """

    pattern: str
    convert: Callable[[str], Any] = str
    json_type: str | None = None
    """The type that the value may have in an editor; to us every value is text."""
    description: str | None = None
    """What the schema says about it, where its type is not text alone."""
    format: str | None = None
    """The format of JSON Schema that the text has."""

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        """Validate by the one conversion."""
        matches = re.compile(self.pattern, re.ASCII).fullmatch

        def from_text(value: object) -> Any:  # noqa: ANN401 - pydantic takes what the field declares
            if not isinstance(value, str) or not matches(value):
                raise self.refusal()
            try:
                return self.convert(value)
            except (ValueError, ZoneInfoNotFoundError, OSError):
                raise self.refusal() from None

        return core_schema.no_info_plain_validator_function(from_text)

    def __get_pydantic_json_schema__(self, _schema: object, _handler: object) -> dict[str, Any]:
        """Describe the text, and what an editor may take it for."""
        text = {"type": "string", "pattern": f"^{self.pattern}$"}
        if self.json_type:
            return {"anyOf": [text, {"type": self.json_type}], "description": self.description}
        return {**text, "format": self.format} if self.format else text


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityForm(Scalar):
    """The form of an identity: what has another one is refused as an id, not as a value."""

    def refusal(self) -> PydanticCustomError:
        """The error for a text that cannot be an identity."""
        return PydanticCustomError(
            WRONG_ID, "lower-case letters and digits are wanted", {"example": self.example}
        )


_TEXT = Wanted(words="text", example="a few words")


def to_text(value: object) -> str:
    """Convert free text or a name: anything but blanks, without those around it."""
    if not isinstance(value, str) or not value.strip():
        raise _TEXT.refusal()
    return value.strip()


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


_DAY = r"\d{4}-\d{2}-\d{2}"
_NUMBER = r"\d{1,15}(\.\d{1,15})?"

Text = Annotated[
    str,
    PlainValidator(to_text),
    WithJsonSchema({"type": ["string", "number", "boolean"], "description": "Text."}),
    _TEXT,
]
"""Free text: inline Markdown, shown with raw HTML as text."""

A_DAY = Scalar(
    words="a day, written YYYY-MM-DD",
    example="2026-05-05",
    pattern=_DAY,
    convert=date.fromisoformat,
    format="date",
)
Day = Annotated[date, A_DAY]
"""A day of the calendar."""


def not_before(day: date | None, start: object, *, name: str) -> date | None:
    """Refuse a last day that is before the first; `name` is the field of the first."""
    if day is not None and isinstance(start, date) and day < start:
        later = Wanted(words=f"`{name}` ({start}) or a day after it", example=start.isoformat())
        raise later.refusal()
    return day


A_MOMENT = Scalar(
    words="a day and a time, written YYYY-MM-DDTHH:MM",
    example="2026-04-26T09:00",
    pattern=_DAY + r"T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?",
    convert=datetime.fromisoformat,
)
Moment = Annotated[datetime, A_MOMENT]
"""A day and a time, in the organisation's time zone where no offset is written."""

A_CLOCK = Scalar(
    words="a time of day, written HH:MM",
    example='"10:00"',
    pattern=r"([01]\d|2[0-3]):[0-5]\d",
)
Clock = Annotated[str, A_CLOCK]
"""A time of day, in the organisation's time zone."""

A_WHOLE = Scalar(
    words="a whole number, written in digits",
    example="45",
    pattern=r"\d{1,15}",
    convert=int,
    json_type="integer",
    description="A whole number.",
)
Whole = Annotated[int, A_WHOLE]
"""A whole number, zero or more."""

A_NUMBER = Scalar(
    words="a number, written in digits",
    example="215000",
    pattern=_NUMBER,
    convert=_number,
    json_type="number",
    description="A number, zero or more.",
)
Number = Annotated[float, A_NUMBER]
"""A number, zero or more, with a decimal point where it needs one."""

A_MONEY = Scalar(
    words="an amount: a whole number, or one with two decimals, in digits",
    example="215000",
    pattern=r"(\d{1,15}|\d{1,13}\.\d{2})",
    convert=_number,
    json_type="number",
    description="An amount of money, zero or more.",
)
Money = Annotated[float, A_MONEY]
"""An amount in the organisation's currency: a whole number, or one with exactly two decimals."""

A_SIGNED = Scalar(
    words="a number, written in digits",
    example="2.5",
    pattern=r"-?" + _NUMBER,
    convert=_number,
    json_type="number",
    description="A number, which may be below zero.",
)
SignedNumber = Annotated[float, A_SIGNED]
"""A number that may be below zero."""

A_SCORE = Scalar(
    words="an NPS score, which is a whole number from 0 to 10",
    example="3",
    pattern=r"(10|[0-9])",
    convert=int,
    json_type="integer",
    description="An NPS score, 0 to 10.",
)
Score = Annotated[int, A_SCORE]
"""What one customer answered to the question of the Net Promoter Score, 0 to 10."""

A_CURRENCY = Scalar(
    words="the three capital letters of a currency", example="EUR", pattern=r"[A-Z]{3}"
)
Currency = Annotated[str, A_CURRENCY]
"""A currency by its code in ISO 4217."""

A_MONTH = Scalar(
    words="a month, as a number from 1 to 12",
    example="4",
    pattern=r"([1-9]|1[0-2])",
    convert=int,
    json_type="integer",
    description="A month, 1 to 12.",
)
Month = Annotated[int, A_MONTH]
"""A month of the year, 1 to 12."""

A_ZONE = Scalar(
    words="a time zone of the tz database",
    example="Europe/London",
    pattern=r"[A-Za-z0-9_+/-]+",
    convert=lambda name: ZoneInfo(name).key,
)
Zone = Annotated[str, A_ZONE]
"""The name of a time zone."""

A_TRUTH = Scalar(
    words="`true` or `false`",
    example="true",
    pattern="(true|false)",
    convert="true".__eq__,
    json_type="boolean",
    description="True or false.",
)
Truth = Annotated[bool, A_TRUTH]
"""`true` or `false`, and nothing else."""

Identity = Annotated[
    str,
    IdentityForm(
        words="a name of lower-case letters and digits", example="ashgrove-rail", pattern=IDENTITY
    ),
]
"""A name that other files use: lower-case letters and digits, joined by `.`, `_` or `-`."""

A_RECORD_NAME = Scalar(
    words="a former name of the file, which begins with its date",
    example="2026-03-03-tier-1",
    pattern=rf"{_DAY}-{IDENTITY}",
)
RecordName = Annotated[str, A_RECORD_NAME]
"""The identity of a meeting or an update; its address cannot be that of another page."""
