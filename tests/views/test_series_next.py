import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest

from building import view_context_of
from conftest import GoldenFolder
from decision_record.views.series.next_meeting import NextView, view_next
from decision_record.views.series.prep.parts import NAMED, SHOWN, PrepTopic, TopicLine
from decision_record.views.shared.context import ViewContext


@pytest.mark.parametrize("series", ["tier-1", "tier-2-berths", "charts-standup", "charts-metrics"])
def test_page(
    series: str, harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder
) -> None:
    view = view_next(series, context=harbour)
    if view.draft:
        # What stands in it is for the tests of drafts to say.
        view = replace(view, draft=replace(view.draft, text=f"series: {series}\n"))
    golden(f"series-next-{series}.html").check(draw("series-next", view))


def topics(view: NextView) -> dict[str, PrepTopic]:
    return {topic.title: topic for each in view.blocks for topic in each.topics}


def words(line: TopicLine) -> str:
    """What a line says beside its text."""
    parts: Iterable[str | None] = (
        text
        for phrase in line.phrases
        for text in (phrase.lead, *(link.text for link in phrase.links), phrase.tail)
    )
    side = line.side.words if line.side else ""
    return " ".join(part for part in (*parts, side) if part)


@pytest.fixture(scope="module")
def view(sample: ViewContext) -> NextView:
    """The sample's next Tier 1."""
    return view_next("tier-1", context=sample)


class TestTierOneOfThirtyJune:
    """The sample's next Tier 1 can be prepared and run from its page alone."""

    def test_it_says_when_and_who(self, view: NextView) -> None:
        assert (view.day, view.weekday, view.starts) == (date(2026, 6, 30), "Tuesday", "14:00")
        assert view.next.on
        assert view.next.on.words == "tomorrow"
        assert [each.text for each in view.people] == ["Maren Oyelaran", "Tobias Wrenfield"]

    def test_it_says_who_owes_which_half_since_when(
        self, view: NextView, draw: Callable[..., str]
    ) -> None:
        assert view.preread
        cs, product = view.preread.halves
        assert (cs.state.text, cs.words) == ("Missing", "was due on Sunday, 1 day late")
        assert (product.state.text, product.words) == ("Sent", "in time")
        text = draw("series-next", view)
        assert "Both halves were due by Sunday" in text
        assert 'people/maren.oyelaran/">Maren Oyelaran</a> owes it' in text

    def test_the_queue_comes_first_by_side_and_the_latest_on_top(self, view: NextView) -> None:
        assert (view.open, view.late) == (9, 8)
        assert [
            (group.side, [each.due.words for each in group.rows if each.due])
            for group in view.review
        ] == [
            ("Customer Success", ["17 days late"] * 2 + ["3 days late"] * 3),
            ("Product", ["10 days late"] * 2),
            ("Both", ["3 days late", "tomorrow"]),
        ]
        rows = [row for group in view.review for row in group.rows]
        assert [each.rolled for each in rows if each.rolled] == ["rolled twice", "rolled 4 times"]
        titles = [each.title for each in view.toc]
        assert titles[:2] == ["Pre-read", "Review the open queue"]
        assert titles[2:6] == ["Escalations", "Roadmap", "Themes", "Organisation"]

    def test_the_blocks_have_their_minutes(self, view: NextView) -> None:
        assert [each.block.minutes for each in view.blocks] == [15, 15, 20, 10]

    def test_the_escalation_with_its_qbr_tomorrow_comes_first(self, view: NextView) -> None:
        lines = topics(view)["Open escalations"].lines
        assert "QBR tomorrow, renewal in 11 days" in words(lines[0])
        assert "Ostermark Foods $215,000" in words(lines[0])
        assert "Pennycress Bakeries" in words(lines[1])
        assert lines[1].badges[0].text == "Not acknowledged"

    def test_ostermarks_question_stands_before_its_qbr(self, view: NextView) -> None:
        (line,) = topics(view)["Questions without an answer"].lines
        assert "their QBR tomorrow" in words(line)
        assert "waiting on Elin Marchetti" in words(line)

    def test_commitments_past_their_target_come_first(self, view: NextView) -> None:
        lines = topics(view)["Open commitments"].lines
        assert len(lines) == 5
        assert lines[0].badges[0].text == "Overdue"
        assert "not told yet: Lumenvale Health Hollin Dental" in words(lines[2])

    def test_answers_on_the_organisation_stand_in_its_own_block(self, view: NextView) -> None:
        found = topics(view)
        (org,) = found["Answers due on the organisation"].lines
        assert "Lucia and Sunniva" in org.what
        assert org.what not in [each.what for each in found["Answers due"].lines]

    def test_themes_come_by_the_arr_behind_them(self, view: NextView) -> None:
        speed, template = topics(view)["Themes of the 30 days before the meeting"].lines
        assert speed.what == "Dashboard speed"
        assert "Ostermark Foods $215,000 in three months also Copperline Utilities" in words(speed)
        assert template.what == "Template import"

    def test_the_record_offers_what_the_page_names(
        self, view: NextView, sample: ViewContext
    ) -> None:
        text = sample.drafts["tier-1"].text
        found = topics(view)
        raised = [line.phrases[0].links[0] for line in found["Open escalations"].lines]
        assert all(f": {each.text}," in text for each in raised)
        themes = [line.page for line in found["Themes of the 30 days before the meeting"].lines]
        named = re.findall(r"\{theme: ([^,]*),", text)
        assert {f"themes/{each}/" for each in named} <= {each.address for each in themes if each}
        assert len(themes) == len(named) == 2
        # One of them is asked for by two accounts in three months, and is offered as a row.
        assert text.count("\n  - {theme: ") == 1

    def test_what_the_half_said_in_words_stands_there(self, view: NextView) -> None:
        assert view.preread
        assert "Dashboards are not in it." in (view.preread.halves[1].notes or "")

    def test_what_shipped_in_two_weeks_and_what_drifts(self, view: NextView) -> None:
        found = topics(view)
        assert len(found["Shipped in the last 14 days"].lines) == 2
        off = found["Meetings and pods off their cadence"].lines
        drifting = " ".join(each.what for each in off)
        assert "Hold a tier 3" in drifting
        assert "Decide whether Onboarding is still a pod" in drifting
        assert "Send Customer Success's half" not in drifting


