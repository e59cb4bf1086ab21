"""What a meeting goes through: the blocks of its ritual with their minutes and who leads them.

The numbers are those of records.md §6. The queue is reviewed before the blocks and the decisions
are written down after them; both are taken from the blocks' time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from decision_record.model.records import Records
from decision_record.model.series import ONE_ON_ONE_AGENDA, Series, SeriesKind

WRITING_DOWN = 5
"""Minutes at the end in which decisions and actions are written down."""

BlockName = Literal[
    "escalations",
    "roadmap",
    "themes",
    "org",
    "triage",
    "requests",
    "questions",
    "taxonomy",
    "integration",
    "process",
    "pods",
    "issues",
    "feedback",
    "releases",
    "shipped",
    "sprint",
    "attention",
    "readings",
    "moves",
    "own",
]
"""The blocks of all rituals; `own` is one that a series names itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedBlock:
    """A block as the ritual has it."""

    name: BlockName
    title: str
    minutes: int | None = None
    """None where the ritual sets none."""
    leads: tuple[str, ...] = ()
    """Seats, of the organisation, the pair or the pod; sides of a one-on-one."""
    closes: str | None = None
    """The question that it closes with."""


_SEATS = {
    "pm": "PM",
    "csm": "CSM",
    "engineer": "Engineer",
    "solutions_engineer": "Solutions engineer",
    "vp_cs": "VP CS",
    "head_of_product": "Head of Product",
    "cpo": "CPO",
    "cto": "CTO",
    "cs_ops": "CS Ops",
    "pm_ops": "PM Ops",
}

_QUESTION = "What is the decision?"
_ESCALATIONS = PlannedBlock(
    name="escalations", title="Escalations", minutes=15, leads=("vp_cs",), closes=_QUESTION
)
_ROADMAP = PlannedBlock(name="roadmap", title="Roadmap", minutes=15, leads=("head_of_product",))
_THEMES = PlannedBlock(name="themes", title="Themes", minutes=20, leads=("vp_cs",))
_ORG = PlannedBlock(
    name="org", title="Organisation", minutes=10, leads=("vp_cs", "head_of_product")
)
_TRIAGE = PlannedBlock(name="triage", title="Urgent issues", minutes=10, leads=("csm",))
_REQUESTS = PlannedBlock(name="requests", title="Requests", minutes=10, leads=("pm",))
_QUESTIONS = PlannedBlock(name="questions", title="Questions", minutes=10, leads=("csm",))

_AGENDAS: Mapping[SeriesKind, tuple[PlannedBlock, ...]] = MappingProxyType(
    {
        "tier-1": (_ESCALATIONS, _ROADMAP, _THEMES, _ORG),
        "tier-2": (_TRIAGE, _REQUESTS, _QUESTIONS),
        "tier-3": (
            PlannedBlock(name="taxonomy", title="Taxonomy", leads=("cs_ops", "pm_ops")),
            PlannedBlock(name="integration", title="Integration", leads=("cs_ops", "pm_ops")),
            PlannedBlock(name="process", title="Process", leads=("cs_ops", "pm_ops")),
        ),
        "combined": (_TRIAGE, _ESCALATIONS, _ROADMAP, _REQUESTS, _QUESTIONS, _THEMES, _ORG),
        "quarterly-review": (
            _THEMES,
            PlannedBlock(name="roadmap", title="Roadmap decisions", leads=("head_of_product",)),
            PlannedBlock(name="pods", title="Reports of the pods"),
        ),
        "pod-standup": (
            PlannedBlock(name="issues", title="Issues", leads=("csm",)),
            PlannedBlock(name="feedback", title="Feedback", leads=("csm",)),
            PlannedBlock(name="releases", title="Releases", leads=("pm",)),
        ),
        "pod-sprint-review": (
            PlannedBlock(name="shipped", title="Shipped", leads=("pm",)),
            PlannedBlock(name="sprint", title="Next sprint", leads=("pm",)),
            PlannedBlock(name="attention", title="Attention", leads=("csm",)),
        ),
        "pod-metric-review": (
            PlannedBlock(name="readings", title="Readings", leads=("pm", "csm", "engineer")),
            PlannedBlock(name="moves", title="Moves", leads=("pm", "csm", "engineer")),
        ),
        "one-on-one": (),
    }
)


_ATTENDING: Mapping[SeriesKind, tuple[str, ...]] = MappingProxyType(
    {"pod-sprint-review": ("pm", "csm")}
)
"""The seats of a pod that a meeting is for, where that is not everyone."""


def planned_blocks(series: Series) -> tuple[PlannedBlock, ...]:
    """The blocks of a series, in their order; of a one-on-one as its two people agreed.

    A series that is longer or shorter than its ritual takes more or less time for each; where two
    rituals are held in one, or the ritual sets no minutes, none are given.
    """
    if series.kind == "one-on-one":
        return tuple(
            PlannedBlock(
                name="own",
                title=each.block.capitalize(),
                leads=(each.lead,) if each.lead else (),
            )
            for each in series.agenda or ONE_ON_ONE_AGENDA
        )
    length, usual = series.minutes, series.ritual.minutes
    share = length / usual if length and usual else 1
    timed = series.kind in ("tier-1", "tier-2")
    return tuple(
        replace(each, minutes=round(each.minutes * share) if each.minutes and timed else None)
        for each in _AGENDAS[series.kind]
    )


def expected_people(series: Series, *, records: Records) -> tuple[str, ...]:
    """Who is expected: the members, else the pod's, else who holds the seats of the ritual."""
    if series.members:
        return series.members
    pod = records.pods.get(series.pod) if series.pod else None
    if pod:
        seats = _ATTENDING.get(series.kind, tuple(pod.members))
        return tuple(dict.fromkeys(pod.members[each] for each in seats if each in pod.members))
    leads = dict.fromkeys(seat for each in _AGENDAS[series.kind] for seat in each.leads)
    return tuple(person for seat in leads if (person := seat_holder(seat, records=records)))


def seat_holder(seat: str, *, records: Records) -> str | None:
    """Who holds a seat of the organisation; None where no one is named."""
    organization = records.organization
    held: str | None = getattr(organization.seats, seat, None) if organization else None
    return held


def seat_name(seat: str) -> str:
    """A seat in words; one that we do not know as it was written."""
    return _SEATS.get(seat, seat.replace("_", " "))
