"""Themes: what several customers ask for, by the ARR behind each, with Product's newest stance."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from decision_record.ledger.asked import AskedQuestion
from decision_record.ledger.decisions import DecisionState, LoggedDecision
from decision_record.ledger.demand import QUARTER, AskingAccount, ThemeDemand
from decision_record.ledger.items import Item
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.themes import PresentedTheme, last_stance
from decision_record.model.asked import Briefing, Escalation, Feedback, Question, Request
from decision_record.views.people.personal import is_personal
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.view import View
from decision_record.views.shared.words import Badge, Tone, count, times

STANCES = {
    "planned": Badge(text="Planned", tone=Tone.DONE),
    "exploring": Badge(text="Exploring"),
    "not-now": Badge(text="Not now", tone=Tone.RISK),
    "declined": Badge(text="Declined", tone=Tone.LATE),
}
"""What Product said to a theme."""
BECAME = 3
"""Commitments that are named beside the newest stance."""

SILENT = Badge(text="Not presented", tone=Tone.QUIET)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeStatus:
    """A theme on the day: who asks, and what is open on it."""

    mentions: tuple[Item, ...]
    """Everything that names it, oldest first."""
    presented: tuple[PresentedTheme, ...]
    """Oldest first."""
    asking: tuple[AskingAccount, ...]
    """Who asked in the last 91 days and is not settled, the most ARR first."""
    shipped_to: tuple[str, ...]
    """Who asked in that time and got it since."""
    earlier: tuple[str, ...]
    """Who else ever asked or was counted, those who left among them."""
    questions: tuple[AskedQuestion, ...]
    """Without an answer."""
    raised: tuple[RaisedPath, ...]
    """Open escalations and briefings, each path once."""
    decisions: tuple[LoggedDecision, ...]
    """Every decision on it, oldest first."""

    @property
    def arr(self) -> float:
        """ARR today of those who ask, in the organisation's currency."""
        return sum(each.arr for each in self.asking)

    @property
    def waiting(self) -> tuple[LoggedDecision, ...]:
        """Deferred or escalated, and not settled yet."""
        return tuple(each for each in self.decisions if each.state is DecisionState.OPEN)

    @property
    def open(self) -> int:
        """How much of it waits for an answer."""
        return len(self.questions) + len(self.raised) + len(self.waiting)


def show_theme_status(theme: str, *, context: ViewContext) -> ThemeStatus:
    """Everything that is known of a theme and that everyone may see."""
    ledger = context.ledger
    mentions = tuple(
        each
        for each in context.index.items_of_theme.get(theme, ())
        if not is_personal(each.entry.id, context=context)
    )
    presented = tuple(
        each
        for each in ledger.themes.get(theme, ())
        if not is_personal(each.record, context=context)
    )
    asking = [who for each in mentions if (who := who_asks(each, context=context))]
    counted = [account for each in presented for account in each.accounts]
    demand = context.index.demand.get(theme)
    now = tuple(_shared_asking(demand, context=context)) if demand else ()
    recent = {*(each.account for each in now), *(demand.shipped_to if demand else ())}
    questions = (ledger.questions.get(each.ref) for each in mentions)
    firsts = (path.first.ref for each in mentions if (path := ledger.path_of.get(each.ref)))
    raised = (ledger.path_of[ref] for ref in dict.fromkeys(firsts))
    decisions = (ledger.decisions.get(each.ref) for each in mentions)
    return ThemeStatus(
        mentions=mentions,
        presented=presented,
        asking=now,
        shipped_to=demand.shipped_to if demand else (),
        earlier=tuple(each for each in dict.fromkeys((*counted, *asking)) if each not in recent),
        questions=tuple(
            each
            for each in questions
            if each and each.is_open and not context.index.has_left(each.account)
        ),
        raised=tuple(
            each for each in raised if each.is_open and not context.index.has_left(each.account)
        ),
        decisions=tuple(each for each in decisions if each),
    )


def _shared_asking(demand: ThemeDemand, *, context: ViewContext) -> Iterator[AskingAccount]:
    """The accounts that ask, by what everyone may see of it."""
    for each in demand.accounts:
        items = tuple(
            ref for ref in each.items if not is_personal(ref.partition("/")[0], context=context)
        )
        if items:
            yield replace(each, items=items)


def who_asks(item: Item, *, context: ViewContext) -> str | None:
    """The customer who speaks in an item that names a theme; None in a decision."""
    row = item.row
    if isinstance(row, Briefing | Escalation | Feedback | Question | Request):
        return context.records.account_id(row.account)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTheme:
    """A theme in the list."""

    theme: Link
    area: str | None
    category: str | None
    accounts: int
    """Customers who asked in the last 91 days and are not settled."""
    arr: float
    """Theirs."""
    presented: str | None
    """As in "3 times"; None for what never was."""
    last: date | None
    stance: Badge
    response: str | None
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesView(View):
    """All themes of the taxonomy, those with the most ARR behind them first."""

    lead: str
    areas: tuple[Link, ...]
    """The product areas, each with a page of its own."""
    rows: tuple[ListedTheme, ...]


def view_themes(*, context: ViewContext) -> ThemesView:
    """The list of themes."""
    rows = sorted(
        (_row(theme, context=context) for theme in context.records.taxonomy.themes),
        key=lambda each: (-each.arr, each.theme.text.casefold(), each.theme.address),
    )
    presented = sum(each.last is not None for each in rows)
    return ThemesView(
        title="Themes",
        description="What several customers ask for, what it is worth, and what Product says.",
        as_of=context.ledger.as_of,
        lead=f"{count(len(rows), 'theme')}, {presented} of them presented to leadership; sorted by "
        f"the ARR of accounts that asked in the last {QUARTER} days.",
        areas=tuple(context.link_area(each) for each in context.records.taxonomy.areas),
        rows=tuple(rows),
    )


def _row(theme: str, *, context: ViewContext) -> ListedTheme:
    taxonomy = context.records.taxonomy
    known, standing = taxonomy.themes[theme], show_theme_status(theme, context=context)
    area = taxonomy.areas.get(known.area or "")
    last = standing.presented[-1] if standing.presented else None
    return ListedTheme(
        theme=context.link_theme(theme),
        area=area.name if area else None,
        category=taxonomy.categories.get(known.category or ""),
        accounts=len(standing.asking),
        arr=standing.arr,
        presented=times(len(standing.presented)) if last else None,
        last=last.day if last else None,
        stance=show_stance(last_stance(standing.presented) or last),
        response=last.response if last else None,
        open=standing.open,
    )


def show_stance(presented: PresentedTheme | None) -> Badge:
    """What Product said to it, in a word."""
    if presented is None:
        return SILENT
    if presented.stance is None:
        return Badge(text="No stance", tone=Tone.QUIET)
    return STANCES[presented.stance]
