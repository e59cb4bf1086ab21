"""Findings that only follow from something unreadable, and are therefore not reported.

A rule names the fields that it goes by. Where one of them could not be read, in the row that it
reports or in another section of the file, the rule cannot know; that field is reported already.
"""

from collections.abc import Iterable, Iterator, Mapping

from decision_record.checks.rule import Rule
from decision_record.diagnostics import DocumentPath, Pointer, Problem
from decision_record.model.records import FileKind
from decision_record.model.unread import Lost

_BY_KIND = ("DR301", "DR307", "DR317", "DR320", "DR325", "DR4", "DR501", "DR608", "DR7")
"""The rules that go by which series a meeting is of, or which kind of meeting it is."""
_SIDES = frozenset({"cs", "pm", "shared"})
_NAMES_FIRST = (FileKind.PEOPLE, FileKind.SERIES)
"""Files whose rows are listed under a name."""


def hold_back(
    problems: Iterable[Problem], rule: Rule, losses: Mapping[str, Lost]
) -> Iterator[Problem]:
    """The problems that a rule would also find if everything could be read.

    Args:
        problems: What the rule found, with places as they are in the files.
        rule: The rule.
        losses: The files of which something could not be read, by name.
    """
    for problem in problems:
        places = [problem.at, *(note.at for note in problem.related)]
        if not any(
            isinstance(at, Pointer) and at.file in losses and _unsure(at, rule, losses[at.file])
            for at in places
        ):
            yield problem


def _unsure(at: Pointer, rule: Rule, lost: Lost) -> bool:
    if lost.whole:
        return False
    if lost.in_doubt and rule.code.startswith(_BY_KIND):
        return True
    return any(
        at.path[: len(path)] == path
        or (_goes_by(rule, lost, path) and _concerns(at.path, path, rule))
        for path in lost.paths
    )


def _goes_by(rule: Rule, lost: Lost, path: DocumentPath) -> bool:
    """Whether a rule asks for a field that was left out, for one in it, or for what it lies in."""
    kind = FileKind.MEETING if lost.file.kind is FileKind.UPDATE else lost.file.kind
    steps = path[1:] if kind in _NAMES_FIRST else path
    names = [
        step
        for index, step in enumerate(steps)
        if isinstance(step, str) and not _is_side(steps, index)
    ]
    field = f"{kind}/{'.'.join(names)}"
    return any(
        field == each or field.startswith(f"{each}.") or each.startswith(f"{field}.")
        for each in rule.fields
    )


def _is_side(path: DocumentPath, index: int) -> bool:
    return index == 1 and path[0] == "actions" and path[1] in _SIDES


def _concerns(at: DocumentPath, lost: DocumentPath, rule: Rule) -> bool:
    """Whether what was left out belongs to the row at a place, or may be what the place misses."""
    is_field = isinstance(lost[-1], str) and any(isinstance(step, int) for step in lost)
    row = lost[:-1] if is_field else lost
    size = min(len(row), len(at))
    same = at[:size] == row[:size]
    return same or (at[:1] != lost[:1] and not rule.row_by_row)
