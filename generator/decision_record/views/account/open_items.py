"""What is open for an account, and what was promised to it, each list in the order of a reader."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from decision_record.ledger.accounts import AccountStanding
from decision_record.ledger.actions import Side
from decision_record.ledger.commitments import Commitment, CommitmentState
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.loops import Loop
from decision_record.views.account.talking_points import (
    CautionRow,
    SayingRow,
    show_cautions,
    show_sayings,
)
from decision_record.views.people.personal import shows_action
from decision_record.views.shared.asked_rows import QuestionRow, RaisedRow, show_path, show_question
from decision_record.views.shared.context import ViewContext
from decision_record.views.shared.rows import (
    SIDES,
    ActionRow,
    CommitmentRow,
    CustomerUpdateRow,
    show_action,
    show_commitment_for,
    show_loop,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLists:
    """Everything that is open for an account, all of it."""

    sayings: tuple[SayingRow, ...]
    """Newest first."""
    cautions: tuple[CautionRow, ...]
    """Newest first."""
    commitments: tuple[CommitmentRow, ...]
    """Those still promised to the account, by target."""
    past_commitments: tuple[CommitmentRow, ...]
    """Those that shipped to it, were descoped, withdrawn or superseded, the newest first."""
    raised: tuple[RaisedRow, ...]
    """Each path once, the oldest first."""
    actions: tuple[tuple[str, tuple[ActionRow, ...]], ...]
    """By side, due first at the top; sides without any are left out."""
    questions: tuple[QuestionRow, ...]
    """Without an answer, the one that is needed first at the top."""
    loops: tuple[CustomerUpdateRow, ...]
    """Not told yet, due first at the top."""

    @property
    def is_up_to_date(self) -> bool:
        """Whether the account knows of everything that changed, and that nothing is overdue."""
        return not self.loops and not any(
            each.is_untrue and each.told is None for each in self.cautions
        )

    @property
    def open_actions(self) -> int:
        """How many actions of all sides are open."""
        return sum(len(rows) for _, rows in self.actions)


def open_loops(account: str, *, context: ViewContext) -> tuple[Loop, ...]:
    """What an account has not been told, due first at the top."""
    loops = (each for each in context.index.loops_of_account.get(account, ()) if each.is_open)
    return tuple(sorted(loops, key=lambda each: (each.due, each.item)))


OpenListsOf = Callable[[str], OpenLists]
"""The lists of an account by its identity."""


def make_open_lists(context: ViewContext) -> OpenListsOf:
    """What gives the lists of an account; those of the last one are kept for its next page."""

    @lru_cache(maxsize=1)
    def lists_of(account: str) -> OpenLists:
        return list_open(context.ledger.accounts[account], context=context)

    return lists_of


def list_open(standing: AccountStanding, *, context: ViewContext) -> OpenLists:
    """The lists of an account."""
    account = standing.id
    decisions = tuple(_concerning(standing, context=context))
    pending, past = _commitments(decisions, account=account, context=context)
    return OpenLists(
        sayings=show_sayings(account, context=context),
        cautions=show_cautions(account, context=context),
        commitments=pending,
        past_commitments=past,
        raised=_raised(account, context=context),
        actions=tuple(_actions(account, context=context)),
        questions=_questions(account, context=context),
        loops=tuple(
            show_loop(each, context=context) for each in open_loops(account, context=context)
        ),
    )


def _concerning(standing: AccountStanding, *, context: ViewContext) -> Iterator[LoggedDecision]:
    """The decisions of the account's timeline."""
    for ref in dict.fromkeys(step.ref for step in standing.timeline if step.kind == "decision"):
        decision = context.ledger.decisions.get(ref)
        if decision:
            yield decision


def _commitments(
    decisions: tuple[LoggedDecision, ...], *, account: str, context: ViewContext
) -> tuple[tuple[CommitmentRow, ...], tuple[CommitmentRow, ...]]:
    """What is still promised to the account by target, and what is not, the newest first."""
    named = [
        (decision, decision.commitment)
        for decision in decisions
        if decision.commitment and account in decision.accounts
    ]
    pending = sorted(
        (pair for pair in named if pair[1].is_promised_to(account)),
        key=lambda pair: (pair[1].target or date.max, pair[0].ref),
    )
    past = sorted(
        (pair for pair in named if not pair[1].is_promised_to(account)), key=_age, reverse=True
    )
    shown = [
        tuple(
            show_commitment_for(account, decision, commitment, context=context)
            for decision, commitment in each
        )
        for each in (pending, past)
    ]
    return shown[0], shown[1]


def _age(pair: tuple[LoggedDecision, Commitment]) -> tuple[bool, date, str]:
    """What was superseded last is the least of a reader's worries, whenever that was."""
    decision, commitment = pair
    superseded = commitment.state is CommitmentState.SUPERSEDED
    return (not superseded, commitment.shipped or commitment.reported, decision.ref)


def _raised(account: str, *, context: ViewContext) -> tuple[RaisedRow, ...]:
    found = (show_path(each, context=context) for each in context.index.open_paths(account))
    return tuple(sorted(found, key=lambda each: (each.raised, each.item.address)))


def _actions(account: str, *, context: ViewContext) -> Iterator[tuple[str, tuple[ActionRow, ...]]]:
    open_ = sorted(
        (
            each
            for each in context.index.actions_of_account.get(account, ())
            if each.is_open and shows_action(each, context=context)
        ),
        key=lambda each: (each.due, each.ref),
    )
    for side in Side:
        rows = tuple(show_action(each, context=context) for each in open_ if each.side is side)
        if rows:
            yield SIDES[side], rows


def _questions(account: str, *, context: ViewContext) -> tuple[QuestionRow, ...]:
    found = sorted(
        (each for each in context.index.questions_of_account.get(account, ()) if each.is_open),
        key=lambda each: (each.answer_by or date.max, each.ref),
    )
    return tuple(show_question(each, context=context) for each in found)
