"""The QBR brief: what a CSM takes into the room, on one printed page and nothing to click.

It says what the account's page says, in its order. What has no room is counted in words, and the
page names the address of the account, which has all of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from decision_record.views.account.ahead import Ahead
from decision_record.views.account.alerts import SurpriseAlert, answers_owed, surprises_of
from decision_record.views.account.facts import AccountDetails, facts_of
from decision_record.views.account.open_items import OpenLists, OpenListsOf, make_open_lists
from decision_record.views.account.print_layout import (
    ACROSS,
    SheetNote,
    SheetRow,
    SheetSection,
    cut,
    fit,
    height_of,
    lines,
)
from decision_record.views.account.since import since_qbr
from decision_record.views.account.talking_points import CautionRow, SayingRow
from decision_record.views.shared.asked_rows import WordRow, call_kinds
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.rows import CommitmentRow, CustomerUpdateRow
from decision_record.views.shared.sections import Section
from decision_record.views.shared.words import Due, long_day, short_day

ALERTS = 4
"""Red lines that are printed at most."""
POINTS = 24.0
"""Points of a line of facts."""
ABOVE = 36.0
"""Points of the lines around the head, and of the one at the foot."""
NAME = 32
"""Letters of a person's name that are printed at most; more are cut."""
CALLS = 3
"""Calls ahead that are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefView:
    """The QBR brief of an account."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    name: str
    occasion: str
    """What it is for: "QBR tomorrow, 30 June 2026"."""
    facts: AccountDetails
    csm: str
    pm: str | None
    pods: str | None
    calls: tuple[Ahead, ...]
    alerts: tuple[SheetRow, ...]
    """What will surprise them, and what they wait for; none of it may be missed."""
    more_alerts: int
    size: str
    """The print: large, medium or small."""
    sections: tuple[SheetSection, ...]
    settled: str | None
    """What there is none of, in one sentence."""
    account: Link
    """The page that has all of it."""


def view_brief(
    account: str, *, context: ViewContext, lists_of: OpenListsOf | None = None
) -> BriefView:
    """The brief of an account that is a customer.

    Args:
        account: Its identity.
        context: Everything that is known.
        lists_of: What gives its open lists, where other pages of it have them too.
    """
    open_ = (lists_of or make_open_lists(context))(account)
    standing = context.ledger.accounts[account]
    facts = facts_of(standing, context=context)
    name = cut(standing.account.name, 2 * NAME)
    alerts = tuple(_alerts(account, context=context))
    sections = tuple(_sections(account, open_, facts=facts, context=context))
    view = BriefView(
        title=f"{standing.account.name}, QBR brief",
        description=f"What to know about {name} in the room, on one printed page.",
        toc=(),
        as_of=context.ledger.as_of,
        name=name,
        occasion=_occasion(facts.next_qbr),
        facts=facts,
        csm=_name(facts.csm),
        pm=_name(facts.pm) if facts.pm else None,
        pods=_pods(facts.pods),
        calls=facts.calls[:CALLS],
        alerts=alerts[:ALERTS],
        more_alerts=len(alerts[ALERTS:]),
        size="",
        sections=(),
        settled=_settled(sections, may_be_told=bool(alerts) or not open_.is_up_to_date),
        account=context.link_account(account),
    )
    full = tuple(each for each in sections if each.rows or each.lead)
    size, chosen = fit(full, head=partial(_head, view))
    return replace(view, size=size.name, sections=chosen)


def _name(person: Link) -> str:
    return cut(person.text, NAME)


def _pods(pods: tuple[Link, ...]) -> str | None:
    """The first two pods, and how many more there are."""
    first, others = pods[:2], pods[2:]
    named = ", ".join(_name(each) for each in first)
    return f"{named} and {len(others)} more" if others else named or None


def _occasion(qbr: Due | None) -> str:
    return f"QBR {qbr.words}, {long_day(qbr.day)}" if qbr else "No QBR is planned"


def _head(view: BriefView, letters: float) -> float:
    """The height of what is above the columns, in points of small print."""
    people = (view.csm, view.pm or "", view.pods or "", view.facts.segment)
    facts = sum(map(len, people)) + 18 * (3 + len(view.calls))
    rows = 1 + facts // int(ACROSS * letters)
    above = ABOVE + 19.0 * lines(view.name, letters=letters) + rows * POINTS
    return above + sum(height_of(each, letters=ACROSS * letters) + 3 for each in view.alerts)


