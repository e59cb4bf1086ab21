"""What the day's ledger means: its signals and its measures, found once for pages and exports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.index import Index
from decision_record.measures.catalogue import Measured, run_measures
from decision_record.signals.catalogue import SIGNALS, find_signals
from decision_record.signals.rule import Signal, SignalRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Signals and measures of one day."""

    rules: tuple[SignalRule, ...] = SIGNALS
    """Which signals were looked for, with the numbers that the team has set."""
    signals: tuple[Signal, ...] = ()
    """By code, urgency and name."""
    measures: tuple[Measured, ...] = ()
    """In the order of the catalogue."""
    is_shallow: bool = False
    """Whether git's history is cut off, so that it is unknown when records were written down."""


def find(
    index: Index,
    *,
    rules: Sequence[SignalRule] = SIGNALS,
    written: Mapping[str, date] | None = None,
    is_shallow: bool = False,
) -> Findings:
    """Look for every signal and compute every measure.

    Args:
        index: The day's ledger and its records.
        rules: Which signals are looked for, and from which numbers on.
        written: The day on which each record was written down, by record, where git knows.
        is_shallow: Whether git's history is cut off.
    """
    return Findings(
        rules=tuple(rules),
        signals=find_signals(index, rules=rules, written=written),
        measures=run_measures(index, written=written),
        is_shallow=is_shallow,
    )
