"""Themes, series, pods and people, as far as the exports show them."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from decision_record.ledger.differences.kinds import Kind
from decision_record.model.records import Records
from decision_record.pages.people import ROLES
from decision_record.review.names import Names
from decision_record.review.review import GroupId, Line, Source
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found, Subject, Unnamed, list_changes
from decision_record.wording import join_words, short_day


def tell_reference(found: Found, *, names: Names) -> Iterator[Line]:
    """What is different in the reference files, apart from accounts."""
    for subject in found[Kind.THEME].values():
        yield from _theme(subject, names=names)
    for kind in (Kind.SERIES, Kind.POD, Kind.PERSON):
        for subject in found[kind].values():
            yield _named(subject, names=names)
    for subject in found[Kind.METRIC].values():
        yield from _metric(subject, names=names)


WORDS = {Kind.SERIES: "series", Kind.POD: "pod", Kind.PERSON: "person", Kind.THEME: "theme"}
_FOLDERS = {Kind.SERIES: "series", Kind.POD: "pods", Kind.PERSON: "people", Kind.THEME: "themes"}


def _write(kind: Kind, name: str, names: Names) -> Sentences:
    return Sentences(
        group=GroupId.REFERENCE,
        ref=None,
        names=names,
        source=page_of(kind, name, names),
    )


def page_of(kind: Kind, name: str, names: Names) -> Source | None:
    """The page of a theme, a series, a pod or a person, where there is one after the change."""
    if name not in known_of(names.after.records, kind):
        return None
    return Source(text=f"{WORDS[kind]} page", address=f"{_FOLDERS[kind]}/{name}/", is_page=True)


def known_of(records: Records, kind: Kind) -> Mapping[str, BaseModel]:
    """All of a kind, by name."""
    match kind:
        case Kind.SERIES:
            return records.series
        case Kind.POD:
            return records.pods
        case Kind.PERSON:
            return records.people
        case _:
            return records.taxonomy.themes


def call(kind: Kind, name: str, names: Names) -> str:
    """What a thing is called."""
    match kind:
        case Kind.SERIES:
            return names.series(name)
        case Kind.PERSON:
            return names.person(name)
        case _:
            after, before = (known_of(each.records, kind) for each in (names.after, names.before))
            known = after.get(name) or before.get(name)
            called = getattr(known, "name", None)
            return called if isinstance(called, str) else name


def _theme(subject: Subject, *, names: Names) -> Iterator[Line]:
    left = Unnamed(subject)
    stance = subject.field("stance")
    if stance:
        called = call(Kind.THEME, subject.ref, names)
        text = f"{called}: {stance.old or 'no stance'} → {stance.new or 'no stance'}"
        write = _write(Kind.THEME, subject.ref, names)
        taken = left.take(Kind.THEME, "stance")
        yield write.make("stance", text, taken, group=GroupId.REQUESTS)
    if left:
        yield _named(Subject(subject.kind, subject.name, left.take_all()), names=names)


def _named(subject: Subject, *, names: Names) -> Line:
    """Something with a name: new, gone, or changed."""
    write = _write(subject.kind, subject.ref, names)
    text = f"{WORDS[subject.kind]} {call(subject.kind, subject.ref, names)}"
    if subject.is_new:
        return write.make("new", f"{text}{_at_first(subject, names)}", subject.differences)
    if subject.is_gone:
        return write.make("removed", text, subject.differences)
    changes = list_changes(subject.differences, names=names)
    return write.make("changed", f"{text}: {changes}", subject.differences)


def _at_first(subject: Subject, names: Names) -> str:
    """What is worth knowing of something new."""
    records = names.after.records
    if subject.kind is Kind.PERSON and subject.ref in records.people:
        return f" ({ROLES[records.people[subject.ref].role]})"
    if subject.kind is Kind.SERIES and subject.ref in records.series:
        series = records.series[subject.ref]
        return f" ({series.kind}, {series.held_every})"
    if subject.kind is Kind.POD and subject.ref in records.pods:
        return f" ({records.pods[subject.ref].status})"
    return ""


def _metric(subject: Subject, *, names: Names) -> Iterator[Line]:
    """A pod's metric: new readings in a sentence, the rest by field."""
    pod, metric = subject.name[:2]
    write = _write(Kind.POD, pod, names)
    text = f"{_metric_name(pod, metric, names)} ({call(Kind.POD, pod, names)})"
    if subject.is_new or subject.is_gone:
        kind = "new" if subject.is_new else "removed"
        yield write.make(kind, f"metric {text}", subject.differences)
        return
    left = Unnamed(subject)
    readings = subject.field("readings")
    old, new = (readings.old, readings.new) if readings else ((), ())
    if isinstance(old, tuple) and isinstance(new, tuple) and new[: len(old)] == old:
        taken = left.take(Kind.METRIC, "readings")
        if taken:
            shown = (
                f"{row[1]:,g} as of {short_day(row[0])}"
                for row in new[len(old) :]
                if isinstance(row, tuple)
            )
            yield write.make("reading", f"{text}: {join_words(list(shown))}", taken)
    if left:
        rest = left.take_all()
        yield write.make("changed", f"metric {text}: {list_changes(rest, names=names)}", rest)


def _metric_name(pod: str, metric: str, names: Names) -> str:
    known = names.after.records.pods.get(pod) or names.before.records.pods.get(pod)
    metrics = known.metrics if known else ()
    return next((each.name for each in metrics if each.id == metric), metric)
