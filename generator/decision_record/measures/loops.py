"""Whether customers are told in time, and have their answers before a QBR."""

from collections.abc import Iterable, Iterator
from datetime import date

from decision_record.ledger.asked import AskedQuestion
from decision_record.ledger.grouping import group
from decision_record.ledger.question_meetings import meetings_for
from decision_record.measures.context import MeasureContext
from decision_record.measures.loop_cycles import trace_loop_cycles
from decision_record.measures.measure import Measure, Value
from decision_record.measures.summary import Case, kept, share
from decision_record.model.account import Account


def share_told(context: MeasureContext) -> Iterable[Value]:
    """Times that a customer was told by the date."""
    return share(context, _rounds(context))


def _rounds(context: MeasureContext) -> Iterator[Case]:
    for each in trace_loop_cycles(context):
        in_time = kept(each.told, due=each.due, as_of=context.as_of)
        if in_time is not None and not each.is_overtaken:
            yield Case(each.due, in_time)


def share_unanswered(context: MeasureContext) -> Iterable[Value]:
    """QBRs that began with a question of the customer unanswered."""
    questions = group(
        (each for each in context.ledger.questions.values() if each.row.for_ in (None, "qbr")),
        lambda each: [each.account],
    )
    return share(
        context,
        (
            Case(
                day,
                any(
                    day in _meetings(each, account) and day < (each.answered or date.max)
                    for each in questions.get(name, ())
                ),
            )
            for name, account in context.records.accounts.items()
            for day in dict.fromkeys(account.qbrs)
            if day < context.as_of and not account.churned_by(day)
        ),
    )


def _meetings(question: AskedQuestion, account: Account) -> frozenset[date]:
    """The QBRs that a question waits for."""
    return frozenset(meeting.on for meeting in meetings_for(question, account))


TOLD = Measure(
    name="loops-closed-in-time",
    title="Loops closed in time",
    definition="Of the times that a customer was to be told something by a date that fell in the "
    "period and has passed (denominator), those where that was done (numerator). The date is the "
    "first of the action that is to tell the customer, else seven days after the loop opened. "
    "Each time that a loop opens again counts; what was over before its date, by news, because it "
    "was replaced or because the customer left, is left out.",
    unit="%",
    better="higher",
    example="To be told by 29 April, told on 14 May: not in time.",
    compute=share_told,
)
UNANSWERED = Measure(
    name="qbrs-with-unanswered-questions",
    title="QBRs with an unanswered question",
    definition="Of the QBRs whose day fell in the period and has passed (denominator), those "
    "before which the customer had asked something, for a QBR or without saying for what (or on "
    "its day, where the question's `answer_by` is that day or earlier), that was not answered by "
    "that day (numerator).",
    unit="%",
    better="lower",
    example="Asked on 10 June, QBR on 30 June, answered on 2 July: unanswered.",
    compute=share_unanswered,
)
