"""What only follows from something else is said with it, once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from decision_record.ledger.differences.kinds import Kind
from decision_record.model.records import Records
from decision_record.repository.load import load
from decision_record.review.review import ChangeReview, GroupId, LineGroup
from decision_record.review.summary import summarize_review
from reviewed_repository import make_repository, review
from reviewing import AGREED, lines_of, review_records, review_texts, told

SAMPLE = Path(__file__).resolve().parents[2] / "records"


@pytest.fixture(scope="module")
def emptied() -> ChangeReview:
    """The sample, after all of its accounts were removed."""
    records = load([SAMPLE], base=SAMPLE.parent).records
    left = Records(
        files=tuple(each for each in records.files if not each.path.startswith("accounts/")),
        **{
            name: getattr(records, name)
            for name in ("organization", "people", "taxonomy", "series", "pods", "entries")
        },
    )
    return review_records(records, left, as_of=date(2026, 6, 29))


def test_customer_updates_without_an_owner_are_said_with_the_accounts_that_are_removed(
    emptied: ChangeReview,
) -> None:
    lines = lines_of(emptied)
    assert not [line for line in lines if line.group is GroupId.TO_TELL]
    removed = [line for line in lines if line.group is GroupId.ACCOUNTS and line.kind == "removed"]
    assert len(removed) == 24
    owners = [each for line in removed for each in line.differences if each.kind is Kind.LOOP]
    assert owners
    assert {each.new for each in owners} == {None}
    ashgrove = next(line for line in removed if line.accounts == ("ashgrove",))
    assert "customer updates have no owner now" in ashgrove.text


def test_nor_has_what_a_removed_customer_raised_a_sentence_for_its_arr(
    emptied: ChangeReview,
) -> None:
    lines = lines_of(emptied)
    assert not [line for line in lines if line.group is GroupId.REQUESTS and "ARR" in line.text]
    assert emptied.differences == sum(len(line.differences) for line in lines)


def test_the_customer_updates_of_a_new_csm_are_said_with_the_csm() -> None:
    lines = lines_of(review_texts(AGREED, f"{AGREED}\n    accounts: {{south: {{csm: vera}}}}"))
    (csm,) = (line for line in lines if line.kind == "csm")
    assert csm.text == "South Yard, Lena → Vera; also 2 customer updates"
    assert not [line for line in lines if line.group is GroupId.TO_TELL]


def test_a_customer_update_that_changes_for_more_than_its_csm_has_its_own_sentence() -> None:
    other = AGREED.replace("{target: 2026-06-01,", "{target: 2026-06-08,")
    after = f"""{other}
    2026-04-20-bob: {{loops: [{{item: 2026-03-31-tier-1/D3, account: south, on: 2026-04-20}}]}}
    accounts: {{south: {{csm: vera}}}}"""
    lines = lines_of(review_texts(AGREED, after))
    assert [line.text for line in lines if line.kind == "told"] == [
        "“Weekly calls”: South Yard (20 Apr, by Bob)"
    ]


REVIEWED = """
    2026-04-20-bob: {notes: Nothing.}
"""
DECIDED = """
    2026-04-20-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Ship SSO in May., owner: otto, due: 2026-05-20,
           accounts: [north], say: SSO comes in May., resolves: [2026-03-31-tier-1/Q1]}
"""


def test_a_decision_that_answers_a_question_is_quoted_once() -> None:
    found = told(AGREED, AGREED + DECIDED)
    (answer,) = (each for each in found if each.startswith("requests: Answered"))
    assert answer.endswith("“When does SSO come?”: by “Ship SSO in May” (20 Apr)")
    assert sum("SSO comes in May." in each for each in found) == 1


def test_a_deferral_that_is_about_a_question_is_quoted_once() -> None:
    deferred = DECIDED.replace("decided,", "deferred,").replace("resolves:", "about:")
    found = told(
        AGREED, AGREED + deferred.replace("say: SSO", "because: Nobody knows, expects: SSO")
    )
    assert sum("Nobody knows" in each for each in found) == 1


@pytest.mark.parametrize("says_so", [False, True])
def test_an_account_whose_file_was_renamed_is_offered_its_alias(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, says_so: bool
) -> None:
    repository = make_repository(tmp_path / "work")
    monkeypatch.chdir(repository.folder)
    was, now = (repository.records / f"accounts/{each}.yml" for each in ("north", "north-mills"))
    text = was.read_text("utf-8")
    was.rename(now)
    now.write_text(text + "aliases: [north]\n" * says_so, "utf-8")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "-m", "Rename North")
    output = review("--since", "main").output
    line = "write `aliases: [north]` into `accounts/north-mills.yml`"
    assert (line in output) is not says_so
    assert ("Renamed: North Mills" in output) is says_so
    assert ("its file renamed to `accounts/north-mills.yml`" in output) is not says_so


@pytest.mark.parametrize(
    ("as_of", "day"), [("2026-05-01", "20 Apr"), ("2027-01-15", "20 Apr 2026")]
)
def test_a_day_has_its_year_where_that_is_another_one_than_the_reviews(
    as_of: str, day: str
) -> None:
    after = AGREED + DECIDED
    (decided,) = (
        each for each in told(AGREED, after, as_of=as_of) if each.startswith("decisions: Decided")
    )
    assert decided.endswith(
        "due 20 May, settles “When does SSO come?”"
        if as_of.startswith("2026")
        else "due 20 May 2026, settles “When does SSO come?”"
    )
    found = told(AGREED, after, as_of=as_of)
    (answered,) = (each for each in found if "Answered" in each)
    assert answered.endswith(f"({day})")
    assert f"Tier 1 of {day}: 1 decision" in found[-1]


def test_the_summary_names_what_changes() -> None:
    # Nothing of a past record changes, and nothing that the sentence counts otherwise.
    before = review_texts(AGREED, AGREED)
    line = next(iter(lines_of(review_texts(AGREED, f"{AGREED}{REVIEWED}"))))
    groups = (
        LineGroup(
            id=GroupId.ACTIONS, title="Actions", note=None, lines=(replace(line, ref="a/A1"),)
        ),
        LineGroup(
            id=GroupId.WORDS,
            title="Words",
            note=None,
            lines=(replace(line, ref="a/D1"), replace(line, ref="a/D2")),
        ),
    )
    assert before.groups == ()
    assert summarize_review(groups) == (
        "Merging this changes 1 action and 2 items' words for customers."
    )
