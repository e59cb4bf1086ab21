"""DR313 and DR314: whether a decision supersedes and resolves what still stands open."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from decision_record.checks.facts import Facts, point, point_at
from decision_record.checks.rule import Rule, in_update
from decision_record.checks.wording import quote
from decision_record.diagnostics import DocumentPath, Note, Part, Pointer, Problem, Severity
from decision_record.model.records import Entry
from decision_record.model.rows import Briefing, Decision, Escalation, Question


class _Superseding(NamedTuple):
    """One decision that names another in `supersedes`."""

    new: str
    old: str
    written: str
    entry: Entry
    at: Pointer


def _supersedings(facts: Facts) -> Iterator[_Superseding]:
    for entry in facts.records.entries:
        for row_index, row in enumerate(entry.record.decisions):
            for index, name in enumerate(row.supersedes):
                old = entry.name_of(name)
                if old in facts.decisions:
                    yield _Superseding(
                        f"{entry.id}/{row.id}",
                        old,
                        name,
                        entry,
                        point(entry, "decisions", row_index, "supersedes", index),
                    )


def find_vain_supersedings(facts: Facts) -> Iterable[Problem]:
    """Decisions that supersede what is superseded already, or each other (DR313)."""
    taken: dict[str, _Superseding] = {}
    replaces: dict[str, list[str]] = {}
    for each in _supersedings(facts):
        before = taken.get(each.old)
        if each.new == each.old or _leads_to(each.new, each.old, replaces):
            yield Problem(
                code="DR313",
                message=f"{each.new} supersedes itself"
                if each.new == each.old
                else f"{each.new} supersedes {each.written}, which supersedes it",
                help="remove the row that is not so: only a later decision supersedes another",
                at=each.at,
                related=(Note(at=point_at(facts.items[each.old]), text="the other is here"),)
                if each.new != each.old
                else (),
            )
        elif before:
            yield Problem(
                code="DR313",
                message=f"{each.old} is superseded already, by {before.new}",
                help=f"supersede what holds now: write `{_holding(before.new, taken)}`",
                at=each.at,
                related=(Note(at=before.at, text="superseded here"),),
            )
        replaces.setdefault(each.new, []).append(each.old)
        if not facts.comes_later(facts.decisions[each.old].record, than=each.entry):
            taken.setdefault(each.old, each)


def _leads_to(goal: str, start: str, replaces: Mapping[str, list[str]]) -> bool:
    """Whether a decision supersedes another, directly or through others."""
    ahead, seen = [start], {start}
    while ahead:
        olds = [old for old in replaces.get(ahead.pop(), ()) if old not in seen]
        if goal in olds:
            return True
        seen.update(olds)
        ahead += olds
    return False


def _holding(ref: str, taken: Mapping[str, _Superseding]) -> str:
    """The decision that has taken another's place in the end."""
    seen = {ref}
    while ref in taken and taken[ref].new not in seen:
        ref = taken[ref].new
        seen.add(ref)
    return ref


VAIN_SUPERSEDING = Rule(
    code="DR313",
    slug="vain-superseding",
    severity=Severity.ERROR,
    says="A decision supersedes what is superseded already, or decisions supersede each other.",
    looks_at="`supersedes` of every decision, in the order of the replay.",
    why="Nobody can tell which of them holds, and two CSMs say two things to one customer.",
    failing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Ship the export on 2 June, owner: elin.marchetti,"
        " due: 2026-06-02, supersedes: [2026-03-31-tier-1/D3]}\n"
    ),
    passing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Ship the export on 2 June, owner: elin.marchetti,"
        " due: 2026-06-02, supersedes: [2026-04-14-anneke/D1]}\n"
    ),
    find=find_vain_supersedings,
)


class _Closing(NamedTuple):
    """What closed an item, and where that stands."""

    said: str
    entry: Entry
    section: str
    row: int
    decision: str | None = None

    @property
    def at(self) -> Pointer:
        return point(self.entry, self.section, self.row, part=Part.ROW)


