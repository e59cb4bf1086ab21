"""DR314: whether a decision resolves an open item, with every open part of its chain."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from decision_record.checks.context import CheckContext, point, point_at
from decision_record.checks.references.nearest import Earlier
from decision_record.checks.rule import Rule, in_update
from decision_record.checks.wording import quote
from decision_record.diagnostics import (
    DocumentPath,
    Fix,
    Pointer,
    Problem,
    RelatedPlace,
    Severity,
    Underlined,
)
from decision_record.ledger.raised import Raised
from decision_record.model.asked import Briefing, Escalation, ItemUpdate, Question
from decision_record.model.decided import Decision
from decision_record.model.records import Entry


class _Closing(NamedTuple):
    """What closed an item, and where that was written."""

    said: str
    entry: Entry
    section: str
    row: int
    decision: str | None = None

    @property
    def at(self) -> Pointer:
        return point(self.entry, self.section, self.row, part=Underlined.ROW)


def find_idle_resolutions(context: CheckContext) -> Iterable[Problem]:
    """Decisions that resolve what is not open, or only an earlier part of it (DR314)."""
    closed: dict[str, _Closing] = {}
    earlier = Earlier(context)
    for entry in context.records.entries:
        for row_index, row in enumerate(entry.record.decisions):
            ref = f"{entry.id}/{row.id}"
            for index, name in enumerate(row.resolves):
                path = ("decisions", row_index, "resolves", index)
                meant = _meant(name, ref, context, earlier) if "/" not in name else None
                yield from _idle_resolution(
                    entry.name_of(name), context, closed, at=(entry, path), by=ref, meant=meant
                )
                yield from _brought_again(row, entry.name_of(name), context, at=(entry, path))
            if row.outcome == "decided":
                for name in row.resolves:
                    closing = _Closing(f"resolved by {ref}", entry, "decisions", row_index, ref)
                    for each in _path(entry.name_of(name), context):
                        closed.setdefault(each, closing)
            for name in row.supersedes:
                closing = _Closing(f"superseded by {ref}", entry, "decisions", row_index, ref)
                closed.setdefault(entry.name_of(name), closing)
        for old, closing in _closed_by_rows(entry, context):
            closed.setdefault(old, closing)


def _idle_resolution(
    ref: str,
    context: CheckContext,
    closed: Mapping[str, _Closing],
    *,
    at: tuple[Entry, DocumentPath],
    by: str,
    meant: str | None,
) -> Iterator[Problem]:
    """What is wrong with one name under `resolves`; `meant` is the earlier item of its id."""
    item = context.items.get(ref)
    if item is None:
        return
    closing = closed.get(ref)
    if isinstance(item.row, Decision) and item.row.outcome == "decided" and ref != by:
        yield Problem(
            code="DR314",
            message=f"{quote(ref)} is decided, and was never open",
            help=f"did you mean `{meant}`?"
            if meant
            else "write it under `supersedes` if it no longer holds, or remove it from `resolves`",
            at=point(at[0], *at[1]),
            related=(RelatedPlace(at=point_at(item), text="decided here"),),
        )
    elif closing and closing.decision != by:
        yield Problem(
            code="DR314",
            message=f"{quote(ref)} is no longer open: {closing.said}",
            help=_advise_closed(ref, closing),
            at=point(at[0], *at[1]),
            related=(RelatedPlace(at=closing.at, text="closed here"),),
        )


def _advise_closed(ref: str, closing: _Closing) -> str:
    """What to write in place of naming what is closed; `supersedes` takes decisions alone."""
    if closing.decision:
        return (
            "remove it from `resolves`; if this decision changes what was decided, write "
            f"`supersedes: [{closing.decision}]`"
        )
    return f"remove it from `resolves`; if this decision changes the answer, write `about: [{ref}]`"


def _meant(name: str, by: str, context: CheckContext, earlier: Earlier) -> str | None:
    """The earlier deferral that a decision meant by the id of another one of its own record."""
    own = context.items.get(f"{by.rpartition('/')[0]}/{name}")
    return earlier.find_open(own) if own and own.ref != by else None


def _brought_again(
    decision: Decision, ref: str, context: CheckContext, *, at: tuple[Entry, DocumentPath]
) -> Iterator[Problem]:
    """A decision that resolves an earlier part of a path, and leaves a later one open."""
    entry, path = at
    if decision.outcome != "decided" or ref not in context.raised:
        return
    resolved = {entry.name_of(name) for name in decision.resolves}
    later = [
        part
        for part in context.path_of[ref].parts
        if ref in _path(part.ref, context)
        and part.ref != ref
        and not context.comes_later(part.record, than=entry)
        and (part.resolved is None or part.resolved > entry.date)
        # What the decision resolves after this part is settled with all before it.
        and resolved.isdisjoint(each.ref for each in _after(part, context))
    ]
    if later and not any(each in resolved for each in (part.ref for part in later)):
        newest = later[-1].ref
        # A record that could not be read may have resolved it, or continue it.
        if context.misses(context.entries[later[-1].record].date, date.max):
            return
        yield Problem(
            code="DR314",
            message=f"{quote(ref)} was raised again, and `{newest}` stays open",
            help=f"resolve the newest part, which settles those before it: `{newest}`",
            at=point(entry, *path),
            related=(RelatedPlace(at=point_at(context.items[newest]), text="open here"),),
            fix=Fix(title=f"write `{newest}`", replacement=newest),
        )


def _after(part: Raised, context: CheckContext) -> Iterator[Raised]:
    """A part, and all that continue it."""
    for each in context.path_of[part.ref].parts:
        if part.ref in _path(each.ref, context):
            yield each


def _path(ref: str, context: CheckContext) -> Iterable[str]:
    """An item, and those that it continues: what resolves it resolves them all."""
    way = [ref]
    while (part := context.raised.get(way[-1])) and part.before:
        way.append(part.before)
    return way


def _closed_by_rows(entry: Entry, context: CheckContext) -> Iterator[tuple[str, _Closing]]:
    """What a record closes without a decision: by an update, in tier 2, by an answer."""
    for index, update in enumerate(entry.record.updates):
        ref = entry.name_of(update.item)
        item = context.items.get(ref)
        row = item.row if item else None
        said = _closed_by(update, entry) if isinstance(row, Question) else None
        if isinstance(row, Briefing | Escalation) and update.resolved:
            said = f"resolved on {update.resolved}"
        elif isinstance(row, Briefing) and update.answered:
            said = f"answered on {update.answered}"
        for each in _path(ref, context) if said else ():
            yield each, _Closing(said or "", entry, "updates", index)
    for index, briefing in enumerate(entry.record.briefings):
        if briefing.outcome in ("answered", "decided"):
            said = f"{briefing.outcome} on {entry.date}"
            closing = _Closing(said, entry, "briefings", index)
            for each in _path(f"{entry.id}/{briefing.id}", context):
                yield each, closing
    for index, question in enumerate(entry.record.questions):
        if question.answer or question.say:
            closing = _Closing(f"answered on {entry.date}", entry, "questions", index)
            yield f"{entry.id}/{question.id}", closing


def _closed_by(update: ItemUpdate, entry: Entry) -> str | None:
    """How an update answers a question; one with `answer_by` and no `answered` is interim."""
    is_answer = (update.answer or update.say) and not update.answer_by
    return f"answered on {update.answered or entry.date}" if update.answered or is_answer else None


IDLE_RESOLUTION = Rule(
    code="DR314",
    slug="resolves-closed-item",
    severity=Severity.WARNING,
    says="A decision resolves an item that is not open.",
    looks_at="`resolves` of every decision, against what earlier records decided, resolved, "
    "superseded and answered. Resolving a later part of a chain resolves the earlier "
    "parts; resolving only an earlier part leaves the later one open.",
    fields=("meeting/decisions.resolves",),
    why="Either it was settled before, and two decisions now answer one question, or "
    "another item was meant and stays open.",
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
