"""The sample company on the days that matter to its stories."""

from functools import cache
from pathlib import Path

from building import day
from decision_record.ledger.replay import Ledger, replay
from decision_record.model.record import Meeting
from decision_record.model.records import Records
from decision_record.repository.load import load

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY / "records"
PERSONAL = REPOSITORY / "tests/organizations/fernhollow-personal/records"
"""The folder of Maren's one-on-ones."""


@cache
def read_sample(*personal: Path) -> Records:
    """What everybody reads, with personal folders where some are named."""
    loaded = load((SHARED, *personal), base=REPOSITORY)
    assert loaded.problems == ()
    return loaded.records


@cache
def on(text: str) -> Ledger:
    """The sample on a day, by the records that everybody reads."""
    return replay(read_sample(), day(text))


def meeting_of(ledger: Ledger, name: str) -> Meeting:
    """A meeting by its name."""
    found = next(entry.meeting for entry in ledger.entries if entry.id == name)
    assert found is not None
    return found
