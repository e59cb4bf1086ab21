"""records.md §5, Pod: readiness, readings, what waits in its domain, diagnoses, evaluations."""

import pytest

from building import day, replay_on
from decision_record.ledger.pods import PodStanding

SERIES = """
series:
  standup: {kind: pod-standup, pod: reporting}
  review: {kind: pod-metric-review, pod: reporting}
  quarterly: {kind: quarterly-review}
"""

BOTH = "{vp_cs: 2026-01-08, head_of_product: 2026-01-09}"

POD = f"""
pods:
  reporting:
    name: Reporting
    structure: product-area
    area: reporting
    members: {{pm: ines, csm: bob, engineer: wes}}
    started: 2026-01-12
    status: operational
    charter: {{success_in_90_days: Fewer., protected_by: {BOTH}}}
    metrics:
      - {{id: days, name: Days, signed_off: {BOTH}}}
      - {{id: adoption, name: Adoption, signed_off: {BOTH}}}
"""

MET = "2026-01-07-tier-2: {attendees: [bob, ines]}"


def standing(as_of: str, *lines: str, pod: str = POD) -> PodStanding:
    return replay_on(as_of, "\n".join((SERIES, pod, *lines))).pods["reporting"]


def unmet(pod: PodStanding) -> dict[str, str]:
    """What keeps the pod from being ready, with the reason."""
    return {each.name.value: each.why for each in pod.readiness if not each.met}


