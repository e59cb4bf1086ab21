"""The field reference: what each kind of file may hold, made from the model.

What a field takes is what its model declares; what else is asked of it is what the rules name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from decision_record.checks.catalogue import url_of
from decision_record.checks.configure import ConfiguredRule
from decision_record.model.describe import (
    DescribedField,
    Takes,
    all_fields,
    describe,
    holds_many,
)
from decision_record.model.examples import EXAMPLES, example_of
from decision_record.model.record import SECTION_KINDS
from decision_record.model.records import FileKind
from decision_record.model.refs import Named, Refers
from decision_record.model.series import RITUALS
from decision_record.text.wording import join_words
from decision_record.views.shared.context import Link
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A kind of file."""

    link: Link
    place: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldsView(View):
    """All kinds of files."""

    files: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a rule asks of a field beside what its model says."""

    rule: Link
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One field."""

    id: str
    """The end of its address: its place in the file, as in `decisions.due`."""
    name: str
    """As it is written, inside its section: `due`, or `commitment.target`."""
    says: str
    takes: str
    """What to write there, in plain words."""
    named_in: Link | None
    """Where the things are described that it names."""
    words: tuple[str, ...]
    """The words that it takes, where it takes only some."""
    need: str
    """Whether it may be left out, and what counts then."""
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSection:
    """An outermost field of a file, with those inside it."""

    field: FieldRow
    only: str | None
    """The meetings that alone may hold it."""
    example: str
    fields: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldsOfView(View):
    """One kind of file."""

    place: str
    says: str
    example: str | None
    """The whole file, where it holds many things by name."""
    sections: tuple[FieldSection, ...]
    shared: tuple[Link, ...]
    """Sections that are described with another kind of file."""
    all: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """How people call a kind of file."""

    title: str
    place: str
    says: str


_FILES: Mapping[FileKind, _Words] = {
    FileKind.MEETING: _Words(
        title="A meeting",
        place="records/meetings/<year>/<date>-<series>.yml",
        says="What was agreed in one meeting, or that it was cancelled.",
    ),
    FileKind.UPDATE: _Words(
        title="An update",
        place="records/updates/<year>/<date>-<who>.yml",
        says="What happened between meetings: something shipped, slipped, was answered, was told.",
    ),
    FileKind.ACCOUNT: _Words(
        title="An account",
        place="records/accounts/<account>.yml",
        says="One customer. The name of the file is how records call it.",
    ),
    FileKind.POD: _Words(
        title="A pod",
        place="records/pods/<pod>.yml",
        says="One pod with its charter and its metrics.",
    ),
    FileKind.SERIES: _Words(
        title="Series",
        place="records/series.yml",
        says="The recurring meetings, each by a name of its own.",
    ),
    FileKind.PEOPLE: _Words(
        title="People",
        place="records/people.yml",
        says="Everyone who attends a meeting or owns anything, each by a name of their own.",
    ),
    FileKind.TAXONOMY: _Words(
        title="Taxonomy",
        place="records/taxonomy.yml",
        says="The words to sort by: categories, product areas, segments, themes.",
    ),
    FileKind.ORGANIZATION: _Words(
        title="The organisation",
        place="records/organization.yml",
        says="The company, its stage, its currency, and who holds which seat.",
    ),
}
"""In the order in which people need them."""


def view_fields() -> FieldsView:
    """Which kinds of files there are."""
    return FieldsView(
        title="Every field",
        description="The fields of each kind of file, what they mean and how to write them.",
        files=tuple(
            FileRow(
                link=Link(text=words.title, address=_address(kind)),
                place=words.place,
                says=words.says,
            )
            for kind, words in _FILES.items()
        ),
    )


def view_fields_of(kind: FileKind, rulings: Sequence[ConfiguredRule]) -> FieldsOfView:
    """The fields of one kind of file."""
    words, described = _FILES[kind], describe(kind)
    shared: tuple[DescribedField, ...] = ()
    if kind is FileKind.UPDATE:
        # A day and what silences a rule belong to any record, and are read with it.
        meeting = {field: field.name in _OF_THE_RECORD for field in describe(FileKind.MEETING)}
        shared = tuple(field for field in described if meeting.get(field) is False)
        described = tuple(field for field in described if field not in shared)
    asked = _asked(rulings)
    sections = tuple(_section(field, kind=kind, asked=asked) for field in described)
    return FieldsOfView(
        title=f"Fields: {words.title.lower()}",
        description=f"Every field of {words.place}: {words.says}",
        toc=tuple(Section(id=each.field.id, title=each.field.name) for each in sections),
        place=words.place,
        says=words.says,
        example=EXAMPLES[kind].rstrip("\n") if holds_many(kind) else None,
        sections=sections,
        shared=tuple(
            Link(text=field.name, address=f"{_address(FileKind.MEETING)}#{field.path}")
            for field in shared
        ),
        all=Link(text="Every field", address="guide/fields/"),
    )


_OF_THE_RECORD = frozenset({"date", "allow", "formerly"})
"""The fields of any record that are no sections of it."""


