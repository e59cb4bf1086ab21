"""DR307 to DR310: whether what is open is reviewed, once, and what the reviews say."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from decision_record.checks.context import CheckContext, point, point_at
from decision_record.checks.rule import Rule, RuleExample, in_update
from decision_record.checks.wording import quote
from decision_record.diagnostics import Pointer, Problem, RelatedPlace, Severity, Underlined
from decision_record.ledger.actions import QueuedAction
from decision_record.model.decided import Review
from decision_record.model.item_ids import ItemKind
from decision_record.model.records import Entry


def find_unreviewed(context: CheckContext) -> Iterable[Problem]:
    """Actions that a meeting of their series passed over (DR307)."""
    queues: dict[str, dict[str, QueuedAction]] = {}
    touched: dict[str, date] = {}
    reviews = _reviewed_actions(context)
    openings: dict[str, list[QueuedAction]] = {}
    for action in context.actions.values():
        openings.setdefault(action.record, []).append(action)
    for entry in context.records.entries:
        meeting = entry.meeting
        if meeting and meeting.held:
            named = {row.action for row in meeting.review if row.action}
            reviewed = {entry.name_of(name) for name in named}
            # A row of `loops` that tells the customer counts as the review of who was to tell.
            reviewed |= {action.ref for action, closes in reviews.get(entry.id, ()) if closes}
            for ref, action in queues.get(meeting.series, {}).items():
                # An earlier meeting of the day may have opened or reviewed it already.
                known = ref in reviewed or touched[ref] == entry.date
                # Without its record an id names nothing, and DR206 offers the action that is meant.
                known = known or ref.rpartition("/")[2] in named
                # A record that could not be read may have closed it.
                if not known and not context.misses_since(
                    ref,
                    entry.date,
                    series=meeting.series,
                    sections=("review", "loops"),
                ):
                    yield _unreviewed(action, entry, context)
        for action, closes in reviews.get(entry.id, ()):
            touched[action.ref] = entry.date
            if closes:
                queues.get(action.series or "", {}).pop(action.ref, None)
        for action in openings.get(entry.id, ()):
            touched[action.ref] = entry.date
            if action.series:
                queues.setdefault(action.series, {})[action.ref] = action


def _reviewed_actions(context: CheckContext) -> Mapping[str, list[tuple[QueuedAction, bool]]]:
    """The actions that each record reviews, each with whether that closes it."""
    reviews: dict[str, list[tuple[QueuedAction, bool]]] = {}
    for action in context.actions.values():
        for step in action.reviews:
            reviews.setdefault(step.record, []).append((action, step.closes))
    return reviews


def _unreviewed(action: QueuedAction, entry: Entry, context: CheckContext) -> Problem:
    return Problem(
        code="DR307",
        message=f"{action.ref} is open and was not reviewed: {quote(action.what)}",
        help=f"add to `review`: `- {{action: {action.ref}, outcome: …}}`, with done, rolled (and "
        "a new `due`), handed-over (and an `owner`) or dropped (and a `note`)",
        at=point(entry, "review", part=Underlined.KEY),
        related=(RelatedPlace(at=point_at(context.items[action.ref]), text="opened here"),),
    )


_OPENED = (
    "updates/2026/2026-04-16-desmond.yml",
    """\
date: 2026-04-16
by: desmond.achterberg
series: tier-2-reporting
actions:
  cs:
    - {id: A1, what: Ask Ostermark for a file, owner: desmond.achterberg, due: 2026-04-20}
