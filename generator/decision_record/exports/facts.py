"""What each export says of an item: the keys of site.md, in one place for every format.

A fact that is absent has no key; 0 and [] are values. Days are dates here, and text in the formats.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from decision_record.exports.present import Facts, present
from decision_record.ledger.accounts import AccountStanding
from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.commitments import Commitment
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.loops import Loop
from decision_record.ledger.pods import MetricStanding, PodStanding
from decision_record.ledger.replay import Ledger
from decision_record.ledger.series import SeriesStanding
from decision_record.ledger.timeline import TimelineStep
from decision_record.model.reference import Person


def of_action(action: QueuedAction, *, as_of: date) -> Facts:
    """An action."""
    return present(
        ref=action.ref,
        side=action.side.value,
        what=action.what,
        owner=action.owner,
        owners=action.owners,
        due=action.due,
        state=action.state.value,
        opened=action.opened,
        closed=action.closed,
        rolled=action.rolled,
        dues=action.dues,
        series=action.series,
        account=action.account,
        closes_loop=action.closes_loop,
        overdue_days=action.overdue_days(as_of),
    )


def of_decision(decision: LoggedDecision) -> Facts:
    """A decision; `say` is what may be said now."""
    row = decision.row
    return present(
        ref=decision.ref,
        outcome=decision.outcome,
        state=decision.state.value,
        what=row.what,
        owner=decision.owner,
        due=decision.due,
        date=decision.day,
        accounts=decision.accounts,
        themes=row.themes,
        say=decision.say.text if decision.say else None,
        to=row.to,
        because=row.because,
        recommendation=row.recommendation,
        resolves=decision.resolves,
        resolved_by=decision.resolved_by.ref if decision.resolved_by else None,
        supersedes=decision.supersedes,
        superseded_by=[step.ref for step in decision.superseded_by],
        followed=decision.followed,
    )


def of_commitment(decision: LoggedDecision, commitment: Commitment, *, ledger: Ledger) -> Facts:
    """A commitment; `arr` is what its accounts are worth today, `arr_promised` of those waiting."""
    return present(
        ref=commitment.ref,
        state=commitment.state.value,
        target=commitment.target,
        original_target=commitment.original_target,
        slips=[
            present(record=slip.record, from_=slip.from_, to=slip.to, because=slip.because)
            for slip in commitment.slips
        ],
        say=decision.say.text if decision.say else None,
        shipped=commitment.shipped,
        confidence=commitment.confidence,
        accounts=decision.accounts,
        by_account=[
            present(
                account=each.account,
                state=each.state.value,
                on=each.on,
                arr=ledger.arr_of((each.account,)),
            )
            for each in commitment.by_account
            if each.account
        ],
        arr=ledger.arr_of(decision.accounts),
        arr_promised=ledger.arr_of(commitment.promised_to),
        owner=decision.owner,
        what=decision.row.what,
    )


def of_loop(loop: Loop) -> Facts:
    """A loop."""
    return present(
        item=loop.item,
        account=loop.account,
        state=loop.state.value,
        opened=loop.opened,
        told=loop.told,
        by=loop.by,
        channel=loop.channel,
        because=loop.because,
        owner=loop.owner,
        due=loop.due,
    )


def of_person(person_id: str, person: Person, *, as_of: date) -> Facts:
    """A person; `left` only when the last day is over."""
    return present(
        id=person_id,
        name=person.name,
        role=person.role,
        left=person.left if person.has_left(as_of) else None,
    )


def of_account(standing: AccountStanding) -> Facts:
    """An account."""
    account, open_items = standing.account, standing.open
    return present(
        id=standing.id,
        name=account.name,
        arr=standing.arr,
        segment=account.segment,
        csm=standing.csm,
        pm=standing.pm,
        renewal=account.renewal,
        qbrs=account.qbrs,
        churned=standing.churned,
        aliases=tuple(alias.id for alias in account.aliases),
        external=account.external,
        open={
            "actions": open_items.actions,
            "escalations": open_items.escalations,
            "questions": open_items.questions,
            "loops": open_items.loops,
            "commitments": open_items.commitments,
        },
        last_record=standing.last_record,
    )


def of_series(standing: SeriesStanding) -> Facts:
    """A series; `cancelled` counts moved meetings too, and `next` stays when its day passes."""
    series, last = standing.series, standing.last
    return present(
        id=standing.id,
        kind=series.kind,
        cadence=series.held_every,
        members=series.members,
        held=len(standing.held),
        cancelled=len(standing.called_off),
        last=last.day if last else None,
        next=standing.next,
    )


def of_pod(standing: PodStanding) -> Facts:
    """A pod; `members` by seat."""
    pod = standing.pod
    return present(
        id=standing.id,
        name=pod.name,
        structure=pod.structure,
        members=pod.members,
        status=pod.status,
        ready=standing.is_ready,
        metrics=[_of_metric(each) for each in standing.metrics],
    )


def _of_metric(standing: MetricStanding) -> Facts:
    metric = standing.metric
    return present(
        id=metric.id,
        baseline=metric.baseline,
        target=metric.target,
        better=metric.better,
        readings=[{"as_of": each.as_of, "value": each.value} for each in standing.readings],
    )


def of_step(step: TimelineStep) -> Facts:
    """A step of an account's timeline."""
    return present(
        date=step.day,
        ref=step.ref,
        kind=step.kind,
        text=step.text,
        outcome=step.outcome,
        until=step.until,
        note=step.note,
        record=step.record,
    )


def gather_facts(ledger: Ledger, *, people: Mapping[str, Person]) -> Mapping[str, list[Facts]]:
    """The facts of everything, by the name of the document that lists them."""
    as_of = ledger.as_of
    return {
        "accounts": [of_account(each) for each in ledger.accounts.values()],
        "actions": [of_action(each, as_of=as_of) for each in ledger.actions.values()],
        "decisions": [of_decision(each) for each in ledger.decisions.values()],
        "commitments": [
            of_commitment(each, each.commitment, ledger=ledger)
            for each in ledger.decisions.values()
            if each.commitment
        ],
        "loops": [of_loop(each) for each in ledger.loops.values()],
        "series": [of_series(each) for each in ledger.series.values()],
        "pods": [of_pod(each) for each in ledger.pods.values()],
        "people": [of_person(name, each, as_of=as_of) for name, each in sorted(people.items())],
    }


def timeline_facts(steps: Iterable[TimelineStep]) -> list[Facts]:
    """An account's timeline, oldest first."""
    return [of_step(step) for step in steps]
