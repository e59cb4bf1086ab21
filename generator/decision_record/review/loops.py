"""Customers who have to be told something, those who were told, and surprises."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from decision_record.ledger.calendar import days_ahead_of
from decision_record.ledger.differences.kinds import Kind, Name, Version
from decision_record.ledger.loops import Loop, LoopState
from decision_record.ledger.replay import is_brought_forward, promise_of, tells_of_earlier_day
from decision_record.ledger.unannounced import Unannounced
from decision_record.model.asked import RequestStatus
from decision_record.review.changed_fields import list_changes
from decision_record.review.follow_on import find_followed
from decision_record.review.names import Names, said
from decision_record.review.review import GroupId, ReviewLine
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found, Subject
from decision_record.signals.context import DAY_WORDS
from decision_record.views.record.decisions import CHANNELS

_BECAUSE: Mapping[str, str] = {
    "decided": "",
    "slipped": ", because it slipped",
    "shipped": ", because it shipped",
    "descoped": ", because it was descoped",
    "superseded": ", because it replaces what they were promised",
    "withdrawn": ", because it was withdrawn",
    "request": "",
}
_BECAME: Mapping[RequestStatus, str] = {
    "backlog": "is back in the backlog",
    "planned": "is planned",
    "in-progress": "is in progress",
    "shipped": "shipped",
    "declined": "was declined",
}
_AHEAD: Mapping[str, str] = {
    "shipped": "shipped on {day}",
    "slipped": "slipped on {day}",
    "brought-forward": "was brought forward on {day}",
    "descoped": "was descoped on {day}",
    "superseded": "on {day} replaced what they were promised",
    "withdrawn": "was withdrawn on {day}",
    "overdue": "has been overdue since {day}",
}


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence without its accounts."""

    kind: str
    ref: str
    about: str
    group: GroupId = GroupId.TO_TELL


def tell_loops(found: Found, *, names: Names) -> Iterator[ReviewLine]:
    """Who has to be told what, and who was told: the accounts of one matter together."""
    followed = _followed_by(found, names=names)
    with_account = {each.name for several in find_followed(found).values() for each in several}
    grouped: dict[_Said, list[tuple[Subject, str]]] = {}
    for subject in found[Kind.LOOP].values():
        if subject.name not in followed and subject.name not in with_account:
            told, terms = _say(subject, names=names)
            grouped.setdefault(told, []).append((subject, terms))
    for told, loops in grouped.items():
        accounts = tuple(subject.name[1] for subject, _ in loops)
        write = Sentences(group=told.group, ref=told.ref, names=names, accounts=accounts)
        before = (
            found[Kind.LOOP][name]
            for name, new in followed.items()
            for subject, _ in loops
            if new == subject.name
        )
        differences = tuple(
            each
            for subject in (*(subject for subject, _ in loops), *before)
            for each in subject.differences
        )
        who = names.limit([f"{names.account(subject.name[1])}{terms}" for subject, terms in loops])
        yield write.make(told.kind, f"{told.about}: {who}", differences)


def _followed_by(found: Found, *, names: Names) -> Mapping[Name, Name]:
    """Loops that ended because a successor has something to tell the account, with that loop."""
    ends: dict[Name, Name] = {}
    for name in found[Kind.LOOP]:
        item, account = name[:2]
        now = names.after.ledger.loops.get((item, account))
        decision = names.after.ledger.decisions.get(item)
        if now is None or now.state is not LoopState.ENDED or decision is None:
            continue
        for step in decision.superseded_by:
            successor = names.after.ledger.loops.get((step.ref, account))
            if successor and successor.is_open and (step.ref, account) in found[Kind.LOOP]:
                ends[name] = (step.ref, account)
                break
    return ends


def _say(subject: Subject, *, names: Names) -> tuple[_Said, str]:
    """What becomes of a loop, and what follows the account."""
    item, account = subject.name[:2]
    now = names.after.ledger.loops.get((item, account))
    then = names.before.ledger.loops.get((names.old_ref(item), names.old_account(account)))
    promise = promise_of(now, ledger=names.after.ledger) if now else item
    about = f"“{names.what(promise)}”"
    terms = f" ({list_changes(subject.differences, names=names)})"
    if now is None:
        return _gone(then, item, about), ""
    match now.state:
        case LoopState.OPEN if _is_reopened(then, now):
            terms = f" ({names.person(now.owner)}, by {names.day(now.due)})"
            return _Said("to-tell", item, f"{about}{_because(now, names)}"), terms
        case LoopState.TOLD if then is None or len(now.tellings) > len(then.tellings):
            return _Said("told", item, about, GroupId.TOLD), _how(now, names)
        case LoopState.TOLD | LoopState.ENDED if then and then.is_open:
            return _Said("not-to-tell", item, f"{about}{_replaced(item, names)}"), ""
        case LoopState.ENDED if then is None:
            terms = " (ended already)"
    return _Said("changed", item, about), terms


