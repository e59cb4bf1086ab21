from building import day, make_records, parse
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.views.account.account import AccountView, view_account
from decision_record.views.shared.context import make_view_context


def north(text: str, *, as_of: str = "2026-06-29") -> AccountView:
    records = make_records(parse(text))
    context = make_view_context(Index(records=records, ledger=replay(records, day(as_of))))
    return view_account("north", context=context)


def test_a_stance_is_avoided_for_half_a_year_and_says_what_product_said() -> None:
    text = """
        taxonomy: {themes: {speed: {name: Speed}}}
        2026-01-27-tier-1:
          themes: [{theme: speed, accounts: [north], stance: not-now, response: No team for it.}]
    """
    (caution,) = north(text).cautions.rows
    assert (caution.what, caution.badge.text, caution.because) == (
        "Speed",
        "Not now",
        "No team for it.",
    )
    assert caution.source.address == "themes/speed/"
    assert north(text, as_of="2026-07-28").cautions.rows
    assert not north(text, as_of="2026-07-29").cautions.rows


PROMISED = """
        2026-02-24-tier-1:
          decisions:
            - id: D1
              outcome: decided
              what: Build it.
              accounts: [north]
              say: It comes in April.
              commitment: {target: 2026-04-15, confidence: committed}
"""


def promised(later: str = "", *, as_of: str = "2026-06-29") -> AccountView:
    """North, which was promised a thing, after what a later record says."""
    return north(PROMISED + later, as_of=as_of)


def reported(row: str, *, as_of: str = "2026-06-29") -> AccountView:
    """North, after a roadmap row on what it was promised."""
    return promised(
        f"""
        2026-03-31-tier-1:
          roadmap: [{{commitment: 2026-02-24-tier-1/D1, {row}}}]
        """,
        as_of=as_of,
    )


def said(view: AccountView) -> list[str]:
    return [each.text for each in view.sayings]


def test_a_superseded_promise_names_what_replaced_it() -> None:
    view = promised("""
        2026-03-26-tier-1:
          decisions:
            - {id: D1, outcome: decided, what: Build another., accounts: [north],
               say: Another comes., supersedes: [2026-02-24-tier-1/D1]}
    """)
    (caution,) = view.cautions.rows
    assert caution.badge.text == "Superseded"
    assert [each.text for each in caution.replaced_by] == ["D1, Tier 1, 26 Mar 2026"]


def test_the_newest_words_of_a_decision_are_said() -> None:
    view = reported(
        "status: slipped, target: 2026-05-20, say: It comes on 20 May.", as_of="2026-05-20"
    )
    (saying,) = view.sayings
    assert saying.text == "It comes on 20 May."
    assert saying.item.text == "D1, Tier 1, 24 Feb 2026"
    assert saying.record is not None
    assert saying.record.text == "Tier 1, 31 Mar 2026"
    assert saying.until == day("2026-05-20")
    assert saying.badge is not None
    assert saying.badge.text == "Committed"


def test_words_older_than_a_slip_are_to_be_avoided() -> None:
    view = reported("status: slipped, target: 2026-07-20, because: People left.")
    assert view.sayings == ()
    (caution,) = view.cautions.rows
    assert (caution.badge.text, caution.words) == ("Slipped", "It comes in April.")
    assert (caution.because, caution.is_untrue, caution.told) == ("People left.", True, None)
    assert caution.since == day("2026-03-31")


def test_words_whose_target_passed_are_overdue() -> None:
    view = promised()
    assert view.sayings == ()
    (caution,) = view.cautions.rows
    assert (caution.badge.text, caution.since) == ("Overdue", day("2026-04-16"))


def test_words_older_than_a_descoping_are_to_be_avoided() -> None:
    view = reported("status: descoped, because: No people.")
    assert view.sayings == ()
    (caution,) = view.cautions.rows
    assert (caution.badge.text, caution.because) == ("Descoped", "No people.")
    assert (caution.words, caution.since) == ("It comes in April.", day("2026-03-31"))


