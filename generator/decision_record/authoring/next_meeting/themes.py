"""Themes: what several accounts said of late, by their ARR; and the topics of the organisation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

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
from decision_record.model.series import SeriesKind
from decision_record.wording import count, join_words, short_day

DAYS = 30
"""Days before a meeting within which something counts as said of late (site.md)."""

_DAYS: Mapping[SeriesKind, int] = MappingProxyType({"quarterly-review": 91})
"""Where that is another number."""

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


def draft_themes(occasion: Occasion) -> Iterator[str]:
    """The heaviest themes as rows to complete, and others to look at."""
    days = _DAYS.get(occasion.series.kind, DAYS)
    weighed = weigh_themes(
        records=occasion.records, ledger=occasion.ledger, day=occasion.day, days=days
    )
    wide = [each for each in weighed if len(each.accounts) >= ACCOUNTS][:THEMES]
    others = [each for each in weighed if each not in wide]
    yield from occasion.heading("themes")
    yield from say(
        f"What accounts spoke of in the last {days} days, by ARR. `stance`: planned, exploring, "
        "not-now or declined."
    )
    yield "themes:"
    for each in wide:
        yield from _show(each, occasion)
        yield _row(each)
    if others:
        yield from say("Also spoken of. Take the # away from what is presented.", indent=2)
    for each in others[:_MOST_SHOWN]:
        yield from _show(each, occasion)
        yield from offer([_row(each)])
    if not weighed:
        yield from say("Nothing that names a theme was said.", indent=2)
        yield from offer([_row(WeighedTheme(theme="", accounts=(), arr=0))])


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
