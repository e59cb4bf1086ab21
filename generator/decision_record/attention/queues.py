"""Work queues: what waits for a person, what a series reviews, what a pod has to do.

A queue holds what the ledger says that a person owes (actions, answers, rulings, follow-throughs,
targets, customer updates), and what the day's signals ask of them that is none of these: pre-reads,
releases, missed meetings. Each task once. Nothing here knows of pages.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from decision_record.attention.due_days import DueDay, DueKind
from decision_record.attention.matters import Matter, MatterKind
from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.answering import answers_question, answers_raised
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.grouping import group
from decision_record.ledger.index import Index
from decision_record.ledger.open_items import OpenItems
from decision_record.ledger.promoted import PromotedIssue
from decision_record.ledger.replay import Ledger
from decision_record.model.records import Records, SeatName
from decision_record.signals.rule import Signal


class TaskKind(StrEnum):
    """What a task is."""

    ACTION = "action"
    ANSWER = "answer"
    """The answer of a deferral."""
    RULING = "ruling"
    """The ruling of an escalated decision."""
    FOLLOW_THROUGH = "follow-through"
    """What was decided is still to be followed through."""
    TARGET = "target"
    """A commitment that is still promised."""
    UPDATE = "update"
    """A customer has to be told."""
    QUESTION = "question"
    ESCALATION = "escalation"
    BRIEFING = "briefing"
    PREREAD = "pre-read"
    """A half of a pre-read that is still to be sent, before it is due."""
    RELEASE = "release"
    """A release that is ahead."""
    FOLLOW_UP = "follow-up"
    """What a signal asks for: a pre-read, a briefing on a release, a meeting that was missed."""


AWAITED = frozenset(
    {
        TaskKind.ANSWER,
        TaskKind.RULING,
        TaskKind.QUESTION,
        TaskKind.ESCALATION,
        TaskKind.BRIEFING,
    }
)
"""The tasks whose answer another person waits for."""

RULING_SEATS: tuple[SeatName, ...] = ("cpo", "cto", "ceo")
"""The seats that a decision may be escalated to."""

DUE_ON_THEIR_DAY = frozenset({"SG702", "SG703", "SG801", "SG803"})
"""The signals whose day is the day by which their task is due: the briefing on a release, customers
for research, a meeting, a half of a pre-read. Of any other the day only says since when."""

_ASKS_FOR = {"SG702": DueKind.RELEASE, "SG803": DueKind.PREREAD}
"""The signals that ask for what comes anyway, each with what that is."""

_FROM_SIGNALS = frozenset({MatterKind.MEETING, MatterKind.RELEASE, MatterKind.OTHER})
"""The matters that are tasks of their own; the others are about items that are in the queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing that a person has to do or to answer."""

    kind: TaskKind
    ref: str | None
    """The item, where it is about one."""
    account: str | None
    due: date | None
    signal: Signal | None = None
    """Of a follow-up: the signal that asks for it."""
    series: str | None = None
    """Of a pre-read and of a release."""
    what: str | None = None
    """Of a release what is released, of a pre-read whose half."""

    @property
    def is_awaited(self) -> bool:
        """Whether another person waits for it."""
        return self.kind in AWAITED


@dataclass(frozen=True, slots=True, kw_only=True)
class Queues:
    """The queues of a day."""

    of_person: Mapping[str, tuple[Task, ...]] = field(default_factory=dict)
    """What waits for each person, due first at the top; only of those with anything to do."""
    of_series: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The open actions that each series reviews, in the order in which they were opened."""
    promoted: Mapping[str, tuple[PromotedIssue, ...]] = field(default_factory=dict)
    """By series, the customer issues that one-on-ones promoted to it, oldest first."""
    of_pod: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The open actions of each pod's series."""


def gather_queues(index: Index, *, matters: Sequence[Matter], due_days: Sequence[DueDay]) -> Queues:
    """The queues of everyone.

    Args:
        index: The day's ledger and its records.
        matters: What needs attention.
        due_days: What falls on which day.
    """
    tasks: dict[str, list[Task]] = {}
    ledger = index.ledger
    for person, task in _tasks(index, matters=matters, due_days=due_days):
        if person:
            tasks.setdefault(person, []).append(task)
    open_actions = [each for each in ledger.actions.values() if each.is_open]
    of_series = group(open_actions, lambda each: [each.series])
    return Queues(
        of_person={person: tuple(sorted(own, key=_place)) for person, own in sorted(tasks.items())},
        of_series={name: _refs(own) for name, own in sorted(of_series.items())},
        promoted=index.open_items.promoted,
        of_pod={name: each.open_actions for name, each in ledger.pods.items()},
    )


def _refs(actions: Iterable[QueuedAction]) -> tuple[str, ...]:
    return tuple(each.ref for each in actions)


def _place(task: Task) -> tuple[date, str, str]:
    return (task.due or date.max, task.ref or "", task.account or "")


