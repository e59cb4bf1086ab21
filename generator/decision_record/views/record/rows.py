"""Rows without an id that any record may hold: each leads to the item that it is about."""

from collections.abc import Iterator

from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.decisions import LoggedDecision
from decision_record.model.asked import ItemUpdate, Research
from decision_record.model.decided import LoopRow, Review, RoadmapRow
from decision_record.views.record.decisions import CHANNELS
from decision_record.views.record.items import (
    state_of_action,
)
from decision_record.views.record.parts import (
    Desk,
    Fact,
    Part,
    Piece,
    Quote,
    RecordRow,
    compose,
    dated,
    named,
    one_group,
    plain,
    written,
)
from decision_record.views.shared.asked_rows import CONFIDENCE
from decision_record.views.shared.states import RAISED_BADGES, REQUEST_BADGES, badge_of_commitment
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


def show_review(desk: Desk) -> Part:
    """The opening ritual: what became of the actions that were open."""
    rows = (_show_review(row, desk) for row in desk.entry.record.review)
    return Part(id="review", title="Review of open actions", groups=one_group(rows))


def _show_review(row: Review, desk: Desk) -> RecordRow:
    ref = desk.ref(row.action or row.decision or "")
    action = desk.book.ledger.actions.get(ref)
    stays_open = row.outcome in {"rolled", "handed-over"}
    on = compose("On", days=(row.on,), pieces=_channel(row.channel)) if row.on else None
    return RecordRow(
        written=REVIEWED[row.outcome],
        what=desk.text_of(ref),
        state=state_of_action(action, desk) if action and stays_open else None,
        facts=(
            *named("About", desk.item(ref)),
            *((on,) if on else named("Told", *_channel(row.channel))),
            *dated("To", row.due),
            *named("New owner" if row.owner else "Owner", _owner(row, action, desk)),
            *written("Note", row.note),
        ),
    )


def _owner(row: Review, action: QueuedAction | None, desk: Desk) -> Piece | None:
    """Who took it over with the row; else who owns it today."""
    person = row.owner or (action.owner if action else None)
    return desk.person(person) if person else None


def _channel(channel: str | None) -> tuple[Piece, ...]:
    words = CHANNELS[channel]
    return (Piece(text=words),) if words else ()


def show_updates(desk: Desk) -> Part:
    """What became of escalations, briefings, questions and requests."""
    rows = (_show_update(row, desk) for row in desk.entry.record.updates)
    return Part(id="updates", title="What became of earlier items", groups=one_group(rows))


