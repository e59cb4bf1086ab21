"""Talking points: what may be said to an account, and what must not be promised, as rows.

What holds is the ledger's (`ledger/messaging`); here it gets its links, badges and reasons.
"""

from dataclasses import dataclass
from datetime import date

from decision_record.ledger.commitments import AccountState, Slip
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.items import text_of
from decision_record.ledger.messaging.talking import (
    UNTRUE,
    Caution,
    CautionReason,
    Messages,
    Saying,
    SayingKind,
)
from decision_record.model.decided import Shipped
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.states import BROUGHT_FORWARD, REQUEST_BADGES
from decision_record.views.shared.words import Badge, Due, Tone, due_on, short_day

FIRMNESS = {
    "committed": Badge(text="Committed", tone=Tone.DONE),
    "expected": Badge(text="Expected", tone=Tone.PLAIN),
    "exploring": Badge(text="Exploring, no promise", tone=Tone.RISK),
    "coming": Badge(text="Coming", tone=Tone.DONE),
    "delayed": Badge(text="Delayed", tone=Tone.RISK),
    "uncertain": Badge(text="Uncertain", tone=Tone.RISK),
}
"""How firm a promise or an answer is."""

WHY = {
    CautionReason.OVERDUE: Badge(text="Overdue", tone=Tone.LATE),
    CautionReason.SLIPPED: Badge(text="Slipped", tone=Tone.LATE),
    CautionReason.SHIPPED: Badge(text="Shipped, no new words", tone=Tone.RISK),
    CautionReason.DESCOPED: Badge(text="Descoped", tone=Tone.LATE),
    CautionReason.SUPERSEDED: Badge(text="Superseded", tone=Tone.LATE),
    CautionReason.WITHDRAWN: Badge(text="Withdrawn", tone=Tone.LATE),
    CautionReason.DEFERRED: Badge(text="Not decided yet", tone=Tone.RISK),
    CautionReason.ESCALATED: Badge(text="Waiting for a ruling", tone=Tone.RISK),
    CautionReason.EXPLORING: Badge(text="Only exploring", tone=Tone.RISK),
    CautionReason.DONT_SAY: Badge(text="Don't mention", tone=Tone.LATE),
    CautionReason.DECLINED: Badge(text="Declined", tone=Tone.LATE),
    CautionReason.NOT_NOW: Badge(text="Not now", tone=Tone.RISK),
}
"""Why something must not be promised, in a word or a few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SayingRow:
    """Words that a CSM may say."""

    text: str
    day: date
    about: str
    """What they are about: the decision, the shipped item, the request or the question."""
    item: Link
    record: Link | None
    """The later record that the words come from; None where the item itself has them."""
    badge: Badge | None
    """How firm it is, or what became of it."""
    target: Due | None
    until: date | None
    """The last day on which they may be said."""
    is_answer: bool
    """Whether they answer a question of the account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CautionRow:
    """What a CSM must not promise."""

    badge: Badge
    what: str
    words: str | None
    """The very words to avoid."""
    is_untrue: bool
    """Whether the words were true once, so that the account may still believe them."""
    because: str | None
    owner: Link | None
    due: Due | None
    """The day of the answer or the ruling."""
    source: Link
    since: date
    first_deferred: date | None
    """The day of the first of several deferrals of the same thing."""
    told: date | None
    replaced_by: tuple[Link, ...]


def messages_to(account: str, *, context: ViewContext) -> Messages:
    """An account's messages; none to one that left."""
    return context.ledger.messages.get(account, Messages())


def show_sayings(account: str, *, context: ViewContext) -> tuple[SayingRow, ...]:
    """What may be said to an account, newest first."""
    return tuple(
        _show_saying(each, account=account, context=context)
        for each in messages_to(account, context=context).say
    )


def show_cautions(account: str, *, context: ViewContext) -> tuple[CautionRow, ...]:
    """What must not be promised to an account, newest first."""
    return tuple(
        _show_caution(each, context=context)
        for each in messages_to(account, context=context).do_not_promise
    )


