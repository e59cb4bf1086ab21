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
    ("more", "question", "escalation"),
    [
        ("area: charts", "ines", "ines"),
        ("area: berths, theme: speed", "ines", "ines"),
        ("account: south, area: berths", "greta", "greta"),
        ("account: south, area: charts", "greta", "ines"),
        ("area: berths", "otto", "otto"),
    ],
    ids=["its area", "its theme", "the account's PM", "account and area", "nothing named"],
)
def test_who_of_product_answers(more: str, question: str, escalation: str) -> None:
    """A question waits for the account's PM, else the area's, else the Head of Product."""
    account = more if "account" in more else f"account: north, {more}"
    ledger, records = replayed(
        f"""
        accounts: {{south: {{pm: greta}}}}
        2026-06-10-tier-2:
          questions: [{{id: Q1, ask: When?, {account}}}]
          briefings: [{{id: B1, request: Speed, {account}}}]
        """
    )
    asked, path = ledger.questions["2026-06-10-tier-2/Q1"], ledger.path_of["2026-06-10-tier-2/B1"]
    assert answers_question(asked, on=ledger.as_of, records=records) == question
    assert answers_raised(path, on=ledger.as_of, records=records) == escalation


def test_the_area_of_an_earlier_part_counts_where_the_newest_names_none() -> None:
    ledger, records = replayed(
        """
        2026-06-03-tier-2:
          briefings: [{id: B1, request: Speed, account: north, area: charts}]
        2026-06-10-tier-2:
          escalations: [{id: E1, issue: Slow, account: north, from: 2026-06-03-tier-2/B1}]
        """
    )
    path = ledger.path_of["2026-06-10-tier-2/E1"]
    assert answers_raised(path, on=ledger.as_of, records=records) == "ines"
