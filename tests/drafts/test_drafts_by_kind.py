"""What the draft of each kind of meeting asks for: pods, quarterly reviews, tier 2."""

import pytest

from drafting import data_of, text_of

POD = """
pods:
  crew:
    name: Crew
    structure: product-area
    area: export
    members: {pm: ines, csm: bob, engineer: wes}
    started: 2026-01-05
    status: operational
    metrics:
      - {id: days, name: Days to answer, unit: days, better: lower, baseline: 8, target: 2}
      - {id: used, name: Adoption}
series:
  metrics: {kind: pod-metric-review, pod: crew}
  sprint: {kind: pod-sprint-review, pod: crew}
  standup: {kind: pod-standup, pod: crew}
  quarterly: {kind: quarterly-review}
2026-04-01-ines: {shipped: [{id: S1, what: The export, on: 2026-04-01}]}
2026-05-05-metrics:
  readings: [{metric: days, value: 5.2}, {metric: used, value: 30, of: 2026-04-01-ines/S1, day: 30}]
2026-05-20-standup:
  releases: [{what: Columns, on: 2026-07-20}, {what: Past, on: 2026-05-25}]
2026-05-28-sprint: {next_sprint: [Columns in order]}
"""


def test_a_metric_review_reads_each_metric_and_the_adoption_that_can_be_read() -> None:
    text = text_of(POD, series="metrics", as_of="2026-06-01", on="2026-06-02")
    assert "# Days to answer (in days; lower is better; baseline 8; target 2; last 5.2 on" in text
    rows = [line for line in text.split("\n") if line.startswith("  - {metric")]
    assert rows == [
        "  - {metric: days, value: }",
        "  - {metric: used, value: , of: 2026-04-01-ines/S1, day: 60}",
    ]
    before = text_of(POD, series="metrics", as_of="2026-05-06", on="2026-05-12")
    assert "  # On 31 May 2026:\n  # - {metric: used, value: , of: " in before


def test_a_sprint_review_is_for_two_and_knows_what_was_planned() -> None:
    text = text_of(POD, series="sprint", as_of="2026-06-01", on="2026-06-11")
    assert data_of(text)["attendees"] == ["ines", "bob"]
    assert "# Planned on 28 May 2026:\n  # Columns in order" in text


def test_a_standup_looks_at_releases_to_come() -> None:
    text = text_of(POD, series="standup", as_of="2026-06-01", on="2026-06-02")
    assert "Planned on 20 Jul 2026: Columns (CS not briefed)" in text
    assert "Past" not in text
    assert data_of(text)["attendees"] == ["ines", "bob", "wes"]


def test_a_quarterly_review_asks_each_pod_for_its_report() -> None:
    text = text_of(POD, series="quarterly", as_of="2026-06-01", on="2026-06-02")
    assert data_of(text)["pods"] == [{"pod": "crew", "evaluation": {}}]
    assert "verdict:" in text


def test_a_metric_that_counts_needs_no_row() -> None:
    text = text_of(
        """
        series: {review: {kind: pod-metric-review, pod: crew, from: 2026-06-01}}
        pods:
          crew:
            name: Crew
            structure: account
            accounts: [north]
            members: {pm: ines, csm: bob, engineer: wes}
            started: 2026-01-05
            metrics:
              - {id: open, name: Open, counts: open-escalations}
              - {id: used, name: Used}
        """,
        series="review",
        as_of="2026-06-04",
        on="2026-06-17",
    )
    assert data_of(text)["readings"] == [{"metric": "used"}]
    assert "Counted from the records: it needs no row." in text


