"""A follow-through that was rolled to its first date is late when that passes (SG204)."""

from pathlib import Path

import pytest

import went_wrong
from building import day, replay_on

HERE = Path(__file__).parent


def late(as_of: str) -> list[str | None]:
    found = went_wrong.view_context_of(HERE, as_of).findings.signals
    return [each.about.ref for each in found if each.code == "SG204"]


@pytest.mark.parametrize(
    ("as_of", "refs"),
    [
        ("2026-02-09", []),
        ("2026-02-20", []),
        ("2026-02-21", ["2026-02-02-hop.x/D1"]),
        ("2026-03-20", ["2026-02-02-hop.x/D1"]),
    ],
)
def test_from_the_day_after_its_new_date(as_of: str, refs: list[str]) -> None:
    assert late(as_of) == refs


def test_rolled_again_the_last_date_counts_and_a_commitments_target_only_without_one() -> None:
    text = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build it., commitment: {target: 2026-05-01}}
    2026-02-24-tier-1:
      review: [{decision: 2026-01-27-tier-1/D1, outcome: rolled, due: 2026-03-10}]
    2026-03-31-tier-1:
      review: [{decision: 2026-01-27-tier-1/D1, outcome: rolled, due: 2026-04-14}]
    """

    def due(as_of: str) -> tuple[object, object]:
        decision = replay_on(as_of, text).decisions["2026-01-27-tier-1/D1"]
        return decision.own_due, decision.due

    assert due("2026-02-23") == (None, day("2026-05-01"))
    assert due("2026-02-24") == (day("2026-03-10"), day("2026-03-10"))
    assert due("2026-03-31") == (day("2026-04-14"), day("2026-04-14"))
