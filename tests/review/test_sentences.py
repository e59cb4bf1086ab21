"""What a review says of each kind of difference, sentence by sentence."""

import pytest

from reviewing import AGREED, told

NEXT = {
    "review: [{action: 2026-03-31-tier-1/A3, outcome: rolled, due: 2026-05-20}]": [
        "actions: Rolled: Estimate SSO (Ines), 20 Apr → 20 May",
    ],
    "review: [{action: 2026-03-31-tier-1/A1, outcome: done, on: 2026-04-09, channel: email}]": [
        "actions: Done: Tell North (Bob), on 9 Apr",
        (
            "told: Told: “Build the export”: North Mills (9 Apr, by Bob, by email); followed "
            "through with that"
        ),
    ],
    "review: [{action: 2026-03-31-tier-1/A3, outcome: dropped, note: Not needed.}]": [
        "actions: Dropped: Estimate SSO (Ines), on 28 Apr: Not needed.",
    ],
    "review: [{action: 2026-03-31-tier-1/A3, outcome: handed-over, owner: otto}]": [
        "actions: Handed over: Estimate SSO, from Ines to Otto, due 20 Apr",
    ],
    "actions: {cs: [{id: A1, what: Call South, owner: lena, due: 2026-05-05, account: south}]}": [
        "actions: New: Call South (Lena), due 5 May, for South Yard",
    ],
    "review: [{decision: 2026-03-31-tier-1/D3, outcome: done, on: 2026-04-27}]": [
        "decisions: Followed through: Weekly calls, on 27 Apr",
    ],
    "roadmap: [{commitment: 2026-03-31-tier-1/D1, status: slipped, target: 2026-07-01,"
    " because: Security., owner: ines}]": [
        "decisions: Handed over: Build the export, from Otto to Ines",
        (
            "commitments: Slipped: Build the export (Ines), 1 Jun → 1 Jul, promised to North "
            "Mills and South Yard ($150,000 ARR), because “Security.”"
        ),
        (
            "to-tell: To tell: “Build the export”, because it slipped: North Mills (Bob, by 10 "
            "Apr) and South Yard (Lena, by 5 May)"
        ),
        (
            "words: Do not promise: “We build it.” to North Mills and South Yard (slipped); until "
            "now you could say it"
        ),
    ],
    "roadmap: [{commitment: 2026-03-31-tier-1/D1, status: slipped, target: 2026-05-15}]": [
        (
            "commitments: Brought forward: Build the export (Otto), 1 Jun → 15 May, promised "
            "to North Mills and South Yard ($150,000 ARR)"
        ),
    ],
    "roadmap: [{commitment: 2026-03-31-tier-1/D1, status: shipped, on: 2026-04-20,"
    " accounts: [north], say: It is there.}]": [
        "commitments: Shipped: Build the export, to North Mills ($100,000 ARR), on 20 Apr",
        "to-tell: To tell: “Build the export”, because it shipped: North Mills (Bob, by 10 Apr)",
        "words: You can say: “It is there.” to North Mills",
    ],
    "shipped: [{id: S1, what: Export., on: 2026-04-20, delivers: 2026-03-31-tier-1/D1,"
    " say: There.}]": [
        (
            "commitments: Shipped: Build the export, to North Mills and South Yard ($150,000 ARR), "
            "on 20 Apr, by “Export”"
        ),
        "words: You can say: “There.” to North Mills and South Yard",
        "records: New meeting: Tier 1 of 28 Apr: 1 shipped item",
    ],
    "roadmap: [{commitment: 2026-03-31-tier-1/D1, status: descoped}]": [
        (
            "commitments: Descoped: Build the export, for North Mills and South Yard ($150,000 "
            "ARR), on 28 Apr"
        ),
    ],
    "decisions: [{id: D1, outcome: decided, what: Buy it., owner: otto, accounts: [north],"
    " supersedes: [2026-03-31-tier-1/D1], commitment: {target: 2026-08-01}}]": [
        "decisions: Decided: “Buy it.” (Otto)",
        (
            "decisions: Superseded: Build the export, by “Buy it” (28 Apr), for North Mills "
            "($100,000 ARR)"
        ),
        "commitments: Promised: Buy it (Otto), by 1 Aug, to North Mills ($100,000 ARR)",
        "commitments: Withdrawn: Build the export, from South Yard ($50,000 ARR), on 28 Apr",
        (
            "to-tell: To tell: “Buy it”, because it replaces what they were promised: North Mills "
            "(Bob, by 5 May)"
        ),
        (
            "to-tell: To tell: “Build the export”, because it was withdrawn: South Yard (Lena, by "
            "5 May)"
        ),
    ],
    "decisions: [{id: D1, outcome: decided, what: Daily calls., owner: otto, accounts: [north],"
    " supersedes: [2026-03-31-tier-1/D3]}]": [
        "decisions: Superseded: Weekly calls, by “Daily calls” (28 Apr); withdrawn from South Yard",
        "to-tell: To tell: “Weekly calls”, because it was withdrawn: South Yard (Lena, by 5 May)",
    ],
    "decisions: [{id: D1, outcome: decided, what: Build SSO., owner: otto, say: SSO comes.,"
    " resolves: [2026-03-31-tier-1/D2, 2026-03-31-tier-1/E1, 2026-03-31-tier-1/Q1]}]": [
        "decisions: Settled: Whether to build SSO, by “Build SSO”",
        ("requests: Answered: North Mills, “When does SSO come?”: by “Build SSO” (28 Apr)"),
        "requests: Resolved: South Yard, “Logs are slow”, on 28 Apr, by “Build SSO”",
        "words: You can say: “SSO comes.” to North Mills",
        (
            "words: No longer on “Do not promise”: “Whether to build SSO” to North Mills (not "
            "decided yet)"
        ),
    ],
    "decisions: [{id: D1, outcome: deferred, what: Two dates., owner: otto, due: 2026-05-20,"
    " because: No numbers.}]": [
        "decisions: Deferred: “Two dates.” (Otto), answer by 20 May, because “No numbers.”",
    ],
    "decisions: [{id: D1, outcome: escalated, what: Buy or build., to: cpo, owner: otto,"
    " recommendation: Buy., due: 2026-05-20}]": [
        (
            "decisions: Sent up for a ruling: “Buy or build.” (Otto), to the CPO, ruling by 20 May"
            ", recommendation: “Buy.”"
        ),
    ],
    "updates: [{item: 2026-03-31-tier-1/Q1, answered: 2026-04-27, answer: In fall., by: ines}]": [
        "requests: Answered: North Mills, “When does SSO come?”: “In fall.” (Ines, 27 Apr)",
    ],
    "updates: [{item: 2026-03-31-tier-1/E1, acknowledged: 2026-04-27, answer: We look.,"
    " answer_by: 2026-05-10}]": [
        "requests: Acknowledged: South Yard, “Logs are slow”, on 27 Apr",
        "requests: Product replied: South Yard, “Logs are slow”: “We look.” (28 Apr)",
        "requests: Changed: South Yard, “Logs are slow”, answer wanted by 20 Apr → 10 May",
    ],
    "updates: [{item: 2026-03-31-tier-1/R1, status: declined}]": [
        "requests: Declined: North Mills, “Dark mode”",
        "words: Do not promise: “Dark mode” to North Mills (declined)",
    ],
    "escalations: [{id: E1, account: south, issue: Still slow., from: 2026-03-31-tier-1/E1}]": [
        (
            "requests: Raised: South Yard, “Still slow.” (escalation, $50,000 ARR), raised before "
            "in E1 · Tier 1 of 31 Mar"
        ),
    ],
    "questions: [{id: Q1, account: south, ask: How long?, answer_by: 2026-05-05}]": [
        "requests: Asked: South Yard, “How long?”, answer wanted by 5 May",
    ],
    "requests: [{id: R1, account: south, what: A map., status: planned}]": [
        "requests: Requested: South Yard, “A map.”, planned",
    ],
    "feedback: [{id: F1, account: north, what: Nice.}]": [
        "requests: Feedback: North Mills, “Nice” (wish)",
        "records: New meeting: Tier 1 of 28 Apr: 1 piece of feedback",
    ],
    "research: [{area: maps, what: Rows, owner: ines, by: 2026-06-01, asked: [north]}]": [
        "requests: Research: “Rows” (Ines), customers wanted by 1 Jun, asked: North Mills",
    ],
    "loops: [{item: 2026-03-31-tier-1/D3, account: south, on: 2026-04-20, by: lena,"
    " channel: call}]": [
        "told: Told: “Weekly calls”: South Yard (20 Apr, by Lena, by call)",
    ],
    "surprises: [{account: south, who: customer, what: Heard late.}]": [
        "surprises: Surprise: South Yard, the customer was surprised: “Heard late.”",
    ],
    "cancelled: {because: sprint, moved_to: 2026-05-05}": [
        "records: Cancelled: Tier 1 of 28 Apr, because of sprint, moved to 5 May",
    ],
}
"""What the next meeting holds, and some of what the review says of it."""


