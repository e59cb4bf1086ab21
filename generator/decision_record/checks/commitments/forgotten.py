"""DR320: whether the roadmap block of a tier 1 reviewed every open commitment."""

from collections.abc import Iterable, Iterator

from decision_record.checks.commitments.promised import promised_after, promised_before
from decision_record.checks.context import CheckContext, point, point_at
from decision_record.checks.rule import Rule, in_file, in_meeting
from decision_record.checks.wording import quote
from decision_record.diagnostics import Problem, RelatedPlace, Severity, Underlined
from decision_record.ledger.decisions import LoggedDecision
from decision_record.model.meeting_names import split_number
from decision_record.model.records import Entry


def find_forgotten_commitments(context: CheckContext) -> Iterable[Problem]:
    """Open commitments that a tier 1 did not review (DR320)."""
    ahead: dict[str, LoggedDecision] = {}
    made: dict[str, list[LoggedDecision]] = {}
    for decision in context.decisions.values():
        if decision.commitment:
            made.setdefault(decision.record, []).append(decision)
    reported: dict[str, set[str]] = {}
    for entry in context.records.entries:
        meeting = entry.meeting
        if meeting and meeting.held and context.records.kind_of(entry) == "tier-1":
            # A second meeting of a day does not report again what the first reported or made.
            mentioned = reported.setdefault(split_number(entry.id).name, set())
            mentioned |= {*_mentioned(entry), *(each.ref for each in made.get(entry.id, ()))}
            for ref, decision in ahead.items():
                # A record that could not be read may have ended it.
                is_forgotten = ref not in mentioned and not context.misses_since(
                    ref, entry.date, sections=("roadmap", "shipped", "decisions")
                )
                if is_forgotten and _is_awaited(decision, entry, context):
                    yield _forgotten(decision, entry, context)
        for ref in _ended(entry):
            if ref in ahead and not promised_after(ahead[ref], entry, context):
                del ahead[ref]
        ahead |= {decision.ref: decision for decision in made.get(entry.id, ())}


def _mentioned(entry: Entry) -> Iterator[str]:
    """The commitments that a record mentions, in any of its sections."""
    record = entry.record
    yield from (entry.name_of(row.commitment) for row in record.roadmap)
    yield from (entry.name_of(row.delivers) for row in record.shipped if row.delivers)
    for decision in record.decisions:
        yield from (entry.name_of(name) for name in (*decision.supersedes, *decision.about))


def _is_awaited(decision: LoggedDecision, entry: Entry, context: CheckContext) -> bool:
    """Whether a customer, or no one in particular, is still promised it before a record."""
    accounts = context.records.accounts
    return any(
        account is None or account not in accounts or not accounts[account].churned_by(entry.date)
        for account in promised_before(decision, entry, context)
    )


def _ended(entry: Entry) -> Iterator[str]:
    """The commitments that a record may end, for some of their accounts."""
    record = entry.record
    for row in record.roadmap:
        if row.status in ("shipped", "descoped"):
            yield entry.name_of(row.commitment)
    yield from (entry.name_of(row.delivers) for row in record.shipped if row.delivers)
    for decision in record.decisions:
        yield from (entry.name_of(name) for name in decision.supersedes)


def _forgotten(decision: LoggedDecision, entry: Entry, context: CheckContext) -> Problem:
    return Problem(
        code="DR320",
        message=f"the commitment {decision.ref} is open, and the roadmap block did not review it: "
        f"{quote(decision.row.what)}",
        help=f"add to `roadmap`: `- {{commitment: {decision.ref}, status: …}}`, with on-track, "
        "slipped (and `target`, `because`, `say`), shipped or descoped",
        at=point(entry, "roadmap", part=Underlined.KEY),
        related=(RelatedPlace(at=point_at(context.items[decision.ref]), text="promised here"),),
    )


_HELD = "series: tier-1\ndate: 2026-04-28\nattendees: [maren.oyelaran, tobias.wrenfield]\n"
_DECIDED = (
    "decisions:\n  - {id: D1, outcome: decided, what: Test the export with Ashgrove in May,"
    " owner: elin.marchetti, due: 2026-05-20}\n"
)

FORGOTTEN_COMMITMENT = Rule(
    code="DR320",
    slug="forgotten-commitment",
    severity=Severity.WARNING,
    says="The roadmap block of a tier 1 did not review an open commitment.",
    looks_at="Every open commitment of an earlier record, against the rows of `roadmap` "
    "of every tier 1 that was held. A decision about it, or a "
    "`shipped` item that delivers it, counts as a review.",
    fields=("meeting/roadmap",),
    why="A commitment that is not reviewed slips unnoticed, and the CSM hears about it "
    "from the customer.",
    failing=in_file("meetings/2026/2026-04-28-tier-1.yml", _HELD + _DECIDED),
    passing=in_meeting(_DECIDED),
    find=find_forgotten_commitments,
)
