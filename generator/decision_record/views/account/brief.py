"""The QBR brief: what a CSM takes into the room, on one printed page and nothing to click.

It says what the account's page says, in its order. What has no room is counted in words, and the
page names the address of the account, which has all of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from decision_record.views.account.ahead import Ahead
from decision_record.views.account.alerts import answers_owed, surprises_of
from decision_record.views.account.brief_rows import NAME, answer_row, cut_name, surprise_row
from decision_record.views.account.brief_sections import make_sections
from decision_record.views.account.facts import AccountDetails, facts_of
from decision_record.views.account.open_items import OpenListsOf, make_open_lists
from decision_record.views.account.print_layout import (
    ACROSS,
    SheetRow,
    SheetSection,
    cut,
    fit,
    height_of,
    lines,
)
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.view import View
from decision_record.views.shared.words import Due, long_day

ALERTS = 4
"""Red lines that are printed at most."""


POINTS = 24.0
"""Points of a line of facts."""


ABOVE = 36.0
"""Points of the lines around the head, and of the one at the foot."""


CALLS = 3
"""Calls ahead that are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefView(View):
    """The QBR brief of an account."""

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
    sections = tuple(make_sections(account, open_, facts=facts, context=context))
    view = BriefView(
        title=f"{standing.account.name}, QBR brief",
        description=f"What to know about {name} in the room, on one printed page.",
        as_of=context.ledger.as_of,
        name=name,
        occasion=_next_qbr(facts.next_qbr),
        facts=facts,
        csm=cut_name(facts.csm),
        pm=cut_name(facts.pm) if facts.pm else None,
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


def _pods(pods: tuple[Link, ...]) -> str | None:
    """The first two pods, and how many more there are."""
    first, others = pods[:2], pods[2:]
    named = ", ".join(cut_name(each) for each in first)
    return f"{named} and {len(others)} more" if others else named or None


def _next_qbr(qbr: Due | None) -> str:
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
    yield from map(surprise_row, surprises[: ALERTS - 1])
    yield from map(answer_row, answers_owed(account, context=context))
    yield from map(surprise_row, surprises[ALERTS - 1 :])
