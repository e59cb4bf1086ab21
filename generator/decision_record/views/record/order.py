"""The parts of a record in the order of its ritual (records.md §6)."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from decision_record.model.record import Meeting
from decision_record.model.series import Series
from decision_record.views.record.decisions import show_decisions
from decision_record.views.record.items import (
    show_actions,
    show_briefings,
    show_escalations,
    show_feedback,
    show_questions,
    show_requests,
    show_shipped,
)
from decision_record.views.record.one_on_ones import ONE_ON_ONE_SECTIONS
from decision_record.views.record.parts import RecordContext, RecordPart
from decision_record.views.record.rituals import (
    show_attention,
    show_customers,
    show_integration,
    show_moves,
    show_org,
    show_pods,
    show_prereads,
    show_process,
    show_reaction,
    show_readings,
    show_releases,
    show_sprint,
    show_taxonomy,
    show_themes,
)
from decision_record.views.record.rows import (
    show_loops,
    show_parked,
    show_research,
    show_review,
    show_roadmap,
    show_surprises,
    show_updates,
)

_ANY: Mapping[str, Callable[[RecordContext], RecordPart]] = MappingProxyType(
    {
        "review": show_review,
        "escalations": show_escalations,
        "briefings": show_briefings,
        "updates": show_updates,
        "roadmap": show_roadmap,
        "requests": show_requests,
        "questions": show_questions,
        "shipped": show_shipped,
        "feedback": show_feedback,
        "research": show_research,
        "loops": show_loops,
        "surprises": show_surprises,
        "parked": show_parked,
        "decisions": show_decisions,
    }
)
_OF_A_RITUAL: Mapping[str, Callable[[Meeting, RecordContext], RecordPart]] = MappingProxyType(
    {
        "themes": show_themes,
        "org": show_org,
        "taxonomy_coverage": show_taxonomy,
        "integration": show_integration,
        "process_changes": show_process,
        "releases": show_releases,
        "next_sprint": show_sprint,
        "attention": show_attention,
        "csm_reaction": show_reaction,
        "readings": show_readings,
        "moves": show_moves,
        "pods": show_pods,
        **ONE_ON_ONE_SECTIONS,
    }
)
_BLOCKS: Mapping[str | None, tuple[str, ...]] = MappingProxyType(
    {
        "tier-1": ("escalations", "updates", "roadmap", "themes", "org"),
        "tier-2": ("briefings", "escalations", "updates", "requests", "questions"),
        "tier-3": ("taxonomy_coverage", "integration", "process_changes"),
        "combined": (
            *("escalations", "updates", "roadmap", "themes", "org"),
            *("briefings", "requests", "questions"),
        ),
        "quarterly-review": ("themes", "roadmap", "pods", "org"),
        "pod-standup": ("escalations", "updates", "feedback", "releases"),
        "pod-sprint-review": ("shipped", "next_sprint", "attention", "csm_reaction"),
        "pod-metric-review": ("readings", "moves"),
        "one-on-one": ("goals", "challenges", "customers", "coaching", "career"),
    }
)
"""The blocks of each ritual in their order (records.md §6)."""


def _order_of(kind: str | None) -> tuple[str, ...]:
    """All sections in the order of a ritual: its review and blocks, the rest, the decisions."""
    named_first = ("review", *_BLOCKS.get(kind, ()))
    last = ("decisions",)
    rest = (each for each in (*_ANY, *_OF_A_RITUAL) if each not in {*named_first, *last})
    return (*named_first, *rest, *last)


_ORDERS: Mapping[str | None, tuple[str, ...]] = MappingProxyType(
    {kind: _order_of(kind) for kind in (None, *_BLOCKS)}
)


def parts_in_order(page: RecordContext, *, series: Series | None) -> Iterator[RecordPart]:
    """Every section that the record holds, decisions and actions last."""
    entry = page.entry
    record, meeting, update = entry.record, entry.meeting, entry.update
    for name in _ORDERS.get(series.kind if series and meeting else None) or _ORDERS[None]:
        show = _ANY.get(name)
        if show:
            if getattr(record, name):
                yield show(page)
        elif meeting and getattr(meeting, name):
            yield _OF_A_RITUAL[name](meeting, page)
    if update and update.prereads:
        yield show_prereads(update, page)
    actions = record.actions
    if actions.cs or actions.pm or actions.shared:
        yield show_actions(page)


def personal_parts(page: RecordContext) -> Iterator[RecordPart]:
    """What everyone may see of a one-on-one."""
    shown = [show_actions(page, shared_only=True)]
    if page.entry.meeting:
        shown.insert(0, show_customers(page.entry.meeting, page))
    return (part for part in shown if part.number)
