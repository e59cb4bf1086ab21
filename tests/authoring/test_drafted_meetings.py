"""What stands in the draft of each kind of meeting, and for which day it is."""

from datetime import date
from typing import Any

import pytest

from building import day, make_records, parse
from decision_record.authoring.next_meeting import Draft, draft_meeting
from decision_record.ledger.replay import replay
from decision_record.source.read import read


def _draft(text: str, *, series: str = "tier-1", as_of: str, on: str | None = None) -> Draft | None:
    records = make_records(parse(text))
    ledger = replay(records, day(as_of))
    return draft_meeting(series, records=records, ledger=ledger, on=day(on) if on else None)


def _text(text: str, *, series: str = "tier-1", as_of: str, on: str | None = None) -> str:
    draft = _draft(text, series=series, as_of=as_of, on=on)
    assert draft is not None
    return draft.text


def _data(text: str) -> dict[str, Any]:
    reading = read(text.encode(), file="draft.yml")
    assert isinstance(reading.data, dict), reading.problems
    return reading.data


HELD = "2026-05-26-tier-1: {attendees: [vera, otto]}\n"


def test_it_is_for_the_day_on_which_the_next_meeting_is_expected() -> None:
    draft = _draft(HELD, as_of="2026-06-01")
    assert draft is not None
    assert draft.day == date(2026, 6, 30)
    assert draft.identity == "2026-06-30-tier-1"


def test_a_meeting_that_was_not_held_on_its_day_is_drafted_for_the_day_on_which_it_can_be() -> None:
    days = {
        as_of: draft.day.isoformat()
        for as_of in ("2026-06-30", "2026-07-02", "2026-07-03")
        if (draft := _draft(HELD, as_of=as_of))
    }
    assert days == {
        "2026-06-30": "2026-06-30",
        "2026-07-02": "2026-06-30",
        "2026-07-03": "2026-07-03",
    }


def test_what_is_written_already_is_not_drafted() -> None:
    called_off = f"{HELD}2026-06-30-tier-1: {{cancelled: {{because: absence}}}}\n"
    assert _draft(called_off, as_of="2026-06-01") is None
    assert _draft(called_off, as_of="2026-06-01", on="2026-07-01") is not None


def test_a_series_that_expects_nothing_has_no_draft() -> None:
    assert (
        _draft("series: {tier-1: {kind: tier-1, until: 2026-06-01}}\n" + HELD, as_of="2026-06-02")
        is None
    )
    assert _draft("", series="unknown", as_of="2026-06-02") is None


def test_only_who_is_with_the_company_on_the_day_attends() -> None:
    text = _text(
        """
        series: {tier-1: {kind: tier-1, members: [vera, gone, soon, otto]}}
        people:
          gone: {name: Gone Away, role: cs-lead, left: 2026-06-01}
          soon: {name: Soon Here, role: pm-lead, since: 2026-07-15}
        """,
        as_of="2026-06-02",
        on="2026-06-30",
    )
    assert _data(text)["attendees"] == ["vera", "otto"]
    assert "#guests: []\n#apologies: []\n" in text.replace("# ", "#")
    assert "# Gone Away and Soon Here are not with the company on that day." in text


def test_what_a_later_record_opened_or_closed_is_as_it_was_before_the_meeting() -> None:
    text = _text(
        """
        2026-06-01-tier-1:
          actions: {cs: [{id: A1, what: Ring, owner: bob, due: 2026-06-05},
                         {id: A2, what: Write, owner: bob, due: 2026-06-05}]}
        2026-06-10-bob: {review: [{action: 2026-06-01-tier-1/A1, outcome: done}]}
        2026-06-20-bob:
          series: tier-1
          review: [{action: 2026-06-01-tier-1/A2, outcome: done}]
          actions: {cs: [{id: A1, what: Call, owner: bob, due: 2026-06-25}]}
        """,
        as_of="2026-06-29",
        on="2026-06-15",
    )
    assert "- {action: 2026-06-01-tier-1/A2, outcome: }" in text
    assert text.count("{action: ") == 1
    assert "done on 20 Jun 2026, after this meeting" in text


def test_what_a_tier_2_passed_up_is_a_row_until_a_tier_1_could_have_taken_it_up() -> None:
    company = """
        2026-06-02-tier-2:
          briefings:
            - {id: B1, account: north, request: It stops, outcome: escalated, area: export}
            - {id: B2, account: south, request: It is slow, outcome: answered, answer: Yes}
        """
    text = _text(company, as_of="2026-06-03", on="2026-06-30")
    assert (
        '  - {id: E1, account: north, issue: "", tried: "", answer_by: , area: export, '
        "from: 2026-06-02-tier-2/B1}" in text
    )
    assert "South Yard" not in text
    later = _text(
        f"{company}\n        2026-06-10-tier-1: {{attendees: [vera]}}\n",
        as_of="2026-06-11",
        on="2026-06-30",
    )
    assert "{id: E1, account: north" not in later
    assert "# 2026-06-02-tier-2/B1: North Mills, It stops" in later