class TestReadiness:
    """Each of the conditions, with a sentence that says why."""

    def test_ready_when_all_are_met(self) -> None:
        pod = standing("2026-01-12", MET)

        assert pod.is_ready
        assert len(pod.readiness) == 6
        assert [each.record for each in pod.readiness if each.record] == ["2026-01-07-tier-2"]

    @pytest.mark.parametrize(
        ("members", "why"),
        [
            ("{pm: ines, csm: bob}", "The engineer's seat is empty."),
            ("{pm: ines, csm: bob, solutions_engineer: wes}", "The engineer's seat is empty."),
            ("{pm: ines, csm: bob, engineer: who}", "The engineer `who` is not among the people."),
            ("{pm: ines, csm: bob, engineer: gone}", "Gone, the engineer, has left."),
            ("{pm: ines, csm: bob, engineer: new}", "New, the engineer, has not started yet."),
        ],
    )
    def test_its_seats_are_filled_by_named_people(self, members: str, why: str) -> None:
        people = """
people:
  gone: {name: Gone, role: engineer, left: 2026-01-11}
  new: {name: New, role: engineer, since: 2026-01-13}
"""
        pod = POD.replace("{pm: ines, csm: bob, engineer: wes}", members)

        assert unmet(standing("2026-01-12", people, MET, pod=pod)) == {"seats": why}

    def test_an_account_pod_may_have_a_solutions_engineer(self) -> None:
        pod = POD.replace("engineer: wes", "solutions_engineer: wes")
        pod = pod.replace("product-area\n    area: reporting", "account\n    accounts: [north]")

        assert standing("2026-01-12", MET, pod=pod).is_ready

    @pytest.mark.parametrize(
        "met",
        [
            "2026-01-07-tier-2: {attendees: [bob]}",
            "2026-01-07-tier-1: {attendees: [bob, ines]}",
            "2026-01-07-tier-2: {cancelled: {because: sprint}}",
            "2026-01-12-tier-2: {attendees: [bob, ines]}",
        ],
    )
    def test_its_pm_and_csm_have_met_in_a_tier_2_before(self, met: str) -> None:
        assert unmet(standing("2026-06-01", met)) == {
            "tier-2": "No record shows its PM and CSM in a tier 2 before the pod began."
        }

    @pytest.mark.parametrize(
        ("domain", "why"),
        [
            ("product-area", "It names no domain: an area is wanted by its structure."),
            ("segment\n    area: reporting", "It names no domain: a segment is wanted by its"),
            (
                "product-area\n    area: reporting\n    segment: enterprise",
                "Beside its own domain it names a segment.",
            ),
        ],
    )
    def test_it_has_one_domain(self, domain: str, why: str) -> None:
        pod = POD.replace("product-area\n    area: reporting", domain)

        found = unmet(standing("2026-01-12", MET, pod=pod))
        assert list(found) == ["domain"]
        assert found["domain"].startswith(why)

    def test_accounts_narrow_a_domain_and_are_no_other(self) -> None:
        pod = POD.replace("area: reporting", "area: reporting\n    accounts: [north]")

        assert standing("2026-01-12", MET, pod=pod).is_ready

    def test_success_in_90_days_is_written(self) -> None:
        pod = POD.replace("success_in_90_days: Fewer., ", "")

        assert list(unmet(standing("2026-01-12", MET, pod=pod))) == ["success"]

    @pytest.mark.parametrize(
        ("signed", "why"),
        [
            ("{vp_cs: 2026-01-08}", "The Head of Product has not signed “Days”."),
            (
                "{vp_cs: 2026-01-13, head_of_product: 2026-01-12}",
                "The VP CS signed “Days” after the first meeting.",
            ),
            (
                "{vp_cs: 2026-01-08, head_of_product: 2026-02-02}",
                "The Head of Product has not signed “Days”.",
            ),
        ],
    )
    def test_each_metric_was_signed_by_both_before_its_first_meeting(
        self, signed: str, why: str
    ) -> None:
        pod = POD.replace(f"name: Days, signed_off: {BOTH}", f"name: Days, signed_off: {signed}")

        assert unmet(standing("2026-02-01", MET, pod=pod)) == {"metrics": why}

    def test_the_first_meeting_may_have_come_before_the_day_of_the_file(self) -> None:
        pod = POD.replace("started: 2026-01-12", "started: 2026-01-19")

        early = standing("2026-02-01", MET, "2026-01-08-standup: {}", pod=pod)
        assert early.begins == day("2026-01-08")
        assert "The Head of Product signed “Days” after the first" in unmet(early)["metrics"]

    def test_a_pod_without_a_metric_has_none_that_was_signed(self) -> None:
        pod = POD[: POD.index("    metrics")]

        assert unmet(standing("2026-02-01", MET, pod=pod)) == {"metrics": "The pod has no metric."}

    def test_both_have_protected_its_time(self) -> None:
        pod = POD.replace(f"protected_by: {BOTH}", "protected_by: {vp_cs: 2026-01-08}")
        nobody = POD.replace(f", protected_by: {BOTH}", "")

        assert unmet(standing("2026-01-12", MET, pod=pod)) == {
            "protection": "The Head of Product did not protect its time."
        }
        assert unmet(standing("2026-01-12", MET, pod=nobody)) == {
            "protection": "The VP CS and the Head of Product did not protect its time."
        }

    def test_what_was_declared_later_is_not_known_yet(self) -> None:
        assert set(unmet(standing("2026-01-08", MET))) == {"metrics", "protection"}


class TestReadings:
    """The values of each metric, in the order of the days on which they were true."""

    REVIEWS = """
2026-03-05-review:
  readings:
    - {metric: days, value: 5, as_of: 2026-02-28}
    - {metric: days, value: 8, as_of: 2026-01-31}
    - {metric: unknown, value: 1}
2026-04-02-review:
  readings: [{metric: days, value: 2.6, note: Better.}]
"""

    def test_in_the_order_of_their_days(self) -> None:
        days, adoption = standing("2026-04-30", self.REVIEWS).metrics

        assert [(each.as_of, each.value) for each in days.readings] == [
            (day("2026-01-31"), 8),
            (day("2026-02-28"), 5),
            (day("2026-04-02"), 2.6),
        ]
        assert days.latest == days.readings[-1]
        assert adoption.latest is None

    def test_those_of_records_up_to_the_day(self) -> None:
        assert len(standing("2026-04-01", self.REVIEWS).metrics[0].readings) == 2

    SHIPPED = """
2026-05-18-ines: {shipped: [{id: S1, what: Export, on: 2026-05-18}]}
2026-06-18-review:
  readings:
    - {metric: adoption, value: 34, as_of: 2026-06-17, of: 2026-05-18-ines/S1, day: 30}
"""

    def test_adoption_is_read_due_or_not_due_yet(self) -> None:
        points = standing("2026-07-17", self.SHIPPED).adoption

        assert [(each.day, each.due, each.state.value) for each in points] == [
            (30, day("2026-06-17"), "read"),
            (60, day("2026-07-17"), "due"),
            (90, day("2026-08-16"), "not due yet"),
        ]
        assert points[0].reading is not None
        assert points[0].reading.value == 34
        assert standing("2026-06-17", self.SHIPPED).adoption == ()


