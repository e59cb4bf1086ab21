"""Which problems are new, whatever lines, rows and files they are at."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from decision_record.compare.files import Renamed
from decision_record.compare.match import Matched, match_problems
from decision_record.diagnostics import Diagnostic, Place, RelatedPlace, Severity, Span
from decision_record.diagnostics.lines import Lines, cut
from decision_record.model.records import File, FileKind

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def problem(
    line: int,
    message: str = "there is no account `x`",
    *,
    code: str = "DR202",
    file: str = "a.yml",
    severity: Severity = ERROR,
) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=severity,
        message=message,
        help="write another",
        place=Place(file=file, span=Span(line=line, column=1, end_line=line, end_column=2)),
        url="",
    )


def match(
    before: Sequence[Diagnostic],
    now: Sequence[Diagnostic],
    *,
    was: str = "",
    text: str = "",
    renamed: Sequence[Renamed] = (),
) -> Matched:
    def lines(content: str) -> Lines:
        return cut(content.encode())

    return match_problems(
        before,
        now,
        renamed=renamed,
        lines_before=lambda _: lines(was),
        lines_now=lambda _: lines(text),
    )


def file(name: str) -> File:
    stem = name.rpartition("/")[2].removesuffix(".yml")
    return File(name=name, path=name, kind=FileKind.MEETING, id=stem)


def renaming(was: str, now: str) -> Renamed:
    return Renamed(was=file(was), now=file(now), is_changed=True)


class TestOlder:
    def test_where_only_lines_moved(self) -> None:
        found = match([problem(1)], [problem(9)])
        assert found.new == ()
        assert found.older == (problem(9),)
        assert found.gone == ()

    def test_where_the_file_was_renamed(self) -> None:
        was = "meetings/2026/2026-03-31-tier-1.yml"
        now = "meetings/2026/2026-04-01-tier-1.yml"
        before = [
            problem(1, file=was),
            problem(2, "2026-03-31-tier-1/A1 was not reviewed."),
            problem(3, f"see {was}"),
        ]
        after = [
            problem(1, file=now),
            problem(2, "2026-04-01-tier-1/A1 was not reviewed."),
            problem(3, f"see {now}"),
        ]
        assert match(before, after, renamed=[renaming(was, now)]).new == ()
        assert len(match(before, after).new) == 3

    def test_where_a_renamed_record_s_name_is_a_word_too(self) -> None:
        renamed = [renaming("accounts/lena.yml", "accounts/lena-foods.yml")]
        said = [problem(1, "`lena` left on 3 April 2026")]
        assert match(said, said, renamed=renamed).new == ()

    def test_where_two_files_swapped_their_names(self) -> None:
        swap = [renaming("a.yml", "b.yml"), renaming("b.yml", "a.yml")]
        before = [problem(1, file="a.yml"), problem(1, "other", file="b.yml")]
        after = [problem(1, file="b.yml"), problem(1, "other", file="a.yml")]
        assert match(before, after, renamed=swap).new == ()

    def test_where_a_message_counts_less_on_the_same_line(self) -> None:
        before, after = problem(1, "3 records name `x`"), problem(2, "4 records name `x`")
        fewer = problem(2, "2 records name `x`")
        assert match([before], [fewer], was="x\n", text="new\nx\n").new == ()
        worse = match([before], [after], was="x\n", text="new\nx\n")
        assert (worse.new, worse.gone) == ((after,), ())
        assert match([before], [fewer], was="x\n", text="x\nother\n").new == (fewer,)

    def test_where_an_error_became_a_warning(self) -> None:
        assert match([problem(1)], [problem(1, severity=WARNING)]).new == ()


class TestNew:
    def test_where_a_warning_became_an_error(self) -> None:
        found = match([problem(1, severity=WARNING)], [problem(1)])
        assert (found.new, found.gone) == ((problem(1),), ())

    def test_where_another_item_has_it(self) -> None:
        before, after = problem(1, "D1 has no owner"), problem(1, "D2 has no owner")
        found = match([before], [after], was="x\n", text="x\n")
        assert (found.new, found.gone) == ((after,), (before,))

    def test_where_another_day_has_it(self) -> None:
        before, after = problem(1, "due 2026-04-01"), problem(1, "due 2026-04-02")
        assert match([before], [after], was="x\n", text="x\n").new == (after,)

    def test_is_the_one_of_three_on_new_lines(self) -> None:
        was = "- {a: 1, x: y}\n- {a: 2, x: y}\n"
        text = "- {a: 1, x: y}\n- {a: 3, x: y}\n- {a: 2, x: y}\n"
        found = match(
            [problem(1), problem(2)], [problem(1), problem(2), problem(3)], was=was, text=text
        )
        assert found.new == (problem(2),)
        assert found.older == (problem(1), problem(3))

    def test_is_told_by_the_lines_around_it(self) -> None:
        was = "- a: 1\n  x: y\n- a: 2\n  x: y\n- b\n"
        text = "- a: 3\n  x: y\n- a: 2\n  x: y\n- a: 1\n  x: y\n- a: 2\n"
        after = [problem(2), problem(4), problem(6)]
        assert match([problem(2), problem(4)], after, was=was, text=text).new == (problem(2),)

    def test_is_the_last_where_nothing_tells_them_apart(self) -> None:
        was, text = "x\n" * 2, "x\n" * 3
        after = [problem(1), problem(2), problem(3)]
        assert len(match([problem(1), problem(2)], after, was=was, text=text).new) == 1


class TestOfSeveralPlaces:
    WAS = "x: 1\nx: 2\nx: 3\n"

    @staticmethod
    def group(first: int, *others: int, files: int = 0) -> Diagnostic:
        said = f"no account `x`, and {files} records name it" if files else "no account `x`"
        places = (problem(line).place for line in others)
        notes = tuple(RelatedPlace(at=place, text="named here too") for place in places)
        return replace(problem(first, said), related=notes)

    def test_is_older_with_fewer_of_them(self) -> None:
        before = [self.group(1, 2, 3, files=3)]
        text = "x: 2\nx: 3\n"
        for now in ([self.group(1, 2, files=2)], [self.group(1), self.group(2)]):
            found = match(before, now, was=self.WAS, text=text)
            assert (found.new, found.gone) == ((), ())

    def test_is_new_with_another_and_shown_there(self) -> None:
        text = f"x: 0\n{self.WAS}"
        for before in (
            [self.group(1, 2, 3, files=3)],
            [self.group(1), self.group(2), self.group(3)],
        ):
            for now in (self.group(1, 2, 3, 4, files=4), self.group(2, 1, 3, 4, files=4)):
                found = match(before, [now], was=self.WAS, text=text)
                assert [each.place.span.line for each in found.new] == [1]
                assert sorted(note.at.span.line for note in found.new[0].related) == [2, 3, 4]
                assert found.gone == ()

    def test_of_another_name_is_new(self) -> None:
        before = self.group(1, 2, files=2)
        now = replace(before, message="no account `y`, and 2 records name it")
        assert match([before], [now], was=self.WAS, text=self.WAS).new == (now,)


KNOWN = st.builds(
    problem,
    st.integers(1, 12),
    st.sampled_from(("there is no account `x`", "there is no account `y`")),
    code=st.sampled_from(("DR201", "DR202")),
    file=st.sampled_from(("a.yml", "b.yml")),
    severity=st.sampled_from((ERROR, WARNING)),
)
SIDES = st.lists(KNOWN, max_size=12)
TEXTS = st.lists(st.sampled_from("abc"), max_size=12).map("\n".join)


def key(each: Diagnostic) -> tuple[str, str, str]:
    return each.code, each.place.file, each.message


@given(SIDES, SIDES, TEXTS, TEXTS)
def test_new_problems_are_the_difference_of_the_sides(
    before: list[Diagnostic], now: list[Diagnostic], was: str, text: str
) -> None:
    found = match(before, now, was=was, text=text)
    assert Counter(found.new) + Counter(found.older) == Counter(now)
    assert Counter(map(key, found.gone)) <= Counter(map(key, before))
    assert Counter(map(key, found.older)) <= Counter(map(key, before))
    errors_before = Counter(key(each) for each in before if each.severity is ERROR)
    errors_now = Counter(key(each) for each in now if each.severity is ERROR)
    new_errors = Counter(key(each) for each in found.new if each.severity is ERROR)
    assert new_errors == errors_now - errors_before
    # A warning is old where a warning was, or an error that no error of now is.
    room = Counter(map(key, before)) - (errors_before & errors_now)
    warnings_now = Counter(key(each) for each in now if each.severity is WARNING)
    new_warnings = Counter(key(each) for each in found.new if each.severity is WARNING)
    assert new_warnings == warnings_now - room


@given(SIDES, TEXTS)
def test_nothing_is_new_where_nothing_changed(found: list[Diagnostic], text: str) -> None:
    assert match(found, found, was=text, text=text) == Matched(new=(), older=tuple(found), gone=())
