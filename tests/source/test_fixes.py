"""Fixes are applied where they point, each once, and leave every other character as it was."""

from decision_record.diagnostics import Diagnostic, Edit, Fix, Place, Severity, Span
from decision_record.source.fixes import apply_fixes


def found(span: tuple[int, int, int, int], fix: Fix[Place] | None) -> Diagnostic:
    return Diagnostic(
        code="DR999",
        severity=Severity.ERROR,
        message="something",
        help="something else",
        place=place(*span),
        url="checks/",
        fix=fix,
    )


def place(line: int, column: int, end_line: int, end_column: int) -> Place:
    span = Span(line=line, column=column, end_line=end_line, end_column=end_column)
    return Place(file="a.yml", span=span)


def test_it_replaces_what_is_underlined() -> None:
    fix = Fix(title="write `b`", replacement="longer")
    assert apply_fixes(b"a: x\r\nb: y\r\n", [found((1, 4, 1, 5), fix)]) == b"a: longer\r\nb: y\r\n"


def test_it_replaces_what_the_fix_names_instead() -> None:
    fix = Fix(title="indent", replacement="  - one\n  - two", at=place(2, 1, 3, 7))
    text = "\ufeffa:\n\t- one\n\t- two\nc: ü\n".encode()
    mended = "\ufeffa:\n  - one\n  - two\nc: ü\n".encode()
    assert apply_fixes(text, [found((2, 1, 2, 2), fix)]) == mended


def test_of_two_that_touch_the_same_characters_the_first_counts() -> None:
    first = found((1, 1, 1, 3), Fix(title="", replacement="X"))
    second = found((1, 2, 1, 4), Fix(title="", replacement="Y"))
    assert apply_fixes(b"abcd", [second, first]) == b"Xcd"


def test_a_fix_of_several_stretches_is_written_whole_or_not_at_all() -> None:
    others = (Edit(at=place(1, 4, 1, 4), text="+"), Edit(at=place(2, 1, 2, 2), text="Z"))
    several = found((1, 1, 1, 2), Fix(title="", replacement="X", others=others))
    assert apply_fixes(b"abcd\nef", [several]) == b"Xbc+d\nZf"
    before = found((1, 1, 1, 2), Fix(title="", replacement="Q"))
    assert apply_fixes(b"abcd\nef", [before, several]) == b"Qbcd\nef"


def test_without_a_fix_nothing_changes() -> None:
    assert apply_fixes(b"a: b", [found((1, 1, 1, 2), None)]) == b"a: b"
