"""When an account was told about a decision, or about what replaced it.

A decision may be replaced many times over, and each one in the chain asks. What is reached from
each is therefore found once for an account, from the newest decision back.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from decision_record.ledger.commitments import AccountState
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.loops import Loop
from decision_record.ledger.messaging.talking import FindTold

_REPLACED = frozenset({AccountState.SUPERSEDED, AccountState.WITHDRAWN})


def make_find_told(
    refs: Iterable[str],
    *,
    account: str,
    loops: Iterable[Loop],
    decisions: Mapping[str, LoggedDecision],
) -> FindTold:
    """What finds the first day, from one on, on which an account was told about a decision.

    A loop that has ended by that day does not count: on the day on which the decision was
    superseded, the account was told about the old one.

    Args:
        refs: The decisions that are asked for.
        account: The account.
        loops: All loops of the account.
        decisions: Every decision by name.
    """
    told = sorted(
        ((telling.day, loop) for loop in loops for telling in loop.tellings),
        key=lambda each: each[0],
    )
    days = [day for day, _ in told]
    own: dict[str, int] = {}
    for place, (_, loop) in enumerate(told):
        own[loop.item] = own.get(loop.item, 0) | 1 << place
    after = _successors_first(refs, account=account, decisions=decisions) if told else {}
    reached = _reach(after, own)

    def find_told(ref: str, since: date) -> date | None:
        first = bisect_left(days, since)
        later = reached.get(ref, 0) >> first
        while later:
            day, loop = told[first + (later & -later).bit_length() - 1]
            if loop.ended is None or loop.ended > since:
                return day
            later &= later - 1
        return None

    return find_told


def _successors_first(
    refs: Iterable[str], *, account: str, decisions: Mapping[str, LoggedDecision]
) -> Mapping[str, Sequence[str]]:
    """Each decision and all that replaced it for an account, each after its own successors."""
    after: dict[str, Sequence[str]] = {}
    ordered: dict[str, Sequence[str]] = {}
    waiting = [(ref, False) for ref in refs]
    while waiting:
        ref, is_known = waiting.pop()
        if is_known:
            ordered[ref] = after[ref]
        elif ref not in after:
            after[ref] = _replaced_by(decisions.get(ref), account)
            waiting.append((ref, True))
            waiting += ((each, False) for each in after[ref])
    return ordered


def _replaced_by(decision: LoggedDecision | None, account: str) -> Sequence[str]:
    """The successors of a decision, unless an account still has what it says."""
    if decision is None or not decision.superseded_by:
        return ()
    found = decision.commitment.for_account(account) if decision.commitment else None
    if found and found.state not in _REPLACED:
        return ()
    return [step.ref for step in decision.superseded_by]


def _reach(after: Mapping[str, Sequence[str]], own: Mapping[str, int]) -> Mapping[str, int]:
    """The tellings about each decision or what replaced it, a bit for each telling."""
    reached = dict.fromkeys(after, 0)
    is_complete = False
    # Decisions of one record may supersede each other; only such a circle takes another turn.
    while not is_complete:
        is_complete = True
        for ref, successors in after.items():
            found = own.get(ref, 0)
            for each in successors:
                found |= reached[each]
            if found != reached[ref]:
                reached[ref] = found
                is_complete = False
    return reached
