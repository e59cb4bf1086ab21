"""What shipped, what customers said, and where Product wants customers."""

from collections.abc import Iterator

from decision_record.ledger.differences.kinds import Kind
from decision_record.model.asked import Feedback
from decision_record.model.decided import Shipped
from decision_record.review.names import Names, said
from decision_record.review.review import GroupId, ReviewLine
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found, Subject


def tell_rows(found: Found, *, names: Names) -> Iterator[ReviewLine]:
    """Shipped items, feedback and research."""
    for subject in found[Kind.SHIPPED].values():
        yield _shipped(subject, names=names)
    for subject in found[Kind.FEEDBACK].values():
        yield _feedback(subject, names=names)
    for subject in found[Kind.RESEARCH].values():
        yield _research(subject, names=names)


def _shipped(subject: Subject, *, names: Names) -> ReviewLine:
    item = names.item(subject.ref)
    row = item.row if item and isinstance(item.row, Shipped) else None
    version = names.before if subject.is_gone else names.after
    accounts = version.records.account_ids(row.accounts) if row else ()
    write = Sentences(group=GroupId.COMMITMENTS, ref=subject.ref, names=names, accounts=accounts)
    what = names.what(subject.ref)
    day = names.reported_on(row.on, "shipped") if row else ""
    to = f", to {names.accounts(accounts)}" if accounts else ""
    kept = f", delivers “{names.what(item.delivers)}”" if item and item.delivers else ""
    return write.make_whole(subject, what, kind="shipped", new=f"{what}{day}{to}{kept}")


def _feedback(subject: Subject, *, names: Names) -> ReviewLine:
    item = names.item(subject.ref)
    account = names.account_of_row(item)
    write = Sentences(
        group=GroupId.REQUESTS,
        ref=subject.ref,
        names=names,
        accounts=(account,) if account else (),
    )
    who = f"{names.account(account)}, " if account else ""
    tone = f" ({item.row.tone})" if item and isinstance(item.row, Feedback) else ""
    return write.make_whole(
        subject,
        f"{who}“{names.what(subject.ref)}”",
        kind="feedback",
        new=f"{who}“{names.at_length(subject.ref)}”{tone}",
    )


def _research(subject: Subject, *, names: Names) -> ReviewLine:
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
    owner = f" ({names.person(now.owner)})" if now and now.owner else ""
    by = f", customers wanted by {names.day(now.by)}" if now and now.by else ""
    asked = f", asked: {names.accounts(now.asked)}" if now and now.asked else ""
    new = f"{text}{owner}{by}{asked}"
    return write.make_whole(subject, f"research {text}", kind="research", new=new)