def test_a_tier_2_sees_its_pair(sample: ViewContext) -> None:
    view = view_next("tier-2-reporting", context=sample)
    text = " ".join(
        f"{line.what} {words(line)}" for topic in topics(view).values() for line in topic.lines
    )
    assert "Ostermark Foods" in text
    assert "Copperline Utilities" in text
    assert "Pennycress" not in text
    assert [each.block.id for each in view.blocks] == [
        "block-triage",
        "block-requests",
        "block-questions",
    ]
    assert view.preread is None


def test_a_metric_review_reads_the_metrics_and_asks_for_the_moves(sample: ViewContext) -> None:
    found = topics(view_next("reporting-metric-review", context=sample))
    assert "target 2 days" in words(found["Metrics to read"].lines[0])
    assert {each.side.words for each in found["Adoption to read"].lines if each.side} == {
        "in 18 days",
        "in 48 days",
    }
    assert len(found["Moves of 26 Jun 2026: what became of them?"].lines) == 3


def test_the_quarterly_review_hears_each_pod(sample: ViewContext) -> None:
    found = topics(view_next("quarterly-review", context=sample))
    assert [each.what for each in found["Pods"].lines] == ["Healthcare", "Onboarding", "Reporting"]
    assert found["Themes of the 91 days before the meeting"].lines


def test_a_tier_3_sees_the_coverage(sample: ViewContext) -> None:
    found = topics(view_next("tier-3", context=sample))
    assert found["Feedback with a category"].lines[0].badges[0].text == "Under 80%"
    assert found["Said last time"].lines[0].notes[0].label == "Noisy"


def test_a_standup_hears_what_was_said_since_the_last(sample: ViewContext) -> None:
    found = topics(view_next("reporting-standup", context=sample))
    (release,) = found["Releases ahead"].lines
    assert release.badges[0].text == "CS briefed"
    assert "Feedback since 22 Jun 2026" in found


