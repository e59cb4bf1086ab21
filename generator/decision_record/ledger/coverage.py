"""Taxonomy coverage: how much of the feedback was categorised, each time that a tier 3 counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.model.records import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedCoverage:
    """One time that it was counted."""

    record: str
    day: date
    categorised: int
    """Pieces of feedback with a category."""
    total: int
    """All pieces of feedback, one at least."""

    @property
    def share(self) -> float:
        """The categorised part, 0 to 1 where the counts are sound."""
        return self.categorised / self.total


def replay_coverage(entries: Sequence[Entry]) -> tuple[CountedCoverage, ...]:
    """Every count that has both its numbers, oldest first; none where the total is 0."""
    return tuple(
        CountedCoverage(
            record=entry.id,
            day=entry.date,
            categorised=counted.categorised,
            total=counted.total,
        )
        for entry in entries
        if entry.meeting
        and (counted := entry.meeting.taxonomy_coverage)
        and counted.categorised is not None
        and counted.total
    )
