from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings

import building
from building import day, make_records, view_context_of
from conftest import GoldenFolder
from decision_record.ledger.index import Index
from decision_record.ledger.items import items_of
from decision_record.ledger.replay import replay
from decision_record.model.series import SeriesFile
from decision_record.views.record.record import view_record
from decision_record.views.shared.context import ViewContext, make_view_context
from decision_record.views.shared.words import Tone
from examples import at_least
from plausible import organisations
from recorded import rows, view, words


@pytest.mark.parametrize(
    "record",
    [
        "2026-01-13-tier-2-charts",
        "2026-01-27-tier-1",
        "2026-02-10-tier-2-charts",
        "2026-02-24-tier-1",
        "2026-03-03-tier-2-berths",
        "2026-04-28-tier-1",
        "2026-05-04-charts-standup",
        "2026-06-15-charts-metrics",
    ],
)
def test_meeting(
    record: str, harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder
) -> None:
    golden(f"meeting-{record}.html").check(draw("record", view_record(record, context=harbour)))


@pytest.mark.parametrize("record", ["2026-02-04-lena.fischer", "2026-06-26-mads.holm"])
def test_update(
    record: str, harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder
) -> None:
    golden(f"update-{record}.html").check(draw("record", view_record(record, context=harbour)))


PROMISED = """
    2026-02-24-tier-1:
      decisions:
        - id: D1
          outcome: decided
          what: One limit for all.
          owner: otto
          due: 2026-03-03
          accounts: [north, south]
          say: It is 600.
          dont_say: Not more.
          commitment: {target: 2026-04-15, confidence: committed}
"""


def test_a_superseded_decision_says_by_what_and_takes_its_words_back() -> None:
    shown = view(
        "2026-02-24-tier-1",
        PROMISED
        + """
    2026-05-26-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: A limit for each., supersedes: [2026-02-24-tier-1/D1]}
    """,
    )
    (row,) = rows(shown, "decisions")
    assert row.gone
    assert row.state is not None
    assert row.state.text == "Superseded"
    assert words(row.today)["Superseded by"] == "D1, Tier 1, 26 May 2026"
    address = row.today[0].pieces[0].address
    assert address == "meetings/2026-05-26-tier-1/#D1"
    assert [(quote.kind, quote.label) for quote in row.quotes] == [
        ("old", "Said until 26 May 2026"),
        ("old", "Not to promise until 26 May 2026"),
    ]


def test_the_words_of_a_later_row_come_first() -> None:
    shown = view(
        "2026-02-24-tier-1",
        PROMISED
        + """
    2026-03-31-tier-1:
      roadmap:
        - {commitment: 2026-02-24-tier-1/D1, status: slipped, target: 2026-07-20,
           because: Ill., say: It is July.}
    """,
    )
    (row,) = rows(shown, "decisions")
    assert [(quote.kind, quote.text) for quote in row.quotes] == [
        ("say", "It is July."),
        ("old", "It is 600."),
        ("not", "Not more."),
    ]
    (slip,) = row.moved
    assert (slip.from_, slip.to, slip.because) == (day("2026-04-15"), day("2026-07-20"), "Ill.")
    assert row.state is not None
    assert row.state.text == "Slipped"
    assert words(row.today)["Target"] == "2026-07-20 in 21 days"


def test_words_whose_target_passed_are_not_offered_on_the_record() -> None:
    shown = view("2026-02-24-tier-1", PROMISED)
    (row,) = rows(shown, "decisions")
    assert row.state is not None
    assert row.state.text == "Overdue"
    assert [(quote.kind, quote.label) for quote in row.quotes] == [
        ("old", "Said at the time"),
        ("not", "Do not promise"),
    ]


def test_a_roadmap_row_shows_both_targets_and_whether_its_words_still_hold() -> None:
    later = """
    2026-03-31-tier-1:
      roadmap:
        - {commitment: 2026-02-24-tier-1/D1, status: slipped, target: 2026-07-20, say: It is July.}
    2026-04-28-tier-1:
      roadmap:
        - {commitment: 2026-02-24-tier-1/D1, status: on-track, say: Still July.}
    """
    shown = view("2026-03-31-tier-1", PROMISED + later)
    (row,) = rows(shown, "roadmap")
    assert words(row.facts)["Target"] == "2026-04-15 → 2026-07-20"
    assert [quote.label for quote in row.quotes] == ["Said at the time"]
    (newer,) = rows(view("2026-04-28-tier-1", PROMISED + later), "roadmap")
    assert [quote.label for quote in newer.quotes] == ["You can say"]