def test_a_question_presses_when_a_qbr_comes() -> None:
    text = _text(
        """
        accounts: {north: {qbrs: [2026-07-10]}, south: {qbrs: [2026-11-01]}}
        2026-06-02-bob:
          questions:
            - {id: Q1, account: north, ask: When is it there}
            - {id: Q2, account: south, ask: What does it cost}
        """,
        as_of="2026-06-03",
        on="2026-06-30",
    )
    assert "# North Mills: When is it there (QBR on 10 Jul 2026, in 10 days)" in text
    assert "# - {item: 2026-06-02-bob/Q1, answered: , " in text
    assert "South Yard" not in text
    assert "updates" not in _data(text)


def test_three_themes_of_several_accounts_are_rows_and_others_wait_beside_them() -> None:
    text = _text(
        """
        taxonomy: {themes: {bulk: {name: Bulk export}, speed: {name: Speed}, old: {name: Old}}}
        2026-05-01-bob: {feedback: [{id: F1, account: north, what: Slow, theme: old}]}
        2026-06-10-bob:
          feedback:
            - {id: F1, account: north, what: Slow, theme: bulk}
            - {id: F2, account: south, what: Slow, theme: bulk}
            - {id: F3, account: north, what: Slow, theme: speed}
        """,
        as_of="2026-06-11",
        on="2026-06-30",
    )
    assert _data(text)["themes"] == [{"theme": "bulk", "accounts": ["north", "south"]}]
    assert "# Bulk export: North Mills and South Yard, $150,000" in text
    assert "# - {theme: speed, accounts: [north], stance: " in text
    assert "Old" not in text


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


def test_a_theme_of_one_account_is_a_row_where_others_spoke_of_it_in_the_quarter() -> None:
    text = _text(
        """
        taxonomy: {themes: {done: {name: Done}, slow: {name: Slow}, lone: {name: Lone}}}
        2026-04-20-bob:
          feedback:
            - {id: F1, account: south, what: So slow, theme: slow}
            - {id: F2, account: south, what: At last, theme: done}
        2026-05-26-tier-1: {themes: [{theme: done, accounts: [north, south], stance: planned}]}
        2026-06-20-bob:
          feedback:
            - {id: F1, account: north, what: So slow, theme: slow}
            - {id: F2, account: north, what: At last, theme: done}
            - {id: F3, account: north, what: Hm, theme: lone}
        """,
        as_of="2026-06-29",
    )
    both = ["north", "south"]
    assert _data(text)["themes"] == [
        {"theme": "slow", "accounts": both},
        {"theme": "done", "accounts": both},
    ]
    assert "  # - {theme: lone, accounts: [north]" in text


def test_what_product_has_not_heard_can_be_acknowledged_in_a_line() -> None:
    text = _text(
        """
        2026-05-26-tier-1: {attendees: [vera, otto]}
        2026-06-02-bob:
          escalations:
            - {id: E1, account: north, issue: It stops}
            - {id: E2, account: north, issue: It is slow, acknowledged: 2026-06-01}
        """,
        as_of="2026-06-29",
    )
    assert "# - {item: 2026-06-02-bob/E1, acknowledged: }" in text
    assert "E2, acknowledged" not in text


def test_a_metric_review_reads_each_metric_and_the_adoption_that_can_be_read() -> None:
    text = _text(POD, series="metrics", as_of="2026-06-01", on="2026-06-02")
    assert "# Days to answer (in days; lower is better; baseline 8; target 2; last 5.2 on" in text
    rows = [line for line in text.split("\n") if line.startswith("  - {metric")]
    assert rows == [
        "  - {metric: days, value: }",
        "  - {metric: used, value: , of: 2026-04-01-ines/S1, day: 60}",
    ]
    before = _text(POD, series="metrics", as_of="2026-05-06", on="2026-05-12")
    assert "  # On 31 May 2026:\n  # - {metric: used, value: , of: " in before


def test_a_sprint_review_is_for_two_and_knows_what_was_planned() -> None:
    text = _text(POD, series="sprint", as_of="2026-06-01", on="2026-06-11")
    assert _data(text)["attendees"] == ["ines", "bob"]
    assert "# Planned on 28 May 2026:\n  # Columns in order" in text


