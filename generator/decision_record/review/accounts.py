"""Accounts: new, renamed, churned, and their CSM, PM, renewal and ARR."""

from collections.abc import Iterable, Iterator

from decision_record.ledger.differences.kinds import Kind
from decision_record.model.account import Account
from decision_record.review.changed_fields import list_changes, move_day
from decision_record.review.churn import tell_churn
from decision_record.review.histories import compare_histories
from decision_record.review.model_changes import list_fields
from decision_record.review.names import Names, limit
from decision_record.review.review import GroupId, ReviewLine
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found, Subject, Unnamed
from decision_record.review.values import show_value
from decision_record.text.wording import count, short_day

_MOST_TOUCHED = 12
"""Accounts that the first sentence names; of more it says how many others there are."""


def tell_accounts(found: Found, *, names: Names) -> Iterator[ReviewLine]:
    """What is different about each account itself: on the day, and by what is dated ahead."""
    renamed = {new: old for old, new in names.renames.accounts.items()}
    subjects = {subject.ref: subject for subject in found[Kind.ACCOUNT].values()}
    for account in (*subjects, *(each for each in _changed(names) if each not in subjects)):
        subject = subjects.get(account) or Subject(Kind.ACCOUNT, (account,), ())
        yield from _account(subject, was=renamed.get(account), names=names)


def _changed(names: Names) -> Iterator[str]:
    """The accounts whose file says something else."""
    for account, now in names.after.records.accounts.items():
        then = names.before.records.accounts.get(names.old_account(account))
        if then and then != now:
            yield account


def _account(subject: Subject, *, was: str | None, names: Names) -> Iterator[ReviewLine]:
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
        yield write.make("removed", names.with_id(name, account), left.take_all())
        return
    if subject.is_new:
        gone = f"; churned on {short_day(now.churned)}" if now.churned else ""
        text = (
            f"{names.with_id(name, account)} ({names.money(now.arr)} ARR), "
            f"CSM {names.person(now.csm)}, renewal on {short_day(now.account.renewal)}{gone}"
        )
        yield write.make("new", text, left.take_all())
        return
    if was:
        text = f"{name}: `{was}` is now `{account}`"
        yield write.make("renamed", text, left.take(Kind.ACCOUNT, "aliases"))
    then = names.before.records.accounts[names.old_account(account)]
    yield from tell_churn(subject, then, now.account, left=left, write=write)
    yield from _terms(subject, then, now.account, left=left, write=write)
    rest = left.take_all()
    told = frozenset(each.field for each in subject.differences if each.field)
    fields = list_fields(then, now.account, names=names, told=told | _TOLD_APART)
    changes = [*([list_changes(rest, names=names)] if rest else ()), *fields]
    if changes:
        yield write.make("changed", f"{name}: {'; '.join(changes)}", rest)


_TOLD_APART = frozenset({"arr", "churned", "csm", "pm"})
"""What has sentences of its own, also where it is dated ahead."""


def _terms(
    subject: Subject, then: Account, now: Account, *, left: Unnamed, write: Sentences
) -> Iterator[ReviewLine]:
    """Who is responsible, what it is worth, and when it renews: old → new, and from which day."""
    names, name = write.names, write.names.account(subject.ref)
    for key, field, none in _HISTORIES:
        taken = left.take(Kind.ACCOUNT, key)
        stretches = list(compare_histories(getattr(then, key), getattr(now, key), field=field))
        for change in taken:
            days = next((each.days for each in stretches if each.holds_on(names.as_of)), "")
            moved = _moved(field, change.old, change.new, none=none, names=names)
            yield write.make(key, f"{name}, {moved}{days}", taken)
        for each in stretches:
            if taken and each.holds_on(names.as_of):
                continue
            moved = _moved(field, each.old, each.new, none=none, names=names)
            yield write.make(key, f"{name}, {moved}{each.days}", ())
        if key == "pm":
            renewal = subject.field("renewal")
            if renewal:
                text = f"{name}, {move_day(renewal)}"
                yield write.make("renewal", text, left.take(Kind.ACCOUNT, "renewal"))


_HISTORIES = (
    ("csm", "person", "no CSM"),
    ("pm", "person", "no PM"),
    ("arr", "amount", "none"),
)
"""What an account's file may hold over time: its key, the field of an entry, and what none is."""


def _moved(field: str, old: object, new: object, *, none: str, names: Names) -> str:
    was, now = (
        none if each is None else show_value(field, each, names=names) for each in (old, new)
    )
    return f"{was} → {now}"


def tell_touched(lines: Iterable[ReviewLine], *, names: Names) -> Iterator[ReviewLine]:
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
