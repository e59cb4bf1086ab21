"""The rows that pages share: each item has one, made once a build."""

from collections.abc import Callable

import pytest

from building import view_context_of
from decision_record.views.lists.commitments import view_commitments
from decision_record.views.lists.decisions import view_decisions
from decision_record.views.lists.questions import view_questions
from decision_record.views.lists.theme import view_theme
from decision_record.views.shared.asked_rows import show_path, show_question, show_request
from decision_record.views.shared.commitment_rows import show_commitment
from decision_record.views.shared.context import ViewContext
from decision_record.views.shared.rows import show_action, show_decision

ITEMS = """
        taxonomy: {themes: {speed: {name: Speed}}}
        2026-05-01-tier-1:
          decisions:
            - {id: D1, outcome: decided, what: Faster., accounts: [north], owner: bob,
               themes: [speed], commitment: {target: 2026-09-01}}
            - {id: D2, outcome: deferred, what: Perhaps., themes: [speed], due: 2026-07-10}
          actions: {cs: [{id: A1, what: Ring., owner: bob, due: 2026-07-09}]}
        2026-06-01-bob:
          escalations: [{id: E1, account: north, issue: Slow.}]
          questions: [{id: Q1, account: north, ask: When?, theme: speed}]
          requests: [{id: R1, account: north, what: A map.}]
"""


@pytest.mark.parametrize(
    ("show", "items"),
    [
        (show_action, "actions"),
        (show_decision, "decisions"),
        (show_path, "path_of"),
        (show_question, "questions"),
        (show_request, "requests"),
    ],
)
def test_the_row_of_an_item_is_made_once_for_each_context(
    show: Callable[..., object], items: str
) -> None:
    context, other = view_context_of(ITEMS), view_context_of(ITEMS)
    found = tuple(getattr(context.ledger, items).values())
    assert found
    for each in found:
        row = show(each, context=context)
        assert show(each, context=context) is row
        assert show(each, context=other) is not row
        assert show(each, context=other) == row


def test_a_commitment_has_the_same_row_on_every_page() -> None:
    context = view_context_of(ITEMS)
    (row,) = [row for group in view_commitments(context=context).groups for row in group.rows]
    (of_theme,) = view_theme("speed", context=context).commitments.rows
    assert of_theme is row
    decision = context.ledger.decisions["2026-05-01-tier-1/D1"]
    assert decision.commitment is not None
    assert show_commitment(decision, decision.commitment, context=context) is row


def test_a_question_shows_what_its_account_is_worth_on_every_page(
    draw: Callable[..., str], sample: ViewContext
) -> None:
    question = next(each for each in sample.ledger.questions.values() if each.is_open)
    row = show_question(question, context=sample)
    assert row.arr == sample.ledger.accounts[question.account].arr > 0
    assert f"{row.arr:,.0f}" in draw("questions", view_questions(context=sample))


def test_a_decision_in_force_shows_its_commitment_in_place_of_its_state(
    draw: Callable[..., str],
) -> None:
    context = view_context_of(ITEMS)
    promised, waiting = (
        show_decision(each, context=context) for each in context.ledger.decisions.values()
    )
    assert promised.promise is not None
    assert (promised.is_in_force, promised.promise.text) == (True, "On track")
    assert (waiting.is_in_force, waiting.promise, waiting.state.text) == (False, None, "Open")
    shown = draw("decisions", view_decisions(context=context))
    assert "On track" in shown
    assert "In force" not in shown