def test_a_sprint_review_asks_what_became_of_the_plan(sample: ViewContext) -> None:
    found = topics(view_next("reporting-sprint-review", context=sample))
    planned = found["Planned on 19 Jun 2026: what became of it?"].lines
    assert [each.what for each in planned] == [
        "Order of columns in scheduled spreadsheets",
        "Wes's numbers for Ostermark, on a Monday",
    ]


def test_a_series_that_has_ended_says_so_and_shows_what_is_left_of_its_queue(
    draw: Callable[..., str],
) -> None:
    context = view_context_of("""
    series: {tier-1: {kind: tier-1, until: 2026-03-01}}
    2026-01-27-tier-1:
      actions: {cs: [{id: A1, what: Ring., owner: bob, due: 2026-02-01}]}
    """)
    view = view_next("tier-1", context=context)
    assert view.day is None
    assert view.blocks == ()
    assert view.open == 1
    text = draw("series-next", view)
    assert "No meeting is expected. The series ended on 1 March 2026." in text


def test_a_missed_meeting_is_prepared_for_today(draw: Callable[..., str]) -> None:
    view = view_next(
        "tier-1", context=view_context_of("2026-01-27-tier-1: {notes: Held.}", as_of="2026-03-10")
    )
    assert view.day == date(2026, 3, 10)
    assert view.next.missed
    assert "Overdue since" in draw("series-next", view)


def test_as_needed_can_be_prepared_all_the_same() -> None:
    text = "series: {tier-3: {kind: tier-3, cadence: as-needed, because: Rarely.}}"
    view = view_next("tier-3", context=view_context_of(text))
    assert view.day is None
    assert [each.block.title for each in view.blocks] == ["Taxonomy", "Integration", "Process"]


def test_a_topic_has_so_many_lines_at_most_and_says_how_many_more(
    draw: Callable[..., str],
) -> None:
    rows = "\n".join(
        f"    - {{id: E{number}, account: north, issue: Issue {number}.}}"
        for number in range(1, SHOWN + 4)
    )
    context = view_context_of(f"2026-06-23-tier-1:\n  escalations:\n{rows}")
    view = view_next("tier-1", context=context)
    topic = topics(view)["Open escalations"]
    assert (topic.number, len(topic.lines), topic.more) == (SHOWN + 3, SHOWN, "3 more")
    assert "3 more: <a href" in draw("series-next", view)


def test_a_one_on_one_says_nothing_personal(draw: Callable[..., str]) -> None:
    text = """
    series: {talk: {kind: one-on-one, members: [vera, bob], from: 2026-05-04}}
    2026-06-22-talk:
      career: Wants to lead.
      goals: [{goal: Keep North.}]
      actions: {shared: [{id: A1, what: Shared one., owner: bob, due: 2026-07-01, share: true}]}
    """
    shown = draw("series-next", view_next("talk", context=view_context_of(text)))
    assert "Shared one." in shown
    assert "Career" in shown
    assert "lead." not in shown
    assert "Keep North" not in shown


COMBINED = """
taxonomy:
  areas: {charts: {name: Charts, pm: ines}}
  categories: {defect: Defect}
  themes: {speed: {name: Speed, area: charts, category: defect}}
series: {combined: {kind: combined, members: [vera, otto, bob], from: 2026-01-01}}
2026-06-02-combined:
  briefings:
    - {id: B1, account: north, request: Stays here.}
    - {id: B2, account: south, request: Goes up., outcome: escalated}
  requests: [{id: R1, account: north, what: A button., status: planned}]
  themes: [{theme: speed, accounts: [north, south], stance: exploring, response: We look.}]
2026-06-23-bob:
  questions: [{id: Q1, account: south, ask: When?, for: exec-meeting, theme: speed}]
  feedback: [{id: F1, account: north, what: Slow., theme: speed}]
"""


def test_a_combined_meeting_parts_what_goes_up_from_what_stays() -> None:
    found = topics(view_next("combined", context=view_context_of(COMBINED)))
    assert [each.what for each in found["Open briefings"].lines] == ["Stays here."]
    assert [each.what for each in found["Open escalations"].lines] == ["Goes up."]
    assert found["Open requests"].lines[0].badges[0].text == "Planned"
    (theme,) = found["Themes of the 30 days before the meeting"].lines
    assert words(theme).startswith("North Mills South Yard together $150,000")
    assert theme.notes[0].text == "We look."


