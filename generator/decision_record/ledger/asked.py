"""Questions that customers asked and requests that CS submitted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.product_words import ProductWord, newest_word, of_decision_now
from decision_record.model.asked import ItemUpdate, Question, Request, RequestStatus
from decision_record.model.records import Entry, Records

TELLING_STATUSES: frozenset[RequestStatus] = frozenset({"planned", "shipped", "declined"})
"""The statuses of a request that its account has to hear of (records.md §5, Loop)."""

_SETTLED: frozenset[RequestStatus] = frozenset({"shipped", "declined"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question with Product's answer."""

    ref: str
    record: str
    row: Question
    account: str
    asked: date
    answer_by: date | None
    """The day on which its answer is wanted: as its row says, or the newest update on it."""
    words: tuple[ProductWord, ...]
    """What Product said, interim answers and deferrals too, oldest first."""

    @property
    def answers(self) -> tuple[ProductWord, ...]:
        """The words that answer it, oldest first."""
        return tuple(word for word in self.words if word.settles)

    @property
    def is_open(self) -> bool:
        """Whether it has no answer; an interim one is none."""
        return not self.answers

    @property
    def answered(self) -> date | None:
        """The day of the first answer."""
        return min((answer.day for answer in self.answers), default=None)

    @property
    def word(self) -> ProductWord | None:
        """Product's newest word, interim ones and deferrals too."""
        return newest_word(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStep:
    """One time that a request changed its status."""

    day: date
    status: RequestStatus
    say: str | None
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWords:
    """What the customer may be told about a request."""

    text: str
    day: date
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
    say: RequestWords | None
    """The newest words, until the status changes without new ones."""

    @property
    def status(self) -> RequestStatus:
        """The status that its last update gave it."""
        return self.steps[-1].status

    @property
    def is_open(self) -> bool:
        """Whether it was neither shipped nor declined."""
        return self.status not in _SETTLED


def replay_questions(
    entries: Sequence[Entry],
    *,
    records: Records,
    words: Iterable[ProductWord],
    decisions: Mapping[str, LoggedDecision],
) -> Mapping[str, AskedQuestion]:
    """All questions by name, in the order in which they were asked.

    Args:
        entries: The records, in the order of the replay.
        records: The reference files.
        words: What Product said in those records, from `gather_words`.
        decisions: Every decision by name.
    """
    said: dict[str, list[ProductWord]] = {}
    for word in words:
        said.setdefault(word.item, []).append(word)
    asked: dict[str, tuple[Entry, Question]] = {}
    answer_by: dict[str, date | None] = {}
    for entry in entries:
        for question in entry.record.questions:
            ref = f"{entry.id}/{question.id}"
            if ref not in asked:
                asked[ref] = (entry, question)
                answer_by[ref] = question.answer_by
        for row in entry.record.updates:
            ref = entry.name_of(row.item)
            if row.answer_by and ref in asked:
                answer_by[ref] = row.answer_by
    return {
        ref: AskedQuestion(
            ref=ref,
            record=entry.id,
            row=question,
            account=(account := records.account_id(question.account)),
            asked=entry.date,
            answer_by=answer_by[ref],
            words=tuple(
                of_decision_now(word, account=account, decisions=decisions)
                for word in said.get(ref, ())
            ),
        )
        for ref, (entry, question) in asked.items()
    }


@dataclass(slots=True)
class _Submitted:
    """A request while it is being replayed."""

    entry: Entry
    row: Request
    steps: list[StatusStep]
    say: RequestWords | None = None


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
            if known:
                _move(entry, row, known)
    return {
        ref: SubmittedRequest(
            ref=ref,
            record=each.entry.id,
            row=each.row,
            account=records.account_id(each.row.account),
            asked=each.entry.date,
            steps=tuple(each.steps),
            say=each.say,
        )
        for ref, each in submitted.items()
    }


def _move(entry: Entry, row: ItemUpdate, request: _Submitted) -> None:
    """Give a request the status and the words of an update."""
    moved = row.status is not None and row.status != request.steps[-1].status
    if row.say:
        request.say = RequestWords(text=row.say, day=entry.date, record=entry.id)
    elif moved:
        request.say = None
    if row.status and moved:
        request.steps.append(
            StatusStep(day=entry.date, status=row.status, say=row.say, record=entry.id)
        )
