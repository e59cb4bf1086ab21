"""A person's page: first what they have to do, then what they own."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from decision_record.signals.rule import Signal
from decision_record.views.health.signals import SignalRow, show_signal
from decision_record.views.people.own_accounts import (
    OWNED,
    OwnAccount,
    Preparation,
    find_own_accounts,
    list_preparations,
    list_questions,
    list_raised,
    show_own_account,
)
from decision_record.views.people.people import ROLES
from decision_record.views.people.queue import Queue, part_of, queue_of
from decision_record.views.series.next_records import has_ended, is_late
from decision_record.views.series.prep.asked import research_of
from decision_record.views.series.prep.operations import changes_of
from decision_record.views.series.prep.parts import PrepTopic
from decision_record.views.series.series_list import link_prepare
from decision_record.views.shared.asked_rows import (
    QuestionRow,
    RaisedRow,
)
from decision_record.views.shared.commitment_rows import CommitmentRow, show_commitment
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.excerpt import Excerpt, first_of
from decision_record.views.shared.pagination import Pagination, link_pages, pages_for, title_of
from decision_record.views.shared.rows import DecisionRow, show_decision
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import Due, comes_on, count, due_on, money

FIRST = 120
"""Tasks that the person's own page shows at most, the most pressing ones."""


SIZE = 200
"""Tasks that each later page of the queue shows."""


MEETINGS = 12


SIGNALS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMeeting:
    """A meeting that the person is expected at."""

    series: Link
    on: Due
    prepare: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView(View):
    """A later page of a queue that is too long for one."""

    person: Link
    whole: Queue
    queue: Queue
    """What this page shows of it."""
    pages: Pagination


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView(View):
    """A person's page."""

    id: str
    role: str
    manager: Link | None
    pods: tuple[Link, ...]
    areas: tuple[Link, ...]
    left: date | None
    whole: Queue
    queue: Queue
    """What this page shows of it: the most pressing tasks."""
    pages: Pagination
    """The way to the rest of the queue."""
    signals: Excerpt[SignalRow]
    """What the person should see to and that is nowhere else on the page."""
    raised: Excerpt[RaisedRow]
    """What the person's accounts wait for Product with, each path once; the answer due first."""
    asked: Excerpt[QuestionRow]
    """Unanswered questions of the person's accounts, which Product answers."""
    before: tuple[Preparation, ...]
    """The person's accounts with a QBR or a renewal within 30 days, soonest first."""
    meetings: Excerpt[NextMeeting]
    """The next of each series that the person is expected at, soonest first."""
    commitments: Excerpt[CommitmentRow]
    """Pending ones that the person owns, by target."""
    decisions: Excerpt[DecisionRow]
    """Standing ones that the person has still to follow through, due first at the top."""
    research: PrepTopic
    """Customers wanted for research, of the person or of an area that they answer for."""
    changes: PrepTopic
    """Open process changes that the person owns."""
    accounts: tuple[OwnAccount, ...]
    """By name."""
    accounts_total: str | None
    """As in "4 accounts, $953,000 ARR"."""


def queue_pages(queue: Queue) -> int:
    """How many pages a person's queue needs, the person's own page among them."""
    rest = len(queue.tasks) - FIRST
    return 1 + pages_for(rest, size=SIZE) if rest > 0 else 1


def view_person(person: str, *, context: ViewContext, queue: Queue | None = None) -> PersonView:
    """The page of one person.

    Args:
        person: Their identity.
        context: Everything that is known.
        queue: Their queue, where it is made already.
    """
    known, as_of = context.records.people[person], context.ledger.as_of
    left = known.left if known.has_left(as_of) else None
    own, duties = find_own_accounts(person, context=context), context.index.duties_of(person)
    arr = context.ledger.arr_of(tuple(each.id for each in own))
    queue = queue or queue_of(person, context=context)
    view = PersonView(
        id=person,
        title=known.name,
        description=f"What is due from {known.name}, and what {known.name} owns.",
        as_of=as_of,
        role=ROLES[known.role],
        manager=context.link_person(known.manager) if known.manager else None,
        pods=tuple(
            context.link_pod(name)
            for name in duties.pods
            if context.records.pods[name].status != "dissolved"
        ),
        areas=tuple(map(context.link_area, duties.areas)),
        left=left,
        whole=queue,
        queue=part_of(queue, start=0, stop=FIRST),
        pages=link_pages(queue_pages(queue), base=f"people/{person}/", number=1),
        signals=Excerpt(rows=(), total=0),
        raised=list_raised(own, context=context),
        asked=list_questions(own, context=context),
        before=tuple(list_preparations(person, context=context)),
        meetings=_meetings(person, context=context),
        commitments=_commitments(person, context=context),
        decisions=_decisions(person, context=context),
        research=research_of(person, context=context),
        changes=changes_of(person, context=context),
        accounts=tuple(show_own_account(each, context=context) for each in own),
        accounts_total=f"{count(len(own), 'account')}, {money(arr, context.currency)} ARR"
        if own
        else None,
    )
    view = replace(view, signals=_signals(person, view, context=context))
    return replace(view, toc=tuple(_toc(view)))


