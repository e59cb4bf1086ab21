"""What must not be missed on an account: surprises ahead, and answers owed before a meeting.

Which these are, the signals say, with the thresholds that the team has set.
"""

from dataclasses import dataclass
from datetime import date

from decision_record.ledger.unannounced import Unannounced
from decision_record.views.account.ahead import meeting_for, pressing_for, say_ahead
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.words import Due, due_on

_HEADLINES = {
    "shipped": "Shipped; customer not told",
    "slipped": "Slipped; customer not told",
    "descoped": "Descoped; customer not told",
    "superseded": "Changed; customer not told",
    "withdrawn": "Withdrawn; customer not told",
    "overdue": "Overdue; customer not told",
}
_BROUGHT_FORWARD = "Brought forward; customer not told"


@dataclass(frozen=True, slots=True, kw_only=True)
class SurpriseAlert:
    """Something that changed and that the account was not told."""

    headline: str
    what: str
    since: date
    moved: tuple[date | None, date] | None
    """Of a target that moved: the old day and the new one."""
    item: Link
    owner: Link | None
    due: Due | None
    """The day by which the account is to be told, where a loop is open."""
    ahead: str | None
    """The QBRs and the renewal at which it would come up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A question that a customer asked for a meeting, without an answer shortly before it."""

    headline: str
    ask: str
    item: Link
    due: Due | None


def surprises_of(account: str, *, context: ViewContext) -> tuple[SurpriseAlert, ...]:
    """The surprises ahead of an account, the oldest change first."""
    return tuple(
        _surprise(each, context=context) for each in context.attention.surprises.get(account, ())
    )


def _surprise(change: Unannounced, *, context: ViewContext) -> SurpriseAlert:
    ledger, loop = context.ledger, change.loop
    decision = ledger.decisions.get(change.ref)
    commitment = decision.commitment if decision else None
    slip = commitment.last_slip_for(change.account) if commitment else None
    moved = slip if change.because == "slipped" else None
    owner = loop.owner if loop else ledger.accounts[change.account].csm
    return SurpriseAlert(
        headline=_BROUGHT_FORWARD if moved and moved.is_earlier else _HEADLINES[change.because],
        what=context.index.text_of(change.ref),
        since=change.since,
        moved=(moved.from_, moved.to) if moved else None,
        item=context.link_item(change.ref),
        owner=context.link_person(owner) if owner else None,
        due=due_on(loop.due, as_of=ledger.as_of) if loop else None,
        ahead=say_ahead(pressing_for(change.account, context=context)),
    )


def answers_owed(account: str, *, context: ViewContext) -> tuple[Owed, ...]:
    """The account's questions that are unanswered shortly before their meeting, soonest first."""
    as_of = context.ledger.as_of
    refs = [
        each.about.ref
        for each in context.signals_of_rule.get("SG601", ())
        if each.about.account == account
    ]
    found = []
    for ref in refs:
        question = context.ledger.questions.get(ref or "")
        meeting = meeting_for(question, context=context) if question else None
        if question and meeting:
            found.append((meeting.on.day, question.ref, meeting, question))
    return tuple(
        Owed(
            headline=f"No answer yet, {say_ahead((meeting,))}",
            ask=question.row.ask,
            item=context.link_item(ref),
            due=due_on(question.answer_by, as_of=as_of) if question.answer_by else None,
        )
        for _, ref, meeting, question in sorted(found, key=lambda each: each[:2])
    )
