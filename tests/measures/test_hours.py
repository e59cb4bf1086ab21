"""Hours in rituals, by role and never by person."""

from decision_record.measures.hours import HOURS
from measuring import measure_on, parts

TWO_OF_EACH = """
    people:
      bob: {name: Bob, role: csm}
      amy: {name: Amy, role: cs-lead, since: 2026-02-15}
      ines: {name: Ines, role: pm}
      otto: {name: Otto, role: pm, left: 2026-02-14}
      vera: {name: Vera, role: vp-cs}
      lena: {name: Lena, role: support}
      greta: {name: Greta, role: support}
      ian: {name: Ian, role: head-of-product, left: 2026-01-31}
    series: {tier-2: {kind: tier-2}}
    2026-02-01-tier-2: {minutes: 60, attendees: [bob, ines]}
    2026-02-03-tier-2: {attendees: [bob], delegates: {ines: otto}}
    2026-02-17-tier-2: {minutes: 45, attendees: [bob, amy, ines, vera]}
    2026-02-24-tier-2: {cancelled: {because: sprint}}
"""


def test_hours_are_those_of_one_person_of_the_role_a_week() -> None:
    found = measure_on("2026-02-28", TWO_OF_EACH, HOURS)

    # 60 + 30 + twice 45 minutes of CSMs; Bob worked here for four weeks, Amy for two.
    assert parts(found, "2026-02 csm") == (0.5, 3.0, 6.0, 3)
    # 60 + 30 + 45 minutes of PMs; Ines for four weeks, Otto for two.
    assert parts(found, "2026-02 pm") == (0.4, 2.2, 6.0, 3)


def test_a_role_of_one_person_has_no_number() -> None:
    found = measure_on("2026-02-28", TWO_OF_EACH, HOURS)

    assert not any("leader" in key for key in found)
    # By the end of March Otto is gone: one PM is left, and there was no meeting.
    later = measure_on("2026-03-31", TWO_OF_EACH, HOURS)
    assert not any(key.startswith("2026-03") for key in later)


def test_nothing_recorded_costs_nothing() -> None:
    assert measure_on("2026-02-28", "people: {}", HOURS) == {}
