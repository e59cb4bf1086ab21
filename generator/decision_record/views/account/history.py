"""An account's timeline for reading: newest first, by year, grouped by record, in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from decision_record.ledger.accounts import AccountStanding
from decision_record.ledger.commitments import Slip
from decision_record.ledger.items import text_of
from decision_record.ledger.timeline import TimelineStep
from decision_record.model.rituals import ThemeRow
from decision_record.views.shared.archive import Period
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.words import Tone, short_day

KINDS = {
    "review": "Action",
    "escalation": "Escalation",
    "briefing": "Briefing",
    "question": "Question",
    "request": "Request",
    "feedback": "Feedback",
    "update": "Update",
    "roadmap": "Roadmap",
    "shipped": "Shipped",
    "loop": "Told",
    "decision": "Decision",
    "action": "Action",
    "theme": "Theme",
    "research": "Research",
    "release": "Release",
    "surprise": "Surprise",
    "customer": "One-on-one",
    "churn": "Left",
}
OUTCOMES = {
    "on-track": "on track",
    "in-progress": "in progress",
    "not-now": "not now",
    "backlog": "in the backlog",
    "handed-over": "handed over",
    "brought-forward": "brought forward",
}
TONES = {
    "slipped": Tone.RISK,
    "brought-forward": Tone.DONE,
    "deferred": Tone.RISK,
    "escalated": Tone.RISK,
    "rolled": Tone.RISK,
    "descoped": Tone.LATE,
    "done": Tone.DONE,
    "shipped": Tone.DONE,
    "resolved": Tone.DONE,
    "answered": Tone.DONE,
    "decided": Tone.DONE,
    "told": Tone.DONE,
}
KIND_TONES = {"surprise": Tone.LATE, "churn": Tone.LATE, "shipped": Tone.DONE, "loop": Tone.DONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One thing that happened."""

    kind: str
    """The kind in the timeline's own word, for filters and marks."""
    label: str
    """Kind and outcome in words: "Roadmap, slipped"."""
    tone: Tone
    what: str
    note: str | None
    item: Link | None
    theme: Link | None
    """The theme that was presented; its name is what happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryDay:
    """What one record says about one day; or the mark of the last QBR."""

    day: date
    record: Link | None
    rows: tuple[HistoryRow, ...]
    is_qbr: bool = False


def steps_of(standing: AccountStanding, *, context: ViewContext) -> tuple[TimelineStep, ...]:
    """The steps of a timeline newest first, those of a record in its order."""
    return tuple(
        sorted(
            standing.timeline,
            key=lambda step: (step.day, context.index.place_of.get(step.record or "", -1)),
            reverse=True,
        )
    )


def tell_history(
    steps: Sequence[TimelineStep], *, qbr: date | None, at_end: bool, context: ViewContext
) -> tuple[Period[HistoryDay], ...]:
    """Steps by year, newest first, with a mark where the last QBR was.

    What happened on the day of the QBR comes below the mark, because the QBR knew of it.

    Args:
        steps: What is told, newest first.
        qbr: The day of the last QBR, where it is marked among these steps.
        at_end: Whether the mark may come below all of them: no other page has older steps.
        context: Everything else.
    """
    days = list(_days(steps, context=context))
    if qbr:
        at = next((i for i, each in enumerate(days) if each.day <= qbr), len(days))
        if at < len(days) or at_end:
            days.insert(at, HistoryDay(day=qbr, record=None, rows=(), is_qbr=True))
    return tuple(
        Period(id=f"history-{year}", title=str(year), rows=tuple(of_year))
        for year, of_year in groupby(days, key=lambda each: each.day.year)
    )


def tell_ahead(standing: AccountStanding, *, context: ViewContext) -> tuple[HistoryDay, ...]:
    """What is dated after the day, soonest first."""
    return tuple(_days(standing.ahead, context=context))


def _days(steps: Sequence[TimelineStep], *, context: ViewContext) -> Iterator[HistoryDay]:
    """The steps of a record on a day together."""
    for (day, record), of_day in groupby(steps, key=lambda step: (step.day, step.record)):
        yield HistoryDay(
            day=day,
            record=context.link_record(record) if record else None,
            rows=tuple(_row(step, context=context) for step in of_day),
        )


def _row(step: TimelineStep, *, context: ViewContext) -> HistoryRow:
    outcome = step.outcome
    slip = _slip_of(step, context=context)
    if slip and slip.is_earlier:
        outcome = "brought-forward"
    words = OUTCOMES.get(outcome or "", outcome)
    is_ahead = step.day > context.ledger.as_of
    label = "Leaves" if step.kind == "churn" and is_ahead else KINDS[step.kind]
    if step.kind == "review" and step.ref in context.ledger.decisions:
        # What was done is the follow-through; whether the decision was kept is its own state.
        label = "Follow-through"
    what, note = _words(step, context=context)
    presented = _presented(step, context=context)
    theme = context.link_theme(presented.theme) if presented else None
    return HistoryRow(
        kind=step.kind,
        label=label if not words or step.kind == "loop" else f"{label}, {words}",
        tone=TONES.get(outcome or "", KIND_TONES.get(step.kind, Tone.PLAIN)),
        what=theme.text if theme else what,
        note=presented.response if presented else note,
        item=context.link_item(step.ref) if step.ref in context.ledger.items else None,
        theme=theme,
    )


def _words(step: TimelineStep, *, context: ViewContext) -> tuple[str, str | None]:
    """What happened to what, and what was said about it."""
    match step.kind:
        case "review":
            return _title_of(step.ref, context=context), _note_of_review(step, context=context)
        case "roadmap":
            return _title_of(step.ref, context=context), _note_of_roadmap(step, context=context)
        case "loop":
            return _title_of(step.ref, context=context), None
        case "update":
            return _title_of(step.ref, context=context), _note_of_update(step, context=context)
        case _:
            return step.text, None


def _title_of(ref: str, *, context: ViewContext) -> str:
    item = context.ledger.items.get(ref)
    return text_of(item.row) if item else ref


def _note_of_review(step: TimelineStep, *, context: ViewContext) -> str | None:
    entry = context.index.entries[step.record or ""]
    for row in entry.record.review:
        name = row.action or row.decision
        if name and entry.name_of(name) == step.ref and row.outcome == step.outcome:
            until = f"To {short_day(row.due)}." if row.due and row.outcome == "rolled" else ""
            return " ".join(part for part in (until, row.note) if part) or None
    return None


def _note_of_roadmap(step: TimelineStep, *, context: ViewContext) -> str | None:
    entry = context.index.entries[step.record or ""]
    rows = (
        each
        for each in entry.record.roadmap
        if entry.name_of(each.commitment) == step.ref and each.status == step.outcome
    )
    row = next(rows, None)
    if row is None:
        return None
    slip = _slip_of(step, context=context)
    moved = ""
    if slip:
        moved = f"From {short_day(slip.from_)} to " if slip.from_ else "To "
        moved += f"{short_day(slip.to)}."
    return " ".join(part for part in (moved, row.because or row.say) if part) or None


def _slip_of(step: TimelineStep, *, context: ViewContext) -> Slip | None:
    """The move of a target that a step tells."""
    if step.kind != "roadmap" or step.outcome != "slipped":
        return None
    commitment = context.ledger.decisions[step.ref].commitment
    slips = commitment.slips if commitment else ()
    return next((each for each in slips if each.record == step.record), None)


def _note_of_update(step: TimelineStep, *, context: ViewContext) -> str | None:
    entry = context.index.entries[step.record or ""]
    for row in entry.record.updates:
        if entry.name_of(row.item) == step.ref:
            return row.answer or row.say or row.note
    return None


def _presented(step: TimelineStep, *, context: ViewContext) -> ThemeRow | None:
    """The theme that a step presents."""
    meeting = context.index.entries[step.record].meeting if step.record else None
    rows = meeting.themes if meeting and step.kind == "theme" else ()
    return next((row for row in rows if step.text in {row.response, row.theme}), None)
