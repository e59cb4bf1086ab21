"""Work queues: what a person, a series and a pod have to do.

A queue holds what a person owes according to the ledger (actions, answers, rulings,
follow-throughs, targets, customer updates), and what only the day's signals ask for: pre-reads,
releases, missed meetings. Each task is in it once. Nothing here knows of pages.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from decision_record.attention.due_days import DueDay, DueKind
from decision_record.attention.matters import Matter, MatterKind
from decision_record.attention.owed import Owed, OwedKind
from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.grouping import group
from decision_record.ledger.index import Index
from decision_record.ledger.promoted import PromotedIssue
from decision_record.ledger.replay import Ledger
from decision_record.signals.rule import Signal


class TaskKind(StrEnum):
    """What a task is: something owed, or what is ahead or asked for by a signal."""

    ACTION = OwedKind.ACTION.value
    ANSWER = OwedKind.ANSWER.value
    RULING = OwedKind.RULING.value
    FOLLOW_THROUGH = OwedKind.FOLLOW_THROUGH.value
    TARGET = OwedKind.TARGET.value
    UPDATE = OwedKind.UPDATE.value
    QUESTION = OwedKind.QUESTION.value
    ESCALATION = OwedKind.ESCALATION.value
    BRIEFING = OwedKind.BRIEFING.value
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


def gather_queues(
    index: Index, *, owed: Sequence[Owed], matters: Sequence[Matter], due_days: Sequence[DueDay]
) -> Queues:
    """The queues of everyone.

    Args:
        index: The day's ledger and its records.
        owed: What people owe.
        matters: What needs attention.
        due_days: What falls on which day.
    """
    tasks: dict[str, list[Task]] = {}
    ledger = index.ledger
    for person, task in _tasks(ledger, owed=owed, matters=matters, due_days=due_days):
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
    ledger: Ledger,
    *,
    owed: Sequence[Owed],
    matters: Sequence[Matter],
    due_days: Sequence[DueDay],
) -> Iterator[tuple[str | None, Task]]:
    """Every task with its person."""
    for each in owed:
        task = Task(kind=TaskKind(each.kind), ref=each.ref, account=each.account, due=each.due)
        for person in each.people:
            yield person, task
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
        (_ASKS_FOR[each.code], each.owner, each.about.series, each.day, each.about.what)
        for matter in matters
        for each in matter.signals
        if each.code in _ASKS_FOR
    }
    kinds = {DueKind.PREREAD: TaskKind.PREREAD, DueKind.RELEASE: TaskKind.RELEASE}
    for due in due_days:
        what = due.what if due.kind is DueKind.RELEASE else None
        named = (due.kind, due.owner, due.series, due.day, what)
        if due.kind in kinds and named not in asked:
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
