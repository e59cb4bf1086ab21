"""Which topics each block of a meeting goes through, and for whom."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.recency import Recency, recency_of
from decision_record.ledger.scope import Scope
from decision_record.ledger.series import SeriesStanding
from decision_record.model.agenda import BlockName
from decision_record.views.series.next_records import next_day
from decision_record.views.series.prep import accounts, asked, pods, promised
from decision_record.views.series.prep import operations as ops
from decision_record.views.series.prep.parts import Topic
from decision_record.views.shared.agenda import Block, agenda_of
from decision_record.views.shared.context import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedBlock:
    """A block of the agenda with what it goes through."""

    block: Block
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """What a meeting is about while its page is made."""

    standing: SeriesStanding
    scope: Scope
    recency: Recency
    day: date
    """The day of the meeting."""
    book: Book

    @property
    def series(self) -> str:
        return self.standing.id

    @property
    def kind(self) -> str:
        return self.standing.series.kind

    @property
    def pod(self) -> str | None:
        """The pod whose meeting it is."""
        pod = self.standing.series.pod
        return pod if pod in self.book.ledger.pods else None


def prepare_blocks(standing: SeriesStanding, *, book: Book) -> tuple[PreparedBlock, ...]:
    """The blocks of a series' next meeting, in their order."""
    series = standing.series
    scope = book.scope_on(standing.id, book.ledger.as_of)
    as_of = book.ledger.as_of
    day = next_day(standing, as_of=as_of) or as_of
    recency = recency_of(standing, ledger=book.ledger, meeting=day)
    table = _Table(standing=standing, scope=scope, recency=recency, day=day, book=book)
    return tuple(
        PreparedBlock(block=block, topics=tuple(_worth_saying(_TOPICS[block.name](table))))
        for block in agenda_of(series, book=book)
    )


def _worth_saying(topics: Sequence[Topic]) -> Iterator[Topic]:
    """A block's own topic in any case; the others where there is something."""
    yield from topics[:1]
    yield from (each for each in topics[1:] if each.number)


def _escalations(table: _Table) -> tuple[Topic, ...]:
    return (asked.escalations(table.scope, recency=table.recency, book=table.book),)


def _roadmap(table: _Table) -> tuple[Topic, ...]:
    scope, book = table.scope, table.book
    org = ops.org_decisions(book=book) if table.kind in ("tier-1", "combined") else frozenset()
    owed = _answers(table, without=org)
    common = (
        promised.commitments(scope, recency=table.recency, book=book),
        promised.answers_owed(owed, title="Answers owed", recency=table.recency, book=book),
    )
    if table.kind == "combined":
        return (*common, promised.shipped(scope, book=book))
    return (
        *common,
        asked.questions(scope, recency=table.recency, book=book),
        asked.asked_often(table.standing, scope=scope, book=book),
        promised.shipped(scope, book=book),
    )


def _answers(table: _Table, *, without: frozenset[str]) -> list[LoggedDecision]:
    return [each for each in table.book.waiting.answers if each.ref not in without]


def _themes(table: _Table) -> tuple[Topic, ...]:
    return (asked.themes(table.standing.series, day=table.day, book=table.book),)


def _org(table: _Table) -> tuple[Topic, ...]:
    book = table.book
    org = ops.org_decisions(book=book)
    owed = [each for each in book.waiting.answers if each.ref in org]
    return (
        promised.answers_owed(
            owed, title="Answers owed on the organisation", recency=table.recency, book=book
        ),
        ops.warnings(table.series, book=book),
        asked.research(table.scope, book=book),
    )


def _triage(table: _Table) -> tuple[Topic, ...]:
    scope, book = table.scope, table.book
    if table.kind == "combined":
        return (asked.briefings(scope, recency=table.recency, book=book),)
    return (
        accounts.urgent(scope, day=table.day, book=book),
        asked.issues(scope, recency=table.recency, book=book),
        accounts.days_ahead(scope, book=book),
    )


def _requests(table: _Table) -> tuple[Topic, ...]:
    scope, book = table.scope, table.book
    if table.kind == "combined":
        return (asked.requests(scope, recency=table.recency, book=book),)
    owed = promised.answers_about(scope, table.series, book=book)
    return (
        asked.requests(scope, recency=table.recency, book=book),
        promised.commitments(scope, recency=table.recency, book=book),
        promised.answers_owed(owed, title="Answers owed", recency=table.recency, book=book),
        promised.shipped(scope, book=book),
        promised.releases(scope, pod=None, book=book),
        asked.research(scope, book=book),
    )


def _questions(table: _Table) -> tuple[Topic, ...]:
    scope, book = table.scope, table.book
    if table.kind == "combined":
        return (
            asked.questions(scope, recency=table.recency, book=book),
            asked.asked_often(table.standing, scope=scope, book=book),
        )
    return (
        asked.questions(scope, recency=table.recency, book=book),
        promised.loops(scope, recency=table.recency, book=book),
    )


def _taxonomy(table: _Table) -> tuple[Topic, ...]:
    last = table.standing.last
    since = last.day if last else None
    return (ops.coverage(book=table.book), ops.uncategorised(since, book=table.book))


def _issues(table: _Table) -> tuple[Topic, ...]:
    return (
        asked.issues(
            table.scope, recency=table.recency, book=table.book, title="Open in the pod's domain"
        ),
    )


def _feedback(table: _Table) -> tuple[Topic, ...]:
    last = table.standing.last
    return (asked.feedback(last.day if last else None, scope=table.scope, book=table.book),)


def _releases(table: _Table) -> tuple[Topic, ...]:
    return (promised.releases(table.scope, pod=table.pod, book=table.book),)


def _shipped(table: _Table) -> tuple[Topic, ...]:
    return (promised.shipped(table.scope, book=table.book),)


def _sprint(table: _Table) -> tuple[Topic, ...]:
    scope, book = table.scope, table.book
    return (
        pods.sprint(table.standing, book=book),
        promised.commitments(scope, recency=table.recency, book=book),
        asked.requests(scope, recency=table.recency, book=book),
    )


def _attention(table: _Table) -> tuple[Topic, ...]:
    return (
        pods.attention(table.standing, book=table.book),
        promised.releases(table.scope, pod=table.pod, book=table.book),
    )


def _readings(table: _Table) -> tuple[Topic, ...]:
    if table.pod is None:
        return ()
    return (
        pods.readings(table.pod, book=table.book),
        pods.adoption(table.pod, book=table.book),
    )


def _moves(table: _Table) -> tuple[Topic, ...]:
    return (pods.moves(table.standing, book=table.book),)


_TOPICS: Mapping[BlockName, Callable[[_Table], tuple[Topic, ...]]] = {
    "escalations": _escalations,
    "roadmap": _roadmap,
    "themes": _themes,
    "org": _org,
    "triage": _triage,
    "requests": _requests,
    "questions": _questions,
    "taxonomy": _taxonomy,
    "integration": lambda table: (ops.integration(table.series, book=table.book),),
    "process": lambda table: (ops.process(book=table.book),),
    "pods": lambda table: (pods.reports(book=table.book),),
    "issues": _issues,
    "feedback": _feedback,
    "releases": _releases,
    "shipped": _shipped,
    "sprint": _sprint,
    "attention": _attention,
    "readings": _readings,
    "moves": _moves,
    "own": lambda table: (),  # noqa: ARG005 - what a one-on-one speaks of is its two people's
}
