"""What the exports say of attention, queues and surprises: what pages show, in its order."""

from collections.abc import Iterable, Mapping

from decision_record.attention.gather import Attention
from decision_record.attention.matters import Matter
from decision_record.attention.queues import Queues, Task
from decision_record.exports.present import Facts, present
from decision_record.ledger.promoted import PromotedIssue
from decision_record.ledger.replay import Ledger
from decision_record.ledger.unannounced import Unannounced


def gather_attention_facts(attention: Attention, *, ledger: Ledger) -> Mapping[str, list[Facts]]:
    """The facts of what needs attention, by the name of the document that lists them."""
    return {
        "attention": [of_matter(each) for each in attention.matters],
        "queues": list_queues(attention.queues, ledger=ledger),
    }


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


def list_queues(queues: Queues, *, ledger: Ledger) -> list[Facts]:
    """The queue of every series, person and pod that has anything in it, one item each."""
    return [
        *(
            present(
                series=name,
                tasks=_actions(queues.of_series.get(name, ()), ledger=ledger),
                promoted=[of_promoted(each) for each in queues.promoted.get(name, ())] or None,
            )
            for name in sorted({*queues.of_series, *queues.promoted})
        ),
        *(
            present(person=name, tasks=[of_task(each) for each in tasks])
            for name, tasks in queues.of_person.items()
        ),
        *(
            present(pod=name, tasks=_actions(refs, ledger=ledger))
            for name, refs in queues.of_pod.items()
            if refs
        ),
    ]


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


def of_unannounced(change: Unannounced) -> Facts:
    """A surprise ahead of an account."""
    return present(ref=change.ref, because=change.because, since=change.since)
