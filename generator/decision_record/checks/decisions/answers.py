"""DR329 and DR332: what a briefing came to, and by when its answer is needed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from decision_record.checks.context import CheckContext, point, point_at
from decision_record.checks.examples import in_tier_2
from decision_record.checks.rule import Rule
from decision_record.checks.wording import quote
from decision_record.diagnostics import Problem, RelatedPlace, Severity, Underlined
from decision_record.ledger.items import Item
from decision_record.model.asked import Briefing, Escalation
from decision_record.model.decided import Decision
from decision_record.model.records import Entry


def _briefings(context: CheckContext) -> Iterator[tuple[Entry, int, Briefing]]:
    for entry in context.written:
        for index, row in enumerate(entry.record.briefings):
            yield entry, index, row


def find_empty_answers(context: CheckContext) -> Iterable[Problem]:
    """Briefings that are answered without an answer, or decided without a decision (DR329)."""
    for entry, index, row in _briefings(context):
        put_off = _put_off(row, entry, context)
        if row.outcome == "answered" and row.answer is None:
            message = f"{row.id} is answered, and the answer is missing"
            advice = (
                "add what Product answered, as in `answer: …`; if there was no answer, write "
                "`outcome: open`"
            )
        elif row.outcome == "decided" and row.decision is None:
            message = f"{row.id} is decided, and the decision is missing"
            advice = (
                "add the decision that settles it, as in `decision: D1`, and write it under "
                "`decisions`; if nothing was decided, write `outcome: open`"
            )
        elif put_off:
            message = (
                f"{row.id} is decided, but {quote(row.decision or '')} is {put_off.row.outcome}, "
                "so nothing is decided yet"
            )
            own = put_off.item.entry.id == entry.id
            also = f", and `about: [{row.id}]` in {quote(put_off.row.id)}" if own else ""
            advice = (
                f"write `outcome: {_LEFT_AS[put_off.row.outcome]}`{also}; if another decision "
                "settles it, name that one"
            )
        else:
            continue
        yield Problem(
            code="DR329",
            message=message,
            help=advice,
            at=point(entry, "briefings", index, "outcome"),
            related=(RelatedPlace(at=point_at(put_off.item), text="this decision"),)
            if put_off
            else (),
        )


class _PutOff(NamedTuple):
    """A decision that decides nothing yet."""

    item: Item
    row: Decision


_LEFT_AS = {"deferred": "open", "escalated": "escalated"}
"""How a briefing leaves a meeting that put its decision off, by the decision's outcome."""


def _put_off(row: Briefing, entry: Entry, context: CheckContext) -> _PutOff | None:
    """The deferred or escalated decision by which a briefing is said to be decided."""
    if row.outcome != "decided" or row.decision is None:
        return None
    item = context.items.get(entry.name_of(row.decision))
    if item is None or not isinstance(item.row, Decision) or item.row.outcome == "decided":
        return None
    return _PutOff(item, item.row)


EMPTY_ANSWER = Rule(
    code="DR329",
    slug="empty-answer",
    severity=Severity.ERROR,
    says="A briefing is answered without an answer, or decided without a decision.",
    looks_at="`outcome` of every briefing: `answered` goes with `answer`, and `decided` with "
    "`decision`. A decision that is deferred or escalated decides nothing yet.",
    fields=("meeting/briefings.outcome", "meeting/briefings.answer", "meeting/briefings.decision"),
    why="The briefing counts as settled, and the CSM has nothing to tell the customer.",
    failing=in_tier_2(
        briefings="\n  - {id: B1, account: ostermark, request: Does the export keep formulas?,"
        " tried: A copy by hand, answer_by: 2026-05-04, outcome: answered}"
    ),
    passing=in_tier_2(),
    find=find_empty_answers,
)


def find_dayless_briefings(context: CheckContext) -> Iterable[Problem]:
    """Briefings that do not say by when the answer is needed (DR332)."""
    given = _days_given(context)
    for entry, index, row in _briefings(context):
        if row.answer_by is None and not _has_day_before(row, entry, context, given):
            yield Problem(
                code="DR332",
                message=f"{row.id} does not say by when the answer is needed",
                help="add the day on which the CSM needs the answer, as in `answer_by: …`",
                at=point(entry, "briefings", index, part=Underlined.ROW),
            )


def _days_given(context: CheckContext) -> Mapping[str, str]:
    """The items to which a row of `updates` gives a day, each with the first record that does."""
    given: dict[str, str] = {}
    for entry in context.records.entries:
        for row in entry.record.updates:
            if row.answer_by and context.is_there(entry.name_of(row.item), entry):
                given.setdefault(entry.name_of(row.item), entry.id)
    return given


def _has_day_before(
    row: Briefing, entry: Entry, context: CheckContext, given: Mapping[str, str]
) -> bool:
    """Whether an earlier part of the path has the day, or may have it and could not be read."""
    seen: set[str] = set()
    part: Escalation | Briefing = row
    where = entry
    while part.from_:
        ref = where.name_of(part.from_)
        item = context.items.get(ref)
        if item is None or not isinstance(item.row, Escalation | Briefing) or ref in seen:
            # Another rule reports what is not there.
            return True
        seen.add(ref)
        part, where = item.row, item.entry
        giver = context.entries.get(given.get(ref, ""))
        if part.answer_by or (giver and context.comes_later(entry.id, than=giver)):
            return True
        if context.misses(where.date, entry.date, sections=("updates",)):
            return True
    return False


DAYLESS_BRIEFING = Rule(
    code="DR332",
    slug="briefing-without-date",
    severity=Severity.WARNING,
    says="A briefing does not say by when its answer is needed.",
    looks_at="`answer_by` of every briefing, of the item it came `from`, and of the `updates` to "
    "that item.",
    fields=("meeting/briefings.answer_by", "meeting/briefings.from"),
    why="Without a day the PM cannot tell which of three answers comes first, and the CSM goes to "
    "the customer without one.",
    failing=in_tier_2(
        briefings="\n  - {id: B1, account: ostermark, request: Does the export keep formulas?,"
        " tried: A copy by hand, outcome: answered, answer: It keeps them.}"
    ),
    passing=in_tier_2(),
    find=find_dayless_briefings,
)
