from building import day
from decision_record.measures import meetings
from measuring import measure_on, parts

HELD = """
    pods:
      crew: {name: Crew, structure: segment, segment: enterprise, started: 2026-01-01,
             members: {pm: ines, csm: bob, engineer: wes}}
    series: {standup: {kind: pod-standup, pod: crew}}
    2026-02-03-tier-2: {attendees: [bob, ines]}
    2026-02-05-standup: {attendees: [bob, ines, wes]}
    2026-02-17-tier-2: {cancelled: {because: sprint}}
    2026-03-03-tier-2: {attendees: [bob], delegates: {ines: otto}}
"""


def test_meetings_held_of_those_expected() -> None:
    found = measure_on("2026-03-04", HELD, meetings.HELD)

    # Tier 2 on 3 February, not on the 17th, on 3 March. The standup of 5 February, and not on
    # 12, 19 and 26 February.
    assert parts(found, "2026-Q1 tier-2") == (66.7, 2, 3, 3)
    assert parts(found, "2026-02 tier-2") == (50.0, 1, 2, 2)
    assert parts(found, "2026-Q1 crew")[1] == 1
    assert not any("bob" in key or "ines" in key for key in found)


def test_held_by_a_delegate() -> None:
    found = measure_on("2026-03-04", HELD, meetings.DELEGATED)

    assert parts(found, "2026-03") == (100.0, 1, 1, 1)
    assert parts(found, "2026-Q1") == (33.3, 1, 3, 3)
    assert parts(found, "2026-Q1 tier-2") == (50.0, 1, 2, 2)


def test_recorded_within_two_days() -> None:
    written = {
        "2026-02-03-tier-2": day("2026-02-05"),
        "2026-02-05-standup": day("2026-02-08"),
        "2026-03-03-tier-2": day("2026-03-05"),
    }

    found = measure_on("2026-03-04", HELD, meetings.RECORDED, written=written)

    # The last is written down after the day, of which nobody knows yet.
    assert parts(found, "2026-Q1") == (50.0, 1, 2, 2)
    assert parts(found, "2026-02 crew") == (0.0, 0, 1, 1)


def test_without_git_nothing_is_said_of_when_records_are_written() -> None:
    assert not measure_on("2026-03-04", HELD, meetings.RECORDED)


COVERED = """
    series: {tier-3: {kind: tier-3}}
    2026-04-09-tier-3: {taxonomy_coverage: {categorised: 118, total: 140}}
    2026-05-06-bob:
      escalations: [{id: E1, account: north, issue: Slow., category: defect}]
      feedback:
        - {id: F1, account: north, what: Good., category: usability}
        - {id: F2, account: north, what: Bad.}
    2026-06-26-tier-3: {taxonomy_coverage: {categorised: 101, total: 131}}
"""


def test_what_has_a_category_in_the_records() -> None:
    found = measure_on("2026-06-29", COVERED, meetings.CATEGORISED)

    assert parts(found, "2026-Q2") == (66.7, 2, 3, 3)
    assert "2026-04" not in found


def test_what_a_tier_3_counted_and_of_two_the_newest() -> None:
    found = measure_on("2026-06-29", COVERED, meetings.COUNTED)

    assert parts(found, "2026-04") == (84.3, 118, 140, 140)
    assert parts(found, "2026-Q2") == (77.1, 101, 131, 131)
