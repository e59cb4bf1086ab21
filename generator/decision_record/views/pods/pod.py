"""A pod's page: what it is for, whether it is ready, its numbers, escalations, queue, meetings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.pods import PodStanding
from decision_record.model.agenda import seat_name
from decision_record.model.pod import Charter
from decision_record.views.health.signals import SignalRow, signals_of_pod
from decision_record.views.pods.figures import LastVerdict, figures_of, last_verdict
from decision_record.views.pods.pods import (
    STRUCTURES,
    Member,
    domain_of,
    members_of,
    status_of,
)
from decision_record.views.pods.quarters import QuarterRow, show_quarters
from decision_record.views.pods.readings import MetricRow, show_metric
from decision_record.views.shared.asked_rows import RaisedRow, show_path
from decision_record.views.shared.cadence_strip import (
    CadenceStrip,
    StateLegend,
    explain_marks,
    show_strip,
)
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.excerpt import Excerpt
from decision_record.views.shared.figures import Figure
from decision_record.views.shared.rows import ActionRow, show_action
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import Badge, Tone, short_day

OPEN = 40
"""Open escalations that are listed, and open actions, the oldest first."""
SETTLED = 12
"""Settled escalations that are listed, the newest first."""

WHY = {
    "leadership-tie-breaker": "leadership had to break ties",
    "disproportionate-churn": "more churn than its share",
    "low-adoption": "what shipped was not adopted",
}
MET = Badge(text="Met", tone=Tone.DONE)
NOT_MET = Badge(text="Not met", tone=Tone.RISK)
MODES = {
    "priorities": "Priorities",
    "scope": "Scope",
    "metric": "Metric",
    "leadership": "Leadership",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisRow:
    """Findings to keep the pod from working."""

    on: date | None
    mode: str | None
    fix: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterRow:
    """What the pod is there for, in words."""

    owns: str | None
    success: str | None
    why: str | None
    protected: str | None
    """As in "VP CS 8 Jan 2026, Head of Product 8 Jan 2026"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRow:
    """Something that the pod needs before it can work."""

    state: Badge
    why: str
    record: Link | None
    """The record that shows it, where one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PodView(View):
    """A pod's page."""

    id: str
    status: Badge
    structure: str
    domain: str
    accounts: tuple[Link, ...]
    """The accounts that the pod is narrowed to, or built around."""
    members: tuple[Member, ...]
    starts: str
    """"started" or "begins"."""
    started: date
    figures: tuple[Figure, ...]
    verdict: LastVerdict | None
    notices: tuple[SignalRow, ...]
    charter: CharterRow
    readiness: tuple[ConditionRow, ...]
    """None of a pod that was dissolved."""
    unmet: int
    """How many of these conditions are not met."""
    metrics: tuple[MetricRow, ...]
    reviews: tuple[CadenceStrip, ...]
    """Its metric reviews, which say when the metrics are read next."""
    strips: tuple[CadenceStrip, ...]
    legend: tuple[StateLegend, ...]
    quarters: tuple[QuarterRow, ...]
    """Newest first."""
    raised: Excerpt[RaisedRow]
    """Open escalations of its domain, the oldest at the top."""
    earlier: Excerpt[RaisedRow]
    """Those that are resolved there, the newest first."""
    actions: Excerpt[ActionRow]
    """The open actions of its series, due first at the top."""
    diagnoses: tuple[DiagnosisRow, ...]
    """Newest first."""


