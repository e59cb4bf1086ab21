"""The YAML dialect: text stays text, limits hold, and any bytes give a reading."""

import time

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from decision_record.diagnostics import Place, Pointer, Problem, Span, Underlined
from decision_record.source.read import Data, ReadFile, read


def reading(text: str) -> ReadFile:
    return read(text.encode(), file="records/x.yml")


def data_of(text: str) -> Data | None:
    result = reading(text)
    assert result.problems == ()
    return result.data


def only(text: str | bytes) -> Problem:
    content = text.encode() if isinstance(text, str) else text
    (problem,) = read(content, file="records/x.yml").problems
    return problem


def span_of(problem: Problem) -> Span:
    assert isinstance(problem.at, Place)
    return problem.at.span


def underlined(text: str, problem: Problem) -> str:
    span = span_of(problem)
    assert span.line == span.end_line
    return text.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1]


# What is text


@pytest.mark.parametrize(
    "value",
    [
        "no",
        "on",
        "1.10",
        "012",
        "2026-04-28",
        "0x1F",
        "~",
        "null",
        "1_000",
        "=",
        ".inf",
        "12:30:45",
    ],
)
def test_scalars_are_the_text_that_was_typed(value: str) -> None:
    assert data_of(f"field: {value}\n") == {"field": value}
    assert data_of(f"- {value}\n") == [value]
    assert data_of(f"{value}: x\n") == {value: "x"}


# Beyond blank text, which is an absent field, nothing that a record can hold is lost.
_characters = st.characters(
    codec="utf-8",
    exclude_categories=["Cc", "Cs", "Zl", "Zp"],
    exclude_characters="\ufeff\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
_texts = st.text(_characters | st.sampled_from("\n\t :#-'\"{}[],&*!|>%@`"))
_names = _texts.filter(lambda text: bool(text.strip()))
_values = st.recursive(
    _names,
    lambda inner: st.lists(inner | _texts) | st.dictionaries(_names, inner),
    max_leaves=25,
)


@given(data=st.dictionaries(_names, _values), flow=st.booleans(), quote=st.sampled_from("\"'"))
def test_what_is_written_is_read_back(data: Data, *, flow: bool, quote: str) -> None:
    written = yaml.dump(
        data,
        Dumper=yaml.CSafeDumper,
        default_flow_style=flow,
        default_style=quote,
        allow_unicode=True,
        width=10_000,
    )
    assert data_of(written) == data


def test_empty_values_are_absent_and_named() -> None:
    text = "note:\nsay: ''\nwhat: \"\"\nlong: |\n\n\nrows:\n  - note: ' '\n    id: D1\n  -\n"
    result = reading(text)
    assert result.data == {"rows": [{"id": "D1"}, ""]}
    assert set(result.empties) == {
        ("note",),
        ("say",),
        ("what",),
        ("long",),
        ("rows", 0, "note"),
    }


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# nothing yet\n", "---\n", "\ufeff", "---\n# x\n...\n"]
)
def test_a_document_without_content_holds_nothing(text: str) -> None:
    assert data_of(text) == {}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_read_and_counted(end: str) -> None:
    text = end.join(["a: 1", "b:", "  - é", "c: d: e", ""])
    assert span_of(only(text)) == Span(line=4, column=4, end_line=4, end_column=8)


def test_a_byte_order_mark_at_the_start_takes_no_column() -> None:
    assert data_of("\ufeffa: 1\n") == {"a": "1"}
    assert span_of(only("\ufeffa: b: c\n")).column == 4


# What is wrong with bytes


def test_windows_1252_is_recognised() -> None:
    problem = only("ok: ünd\n".encode() + b"name: caf\xe9\n")
    assert problem.code == "DR003"
    assert span_of(problem) == Span(line=2, column=10, end_line=2, end_column=11)
    assert "Windows-1252" in problem.help
    assert "`é`" in problem.help


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_recognised(encoding: str) -> None:
    problem = only("name: Maren\n".encode(encoding))
    assert problem.code == "DR003"
    assert "UTF-16" in problem.message


