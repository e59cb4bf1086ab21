"""Which days a record that could not be read may be of, against a look at each of them."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_record.checks.lost_records import LostRecords
from decision_record.model.records import FileKind, Unread

FIRST = date(2026, 1, 1)
SECTIONS = ("actions", "decisions", "updates")
KINDS = {"tier-2": FileKind.MEETING, "my-tier-2": FileKind.MEETING, "bob": FileKind.UPDATE}

Lost = tuple[str, int, frozenset[str] | None]
"""Whose record it is, how many days after the first, and which sections lost something: or all."""

records = st.tuples(
    st.sampled_from(sorted(KINDS)),
    st.integers(0, 8),
    st.none() | st.frozensets(st.sampled_from(SECTIONS), min_size=1),
)


def unread_of(lost: Sequence[Lost]) -> Unread:
    def name(each: Lost) -> tuple[FileKind, str]:
        return KINDS[each[0]], f"{FIRST + timedelta(days=each[1])}-{each[0]}"

    return Unread(
        ids=frozenset(name(each) for each in lost if each[2] is None)
        | {(FileKind.ACCOUNT, "2026-01-01-an-account")},
        partial={name(each): each[2] for each in lost if each[2] is not None},
    )


def matters(each: Lost, *, series: str | None, sections: Sequence[str]) -> bool:
    """Whether a record may say something: of a series or any update, in one of the sections."""
    whose, _, lost = each
    here = KINDS[whose] is FileKind.UPDATE or series in (None, whose)
    return here and (lost is None or not lost.isdisjoint(sections))


@given(
    lost=st.lists(records, max_size=6, unique_by=lambda each: each[:2]),
    since=st.integers(-1, 9),
    days=st.integers(-1, 9),
    series=st.sampled_from([None, "tier-2", "my-tier-2", "other"]),
    sections=st.lists(st.sampled_from(SECTIONS), min_size=1, unique=True),
)
def test_any_of_the_days(
    lost: list[Lost], since: int, days: int, series: str | None, sections: list[str]
) -> None:
    known = LostRecords(unread_of(lost))
    first, last = FIRST + timedelta(days=since), FIRST + timedelta(days=since + days)
    wanted = any(
        matters(each, series=series, sections=sections)
        and first <= FIRST + timedelta(days=each[1]) <= last
        for each in lost
    )
    assert known.between(first, last, series=series, sections=sections) is wanted
    # The other questions are about all days, and each about one kind.
    own = [each for each in lost if matters(each, series=series, sections=sections)]
    meetings = [each for each in own if KINDS[each[0]] is FileKind.MEETING]
    assert known.has_meetings(series, sections=sections) is bool(meetings)
    assert known.has_updates(sections) is (len(own) > len(meetings))


@pytest.mark.parametrize(
    ("since", "until", "misses"),
    [(-1, -1, False), (-1, 0, True), (0, 0, True), (0, 1, True), (1, 2, False)],
)
def test_the_first_and_the_last_day_count(since: int, until: int, *, misses: bool) -> None:
    known = LostRecords(unread_of([("bob", 0, None)]))
    days = (FIRST + timedelta(days=since), FIRST + timedelta(days=until))
    assert known.between(*days, series="tier-2") is misses
