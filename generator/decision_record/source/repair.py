"""All syntax errors of a text, found in one run by repairing it step by step.

The parser stops at the first mistake. Here each is repaired in a copy, in the way that lets the
parser read furthest, until the whole text parses or no repair helps; so a file gets all of its
messages at once, each with the lines to write. A repaired copy is only shown, never read as a
record.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from yaml import YAMLError
from yaml.error import MarkedYAMLError

from decision_record.diagnostics import Span
from decision_record.diagnostics.lines import Lines, cut
from decision_record.source.cut_text import cut_text
from decision_record.source.events import LimitError, bounded_events
from decision_record.source.habits import HABITS, Habit
from decision_record.source.mends import Mend, Trouble, proposals

_MOST_PROPOSALS = 60
"""Fixes that are tried for one mistake."""
_MOST_MISTAKES = 40
"""Mistakes of one file that are told."""
_MOST_PARSED = 6_000_000
"""Characters that are parsed for one file: a record of 2 kB is far below, whatever is wrong."""
_LONGEST_LINE = 2000
"""Characters of a line that a person wrote and that a fixed copy can be shown of."""


Reached = tuple[int, int] | None
"""Line and column where the parser gives up, from 1; None where it reads to the end."""

# At these the parser points past what is wrong; it is wrong where it began.
_WRONG_FROM_THE_START = {
    "could not find expected ':'",
    "found unexpected end of stream",
    "found unexpected document indicator",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One mistake, with the lines of the file that are written instead of others."""

    message: str
    advice: str
    span: Span
    """What is wrong, in the file as it is."""
    first: int
    last: int
    """The lines that are replaced, from 1, both included."""
    text: str
    """What is written in their place."""
    certain: bool
    code: str = "DR001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was fixed, and where that ended."""

    repairs: tuple[Repair, ...]
    stuck: tuple[Trouble, str] | None
    """Where no fix helps, in the file as it is, with the parser's words; None where all reads."""


def repair(lines: Lines) -> Outcome:
    """Fix a text that is no YAML, as far as fixes are known."""
    copy = _Copy(lines)
    for _ in range(_MOST_MISTAKES):
        copy.mend_habits()
        error = copy.error()
        if error is None:
            return Outcome(repairs=copy.repairs(certain=True), stuck=None)
        trouble = _trouble(error, copy.lines())
        mend = copy.best_mend(trouble)
        if mend is None:
            stuck = (copy.in_the_file(trouble), error.problem or "")
            return Outcome(repairs=copy.repairs(certain=False), stuck=stuck)
        copy.write(mend)
    return Outcome(repairs=copy.repairs(certain=False), stuck=None)


def repair_habit(lines: Lines, habit: Habit) -> Repair:
    """Fix one habit in a text that reads."""
    copy = _Copy(lines)
    copy.mend_habit(habit)
    (mended,) = copy.repairs(certain=True)
    return mended


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mistake:
    """A mistake with the rows of the copy that its fix touches, from 0."""

    message: str
    advice: str
    span: Span
    rows: tuple[int, int]
    certain: bool
    code: str = "DR001"


class _Copy:
    """A text while it is fixed, row by row of the file: an accumulator, used once.

    A row is a line of the file; where a fix makes two lines of one, the row holds both.
    """

    def __init__(self, lines: Lines) -> None:
        self._rows = [lines.line(number) for number in range(1, len(lines.starts) + 1)]
        self._mistakes: list[_Mistake] = []
        self._left = _MOST_PARSED

    def lines(self) -> Lines:
        return _joined(self._rows)

    def error(self) -> MarkedYAMLError | None:
        return _error_in("\n".join(self._rows))

    def mend_habits(self) -> None:
        """Fix the habits without which the parser reads further, each in the whole file."""
        if self._left <= 0 or any(len(row) > _LONGEST_LINE for row in self._rows):
            return
        for habit in _needed(self._rows, self._reach):
            self.mend_habit(habit)

    def mend_habit(self, habit: Habit) -> None:
        """Write the lines of one habit into the copy, and keep what it says."""
        edits = habit.mend(self._rows)
        touched = sorted(edits)
        row, count = self._rows[touched[0]], len(touched)
        start = common_start(row, edits[touched[0]])
        self._mistakes.append(
            _Mistake(
                message=habit.one if count == 1 else habit.many.format(count=count),
                advice=habit.advice,
                span=Span(
                    line=touched[0] + 1,
                    column=start + 1,
                    end_line=touched[0] + 1,
                    end_column=max(len(row.rstrip()), start + 1) + 1,
                ),
                rows=(touched[0], touched[-1]),
                certain=True,
            )
        )
        for index, line in edits.items():
            self._rows[index] = line

    def best_mend(self, trouble: Trouble) -> Mend | None:
        """The fix that reads the whole text, or else furthest; None where none reads on."""
        lines = self.lines()
        concerned = range(max(trouble.begun_line - 1, 1), trouble.line + 1)
        if any(len(lines.line(number)) > _LONGEST_LINE for number in concerned):
            return None
        best, hiding, furthest = None, None, 0
        proposed = chain(cut_text(lines, trouble), proposals(lines, trouble))
        for mend in islice(proposed, _MOST_PROPOSALS):
            if self._left <= 0:
                break
            reached = self._reach(_with_mend(lines, mend))
            if reached is None:
                return mend
            more = "\n".join(mend.lines).count("\n") - (len(mend.lines) - 1)
            line = reached[0] - more
            if line > max(furthest, trouble.line):
                best, furthest = mend, line
            elif mend.hides and hiding is None and line > mend.first:
                hiding = mend
        return best or hiding

    def write(self, mend: Mend) -> None:
        """Write a fix into the copy, and keep what it says."""
        first, start = self._row_of(mend.first)
        last, _ = self._row_of(mend.first + len(mend.lines) - 1)
        own = [line for row in self._rows[first : last + 1] for line in row.split("\n")]
        own[start : start + len(mend.lines)] = mend.lines
        at, _ = self._row_of(mend.span.line)
        end = max(mend.span.end_column, mend.span.column + 1)
        self._mistakes.append(
            _Mistake(
                message=mend.message,
                advice=mend.advice,
                span=Span(line=at + 1, column=mend.span.column, end_line=at + 1, end_column=end),
                rows=(first, last),
                certain=mend.certain,
                code=mend.code,
            )
        )
        # Where a fix concerns several rows, the lines that it adds go to the first of them.
        others = len(self._rows[first : last + 1]) - 1
        cut_at = len(own) - others
        self._rows[first : last + 1] = ["\n".join(own[:cut_at]), *own[cut_at:]]

    def in_the_file(self, trouble: Trouble) -> Trouble:
        """A place of the copy as one of the file."""
        line, begun_line = (
            self._row_of(each)[0] + 1 for each in (trouble.line, trouble.begun_line)
        )
        return replace(trouble, line=line, begun_line=begun_line)

    def repairs(self, *, certain: bool) -> tuple[Repair, ...]:
        """The mistakes in their order; of several on one line the first speaks for all.

        Args:
            certain: Whether the whole text reads, so that a fix can be relied on.
        """
        told: dict[tuple[int, int], _Mistake] = {}
        for each in self._mistakes:
            before = told.setdefault(each.rows, each)
            if before is not each and not each.certain:
                told[each.rows] = replace(before, certain=False)
        return tuple(
            Repair(
                message=each.message,
                advice=each.advice,
                span=each.span,
                first=each.rows[0] + 1,
                last=each.rows[1] + 1,
                text="\n".join(self._rows[each.rows[0] : each.rows[1] + 1]),
                certain=certain and each.certain,
                code=each.code,
            )
            for each in sorted(told.values(), key=lambda each: (each.span.line, each.span.column))
        )

    def _reach(self, text: str) -> Reached:
        self._left -= len(text)
        return _first_error(text)

    def _row_of(self, line: int) -> tuple[int, int]:
        """The row that a line of the copy belongs to, from 0, and its place within the row."""
        left = line - 1
        for index, row in enumerate(self._rows):
            size = row.count("\n") + 1
            if left < size:
                return index, left
            left -= size
        return len(self._rows) - 1, 0


