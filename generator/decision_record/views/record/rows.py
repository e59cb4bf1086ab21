"""Rows without an id that any record may hold: each leads to the item that it is about."""

from collections.abc import Iterator

from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.commitments import Slip
from decision_record.ledger.decisions import LoggedDecision
from decision_record.model.asked import ItemUpdate, Research
from decision_record.model.decided import LoopRow, Review, RoadmapRow
from decision_record.views.record.decisions import CHANNELS
from decision_record.views.record.items import (
    state_of_action,
)
from decision_record.views.record.parts import (
    Fact,
    FactValue,
    Quote,
    RecordContext,
    RecordPart,
    RecordRow,
    compose,
    dated,
    named,
    one_group,
    plain,
    written,
)
from decision_record.views.shared.asked_rows import CONFIDENCE
from decision_record.views.shared.states import (
    BROUGHT_FORWARD,
    RAISED_BADGES,
    REQUEST_BADGES,
    badge_of_commitment,
)
from decision_record.views.shared.words import Badge, Tone, count

REVIEWED = {
    "done": Badge(text="Done", tone=Tone.DONE),
    "rolled": Badge(text="Rolled", tone=Tone.RISK),
    "handed-over": Badge(text="Handed over"),
    "dropped": Badge(text="Dropped", tone=Tone.QUIET),
}
ROADMAP = {
    "on-track": Badge(text="On track"),
    "slipped": Badge(text="Slipped", tone=Tone.RISK),
    "shipped": Badge(text="Shipped", tone=Tone.DONE),
    "descoped": Badge(text="Descoped", tone=Tone.LATE),
}
SURPRISED = {"csm": "the CSM", "pm": "the PM", "customer": "the customer", None: None}


def show_review(page: RecordContext) -> RecordPart:
    """The opening ritual: what became of the actions that were open."""
    rows = (_show_review(row, page) for row in page.entry.record.review)
    return RecordPart(id="review", title="Review of open actions", groups=one_group(rows))


def _show_review(row: Review, page: RecordContext) -> RecordRow:
    ref = page.ref(row.action or row.decision or "")
    action = page.context.ledger.actions.get(ref)
    stays_open = row.outcome in {"rolled", "handed-over"}
    on = compose("On", days=(row.on,), pieces=_channel(row.channel)) if row.on else None
    return RecordRow(
        written=REVIEWED[row.outcome],
        what=page.text_of(ref),
        state=state_of_action(action, page) if action and stays_open else None,
        facts=(
            *named("About", page.item(ref)),
            *((on,) if on else named("Told", *_channel(row.channel))),
            *dated("To", row.due),
            *named("New owner" if row.owner else "Owner", _owner(row, action, page)),
            *written("Note", row.note),
        ),
    )


def _owner(row: Review, action: QueuedAction | None, page: RecordContext) -> FactValue | None:
    """Who took it over with the row; else who owns it today."""
    person = row.owner or (action.owner if action else None)
    return page.person(person) if person else None


def _channel(channel: str | None) -> tuple[FactValue, ...]:
    words = CHANNELS[channel]
    return (FactValue(text=words),) if words else ()


def show_updates(page: RecordContext) -> RecordPart:
    """What became of escalations, briefings, questions and requests."""
    rows = (_show_update(row, page) for row in page.entry.record.updates)
    return RecordPart(id="updates", title="What became of earlier items", groups=one_group(rows))


def _show_update(row: ItemUpdate, page: RecordContext) -> RecordRow:
    ref = page.ref(row.item)
    item = page.context.ledger.items.get(ref)
    account = getattr(item.row, "account", None) if item else None
    return RecordRow(
        written=_what_happened(row),
        what=page.text_of(ref),
        state=_state_of(ref, page),
        quotes=page.quote_words(
            row.say, (page.context.records.account_id(account),) if account else ()
        ),
        facts=(
            *named("About", page.item(ref)),
            *named("Account", page.account(account) if account else None),
            *written("Answer", row.answer),
            *plain("Confidence", CONFIDENCE[row.confidence] if row.confidence else None),
            *dated("Answered on", row.answered),
            *dated("Answer by", row.answer_by),
            *dated("Acknowledged on", row.acknowledged),
            *named("By", page.person(row.by) if row.by else None),
            *dated("Resolved on", row.resolved),
            *written("Note", row.note),
        ),
    )


def _what_happened(row: ItemUpdate) -> Badge | None:
    if row.status:
        return REQUEST_BADGES[row.status]
    for happened, badge in (
        (row.resolved, Badge(text="Resolved", tone=Tone.DONE)),
        (row.answered or row.answer, Badge(text="Answered", tone=Tone.DONE)),
        (row.acknowledged, Badge(text="Acknowledged", tone=Tone.RISK)),
    ):
        if happened:
            return badge
    return None


def _state_of(ref: str, page: RecordContext) -> Badge | None:
    """The state today of what the customer waited for."""
    ledger = page.context.ledger
    if ref in ledger.raised:
        return RAISED_BADGES[ledger.raised[ref].state]
    if ref in ledger.requests:
        return REQUEST_BADGES[ledger.requests[ref].status]
    return None


