"""Questions that customers asked and requests that CS submitted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.model.asked import (
    AnswerConfidence,
    ItemUpdate,
    Question,
    Request,
    RequestStatus,
)
from decision_record.model.decided import Decision
from decision_record.model.records import Entry, Records

TELLING_STATUSES: frozenset[RequestStatus] = frozenset({"planned", "shipped", "declined"})
"""The statuses of a request that its account has to hear of (records.md §5, Loop)."""

_SETTLED: frozenset[RequestStatus] = frozenset({"shipped", "declined"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to a question."""

    day: date
    text: str | None
    confidence: AnswerConfidence | None
    record: str
    """Where it was written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question with its answers."""

    ref: str
    record: str
    row: Question
    account: str
    asked: date
    answers: tuple[Answer, ...]
    """In the order in which they were written down."""

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered."""
        return not self.answers

    @property
    def answered(self) -> date | None:
        """The day of the first answer."""
        return min((answer.day for answer in self.answers), default=None)

    @property
    def answer(self) -> Answer | None:
        """The answer that holds now: the newest."""
        return self.answers[-1] if self.answers else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStep:
    """One time that a request changed its status."""

    day: date
    status: RequestStatus
    say: str | None
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedRequest:
    """A request with every status that it had."""

    ref: str
    record: str
    row: Request
    account: str
    asked: date
    steps: tuple[StatusStep, ...]
    """Every change of status, the first when it was submitted."""

    @property
    def status(self) -> RequestStatus:
        """Where it stands."""
        return self.steps[-1].status

    @property
    def is_open(self) -> bool:
        """Whether somebody waits for it still: it was neither shipped nor declined."""
        return self.status not in _SETTLED


@dataclass(slots=True)
class _Asked:
    """A question while it is being replayed."""

    entry: Entry
    row: Question
    answers: list[Answer]


def replay_questions(entries: Sequence[Entry], *, records: Records) -> Mapping[str, AskedQuestion]:
    """All questions by name, in the order in which they were asked."""
    asked: dict[str, _Asked] = {}
    for entry in entries:
        for question in entry.record.questions:
            answers = [_in_place(entry, question)] if question.answer else []
            new = _Asked(entry=entry, row=question, answers=answers)
            asked.setdefault(f"{entry.id}/{question.id}", new)
        for row in entry.record.updates:
            known = asked.get(entry.name_of(row.item))
            if known and (row.answered or row.answer):
                known.answers.append(_by_update(entry, row))
        for decision in entry.record.decisions:
            for name in decision.resolves if decision.outcome == "decided" else ():
                known = asked.get(entry.name_of(name))
                if known:
                    known.answers.append(_by_decision(entry, decision))
    return {
        ref: AskedQuestion(
            ref=ref,
            record=each.entry.id,
            row=each.row,
            account=records.account_id(each.row.account),
            asked=each.entry.date,
            answers=tuple(each.answers),
        )
        for ref, each in asked.items()
    }


def _in_place(entry: Entry, row: Question) -> Answer:
    return Answer(day=entry.date, text=row.answer, confidence=row.confidence, record=entry.id)


def _by_update(entry: Entry, row: ItemUpdate) -> Answer:
    return Answer(
        day=row.answered or entry.date,
        text=row.answer or row.say,
        confidence=row.confidence,
        record=entry.id,
    )


def _by_decision(entry: Entry, row: Decision) -> Answer:
    return Answer(day=entry.date, text=row.say or row.what, confidence=None, record=entry.id)


@dataclass(slots=True)
class _Submitted:
    """A request while it is being replayed."""

    entry: Entry
    row: Request
    steps: list[StatusStep]


def replay_requests(
    entries: Sequence[Entry], *, records: Records
) -> Mapping[str, SubmittedRequest]:
    """All requests by name, in the order in which they were submitted."""
    submitted: dict[str, _Submitted] = {}
    for entry in entries:
        for request in entry.record.requests:
            first = StatusStep(day=entry.date, status=request.status, say=None, record=entry.id)
            new = _Submitted(entry=entry, row=request, steps=[first])
            submitted.setdefault(f"{entry.id}/{request.id}", new)
        for row in entry.record.updates:
            known = submitted.get(entry.name_of(row.item))
            if known and row.status and row.status != known.steps[-1].status:
                known.steps.append(
                    StatusStep(day=entry.date, status=row.status, say=row.say, record=entry.id)
                )
    return {
        ref: SubmittedRequest(
            ref=ref,
            record=each.entry.id,
            row=each.row,
            account=records.account_id(each.row.account),
            asked=each.entry.date,
            steps=tuple(each.steps),
        )
        for ref, each in submitted.items()
    }
