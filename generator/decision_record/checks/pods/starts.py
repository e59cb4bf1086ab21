"""DR609 and DR610: whether pods begin one at a time, with people who know each other, protected."""

from collections.abc import Iterable, Iterator

from decision_record.checks.context import CheckContext
from decision_record.checks.meetings.held import HeldMeeting, held_meetings
from decision_record.checks.pods.members import POD_FILE, PodFile, living_pods, pod_files, write_pod
from decision_record.checks.rule import Rule, RuleThreshold, in_file
from decision_record.diagnostics import Problem, RelatedPlace, Severity
from decision_record.ledger.grouping import group
from decision_record.model.records import FileKind
from decision_record.text.wording import join_words

DAYS_OF_FIRST_QUARTER = 91
"""How many days from the start of the first pod it stays the only new one."""


def find_hasty_pods(
    context: CheckContext, *, days: int = DAYS_OF_FIRST_QUARTER
) -> Iterable[Problem]:
    """Pods that begin where pods fail: with an outcome, too many at once, or strangers (DR609)."""
    pods = sorted(pod_files(context), key=lambda each: (each.pod.started, each.file.id))
    # A pod whose file cannot be read may have been the first.
    if pods and not context.records.unread.touches(FileKind.POD):
        yield from _by_order(pods, days=days)
    lost = context.lost.has_meetings(sections=("attendees", "delegates"))
    if lost or context.records.unread.touches(FileKind.SERIES):
        return
    met = group(held_meetings(context, "tier-2", "combined"), lambda held: held.meeting.present)
    for each in pods:
        pm, csm = each.pod.members.get("pm"), each.pod.members.get("csm")
        if pm and csm and not _have_met(met.get(pm, ()), csm, each):
            names = join_words([context.records.person_name(one) for one in (pm, csm)])
            yield Problem(
                code="DR609",
                message=f"{names} had not met in a tier 2 when the pod {each.pod.name} began",
                help="let them hold a tier 2 together first: `tier-2-…: {kind: tier-2, "
                f"members: [{csm}, {pm}]}}` in series.yml",
                at=each.at("started"),
            )


def _by_order(pods: list[PodFile], *, days: int) -> Iterator[Problem]:
    first, *later = pods
    for each in pods:
        if each.pod.started == first.pod.started and each.pod.structure == "outcome":
            yield Problem(
                code="DR609",
                message=f"the first pod, {each.pod.name}, is built around an outcome",
                help="begin with a product area or a segment, where the friction is: "
                "`structure: product-area` and `area: …`",
                at=each.at("structure"),
            )
    for each in later:
        after = (each.pod.started - first.pod.started).days
        if after < days:
            when = f"{after} days after" if after else "on the same day as"
            yield Problem(
                code="DR609",
                message=f"the pod {each.pod.name} began {when} the first one; in the first quarter "
                "one is enough",
                help="let the first one run for a quarter, and begin this one with what it taught",
                at=each.at("started"),
                related=(RelatedPlace(at=first.at("started"), text="the first pod began here"),),
            )


def _have_met(meetings: Iterable[HeldMeeting], csm: str, each: PodFile) -> bool:
    """Whether a CSM was at one of a PM's meetings before a pod began."""
    return any(
        held.entry.date < each.pod.started and csm in held.meeting.present for held in meetings
    )


HASTY_POD = Rule(
    code="DR609",
    slug="pod-started-too-early",
    severity=Severity.WARNING,
    says="The first pod is built around an outcome, more than one began in the first quarter, or "
    "a pod's PM and CSM had not met in a tier 2 before.",
    looks_at="`structure` and `started` of the pods in the order in which they began, and the tier "
    "2 and combined meetings that both its PM and its CSM attended before that day.",
    fields=("pod/structure", "pod/started"),
    why="An outcome depends on everyone, so it is the hardest start. Three pods at once cannot "
    "learn from each other. Two people who have never settled one account together will not settle "
    "a domain.",
    failing=in_file(
        POD_FILE,
        write_pod(members="{pm: elin.marchetti, csm: anneke.morrow, engineer: wes.tamblyn}"),
    ),
    passing=in_file(POD_FILE, write_pod()),
    find=find_hasty_pods,
    thresholds=(
        RuleThreshold(
            name="days", unit="days alone for the first pod", default=DAYS_OF_FIRST_QUARTER
        ),
    ),
    silenced=False,
)

_PROTECTORS = {"vp_cs": "the VP CS", "head_of_product": "the Head of Product"}


def find_unprotected_pods(context: CheckContext) -> Iterable[Problem]:
    """Pods whose time not both leaders have declared not negotiable (DR610)."""
    for each in living_pods(context):
        given = each.pod.charter.protected_by
        lacking = [seat for seat in _PROTECTORS if seat not in given]
        if lacking:
            by = join_words([_PROTECTORS[seat] for seat in lacking], last="or")
            yield Problem(
                code="DR610",
                message=f"the time of the pod {each.pod.name} is not protected by {by}",
                help="once they have agreed to protect it, add to `charter: "
                f"protected_by`: `{', '.join(f'{seat}: …' for seat in lacking)}`",
                at=each.at("charter", "protected_by"),
            )


UNPROTECTED_POD = Rule(
    code="DR610",
    slug="unprotected-pod",
    severity=Severity.WARNING,
    says="The time of a pod is not protected by both VP CS and Head of Product.",
    looks_at="`charter: protected_by` of every pod that is not dissolved: `vp_cs` and "
    "`head_of_product`, each with the day.",
    fields=("pod/charter.protected_by",),
    why="The first sprint that is tight takes the pod's hours, and the second does not give them "
    "back.",
    failing=in_file(POD_FILE, write_pod(charter="{protected_by: {vp_cs: 2026-01-08}}")),
    passing=in_file(POD_FILE, write_pod()),
    find=find_unprotected_pods,
    silenced=False,
)
