"""The QBR brief: what a CSM takes into the room, in the words of who reads it there."""

import re
from collections.abc import Callable

import pytest

from building import day, make_records, parse, view_context_of
from conftest import GoldenFolder
from decision_record.attention.findings import find
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.views.account.brief import BriefView, view_brief
from decision_record.views.account.print_layout import (
    HEIGHT,
    SheetRow,
    SheetSection,
    cut,
    fit,
    lines,
)
from decision_record.views.home.week import next_days
from decision_record.views.people.person import view_person
from decision_record.views.shared.context import ViewContext, make_view_context


def north(text: str) -> BriefView:
    records = make_records(parse("accounts: {north: {qbrs: [2026-03-30, 2026-06-30]}}\n" + text))
    ledger = replay(records, day("2026-06-29"))
    findings = find(Index(records=records, ledger=ledger))
    return view_brief(
        "north", context=make_view_context(Index(records=records, ledger=ledger), findings=findings)
    )


def section(view: BriefView, id_: str) -> SheetSection:
    return next(each for each in view.sections if each.id == id_)


@pytest.mark.parametrize("account", ["saltworks", "script-soehne", "tidewater"])
def test_page(
    account: str, harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder
) -> None:
    text = draw("account-brief", view_brief(account, context=harbour))
    golden(f"account-brief-{account}.html").check(text)


def test_nothing_on_the_sheet_needs_a_click(sample: ViewContext, draw: Callable[..., str]) -> None:
    for name, each in sample.ledger.accounts.items():
        if each.churned is None:
            text = draw("account-brief", view_brief(name, context=sample))
            sheet = text.partition('<div class="dr-brief ')[2]
            assert "href" not in sheet
            assert "<details" not in sheet
            assert "As of" in sheet


SAID = """
2026-05-20-tier-1:
  decisions:
    - id: D1
      outcome: decided
      what: Build it.
      owner: otto
      accounts: [north]
      say: You have it in June.
      commitment: {target: 2026-06-10, confidence: expected}
    - {id: D2, outcome: deferred, what: Which one?, owner: otto, due: 2026-06-26, accounts: [north]}
2026-06-08-otto:
  roadmap:
    - commitment: 2026-05-20-tier-1/D1
      status: slipped
      target: 2026-07-20
      say: You have it in July.
2026-06-09-bob:
  loops: [{item: 2026-05-20-tier-1/D1, account: north, on: 2026-06-09}]
"""


def test_words_stand_with_their_confidence_their_day_and_where_they_come_from() -> None:
    (saying,) = section(north(SAID), "say").rows
    assert saying.text == "“You have it in July.”"
    assert saying.meta == (
        "Expected",
        "by 20 Jul 2026, in 21 days",
        "about: Build it.",
        "Update by Otto, 8 Jun 2026",
    )


def test_a_slip_shows_the_old_day_and_the_new_one() -> None:
    (row,) = section(north(SAID), "commitments").rows
    assert (row.lead, row.days) == ("Slipped", ("10 Jun 2026", "20 Jul 2026"))


def test_what_must_not_be_promised_says_why_and_who_answers() -> None:
    slipped, row = section(north(SAID), "do-not-promise").rows
    assert slipped.lead == "Slipped"
    assert (row.lead, row.text) == ("Not decided yet", "Which one?")
    assert row.meta[:2] == ("answer due 26 Jun 2026, 3 days late", "Otto")


def test_what_there_is_none_of_is_said_once() -> None:
    view = north(SAID)
    assert view.settled == (
        "No open escalations or briefings, no unanswered questions, no open actions, "
        "no customer updates due."
    )


def test_a_surprise_stands_at_the_top_and_only_there() -> None:
    view = north("""
2026-06-22-ines:
  shipped:
    - {id: S1, what: The export, on: 2026-06-22, accounts: [north], say: It is there.}
""")
    (alert,) = view.alerts
    assert (alert.lead, alert.text, alert.tone) == (
        "Shipped; customer not told.",
        "The export",
        "late",
    )
    assert alert.meta == ("since 22 Jun 2026", "Bob tells them", "by 29 Jun 2026, today")
    assert "not-told" not in {each.id for each in view.sections}


def test_of_too_much_each_list_keeps_its_first_and_counts_the_rest() -> None:
    asks = ", ".join(
        f"{{id: Q{each}, account: north, ask: {'When does it come? ' * 9}}}"
        for each in range(1, 100)
    )
    issues = ", ".join(
        f"{{id: E{each}, account: north, issue: {'It fails. ' * 20}}}" for each in range(1, 100)
    )
    view = north(SAID + f"\n2026-06-10-bob: {{questions: [{asks}], escalations: [{issues}]}}")
    assert view.size == "small"
    for id_ in ("questions", "escalations"):
        one = section(view, id_)
        assert one.rows
        assert one.more == 99 - len(one.rows)
    assert len(section(view, "say").rows) == 1
    since = section(view, "since")
    assert since.title == "Since the last QBR on 30 Mar 2026"


