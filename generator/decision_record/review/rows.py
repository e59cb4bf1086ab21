"""What shipped, what customers said, and where Product wants customers."""

from collections.abc import Iterator

from decision_record.ledger.differences.kinds import Kind
from decision_record.model.asked import Feedback
from decision_record.model.decided import Shipped
from decision_record.review.changed_fields import list_changes
from decision_record.review.names import Names, said
from decision_record.review.review import GroupId, Line
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found, Subject
from decision_record.wording import short_day


def tell_rows(found: Found, *, names: Names) -> Iterator[Line]:
    """Shipped items, feedback and research."""
    for subject in found[Kind.SHIPPED].values():
        yield _shipped(subject, names=names)
    for subject in found[Kind.FEEDBACK].values():
        yield _feedback(subject, names=names)
    for subject in found[Kind.RESEARCH].values():
        yield _research(subject, names=names)


def _shipped(subject: Subject, *, names: Names) -> Line:
    item = names.item(subject.ref)
    row = item.row if item and isinstance(item.row, Shipped) else None
    version = names.before if subject.is_gone else names.after
    accounts = version.records.account_ids(row.accounts) if row else ()
    write = Sentences(group=GroupId.COMMITMENTS, ref=subject.ref, names=names, accounts=accounts)
    what = names.what(subject.ref)
    if subject.is_new:
        day = f", on {short_day(row.on)}" if row else ""
        to = f", to {names.accounts(accounts)}" if accounts else ""
        kept = f", delivers “{names.what(item.delivers)}”" if item and item.delivers else ""
        return write.make("shipped", f"{what}{day}{to}{kept}", subject.differences)
    if subject.is_gone:
        return write.make("removed", what, subject.differences)
    text = f"{what}: {list_changes(subject.differences, names=names)}"
    return write.make("changed", text, subject.differences)


def _feedback(subject: Subject, *, names: Names) -> Line:
    item = names.item(subject.ref)
    account = names.account_of_row(item)
    write = Sentences(
        group=GroupId.REQUESTS,
        ref=subject.ref,
        names=names,
        accounts=(account,) if account else (),
    )
    who = f"{names.account(account)}, " if account else ""
    text = f"{who}“{names.what(subject.ref)}”"
    if subject.is_new:
        tone = f" ({item.row.tone})" if item and isinstance(item.row, Feedback) else ""
        text = f"{who}“{names.at_length(subject.ref)}”{tone}"
        return write.make("feedback", text, subject.differences)
    if subject.is_gone:
        return write.make("removed", text, subject.differences)
    changes = list_changes(subject.differences, names=names)
    return write.make("changed", f"{text}: {changes}", subject.differences)


def _research(subject: Subject, *, names: Names) -> Line:
    record, area, what = subject.name[:3]
    asks = names.after.ledger.research
    now = next(
        (
            each
            for each in asks
            if (each.record, each.area or "", each.what or "") == subject.name[:3]
        ),
        None,
    )
    write = Sentences(
        group=GroupId.REQUESTS, ref=record, names=names, accounts=now.asked if now else ()
    )
    text = said(what) if what else f"in {area or 'any area'}"
    if subject.is_new:
        owner = f" ({names.person(now.owner)})" if now and now.owner else ""
        by = f", customers wanted by {short_day(now.by)}" if now and now.by else ""
        asked = f", asked: {names.accounts(now.asked)}" if now and now.asked else ""
        return write.make("research", f"{text}{owner}{by}{asked}", subject.differences)
    if subject.is_gone:
        return write.make("removed", f"research {text}", subject.differences)
    changes = list_changes(subject.differences, names=names)
    return write.make("changed", f"research {text}: {changes}", subject.differences)
