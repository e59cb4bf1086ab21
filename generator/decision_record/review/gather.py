"""A review from both sides of a change: every difference in one sentence, in groups."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.compare.files import FileChanges
from decision_record.compare.other_files import OtherFile
from decision_record.diagnostics import Diagnostic, Severity
from decision_record.ledger.differences.find import find_differences
from decision_record.ledger.differences.kinds import find_renames
from decision_record.model.records import FileKind, Records
from decision_record.repository.configuration import Settings
from decision_record.review.accounts import tell_accounts, tell_touched
from decision_record.review.actions import tell_actions
from decision_record.review.decisions import tell_decisions
from decision_record.review.folding import fold
from decision_record.review.loops import tell_loops, tell_surprises
from decision_record.review.names import MOST_NAMED, Names, on_one_line
from decision_record.review.noted import tell_noted, with_accounts_of_records
from decision_record.review.other_fields import tell_other_fields, tell_settings
from decision_record.review.planned import tell_planned
from decision_record.review.records import tell_past, tell_records
from decision_record.review.reference import tell_reference
from decision_record.review.requests import tell_requests
from decision_record.review.review import (
    NOTES,
    TITLES,
    ChangeReview,
    GroupId,
    LineGroup,
    ReviewLine,
)
from decision_record.review.rows import tell_rows
from decision_record.review.sentences import PLACES, Sentences
from decision_record.review.subjects import Found, gather_subjects
from decision_record.review.summary import summarize_review
from decision_record.review.versions import make_versions
from decision_record.review.words import tell_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What a review is made from."""

    before: Records
    after: Records
    changes: FileChanges
    """What became of the files."""
    problems: tuple[Diagnostic, ...] = ()
    """The problems that the change brings."""
    other_files: tuple[OtherFile, ...] = ()
    """What becomes of files that are no records."""
    notes: tuple[str, ...] = ()
    """What could not be compared, a sentence each."""
    earlier_settings: Settings | None = None
    """What the team had set before the change, where that is known."""


def make_review(
    sides: Sides,
    *,
    as_of: date,
    settings: Settings,
    base: str,
    commit: str | None = None,
    most_accounts: int = MOST_NAMED,
) -> ChangeReview:
    """What merging a change does.

    Args:
        sides: The records before the change and after it, without personal ones.
        as_of: The day for which both are replayed.
        settings: What the team has set, after the change.
        base: What the change is compared with, as it was named.
        commit: The commit that is compared in its place.
        most_accounts: How many accounts a sentence lists.
    """
    renamed = _renamed_records(sides)
    versions = make_versions(
        sides.before, sides.after, renamed=renamed, as_of=as_of, settings=settings
    )
    names = Names(
        before=versions.before,
        after=versions.after,
        renames=find_renames(versions.before.records, versions.after.records, records=renamed),
        most_accounts=most_accounts,
    )
    differences = find_differences(names.before, names.after, renames=names.renames)
    found = gather_subjects(differences)
    told = with_accounts_of_records(_tell(found, sides, settings, names=names), names=names)
    lines = fold(told, names=names)
    lines += tell_touched(lines, names=names)
    lines += _problems(sides.problems, names=names)
    lines += _not_compared((*sides.notes, *versions.not_compared), names=names)
    groups = tuple(_group(lines))
    return ChangeReview(
        as_of=as_of,
        base=base,
        commit=commit,
        summary=summarize_review(groups),
        groups=groups,
        differences=len(differences),
    )


def _tell(found: Found, sides: Sides, settings: Settings, *, names: Names) -> Iterator[ReviewLine]:
    """Every difference and every record in a sentence, subject by subject."""
    yield from tell_past(sides.changes, names=names)
    yield from _other_files(sides.other_files, names=names)
    yield from tell_decisions(found, names=names)
    yield from tell_actions(found, names=names)
    yield from tell_loops(found, names=names)
    yield from tell_surprises(found, names=names)
    yield from tell_requests(found, names=names)
    yield from tell_rows(found, names=names)
    yield from tell_planned(found, names=names)
    yield from tell_words(found, names=names)
    yield from tell_accounts(found, sides.changes, names=names)
    yield from tell_reference(found, names=names)
    yield from tell_other_fields(names)
    yield from tell_records(sides.changes, found, names=names)
    yield from tell_noted(sides.changes, names=names)
    yield from tell_settings(sides.earlier_settings, settings, names=names)


def _renamed_records(sides: Sides) -> Mapping[str, str]:
    """The records whose file has another name now, whether they say so by `formerly` or not."""
    return {
        each.was.id: each.now.id
        for each in sides.changes.renamed
        if each.was.kind in (FileKind.MEETING, FileKind.UPDATE) and each.was.id != each.now.id
    }


def _group(lines: Sequence[ReviewLine]) -> Iterator[LineGroup]:
    for id_ in GroupId:
        own = tuple(sorted((line for line in lines if line.group is id_), key=_place))
        if own:
            yield LineGroup(id=id_, title=TITLES[id_], note=NOTES.get(id_), lines=own)


def _place(line: ReviewLine) -> int:
    """What is new comes first, then what became of older things; otherwise the order stays."""
    return PLACES[line.kind]


def _other_files(files: Iterable[OtherFile], *, names: Names) -> Iterator[ReviewLine]:
    write = Sentences(group=GroupId.OTHER_FILES, ref=None, names=names)
    for each in files:
        yield write.make(f"file-{each.change}", each.path, ())


def _problems(problems: Iterable[Diagnostic], *, names: Names) -> Iterator[ReviewLine]:
    """The problems that the change brings, errors first."""
    write = Sentences(group=GroupId.PROBLEMS, ref=None, names=names)
    for each in sorted(problems, key=lambda each: each.severity is not Severity.ERROR):
        place = f"{each.place.file}:{each.place.span.line}"
        text = f"{each.code}, {place}: {on_one_line(each.message)}; {on_one_line(each.help)}"
        yield write.make(each.severity, text, ())


def _not_compared(notes: Iterable[str], *, names: Names) -> Iterator[ReviewLine]:
    write = Sentences(group=GroupId.NOT_COMPARED, ref=None, names=names)
    for note in notes:
        yield write.make("not-compared", note, ())