def test_words_of_a_descoping_are_said_and_the_old_ones_avoided() -> None:
    view = reported("status: descoped, say: It does not come.")
    assert said(view) == ["It does not come."]
    (saying,) = view.sayings
    assert saying.badge is not None
    assert saying.badge.text == "Descoped"
    assert [each.words for each in view.cautions.rows] == ["It comes in April."]


def test_words_of_a_superseded_decision_are_never_shown() -> None:
    view = promised("""
        2026-05-26-tier-1:
          decisions:
            - id: D1
              outcome: decided
              what: Build something else.
              say: Something else comes.
              supersedes: [2026-02-24-tier-1/D1]
    """)
    assert said(view) == ["Something else comes."]


def test_an_answer_does_not_outlive_the_decision_that_gave_it() -> None:
    text = """
        2026-02-10-tier-2:
          questions: [{id: Q1, account: north, ask: When does it come?}]
        2026-02-24-tier-1:
          decisions:
            - id: D1
              outcome: decided
              what: Build it.
              accounts: [south]
              say: It comes in April.
              resolves: [2026-02-10-tier-2/Q1]
    """
    assert said(north(text)) == ["It comes in April."]
    superseded = (
        text
        + """
        2026-05-26-tier-1:
          decisions:
            - id: D1
              outcome: decided
              what: Build something else.
              accounts: [south]
              say: Something else comes.
              supersedes: [2026-02-24-tier-1/D1]
        """
    )
    assert said(north(superseded)) == []


def test_a_shipped_item_speaks_for_the_commitment_that_it_keeps() -> None:
    view = promised("""
        2026-04-10-otto:
          shipped:
            - id: S1
              what: The export
              on: 2026-04-10
              say: Press Export.
              delivers: 2026-02-24-tier-1/D1
    """)
    (saying,) = view.sayings
    assert saying.text == "Press Export."
    assert saying.badge is not None
    assert saying.badge.text == "Shipped 10 Apr 2026"


def test_words_are_listed_newest_first() -> None:
    view = promised(
        """
        2026-03-10-tier-2:
          requests: [{id: R1, account: north, what: Colours}]
          questions:
            - {id: Q1, account: north, ask: Is it safe?, answer: It is., confidence: coming}
        2026-04-14-ines:
          updates: [{item: 2026-03-10-tier-2/R1, status: planned, say: Colours come.}]
        """,
        as_of="2026-04-15",
    )
    assert said(view) == ["Colours come.", "It is.", "It comes in April."]


def test_only_the_newest_of_several_deferrals_is_shown() -> None:
    view = north("""
        2026-03-31-tier-1:
          decisions:
            - {id: D1, outcome: deferred, what: Whether., accounts: [north], due: 2026-05-22}
        2026-05-26-tier-1:
          decisions:
            - id: D1
              outcome: deferred
              what: Whether in autumn.
              accounts: [north]
              due: 2026-06-26
              about: [2026-03-31-tier-1/D1]
              dont_say: Do not name a month.
    """)
    words, deferred = sorted(view.cautions.rows, key=lambda each: each.words is None)
    assert (words.badge.text, words.words) == ("Don't mention", "Do not name a month.")
    assert (deferred.badge.text, deferred.what) == ("Not decided yet", "Whether in autumn.")
    assert deferred.first_deferred == day("2026-03-31")
    assert deferred.due is not None
    assert deferred.due.words == "3 days late"


def test_what_is_only_explored_is_not_promised() -> None:
    view = north("""
        2026-05-26-tier-1:
          decisions:
            - id: D1
              outcome: decided
              what: Look into it.
              accounts: [north]
              say: We are looking into it.
              commitment: {target: 2026-09-01, confidence: exploring}
    """)
    assert [each.badge.text for each in view.cautions.rows] == ["Only exploring"]
    assert [each.badge.text for each in view.sayings if each.badge] == ["Exploring, no promise"]


def test_words_meant_for_another_account_are_not_shown() -> None:
    view = north("""
        2026-05-26-tier-1:
          escalations: [{id: E1, account: north, issue: It fails.}]
          decisions:
            - id: D1
              outcome: decided
              what: Mend it for South.
              accounts: [south]
              say: We mend it for you.
              resolves: [E1]
    """)
    assert view.sayings == ()
