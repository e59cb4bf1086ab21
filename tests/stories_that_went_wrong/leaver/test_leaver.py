"""A leaver's action is rolled and not handed over."""

from pathlib import Path

import went_wrong
from building import day

HERE = Path(__file__).parent


def test_it_is_still_the_leavers() -> None:
    action = went_wrong.ledger_of(HERE, "2026-04-08").actions["2026-03-03-tier-1/A1"]

    assert action.owners == ("cat",)
    assert (action.due, action.rolled) == (day("2026-04-20"), 1)
