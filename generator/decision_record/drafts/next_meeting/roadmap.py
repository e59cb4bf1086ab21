"""The roadmap: a row for each commitment that is still to be kept (checks.md, DR320)."""

from collections.abc import Iterator
from datetime import date

from decision_record.drafts.next_meeting.context import FEW, MeetingContext
from decision_record.drafts.yaml_writer import GAP, noted_row, offer, say, scalar, short_text
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.recency import lead_first
from decision_record.text.wording import count, join_words, short_day, times

_MOST_NAMED = 3


def pending_commitments(context: MeetingContext) -> tuple[LoggedDecision, ...]:
    """What was promised before the meeting, is open and in its scope, by target; last without."""
    index, scope = context.shared.index, context.scope
    found = (
        each
        for each in index.open_items.pending.within(scope)
        if context.comes_after(each.record) and index.is_within(each, scope)
    )
    return tuple(sorted(found, key=lambda each: (_target(each), each.ref)))


def _target(decision: LoggedDecision) -> date:
    target = decision.commitment.target if decision.commitment else None
    return target or date.max


def draft_roadmap(context: MeetingContext) -> Iterator[str]:
    """A row to complete for each."""
    pending = pending_commitments(context)
    yield from context.heading("roadmap")
    if not pending:
        yield from say("No open commitments.")
        return
    yield from say(f"The status of each: {_STATUSES}")
    yield "roadmap:"
    parts = lead_first(pending, context.recency.decision_leads, whole=FEW)
    for each in parts.leading:
        fields = {"commitment": scalar(each.ref), "status": GAP}
        yield noted_row(fields, _describe_commitment(each, context))
    if parts.folded:
        yield from say("Older, or not due soon:", indent=2)
    for each in parts.folded:
        fields = {"commitment": scalar(each.ref), "status": GAP}
        yield noted_row(fields, _name_commitment(each, context))


def _name_commitment(decision: LoggedDecision, context: MeetingContext) -> str:
    """A commitment and its day, on one line."""
    target = decision.commitment.target if decision.commitment else None
    return f"{short_text(decision.row.what)} ({_day_of(target, context)})"


def offer_roadmap(context: MeetingContext) -> Iterator[str]:
    """The same as comments, where a meeting gives a status only where there is news."""
    pending, heading = pending_commitments(context), tuple(context.heading("roadmap"))
    yield from heading
    if not pending:
        yield from say("No open commitments.") if heading else ()
        return
    yield from say(
        "Open commitments. Remove the # where there is news, and write the status: " + _STATUSES
    )
    yield from say("A decision that changes one names it under `supersedes` or `about`.")
    yield "roadmap:"
    parts = lead_first(pending, context.recency.decision_leads, whole=FEW)
    for each in parts.leading:
        fields = {"commitment": scalar(each.ref), "status": GAP}
        yield from offer([noted_row(fields, _describe_commitment(each, context))])
    if parts.folded:
        yield from say("Older, or not due soon:", indent=2)
    for each in parts.folded:
        fields = {"commitment": scalar(each.ref), "status": GAP}
        yield from offer([noted_row(fields, _name_commitment(each, context))])


_STATUSES = (
    "`on-track`; `shipped` (add `on:` and `say:`); `slipped` (add `target:`, `because:` and "
    "`say:`); `descoped` (add `because:` and `say:`)."
)


def _describe_commitment(decision: LoggedDecision, context: MeetingContext) -> str:
    """A commitment, its day, and who waits for it."""
    commitment = decision.commitment
    about = [_day_of(commitment.target, context)] if commitment else []
    if commitment and commitment.slips:
        moved = "moved" if any(each.is_earlier for each in commitment.slips) else "slipped"
        about.append(f"{moved} {times(len(commitment.slips))}")
    about.append(context.person(decision.owner))
    accounts = [each for each in decision.accounts if context.is_customer(each)]
    if accounts:
        named = [context.account(each) for each in accounts[:_MOST_NAMED]]
        more = len(accounts) - _MOST_NAMED
        named += [count(more, "other")] if more > 0 else []
        about.append(f"{join_words(named)}, {context.money(context.worth(accounts))}")
    return f"{short_text(decision.row.what)} ({'; '.join(about)})"


def _day_of(target: date | None, context: MeetingContext) -> str:
    if target is None:
        return "for no day"
    past = (context.ledger.as_of - target).days
    return f"for {short_day(target)}" + (f", {count(past, 'day')} past" if past > 0 else "")
