"""What differs in the taxonomy, the organisation and the settings: each field by its name."""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from decision_record.model.records import Records
from decision_record.model.reference import Area
from decision_record.repository.configuration import Settings
from decision_record.review.model_changes import list_fields
from decision_record.review.names import Names
from decision_record.review.review import GroupId, ReviewLine
from decision_record.review.sentences import Sentences
from decision_record.review.values import show_value


def tell_other_fields(names: Names) -> Iterator[ReviewLine]:
    """Categories, areas, segments and the organisation, which no export lists by itself."""
    yield from _taxonomy(names)
    yield from _organization(names)


def tell_settings(
    before: Settings | None, after: Settings, *, names: Names
) -> Iterator[ReviewLine]:
    """What the team sets differently: both sides are replayed and checked by what is set after it.

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


def _show(value: object, names: Names) -> str:
    return names.person(value) if isinstance(value, str) else show_value("", value, names=names)


def _taxonomy(names: Names) -> Iterator[ReviewLine]:
    """Categories, areas and segments."""
    old, new = (_groups(each.records) for each in (names.before, names.after))
    write = Sentences(group=GroupId.REFERENCE, ref=None, names=names)
    for word, now in new.items():
        then = old[word]
        for id_ in dict.fromkeys((*now, *then)):
            was, is_ = then.get(id_), now.get(id_)
            called = f"{word} {names.with_id(names.tag(word, id_), id_)}"
            if was is None or is_ is None:
                yield write.make("new" if was is None else "removed", called, ())
            elif was != is_:
                called = f"{word} `{id_}`" if was.name != is_.name else called
                changes = "; ".join(list_fields(was, is_, names=names))
                yield write.make("changed", f"{called}: {changes}", ())


def _groups(records: Records) -> Mapping[str, Mapping[str, Area]]:
    """What the taxonomy holds apart from themes; what is only a name as an area without a PM."""
    taxonomy = records.taxonomy
    named = {"category": taxonomy.categories, "segment": taxonomy.segments}
    return {
        "area": taxonomy.areas,
        **{
            word: {id_: Area(name=name) for id_, name in group.items()}
            for word, group in named.items()
        },
    }


def _organization(names: Names) -> Iterator[ReviewLine]:
    before, after = names.before.records.organization, names.after.records.organization
    write = Sentences(group=GroupId.REFERENCE, ref=None, names=names)
    if after and before:
        fields = "; ".join(list_fields(before, after, names=names))
        if fields:
            yield write.make("changed", f"organization: {fields}", ())
    elif after:
        yield write.make("new", f"organization {after.name}", ())
    elif before:
        yield write.make("removed", f"organization {before.name}", ())
