"""Actions: opened, closed, rolled, handed over, dropped."""

from collections.abc import Iterator

from decision_record.ledger.actions import ActionState, QueuedAction
from decision_record.ledger.differences.kinds import Kind, Value
from decision_record.ledger.replay import promise_of
from decision_record.review.changed_fields import move_day
from decision_record.review.names import Names, on_one_line
from decision_record.review.review import GroupId, ReviewLine
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found, Subject, Unnamed


def tell_actions(found: Found, *, names: Names) -> Iterator[ReviewLine]:
    """What becomes of each action, in the order of the queue."""
    for subject in found[Kind.ACTION].values():
        now = names.after.ledger.actions.get(subject.ref)
        then = names.before.ledger.actions.get(names.old_ref(subject.ref))
        either = now or then
        write = Sentences(
            group=GroupId.ACTIONS,
            ref=subject.ref,
            names=names,
            accounts=(either.account,) if either and either.account else (),
        )
        left = Unnamed(subject)
        if now is None:
            yield write.make("removed", names.what(subject.ref), left.take_all())
        elif subject.is_new:
            what = f"{names.at_length(now.ref)} ({names.person(now.owner)})"
            text = f"{what}, due {names.day(now.due)}{_for(now, names)}{_ended(now, names)}"
            yield write.make("opened", text, left.take_all())
        else:
            yield from _tell(subject, now, left=left, write=write)


def _tell(
    subject: Subject, now: QueuedAction, *, left: Unnamed, write: Sentences
) -> Iterator[ReviewLine]:
    """What becomes of an action that was there before."""
    names = write.names
    what = _what(now, names)
    if subject.field("state"):
        differences = left.take(Kind.ACTION, "state", "closed")
        if now.state is ActionState.OPEN:
            yield write.make("open-again", f"{what}, due {names.day(now.due)}", differences)
        else:
            note, untold = _note(now), _untold(now, names)
            note = note.rstrip(".") if untold else note
            yield write.make(now.state, f"{what}{_on(now, names)}{note}{untold}", differences)
    owner = subject.field("owner")
    if owner:
        who = f"from {_person(owner.old, names)} to {_person(owner.new, names)}"
        # What was rolled too has its day in a sentence of its own.
        day = "" if subject.field("due") and _is_rolled(subject) else f", due {names.day(now.due)}"
        text = f"{names.what(now.ref)}, {who}{day}"
        yield write.make("handed-over", text, left.take(Kind.ACTION, "owner", "owners"))
    due = subject.field("due")
    if due and _is_rolled(subject):
        differences = left.take(Kind.ACTION, "due", "dues")
        yield write.make("rolled", f"{what}, {move_day(due, names=names)}", differences)
    if left:
        yield write.make_changed(what, left.take_all())


def _what(now: QueuedAction, names: Names) -> str:
    return f"{names.what(now.ref)} ({names.person(now.owner)})"


def _for(now: QueuedAction, names: Names) -> str:
    return f", for {names.account(now.account)}" if now.account else ""


def _on(now: QueuedAction, names: Names) -> str:
    return f", on {names.day(now.closed)}" if now.closed else ""


def _ended(now: QueuedAction, names: Names) -> str:
    """Of an action that the change both opens and closes."""
    return "" if now.is_open else f"; {now.state}{_on(now, names).replace(', on', ' on')}"


def _note(now: QueuedAction) -> str:
    """Why it was dropped, as the review that dropped it says."""
    if now.state is not ActionState.DROPPED:
        return ""
    note = on_one_line(next((each.note for each in now.reviews if each.closes), None))
    return f": {note}" if note else ""


def _untold(now: QueuedAction, names: Names) -> str:
    """That a customer is still to be told what an action was dropped that was to do so."""
    if now.state is not ActionState.DROPPED or not now.closes_loop or not now.account:
        return ""
    loop = names.after.ledger.loops.get((now.closes_loop, now.account))
    if loop is None or not loop.is_open or loop.open_action:
        return ""
    account = names.account(now.account)
    about = names.what(promise_of(loop, ledger=names.after.ledger))
    return f"; {account} is still to be told about “{about}”, and no open action does so"


def _person(value: Value, names: Names) -> str:
    return names.person(value if isinstance(value, str) else None)


def _is_rolled(subject: Subject) -> bool:
    """Whether days were added behind those that held before."""
    dues = subject.field("dues")
    old, new = (dues.old, dues.new) if dues else ((), ())
    return isinstance(old, tuple) and isinstance(new, tuple) and new[: len(old)] == old
