"""What people write for days, numbers, words, names and lists, and what it is read as."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_record.model.decided import Channel
from decision_record.model.meant import Meaning
from decision_record.model.meant.currencies import currency_meant
from decision_record.model.meant.days import clock_meant, day_meant, moment_meant
from decision_record.model.meant.lists import items_meant
from decision_record.model.meant.names import name_meant
from decision_record.model.meant.numbers import number_meant
from decision_record.model.meant.words import word_meant

WEDNESDAY = date(2026, 11, 18)

CERTAIN_DAYS = {
    "18 Nov 2026": "2026-11-18",
    "2. December 2026": "2026-12-02",
    "November 19, 2026": "2026-11-19",
    "Thursday, 19 November 2026": "2026-11-19",
    "Fri 13 Nov 2026": "2026-11-13",
    "1st of December 2026": "2026-12-01",
    "2026/11/17": "2026-11-17",
    "2026-1-5": "2026-01-05",
    "20261202": "2026-12-02",
    "2026-11-25T00:00": "2026-11-25",
    "18.11.2026": "2026-11-18",
    "18.11.26": "2026-11-18",
    "17-11-2026": "2026-11-17",
    "11/27/2026": "2026-11-27",
    "2026-11-20.": "2026-11-20",
    "Nov 18": "2026-11-18",
    "4 December": "2026-12-04",
}


@pytest.mark.parametrize(("written", "day"), CERTAIN_DAYS.items())
def test_a_day_that_can_be_read_in_one_way(written: str, day: str) -> None:
    assert day_meant(written, near=WEDNESDAY, past=False) == Meaning(values=(day,), certain=True)


def test_a_day_in_figures_may_be_one_of_two_and_the_nearer_comes_first() -> None:
    assert day_meant("12/11/2026", near=WEDNESDAY, past=True) == Meaning(
        values=("2026-11-12", "2026-12-11")
    )
    assert day_meant("03-02-2026", near=date(2026, 3, 4), past=True) == Meaning(
        values=("2026-03-02", "2026-02-03")
    )


def test_a_day_without_a_year_is_before_or_after_the_record() -> None:
    ahead = day_meant("4 January", near=WEDNESDAY, past=False)
    behind = day_meant("4 January", near=WEDNESDAY, past=True)
    assert ahead
    assert behind
    assert (ahead.values, behind.values) == (("2027-01-04",), ("2026-01-04",))
    assert day_meant("4 January", near=None, past=True) is None


RELATIVE = {
    "today": "2026-11-18",
    "Tomorrow": "2026-11-19",
    "Friday": "2026-11-20",
    "by Friday": "2026-11-20",
    "next Tuesday": "2026-11-24",
    "Wednesday": "2026-11-25",
    "EOW": "2026-11-20",
    "end of the week": "2026-11-20",
    "next week": "2026-11-27",
    "end of the month": "2026-11-30",
}


@pytest.mark.parametrize(("written", "day"), RELATIVE.items())
def test_a_day_counted_from_the_record_is_a_guess(written: str, day: str) -> None:
    assert day_meant(written, near=WEDNESDAY, past=False) == Meaning(values=(day,))


def test_what_happened_on_friday_was_the_last_one() -> None:
    assert day_meant("Friday", near=WEDNESDAY, past=True) == Meaning(values=("2026-11-13",))


def test_a_day_beyond_the_end_of_its_month_says_how_many_the_month_has() -> None:
    meaning = day_meant("2026-11-31", near=WEDNESDAY, past=False)
    assert meaning
    assert meaning.values == ("2026-11-30", "2026-12-01")
    assert meaning.why == "November has 30 days"
    leap = day_meant("2026-02-30", near=None, past=False)
    assert leap
    assert leap.values == ("2026-02-28", "2026-03-02")


@pytest.mark.parametrize("written", ["TBD", "?", "n/a", "none", "not yet", "asap"])
def test_a_day_that_is_not_known_is_left_out(written: str) -> None:
    assert day_meant(written, near=WEDNESDAY, past=False) == Meaning(values=())


@pytest.mark.parametrize("written", ["2026-13-01", "99/99/9999", "0000-00-00", "when it suits"])
def test_what_is_no_day_means_nothing(written: str) -> None:
    assert day_meant(written, near=WEDNESDAY, past=False) is None


MOMENTS = {
    "2026-11-17 16:00": ("2026-11-17T16:00", True),
    "17.11.2026 16:00": ("2026-11-17T16:00", True),
    "17 Nov at 4pm": ("2026-11-17T16:00", True),
    "2026-11-17, 9.30": ("2026-11-17T09:30", True),
    "2026-11-17": ("2026-11-17T09:00", False),
}


@pytest.mark.parametrize(("written", "meant"), MOMENTS.items())
def test_a_moment(written: str, meant: tuple[str, bool]) -> None:
    meaning = moment_meant(written, near=WEDNESDAY)
    assert meaning
    assert (meaning.values, meaning.certain) == ((meant[0],), meant[1])


def test_a_time_of_day() -> None:
    assert clock_meant("10am") == "10:00"
    assert clock_meant("12 am") == "00:00"
    assert clock_meant("9:05") == "09:05"
    assert clock_meant("25:00") is None
    assert clock_meant("noon") is None


NUMBERS = {
    "$215k": ("215000", True),
    "€132.5k": ("132500", True),
    "1.2M": ("1200000", True),
    "~15": ("15", True),
    "60 min": ("60", True),
    "35 minutes": ("35", True),
    "38 %": ("38", True),
    "2.5 days": ("2.5", True),
    "2,5": ("2.5", True),
    "215,000": ("215000", False),
    "120.000": ("120000", False),
    "1'200": ("1200", True),
    "1.200.000,50": ("1200000.5", True),
    "-3": ("-3", True),
}


@pytest.mark.parametrize(("written", "meant"), NUMBERS.items())
def test_a_number(written: str, meant: tuple[str, bool]) -> None:
    meaning = number_meant(written, whole=False, signed=True)
    assert meaning
    assert (meaning.values, meaning.certain) == ((meant[0],), meant[1])


def test_a_whole_number() -> None:
    assert number_meant("30m", whole=True) == Meaning(values=("30",), certain=True)
    assert number_meant("1h 15m", whole=True) == Meaning(values=("75",))
    assert number_meant("2,5", whole=True) is None
    assert number_meant("-3", whole=True) is None
    assert number_meant("-3", whole=False) is None
    assert number_meant("9" * 16, whole=False, signed=True) is None
    assert number_meant("about an hour", whole=True) is None


REVIEW = ("done", "rolled", "dropped", "handed-over")
CURRENCIES = {
    "eur": ("EUR", True),
    " Eur. ": ("EUR", True),
    "€": ("EUR", False),
    "US dollars": ("USD", False),
    "pounds": ("GBP", False),
}


@pytest.mark.parametrize(("written", "meant"), CURRENCIES.items())
def test_a_currency(written: str, meant: tuple[str, bool]) -> None:
    found = currency_meant(written)
    assert found is not None
    assert (found.values[0], found.certain) == meant


@pytest.mark.parametrize("written", ["", "EURO2", "12€", "shells", "E R"])
def test_what_is_no_currency_means_nothing(written: str) -> None:
    assert currency_meant(written) is None


WORDS = {
    "Done": ("done", True),
    "Handed over": ("handed-over", True),
    "completed": ("done", False),
    "yes": ("done", False),
    "in progress": ("rolled", False),
    "cancelled": ("dropped", False),
}


@pytest.mark.parametrize(("written", "meant"), WORDS.items())
def test_a_word(written: str, meant: tuple[str, bool]) -> None:
    meaning = word_meant(written, REVIEW)
    assert meaning
    assert (meaning.values, meaning.certain) == ((meant[0],), meant[1])


def test_one_word_means_another_where_the_field_takes_others() -> None:
    assert word_meant("accepted", ("answered", "decided", "open")) == Meaning(values=("open",))
    assert word_meant("accepted", ("decided", "deferred")) == Meaning(values=("decided",))
    assert word_meant("after meeting", ("in-meeting", "after")) == Meaning(values=("after",))
    assert word_meant("perhaps", REVIEW) is None
    channels = get_args(Channel)
    for written, channel in (("phone", "call"), ("Zoom", "call"), ("e-mail", "email")):
        assert word_meant(written, channels) == Meaning(values=(channel,))


LISTS = {
    "luis.ferreira, jonas.weil": ("luis.ferreira", "jonas.weil"),
    "jonas.weil luis.ferreira": ("jonas.weil", "luis.ferreira"),
    "Priya; Tom;": ("Priya", "Tom"),
    "Priya and Tom": ("Priya", "Tom"),
    "• one thing • another": ("one thing", "another"),
    "- one - two": ("one", "two"),
    "Northgate Logistics": ("Northgate Logistics",),
    "(a, b)": ("a", "b"),
    "": (),
}


@pytest.mark.parametrize(("written", "items"), LISTS.items())
def test_a_list(written: str, items: tuple[str, ...]) -> None:
    assert items_meant(written) == items


ACTION = ("id", "what", "owner", "due", "account", "note")
NAMES = {
    "Owner": ("owner", True),
    "DUE": ("due", True),
    "notes": ("note", True),
    "deadline": ("due", False),
    "assignee": ("owner", False),
    "customer": ("account", False),
    "onwer": ("owner", False),
}


@pytest.mark.parametrize(("written", "meant"), NAMES.items())
def test_a_name(written: str, meant: tuple[str, bool]) -> None:
    assert name_meant(written, ACTION) == meant


def test_a_name_that_the_row_has_already_is_not_meant() -> None:
    assert name_meant("deadline", ACTION, taken=["due"]) is None
    assert name_meant("zzz", ACTION) is None


@given(text=st.text(max_size=30))
def test_any_text_has_a_meaning_or_none(text: str) -> None:
    for near in (WEDNESDAY, date.min, date.max, None):
        for past in (True, False):
            day_meant(text, near=near, past=past)
        moment_meant(text, near=near)
    number_meant(text, whole=True)
    number_meant(text, whole=False)
    word_meant(text, REVIEW)
    items_meant(text)
    name_meant(text, ACTION)


@given(
    figures=st.tuples(*[st.integers(0, 9999)] * 3),
    sign=st.sampled_from("-/. "),
    near=st.sampled_from([date.min, date.max, WEDNESDAY]),
)
def test_any_figures_have_a_meaning_or_none(
    figures: tuple[int, int, int], sign: str, near: date
) -> None:
    meaning = day_meant(sign.join(map(str, figures)), near=near, past=False)
    for value in meaning.values if meaning else ():
        date.fromisoformat(value)


@pytest.mark.parametrize("written", ["today", "Friday", "next week", "eom", "1 Jan", "31 Dec"])
@pytest.mark.parametrize("near", [date.min, date.max])
@pytest.mark.parametrize("past", [True, False])
def test_the_first_and_the_last_day_that_there_is(written: str, near: date, *, past: bool) -> None:
    meaning = day_meant(written, near=near, past=past)
    for value in meaning.values if meaning else ():
        date.fromisoformat(value)