def _needed(rows: list[str], reach: Callable[[str], Reached]) -> list[Habit]:
    """The habits whose fixes let the parser read furthest, and none that makes no difference."""
    shown = [habit for habit in HABITS if habit.mend(rows)]
    before = reach("\n".join(rows)) if shown else None
    best: list[Habit] = []
    furthest = before
    for chosen in _one_width_each(shown):
        reached = reach(_mended(rows, chosen))
        if _is_further(reached, furthest):
            best, furthest = chosen, reached
    for habit in tuple(best):
        without = [each for each in best if each is not habit]
        if not _is_further(furthest, reach(_mended(rows, without))):
            best = without
    return best


def _one_width_each(shown: list[Habit]) -> Iterator[list[Habit]]:
    """The habits with one width of tabs at a time: of those with one message only one can hold."""
    messages = [habit.one for habit in shown]
    rivals = [habit for habit in shown if messages.count(habit.one) > 1]
    if shown and not rivals:
        yield shown
    for rival in rivals:
        yield [habit for habit in shown if habit is rival or habit not in rivals]


def _mended(rows: list[str], habits: list[Habit]) -> str:
    mended = list(rows)
    for habit in habits:
        for index, line in habit.mend(mended).items():
            mended[index] = line
    return "\n".join(mended)


def _is_further(reached: Reached, than: Reached) -> bool:
    if than is None:
        return False
    return reached is None or reached > than


def _joined(rows: list[str]) -> Lines:
    return cut("\n".join(rows).encode())


def _error_in(text: str) -> MarkedYAMLError | None:
    """What the parser says about a text; None for one that it reads, as far as limits go."""
    try:
        for _ in bounded_events(text):
            pass
    except MarkedYAMLError as error:
        return error
    except LimitError:
        return None
    except YAMLError as error:
        return MarkedYAMLError(problem=str(error))
    return None


def _first_error(text: str) -> Reached:
    error = _error_in(text)
    if error is None:
        return None
    mark = error.problem_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)


def _trouble(error: MarkedYAMLError, lines: Lines) -> Trouble:
    if error.problem_mark is None:
        return Trouble(line=1, column=1, begun_line=1, begun_column=1)
    # The parser's own line numbers count breaks that editors do not show; its indexes are sure.
    line, column = lines.position(error.problem_mark.index)
    if line > lines.last:
        line, column = lines.last, len(lines.line(lines.last)) + 1
    begun_line, begun_column = line, column
    if error.context_mark is not None:
        begun_line, begun_column = lines.position(error.context_mark.index)
    if (error.problem or "") in _WRONG_FROM_THE_START:
        line, column = begun_line, begun_column
    return Trouble(line=line, column=column, begun_line=begun_line, begun_column=begun_column)


def _with_mend(lines: Lines, mend: Mend) -> str:
    start = lines.starts[mend.first - 1]
    last = mend.first + len(mend.lines) - 1
    end = lines.starts[last - 1] + len(lines.line(last))
    return lines.text[:start] + "\n".join(mend.lines) + lines.text[end:]


def common_start(before: str, after: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = enumerate(zip(before, after, strict=False))
    return next(
        (index for index, (one, other) in pairs if one != other), min(len(before), len(after))
    )
