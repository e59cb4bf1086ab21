"""A theme's page: what Product says to it, what it is worth, what is open, and where it came up."""

from collections.abc import Iterator, Sequence, Sized
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.demand import QUARTER
from decision_record.ledger.items import Item, text_of
from decision_record.ledger.themes import PresentedTheme, last_stance, sort_committed
from decision_record.views.lists.themes import (
    BECAME,
    ThemeStatus,
    show_stance,
    show_theme_status,
    who_asks,
)
from decision_record.views.shared.archive import Archive, Years, by_month, count_rows, page_years
from decision_record.views.shared.asked_rows import QuestionRow, RaisedRow, show_path, show_question
from decision_record.views.shared.commitment_rows import CommitmentRow, show_commitment
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.excerpt import Excerpt
from decision_record.views.shared.rows import DecisionRow, show_decision
from decision_record.views.shared.sections import Section
from decision_record.views.shared.states import OUTCOME_BADGES, RAISED_BADGES
from decision_record.views.shared.view import View
from decision_record.views.shared.words import Badge, Due, comes_on

SIZE = 150
"""Mentions that a page of a year lists at most."""
SHOWN = 25
"""Rows that each part of a theme's page lists at most."""

KINDS = {
    "B": "Briefing",
    "D": "Decision",
    "E": "Escalation",
    "F": "Feedback",
    "Q": "Question",
    "R": "Request",
}
"""What an item is, by its letter (records.md §2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """Something that names a theme."""

    day: date
    kind: str
    what: str
    accounts: tuple[Link, ...]
    item: Link
    state: Badge | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentationRow:
    """One time that a theme was presented."""

    record: Link
    stance: Badge
    response: str | None
    accounts: int
    arr: float
    """Of its accounts on that day."""
    arr_now: float
    """Of the same accounts on the day of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingRow:
    """A customer who asks, or asked before."""

    account: Link
    arr: float
    items: tuple[Link, ...]
    """What they asked in the last 91 days and did not get."""
    renewal: Due | None
    left: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView(View):
    """A theme's page."""

    id: str
    area: str | None
    pm: Link | None
    """Who answers for its area."""
    category: str | None
    presented: int
    arr: float
    """Of those who ask."""
    customers: int
    """Those who asked in the last 91 days and are not settled."""
    days: int
    """How many days that is."""
    shipped_to: tuple[Link, ...]
    """Those who asked in that time and got it since."""
    stance: Badge
    last: PresentationRow | None
    became: tuple[CommitmentRow, ...]
    """What became of it: the newest commitments of decisions that name it."""
    unkept: bool
    """Whether it is planned, and no decision that names it commits to anything yet."""
    questions: tuple[QuestionRow, ...]
    raised: tuple[RaisedRow, ...]
    waiting: tuple[DecisionRow, ...]
    """Deferrals and escalations on it that are not settled."""
    waits: int
    """How much of these there is in all."""
    more_waits: int
    """How much of it is not shown."""
    commitments: Excerpt[CommitmentRow]
    """Pending ones first, by target; then the newest of those that ended."""
    presentations: tuple[PresentationRow, ...]
    """Newest first."""
    accounts: tuple[AskingRow, ...]
    """Those who ask, with the most ARR first."""
    earlier: tuple[AskingRow, ...]
    """Others who ever asked, with the most ARR first; those who left last."""
    mentions: Excerpt[MentionRow]
    """Newest first."""
    years: Years


def archive_theme(theme: str, *, context: ViewContext) -> Archive[Item]:
    """Everything that names a theme by year, newest first."""
    link = context.link_theme(theme)
    mentions = show_theme_status(theme, context=context).mentions
    return Archive(
        base=link.address,
        as_of=context.ledger.as_of,
        pages=page_years(sorted(mentions, key=_named_on, reverse=True), day=_named_on, size=SIZE),
        title=lambda year: f"{link.text} in {year}",
        description=lambda year: f"What customers and Product said of {link.text} in {year}.",
        lead=count_rows("mention"),
        rows="mentions",
        periods=by_month(partial(_mention, context=context), day=_named_on),
        list=f"{link.address}mentions",
        of=link,
    )


def _named_on(item: Item) -> date:
    return item.entry.date


