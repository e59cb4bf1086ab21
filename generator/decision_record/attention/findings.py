"""What the day's ledger means: its signals and its measures, found once for pages and exports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.replay import Ledger
from decision_record.measures.catalogue import Measured, run_measures
from decision_record.model.records import Records
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
    ledger: Ledger,
    *,
    records: Records,
    rules: Sequence[SignalRule] = SIGNALS,
    written: Mapping[str, date] | None = None,
    is_shallow: bool = False,
) -> Findings:
    """Look for every signal and compute every measure.

    Args:
        ledger: The state of everything on the day.
        records: What it was replayed from.
        rules: Which signals are looked for, and from which numbers on.
        written: The day on which each record was written down, by record, where git knows.
        is_shallow: Whether git's history is cut off.
    """
    return Findings(
        rules=tuple(rules),
        signals=find_signals(ledger, records=records, rules=rules, written=written),
        measures=run_measures(ledger, records=records, written=written),
        is_shallow=is_shallow,
    )
