"""Accounts: new, renamed, churned, and their CSM, PM, renewal and ARR."""

from collections.abc import Iterable, Iterator

from decision_record.ledger.differences.kinds import Kind, Value
from decision_record.review.names import Names, limit
from decision_record.review.review import GroupId, Line
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found, Subject, Unnamed, list_changes, move_day
from decision_record.wording import count, short_day

_MOST_TOUCHED = 12
"""Accounts that the first sentence names; of more it says how many others there are."""


def tell_accounts(found: Found, *, names: Names) -> Iterator[Line]:
    """What is different about each account itself."""
    renamed = {new: old for old, new in names.renames.accounts.items()}
    for subject in found[Kind.ACCOUNT].values():
        yield from _account(subject, was=renamed.get(subject.ref), names=names)


def _account(subject: Subject, *, was: str | None, names: Names) -> Iterator[Line]:
    account = subject.ref
    name = names.account(account)
    left = Unnamed(subject)
    write = Sentences(
        group=GroupId.ACCOUNTS,
        ref=None,
        names=names,
        accounts=(account,),
        source=names.page_of_account(account),
    )
    now = names.after.ledger.accounts.get(account)
    if now is None:
        yield write.make("removed", name, left.take_all())
        return
    if subject.is_new:
        gone = f"; churned on {short_day(now.churned)}" if now.churned else ""
        text = (
            f"{name} ({names.money(now.arr)} ARR), CSM {names.person(now.csm)}, "
            f"renewal on {short_day(now.account.renewal)}{gone}"
        )
        yield write.make("new", text, left.take_all())
        return
    if was:
        text = f"{name}: `{was}` is now `{account}`"
        yield write.make("renamed", text, left.take(Kind.ACCOUNT, "aliases"))
    if subject.field("churned") and now.churned:
        arr = subject.field("arr")
        lost = f" ({_money(arr.old, names)} ARR)" if arr else ""
        text = f"{name}{lost}, on {short_day(now.churned)}"
        yield write.make("churned", text, left.take(Kind.ACCOUNT, "churned", "arr"))
    yield from _terms(subject, name, left=left, write=write)
    if left:
        rest = left.take_all()
        yield write.make("changed", f"{name}: {list_changes(rest, names=names)}", rest)


def _terms(subject: Subject, name: str, *, left: Unnamed, write: Sentences) -> Iterator[Line]:
    """Who is responsible, what it is worth, and when it renews."""
    names = write.names
    for key in ("csm", "pm"):
        change = subject.field(key)
        if change:
            old, new = (_person(each, names) for each in (change.old, change.new))
            yield write.make(key, f"{name}, {old} → {new}", left.take(Kind.ACCOUNT, key))
    renewal = subject.field("renewal")
    if renewal:
        text = f"{name}, {move_day(renewal)}"
        yield write.make("renewal", text, left.take(Kind.ACCOUNT, "renewal"))
    taken = left.take(Kind.ACCOUNT, "arr")
    for change in taken:
        text = f"{name}, {_money(change.old, names)} → {_money(change.new, names)}"
        yield write.make("arr", text, taken)


def _person(value: Value, names: Names) -> str:
    return names.person(value) if isinstance(value, str) else "none"


def _money(value: Value, names: Names) -> str:
    return names.money(value) if isinstance(value, int | float) else "none"


def tell_touched(lines: Iterable[Line], *, names: Names) -> Iterator[Line]:
    """Which accounts the sentences name, and what they are worth together; the largest first."""
    touched = {
        account
        for line in lines
        for account in line.accounts
        if account in names.after.ledger.accounts
    }
    if not touched:
        return
    order = sorted(touched, key=lambda each: (-names.arr(each), each))
    total = names.money(sum(names.arr(each) for each in order))
    listed = limit(
        [f"{names.account(each)} ({names.money(names.arr(each))})" for each in order],
        most=_MOST_TOUCHED,
    )
    yield Sentences(group=GroupId.ACCOUNTS, ref=None, names=names, accounts=tuple(order)).make(
        "touched", f"{count(len(order), 'account')}, {total} ARR: {listed}", ()
    )