def test_nothing_of_customers_who_left() -> None:
    text = COMBINED + "accounts: {north: {churned: {on: 2026-06-20, because: Gone.}}}\n"
    found = topics(view_next("combined", context=view_context_of(text)))
    assert found["Open briefings"].lines == ()
    assert found["Open requests"].lines == ()
    assert "North" not in words(found["Themes of the 30 days before the meeting"].lines[0])


def test_a_line_names_the_heaviest_accounts_and_counts_the_others() -> None:
    names = [f"a{number}" for number in range(1, NAMED + 5)]
    rows = "\n".join(
        f"  {name}: {{name: {name}, arr: {1000 * number}, segment: enterprise, csm: bob, "
        "renewal: 2026-12-01}"
        for number, name in enumerate(names, start=1)
    )
    decision = (
        "{id: D1, outcome: decided, what: Ship., commitment: {target: 2026-08-01}, accounts: "
        f"[{', '.join(names)}]}}"
    )
    text = f"accounts:\n{rows}\n2026-06-02-tier-1:\n  decisions: [{decision}]\n"
    (line,) = topics(view_next("tier-1", context=view_context_of(text)))["Open commitments"].lines
    said = words(line)
    assert said.startswith("a12 a11 a10")
    assert "and 4 others, together $78,000" in said


def test_a_tier_2_proposes_its_three_most_urgent_accounts(sample: ViewContext) -> None:
    topic = topics(view_next("tier-2-reporting", context=sample))["Most urgent accounts"]
    assert topic.number == 3
    first = topic.lines[0]
    # Its QBR is on 30 June, before the tier 2 of 8 July.
    assert (first.what, first.side_label) == ("Ostermark Foods", "Renewal")
    assert "$215,000" in words(first)


def test_a_tier_1_lists_the_questions_since_its_last_meeting_by_accounts(
    sample: ViewContext,
) -> None:
    topic = topics(view_next("tier-1", context=sample))["Asked most often since 26 May 2026"]
    days = [phrase.day for line in topic.lines for phrase in line.phrases if phrase.day]
    assert days
    assert min(days) >= date(2026, 5, 26)


LONG = """
2026-01-05-bob:
  escalations: [{old}]
2026-05-26-tier-1: {{attendees: [vera, otto]}}
2026-06-02-bob:
  escalations:
    - {{id: E1, account: south, issue: Brand new.}}
2026-06-03-bob:
  updates: [{{item: 2026-01-05-bob/E1, answer: We have a lead., by: otto, answer_by: 2026-07-09}}]
"""


def test_in_a_long_list_what_is_new_or_due_soon_leads_and_the_rest_is_folded(
    draw: Callable[..., str],
) -> None:
    old = ", ".join(
        f"{{id: E{number}, account: north, issue: Old {number}.}}" for number in range(1, 31)
    )
    context = view_context_of(LONG.format(old=old), as_of="2026-06-29")
    view = view_next("tier-1", context=context)
    topic = topics(view)["Open escalations"]
    assert {each.what for each in topic.lines} == {"Brand new.", "Old 1."}
    assert (topic.number, topic.fold) == (31, "29 older or not due soon")
    assert (len(topic.folded), topic.more) == (SHOWN, f"{29 - SHOWN} more")
    text = draw("series-next", view)
    assert text.index("Brand new.") < text.index("29 older or not due soon") < text.index("Old 2.")


def test_of_a_long_queue_old_actions_are_folded_by_side() -> None:
    rows = "\n".join(
        f"      - {{id: A{number}, what: Do {number}., owner: bob, due: 2026-0{day}}}"
        for number, day in enumerate(["2-01"] * 12 + ["6-20", "7-05"], start=1)
    )
    text = f"2026-01-27-tier-1:\n  actions:\n    cs:\n{rows}\n2026-05-26-tier-1: {{notes: Held.}}"
    view = view_next("tier-1", context=view_context_of(text))
    (group,) = view.review
    assert [each.what for each in group.rows] == ["Do 13.", "Do 14."]
    assert len(group.folded) == 12
    assert (view.open, view.left) == (14, 0)
