"""Questions that customers asked: what has no answer yet, soonest needed first; then answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from decision_record.ledger.asked import AskedQuestion
from decision_record.views.account.ahead import Ahead, meeting_for, say_ahead
from decision_record.views.people.personal import is_personal
from decision_record.views.shared.archive import Archive, Years, by_month, count_rows, page_years
from decision_record.views.shared.asked_rows import QuestionRow, show_question
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.excerpt import Excerpt
from decision_record.views.shared.once import once
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import count

SIZE = 150
"""Questions that a page of a year lists at most."""
SHOWN = 100
"""Unanswered questions that the first page lists at most, those with a meeting ahead first."""
ANSWERED = 20
"""Answered questions that it lists at most, the newest answers first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionTopic:
    """What questions are about: their theme, else their area."""

    title: str
    theme: Link | None
    accounts: int
    """How many accounts ask, those with a meeting ahead among them."""
    arr: float
    """Their ARR on the day."""
    rows: tuple[QuestionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsView(View):
    """Every question without an answer, and the newest answers."""

    lead: str
    ahead: tuple[QuestionRow, ...]
    """Those whose meeting comes, the nearest first."""
    ahead_number: int
    topics: tuple[QuestionTopic, ...]
    """All others, what most accounts ask first."""
    topics_number: int
    more: int
    """How many more have no answer than are listed."""
    answered: Excerpt[QuestionRow]
    years: Years


@once
def archive_questions(*, context: ViewContext) -> Archive[AskedQuestion]:
    """Every question by the year in which it was asked."""
    newest = sorted(_shared(context=context), key=_asked_on, reverse=True)
    return Archive(
        base="questions/",
        as_of=context.ledger.as_of,
        pages=page_years(newest, day=_asked_on, size=SIZE),
        title=lambda year: f"Questions of {year}",
        description=lambda year: f"Questions asked in {year}, with their answers.",
        lead=count_rows("question"),
        rows="questions",
        periods=by_month(partial(show_question, context=context), day=_asked_on),
        list="questions/by-year",
    )


def _asked_on(question: AskedQuestion) -> date:
    return question.asked


def view_questions(*, context: ViewContext) -> QuestionsView:
    """Unanswered questions, soonest needed first, then the newest answers."""
    open_ = [
        each
        for each in _shared(context=context)
        if each.is_open and not context.index.has_left(each.account)
    ]
    meetings = {each.ref: meeting_for(each, context=context) for each in open_}
    soon = sorted(
        (
            (meeting.on.day, each.ref, each)
            for each in open_
            if (meeting := meetings[each.ref]) is not None
        ),
        key=lambda found: found[:2],
    )
    ahead = [each for _, _, each in soon][:SHOWN]
    rest = [each for each in open_ if meetings[each.ref] is None]
    topics = tuple(_topics(rest, among=open_, room=SHOWN - len(ahead), context=context))
    listed = len(ahead) + sum(len(topic.rows) for topic in topics)
    answered = sorted(
        (
            (each.answers[-1].day, each.ref, each)
            for each in _shared(context=context)
            if each.answers
        ),
        key=lambda found: found[:2],
        reverse=True,
    )
    sections = (
        ("ahead", "Before a meeting", ahead),
        ("often", "Asked most often", topics),
        ("answered", "Answered", True),
    )
    return QuestionsView(
        title="Questions",
        description="What customers asked, what has no answer yet, and what was answered.",
        toc=tuple(Section(id=id_, title=title) for id_, title, rows in sections if rows),
        as_of=context.ledger.as_of,
        lead=_lead(open_, len(soon), context=context),
        ahead=tuple(_await(each, meetings[each.ref], context=context) for each in ahead),
        ahead_number=len(soon),
        topics=topics,
        topics_number=len(rest),
        more=len(open_) - listed,
        answered=Excerpt(
            rows=tuple(show_question(each, context=context) for _, _, each in answered[:ANSWERED]),
            total=len(answered),
        ),
        years=archive_questions(context=context).years,
    )


@once
def _shared(*, context: ViewContext) -> tuple[AskedQuestion, ...]:
    """What everyone may see."""
    questions = context.ledger.questions.values()
    return tuple(each for each in questions if not is_personal(each.record, context=context))


def _topics(
    rest: Iterable[AskedQuestion],
    *,
    among: Iterable[AskedQuestion],
    room: int,
    context: ViewContext,
) -> Iterator[QuestionTopic]:
    """Questions by what they are about, until the page is full."""
    asking: dict[str, set[str]] = {}
    for each in among:
        asking.setdefault(_about(each, context=context), set()).add(each.account)
    groups: dict[str, list[AskedQuestion]] = {}
    for each in rest:
        groups.setdefault(_about(each, context=context), []).append(each)
    weighed = sorted(
        (
            (-len(asking[about]), -context.ledger.arr_of(tuple(asking[about])), about)
            for about in groups
        ),
    )
    for accounts, arr, about in weighed:
        if room <= 0:
            return
        rows = sorted(groups[about], key=lambda each: (each.answer_by or date.max, each.ref))
        theme = rows[0].row.theme
        yield QuestionTopic(
            title=about,
            theme=context.link_theme(theme) if theme else None,
            accounts=-accounts,
            arr=-arr,
            rows=tuple(_await(each, None, context=context) for each in rows[:room]),
        )
        room -= len(rows)


def _about(question: AskedQuestion, *, context: ViewContext) -> str:
    """The name of a question's theme, else that of its area."""
    if question.row.theme:
        return context.link_theme(question.row.theme).text
    area = context.records.taxonomy.areas.get(question.row.area or "")
    return area.name if area else "No theme or area named"


def _await(question: AskedQuestion, meeting: Ahead | None, *, context: ViewContext) -> QuestionRow:
    row = show_question(question, context=context)
    return replace(row, ahead=say_ahead((meeting,))) if meeting else row


def _lead(open_: list[AskedQuestion], soon: int, *, context: ViewContext) -> str:
    asked = len(_shared(context=context))
    if not open_:
        return f"No open questions; {count(asked, 'question')} so far."
    waits = count(len(open_), "unanswered question", "unanswered questions")
    if not soon:
        return f"{waits}."
    whose = "its meeting is" if len(open_) == 1 else f"the meeting of {soon} of them is"
    return f"{waits}; {whose} ahead."