@pytest.mark.parametrize(
    "character",
    [
        "\0",
        "\x07",
        "\x1b",
        "\x7f",
        "\x85",
        "\u2028",
        "\ufeff",
        "\u202a",
        "\u202e",
        "\u2066",
        "\u2069",
    ],
)
def test_characters_that_nobody_sees_are_refused(character: str) -> None:
    problem = only(f"a: 1\nb: x{character}y\n")
    assert problem.code == "DR003"
    assert span_of(problem) == Span(line=2, column=5, end_line=2, end_column=6)
    assert problem.help.endswith("\nb: xy")


def test_characters_that_nobody_sees_are_refused_as_escapes_too() -> None:
    result = reading('rows:\n  - say: "x\\e[31m"\n')
    (problem,) = result.problems
    assert problem.code == "DR003"
    assert problem.at == Pointer(
        file="records/x.yml", path=("rows", 0, "say"), part=Underlined.VALUE
    )
    assert result.data is None
    assert data_of('say: "a\\tb\\nc \\u00fc"\n') == {"say": "a\tb\nc ü"}


# What is written twice


def test_of_a_name_written_twice_the_first_stands() -> None:
    text = "note:\nrows: [a]\nnote: later\nrows:\n  - {id: , id: x}\n"
    result = reading(text)
    assert result.data == {"rows": ["a"]}
    assert result.empties == (("note",),)
    assert [problem.code for problem in result.problems] == ["DR002"] * 3
    second = result.problems[0]
    assert underlined(text, second) == "note"
    assert span_of(second).line == 3
    (first,) = second.related
    assert first.at == Pointer(file="records/x.yml", path=("note",), part=Underlined.KEY)
    assert first.text == "first written here"


def test_a_row_that_lacks_its_dash_is_offered_one() -> None:
    problem = only("decisions:\n  - id: D1\n    what: Buy.\n    id: D2\n")
    assert problem.help.endswith("\n  - id: D2")


# What a record has no use for


@pytest.mark.parametrize(
    ("text", "shown", "data"),
    [
        ("a: &x 1\n", "&x", {"a": "1"}),
        ("a: !later 1\n", "!later", {"a": "1"}),
        ("a: ! 1\n", "!", {"a": "1"}),
        ("&x a: 1\n", "&x", {"a": "1"}),
        ("a: !!map {b: c}\n", "!!map", {"a": {"b": "c"}}),
        ("a: &x [b]\n", "&x", {"a": ["b"]}),
        ("a: 1\n---\nb: 2\n", "---", {"a": "1"}),
        ("---\na: 1\n---\n", "---", {"a": "1"}),
        ("a: 1\n--- # old\n@\n", "---", {"a": "1"}),
        ("a: *x\n", "*x", None),
        ("*x : 1\n", "*x", None),
        ("<<: {a: 1}\n", "<<", None),
    ],
)
def test_anchors_tags_and_second_documents(text: str, shown: str, data: Data | None) -> None:
    problem = only(text)
    assert problem.code == "DR004"
    assert underlined(text, problem) == shown
    assert reading(text).data == data


def test_each_occurrence_is_reported() -> None:
    text = "a: &x !t 1\nb: *x\n---\nc: 1\n---\nd: 1\n"
    codes = [problem.code for problem in reading(text).problems]
    assert codes == ["DR004"] * 5


def test_quoted_signs_are_text() -> None:
    assert data_of("'<<': '*x'\na: '&b'\nc: \"!d\"\n") == {"<<": "*x", "a": "&b", "c": "!d"}


def test_a_sign_that_breaks_the_rest_of_its_line_is_reported_once() -> None:
    problem = only("what: *urgent fix\nnote: x\n")
    assert problem.code == "DR004"
    assert problem.help.endswith('\nwhat: "*urgent fix"')


# Limits


def _nested(levels: int) -> str:
    return "a: " + "[" * (levels - 1) + "x" + "]" * (levels - 1)


def test_thirty_two_levels_are_read() -> None:
    assert reading(_nested(32)).problems == ()
    problem = only(_nested(33))
    assert problem.code == "DR004"
    assert "32 levels" in problem.message
    assert reading(_nested(33)).data is None


def test_twenty_thousand_names_and_values_are_read() -> None:
    # The root, its one name and the list are nodes too.
    assert reading("a: [" + "x," * 19_997 + "]").problems == ()
    problem = only("a: [" + "x," * 19_998 + "]")
    assert problem.code == "DR004"
    assert "20,000" in problem.message