_NONE = {
    "escalations": "no open escalations or briefings",
    "questions": "no unanswered questions",
    "commitments": "no open commitments",
    "actions": "no open actions",
    "not-told": "no customer updates due",
}


def _settled(sections: Sequence[SheetSection], *, may_be_told: bool) -> str | None:
    """What there is none of: the reader should not have to wonder what is missing.

    Args:
        sections: The sections of the brief.
        may_be_told: Whether the account does not know of something, or something is overdue.
    """
    there = {
        each.id.partition("-")[0] if "actions" in each.id else each.id
        for each in sections
        if each.rows
    }
    none = [
        words
        for id_, words in _NONE.items()
        if id_ not in there and not (may_be_told and id_ == "not-told")
    ]
    return f"{', '.join(none).capitalize()}." if none else None


def _alerts(account: str, *, context: ViewContext) -> Iterator[SheetRow]:
    """What changed and was not told, then what they wait for; some of each are among the first."""
    surprises = surprises_of(account, context=context)
    yield from map(_surprise, surprises[: ALERTS - 1])
    for each in answers_owed(account, context=context):
        due = f"answer due {short_day(each.due.day)}, {each.due.words}" if each.due else None
        yield SheetRow(
            ref=each.item.ref,
            lead=f"{each.headline}.",
            text=cut(each.ask, 160),
            tone="risk",
            meta=_words(due),
        )
    yield from map(_surprise, surprises[ALERTS - 1 :])


def _surprise(each: SurpriseAlert) -> SheetRow:
    tells = f"{_name(each.owner)} tells them" if each.owner else None
    return SheetRow(
        ref=each.item.ref,
        lead=f"{each.headline}.",
        text=cut(each.what, 160),
        tone="late",
        days=tuple(short_day(day) for day in each.moved or () if day),
        meta=_words(f"since {short_day(each.since)}", tells, _due("by", each.due)),
    )


def _sections(
    account: str, open_: OpenLists, *, facts: AccountDetails, context: ViewContext
) -> Iterator[SheetSection]:
    """All that there is, in the order of the account's page."""
    yield SheetSection(
        id="say",
        title="You can say",
        rows=tuple(_saying(each) for each in open_.sayings),
        lead=None if open_.sayings else "No words yet: ask the PM before promising anything.",
    )
    yield SheetSection(
        id="do-not-promise",
        title="Do not promise",
        rows=tuple(_caution(each) for each in open_.cautions),
        lead=None if open_.cautions else "Nothing to avoid.",
    )
    yield from _lists(account, open_, context=context)
    if facts.last_qbr:
        yield _since(account, qbr=facts.last_qbr, context=context)


def _lists(account: str, open_: OpenLists, *, context: ViewContext) -> Iterator[SheetSection]:
    """What is open, list by list."""
    yield SheetSection(
        id="escalations",
        title=f"Open {call_kinds(each.kind for each in open_.raised)[1]}",
        rows=tuple(
            SheetRow(
                ref=each.item.ref,
                lead=each.state.text,
                tone=each.state.tone,
                text=cut(each.issue, 200),
                notes=(
                    *_note("Latest question", each.now, 120),
                    *_note("Tried", each.tried, 160),
                    *_word(each.word),
                ),
                meta=_words(
                    each.age,
                    _waits(each.waits_for),
                    _due("answer due", each.answer_by),
                    _due("deferred to", each.deferred_to),
                ),
            )
            for each in open_.raised
        ),
    )
    yield SheetSection(
        id="questions",
        title="Unanswered questions",
        rows=tuple(
            SheetRow(
                ref=each.item.ref,
                text=cut(each.ask, 200),
                notes=_word(each.word),
                meta=_words(_waits(each.waits_for), _due("answer due", each.answer_by), each.for_),
            )
            for each in open_.questions
        ),
    )
    yield SheetSection(
        id="commitments",
        title="Commitments",
        rows=tuple(_commitment(each) for each in open_.commitments),
    )
    yield _not_told(account, open_.loops, context=context)
    for side, actions in open_.actions:
        yield SheetSection(
            id=f"actions-{side.lower()}",
            title=f"Open actions, {side}",
            rows=tuple(
                SheetRow(
                    ref=each.item.ref,
                    text=cut(each.what, 140),
                    tone="late" if each.due and each.due.is_late else "plain",
                    meta=_words(_name(each.owner), _due("due", each.due), each.rolled),
                )
                for each in actions
            ),
        )


