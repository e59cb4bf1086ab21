"""Names of fields as people write them: `Owner`, `decision`, `deadline`, `answer by`."""

import difflib
import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

_SYNONYMS: tuple[tuple[str, str], ...] = (
    ("actions", "todo todos to_do action_items next_steps tasks follow_ups followups"),
    ("escalations", "issues problems blockers"),
    ("decisions", "decided outcomes agreements conclusions"),
    ("attendees", "participants present attendance people who_was_there members"),
    ("notes", "note comment comments remarks summary minutes_text agenda next_meeting next"),
    ("review", "open_actions last_actions previous_actions action_review"),
    ("minutes", "duration length time"),
    ("timekeeper", "time_keeper scribe"),
    ("account", "customer client company accounts"),
    ("owner", "who assignee assigned_to responsible person lead by"),
    ("due", "deadline by when until due_date date"),
    ("what", "title text task summary description decision action item"),
    ("issue", "problem description what summary"),
    ("request", "what ask issue need"),
    ("ask", "question what"),
    ("because", "reason why rationale"),
    ("by", "author from written_by"),
    ("on", "date when"),
    ("target", "date eta due target_date"),
    ("answer_by", "due deadline needed_by by"),
    ("item", "question briefing escalation request ref"),
    ("action", "item ref what"),
    ("commitment", "decision item ref"),
    ("answer", "response reply"),
    ("response", "answer reply"),
    ("arr", "impact value amount revenue"),
    ("outcome", "status state result"),
    ("status", "outcome state"),
    ("note", "notes comment comments remark"),
    ("tried", "workaround attempted"),
    ("metric", "name id"),
    ("say", "message tell wording"),
    ("trigger", "cause"),
)


class NameMeant(NamedTuple):
    """A known name, and whether nothing but its spelling was meant otherwise."""

    name: str
    certain: bool


def name_meant(
    written: str, known: Sequence[str], *, taken: Collection[str] = ()
) -> NameMeant | None:
    """Which name of a row or section was meant; None where none is near.

    Args:
        written: The name that is not known.
        known: The names that are.
        taken: Those that the row has already.
    """
    plainly = name_plainly_meant(written, known, taken=taken)
    if plainly is not None:
        return NameMeant(plainly, certain=True)
    near = _guess(_as_name(written), tuple(name for name in known if name not in taken))
    return NameMeant(near, certain=False) if near else None


def name_plainly_meant(
    written: str, known: Sequence[str], *, taken: Collection[str] = ()
) -> str | None:
    """The name that differs from what is written in capitals, signs or its plural alone."""
    plain = _as_name(written)
    for name in known:
        if name not in taken and plain in (name, name.removesuffix("s"), f"{name}s"):
            return name
    return None


@lru_cache(maxsize=4096)
def _guess(plain: str, free: tuple[str, ...]) -> str | None:
    for name, synonyms in _SYNONYMS:
        if name in free and plain in synonyms.split():
            return name
    near = difflib.get_close_matches(plain, free, n=1, cutoff=0.6)
    return near[0] if near else None


def _as_name(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