def test_the_limits_hold_for_a_second_document_too() -> None:
    for rest in ("a: [" + "x," * 20_000 + "]", "- " * 40 + "x"):
        result = reading(f"a: 1\n---\n{rest}")
        assert [problem.code for problem in result.problems] == ["DR004", "DR004"]
        assert result.data is None


def test_a_mebibyte_is_read() -> None:
    content = b"a: " + b"x" * (1024 * 1024 - 3)
    assert read(content, file="x").problems == ()
    assert only(content + b"x").code == "DR004"


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 1_000_000,
        "a: " + "[{b: " * 50_000,
        "- " * 500_000,
        "a: " + "x" * 10_000_000,
        "a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a, *a, *a]\n" for i in range(20_000)),
        "a: 1\n---\n" + "[" * 500_000,
        'a: "b" c\nd: ' + "[" * 500_000,
        "[" + "?," * 400_000,
    ],
    ids=["brackets", "rows", "dashes", "long", "aliases", "second", "mended", "questions"],
)
def test_a_hostile_file_costs_nothing(text: str) -> None:
    content = text.encode()
    began = time.process_time()
    result = read(content, file="x")
    assert time.process_time() - began < 2
    assert result.problems


# Any bytes

_fragments = st.sampled_from(
    [
        *(
            "a: ",
            "b:",
            "- ",
            "  ",
            "\n",
            "\r\n",
            "\t",
            "? ",
            ": ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "#",
            " #",
        ),
        *("&x ", "*x", "!t ", "!<", "<<: ", "---\n", "...\n", "%YAML 1.1\n", "%", "@", "`", "|\n"),
        *(">-\n", '"', "'", "\\", "\\x", "text", "2026-04-28", "é", "😀", "\u2028", "\ufeff", "\0"),
        *("\u00a0", "c:\u00a0", "d: x\u00a0", "\u2003- "),
        *("<<<<<<< HEAD\n", "name: value\n", "  - id: D1\n    what: x\n", "|1\n", "\\uD800"),
    ]
)


def _holds(result: ReadFile) -> None:
    for problem in result.problems:
        assert problem.code in {"DR001", "DR002", "DR003", "DR004", "DR008"}
        assert problem.help.strip()
        assert "\n" not in problem.message
    # A space that only looks like one is the one mistake with which reading goes on.
    broken = [each for each in result.problems if "non-breaking" not in each.message]
    if any(problem.code in {"DR001", "DR003"} for problem in broken):
        assert result.data is None
    if not result.problems:
        assert result.data is not None


@given(st.binary())
def test_any_bytes_give_a_reading(content: bytes) -> None:
    _holds(read(content, file="x"))


@given(st.text())
def test_any_text_gives_a_reading(text: str) -> None:
    _holds(reading(text.encode(errors="replace").decode()))


@given(st.lists(_fragments, max_size=30).map("".join))
@example("a: \ufeff")
@example("\ufeff\ufeff")
def test_any_fragments_give_a_reading(text: str) -> None:
    _holds(reading(text))


def _without_blank(data: object) -> object:
    if isinstance(data, dict):
        kept = {key: _without_blank(value) for key, value in data.items()}
        return {key: value for key, value in kept.items() if str(value).strip()}
    return [_without_blank(value) for value in data] if isinstance(data, list) else data


@given(st.lists(_fragments, max_size=12).map("".join))
def test_what_is_accepted_reads_as_any_other_reader_of_yaml_reads_it(text: str) -> None:
    result = reading(text)
    if not result.problems:
        composed = yaml.load(text.encode(), Loader=yaml.CBaseLoader)  # noqa: S506 - builds text only
        blank = composed is None or not str(composed).strip()
        assert result.data == ({} if blank else _without_blank(composed))


@given(st.lists(_fragments, max_size=12).map("".join))
def test_no_word_of_the_parser_reaches_the_writer(text: str) -> None:
    jargon = (
        "scalar",
        "token",
        "block mapping",
        "simple key",
        "flow ",
        "node",
        "indicator",
        "octet",
    )
    for problem in reading(text).problems:
        told = f"{problem.message} {problem.help}".lower()
        assert not any(word in told for word in jargon)
