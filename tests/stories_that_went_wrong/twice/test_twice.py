"""Two meetings of one series on one day (records.md §2)."""

from pathlib import Path

import pytest

import went_wrong
from building import day, replay_on
from decision_record.ledger.series import MeetingState
from decision_record.views.record.record import view_record
from signalling import signals_on

HERE = Path(__file__).parent
FIRST, SECOND = "2026-03-03-tier-1", "2026-03-03-tier-1.2"
MEETINGS = "meetings/2026/"


def test_both_are_read_and_held_in_their_order() -> None:
    ledger = went_wrong.ledger_of(HERE, "2026-04-08")

    assert [entry.id for entry in ledger.entries] == [FIRST, SECOND]
    held = ledger.series["tier-1"].held
    assert [each.record for each in held] == [FIRST, SECOND]
    # The second is held beside the one that was expected; the next is a month later.
    assert [each.expected for each in held] == [day("2026-03-03"), None]
    assert ledger.series["tier-1"].next == day("2026-04-07")


def test_each_has_its_page_which_leads_to_the_other() -> None:
    context = went_wrong.view_context_of(HERE, "2026-04-08")

    first, second = (view_record(each, context=context) for each in (FIRST, SECOND))
    assert first.next is not None
    assert (first.next.text, first.next.address) == (
        "3 Mar 2026 (2nd meeting)",
        f"meetings/{SECOND}/",
    )
    assert second.previous is not None
    assert second.previous.address == f"meetings/{FIRST}/"
    assert second.title == "Leadership (2nd meeting), 3 Mar 2026"


def test_nothing_is_wrong_and_the_second_does_not_review_the_day_again() -> None:
    assert went_wrong.report(HERE, "DR006", "DR107", "DR307") == []


def test_what_was_open_before_the_day_is_reviewed_once(tmp_path: Path) -> None:
    action = "{id: A1, what: Send it, owner: bob, due: 2026-04-01}"
    review = "review: [{action: 2026-02-03-tier-1/A1, outcome: rolled, due: 2026-05-01}]\n"
    head = "series: tier-1\ndate: 2026-03-03\nattendees: [ann, bob]\n"
    before = {
        f"{MEETINGS}2026-02-03-tier-1.yml": "series: tier-1\ndate: 2026-02-03\n"
        f"actions: {{pm: [{action}]}}\n"
    }
    reviewed = went_wrong.changed(
        HERE, tmp_path / "a", files={**before, f"{MEETINGS}{FIRST}.yml": f"{head}{review}"}
    )
    assert went_wrong.report(reviewed, "DR307") == []

    late = went_wrong.changed(
        HERE, tmp_path / "b", files={**before, f"{MEETINGS}{SECOND}.yml": f"{head}{review}"}
    )
    (told,) = went_wrong.report(late, "DR307")
    assert told.startswith(f"{MEETINGS}{FIRST}.yml:1 DR307 2026-02-03-tier-1/A1 is open")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (
            "2026-03-03-tier-1-b",
            (
                "DR006 `series` is `tier-1`, but the file's name says `tier-1-b` | rename the file "
                "to `2026-03-03-tier-1.2.yml`, because it is the 2nd meeting of that day"
            ),
        ),
        (
            "2026-03-03-t2",
            (
                "DR006 `series` is `tier-1`, but the file's name says `t2` | write `series: t2`, "
                "or rename the file to `2026-03-03-tier-1.2.yml`, because it is the 2nd meeting "
                "of that day"
            ),
        ),
        (
            "2026-03-03-tier-1.3",
            (
                "DR006 the file's name says that this is meeting 3 of `tier-1` on 2026-03-03, and "
                "there is no meeting 2 | rename the file to `2026-03-03-tier-1.2.yml`"
            ),
        ),
    ],
    ids=["a made-up series", "another series", "the third without the second"],
)
def test_another_name_is_told_the_right_one(name: str, says: str, tmp_path: Path) -> None:
    renamed = {f"{MEETINGS}{SECOND}.yml": f"{MEETINGS}{name}.yml"}
    case = went_wrong.changed(HERE, tmp_path, renamed=renamed)

    (told,) = went_wrong.report(case, "DR006")
    assert told.partition(" ")[2] == says


def test_a_second_without_a_first_is_the_first(tmp_path: Path) -> None:
    case = went_wrong.changed(HERE, tmp_path, removed=[f"{MEETINGS}{FIRST}.yml"])

    (told,) = went_wrong.report(case, "DR006")
    assert told.endswith("| rename the file to `2026-03-03-tier-1.yml`")


def test_the_tenth_comes_after_the_second() -> None:
    rows = "".join(f"2026-03-03-tier-1{n}: {{}}\n" for n in ("", ".10", ".2", ".3"))
    ledger = replay_on("2026-03-03", rows)

    assert [entry.number for entry in ledger.entries] == [1, 2, 3, 10]


def test_no_series_is_called_like_a_second_meeting(tmp_path: Path) -> None:
    text = (HERE / "records/series.yml").read_text(encoding="utf-8")
    case = went_wrong.changed(
        HERE,
        tmp_path,
        files={"series.yml": f"{text}t2.2: {{kind: tier-2}}\nt2.1: {{kind: tier-3}}\n"},
    )

    (told,) = went_wrong.report(case, "DR106")
    assert told == (
        "series.yml:3 DR106 `t2.2` cannot be a series: records ending in `.2` are second meetings "
        "of a day | write `t2-2`"
    )


def test_a_meeting_called_off_and_held_on_the_same_day_after_all() -> None:
    ledger = replay_on(
        "2026-03-10",
        """
    series: {tier-1: {kind: tier-1, from: 2026-02-03}}
    2026-02-03-tier-1: {attendees: [vera, otto]}
    2026-03-03-tier-1: {cancelled: {because: absence}}
    2026-03-03-tier-1.2: {attendees: [vera, otto]}
    """,
    )

    standing = ledger.series["tier-1"]
    states = [each.state for each in standing.meetings]
    assert states == [MeetingState.HELD, MeetingState.CANCELLED, MeetingState.HELD]
    assert (len(standing.expected), standing.next) == (2, day("2026-04-07"))


def test_two_meetings_of_a_day_are_no_silence_on_an_action() -> None:
    text = """
    2026-03-03-tier-1:
      actions: {pm: [{id: A1, what: Send it, owner: ines, due: 2026-06-30}]}
    2026-03-03-tier-1.2: {notes: Nothing of it.}
    2026-03-31-tier-1: {notes: Nothing of it.}
    """
    assert signals_on("2026-04-01", text, "SG103") == ()
    more = f"{text}2026-04-28-tier-1: {{notes: Nothing.}}\n"
    assert len(signals_on("2026-04-28", more, "SG103")) == 1
