"""records.md §5, Series: expected, held, late, cancelled, delegated meetings; the next one."""

from building import day, replay_on
from decision_record.ledger.series import SeriesStanding

TIER_2 = "series: {tier-2: {kind: tier-2}}"


def standing(as_of: str, *lines: str, name: str = "tier-2") -> SeriesStanding:
    return replay_on(as_of, "\n".join(lines)).series[name]


def states(series: SeriesStanding) -> list[tuple[str, str | None]]:
    """What became of each meeting, with the day on which it was expected."""
    return [
        (each.state.value, each.expected.isoformat() if each.expected else None)
        for each in series.meetings
    ]


class TestExpected:
    """From the first day, else the first record; by the cadence."""

    def test_from_the_first_record_where_no_day_is_given(self) -> None:
        series = standing("2026-01-20", "2026-01-06-tier-2: {}", "2026-01-20-tier-2: {}")

        assert states(series) == [("held", "2026-01-06"), ("held", "2026-01-20")]
        assert series.next == day("2026-02-03")

    def test_nothing_where_neither_a_day_nor_a_record_says_when(self) -> None:
        series = standing("2026-12-31", TIER_2)

        assert series.meetings == ()
        assert series.next is None
        assert series.missed_since is None

    def test_the_first_may_come_on_any_day_within_a_cadence(self) -> None:
        lines = ("series: {tier-2: {kind: tier-2, from: 2026-01-01}}", "2026-01-13-tier-2: {}")
        series = standing("2026-01-13", *lines)

        assert states(series) == [("held", "2026-01-13")]
        assert standing("2026-01-01", *lines).next == day("2026-01-01")
        assert standing("2026-01-02", *lines).next == day("2026-01-15")

    def test_the_first_is_missed_when_a_cadence_and_two_days_have_passed(self) -> None:
        text = "series: {tier-2: {kind: tier-2, from: 2026-01-01}}"

        assert standing("2026-01-17", text).missed_since is None
        assert standing("2026-01-18", text).missed_since == day("2026-01-15")

    def test_it_follows_what_was_held_not_what_was_planned(self) -> None:
        series = standing("2026-01-22", "2026-01-06-tier-2: {}", "2026-01-22-tier-2: {}")

        assert series.next == day("2026-02-05")

    def test_one_held_early_is_the_one_that_was_due(self) -> None:
        series = standing("2026-01-14", "2026-01-06-tier-2: {}", "2026-01-14-tier-2: {}")

        assert states(series) == [("held", "2026-01-06"), ("held", "2026-01-20")]
        assert series.next == day("2026-01-28")

    def test_as_needed_is_never_expected_nor_overdue(self) -> None:
        series = standing(
            "2026-12-31",
            "series: {tier-2: {kind: tier-2, cadence: as-needed, because: One account.}}",
            "2026-01-06-tier-2: {}",
            "2026-03-06-tier-2: {}",
        )

        assert states(series) == [("held", None), ("held", None)]
        assert series.next is None
        assert series.missed_since is None
        assert series.expected == ()


class TestLate:
    """Held after its day plus two days."""

    def test_within_two_days_it_is_in_time(self) -> None:
        series = standing("2026-01-22", "2026-01-06-tier-2: {}", "2026-01-22-tier-2: {}")

        assert series.late == ()

    def test_after_them_it_is_late_by_the_days_since_it_was_due(self) -> None:
        series = standing("2026-01-23", "2026-01-06-tier-2: {}", "2026-01-23-tier-2: {}")

        assert [each.days_late for each in series.late] == [3]

    def test_one_that_came_when_the_next_was_due_is_the_next(self) -> None:
        before = "2026-01-06-tier-2: {}"

        late = standing("2026-01-31", before, "2026-01-31-tier-2: {}")
        assert [each.days_late for each in late.late] == [11]
        passed = standing("2026-02-01", before, "2026-02-01-tier-2: {}")
        assert states(passed)[1:] == [("missed", "2026-01-20"), ("held", "2026-02-03")]


