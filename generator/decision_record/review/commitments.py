"""Commitments: made, slipped, shipped to whom, descoped, withdrawn from whom."""

from collections.abc import Iterable, Iterator
from datetime import date

from decision_record.ledger.commitments import AccountState, Commitment, CommitmentState
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.differences.kinds import Difference, Kind
from decision_record.ledger.successors import find_new_target
from decision_record.review.changed_fields import is_longer, list_changes, move_day
from decision_record.review.names import Names, said
from decision_record.review.review import GroupId, ReviewLine
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Subject, Unnamed

_GROUP = GroupId.COMMITMENTS

_ENDS = {
    AccountState.SHIPPED: "shipped",
    AccountState.DESCOPED: "descoped",
    AccountState.SUPERSEDED: "superseded",
    AccountState.WITHDRAWN: "withdrawn",
    AccountState.CHURNED: "churned",
    AccountState.PROMISED: "committed",
}
"""What a new state for an account is called."""

_WHOLE = {
    CommitmentState.SHIPPED: "shipped",
    CommitmentState.DESCOPED: "descoped",
    CommitmentState.SUPERSEDED: "superseded",
    CommitmentState.CHURNED: "churned",
    CommitmentState.ON_TRACK: "on-track",
}
"""What a new state of the whole is called. That it slipped is said about the row that moved it."""


def promise(
    now: LoggedDecision, subject: Subject, *, left: Unnamed, write: Sentences
) -> ReviewLine:
    """A new commitment."""
    names, commitment = write.names, now.commitment
    differences = left.take_of(subject)
    if commitment is None:
        return write.make("changed", names.what(now.ref), differences, group=_GROUP)
    firm = f" ({commitment.confidence})" if commitment.confidence else ""
    by = f"by {names.day(commitment.target)}{firm}" if commitment.target else f"no date{firm}"
    to = f", to {with_arr(now.accounts, names)}" if now.accounts else ""
    state = "" if commitment.is_pending else f"; {commitment.state} already"
    text = f"{names.what(now.ref)} ({names.person(now.owner)}), {by}{to}{state}"
    return write.make("committed", text, differences, group=_GROUP)


def remove_promise(
    now: LoggedDecision, subject: Subject, *, left: Unnamed, write: Sentences
) -> ReviewLine:
    """That a decision no longer has a commitment."""
    text = f"the commitment of {write.names.what(now.ref)}"
    return write.make("removed", text, left.take_of(subject), group=_GROUP)


def take_superseded(now: LoggedDecision, *, left: Unnamed) -> tuple[Difference, ...]:
    """What a commitment's part in being superseded is: its own state, and that of its accounts."""
    commitment = now.commitment
    if commitment is None:
        return ()
    taken: list[Difference] = []
    for account in commitment.accounts_in(AccountState.SUPERSEDED):
        subject = Subject(Kind.PROMISE, (now.ref, account), ())
        if left.has(subject, "state"):
            taken += left.take_of(subject)
    if commitment.state is CommitmentState.SUPERSEDED:
        taken += left.take(Kind.COMMITMENT, "state")
    return tuple(taken)


def tell_commitment(
    now: LoggedDecision, *, left: Unnamed, write: Sentences
) -> Iterator[ReviewLine]:
    """What becomes of a commitment that was there before."""
    commitment = now.commitment
    if commitment is None:
        return
    yield from _slipped(now, commitment, left=left, write=write)
    yield from _by_account(now, commitment, left=left, write=write)
    state = left.take(Kind.COMMITMENT, "state", "shipped")
    if state:
        day = write.names.reported_on(commitment.shipped, "shipped")
        followed = left.take(Kind.DECISION, "followed") if _is_its_day(now, commitment) else ()
        what, kind = write.names.what(now.ref), _WHOLE.get(commitment.state)
        text = f"{what}{day}{_why(kind or '', commitment)}"
        if kind is None or not _is_event(state):
            kind, text = "changed", f"{what}: {list_changes(state, names=write.names)}"
        yield write.make(kind, text, (*state, *followed), group=_GROUP)
    rest = left.take(Kind.COMMITMENT, "target", "original_target", "slips", "confidence")
    if rest:
        yield write.make_changed(write.names.what(now.ref), rest, group=_GROUP)


def _slipped(
    now: LoggedDecision, commitment: Commitment, *, left: Unnamed, write: Sentences
) -> Iterator[ReviewLine]:
    """That the target moved by rows of the roadmap."""
    moved = left.take(Kind.COMMITMENT, "target")
    slips = left.take(Kind.COMMITMENT, "slips")
    if not moved:
        if slips:
            yield write.make_changed(write.names.what(now.ref), slips, group=_GROUP)
        return
    (target,) = moved
    firm = left.take(Kind.COMMITMENT, "state") if _is_pending(commitment, left) else ()
    # The decision's day is its commitment's target, where it has no day of its own.
    due = left.take(Kind.DECISION, "due") if now.own_due is None else ()
    old, new = target.old, target.new
    earlier = isinstance(old, date) and isinstance(new, date) and new < old
    is_moved = any(is_longer(each) for each in slips)
    kind = "changed" if not is_moved else "brought-forward" if earlier else "slipped"
    last = commitment.slips[-1] if commitment.slips else None
    because = f", because {said(last.because)}" if is_moved and last and last.because else ""
    promised = commitment.promised_to
    to = f", promised to {with_arr(promised, write.names)}" if promised else ""
    what = f"{write.names.what(now.ref)} ({write.names.person(now.owner)})"
    text = f"{what}, {move_day(target, names=write.names)}{to}{because}"
    yield write.make(kind, text, (*moved, *slips, *firm, *due), group=_GROUP)


