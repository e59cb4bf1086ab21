"""DR301 and DR303 to DR305: whether a meeting decided, and what each outcome has to say."""

from collections.abc import Iterable, Iterator, Sequence

from decision_record.checks.context import CheckContext, point
from decision_record.checks.references.mentions import Mention
from decision_record.checks.references.names import is_owner
from decision_record.checks.references.spelling import make_people_speller, spell_several
from decision_record.checks.rule import Rule, in_meeting, in_update
from decision_record.checks.wording import quote
from decision_record.diagnostics import Pointer, Problem, Severity, Underlined
from decision_record.model.decided import Decision
from decision_record.model.records import Entry, FileKind, Records
from decision_record.model.reference import RULING_SEATS, filled_seats
from decision_record.model.refs import Named
from decision_record.text.english.owners import names_no_person
from decision_record.text.wording import join_words

_DECIDING = frozenset({"tier-1", "combined", "quarterly-review"})
"""The kinds of meeting that are held to decide."""


def find_meetings_without_decision(context: CheckContext) -> Iterable[Problem]:
    """Deciding meetings that were held and decided nothing, not even to defer (DR301)."""
    for entry in context.written:
        meeting, kind = entry.meeting, context.records.kind_of(entry)
        if meeting and meeting.held and kind in _DECIDING and not meeting.decisions:
            yield Problem(
                code="DR301",
                message=f"this {kind} meeting was held, and no decision was logged",
                help="add what was decided or deferred, as in `decisions: [{id: D1, "
                "outcome: deferred, what: …, because: …, owner: …, due: …, expects: …}]`",
                at=point(entry, "decisions", part=Underlined.ROW),
            )


NO_DECISION = Rule(
    code="DR301",
    slug="no-decision",
    severity=Severity.ERROR,
    says="A tier-1, combined or quarterly-review meeting was held and no decision was logged.",
    looks_at="`decisions` of every such meeting that was not cancelled. A deferral and an "
    "escalation count: they say who decides, and by when.",
    fields=("meeting/decisions",),
    why="A leadership meeting without a decision is a status update that two calendars paid for. "
    "What was talked about will be talked about again.",
    failing=in_meeting("notes: A long talk about the export and about single sign-on.\n"),
    passing=in_meeting(
        "decisions:\n"
        "  - {id: D1, outcome: deferred, what: Whether the export takes attachments, because: The"
        " cost is not known yet, owner: elin.marchetti, due: 2026-05-12, expects: A yes or a no}\n"
    ),
    find=find_meetings_without_decision,
)


def _decisions(context: CheckContext, outcome: str) -> Iterator[tuple[Entry, int, Decision]]:
    """The decisions with an outcome, each with its record and row."""
    for entry in context.written:
        for index, row in enumerate(entry.record.decisions):
            if row.outcome == outcome:
                yield entry, index, row


def find_group_owners(context: CheckContext) -> Iterable[Problem]:
    """Owners that are a team, a role or a list (DR303)."""
    records = context.records
    spell = make_people_speller(records)
    for mention in context.doubtful[Named.PERSON]:
        name = mention.name
        known = name in records.people or records.unread.holds_name(FileKind.PEOPLE, name)
        if is_owner(mention) and not known and names_no_person(name):
            yield Problem(
                code="DR303",
                message=f"the owner is {quote(name)}, which is not one person",
                help=_one_owner(mention, several=spell_several(name, spell), records=records),
                at=mention.at,
            )


def _one_owner(mention: Mention, *, several: Sequence[str], records: Records) -> str:
    """What to write: one of those named, or else a person, such as one who was there."""
    if several:
        return f"write the one who answers for it, as in `owner: {several[0]}`"
    present = mention.entry.present if mention.entry else ()
    known = [person for person in (*present, *records.people) if person in records.people]
    example = known[0] if known else "elin.marchetti"
    return f"write the one person of people.yml who answers for it, as in `owner: {example}`"


GROUP_OWNER = Rule(
    code="DR303",
    slug="group-owner",
    severity=Severity.ERROR,
    says="An owner is a team, a role or a list, and not a person.",
    looks_at="Every `owner` that is not in people.yml and reads as a team, a role or several "
    "people. Any other that is not there is DR201.",
    fields=("meeting/decisions.owner", "meeting/actions.owner"),
    why="When several people own something, each expects the other to do it.",
    failing=in_update(
        "actions:\n  pm:\n    - {id: A1, what: Send Ashgrove the dates, owner: product team,"
        " due: 2026-04-24}\n"
    ),
    passing=in_update(
        "actions:\n  pm:\n    - {id: A1, what: Send Ashgrove the dates, owner: elin.marchetti,"
        " due: 2026-04-24}\n"
    ),
    find=find_group_owners,
)


def _row(entry: Entry, index: int) -> Pointer:
    return point(entry, "decisions", index, part=Underlined.ROW)


_OWED = {"owner": "an owner", "due": "a date", "because": "a reason"}
"""What a deferral cannot do without."""

_MEANT = {
    "owner": "the one person who brings the answer",
    "due": "the day by which the answer is there",
    "because": "what kept you from deciding today",
}
"""What each of them says."""


