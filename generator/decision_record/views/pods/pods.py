"""All pods: what each is built around, who is in it, and its state."""

from dataclasses import dataclass
from datetime import date

from decision_record.ledger.pods import PodStanding
from decision_record.model.agenda import seat_name
from decision_record.model.pod import Pod
from decision_record.views.health.signals import SignalRow, signals_of_pod
from decision_record.views.pods.figures import LastVerdict, figures_of, last_verdict
from decision_record.views.shared.context import Book, Link
from decision_record.views.shared.figures import Figure
from decision_record.views.shared.sections import Section
from decision_record.views.shared.words import Badge, Tone, count

NOTICES = 2
"""Signals about a pod that the list says."""

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


ADRIFT = Badge(text="Functionally dissolved", tone=Tone.LATE)
"""What a pod is called while SG901 speaks of it, whatever its file says."""


def status_of(pod: str, *, book: Book) -> Badge:
    """A pod's status; one that is adrift is never shown as operational."""
    known = book.records.pods[pod]
    if known.status == "operational" and any(
        each.about.pod == pod for each in book.signals_of_rule.get("SG901", ())
    ):
        return ADRIFT
    return STATUSES[known.status]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person in a pod's seat."""

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
    figures: tuple[Figure, ...]
    verdict: LastVerdict | None
    notices: tuple[SignalRow, ...]
    """The first signals about it."""
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
        book.ledger.pods.values(),
        key=lambda each: (each.pod.status == "dissolved", each.pod.name.casefold(), each.id),
    )
    return PodsView(
        title="Pods",
        description=f"{count(len(pods), 'pod')}: who is in each, and what each is built around.",
        toc=(),
        as_of=book.ledger.as_of,
        pods=tuple(_row(each, book=book) for each in pods),
    )


def _row(standing: PodStanding, *, book: Book) -> PodRow:
    pod = standing.pod
    actions = [book.ledger.actions[ref] for ref in standing.open_actions]
    return PodRow(
        pod=book.link_pod(standing.id),
        status=status_of(standing.id, book=book),
        structure=STRUCTURES[pod.structure],
        domain=domain_of(pod, book=book),
        members=members_of(pod, book=book),
        figures=figures_of(standing, book=book),
        verdict=last_verdict(standing, book=book),
        notices=signals_of_pod(standing.id, book=book)[:NOTICES],
        open_actions=len(actions),
        late=sum(each.overdue_days(book.ledger.as_of) is not None for each in actions),
    )


def members_of(pod: Pod, *, book: Book) -> tuple[Member, ...]:
    """Who holds which seat, in the order of the file."""
    return tuple(
        Member(seat=seat_name(seat), person=book.link_person(person))
        for seat, person in pod.members.items()
    )


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