def view_pod(pod: str, *, context: ViewContext) -> PodView:
    """The page of one pod."""
    standing = context.ledger.pods[pod]
    known = standing.pod
    waiting, settled = _raised(standing, context=context)
    domain = domain_of(known, context=context)
    strips = tuple(show_strip(each, context=context) for each in standing.series)
    kinds = [each.series.kind for each in standing.series]
    readiness = _readiness(standing, context=context)
    notices = signals_of_pod(pod, context=context)
    view = PodView(
        id=pod,
        title=known.name,
        description=f"The {known.name} pod: {domain}.",
        as_of=context.ledger.as_of,
        status=status_of(standing.id, context=context),
        structure=STRUCTURES[known.structure],
        domain=domain,
        accounts=tuple(
            context.link_account(context.records.account_id(each)) for each in known.accounts
        ),
        members=members_of(known, context=context),
        starts="begins" if known.started > context.ledger.as_of else "started",
        started=known.started,
        figures=figures_of(standing, context=context),
        verdict=last_verdict(standing, context=context),
        notices=notices,
        charter=_charter(known.charter),
        readiness=readiness,
        unmet=sum(each.state is NOT_MET for each in readiness),
        metrics=tuple(
            show_metric(each, adoption=standing.adoption, context=context)
            for each in standing.metrics
        ),
        reviews=tuple(
            strip for strip, kind in zip(strips, kinds, strict=True) if kind == "pod-metric-review"
        ),
        strips=strips,
        legend=explain_marks(strips),
        quarters=show_quarters(standing, context=context),
        raised=_few_paths(waiting, OPEN, context=context),
        earlier=_few_paths(settled, SETTLED, context=context),
        actions=_actions(standing, context=context),
        diagnoses=tuple(
            DiagnosisRow(on=each.on, mode=MODES.get(each.mode or ""), fix=each.fix)
            for each in reversed(standing.diagnoses)
        ),
    )
    return replace(view, toc=tuple(_toc(view)))


def _toc(view: PodView) -> Iterator[Section]:
    yield Section(id="charter", title="Charter")
    yield Section(id="metrics", title="Metrics")
    yield Section(id="cadence", title="Cadence")
    yield Section(id="quarters", title="By quarter")
    yield Section(id="escalations", title="Open escalations")
    if view.earlier.rows:
        yield Section(id="earlier", title="Earlier escalations")
    yield Section(id="queue", title="Open actions")
    if view.diagnoses:
        yield Section(id="diagnoses", title="Findings")


def _charter(charter: Charter) -> CharterRow:
    protected = [f"{seat_name(seat)} {short_day(on)}" for seat, on in charter.protected_by.items()]
    return CharterRow(
        owns=charter.owns,
        success=charter.success_in_90_days,
        why=", ".join(WHY[each] for each in charter.why) or None,
        protected=", ".join(protected) or None,
    )


def _readiness(standing: PodStanding, *, context: ViewContext) -> tuple[ConditionRow, ...]:
    if standing.pod.status == "dissolved":
        return ()
    return tuple(
        ConditionRow(
            state=MET if each.met else NOT_MET,
            why=each.why,
            record=context.link_record(each.record) if each.record else None,
        )
        for each in standing.readiness
    )


def _raised(
    standing: PodStanding, *, context: ViewContext
) -> tuple[Sequence[RaisedPath], Sequence[RaisedPath]]:
    """The paths of the pod's escalations: open ones, oldest first, and all others, newest first.

    Of the others those come first whose escalation was resolved and brought again as a briefing.
    """
    waiting = context.ledger.paths_through(standing.escalations, open_only=True)
    open_ = {path.first.ref for path in waiting}
    every = reversed(context.ledger.paths_through(standing.escalations))
    others = [path for path in every if path.first.ref not in open_]
    return waiting, sorted(others, key=lambda path: not path.is_open)


def _few_paths(
    paths: Sequence[RaisedPath], size: int, *, context: ViewContext
) -> Excerpt[RaisedRow]:
    return Excerpt(
        rows=tuple(show_path(each, context=context) for each in paths[:size]), total=len(paths)
    )


def _actions(standing: PodStanding, *, context: ViewContext) -> Excerpt[ActionRow]:
    found = (context.ledger.actions[ref] for ref in standing.open_actions)
    ordered = sorted(found, key=lambda each: (each.due, each.ref))
    return Excerpt(
        rows=tuple(show_action(each, context=context) for each in ordered[:OPEN]),
        total=len(ordered),
    )
