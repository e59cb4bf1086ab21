"""A person's queue: what is late, what is due this week, what others wait for, what comes later."""

from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.attention.queues import Task, TaskKind
from decision_record.views.health.signals import link_place, name_about
from decision_record.views.series.series_list import link_prepare
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.rows import words_to_tell
from decision_record.views.shared.words import Due, due_on, times

WEEK = 7
"""Days ahead that count as this week, after today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One thing that a person has to do or to answer."""

    ref: str
    """What it is about, by its name in the exports."""
    code: str | None
    """Of a follow-up: the signal that asks for it."""
    kind: TaskKind
    label: str
    """Its kind in words: Action, Answer, Ruling, Customer update and so on."""
    lists: tuple[str, ...]
    """The lists of the person beside the queue that count it too (site.md)."""
    what: str
    account: Link | None
    to_tell: Link | None
    """The account again, where the task is to tell it."""
    arr: float
    """What the account is worth, where there is one."""
    item: Link
    due: Due | None
    after: Link | None
    """The action that it waits for."""
    note: str | None
    say: str | None
    """Of a customer update, the words that may be said to the account now."""
    awaited: bool
    """Whether another person waits for it: an answer, a ruling, an acknowledgement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A person's tasks, each in one of four groups, the one that is due first at the top.

    Targets of commitments are among them only when they are near: the page lists them all.
    """

    late: tuple[TaskRow, ...]
    week: tuple[TaskRow, ...]
    awaited: tuple[TaskRow, ...]
    later: tuple[TaskRow, ...]

    @property
    def tasks(self) -> tuple[TaskRow, ...]:
        """All of them, in the order in which they press."""
        return (*self.late, *self.week, *self.awaited, *self.later)


def part_of(queue: Queue, *, start: int, stop: int) -> Queue:
    """The tasks from one place in their order to before another."""
    cut = []
    for group in (queue.late, queue.week, queue.awaited, queue.later):
        cut.append(group[max(0, start) : max(0, stop)])
        start, stop = start - len(group), stop - len(group)
    late, week, awaited, later = cut
    return Queue(late=late, week=week, awaited=awaited, later=later)


def queue_of(person: str, *, context: ViewContext) -> Queue:
    """Everything that waits for a person."""
    until = context.ledger.as_of + timedelta(days=WEEK)
    tasks = [
        _show(each, context=context) for each in context.attention.queues.of_person.get(person, ())
    ]
    late = [each for each in tasks if each.due and each.due.is_late]
    week = [each for each in tasks if _is_for_this_week(each, until=until)]
    rest = [each for each in tasks if _is_for_later(each, until=until)]
    return Queue(
        late=tuple(late),
        week=tuple(week),
        awaited=tuple(each for each in rest if each.awaited),
        later=tuple(each for each in rest if not each.awaited and each.kind is not TaskKind.TARGET),
    )


def _is_for_this_week(task: TaskRow, *, until: date) -> bool:
    """Whether it is due by a day and not late, or is a follow-up without a due date."""
    if task.due is None:
        return task.kind is TaskKind.FOLLOW_UP
    return not task.due.is_late and task.due.day <= until


def _is_for_later(task: TaskRow, *, until: date) -> bool:
    """Whether it is due after a day, or has no due date and is no follow-up."""
    if task.due is None:
        return task.kind is not TaskKind.FOLLOW_UP
    return task.due.day > until


HALVES = {"cs": "Customer Success's half", "product": "Product's half"}
"""Whose half of a pre-read."""

_LABELS = {
    TaskKind.ACTION: "Action",
    TaskKind.ANSWER: "Answer",
    TaskKind.RULING: "Ruling",
    TaskKind.FOLLOW_THROUGH: "Follow-through",
    TaskKind.TARGET: "Target",
    TaskKind.UPDATE: "Customer update",
    TaskKind.QUESTION: "Question",
    TaskKind.ESCALATION: "Escalation",
    TaskKind.BRIEFING: "Briefing",
    TaskKind.PREREAD: "Pre-read",
    TaskKind.RELEASE: "Release",
    TaskKind.FOLLOW_UP: "Follow-up",
}


def _show(task: Task, *, context: ViewContext) -> TaskRow:
    standing = context.ledger.accounts.get(task.account or "")
    account = context.link_account(task.account) if task.account else None
    first = task.signal
    return TaskRow(
        ref=task.ref or (name_about(first.about) if first else task.series or ""),
        code=first.code if first else None,
        kind=task.kind,
        label=_LABELS[task.kind],
        lists=_lists(task, as_of=context.ledger.as_of),
        what=_what(task, context=context),
        account=account,
        to_tell=account if task.kind is TaskKind.UPDATE else None,
        arr=standing.arr if standing else 0,
        item=_item(task, context=context),
        due=due_on(task.due, as_of=context.ledger.as_of) if task.due else None,
        after=_after(task, context=context),
        note=_note(task, context=context),
        say=_words(task, context=context),
        awaited=task.is_awaited,
    )


def _lists(task: Task, *, as_of: date) -> tuple[str, ...]:
    if task.kind is not TaskKind.ACTION:
        return ()
    is_late = task.due is not None and task.due < as_of
    return ("actions", "actions/overdue") if is_late else ("actions",)


def _what(task: Task, *, context: ViewContext) -> str:
    if task.signal:
        return task.signal.message
    if task.kind is TaskKind.PREREAD:
        series = context.link_series(task.series).text if task.series else "the meeting"
        return f"{HALVES[task.what or 'cs']} of the pre-read, for {series}"
    if task.kind is TaskKind.RELEASE:
        return task.what or "A release"
    path = context.ledger.path_of.get(task.ref or "")
    text = path.issue if path else context.index.text_of(task.ref or "")
    return f"Tell them: {text}" if task.kind is TaskKind.UPDATE else text


def _item(task: Task, *, context: ViewContext) -> Link:
    """Where a task is done, or what it is about."""
    if task.signal:
        return link_place(task.signal, context=context)
    if task.kind is TaskKind.PREREAD and task.series:
        return link_prepare(task.series)
    if task.kind is TaskKind.RELEASE:
        return context.link_record(task.ref or "")
    return context.link_item(task.ref or "")


def _words(task: Task, *, context: ViewContext) -> str | None:
    """The words to tell the customer, of an update or of an action that gives one."""
    action = context.ledger.actions.get(task.ref or "")
    if action:
        return words_to_tell(action.closes_loop, action.account, context=context)
    is_update = task.kind is TaskKind.UPDATE
    return words_to_tell(task.ref, task.account, context=context) if is_update else None


def _after(task: Task, *, context: ViewContext) -> Link | None:
    action = context.ledger.actions.get(task.ref or "")
    return context.link_item(action.after) if action and action.after else None


def _note(task: Task, *, context: ViewContext) -> str | None:
    """What else a person should know before starting."""
    ref = task.ref or ""
    action = context.ledger.actions.get(ref)
    if action:
        return f"rolled {times(action.rolled)}" if action.rolled else None
    decision = context.ledger.decisions.get(ref)
    if decision and task.kind is TaskKind.RULING:
        return decision.row.recommendation
    if decision and task.kind is TaskKind.ANSWER:
        return decision.row.expects
    path = context.ledger.path_of.get(ref)
    return "not acknowledged" if path and path.acknowledged is None else None