@pytest.mark.parametrize("rows", NEXT)
def test_what_a_meeting_changes_is_said_in_a_sentence(rows: str) -> None:
    said = told(AGREED, f"{AGREED}    2026-04-28-tier-1:\n      {rows}\n")
    assert [each for each in NEXT[rows] if each not in said] == [], said
    assert [each for each in said if each in NEXT[rows]] == NEXT[rows], "in another order"


ACCOUNTS = {
    "north: {csm: lena}": "accounts: New CSM: North Mills, Bob → Lena",
    "north: {pm: ines}": "accounts: New PM: North Mills, no PM → Ines",
    "north: {renewal: 2027-01-01}": "accounts: Renewal: North Mills, 1 Dec → 1 Jan 2027",
    "north: {arr: 120000}": "accounts: ARR: North Mills, $100,000 → $120,000",
    "north: {qbrs: [2026-06-01]}": "accounts: Changed: North Mills: QBRs added 1 Jun",
    "north: {segment: small}": "accounts: Changed: North Mills: segment enterprise → small",
    "north: {strategic: true}": "accounts: Changed: North Mills: strategic no → yes",
    "north: {churned: {on: 2026-04-20}}": "accounts: Customer churned: North Mills ($100,000 ARR), "
    "on 20 Apr",
    "north: {churned: {on: 2026-07-20}}": "accounts: Will churn: North Mills ($100,000 ARR), on 20 "
    "Jul",
    "west: {name: West, arr: 10, segment: small, csm: bob, renewal: 2026-08-01}": "accounts: New: "
    "West ($10 ARR), CSM Bob, renewal on 1 Aug",
}


