"""What counts of actions, decisions, commitments, loops and what customers raised and asked."""

from collections.abc import Iterator
from dataclasses import dataclass

from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.asked import AskedQuestion, SubmittedRequest
from decision_record.ledger.commitments import AccountCommitment, Commitment
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.differences.comparing import Comparison, as_account, as_item, by_name
from decision_record.ledger.differences.kinds import Kind, Name, Version
from decision_record.ledger.loops import Loop
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.raised import Raised


def _commitments(version: Version) -> Iterator[tuple[Name, Commitment]]:
    for ref, decision in version.ledger.decisions.items():
        if decision.commitment:
            yield (ref,), decision.commitment


def _promises(version: Version) -> Iterator[tuple[Name, AccountCommitment]]:
    for (ref,), commitment in _commitments(version):
        for each in commitment.by_account:
            if each.account:
                yield (ref, each.account), each


@dataclass(frozen=True, slots=True)
class _RaisedPart:
    part: Raised
    path: RaisedPath


def _raised(version: Version) -> Iterator[tuple[Name, _RaisedPart]]:
    for ref, part in version.ledger.raised.items():
        yield (ref,), _RaisedPart(part, version.ledger.path_of[ref])


ACTIONS: Comparison[QueuedAction] = Comparison(
    kind=Kind.ACTION,
    states=lambda version: by_name(version.ledger.actions),
    identity={"ref": as_item},
    fields={
        "side": lambda each: each.side,
        "what": lambda each: each.what,
        "owner": lambda each: each.owner,
        "owners": lambda each: each.owners,
        "due": lambda each: each.due,
        "dues": lambda each: each.dues,
        "state": lambda each: each.state,
        "opened": lambda each: each.opened,
        "closed": lambda each: each.closed,
        "series": lambda each: each.series,
        "account": lambda each: each.account,
        "closes_loop": lambda each: each.closes_loop,
    },
    refs={"account": as_account, "closes_loop": as_item},
)

DECISIONS: Comparison[LoggedDecision] = Comparison(
    kind=Kind.DECISION,
    states=lambda version: by_name(version.ledger.decisions),
    identity={"ref": as_item},
    fields={
        "outcome": lambda each: each.outcome,
        "state": lambda each: each.state,
        "what": lambda each: each.row.what,
        "owner": lambda each: each.owner,
        "due": lambda each: each.due,
        "date": lambda each: each.day,
        "accounts": lambda each: each.accounts,
        "themes": lambda each: each.row.themes,
        "say": lambda each: each.say.text if each.say else None,
        "to": lambda each: each.row.to,
        "because": lambda each: each.row.because,
        "recommendation": lambda each: each.row.recommendation,
        "resolves": lambda each: each.resolves,
        "resolved_by": lambda each: each.resolved_by.ref if each.resolved_by else None,
        "supersedes": lambda each: each.supersedes,
        "superseded_by": lambda each: tuple(step.ref for step in each.superseded_by),
        "followed": lambda each: each.followed,
    },
    refs={
        "accounts": as_account,
        "resolves": as_item,
        "resolved_by": as_item,
        "supersedes": as_item,
        "superseded_by": as_item,
    },
)

COMMITMENTS: Comparison[Commitment] = Comparison(
    kind=Kind.COMMITMENT,
    states=_commitments,
    identity={"ref": as_item},
    fields={
        "state": lambda each: each.state,
        "target": lambda each: each.target,
        "original_target": lambda each: each.original_target,
        "slips": lambda each: tuple(
            (slip.record, slip.from_, slip.to, slip.because) for slip in each.slips
        ),
        "shipped": lambda each: each.shipped,
        "confidence": lambda each: each.confidence,
    },
    refs={"slips": as_item},
)

PROMISES: Comparison[AccountCommitment] = Comparison(
    kind=Kind.PROMISE,
    states=_promises,
    identity={"commitment": as_item, "account": as_account},
    fields={"state": lambda each: each.state, "on": lambda each: each.on},
    parent=Kind.COMMITMENT,
)

RAISED: Comparison[_RaisedPart] = Comparison(
    kind=Kind.RAISED,
    states=_raised,
    identity={"ref": as_item},
    fields={
        "kind": lambda each: each.part.kind,
        "account": lambda each: each.part.account,
        "issue": lambda each: each.part.issue,
        "arr": lambda each: each.part.arr,
        "area": lambda each: each.part.area,
        "tried": lambda each: each.part.row.tried,
        "raised": lambda each: each.part.raised,
        "acknowledged": lambda each: each.part.acknowledged,
        "resolved": lambda each: each.part.resolved,
        "state": lambda each: each.part.state,
        "answer_by": lambda each: each.part.answer_by,
        "path": lambda each: each.part.path,
        "path_state": lambda each: each.path.state,
        "path_raised": lambda each: each.path.raised,
        "path_answer_by": lambda each: each.path.answer_by,
        "answer": lambda each: each.path.word.answer if each.path.word else None,
        "say": lambda each: each.path.word.say if each.path.word else None,
        "answered": lambda each: each.path.word.day if each.path.word else None,
        "by": lambda each: each.path.word.by if each.path.word else None,
    },
    refs={"account": as_account, "path": as_item},
)

QUESTIONS: Comparison[AskedQuestion] = Comparison(
    kind=Kind.QUESTION,
    states=lambda version: by_name(version.ledger.questions),
    identity={"ref": as_item},
    fields={
        "account": lambda each: each.account,
        "ask": lambda each: each.row.ask,
        "asked": lambda each: each.asked,
        "answer_by": lambda each: each.answer_by,
        "state": lambda each: "open" if each.is_open else "answered",
        "answered": lambda each: each.answered,
        "answer": lambda each: each.word.answer if each.word else None,
        "say": lambda each: each.word.say if each.word else None,
        "confidence": lambda each: each.word.confidence if each.word else None,
    },
    refs={"account": as_account},
)

REQUESTS: Comparison[SubmittedRequest] = Comparison(
    kind=Kind.REQUEST,
    states=lambda version: by_name(version.ledger.requests),
    identity={"ref": as_item},
    fields={
        "account": lambda each: each.account,
        "what": lambda each: each.row.what,
        "area": lambda each: each.row.area,
        "status": lambda each: each.status,
        "ticket": lambda each: each.row.ticket,
        "asked": lambda each: each.asked,
    },
    refs={"account": as_account},
)

LOOPS: Comparison[Loop] = Comparison(
    kind=Kind.LOOP,
    states=lambda version: version.ledger.loops.items(),
    identity={"item": as_item, "account": as_account},
    fields={
        "state": lambda each: each.state,
        "opened": lambda each: each.opened,
        "told": lambda each: each.told,
        "by": lambda each: each.by,
        "channel": lambda each: each.channel,
        "because": lambda each: each.because,
        "owner": lambda each: each.owner,
        "due": lambda each: each.due,
    },
)

ITEMS = (ACTIONS, DECISIONS, COMMITMENTS, PROMISES, RAISED, QUESTIONS, REQUESTS, LOOPS)