def _address(kind: FileKind) -> str:
    return f"guide/fields/{kind}/"


def _asked(rulings: Sequence[ConfiguredRule]) -> Mapping[str, tuple[Asked, ...]]:
    """What the rules that are on ask for, by the field that they name."""
    asked: dict[str, tuple[Asked, ...]] = {}
    for ruling in rulings:
        rule = ruling.rule
        for field in rule.fields if ruling.severity is not None else ():
            link = Link(text=rule.code, address=url_of(rule.code))
            asked[field] = (*asked.get(field, ()), Asked(rule=link, says=rule.says))
    return asked


def _section(
    field: DescribedField, *, kind: FileKind, asked: Mapping[str, tuple[Asked, ...]]
) -> FieldSection:
    kinds = SECTION_KINDS.get(field.name, ()) if kind is FileKind.MEETING else ()
    only = None
    if kinds:
        names = join_words([RITUALS[each].name.lower() for each in kinds], last="or")
        only = f"Only in the record of a {names}."
    return FieldSection(
        field=_row(field, kind=kind, asked=asked),
        only=only,
        example="" if holds_many(kind) else example_of(kind, field.name),
        fields=tuple(_row(each, kind=kind, asked=asked) for each in all_fields(field.fields)),
    )


def _row(
    field: DescribedField, *, kind: FileKind, asked: Mapping[str, tuple[Asked, ...]]
) -> FieldRow:
    section, _, inside = field.path.partition(".")
    takes = field.takes
    return FieldRow(
        id=field.path,
        name=inside or section,
        says=field.says,
        takes=_takes(field),
        named_in=_named_in(takes.refers or (field.names.refers if field.names else None)),
        words=takes.words,
        need=_need(field),
        asked=_of_records(field.path, kind=kind, asked=asked),
    )


def _of_records(
    path: str, *, kind: FileKind, asked: Mapping[str, tuple[Asked, ...]]
) -> tuple[Asked, ...]:
    """What is asked of a field; a field that any record may hold is named as a meeting's."""
    own = asked.get(f"{kind}/{path}", ())
    if kind is FileKind.UPDATE and path in _OF_THE_RECORD:
        return asked.get(f"{FileKind.MEETING}/{path}", ())
    return own


def _need(field: DescribedField) -> str:
    if field.required:
        return "Required"
    return f"`{field.default}` where it is left out" if field.default else "May be left out"


def _takes(field: DescribedField) -> str:
    """What a field holds, as a person would say it."""
    if field.also:
        return f"{_capital(_value(field.also))}; or a list of rows, each with the fields below"
    if field.each_also:
        return f"A list; each entry is {_value(field.each_also)}, or a row with the fields below"
    if field.many == "named":
        names = _value(field.names) if field.names else "text"
        value = "the fields below" if field.fields else _value(field.takes)
        return f"Names with values: each name is {names}, each value {value}"
    if field.fields:
        return (
            "A list of rows, each with the fields below"
            if field.many == "list"
            else "A group of fields"
        )
    if field.many == "list":
        return f"A list; each entry is {_value(field.takes)}"
    return _capital(_value(field.takes))


def _value(takes: Takes) -> str:
    if takes.refers:
        return _reference(takes.refers)
    if takes.words:
        return "one of these words"
    return takes.wanted.words if takes.wanted else "a group of fields"


_ITEM = "named `D1` in its own record and `2026-03-31-tier-1/D1` elsewhere"

_THINGS: Mapping[Named, tuple[str, str, str]] = {
    Named.PERSON: ("a person", "people.yml", "people/"),
    Named.ACCOUNT: ("an account", "the name of its file", "account/"),
    Named.SERIES: ("a series", "series.yml", "series/"),
    Named.POD: ("a pod", "the name of its file", "pod/"),
    Named.AREA: ("a product area", "taxonomy.yml", "taxonomy/#areas"),
    Named.CATEGORY: ("a category", "taxonomy.yml", "taxonomy/#categories"),
    Named.SEGMENT: ("a segment", "taxonomy.yml", "taxonomy/#segments"),
    Named.THEME: ("a theme", "taxonomy.yml", "taxonomy/#themes"),
}
"""What a reference names, where that has its name, and where that is described below
`guide/fields/`."""


def _reference(refers: Refers) -> str:
    if refers.to is not Named.ITEM:
        return _THINGS[refers.to][0]
    names = [_article("shipped item" if kind == "shipped" else kind) for kind in refers.kinds]
    letter = refers.kinds[0].letter
    return f"{join_words(names, last='or')}, {_ITEM.replace('D1', f'{letter}1')}"


def _named_in(refers: Refers | None) -> Link | None:
    if refers is None or refers.to is Named.ITEM:
        return None
    _, where, address = _THINGS[refers.to]
    return Link(text=where, address=f"guide/fields/{address}")


def _article(noun: str) -> str:
    if noun == "feedback":
        return noun
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def file_kinds() -> Iterator[FileKind]:
    """The kinds of files, in the order in which people need them."""
    yield from _FILES
