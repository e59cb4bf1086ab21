"""What is different between two days, as one word for each thing that happened."""

from building import day, make_records, parse
from decision_record.ledger.changes import Change, ChangeKind, compare
from decision_record.ledger.replay import replay

PROMISED = """
        2026-02-24-tier-1:
          decisions:
            - id: D1
              outcome: decided
              what: Build it.
              accounts: [north, south]
              commitment: {target: 2026-04-15}
"""


def between(first: str, last: str, text: str) -> tuple[Change, ...]:
    records = make_records(parse(text))
    return compare(replay(records, day(first)), replay(records, day(last)))


def kinds(first: str, last: str, text: str) -> list[str]:
    return [each.kind.value for each in between(first, last, text)]


def test_nothing_changes_without_a_record() -> None:
    assert between("2026-02-24", "2026-12-31", PROMISED) == ()


def test_a_commitment_is_new_with_its_day_and_everyone_whom_it_concerns() -> None:
    (change,) = between("2026-02-23", "2026-02-24", PROMISED)
    assert change == Change(
        kind=ChangeKind.COMMITTED,
        item="2026-02-24-tier-1/D1",
        accounts=("north", "south"),
        record="2026-02-24-tier-1",
        day=day("2026-02-24"),
        new=day("2026-04-15"),
    )


def test_several_slips_are_one_change_from_the_first_day_to_the_last() -> None:
    text = (
        PROMISED
        + """
        2026-03-31-tier-1:
          roadmap: [{commitment: 2026-02-24-tier-1/D1, status: slipped, target: 2026-05-20}]
        2026-04-28-tier-1:
          roadmap: [{commitment: 2026-02-24-tier-1/D1, status: slipped, target: 2026-06-10}]
    """
    )
    (change,) = between("2026-03-01", "2026-06-01", text)
    assert (change.kind, change.record) == ("slipped", "2026-04-28-tier-1")
    assert (change.old, change.new) == (day("2026-04-15"), day("2026-06-10"))
    (last,) = between("2026-03-31", "2026-06-01", text)
    assert (last.old, last.new) == (day("2026-05-20"), day("2026-06-10"))


def test_what_shipped_names_the_record_that_says_so_and_is_said_once() -> None:
    text = (
        PROMISED
        + """
        2026-04-10-ines:
          shipped:
            - {id: S1, what: It., on: 2026-04-09, accounts: [north], delivers: 2026-02-24-tier-1/D1}
            - {id: S2, what: That., on: 2026-04-08, accounts: [south]}
    """
    )
    shipped = between("2026-04-09", "2026-04-30", text)
    assert [(each.kind, each.item, each.day) for each in shipped] == [
        ("shipped", "2026-04-10-ines/S2", day("2026-04-08")),
        ("shipped", "2026-02-24-tier-1/D1", day("2026-04-09")),
    ]
    assert [each.accounts for each in shipped] == [("south",), ("north",)]
    assert {each.record for each in shipped} == {"2026-04-10-ines"}


def test_what_was_descoped_and_what_was_superseded() -> None:
    text = (
        PROMISED
        + """
        2026-03-31-tier-1:
          roadmap: [{commitment: 2026-02-24-tier-1/D1, status: descoped, because: No time.}]
        2026-04-28-tier-1:
          decisions:
            - {id: D1, outcome: decided, what: Not at all., accounts: [north, south],
               supersedes: [2026-02-24-tier-1/D1]}
    """
    )
    assert kinds("2026-03-01", "2026-03-31", text) == ["descoped"]
    new, old = sorted(between("2026-03-31", "2026-04-28", text), key=lambda each: each.kind)
    assert (new.kind, new.accounts) == ("decided", ("north", "south"))
    assert (old.kind, old.record) == ("superseded", "2026-04-28-tier-1")


def test_a_deferral_is_settled_by_a_later_decision() -> None:
    text = """
        2026-01-27-tier-1:
          decisions: [{id: D1, outcome: deferred, what: Which one?, accounts: [north]}]
        2026-02-24-tier-1:
          decisions:
            - {id: D1, outcome: decided, what: This one., resolves: [2026-01-27-tier-1/D1]}
    """
    assert kinds("2026-01-01", "2026-01-31", text) == ["deferred"]
    assert kinds("2026-01-31", "2026-02-28", text) == ["settled", "decided"]


