from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings

import building
from building import day, make_records, parse
from conftest import GoldenFolder
from decision_record.ledger.items import items_of
from decision_record.ledger.replay import replay
from decision_record.model.series import SeriesFile
from decision_record.pages.book import Book, open_book
from decision_record.pages.record import RecordView, view_record
from decision_record.pages.record_parts import Fact, RecordRow
from decision_record.pages.words import Tone
from plausible import organisations


def book_of(text: str, *, as_of: str = "2026-06-29") -> Book:
    records = make_records(parse(text))
    return open_book(records=records, ledger=replay(records, day(as_of)))


def view(record: str, text: str, *, as_of: str = "2026-06-29") -> RecordView:
    return view_record(record, book=book_of(text, as_of=as_of))


def rows(shown: RecordView, part: str) -> list[RecordRow]:
    return [
        row
        for each in shown.parts
        if each.id == part
        for group in each.groups
        for row in group.rows
    ]


def words(facts: tuple[Fact, ...]) -> dict[str, str]:
    """What each fact says, as a reader sees it."""
    return {fact.label: "".join(_pieces(fact)) for fact in facts}


def _pieces(fact: Fact) -> Iterator[str]:
    if fact.due:
        yield f"{fact.due.day.isoformat()} {fact.due.words}"
    for piece in fact.pieces:
        yield piece.lead
        parts = (piece.text, piece.day and piece.day.isoformat(), piece.note, piece.prose)
        yield " ".join(part for part in parts if part)


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
    record: str, harbour: Book, draw: Callable[..., str], golden: GoldenFolder
) -> None:
    golden(f"meeting-{record}.html").check(draw("meeting", view_record(record, book=harbour)))


@pytest.mark.parametrize("record", ["2026-02-04-lena.fischer", "2026-06-26-mads.holm"])
def test_update(record: str, harbour: Book, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden(f"update-{record}.html").check(draw("update", view_record(record, book=harbour)))


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
        ("old", "Was said until 26 May 2026"),
        ("old", "Was not to be promised until 26 May 2026"),
    ]


def test_the_words_of_a_later_row_come_first() -> None:
    shown = view(
        "2026-02-24-tier-1",
        PROMISED
        + """
    2026-03-31-tier-1:
      roadmap:
        - {commitment: 2026-02-24-tier-1/D1, status: slipped, target: 2026-05-20,
           because: Ill., say: It is May.}
    """,
    )
    (row,) = rows(shown, "decisions")
    assert [(quote.kind, quote.text) for quote in row.quotes] == [
        ("say", "It is May."),
        ("old", "It is 600."),
        ("not", "Not more."),
    ]
    (slip,) = row.moved
    assert (slip.from_, slip.to, slip.because) == (day("2026-04-15"), day("2026-05-20"), "Ill.")
    assert row.state is not None
    assert row.state.text == "Past its target"
    assert words(row.today)["Target"] == "2026-05-20 40 days late"


def test_a_roadmap_row_shows_both_targets_and_whether_its_words_still_hold() -> None:
    later = """
    2026-03-31-tier-1:
      roadmap:
        - {commitment: 2026-02-24-tier-1/D1, status: slipped, target: 2026-05-20, say: It is May.}
    2026-04-28-tier-1:
      roadmap:
        - {commitment: 2026-02-24-tier-1/D1, status: on-track, say: Still May.}
    """
    shown = view("2026-03-31-tier-1", PROMISED + later)
    (row,) = rows(shown, "roadmap")
    assert words(row.facts)["Target"] == "2026-04-15 → 2026-05-20"
    assert [quote.label for quote in row.quotes] == ["Was said then"]
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


def test_who_stood_in_and_what_was_sent_before_open_the_page() -> None:
    shown = view(
        "2026-05-26-tier-1",
        """
    2026-05-23-otto:
      prereads:
        - {series: tier-1, meeting: 2026-05-26, side: product, sent: 2026-05-23T12:00,
           includes: [roadmap]}
    2026-05-26-tier-1:
      attendees: [vera]
      delegates: {otto: ines}
      minutes: 66
      minutes_on: {accounts: 25, escalations: 27}
      written: after
    """,
    )
    facts = words(shown.facts)
    assert facts["Stood in"] == "Ines for Otto"
    assert facts["Minutes"] == "66 of 60 planned"
    assert facts["Minutes on"] == "single accounts 25 with none planned, escalations 27 of 15"
    assert facts["Written"] == "after the meeting"
    assert facts["Pre-read from CS"] == "none on record"
    assert facts["Pre-read from Product"] == (
        "23 May 2026, 12:00, 3 days before: roadmap; without decisions, stances, "
        "Update by Otto, 23 May 2026"
    )