def _show_update(row: ItemUpdate, desk: Desk) -> RecordRow:
    ref = desk.ref(row.item)
    item = desk.book.ledger.items.get(ref)
    account = getattr(item.row, "account", None) if item else None
    return RecordRow(
        written=_what_happened(row),
        what=desk.text_of(ref),
        state=_state_of(ref, desk),
        quotes=desk.quote_words(
            row.say, (desk.book.records.account_id(account),) if account else ()
        ),
        facts=(
            *named("About", desk.item(ref)),
            *named("Account", desk.account(account) if account else None),
            *written("Answer", row.answer),
            *plain("Which means", CONFIDENCE[row.confidence] if row.confidence else None),
            *dated("Answered on", row.answered),
            *dated("Answer by", row.answer_by),
            *dated("Acknowledged on", row.acknowledged),
            *named("By", desk.person(row.by) if row.by else None),
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


def _state_of(ref: str, desk: Desk) -> Badge | None:
    """The state today of what the customer waited for."""
    ledger = desk.book.ledger
    if ref in ledger.raised:
        return RAISED_BADGES[ledger.raised[ref].state]
    if ref in ledger.requests:
        return REQUEST_BADGES[ledger.requests[ref].status]
    return None


def show_roadmap(desk: Desk) -> Part:
    """The state of commitments."""
    rows = (_show_roadmap(row, desk) for row in desk.entry.record.roadmap)
    return Part(id="roadmap", title="Roadmap", groups=one_group(rows))


def _show_roadmap(row: RoadmapRow, desk: Desk) -> RecordRow:
    ref = desk.ref(row.commitment)
    decision = desk.book.ledger.decisions.get(ref)
    return RecordRow(
        written=ROADMAP[row.status],
        what=desk.text_of(ref),
        state=badge_of_commitment(decision.commitment, as_of=desk.book.ledger.as_of)
        if decision and decision.commitment
        else None,
        quotes=tuple(_roadmap_words(row, decision, desk)),
        facts=(
            *named("About", desk.item(ref)),
            *_new_target(row, decision, desk),
            *dated("Shipped on", row.on),
            *named("Shipped to", *(desk.account(each) for each in row.accounts)),
            *named("New owner", desk.person(row.owner) if row.owner else None),
            *written("Because", row.because),
        ),
    )


def _roadmap_words(row: RoadmapRow, decision: LoggedDecision | None, desk: Desk) -> Iterator[Quote]:
    """The words of this row, which are old as soon as a later row or decision has others."""
    for text, now, label, once, kind in (
        (row.say, decision.say if decision else None, "You can say", "Was said then", "say"),
        (
            row.dont_say,
            decision.dont_say if decision else None,
            "Do not promise",
            "Was not to be promised then",
            "not",
        ),
    ):
        if text:
            holds = (
                now is not None
                and now.record == desk.entry.id
                and _holds(text, kind, decision, desk)
            )
            yield Quote(label=label if holds else once, text=text, kind=kind if holds else "old")


def _holds(text: str, kind: str, decision: LoggedDecision | None, desk: Desk) -> bool:
    """Whether words may, or must not, be said on the day: the ledger's messages say it."""
    if decision is None:
        return False
    if kind == "say":
        return desk.book.may_say(text, desk.book.accounts_told(decision))
    return desk.book.must_not_say(text)


def _new_target(row: RoadmapRow, decision: LoggedDecision | None, desk: Desk) -> tuple[Fact, ...]:
    """The new target, after the one that it replaced."""
    if row.target is None:
        return ()
    slips = decision.commitment.slips if decision and decision.commitment else ()
    for slip in slips:
        if slip.record == desk.entry.id and slip.to == row.target and slip.from_:
            return (compose("Target", days=(slip.from_, slip.to)),)
    return dated("Target", row.target)


def show_research(desk: Desk) -> Part:
    """Where Product wants customers."""
    rows = (_show_research(row, desk) for row in desk.entry.record.research)
    return Part(id="research", title="Research", groups=one_group(rows))


def _show_research(row: Research, desk: Desk) -> RecordRow:
    wanted = count(row.accounts_wanted, "account") if row.accounts_wanted is not None else None
    return RecordRow(
        what=row.what,
        facts=(
            *named("Owner", desk.person(row.owner) if row.owner else None),
            *plain("Wanted", wanted),
            *dated("By", row.by),
            *named("Asked", *(desk.account(each) for each in row.asked)),
            *named("Area", desk.area(row.area) if row.area else None),
        ),
    )


def show_loops(desk: Desk) -> Part:
    """Customers who were told."""
    rows = (_show_loop(row, desk) for row in desk.entry.record.loops)
    return Part(id="loops", title="Customers told", groups=one_group(rows))


def _show_loop(row: LoopRow, desk: Desk) -> RecordRow:
    ref = desk.ref(row.item)
    return RecordRow(
        written=Badge(text="Told", tone=Tone.DONE),
        what=desk.text_of(ref),
        facts=(
            *named("About", desk.item(ref)),
            *named("Account", desk.account(row.account)),
            compose("On", days=(row.on,), pieces=_channel(row.channel)),
            *named("By", desk.person(row.by) if row.by else None),
        ),
    )


def show_surprises(desk: Desk) -> Part:
    """Incidents against the no-surprises rule."""
    rows = (
        RecordRow(
            what=row.what,
            facts=(
                *named("Account", desk.account(row.account) if row.account else None),
                *plain("Surprised", SURPRISED[row.who]),
            ),
        )
        for row in desk.entry.record.surprises
    )
    return Part(id="surprises", title="Surprises", groups=one_group(rows))


def show_parked(desk: Desk) -> Part:
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
        for row in desk.entry.record.parked
    )
    return Part(id="parked", title="Parked", groups=one_group(rows))
