"""What is planned without an item of its own: releases of pods, and changes of the process."""

from collections.abc import Iterator

from decision_record.ledger.differences.kinds import Kind, Version
from decision_record.ledger.process_changes import TrackedChange, key_of_change
from decision_record.ledger.releases import PlannedRelease
from decision_record.review.changed_fields import list_changes
from decision_record.review.commitments import with_arr
from decision_record.review.labels import call_choice
from decision_record.review.names import Names, said
from decision_record.review.review import GroupId, ReviewLine
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found, Subject


def tell_planned(found: Found, *, names: Names) -> Iterator[ReviewLine]:
    """Releases, then process changes."""
    for subject in found[Kind.RELEASE].values():
        yield _release(subject, names=names)
    for subject in found[Kind.PROCESS_CHANGE].values():
        yield _process_change(subject, names=names)


def _release(subject: Subject, *, names: Names) -> ReviewLine:
    release = _find_release(names.before if subject.is_gone else names.after, subject)
    record = names.renames.item(release.record if subject.is_new else release.said[-1])
    accounts = tuple(map(names.renames.account, release.accounts))
    then = None if subject.is_new else _find_release(names.before, subject)
    named = tuple(map(names.renames.account, then.accounts)) if then else ()
    write = Sentences(
        group=GroupId.COMMITMENTS,
        ref=record,
        names=names,
        accounts=tuple(dict.fromkeys((*accounts, *named))),
    )
    pod = names.pod(release.pod) if release.pod else names.series(release.series)
    what = f"{said(release.what) if release.what else 'a release'} ({pod})"
    day = f", {_on(release, names)}{names.day(release.on)}" if release.on else ""
    to = f", for {with_arr(accounts, names)}" if accounts else ""
    beside = (
        f"; CS will notice {said(release.cs_impact)}" if release.cs_impact else "",
        f"; customers are told {said(release.comms_plan)}" if release.comms_plan else "",
        f"; CS was briefed on {names.day(release.briefed)}" if release.briefed else "",
    )
    text = f"{what}{day}{to}{''.join(beside)}"
    return write.make_whole(subject, f"release {what}", kind="release", new=text)


def _on(release: PlannedRelease, names: Names) -> str:
    return "planned for " if release.on and release.on > names.as_of else "on "


def _find_release(version: Version, subject: Subject) -> PlannedRelease:
    """A release by its series and words; of several without words by their order."""
    series, what, *number = subject.name
    known = [
        each for each in version.ledger.releases if (each.series, each.what or "") == (series, what)
    ]
    return known[int(number[0]) - 1 if number else 0]


def _process_change(subject: Subject, *, names: Names) -> ReviewLine:
    change = _find_change(names.before if subject.is_gone else names.after, subject)
    record = names.renames.item(change.said[-1])
    write = Sentences(group=GroupId.RECORDS, ref=record, names=names, source=names.source(record))
    what = f"{said(change.what)} ({names.person(change.owner)})"
    if subject.is_gone:
        return write.make("removed", f"process change {what}", subject.differences)
    if subject.is_new:
        status = f", {call_choice('status', change.status)}" if change.status else ""
        due = f", due {names.day(change.due)}" if change.due else ""
        return write.make("process-change", f"{what}{status}{due}", subject.differences)
    changes = list_changes(subject.differences, names=names)
    return write.make("process-change", f"{what}: {changes}", subject.differences)


def _find_change(version: Version, subject: Subject) -> TrackedChange:
    return next(
        each for each in version.ledger.process_changes if key_of_change(each.what) == subject.ref
    )
