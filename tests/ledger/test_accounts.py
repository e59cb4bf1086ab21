"""records.md §5, ARR of an account on a day, and Account."""

from building import day, replay_on
from decision_record.ledger.accounts import AccountStanding, OpenCounts


def north(as_of: str, text: str) -> AccountStanding:
    return replay_on(as_of, text).accounts["north"]


class TestArr:
    """The last amount whose `since` is not after the day."""

    HISTORY = """
    accounts:
      north:
        arr:
          - {since: 2026-03-01, amount: 90000}
          - {since: 2025-01-01, amount: 80000}
          - {since: 2026-05-01, amount: 70000.50}
        churned: {on: 2026-06-01}
    """

    def test_the_last_amount_since_then_in_whatever_order_they_are_written(self) -> None:
        assert north("2026-02-28", self.HISTORY).arr == 80000
        assert north("2026-03-01", self.HISTORY).arr == 90000
        assert north("2026-05-31", self.HISTORY).arr == 70000.50

    def test_the_first_before_all(self) -> None:
        assert north("2024-12-31", self.HISTORY).arr == 80000

    def test_nothing_from_the_day_it_churned(self) -> None:
        standing = north("2026-06-01", self.HISTORY)

        assert standing.arr == 0
        assert standing.churned == day("2026-06-01")

    def test_churn_is_not_known_before_its_day(self) -> None:
        assert north("2026-05-31", self.HISTORY).churned is None


class TestHolders:
    """CSM and PM are those of the day; before the first `since` the first."""

    HISTORY = """
    accounts:
      north:
        csm: [{since: 2026-03-02, person: lena}, {since: 2025-01-01, person: bob}]
        pm: [{since: 2026-04-01, person: ines}, {since: 2026-04-01, person: otto}]
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Faster., accounts: [north], owner: otto,
           due: 2026-03-10}
        - {id: D2, outcome: decided, what: Bigger., accounts: [north], owner: otto,
           due: 2026-03-10}
      actions:
        cs: [{id: A1, what: Tell., owner: bob, due: 2026-05-06, account: north, closes_loop: D2}]
    """

    def test_each_from_its_day(self) -> None:
        before, after = north("2026-03-01", self.HISTORY), north("2026-03-02", self.HISTORY)
        assert (before.csm, after.csm) == ("bob", "lena")

    def test_the_first_before_all_and_of_one_day_the_last_written(self) -> None:
        long_before = north("2024-06-01", self.HISTORY)
        assert (long_before.csm, long_before.pm) == ("bob", "ines")
        assert north("2026-04-01", self.HISTORY).pm == "otto"

    def test_one_value_holds_on_every_day(self) -> None:
        standing = north("2024-06-01", "accounts: {north: {}}")
        assert (standing.csm, standing.pm) == ("bob", None)

    def test_an_open_loop_goes_to_the_new_csm_and_an_action_keeps_its_owner(self) -> None:
        def owners(as_of: str) -> tuple[str | None, str | None, str | None]:
            ledger = replay_on(as_of, self.HISTORY)
            record = "2026-02-24-tier-1"
            return (
                ledger.loops[f"{record}/D1", "north"].owner,
                ledger.loops[f"{record}/D2", "north"].owner,
                ledger.actions[f"{record}/A1"].owner,
            )

        assert owners("2026-03-01") == ("bob", "bob", "bob")
        assert owners("2026-03-02") == ("lena", "bob", "bob")


