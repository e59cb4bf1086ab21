from collections.abc import Callable
from dataclasses import replace

import pytest

from building import day, make_records, parse
from conftest import GoldenFolder
from decision_record.attention.findings import Findings, find
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.repository.configuration import Settings
from decision_record.signals.catalogue import SIGNALS
from decision_record.signals.configure import set_thresholds
from decision_record.views.health import signals
from decision_record.views.health.signals import rules_of, show_group, signal_pages, view_signal
from decision_record.views.shared.context import ViewContext, make_view_context


def context_on(as_of: str, text: str, *, settings: Settings | None = None) -> ViewContext:
    records = make_records(parse(text))
    ledger = replay(records, day(as_of))
    rules = set_thresholds(settings or Settings())
    return make_view_context(
        Index(records=records, ledger=ledger),
        findings=find(Index(records=records, ledger=ledger), rules=rules),
    )


def test_page_of_one(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("signal-SG101.html").check(draw("signal", view_signal("SG101", context=harbour)))


OVERDUE = """
2026-01-27-tier-1:
  actions:
    cs:
      - {id: A1, what: First., owner: bob, due: 2026-02-01}
      - {id: A2, what: Second., owner: lena, due: 2026-02-02}
      - {id: A3, what: Third., owner: bob, due: 2026-02-03}
"""


def test_a_signal_leads_to_where_it_stands_and_to_its_owner() -> None:
    (group,) = [
        show_group(rule, context=context_on("2026-02-20", OVERDUE))
        for rule in SIGNALS
        if rule.code == "SG101"
    ]
    first = group.rows[0]
    assert first.message == "Bob owes “First”: 19 days late."
    assert (first.place.text, first.place.address) == (
        "A1, Tier 1, 27 Jan 2026",
        "meetings/2026-01-27-tier-1/#A1",
    )
    assert first.owner is not None
    assert first.owner.address == "people/bob/"


def test_every_signal_of_the_sample_leads_to_what_it_names(sample: ViewContext) -> None:
    for rule in rules_of(context=sample):
        for row in show_group(rule, context=sample, first=1000).rows:
            assert row.place.text
            assert row.place.address.partition("/")[0] in {
                *("meetings", "updates", "accounts", "pods", "series", "people")
            }


def test_what_is_over_a_page_stands_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signals, "SIZE", 2)
    context = context_on("2026-02-20", OVERDUE)
    steps = [each for each in signal_pages(context=context) if each.startswith("SG101")]
    assert steps == ["SG101", "SG101-page-2"]
    pages = [view_signal(step, context=context) for step in steps]
    messages = [row.message for page in pages for row in page.group.rows]
    assert [each.split("“")[1].split("”")[0] for each in messages] == ["First", "Second", "Third"]
    assert pages[1].title == "SG101: Action overdue, page 2 of 2"
    assert [each.address for each in pages[1].pages.links] == [
        *("health/SG101/", "health/SG101-page-2/")
    ]
    assert pages[1].pages.here == "health/SG101-page-2/"


def test_a_rule_that_found_nothing_has_its_page(draw: Callable[..., str]) -> None:
    view = view_signal("SG202", context=context_on("2026-02-20", OVERDUE))
    assert view.lead == "None today."
    assert "A question that waits for leadership blocks everyone who works on it." in draw(
        "signal", view
    )


def test_a_number_that_the_team_set_stands_beside_the_rules_own() -> None:
    settings = Settings.model_validate({"thresholds": {"SG302": {"days": "21"}}})
    view = view_signal("SG302", context=context_on("2026-02-20", OVERDUE, settings=settings))
    assert [(each.words, each.default) for each in view.group.numbers] == [
        ("21 days before the target", "14 days")
    ]
    plain = view_signal("SG302", context=context_on("2026-02-20", OVERDUE))
    assert [each.default for each in plain.group.numbers] == [None]


def test_names_of_rules_read_as_words() -> None:
    context = context_on("2026-02-20", OVERDUE)
    names = {rule.code: show_group(rule, context=context).name for rule in SIGNALS}
    assert names["SG101"] == "Action overdue"
    assert names["SG602"] == "Unanswered at QBR"
    assert names["SG803"] == "Pre-read due"


def test_what_is_for_two_people_alone_has_no_page_for_everybody() -> None:
    context = context_on("2026-02-20", OVERDUE)
    assert "SG961" not in set(signal_pages(context=context))
    index = replace(context.index, records=replace(context.records, own=True))
    own = replace(context, index=index)
    assert "SG961" in set(signal_pages(context=own))


def test_without_findings_every_rule_has_nothing_to_say() -> None:
    records = make_records(parse(OVERDUE))
    context = make_view_context(
        Index(records=records, ledger=replay(records, day("2026-02-20"))), findings=Findings()
    )
    assert {show_group(rule, context=context).number for rule in rules_of(context=context)} == {0}


def test_one_of_a_number_is_said_as_one() -> None:
    context = context_on("2026-06-29", OVERDUE)
    words = {
        step: [each.words for each in view_signal(step, context=context).group.numbers]
        for step in signal_pages(context=context)
    }
    assert words["SG603"] == ["1 day to answer what the delegate left open"]
    said = [each for numbers in words.values() for each in numbers]
    assert [each for each in said if each.startswith(("1 days ", "1 times "))] == []
    assert any(" hours a week " in each for each in said)