@pytest.mark.parametrize(
    ("other", "left"), [("", ["R2"]), ("sso: {kind: tier-2, members: [bob, wes], area: login}", [])]
)
def test_a_tier_2_answers_for_the_accounts_of_its_csm(other: str, left: list[str]) -> None:
    """But for those areas that another tier 2 of the same CSM is about."""
    text = text_of(
        f"""
        series:
          tier-2: {{kind: tier-2, members: [bob, ines], area: export}}
          {other}
        2026-06-02-bob:
          requests:
            - {{id: R1, account: north, what: Columns, area: export}}
            - {{id: R2, account: north, what: Login, area: login}}
            - {{id: R3, account: south, what: Rows, area: export}}
            - {{id: R4, account: north, what: Colours}}
            - {{id: R5, account: north, what: Old, status: declined}}
          questions: [{{id: Q1, account: south, ask: When, area: export}}]
        2026-06-03-tier-2:
          questions: [{{id: Q1, account: north, ask: Why, area: export}}]
        """,
        series="tier-2",
        as_of="2026-06-04",
        on="2026-06-17",
    )
    assert data_of(text)["updates"] == [
        *({"item": f"2026-06-02-bob/{each}"} for each in sorted(["R1", "R4", *left])),
        {"item": "2026-06-03-tier-2/Q1"},
    ]


def test_a_tier_2_begins_the_briefings_of_its_most_urgent_accounts() -> None:
    text = text_of(
        """
        series: {tier-2: {kind: tier-2, members: [bob, lena, ines], area: export}}
        accounts:
          north: {qbrs: [2026-06-20]}
          rich: {name: Rich, arr: 9, segment: enterprise, csm: bob, renewal: 2027-01-01}
        2026-05-20-bob:
          escalations: [{id: E1, account: rich, issue: It stops., area: export}]
        """,
        series="tier-2",
        as_of="2026-06-05",
        on="2026-06-10",
    )
    data = data_of(text)
    assert [(each["id"], each["account"], each.get("from")) for each in data["briefings"]] == [
        ("B1", "north", None),
        ("B2", "rich", "2026-05-20-bob/E1"),
    ]
    assert "# North Mills ($100,000; QBR on 20 Jun 2026, in 10 days)" in text
    # What is begun as a briefing needs no second row.
    assert "updates" not in data


def test_open_briefings_and_questions_offer_an_answer_words_and_a_new_day() -> None:
    text = text_of(
        """
        series: {tier-2: {kind: tier-2, members: [bob, ines]}}
        2026-06-02-tier-2:
          briefings:
            - {id: B1, account: north, request: Help., outcome: open}
            - {id: B2, account: north, request: Newest., outcome: open}
          escalations: [{id: E1, account: north, issue: It stops.}]
          questions: [{id: Q1, account: north, ask: When?}]
        """,
        series="tier-2",
        as_of="2026-06-05",
        on="2026-06-10",
    )
    gaps = 'answer: "", say: "", answer_by: }'
    assert f"item: 2026-06-02-tier-2/B1, acknowledged: , answered: , {gaps}" in text
    assert f"item: 2026-06-02-tier-2/E1, acknowledged: , resolved: , {gaps}" in text
    assert (
        'item: 2026-06-02-tier-2/Q1, answered: , answer: "", confidence: , say: "", answer_by: }'
        in text
    )


TALK = """
series: {talk: {kind: one-on-one, members: [vera, bob]}, ops: {kind: tier-3}}
2026-06-02-talk:
  customers: [{account: north, issue: "The export, it stops.", promote_to: SERIES}]
"""


@pytest.mark.parametrize(
    ("series", "begun"),
    [
        ("tier-1", '  - {id: E1, account: north, issue: "", tried: "", answer_by: }'),
        ("tier-2", '  - {id: B1, account: north, request: "", tried: "", answer_by: , area: , '),
        ("standup", "# North Mills, The export, it stops (promoted on 2 Jun 2026)"),
        ("ops", "# North Mills, The export, it stops (promoted on 2 Jun 2026)"),
    ],
)
def test_what_a_one_on_one_promoted_is_in_the_draft_of_its_series_alone(
    series: str, begun: str
) -> None:
    company = TALK.replace("SERIES", series)
    assert begun in text_of(company, series=series, as_of="2026-06-05", on="2026-06-10")
    for other in {"tier-1", "tier-2", "standup", "ops"} - {series}:
        assert "it stops" not in text_of(company, series=other, as_of="2026-06-05", on="2026-06-10")
    held = f"{company}2026-06-04-{series}: {{notes: Held.}}\n"
    assert "it stops" not in text_of(held, series=series, as_of="2026-06-05", on="2026-06-10")