def test_the_print_is_as_large_as_everything_fits() -> None:
    def printed(rows: int) -> tuple[str, int]:
        one = SheetSection(id="say", title="You can say", rows=(SheetRow(text="x" * 90),) * rows)
        size, (fitted,) = fit([one], head=lambda letters: 5000 / letters)
        return size.name, fitted.more

    sizes = [printed(rows) for rows in (3, 24, 30, 45, 60)]
    assert [name for name, _ in sizes] == ["large", "large", "medium", "small", "small"]
    assert [more > 0 for _, more in sizes] == [False, False, False, False, True]


def test_wide_letters_take_more_room() -> None:
    assert lines("x" * 100) == 2
    assert lines("海" * 100) == 4
    assert lines("M" * 100) == 3
    assert HEIGHT < 735


def test_a_cut_text_ends_with_a_whole_word() -> None:
    assert cut("One two, three", 9) == "One two …"
    assert cut("One\n\ntwo") == "One two"


def test_the_brief_of_the_sample_tells_its_stories(
    sample: ViewContext, draw: Callable[..., str]
) -> None:
    def sheet(account: str) -> str:
        text = draw("account-brief", view_brief(account, context=sample))
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))

    ashgrove = sheet("ashgrove")
    assert "Shipped 18 May 2026" in ashgrove
    assert "export" in ashgrove
    assert "No answer yet, QBR tomorrow." in sheet("ostermark")
    assert "Answered 24 Jun 2026 61 rounds in two nights" in sheet("st-brannoc")
    for account in ("skerrivane", "palisade", "orrin"):
        assert "changed on 26 May 2026" in sheet(account)
        assert "“600" not in sheet(account)
    for account in ("verity-falls", "quarrybank"):
        assert "Descoped; customer not told." in sheet(account)
    assert "customer not told" not in sheet("halvorsen-pike")
    lumenvale = sheet("lumenvale")
    assert "customer not told" not in lumenvale
    assert "told 1 Jun 2026" in lumenvale


def test_the_ways_to_a_brief(sample: ViewContext) -> None:
    events = [event for each in next_days(context=sample) for event in each.events]
    briefs = {event.brief.address for event in events if event.brief}
    assert briefs == {"accounts/ostermark/brief/"}
    before = view_person("desmond.achterberg", context=sample).before
    assert before[0].brief.address == "accounts/ostermark/brief/"


def test_what_changed_and_what_they_wait_for_share_the_top() -> None:
    shipped = ", ".join(
        f"{{id: S{each}, what: Thing {each}, on: 2026-06-22, accounts: [north]}}"
        for each in range(1, 8)
    )
    view = north(f"""
2026-06-22-ines:
  shipped: [{shipped}]
  questions: [{{id: Q1, account: north, ask: When?, for: qbr}}]
""")
    assert [each.tone for each in view.alerts] == ["late", "late", "late", "risk"]
    assert view.more_alerts == 4


def test_ostermark_can_be_met_with_the_brief_alone(
    sample: ViewContext, draw: Callable[..., str]
) -> None:
    """The issue, the workaround and Product's last word, with its day and who gave it."""
    view = view_brief("ostermark", context=sample)
    assert len([section for section in view.sections if section.more]) == 0
    (row,) = next(section.rows for section in view.sections if section.id == "escalations")
    assert "takes up to 50 seconds on Mondays" in row.text
    notes = dict(row.notes)
    assert notes["Latest question"].startswith("QBR on Tuesday at ten with the plant director")
    assert notes["Tried"].startswith("Opening it ten minutes early; a still picture by mail")
    assert notes["Product, 24 Jun 2026, Elin Marchetti"].startswith("Nothing yet. The stance is")
    assert row.meta == (
        "open for 91 days",
        "waiting on Elin Marchetti",
        "answer due 29 Jun 2026, today",
        "deferred to 26 Jun 2026, 3 days late",
    )
    text = draw("account-brief", view)
    for note in row.notes:
        assert note.label in text


def test_the_brief_says_apart_what_is_for_the_customer() -> None:
    context = view_context_of(
        """
        2026-06-01-tier-2:
          briefings: [{id: B1, account: north, request: Faster., tried: Less., outcome: open}]
        2026-06-10-ines:
          updates: [{item: 2026-06-01-tier-2/B1, answer: The cache is wrong., say: We look into it.,
                     answer_by: 2026-07-10}]
        """
    )
    (row,) = next(
        section.rows
        for section in view_brief("north", context=context).sections
        if section.id == "escalations"
    )
    assert row.notes == (
        ("Tried", "Less."),
        ("Product, 10 Jun 2026, Ines", "The cache is wrong."),
        ("For the customer", "We look into it."),
    )
    assert "answer due 10 Jul 2026, in 11 days" in row.meta
