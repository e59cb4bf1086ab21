"""What to write in place of a value that its field refuses, in a line to paste (DR103, DR104).

The meaning of a single value is found in `meant`; here it becomes a sentence, help and, where it
is certain, a fix. This module knows no section by name.
"""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.diagnostics import DocumentPath, Fix, Place, Pointer, Problem, Underlined
from decision_record.model import values
from decision_record.model.meant import Meaning
from decision_record.model.meant.currencies import currency_meant
from decision_record.model.meant.days import clock_meant, day_meant, moment_meant
from decision_record.model.meant.lists import items_meant, words_meant
from decision_record.model.meant.numbers import money_meant, number_meant
from decision_record.model.meant.words import word_meant
from decision_record.source.read import Data
from decision_record.source.write import write_inline, write_section

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})-[^/]*$")
_HAPPENED = frozenset(
    {"date", "on", "raised", "acknowledged", "answered", "resolved", "sent", "since", "briefed"}
)
"""Fields that say when something happened: a day without a year is before the record's."""
_SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A value that its field does not take."""

    at: Pointer
    value: object
    field: str
    """The name that belongs in front of the value; empty for an item of a list."""
    required: bool
    """Whether the row is of no use without the field."""
    is_item: Callable[[str], bool] | None = None
    """Whether a text can be an item of the list that the field takes, where only some can."""

    @property
    def says_nothing(self) -> bool:
        """Whether the value is a text that says that there is nothing to write."""
        return isinstance(self.value, str) and self.value.lower().strip(" .") in _NOTHING

    @property
    def near(self) -> date | None:
        """The day of the record, by the name of its file; None at the ends of the calendar."""
        found = _DATED.search(self.at.file)
        try:
            day = date.fromisoformat(found[1]) if found else None
        except ValueError:
            return None
        # From it others are counted, and those would be no days.
        return day if day and date.min.year < day.year < date.max.year else None

    def line(self, value: str) -> str:
        """The field with another value."""
        return f"{self.field}: {value}" if self.field else value


def named(path: DocumentPath) -> str:
    """The field that a path leads to, as a person names it: `owner`, or a row of `decisions`."""
    if not path:
        return "the file"
    last = path[-1]
    if isinstance(last, str):
        return quoted(last)
    inside = next((each for each in reversed(path) if isinstance(each, str)), "")
    return f"row {last + 1} of `{inside}`"


def quoted(value: object) -> str:
    """What is written there, short enough for one line."""
    if isinstance(value, str):
        line = " ".join(value.split())
        short = line if len(line) <= 40 else line[:39] + "…"  # noqa: PLR2004 - of a line
        return f"`{short}`" if short else "nothing"
    return "a list" if isinstance(value, list) else "names with values"


def refuse_type(refusal: Refusal, *, wanted: str, example: str) -> Problem:
    """Say that a value is of the wrong kind, and what was most probably meant.

    Args:
        refusal: The value.
        wanted: What the field takes, in words.
        example: Such a value.
    """
    if wanted in ("a list", "names with values") and refusal.says_nothing:
        return _nothing_written(refusal, wanted=wanted, example=example)
    if wanted == "a list":
        return _not_a_list(refusal, example=example)
    if not isinstance(refusal.value, str):
        return _no_single_value(refusal, wanted=wanted, example=example)
    meaning = _meaning(refusal, wanted=wanted, example=example)
    if meaning is None:
        if wanted == values.A_DAY.words and refusal.near:
            example = (refusal.near + _SOON).isoformat()
        advice = f"write it as in `{refusal.line(example)}`"
        return _problem(refusal, wanted=wanted, advice=advice)
    if not meaning.values:
        return _not_known_yet(refusal, wanted=wanted)
    return _meant(refusal, meaning, wanted=wanted)


def _nothing_written(refusal: Refusal, *, wanted: str, example: str) -> Problem:
    """Say of a word for nothing that what it was written for can be left out; but no whole file."""
    if not refusal.at.path:
        advice = f"write what it is about, as in `{example}`, or delete the file"
        return _problem(refusal, wanted=wanted, advice=advice)
    left_out = f"`{refusal.field}`" if refusal.field else "this row"
    return _problem(refusal, wanted=wanted, advice=f"leave {left_out} out", suggestion="")


_NOTHING = frozenset({"none", "no", "n/a", "na", "-", "nothing", "tbd", "tba", "tbc", "open"})


def refuse_word(refusal: Refusal, *, words: Sequence[str]) -> Problem:
    """Say that a value is none of the words that its field takes, and which was meant."""
    listed = ", ".join(f"`{word}`" for word in words)
    message = f"{named(refusal.at.path)} cannot be {quoted(refusal.value)}"
    text = refusal.value if isinstance(refusal.value, str) else ""
    meaning = word_meant(text, words)
    if meaning and meaning.certain:
        (word,) = meaning.values
        return Problem(
            code="DR104",
            message=message,
            help=f"write `{refusal.line(word)}`",
            at=refusal.at,
            fix=Fix(title=f"write `{word}`", replacement=word),
            suggestion=word,
        )
    near = meaning.values if meaning else difflib.get_close_matches(text.lower(), words, n=1)
    guess = f"did you mean `{near[0]}`? " if near else ""
    return Problem(
        code="DR104",
        message=message,
        help=f"{guess}It is one of {listed}",
        at=refusal.at,
        suggestion=near[0] if near else None,
    )


def _meaning(refusal: Refusal, *, wanted: str, example: str) -> Meaning | None:
    text = str(refusal.value)
    past = refusal.field in _HAPPENED
    if wanted == values.A_DAY.words:
        return day_meant(text, near=refusal.near, past=past)
    if wanted == values.A_MOMENT.words:
        return moment_meant(text, near=refusal.near)
    if wanted == values.A_CLOCK.words:
        clock = clock_meant(text)
        return Meaning(values=(f'"{clock}"',), certain=True) if clock else None
    if wanted == values.A_TRUTH.words:
        return word_meant(text, ("true", "false"))
    if wanted == values.A_CURRENCY.words:
        return currency_meant(text)
    return _number_meant(text, wanted=wanted, example=example)


def _number_meant(text: str, *, wanted: str, example: str) -> Meaning | None:
    if wanted == values.A_WHOLE.words:
        return number_meant(text, whole=True)
    if wanted == values.A_SCORE.words:
        meaning = number_meant(text, whole=True)
        return meaning if meaning and int(meaning.values[0]) <= _MOST_SCORE else None
    if wanted == values.A_MONEY.words:
        return money_meant(text)
    # A number has the same words whether or not it may be below zero, and another example.
    signed = example == values.A_SIGNED.example
    return (
        number_meant(text, whole=False, signed=signed) if wanted == values.A_NUMBER.words else None
    )


_MOST_SCORE = 10


def _meant(refusal: Refusal, meaning: Meaning, *, wanted: str) -> Problem:
    first, *others = (refusal.line(value) for value in meaning.values)
    advice = f"{meaning.advice}: `{first}`" if meaning.advice else f"write `{first}`"
    for other in others:
        advice += f", or `{other}`"
    value = meaning.values[0]
    return _problem(
        refusal,
        wanted=wanted,
        advice=advice,
        because=meaning.why,
        fix=Fix(title=f"write `{value}`", replacement=value) if meaning.certain else None,
        suggestion=value.strip('"'),
    )


def _not_known_yet(refusal: Refusal, *, wanted: str) -> Problem:
    if not refusal.required:
        advice = f"leave `{refusal.field}` out until it is known"
        return _problem(refusal, wanted=wanted, advice=advice, suggestion="")
    day = (refusal.near + _SOON).isoformat() if refusal.near else "2026-05-05"
    advice = f"write the day that you agree on, as in `{refusal.line(day)}`"
    return _problem(refusal, wanted=wanted, advice=advice)


def _not_a_list(refusal: Refusal, *, example: str) -> Problem:
    value = refusal.value
    if isinstance(value, Mapping):
        return dash_missing(refusal, {str(name): each for name, each in value.items()})
    items = items_meant(value) if isinstance(value, str) else ()
    if isinstance(value, str) and refusal.is_item and not all(map(refusal.is_item, items)):
        words = words_meant(value)
        items = words if all(map(refusal.is_item, words)) else items
    if not items:
        advice = f"write it as in `{refusal.line(example)}`"
        return _problem(refusal, wanted="a list", advice=advice)
    written = write_inline(list(items))
    return _problem(
        refusal,
        wanted="a list",
        advice=f"write `{refusal.line(written)}`",
        fix=Fix(title="write it as a list", replacement=written),
    )


def dash_missing(refusal: Refusal, row: dict[str, Data]) -> Problem:
    """Say that the one row of a list has no `-`; `source.dashes` puts it there."""
    section = write_section(refusal.field, [row])
    return _problem(
        refusal,
        wanted="a list",
        advice=f"begin each row with `-`:\n{section}",
    )


def _no_single_value(refusal: Refusal, *, wanted: str, example: str) -> Problem:
    """A list or names with values, where one value belongs."""
    value = refusal.value
    text: str | None = None
    if wanted == "text" and isinstance(value, list) and value and isinstance(value[0], str):
        text = value[0]
    elif wanted == "text" and isinstance(value, dict):
        parts = [f"{name}: {each}" for name, each in value.items() if isinstance(each, str)]
        text = ", ".join(parts) if len(parts) == len(value) else None
    line = refusal.line(write_inline(text) if text else example)
    return _problem(refusal, wanted=wanted, advice=f"write `{line}`")


def _problem(
    refusal: Refusal,
    *,
    wanted: str,
    advice: str,
    because: str = "",
    fix: Fix[Pointer | Place] | None = None,
    suggestion: str | None = None,
) -> Problem:
    at = refusal.at
    part = at.part if isinstance(refusal.value, str) else Underlined.ROW
    reason = because or f"should be {wanted}"
    return Problem(
        code="DR103",
        message=f"{named(at.path)} is {quoted(refusal.value)}, but {reason}",
        help=advice,
        at=Pointer(file=at.file, path=at.path, part=part),
        fix=fix,
        suggestion=suggestion,
    )
