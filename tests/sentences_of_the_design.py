"""What the design asks for, sentence by sentence, and whether each named place is there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from covering import made_exports, made_pages
from decision_record.checks.catalogue import RULES
from decision_record.cli import main
from decision_record.measures.catalogue import MEASURES
from decision_record.signals.catalogue import SIGNALS

REPOSITORY = Path(__file__).resolve().parents[1]
FILE = Path(__file__).with_suffix(".txt")
LATER = "later"
COMMAND = "decision-record:"
"""How a command begins among the places, where a space would part it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One sentence of the list."""

    number: int
    part: str
    """The heading that it is listed under."""
    sentence: str
    places: tuple[str, ...]
    """Where it is found; () where it comes later."""


@cache
def read_requirements() -> tuple[Requirement, ...]:
    """All of them, in the order of the file."""
    return tuple(_read(FILE.read_text(encoding="utf-8")))


def _read(text: str) -> Iterator[Requirement]:
    part = ""
    for line in text.splitlines():
        if line.startswith("## "):
            part = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            number, sentence, places = line.split(" | ")
            yield Requirement(
                number=int(number),
                part=part,
                sentence=sentence,
                places=() if places == LATER else tuple(places.split()),
            )


def missing_places() -> list[str]:
    """Each place that a requirement names and that does not exist, with its number."""
    there = _places()
    return [
        f"{each.number}: {place}"
        for each in read_requirements()
        for place in each.places
        if place not in there and not (place.startswith("./") and (REPOSITORY / place).exists())
    ]


def _places() -> frozenset[str]:
    """Everything that a requirement may be found in, but for files of the repository."""
    guide = REPOSITORY / "theme/guide"
    places = (
        *(rule.code for rule in RULES),
        *(rule.code for rule in SIGNALS),
        *(each.name for each in MEASURES),
        *(each.address for each in made_pages()),
        *made_exports(),
        *(f"/guide/{page.relative_to(guide).with_suffix('')}/" for page in guide.rglob("*.md")),
        *(f"{COMMAND}{name}" for name in main.commands),
    )
    return frozenset(places)


def rows_of_requirements() -> Iterator[tuple[str, ...]]:
    """A row for each: number, part, sentence, and where it is found."""
    for each in read_requirements():
        places = ", ".join(f"`{_show(place)}`" for place in each.places)
        yield str(each.number), each.part, each.sentence, places or LATER


def _show(place: str) -> str:
    return re.sub(rf"^(?:\./|{COMMAND})", lambda found: _BEGINS[found[0]], place)


_BEGINS = {"./": "", COMMAND: "decision-record "}
