"""Accounts: new, renamed, churned, and their CSM, PM, renewal and ARR."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from decision_record.compare.files import FileChanges
from decision_record.ledger.differences.kinds import Kind
from decision_record.model.account import Account
from decision_record.model.records import FileKind
from decision_record.review.changed_fields import list_changes, move_day
from decision_record.review.churn import tell_churn
from decision_record.review.follow_on import find_followed
from decision_record.review.histories import compare_histories
from decision_record.review.model_changes import list_fields
from decision_record.review.names import Names
from decision_record.review.review import GroupId, ReviewLine
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found, Subject, Unnamed
from decision_record.review.values import show_old, show_value
from decision_record.text.wording import count


def tell_accounts(found: Found, changes: FileChanges, *, names: Names) -> Iterator[ReviewLine]:
    """What is different about each account itself: on the day, and by what is dated ahead."""
    followed = find_followed(found)
    moved = _Moved.of(changes, names=names)
    renamed = {new: old for old, new in names.renames.accounts.items()}
    subjects = {subject.ref: subject for subject in found[Kind.ACCOUNT].values()}
    for account in (*subjects, *(each for each in _changed(names) if each not in subjects)):
        subject = subjects.get(account) or Subject(Kind.ACCOUNT, (account,), ())
        for line in _account(subject, was=renamed.get(account), moved=moved, names=names):
            yield _with_followed(line, followed.get(account, ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    """Accounts whose file git sees renamed, and that do not say so by `aliases`."""

    now: Mapping[str, str]
    """The new name of each, by its old one."""
    was: Mapping[str, str]
    """The old name of each, by its new one."""

    @classmethod
    def of(cls, changes: FileChanges, *, names: Names) -> Self:
        """What git sees."""
        now = {
            each.was.id: each.now.id
            for each in changes.renamed
            if each.was.kind is each.now.kind is FileKind.ACCOUNT
            and names.renames.account(each.was.id) == each.was.id
        }
        return cls(now=now, was={new: old for old, new in now.items()})

    def told_of_new(self, account: str) -> str:
        """What a new account says about its old name, to paste."""
        old = self.was.get(account)
        if old is None:
            return ""
        return (
            f"; git sees `accounts/{old}.yml` renamed: write `aliases: [{old}]` into "
            f"`accounts/{account}.yml`, so that it is the same account in records and links"
        )

    def told_of_removed(self, account: str) -> str:
        """Where the file of an account is now."""
        new = self.now.get(account)
        return f"; git sees its file renamed to `accounts/{new}.yml`" if new else ""


def _with_followed(line: ReviewLine, followed: Sequence[Subject]) -> ReviewLine:
    """The sentence on an account's CSM, or that it is gone, with its customer updates."""
    if not followed or line.kind not in ("csm", "removed") or not line.differences:
        return line
    number = count(len(followed), "customer update")
    have = "has" if len(followed) == 1 else "have"
    also = f"{number} {have} no owner now" if line.kind == "removed" else f"also {number}"
    differences = (each for subject in followed for each in subject.differences)
    return replace(line, text=f"{line.text}; {also}", differences=(*line.differences, *differences))


def _changed(names: Names) -> Iterator[str]:
    """The accounts whose file says something else."""
    for account, now in names.after.records.accounts.items():
        then = names.before.records.accounts.get(names.old_account(account))
        if then and then != now:
            yield account


def _account(
    subject: Subject, *, was: str | None, moved: _Moved, names: Names
) -> Iterator[ReviewLine]:
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
        text = f"{names.with_id(name, account)}{moved.told_of_removed(account)}"
        yield write.make("removed", text, left.take_all())
        return
    if subject.is_new:
        gone = f"; churned on {names.day(now.churned)}" if now.churned else ""
        text = (
            f"{names.with_id(name, account)} ({names.money(now.arr)} ARR), "
            f"CSM {names.person(now.csm)}, renewal on {names.day(now.account.renewal)}{gone}"
            f"{moved.told_of_new(account)}"
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
            days = next((each.days(names) for each in stretches if each.holds_on(names.as_of)), "")
            moved = _moved(field, change.old, change.new, none=none, names=names)
            yield write.make(key, f"{name}, {moved}{days}", taken)
        for each in stretches:
            if taken and each.holds_on(names.as_of):
                continue
            moved = _moved(field, each.old, each.new, none=none, names=names)
            yield write.make(key, f"{name}, {moved}{each.days(names)}", ())
        if key == "pm":
            renewal = subject.field("renewal")
            if renewal:
                text = f"{name}, {move_day(renewal, names=names)}"
                yield write.make("renewal", text, left.take(Kind.ACCOUNT, "renewal"))


_HISTORIES = (
    ("csm", "person", "no CSM"),
    ("pm", "person", "no PM"),
    ("arr", "amount", "none"),
)
"""What an account's file may hold over time: its key, the field of an entry, and what none is."""


def _moved(field: str, old: object, new: object, *, none: str, names: Names) -> str:
    was = none if old is None else show_old(field, old, names=names)
    now = none if new is None else show_value(field, new, names=names)
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
    listed = names.limit(
        [f"{names.account(each)} ({names.money(names.arr(each))})" for each in order]
    )
    yield Sentences(group=GroupId.ACCOUNTS, ref=None, names=names, accounts=tuple(order)).make(
        "touched", f"{count(len(order), 'account')}, {total} ARR: {listed}", ()
    )
