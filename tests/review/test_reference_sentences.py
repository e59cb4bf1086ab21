"""What a review says of accounts and reference files: old → new, and from which day."""

import pytest

from reviewing import told

ACCOUNTS = {
    "north: {csm: [{since: 2026-01-01, person: bob}, {since: 2026-04-20, person: lena}]}": [
        "accounts: New CSM: North Mills, Bob → Lena, from 20 Apr"
    ],
    "north: {csm: [{since: 2026-01-01, person: bob}, {since: 2026-07-15, person: lena}],"
    " arr: [{since: 2026-01-01, amount: 100000}, {since: 2026-07-20, amount: 90000}]}": [
        "accounts: New CSM: North Mills, Bob → Lena, from 15 Jul",
        "accounts: ARR: North Mills, $100,000 → $90,000, from 20 Jul",
    ],
    "north: {pm: [{since: 2026-08-01, person: otto}]}": [
        "accounts: New PM: North Mills, no PM → Otto"
    ],
    "north: {csm: [{since: 2025-01-01, person: lena}, {since: 2025-06-01, person: bob}]}": [
        "accounts: New CSM: North Mills, Bob → Lena, until 31 May 2025"
    ],
    "north: {calls: [{on: 2026-05-20, kind: renewal-call}]}": [
        "accounts: Changed: North Mills: calls: added 20 May (kind renewal call)"
    ],
    "north: {churned: {on: 2026-07-20, because: Too slow.}}": [
        "accounts: Will churn: North Mills ($100,000 ARR), on 20 Jul, because “Too slow.”"
    ],
}


@pytest.mark.parametrize("row", ACCOUNTS)
def test_what_holds_of_an_account_from_which_day(row: str) -> None:
    said = told("accounts: {}", f"accounts: {{{row}}}")
    assert [each for each in said if "Touched" not in each] == ACCOUNTS[row]


CHURNED = "accounts: {{north: {{churned: {{on: {}, because: {}}}}}}}"


def test_a_churn_that_is_taken_back_or_moved() -> None:
    then = CHURNED.format("2026-04-20", "Price.")
    assert (
        "accounts: Changed: North Mills: a customer again ($100,000 ARR), no longer churned on 20 "
        "Apr"
    ) in told(then, "accounts: {}")
    assert (
        "accounts: Changed: North Mills: churned on 20 Apr → 22 Apr; because “Price.” → “Cost.”"
    ) in told(then, CHURNED.format("2026-04-22", "Cost."))
    ahead = CHURNED.format("2026-07-20", "Price.")
    assert "accounts: Changed: North Mills: churns no longer on 20 Jul" in told(
        ahead, "accounts: {}"
    )


POD = """
    pods:
      crew: {{name: Crew, structure: outcome, members: {{pm: ines}}, started: 2026-01-01,
              charter: {{owns: {owns}}}, metrics: [{{id: days, name: Days, target: 3{metric}}}],
              diagnoses: [{found}]}}
"""


def test_what_changed_in_a_pod() -> None:
    before = POD.format(owns="Maps.", metric="", found="")
    after = POD.format(
        owns="Routes.",
        metric=", signed_off: {vp_cs: 2026-04-20}",
        found="{on: 2026-04-28, mode: scope, fix: Less.}",
    )
    assert told(before, after) == [
        (
            "reference: Changed: pod Crew: charter: owns “Maps.” → “Routes.”; diagnoses: added 28 "
            "Apr (what is wrong scope; fix “Less.”); metric Days: signed off by: VP CS set to 20 "
            "Apr"
        )
    ]


def test_a_new_metric_is_named_with_its_aim() -> None:
    before = POD.format(owns="Maps.", metric="", found="")
    after = before.replace(
        "[{id: days", "[{id: calls, name: Calls, unit: '%', target: 40}, {id: days"
    )
    assert told(before, after) == ["reference: New: metric Calls (Crew), target 40%"]


REFERENCE = {
    (
        "taxonomy: {areas: {maps: {name: Maps, pm: otto}}}",
        "taxonomy: {areas: {maps: {name: Maps, pm: ines}}}",
    ): ["reference: Changed: area Maps: PM Otto → Ines"],
    ("taxonomy: {segments: {small: Small}}", "taxonomy: {segments: {small: SMB}}"): [
        "reference: Changed: segment `small`: name “Small” → “SMB”"
    ],
    (
        "organization: {name: Acme, stage: series-b}",
        """
    organization:
      name: Acme
      stage: [{since: 2025-01-01, stage: series-b}, {since: 2026-07-01, stage: series-c}]
        """,
    ): ["reference: Changed: organization: stage Series B → Series C, from 1 Jul"],
    ("people: {zoe: {name: Zoe, role: pm}}", "people: {zoe2: {name: Zoe, role: pm}}"): [
        "reference: New: person Zoe (`zoe2`) (PM)",
        "reference: Removed: person Zoe (`zoe`)",
    ],
    (
        "series: {tier-1: {kind: tier-1}}",
        "series: {tier-1: {kind: tier-1, cadence: biweekly, because: Trial., starts: '14:00'}}",
    ): [
        (
            "reference: Changed: series Tier 1: cadence monthly → biweekly; because set to “Trial.”"
            "; time set to 14:00"
        )
    ],
}


@pytest.mark.parametrize("pair", REFERENCE)
def test_what_changed_in_reference_files(pair: tuple[str, str]) -> None:
    assert told(*pair) == REFERENCE[pair]


def test_an_account_that_is_renamed_without_an_alias_is_named_by_its_ids() -> None:
    row = "{name: West, arr: 10, segment: small, csm: bob, renewal: 2026-08-01}"
    said = told(f"accounts: {{west: {row}}}", f"accounts: {{wester: {row}}}")
    assert said[:2] == [
        "accounts: New: West (`wester`) ($10 ARR), CSM Bob, renewal on 1 Aug",
        "accounts: Removed: West (`west`)",
    ]
