"""What all measures are computed from: the records, the ledger of a day, and the periods.

Nothing here looks past the ledger's day. Periods that ended before the first record are
left out: records mention earlier days only by accident.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.calendar import Period, period_before, periods_of
from decision_record.ledger.index import Index
from decision_record.ledger.replay import Ledger
from decision_record.model.records import Entry, Records
from decision_record.model.series import SeriesKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureContext:
    """The records and what follows from them on a day."""

    index: Index
    kinds: Mapping[str, SeriesKind]
    """Of each meeting's record the ritual that it is."""
    written: Mapping[str, date] | None = None
    """The day on which each record was written down, as git knows it; None without git."""

    @property
    def ledger(self) -> Ledger:
        """The state on the day."""
        return self.index.ledger

    @property
    def records(self) -> Records:
        """What it was replayed from."""
        return self.index.records

    @property
    def as_of(self) -> date:
        """The day that everything is true for."""
        return self.ledger.as_of

    @property
    def fiscal_year_starts(self) -> int:
        """The month in which the fiscal year starts."""
        return self.records.fiscal_year_starts

    def periods_of(self, day: date) -> tuple[Period, ...]:
        """The known periods of a day: its month and its quarter."""
        entries = self.ledger.entries
        if not entries:
            return ()
        both = periods_of(day, fiscal_year_starts=self.fiscal_year_starts)
        return tuple(each for each in both if each.ends >= entries[0].date)

    def before(self, period: Period) -> Period | None:
        """The period before another."""
        return period_before(period, fiscal_year_starts=self.fiscal_year_starts)

    def recorded_periods(self) -> tuple[Period, ...]:
        """The periods in which anything was recorded, oldest first, months before quarters."""
        days = {entry.date for entry in self.ledger.entries}
        return tuple(sorted({period for day in days for period in self.periods_of(day)}))

    def last_day(self, period: Period) -> date:
        """The last day of a period that is known."""
        return min(period.ends, self.as_of)

    def held(self, *kinds: SeriesKind) -> Iterator[Entry]:
        """The meetings of some kinds, or of all where none is named, that took place."""
        for entry in self.ledger.entries:
            kind = self.kinds.get(entry.id)
            if entry.meeting and entry.meeting.held and kind and (not kinds or kind in kinds):
                yield entry


def make_measure_context(
    index: Index, *, written: Mapping[str, date] | None = None
) -> MeasureContext:
    """What the measures of a day are computed from.

    Args:
        index: The day's ledger and its records.
        written: The day on which each record was written down, where git's facts are known.
    """
    series = index.records.series
    kinds = {
        entry.id: series[entry.meeting.series].kind
        for entry in index.ledger.entries
        if entry.meeting and entry.meeting.series in series
    }
    return MeasureContext(index=index, kinds=kinds, written=written)
