"""Every commitment in the first group that fits: what presses, what is on track, what ended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.ledger.commitments import CommitmentState
from decision_record.views.people.personal import is_personal
from decision_record.views.shared.commitment_rows import (
    BROUGHT_FORWARD_LATELY,
    DecidedCommitment,
    brought_forward_lately,
    slipped_lately,
)
from decision_record.views.shared.context import ViewContext
from decision_record.views.shared.once import once
from decision_record.views.shared.words import SOON


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentGroup:
    """Commitments in one state, the one that is due first at the top."""

    id: str
    title: str
    arr: float
    """ARR on the day of all their accounts, each counted once."""
    promises: tuple[DecidedCommitment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentGroups:
    """All commitments. Made once for all pages that list them."""

    piles: tuple[CommitmentGroup, ...]
    """Commitments that need action; each is in one group only."""
    ended: tuple[DecidedCommitment, ...]
    """Kept and told, descoped and told, or superseded; the newest first."""
    pending: int
    arr: float
    """ARR on the day of all accounts that wait for a promise, each counted once."""
    late: int


PILES = {
    "late": "Overdue",
    "soon": f"Due within {SOON} days",
    "slipped": "Slipped since last Monday",
    "on-track": "On track",
    "not-told": "Shipped, customer not told",
    "descoped": "Descoped, customer not told",
}
"""The groups in their order of precedence (site.md, Commitments). A promise that slipped and is due
soon is shown as due soon, where it is marked as slipped."""

_ENDED = "ended"


@once
def group_commitments(*, context: ViewContext) -> CommitmentGroups:
    """Every commitment that everyone may see, by state."""
    piles: dict[str, list[DecidedCommitment]] = {}
    for decision in context.ledger.decisions.values():
        commitment = decision.commitment
        if commitment and not is_personal(decision.record, context=context):
            promise = DecidedCommitment(decision=decision, commitment=commitment)
            piles.setdefault(_pile_of(promise, context=context), []).append(promise)
    pending = [each for pile in piles.values() for each in pile if each.commitment.is_pending]
    return CommitmentGroups(
        piles=tuple(_pile(id_, piles.get(id_, []), context=context) for id_ in PILES),
        ended=_sorted(piles.get(_ENDED, []), _newest_first),
        pending=len(pending),
        arr=_arr(pending, context=context),
        late=len(piles.get("late", ())),
    )


def _title(id_: str, promises: Sequence[DecidedCommitment], *, as_of: date) -> str:
    """What a group is called: a target that was brought forward did not slip."""
    earlier = [brought_forward_lately(each.commitment, as_of=as_of) for each in promises]
    if id_ != "slipped" or not any(earlier):
        return PILES[id_]
    return BROUGHT_FORWARD_LATELY if all(earlier) else "Target moved since last Monday"


def _pile_of(promise: DecidedCommitment, *, context: ViewContext) -> str:
    as_of, commitment = context.ledger.as_of, promise.commitment
    if not commitment.is_pending:
        loops = context.index.loops_of_item.get(promise.decision.ref, ())
        untold = {CommitmentState.SHIPPED: "not-told", CommitmentState.DESCOPED: "descoped"}
        is_open = any(loop.is_open for loop in loops)
        return untold.get(commitment.state, _ENDED) if is_open else _ENDED
    target = commitment.target or date.max
    if target < as_of:
        return "late"
    if target <= as_of + timedelta(days=SOON):
        return "soon"
    return "slipped" if slipped_lately(commitment, as_of=as_of) else "on-track"


def _pile(id_: str, promises: list[DecidedCommitment], *, context: ViewContext) -> CommitmentGroup:
    return CommitmentGroup(
        id=id_,
        title=_title(id_, promises, as_of=context.ledger.as_of),
        arr=_arr(promises, context=context),
        promises=_sorted(promises, _due_first),
    )


def _sorted(
    promises: list[DecidedCommitment], order: Callable[[DecidedCommitment], tuple[int, str]]
) -> tuple[DecidedCommitment, ...]:
    return tuple(sorted(promises, key=order))


def _due_first(promise: DecidedCommitment) -> tuple[int, str]:
    return ((promise.commitment.target or date.max).toordinal(), promise.decision.ref)


def _newest_first(promise: DecidedCommitment) -> tuple[int, str]:
    return (-promise.ended.toordinal(), promise.decision.ref)


def _arr(promises: list[DecidedCommitment], *, context: ViewContext) -> float:
    """Of what is still promised, without the accounts to which it is not any more."""
    accounts = dict.fromkeys(
        account
        for each in promises
        for account in each.decision.accounts
        if not each.commitment.is_pending or each.commitment.is_promised_to(account)
    )
    return context.ledger.arr_of(tuple(accounts))
