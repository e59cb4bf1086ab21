"""What CS brings to a meeting: escalations, questions, requests, feedback, themes, days ahead."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from decision_record.drafts.next_meeting.themes import days_of_themes, weigh_themes
from decision_record.ledger.asked import AskedQuestion, SubmittedRequest
from decision_record.ledger.asked_often import AskedOften, day_since, find_asked_most
from decision_record.ledger.demand import QUARTER, ThemeDemand
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.recency import Recency, lead_first
from decision_record.ledger.research import ResearchAsk, people_of
from decision_record.ledger.scope import Scope, area_of
from decision_record.ledger.series import SeriesStanding
from decision_record.ledger.themes import last_stance, sort_committed
from decision_record.model.asked import Feedback
from decision_record.model.records import Entry
from decision_record.model.series import Series
from decision_record.views.account.ahead import Ahead, meeting_for, pressing_for, say_ahead
from decision_record.views.lists.themes import BECAME, STANCES
from decision_record.views.series.prep.parts import (
    SHOWN,
    Phrase,
    PrepTopic,
    TopicLine,
    link_accounts,
    make_topic,
    name_account,
    name_accounts,
    name_person,
    note,
    word_notes,
)
from decision_record.views.shared.asked_rows import show_path, show_question
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.recent import entries_since
from decision_record.views.shared.states import REQUEST_BADGES, badge_of_commitment
from decision_record.views.shared.words import Badge, Tone, count, due_on, money, short_day, times

_ESCALATIONS = Link(text="all escalations", address="escalations/")
_QUESTIONS = Link(text="all questions", address="questions/")
_REQUESTS = Link(text="all requests", address="requests/")
_THEMES = Link(text="all themes", address="themes/")


def escalations(scope: Scope, *, recency: Recency, context: ViewContext) -> PrepTopic:
    """What leadership has to settle: paths that were escalated, or left a tier 2 to be."""
    return _raised(
        "Open escalations",
        (each for each in context.index.open_items.paths.within(scope) if each.is_escalated),
        scope=scope,
        recency=recency,
        empty="No open escalations. An escalation appears here until it is resolved.",
        context=context,
    )


def issues(
    scope: Scope, *, recency: Recency, context: ViewContext, title: str = "Open at these accounts"
) -> PrepTopic:
    """Everything that was raised and is not settled."""
    return _raised(
        title,
        context.index.open_items.paths.within(scope),
        scope=scope,
        recency=recency,
        empty="Nothing open with Product. Escalations and briefings appear here until they are "
        "resolved.",
        context=context,
    )


def briefings(scope: Scope, *, recency: Recency, context: ViewContext) -> PrepTopic:
    """What was brought to a tier 2 and went no further."""
    return _raised(
        "Open briefings",
        (each for each in context.index.open_items.paths.within(scope) if not each.is_escalated),
        scope=scope,
        recency=recency,
        empty="No open briefings. A briefing appears here until it is answered.",
        context=context,
    )


def _raised(
    title: str,
    found: Iterable[RaisedPath],
    *,
    scope: Scope,
    recency: Recency,
    empty: str,
    context: ViewContext,
) -> PrepTopic:
    """Those whose customer has a QBR or renewal first, then those with the most ARR."""
    inside = [each for each in found if scope.covers(each.account, each.area)]
    inside.sort(key=lambda each: (_first_day(each.account, context=context), -each.arr, each.ref))
    return make_topic(
        title,
        lead_first(inside, recency.path_leads, whole=SHOWN),
        show=lambda each: _raised_line(each, context=context),
        more_at=_ESCALATIONS,
        empty=empty,
    )


def _first_day(account: str, *, context: ViewContext) -> date:
    ahead = pressing_for(account, context=context)
    return ahead[0].on.day if ahead else date.max


def _raised_line(path: RaisedPath, *, context: ViewContext) -> TopicLine:
    row = show_path(path, context=context)
    ahead = say_ahead(pressing_for(path.account, context=context))
    brought = Phrase(lead="raised in", links=row.path) if row.path else None
    return TopicLine(
        what=row.issue,
        item=None if row.path else row.item,
        badges=(row.state,),
        phrases=(
            Phrase(
                links=(row.account,), tail=money(row.arr, context.currency) if row.arr else None
            ),
            *((Phrase(lead=ahead),) if ahead else ()),
            Phrase(lead=f"{row.kind}, {row.age}"),
            *((Phrase(lead="first raised on", day=row.raised),) if row.path else ()),
            *((Phrase(lead="waiting on", links=(row.waits_for,)),) if row.waits_for else ()),
            *((brought,) if brought else ()),
        ),
        notes=(*note("Latest question", row.now), *note("Tried", row.tried), *word_notes(row.word)),
        side=row.answer_by,
        side_label="answer due",
    )


def questions(scope: Scope, *, recency: Recency, context: ViewContext) -> PrepTopic:
    """Questions without an answer, those with their meeting ahead first, the nearest on top."""
    inside = [
        (meeting_for(each, context=context), each)
        for each in context.index.open_items.questions.within(scope)
        if scope.covers(each.account, area_of(each.row, records=context.records))
    ]
    inside.sort(
        key=lambda each: (
            each[0].on.day if each[0] else date.max,
            each[1].answer_by or date.max,
            each[1].ref,
        )
    )
    return make_topic(
        "Questions without an answer",
        lead_first(inside, lambda each: recency.question_leads(each[1]), whole=SHOWN),
        show=lambda each: _question_line(each[1], ahead=each[0], context=context),
        more_at=_QUESTIONS,
        empty="No open questions. A question that a customer asked appears here until it is "
        "answered.",
    )


def _question_line(
    question: AskedQuestion, *, ahead: Ahead | None, context: ViewContext
) -> TopicLine:
    row = show_question(question, context=context)
    words = say_ahead((ahead,)) if ahead else None
    return TopicLine(
        what=row.ask,
        item=row.item,
        badges=(row.state,),
        phrases=(
            name_account(question.account, context=context),
            *((Phrase(lead=f"their {words}"),) if words else ()),
            *((Phrase(lead="waiting on", links=(row.waits_for,)),) if row.waits_for else ()),
        ),
        notes=word_notes(row.word),
        side=row.answer_by,
        side_label="answer due",
    )


def asked_often(standing: SeriesStanding, *, scope: Scope, context: ViewContext) -> PrepTopic:
    """What customers asked most often since the last meeting, with the accounts and their ARR."""
    since = short_day(day_since(context.ledger, standing))
    return make_topic(
        f"Asked most often since {since}",
        find_asked_most(context.ledger, records=context.records, scope=scope, since=standing),
        lead="Sorted by number of accounts, then ARR.",
        show=lambda each: _asked_line(each, context=context),
        more_at=_QUESTIONS,
        empty=f"No questions since {since}. Questions on one theme appear here as one.",
    )


def _asked_line(asked: AskedOften, *, context: ViewContext) -> TopicLine:
    newest = asked.questions[-1]
    unanswered = (
        Badge(text=f"{asked.open} not answered", tone=Tone.RISK)
        if asked.open
        else Badge(text="Answered", tone=Tone.DONE)
    )
    theme = context.link_theme(asked.theme) if asked.theme else None
    return TopicLine(
        what=theme.text if theme else newest.row.ask,
        page=theme,
        item=context.link_item(newest.ref),
        badges=(unanswered,),
        phrases=(
            *name_accounts(asked.accounts, context=context),
            Phrase(lead=_asked(len(asked.questions)), day=newest.asked),
        ),
        notes=note("Asked", newest.row.ask if theme else None),
    )


def _asked(number: int) -> str:
    return f"asked {times(number)}, the last time on" if number > 1 else "asked on"


def requests(scope: Scope, *, recency: Recency, context: ViewContext) -> PrepTopic:
    """Feature requests that are neither shipped nor declined, the oldest first."""
    inside = [
        each
        for each in context.index.open_items.requests.within(scope)
        if scope.covers(each.account, area_of(each.row, records=context.records))
    ]
    inside.sort(key=lambda each: (each.asked, each.ref))
    return make_topic(
        "Open requests",
        lead_first(inside, recency.request_leads, whole=SHOWN),
        show=lambda each: _request_line(each, context=context),
        more_at=_REQUESTS,
        empty="No open requests. A request appears here until it is shipped or declined.",
    )


def _request_line(request: SubmittedRequest, *, context: ViewContext) -> TopicLine:
    row, last = request.row, request.steps[-1]
    area = context.records.taxonomy.areas.get(row.area or "")
    moved = Phrase(lead=f"{REQUEST_BADGES[last.status].text.lower()} since", day=last.day)
    return TopicLine(
        what=row.what,
        item=context.link_item(request.ref),
        badges=(REQUEST_BADGES[request.status],),
        phrases=(
            name_account(request.account, context=context),
            *((Phrase(lead=area.name),) if area else ()),
            Phrase(lead="asked on", day=request.asked),
            *((moved,) if len(request.steps) > 1 else ()),
            *((Phrase(lead=row.ticket),) if row.ticket else ()),
        ),
        notes=note("For the customer", request.say.text if request.say else None),
    )


def themes(series: Series, *, day: date, context: ViewContext) -> PrepTopic:
    """Themes of the days before a meeting by the ARR behind them, as its record offers them."""
    days = days_of_themes(series)
    quarter = weigh_themes(context.index.demand_until, day=day, days=QUARTER)
    wider = {each.theme: each.names for each in quarter}
    return make_topic(
        f"Themes of the {days} days before the meeting",
        weigh_themes(context.index.demand_until, day=day, days=days),
        lead="Sorted by ARR. Present three, each of more than one account and with a "
        "stance: planned, exploring, not now or declined.",
        show=lambda each: _theme_line(each, wider=wider.get(each.theme, ()), context=context),
        more_at=_THEMES,
        empty=f"No account asked for a theme in those {days} days. Feedback, questions, requests "
        "and escalations that name one appear here.",
    )


def _theme_line(weighed: ThemeDemand, *, wider: Sequence[str], context: ViewContext) -> TopicLine:
    presented = context.ledger.themes.get(weighed.theme, ())
    last = presented[-1] if presented else None
    stance = last_stance(presented)
    link = context.link_theme(weighed.theme)
    before = [each for each in wider if each not in weighed.names]
    return TopicLine(
        what=link.text,
        page=link,
        badges=(STANCES[stance.stance],) if stance and stance.stance else (),
        phrases=(
            *name_accounts(weighed.names, context=context),
            *(
                (link_accounts(before, lead="in three months also", context=context),)
                if before
                else ()
            ),
            Phrase(lead="presented in", links=(context.link_record(last.record),))
            if last
            else Phrase(lead="never presented"),
            *_became(
                weighed.theme,
                planned=stance is not None and stance.stance == "planned",
                context=context,
            ),
        ),
        notes=note("Product said", last.response if last else None),
    )


def _became(theme: str, *, planned: bool, context: ViewContext) -> Iterator[Phrase]:
    """The newest commitments of decisions that name a theme; none yet, where it is planned."""
    made = sort_committed(context.ledger.committed.get(theme, ()))[:BECAME]
    for each in made:
        assert each.commitment is not None  # noqa: S101 - only such are asked for
        state = badge_of_commitment(each.commitment, as_of=context.ledger.as_of)
        target = each.commitment.target if each.commitment.is_pending else None
        yield Phrase(
            lead=f"{state.text.lower()}:",
            links=(context.link_item(each.ref),),
            tail=f"for {short_day(target)}" if target else None,
        )
    if planned and not made:
        yield Phrase(lead="no commitment yet")


def feedback(since: date | None, *, scope: Scope, context: ViewContext) -> PrepTopic:
    """What customers said since a day; since the last month where none is given."""
    days = (context.ledger.as_of - since).days if since else 30
    found = [
        (entry, row)
        for entry in entries_since(days, context=context)
        for row in entry.record.feedback
        if scope.covers(context.records.account_id(row.account), row.area)
    ]
    return make_topic(
        f"Feedback since {short_day(since)}" if since else "Feedback of the last 30 days",
        found,
        show=lambda each: feedback_line(each[0], each[1], context=context),
        more_at=Link(text="all records", address="meetings/"),
        empty="No feedback. What customers say, under `feedback`, appears here.",
    )


def feedback_line(entry: Entry, row: Feedback, *, context: ViewContext) -> TopicLine:
    """What a customer said."""
    theme = context.link_theme(row.theme) if row.theme else None
    return TopicLine(
        what=row.what,
        item=context.link_item(f"{entry.id}/{row.id}"),
        phrases=(
            name_account(context.records.account_id(row.account), context=context),
            *((Phrase(links=(theme,)),) if theme else ()),
            Phrase(day=entry.date),
        ),
    )


def research(scope: Scope, *, context: ViewContext) -> PrepTopic:
    """Research for which customers are still wanted."""
    return _research(
        (each for each in context.ledger.research if scope.covers_area(each.area)), context
    )


def research_of(person: str, *, context: ViewContext) -> PrepTopic:
    """The same of one person: what they own, and what is about an area that they answer for."""
    own = (
        each
        for each in context.ledger.research
        if person in people_of(each, records=context.records)
    )
    return _research(own, context)


def _research(asks: Iterable[ResearchAsk], context: ViewContext) -> PrepTopic:
    found = [each for each in asks if each.is_open(context.ledger.as_of)]
    found.sort(key=lambda each: (each.by or date.max, each.day))
    return make_topic(
        "Customers wanted for research",
        found,
        show=lambda each: _research_line(each, context=context),
        more_at=Link(text="all records", address="meetings/"),
        empty="No open research asks. What Product wants to learn, under `research`, appears here "
        "until enough customers were asked.",
    )


def _research_line(ask: ResearchAsk, *, context: ViewContext) -> TopicLine:
    area = context.records.taxonomy.areas.get(ask.area or "")
    wanted = count(ask.accounts_wanted, "customer") if ask.accounts_wanted else "customers"
    return TopicLine(
        what=ask.what or (area.name if area else ask.area) or "Research",
        item=context.link_record(ask.said[-1]),
        phrases=(
            *((Phrase(lead=area.name),) if area and ask.what else ()),
            Phrase(lead=f"{wanted} wanted"),
            link_accounts(ask.asked, lead="asked so far", context=context)
            if ask.asked
            else Phrase(lead="no customer asked yet"),
            *name_person(ask.owner, context=context),
        ),
        side=due_on(ask.by, as_of=context.ledger.as_of) if ask.by else None,
        side_label="wanted by",
    )
