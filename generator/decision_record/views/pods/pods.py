"""All pods: what each is built around, who is in it, and its state."""

from dataclasses import dataclass

from decision_record.ledger.pods import PodStanding
from decision_record.model.agenda import seat_name
from decision_record.model.pod import Pod
from decision_record.views.health.signals import SignalRow, signals_of_pod
from decision_record.views.pods.figures import LastVerdict, figures_of, last_verdict
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.figures import Figure
from decision_record.views.shared.view import View
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
"""What a pod is called while SG901 mentions it, whatever its file says."""


def status_of(pod: str, *, context: ViewContext) -> Badge:
    """A pod's status; one that is adrift is never shown as operational."""
    known = context.records.pods[pod]
    if known.status == "operational" and any(
        each.about.pod == pod for each in context.signals_of_rule.get("SG901", ())
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
class PodsView(View):
    """The list of pods."""

    pods: tuple[PodRow, ...]
    """Those at work by name, then those that were dissolved."""


def view_pods(*, context: ViewContext) -> PodsView:
    """All pods."""
    pods = sorted(
        context.ledger.pods.values(),
        key=lambda each: (each.pod.status == "dissolved", each.pod.name.casefold(), each.id),
    )
    return PodsView(
        title="Pods",
        description=f"{count(len(pods), 'pod')}: who is in each, and what each is built around.",
        as_of=context.ledger.as_of,
        pods=tuple(_row(each, context=context) for each in pods),
    )


def _row(standing: PodStanding, *, context: ViewContext) -> PodRow:
    pod = standing.pod
    actions = [context.ledger.actions[ref] for ref in standing.open_actions]
    return PodRow(
        pod=context.link_pod(standing.id),
        status=status_of(standing.id, context=context),
        structure=STRUCTURES[pod.structure],
        domain=domain_of(pod, context=context),
        members=members_of(pod, context=context),
        figures=figures_of(standing, context=context),
        verdict=last_verdict(standing, context=context),
        notices=signals_of_pod(standing.id, context=context)[:NOTICES],
        open_actions=len(actions),
        late=sum(each.overdue_days(context.ledger.as_of) is not None for each in actions),
    )


def members_of(pod: Pod, *, context: ViewContext) -> tuple[Member, ...]:
    """Who holds which seat, in the order of the file."""
    return tuple(
        Member(seat=seat_name(seat), person=context.link_person(person))
        for seat, person in pod.members.items()
    )


def domain_of(pod: Pod, *, context: ViewContext) -> str:
    """What a pod is built around, in words."""
    taxonomy = context.records.taxonomy
    match pod.structure:
        case "product-area":
            area = taxonomy.areas.get(pod.area or "")
            return area.name if area else pod.area or "not said"
        case "segment":
            return taxonomy.segments.get(pod.segment or "", pod.segment or "not said")
        case "outcome":
            return pod.outcome or "not said"
        case "account":
            names = [
                context.link_account(context.records.account_id(each)).text for each in pod.accounts
            ]
            return ", ".join(names) or "not said"
