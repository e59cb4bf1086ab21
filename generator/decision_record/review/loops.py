"""Customers who have to be told something, those who were told, and surprises."""

from collections.abc import Callable, Iterator, Mapping

from decision_record.ledger.calendar import days_ahead_of
from decision_record.ledger.differences.kinds import Difference, Kind, Version
from decision_record.ledger.loops import Loop, LoopState
from decision_record.ledger.replay import promise_of
from decision_record.ledger.unannounced import Unannounced
from decision_record.pages.record_decisions import CHANNELS
from decision_record.review.names import Names, limit, said
from decision_record.review.review import GroupId, Line
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found, Subject, list_changes
from decision_record.signals.scene import DAY_WORDS
from decision_record.wording import short_day

_BECAUSE: Mapping[str, str] = {
    "decided": "",
    "slipped": ", because it slipped",
    "shipped": ", because it shipped",
    "descoped": ", because it was descoped",
    "superseded": ", because it replaces what they were promised",
    "withdrawn": ", because it was withdrawn",
    "request": "",
}
_AHEAD: Mapping[str, str] = {
    "shipped": "shipped on {day}",
    "slipped": "slipped on {day}",
    "descoped": "was descoped on {day}",
    "superseded": "on {day} replaced what they were promised",
    "withdrawn": "was withdrawn on {day}",
    "overdue": "has been overdue since {day}",
}


def tell_loops(found: Found, *, names: Names) -> Iterator[Line]:
    """Who has to be told what, and who was told: the accounts of one matter together."""
    grouped: dict[tuple[str, str, str], list[tuple[Subject, str]]] = {}
    for subject in found[Kind.LOOP].values():
        kind, about, terms = _say(subject, names=names)
        grouped.setdefault((subject.ref, kind, about), []).append((subject, terms))
    for (ref, kind, about), loops in grouped.items():
        accounts = tuple(subject.name[1] for subject, _ in loops)
        write = Sentences(
            group=GroupId.TOLD if kind == "told" else GroupId.TO_TELL,
            ref=ref,
            names=names,
            accounts=accounts,
        )
        differences = tuple(each for subject, _ in loops for each in subject.differences)
        who = limit([f"{names.account(subject.name[1])}{terms}" for subject, terms in loops])
        yield write.make(kind, f"{about}: {who}", differences)


def _say(subject: Subject, *, names: Names) -> tuple[str, str, str]:
    """What becomes of a loop: the sentence's kind, its subject, and what follows the account."""
    item, account = subject.name
    now = names.after.ledger.loops.get((item, account))
    then = names.before.ledger.loops.get((names.old_ref(item), names.old_account(account)))
    about = f"“{names.what(promise_of(now, ledger=names.after.ledger) if now else item)}”"
    if now is None:
        return "not-to-tell", about, ""
    is_again = then is None or then.state is not now.state or then.opened != now.opened
    match now.state:
        case LoopState.OPEN if is_again:
            terms = f" ({names.person(now.owner)}, by {names.day(now.due)})"
            return "to-tell", f"{about}{_BECAUSE[now.because]}", terms
        case LoopState.TOLD if is_again or (then and then.told != now.told):
            return "told", about, _how(now, names)
        case LoopState.ENDED if then is None or then.state is not now.state:
            return "not-to-tell", f"{about}{_replaced(item, names)}", ""
    return "changed", about, f" ({list_changes(subject.differences, names=names)})"


def _replaced(item: str, names: Names) -> str:
    """Why a customer is not told any more what was decided first."""
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


def tell_surprises(found: Found, *, names: Names) -> Iterator[Line]:
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
        who = limit([_with_next_day(each, version, names=names) for each in accounts])
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
    what = f"“{names.what(ref)}”"
    if now is None:
        return "no-surprise", f"{what} no longer comes as a surprise"
    because = f"{what} {_AHEAD[now.because].format(day=short_day(now.since))}"
    if subject.is_new:
        return "ahead", because
    return "changed", f"{because} ({list_changes(subject.differences, names=names)})"


def _find(
    found: tuple[Unannounced, ...], is_it: Callable[[Unannounced], bool]
) -> Unannounced | None:
    return next((each for each in found if is_it(each)), None)


def _incident(subject: Subject, *, names: Names) -> Line:
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
    changes: tuple[Difference, ...] = subject.differences
    if subject.is_new:
        return write.make("surprise", text, changes)
    if subject.is_gone:
        return write.make("removed", text, changes)
    return write.make("changed", f"{text}: {list_changes(changes, names=names)}", changes)
