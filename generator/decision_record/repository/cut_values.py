"""DR008: values that a ` #` has cut, by what their fields take (records.md §1)."""

from dataclasses import dataclass

from pydantic import BaseModel

from decision_record.diagnostics import DocumentPath, Problem
from decision_record.model.fields import takes_text
from decision_record.source.comments import explain_comment, find_comments


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """What comments did to the values of a file."""

    problems: tuple[Problem, ...] = ()
    paths: frozenset[DocumentPath] = frozenset()
    """The values that are not what was written, by their paths."""
    empty: frozenset[DocumentPath] = frozenset()
    """Those of which nothing is left."""


def find_cuts(content: bytes, *, model: type[BaseModel], file: str) -> Cuts:
    """Look for comments that are probably none.

    Args:
        content: The bytes of a file that can be read.
        model: The model of the file's kind.
        file: The name of the file.
    """
    lines, comments = find_comments(content)
    problems: list[Problem] = []
    paths: set[DocumentPath] = set()
    empty: set[DocumentPath] = set()
    for comment in comments:
        is_text = comment.path is not None and takes_text(model, comment.path)
        problem = explain_comment(comment, lines, file=file, is_text=is_text)
        if problem:
            problems.append(problem)
        if problem and problem.severity is None and comment.path is not None:
            if is_text:
                paths.add(comment.path)
            if not comment.value:
                empty.add(comment.path)
    return Cuts(problems=tuple(problems), paths=frozenset(paths), empty=frozenset(empty))