def test_who_was_told_and_who_was_not_stands_beside_the_decision() -> None:
    shown = view(
        "2026-02-24-tier-1",
        PROMISED
        + """
    2026-02-26-bob:
      loops: [{item: 2026-02-24-tier-1/D1, account: north, on: 2026-02-25, channel: call}]
    """,
    )
    today = words(rows(shown, "decisions")[0].today)
    assert today["Told"] == "North Mills 2026-02-25 by call"
    assert today["Not told"] == "South Yard 118 days late"


def test_a_ruling_that_came_late_says_how_late() -> None:
    shown = view(
        "2026-03-31-tier-1",
        """
    2026-03-31-tier-1:
      decisions:
        - {id: D1, outcome: escalated, what: Build or buy., to: cpo, recommendation: Buy.,
           owner: greta, due: 2026-04-10}
    2026-04-14-greta:
      decisions: [{id: D1, outcome: decided, what: Buy., resolves: [2026-03-31-tier-1/D1]}]
    """,
    )
    (row,) = rows(shown, "decisions")
    assert words(row.today)["Resolved by"] == "D1, Update by Greta, 14 Apr 2026 4 days late"


def test_an_action_that_was_rolled_shows_every_due_date() -> None:
    shown = view(
        "2026-01-27-tier-1",
        """
    2026-01-27-tier-1:
      actions: {shared: [{id: A1, what: Write it., owner: otto, due: 2026-02-20}]}
    2026-02-24-tier-1:
      review: [{action: 2026-01-27-tier-1/A1, outcome: rolled, due: 2026-03-27}]
    2026-03-31-tier-1:
      review: [{action: 2026-01-27-tier-1/A1, outcome: rolled, due: 2026-06-26, note: Half.}]
    """,
    )
    (row,) = rows(shown, "actions")
    assert row.state is not None
    assert (row.state.text, row.state.tone) == ("Open, 3 days late", Tone.LATE)
    today = words(row.today)
    assert today["Rolled twice"] == "2026-02-20 → 2026-03-27 → 2026-06-26"
    assert today["Rolled"] == "Tier 1, 31 Mar 2026: Half."


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ("tier-1", "review escalations updates roadmap themes org feedback parked decisions"),
        ("tier-2", "review briefings escalations updates requests questions shipped decisions"),
        ("standup", "review escalations updates feedback releases questions shipped decisions"),
    ],
)
def test_sections_come_in_the_order_of_the_ritual(series: str, expected: str) -> None:
    name = f"2026-05-26-{series}"
    sections = {
        "review": "[{action: A1, outcome: done}]",
        "parked": "[{topic: Sales.}]",
        "decisions": "[{id: D1, outcome: decided, what: Do it.}]",
        "org": "[{topic: Seats.}]",
        "releases": "[{what: A build.}]",
        "themes": "[{theme: export, accounts: [north]}]",
        "questions": "[{id: Q1, account: north, ask: When?}]",
        "requests": "[{id: R1, account: north, what: Wheels.}]",
        "briefings": "[{id: B1, account: north, request: Help.}]",
        "shipped": "[{id: S1, what: A door., on: 2026-05-20}]",
        "feedback": "[{id: F1, account: north, what: Good.}]",
        "roadmap": "[{commitment: D1, status: on-track}]",
        "updates": "[{item: E1, resolved: 2026-05-26}]",
        "escalations": "[{id: E1, account: north, issue: Fire.}]",
        "actions": "{cs: [{id: A1, what: Ring., owner: bob, due: 2026-05-30}]}",
    }
    wanted = expected.split()
    chosen = [f"      {each}: {sections[each]}" for each in (*reversed(wanted), "actions")]
    shown = view(name, "\n".join((f"    {name}:", *chosen)))
    assert [part.id for part in shown.parts] == [*wanted, "actions"]
    assert [jump.id for jump in shown.jumps][:2] == ["decisions", "actions"]