def _show_saying(saying: Saying, *, account: str, context: ViewContext) -> SayingRow:
    record, _, _ = saying.ref.partition("/")
    as_of = context.ledger.as_of
    return SayingRow(
        text=saying.text,
        day=saying.day,
        about=_about(saying.ref, context=context),
        item=context.link_item(saying.ref),
        record=context.link_record(saying.record) if saying.record != record else None,
        badge=_badge_of(saying, account=account, context=context),
        target=due_on(saying.target, as_of=as_of) if saying.target else None,
        until=saying.until,
        is_answer=saying.kind is SayingKind.QUESTION,
    )


def _about(ref: str, *, context: ViewContext) -> str:
    """What an item is about; of a delivery what it delivers."""
    item = context.ledger.items[ref]
    decision = context.ledger.decisions.get(item.delivers or "")
    return decision.row.what if decision else text_of(item.row)


def _badge_of(saying: Saying, *, account: str, context: ViewContext) -> Badge | None:
    """How firm the words are, else what became of what they are about."""
    if saying.firmness:
        return FIRMNESS[saying.firmness]
    if saying.kind is SayingKind.REQUEST:
        return REQUEST_BADGES[context.ledger.requests[saying.ref].status]
    row = context.ledger.items[saying.ref].row
    if isinstance(row, Shipped):
        return Badge(text=f"Shipped {short_day(row.on)}", tone=Tone.DONE)
    decision = context.ledger.decisions.get(saying.ref)
    return _state_for(decision, account) if decision else None


def _state_for(decision: LoggedDecision, account: str) -> Badge | None:
    """What became of a commitment for an account, of which words were written afterwards."""
    found = decision.commitment.for_account(account) if decision.commitment else None
    if found is None or found.on is None:
        return None
    if found.state is AccountState.SHIPPED:
        return Badge(text=f"Shipped {short_day(found.on)}", tone=Tone.DONE)
    if found.state is AccountState.DESCOPED:
        return Badge(text="Descoped", tone=Tone.LATE)
    return None


def _show_caution(caution: Caution, *, context: ViewContext) -> CautionRow:
    decision = context.ledger.decisions.get(caution.ref)
    is_open = caution.why in (CautionReason.DEFERRED, CautionReason.ESCALATED)
    owner = decision.owner if decision and is_open else None
    due = decision.due if decision and is_open else None
    slip = _slip_of(caution, decision)
    return CautionRow(
        badge=BROUGHT_FORWARD if slip and slip.is_earlier else WHY[caution.why],
        what=caution.what,
        words=caution.words,
        is_untrue=caution.why in UNTRUE,
        because=slip.because if slip else _because(caution, decision),
        owner=context.link_person(owner) if owner else None,
        due=due_on(due, as_of=context.ledger.as_of) if due else None,
        source=context.link_item(caution.ref)
        if "/" in caution.ref
        else context.link_theme(caution.ref),
        since=caution.since,
        first_deferred=min((step.day for step in decision.deferred_before), default=None)
        if decision and is_open
        else None,
        told=caution.told,
        replaced_by=_replaced_by(caution, decision, context=context),
    )


def _because(caution: Caution, decision: LoggedDecision | None) -> str | None:
    """Why it was descoped or is not decided."""
    if decision is None:
        return caution.because
    if caution.why is CautionReason.DESCOPED:
        return decision.commitment.because if decision.commitment else None
    return (
        decision.row.because
        if caution.why in (CautionReason.DEFERRED, CautionReason.ESCALATED)
        else None
    )


def _slip_of(caution: Caution, decision: LoggedDecision | None) -> Slip | None:
    """The move of a target that made words untrue."""
    commitment = decision.commitment if decision else None
    if caution.why is not CautionReason.SLIPPED or commitment is None:
        return None
    return next((each for each in reversed(commitment.slips) if each.day == caution.since), None)


def _replaced_by(
    caution: Caution, decision: LoggedDecision | None, *, context: ViewContext
) -> tuple[Link, ...]:
    if decision is None or caution.why not in (CautionReason.SUPERSEDED, CautionReason.WITHDRAWN):
        return ()
    return tuple(context.link_item(step.ref) for step in decision.superseded_by)
