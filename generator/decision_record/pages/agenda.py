"""What a meeting goes through: the blocks of its ritual with their minutes and who leads them.

The numbers are those of records.md §6. The queue is reviewed before the blocks and the decisions
are written down after them; both come out of the blocks' own time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from decision_record.model.series import ONE_ON_ONE_AGENDA, Series, SeriesKind
from decision_record.pages.book import Book, Link
from decision_record.pages.pods import seat_name

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
class _Planned:
    """A block as the ritual has it."""

    name: BlockName
    title: str
    minutes: int | None = None
    leads: tuple[str, ...] = ()
    """Seats, of the organisation, the pair or the pod."""
    closes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of a meeting's agenda."""

    name: BlockName
    id: str
    """The id of its heading."""
    title: str
    minutes: int | None
    """None where the ritual sets none."""
    lead: str | None
    """Whose block it is, as in "VP CS"."""
    people: tuple[Link, ...]
    """Who that is."""
    closes: str | None
    """The question that it closes with."""


_QUESTION = "What is the decision?"
_ESCALATIONS = _Planned(
    name="escalations", title="Escalations", minutes=15, leads=("vp_cs",), closes=_QUESTION
)
_ROADMAP = _Planned(name="roadmap", title="Roadmap", minutes=15, leads=("head_of_product",))
_THEMES = _Planned(name="themes", title="Themes", minutes=20, leads=("vp_cs",))
_ORG = _Planned(name="org", title="Organisation", minutes=10, leads=("vp_cs", "head_of_product"))
_TRIAGE = _Planned(name="triage", title="Urgent issues", minutes=10, leads=("csm",))
_REQUESTS = _Planned(name="requests", title="Requests", minutes=10, leads=("pm",))
_QUESTIONS = _Planned(name="questions", title="Questions", minutes=10, leads=("csm",))

_AGENDAS: Mapping[SeriesKind, tuple[_Planned, ...]] = MappingProxyType(
    {
        "tier-1": (_ESCALATIONS, _ROADMAP, _THEMES, _ORG),
        "tier-2": (_TRIAGE, _REQUESTS, _QUESTIONS),
        "tier-3": (
            _Planned(name="taxonomy", title="Taxonomy", leads=("cs_ops", "pm_ops")),
            _Planned(name="integration", title="Integration", leads=("cs_ops", "pm_ops")),
            _Planned(name="process", title="Process", leads=("cs_ops", "pm_ops")),
        ),
        "combined": (_TRIAGE, _ESCALATIONS, _ROADMAP, _REQUESTS, _QUESTIONS, _THEMES, _ORG),
        "quarterly-review": (
            _THEMES,
            _Planned(name="roadmap", title="Roadmap decisions", leads=("head_of_product",)),
            _Planned(name="pods", title="Reports of the pods"),
        ),
        "pod-standup": (
            _Planned(name="issues", title="Issues", leads=("csm",)),
            _Planned(name="feedback", title="Feedback", leads=("csm",)),
            _Planned(name="releases", title="Releases", leads=("pm",)),
        ),
        "pod-sprint-review": (
            _Planned(name="shipped", title="Shipped", leads=("pm",)),
            _Planned(name="sprint", title="Next sprint", leads=("pm",)),
            _Planned(name="attention", title="Attention", leads=("csm",)),
        ),
        "pod-metric-review": (
            _Planned(name="readings", title="Readings", leads=("pm", "csm", "engineer")),
            _Planned(name="moves", title="Moves", leads=("pm", "csm", "engineer")),
        ),
        "one-on-one": (),
    }
)

_SIDES = {"csm": "CSM", "manager": "Manager", "both": "Both"}
_CSM_ROLES = frozenset({"csm", "cs-lead"})
_PM_ROLES = frozenset({"pm", "pm-lead"})


def agenda_of(series: Series, *, book: Book) -> tuple[Block, ...]:
    """The blocks of a series, in their order.

    A series that is longer or shorter than its ritual takes more or less time for each; where two
    rituals are held in one, or the ritual sets no minutes, none are given.
    """
    if series.kind == "one-on-one":
        return _own_blocks(series, book=book)
    planned = _AGENDAS[series.kind]
    length, usual = series.minutes, series.ritual.minutes
    share = length / usual if length and usual else 1
    timed = series.kind in ("tier-1", "tier-2")
    return tuple(
        Block(
            name=each.name,
            id=f"block-{each.name}",
            title=each.title,
            minutes=round(each.minutes * share) if each.minutes and timed else None,
            lead=" and ".join(seat_name(seat) for seat in each.leads) or None,
            people=_people(each.leads, series=series, book=book),
            closes=each.closes,
        )
        for each in planned
    )


def _own_blocks(series: Series, *, book: Book) -> tuple[Block, ...]:
    """The blocks of a one-on-one; in another order, or others, only its two people see them."""
    blocks = (series.agenda if book.records.own else ()) or ONE_ON_ONE_AGENDA
    return tuple(
        Block(
            name="own",
            id=f"block-{number}",
            title=each.block.capitalize(),
            minutes=None,
            lead=_SIDES.get(each.lead or "", each.lead),
            people=(),
            closes=None,
        )
        for number, each in enumerate(blocks, start=1)
    )


def people_of(series: Series, *, book: Book) -> tuple[str, ...]:
    """Who is expected: the members, else the pod's, else who holds the seats of the ritual."""
    if series.members:
        return series.members
    pod = book.records.pods.get(series.pod) if series.pod else None
    if pod:
        return tuple(dict.fromkeys(pod.members.values()))
    seats = dict.fromkeys(seat for each in _AGENDAS[series.kind] for seat in each.leads)
    return tuple(person for seat in seats if (person := _holder(seat, book=book)))


def _people(seats: tuple[str, ...], *, series: Series, book: Book) -> tuple[Link, ...]:
    found = (person for seat in seats for person in _in_seat(seat, series=series, book=book))
    return tuple(book.link_person(each) for each in dict.fromkeys(found))


def _in_seat(seat: str, *, series: Series, book: Book) -> tuple[str, ...]:
    """Who of a meeting sits in a seat: the pod's, the pair's, or whoever holds it."""
    pod = book.records.pods.get(series.pod) if series.pod else None
    if pod:
        return tuple(person for name, person in pod.members.items() if name == seat)
    roles = {"csm": _CSM_ROLES, "pm": _PM_ROLES}.get(seat)
    if roles is None:
        held = _holder(seat, book=book)
        return (held,) if held else ()
    people = book.records.people
    return tuple(
        each for each in series.members if (known := people.get(each)) and known.role in roles
    )


def _holder(seat: str, *, book: Book) -> str | None:
    """Who holds a seat of the organisation; None where nobody is named."""
    organization = book.records.organization
    held: str | None = getattr(organization.seats, seat, None) if organization else None
    return held
