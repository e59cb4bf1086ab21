"""records.md §5, Decision and Words."""

from building import day, replay_on
from decision_record.ledger.decisions import LoggedDecision

DEFERRED = """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: deferred, what: Whether to build it.}]
"""
DECIDED = """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: Build it., say: We build it., accounts: [north]}]
"""


def first_decision(text: str, as_of: str = "2026-12-31") -> LoggedDecision:
    return replay_on(as_of, text).decisions["2026-01-27-tier-1/D1"]


def test_a_decided_one_stands() -> None:
    assert first_decision(DECIDED).state == "standing"


def test_it_stands_until_another_supersedes_it() -> None:
    text = (
        DECIDED
        + """
    2026-03-31-tier-1:
      decisions: [{id: D1, outcome: decided, what: We buy it., supersedes: [2026-01-27-tier-1/D1]}]
    """
    )

    assert first_decision(text, "2026-03-30").state == "standing"
    superseded = first_decision(text)
    assert superseded.state == "superseded"
    assert [step.ref for step in superseded.superseded_by] == ["2026-03-31-tier-1/D1"]


def test_deferred_and_escalated_ones_are_open() -> None:
    assert first_decision(DEFERRED).state == "open"
    assert first_decision(DEFERRED.replace("deferred", "escalated")).state == "open"


def test_a_later_decided_one_resolves_them() -> None:
    resolved = first_decision(
        DEFERRED
        + """
    2026-02-24-tier-1:
      decisions: [{id: D2, outcome: decided, what: Yes., resolves: [2026-01-27-tier-1/D1]}]
    2026-03-31-tier-1:
      decisions: [{id: D1, outcome: decided, what: Yes!, resolves: [2026-01-27-tier-1/D1]}]
    """
    )

    assert resolved.state == "resolved"
    assert resolved.resolved_by is not None
    assert resolved.resolved_by.ref == "2026-02-24-tier-1/D2"
    assert resolved.resolved_by.day == day("2026-02-24")


def test_a_deferral_resolves_nothing() -> None:
    still = first_decision(
        DEFERRED
        + """
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: deferred, what: Later., resolves: [2026-01-27-tier-1/D1]}]
    """
    )

    assert still.state == "open"


def test_a_deferral_that_is_about_it_keeps_it_open_and_is_counted() -> None:
    still = first_decision(
        DEFERRED
        + """
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: deferred, what: Later., about: [2026-01-27-tier-1/D1]}]
    2026-03-31-tier-1:
      decisions: [{id: D1, outcome: deferred, what: Later., about: [2026-01-27-tier-1/D1]}]
    """
    )

    assert still.state == "open"
    assert [step.day for step in still.deferred_again] == [day("2026-02-24"), day("2026-03-31")]


def test_what_is_not_open_cannot_be_deferred_again() -> None:
    decided = first_decision(
        DECIDED
        + """
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: deferred, what: Later., about: [2026-01-27-tier-1/D1]}]
    """
    )

    assert decided.deferred_again == ()


def test_a_decision_acts_only_on_what_was_taken_before_it() -> None:
    text = """
    2026-01-13-tier-2:
      decisions:
        - {id: D1, outcome: decided, what: Yes., supersedes: [2026-01-27-tier-1/D1]}
    """

    assert first_decision(DECIDED + text).state == "standing"


