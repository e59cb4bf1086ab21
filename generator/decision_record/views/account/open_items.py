"""What is open for an account, and what was promised to it, each list in the order of a reader."""

from collections.abc import Callable, Iterator, Mapping, Sized
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from decision_record.ledger.accounts import AccountStanding
from decision_record.ledger.actions import QueuedAction, Side
from decision_record.ledger.asked import AskedQuestion
from decision_record.ledger.commitments import Commitment, CommitmentState
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.loops import Loop
from decision_record.ledger.paths import RaisedPath
from decision_record.views.account.talking_points import (
    CautionRow,
    SayingRow,
    show_cautions,
    show_sayings,
)
from decision_record.views.people.personal import shows_action
from decision_record.views.shared.asked_rows import QuestionRow, RaisedRow, show_path, show_question
from decision_record.views.shared.commitment_rows import CommitmentRow, show_commitment_for
from decision_record.views.shared.context import ViewContext
from decision_record.views.shared.rows import (
    SIDES,
    ActionRow,
    CustomerUpdateRow,
    show_action,
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


_Promised = tuple[LoggedDecision, Commitment]

OpenListsOf = Callable[[str], OpenLists]
"""The lists of an account by its identity."""


def make_open_lists(context: ViewContext) -> OpenListsOf:
    """What gives the lists of an account; those of the last one are kept for its next page."""

    @lru_cache(maxsize=1)
    def lists_of(account: str) -> OpenLists:
        return list_open(account, context=context)

    return lists_of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """What is open for an account, in the order of the lists, before it is shown."""

    pending: tuple[_Promised, ...]
    past: tuple[_Promised, ...]
    paths: tuple[RaisedPath, ...]
    actions: Mapping[Side, tuple[QueuedAction, ...]]
    questions: tuple[AskedQuestion, ...]
    loops: tuple[Loop, ...]


def longest_list(account: str, *, context: ViewContext) -> int:
    """How many rows the longest list of an account has, beside its messages."""
    found = _find_open(account, context=context)
    lists: tuple[Sized, ...] = (
        found.pending,
        found.past,
        found.paths,
        found.questions,
        found.loops,
        *found.actions.values(),
    )
    return max(len(each) for each in lists)


def list_open(account: str, *, context: ViewContext) -> OpenLists:
    """The lists of an account."""
    found = _find_open(account, context=context)
    pending, past = (
        tuple(
            show_commitment_for(account, decision, commitment, context=context)
            for decision, commitment in each
        )
        for each in (found.pending, found.past)
    )
    return OpenLists(
        sayings=show_sayings(account, context=context),
        cautions=show_cautions(account, context=context),
        commitments=pending,
        past_commitments=past,
        raised=tuple(show_path(each, context=context) for each in found.paths),
        actions=tuple(
            (SIDES[side], tuple(show_action(each, context=context) for each in own))
            for side, own in found.actions.items()
            if own
        ),
        questions=tuple(show_question(each, context=context) for each in found.questions),
        loops=tuple(show_loop(each, context=context) for each in found.loops),
    )


def _find_open(account: str, *, context: ViewContext) -> _Open:
    standing = context.ledger.accounts[account]
    named = [
        (decision, decision.commitment)
        for decision in _concerning(standing, context=context)
        if decision.commitment and account in decision.accounts
    ]
    actions = sorted(
        (
            each
            for each in context.index.actions_of_account.get(account, ())
            if each.is_open and shows_action(each, context=context)
        ),
        key=lambda each: (each.due, each.ref),
    )
    questions = (
        each for each in context.index.questions_of_account.get(account, ()) if each.is_open
    )
    return _Open(
        pending=tuple(
            sorted(
                (pair for pair in named if pair[1].is_promised_to(account)),
                key=lambda pair: (pair[1].target or date.max, pair[0].ref),
            )
        ),
        past=tuple(
            sorted(
                (pair for pair in named if not pair[1].is_promised_to(account)),
                key=_age,
                reverse=True,
            )
        ),
        paths=tuple(
            sorted(context.index.open_paths(account), key=lambda each: (each.raised, each.ref))
        ),
        actions={side: tuple(each for each in actions if each.side is side) for side in Side},
        questions=tuple(sorted(questions, key=lambda each: (each.answer_by or date.max, each.ref))),
        loops=open_loops(account, context=context),
    )


def _concerning(standing: AccountStanding, *, context: ViewContext) -> Iterator[LoggedDecision]:
    """The decisions of the account's timeline."""
    for ref in dict.fromkeys(step.ref for step in standing.timeline if step.kind == "decision"):
        decision = context.ledger.decisions.get(ref)
        if decision:
            yield decision


def _age(pair: _Promised) -> tuple[bool, date, str]:
    """What was superseded last is the least of a reader's worries, whenever that was."""
    decision, commitment = pair
    superseded = commitment.state is CommitmentState.SUPERSEDED
    return (not superseded, commitment.shipped or commitment.reported, decision.ref)