def find_idle_resolutions(facts: Facts) -> Iterable[Problem]:
    """Decisions that resolve what is not open (DR314)."""
    closed: dict[str, _Closing] = {}
    for entry in facts.records.entries:
        for row_index, row in enumerate(entry.record.decisions):
            ref = f"{entry.id}/{row.id}"
            for index, name in enumerate(row.resolves):
                path = ("decisions", row_index, "resolves", index)
                yield from _idle_resolution(
                    entry.name_of(name), facts, closed, at=(entry, path), by=ref
                )
            if row.outcome == "decided":
                for name in row.resolves:
                    closing = _Closing(f"resolved by {ref}", entry, "decisions", row_index, ref)
                    for each in _path(entry.name_of(name), facts):
                        closed.setdefault(each, closing)
            for name in row.supersedes:
                closing = _Closing(f"superseded by {ref}", entry, "decisions", row_index, ref)
                closed.setdefault(entry.name_of(name), closing)
        for old, closing in _closed_by_rows(entry, facts):
            closed.setdefault(old, closing)


def _idle_resolution(
    ref: str,
    facts: Facts,
    closed: Mapping[str, _Closing],
    *,
    at: tuple[Entry, DocumentPath],
    by: str,
) -> Iterator[Problem]:
    item = facts.items.get(ref)
    if item is None:
        return
    closing = closed.get(ref)
    if isinstance(item.row, Decision) and item.row.outcome == "decided" and ref != by:
        yield Problem(
            code="DR314",
            message=f"{quote(ref)} is decided, and was never open",
            help="write it under `supersedes` if it no longer holds, or remove it from `resolves`",
            at=point(at[0], *at[1]),
            related=(Note(at=point_at(item), text="decided here"),),
        )
    elif closing and closing.decision != by:
        yield Problem(
            code="DR314",
            message=f"{quote(ref)} is not open any more: {closing.said}",
            help="remove it from `resolves`; if the decision changes the earlier one, write that "
            "one under `supersedes`",
            at=point(at[0], *at[1]),
            related=(Note(at=closing.at, text="closed here"),),
        )


def _path(ref: str, facts: Facts) -> Iterable[str]:
    """An item, and what it was before: what resolves it resolves them all."""
    seen: dict[str, None] = {}
    each: str | None = ref
    while each and each not in seen:
        seen[each] = None
        item = facts.items.get(each)
        row = item.row if item else None
        before = row.from_ if isinstance(row, Escalation | Briefing) else None
        each = item.entry.name_of(before) if item and before else None
    return seen


def _closed_by_rows(entry: Entry, facts: Facts) -> Iterator[tuple[str, _Closing]]:
    """What a record closes without a decision: by an update, in tier 2, by an answer."""
    for index, update in enumerate(entry.record.updates):
        ref = entry.name_of(update.item)
        item = facts.items.get(ref)
        if item and isinstance(item.row, Question) and (update.answered or update.answer):
            said = f"answered on {update.answered or entry.date}"
            yield ref, _Closing(said, entry, "updates", index)
        elif update.resolved:
            for each in _path(ref, facts):
                yield each, _Closing(f"resolved on {update.resolved}", entry, "updates", index)
    for index, briefing in enumerate(entry.record.briefings):
        if briefing.outcome in ("answered", "decided"):
            said = f"{briefing.outcome} on {entry.date}"
            closing = _Closing(said, entry, "briefings", index)
            for each in _path(f"{entry.id}/{briefing.id}", facts):
                yield each, closing
    for index, question in enumerate(entry.record.questions):
        if question.answer:
            closing = _Closing(f"answered on {entry.date}", entry, "questions", index)
            yield f"{entry.id}/{question.id}", closing


IDLE_RESOLUTION = Rule(
    code="DR314",
    slug="idle-resolution",
    severity=Severity.WARNING,
    says="A decision resolves what is not open.",
    looks_at="`resolves` of every decision, against what earlier records decided, resolved, "
    "superseded and answered. What resolves a later part of a path resolves those before it.",
    why="Either it was settled before, and now two decisions answer one question, or something "
    "else was meant, and that one stays open.",
    failing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Take attachments out of the export,"
        " owner: elin.marchetti, due: 2026-05-12, resolves: [2026-04-14-anneke/Q2]}\n"
    ),
    passing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Take attachments out of the export,"
        " owner: elin.marchetti, due: 2026-05-12, resolves: [2026-04-14-anneke/Q1]}\n"
    ),
    find=find_idle_resolutions,
)
