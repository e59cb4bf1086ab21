"""SG901 to SG904, SG951 to SG953, SG961 and SG962."""

import pytest

from building import day
from signalling import messages, signals_on

POD = """
    organization: {stage: series-b}
    pods: {crew: {name: Crew, structure: outcome, outcome: Setup, members: {pm: ines, csm: bob},
                  started: 2026-01-05, status: operational,
                  metrics: [{id: done, name: Setups completed}]}}
    series: {review: {kind: pod-metric-review, pod: crew}, quarterly: {kind: quarterly-review}}
"""


def reviews(march: str, april: str, june: str) -> str:
    return (
        POD
        + f"""
    2026-03-26-review: {{{march}}}
    2026-04-30-review: {{{april}}}
    2026-06-25-review: {{{june}}}
"""
    )


OFF, HELD = "cancelled: {because: planning}", "attendees: [ines, bob]"


def test_a_pod_is_adrift_after_two_quarters_with_a_cancelled_review() -> None:
    (found,) = signals_on("2026-06-29", reviews(OFF, HELD, OFF), "SG901")
    assert found.message == (
        "Decide whether Crew is still a pod: its metric review was cancelled on 26 March 2026 and "
        "again on 25 June 2026, two quarters in a row."
    )
    assert (found.about.pod, found.address, found.owner) == ("crew", "pods/crew/", "otto")


@pytest.mark.parametrize(
    "text",
    [
        reviews(HELD, OFF, OFF),
        reviews(OFF, OFF, HELD),
        reviews(OFF, HELD, "cancelled: {moved_to: 2026-06-27}"),
        reviews(OFF, HELD, OFF).replace("operational", "dissolved"),
    ],
)
def test_one_quarter_or_a_review_since_or_a_move_is_not_adrift(text: str) -> None:
    assert signals_on("2026-06-29", text, "SG901") == ()


def test_a_metric_is_read_every_month() -> None:
    read = POD + "\n    2026-05-28-review: {readings: [{metric: done, value: 61}]}\n"
    assert signals_on("2026-06-28", read, "SG902") == ()
    assert messages(signals_on("2026-06-29", read, "SG902")) == [
        "Review “Setups completed” of Crew: no review for 32 days."
    ]
    assert messages(signals_on("2026-02-06", POD, "SG902")) == [
        "Review “Setups completed” of Crew: no review for 32 days, since the pod began."
    ]


def test_a_quarter_that_is_over_is_judged_on_behaviour_first() -> None:
    assert signals_on("2026-03-31", POD, "SG903") == ()
    assert messages(signals_on("2026-04-01", POD, "SG903")) == [
        (
            "Evaluate Crew by how it behaves, not yet by its numbers: the quarter ended on "
            "31 March 2026, and no quarterly review did."
        )
    ]
    judged = POD + (
        "\n    2026-04-08-quarterly: {pods: [{pod: crew, evaluation: {verdict: continue}}]}\n"
    )
    assert signals_on("2026-06-30", judged, "SG903") == ()
    (second,) = signals_on("2026-07-01", judged, "SG903")
    assert "by how it behaves, and by whether its numbers moved" in second.message


def test_a_pod_that_had_just_begun_is_not_judged() -> None:
    young = POD.replace("started: 2026-01-05", "started: 2026-02-19")
    assert signals_on("2026-04-01", young, "SG903") == ()
    assert len(signals_on("2026-04-01", young.replace("02-19", "02-18"), "SG903")) == 1


def test_a_pm_has_six_hours_of_rituals_a_week_at_most() -> None:
    def spent(minutes: int) -> str:
        return POD + (
            f"\n    2026-06-15-tier-2: {{minutes: {minutes}, attendees: [bob, ines, otto]}}\n"
        )

    assert signals_on("2026-06-29", spent(4 * 6 * 60), "SG904") == ()
    (found,) = signals_on("2026-06-29", spent(4 * 6 * 60 + 120), "SG904")
    assert found.message == (
        "Give Ines time back: 6.5 hours of rituals a week over the last 4 weeks; the maximum is 6."
    )
    assert (found.about.person, found.about.pod, found.owner) == ("ines", "crew", "otto")


LEFT = """
    accounts: {north: {churned: {on: 2026-04-30, causes: [2026-03-04-bob/E1]}}}
    2026-03-04-bob:
      escalations: [{id: E1, account: north, issue: The export never came.}]
"""


