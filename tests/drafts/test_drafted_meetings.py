"""The draft of a meeting: its day, who attends, and what a tier 1 has to go through."""

from datetime import date

from drafting import data_of, draft_of, text_of

HELD = "2026-05-26-tier-1: {attendees: [vera, otto]}\n"


def test_it_is_for_the_day_on_which_the_next_meeting_is_expected() -> None:
    draft = draft_of(HELD, as_of="2026-06-01")
    assert draft is not None
    assert draft.day == date(2026, 6, 30)
    assert draft.identity == "2026-06-30-tier-1"


def test_a_meeting_that_was_not_held_on_its_day_is_drafted_for_the_day_on_which_it_can_be() -> None:
    days = {
        as_of: draft.day.isoformat()
        for as_of in ("2026-06-30", "2026-07-02", "2026-07-03")
        if (draft := draft_of(HELD, as_of=as_of))
    }
    assert days == {
        "2026-06-30": "2026-06-30",
        "2026-07-02": "2026-06-30",
        "2026-07-03": "2026-07-03",
    }


def test_what_is_written_already_is_not_drafted() -> None:
    called_off = f"{HELD}2026-06-30-tier-1: {{cancelled: {{because: absence}}}}\n"
    assert draft_of(called_off, as_of="2026-06-01") is None
    assert draft_of(called_off, as_of="2026-06-01", on="2026-07-01") is not None


def test_a_series_that_expects_nothing_has_no_draft() -> None:
    assert (
        draft_of("series: {tier-1: {kind: tier-1, until: 2026-06-01}}\n" + HELD, as_of="2026-06-02")
        is None
    )
    assert draft_of("", series="unknown", as_of="2026-06-02") is None


def test_only_who_is_with_the_company_on_the_day_attends() -> None:
    text = text_of(
        """
        series: {tier-1: {kind: tier-1, members: [vera, gone, soon, otto]}}
        people:
          gone: {name: Gone Away, role: cs-lead, left: 2026-06-01}
          soon: {name: Soon Here, role: pm-lead, since: 2026-07-15}
        """,
        as_of="2026-06-02",
        on="2026-06-30",
    )
    assert data_of(text)["attendees"] == ["vera", "otto"]
    assert "#guests: []\n#apologies: []\n" in text.replace("# ", "#")
    assert "# Gone Away and Soon Here are not with the company on that day." in text


def test_what_a_later_record_opened_or_closed_is_as_it_was_before_the_meeting() -> None:
    text = text_of(
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
    text = text_of(company, as_of="2026-06-03", on="2026-06-30")
    assert (
        '  - {id: E1, account: north, issue: "", tried: "", answer_by: , area: export, '
        "from: 2026-06-02-tier-2/B1}" in text
    )
    assert "South Yard" not in text
    later = text_of(
        f"{company}\n        2026-06-10-tier-1: {{attendees: [vera]}}\n",
        as_of="2026-06-11",
        on="2026-06-30",
    )
    assert "{id: E1, account: north" not in later
    assert "# 2026-06-02-tier-2/B1: North Mills, It stops" in later


def test_a_question_presses_when_a_qbr_comes() -> None:
    text = text_of(
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
    assert "updates" not in data_of(text)


def test_three_themes_of_several_accounts_are_rows_and_others_wait_beside_them() -> None:
    text = text_of(
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
    assert data_of(text)["themes"] == [{"theme": "bulk", "accounts": ["north", "south"]}]
    assert "# Bulk export: North Mills and South Yard, $150,000" in text
    assert "# - {theme: speed, accounts: [north], stance: " in text
    assert "Old" not in text


def test_a_theme_of_one_account_is_a_row_where_others_spoke_of_it_in_the_quarter() -> None:
    text = text_of(
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
    assert data_of(text)["themes"] == [
        {"theme": "slow", "accounts": both},
        {"theme": "done", "accounts": both},
    ]
    assert "  # - {theme: lone, accounts: [north]" in text


def test_what_product_has_not_heard_can_be_acknowledged_in_a_line() -> None:
    text = text_of(
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


def test_a_draft_of_a_large_company_stays_one_that_can_be_gone_through() -> None:
    rows = "\n".join(
        f"    - {{id: E{number}, account: north, issue: It stops}}" for number in range(1, 51)
    )
    text = text_of(
        f"2026-06-02-bob:\n  escalations:\n{rows}\n", as_of="2026-06-03", on="2026-06-30"
    )
    assert text.count("It stops") == 12
    assert "# and 38 more, $3,800,000 at stake" in text


def test_each_action_to_review_is_one_line() -> None:
    rows = "\n".join(
        f"      - {{id: A{number}, what: Ring {number}, owner: bob, due: 2026-0{due}}}"
        for number, due in enumerate(["2-01"] * 10 + ["6-10"], start=1)
    )
    text = text_of(
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
    text = text_of(
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
