"""Attention, queues and signals in the exports: what pages show, in its order.

A fact that is absent has no key.
"""

from collections.abc import Iterable, Iterator

from decision_record.attention.matters import Matter, MatterKind
from decision_record.attention.queues import Queues, Task, TaskKind
from decision_record.exports.context import ExportContext
from decision_record.exports.keys import Holds, Key
from decision_record.exports.present import Facts, present
from decision_record.ledger.promoted import PromotedIssue
from decision_record.ledger.replay import Ledger
from decision_record.signals.rule import Signal

_ABOUT = (
    Key("series", Holds.SERIES, "The series that it is about, if any.", optional=True),
    Key("pod", Holds.POD, "The pod that it is about, if any.", optional=True),
    Key("person", Holds.PERSON, "The person that it is about, if any.", optional=True),
)

MATTER = (
    Key("kind", Holds.TEXT, "What it is, in the home page's order.", words=tuple(MatterKind)),
    Key("message", Holds.TEXT, "What to do."),
    Key("codes", Holds.TEXT, "Its signals, the one that names it first.", many=True),
    Key("ref", Holds.ITEM_OR_RECORD, "What it is about, if any.", optional=True),
    Key("accounts", Holds.ACCOUNT, "The accounts that it concerns.", many=True),
    *_ABOUT,
    Key("owner", Holds.PERSON, "Who should do it, if known.", optional=True),
    Key("day", Holds.DAY, "Since when, or until when, it is urgent.", optional=True),
    Key("old", Holds.FLAG, "Whether the home page folds it as old."),
    Key("url", Holds.TEXT, "Its page, below the root of the site."),
)

_TASK = (
    Key("kind", Holds.TEXT, "What is to be done.", words=tuple(TaskKind)),
    Key("ref", Holds.ITEM_OR_RECORD, "What it is about, if any.", optional=True),
    Key("account", Holds.ACCOUNT, "The account, if any.", optional=True),
    Key("due", Holds.DAY, "The day by which it is due, if known.", optional=True),
    Key("message", Holds.TEXT, "What to do; only of a follow-up.", optional=True),
    Key("code", Holds.TEXT, "The signal that asks for it; only of a follow-up.", optional=True),
    Key("what", Holds.TEXT, "What is released, or whose half of a pre-read.", optional=True),
    *_ABOUT,
)

_PROMOTED = (
    Key("account", Holds.ACCOUNT, "The account, if any.", optional=True),
    Key("issue", Holds.TEXT, "The issue, if the record says it.", optional=True),
    Key("record", Holds.RECORD, "The one-on-one that promoted it."),
    Key("since", Holds.DAY, "The day of that record."),
)

QUEUE = (
    Key("series", Holds.SERIES, "Whose queue it is: a series.", optional=True),
    Key("person", Holds.PERSON, "Whose queue it is: a person.", optional=True),
    Key("pod", Holds.POD, "Whose queue it is: a pod.", optional=True),
    Key("tasks", Holds.OBJECT, "What is to be done.", many=True, keys=_TASK),
    Key(
        "promoted",
        Holds.OBJECT,
        "The issues that one-on-ones promoted to the series, if any.",
        optional=True,
        many=True,
        keys=_PROMOTED,
    ),
)

SIGNAL = (
    Key("code", Holds.TEXT, "The rule that found it."),
    Key("message", Holds.TEXT, "What to do."),
    Key("ref", Holds.ITEM_OR_RECORD, "What it is about, if any.", optional=True),
    Key("account", Holds.ACCOUNT, "The account that it is about, if any.", optional=True),
    *_ABOUT,
    Key("owner", Holds.PERSON, "Who should do it, if known.", optional=True),
    Key("url", Holds.TEXT, "Its page, below the root of the site."),
)


def list_matters(context: ExportContext) -> Iterator[Facts]:
    """What needs attention, in the order of the home page."""
    return map(of_matter, context.attention.matters)


def of_matter(matter: Matter) -> Facts:
    """One matter; `codes` begins with the signal that names it, `old` is folded on the page."""
    first = matter.first
    return present(
        kind=matter.kind.value,
        message=first.message,
        codes=list(matter.codes),
        ref=matter.ref,
        accounts=list(matter.accounts),
        series=first.about.series,
        pod=first.about.pod,
        person=first.about.person,
        owner=first.owner,
        day=matter.day,
        old=matter.is_old,
        url=first.address,
    )


def list_queues(context: ExportContext) -> Iterator[Facts]:
    """The queue of every series, person and pod that has anything in it, one item each."""
    return queue_facts(context.attention.queues, ledger=context.ledger)


def queue_facts(queues: Queues, *, ledger: Ledger) -> Iterator[Facts]:
    """The queues of series, then of people, then of pods."""
    for name in sorted({*queues.of_series, *queues.promoted}):
        yield present(
            series=name,
            tasks=_actions(queues.of_series.get(name, ()), ledger=ledger),
            promoted=[of_promoted(each) for each in queues.promoted.get(name, ())] or None,
        )
    for name, tasks in queues.of_person.items():
        yield present(person=name, tasks=[of_task(each) for each in tasks])
    for name, refs in queues.of_pod.items():
        if refs:
            yield present(pod=name, tasks=_actions(refs, ledger=ledger))


def _actions(refs: Iterable[str], *, ledger: Ledger) -> list[Facts]:
    actions = (ledger.actions[ref] for ref in refs)
    return [
        present(kind="action", ref=each.ref, account=each.account, due=each.due) for each in actions
    ]


def of_promoted(issue: PromotedIssue) -> Facts:
    """A customer issue that a one-on-one promoted to a series; `record` is the one-on-one."""
    return present(account=issue.account, issue=issue.issue, record=issue.record, since=issue.day)


def of_task(task: Task) -> Facts:
    """A task of a person; a follow-up says what to do, and what it is about."""
    first = task.signal
    return present(
        kind=task.kind.value,
        ref=task.ref,
        account=task.account,
        due=task.due,
        message=first.message if first else None,
        code=first.code if first else None,
        series=first.about.series if first else task.series,
        what=task.what,
        pod=first.about.pod if first else None,
        person=first.about.person if first else None,
    )


def list_signals(context: ExportContext) -> Iterator[Facts]:
    """Every signal, by code."""
    return map(of_signal, context.findings.signals)


def of_signal(signal: Signal) -> Facts:
    """A signal; `url` is below the root of the site."""
    about = signal.about
    return present(
        code=signal.code,
        message=signal.message,
        ref=about.ref,
        account=about.account,
        series=about.series,
        pod=about.pod,
        person=about.person,
        owner=signal.owner,
        url=signal.address,
    )
