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
from decision_record.views.series.prep.parts import PrepTopic
from decision_record.views.shared.agenda import Block, agenda_of
from decision_record.views.shared.context import ViewContext


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedBlock:
    """A block of the agenda with what it goes through."""

    block: Block
    topics: tuple[PrepTopic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """What a meeting is about while its page is made."""

    standing: SeriesStanding
    scope: Scope
    recency: Recency
    day: date
    """The day of the meeting."""
    context: ViewContext

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
        return pod if pod in self.context.ledger.pods else None


def prepare_blocks(standing: SeriesStanding, *, context: ViewContext) -> tuple[PreparedBlock, ...]:
    """The blocks of a series' next meeting, in their order."""
    series = standing.series
    scope = context.index.scope_on(standing.id, context.ledger.as_of)
    as_of = context.ledger.as_of
    day = next_day(standing, as_of=as_of) or as_of
    recency = recency_of(standing, ledger=context.ledger, meeting=day)
    table = _Table(standing=standing, scope=scope, recency=recency, day=day, context=context)
    return tuple(
        PreparedBlock(block=block, topics=tuple(_worth_saying(_TOPICS[block.name](table))))
        for block in agenda_of(series, context=context)
    )


def _worth_saying(topics: Sequence[PrepTopic]) -> Iterator[PrepTopic]:
    """A block's own topic in any case; the others where there is something."""
    yield from topics[:1]
    yield from (each for each in topics[1:] if each.number)


def _escalations(table: _Table) -> tuple[PrepTopic, ...]:
    return (asked.escalations(table.scope, recency=table.recency, context=table.context),)


def _roadmap(table: _Table) -> tuple[PrepTopic, ...]:
    scope, context = table.scope, table.context
    org = (
        ops.org_decisions(context=context) if table.kind in ("tier-1", "combined") else frozenset()
    )
    owed = _answers(table, without=org)
    common = (
        promised.commitments(scope, recency=table.recency, context=context),
        promised.answers_owed(owed, title="Answers due", recency=table.recency, context=context),
    )
    if table.kind == "combined":
        return (*common, promised.shipped(scope, context=context))
    return (
        *common,
        asked.questions(scope, recency=table.recency, context=context),
        asked.asked_often(table.standing, scope=scope, context=context),
        promised.shipped(scope, context=context),
    )


def _answers(table: _Table, *, without: frozenset[str]) -> list[LoggedDecision]:
    return [each for each in table.context.index.open_items.answers if each.ref not in without]


def _themes(table: _Table) -> tuple[PrepTopic, ...]:
    return (asked.themes(table.standing.series, day=table.day, context=table.context),)


def _org(table: _Table) -> tuple[PrepTopic, ...]:
    context = table.context
    org = ops.org_decisions(context=context)
    owed = [each for each in context.index.open_items.answers if each.ref in org]
    return (
        promised.answers_owed(
            owed, title="Answers due on the organisation", recency=table.recency, context=context
        ),
        ops.warnings(table.series, context=context),
        asked.research(table.scope, context=context),
    )


def _triage(table: _Table) -> tuple[PrepTopic, ...]:
    scope, context = table.scope, table.context
    if table.kind == "combined":
        return (asked.briefings(scope, recency=table.recency, context=context),)
    return (
        accounts.urgent(scope, day=table.day, context=context),
        asked.issues(scope, recency=table.recency, context=context),
        accounts.days_ahead(scope, context=context),
    )


def _requests(table: _Table) -> tuple[PrepTopic, ...]:
    scope, context = table.scope, table.context
    if table.kind == "combined":
        return (asked.requests(scope, recency=table.recency, context=context),)
    owed = promised.answers_about(scope, table.series, context=context)
    return (
        asked.requests(scope, recency=table.recency, context=context),
        promised.commitments(scope, recency=table.recency, context=context),
        promised.answers_owed(owed, title="Answers due", recency=table.recency, context=context),
        promised.shipped(scope, context=context),
        promised.releases(scope, pod=None, context=context),
        asked.research(scope, context=context),
    )


def _questions(table: _Table) -> tuple[PrepTopic, ...]:
    scope, context = table.scope, table.context
    if table.kind == "combined":
        return (
            asked.questions(scope, recency=table.recency, context=context),
            asked.asked_often(table.standing, scope=scope, context=context),
        )
    return (
        asked.questions(scope, recency=table.recency, context=context),
        promised.loops(scope, recency=table.recency, context=context),
    )


def _taxonomy(table: _Table) -> tuple[PrepTopic, ...]:
    last = table.standing.last
    since = last.day if last else None
    return (ops.coverage(context=table.context), ops.uncategorised(since, context=table.context))


def _issues(table: _Table) -> tuple[PrepTopic, ...]:
    return (
        asked.issues(
            table.scope,
            recency=table.recency,
            context=table.context,
            title="Open in the pod's domain",
        ),
    )


def _feedback(table: _Table) -> tuple[PrepTopic, ...]:
    last = table.standing.last
    return (asked.feedback(last.day if last else None, scope=table.scope, context=table.context),)


def _releases(table: _Table) -> tuple[PrepTopic, ...]:
    return (promised.releases(table.scope, pod=table.pod, context=table.context),)


def _shipped(table: _Table) -> tuple[PrepTopic, ...]:
    return (promised.shipped(table.scope, context=table.context),)


def _sprint(table: _Table) -> tuple[PrepTopic, ...]:
    scope, context = table.scope, table.context
    return (
        pods.sprint(table.standing, context=context),
        promised.commitments(scope, recency=table.recency, context=context),
        asked.requests(scope, recency=table.recency, context=context),
    )


def _attention(table: _Table) -> tuple[PrepTopic, ...]:
    return (
        pods.attention(table.standing, context=table.context),
        promised.releases(table.scope, pod=table.pod, context=table.context),
    )


def _readings(table: _Table) -> tuple[PrepTopic, ...]:
    if table.pod is None:
        return ()
    return (
        pods.readings(table.pod, context=table.context),
        pods.adoption(table.pod, context=table.context),
    )


def _moves(table: _Table) -> tuple[PrepTopic, ...]:
    return (pods.moves(table.standing, context=table.context),)


_TOPICS: Mapping[BlockName, Callable[[_Table], tuple[PrepTopic, ...]]] = {
    "escalations": _escalations,
    "roadmap": _roadmap,
    "themes": _themes,
    "org": _org,
    "triage": _triage,
    "requests": _requests,
    "questions": _questions,
    "taxonomy": _taxonomy,
    "integration": lambda table: (ops.integration(table.series, context=table.context),),
    "process": lambda table: (ops.process(context=table.context),),
    "pods": lambda table: (pods.reports(context=table.context),),
    "issues": _issues,
    "feedback": _feedback,
    "releases": _releases,
    "shipped": _shipped,
    "sprint": _sprint,
    "attention": _attention,
    "readings": _readings,
    "moves": _moves,
    "own": lambda table: (),  # noqa: ARG005 - the content of a one-on-one is its two people's
}