@pytest.mark.parametrize("row", ACCOUNTS)
def test_what_is_different_about_an_account(row: str) -> None:
    assert ACCOUNTS[row] in told("accounts: {}", f"accounts: {{{row}}}")


def test_an_account_that_goes_and_one_that_is_renamed() -> None:
    west = "{name: West, arr: 10, segment: small, csm: bob, renewal: 2026-08-01"
    before = f"accounts: {{west: {west}}}}}"
    assert "accounts: Removed: West" in told(before, "accounts: {}")
    after = f"accounts: {{wester: {west}, aliases: [west]}}}}"
    assert told(before, after) == [
        "accounts: Renamed: West: `west` is now `wester`",
        "accounts: Touched: 1 account, $10 ARR: West ($10)",
    ]


REFERENCE = {
    "people: {zoe: {name: Zoe, role: pm}}": "reference: New: person Zoe (PM)",
    "people: {bob: {name: Bob, role: cs-lead}}": "reference: Changed: person Bob: role CSM → "
    "CS lead",
    "people: {bob: {name: Bob, role: csm, left: 2026-04-01}}": "reference: Changed: person Bob: "
    "last day set to 1 Apr",
    "people: {bob: {name: Bob, role: csm, left: 2026-09-01}}": "reference: Changed: person Bob: "
    "last day set to 1 Sep",
    "people: {bob: {name: Bob, role: csm, email: bob@acme.example}}": "reference: Changed: person "
    "Bob: email",
    "series: {tier-3: {kind: tier-3}}": "reference: New: series Tier 3 (Tier 3, quarterly)",
    "series: {tier-1: {kind: tier-1, members: [vera, otto]}}": "reference: Changed: series Tier 1: "
    "members added Vera and Otto",
    "series: {tier-1: {kind: tier-1, starts: '10:00'}}": "reference: Changed: series Tier 1: "
    "time set to 10:00",
    "taxonomy: {themes: {maps: {name: Maps}}}": "reference: New: theme Maps",
    "taxonomy: {areas: {maps: {name: Maps}}}": "reference: New: area Maps",
    "organization: {name: Acme, seats: {vp_cs: vera}}": "reference: New: organization Acme",
    "pods: {crew: {name: Crew, structure: outcome, members: {pm: ines}, started: 2026-01-01}}": (
        "reference: New: pod Crew (forming)"
    ),
}


