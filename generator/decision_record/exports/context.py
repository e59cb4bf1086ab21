"""What the exports of a day are made from."""

from dataclasses import dataclass

from decision_record.attention.findings import Findings
from decision_record.attention.gather import Attention
from decision_record.ledger.index import Index
from decision_record.ledger.replay import Ledger
from decision_record.model.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportContext:
    """A day's state, with what was found in it."""

    index: Index
    findings: Findings
    attention: Attention
    """What needs attention, as the home page shows it."""

    @property
    def records(self) -> Records:
        """What was written."""
        return self.index.records

    @property
    def ledger(self) -> Ledger:
        """The state of everything on the day."""
        return self.index.ledger
