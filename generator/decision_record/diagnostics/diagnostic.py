"""What is wrong with a record, as a value: code, message, place and help.

A stage that finds something wrong returns a `Problem`, which points into a file by path
(`decisions / 0 / owner`) because records are loaded without positions. Only what is reported is
located: `source.locate` turns the path into a `Span`, and a `Problem` becomes a `Diagnostic`.
This module knows nothing of YAML, rules or terminals.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

DocumentPath = tuple[str | int, ...]
"""Keys and indexes from the root of a document to a value: `("decisions", 0, "owner")`."""


class Severity(StrEnum):
    """Whether a diagnostic stops a pull request (`error`) or only tells (`warning`)."""

    ERROR = "error"
    WARNING = "warning"


class Underlined(StrEnum):
    """What is underlined at the end of a path."""

    VALUE = "value"
    """The value itself."""
    KEY = "key"
    """The name in front of the value, as for a field that is not known."""
    ROW = "row"
    """The first line of the value: for a row or a whole section."""
    SECTION = "section"
    """The name with all that is below it: for a fix that writes it again. What a fix writes there
    is indented as the name is, but for its first line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of text. Lines and columns are counted from 1, columns in characters.

    The end is exclusive: the column after the last character.
    """

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """A place named by path, which only `source.locate` turns into lines."""

    file: str
    path: DocumentPath = ()
    part: Underlined = Underlined.VALUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in lines and columns."""

    file: str
    span: Span
    redacted: bool = False
    """Whether the text at the place is personal, so that it is not shown."""


At_co = TypeVar("At_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedPlace(Generic[At_co]):
    """Another place that a message refers to, with what is there ("first written here")."""

    at: At_co
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(Generic[At_co]):
    """A stretch of a file, and the text that replaces it."""

    at: At_co
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix(Generic[At_co]):
    """A fix that is certain, as text to write."""

    title: str
    """What the fix does, as an instruction: "write `ostermark`"."""
    replacement: str
    """The text that replaces what is underlined, or what is at `at`."""
    at: At_co | None = None
    """What is replaced, where it is not what is underlined: a whole line, or another value."""
    others: tuple[Edit[At_co], ...] = ()
    """What else is replaced: a fix is written whole or not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What one rule found, pointing by path; a place is known already where text did not parse."""

    code: str
    message: str
    """One line, in the words of the person who writes the record; no full stop needed."""
    help: str
    """What to write instead; never empty."""
    at: Pointer | Place
    related: tuple[RelatedPlace[Pointer | Place], ...] = ()
    fix: Fix[Pointer | Place] | None = None
    severity: Severity | None = None
    """Where it differs from that of its rule."""
    suggestion: str | None = None
    """The value that was most probably meant, with which reading goes on; empty where the field is
    better left out. None where none is known."""

    def __post_init__(self) -> None:
        """A problem without help is a bug of the rule."""
        if not self.help.strip():
            raise ValueError(f"{self.code} offers no help")


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A located problem with its severity: what every renderer takes."""

    code: str
    severity: Severity
    message: str
    help: str
    place: Place
    url: str
    """The rule's page: an address below the site, or the whole one where the site's is known."""
    related: tuple[RelatedPlace[Place], ...] = ()
    fix: Fix[Place] | None = None