def _because(loop: Loop, names: Names) -> str:
    """Why the account has to be told."""
    ledger = names.after.ledger
    if tells_of_earlier_day(loop, ledger=ledger):
        return ", because it was brought forward"
    if loop.because == "shipped" and loop.opened > names.as_of:
        return f", because it is reported as shipped on {names.day(loop.opened)}, which is ahead"
    request = ledger.requests.get(loop.item)
    if loop.because == "request" and request:
        return f", because it {_BECAME[request.status]}"
    return _BECAUSE[loop.because]


def _gone(then: Loop | None, item: str, about: str) -> _Said:
    """That a customer update is no longer due, or no longer recorded."""
    if then and then.is_open:
        return _Said("not-to-tell", item, about)
    was_told = then is not None and then.state is LoopState.TOLD
    return _Said("removed", item, about, GroupId.TOLD if was_told else GroupId.TO_TELL)


def _is_reopened(then: Loop | None, now: Loop) -> bool:
    """Whether there is something to tell that there was not."""
    if then is None or not then.is_open:
        return True
    return len(now.openings) > len(then.openings)


def _replaced(item: str, names: Names) -> str:
    """Why a customer update is no longer due."""
    decision = names.after.ledger.decisions.get(item)
    return ", which is superseded" if decision and decision.superseded_by else ""


def _how(loop: Loop, names: Names) -> str:
    parts = (
        names.day(loop.told) if loop.told else None,
        f"by {names.person(loop.by)}" if loop.by else None,
        CHANNELS[loop.channel],
    )
    told = ", ".join(each for each in parts if each)
    return f" ({told})" if told else ""


def tell_surprises(found: Found, *, names: Names) -> Iterator[ReviewLine]:
    """Surprises ahead that come or go, and those that were written down."""
    grouped: dict[tuple[str, str, str], list[Subject]] = {}
    for subject in found[Kind.AHEAD].values():
        kind, text = _say_ahead(subject, names=names)
        grouped.setdefault((subject.name[1], kind, text), []).append(subject)
    for (ref, kind, text), subjects in grouped.items():
        accounts = tuple(subject.ref for subject in subjects)
        write = Sentences(group=GroupId.SURPRISES, ref=ref, names=names, accounts=accounts)
        differences = tuple(each for subject in subjects for each in subject.differences)
        version = names.before if kind == "no-surprise" else names.after
        who = names.limit([_with_next_day(each, version, names=names) for each in accounts])
        yield write.make(kind, f"{who}: {text}", differences)
    for subject in found[Kind.INCIDENT].values():
        yield _incident(subject, names=names)


def _with_next_day(account: str, version: Version, *, names: Names) -> str:
    """An account with the QBR or renewal at which it would be surprised."""
    called = names.account(account)
    id_ = names.old_account(account) if version is names.before else account
    known = version.records.accounts.get(id_)
    ahead = days_ahead_of(known, as_of=names.as_of) if known else ()
    first = next((each for each in ahead if each.kind in ("qbr", "renewal")), None)
    return f"{called} ({DAY_WORDS[first.kind]} on {names.day(first.on)})" if first else called


def _say_ahead(subject: Subject, *, names: Names) -> tuple[str, str]:
    account, ref = subject.name[:2]
    now = _find(names.after.surprises.get(account, ()), lambda each: each.ref == ref)
    what = f"“{names.what(_promise_ahead(subject, now, names=names))}”"
    if now is None:
        return "no-surprise", f"{what} is no longer a surprise"
    is_earlier = is_brought_forward(ref, account, ledger=names.after.ledger)
    key = "brought-forward" if now.because == "slipped" and is_earlier else now.because
    because = f"{what} {_AHEAD[key].format(day=names.day(now.since))}"
    if subject.is_new:
        return "ahead", because
    return "changed", f"{because} ({list_changes(subject.differences, names=names)})"


def _promise_ahead(subject: Subject, now: Unannounced | None, *, names: Names) -> str:
    """What the account was promised and would hear about too late."""
    account, ref = subject.name[:2]
    if now:
        return promise_of(now.loop, ledger=names.after.ledger) if now.loop else ref
    old = names.old_ref(ref)
    known = names.before.surprises.get(names.old_account(account), ())
    then = _find(known, lambda each: each.ref == old)
    if then is None or then.loop is None:
        return ref
    return names.renames.item(promise_of(then.loop, ledger=names.before.ledger))


def _find(
    found: tuple[Unannounced, ...], is_it: Callable[[Unannounced], bool]
) -> Unannounced | None:
    return next((each for each in found if is_it(each)), None)


def _incident(subject: Subject, *, names: Names) -> ReviewLine:
    record, account, who, what = subject.name[:4]
    write = Sentences(
        group=GroupId.SURPRISES, ref=record, names=names, accounts=(account,) if account else ()
    )
    text = ", ".join(
        (
            *([names.account(account)] if account else ()),
            *([f"the {who.upper() if who != 'customer' else who} was surprised"] if who else ()),
        )
    )
    text = f"{text or 'A surprise'}{f': {said(what)}' if what else ''}"
    return write.make_whole(subject, text, kind="surprise", new=text)
