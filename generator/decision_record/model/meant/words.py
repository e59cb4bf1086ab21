"""Words as people write them where a field takes one of a few: `completed`, `On track`, `yes`."""

import re
from collections.abc import Sequence

from decision_record.model.meant import Meaning

# The words of the fields, each with what people write for it. The first that a field takes counts.
_SYNONYMS: tuple[tuple[str, str], ...] = (
    ("in-meeting", "yes y true live during together at-once meeting at-the-meeting in-the-meeting"),
    ("after", "no n false afterwards later after-meeting after-the-meeting next-day"),
    ("open", "accepted taken noted pending ongoing in-progress wip todo to-do unanswered waiting"),
    ("done", "yes y x ok true complete completed finished closed resolved fixed"),
    ("rolled", "no n open pending ongoing in-progress wip not-done carried carried-over later"),
    ("rolled", "moved postponed delayed slipped todo to-do partly partially"),
    ("dropped", "cancelled canceled obsolete abandoned removed wontfix wont-do not-needed"),
    ("handed-over", "handed handover hand-over reassigned transferred delegated passed-on"),
    ("decided", "yes approved agreed accepted confirmed go ok done resolved"),
    ("deferred", "postponed later delayed parked pending open tbd undecided not-yet"),
    ("escalated", "raised up cpo cto"),
    ("answered", "yes done resolved closed solved settled"),
    ("on-track", "ok yes green good in-progress wip ongoing ontrack"),
    ("slipped", "late delayed postponed yellow amber red moved at-risk behind"),
    ("shipped", "done live released launched ga delivered complete completed deployed"),
    ("descoped", "cancelled canceled dropped removed cut"),
    ("call", "phone telephone phoned called zoom teams video video-call phone-call"),
    ("email", "mail e-mail mailed emailed newsletter"),
    ("meeting", "in-person onsite on-site visit face-to-face met"),
    ("declined", "no rejected refused wontfix wont-do never"),
    ("not-now", "later not-yet no postponed"),
    ("planned", "yes accepted scheduled roadmap committed"),
    ("exploring", "maybe investigating looking research tbd"),
    ("committed", "yes certain firm promised sure"),
    ("expected", "likely probable probably maybe"),
    ("true", "yes y on 1 x"),
    ("false", "no n off 0"),
    ("higher", "up more increase increasing"),
    ("lower", "down less fewer decrease decreasing"),
)


def word_meant(text: str, words: Sequence[str]) -> Meaning | None:
    """Which of the words was meant; None where none is near.

    Certain where only capitals, spaces or punctuation differ.
    """
    written = _as_word(text)
    if written in words:
        return Meaning(values=(written,), certain=True)
    for word, synonyms in _SYNONYMS:
        if word in words and written in synonyms.split():
            return Meaning(values=(word,))
    return None


def _as_word(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