class TestFollowedThrough:
    """On the earliest of a review, the day its commitment shipped, its last closing action."""

    def test_not_before_anything_followed(self) -> None:
        assert first_decision(DECIDED).followed is None

    def test_by_a_review_row_that_says_done(self) -> None:
        followed = first_decision(
            DECIDED
            + """
    2026-02-24-tier-1:
      review: [{decision: 2026-01-27-tier-1/D1, outcome: rolled, due: 2026-03-01}]
    2026-03-31-tier-1:
      review: [{decision: 2026-01-27-tier-1/D1, outcome: done, on: 2026-03-20}]
    2026-04-28-tier-1:
      review: [{decision: 2026-01-27-tier-1/D1, outcome: done}]
    """
        )

        assert followed.followed == day("2026-03-20")

    def test_by_the_day_its_commitment_shipped(self) -> None:
        followed = first_decision(
            """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: Built., commitment: {target: 2026-05-01}}]
    2026-04-28-tier-1:
      roadmap: [{commitment: 2026-01-27-tier-1/D1, status: shipped, on: 2026-04-20}]
    """
        )

        assert followed.followed == day("2026-04-20")

    def test_by_the_last_of_the_actions_that_close_its_loops(self) -> None:
        text = (
            DECIDED
            + """
    2026-02-10-tier-2:
      actions:
        cs:
          - {id: A1, what: Tell., owner: bob, due: 2026-02-20, account: north,
             closes_loop: 2026-01-27-tier-1/D1}
          - {id: A2, what: Tell., owner: lena, due: 2026-02-20, account: south,
             closes_loop: 2026-01-27-tier-1/D1}
    2026-02-24-tier-2:
      review: [{action: 2026-02-10-tier-2/A1, outcome: done, on: 2026-02-12}]
    2026-03-10-tier-2:
      review: [{action: 2026-02-10-tier-2/A2, outcome: dropped, note: Gone.}]
    """
        )

        assert first_decision(text, "2026-02-24").followed is None
        assert first_decision(text).followed == day("2026-03-10")

    def test_on_the_earliest_of_them(self) -> None:
        followed = first_decision(
            """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: Built., commitment: {target: 2026-05-01}}]
    2026-04-28-tier-1:
      review: [{decision: 2026-01-27-tier-1/D1, outcome: done, on: 2026-04-21}]
      roadmap: [{commitment: 2026-01-27-tier-1/D1, status: shipped, on: 2026-04-20}]
    """
        )

        assert followed.followed == day("2026-04-20")

    def test_only_what_was_decided(self) -> None:
        followed = first_decision(
            DEFERRED
            + """
    2026-02-24-tier-1:
      review: [{decision: 2026-01-27-tier-1/D1, outcome: done}]
    """
        )

        assert followed.followed is None


class TestWords:
    """What may be said is the newest among the decision and the roadmap rows on it."""

    NEW_WORDS = (
        DECIDED
        + """
    2026-02-24-tier-1:
      roadmap: [{commitment: 2026-01-27-tier-1/D1, status: on-track, say: In May.,
                 dont_say: A day in May.}]
    2026-03-31-tier-1:
      roadmap: [{commitment: 2026-01-27-tier-1/D1, status: on-track}]
    """
    )

    def test_its_own_at_first(self) -> None:
        words = first_decision(self.NEW_WORDS, "2026-02-23").say

        assert words is not None
        assert (words.text, words.record) == ("We build it.", "2026-01-27-tier-1")

    def test_those_of_the_last_roadmap_row_that_has_any(self) -> None:
        words = first_decision(self.NEW_WORDS).say

        assert words is not None
        assert (words.text, words.day) == ("In May.", day("2026-02-24"))

    def test_likewise_what_must_not_be_said(self) -> None:
        assert first_decision(self.NEW_WORDS, "2026-02-23").dont_say is None
        words = first_decision(self.NEW_WORDS).dont_say
        assert words is not None
        assert words.text == "A day in May."


class TestLate:
    """Whether somebody waits, and since when it was due."""

    TEXT = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Faster., due: 2026-02-05}
        - {id: D2, outcome: deferred, what: Dearer., due: 2026-02-06}
        - {id: D3, outcome: escalated, what: Bought., due: 2026-02-07}
        - {id: D4, outcome: decided, what: Built.}
    2026-02-24-tier-1:
      review: [{decision: 2026-01-27-tier-1/D1, outcome: done}]
      decisions:
        - {id: D1, outcome: decided, what: Yes., resolves: [2026-01-27-tier-1/D2]}
        - {id: D2, outcome: decided, what: No., supersedes: [2026-01-27-tier-1/D3]}
    """

    def late(self, as_of: str) -> list[int | None]:
        decisions = replay_on(as_of, self.TEXT).decisions
        return [
            decisions[f"2026-01-27-tier-1/D{number}"].overdue_days(day(as_of))
            for number in (1, 2, 3, 4)
        ]

    def test_from_the_day_after_it_was_due(self) -> None:
        assert self.late("2026-02-05") == [None, None, None, None]
        assert self.late("2026-02-07") == [2, 1, None, None]
        assert self.late("2026-02-23") == [18, 17, 16, None]

    def test_until_it_is_followed_through_resolved_or_superseded(self) -> None:
        assert self.late("2026-02-24") == [None, None, None, None]


def test_a_follow_through_that_is_rolled_is_due_on_its_new_day() -> None:
    ledger = replay_on(
        "2026-03-05",
        """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: We build it., due: 2026-02-10}]
    2026-02-24-tier-1:
      review: [{decision: 2026-01-27-tier-1/D1, outcome: rolled, due: 2026-03-10}]
    """,
    )
    decision = ledger.decisions["2026-01-27-tier-1/D1"]
    assert decision.due == day("2026-03-10")
    assert decision.overdue_days(ledger.as_of) is None


class TestDeferredAgain:
    """A later deferral of the same thing takes the place of the earlier ones."""

    def chain(self, *about: str) -> str:
        rows = "".join(
            f"""
    2026-0{month}-10-otto:
      decisions: [{{id: D1, outcome: deferred, what: Later., due: 2026-0{month}-20,
                   about: [{each}]}}]