def view_queue(person: str, number: int, *, queue: Queue, context: ViewContext) -> QueueView:
    """A later page of a person's queue; `number` is from 2 to `queue_pages`."""
    link = context.link_person(person)
    pages = queue_pages(queue)
    start = FIRST + (number - 2) * SIZE
    part = part_of(queue, start=start, stop=start + SIZE)
    return QueueView(
        title=title_of(link.text, number=number, pages=pages),
        description=f"What else is due from {link.text}.",
        toc=tuple(
            _sections(
                ("late", "Late", part.late),
                ("week", "This week", part.week),
                ("awaited", "Others are waiting", part.awaited),
                ("later", "Later", part.later),
            )
        ),
        as_of=context.ledger.as_of,
        person=link,
        whole=queue,
        queue=part,
        pages=link_pages(pages, base=link.address, number=number),
    )


def _toc(view: PersonView) -> Iterator[Section]:
    queue = view.queue
    yield from _sections(
        ("late", "Late", queue.late),
        ("week", "This week", queue.week or not view.whole.week),
        ("awaited", "Others are waiting", queue.awaited),
        ("signals", "Other follow-ups", view.signals.rows),
        ("raised", "Waiting on Product", view.raised.rows),
        ("asked", "Questions for Product", view.asked.rows),
        ("before", "Before a QBR or renewal", view.before),
        ("meetings", "My next meetings", view.meetings.rows),
        ("later", "Later", queue.later),
        ("commitments", "Commitments", view.commitments.rows),
        ("decisions", "Decisions to follow through", view.decisions.rows),
        ("research", view.research.title, view.research.lines),
        ("changes", view.changes.title, view.changes.lines),
        ("accounts", "Accounts", view.accounts),
    )


def _sections(*sections: tuple[str, str, object]) -> Iterator[Section]:
    """The headings of those parts that have rows."""
    for id_, title, rows in sections:
        if rows:
            yield Section(id=id_, title=title)


def _signals(person: str, view: PersonView, *, context: ViewContext) -> Excerpt[SignalRow]:
    """What is said to the person of anything that the page does not list already."""
    listed = {
        *(row.item.address for row in view.whole.tasks),
        *(row.item.address for row in view.raised.rows),
        *(row.item.address for row in view.asked.rows),
        *(row.item.address for row in view.commitments.rows),
        *(row.item.address for row in view.decisions.rows),
    }
    found = [
        signal
        for signal in context.signals_of_person.get(person, ())
        if _place_of(signal, context=context) not in listed
        and not _is_listed_as_action(signal, listed, context=context)
    ]
    few = first_of(found, SIGNALS)
    return Excerpt(
        rows=tuple(show_signal(each, context=context) for each in few.rows), total=few.total
    )


def _is_listed_as_action(signal: Signal, listed: Collection[str], *, context: ViewContext) -> bool:
    """Whether it is about a customer to be told, and the page lists the action that does so."""
    ledger = context.ledger
    loop = ledger.loops.get((signal.about.ref or "", signal.about.account or ""))
    closing = (ref for ref in (loop.actions if loop else ()) if ledger.actions[ref].is_open)
    return any(context.link_item(ref).address in listed for ref in closing)


def _place_of(signal: Signal, *, context: ViewContext) -> str:
    """Where it is shown; of something raised the part that speaks for its path, as in the queue."""
    path = context.ledger.path_of.get(signal.about.ref or "")
    return context.link_item(path.ref).address if path else signal.address


def _meetings(person: str, *, context: ViewContext) -> Excerpt[NextMeeting]:
    as_of = context.ledger.as_of
    found = sorted(
        (standing.next, name, is_late(standing, as_of=as_of))
        for name in context.index.duties_of(person).series
        if (standing := context.ledger.series[name]).next and not has_ended(standing, as_of=as_of)
    )
    few = first_of(found, MEETINGS)
    rows = tuple(
        NextMeeting(
            series=context.link_series(name),
            on=due_on(day, as_of=as_of) if late else comes_on(day, as_of=as_of),
            prepare=link_prepare(name),
        )
        for day, name, late in few.rows
    )
    return Excerpt(rows=rows, total=few.total)


def _commitments(person: str, *, context: ViewContext) -> Excerpt[CommitmentRow]:
    found = sorted(
        (
            (commitment.target or date.max, decision.ref, decision, commitment)
            for decision in context.index.decisions_of_person.get(person, ())
            if (commitment := decision.commitment) and commitment.is_pending
        ),
        key=lambda each: each[:2],
    )
    few = first_of(found, OWNED)
    return Excerpt(
        rows=tuple(
            show_commitment(each, promise, context=context) for _, _, each, promise in few.rows
        ),
        total=few.total,
    )


def _decisions(person: str, *, context: ViewContext) -> Excerpt[DecisionRow]:
    """What was decided and is still to be followed through."""
    found = sorted(
        (
            (decision.due or date.max, decision.ref, decision)
            for decision in context.index.decisions_of_person.get(person, ())
            if decision.awaits_follow_through
        ),
        key=lambda each: each[:2],
    )
    few = first_of(found, OWNED)
    return Excerpt(
        rows=tuple(show_decision(decision, context=context) for _, _, decision in few.rows),
        total=few.total,
    )