def tell_moves(
    now: LoggedDecision, taken: Iterable[Difference], *, write: Sentences
) -> Iterator[ReviewLine]:
    """That the accounts that successors take over get it on another day (records.md §5)."""
    names, target = write.names, now.commitment.target if now.commitment else None
    moves: dict[tuple[str, date], dict[str, list[Difference]]] = {}
    for each in taken:
        if each.kind is Kind.PROMISE:
            account = each.name[1]
            move = find_new_target(now, account, ledger=names.after.ledger)
            if move:
                moves.setdefault(move, {}).setdefault(account, []).append(each)
    for (ref, new), by_account in moves.items():
        kind = "slipped" if target and new > target else "brought-forward"
        accounts = with_arr(tuple(by_account), names)
        days = names.days(target, new)
        text = f"{names.what(now.ref)}, {days}, for {accounts}, by “{names.what(ref)}”"
        differences = tuple(each for several in by_account.values() for each in several)
        yield write.make(kind, text, differences, group=_GROUP)


def _is_pending(commitment: Commitment, left: Unnamed) -> bool:
    """Whether a changed state says no more than that it slipped."""
    return commitment.is_pending and bool(left)


def _by_account(
    now: LoggedDecision, commitment: Commitment, *, left: Unnamed, write: Sentences
) -> Iterator[ReviewLine]:
    """What becomes of it for each account, those of one state and day together."""
    names = write.names
    groups: dict[tuple[str, str], list[tuple[str, tuple[Difference, ...]]]] = {}
    changed: list[Difference] = []
    for each in commitment.by_account:
        account = each.account
        if account is None:
            continue
        subject = Subject(Kind.PROMISE, (now.ref, account), ())
        differences = left.take_of(subject)
        if not _is_event(differences):
            changed += differences
            continue
        kind = _ENDS[each.state]
        day = names.reported_on(each.on, kind)
        if kind == "committed" and not any(one.is_new for one in differences):
            kind = "open-again"
        groups.setdefault((kind, day), []).append((account, differences))
    whole = _WHOLE.get(commitment.state)
    for (kind, day), named in groups.items():
        differences = tuple(one for _, several in named for one in several)
        if kind in (whole, "open-again"):
            differences = (*differences, *left.take(Kind.COMMITMENT, "state", "shipped"))
            if kind == "shipped" and _is_its_day(now, commitment):
                differences = (*differences, *left.take(Kind.DECISION, "followed"))
        named_accounts = tuple(account for account, _ in named)
        accounts = with_arr(named_accounts, names, lost=kind == "churned")
        why = _why(kind, commitment)
        text = f"{names.what(now.ref)}, {_VERBS.get(kind, 'to')} {accounts}{day}{why}"
        yield write.make(kind, text, differences, group=_GROUP)
    if changed:
        yield write.make_changed(names.what(now.ref), tuple(changed), group=_GROUP)
    yield from _gone_accounts(now, left=left, write=write)


def _why(kind: str, commitment: Commitment) -> str:
    """Why it was descoped, as the row that says so has it."""
    has_reason = kind == "descoped" and commitment.because
    return f", because {said(commitment.because)}" if has_reason else ""


_VERBS = {
    "withdrawn": "from",
    "superseded": "for",
    "descoped": "for",
    "churned": "for",
    "open-again": "promised again to",
}


def _is_event(differences: Iterable[Difference]) -> bool:
    """Whether a state is another one, and not only its day."""
    return any(each.field in (None, "state") for each in differences)


def _gone_accounts(now: LoggedDecision, *, left: Unnamed, write: Sentences) -> Iterator[ReviewLine]:
    """The accounts that a commitment names no longer."""
    gone = left.take_kind(Kind.PROMISE)
    if gone:
        accounts = write.names.accounts(each.name[1] for each in gone)
        text = f"{write.names.what(now.ref)}, for {accounts}"
        yield write.make("removed", text, gone, group=_GROUP)


def _is_its_day(now: LoggedDecision, commitment: Commitment) -> bool:
    """Whether a decision is followed through because its commitment shipped."""
    return now.followed == commitment.shipped


def with_arr(accounts: tuple[str, ...], names: Names, *, lost: bool = False) -> str:
    """Some accounts with what they are worth together; of lost ones what they were worth."""
    arr = names.arr_before if lost else names.arr
    total = sum(arr(each) for each in dict.fromkeys(accounts))
    return f"{names.accounts(accounts)} ({names.money(total)} ARR)"
