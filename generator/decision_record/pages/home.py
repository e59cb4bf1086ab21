"""The home page: what needs somebody, what comes in the next days, what changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.actions import ActionState
from decision_record.ledger.decisions import DecisionState
from decision_record.ledger.loops import Loop
from decision_record.ledger.raised import RaisedState
from decision_record.model.records import Entry
from decision_record.pages.ahead import pressing_for, say_ahead
from decision_record.pages.asked_rows import RaisedRow, show_raised
from decision_record.pages.book import Book, Link
from decision_record.pages.rows import (
    ActionRow,
    CommitmentRow,
    DecisionRow,
    show_action,
    show_commitment,
    show_decision,
    show_loop,
)
from decision_record.pages.sections import Section
from decision_record.pages.week import DayAhead, last_monday, next_days
from decision_record.pages.words import Due, Tone, count, money

UNHEARD = 14
"""Days after which an escalation that nobody acknowledged needs somebody (checks.md, SG501)."""
SHOWN = 10
"""Rows of each kind that the page shows; the rest stands on the page of its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that opens the page."""

    number: str
    label: str
    note: str | None
    address: str
    tone: Tone


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
class Attention:
    """What needs somebody, each kind with the rows that are shown and how many there are."""

    actions: tuple[ActionRow, ...]
    late_actions: int
    answers: tuple[DecisionRow, ...]
    late_answers: int
    commitments: tuple[CommitmentRow, ...]
    late_commitments: int
    loops: tuple[News, ...]
    shown_loops: int
    open_loops: int
    raised: tuple[RaisedRow, ...]
    unheard: int

    @property
    def total(self) -> int:
        """How many things need somebody."""
        return sum(
            (
                self.late_actions,
                self.late_answers,
                self.late_commitments,
                self.open_loops,
                self.unheard,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that a record changed."""

    kind: str
    tone: Tone
    what: str
    item: Link
    from_: date | None = None
    """The target before a slip."""
    to: date | None = None
    """The target after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedBy:
    """A record of the last days with what it changed."""

    record: Link
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The home page."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    weekday: str
    organization: str | None
    figures: tuple[Figure, ...]
    attention: Attention
    week: tuple[DayAhead, ...]
    since: date
    changed: tuple[ChangedBy, ...]
    """Newest first."""
    quiet: tuple[Link, ...]
    """Records of these days that changed nothing of this kind, newest first."""


def view_home(*, book: Book) -> HomeView:
    """The home page on the day of the ledger."""
    as_of = book.ledger.as_of
    organization = book.records.organization
    since = last_monday(as_of)
    attention = _attention(book=book)
    changed = [
        ChangedBy(record=book.link_record(entry.id), changes=tuple(_changes(entry, book=book)))
        for entry in reversed(book.ledger.entries)
        if entry.date >= since
    ]
    return HomeView(
        title="Today",
        description="What needs somebody today, the next seven days, and what changed.",
        toc=(
            Section(id="attention", title="Needs somebody"),
            Section(id="week", title="The next seven days"),
            Section(id="changed", title="Since last Monday"),
        ),
        as_of=as_of,
        weekday=f"{as_of:%A}",
        organization=organization.name if organization else None,
        figures=tuple(_figures(attention, book=book)),
        attention=attention,
        week=next_days(book=book),
        since=since,
        changed=tuple(each for each in changed if each.changes),
        quiet=tuple(each.record for each in changed if not each.changes),
    )


def _figures(attention: Attention, *, book: Book) -> Iterator[Figure]:
    ledger, as_of = book.ledger, book.ledger.as_of
    actions = [each for each in ledger.actions.values() if each.is_open]
    late = [each for each in actions if each.overdue_days(as_of)]
    pending = [
        each for each in ledger.decisions.values() if each.commitment and each.commitment.is_pending
    ]
    behind = tuple(dict.fromkeys(account for each in pending for account in each.accounts))
    loops = [each for each in ledger.loops.values() if each.is_open]
    untold = len({each.account for each in loops})
    yield Figure(
        number=f"{len(actions):,}",
        label="open action" if len(actions) == 1 else "open actions",
        note=None,
        address="actions/",
        tone=Tone.PLAIN,
    )
    yield Figure(
        number=f"{len(late):,}",
        label="of them late",
        note=None,
        address="#attention",
        tone=Tone.LATE if late else Tone.PLAIN,
    )
    yield Figure(
        number=f"{len(pending):,}",
        label="commitment pending" if len(pending) == 1 else "commitments pending",
        note=f"{money(ledger.arr_of(behind), book.currency)} ARR behind",
        address="commitments/",
        tone=Tone.PLAIN,
    )
    yield Figure(
        number=f"{untold:,}",
        label="customer not told yet" if untold == 1 else "customers not told yet",
        note=count(len(loops), "thing to tell", "things to tell") if loops else None,
        address="#loops" if attention.loops else "accounts/",
        tone=Tone.RISK if loops else Tone.PLAIN,
    )


def _attention(*, book: Book) -> Attention:
    ledger, as_of = book.ledger, book.ledger.as_of
    actions = sorted(
        (each for each in ledger.actions.values() if each.overdue_days(as_of)),
        key=lambda each: (each.due, each.ref),
    )
    answers = sorted(
        (
            (each.due, each.ref)
            for each in ledger.decisions.values()
            if each.state is DecisionState.OPEN and each.due and each.due < as_of
        ),
    )
    commitments = sorted(
        (each.target, ref)
        for ref, decision in ledger.decisions.items()
        if (each := decision.commitment) and each.is_pending and each.target and each.target < as_of
    )
    loops = _pressing_loops(book=book)
    unheard = sorted(
        (each.raised, each.ref)
        for each in ledger.raised.values()
        if each.state is RaisedState.OPEN
        and (as_of - each.raised).days >= UNHEARD
        and not _left(each.account, book=book)
    )
    return Attention(
        actions=tuple(show_action(each, book=book) for each in actions[:SHOWN]),
        late_actions=len(actions),
        answers=tuple(
            show_decision(ledger.decisions[ref], book=book) for _, ref in answers[:SHOWN]
        ),
        late_answers=len(answers),
        commitments=tuple(
            show_commitment(decision, decision.commitment, book=book)
            for decision in (ledger.decisions[ref] for _, ref in commitments[:SHOWN])
            if decision.commitment
        ),
        late_commitments=len(commitments),
        loops=tuple(_news(loops[:SHOWN], book=book)),
        shown_loops=min(len(loops), SHOWN),
        open_loops=len(loops),
        raised=tuple(show_raised(ledger.raised[ref], book=book) for _, ref in unheard[:SHOWN]),
        unheard=len(unheard),
    )


def _left(account: str, *, book: Book) -> bool:
    standing = book.ledger.accounts.get(account)
    return standing is not None and standing.churned is not None


def _pressing_loops(*, book: Book) -> tuple[Loop, ...]:
    """Open loops that are late, or whose account has a QBR or its renewal soon; soonest first."""
    found = []
    for loop in book.ledger.loops.values():
        ahead = pressing_for(loop.account, book=book) if loop.is_open else ()
        if loop.is_open and (ahead or loop.due < book.ledger.as_of):
            first = ahead[0].on.day if ahead else date.max
            found.append(((first, loop.due, loop.item, loop.account), loop))
    return tuple(loop for _, loop in sorted(found, key=lambda each: each[0]))


def _news(loops: Sequence[Loop], *, book: Book) -> Iterator[News]:
    """Loops by what is to be told, in the order of the first of each."""
    for item in dict.fromkeys(loop.item for loop in loops):
        of_item = [loop for loop in loops if loop.item == item]
        rows = [(loop, show_loop(loop, book=book)) for loop in of_item]
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


OUTCOMES = {
    "decided": ("Decided", Tone.DONE),
    "deferred": ("Deferred", Tone.RISK),
    "escalated": ("Escalated", Tone.RISK),
}


def _changes(entry: Entry, *, book: Book) -> Iterator[Change]:
    """What a record changed: decisions, the roadmap, what shipped, what was done."""
    ledger = book.ledger
    for row in entry.record.decisions:
        word, tone = OUTCOMES[row.outcome]
        item = book.link_item(f"{entry.id}/{row.id}")
        yield Change(kind=word, tone=tone, what=row.what, item=item)
    yield from _roadmap(entry, book=book)
    for shipped in entry.record.shipped:
        item = book.link_item(f"{entry.id}/{shipped.id}")
        yield Change(kind="Shipped", tone=Tone.DONE, what=shipped.what, item=item)
    for review in entry.record.review:
        action = ledger.actions.get(entry.name_of(review.action)) if review.action else None
        if action and action.state is not ActionState.OPEN and review.outcome == "done":
            item = book.link_item(action.ref)
            yield Change(kind="Done", tone=Tone.DONE, what=action.what, item=item)


def _roadmap(entry: Entry, *, book: Book) -> Iterator[Change]:
    words = {"shipped": ("Shipped", Tone.DONE), "descoped": ("Descoped", Tone.LATE)}
    for row in entry.record.roadmap:
        decision = book.ledger.decisions.get(entry.name_of(row.commitment))
        if decision is None or row.status == "on-track":
            continue
        what, item = decision.row.what, book.link_item(decision.ref)
        slips = decision.commitment.slips if decision.commitment else ()
        slip = next((each for each in slips if each.record == entry.id), None)
        if row.status in words:
            word, tone = words[row.status]
            yield Change(kind=word, tone=tone, what=what, item=item)
        elif slip:
            yield Change(
                kind="Slipped",
                tone=Tone.RISK,
                what=what,
                item=item,
                from_=slip.from_,
                to=slip.to,
            )
