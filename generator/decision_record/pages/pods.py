"""All pods: what each is built around, who is in it, and where it stands."""

from dataclasses import dataclass
from datetime import date

from decision_record.model.pod import Pod
from decision_record.pages.book import Book, Link
from decision_record.pages.sections import Section
from decision_record.pages.words import Badge, Tone, count

STRUCTURES = {
    "product-area": "Product area",
    "segment": "Segment",
    "outcome": "Outcome",
    "account": "Accounts",
}
STATUSES = {
    "forming": Badge(text="Forming", tone=Tone.RISK),
    "operational": Badge(text="Operational", tone=Tone.DONE),
    "paused": Badge(text="Paused", tone=Tone.QUIET),
    "dissolved": Badge(text="Dissolved", tone=Tone.QUIET),
}
SEATS = {
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a pod's seat."""

    seat: str
    person: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class PodRow:
    """A pod in the list."""

    pod: Link
    status: Badge
    structure: str
    domain: str
    members: tuple[Member, ...]
    open_actions: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PodsView:
    """The list of pods."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    pods: tuple[PodRow, ...]
    """Those at work by name, then those that were dissolved."""


def view_pods(*, book: Book) -> PodsView:
    """All pods."""
    pods = sorted(
        book.records.pods.items(),
        key=lambda pair: (pair[1].status == "dissolved", pair[1].name.casefold(), pair[0]),
    )
    return PodsView(
        title="Pods",
        description=f"{count(len(pods), 'pod')}: who is in each, and what each is built around.",
        toc=(),
        as_of=book.ledger.as_of,
        pods=tuple(_row(name, pod, book=book) for name, pod in pods),
    )


def _row(name: str, pod: Pod, *, book: Book) -> PodRow:
    as_of = book.ledger.as_of
    series = series_of(name, book=book)
    actions = [
        action
        for each in series
        for action in book.actions_of_series.get(each, ())
        if action.is_open
    ]
    return PodRow(
        pod=book.link_pod(name),
        status=STATUSES[pod.status],
        structure=STRUCTURES[pod.structure],
        domain=domain_of(pod, book=book),
        members=members_of(pod, book=book),
        open_actions=len(actions),
        late=sum(each.overdue_days(as_of) is not None for each in actions),
    )


def series_of(pod: str, *, book: Book) -> tuple[str, ...]:
    """The series of a pod, in the order of their file."""
    return tuple(name for name, each in book.records.series.items() if each.pod == pod)


def members_of(pod: Pod, *, book: Book) -> tuple[Member, ...]:
    """Who holds which seat, in the order of the file."""
    return tuple(
        Member(seat=seat_name(seat), person=book.link_person(person))
        for seat, person in pod.members.items()
    )


def seat_name(seat: str) -> str:
    """A seat in words; one that we do not know as it was written."""
    return SEATS.get(seat, seat.replace("_", " "))


def domain_of(pod: Pod, *, book: Book) -> str:
    """What a pod is built around, in words."""
    taxonomy = book.records.taxonomy
    match pod.structure:
        case "product-area":
            area = taxonomy.areas.get(pod.area or "")
            return area.name if area else pod.area or "not said"
        case "segment":
            return taxonomy.segments.get(pod.segment or "", pod.segment or "not said")
        case "outcome":
            return pod.outcome or "not said"
        case "account":
            names = [book.link_account(book.records.account_id(each)).text for each in pod.accounts]
            return ", ".join(names) or "not said"