""",
)
_HELD = "meetings/2026/2026-04-21-tier-2-reporting.yml"
_TIER_2 = (
    "series: tier-2-reporting\ndate: 2026-04-21\nattendees: [desmond.achterberg, elin.marchetti]\n"
)

UNREVIEWED = Rule(
    code="DR307",
    slug="unreviewed-action",
    severity=Severity.ERROR,
    says="A meeting did not review an action that was open in its series.",
    looks_at="Every action of the series that was opened before the meeting and not closed by "
    "then, against the rows of its `review`. Cancelled meetings review nothing; a second meeting "
    "of a day does not review again what the day opened or reviewed already.",
    fields=("meeting/review",),
    why="An action that is not reviewed is done late or never, and the customer waits.",
    failing=RuleExample(files=(_OPENED, (_HELD, _TIER_2))),
    passing=RuleExample(
        files=(
            _OPENED,
            (
                _HELD,
                f"{_TIER_2}review:\n  - {{action: 2026-04-16-desmond/A1, outcome: done}}\n",
            ),
        )
    ),
    find=find_unreviewed,
)


def find_reviewed_twice(context: CheckContext) -> Iterable[Problem]:
    """Reviews of what the record has reviewed already, or of what was closed before (DR308)."""
    closed: dict[str, _Closed] = {}
    told = _told_by_rows(context)
    for entry in context.records.entries:
        seen: dict[str, _Reviewed] = {}
        for each in _reviewed(entry, context):
            ref, row = each.ref, each.row
            before = closed.get(ref)
            if ref in seen:
                yield Problem(
                    code="DR308",
                    message=f"{ref} is reviewed twice in this record",
                    help="keep the row that says what became of it, and remove the other",
                    at=each.at,
                    related=(RelatedPlace(at=seen[ref].at, text="reviewed here"),),
                )
            elif before and not (before.was_told and row.outcome == "done"):
                yield Problem(
                    code="DR308",
                    message=f"{ref} was closed already: {before.said}",
                    help="remove the row; if there is something left to do, write a new action",
                    at=each.at,
                    related=(RelatedPlace(at=before.at, text="closed here"),),
                )
            seen.setdefault(ref, each)
            if _closes(each, context):
                closed.setdefault(ref, _Closed(f"{row.outcome} on {each.day}", each.at))
        for ref, closing in told.get(entry.id, {}).items():
            closed.setdefault(ref, closing)


def _closes(reviewed: "_Reviewed", context: CheckContext) -> bool:
    """Whether nothing is left to review: of decisions only one that was decided can be done."""
    decision = context.decisions.get(reviewed.ref)
    if decision:
        return reviewed.row.outcome == "done" and decision.outcome == "decided"
    return reviewed.row.outcome in {"done", "dropped"}


class _Closed(NamedTuple):
    """What closed an action or a decision's follow-through."""

    said: str
    at: Pointer
    was_told: bool = False
    """Whether a row of `loops` did, which a later review as done only repeats."""


def _told_by_rows(context: CheckContext) -> Mapping[str, Mapping[str, _Closed]]:
    """By record the actions that its rows of `loops` close."""
    told: dict[str, dict[str, _Closed]] = {}
    for action in context.actions.values():
        for step in action.reviews:
            if step.section == "loops" and step.closes:
                at = Pointer(
                    file=context.entries[step.record].file.name,
                    path=("loops", step.row),
                    part=Underlined.ROW,
                )
                closing = _Closed(f"the customer was told on {step.on}", at, was_told=True)
                told.setdefault(step.record, {})[action.ref] = closing
    return told


class _Reviewed(NamedTuple):
    """A row of `review`, with the item that it is about."""

    entry: Entry
    place: int
    row: Review
    ref: str

    @property
    def at(self) -> Pointer:
        what = "action" if self.row.action else "decision"
        return point(self.entry, "review", self.place, what)

    @property
    def day(self) -> date:
        """The day it happened; only what was done has one of its own."""
        on = self.row.on if self.row.outcome == "done" else None
        return on or self.entry.date


def _reviewed(entry: Entry, context: CheckContext) -> Iterator[_Reviewed]:
    """The actions and decisions that a record reviews, and that were there before it."""
    for index, row in enumerate(entry.record.review):
        kind = ItemKind.ACTION if row.action else ItemKind.DECISION
        ref = entry.name_of(row.action or row.decision or "")
        item = context.items.get(ref)
        if item and item.kind is kind and context.comes_later(entry.id, than=item.entry):
            yield _Reviewed(entry, index, row, ref)