def test_a_cause_that_product_never_heard_is_said_for_a_quarter() -> None:
    assert messages(signals_on("2026-07-30", LEFT, "SG951")) == [
        (
            "Ask how North Mills could leave on 30 April 2026 without Product knowing why: "
            "no record with a PM present names “The export never came”."
        )
    ]
    assert signals_on("2026-07-31", LEFT, "SG951") == ()
    heard = LEFT.replace("2026-03-04-bob", "2026-03-04-ines")
    assert signals_on("2026-07-29", heard, "SG951") == ()


def test_what_is_open_for_a_customer_who_left_is_closed() -> None:
    assert signals_on("2026-04-29", LEFT, "SG952") == ()
    assert messages(signals_on("2026-05-01", LEFT, "SG952")) == [
        ("Close what is open for North Mills, who left on 30 April 2026: 1 escalation or briefing.")
    ]
    settled = LEFT + (
        "\n    2026-04-01-ines: {updates: [{item: 2026-03-04-bob/E1, resolved: 2026-04-01}]}\n"
    )
    assert signals_on("2026-05-01", settled, "SG952") == ()


def one_on_ones(*, since: str = "2025-01-01", last: str = "coaching: Listening") -> str:
    return f"""
    people: {{bob: {{name: Bob, role: csm, since: {since}}}}}
    series: {{ours: {{kind: one-on-one, members: [vera, bob]}}}}
    2026-05-07-ours: {{coaching: Listening}}
    2026-05-14-ours: {{coaching: Listening}}
    2026-05-18-ours: {{cancelled: {{}}}}
    2026-05-21-ours: {{coaching: Listening}}
    2026-05-28-ours:
      {last}
"""


def test_the_way_ahead_comes_up_at_least_every_fourth_time() -> None:
    (found,) = signals_on("2026-05-28", one_on_ones(), "SG961", personal=True)
    assert found.message == (
        "Talk about Bob's career: that part was empty 4 times in a row, since 7 May 2026."
    )
    for other in (one_on_ones(last="career: Lead next"), one_on_ones(since="2026-02-06")):
        assert signals_on("2026-05-28", other, "SG961", personal=True) == ()
    assert signals_on("2026-05-27", one_on_ones(), "SG961", personal=True) == ()


def test_others_see_nothing_of_it() -> None:
    assert signals_on("2026-05-28", one_on_ones(), "SG961") == ()


class TestLeaving:
    """SG953: a churn is known and ahead."""

    TEXT = """
    accounts:
      north:
        csm: [{since: 2025-01-01, person: bob}, {since: 2026-04-01, person: lena}]
        churned: {on: 2026-04-30, because: Too dear.}
    2026-03-04-bob:
      actions: {cs: [{id: A1, what: Ring them, owner: bob, due: 2026-04-01, account: north}]}
    """

    def test_until_the_day_itself(self) -> None:
        (found,) = signals_on("2026-04-29", self.TEXT, "SG953")
        assert (found.about.account, found.owner, found.day) == ("north", "lena", day("2026-04-30"))
        assert found.message == (
            "Prepare for North Mills' last day, 30 April 2026, tomorrow; 1 action open."
        )
        assert signals_on("2026-04-30", self.TEXT, "SG953") == ()
        assert signals_on("2026-04-30", self.TEXT, "SG952") != ()


class TestNoOneOnOne:
    """SG962: a CSM whose manager has no one-on-one series with them."""

    PEOPLE = """
    people:
      bob: {name: Bob, role: csm, manager: vera}
      lena: {name: Lena, role: csm, manager: otto}
      alone: {name: Alone, role: csm}
      gone: {name: Gone, role: csm, manager: vera, left: 2026-01-31}
    """
    BOB = "    series: {bob-talk: {kind: one-on-one, members: [vera, bob]}}\n"

    def test_of_each_csm_with_a_manager_who_is_there(self) -> None:
        found = signals_on("2026-06-29", f"{self.PEOPLE}\n{self.BOB}", "SG962")
        assert [(each.about.person, each.owner) for each in found] == [("lena", "otto")]
        assert messages(found) == ["Set up a one-on-one: Otto has no series with Lena."]

    def test_nothing_where_no_one_on_ones_are_known(self) -> None:
        assert signals_on("2026-06-29", self.PEOPLE, "SG962") == ()

    def test_a_personal_build_knows_only_the_managers_that_it_reads(self) -> None:
        text = f"{self.PEOPLE}\n{self.BOB}"
        assert signals_on("2026-06-29", text, "SG962", personal=True) == ()
        other = text.replace("manager: otto", "manager: vera")
        found = signals_on("2026-06-29", other, "SG962", personal=True)
        assert [each.about.person for each in found] == ["lena"]