@pytest.mark.parametrize("row", REFERENCE)
def test_what_is_different_in_reference_files(row: str) -> None:
    assert REFERENCE[row] in told("accounts: {}", row)


def test_who_holds_a_seat_and_the_stage() -> None:
    before = "organization: {name: Acme, stage: series-b, seats: {vp_cs: vera}}"
    after = "organization: {name: Acme, stage: series-c, seats: {vp_cs: lena}}"
    assert (
        "reference: Changed: organization: stage Series B → Series C; seats: VP CS Vera → Lena"
        in told(before, after)
    )


def test_new_readings_of_a_metric() -> None:
    pod = """
    series: {review: {kind: pod-metric-review, pod: crew}}
    pods:
      crew:
        {name: Crew, structure: outcome, members: {pm: ines}, started: 2026-01-01,
         metrics: [{id: days, name: Days to answer}]}
    """
    review = f"{pod.rstrip()}\n    2026-04-28-review: {{readings: [{{metric: days, value: 2.5}}]}}"
    assert "reference: Reading: Days to answer (Crew): 2.5 as of 28 Apr" in told(pod, review)


def test_readings_have_their_unit_and_the_one_before() -> None:
    pod = """
    series: {review: {kind: pod-metric-review, pod: crew}}
    pods:
      crew:
        {name: Crew, structure: outcome, members: {pm: ines}, started: 2026-01-01,
         metrics: [{id: days, name: Time to answer, unit: days}]}
    2026-03-31-review: {readings: [{metric: days, value: 4}]}
    """
    review = f"{pod.rstrip()}\n    2026-04-28-review: {{readings: [{{metric: days, value: 2.5}}]}}"
    assert (
        "reference: Reading: Time to answer (Crew): 2.5 days as of 28 Apr; before 4 days as "
        "of 31 Mar"
    ) in told(pod, review)


def test_who_is_to_be_told_of_a_request_and_why() -> None:
    planned = "updates: [{item: 2026-03-31-tier-1/R1, status: planned}]"
    said = told(AGREED, f"{AGREED}    2026-04-28-tier-1:\n      {planned}\n")
    assert (
        "to-tell: To tell: “Dark mode”, because it is planned: North Mills (Bob, by 5 May)"
    ) in said


def test_a_stance_on_a_theme() -> None:
    theme = "    taxonomy: {themes: {maps: {name: Maps}}}\n"
    row = "    2026-04-28-tier-1: {themes: [{theme: maps, accounts: [north], stance: not-now}]}\n"
    said = told(theme, theme + row)
    assert "requests: Stance: Maps: no stance → not now" in said
    assert "words: Do not promise: “Maps” to North Mills (not now)" in said