CANCELLED = """
    2026-03-04-tier-2: {minutes: 30}
    2026-03-18-tier-2: {cancelled: {because: sprint, note: In test., moved_to: 2026-03-20}}
    2026-03-19-bob: {series: tier-2}
    2026-03-20-tier-2: {minutes: 30}
"""


def test_a_cancelled_meeting_says_why_and_where_it_moved() -> None:
    shown = view("2026-03-18-tier-2", CANCELLED)
    assert shown.cancelled is not None
    assert shown.cancelled.because == "a sprint came in between"
    assert shown.cancelled.note == "In test."
    assert shown.cancelled.moved_to is not None
    assert shown.cancelled.moved_to.pieces[0].address == "meetings/2026-03-20-tier-2/"
    assert "cancelled" in shown.description


def test_the_neighbours_are_meetings_of_the_series() -> None:
    shown = view("2026-03-18-tier-2", CANCELLED)
    assert shown.previous is not None
    assert shown.next is not None
    assert (shown.previous.text, shown.next.text) == ("4 Mar 2026", "20 Mar 2026")
    last = view("2026-03-20-tier-2", CANCELLED)
    assert last.previous is not None
    assert last.previous.text == "18 Mar 2026, cancelled"
    assert last.next is None


@given(organisations())
@settings(max_examples=at_least(30), deadline=None)
def test_every_item_of_any_record_has_its_row(data: dict[str, Any]) -> None:
    records = make_records(data)
    context = make_view_context(Index(records=records, ledger=replay(records, day("2026-06-29"))))
    for entry in context.ledger.entries:
        shown = view_record(entry.id, context=context)
        found = {row.id for part in shown.parts for group in part.groups for row in group.rows}
        assert {item.row.id for item in items_of(entry)} <= found


PERSONAL = """
    2026-05-11-talk:
      attendees: [vera, bob]
      minutes: 55
      goals: [{goal: goal-token, owner: bob, target: target-token, actual: actual-token}]
      challenges: challenge-token
      customers:
        - {account: north, issue: kept-token}
        - {account: south, issue: promoted-token, promote_to: tier-2}
      coaching: coaching-token
      career: career-token
      data_by: bob
      agenda: [{block: block-token, lead: csm}]
      notes: notes-token
      decisions: [{id: D1, outcome: decided, what: decision-token}]
      actions:
        cs:
          - {id: A1, what: private-token, owner: bob, due: 2026-05-20}
          - {id: A2, what: shared-token, owner: bob, due: 2026-05-20, share: true}
    2026-05-18-talk: {cancelled: {because: absence, note: reason-token, moved_to: 2026-05-19}}
"""


@pytest.fixture
def talks(monkeypatch: pytest.MonkeyPatch) -> ViewContext:
    one_on_one = SeriesFile.model_validate({"talk": {"kind": "one-on-one"}}).root
    monkeypatch.setattr(building, "SERIES", {**building.SERIES, **one_on_one})
    return view_context_of(PERSONAL)


def test_nothing_personal_reaches_the_page(talks: ViewContext, draw: Callable[..., str]) -> None:
    text = draw("record", view_record("2026-05-11-talk", context=talks))
    assert "promoted-token" in text
    assert "shared-token" in text
    shown = [token for token in PERSONAL.split() if "-token" in token]
    hidden = {token.strip("{},[]") for token in shown} - {"promoted-token", "shared-token"}
    assert len(hidden) > 8
    assert not [token for token in hidden if token in text]
    assert "Vera" not in text
    cancelled = draw("record", view_record("2026-05-18-talk", context=talks))
    assert "Cancelled" in cancelled
    assert "19 May 2026" in cancelled
    assert "reason-token" not in cancelled
    assert "absent" not in cancelled


def test_a_silenced_rule_says_what_it_looks_for_and_why_it_is_silent(
    draw: Callable[..., str],
) -> None:
    shown = view("2026-02-24-tier-1", "2026-02-24-tier-1: {allow: {DR405: Two renewals., XX: No.}}")
    known, unknown = shown.allow
    assert known.address == "checks/DR405/"
    assert known.says == "Over 20 minutes of a tier 1 went to single accounts."
    assert (unknown.address, unknown.says) == (None, None)
    assert '<a href="../../checks/DR405/">DR405</a>' in draw("record", shown)
