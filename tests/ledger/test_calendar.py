"""The days of an account; months, and quarters of any fiscal year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import make_records, parse
from decision_record.ledger.calendar import (
    PeriodKind,
    days_ahead_of,
    days_of,
    last_qbr,
    name_period,
    newest_full,
    next_qbr,
    period_before,
    periods_of,
    quarter_of,
)
from decision_record.model.account import Account


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "starts", "label", "first", "last"),
    [
        ("2026-01-01", 1, "2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-06-29", 1, "2026-Q2", "2026-04-01", "2026-06-30"),
        ("2026-12-31", 1, "2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-02-01", 2, "FY2027-Q1", "2026-02-01", "2026-04-30"),
        ("2026-01-31", 2, "FY2026-Q4", "2025-11-01", "2026-01-31"),
        ("2026-04-06", 4, "FY2027-Q1", "2026-04-01", "2026-06-30"),
        ("2024-02-29", 12, "FY2024-Q1", "2023-12-01", "2024-02-29"),
    ],
)
def test_a_quarter_follows_the_fiscal_year(
    on: str, starts: int, label: str, first: str, last: str
) -> None:
    quarter = quarter_of(day(on), fiscal_year_starts=starts)

    assert quarter.label == label
    assert (quarter.starts, quarter.ends) == (day(first), day(last))


@given(st.dates(), st.integers(1, 12))
def test_a_period_holds_its_day_and_follows_the_one_before(on: date, starts: int) -> None:
    for period in periods_of(on, fiscal_year_starts=starts):
        before = period_before(period, fiscal_year_starts=starts)

        assert period.starts <= on <= period.ends
        assert period in periods_of(period.ends, fiscal_year_starts=starts)
        if before:
            assert before.kind == period.kind
            assert before.ends + timedelta(days=1) == period.starts
        else:
            assert period.starts == date.min


@pytest.mark.parametrize(
    ("as_of", "kind", "name"),
    [
        ("2026-06-29", PeriodKind.QUARTER, "Q2 2026"),
        ("2026-06-27", PeriodKind.QUARTER, "Q2 2026"),
        ("2026-06-26", PeriodKind.QUARTER, "Q1 2026"),
        ("2026-07-01", PeriodKind.QUARTER, "Q2 2026"),
        ("2026-06-29", PeriodKind.MONTH, "June 2026"),
        ("2026-06-12", PeriodKind.MONTH, "May 2026"),
    ],
)
def test_a_period_is_whole_when_it_is_over_or_nearly(
    as_of: str, kind: PeriodKind, name: str
) -> None:
    assert name_period(newest_full(kind, as_of=day(as_of))) == name


def test_quarters_are_named_by_the_fiscal_year() -> None:
    period = newest_full(PeriodKind.QUARTER, as_of=day("2026-06-12"), fiscal_year_starts=2)
    assert name_period(period) == "Q1 FY2027"


@pytest.mark.parametrize("odd", [date.min, date.max])
@pytest.mark.parametrize("starts", range(1, 13))
def test_the_ends_of_the_calendar_lie_in_a_quarter(odd: date, starts: int) -> None:
    quarter = quarter_of(odd, fiscal_year_starts=starts)
    assert quarter.starts <= odd <= quarter.ends


class TestDaysOfAnAccount:
    """QBRs, the renewal and calls; none from the day it churned."""

    @staticmethod
    def account(more: str = "") -> Account:
        text = (
            "accounts: {north: {qbrs: [2026-06-30, 2026-03-30], renewal: 2026-07-10, "
            f"calls: [{{on: 2026-07-02, kind: renewal-call}}, {{on: 2026-07-01}}]{more}}}}}"
        )
        return make_records(parse(text)).accounts["north"]

    def test_soonest_first(self) -> None:
        assert [(str(each.on), each.kind) for each in days_of(self.account())] == [
            ("2026-03-30", "qbr"),
            ("2026-06-30", "qbr"),
            ("2026-07-01", "other"),
            ("2026-07-02", "renewal-call"),
            ("2026-07-10", "renewal"),
        ]

    def test_the_day_itself_is_ahead_and_not_past(self) -> None:
        account, on = self.account(), day("2026-06-30")
        assert len(days_ahead_of(account, as_of=on)) == 4
        assert (next_qbr(account, as_of=on), last_qbr(account, as_of=on)) == (
            on,
            day("2026-03-30"),
        )

    def test_none_before_the_first_and_after_the_last(self) -> None:
        account = self.account()
        assert last_qbr(account, as_of=day("2026-03-30")) is None
        assert next_qbr(account, as_of=day("2026-07-01")) is None

    def test_what_was_planned_for_after_the_churn_does_not_take_place(self) -> None:
        account = self.account(", churned: {on: 2026-07-01}")
        ahead = days_ahead_of(account, as_of=day("2026-06-01"))
        assert [str(each.on) for each in ahead] == ["2026-06-30"]
