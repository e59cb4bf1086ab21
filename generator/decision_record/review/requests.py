"""What customers raise and ask, and what Product answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from decision_record.ledger.asked import AskedQuestion, SubmittedRequest
from decision_record.ledger.differences.kinds import Kind
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.product_words import ProductWord
from decision_record.ledger.raised import Raised, RaisedState
from decision_record.review.answers import name_word
from decision_record.review.changed_fields import move_day
from decision_record.review.labels import call_choice
from decision_record.review.names import Names, said
from decision_record.review.review import GroupId, ReviewLine
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found, Subject, Unnamed

_WORD = ("answer", "say", "answered", "by", "confidence")
_OF_PATH = ("path", "path_state", "path_raised", "path_answer_by")
_STATUSES = {
    "planned": "planned",
    "in-progress": "started",
    "shipped": "shipped",
    "declined": "declined",
}


def tell_requests(found: Found, *, names: Names) -> Iterator[ReviewLine]:
    """Escalations and briefings by path, then questions and requests."""
    paths: dict[str, list[Subject]] = {}
    for subject in found[Kind.RAISED].values():
        path = names.after.ledger.path_of.get(subject.ref)
        paths.setdefault(path.first.ref if path else subject.ref, []).append(subject)
    for subjects in paths.values():
        yield from _path(subjects, names=names)
    before, after = names.before.ledger, names.after.ledger
    questions, requests = found[Kind.QUESTION].values(), found[Kind.REQUEST].values()
    yield from _each(questions, before.questions, after.questions, _question, names=names)
    yield from _each(requests, before.requests, after.requests, _request, names=names)


Asked = TypeVar("Asked", AskedQuestion, SubmittedRequest)


def _each(
    subjects: Iterable[Subject],
    before: Mapping[str, Asked],
    after: Mapping[str, Asked],
    tell: Callable[[Subject, Asked, Unnamed, Sentences], Iterator[ReviewLine]],
    *,
    names: Names,
) -> Iterator[ReviewLine]:
    """Each question, or each request: one that is removed, and what becomes of the others."""
    for subject in subjects:
        now = after.get(subject.ref)
        account = (now or before[names.old_ref(subject.ref)]).account
        left, write = Unnamed(subject), _write(subject.ref, account, names)
        if now is None:
            yield write.make("removed", _call(subject.ref, account, names), left.take_all())
        else:
            yield from tell(subject, now, left, write)


def _write(ref: str, account: str, names: Names) -> Sentences:
    return Sentences(group=GroupId.REQUESTS, ref=ref, names=names, accounts=(account,))


def _call(ref: str, account: str, names: Names) -> str:
    """The account, and what it waits for."""
    return f"{names.account(account)}, “{names.what(ref)}”"


def _path(subjects: list[Subject], *, names: Names) -> Iterator[ReviewLine]:
    """One path: what its parts have in common is said once, of the part that speaks for it."""
    left = Unnamed(*subjects)
    lines: list[ReviewLine] = []
    for subject in subjects:
        now = names.after.ledger.raised.get(subject.ref)
        if now:
            lines += _part(subject, now, left=left, names=names)
        else:
            then = names.before.ledger.raised[names.old_ref(subject.ref)]
            write = _write(subject.ref, then.account, names)
            what = _call(subject.ref, then.account, names)
            lines.append(write.make("removed", what, left.take_of(subject)))
    path = names.after.ledger.path_of.get(subjects[0].ref)
    if path:
        lines = _with_word(path, lines, left=left, names=names)
        lines += _of_path(path, left=left, names=names, explained=bool(lines))
    common = left.take(Kind.RAISED, *_OF_PATH)
    if common:
        # A part that is new, gone or settled changes the chain of all: its sentence says so.
        lines[-1] = replace(lines[-1], differences=(*lines[-1].differences, *common))
    yield from lines


def _with_word(
    path: RaisedPath, lines: list[ReviewLine], *, left: Unnamed, names: Names
) -> list[ReviewLine]:
    """The word that resolves a part is in the sentence that says so."""
    word = path.word
    for place, line in enumerate(lines):
        part = names.after.ledger.raised.get(line.ref or "")
        if word is None or part is None or line.kind not in ("resolved", "raised"):
            continue
        is_answer = (
            part.resolved_by is None and part.resolved == word.day and line.kind == "resolved"
        )
        if not (is_answer if word.decision is None else part.resolved_by == word.decision):
            continue
        taken = left.take(Kind.RAISED, *_WORD)
        new = replace(line, differences=(*line.differences, *taken))
        if taken and word.decision is None:
            what = _call(part.ref, part.account, names)
            write = _write(part.ref, part.account, names)
            new = write.make("answered", f"{what}: {_answer(word, names)}", new.differences)
        return [*lines[:place], new, *lines[place + 1 :]]
    return lines


def _of_path(
    path: RaisedPath, *, left: Unnamed, names: Names, explained: bool
) -> Iterator[ReviewLine]:
    """What is different for all parts of a path: Product's word, then the chain itself."""
    write = _write(path.ref, path.account, names)
    word = left.take(Kind.RAISED, *_WORD)
    what = _call(path.ref, path.account, names)
    if word:
        event = "answered" if path.word and path.word.settles else "replied"
        was = names.before.ledger.path_of.get(names.old_ref(path.ref))
        then = was.word if was else None
        kind, changed = name_word(word, path.word, then=then, event=event, names=names)
        yield write.make(kind, f"{what}: {changed or _answer(path.word, names)}", word)
    elif not explained:
        chain = left.take(Kind.RAISED, *_OF_PATH)
        if chain:
            yield write.make_changed(what, chain)