def show_roadmap(page: RecordContext) -> RecordPart:
    """The state of commitments."""
    rows = (_show_roadmap(row, page) for row in page.entry.record.roadmap)
    return RecordPart(id="roadmap", title="Roadmap", groups=one_group(rows))


def _show_roadmap(row: RoadmapRow, page: RecordContext) -> RecordRow:
    ref = page.ref(row.commitment)
    decision = page.context.ledger.decisions.get(ref)
    slip = _slip_of(row, decision, page)
    return RecordRow(
        written=BROUGHT_FORWARD if slip and slip.is_earlier else ROADMAP[row.status],
        what=page.text_of(ref),
        state=badge_of_commitment(decision.commitment, as_of=page.context.ledger.as_of)
        if decision and decision.commitment
        else None,
        quotes=tuple(_roadmap_words(row, decision, page)),
        facts=(
            *named("About", page.item(ref)),
            *_new_target(row, decision, page),
            *dated("Shipped on", row.on),
            *named("Shipped to", *(page.account(each) for each in row.accounts)),
            *named("New owner", page.person(row.owner) if row.owner else None),
            *written("Because", row.because),
        ),
    )


def _roadmap_words(
    row: RoadmapRow, decision: LoggedDecision | None, page: RecordContext
) -> Iterator[Quote]:
    """The words of this row, which are old as soon as a later row or decision has others."""
    for text, now, label, once, kind in (
        (row.say, decision.say if decision else None, "You can say", "Said at the time", "say"),
        (
            row.dont_say,
            decision.dont_say if decision else None,
            "Do not promise",
            "Not to promise at the time",
            "not",
        ),
    ):
        if text:
            holds = (
                now is not None
                and now.record == page.entry.id
                and _holds(text, kind, decision, page)
            )
            yield Quote(label=label if holds else once, text=text, kind=kind if holds else "old")


def _holds(text: str, kind: str, decision: LoggedDecision | None, page: RecordContext) -> bool:
    """Whether words may, or must not, be said on the day: the ledger's messages say it."""
    if decision is None:
        return False
    if kind == "say":
        return page.context.index.may_say(text, page.context.index.accounts_told(decision))
    return page.context.index.must_not_say(text)


def _new_target(
    row: RoadmapRow, decision: LoggedDecision | None, page: RecordContext
) -> tuple[Fact, ...]:
    """The new target, after the one that it replaced."""
    if row.target is None:
        return ()
    slip = _slip_of(row, decision, page)
    if slip and slip.from_:
        return (compose("Target", days=(slip.from_, slip.to)),)
    return dated("Target", row.target)


def _slip_of(row: RoadmapRow, decision: LoggedDecision | None, page: RecordContext) -> Slip | None:
    """The move of a target that a row reports."""
    slips = decision.commitment.slips if decision and decision.commitment else ()
    moved = (each for each in slips if each.record == page.entry.id and each.to == row.target)
    return next(moved, None)


def show_research(page: RecordContext) -> RecordPart:
    """Where Product wants customers."""
    rows = (_show_research(row, page) for row in page.entry.record.research)
    return RecordPart(id="research", title="Research", groups=one_group(rows))


def _show_research(row: Research, page: RecordContext) -> RecordRow:
    wanted = count(row.accounts_wanted, "account") if row.accounts_wanted is not None else None
    return RecordRow(
        what=row.what,
        facts=(
            *named("Owner", page.person(row.owner) if row.owner else None),
            *plain("Wanted", wanted),
            *dated("By", row.by),
            *named("Asked", *(page.account(each) for each in row.asked)),
            *named("Area", page.area(row.area) if row.area else None),
        ),
    )


def show_loops(page: RecordContext) -> RecordPart:
    """Customers who were told."""
    rows = (_show_loop(row, page) for row in page.entry.record.loops)
    return RecordPart(id="loops", title="Customers told", groups=one_group(rows))


def _show_loop(row: LoopRow, page: RecordContext) -> RecordRow:
    ref = page.ref(row.item)
    return RecordRow(
        written=Badge(text="Told", tone=Tone.DONE),
        what=page.text_of(ref),
        facts=(
            *named("About", page.item(ref)),
            *named("Account", page.account(row.account)),
            compose("On", days=(row.on,), pieces=_channel(row.channel)),
            *named("By", page.person(row.by) if row.by else None),
        ),
    )


def show_surprises(page: RecordContext) -> RecordPart:
    """Incidents against the no-surprises rule."""
    rows = (
        RecordRow(
            what=row.what,
            facts=(
                *named("Account", page.account(row.account) if row.account else None),
                *plain("Surprised", SURPRISED[row.who]),
            ),
        )
        for row in page.entry.record.surprises
    )
    return RecordPart(id="surprises", title="Surprises", groups=one_group(rows))


def show_parked(page: RecordContext) -> RecordPart:
    """Topics that belong elsewhere."""
    rows = (
        RecordRow(
            written=Badge(text=row.kind.replace("-", " ").capitalize()) if row.kind else None,
            what=row.topic,
            facts=(
                *written("Taken to", row.taken_to),
                *plain("Took", count(row.minutes, "minute") if row.minutes is not None else None),
            ),
        )
        for row in page.entry.record.parked
    )
    return RecordPart(id="parked", title="Parked", groups=one_group(rows))