class TestCancelled:
    """Of a cancelled meeting the next follows; of a moved one it is the new day."""

    def test_after_one_that_was_cancelled_the_next_follows_a_cadence_later(self) -> None:
        series = standing(
            "2026-01-23",
            "2026-01-06-tier-2: {}",
            "2026-01-20-tier-2: {cancelled: {because: sprint}}",
        )

        assert states(series)[1:] == [("cancelled", "2026-01-20")]
        assert series.called_off[0].because == "sprint"
        assert series.next == day("2026-02-03")
        assert series.missed_since is None
        assert series.last == series.held[-1]
        assert series.last.day == day("2026-01-06")

    def test_one_that_was_moved_is_expected_on_its_new_day_only(self) -> None:
        lines = (
            "2026-01-06-tier-2: {}",
            "2026-01-20-tier-2: {cancelled: {because: sprint, moved_to: 2026-01-26}}",
            "2026-01-26-tier-2: {}",
        )

        assert standing("2026-01-20", *lines).next == day("2026-01-26")
        series = standing("2026-01-26", *lines)
        assert states(series)[1:] == [("moved", "2026-01-20"), ("held", "2026-01-26")]
        assert len(series.expected) == 2
        assert series.late == ()
        assert series.next == day("2026-02-09")

    def test_one_that_was_moved_and_forgotten_is_missed(self) -> None:
        moved = "2026-01-20-tier-2: {cancelled: {moved_to: 2026-01-26}}"

        assert standing("2026-01-28", moved).missed_since is None
        assert standing("2026-01-29", moved).missed_since == day("2026-01-26")

    def test_one_that_was_held_before_its_day_leaves_the_next_as_it_is(self) -> None:
        series = standing(
            "2026-01-20",
            "2026-01-15-tier-2: {}",
            "2026-01-20-tier-2: {cancelled: {moved_to: 2026-01-15}}",
        )

        assert series.next == day("2026-01-29")


class TestMissed:
    """Its cadence plus two days has passed."""

    def test_from_the_third_day_on(self) -> None:
        assert standing("2026-01-22", "2026-01-06-tier-2: {}").missed_since is None
        assert standing("2026-01-23", "2026-01-06-tier-2: {}").missed_since == day("2026-01-20")

    def test_each_one_that_was_due_is_missed_and_the_first_stays_the_next(self) -> None:
        series = standing("2026-02-10", "2026-01-06-tier-2: {}")

        assert states(series)[1:] == [("missed", "2026-01-20"), ("missed", "2026-02-03")]
        assert series.next == day("2026-01-20")
        assert series.missed == series.meetings[1:]

    def test_after_a_year_nothing_more_is_expected(self) -> None:
        a_year = standing("2027-02-01", "2026-01-06-tier-2: {}")

        assert len(a_year.missed) == 27
        assert standing("2030-01-01", "2026-01-06-tier-2: {}") == a_year

    def test_after_a_year_of_silence_it_begins_anew(self) -> None:
        series = standing("2028-03-07", "2026-01-06-tier-2: {}", "2028-03-07-tier-2: {}")

        assert len(series.missed) == 27
        assert states(series)[-1] == ("held", "2028-03-07")
        assert series.late == ()


