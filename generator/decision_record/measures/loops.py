"""Whether customers are told in time, and answered before they sit down with us."""

from collections.abc import Iterable, Iterator
from datetime import date

from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.loops import Loop, LoopState
from decision_record.measures.evidence import Evidence
from decision_record.measures.measure import Measure, Value
from decision_record.measures.summary import Case, kept, share


def share_told(evidence: Evidence) -> Iterable[Value]:
    """Loops that were closed by their date."""
    return share(evidence, _loops(evidence))


def _loops(evidence: Evidence) -> Iterator[Case]:
    closing: dict[tuple[str | None, str | None], list[QueuedAction]] = {}
    for action in evidence.ledger.actions.values():
        closing.setdefault((action.closes_loop, action.account), []).append(action)
    for key, loop in evidence.ledger.loops.items():
        if loop.state is LoopState.ENDED and loop.told is None:
            continue
        due = _due(loop, closing.get(key, ()))
        in_time = kept(loop.told, due=due, as_of=evidence.as_of)
        if in_time is not None:
            yield Case(due, in_time)


def _due(loop: Loop, actions: Iterable[QueuedAction]) -> date:
    """By when the account was to be told: of an action that told it, the date of that action."""
    told = (each.due for each in actions if loop.told and each.closed == loop.told)
    return min(told, default=loop.due)


def share_unanswered(evidence: Evidence) -> Iterable[Value]:
    """QBRs that began with a question of the customer unanswered."""
    questions = evidence.ledger.questions.values()
    return share(
        evidence,
        (
            Case(
                day,
                any(
                    each.account == name and each.asked < day < (each.answered or date.max)
                    for each in questions
                ),
            )
            for name, account in evidence.records.accounts.items()
            for day in dict.fromkeys(account.qbrs)
            if day < evidence.as_of and not account.churned_by(day)
        ),
    )


TOLD = Measure(
    name="loops-closed-in-time",
    title="Loops closed in time",
    definition="Of the loops that were due in the period and whose date has passed (denominator), "
    "those whose customer was told by then (numerator). Due is the date of the action that told "
    "the customer or is to, else seven days after the loop opened. A loop that opened anew counts "
    "by its last opening; one that ended unheard is left out.",
    unit="%",
    example="To be told by 29 April, told on 14 May: not in time.",
    compute=share_told,
)
UNANSWERED = Measure(
    name="qbrs-with-unanswered-questions",
    title="QBRs entered with an unanswered question",
    definition="Of the QBRs whose day fell in the period and has passed (denominator), those "
    "before which the customer had asked something that was not answered by that day (numerator).",
    unit="%",
    example="Asked on 10 June, QBR on 30 June, answered on 2 July: unanswered.",
    compute=share_unanswered,
)
