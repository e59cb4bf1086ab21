"""Customers that leave: when, what for, and where they had said so before."""

from collections.abc import Iterator

from decision_record.ledger.differences.kinds import Kind
from decision_record.model.account import Account, Churn
from decision_record.review.model_changes import list_fields
from decision_record.review.names import Names, limit, said
from decision_record.review.review import ReviewLine
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Subject, Unnamed


def tell_churn(
    subject: Subject, then: Account, now: Account, *, left: Unnamed, write: Sentences
) -> Iterator[ReviewLine]:
    """That an account churned, will churn, or did not: by the day of the review and ahead of it."""
    names, name = write.names, write.names.account(subject.ref)
    old, new = then.churned, now.churned
    if old == new:
        return
    if old and new:
        # The account has been churned on other days, or for another reason.
        taken = left.take(Kind.ACCOUNT, "churned", "arr")
        day = f"churned on {names.days(old.on, new.on)}" if old.on != new.on else ""
        why = list_fields(old, new, names=names, told=frozenset({"on"}))
        yield write.make("changed", f"{name}: {'; '.join((*([day] if day else ()), *why))}", taken)
    elif new:
        is_ahead = new.on > names.as_of
        taken = () if is_ahead else left.take(Kind.ACCOUNT, "churned", "arr")
        arr = names.money(then.arr_on(names.as_of))
        text = f"{name} ({arr} ARR), on {names.day(new.on)}{_why(new, names)}"
        yield write.make("will-churn" if is_ahead else "churned", text, taken)
    elif old:
        verb = "churns" if old.on > names.as_of else "churned"
        taken = left.take(Kind.ACCOUNT, "churned", "arr") if verb == "churned" else ()
        arr = names.money(now.arr_on(names.as_of))
        text = f"{name}: {verb} no longer on {names.day(old.on)}"
        if verb == "churned":
            text = f"{name}: a customer again ({arr} ARR), no longer churned on {names.day(old.on)}"
        yield write.make("changed", text, taken)


def _why(churn: Churn, names: Names) -> str:
    """Why it leaves, and where it had said so before."""
    because = f", because {said(churn.because)}" if churn.because else ""
    causes = limit([names.item_name(each) for each in churn.causes])
    return f"{because}, raised before in {causes}" if causes else because
