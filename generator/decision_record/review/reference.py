"""Themes, series, pods and people, as far as the exports show them."""

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import BaseModel

from decision_record.ledger.differences.kinds import Kind
from decision_record.model.pod import Metric, Pod
from decision_record.model.records import Records
from decision_record.review.changed_fields import list_changes
from decision_record.review.labels import call_choice
from decision_record.review.model_changes import list_fields
from decision_record.review.names import Names
from decision_record.review.review import GroupId, ReviewLine, Source
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found, Subject, Unnamed
from decision_record.text.wording import join_words, show_number
from decision_record.views.people.people import ROLES


def tell_reference(found: Found, *, names: Names) -> Iterator[ReviewLine]:
    """What is different in the reference files, apart from accounts."""
    for subject in found[Kind.THEME].values():
        yield from _theme(subject, found=found, names=names)
    for kind in (Kind.SERIES, Kind.POD, Kind.PERSON):
        for subject in found[kind].values():
            yield _named(subject, found=found, names=names)
    for kind in (Kind.THEME, Kind.SERIES, Kind.POD, Kind.PERSON):
        for name in known_of(names.after.records, kind):
            if (name,) not in found[kind]:
                yield from _beside(kind, name, found=found, names=names)
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


def _theme(subject: Subject, *, found: Found, names: Names) -> Iterator[ReviewLine]:
    left = Unnamed(subject)
    stance = subject.field("stance")
    if stance:
        called = call(Kind.THEME, subject.ref, names)
        old, new = (
            call_choice("stance", each) if isinstance(each, str) else "no stance"
            for each in (stance.old, stance.new)
        )
        text = f"{called}: {old} → {new}"
        write = _write(Kind.THEME, subject.ref, names)
        taken = left.take(Kind.THEME, "stance")
        yield write.make("stance", text, taken, group=GroupId.REQUESTS)
    if left:
        rest = Subject(subject.kind, subject.name, left.take_all())
        yield _named(rest, found=found, names=names)


def _named(subject: Subject, *, found: Found, names: Names) -> ReviewLine:
    """Something with a name: new, gone, or changed."""
    write = _write(subject.kind, subject.ref, names)
    called = call(subject.kind, subject.ref, names)
    text = f"{WORDS[subject.kind]} {called}"
    if subject.is_new or subject.is_gone:
        text = f"{WORDS[subject.kind]} {names.with_id(called, subject.ref)}"
    if subject.is_new:
        return write.make("new", f"{text}{_at_first(subject, names)}", subject.differences)
    if subject.is_gone:
        return write.make("removed", text, subject.differences)
    fields = _other_fields(subject.kind, subject.ref, found=found, names=names)
    changes = "; ".join((list_changes(subject.differences, names=names), *fields))
    return write.make("changed", f"{text}: {changes}", subject.differences)


def _beside(kind: Kind, name: str, *, found: Found, names: Names) -> Iterator[ReviewLine]:
    """Fields that no export shows, of something that is otherwise as it was."""
    fields = _other_fields(kind, name, found=found, names=names)
    if fields:
        text = f"{WORDS[kind]} {call(kind, name, names)}: {'; '.join(fields)}"
        yield _write(kind, name, names).make("changed", text, ())


def _other_fields(kind: Kind, name: str, *, found: Found, names: Names) -> list[str]:
    """The fields of something that differ beside those that its export shows."""
    old, new = (known_of(each.records, kind).get(name) for each in (names.before, names.after))
    if old is None or new is None or old == new:
        return []
    subject = found[kind].get((name,))
    told = {each.field for each in subject.differences if each.field} if subject else set()
    fields = list_fields(old, new, names=names, told=frozenset({*told, *_TOLD_APART.get(kind, ())}))
    if isinstance(old, Pod) and isinstance(new, Pod):
        fields += _metrics(old, new, names=names)
    return fields


_TOLD_APART = {Kind.POD: ("metrics",)}
"""Fields whose rows have sentences of their own."""


def _metrics(old: Pod, new: Pod, *, names: Names) -> Iterator[str]:
    """What of a pod's metrics no export shows, of those that were there before."""
    known = {each.id: each for each in old.metrics}
    for each in new.metrics:
        was = known.get(each.id)
        fields = list_fields(was, each, names=names, told=_METRIC_TOLD) if was else []
        if fields:
            yield f"metric {each.name}: {'; '.join(fields)}"


_METRIC_TOLD = frozenset({"baseline", "target", "better"})
"""The fields of a metric that its export shows."""


def _at_first(subject: Subject, names: Names) -> str:
    """What is worth knowing of something new."""
    records = names.after.records
    if subject.kind is Kind.PERSON and subject.ref in records.people:
        return f" ({ROLES[records.people[subject.ref].role]})"
    if subject.kind is Kind.SERIES and subject.ref in records.series:
        series = records.series[subject.ref]
        return f" ({call_choice('kind', series.kind)}, {call_choice('cadence', series.held_every)})"
    if subject.kind is Kind.POD and subject.ref in records.pods:
        return f" ({call_choice('status', records.pods[subject.ref].status)})"
    return ""


def _metric(subject: Subject, *, names: Names) -> Iterator[ReviewLine]:
    """A pod's metric: new readings in a sentence, the rest by field."""
    pod, metric = subject.name[:2]
    write = _write(Kind.POD, pod, names)
    text = f"{_metric_name(pod, metric, names)} ({call(Kind.POD, pod, names)})"
    if subject.is_new or subject.is_gone:
        kind = "new" if subject.is_new else "removed"
        aims = _aims(pod, metric, names) if subject.is_new else ""
        yield write.make(kind, f"metric {text}{aims}", subject.differences)
        return
    left = Unnamed(subject)
    readings = subject.field("readings")
    old, new = (readings.old, readings.new) if readings else ((), ())
    if isinstance(old, tuple) and isinstance(new, tuple) and new[: len(old)] == old:
        taken = left.take(Kind.METRIC, "readings")
        if taken:
            unit = _unit(pod, metric, names)
            shown = [_reading(each, unit, names) for each in new[len(old) :]]
            before = f"; before {_reading(old[-1], unit, names)}" if old else ""
            yield write.make("reading", f"{text}: {join_words(shown)}{before}", taken)
    if left:
        yield write.make_changed(f"metric {text}", left.take_all())


def _aims(pod: str, metric: str, names: Names) -> str:
    """From where to where a new metric is to be moved."""
    known = _find_metric(pod, metric, names)
    unit = _unit(pod, metric, names)
    values = (("baseline", known.baseline), ("target", known.target)) if known else ()
    return "".join(
        f", {word} {show_number(value)}{unit}" for word, value in values if value is not None
    )


def _reading(row: object, unit: str, names: Names) -> str:
    """A value with its unit and its day."""
    day, value = row if isinstance(row, tuple) else (None, row)
    number = show_number(value) if isinstance(value, int | float) else str(value)
    on = f" as of {names.day(day)}" if isinstance(day, date) else ""
    return f"{number}{unit}{on}"


def _unit(pod: str, metric: str, names: Names) -> str:
    """The unit behind a number: `%` without a space, words with one."""
    known = _find_metric(pod, metric, names)
    unit = known.unit if known and known.unit else ""
    return unit if unit in ("", "%") else f" {unit}"


def _metric_name(pod: str, metric: str, names: Names) -> str:
    known = _find_metric(pod, metric, names)
    return known.name if known else metric


def _find_metric(pod: str, metric: str, names: Names) -> Metric | None:
    known = names.after.records.pods.get(pod) or names.before.records.pods.get(pod)
    return next((each for each in known.metrics if each.id == metric), None) if known else None
