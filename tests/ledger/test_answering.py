from dataclasses import replace

import pytest

from building import day, make_records, parse
from decision_record.ledger.answering import answers_question, answers_raised
from decision_record.ledger.replay import Ledger, replay
from decision_record.model.records import Records
from decision_record.model.reference import Taxonomy

TAXONOMY = Taxonomy.model_validate(
    {
        "areas": {"charts": {"name": "Charts", "pm": "ines"}, "berths": {"name": "Berths"}},
        "themes": {"speed": {"name": "Speed", "area": "charts"}},
    }
)


def replayed(text: str) -> tuple[Ledger, Records]:
    records = replace(make_records(parse(text)), taxonomy=TAXONOMY)
    return replay(records, day("2026-06-29")), records


@pytest.mark.parametrize(
    ("more", "who"),
    [
        ("area: charts", "ines"),
        ("area: berths, theme: speed", "ines"),
        ("account: south, area: berths", "greta"),
        ("account: south, area: charts", "ines"),
    ],
    ids=["its area", "its theme", "the account's PM", "its area first"],
)
def test_a_pm_answers_where_one_is_named(more: str, who: str) -> None:
    ledger, records = replayed(
        f"""
        accounts: {{south: {{pm: greta}}}}
        2026-06-10-tier-2:
          questions: [{{id: Q1, ask: When?, {_account(more)}}}]
          briefings: [{{id: B1, request: Speed, {_account(more)}}}]
        """
    )
    assert (
        answers_question(ledger.questions["2026-06-10-tier-2/Q1"], on=ledger.as_of, records=records)
        == who
    )
    assert (
        answers_raised(ledger.raised["2026-06-10-tier-2/B1"], on=ledger.as_of, records=records)
        == who
    )


def _account(more: str) -> str:
    return more if "account" in more else f"account: north, {more}"


def test_where_no_pm_is_named_the_head_of_product_and_the_csm_see_to_it() -> None:
    ledger, records = replayed(
        """
        2026-06-10-tier-2:
          questions: [{id: Q1, ask: When?, account: north}]
          escalations: [{id: E1, issue: It fails., account: north, area: berths}]
        """
    )
    assert (
        answers_question(ledger.questions["2026-06-10-tier-2/Q1"], on=ledger.as_of, records=records)
        == "bob"
    )
    assert (
        answers_raised(ledger.raised["2026-06-10-tier-2/E1"], on=ledger.as_of, records=records)
        == "otto"
    )
