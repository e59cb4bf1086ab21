"""A review names what a new record says in sections that have no items."""

from datetime import date

import pytest

from decision_record.model.record import Meeting, Update
from decision_record.review.noted import NAMED_APART
from reviewing import lines_of, review_texts, told

POD = """
    accounts: {north: {}, south: {}}
    pods:
      crew:
        {name: The crew, structure: segment, members: {pm: ines, csm: bob}, started: 2026-01-05}
    series:
      standup: {kind: pod-standup, pod: crew}
"""
RELEASED = """
    2026-04-28-standup:
      releases:
        - {what: New exports, on: 2026-12-15, accounts: [north], cs_impact: Menus move.,
           comms_plan: One e-mail., briefed: 2026-04-27}
"""
TIER_3 = """
    series: {tier-3: {kind: tier-3}}
"""
PROCESS = (
    TIER_3
    + """
    2026-03-31-tier-3:
      process_changes: [{what: Weekly triage, owner: ines, due: 2026-05-05, status: planned}]
"""
)


def test_a_release_that_a_new_standup_plans_is_named_with_its_accounts() -> None:
    review = review_texts(POD, POD + RELEASED, as_of="2026-05-01")
    (line,) = [each for each in lines_of(review) if each.kind == "release"]
    assert line.text == (
        "“New exports” (The crew), planned for 15 Dec, for North Mills ($100,000 ARR); CS will "
        "notice “Menus move.”; customers are told “One e-mail.”; CS was briefed on 27 Apr"
    )
    assert line.accounts == ("north",)
    (touched,) = [each for each in lines_of(review) if each.kind == "touched"]
    assert touched.accounts == ("north",)
    assert "1 release" in review.summary


def test_a_release_on_another_day_is_named_with_both() -> None:
    later = """
    2026-04-29-standup:
      releases: [{what: New exports, on: 2026-12-18, accounts: [south]}]
    """
    said = told(POD + RELEASED, POD + RELEASED + later)
    assert (
        "commitments: Changed: release “New exports” (The crew): date 15 Dec → 18 Dec; "
        "accounts added South Yard and removed North Mills"
    ) in said


def test_what_becomes_of_a_process_change_is_named() -> None:
    later = """
    2026-04-30-tier-3:
      process_changes: [{what: weekly triage, due: 2026-06-06, status: dropped}]
    """
    said = told(TIER_3, PROCESS)
    assert "records: Process change: “Weekly triage” (Ines), planned, due 5 May" in said
    said = told(PROCESS, PROCESS + later)
    (line,) = [each for each in said if "Process change" in each]
    assert "status planned → dropped" in line
    assert "due date 5 May → 6 Jun" in line


SECTIONS = {
    "themes: [{theme: speed, accounts: [north], stance: planned, response: We do it in fall.}]": (
        "We do it in fall.",
        "North Mills",
    ),
    "org: [{topic: New office., decision: 2026-03-31-tier-1/D1}]": ("New office.",),
    "taxonomy_coverage: {categorised: 0, total: 17}": ("categorised 0", "total 17"),
    "integration: {changes: Sync is hourly., noisy: Bots.}": ("Sync is hourly.", "Bots."),
    "next_sprint: [Faster rows., Exports.]": ("“Faster rows.” and “Exports.”",),
    "attention: [{what: Menus move., on: 2026-05-09}]": ("Menus move.", "9 May"),
    "csm_reaction: We are glad.": ("We are glad.",),
    "moves: {pm: Calls five., csm: Writes., engineer: Mends it.}": (
        "Calls five.",
        "Writes.",
        "Mends it.",
    ),
    "pods: [{pod: crew, summary: All done., evaluation: {cadence: Held., verdict: fix}}]": (
        "All done.",
        "Held.",
        "fix",
    ),
    "parked: [{topic: Prices., kind: sales, taken_to: Ann., minutes: 3}]": ("Prices.", "Ann."),
    "notes: All were there.": ("All were there.",),
}
"""Each section that has no items and no state, with what a review has to say of it."""

PERSONAL = {"goals", "challenges", "customers", "coaching", "career", "data_by", "agenda"}
"""The sections of one-on-ones, of which a review reads nothing."""


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("day", [date(2026, 5, 1), date(2026, 4, 1)])
def test_a_section_without_items_is_noted(section: str, day: date) -> None:
    new = f"{POD}\n    2026-04-28-tier-1:\n      {section}\n"
    review = review_texts(POD, new, as_of=f"{day}")
    noted = [line.text for line in lines_of(review) if line.kind == "noted"]
    for word in SECTIONS[section]:
        assert any(word in text for text in noted), noted


def test_every_section_is_named_apart_or_noted() -> None:
    noted = {section.partition(":")[0] for section in SECTIONS} | PERSONAL | {"prereads"}
    fields = {*Meeting.model_fields, *Update.model_fields}
    assert fields == noted | NAMED_APART.keys()
    assert not noted & NAMED_APART.keys()


def test_a_note_on_an_older_item_is_noted() -> None:
    old = """
    2026-03-31-tier-1:
      questions: [{id: Q1, account: north, ask: When does SSO come?}]
"""
    new = """
    2026-04-28-tier-1:
      updates: [{item: 2026-03-31-tier-1/Q1, note: They ask weekly.}]
"""
    review = review_texts(old, old + new)
    (line,) = [each for each in lines_of(review) if each.kind == "noted"]
    assert line.text == "on “When does SSO come?”: “They ask weekly.”"
    assert line.accounts == ("north",)
