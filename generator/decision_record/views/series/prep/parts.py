"""What the page of a next meeting is made of: topics under blocks, with lines of plain words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from decision_record.ledger.recency import SplitList
from decision_record.views.shared.asked_rows import WordRow
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.words import Badge, Due, count, money, short_day

Value = TypeVar("Value")

NAMED = 8
"""Accounts that a line names at most."""

SHOWN = 12
"""Lines that a topic shows at most, and folds at most; a meeting cannot go through more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A few words, a day and links, as in "waits for Elin Marchetti"."""

    lead: str | None = None
    day: date | None = None
    links: tuple[Link, ...] = ()
    tail: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineNote:
    """A labelled text below a line."""

    label: str
    """As in "Tried"."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """One thing to mention."""

    what: str
    page: Link | None = None
    """The page that is called so, where it has one of its own: a theme's."""
    item: Link | None = None
    """Where it was written down, by its id or its record."""
    badges: tuple[Badge, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    notes: tuple[LineNote, ...] = ()
    side: Due | None = None
    """The day that matters, with what it is the day of."""
    side_label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepTopic:
    """What a block goes through."""

    title: str
    number: int
    """How many lines there are, those folded and left out included."""
    lines: tuple[TopicLine, ...]
    """What leads; of a short topic everything."""
    folded: tuple[TopicLine, ...]
    """What is neither new nor due soon, of a topic that is too long to show whole."""
    fold: str | None
    """As in "23 older or not due soon", where anything is folded."""
    more: str | None
    """As in "3 more", where some are neither shown nor folded."""
    more_at: Link
    """The page that has all of them."""
    empty: str
    """What is said where there is nothing."""
    lead: str | None = None
    """What is done with each line, in a sentence."""


def make_topic(
    title: str,
    values: Iterable[Value] | SplitList[Value],
    *,
    show: Callable[[Value], TopicLine],
    more_at: Link,
    empty: str,
    lead: str | None = None,
) -> PrepTopic:
    """A topic of so many values, in their order; only those that are shown are made lines."""
    parts = values if isinstance(values, SplitList) else SplitList(leading=tuple(values))
    rest = len(parts.folded)
    left = max(0, len(parts.leading) - SHOWN) + max(0, rest - SHOWN)
    return PrepTopic(
        title=title,
        number=len(parts.leading) + rest,
        lines=tuple(show(each) for each in parts.leading[:SHOWN]),
        folded=tuple(show(each) for each in parts.folded[:SHOWN]),
        fold=f"{rest:,} older or not due soon" if rest else None,
        more=f"{left:,} more" if left > 0 else None,
        more_at=more_at,
        empty=empty,
        lead=lead,
    )


def name_account(account: str, *, context: ViewContext) -> Phrase:
    """An account with what it is worth."""
    standing = context.ledger.accounts.get(account)
    worth = money(standing.arr, context.currency) if standing and standing.arr else None
    return Phrase(links=(context.link_account(account),), tail=worth)


def name_accounts(accounts: tuple[str, ...], *, context: ViewContext) -> tuple[Phrase, ...]:
    """Accounts with what they are worth together, those with the most first; nothing for none."""
    if not accounts:
        return ()
    if len(accounts) == 1:
        return (name_account(accounts[0], context=context),)
    worth = money(context.ledger.arr_of(accounts), context.currency)
    heavy = sorted(accounts, key=lambda each: -context.ledger.arr_of((each,)))
    return (link_accounts(heavy, tail=f"together {worth}", context=context),)


def link_accounts(
    accounts: Sequence[str],
    *,
    context: ViewContext,
    lead: str | None = None,
    tail: str | None = None,
) -> Phrase:
    """The first accounts of a list by name, and how many others there are."""
    others = len(accounts) - NAMED
    more = f"and {count(others, 'other')}" if others > 0 else None
    return Phrase(
        lead=lead,
        links=tuple(context.link_account(each) for each in accounts[:NAMED]),
        tail=", ".join(each for each in (more, tail) if each) or None,
    )


def name_person(
    person: str | None, *, context: ViewContext, lead: str | None = None
) -> tuple[Phrase, ...]:
    """A person; nothing where there is none."""
    return (Phrase(lead=lead, links=(context.link_person(person),)),) if person else ()


def word_notes(word: WordRow | None) -> tuple[LineNote, ...]:
    """Product's newest word: for CS, and what the customer may be told."""
    if word is None:
        return ()
    by = f" ({word.by.text})" if word.by else ""
    return (
        *note(f"Product said on {short_day(word.day)}{by}", word.answer),
        *note("For the customer", word.say),
    )


def note(label: str, text: str | None) -> tuple[LineNote, ...]:
    """A note; nothing where nothing was said."""
    return (LineNote(label=label, text=text),) if text else ()
