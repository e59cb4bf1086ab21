"""No sentence of a review says that something happened which did not."""

from dataclasses import replace

import pytest

from building import day, make_records, parse
from reviewing import AGREED, lines_of, review_records, review_texts, told

RESOLVED = (
    AGREED
    + """    2026-04-14-otto:
      decisions:
        - {id: D1, outcome: decided, what: Speed the logs up., owner: otto, accounts: [south],
           say: Logs get fast in June., resolves: [2026-03-31-tier-1/E1, 2026-03-31-tier-1/Q1],
           commitment: {target: 2026-06-15}}
"""
)
"""A commitment that resolves an escalation and answers a question."""
ROW = (
    "    2026-04-28-tier-1:\n"
    "      roadmap: [{{commitment: 2026-04-14-otto/D1, status: {}, say: New words.}}]\n"
)


@pytest.mark.parametrize(
    "row", ["slipped, target: 2026-08-01", "slipped, target: 2026-05-20", "descoped"]
)
def test_a_commitment_that_moves_answers_nothing_again(row: str) -> None:
    said = told(RESOLVED, RESOLVED + ROW.format(row))
    for word in ("Answered", "Product replied", "Acknowledged", "Resolved"):
        assert not any(f": {word}: " in each for each in said), said
    for asked in ("South Yard, “Logs are slow”", "North Mills, “When does SSO come?”"):
        assert f"requests: New words: {asked}: “Logs get fast in June.” → “New words.”" in said


def test_an_answer_whose_day_alone_changes_is_no_new_one() -> None:
    row = (
        "    2026-04-28-tier-1:\n      updates: [{{item: 2026-03-31-tier-1/E1, "
        "acknowledged: 2026-04-{0}, answered: 2026-04-{0}, answer: Soon., by: ines}}]\n"
    )
    said = told(AGREED + row.format("20"), AGREED + row.format("21"))
    assert (
        "requests: Changed: South Yard, “Logs are slow”: acknowledged 20 Apr → 21 Apr; "
        "answered 20 Apr → 21 Apr"
    ) in said


def test_an_answer_that_is_taken_back_to_an_older_one_is_no_new_one() -> None:
    first = (
        "    2026-04-14-otto:\n"
        "      updates: [{item: 2026-03-31-tier-1/E1, answer: Perhaps., by: otto}]\n"
    )
    second = first.replace("04-14", "04-21").replace("Perhaps", "Yes")
    said = told(AGREED + first + second, AGREED + first)
    assert any("Changed: South Yard, “Logs are slow”: answer “Yes.” → “Perh" in one for one in said)
    assert not any("Product replied" in each for each in said)


def test_another_reason_not_to_promise_is_one_sentence() -> None:
    overdue = AGREED.replace("2026-06-01", "2026-04-15")
    row = "roadmap: [{commitment: 2026-03-31-tier-1/D1, status: descoped}]"
    said = told(overdue, f"{overdue}    2026-04-28-tier-1:\n      {row}\n")
    assert [each for each in said if "promise" in each.lower()] == [
        (
            "words: Changed: do not promise “We build it.” to North Mills and South Yard "
            "(overdue → descoped)"
        )
    ]


def test_a_date_brought_forward_is_not_said_to_have_slipped() -> None:
    row = (
        "    2026-04-28-tier-1:\n      roadmap: [{commitment: 2026-03-31-tier-1/D1, "
        "status: slipped, target: 2026-05-15}]\n"
    )
    qbr = "    accounts: {south: {qbrs: [2026-05-06]}}\n"
    said = told(qbr + AGREED, qbr + AGREED + row)
    assert not any("slipped" in each for each in said), said
    assert (
        "words: Do not promise: “We build it.” to North Mills and South Yard (brought forward); "
        "until now you could say it"
    ) in said


SPLIT = """    2026-04-28-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: North gets it later., owner: otto, accounts: [north],
           supersedes: [2026-03-31-tier-1/D1], commitment: {target: 2026-08-01}}
"""


def test_who_was_told_is_not_said_to_be_told_no_longer() -> None:
    tellings = "".join(
        f"        - {{item: 2026-03-31-tier-1/D1, account: {account}, on: 2026-04-10, by: bob}}\n"
        for account in ("north", "south")
    )
    before = f"{AGREED}    2026-04-14-bob:\n      loops:\n{tellings}"
    for after in (before + SPLIT, before.replace("id: D1, outcome", "id: D9, outcome")):
        said = told(before, after)
        assert not any("No longer to tell: “Build the export" in each for each in said), said


def test_a_withdrawal_is_to_be_told_and_not_no_longer_to_be_told() -> None:
    said = told(AGREED, AGREED + SPLIT)
    assert [each for each in said if each.startswith("to-tell")] == [
        (
            "to-tell: To tell: “North gets it later”, because it replaces what they were "
            "promised: North Mills (Bob, by 5 May)"
        ),
        (
            "to-tell: To tell: “Build the export”, because it was withdrawn: South Yard (Lena, by "
            "5 May)"
        ),
    ]