class TestDomain:
    """Its area, its segment or its accounts."""

    RAISED = """
2026-02-24-tier-1:
  escalations:
    - {id: E1, account: north, area: reporting, issue: Slow.}
    - {id: E2, account: south, area: reporting, issue: Dark.}
    - {id: E3, account: old-north, area: mobile, issue: Cold.}
accounts: {north: {aliases: [old-north], segment: growth}}
2026-02-25-tier-2: {briefings: [{id: B1, account: north, area: reporting, request: Speed.}]}
"""

    @pytest.mark.parametrize(
        ("domain", "escalations"),
        [
            ("product-area\n    area: reporting", ["E1", "E2"]),
            ("product-area\n    area: reporting\n    accounts: [old-north]", ["E1"]),
            ("product-area", []),
            ("segment\n    segment: growth", ["E1", "E3"]),
            ("segment", []),
            ("account\n    accounts: [north]", ["E1", "E3"]),
            ("outcome\n    outcome: Fewer.\n    accounts: [south]", ["E2"]),
            ("outcome\n    outcome: Fewer.", []),
        ],
    )
    def test_escalations_of_the_domain(self, domain: str, escalations: list[str]) -> None:
        pod = POD.replace("product-area\n    area: reporting", domain)

        found = standing("2026-03-01", self.RAISED, pod=pod).escalations
        assert list(found) == [f"2026-02-24-tier-1/{each}" for each in escalations]

    def test_the_open_queue_of_its_series(self) -> None:
        pod = standing(
            "2026-03-01",
            """
2026-02-02-standup:
  actions:
    pm: [{id: A1, what: Fix., owner: ines, due: 2026-02-09}]
    cs: [{id: A2, what: Tell., owner: bob, due: 2026-02-09}]
2026-02-09-standup: {review: [{action: 2026-02-02-standup/A1, outcome: done}]}
2026-02-09-tier-2: {actions: {cs: [{id: A1, what: Ask., owner: bob, due: 2026-03-09}]}}
""",
        )

        assert pod.open_actions == ("2026-02-02-standup/A2",)


def test_the_cadence_that_it_kept() -> None:
    pod = standing("2026-01-31", "2026-01-12-standup: {}", "2026-01-26-standup: {}")

    assert {each.id for each in pod.series} == {"standup", "review"}
    assert (pod.meetings_kept, pod.meetings_expected) == (2, 3)


def test_what_was_found_by_the_day_oldest_first() -> None:
    diagnoses = "\n    diagnoses: [{on: 2026-04-02, mode: metric}, {on: 2026-03-02}, {mode: scope}]"
    pod = POD.rstrip() + diagnoses

    assert [each.on for each in standing("2026-04-02", pod=pod).diagnoses] == [
        None,
        day("2026-03-02"),
        day("2026-04-02"),
    ]
    assert len(standing("2026-04-01", pod=pod).diagnoses) == 2


def test_what_quarterly_reviews_said_of_it() -> None:
    pod = standing(
        "2026-07-31",
        """
2026-04-07-quarterly:
  pods: [{pod: reporting, evaluation: {verdict: continue}}, {pod: other}, {summary: Nobody.}]
2026-07-07-quarterly: {pods: [{pod: reporting, evaluation: {verdict: expand}}]}
2026-07-08-quarterly: {cancelled: {because: planning}}
""",
    )

    assert [(each.day, each.record) for each in pod.evaluations] == [
        (day("2026-04-07"), "2026-04-07-quarterly"),
        (day("2026-07-07"), "2026-07-07-quarterly"),
    ]
