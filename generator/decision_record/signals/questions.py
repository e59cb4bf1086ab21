"""SG601 to SG603: answers that a customer waits for."""

from collections.abc import Iterator
from datetime import date, timedelta

from decision_record.ledger.answering import answers_question
from decision_record.ledger.asked import AskedQuestion
from decision_record.ledger.calendar import AccountDay
from decision_record.ledger.question_meetings import meetings_for
from decision_record.model.records import Entry
from decision_record.signals.context import DAY_WORDS, SignalContext
from decision_record.signals.rule import (
    Finding,
    SignalExample,
    SignalRule,
    SignalThreshold,
    about_item,
)
from decision_record.text.wording import count, days_ahead, long_day, quote

DAYS_AHEAD = 7
"""Days† before a QBR, renewal call or executive meeting within which its answer is missed."""

DAYS_SHOWN = 30
"""Days† for which a QBR with an unanswered question is shown after its answer came."""

DAYS_OF_DELEGATE = 1
"""Days within which what a delegate left open is answered."""


def find_before_meetings(context: SignalContext, *, days: int = DAYS_AHEAD) -> Iterator[Finding]:
    """Questions without an answer shortly before the day that they were asked for."""
    for question in context.ledger.questions.values():
        ahead = _next_meeting(question, context) if question.is_open else None
        left = -context.ago(ahead.on) if ahead else days + 1
        if ahead and left <= days:
            yield Finding(
                message=f"Answer {context.whose(question.account)} {quote(question.row.ask)}: "
                f"their {DAY_WORDS[ahead.kind]} is {days_ahead(left)}.",
                about=about_item(question.ref, question.account),
                owner=answers_question(question, on=context.as_of, records=context.records),
                day=ahead.on,
            )


def _next_meeting(question: AskedQuestion, context: SignalContext) -> AccountDay | None:
    """The next meeting that it was asked for, on the day or after it."""
    account = context.records.accounts.get(question.account)
    found = meetings_for(question, account) if account else ()
    return next((each for each in found if each.on >= context.as_of), None)


BEFORE_MEETING = SignalRule(
    code="SG601",
    name="unanswered-before-qbr",
    says="A question is unanswered, and the QBR, renewal call or executive meeting that it is "
    "for is within 7 "
    "days.",
    definition="A question has no final answer, and the next meeting that it was asked for is "
    "within the next seven days. That is the QBR if the question does not say; the renewal itself "
    "counts as a renewal call. A QBR on the day of asking counts only if the question's "
    "`answer_by` is that day or earlier.",
    why="The customer asked in time and expects an answer in the meeting.",
    thresholds=(
        SignalThreshold(name="days", value=DAYS_AHEAD, unit="days", means="until the meeting"),
    ),
    example=SignalExample(
        records="""
    accounts: {north: {qbrs: [2026-06-30]}}
    2026-06-10-tier-2:
      questions: [{id: Q1, account: north, ask: When will it be fast?, for: qbr}]
""",
        appears=date(2026, 6, 23),
        silent=date(2026, 6, 22),
    ),
    find=find_before_meetings,
)


def find_entered(context: SignalContext, *, shown: int = DAYS_SHOWN) -> Iterator[Finding]:
    """QBRs that were entered without an answer."""
    for question in context.ledger.questions.values():
        account = context.records.accounts.get(question.account)
        if account is None or (question.row.for_ or "qbr") != "qbr":
            continue
        entered = (each.on for each in meetings_for(question, account) if each.on < context.as_of)
        qbr = next(entered, None)
        answered = question.answered
        if qbr is None or (answered and answered <= qbr):
            continue
        is_awaited = question.is_open and not context.index.has_left(question.account)
        if is_awaited or context.ago(qbr) <= shown:
            end = (
                f"it was answered on {long_day(answered)}"
                if answered
                else f"{count(context.ago(qbr), 'day')} later there is still no answer"
            )
            yield Finding(
                message=f"Follow up on {quote(question.row.ask)}: "
                f"{context.whose(question.account)} QBR of {long_day(qbr)} had no answer; {end}.",
                about=about_item(question.ref, question.account),
                owner=context.csm_of(question.account)
                if answered
                else answers_question(question, on=context.as_of, records=context.records),
                day=qbr,
            )