def view_theme(theme: str, *, context: ViewContext) -> ThemeView:
    """The page of one theme."""
    taxonomy = context.records.taxonomy
    known, standing = taxonomy.themes[theme], show_theme_status(theme, context=context)
    area = taxonomy.areas.get(known.area or "")
    last = standing.presented[-1] if standing.presented else None
    stance = last_stance(standing.presented)
    archive = archive_theme(theme, context=context)
    newest = [item for page in archive.pages for item in page.values][:SHOWN]
    waits: tuple[Sized, ...] = (standing.questions, standing.raised, standing.waiting)
    view = ThemeView(
        id=theme,
        title=known.name,
        description=f"Who asks for {known.name}, what it is worth, and what Product says to it.",
        as_of=context.ledger.as_of,
        area=area.name if area else None,
        pm=context.link_person(area.pm) if area and area.pm else None,
        category=taxonomy.categories.get(known.category or ""),
        presented=len(standing.presented),
        arr=standing.arr,
        customers=len(standing.asking),
        days=QUARTER,
        shipped_to=tuple(context.link_account(each) for each in standing.shipped_to),
        stance=show_stance(stance or last),
        last=_present(last, context=context) if last else None,
        became=_commitments(theme, standing, context=context)[:BECAME],
        unkept=stance is not None
        and stance.stance == "planned"
        and not _committed(theme, standing),
        questions=tuple(
            show_question(each, context=context) for each in standing.questions[:SHOWN]
        ),
        raised=tuple(show_path(each, context=context) for each in standing.raised[:SHOWN]),
        waiting=tuple(
            _wait(each, theme=theme, context=context) for each in standing.waiting[:SHOWN]
        ),
        waits=standing.open,
        more_waits=sum(max(0, len(each) - SHOWN) for each in waits),
        commitments=Excerpt(
            rows=_commitments(theme, standing, context=context),
            total=sum(each.commitment is not None for each in standing.decisions),
        ),
        presentations=tuple(
            _present(each, context=context) for each in reversed(standing.presented[-SHOWN:])
        ),
        accounts=tuple(
            _asking(each.account, each.items, context=context) for each in standing.asking
        ),
        earlier=_earlier(standing, context=context),
        mentions=Excerpt(
            rows=tuple(_mention(each, context=context) for each in newest),
            total=len(standing.mentions),
        ),
        years=archive.years,
    )
    return replace(view, toc=tuple(_toc(view)))


def _toc(view: ThemeView) -> Iterator[Section]:
    sections = (
        ("open", "Open", True),
        ("commitments", "Commitments", view.commitments.rows),
        ("presented", "Presented", True),
        ("accounts", "Who asks", view.accounts or view.shipped_to),
        ("earlier", "Asked before", view.earlier),
        ("mentions", "What was said", view.mentions.rows),
    )
    for id_, title, rows in sections:
        if rows:
            yield Section(id=id_, title=title)


def _present(presented: PresentedTheme, *, context: ViewContext) -> PresentationRow:
    return PresentationRow(
        record=context.link_record(presented.record),
        stance=show_stance(presented),
        response=presented.response,
        accounts=len(presented.accounts),
        arr=presented.arr,
        arr_now=presented.arr_now,
    )


def _wait(decision: LoggedDecision, *, theme: str, context: ViewContext) -> DecisionRow:
    """A decision with the other themes that it names."""
    row, here = show_decision(decision, context=context), context.link_theme(theme)
    return replace(row, themes=tuple(each for each in row.themes if each != here))


def _committed(theme: str, standing: ThemeStatus) -> tuple[LoggedDecision, ...]:
    return sort_committed(each for each in standing.decisions if theme in each.row.themes)


def _commitments(
    theme: str, standing: ThemeStatus, *, context: ViewContext
) -> tuple[CommitmentRow, ...]:
    return tuple(
        show_commitment(each, each.commitment, context=context)
        for each in _committed(theme, standing)[:SHOWN]
        if each.commitment
    )


def _earlier(standing: ThemeStatus, *, context: ViewContext) -> tuple[AskingRow, ...]:
    rows = (_asking(each, (), context=context) for each in standing.earlier)
    return tuple(sorted(rows, key=lambda each: (-each.arr, each.account.text.casefold())))


def _asking(account: str, items: Sequence[str], *, context: ViewContext) -> AskingRow:
    standing = context.ledger.accounts.get(account)
    left = standing.churned if standing else None
    return AskingRow(
        account=context.link_account(account),
        arr=standing.arr if standing else 0,
        items=tuple(context.link_item(ref) for ref in items),
        renewal=comes_on(standing.account.renewal, as_of=context.ledger.as_of)
        if standing and not left
        else None,
        left=left,
    )


def _mention(item: Item, *, context: ViewContext) -> MentionRow:
    ledger, row = context.ledger, item.row
    decision, raised = ledger.decisions.get(item.ref), ledger.path_of.get(item.ref)
    question = ledger.questions.get(item.ref)
    asking = who_asks(item, context=context)
    accounts = decision.accounts if decision else (asking,) if asking else ()
    state = None
    if decision:
        state = OUTCOME_BADGES[decision.row.outcome]
    elif raised:
        state = RAISED_BADGES[raised.state]
    elif question:
        state = show_question(question, context=context).state
    return MentionRow(
        day=item.entry.date,
        kind=KINDS[row.id[0]],
        what=text_of(row),
        accounts=tuple(context.link_account(each) for each in accounts),
        item=context.link_item(item.ref),
        state=state,
    )
