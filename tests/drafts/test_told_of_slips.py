"""What a draft says of actions that tell a customer, and of commitments that have news."""

import re

import pytest

from building import day, make_records, parse
from decision_record.drafts.next_meeting import draft_meeting
from decision_record.ledger.index import Index
from decision_record.ledger.recency import recency_of
from decision_record.ledger.replay import replay
from decision_record.views.series.prep.promised import commitments
from decision_record.views.shared.context import make_view_context
from drafting import data_of, text_of

TOLD = """
2026-05-05-tier-1:
  decisions:
    - id: D1
      outcome: decided
      what: The export
      owner: ines
      due: 2026-05-29
      accounts: [north]
      say: It comes in May.
      commitment: {target: 2026-05-29, confidence: committed}
  actions:
    cs:
      - {id: A1, what: Tell them, owner: bob, due: 2026-05-12, account: north, closes_loop: D1}
      - {id: A2, what: Count them, owner: bob, due: 2026-05-12}
"""
ROW = "{action: 2026-05-05-tier-1/A1, outcome: , channel: , on: }"


def told_after(review: str) -> bool:
    """Whether the customer counts as told, after a meeting with a review row and the slip."""
    slip = "{commitment: 2026-05-05-tier-1/D1, status: slipped, target: 2026-07-31, because: Late}"
    text = f"{TOLD}2026-06-02-tier-1: {{review: [{review}], roadmap: [{slip}]}}\n"
    ledger = replay(make_records(parse(text)), day("2026-06-03"))
    [loop] = [each for each in ledger.loops.values() if each.account == "north"]
    return not loop.is_open


def test_a_row_that_closes_a_loop_asks_for_the_day_of_telling() -> None:
    text = text_of(TOLD, as_of="2026-06-01", on="2026-06-02")
    assert f"- {ROW}" in text
    assert "{action: 2026-05-05-tier-1/A2, outcome: }" in text
    words = re.sub(r"\n# ", " ", text)
    assert "`on` is the day on which the customer was told; empty means the day of this" in words
    assert "counts as told the new date" in words
    # An empty `on` is an absent one: the day of the record.
    rows = {each["action"]: each for each in data_of(text)["review"] if "action" in each}
    assert "on" not in rows["2026-05-05-tier-1/A1"]


def test_what_the_draft_says_of_a_slip_is_what_the_replay_does() -> None:
    done = ROW.replace("outcome: , channel: ", "outcome: done, channel: call")
    assert told_after(done)
    assert not told_after(done.replace("on: ", "on: 2026-05-20"))


def test_without_an_open_commitment_the_draft_says_nothing_of_slips() -> None:
    text = TOLD.replace("      commitment: {target: 2026-05-29, confidence: committed}\n", "")
    drafted = text_of(text, as_of="2026-06-01", on="2026-06-02")
    assert f"- {ROW}" in drafted
    assert "new date. Was" not in drafted


def company(kind: str, account: str) -> str:
    return f"""
pods:
  crew:
    name: Crew
    structure: account
    accounts: [north]
    members: {{pm: ines, csm: bob, engineer: wes}}
    started: 2026-01-05
    status: operational
series:
  tier-1: {{kind: tier-1}}
  here: {{kind: {kind}{", members: [bob, ines]" if kind == "tier-2" else ""}\
{", pod: crew" if kind.startswith("pod") else ""}}}
{TOLD.replace("north", account).lstrip()}"""


@pytest.mark.parametrize(
    "kind", ["tier-1", "tier-2", "combined", "quarterly-review", "pod-sprint-review"]
)
@pytest.mark.parametrize("account", ["north", "south"])
def test_each_commitment_that_the_page_asks_for_has_a_row_in_the_draft(
    kind: str, account: str
) -> None:
    records = make_records(parse(company(kind, account)))
    index = Index(records=records, ledger=replay(records, day("2026-06-01")))
    scope = index.scope_on("here", day("2026-06-01"))
    recency = recency_of(
        index.ledger.series["here"], ledger=index.ledger, meeting=day("2026-06-02")
    )
    topic = commitments(scope, recency=recency, context=make_view_context(index))
    draft = draft_meeting("here", index=index, on=day("2026-06-02"))
    assert draft
    rows = re.findall(r"^  (?:# )?- \{commitment: (\S+), status: \}", draft.text, re.MULTILINE)
    assert len(rows) == topic.number
    narrow = kind in ("tier-2", "pod-sprint-review")
    assert bool(rows) is (account == "north" or not narrow)
    if rows:
        text = re.sub(r"^  # (?=- \{commitment)", "  ", draft.text, flags=re.MULTILINE)
        assert data_of(text)["roadmap"] == [{"commitment": "2026-05-05-tier-1/D1"}]


@pytest.mark.parametrize(
    ("seats", "to"),
    [
        ("{cpo: ines}", "cpo"),
        ("{cto: wes}", "cto"),
        ("{ceo: wes, cto: ines}", "cto"),
        ("{}", "cpo"),
    ],
)
def test_an_escalation_goes_to_a_seat_with_a_holder(seats: str, to: str) -> None:
    text = text_of(
        f"organization: {{name: A company, seats: {seats}}}\n{TOLD.lstrip()}",
        as_of="2026-06-01",
        on="2026-06-02",
    )
    assert f"  #   to: {to}\n" in text
    words = re.sub(r"\n +# ", " ", text)
    told = "add `cpo: <person>` under `seats:` in organization.yml" in words
    assert told is (seats == "{}")