def test_the_half_that_was_sent_last_counts() -> None:
    shown = view(
        "2026-05-26-tier-1",
        """
    2026-05-22-otto:
      prereads: [{series: tier-1, meeting: 2026-05-26, side: product, sent: 2026-05-22T12:00}]
    2026-05-23-otto:
      prereads: [{series: tier-1, meeting: 2026-05-26, side: product, sent: 2026-05-23T12:00}]
    2026-05-26-tier-1: {attendees: [vera]}
    """,
    )
    assert words(shown.facts)["Pre-read from Product"] == (
        "23 May 2026, 12:00, 3 days before, Update by Otto, 23 May 2026"
    )


def test_a_half_stays_with_a_meeting_that_was_moved() -> None:
    shown = view(
        "2026-05-28-tier-1",
        """
    2026-05-23-otto:
      prereads: [{series: tier-1, meeting: 2026-05-26, side: product, sent: 2026-05-23T12:00}]
    2026-05-26-tier-1: {cancelled: {moved_to: 2026-05-28}}
    2026-05-28-tier-1: {attendees: [vera]}
    """,
    )
    assert words(shown.facts)["Pre-read from Product"] == (
        "23 May 2026, 12:00, 5 days before, Update by Otto, 23 May 2026"
    )


def test_a_half_is_shown_where_none_is_wanted() -> None:
    shown = view(
        "2026-05-26-tier-2",
        "    2026-05-26-tier-2: {preread: {cs: {sent: 2026-05-25T09:00}}}",
    )
    facts = words(shown.facts)
    assert facts["Pre-read from CS"] == "25 May 2026, 09:00, 1 day before"
    assert "Pre-read from Product" not in facts


def test_a_quarterly_review_misses_its_halves() -> None:
    shown = view(
        "2026-04-08-quarter",
        """
    series: {quarter: {kind: quarterly-review}}
    2026-04-08-quarter: {attendees: [vera]}
    """,
    )
    facts = words(shown.facts)
    assert facts["Pre-read from CS"] == facts["Pre-read from Product"] == "none on record"


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
@settings(max_examples=40, deadline=None)
def test_every_item_of_any_record_has_its_row(data: dict[str, Any]) -> None:
    records = make_records(data)
    book = open_book(records=records, ledger=replay(records, day("2026-06-29")))
    for entry in book.ledger.entries:
        shown = view_record(entry.id, book=book)
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
def talks(monkeypatch: pytest.MonkeyPatch) -> Book:
    one_on_one = SeriesFile.model_validate({"talk": {"kind": "one-on-one"}}).root
    monkeypatch.setattr(building, "SERIES", {**building.SERIES, **one_on_one})
    return book_of(PERSONAL)


def test_nothing_personal_reaches_the_page(talks: Book, draw: Callable[..., str]) -> None:
    text = draw("meeting", view_record("2026-05-11-talk", book=talks))
    assert "promoted-token" in text
    assert "shared-token" in text
    shown = [token for token in PERSONAL.split() if "-token" in token]
    hidden = {token.strip("{},[]") for token in shown} - {"promoted-token", "shared-token"}
    assert len(hidden) > 8
    assert not [token for token in hidden if token in text]
    assert "Vera" not in text
    cancelled = draw("meeting", view_record("2026-05-18-talk", book=talks))
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
    assert '<a href="../../checks/DR405/">DR405</a>' in draw("meeting", shown)


@pytest.mark.parametrize(
    ("row", "text", "address"),
    [
        ("series: tier-1, meeting: 2026-05-26", "Tier 1 of 26 May 2026", "series/tier-1/"),
        (
            "series: tier-2, meeting: 2026-05-25",
            "Tier 2 of 25 May 2026",
            "meetings/2026-05-25-tier-2/",
        ),
        (
            "series: tier-1, meeting: 2026-06-30",
            "Tier 1 of 30 Jun 2026",
            "series/tier-1/next/",
        ),
        ("series: tier-1", "Tier 1", "series/tier-1/"),
        ("meeting: 2026-05-26", "the meeting of 26 May 2026", None),
    ],
)
def test_a_half_leads_to_its_meeting_or_to_its_series(
    row: str, text: str, address: str | None
) -> None:
    shown = view(
        "2026-05-22-otto",
        f"""
    2026-05-22-otto:
      prereads: [{{{row}, side: product, sent: 2026-05-22T12:00}}]
    2026-05-25-tier-2: {{attendees: [bob]}}
    """,
    )
    (sent,) = rows(shown, "prereads")
    (meeting,) = (fact.pieces[0] for fact in sent.facts if fact.label == "For")
    assert (meeting.text, meeting.address) == (text, address)