class TestBounds:
    """`from` and `until`; of a pod, the pod's own."""

    def test_until_is_the_last_day_on_which_one_is_expected(self) -> None:
        text = (
            "series: {tier-2: {kind: tier-2, until: 2026-02-03}}",
            "2026-01-06-tier-2: {}",
        )

        series = standing("2026-12-31", *text)
        assert [each.expected for each in series.missed] == [day("2026-01-20"), day("2026-02-03")]
        held = standing("2026-12-31", *text, "2026-02-03-tier-2: {}")
        assert held.next is None
        assert held.missed_since is None

    def test_one_held_before_or_after_them_was_not_expected(self) -> None:
        series = standing(
            "2026-03-01",
            "series: {tier-2: {kind: tier-2, from: 2026-01-10, until: 2026-01-31}}",
            "2026-01-06-tier-2: {}",
            "2026-01-13-tier-2: {}",
            "2026-01-27-tier-2: {}",
            "2026-02-17-tier-2: {}",
        )

        assert states(series) == [
            ("held", None),
            ("held", "2026-01-13"),
            ("held", "2026-01-27"),
            ("held", None),
        ]

    POD = """
series: {standup: {kind: pod-standup, pod: reporting}}
pods:
  reporting: {name: R, structure: product-area, started: 2026-01-12, members: {}, status: STATUS}
"""

    def test_a_pod_s_series_begins_with_the_pod(self) -> None:
        text = self.POD.replace("STATUS", "operational")

        assert standing("2026-01-10", text, name="standup").next == day("2026-01-12")
        assert standing("2026-01-22", text, name="standup").missed_since == day("2026-01-19")

    def test_a_pod_that_rests_expects_nothing_after_its_last_record(self) -> None:
        for status in ("paused", "dissolved"):
            text = self.POD.replace("STATUS", status)
            series = standing(
                "2026-03-01",
                text,
                "2026-01-12-standup: {}",
                "2026-01-26-standup: {}",
                name="standup",
            )

            assert states(series) == [
                ("held", "2026-01-12"),
                ("missed", "2026-01-19"),
                ("held", "2026-01-26"),
            ]
            assert series.next is None
            assert standing("2026-03-01", text, name="standup").meetings == ()


def test_a_meeting_held_by_somebody_who_stood_in_is_delegated() -> None:
    series = standing(
        "2026-01-20",
        "2026-01-06-tier-2: {attendees: [bob, ines]}",
        "2026-01-20-tier-2: {attendees: [bob], delegates: {ines: otto}}",
    )

    delegates = [each.delegates for each in series.meetings if each.is_delegated]
    assert delegates == [(("ines", "otto"),)]


class TestAnnounced:
    """A pre-read says for which day the next meeting is."""

    PREREAD = "{series: tier-2, meeting: 2026-01-23, side: cs, sent: 2026-01-19T09:00}"

    def test_the_day_that_a_pre_read_names_is_the_next(self) -> None:
        lines = ("2026-01-06-tier-2: {}", f"2026-01-19-bob: {{prereads: [{self.PREREAD}]}}")

        assert standing("2026-01-18", *lines).next == day("2026-01-20")
        assert standing("2026-01-19", *lines).next == day("2026-01-23")
        assert standing("2026-01-25", *lines).missed_since is None
        assert standing("2026-01-26", *lines).missed_since == day("2026-01-23")

    def test_what_was_sent_for_a_meeting_that_has_a_record_says_nothing_more(self) -> None:
        series = standing(
            "2026-01-23",
            "2026-01-06-tier-2: {}",
            f"2026-01-19-bob: {{prereads: [{self.PREREAD}]}}",
            "2026-01-23-tier-2: {}",
        )

        assert series.next == day("2026-02-06")

    def test_a_move_that_was_written_down_counts_more(self) -> None:
        series = standing(
            "2026-01-20",
            f"2026-01-19-bob: {{prereads: [{self.PREREAD}]}}",
            "2026-01-20-tier-2: {cancelled: {moved_to: 2026-01-26}}",
        )

        assert series.next == day("2026-01-26")


def test_series_that_nobody_lists_have_no_standing() -> None:
    assert set(replay_on("2026-01-20", "2026-01-06-tier-2: {}").series) == {
        "tier-1",
        "tier-2",
        "standup",
    }


def test_the_ends_of_the_calendar_are_days_like_others() -> None:
    text = """
series: {quarterly: {kind: quarterly-review}}
0001-01-01-tier-1: {cancelled: {moved_to: 0001-01-01}}
0001-01-02-tier-2: {}
9999-12-30-tier-2: {}
9999-12-31-quarterly: {cancelled: {moved_to: 9999-12-31}}
0001-01-01-ines:
  prereads: [{series: tier-1, meeting: 0001-01-01, side: cs, sent: 0001-01-01T00:00}]
"""
    ledger = replay_on("9999-12-31", text)

    assert ledger.series["tier-2"].next is None
    assert ledger.series["quarterly"].next is None
    assert ledger.prereads["tier-1", day("0001-01-01")].due.date() == day("0001-01-01")