"""
            for month, each in enumerate(about, 2)
        )
        return (
            """
    2026-01-13-tier-2:
      briefings: [{id: B1, account: north, request: Mend it.}]
    2026-01-27-tier-1:
      escalations: [{id: E1, account: north, issue: Mend it., from: 2026-01-13-tier-2/B1}]
      decisions: [{id: D1, outcome: escalated, what: Whether., due: 2026-02-01, about: [E1]}]
"""
            + rows
        )

    def late(self, text: str) -> list[str]:
        decisions = replay_on("2026-12-31", text).decisions
        return [ref for ref, each in decisions.items() if each.overdue_days(day("2026-12-31"))]

    def test_about_the_item_a_part_of_its_path_or_the_deferral(self) -> None:
        first, escalated = "2026-02-10-otto/D1", "2026-01-27-tier-1/D1"
        for again in ("2026-01-27-tier-1/E1", "2026-01-13-tier-2/B1", escalated, first):
            text = self.chain("2026-01-27-tier-1/E1", again)
            assert self.late(text) == ["2026-03-10-otto/D1"], again

    def test_each_keeps_those_before_it(self) -> None:
        text = self.chain("2026-01-27-tier-1/D1", "2026-02-10-otto/D1", "2026-03-10-otto/D1")
        decisions = replay_on("2026-12-31", text).decisions
        last = decisions["2026-04-10-otto/D1"]

        assert [step.ref for step in last.deferred_before] == [
            "2026-02-10-otto/D1",
            "2026-03-10-otto/D1",
        ]
        assert len(decisions["2026-01-27-tier-1/D1"].deferred_again) == 3

    def test_what_was_replaced_is_not_late_when_the_newer_one_is_resolved(self) -> None:
        text = (
            self.chain("2026-01-27-tier-1/D1", "2026-02-10-otto/D1")
            + """
    2026-05-04-otto:
      decisions: [{id: D1, outcome: decided, what: Yes., resolves: [2026-03-10-otto/D1]}]
    """
        )
        assert self.late(text) == []

    def test_another_thing_takes_nobodys_place(self) -> None:
        text = self.chain("2026-01-27-tier-1/E1", "2026-01-13-tier-2/B2")
        assert self.late(text) == ["2026-02-10-otto/D1", "2026-03-10-otto/D1"]


def test_a_decision_without_accounts_has_one_successor_in_its_history() -> None:
    text = """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: Ask twice., dont_say: Once.}]
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Ask thrice., supersedes: [2026-01-27-tier-1/D1]}
        - {id: D2, outcome: decided, what: Ask once., supersedes: [2026-01-27-tier-1/D1]}
    2026-03-31-tier-1:
      decisions: [{id: D1, outcome: decided, what: No., supersedes: [2026-01-27-tier-1/D1]}]
    """
    decision = replay_on("2026-03-31", text).decisions["2026-01-27-tier-1/D1"]

    assert [(each.kind, each.by, each.accounts) for each in decision.events()] == [
        ("superseded", "2026-02-24-tier-1/D1", ())
    ]
    assert len(decision.superseded_by) == 3
