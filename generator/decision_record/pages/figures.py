"""The few numbers that open a page, each leading to what it counts."""

from dataclasses import dataclass

from decision_record.pages.words import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that opens a page."""

    number: str
    label: str
    note: str | None
    address: str
    tone: Tone