def _part(subject: Subject, now: Raised, *, left: Unnamed, names: Names) -> Iterator[ReviewLine]:
    """One escalation or briefing, without what all parts of its path have in common."""
    write = _write(subject.ref, now.account, names)
    what = _call(now.ref, now.account, names)
    own = Unnamed(subject)
    if subject.is_new:
        wanted = f", answer wanted by {names.day(now.answer_by)}" if now.answer_by else ""
        again = f", raised before in {names.item_name(now.before)}" if now.before else ""
        state = f"; resolved{_resolved(now, names)}" if now.state is RaisedState.RESOLVED else ""
        issue = f"{names.account(now.account)}, {names.whole(now.ref)}"
        text = f"{issue} ({now.kind}, {names.money(now.arr)} ARR){again}{wanted}{state}"
        yield write.make("raised", text, left.take_of(subject))
        return
    taken = own.take(Kind.RAISED, "state", "resolved", "acknowledged")
    if taken:
        left.drop(taken)
        yield _new_state(now, subject, what, write=write)
    by = own.take(Kind.RAISED, "answer_by")
    if by:
        left.drop(by)
        common = left.take(Kind.RAISED, "path_answer_by")
        text = f"{what}, answer wanted by {move_day(by[0], names=names)}"
        yield write.make("changed", text, (*by, *common))
    own.take(Kind.RAISED, *_WORD, *_OF_PATH)
    rest = own.take_all()
    if rest:
        left.drop(rest)
        yield write.make_changed(what, rest)


def _new_state(now: Raised, subject: Subject, what: str, *, write: Sentences) -> ReviewLine:
    taken = Unnamed(subject).take(Kind.RAISED, "state", "resolved", "acknowledged")
    if not subject.field("state"):
        return write.make_changed(what, taken)
    if subject.field("resolved") and now.resolved:
        return write.make("resolved", f"{what},{_resolved(now, write.names)}", taken)
    if subject.field("resolved"):
        return write.make("open-again", what, taken)
    if now.acknowledged:
        return write.make("acknowledged", f"{what}, on {write.names.day(now.acknowledged)}", taken)
    return write.make_changed(what, taken)


def _resolved(now: Raised, names: Names) -> str:
    """On which day, and by which decision."""
    day = f" on {names.day(now.resolved)}" if now.resolved else ""
    return f"{day}, by “{names.what(now.resolved_by)}”" if now.resolved_by else day


def _answer(word: ProductWord | None, names: Names) -> str:
    """Product's newest word: for CS, for the customer, by whom and when."""
    if word is None:
        return "not answered"
    if word.decision:
        # It has a sentence of its own, or is known: its words are not repeated as the answer.
        lead = "by" if word.settles else "deferred by"
        return f"{lead} “{names.what(word.decision)}” ({names.day(word.day)})"
    parts = (
        *([said(word.answer)] if word.answer else ()),
        *([f"for the customer {said(word.say)}"] if word.say else ()),
    )
    by = f"{names.person(word.by)}, " if word.by else ""
    return f"{', '.join(parts) or 'answered'} ({by}{names.day(word.day)})"


def _question(
    subject: Subject, now: AskedQuestion, left: Unnamed, write: Sentences
) -> Iterator[ReviewLine]:
    names, what = write.names, _call(now.ref, now.account, write.names)
    if subject.is_new:
        wanted = f", answer wanted by {names.day(now.answer_by)}" if now.answer_by else ""
        answer = f"; answered: {_answer(now.word, names)}" if not now.is_open else ""
        ask = f"{names.account(now.account)}, {names.whole(now.ref)}"
        yield write.make("asked", f"{ask}{wanted}{answer}", left.take_all())
        return
    word = left.take(Kind.QUESTION, "state", *_WORD)
    if word:
        event = _kind_of_answer(now, subject)
        was = names.before.ledger.questions.get(names.old_ref(now.ref))
        then = was.word if was else None
        kind, changed = name_word(word, now.word, then=then, event=event, names=names)
        kind = "open-again" if subject.field("state") and now.is_open else kind
        yield write.make(kind, f"{what}: {changed or _answer(now.word, names)}", word)
    if left:
        yield write.make_changed(what, left.take_all())


def _kind_of_answer(now: AskedQuestion, subject: Subject) -> str:
    if now.is_open:
        return "open-again" if subject.field("state") else "replied" if now.word else "changed"
    return "answered"


def _request(
    subject: Subject, now: SubmittedRequest, left: Unnamed, write: Sentences
) -> Iterator[ReviewLine]:
    names, what = write.names, _call(now.ref, now.account, write.names)
    if subject.is_new:
        state = "" if now.status == "backlog" else f", {call_choice('status', now.status)}"
        wish = f"{names.account(now.account)}, {names.whole(now.ref)}"
        yield write.make("requested", f"{wish}{state}", left.take_all())
        return
    status = left.take(Kind.REQUEST, "status")
    if status:
        kind = _STATUSES.get(now.status)
        yield write.make(kind, what, status) if kind else write.make_changed(what, status)
    if left:
        yield write.make_changed(what, left.take_all())