def test_a_surprise_that_comes_and_one_that_is_avoided() -> None:
    qbr = "    accounts: {south: {qbrs: [2026-05-06]}}\n"
    slip = AGREED + (
        "    2026-04-28-tier-1:\n"
        "      roadmap: [{commitment: 2026-03-31-tier-1/D1, status: slipped, target: 2026-07-01}]\n"
    )
    before = qbr + slip
    loop = "{item: 2026-03-31-tier-1/D1, account: south, on: 2026-04-29, by: lena}"
    after = f"{before}    2026-04-29-lena: {{loops: [{loop}]}}\n"
    assert (
        "surprises: Customer not told: South Yard (QBR on 6 May): “Build the export” slipped "
        "on 28 Apr"
    ) in told(qbr + AGREED, before)
    assert (
        "surprises: Surprise avoided: South Yard (QBR on 6 May): “Build the export” is no "
        "longer a surprise"
    ) in told(before, after)


def test_an_old_record_that_is_edited_names_its_items_and_sections() -> None:
    after = AGREED.replace("Weekly calls.", "Calls.").replace("A3,", "A4,")
    first, *others = told(AGREED, f"{after}      notes: Something else.\n")
    assert first == (
        "past-records: Edited: meetings/2026/2026-03-31-tier-1.yml: added A4; changed D3; removed "
        "A3; notes set to “Something else.”"
    )
    assert "decisions: Changed: Calls: text “Weekly calls.” → “Calls.”" in others


def test_an_edit_of_an_old_record_is_named_by_its_old_and_new_words() -> None:
    record = """
    taxonomy: {{themes: {{maps: {{name: Maps}}}}}}
    2026-04-28-tier-1:
      minutes: {minutes}
      themes: [{{theme: maps, accounts: [{accounts}], stance: {stance}, response: {response}}}]
      requests: [{{id: R1, account: north, what: A map.}}]
      updates: [{{item: R1, status: {status}}}]
    """
    before = record.format(
        minutes=50, accounts="north, south", stance="planned", response="Soon.", status="planned"
    )
    after = record.format(
        minutes=60, accounts="north", stance="not-now", response="Later.", status="in-progress"
    )
    assert told(before, after)[0] == (
        "past-records: Edited: meetings/2026/2026-04-28-tier-1.yml: update R1: status planned → in "
        "progress; length in minutes 50 → 60; theme Maps: accounts: removed South Yard; stance "
        "planned → not now; response “Soon.” → “Later.”"
    )


def test_a_deleted_record_comes_first_and_takes_its_items_along() -> None:
    first, *others = told(AGREED, "accounts: {}")
    assert first == (
        "past-records: Deleted: meetings/2026/2026-03-31-tier-1.yml, with E1, Q1, R1, D1, D2, D3, "
        "A1 and A3"
    )
    for each in (
        "decisions: Removed: Build the export",
        "actions: Removed: Estimate SSO",
        "requests: Removed: South Yard, “Logs are slow”",
        "records: Removed: Tier 1 of 31 Mar",
    ):
        assert each in others


def test_long_words_are_shown_where_they_differ() -> None:
    long = "word " * 100
    row = "    2026-03-31-tier-1: {{decisions: [{{id: D1, outcome: decided, what: {}}}]}}\n"
    said = told(row.format(f"{long}early."), row.format(f"{long}late."))
    (line,) = [each for each in said if each.startswith("decisions")]
    assert "early.”" in line
    assert "late.”" in line
    assert len(line) < 300


def test_many_names_end_in_a_count() -> None:
    names = [f"c{number}" for number in range(20)]
    fields = "arr: 1, segment: s, csm: bob, renewal: 2027-01-01"
    rows = "".join(f"      {name}: {{name: {name.upper()}, {fields}}}\n" for name in names)
    accounts = f"    accounts:\n{rows}"
    decided = (
        "    2026-04-28-tier-1:\n      decisions: [{id: D1, outcome: decided, what: It., "
        f"accounts: [{', '.join(names)}]}}]\n"
    )
    (line,) = [each for each in told(accounts, accounts + decided) if each.startswith("to-tell")]
    assert line.endswith("C11 (Bob, by 5 May) and 8 more")