def test_a_standup_looks_at_releases_to_come() -> None:
    text = _text(POD, series="standup", as_of="2026-06-01", on="2026-06-02")
    assert "Planned on 20 Jul 2026: Columns (CS not briefed)" in text
    assert "Past" not in text
    assert _data(text)["attendees"] == ["ines", "bob", "wes"]


def test_a_quarterly_review_asks_each_pod_for_its_report() -> None:
    text = _text(POD, series="quarterly", as_of="2026-06-01", on="2026-06-02")
    assert _data(text)["pods"] == [{"pod": "crew", "evaluation": {}}]
    assert "verdict:" in text


@pytest.mark.parametrize(
    ("other", "left"), [("", ["R2"]), ("sso: {kind: tier-2, members: [bob, wes], area: login}", [])]
)
def test_a_tier_2_answers_for_the_accounts_of_its_csm(other: str, left: list[str]) -> None:
    """But for those areas that another tier 2 of the same CSM is about."""
    text = _text(
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
    assert _data(text)["updates"] == [
        *({"item": f"2026-06-02-bob/{each}"} for each in sorted(["R1", "R4", *left])),
        {"item": "2026-06-03-tier-2/Q1"},
    ]


def test_a_draft_of_a_large_company_stays_one_that_can_be_gone_through() -> None:
    rows = "\n".join(
        f"    - {{id: E{number}, account: north, issue: It stops}}" for number in range(1, 51)
    )
    text = _text(f"2026-06-02-bob:\n  escalations:\n{rows}\n", as_of="2026-06-03", on="2026-06-30")
    assert text.count("It stops") == 12
    assert "# and 38 more, $3,800,000 at stake" in text


def test_a_metric_that_counts_needs_no_row() -> None:
    text = _text(
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
    assert _data(text)["readings"] == [{"metric": "used"}]
    assert "Counted from the records: it needs no row." in text


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
    assert begun in _text(company, series=series, as_of="2026-06-05", on="2026-06-10")
    for other in {"tier-1", "tier-2", "standup", "ops"} - {series}:
        assert "it stops" not in _text(company, series=other, as_of="2026-06-05", on="2026-06-10")
    held = f"{company}2026-06-04-{series}: {{notes: Held.}}\n"
    assert "it stops" not in _text(held, series=series, as_of="2026-06-05", on="2026-06-10")


def test_a_tier_2_begins_the_briefings_of_its_most_urgent_accounts() -> None:
    text = _text(
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
    data = _data(text)
    assert [(each["id"], each["account"], each.get("from")) for each in data["briefings"]] == [
        ("B1", "north", None),
        ("B2", "rich", "2026-05-20-bob/E1"),
    ]
    assert "# North Mills ($100,000; QBR on 20 Jun 2026, in 10 days)" in text
    # What is begun as a briefing needs no second row.
    assert "updates" not in data


def test_open_briefings_and_questions_offer_an_answer_words_and_a_new_day() -> None:
    text = _text(
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


def test_each_action_to_review_is_one_line() -> None:
    rows = "\n".join(
        f"      - {{id: A{number}, what: Ring {number}, owner: bob, due: 2026-0{due}}}"
        for number, due in enumerate(["2-01"] * 10 + ["6-10"], start=1)
    )
    text = _text(
        f"2026-01-27-tier-1:\n  actions:\n    cs:\n{rows}\n2026-05-26-tier-1: {{notes: Held.}}\n",
        as_of="2026-06-11",
        on="2026-06-30",
    )
    lines = text.split("\n")
    first = next(place for place, line in enumerate(lines) if "{action: " in line)
    assert "tier-1/A11, outcome: }  # Bob: Ring 11 (due 10 Jun 2026, 1 day late)" in lines[first]
    assert lines[first + 1] == "  # Customer Success, older or not due soon"
    assert all("{action: " in line for line in lines[first + 2 : first + 12])


def test_of_many_old_things_the_draft_says_how_many_and_where_they_are_listed() -> None:
    rows = "\n".join(
        f"    - {{id: E{number}, account: north, issue: Old {number}}}" for number in range(1, 31)
    )
    text = _text(
        f"""
2026-01-05-bob:
  escalations:
{rows}
2026-05-26-tier-1: {{notes: Held.}}
2026-06-02-bob: {{escalations: [{{id: E1, account: south, issue: New}}]}}
""",
        as_of="2026-06-11",
        on="2026-06-30",
    )
    assert text.count(", Old ") == 0
    assert "South Yard, New" in text
    assert "# and 30 more, $3,000,000 at stake: see /escalations/" in text
