"""What people owe each other by the ledger: actions, answers, rulings, targets, customer updates.

Listed once: a queue shows it to whom it waits for, and the days ahead show it on the day it is due.
What is about a series or a pod and no item (pre-reads, releases, meetings) is not among it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from decision_record.ledger.answering import answers_question, answers_raised
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.index import Index
from decision_record.model.records import Records, SeatName

RULING_SEATS: tuple[SeatName, ...] = ("cpo", "cto", "ceo")
"""The seats that a decision may be escalated to."""


class OwedKind(StrEnum):
    """What is owed."""

    ACTION = "action"
    ANSWER = "answer"
    """The answer of a deferral."""
    RULING = "ruling"
    """The ruling of an escalated decision."""
    FOLLOW_THROUGH = "follow-through"
    """What was decided is still to be followed through."""
    TARGET = "target"
    """A commitment that is still promised."""
    UPDATE = "update"
    """A customer has to be told, and no open action says so."""
    QUESTION = "question"
    ESCALATION = "escalation"
    BRIEFING = "briefing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One thing that someone owes."""

    kind: OwedKind
    ref: str
    """The item."""
    account: str | None
    due: date | None
    owner: str | None
    """Whose it is; None where the records name no one."""
    seat: str | None = None
    """Of a ruling, who holds the seat that it was escalated to."""

    @property
    def people(self) -> tuple[str, ...]:
        """In whose queues it is, each once."""
        return tuple(dict.fromkeys(each for each in (self.owner, self.seat) if each))


def list_owed(index: Index) -> tuple[Owed, ...]:
    """Everything that is owed on the day of the ledger.

    Args:
        index: The day's ledger and its records.
    """
    return (*_actions(index), *_decisions(index), *_updates(index), *_answers(index))


def _actions(index: Index) -> Iterator[Owed]:
    for action in index.ledger.actions.values():
        if action.is_open:
            yield Owed(
                kind=OwedKind.ACTION,
                ref=action.ref,
                account=action.account,
                due=action.due,
                owner=action.owner,
            )


def _decisions(index: Index) -> Iterator[Owed]:
    """Targets, follow-throughs, answers and rulings."""
    for decision in index.ledger.decisions.values():
        commitment = decision.commitment
        if commitment and commitment.is_pending:
            yield _of_decision(decision, OwedKind.TARGET, due=commitment.target)
        if decision.awaits_follow_through:
            yield _of_decision(decision, OwedKind.FOLLOW_THROUGH, due=decision.due)
        elif decision.awaits_answer and decision.outcome == "escalated":
            seat = _seat_of(decision, records=index.records)
            yield _of_decision(decision, OwedKind.RULING, due=decision.due, seat=seat)
        elif decision.awaits_answer:
            yield _of_decision(decision, OwedKind.ANSWER, due=decision.due)


def _seat_of(decision: LoggedDecision, *, records: Records) -> str | None:
    seat = next((each for each in RULING_SEATS if each == decision.row.to), None)
    return records.seat(seat) if seat else None


def _of_decision(
    decision: LoggedDecision, kind: OwedKind, *, due: date | None, seat: str | None = None
) -> Owed:
    return Owed(kind=kind, ref=decision.ref, account=None, due=due, owner=decision.owner, seat=seat)


def _updates(index: Index) -> Iterator[Owed]:
    for (item, account), loop in index.ledger.loops.items():
        if loop.is_open and loop.open_action is None:
            yield Owed(
                kind=OwedKind.UPDATE, ref=item, account=account, due=loop.due, owner=loop.owner
            )


def _answers(index: Index) -> Iterator[Owed]:
    """Questions, escalations and briefings that Product answers."""
    as_of, records = index.as_of, index.records
    for question in index.open_items.questions:
        yield Owed(
            kind=OwedKind.QUESTION,
            ref=question.ref,
            account=question.account,
            due=question.answer_by,
            owner=answers_question(question, on=as_of, records=records),
        )
    for path in index.open_items.paths:
        yield Owed(
            kind=OwedKind(path.current.kind),
            ref=path.ref,
            account=path.account,
            due=path.answer_by,
            owner=answers_raised(path, on=as_of, records=records),
        )
