"""Changes to how CS and Product work together, each with its newest state.

A row has no id. One with the same words as an earlier one continues it: the owner, the due date
and the status that it names count from then on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.model.records import Entry
from decision_record.model.rituals import ProcessChange, ProcessStatus

_ENDED = frozenset[ProcessStatus]({"done", "dropped"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedChange:
    """A process change with what its records say about it."""

    what: str
    owner: str | None
    due: date | None
    status: ProcessStatus | None
    """As written last; None where no record says."""
    said: tuple[str, ...]
    """Every record that lists it, oldest first."""
    day: date
    """The date of the newest of them."""

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor dropped."""
        return self.status not in _ENDED


def replay_process_changes(entries: Sequence[Entry]) -> tuple[TrackedChange, ...]:
    """Every process change, in the order in which they were first listed."""
    changes: dict[str, TrackedChange] = {}
    for entry in entries:
        for row in entry.meeting.process_changes if entry.meeting else ():
            if row.what:
                key = key_of_change(row.what)
                changes[key] = _go_on(changes.get(key), row, what=row.what, entry=entry)
    return tuple(changes.values())


def key_of_change(what: str) -> str:
    """What the same words have in common: neither case nor white space makes another change."""
    return " ".join(what.split()).casefold()


def _go_on(
    before: TrackedChange | None, row: ProcessChange, *, what: str, entry: Entry
) -> TrackedChange:
    return TrackedChange(
        what=what,
        owner=row.owner or (before.owner if before else None),
        due=row.due or (before.due if before else None),
        status=row.status or (before.status if before else None),
        said=tuple(dict.fromkeys((*(before.said if before else ()), entry.id))),
        day=entry.date,
    )
