"""Customer updates that only follow their account: to its new CSM, or to no owner without it."""

from collections.abc import Mapping

from decision_record.ledger.differences.kinds import Kind
from decision_record.review.subjects import Found, Subject

Followed = Mapping[str, tuple[Subject, ...]]
"""Customer updates by account."""


def find_followed(found: Found) -> Followed:
    """The customer updates whose owner is another one because their account's CSM is.

    An open update without an action goes with its account (records.md §5); of an account that is
    removed it has no owner.
    """
    owners = {
        subject.ref: (change.old, change.new) if change else None
        for subject in found[Kind.ACCOUNT].values()
        if (change := subject.field("csm")) or subject.is_gone
    }
    followed: dict[str, list[Subject]] = {}
    for subject in found[Kind.LOOP].values():
        account = subject.name[1]
        if account in owners and _follows(subject, owners[account]):
            followed.setdefault(account, []).append(subject)
    return {account: tuple(subjects) for account, subjects in followed.items()}


def _follows(subject: Subject, owners: tuple[object, object] | None) -> bool:
    """Whether only its owner differs, and as the CSM does; None of an account that is removed."""
    (first, *others) = subject.differences
    if others or first.field != "owner":
        return False
    return first.new is None if owners is None else (first.old, first.new) == owners
