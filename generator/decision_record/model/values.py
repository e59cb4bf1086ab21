"""What a single value may be, and its one conversion from text (records.md §1).

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
from pydantic_core import PydanticCustomError

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

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Says what a field takes, in the words of whoever writes it, with an example."""

    words: str
    example: str


def _refuse(wanted: Wanted) -> PydanticCustomError:
    return PydanticCustomError(
        WRONG_VALUE, "{wanted} is wanted", {"wanted": wanted.words, "example": wanted.example}
    )


def _converter(pattern: str, convert: Callable[[str], Any], wanted: Wanted) -> Callable[[Any], Any]:
    """One conversion: the whole text matches, and means something, or the value is refused."""
    matches = re.compile(pattern, re.ASCII).fullmatch

    def from_text(value: object) -> Any:  # noqa: ANN401 - pydantic takes what the field declares
        if not isinstance(value, str) or not matches(value):
            raise _refuse(wanted)
        try:
            return convert(value)
        except (ValueError, ZoneInfoNotFoundError, OSError):
            raise _refuse(wanted) from None

    return from_text


_TEXT = Wanted(words="text", example="a few words")


def to_text(value: object) -> str:
    """Convert free text or a name: anything but blanks, without those around it."""
    if not isinstance(value, str) or not value.strip():
        raise _refuse(_TEXT)
    return value.strip()


def _identity(value: object) -> str:
    if not isinstance(value, str) or not is_identity(value):
        raise PydanticCustomError(
            WRONG_ID, "lower-case letters and digits are wanted", {"example": "ashgrove-rail"}
        )
    return value


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def _scalar_schema(pattern: str, kind: str, description: str) -> WithJsonSchema:
    """The schema of a value that is text to us and may be typed to an editor that checks it."""
    return WithJsonSchema(
        {
            "anyOf": [{"type": "string", "pattern": f"^{pattern}$"}, {"type": kind}],
            "description": description,
        }
    )


_DAY = r"\d{4}-\d{2}-\d{2}"
_MOMENT = _DAY + r"T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
_MONTH = r"([1-9]|1[0-2])"
_SCORE = r"(10|[0-9])"
_CURRENCY = r"[A-Z]{3}"
_WHOLE = r"\d{1,15}"
_NUMBER = r"\d{1,15}(\.\d{1,15})?"
_MONEY = r"(\d{1,15}|\d{1,13}\.\d{2})"
_SIGNED = r"-?" + _NUMBER

Text = Annotated[
    str,
    PlainValidator(to_text),
    WithJsonSchema({"type": ["string", "number", "boolean"], "description": "Text."}),
    _TEXT,
]
"""Free text: inline Markdown, shown with raw HTML as text."""

A_DAY = Wanted(words="a day, written YYYY-MM-DD", example="2026-05-05")
Day = Annotated[
    date,
    PlainValidator(_converter(_DAY, date.fromisoformat, A_DAY)),
    WithJsonSchema({"type": "string", "pattern": f"^{_DAY}$", "format": "date"}),
    A_DAY,
]
"""A day of the calendar."""


def not_before(day: date | None, start: object, *, name: str) -> date | None:
    """Refuse a last day that is before the first; `name` is the field of the first."""
    if day is not None and isinstance(start, date) and day < start:
        raise PydanticCustomError(
            WRONG_VALUE,
            "{wanted} is wanted",
            {"wanted": f"`{name}` ({start}) or a day after it", "example": start.isoformat()},
        )
    return day


A_MOMENT = Wanted(words="a day and a time, written YYYY-MM-DDTHH:MM", example="2026-04-26T09:00")
Moment = Annotated[
    datetime,
    PlainValidator(_converter(_MOMENT, datetime.fromisoformat, A_MOMENT)),
    WithJsonSchema({"type": "string", "pattern": f"^{_MOMENT}$"}),
    A_MOMENT,
]
"""A day and a time, in the organisation's time zone where no offset is written."""

A_CLOCK = Wanted(words="a time of day, written HH:MM", example='"10:00"')
Clock = Annotated[
    str,
    PlainValidator(_converter(_CLOCK, str, A_CLOCK)),
    WithJsonSchema({"type": "string", "pattern": f"^{_CLOCK}$"}),
    A_CLOCK,
]
"""A time of day, in the organisation's time zone."""