ENTERED = SignalRule(
    code="SG602",
    name="unanswered-at-qbr",
    says="A QBR took place with a question unanswered.",
    definition="A question for a QBR (or for no named meeting) had no answer on the day of the "
    "first QBR after it was asked; a QBR on the day of asking counts if the question's `answer_by` "
    "was that day or earlier. Shown from the next day until it is answered, and for at least 30 "
    "days. A QBR on or after the day the account churned does not count.",
    why="All these meetings exist to prevent exactly this surprise.",
    thresholds=(
        SignalThreshold(name="shown", value=DAYS_SHOWN, unit="days", means="shown after the QBR"),
    ),
    example=SignalExample(
        records="""
    accounts: {north: {qbrs: [2026-06-30]}}
    2026-06-10-tier-2:
      questions: [{id: Q1, account: north, ask: When will it be fast?, for: qbr}]
""",
        appears=date(2026, 7, 1),
        silent=date(2026, 6, 30),
    ),
    find=find_entered,
)


def find_left_by_delegates(
    context: SignalContext, *, days: int = DAYS_OF_DELEGATE
) -> Iterator[Finding]:
    """What a tier 2 with a delegate left open."""
    for entry in context.ledger.entries:
        meeting = entry.meeting
        if not (meeting and meeting.held and meeting.delegates):
            continue
        is_over = context.as_of - entry.date > timedelta(days=days)
        if context.records.kind_of(entry) == "tier-2" and is_over:
            yield from _left_open(entry, context)


def _left_open(entry: Entry, context: SignalContext) -> Iterator[Finding]:
    meeting = entry.meeting
    who = meeting.delegates if meeting else {}
    absent, delegate = next(iter(who.items()))
    left = [
        *(
            (f"{entry.id}/{row.id}", row.account, row.request)
            for row in entry.record.briefings
            if _is_unanswered(f"{entry.id}/{row.id}", context)
        ),
        *(
            (f"{entry.id}/{row.id}", row.account, row.ask)
            for row in entry.record.questions
            if context.ledger.questions[f"{entry.id}/{row.id}"].is_open
        ),
    ]
    for ref, name, text in left:
        account = context.records.account_id(name)
        if not context.index.has_left(account):
            yield Finding(
                message=f"Answer {context.whose(account)} {quote(text)}: "
                f"{context.person(delegate)} attended for {context.person(absent)} "
                f"{count(context.ago(entry.date), 'day')} ago and could not answer.",
                about=about_item(ref, account),
                owner=absent,
                day=entry.date,
            )


def _is_unanswered(briefing: str, context: SignalContext) -> bool:
    """Whether a briefing is open and Product has said nothing of it since its meeting."""
    path, part = context.ledger.path_of[briefing], context.ledger.raised[briefing]
    since = (word for word in path.words if word.item == briefing and word.record != part.record)
    return part.is_open and not any(since)


LEFT_BY_DELEGATE = SignalRule(
    code="SG603",
    name="unanswered-by-delegate",
    says="A delegated tier 2 left something unanswered for over a day.",
    definition="A delegate attended a tier 2 at least two days ago, and one of its briefings "
    "is open without a reply from Product since, or one of its questions has no answer.",
    why="With a delegate who cannot answer, the meeting might as well be cancelled.",
    thresholds=(
        SignalThreshold(
            name="days",
            value=DAYS_OF_DELEGATE,
            unit="days",
            means="to answer what the delegate left open",
        ),
    ),
    example=SignalExample(
        records="""
    2026-04-15-tier-2:
      attendees: [bob, otto]
      delegates: {ines: otto}
      questions: [{id: Q1, account: north, ask: Are the rounds still there?}]
""",
        appears=date(2026, 4, 17),
        silent=date(2026, 4, 16),
    ),
    find=find_left_by_delegates,
)
