"""What the exports of a day are made from."""

from collections.abc import Mapping
from dataclasses import dataclass

from decision_record.attention.findings import Findings
from decision_record.attention.gather import Attention
from decision_record.ledger.demand import ThemeDemand
from decision_record.ledger.replay import Ledger
from decision_record.model.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportContext:
    """A day's state, with what was found in it."""

    records: Records
    ledger: Ledger
    findings: Findings
    attention: Attention
    """What needs attention, as the home page shows it."""
    demand: Mapping[str, ThemeDemand]
    """Who asked for each theme in the last 91 days."""