def test_a_surprise_names_what_was_promised() -> None:
    qbr = "    accounts: {south: {qbrs: [2026-05-06]}}\n"
    said = told(qbr + AGREED, qbr + AGREED + SPLIT)
    (line,) = [each for each in said if "South" in each and each.startswith("surprises")]
    assert "“Build the export” was withdrawn" in line


def test_a_record_whose_date_alone_moves_brings_nothing_to_tell() -> None:
    old, new = "2026-03-31-tier-1", "2026-03-30-tier-1"
    after = make_records(parse(AGREED.replace(old, new)))
    review = review_records(
        make_records(parse(AGREED)),
        replace(after, former_records={old: new}),
        as_of=day("2026-05-01"),
    )
    said = [f"{line.group}: {line.label.text}: {line.text}" for line in lines_of(review)]
    for word in ("To tell", "Told", "Acknowledged", "Product replied", "Raised", "Asked"):
        assert not any(f": {word}: " in each for each in said), said
    assert any("opened 31 Mar → 30 Mar" in each for each in said)


def test_a_later_target_of_a_successor_is_a_slip() -> None:
    said = told(AGREED, AGREED + SPLIT)
    assert (
        "commitments: Slipped: Build the export, 1 Jun → 1 Aug, for North Mills ($100,000 "
        "ARR), by “North gets it later”"
    ) in said
    assert "1 slip" in review_texts(AGREED, AGREED + SPLIT).summary
    earlier = SPLIT.replace("2026-08-01", "2026-05-15")
    assert (
        "commitments: Brought forward: Build the export, 1 Jun → 15 May, for North Mills "
        "($100,000 ARR), by “North gets it later”"
    ) in told(AGREED, AGREED + earlier)
    assert not any(
        "lipped" in each for each in told(AGREED, AGREED + SPLIT.replace("08-01", "06-01"))
    )


def test_what_is_taken_back_brings_nothing() -> None:
    row = (
        "    2026-04-28-tier-1:\n      roadmap: [{commitment: 2026-03-31-tier-1/D1, "
        "status: slipped, target: 2026-07-01}]\n"
    )
    for change in (SPLIT, row, "    accounts: {south: {churned: {on: 2026-04-20}}}\n"):
        summary = review_texts(AGREED + change, AGREED).summary
        for word in ("commitment", "slip", "forward", "shipment", "churn"):
            assert word not in summary, summary
        said = told(AGREED + change, AGREED)
        for word in ("Promised", "Slipped", "Brought forward", "Followed through", "Told"):
            assert not any(f": {word}: " in each for each in said), said


def test_removed_items_and_accounts_are_counted_as_removed() -> None:
    west = "{name: West, arr: 10, segment: small, csm: bob, renewal: 2026-08-01}"
    accounts = f"    accounts: {{west: {west}}}\n"
    assert review_texts(AGREED + accounts, AGREED).summary == "Merging this removes 1 account."
    summary = review_texts(AGREED, "accounts: {}").summary
    assert "removes 3 decisions and 2 actions" in summary


def test_what_a_churned_customer_was_promised_is_named_with_the_arr_that_is_lost() -> None:
    churn = "    accounts: {south: {churned: {on: 2026-04-20}}}\n"
    assert (
        "commitments: Customer churned: Build the export, for South Yard ($50,000 ARR), on 20 Apr"
    ) in told(AGREED, AGREED + churn)


MORE = "      feedback: [{id: F1, account: north, what: Nice.}]\n"


def test_a_record_that_is_dated_ahead_is_no_past_record() -> None:
    ahead = "    2026-05-20-tier-1:\n      decisions: [{id: D1, outcome: decided, what: Go.}]\n"
    changed = ahead.replace("Go.", "Stop.")
    said = told(AGREED + ahead, AGREED + changed)
    assert [each.partition(": ")[0] for each in said] == ["records"]
    assert said[0].startswith("records: Changed: meetings/2026/2026-05-20-tier-1.yml: changed D1")
    assert "past" not in review_texts(AGREED + ahead, AGREED + changed).summary
    (gone,) = told(AGREED + ahead, AGREED)
    assert gone.startswith("records: Removed: meetings/2026/2026-05-20-tier-1.yml, with D1")
    past = ahead.replace("05-20", "04-20")
    assert any(each.startswith("past-records") for each in told(AGREED + past, AGREED))


def test_rows_that_the_update_of_the_day_gets_are_no_edit_of_a_past_record() -> None:
    update = "    2026-05-01-bob:\n      questions: [{id: Q1, account: north, ask: When?}]\n"
    said = told(AGREED + update, AGREED + update + MORE)
    assert "records: Changed: update by Bob of 1 May: added F1" in said
    assert not any(each.startswith("past-records") for each in said)
    for before, after in (
        (update + MORE, update),
        (update, update.replace("When?", "Why?")),
        (update.replace("05-01", "04-30"), update.replace("05-01", "04-30") + MORE),
    ):
        assert any(
            each.startswith("past-records") for each in told(AGREED + before, AGREED + after)
        )
