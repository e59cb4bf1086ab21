"""Themes: what several accounts ask for, by their ARR; and the topics of the organisation."""

from collections.abc import Iterator, Sequence
from datetime import date

from decision_record.drafts.next_meeting.context import MeetingContext
from decision_record.drafts.yaml_writer import (
    GAP,
    TEXT,
    listing,
    name_text,
    noted_row,
    offer,
    row,
    say,
    scalar,
)
from decision_record.ledger.demand import MONTH, QUARTER, DemandUntil, ThemeDemand
from decision_record.ledger.replay import Ledger
from decision_record.ledger.themes import last_stance, sort_committed
from decision_record.model.series import Series
from decision_record.text.wording import count, join_words, short_day

THEMES = 3
"""Themes that a tier 1 takes up (checks.md, DR407)."""

ACCOUNTS = 2
"""The minimum number of accounts of a theme (checks.md, DR409)."""


def weigh_themes(
    demand_until: DemandUntil, *, day: date, days: int = MONTH
) -> tuple[ThemeDemand, ...]:
    """The themes that accounts ask for before a meeting's day, the most ARR first."""
    return tuple(each for each in demand_until(day, days).values() if each.accounts)


def days_of_themes(series: Series) -> int:
    """Days before a meeting within which its themes were said."""
    return QUARTER if series.kind == "quarterly-review" else MONTH


def draft_themes(context: MeetingContext) -> Iterator[str]:
    """The heaviest themes as rows to complete, and others to look at."""
    days = days_of_themes(context.series)
    weighed = _weigh(context, days=days)
    wide = [each for each in weighed if _is_wide(each)][:THEMES]
    widened = _widened(weighed, context)[: THEMES - len(wide)]
    chosen = {each.theme for each in (*wide, *widened)}
    others = [each for each in weighed if each.theme not in chosen]
    yield from context.heading("themes")
    yield from say(
        f"What accounts asked for in the {days} days before the meeting and did not get, by ARR. "
        "`stance`: planned, exploring, not-now or declined."
    )
    yield "themes:"
    for each in wide:
        yield noted_row(_fields(each), _describe(each, context))
    if widened:
        yield from say(
            f"Of one account in those {days} days; of these together in three months.", indent=2
        )
    for each in widened:
        yield noted_row(_fields(each), _describe(each, context))
    if others:
        spoken = "Also asked for." if chosen else "Asked for by one account each."
        yield from say(f"{spoken} Remove the # from what is presented.", indent=2)
    for each in others[:_MOST_SHOWN]:
        yield from offer([noted_row(_fields(each), _describe(each, context))])
    if len(others) > _MOST_SHOWN:
        yield from say(f"and {len(others) - _MOST_SHOWN} more", indent=2)
    if not weighed:
        yield from say("No account asked for a theme.", indent=2)
        yield from offer([row(_fields(ThemeDemand(theme="", accounts=(), shipped_to=())))])


def _weigh(context: MeetingContext, *, days: int) -> tuple[ThemeDemand, ...]:
    return weigh_themes(context.shared.index.demand_until, day=context.day, days=days)


def _is_wide(weighed: ThemeDemand) -> bool:
    """Whether a theme has enough accounts to be presented."""
    return len(weighed.names) >= ACCOUNTS


def _widened(weighed: Sequence[ThemeDemand], context: MeetingContext) -> list[ThemeDemand]:
    """The themes that one account asks for, and others before it; first what is not planned."""
    narrow = {each.theme for each in weighed if not _is_wide(each)}
    quarter = _weigh(context, days=QUARTER) if narrow else ()
    found = (each for each in quarter if each.theme in narrow and _is_wide(each))
    return sorted(found, key=lambda each: _is_planned(each.theme, context.ledger))


def _is_planned(theme: str, ledger: Ledger) -> bool:
    last = last_stance(ledger.themes.get(theme, ()))
    return last is not None and last.stance == "planned"


def _fields(weighed: ThemeDemand) -> dict[str, str]:
    return {
        "theme": scalar(weighed.theme) if weighed.theme else GAP,
        "accounts": listing(weighed.names),
        "stance": GAP,
        "response": TEXT,
    }


_MOST_SHOWN = 5


def _describe(weighed: ThemeDemand, context: MeetingContext) -> str:
    theme = context.records.taxonomy.themes[weighed.theme]
    names = [context.account(each) for each in weighed.names[:_MOST_SHOWN]]
    more = len(weighed.accounts) - _MOST_SHOWN
    names += [count(more, "other")] if more > 0 else []
    before = context.ledger.themes.get(weighed.theme, ())
    stance = before[-1] if before else None
    last = f"; {stance.stance} on {short_day(stance.day)}" if stance and stance.stance else ""
    became = sort_committed(context.ledger.committed.get(weighed.theme, ()))[:1]
    for each in became:
        last += f"; {each.commitment.state.value} in {each.ref}" if each.commitment else ""
    return f"{name_text(theme.name)}: {join_words(names)}, {context.money(weighed.arr)}{last}"


def draft_org(context: MeetingContext) -> Iterator[str]:
    """A form for a topic of the organisation."""
    yield from context.heading("org")
    yield "org:"
    yield from offer([row({"topic": TEXT, "decision": "D1"})])
