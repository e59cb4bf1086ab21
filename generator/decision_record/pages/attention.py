"""What needs somebody today, from the day's signals: each thing once, the worst surprises first.

A customer who was not told and the late action that would tell them are one thing, as are an
escalation that nobody acknowledged and the renewal that comes before its answer.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.decisions import DecisionState, LoggedDecision
from decision_record.ledger.loops import Loop
from decision_record.ledger.paths import RaisedPath
from decision_record.pages.ahead import MONTH, days_ahead_of, pressing_for, say_ahead
from decision_record.pages.asked_rows import QuestionRow, RaisedRow, show_path, show_question
from decision_record.pages.book import Book, Link
from decision_record.pages.few import Few
from decision_record.pages.personal import is_personal, shows_action
from decision_record.pages.promises import Promise, Promises
from decision_record.pages.rows import (
    ActionRow,
    CommitmentRow,
    DecisionRow,
    show_action,
    show_commitment,
    show_decision,
    show_loop,
)
from decision_record.pages.signals import SignalRow, show_signal
from decision_record.pages.words import Due
from decision_record.signals.rule import Signal

SHOWN = 10
"""Rows of each kind that are shown; the rest stands on the page of its kind."""

SURPRISES, UNTOLD = ("SG401",), ("SG402",)
LATE_ACTIONS, LATE_ANSWERS = ("SG101",), ("SG201",)
PRESSING, OWED = ("SG502", "SG503", "SG505", "SG501"), ("SG601",)
MEETINGS = ("SG801", "SG802", "SG803")
"""The signals of each group (checks.md, Signals); of one path the first of them makes the line."""

REASONS = {
    "SG502": "Renewal near",
    "SG503": "NPS score not answered",
    "SG505": "Answer overdue",
    "SG501": "No word from Product",
}
"""Why an escalation is urgent, by the signal that found it."""

Row = TypeVar("Row")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """A customer who has not heard some news."""

    account: Link
    ahead: str | None
    """As in "QBR tomorrow, renewal in 11 days"."""
    owner: Link | None
    due: Due


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that customers have to be told, with those who have not been."""

    item: Link
    what: str
    because: str
    customers: tuple[Untold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Untelling:
    """Customers who were not told, by the news that it is about."""

    news: tuple[News, ...]
    shown: int
    total: int
    """How many times a customer has to be told something."""

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - self.shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """A path of escalations and briefings that is urgent."""

    row: RaisedRow
    ahead: str | None
    """As in "renewal in 21 days"."""
    reasons: tuple[str, ...]
    """Why it is urgent, the weightiest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A question without an answer, before the meeting that it was asked for."""

    row: QuestionRow
    ahead: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """What needs somebody, in the order of the page."""

    surprises: Untelling
    """What shipped, slipped, was descoped or changed, not told, with a QBR or renewal within
    30 days; the nearest first."""
    owed: Few[Owed]
    rulings: Few[DecisionRow]
    """What is escalated and open, late ones first."""
    answers: Few[DecisionRow]
    """Deferrals past their date."""
    commitments: Few[CommitmentRow]
    """Past their target."""
    raised: Few[Pressing]
    """Each path once: with a renewal ahead, or silent, or past the day of its answer."""
    meetings: Few[SignalRow]
    """Meetings that were missed or called off twice, and pre-reads that are due."""
    untold: Untelling
    """Other news that should have been told."""
    actions: Few[ActionRow]
    """Late ones, but for those that would tell what stands above."""

    @property
    def total(self) -> int:
        """How many things need somebody."""
        return sum(
            (
                self.surprises.total,
                self.owed.total,
                self.rulings.total,
                self.answers.total,
                self.commitments.total,
                self.raised.total,
                self.meetings.total,
                self.untold.total,
                self.actions.total,
            )
        )


def find_attention(promises: Promises, *, book: Book) -> Attention:
    """What needs somebody on the day of the ledger.

    Args:
        promises: Every commitment.
        book: Everything else.
    """
    by_code = book.signals_of_rule
    surprises = _surprises(by_code, book=book)
    untold = _loops(UNTOLD, by_code, book=book, but=surprises)
    return Attention(
        surprises=_untelling(tuple(surprises.values()), book=book),
        owed=_few(_refs(OWED, by_code), partial(_show_owed, book=book)),
        rulings=_few(_rulings(book), partial(show_decision, book=book)),
        answers=_few(_late_answers(by_code, book=book), partial(show_decision, book=book)),
        commitments=_few(_past_target(promises), partial(_show_promise, book=book)),
        raised=_few(_urgent(by_code, book=book), partial(_show_pressing, book=book)),
        meetings=_few(tuple(_of(MEETINGS, by_code)), partial(show_signal, book=book)),
        untold=_untelling(_meeting_first(untold.values(), book=book), book=book),
        actions=_few(
            _late_actions(by_code, told={*surprises, *untold}, book=book),
            partial(show_action, book=book),
        ),
    )


_ByCode = Mapping[str, Sequence[Signal]]


def _of(codes: Iterable[str], by_code: _ByCode) -> Iterator[Signal]:
    return (signal for code in codes for signal in by_code.get(code, ()))


def _refs(codes: Iterable[str], by_code: _ByCode) -> tuple[str, ...]:
    """The items that signals are about, each once, the most urgent of each code first."""
    return tuple(dict.fromkeys(each.about.ref for each in _of(codes, by_code) if each.about.ref))


def _few(values: Sequence[Value], show: Callable[[Value], Row]) -> Few[Row]:
    """The first of some values as rows; of the others no row is made."""
    return Few(rows=tuple(map(show, values[:SHOWN])), total=len(values))


_Key = tuple[str, str]


def _loops(
    codes: Iterable[str], by_code: _ByCode, *, book: Book, but: Mapping[_Key, Loop] | None = None
) -> Mapping[_Key, Loop]:
    """The loops that signals are about, but for some."""
    keys = ((each.about.ref, each.about.account) for each in _of(codes, by_code))
    return {
        (ref, account): book.ledger.loops[ref, account]
        for ref, account in keys
        if ref and account and (ref, account) not in (but or {})
    }


def _surprises(by_code: _ByCode, *, book: Book) -> Mapping[_Key, Loop]:
    """What the signal finds, by the nearest meeting."""
    found = _loops(SURPRISES, by_code, book=book)

    def nearest(loop: Loop) -> date:
        ahead = pressing_for(loop.account, book=book)
        return ahead[0].on.day if ahead else date.max

    return dict(sorted(found.items(), key=lambda each: nearest(each[1])))


def _meeting_first(loops: Iterable[Loop], *, book: Book) -> Sequence[Loop]:
    """Those with a QBR or renewal ahead before the others."""
    near = {account for account in book.ledger.accounts if pressing_for(account, book=book)}
    return sorted(loops, key=lambda loop: loop.account not in near)


def _untelling(loops: Sequence[Loop], *, book: Book) -> Untelling:
    shown = loops[:SHOWN]
    return Untelling(
        news=tuple(_news(shown, book=book)),
        shown=len(shown),
        total=len(loops),
    )


def _news(loops: Sequence[Loop], *, book: Book) -> Iterator[News]:
    """Loops by what is to be told, in the order of the first of each."""
    for item in dict.fromkeys(loop.item for loop in loops):
        rows = [(loop, show_loop(loop, book=book)) for loop in loops if loop.item == item]
        first = rows[0][1]
        yield News(
            item=first.item,
            what=first.what,
            because=first.because,
            customers=tuple(
                Untold(
                    account=row.account,
                    ahead=say_ahead(pressing_for(loop.account, book=book)),
                    owner=row.owner,
                    due=row.due,
                )
                for loop, row in rows
            ),
        )


def _rulings(book: Book) -> Sequence[LoggedDecision]:
    """What is escalated and open, the one that was due first at the top."""
    waiting = (
        each
        for each in book.ledger.decisions.values()
        if each.outcome == "escalated"
        and each.state is DecisionState.OPEN
        and not is_personal(each.record, book=book)
    )
    return sorted(waiting, key=lambda each: (each.due is None, each.due or each.day, each.ref))


def _late_answers(by_code: _ByCode, *, book: Book) -> Sequence[LoggedDecision]:
    found = (book.ledger.decisions[ref] for ref in _refs(LATE_ANSWERS, by_code))
    return [each for each in found if not is_personal(each.record, book=book)]


def _past_target(promises: Promises) -> Sequence[Promise]:
    return next(pile.promises for pile in promises.piles if pile.id == "late")


def _late_actions(by_code: _ByCode, *, told: set[_Key], book: Book) -> Sequence[QueuedAction]:
    """Late actions, but for those that tell a customer what stands on the page already."""
    actions = (book.ledger.actions[ref] for ref in _refs(LATE_ACTIONS, by_code))
    return [
        each
        for each in actions
        if (each.closes_loop, each.account) not in told and shows_action(each, book=book)
    ]


def _show_owed(ref: str, *, book: Book) -> Owed:
    question = book.ledger.questions[ref]
    return Owed(row=show_question(question, book=book), ahead=_ahead_of(question.account, book))


def _show_promise(promise: Promise, *, book: Book) -> CommitmentRow:
    return show_commitment(promise.decision, promise.commitment, book=book)


def _urgent(by_code: _ByCode, *, book: Book) -> Sequence[tuple[RaisedPath, tuple[str, ...]]]:
    """Each urgent path once, with the signals about it; the first of these says where it comes."""
    found: dict[str, list[str]] = {}
    for signal in _of(PRESSING, by_code):
        path = book.ledger.path_of.get(signal.about.ref or "")
        if path:
            found.setdefault(path.ref, []).append(signal.code)
    return [(book.ledger.path_of[ref], tuple(codes)) for ref, codes in found.items()]


def _show_pressing(found: tuple[RaisedPath, tuple[str, ...]], *, book: Book) -> Pressing:
    path, codes = found
    return Pressing(
        row=show_path(path, book=book),
        ahead=_ahead_of(path.account, book),
        reasons=tuple(REASONS[code] for code in codes),
    )


def _ahead_of(account: str, book: Book) -> str | None:
    """The QBRs, calls and renewal of the next 30 days."""
    last = book.ledger.as_of + timedelta(days=MONTH)
    ahead = days_ahead_of(account, book=book)
    return say_ahead(tuple(each for each in ahead if each.on.day <= last))