def find_bare_deferrals(context: CheckContext) -> Iterable[Problem]:
    """Deferrals without owner, date or reason; and those that expect no answer (DR304)."""
    for entry, index, row in _decisions(context, "deferred"):
        missing = [field for field in _OWED if getattr(row, field) is None]
        if missing:
            yield Problem(
                code="DR304",
                message=f"{row.id} is deferred without "
                f"{join_words([_OWED[field] for field in missing], last='or')}",
                help=f"add `{', '.join(f'{field}: …' for field in missing)}`: "
                f"{join_words([_MEANT[field] for field in missing])}",
                at=_row(entry, index),
            )
        if row.expects is None:
            yield Problem(
                code="DR304",
                message=f"{row.id} is deferred, and does not say what answer is expected",
                help="add what its owner comes back with, as in `expects: A yes or a no`",
                at=_row(entry, index),
                severity=Severity.WARNING,
            )


BARE_DEFERRAL = Rule(
    code="DR304",
    slug="incomplete-deferral",
    severity=Severity.ERROR,
    says="A deferral has no owner, date or reason; or it does not say what answer is expected.",
    looks_at="`owner`, `due` and `because` of every deferred decision; and, as a warning only, "
    "`expects`.",
    fields=(
        "meeting/decisions.owner",
        "meeting/decisions.due",
        "meeting/decisions.because",
        "meeting/decisions.expects",
    ),
    why="A deferral is a promise to decide. Without an owner and a date it is an "
    "unspoken no; without a reason it is deferred again next month.",
    failing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: deferred, what: Whether the export takes attachments,"
        " owner: elin.marchetti, expects: A yes or a no}\n"
    ),
    passing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: deferred, what: Whether the export takes attachments, because: The"
        " cost is not known yet, owner: elin.marchetti, due: 2026-05-12, expects: A yes or a no}\n"
    ),
    row_by_row=True,
    find=find_bare_deferrals,
)


def find_bare_escalations(context: CheckContext) -> Iterable[Problem]:
    """Escalated decisions that do not say who rules, by when, or what is recommended (DR305)."""
    filled = _filled_seats(context.records)
    for entry, index, row in _decisions(context, "escalated"):
        said, owed, first = [], [], ""
        if row.to not in filled:
            said.append(_goes_nowhere(row.to))
            if row.to in RULING_SEATS or not filled:
                first = _seat_to_fill(row.to, filled)
            if row.to not in RULING_SEATS:
                owed.append(_seats_to_name(filled or RULING_SEATS[:1]))
        lacks = [field for field in _OWED_BY_ESCALATION if getattr(row, field) is None]
        if lacks:
            named = [_OWED_BY_ESCALATION[field][0] for field in lacks]
            said.append(f"has no {join_words(named, last='or')}")
            owed += [f"`{field}: …` ({_OWED_BY_ESCALATION[field][1]})" for field in lacks]
        if said:
            yield Problem(
                code="DR305",
                message=f"{row.id} is escalated, but {', and '.join(said)}",
                help="; and ".join(
                    part for part in (first, f"write {join_words(owed)}" if owed else "") if part
                ),
                at=_row(entry, index),
            )


_OWED_BY_ESCALATION = {
    "recommendation": ("recommendation", "what you would decide"),
    "owner": ("owner", "the one person who brings the ruling back"),
    "due": ("date", "the day by which the ruling is needed"),
}
"""What an escalation cannot do without, as a message names it, and what it says."""


def _filled_seats(records: Records) -> tuple[str, ...]:
    """The seats among these that have a holder; all where organization.yml could not be read."""
    organization = records.organization
    return RULING_SEATS if organization is None else filled_seats(organization.seats)


def _seats_to_name(seats: Sequence[str]) -> str:
    return join_words([f"`to: {seat}`" for seat in seats], last="or")


def _seat_to_fill(to: str | None, filled: Sequence[str]) -> str:
    """Who holds a seat is written in organization.yml; another seat may have a holder already."""
    seat = to if to in RULING_SEATS else RULING_SEATS[0]
    other = f" (or write {_seats_to_name(filled)})" if filled else ""
    return f"add `{seat}: <person>` under `seats:` in organization.yml{other}"


def _goes_nowhere(to: str | None) -> str:
    if to is None:
        return "does not say to whom it goes"
    if to in RULING_SEATS:
        return f"goes to {quote(to)}, a seat without a holder"
    return f"goes to {quote(to)}, not to the CPO, CTO or CEO"


BARE_ESCALATION = Rule(
    code="DR305",
    slug="incomplete-escalation",
    severity=Severity.ERROR,
    says="An escalated decision does not go to the CPO, CTO or CEO, or has no recommendation, "
    "owner or date.",
    looks_at="`to`, `recommendation`, `owner` and `due` of every escalated decision. `to` is "
    "`cpo`, `cto` or `ceo`, a seat that has a holder in organization.yml.",
    fields=(
        "meeting/decisions.to",
        "meeting/decisions.recommendation",
        "meeting/decisions.owner",
        "meeting/decisions.due",
    ),
    why="The person who rules was not in the room. A question without a recommendation comes back "
    "with questions, and without an owner and a date it does not come back.",
    failing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: escalated, what: Buy or build single sign-on,"
        " owner: tobias.wrenfield, due: 2026-05-12, to: cpo}\n"
    ),
    passing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: escalated, what: Buy or build single sign-on,"
        " owner: tobias.wrenfield, due: 2026-05-12, to: cpo,"
        " recommendation: Buy; building takes two quarters}\n"
    ),
    find=find_bare_escalations,
)
