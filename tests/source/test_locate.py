"""Paths to places: what is underlined, for every part and every way to write a value."""

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from decision_record.diagnostics import (
    DocumentPath,
    Place,
    Pointer,
    Problem,
    RelatedPlace,
    Severity,
    Span,
    Underlined,
)
from decision_record.diagnostics.lines import cut
from decision_record.source.locate import locate, resolve

TEXT = """\
# a comment
series: tier-1   # c
note:
note2: ""
say: "It's # fine" # c
decisions:
  - id: D1   # first
    what: Some text
      that goes on
    accounts: [a, b] # c
  - {id: D2,
     what: x}
  - {id: D3, what: "x # y"} # c
  -
  - plain
text: |  # hey
  one
  two

# trailing
"é😀": ünï
note: twice
series: twice
"""


def underlined(path: DocumentPath, part: Underlined = Underlined.VALUE, text: str = TEXT) -> str:
    pointer = Pointer(file="x.yml", path=path, part=part)
    place = locate(text.encode(), [pointer])[pointer]
    assert place.file == "x.yml"
    lines = cut(text.encode())
    start = lines.starts[place.span.line - 1] + place.span.column - 1
    end = lines.starts[place.span.end_line - 1] + place.span.end_column - 1
    return lines.text[start:end]


@pytest.mark.parametrize(
    ("path", "part", "expected"),
    [
        (("series",), Underlined.VALUE, "tier-1"),
        (("series",), Underlined.KEY, "series"),
        (("say",), Underlined.VALUE, '"It\'s # fine"'),
        (("note",), Underlined.VALUE, "note"),
        (("note2",), Underlined.VALUE, "note2"),
        (("decisions", 0, "what"), Underlined.VALUE, "Some text\n      that goes on"),
        (("decisions", 0, "what"), Underlined.ROW, "Some text"),
        (("decisions", 0, "accounts"), Underlined.VALUE, "[a, b]"),
        (("decisions", 0, "accounts", 1), Underlined.VALUE, "b"),
        (("decisions",), Underlined.KEY, "decisions"),
        (("decisions",), Underlined.ROW, "- id: D1"),
        (("decisions", 0), Underlined.ROW, "id: D1"),
        (("decisions", 0), Underlined.KEY, "id: D1"),
        (("decisions", 1), Underlined.ROW, "{id: D2,"),
        (("decisions", 2), Underlined.ROW, '{id: D3, what: "x # y"}'),
        (("decisions", 3), Underlined.VALUE, "-"),
        (("decisions", 4), Underlined.VALUE, "plain"),
        (("text",), Underlined.VALUE, "|  # hey\n  one\n  two"),
        (("text",), Underlined.ROW, "|"),
        (("é😀",), Underlined.KEY, '"é😀"'),
        (("é😀",), Underlined.VALUE, "ünï"),
        ((), Underlined.ROW, "series: tier-1"),
    ],
)
def test_what_is_underlined(path: DocumentPath, part: Underlined, expected: str) -> None:
    assert underlined(path, part) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("date",), "series: tier-1"),
        (("decisions", 0, "owner"), "id: D1"),
        (("decisions", 2, "owner"), '{id: D3, what: "x # y"}'),
        (("decisions", 9, "owner"), "- id: D1"),
        (("note", "cs", "sent"), "note"),
        (("series", "kind"), "tier-1"),
    ],
)
def test_what_is_missing_leads_to_the_row_that_it_is_missing_from(
    path: DocumentPath, expected: str
) -> None:
    assert underlined(path) == expected
    assert underlined(path, Underlined.KEY) == expected


def test_the_document_begins_after_its_mark() -> None:
    assert underlined(("x",), text="# c\n---\n\nseries: a # c\n") == "series: a"


@pytest.mark.parametrize("text", ["", "# only a comment\n", "a: [\n", "a: \0\n", "&", "\ufeff"])
def test_unreadable_text_leads_to_its_first_line(text: str) -> None:
    pointer = Pointer(file="x", path=("b", 0))
    assert locate(text.encode(), [pointer])[pointer].span.line == 1


def test_other_values_and_names_are_passed_over() -> None:
    text = "? [x]\n: y\na: &b 1\nc: *b\nd: e\n"
    assert underlined(("a",), text=text) == "&b 1"
    assert underlined(("c",), text=text) == "*b"
    assert underlined(("d",), text=text) == "e"


def test_what_stands_before_the_text_breaks_off_is_found() -> None:
    assert underlined(("rows", 0), text="a: 1\nrows:\n  - x\n  - @\n") == "x"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_only_line_breaks_of_editors_count(end: str) -> None:
    pointer = Pointer(file="x", path=("b",))
    span = Span(line=2, column=4, end_line=2, end_column=6)
    for mark in ("", "\ufeff"):
        text = f'{mark}a: "x\\Ly😀"{end}b: 😀y{end}'
        assert locate(text.encode(), [pointer])[pointer].span == span


def test_a_hostile_file_costs_nothing() -> None:
    pointer = Pointer(file="x", path=("a", *([0] * 40)))
    began = time.process_time()
    for text in ("a: " + "[" * 1_000_000, "a: x\n" * 2_000_000):
        locate(text.encode(), [pointer])
    assert time.process_time() - began < 2


