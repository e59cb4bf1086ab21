"""What differs in a reference file beside what the exports show: each field by its name."""

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import BaseModel

from decision_record.ledger.differences.kinds import Kind
from decision_record.model.records import Records
from decision_record.review.names import Names
from decision_record.review.reference import WORDS, call, known_of, page_of
from decision_record.review.review import GroupId, Line, Source
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found
from decision_record.settings import Settings
from decision_record.wording import join_words, short_day

_UNSHOWN = frozenset({"email"})
"""Fields whose values are nobody's business in a comment."""


def tell_other_fields(found: Found, *, names: Names) -> Iterator[Line]:
    """Fields that no other sentence names, of every reference file."""
    for kind in (Kind.THEME, Kind.SERIES, Kind.POD, Kind.PERSON):
        before, after = (known_of(each.records, kind) for each in (names.before, names.after))
        for name, model in after.items():
            told = _told(found, kind, name)
            text = _changes(before.get(name), model, told=told, names=names)
            if text:
                what = f"{WORDS[kind]} {call(kind, name, names)}"
                yield _line(f"{what}: {text}", page_of(kind, name, names), names)
    accounts = names.before.records.accounts
    for name, account in names.after.records.accounts.items():
        told = _told(found, Kind.ACCOUNT, name)
        old = accounts.get(names.old_account(name))
        text = _changes(old, account, told=told, names=names)
        if text:
            yield _line(
                f"account {account.name}: {text}", names.page_of_account(name), names, (name,)
            )
    yield from _taxonomy(names)
    yield from _organization(names)


def tell_settings(before: Settings | None, after: Settings, *, names: Names) -> Iterator[Line]:
    """What the team sets anew: both sides are replayed and checked by what is set after it.

    Which folders are read shows in the records themselves.
    """
    if before is None:
        return
    old, new = (dict(_flat(each, ())) for each in (before, after))
    write = Sentences(group=GroupId.REFERENCE, ref=None, names=names)
    for key in dict.fromkeys((*new, *old)):
        if old.get(key) != new.get(key):
            was, is_ = (_show(each.get(key), names) for each in (old, new))
            yield write.make("setting", f"site_config.yml: {key} {was} → {is_}", ())


def _flat(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    """The settings by their names, as in `severity DR307`, without the folders of records."""
    inner = dict(value) if isinstance(value, BaseModel | Mapping) else None
    if inner is None:
        yield f"`{' '.join(path)}`", value
        return
    for key, each in inner.items():
        if (*path, key) != ("records",):
            yield from _flat(each, (*path, key))


def _told(found: Found, kind: Kind, name: str) -> frozenset[str]:
    """The fields of a thing that sentences name already."""
    subject = found[kind].get((name,))
    fields = {each.field for each in subject.differences if each.field} if subject else set()
    if kind is Kind.POD and any(metric[0] == name for metric in found[Kind.METRIC]):
        fields.add("metrics")
    return frozenset(fields)


def _line(text: str, source: Source | None, names: Names, accounts: tuple[str, ...] = ()) -> Line:
    write = Sentences(
        group=GroupId.REFERENCE, ref=None, names=names, accounts=accounts, source=source
    )
    return write.make("changed", text, ())


def _changes(
    old: BaseModel | None, new: BaseModel | None, *, told: frozenset[str], names: Names
) -> str:
    """The fields in which two models differ, with their values where these are short."""
    if old is None or new is None or old == new:
        return ""
    fields = (
        (key, getattr(old, key), getattr(new, key))
        for key in type(new).model_fields
        if key not in told
    )
    return join_words(
        [_change(key, was, is_, names=names) for key, was, is_ in fields if was != is_]
    )


def _change(key: str, old: object, new: object, *, names: Names) -> str:
    called = key.rstrip("_").replace("_", " ")
    if key in _UNSHOWN or not _is_short(old) or not _is_short(new):
        return called
    return f"{called} {_show(old, names)} → {_show(new, names)}"


def _is_short(value: object) -> bool:
    return value is None or isinstance(value, str | int | date)


def _show(value: object, names: Names) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case date():
            return short_day(value)
        case _:
            return names.person(str(value))


def _taxonomy(names: Names) -> Iterator[Line]:
    """Categories, areas and segments."""
    old, new = (_groups(each.records) for each in (names.before, names.after))
    write = Sentences(group=GroupId.REFERENCE, ref=None, names=names)
    for word, now in new.items():
        then = old[word]
        for name in dict.fromkeys((*now, *then)):
            if then.get(name) != now.get(name):
                kind = "new" if name not in then else "removed" if name not in now else "changed"
                yield write.make(kind, f"{word} {name}", ())


def _groups(records: Records) -> Mapping[str, Mapping[str, object]]:
    taxonomy = records.taxonomy
    return {
        "category": taxonomy.categories,
        "area": taxonomy.areas,
        "segment": taxonomy.segments,
    }


def _organization(names: Names) -> Iterator[Line]:
    before, after = names.before.records.organization, names.after.records.organization
    write = Sentences(group=GroupId.REFERENCE, ref=None, names=names)
    if after and before:
        fields = _changes(before, after, told=frozenset({"seats"}), names=names)
        seats = _changes(before.seats, after.seats, told=frozenset(), names=names)
        text = "; ".join(each for each in (fields, f"seats: {seats}" if seats else "") if each)
        if text:
            yield write.make("changed", f"organization: {text}", ())
    elif after:
        yield write.make("new", f"organization {after.name}", ())
    elif before:
        yield write.make("removed", f"organization {before.name}", ())