A_WHOLE = Wanted(words="a whole number, written in digits", example="45")
Whole = Annotated[
    int,
    PlainValidator(_converter(_WHOLE, int, A_WHOLE)),
    _scalar_schema(_WHOLE, "integer", "A whole number."),
    A_WHOLE,
]
"""A whole number, zero or more."""

A_NUMBER = Wanted(words="a number, written in digits", example="215000")
Number = Annotated[
    float,
    PlainValidator(_converter(_NUMBER, _number, A_NUMBER)),
    _scalar_schema(_NUMBER, "number", "A number, zero or more."),
    A_NUMBER,
]
"""A number, zero or more, with a decimal point where it needs one."""

A_MONEY = Wanted(
    words="an amount: a whole number, or one with two decimals, in digits", example="215000"
)
Money = Annotated[
    float,
    PlainValidator(_converter(_MONEY, _number, A_MONEY)),
    _scalar_schema(_MONEY, "number", "An amount of money, zero or more."),
    A_MONEY,
]
"""An amount in the organisation's currency: a whole number, or one with exactly two decimals."""

A_SIGNED = Wanted(words="a number, written in digits", example="2.5")
SignedNumber = Annotated[
    float,
    PlainValidator(_converter(_SIGNED, _number, A_SIGNED)),
    _scalar_schema(_SIGNED, "number", "A number, which may be below zero."),
    A_SIGNED,
]
"""A number that may be below zero."""

A_SCORE = Wanted(words="an NPS score, which is a whole number from 0 to 10", example="3")
Score = Annotated[
    int,
    PlainValidator(_converter(_SCORE, int, A_SCORE)),
    _scalar_schema(_SCORE, "integer", "An NPS score, 0 to 10."),
    A_SCORE,
]
"""What one customer answered to the question of the Net Promoter Score, 0 to 10."""

A_CURRENCY = Wanted(words="the three capital letters of a currency", example="EUR")
Currency = Annotated[
    str,
    PlainValidator(_converter(_CURRENCY, str, A_CURRENCY)),
    WithJsonSchema({"type": "string", "pattern": f"^{_CURRENCY}$"}),
    A_CURRENCY,
]
"""A currency by its code in ISO 4217."""

A_MONTH = Wanted(words="a month, as a number from 1 to 12", example="4")
Month = Annotated[
    int,
    PlainValidator(_converter(_MONTH, int, A_MONTH)),
    _scalar_schema(_MONTH, "integer", "A month, 1 to 12."),
    A_MONTH,
]
"""A month of the year, 1 to 12."""

A_ZONE = Wanted(words="a time zone of the tz database", example="Europe/London")
Zone = Annotated[
    str,
    PlainValidator(_converter(r"[A-Za-z0-9_+/-]+", lambda name: ZoneInfo(name).key, A_ZONE)),
    WithJsonSchema({"type": "string", "pattern": "^[A-Za-z0-9_+/-]+$"}),
    A_ZONE,
]
"""The name of a time zone."""

A_TRUTH = Wanted(words="`true` or `false`", example="true")
Truth = Annotated[
    bool,
    PlainValidator(_converter("true|false", "true".__eq__, A_TRUTH)),
    _scalar_schema("(true|false)", "boolean", "True or false."),
    A_TRUTH,
]
"""`true` or `false`, and nothing else."""

Identity = Annotated[
    str,
    PlainValidator(_identity),
    WithJsonSchema({"type": "string", "pattern": f"^{IDENTITY}$"}),
    Wanted(words="a name of lower-case letters and digits", example="ashgrove-rail"),
]
"""A name that other files use: lower-case letters and digits, joined by `.`, `_` or `-`."""

A_RECORD_NAME = Wanted(
    words="a former name of the file, which begins with its date", example="2026-03-03-tier-1"
)
RecordName = Annotated[
    str,
    PlainValidator(_converter(rf"{_DAY}-{IDENTITY}", str, A_RECORD_NAME)),
    WithJsonSchema({"type": "string", "pattern": rf"^{_DAY}-{IDENTITY}$"}),
    A_RECORD_NAME,
]
"""The identity of a meeting or an update; its address cannot be that of another page."""
