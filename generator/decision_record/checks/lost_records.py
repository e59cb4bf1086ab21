"""Which meetings and updates could not be read, and on which days they were.

A rule is silent about what such a record may say. Rules ask this for very many items, so the days
are sorted once for each set of sections that matters to one.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from decision_record.ledger.grouping import group
from decision_record.model.meeting_names import split_number
from decision_record.model.records import FileKind, Unread

REPLAYED_SECTIONS = frozenset(
    {
        "actions",
        "briefings",
        "decisions",
        "escalations",
        "loops",
        "questions",
        "requests",
        "review",
        "roadmap",
        "shipped",
        "updates",
    }
)
"""The sections of a record that change the state of something (records.md §5)."""

_DATE = len("2026-03-31")
"""How much of a record's name is its date."""
_ALL = "meetings of every series"
_UPDATES = "updates"

_Days = Mapping[str, tuple[date, ...]]
"""Days in order: of all meetings, of all updates, and after a dash of the meetings of a series."""


@dataclass(frozen=True, slots=True)
class LostRecords:
    """The meetings and updates that could not be read, or not in full."""

    unread: Unread
    _known: dict[frozenset[str], _Days] = field(default_factory=dict)

    def between(
        self,
        since: date,
        until: date,
        *,
        series: str | None = None,
        sections: Collection[str] = REPLAYED_SECTIONS,
    ) -> bool:
        """Whether any is of these days; of the meetings those of one series, where it is named.

        Args:
            since: The first day.
            until: The last day.
            series: Whose meetings count; updates may be of any.
            sections: Of a record that could be read in part, the sections that matter.
        """
        days = self._days(sections)
        meetings = days.get(_ALL if series is None else f"-{series}", ())
        return any(_has_any(each, since, until) for each in (meetings, days.get(_UPDATES, ())))

    def has_meetings(
        self, series: str | None = None, *, sections: Collection[str] = REPLAYED_SECTIONS
    ) -> bool:
        """Whether any is a meeting, of a series where one is named."""
        return (_ALL if series is None else f"-{series}") in self._days(sections)

    def has_updates(self, sections: Collection[str] = REPLAYED_SECTIONS) -> bool:
        """Whether any is an update."""
        return _UPDATES in self._days(sections)

    def _days(self, sections: Collection[str]) -> _Days:
        wanted = frozenset(sections)
        if wanted not in self._known:
            lost = sorted(
                (date.fromisoformat(name[:_DATE]), kind, name)
                for kind, name in self._lost(wanted)
                if kind in (FileKind.MEETING, FileKind.UPDATE)
            )
            named = group(lost, lambda each: _lists_of(each[1], each[2]))
            self._known[wanted] = {
                each: tuple(day for day, _, _ in own) for each, own in named.items()
            }
        return self._known[wanted]

    def _lost(self, sections: frozenset[str]) -> Iterator[tuple[FileKind, str]]:
        yield from self.unread.ids
        for file, lost in self.unread.partial.items():
            if not lost.isdisjoint(sections):
                yield file


def _lists_of(kind: FileKind, name: str) -> tuple[str, ...]:
    if kind is FileKind.UPDATE:
        return (_UPDATES,)
    return (_ALL, f"-{split_number(name[_DATE + 1 :]).name}")


def _has_any(days: tuple[date, ...], since: date, until: date) -> bool:
    place = bisect_left(days, since)
    return place < len(days) and days[place] <= until
