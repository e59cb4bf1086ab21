from collections.abc import Callable

import pytest

from building import day, make_records, parse, view_context_of
from conftest import GoldenFolder
from decision_record.attention.findings import find
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.measures.catalogue import MEASURES
from decision_record.views.health.measures import GROUPS, MeasureRow, list_measures, view_measure
from decision_record.views.shared.context import ViewContext, make_view_context
from decision_record.views.shared.slices import order_slice


def test_page_of_one(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    text = draw("measure", view_measure("days-to-acknowledge-mean", context=harbour))
    golden("measure-days-to-acknowledge-mean.html").check(text)


def test_every_measure_stands_in_one_group() -> None:
    grouped = [name for _, names in GROUPS for name in names]
    assert sorted(grouped) == sorted(each.name for each in MEASURES)


def row(context: ViewContext, name: str) -> MeasureRow:
    groups = list_measures(context=context).groups
    return next(each for group in groups for each in group.rows if each.name == name)


def said(context: ViewContext, name: str) -> tuple[str | None, str | None, str | None]:
    """The value of the newest whole quarter, what it is of, and where it goes."""
    quarter = row(context, name).quarter
    assert quarter
    return quarter.value, quarter.of, quarter.trend.words if quarter.trend else None


@pytest.mark.parametrize(
    ("text", "is_early"),
    [
        ("{}", True),
        ("2026-06-02-tier-1: {notes: Held.}", True),
        ("2026-05-26-tier-1: {notes: Held.}", False),
    ],
)
def test_before_a_month_is_over_it_says_when_numbers_come(*, text: str, is_early: bool) -> None:
    records = make_records(parse(text))
    ledger = replay(records, day("2026-06-15"))
    context = make_view_context(
        Index(records=records, ledger=ledger), findings=find(Index(records=records, ledger=ledger))
    )
    assert list_measures(context=context).is_early == is_early


def test_the_sample_says_that_less_reaches_leadership(sample: ViewContext) -> None:
    assert list_measures(context=sample).quarter == "Q2 2026"
    assert said(sample, "escalations-to-leadership") == (
        *("7 escalations", "of 12", "down 5 escalations, better"),
    )
    quarter = row(sample, "escalations-to-leadership").quarter
    assert quarter
    assert quarter.before == "12 escalations"


def test_the_sample_says_that_the_taxonomy_thins(sample: ViewContext) -> None:
    assert said(sample, "taxonomy-coverage") == ("77.3%", "17 of 22", "down 6.9 points, worse")
    counted = view_measure("taxonomy-coverage-counted", context=sample)
    assert [(each.period, each.value) for each in counted.months] == [
        ("June 2026", "77.1%"),
        ("April 2026", "84.3%"),
    ]


def test_the_sample_says_that_accounts_fill_tier_1(sample: ViewContext) -> None:
    assert said(sample, "tier-1-minutes-on-accounts") == (
        *("21.5 minutes", "sample of 2", "up 7.5 minutes, worse"),
    )


def test_what_is_of_parts_only_is_listed_part_by_part(sample: ViewContext) -> None:
    parts = row(sample, "decision-outcomes").parts
    assert [(each.name, each.quarter and each.quarter.value) for each in parts] == [
        ("Decided", "83.3%"),
        ("Deferred", "16.7%"),
        ("Escalated", "0%"),
    ]


def test_adoption_that_is_not_due_yet_says_so(sample: ViewContext) -> None:
    parts = row(sample, "adoption").parts
    assert [
        (each.name.rpartition(", ")[2], each.quarter and (each.quarter.value or each.quarter.note))
        for each in parts
    ] == [("30 days", "34%"), ("60 days", "not due yet"), ("90 days", "not due yet")]
    assert {each.pod.address for each in parts if each.pod} == {"pods/reporting/"}


def test_a_pods_metric_is_better_in_its_own_direction(sample: ViewContext) -> None:
    trends = {
        each.name: each.quarter.trend.words
        for each in row(sample, "pod-metrics").parts
        if each.quarter and each.quarter.trend
    }
    assert trends["Healthcare, Health score of the segment"] == "up 4 points, better"
    assert trends["Healthcare, Days to resolve"] == "down 4 days, better"


def test_parts_stand_by_name_and_never_by_number(sample: ViewContext) -> None:
    view = view_measure("days-to-acknowledge-mean", context=sample)
    assert [table.title for table in view.parts] == ["By area", "By pod", "By segment"]
    for table in view.parts:
        names = [line.name.casefold() for line in table.lines]
        assert names == sorted(names)
        assert all(len(line.cells) == len(table.quarters) for line in table.lines)


def test_a_chart_finds_its_numbers_in_the_table(
    sample: ViewContext, draw: Callable[..., str]
) -> None:
    text = draw("measure", view_measure("taxonomy-coverage", context=sample))
    assert 'data-series="taxonomy-coverage" data-unit="per cent"' in text
    assert '<tr data-period="2026-Q2" data-value="77.3">' in text


def test_parts_of_one_name_stand_in_one_order() -> None:
    names = sorted(f"segment-{number}" for number in range(20))
    named = ", ".join(f"{each}: Large" for each in names)
    context = view_context_of(f"taxonomy: {{segments: {{{named}}}}}")
    later = [order_slice((("segment", each),), context=context) for each in reversed(names)]
    assert sorted(later) == [order_slice((("segment", each),), context=context) for each in names]
    assert len(set(later)) == len(names)
