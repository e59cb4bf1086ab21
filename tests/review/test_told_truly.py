"""Each sentence says what is so: no event that was there before, no day that has not come."""

from datetime import date

import pytest

from building import make_records, parse
from decision_record.repository.configuration import Settings
from decision_record.review.as_text import render_text
from decision_record.review.gather import Sides, make_review
from decision_record.review.markdown import escape_markdown
from decision_record.review.names import MOST_NAMED
from decision_record.review.summary import summarize_review
from reviewing import AGREED, changes_between, lines_of, review_texts, told

ANSWERED = (
    AGREED
    + """
    2026-04-14-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build SSO in fall., owner: otto,
           resolves: [2026-03-31-tier-1/Q1]}
"""
)
PROMISED = """
    2026-03-31-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build the export., owner: otto, accounts: [north],
           commitment: {target: 2026-06-01}}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [("Build SSO in fall.", "Build SSO in winter."), ("In fall.", "In winter.")],
)
def test_another_text_of_an_answer_is_no_answer(old: str, new: str) -> None:
    update = """
    2026-04-20-ines:
      updates: [{item: 2026-03-31-tier-1/Q1, answered: 2026-04-20, answer: In fall., by: ines}]
"""
    text = ANSWERED if old in ANSWERED else AGREED + update
    review = review_texts(text, text.replace(old, new))
    assert not [line for line in lines_of(review) if line.kind in ("answered", "replied")]
    assert "answer" not in review.summary


def test_the_summary_calls_answers_only_what_lines_call_so() -> None:
    resolved = """
    2026-04-14-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Fix logs., owner: otto,
           resolves: [2026-03-31-tier-1/E1]}
"""
    review = review_texts(AGREED, AGREED + resolved)
    assert {line.label.text for line in lines_of(review)} >= {"Resolved"}
    assert "1 resolved issue" in review.summary
    assert "answer" not in review.summary
    review = review_texts(AGREED, ANSWERED)
    assert {line.label.text for line in lines_of(review)} >= {"Answered"}
    assert "1 answer" in review.summary
    assert review.summary == summarize_review(review.groups)


@pytest.mark.parametrize("accounts", ["accounts: [north]", ""])
def test_what_was_descoped_has_its_reason(accounts: str) -> None:
    before = PROMISED.replace("accounts: [north],", f"{accounts}," if accounts else "")
    row = "{commitment: 2026-03-31-tier-1/D1, status: descoped, because: Too dear.}"
    said = told(before, f"{before}\n    2026-04-28-tier-1:\n      roadmap: [{row}]\n")
    (line,) = [each for each in said if "Descoped" in each]
    assert line.endswith(", because “Too dear.”")


def test_what_is_said_to_have_shipped_ahead_has_not_shipped() -> None:
    row = "{commitment: 2026-03-31-tier-1/D1, status: shipped, on: 2026-05-15}"
    said = told(PROMISED, f"{PROMISED}\n    2026-04-28-tier-1:\n      roadmap: [{row}]\n")
    about = [each for each in said if "15 May" in each]
    assert any(each.startswith("commitments: ") for each in about)
    assert any(each.startswith("to-tell: ") for each in about)
    assert all("reported as shipped on 15 May, which is ahead" in each for each in about)
    assert not any("because it shipped" in each for each in said)


def test_each_side_of_an_amount_is_in_its_own_currency() -> None:
    before = "{organization: {currency: EUR}, accounts: {north: {arr: '120000'}}}"
    after = "{organization: {currency: USD}, accounts: {north: {arr: '130000'}}}"
    assert "accounts: ARR: North Mills, €120,000 → $130,000" in told(before, after)


def test_a_reply_by_customer_success_is_not_called_one_of_product() -> None:
    for person, label in (("bob", "Reply, not by Product"), ("ines", "Product replied")):
        update = f"""
    2026-04-20-ines:
      updates: [{{item: 2026-03-31-tier-1/E1, answer: Soon., by: {person}}}]
"""
        said = told(AGREED, AGREED + update)
        assert any(each.startswith(f"requests: {label}: ") for each in said), said


def test_a_person_behind_a_customer_update_is_named_by_what_they_did() -> None:
    row = "      loops: [{{item: 2026-03-31-tier-1/D1, account: north, on: 2026-04-20{by}}}]\n"
    texts = [
        f"{PROMISED}\n    2026-04-21-bob:\n{row.format(by=by)}"
        for by in (", by: bob", ", by: lena")
    ]
    (line,) = [each for each in told(*texts) if each.startswith("told") or "told by" in each]
    assert "told by Bob → Lena" in line


@pytest.mark.parametrize("word", ["GL-12", "gl-5", "GH-3", "gh-3"])
def test_no_issue_of_a_forge_is_linked(word: str) -> None:
    assert word not in escape_markdown(f"See {word}.")


def test_updates_of_one_person_on_one_day_are_told_apart() -> None:
    update = "{{feedback: [{{id: F1, account: north, what: {what}.}}]}}"
    text = "\n".join(
        f"    2026-04-20-{slug}: {update.format(what=slug)}" for slug in ("bob", "bob.2")
    )
    review = review_texts("{}", text.replace("2026-04-20-bob.2:", '"2026-04-20-bob.2":'))
    sources = {
        line.source.text for line in lines_of(review) if line.source and line.kind == "feedback"
    }
    assert len(sources) == 2


def test_a_log_lists_all_accounts_and_a_comment_some() -> None:
    known = "name: A, arr: '1', segment: enterprise, csm: bob, renewal: 2026-12-01"
    many = "".join(f"      a{number}: {{{known}}}\n" for number in range(20))
    before, after = (make_records(parse(text)) for text in ("{}", f"    accounts:\n{many}"))
    sides = Sides(before=before, after=after, changes=changes_between(before, after))
    texts = [
        render_text(
            make_review(
                sides, as_of=date(2026, 5, 1), settings=Settings(), base="main", most_accounts=most
            ),
            colour=False,
            width=None,
        )
        for most in (10**6, MOST_NAMED)
    ]
    touched = [line for text in texts for line in text.splitlines() if "Touched" in line]
    assert [" more" in line for line in touched] == [False, True]
