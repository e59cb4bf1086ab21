"""The parts of the company that a measure's value may be of, in the words of the files."""

from collections.abc import Mapping

from decision_record.measures.measure import Slice, SliceKind
from decision_record.model.pod import Metric
from decision_record.model.series import RITUALS
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.numbers import Better

KINDS: Mapping[SliceKind, str] = {
    "area": "area",
    "segment": "segment",
    "side": "side",
    "pod": "pod",
    "ritual": "kind of meeting",
    "outcome": "outcome",
    "metric": "metric",
    "item": "what was shipped",
    "day": "days since then",
    "role": "role",
}
"""Kinds of parts, as in "by area"."""

_SIDES = {"cs": "CS", "pm": "Product", "shared": "Shared"}
_OUTCOMES = {"decided": "Decided", "deferred": "Deferred", "escalated": "Escalated"}
_ROLES = {"pm": "PMs", "csm": "CSMs", "leader": "Leaders"}
_RITUALS: Mapping[str, str] = {kind: ritual.name for kind, ritual in RITUALS.items()}


def kinds_of(by: Slice) -> tuple[SliceKind, ...]:
    """Which kind of part it is."""
    return tuple(kind for kind, _ in by)


def name_slice(by: Slice, *, context: ViewContext) -> str:
    """A part by name: "Reporting & Exports", "Reporting, Adoption of the export, 30 days"."""
    return ", ".join(_name(kind, name, by, context=context) for kind, name in by)


def order_slice(by: Slice, *, context: ViewContext) -> tuple[str, int, Slice]:
    """The order of parts: by name, and never by number; days since something by how many.

    Two of one name are in the order of their identities, so that they do so in every build.
    """
    days = next((int(name) for kind, name in by if kind == "day"), 0)
    rest = tuple((kind, name) for kind, name in by if kind != "day")
    return name_slice(rest, context=context).casefold(), days, by


def pod_of(by: Slice, *, context: ViewContext) -> Link | None:
    """The pod that a part is, or is of."""
    pod = dict(by).get("pod")
    return context.link_pod(pod) if pod in context.records.pods and pod else None


def better_of(by: Slice, *, context: ViewContext) -> Better | None:
    """Which way is good for a pod's own metric."""
    metric = _metric(by, context=context)
    return metric.better if metric else None


def _metric(by: Slice, *, context: ViewContext) -> Metric | None:
    parts = dict(by)
    pod = context.records.pods.get(parts.get("pod", ""))
    metrics = pod.metrics if pod else ()
    return next((each for each in metrics if each.id == parts.get("metric")), None)


def _name(kind: SliceKind, name: str, by: Slice, *, context: ViewContext) -> str:
    taxonomy = context.records.taxonomy
    known: Mapping[SliceKind, Mapping[str, str]] = {
        "segment": taxonomy.segments,
        "side": _SIDES,
        "outcome": _OUTCOMES,
        "ritual": _RITUALS,
        "role": _ROLES,
    }
    match kind:
        case "area":
            return taxonomy.areas[name].name if name in taxonomy.areas else name
        case "pod":
            return context.link_pod(name).text
        case "metric":
            metric = _metric(by, context=context)
            return metric.name if metric else name
        case "item":
            return context.link_item(name).text
        case "day":
            return f"{name} days"
        case _:
            return known[kind].get(name, name)