REVIEWED_TWICE = Rule(
    code="DR308",
    slug="reviewed-twice",
    severity=Severity.ERROR,
    says="An action or a decision is reviewed twice, or after it was closed.",
    looks_at="Every row of `review`, against the rows before it in this record, and against the "
    "row that closed the item: done or dropped, or a row of `loops` that told the customer. "
    "Reviewing as done what such a row closed is accepted.",
    fields=("meeting/review.action",),
    why="Two rows say two different things, and only the first counts. What is reviewed after it "
    "was done is another action, and was not written down.",
    failing=in_update("review:\n  - {action: 2026-04-14-anneke/A2, outcome: done}\n"),
    passing=in_update("review:\n  - {action: 2026-04-14-anneke/A1, outcome: done}\n"),
    find=find_reviewed_twice,
)


def _reviews(context: CheckContext, outcome: str) -> Iterator[tuple[Entry, int, Review]]:
    for entry in context.written:
        for index, row in enumerate(entry.record.review):
            if row.outcome == outcome:
                yield entry, index, row


def find_idle_rolls(context: CheckContext) -> Iterable[Problem]:
    """What was rolled to no date or one that has passed, or handed over to no one (DR309)."""
    for entry, index, row in _reviews(context, "handed-over"):
        if row.owner is None:
            yield Problem(
                code="DR309",
                message=f"{quote(row.action or row.decision or '')} is handed over without a new "
                "owner",
                help="add the person who does it from now on, as in `owner: …`",
                at=point(entry, "review", index, "outcome"),
            )
    for entry, index, row in _reviews(context, "rolled"):
        name = quote(row.action or row.decision or "")
        if row.due is None:
            yield Problem(
                code="DR309",
                message=f"{name} is rolled without a new date",
                help="add the day by which it will be done, as in `outcome: rolled, due: …`",
                at=point(entry, "review", index, "outcome"),
            )
        elif row.due <= entry.date:
            yield Problem(
                code="DR309",
                message=f"{name} is rolled to {row.due}, which is not after {entry.date}",
                help=f"write a date after {entry.date}",
                at=point(entry, "review", index, "due"),
            )


IDLE_ROLL = Rule(
    code="DR309",
    slug="roll-without-date",
    severity=Severity.ERROR,
    says="Something is rolled without a new date, or to a date that is not after the meeting; or "
    "it is handed over without a new owner.",
    looks_at="`due` of every row of `review` with `outcome: rolled`, and `owner` of those with "
    "`outcome: handed-over`.",
    fields=("meeting/review.outcome", "meeting/review.due", "meeting/review.owner"),
    why="To roll something is to promise it again. Without a date ahead nothing is promised, and "
    "it is rolled again next time. Without a new owner it stays with the old one.",
    failing=in_update("review:\n  - {action: 2026-04-14-anneke/A1, outcome: rolled}\n"),
    passing=in_update(
        "review:\n  - {action: 2026-04-14-anneke/A1, outcome: rolled, due: 2026-05-04}\n"
    ),
    find=find_idle_rolls,
)


def find_silent_drops(context: CheckContext) -> Iterable[Problem]:
    """What was dropped without a reason (DR310)."""
    for entry, index, row in _reviews(context, "dropped"):
        if row.note is None:
            yield Problem(
                code="DR310",
                message=f"{quote(row.action or row.decision or '')} is dropped without a note",
                help="write why it is no longer needed, as in `note: …`",
                at=point(entry, "review", index, "outcome"),
            )


SILENT_DROP = Rule(
    code="DR310",
    slug="dropped-without-note",
    severity=Severity.ERROR,
    says="Something is dropped without a note.",
    looks_at="`note` of every row of `review` with `outcome: dropped`.",
    fields=("meeting/review.outcome", "meeting/review.note"),
    why="The person who asked for it waits. Without a reason there is no answer for them, and the "
    "next meeting agrees on it again.",
    failing=in_update("review:\n  - {action: 2026-04-14-anneke/A1, outcome: dropped}\n"),
    passing=in_update(
        "review:\n  - {action: 2026-04-14-anneke/A1, outcome: dropped,"
        " note: Ashgrove found the dates in the newsletter.}\n"
    ),
    row_by_row=True,
    find=find_silent_drops,
)