class TestTimeline:
    """Everything that names the account, or that resolves, supersedes or updates what names it."""

    def test_what_names_it_oldest_first_by_the_day_it_happened(self) -> None:
        timeline = north(
            "2026-12-31",
            """
    accounts: {north: {aliases: [old-north], churned: {on: 2026-06-01, because: Too dear.}}}
    2026-01-27-tier-1:
      escalations: [{id: E1, account: old-north, issue: Slow., raised: 2026-01-20}]
      themes: [{theme: bulk-export, accounts: [north, south], stance: planned}]
      decisions: [{id: D1, outcome: decided, what: Faster., accounts: [north]}]
      actions: {cs: [{id: A1, what: Tell., owner: bob, due: 2026-02-06, account: north}]}
      surprises: [{account: north, who: customer, what: New colours.}]
    2026-01-22-tier-2:
      briefings: [{id: B1, account: north, request: Speed.}]
      questions: [{id: Q1, account: north, ask: When?}]
      requests: [{id: R1, account: north, what: A button.}]
      feedback: [{id: F1, account: north, what: Nice.}]
      research: [{what: Speed, asked: [north]}]
      shipped: [{id: S1, what: A button, on: 2026-01-21, accounts: [north]}]
    2026-01-30-bob:
      loops: [{item: 2026-01-27-tier-1/D1, account: north, on: 2026-01-29}]
    2026-02-02-standup:
      releases: [{what: Cache, on: 2026-02-01, accounts: [north]}]
    """,
        ).timeline

        assert [(str(step.day)[5:], step.kind) for step in timeline] == [
            ("01-20", "escalation"),
            ("01-21", "shipped"),
            ("01-22", "research"),
            ("01-22", "briefing"),
            ("01-22", "question"),
            ("01-22", "request"),
            ("01-22", "feedback"),
            ("01-27", "surprise"),
            ("01-27", "theme"),
            ("01-27", "decision"),
            ("01-27", "action"),
            ("01-29", "loop"),
            ("02-01", "release"),
            ("06-01", "churn"),
        ]

    def test_what_resolves_what_names_it(self) -> None:
        timeline = north(
            "2026-12-31",
            """
    2026-01-22-tier-2:
      questions: [{id: Q1, account: north, ask: When?}]
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: In May., resolves: [2026-01-22-tier-2/Q1]}]
    """,
        ).timeline

        assert [step.ref for step in timeline] == ["2026-01-22-tier-2/Q1", "2026-01-27-tier-1/D1"]

    def test_what_supersedes_what_names_it(self) -> None:
        timeline = north(
            "2026-12-31",
            """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: Yes., accounts: [north]}]
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: decided, what: No., supersedes: [2026-01-27-tier-1/D1]}]
    """,
        ).timeline

        assert [step.ref for step in timeline] == ["2026-01-27-tier-1/D1", "2026-02-24-tier-1/D1"]

    def test_what_updates_what_names_it(self) -> None:
        timeline = north(
            "2026-12-31",
            """
    2026-01-27-tier-1:
      escalations: [{id: E1, account: north, issue: Slow.}]
      requests: [{id: R1, account: north, what: A button.}]
      decisions: [{id: D1, outcome: decided, what: Yes., accounts: [north],
                   commitment: {target: 2026-05-01}}]
      actions: {cs: [{id: A1, what: Tell., owner: bob, due: 2026-02-06, account: north}]}
    2026-02-24-tier-1:
      review: [{action: 2026-01-27-tier-1/A1, outcome: done, on: 2026-02-05}]
      roadmap: [{commitment: 2026-01-27-tier-1/D1, status: slipped, target: 2026-06-01}]
      updates:
        - {item: 2026-01-27-tier-1/E1, resolved: 2026-02-20, acknowledged: 2026-02-01}
        - {item: 2026-01-27-tier-1/R1, note: Still wanted.}
    """,
        ).timeline

        later = [(str(step.day)[5:], step.kind, step.outcome) for step in timeline[4:]]
        assert later == [
            ("02-01", "update", "acknowledged"),
            ("02-05", "review", "done"),
            ("02-20", "update", "resolved"),
            ("02-24", "update", None),
            ("02-24", "roadmap", "slipped"),
        ]

    def test_a_roadmap_row_belongs_to_the_accounts_that_its_decision_names(self) -> None:
        text = """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: Yes., accounts: [north]}]
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: decided, what: No., accounts: [south],
                   supersedes: [2026-01-27-tier-1/D1]}]
    2026-03-31-tier-1:
      roadmap: [{commitment: 2026-02-24-tier-1/D1, status: on-track}]
        """
        ledger = replay_on("2026-12-31", text)

        assert ledger.accounts["north"].last_record == "2026-02-24-tier-1"
        assert ledger.accounts["south"].last_record == "2026-03-31-tier-1"

    def test_its_last_record_is_the_last_of_the_replay(self) -> None:
        standing = north(
            "2026-12-31",
            """
    2026-01-27-tier-1:
      feedback: [{id: F1, account: north, what: Nice.}]
    2026-01-27-bob:
      feedback: [{id: F1, account: north, what: Very nice.}]
    """,
        )

        assert standing.last_record == "2026-01-27-bob"

    def test_an_account_that_nothing_named_has_none(self) -> None:
        standing = north("2026-12-31", "accounts: {}")

        assert standing.timeline == ()
        assert standing.last_record is None


def test_what_is_open_for_it_is_counted() -> None:
    text = """
    2026-01-22-tier-2:
      briefings:
        - {id: B1, account: north, request: Speed., outcome: open}
        - {id: B2, account: north, request: Colour., outcome: answered}
      questions:
        - {id: Q1, account: north, ask: When?}
        - {id: Q2, account: north, ask: Why?, answer: So.}
      decisions:
        - {id: D1, outcome: decided, what: Yes., accounts: [north],
           commitment: {target: 2026-05-01}}
        - {id: D2, outcome: decided, what: No., accounts: [north]}
      loops: [{item: D2, account: north, on: 2026-01-22}]
      actions: {cs: [{id: A1, what: Tell., owner: bob, due: 2026-02-06, account: north}]}
    """

    opened = north("2026-01-22", text).open
    assert opened == OpenCounts(actions=1, escalations=1, questions=1, loops=1, commitments=1)
    assert replay_on("2026-01-22", text).accounts["south"].open == OpenCounts()