def _not_told(
    account: str, loops: Sequence[CustomerUpdateRow], *, context: ViewContext
) -> SheetSection:
    """What the customer is to be told, unless an alert says it already."""
    loud = {each.item for each in surprises_of(account, context=context)}
    return SheetSection(
        id="not-told",
        title="Also to tell" if loud else "To tell",
        rows=tuple(
            SheetRow(
                ref=each.item.ref,
                text=cut(each.what, 160),
                meta=_words(
                    each.because,
                    f"{_name(each.owner)} tells them" if each.owner else None,
                    _due("by", each.due),
                ),
            )
            for each in loops
            if each.item not in loud
        ),
    )


def _since(account: str, *, qbr: date, context: ViewContext) -> SheetSection:
    found = since_qbr(account, qbr=qbr, size=None, context=context)
    rows = (row for group in found.groups if group.title != "Actions" for row in group.rows.rows)
    return SheetSection(
        id="since",
        title=f"Since the last QBR on {short_day(qbr)}",
        lead=f"Actions: {found.actions}."
        if found.actions
        else None
        if found.total
        else "No records about this customer.",
        rows=tuple(
            SheetRow(
                ref=row.item.ref,
                lead=f"{row.badge.text} {short_day(row.day)}",
                tone=row.badge.tone,
                text=cut(row.what, 110),
                days=tuple(short_day(day) for day in row.moved or () if day),
                notes=_word(row.word, most=100),
            )
            for row in rows
        ),
    )


def _saying(each: SayingRow) -> SheetRow:
    return SheetRow(
        ref=each.item.ref,
        text=f"“{cut(each.text)}”",
        meta=_words(
            each.badge.text if each.badge else None,
            _due("by", each.target),
            f"until {short_day(each.until)}" if each.until and not each.target else None,
            f"{'answer to' if each.is_answer else 'about'}: {cut(each.about, 60)}",
            cut(each.record.text, 2 * NAME) if each.record else None,
        ),
        source=None if each.record else _chip(each.item),
        tone="done",
    )


def _caution(each: CautionRow) -> SheetRow:
    quoted = f"“{cut(each.words, 220)}”" if each.words and each.is_untrue else each.words
    return SheetRow(
        ref=each.source.ref,
        lead=each.badge.text,
        tone=each.badge.tone,
        text=cut(quoted or each.what, 224),
        meta=_words(
            _due("answer due", each.due),
            _name(each.owner) if each.owner else None,
            f"about: {cut(each.what, 60)}" if each.words else None,
            f"since {short_day(each.since)}",
            f"told {short_day(each.told)}" if each.told else None,
            None if each.source.chip else cut(each.source.text, 2 * NAME),
        ),
        source=_chip(each.source),
    )


def _commitment(row: CommitmentRow) -> SheetRow:
    slips = [slip.from_ for slip in row.slips if slip.from_][-2:]
    days = (*slips, row.target_day) if row.target_day else ()
    return SheetRow(
        ref=row.item.ref,
        lead=row.state.text,
        tone=row.state.tone,
        text=cut(row.what, 180),
        days=tuple(short_day(day) for day in days),
        meta=_words(
            row.target.words if row.target else "no date given",
            row.confidence,
            _name(row.owner) if row.owner else None,
        ),
        source=_chip(row.item),
    )


def _chip(link: Link) -> str | None:
    return link.chip.text if link.chip else None


def _note(label: str, text: str | None, most: int) -> tuple[SheetNote, ...]:
    return (SheetNote(label=label, text=cut(text, most)),) if text else ()


def _word(word: WordRow | None, *, most: int = 200) -> tuple[SheetNote, ...]:
    """Product's newest word: for CS, and for the customer."""
    if word is None:
        return ()
    by = f", {_name(word.by)}" if word.by else ""
    return (
        *_note(f"Product, {short_day(word.day)}{by}", word.answer, most),
        *_note("For the customer", word.say, most),
    )


def _waits(person: Link | None) -> str | None:
    return f"waiting on {_name(person)}" if person else None


def _due(word: str, due: Due | None) -> str | None:
    return f"{word} {short_day(due.day)}, {due.words}" if due else None


def _words(*parts: str | None) -> tuple[str, ...]:
    return tuple(part for part in parts if part)
