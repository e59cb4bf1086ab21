"""What tests of signals share: looking for one kind of signal in a small organisation."""

from datetime import date
from pathlib import Path

import pytest

from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.repository.load import load
from decision_record.signals.catalogue import find_signals
from decision_record.signals.rule import Signal

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def sample() -> tuple[Signal, ...]:
    """The signals of the sample organisation on the day that it is read as of."""
    records = load([REPOSITORY / "records"], base=REPOSITORY).records
    return find_signals(Index(records=records, ledger=replay(records, date(2026, 6, 29))))