@given(content=st.binary() | st.text().map(lambda text: text.encode(errors="replace")))
def test_any_bytes_give_places(content: bytes) -> None:
    pointers = [
        Pointer(file="x", path=path, part=part)
        for path in ((), ("a",), (0, "a"), ("a", 1, "b"))
        for part in Underlined
    ]
    assert set(locate(content, pointers)) == set(pointers)


_names = st.text("abc é😀", min_size=1, max_size=5).filter(lambda name: bool(name.strip()))
_data = st.dictionaries(
    _names,
    st.recursive(
        st.text("xyz #:'\n", min_size=1).filter(lambda text: bool(text.strip())),
        lambda inner: st.lists(inner, min_size=1) | st.dictionaries(_names, inner, min_size=1),
        max_leaves=15,
    ),
    min_size=1,
)


def _leaves(data: object, path: DocumentPath = ()) -> list[tuple[DocumentPath, str]]:
    if isinstance(data, dict):
        return [leaf for key, value in data.items() for leaf in _leaves(value, (*path, key))]
    if isinstance(data, list):
        return [leaf for index, value in enumerate(data) for leaf in _leaves(value, (*path, index))]
    return [(path, str(data))]


@given(data=_data, flow=st.booleans())
def test_the_text_at_a_place_is_the_value_of_its_path(
    data: dict[str, object], *, flow: bool
) -> None:
    text = yaml.dump(
        data,
        Dumper=yaml.CSafeDumper,
        default_flow_style=flow,
        default_style='"',
        allow_unicode=True,
    )
    for path, value in _leaves(data):
        # The dumper wraps long text; read as a value of its own, the quoted text is the value.
        assert yaml.load(underlined(path, text=text), Loader=yaml.CBaseLoader) == value  # noqa: S506


def test_problems_become_diagnostics_in_order() -> None:
    files = {"b.yml": b"x: 1\ny: 2\n", "a.yml": b"x: 1\ny: 2\n"}
    opened: list[str] = []

    def read_file(name: str) -> bytes:
        opened.append(name)
        if name not in files:
            raise FileNotFoundError(name)
        return files[name]

    def problem(code: str, file: str, *path: str, severity: Severity | None = None) -> Problem:
        return Problem(
            code=code,
            message=code,
            help="Mend it.",
            at=Pointer(file=file, path=path),
            related=(RelatedPlace(at=Pointer(file="a.yml", path=("x",)), text="first"),),
            severity=severity,
        )

    known = Place(file="a.yml", span=Span(line=1, column=1, end_line=1, end_column=2))
    diagnostics = resolve(
        [
            problem("DR102", "b.yml", "y"),
            problem("DR106", "b.yml", "x"),
            problem("DR102", "b.yml", "x", severity=Severity.WARNING),
            problem("DR001", "gone.yml"),
            Problem(code="DR003", message="m", help="h", at=known),
        ],
        read_file=read_file,
        severity=lambda _: Severity.ERROR,
        url=lambda code: f"rules/{code}/",
    )
    order = [(each.place.file, each.place.span.line, each.code) for each in diagnostics]
    assert order == [
        ("a.yml", 1, "DR003"),
        ("b.yml", 1, "DR102"),
        ("b.yml", 1, "DR106"),
        ("b.yml", 2, "DR102"),
        ("gone.yml", 1, "DR001"),
    ]
    assert sorted(opened) == ["a.yml", "b.yml", "gone.yml"]
    assert diagnostics[0].place == known
    assert diagnostics[1].severity is Severity.WARNING
    assert diagnostics[2].severity is Severity.ERROR
    assert diagnostics[1].url == "rules/DR102/"
    (first,) = diagnostics[1].related
    assert first.at.file == "a.yml"
    assert first.at.span == Span(line=1, column=4, end_line=1, end_column=5)


SECTIONS = {
    "a: 1\nrows:\n  x: 1\n  y: 2\n# why\nb: 2\n": (("rows",), "rows:\n  x: 1\n  y: 2"),
    "rows:\n- x: 1\n\n- y: 2\nb: 2\n": (("rows",), "rows:\n- x: 1\n\n- y: 2"),
    "a:\n  cs:\n  - x\n  pm: [y]\n": (("a", "cs"), "cs:\n  - x"),
    "a: {b: [1,\n 2], c: 3}\n": (("a", "b"), "b: [1,\n 2]"),
    "- a: 1\n  b: 2\n- c: 3\n": ((0,), "a: 1\n  b: 2"),
    "a: text\n": (("a",), "a: text"),
}


@pytest.mark.parametrize(("text", "expected"), SECTIONS.items())
def test_a_section_ends_with_its_last_line(text: str, expected: tuple[DocumentPath, str]) -> None:
    path, section = expected
    pointer = Pointer(file="x.yml", path=path, part=Underlined.SECTION)
    span = locate(text.encode(), [pointer])[pointer].span
    lines = cut(text.encode())
    start = lines.starts[span.line - 1] + span.column - 1
    assert text[start : lines.starts[span.end_line - 1] + span.end_column - 1] == section


def test_a_message_that_names_something_with_a_line_break_is_one_line() -> None:
    at = Pointer(file="x.yml", path=("series",), part=Underlined.VALUE)
    problem = Problem(code="DR609", message="elin.m\narchetti had met no one", help="x", at=at)
    (found,) = resolve(
        [problem],
        read_file=lambda _: TEXT.encode(),
        severity=lambda _: Severity.WARNING,
        url=lambda code: f"checks/{code}/",
    )
    assert found.message == "elin.m archetti had met no one"
