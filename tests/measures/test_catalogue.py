"""Each measure says what it is; and an organisation's fiscal year moves its quarters."""

from decision_record.measures.catalogue import MEASURES
from decision_record.measures.decisions import DECISIONS_PER_MEETING
from measuring import measure_on, parts


def test_each_measure_has_a_name_of_its_own_and_says_what_it_is() -> None:
    assert len({each.name for each in MEASURES}) == len(MEASURES) == 36
    assert len({each.title for each in MEASURES}) == len(MEASURES)
    for each in MEASURES:
        assert each.definition.endswith("."), each.name
        assert each.example.endswith("."), each.name
        assert "  " not in each.definition + each.example
        assert each.unit


def test_quarters_follow_the_fiscal_year_and_months_do_not() -> None:
    text = """
    organization: {fiscal_year_starts: 2}
    2026-01-27-tier-1: {decisions: [{id: D1, outcome: decided, what: It.}]}
    2026-02-24-tier-1: {}
    2026-04-28-tier-1: {decisions: [{id: D1, outcome: decided, what: It.}]}
"""

    found = measure_on("2026-06-29", text, DECISIONS_PER_MEETING)

    assert parts(found, "FY2026-Q4") == (1.0, 1, 1, 1)
    assert parts(found, "FY2027-Q1") == (0.5, 1, 2, 2)
    assert found["FY2027-Q1"].before == 1.0
    assert parts(found, "2026-01") == (1.0, 1, 1, 1)
    assert found["2026-04"].before is None
