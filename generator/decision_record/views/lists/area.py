"""One product area: what customers wait for in it, what they ask for, and who answers."""

from dataclasses import dataclass
from datetime import date

from decision_record.ledger.calendar import days_before
from decision_record.views.lists.feedback import RECENT, FeedbackRow, show_feedback
from decision_record.views.shared.asked_rows import (
    QuestionRow,
    RaisedRow,
    RequestRow,
    show_path,
    show_question,
    show_request,
)
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.excerpt import Excerpt, first_of
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View

SHOWN = 60
"""Rows of each list; the rest is on the page of its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView(View):
    """The page of a product area."""

    id: str
    pm: Link | None
    pods: tuple[Link, ...]
    themes: tuple[Link, ...]
    raised: Excerpt[RaisedRow]
    """Open escalations and briefings, the account with the most ARR first."""
    questions: Excerpt[QuestionRow]
    """Unanswered ones, due first at the top."""
    requests: Excerpt[RequestRow]
    """Open ones, the account with the most ARR first."""
    feedback: Excerpt[FeedbackRow]
    """Of the last 91 days, the account with the most ARR first."""


def view_area(area: str, *, context: ViewContext) -> AreaView:
    """The page of one product area."""
    known, has = context.records.taxonomy.areas[area], context.index.areas[area]
    raised = sorted(has.paths, key=lambda each: (-each.arr, each.raised, each.ref))
    questions = sorted(has.questions, key=lambda each: (each.row.answer_by or date.max, each.ref))
    requests = sorted(
        has.requests,
        key=lambda each: (-context.ledger.arr_of((each.account,)), each.asked, each.ref),
    )
    recent_raised, recent_questions, recent_requests = (
        first_of(raised, SHOWN),
        first_of(questions, SHOWN),
        first_of(requests, SHOWN),
    )
    return AreaView(
        id=area,
        title=known.name,
        description=f"{known.name}: open escalations, questions, requests and feedback.",
        toc=(
            Section(id="escalations", title="Escalations and briefings"),
            Section(id="questions", title="Questions"),
            Section(id="requests", title="Requests"),
            Section(id="feedback", title="Feedback"),
        ),
        as_of=context.ledger.as_of,
        pm=context.link_person(known.pm)
        if known.pm in context.records.people and known.pm
        else None,
        pods=tuple(map(context.link_pod, has.pods)),
        themes=tuple(map(context.link_theme, has.themes)),
        raised=Excerpt(
            rows=tuple(show_path(each, context=context) for each in recent_raised.rows),
            total=recent_raised.total,
        ),
        questions=Excerpt(
            rows=tuple(show_question(each, context=context) for each in recent_questions.rows),
            total=recent_questions.total,
        ),
        requests=Excerpt(
            rows=tuple(show_request(each, context=context) for each in recent_requests.rows),
            total=recent_requests.total,
        ),
        feedback=_feedback(area, context=context),
    )


def _feedback(area: str, *, context: ViewContext) -> Excerpt[FeedbackRow]:
    as_of = context.ledger.as_of
    since = days_before(as_of, RECENT)
    rows = [
        row
        for item in context.index.areas[area].feedback
        if item.entry.date >= since and (row := show_feedback(item, context=context))
    ]
    rows.sort(key=lambda row: (-row.arr, row.account.text.casefold(), row.item.address))
    return first_of(rows, SHOWN)
