"""Decisions: made, deferred, escalated, superseded, settled; and what follows from them."""

from collections.abc import Iterator

from decision_record.ledger.decisions import DecisionState, LoggedDecision
from decision_record.ledger.differences.kinds import Kind, Value
from decision_record.ledger.successors import withdrawn_from
from decision_record.review.changed_fields import is_longer, move_day
from decision_record.review.commitments import (
    promise,
    remove_promise,
    take_superseded,
    tell_commitment,
    tell_moves,
    with_arr,
)
from decision_record.review.labels import call_key
from decision_record.review.names import Names, said
from decision_record.review.review import GroupId, ReviewLine
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found, Subject, Unnamed
from decision_record.text.wording import join_words


def tell_decisions(found: Found, *, names: Names) -> Iterator[ReviewLine]:
    """What becomes of each decision and its commitment, in the order of the log.

    New words (`say`) are told with what may be said to accounts.
    """
    promises: dict[str, list[Subject]] = {}
    for each in found[Kind.PROMISE].values():
        promises.setdefault(each.ref, []).append(each)
    commitments = {each.ref: each for each in found[Kind.COMMITMENT].values()}
    decisions = {each.ref: each for each in found[Kind.DECISION].values()}
    order = (*names.after.ledger.decisions, *decisions)
    for ref in dict.fromkeys(
        each for each in order if each in {*decisions, *commitments, *promises}
    ):
        now = names.after.ledger.decisions.get(ref)
        then = names.before.ledger.decisions.get(names.old_ref(ref))
        concerned = now or then
        write = Sentences(
            group=GroupId.DECISIONS,
            ref=ref,
            names=names,
            accounts=concerned.concerned if concerned else (),
        )
        subject = decisions.get(ref)
        commitment = commitments.get(ref)
        left = Unnamed(subject, commitment, *promises.get(ref, ()))
        left.take(Kind.DECISION, "say")
        if now is None:
            yield write.make("removed", names.what(ref), left.take_all())
            continue
        if subject and subject.is_new:
            yield _made(now, subject, left=left, write=write)
        if commitment and commitment.is_new:
            yield promise(now, commitment, left=left, write=write)
        elif commitment and commitment.is_gone:
            yield remove_promise(now, commitment, left=left, write=write)
        if left:
            yield from _tell(now, subject, left=left, write=write)


def _made(now: LoggedDecision, subject: Subject, *, left: Unnamed, write: Sentences) -> ReviewLine:
    """A new decision."""
    names, row = write.names, now.row
    what = f"{names.whole(now.ref)} ({names.person(now.owner)})"
    extra: list[str] = []
    if now.accounts and now.commitment is None:
        extra.append(f"for {names.accounts(now.accounts)}")
    match now.outcome:
        case "deferred":
            extra += _answer_by(now, names)
            extra += [f"because {said(row.because)}"] if row.because else []
        case "escalated":
            extra += [f"to the {call_key(row.to)}"] if row.to else []
            extra += [f"ruling by {names.day(now.own_due)}"] if now.own_due else []
            extra += [f"recommendation: {said(row.recommendation)}"] if row.recommendation else []
        case "decided":
            extra += [f"due {names.day(now.own_due)}"] if now.own_due else []
            extra += _replacing(now, names)
    if now.state is DecisionState.SUPERSEDED:
        extra.append("superseded already")
    elif now.state is DecisionState.RESOLVED:
        extra.append("settled already")
    text = ", ".join((what, *extra))
    return write.make(now.outcome, text, left.take_of(subject))


def _answer_by(now: LoggedDecision, names: Names) -> list[str]:
    """When the answer to a deferral comes; of one that was deferred before both days."""
    if not now.deferred_before:
        return [f"answer by {names.day(now.own_due)}"] if now.own_due else []
    before = names.after.ledger.decisions[now.deferred_before[-1].ref]
    if before.own_due and now.own_due:
        return ["deferred again", f"answer by {names.days(before.own_due, now.own_due)}"]
    return ["deferred again", *([f"answer by {names.day(now.own_due)}"] if now.own_due else [])]


def _replacing(now: LoggedDecision, names: Names) -> list[str]:
    """What a decision settles."""
    settled = [f"“{names.what(ref)}”" for ref in now.resolves]
    return [f"settles {join_words(settled)}"] if settled else []


def _tell(
    now: LoggedDecision, subject: Subject | None, *, left: Unnamed, write: Sentences
) -> Iterator[ReviewLine]:
    """What becomes of a decision that was there before."""
    names = write.names
    what = names.what(now.ref)
    if subject and not subject.is_new:
        yield from _ended(now, subject, left=left, write=write)
    yield from tell_commitment(now, left=left, write=write)
    if subject is None or not left:
        return
    owner, due, followed = (subject.field(each) for each in ("owner", "due", "followed"))
    if owner:
        who = f"from {_person(owner.old, names)} to {_person(owner.new, names)}"
        yield write.make("handed-over", f"{what}, {who}", left.take(Kind.DECISION, "owner"))
    taken = left.take(Kind.DECISION, "due")
    if due and taken:
        kind = "rolled" if due.old and due.new else "changed"
        who = names.person(now.owner)
        yield write.make(kind, f"{what} ({who}), due {move_day(due, names=names)}", taken)
    taken = left.take(Kind.DECISION, "followed")
    if followed and taken:
        if followed.old and followed.new:
            yield write.make_changed(what, taken)
        elif now.followed:
            yield write.make("followed", f"{what}, on {names.day(now.followed)}", taken)
        else:
            yield write.make("open-again", f"{what}, no longer followed through", taken)
    if left:
        yield write.make_changed(what, left.take_all())


def _ended(
    now: LoggedDecision, subject: Subject, *, left: Unnamed, write: Sentences
) -> Iterator[ReviewLine]:
    """That it was superseded or settled."""
    names = write.names
    what = names.what(now.ref)
    successors = subject.field("superseded_by")
    if successors and is_longer(successors):
        by = join_words(
            [f"“{names.what(each.ref)}” ({names.day(each.day)})" for each in now.superseded_by]
        )
        # From whom a commitment is withdrawn has a sentence of its own.
        lost = () if now.commitment else withdrawn_from(now, ledger=names.after.ledger)
        withdrawn = f"; withdrawn from {names.accounts(lost)}" if lost else ""
        taken = take_superseded(now, left=left)
        replaced = tuple(each.name[1] for each in taken if each.field == "state" and each.name[1:])
        of = f", for {with_arr(replaced, names)}" if replaced else ""
        text = f"{what}, by {by}{of}{withdrawn}"
        own = left.take(Kind.DECISION, "state", "superseded_by")
        moves = tuple(tell_moves(now, taken, write=write))
        moved = [each for line in moves for each in line.differences]
        differences = (*own, *(each for each in taken if each not in moved))
        yield write.make("superseded", text, differences)
        yield from moves
    resolved = subject.field("resolved_by")
    if resolved and resolved.old is None and now.resolved_by:
        text = f"{what}, by “{names.what(now.resolved_by.ref)}”"
        yield write.make("settled", text, left.take(Kind.DECISION, "state", "resolved_by"))


def _person(value: Value, names: Names) -> str:
    return names.person(value if isinstance(value, str) else None)
