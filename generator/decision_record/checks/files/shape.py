"""DR101 to DR107: whether a file has the shape of its kind. The models find all but DR105."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from decision_record.checks.context import CheckContext, point, point_at
from decision_record.checks.files.file import found_when_read
from decision_record.checks.files.impossible_values import (
    find_circles_of_managers,
    find_impossible_readings,
)
from decision_record.checks.references.spelling import Speller, make_speller_of, spell_several
from decision_record.checks.rule import Rule, RuleExample, in_file, in_update
from decision_record.diagnostics import (
    DocumentPath,
    Pointer,
    Problem,
    RelatedPlace,
    Severity,
    Underlined,
)
from decision_record.model.agenda import planned_blocks
from decision_record.model.amend import meant_path
from decision_record.model.fields import annotation_at, parts_of
from decision_record.model.history import Since
from decision_record.model.pod import Pod
from decision_record.model.records import FileKind
from decision_record.model.refs import Named, Refers
from decision_record.model.schema import MODELS
from decision_record.repository.load import Shaped
from decision_record.source.read import Data, read
from decision_record.source.write import write_inline

if TYPE_CHECKING:
    from datetime import date


def find_missing_fields(context: CheckContext) -> Iterable[Problem]:
    """Fields that a row needs (DR101); a reading of adoption needs both `of` and `day`."""
    yield from context.problems.get("DR101", ())
    for entry in context.written:
        for index, row in enumerate(entry.meeting.readings if entry.meeting else ()):
            if (row.of is None) != (row.day is None):
                has, lacks = ("day", "of") if row.of is None else ("of", "day")
                yield Problem(
                    code="DR101",
                    message=f"the reading of `{row.metric}` has `{has}` and no `{lacks}`",
                    help=f"add `{lacks}: {_ADOPTION[lacks]}`, or remove `{has}` where it is no "
                    "reading of how many use what shipped",
                    at=point(entry, "readings", index, part=Underlined.ROW),
                )


_ADOPTION = {
    "of": "…`, the shipped item, as in `of: 2026-04-28-tier-1/S1",
    "day": "…`, the days since it went live, as in `day: 30",
}

MISSING_FIELD = Rule(
    code="DR101",
    slug="missing-field",
    severity=Severity.ERROR,
    says="A required field is missing.",
    looks_at="The required fields of every file and row; and `of` and `day` of a reading of "
    "adoption, which go together.",
    why="An action without an owner, or a decision without its sentence, is not a record of "
    "anything.",
    failing=in_update(
        "actions:\n  cs:\n    - {id: A1, what: Send Ashgrove the dates, owner: anneke.morrow}\n"
    ),
    passing=in_update(
        "actions:\n  cs:\n"
        "    - {id: A1, what: Send Ashgrove the dates, owner: anneke.morrow, due: 2026-04-24}\n"
    ),
    find=find_missing_fields,
)


def find_unknown_fields(context: CheckContext) -> Iterable[Problem]:
    """Names that are not known (DR102), and blocks of `minutes_on` that are nearly a known one."""
    yield from context.problems.get("DR102", ())
    for entry in context.written:
        series = context.records.series.get(entry.meeting.series) if entry.meeting else None
        if entry.meeting is None or series is None:
            continue
        known = ("accounts", "document", *(block.name for block in planned_blocks(series)))
        for name in entry.meeting.minutes_on:
            near = get_close_matches(name.lower(), known, n=1, cutoff=_NEAR)
            if name not in known and near:
                yield Problem(
                    code="DR102",
                    message=f"`{name}` is not a block of this meeting",
                    help=f"did you mean `{near[0]}`? Its minutes are counted under that name",
                    at=point(entry, "minutes_on", name, part=Underlined.KEY),
                )


_NEAR = 0.8
"""How alike two names are that probably mean one."""

UNKNOWN_FIELD = Rule(
    code="DR102",
    slug="unknown-field",
    severity=Severity.ERROR,
    says="The name of a field is not known.",
    looks_at="Every field name, and whether a section belongs to this kind of "
    "meeting. A block in `minutes_on` may have any name that does not look like a misspelt block "
    "of the ritual.",
    why="A value under a misspelt name appears on no page: a due date that was written, and that "
    "no list shows.",
    failing=in_update("note: The export was slow again.\n"),
    passing=in_update("notes: The export was slow again.\n"),
    find=find_unknown_fields,
)


def find_wrong_types(context: CheckContext) -> Iterable[Problem]:
    """Values of the wrong type (DR103); a list is offered with the names that are declared."""
    spellers: dict[Named, Speller] = {}
    kinds = {file.name: file.kind for file in context.records.files}
    for problem in context.problems.get("DR103", ()):
        named = _listed(problem, kinds.get(problem.at.file))
        if named is None:
            yield problem
            continue
        if named not in spellers:
            spellers[named] = make_speller_of(named, context.records)
        yield _with_known_names(problem, spellers[named])
    yield from find_circles_of_managers(context)
    yield from find_impossible_readings(context)


def _listed(problem: Problem, kind: FileKind | None) -> Named | None:
    """What a list names that was written as one text; None for any other problem.

    Args:
        problem: The problem.
        kind: The kind of its file.
    """
    fix = problem.fix
    if kind is None or fix is None or fix.at is not None or not isinstance(problem.at, Pointer):
        return None
    path = meant_path(problem.at.path, model=MODELS[kind])
    _, metadata = parts_of(annotation_at(MODELS[kind], (*path, 0)))
    refers = next((each for each in metadata if isinstance(each, Refers)), None)
    named = refers.to if refers else None
    return named if fix.replacement.startswith("[") and named is not Named.ITEM else None


def _with_known_names(problem: Problem, spell: Speller) -> Problem:
    fix = problem.fix
    items = read(fix.replacement.encode(), file="").data if fix else None
    if fix is None or not isinstance(items, list):
        return problem
    names: list[Data] = []
    for each in items:
        found = spell(each) if isinstance(each, str) else None
        several = spell_several(each, spell) if isinstance(each, str) else ()
        names += several or [found.name if found and found.certain else each]
    written = write_inline(names)
    return replace(
        problem,
        help=problem.help.replace(fix.replacement, written),
        fix=replace(fix, replacement=written),
    )


WRONG_TYPE = Rule(
    code="DR103",
    slug="wrong-type",
    severity=Severity.ERROR,
    says="A value has the wrong type for its field.",
    looks_at="Days, times, numbers, true and false, currencies, lists, and names with values. "
    "Also impossible values: an NPS or a percentage out of range, a last day before the "
    "first, and `manager`s in people.yml that form a circle.",
    why="A day that is not written YYYY-MM-DD can be read in two ways, and a list written as one "
    "text counts as one entry.",
    failing=in_update(
        "actions:\n  cs:\n    - {id: A1, what: Send Ashgrove the dates, owner: anneke.morrow,"
        " due: 24 April}\n"
    ),
    passing=in_update(
        "actions:\n  cs:\n    - {id: A1, what: Send Ashgrove the dates, owner: anneke.morrow,"
        " due: 2026-04-24}\n"
    ),
    find=find_wrong_types,
)

NOT_A_WORD = Rule(
    code="DR104",
    slug="invalid-choice",
    severity=Severity.ERROR,
    says="A value is not one of the words that its field takes.",
    looks_at="Fields that take one of a few words, such as `outcome`, `status` or `kind`.",
    why="Pages and measures count by these words. Any other word is not counted.",
    failing=in_update(
        "decisions:\n  - {id: D1, outcome: accepted, what: Ship the export on 20 May,"
        " owner: elin.marchetti, due: 2026-05-20}\n"
    ),
    passing=in_update(
        "decisions:\n  - {id: D1, outcome: decided, what: Ship the export on 20 May,"
        " owner: elin.marchetti, due: 2026-05-20}\n"
    ),
    find=found_when_read("DR104"),
)


def find_repeated_ids(context: CheckContext) -> Iterable[Problem]:
    """Ids of two items of a record or metrics of a pod, days of two rows of a history (DR105)."""
    for items in context.rows.values():
        if len({item.ref for item in items}) == len(items):
            continue
        first: dict[str, Pointer] = {}
        for item in items:
            yield from _repeated(item.row.id, first, at=point_at(item, "id"))
    for each in context.shaped:
        if isinstance(each.model, Pod):
            taken: dict[str, Pointer] = {}
            for index, metric in enumerate(each.model.metrics):
                path: DocumentPath = ("metrics", index, "id")
                at = Pointer(file=each.file.name, path=path)
                yield from _repeated(metric.id, taken, at=at)
        yield from _repeated_days(each)


def _repeated_days(shaped: Shaped) -> Iterable[Problem]:
    """Two rows of one history that begin on one day: only one of them would count."""
    for name in type(shaped.model).model_fields:
        rows = getattr(shaped.model, name)
        if not isinstance(rows, tuple) or not all(isinstance(row, Since) for row in rows):
            continue
        first: dict[date, int] = {}
        for index, row in enumerate(rows):
            before = first.setdefault(row.since, index)
            if before != index:
                yield Problem(
                    code="DR105",
                    message=f"two rows of `{name}` begin on {row.since}",
                    help="write in `since` the day from which this row holds, or remove the row "
                    "that is wrong",
                    at=Pointer(file=shaped.file.name, path=(name, index, "since")),
                    related=(
                        RelatedPlace(
                            at=Pointer(file=shaped.file.name, path=(name, before, "since")),
                            text="the first is here",
                        ),
                    ),
                )


def _repeated(name: str, first: dict[str, Pointer], *, at: Pointer) -> Iterable[Problem]:
    before = first.setdefault(name, at)
    if before is not at:
        yield Problem(
            code="DR105",
            message=f"`{name}` is the id of something else in this file",
            help=f"give this one an id of its own, such as `{_free_id(name, first)}`",
            at=at,
            related=(RelatedPlace(at=before, text=f"the first `{name}` is here"),),
        )


def _free_id(name: str, taken: Mapping[str, Pointer]) -> str:
    """The next id of the same letter; of a metric, its name with a number."""
    if name[1:].isdecimal():
        used = [int(each[1:]) for each in taken if each[:1] == name[:1] and each[1:].isdecimal()]
        return f"{name[0]}{max(used) + 1}"
    return f"{name}-2"


REPEATED_ID = Rule(
    code="DR105",
    slug="repeated-id",
    severity=Severity.ERROR,
    says="An id is used twice in one file, or a day twice in one history.",
    looks_at="The `id` of every item of a record, and of every metric of a pod; and `since` in the "
    "history of an account's ARR, CSM or PM, and of the organisation's stage.",
    why="Later records point at an item by its id. Where two have the same, half of what was "
    "agreed cannot be named.",
    failing=in_update(
        "feedback:\n"
        "  - {id: F1, account: ashgrove, what: The export is slow}\n"
        "  - {id: F1, account: copperline, what: The new filter helps}\n"
    ),
    passing=in_update(
        "feedback:\n"
        "  - {id: F1, account: ashgrove, what: The export is slow}\n"
        "  - {id: F2, account: copperline, what: The new filter helps}\n"
    ),
    find=find_repeated_ids,
)

WRONG_ID = Rule(
    code="DR106",
    slug="wrong-id",
    severity=Severity.ERROR,
    says="An id has the wrong form for its section, or a name cannot be used in other files.",
    looks_at="The `id` of every item, the names in people.yml, series.yml and taxonomy.yml, and "
    "the names of the files of accounts and pods.",
    why="The letter says what an item is, wherever it is named: `D1` is a decision on every page.",
    failing=in_update("feedback:\n  - {id: Q1, account: ashgrove, what: The export is slow}\n"),
    passing=in_update("feedback:\n  - {id: F1, account: ashgrove, what: The export is slow}\n"),
    find=found_when_read("DR106"),
)

_HALVORSEN = """\
name: Halvorsen Pike
arr: 90000
segment: enterprise
csm: desmond.achterberg
renewal: 2026-11-30
"""

TWO_OF_ONE_NAME = Rule(
    code="DR107",
    slug="duplicate-name",
    severity=Severity.ERROR,
    says="Two records have one identity.",
    looks_at="The names of files, people, series and words of the taxonomy over all records "
    "roots, and the former names of accounts.",
    why="The site would show one for the other. Of two with one name, only the first counts.",
    failing=in_file("accounts/halvorsen-pike.yml", f"{_HALVORSEN}aliases: [ashgrove]\n"),
    passing=RuleExample(
        files=(("accounts/halvorsen-pike.yml", f"{_HALVORSEN}aliases: [halvorsen]\n"),)
    ),
    find=found_when_read("DR107"),
)