def _tasks(
    index: Index, *, matters: Sequence[Matter], due_days: Sequence[DueDay]
) -> Iterator[tuple[str | None, Task]]:
    """Every task with its person."""
    ledger, records = index.ledger, index.records
    yield from _actions(ledger)
    yield from _decisions(ledger, records=records)
    yield from _updates(ledger)
    yield from _waiting(index.open_items, as_of=ledger.as_of, records=records)
    for matter in matters:
        if matter.kind in _FROM_SIGNALS and not _is_in_queue(matter, ledger=ledger):
            for signal in _by_owner(matter):
                yield signal.owner, _follow_up(signal, matter)
    yield from _ahead(due_days, matters=matters)


def _by_owner(matter: Matter) -> tuple[Signal, ...]:
    """The signals that name a matter, one for each owner: both halves of a pre-read may be late."""
    signals = (each for each in reversed(matter.signals) if each.code == matter.first.code)
    return tuple(reversed({each.owner: each for each in signals}.values()))


def _follow_up(signal: Signal, matter: Matter) -> Task:
    return Task(
        kind=TaskKind.FOLLOW_UP,
        ref=matter.ref,
        account=signal.about.account,
        due=signal.day if signal.code in DUE_ON_THEIR_DAY else None,
        signal=signal,
    )


def _ahead(
    due_days: Sequence[DueDay], *, matters: Sequence[Matter]
) -> Iterator[tuple[str | None, Task]]:
    """Pre-reads and releases that come, where no signal asks for them yet."""
    asked = {
        (_ASKS_FOR[each.code], each.owner, each.about.series, each.day)
        for matter in matters
        for each in matter.signals
        if each.code in _ASKS_FOR
    }
    kinds = {DueKind.PREREAD: TaskKind.PREREAD, DueKind.RELEASE: TaskKind.RELEASE}
    for due in due_days:
        if due.kind in kinds and (due.kind, due.owner, due.series, due.day) not in asked:
            task = Task(
                kind=kinds[due.kind],
                ref=due.ref,
                account=None,
                due=due.day,
                series=due.series,
                what=due.what,
            )
            yield due.owner, task


def _is_in_queue(matter: Matter, *, ledger: Ledger) -> bool:
    """Whether a matter is about something that its owner's queue has already."""
    ref = matter.first.about.ref or ""
    return ref in ledger.actions or ref in ledger.decisions or ref in ledger.raised


def _actions(ledger: Ledger) -> Iterator[tuple[str | None, Task]]:
    for action in ledger.actions.values():
        if action.is_open:
            task = Task(
                kind=TaskKind.ACTION, ref=action.ref, account=action.account, due=action.due
            )
            yield action.owner, task


def _decisions(ledger: Ledger, *, records: Records) -> Iterator[tuple[str | None, Task]]:
    """Answers, rulings, follow-throughs and targets."""
    for decision in ledger.decisions.values():
        commitment = decision.commitment
        if commitment and commitment.is_pending:
            task = Task(kind=TaskKind.TARGET, ref=decision.ref, account=None, due=commitment.target)
            yield decision.owner, task
        if decision.awaits_follow_through:
            task = Task(
                kind=TaskKind.FOLLOW_THROUGH, ref=decision.ref, account=None, due=decision.due
            )
            yield decision.owner, task
        elif decision.awaits_answer:
            task = Task(kind=_kind_of(decision), ref=decision.ref, account=None, due=decision.due)
            seat = next((each for each in RULING_SEATS if each == decision.row.to), None)
            holders = (decision.owner, records.seat(seat) if seat else None)
            for person in dict.fromkeys(each for each in holders if each):
                yield person, task


def _kind_of(decision: LoggedDecision) -> TaskKind:
    return TaskKind.RULING if decision.outcome == "escalated" else TaskKind.ANSWER


def _updates(ledger: Ledger) -> Iterator[tuple[str | None, Task]]:
    """Customers to be told, unless an open action says so already."""
    for (item, account), loop in ledger.loops.items():
        if loop.is_open and loop.open_action is None:
            yield loop.owner, Task(kind=TaskKind.UPDATE, ref=item, account=account, due=loop.due)


def _waiting(
    open_items: OpenItems, *, as_of: date, records: Records
) -> Iterator[tuple[str | None, Task]]:
    """Questions, escalations and briefings that Product answers."""
    for question in open_items.questions:
        yield (
            answers_question(question, on=as_of, records=records),
            Task(
                kind=TaskKind.QUESTION,
                ref=question.ref,
                account=question.account,
                due=question.answer_by,
            ),
        )
    for path in open_items.paths:
        yield (
            answers_raised(path, on=as_of, records=records),
            Task(
                kind=TaskKind(path.current.kind),
                ref=path.ref,
                account=path.account,
                due=path.answer_by,
            ),
        )
