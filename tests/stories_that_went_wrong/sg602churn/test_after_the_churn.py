"""A QBR after the churn accuses no one (SG602)."""

from pathlib import Path

import pytest

import went_wrong

HERE = Path(__file__).parent
ACCOUNT = "accounts/aa.yml"


def codes(case: Path, as_of: str) -> set[str]:
    found = went_wrong.view_context_of(case, as_of).findings.signals
    return {each.code for each in found if each.code.startswith("SG60")}


@pytest.mark.parametrize("as_of", ["2026-03-04", "2026-03-09", "2026-03-10", "2026-03-20"])
def test_that_qbr_was_not_held(as_of: str) -> None:
    assert codes(HERE, as_of) == set()


# More of the same kind: churned on the day of the QBR, and on the day after it.


@pytest.mark.parametrize(
    ("churned", "as_of", "found"),
    [
        ("2026-03-09", "2026-03-20", set()),
        ("2026-03-10", "2026-03-20", {"SG602"}),
        # What cannot be made good any more is shown for 30 days and no longer.
        ("2026-03-10", "2026-04-08", {"SG602"}),
        ("2026-03-10", "2026-04-09", set()),
    ],
)
def test_only_a_qbr_before_the_churn_was_entered(
    churned: str, as_of: str, found: set[str], tmp_path: Path
) -> None:
    text = (HERE / "records" / ACCOUNT).read_text(encoding="utf-8")
    files = {ACCOUNT: text.replace("2026-03-05", churned)}

    assert codes(went_wrong.changed(HERE, tmp_path, files=files), as_of) == found
