"""DR601, DR602 and DR605 to DR607: who is in a pod, and what it is about."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from decision_record.checks.context import CheckContext
from decision_record.checks.rule import Rule, RuleThreshold, in_file
from decision_record.checks.wording import quote
from decision_record.diagnostics import Pointer, Problem, Severity, Underlined
from decision_record.model.pod import Pod
from decision_record.model.records import File, FileKind
from decision_record.model.reference import Role
from decision_record.text.english.scopes import is_everything
from decision_record.text.wording import join_words

MOST_MEMBERS = 5
"""How many people a pod has at most."""


class PodFile(NamedTuple):
    """A pod with the file that describes it."""

    file: File
    pod: Pod

    def at(self, *path: str | int, part: Underlined = Underlined.VALUE) -> Pointer:
        """A place in the file."""
        return Pointer(file=self.file.name, path=path, part=part)


def pod_files(context: CheckContext) -> tuple[PodFile, ...]:
    """The pods, also those that were dissolved."""
    return tuple(
        PodFile(shaped.file, shaped.model)
        for shaped in context.shaped
        if isinstance(shaped.model, Pod)
    )


def living_pods(context: CheckContext) -> Iterator[PodFile]:
    """The pods that have not been dissolved."""
    return (each for each in pod_files(context) if each.pod.status != "dissolved")


def write_pod(**parts: str) -> str:
    """The file of the reporting pod, for examples; a part replaces what the pod has."""
    whole = {
        "name": "Reporting",
        "structure": "product-area",
        "area": "reporting",
        "members": "{pm: elin.marchetti, csm: desmond.achterberg, engineer: wes.tamblyn}",
        "started": "2026-01-12",
        "charter": "{protected_by: {vp_cs: 2026-01-08, head_of_product: 2026-01-08}}",
    }
    return "".join(f"{name}: {text}\n" for name, text in {**whole, **parts}.items() if text)


POD_FILE = "pods/reporting.yml"

_SEATS: Mapping[str, tuple[str, frozenset[Role]]] = {
    "pm": ("PM", frozenset({"pm", "pm-lead", "head-of-product", "cpo", "other"})),
    "csm": ("CSM", frozenset({"csm", "cs-lead", "vp-cs", "other"})),
    "engineer": ("engineer", frozenset({"engineer", "engineering-manager", "cto", "other"})),
}
"""The seats of every pod, and the roles that may hold each."""
_SOLUTIONS = "solutions_engineer"


def find_empty_pod_seats(context: CheckContext) -> Iterable[Problem]:
    """Pods without PM, CSM or engineer, or with one who is none (DR601)."""
    for each in living_pods(context):
        members = each.pod.members
        seats = _seats(each.pod)
        missing = [title for seat, title in seats.items() if seat not in members]
        if missing:
            yield Problem(
                code="DR601",
                message=f"the pod {each.pod.name} has no {join_words(missing, last='and no')}",
                help="a pod is a PM, a CSM and an engineer: add "
                f"`{', '.join(f'{seat}: …' for seat in seats if seat not in members)}` to "
                "`members`, or dissolve the pod",
                at=each.at("members"),
            )
        taken: dict[str, str] = {}
        for seat, title in seats.items():
            person = members.get(seat)
            if person is None:
                continue
            name, role = _known(context, person)
            if person in taken:
                message = f"{name} has two seats in the pod {each.pod.name}"
                advice = f"name another person, as in `{seat}: …`"
            elif role and role not in _may_sit(each.pod, seat):
                message = f"{name} is no {title}, but has the {title}'s seat"
                advice = f"name one, as in `{seat}: …`, or put `role` right in people.yml"
            else:
                taken[person] = seat
                continue
            yield Problem(
                code="DR601",
                message=message,
                help=advice,
                at=each.at("members", seat),
            )


def _seats(pod: Pod) -> dict[str, str]:
    """The seats that a pod has to fill, each with its title."""
    seats = {seat: title for seat, (title, _) in _SEATS.items()}
    if pod.structure == "account" and _SOLUTIONS in pod.members and "engineer" not in pod.members:
        seats = {"pm": "PM", "csm": "CSM", _SOLUTIONS: "solutions engineer"}
    return seats


def _may_sit(pod: Pod, seat: str) -> frozenset[Role]:
    if seat == _SOLUTIONS:
        return frozenset({"solutions-engineer", "other"})
    _, roles = _SEATS[seat]
    solutions: frozenset[Role] = frozenset({"solutions-engineer"})
    return roles | solutions if seat == "engineer" and pod.structure == "account" else roles


def _known(context: CheckContext, person: str) -> tuple[str, Role | None]:
    known = context.records.people.get(person)
    return context.records.person_name(person), known.role if known else None


EMPTY_POD_SEAT = Rule(
    code="DR601",
    slug="empty-pod-seat",
    severity=Severity.ERROR,
    says="A pod has no PM, no CSM or no engineer.",
    looks_at="`members` of every pod that is not dissolved, and the roles of who is named: `pm`, "
    "`csm` and `engineer`, three different people. An engineering manager may sit for the "
    "engineer; in an account pod a `solutions_engineer` may.",
    fields=("pod/members",),
    why="A pod of two decides and then asks the third, who was not there. That is the meeting "
    "that the pod should replace.",
    failing=in_file(POD_FILE, write_pod(members="{pm: elin.marchetti, csm: desmond.achterberg}")),
    passing=in_file(POD_FILE, write_pod()),
    find=find_empty_pod_seats,
    silenced=False,
)


def find_unmeasured_pods(context: CheckContext) -> Iterable[Problem]:
    """Pods that are operational without a metric (DR602)."""
    for each in pod_files(context):
        if each.pod.status == "operational" and not each.pod.metrics:
            yield Problem(
                code="DR602",
                message=f"the pod {each.pod.name} is operational, and has no metric",
                help="write `status: forming` until it has one, or add `metrics: [{id: …, "
                "name: …, definition: …, better: lower, baseline: …, target: …, levers: {pm: …, "
                "csm: …, engineer: …}}]`",
                at=each.at("status"),
            )


_METRICS = """\
[{id: days, name: Days to acknowledge, definition: Mean days until the PM answers, better: lower,\
 target: 2, levers: {pm: Reads them each morning, csm: Writes what was tried},\
 signed_off: {vp_cs: 2026-01-08, head_of_product: 2026-01-08}}]"""

UNMEASURED_POD = Rule(
    code="DR602",
    slug="unmeasured-pod",
    severity=Severity.ERROR,
    says="A pod is operational and has no metric.",
    looks_at="`metrics` of every pod with `status: operational`.",
    fields=("pod/status", "pod/metrics"),
    why="Three people meet each week, and after a quarter they cannot say whether it was worth it.",
    failing=in_file(POD_FILE, write_pod(status="operational")),
    passing=in_file(POD_FILE, write_pod(status="operational", metrics=_METRICS)),
    find=find_unmeasured_pods,
    silenced=False,
)


def find_boundless_pods(context: CheckContext) -> Iterable[Problem]:
    """Pods that are about everything (DR605)."""
    accounts = {
        name for name, account in context.records.accounts.items() if account.churned is None
    }
    for each in living_pods(context):
        named = {context.records.account_id(name) for name in each.pod.accounts}
        for path, text in _scopes(each.pod):
            if path == ("outcome",) and named:
                continue
            if is_everything(text, anywhere=path == ("outcome",)):
                yield _boundless(each, f"its scope is {quote(text)}", path)
        # An account whose file cannot be read may be the one that is left out.
        counted = len(accounts) > 1 and not context.records.unread.kinds & {FileKind.ACCOUNT}
        if each.pod.structure == "account" and counted and named >= accounts:
            yield _boundless(each, "it names every account there is", ("accounts",))


def _scopes(pod: Pod) -> Iterator[tuple[tuple[str, ...], str]]:
    """What a pod says about its scope, each with its place."""
    for path, text in (
        (("area",), pod.area),
        (("segment",), pod.segment),
        (("outcome",), pod.outcome),
        (("charter", "owns"), pod.charter.owns),
        *((("accounts",), name) for name in pod.accounts),
    ):
        if text:
            yield path, text


def _boundless(each: PodFile, says: str, path: tuple[str, ...]) -> Problem:
    advice = (
        "write the part that this pod answers for, as in `owns: Exports and reports`"
        if path == ("charter", "owns")
        else "name one area, one segment, one outcome or a few accounts, as in "
        "`structure: product-area` with `area: …`: where the most escalations come from"
    )
    return Problem(
        code="DR605",
        message=f"the pod {each.pod.name} is about everything: {says}",
        help=advice,
        at=each.at(*path),
    )


_CHARTER = (
    "{owns: Exports and reports, protected_by: {vp_cs: 2026-01-08, head_of_product: 2026-01-08}}"
)

BOUNDLESS_POD = Rule(
    code="DR605",
    slug="pod-scope-too-wide",
    severity=Severity.ERROR,
    says="The scope of a pod is everything.",
    looks_at="The domain and `charter: owns` of every pod that is not dissolved: whether it is "
    '"all customers", "all areas", "the whole product", or every account. With what narrows it, '
    'as in "all customers in healthcare", it is a scope.',
    fields=("pod/charter.owns",),
    why="A pod for everything is the whole company with three people. It answers whoever is "
    "loudest, and no number of its own moves.",
    failing=in_file(
        POD_FILE, write_pod(charter=_CHARTER.replace("Exports and reports", "All customers"))
    ),
    passing=in_file(POD_FILE, write_pod(charter=_CHARTER)),
    find=find_boundless_pods,
    silenced=False,
)


def find_crowded_pods(context: CheckContext, *, members: int = MOST_MEMBERS) -> Iterable[Problem]:
    """Pods of more people than can decide in half an hour (DR606)."""
    for each in living_pods(context):
        people = set(each.pod.members.values())
        if len(people) > members:
            yield Problem(
                code="DR606",
                message=f"the pod {each.pod.name} has {len(people)} members; the maximum is "
                f"{members}",
                help="keep `pm`, `csm` and `engineer`, and invite the others when they are needed",
                at=each.at("members"),
            )


CROWDED_POD = Rule(
    code="DR606",
    slug="pod-too-large",
    severity=Severity.WARNING,
    says=f"A pod has more than {MOST_MEMBERS} members.",
    looks_at="The people in `members` of every pod that is not dissolved, each counted once.",
    fields=("pod/members",),
    why="Six people report to each other. Three decide.",
    failing=in_file(
        POD_FILE,
        write_pod(
            members="{pm: elin.marchetti, csm: desmond.achterberg, engineer: wes.tamblyn,"
            " second_csm: anneke.morrow, sponsor: maren.oyelaran, head: tobias.wrenfield}"
        ),
    ),
    passing=in_file(POD_FILE, write_pod()),
    find=find_crowded_pods,
    thresholds=(RuleThreshold(name="members", unit="members", default=MOST_MEMBERS),),
    silenced=False,
)

_DOMAINS = {
    "product-area": "area",
    "segment": "segment",
    "outcome": "outcome",
    "account": "accounts",
}
"""The field that says what a pod of each structure is about; elsewhere `accounts` narrows."""


def find_wrong_domains(context: CheckContext) -> Iterable[Problem]:
    """Pods whose domain is missing, or is that of another structure (DR607)."""
    for each in pod_files(context):
        structure = each.pod.structure
        own = _DOMAINS[structure]
        if not getattr(each.pod, own):
            example = "[…]" if own == "accounts" else "…"
            yield Problem(
                code="DR607",
                message=f"the pod {each.pod.name} is built around {_AROUND[structure]}, and does "
                "not say which",
                help=f"add `{own}: {example}`",
                at=each.at("structure"),
            )
        for other, field in _DOMAINS.items():
            if field not in (own, "accounts") and getattr(each.pod, field):
                yield Problem(
                    code="DR607",
                    message=f"the pod {each.pod.name} is built around {_AROUND[structure]}, but "
                    f"gives {_AROUND[other]}",
                    help=f"remove `{field}`, or write `structure: {other}`",
                    at=each.at(field, part=Underlined.KEY),
                )


_AROUND = {
    "product-area": "a product area",
    "segment": "a segment",
    "outcome": "an outcome",
    "account": "accounts",
}

WRONG_DOMAIN = Rule(
    code="DR607",
    slug="wrong-domain",
    severity=Severity.ERROR,
    says="A pod does not say what it is about, or gives the domain of another structure.",
    looks_at="`area`, `segment`, `outcome` and `accounts` of every pod, against its `structure`. "
    "Beside another domain `accounts` narrows it.",
    fields=("pod/structure", "pod/area", "pod/segment", "pod/outcome", "pod/accounts"),
    why="Escalations are assigned to a pod by its domain. With no domain, or with two, "
    "they cannot be assigned.",
    failing=in_file(POD_FILE, write_pod(area="")),
    passing=in_file(POD_FILE, write_pod(accounts="[ostermark]")),
    find=find_wrong_domains,
    silenced=False,
)
