"""Themes: what several accounts said of late, by their ARR; and the topics of the organisation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.authoring.next_meeting.occasion import Occasion
from decision_record.authoring.sheet import (
    GAP,
    TEXT,
    listing,
    name_text,
    offer,
    row,
    say,
    scalar,
)
from decision_record.ledger.replay import Ledger
from decision_record.model.asked import Briefing, Feedback, Question
from decision_record.model.records import Entry, Records
from decision_record.model.series import Series
from decision_record.wording import count, join_words, short_day

DAYS = 30
"""Days before a meeting within which something counts as said of late (site.md)."""

QUARTER = 91
"""Those of a quarterly review†; and those in which others may have spoken of the same theme."""

THEMES = 3
"""Themes that a tier 1 takes up (checks.md, DR407)."""

ACCOUNTS = 2
"""Accounts that a theme rests on at the least (checks.md, DR409)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedTheme:
    """What accounts said of late of one theme."""

    theme: str
    accounts: tuple[str, ...]
    """Who spoke of it and is a customer on the day, by ARR."""
    arr: float
    """Theirs together on the day, in the organisation's currency."""


def weigh_themes(
    *, records: Records, ledger: Ledger, day: date, days: int = DAYS
) -> tuple[WeighedTheme, ...]:
    """The themes of briefings, escalations, questions and feedback before a day, by ARR."""
    since = day - min(timedelta(days=days), day - date.min)
    said: dict[str, dict[str, float]] = {}
    for entry in reversed(ledger.entries):
        if entry.date < since:
            break
        for theme, name in _mentions(entry, ledger) if entry.date <= day else ():
            account = records.account_id(name)
            known = records.accounts.get(account)
            if known and theme in records.taxonomy.themes and not known.churned_by(day):
                said.setdefault(theme, {})[account] = known.arr_on(day)
    weighed = (
        WeighedTheme(
            theme=theme,
            accounts=tuple(sorted(worth, key=lambda each: (-worth[each], each))),
            arr=sum(worth.values()),
        )
        for theme, worth in said.items()
    )
    return tuple(sorted(weighed, key=lambda each: (-each.arr, each.theme)))


def _mentions(entry: Entry, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """The themes that a record's items name, each with the account that spoke of it."""
    record = entry.record
    said: tuple[Briefing | Question | Feedback, ...] = (
        *record.briefings,
        *record.questions,
        *record.feedback,
    )
    for each in said:
        if each.theme:
            yield each.theme, each.account
    for escalation in record.escalations:
        raised = ledger.raised.get(f"{entry.id}/{escalation.id}")
        for ref in raised.path if raised else ():
            before = ledger.raised[ref].row
            if isinstance(before, Briefing) and before.theme:
                yield before.theme, escalation.account


def days_of_themes(series: Series) -> int:
    """Days before a meeting within which its themes were said."""
    return QUARTER if series.kind == "quarterly-review" else DAYS


def draft_themes(occasion: Occasion) -> Iterator[str]:
    """The heaviest themes as rows to complete, and others to look at."""
    days = days_of_themes(occasion.series)
    weighed = _weigh(occasion, days=days)
    wide = [each for each in weighed if _is_wide(each)][:THEMES]
    widened = _widened(weighed, occasion)[: THEMES - len(wide)]
    chosen = {each.theme for each in (*wide, *widened)}
    others = [each for each in weighed if each.theme not in chosen]
    yield from occasion.heading("themes")
    yield from say(
        f"What accounts spoke of in the {days} days before the meeting, by ARR. `stance`: planned, "
        "exploring, not-now or declined."
    )
    yield "themes:"
    for each in wide:
        yield from _show(each, occasion)
        yield _row(each)
    if widened:
        yield from say(
            f"Of one account in those {days} days; of these together in three months.", indent=2
        )
    for each in widened:
        yield from _show(each, occasion)
        yield _row(each)
    if others:
        spoken = "Also spoken of." if chosen else "Spoken of by one account each."
        yield from say(f"{spoken} Take the # away from what is presented.", indent=2)
    for each in others[:_MOST_SHOWN]:
        yield from _show(each, occasion)
        yield from offer([_row(each)])
    if len(others) > _MOST_SHOWN:
        yield from say(f"and {len(others) - _MOST_SHOWN} more", indent=2)
    if not weighed:
        yield from say("Nothing that names a theme was said.", indent=2)
        yield from offer([_row(WeighedTheme(theme="", accounts=(), arr=0))])


def _weigh(occasion: Occasion, *, days: int) -> tuple[WeighedTheme, ...]:
    records, ledger = occasion.records, occasion.ledger
    return weigh_themes(records=records, ledger=ledger, day=occasion.day, days=days)


def _is_wide(weighed: WeighedTheme) -> bool:
    """Whether a theme rests on accounts enough to be presented."""
    return len(weighed.accounts) >= ACCOUNTS


def _widened(weighed: Sequence[WeighedTheme], occasion: Occasion) -> list[WeighedTheme]:
    """The themes that one account spoke of, and others before it; first what is not planned."""
    narrow = {each.theme for each in weighed if not _is_wide(each)}
    quarter = _weigh(occasion, days=QUARTER) if narrow else ()
    found = (each for each in quarter if each.theme in narrow and _is_wide(each))
    return sorted(found, key=lambda each: _is_planned(each.theme, occasion.ledger))


def _is_planned(theme: str, ledger: Ledger) -> bool:
    presented = ledger.themes.get(theme, ())
    return bool(presented) and presented[-1].stance == "planned"


def _row(weighed: WeighedTheme) -> str:
    return row(
        {
            "theme": scalar(weighed.theme) if weighed.theme else GAP,
            "accounts": listing(weighed.accounts),
            "stance": GAP,
            "response": TEXT,
        }
    )


_MOST_SHOWN = 5


def _show(weighed: WeighedTheme, occasion: Occasion) -> Iterator[str]:
    theme = occasion.records.taxonomy.themes[weighed.theme]
    names = [occasion.account(each) for each in weighed.accounts[:_MOST_SHOWN]]
    more = len(weighed.accounts) - _MOST_SHOWN
    names += [count(more, "other")] if more > 0 else []
    before = occasion.ledger.themes.get(weighed.theme, ())
    stance = before[-1] if before else None
    last = f"; {stance.stance} on {short_day(stance.day)}" if stance and stance.stance else ""
    yield from say(
        f"{name_text(theme.name)}: {join_words(names)}, {occasion.money(weighed.arr)}{last}",
        indent=2,
        hanging=2,
    )


def draft_org(occasion: Occasion) -> Iterator[str]:
    """A form for a topic of the organisation."""
    yield from occasion.heading("org")
    yield "org:"
    yield from offer([row({"topic": TEXT, "decision": "D1"})])