def test_a_path_is_settled_once() -> None:
    text = """
        2026-05-30-bob:
          briefings: [{id: B1, account: north, request: Mend it.}]
        2026-06-09-bob:
          escalations: [{id: E1, account: north, issue: It fails., from: 2026-05-30-bob/B1}]
        2026-06-10-ines:
          updates: [{item: 2026-06-09-bob/E1, acknowledged: 2026-06-10}]
        2026-06-12-ines:
          updates: [{item: 2026-06-09-bob/E1, resolved: 2026-06-11}]
    """
    changes = between("2026-05-01", "2026-06-30", text)
    assert [(each.kind, each.item[-2:], each.record) for each in changes] == [
        ("raised", "B1", "2026-05-30-bob"),
        ("raised", "E1", "2026-06-09-bob"),
        ("acknowledged", "E1", "2026-06-10-ines"),
        ("resolved", "E1", "2026-06-12-ines"),
    ]


def test_that_product_was_there_when_it_was_raised_is_no_change_of_its_own() -> None:
    text = """
        2026-06-09-tier-2:
          attendees: [bob, ines]
          escalations: [{id: E1, account: north, issue: It fails.}]
    """
    assert kinds("2026-06-01", "2026-06-30", text) == ["raised"]


def test_a_question_is_asked_answered_and_answered_anew() -> None:
    text = """
        2026-06-01-bob:
          questions: [{id: Q1, account: north, ask: When?}]
        2026-06-08-ines:
          updates: [{item: 2026-06-01-bob/Q1, answer: May.}]
        2026-06-15-ines:
          updates: [{item: 2026-06-01-bob/Q1, answer: June., confidence: delayed}]
    """
    assert kinds("2026-05-01", "2026-06-07", text) == ["asked"]
    assert kinds("2026-06-07", "2026-06-30", text) == ["answered"]
    assert kinds("2026-06-08", "2026-06-30", text) == ["answered"]


def test_a_request_says_where_it_stands_now_and_not_where_it_was_between() -> None:
    text = """
        2026-06-01-bob:
          requests: [{id: R1, account: north, what: More., status: backlog}]
        2026-06-08-ines:
          updates: [{item: 2026-06-01-bob/R1, status: planned}]
        2026-06-15-ines:
          updates: [{item: 2026-06-01-bob/R1, status: declined}]
    """
    assert kinds("2026-06-01", "2026-06-08", text) == ["planned"]
    assert kinds("2026-06-01", "2026-06-30", text) == ["declined"]


def test_an_action_is_opened_rolled_and_done() -> None:
    text = """
        2026-06-01-tier-1:
          actions: {cs: [{id: A1, what: Ring, owner: bob, due: 2026-06-05, account: north}]}
        2026-06-08-tier-1:
          review: [{action: 2026-06-01-tier-1/A1, outcome: rolled, due: 2026-06-19}]
        2026-06-22-tier-1:
          review: [{action: 2026-06-01-tier-1/A1, outcome: done, on: 2026-06-18}]
    """
    (opened,) = between("2026-05-31", "2026-06-07", text)
    assert (opened.kind, opened.new) == ("opened", day("2026-06-05"))
    (rolled,) = between("2026-06-01", "2026-06-08", text)
    assert rolled.kind == "rolled"
    assert (rolled.old, rolled.new) == (day("2026-06-05"), day("2026-06-19"))
    (done,) = between("2026-06-01", "2026-06-30", text)
    assert (done.kind, done.day) == ("done", day("2026-06-18"))
    assert done.record == "2026-06-22-tier-1"


def test_that_one_was_told_names_only_that_one() -> None:
    text = (
        PROMISED
        + """
        2026-02-26-bob:
          loops: [{item: 2026-02-24-tier-1/D1, account: north, on: 2026-02-25}]
    """
    )
    (told,) = between("2026-02-24", "2026-03-31", text)
    assert (told.kind, told.accounts, told.record) == ("told", ("north",), "2026-02-26-bob")
    assert told.day == day("2026-02-25")
