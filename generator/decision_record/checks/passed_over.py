"""DR317, DR320 and DR325: what a meeting was there to settle, and left lying."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from decision_record.checks.examples import in_tier_2
from decision_record.checks.facts import Facts, point, point_at
from decision_record.checks.promised import promised_after, promised_before
from decision_record.checks.rule import Example, Rule, in_file, in_meeting
from decision_record.checks.wording import quote
from decision_record.diagnostics import Note, Part, Pointer, Problem, Severity
from decision_record.ledger.asked import SubmittedRequest, replay_requests
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.scope import area_of, make_scopes
from decision_record.model.asked import Briefing, Escalation
from decision_record.model.decided import Decision
from decision_record.model.meeting_names import split_number
from decision_record.model.record import Meeting
from decision_record.model.records import Entry


class _Topic(NamedTuple):
    """Something that was on the table of a tier 1."""

    said: str
    owed: str
    at: Pointer
    decided: bool


def find_undecided_topics(facts: Facts) -> Iterable[Problem]:
    """Topics of a tier 1 that none of its decisions speaks of (DR317)."""
    for entry, meeting in _tier_1(facts):
        for topic in _topics(entry, meeting, facts):
            if not topic.decided:
                yield Problem(
                    code="DR317",
                    message=f"{topic.said}, and no decision of the meeting speaks of it",
                    help=topic.owed,
                    at=topic.at,
                )


def _tier_1(facts: Facts) -> Iterator[tuple[Entry, Meeting]]:
    for entry in facts.records.entries:
        meeting = entry.meeting
        if meeting and meeting.held and facts.records.kind_of(entry) == "tier-1":
            yield entry, meeting


def _topics(entry: Entry, meeting: Meeting, facts: Facts) -> Iterator[_Topic]:
    for index, escalation in enumerate(meeting.escalations):
        path = _path_of(escalation, entry, facts)
        if path:
            yield _Topic(
                f"{escalation.id} was brought here",
                _deferral(f"about: [{escalation.id}]"),
                point(entry, "escalations", index, part=Part.ROW),
                _is_named(entry, meeting, facts, refs=path, accounts=(escalation.account,)),
            )
    for index, row in enumerate(meeting.roadmap):
        ref = entry.name_of(row.commitment)
        commitment = facts.decisions.get(ref)
        if row.status == "slipped" and commitment:
            yield _Topic(
                f"{quote(row.commitment)} slipped",
                f"write what follows from the slip, as in `{{id: D…, outcome: decided, what: …, "
                f"owner: …, due: …, about: [{row.commitment}]}}`",
                point(entry, "roadmap", index, part=Part.ROW),
                _is_named(
                    entry,
                    meeting,
                    facts,
                    refs=(ref,),
                    accounts=commitment.accounts,
                    themes=commitment.row.themes,
                ),
            )
    for index, theme in enumerate(meeting.themes):
        yield _Topic(
            f"the theme {quote(theme.theme)} was presented",
            _deferral(f"themes: [{theme.theme}]"),
            point(entry, "themes", index, part=Part.ROW),
            any(theme.theme in decision.themes for decision in meeting.decisions),
        )
    for index, topic in enumerate(meeting.org):
        yield _Topic(
            f"{quote(topic.topic)} was a topic" if topic.topic else "there was an org topic",
            "add the decision that it led to, as in `decision: D1`, be it only to defer it",
            point(entry, "org", index, part=Part.ROW),
            topic.decision is not None,
        )


def _deferral(field: str) -> str:
    """A row to paste for what is not decided yet."""
    return (
        "name it in the decision that settles it, or put it off: `{id: D…, outcome: deferred, "
        f"what: …, because: …, owner: …, due: …, expects: …, {field}}}`"
    )


def _path_of(escalation: Escalation, entry: Entry, facts: Facts) -> Sequence[str]:
    """An escalation and what it was before; nothing where a part of it could not be read."""
    path = [f"{entry.id}/{escalation.id}"]
    before = entry.name_of(escalation.from_) if escalation.from_ else None
    while before and before not in path:
        if facts.is_unread(before):
            return ()
        path.append(before)
        item = facts.items.get(before)
        row = item.row if item else None
        name = row.from_ if isinstance(row, Escalation | Briefing) else None
        before = item.entry.name_of(name) if item and name else None
    return path


def _is_named(
    entry: Entry,
    meeting: Meeting,
    facts: Facts,
    *,
    refs: Sequence[str],
    accounts: Sequence[str],
    themes: Sequence[str] = (),
) -> bool:
    """Whether a decision of the meeting is about something, resolves it, or names whom it concerns.

    Accounts and themes count only of a decision that does not say what was on the table.
    """
    concerned = {facts.records.account_id(name) for name in accounts}
    return any(
        _names(decision, entry, refs)
        or (
            not (decision.about or decision.resolves)
            and (
                concerned & {facts.records.account_id(name) for name in decision.accounts}
                or set(themes) & set(decision.themes)
            )
        )
        for decision in meeting.decisions
    )


def _names(decision: Decision, entry: Entry, refs: Sequence[str]) -> bool:
    named = (*decision.about, *decision.resolves, *decision.supersedes)
    return any(entry.name_of(name) in refs for name in named)


UNDECIDED_TOPIC = Rule(
    code="DR317",
    slug="undecided-topic",
    severity=Severity.WARNING,
    says="A tier 1 took up a topic, and none of its decisions speaks of it.",
    looks_at="The escalations, slipped commitments, themes and org topics of every tier 1. An "
    "escalation or a slip is spoken of where a decision of the same meeting has it under `about`, "
    "`resolves` or `supersedes`, or names its account or theme and does not say what it is about; "
    "a theme where it is listed under `themes`; an org topic where it has its `decision`.",
    fields=(
        "meeting/escalations",
        "meeting/roadmap",
        "meeting/themes",
        "meeting/org",
        "meeting/decisions.about",
    ),
    why='Each block closes with "What is the decision?". Without an answer the CSM goes back to '
    "the customer with nothing, and brings it again next month.",
    failing=in_meeting(
        "escalations:\n  - {id: E1, account: ostermark, issue: The export drops rows}\n"
        "decisions:\n  - {id: D1, outcome: decided, what: Ship the export to everyone on 20 May,"
        " owner: elin.marchetti, due: 2026-05-20}\n"
    ),
    passing=in_meeting(
        "escalations:\n  - {id: E1, account: ostermark, issue: The export drops rows}\n"
        "decisions:\n  - {id: D1, outcome: decided, what: Fix the dropped rows by 8 May,"
        " owner: elin.marchetti, due: 2026-05-08, resolves: [E1]}\n"
    ),
    find=find_undecided_topics,
)


def find_forgotten_commitments(facts: Facts) -> Iterable[Problem]:
    """Open commitments that a tier 1 did not review (DR320)."""
    ahead: dict[str, LoggedDecision] = {}
    made: dict[str, list[LoggedDecision]] = {}
    for decision in facts.decisions.values():
        if decision.commitment:
            made.setdefault(decision.record, []).append(decision)
    reported: dict[str, set[str]] = {}
    for entry in facts.records.entries:
        meeting = entry.meeting
        if meeting and meeting.held and facts.records.kind_of(entry) == "tier-1":
            # A second meeting of a day does not report again what the first reported or made.
            mentioned = reported.setdefault(split_number(entry.id).name, set())
            mentioned |= {*_mentioned(entry), *(each.ref for each in made.get(entry.id, ()))}
            for ref, decision in ahead.items():
                # A record that could not be read may have ended it.
                passed_over = ref not in mentioned and not facts.misses(
                    decision.day, entry.date, sections=("roadmap", "shipped", "decisions")
                )
                if passed_over and _is_awaited(decision, entry, facts):
                    yield _forgotten(decision, entry, facts)
        for ref in _ended(entry):
            if ref in ahead and not promised_after(ahead[ref], entry, facts):
                del ahead[ref]
        ahead |= {decision.ref: decision for decision in made.get(entry.id, ())}


def _mentioned(entry: Entry) -> Iterator[str]:
    """The commitments that a record speaks of, in any of its sections."""
    record = entry.record
    yield from (entry.name_of(row.commitment) for row in record.roadmap)
    yield from (entry.name_of(row.delivers) for row in record.shipped if row.delivers)
    for decision in record.decisions:
        yield from (entry.name_of(name) for name in (*decision.supersedes, *decision.about))


def _is_awaited(decision: LoggedDecision, entry: Entry, facts: Facts) -> bool:
    """Whether a customer, or no one in particular, is still promised it before a record."""
    accounts = facts.records.accounts
    return any(
        account is None or account not in accounts or not accounts[account].churned_by(entry.date)
        for account in promised_before(decision, entry, facts)
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


def _forgotten(decision: LoggedDecision, entry: Entry, facts: Facts) -> Problem:
    return Problem(
        code="DR320",
        message=f"the commitment {decision.ref} is open, and the roadmap block did not review it: "
        f"{quote(decision.row.what)}",
        help=f"add to `roadmap`: `- {{commitment: {decision.ref}, status: …}}`, with on-track, "
        "slipped (and `target`, `because`, `say`), shipped or descoped",
        at=point(entry, "roadmap", part=Part.KEY),
        related=(Note(at=point_at(facts.items[decision.ref]), text="promised here"),),
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
    looks_at="Every commitment of an earlier record that an account was still promised, against "
    "the rows of `roadmap` of every tier 1 that was held. A decision about it, "
    "or a `shipped` item that delivers it, is as good.",
    fields=("meeting/roadmap",),
    why="A promise that the meeting does not ask about slips in silence, and the CSM hears it "
    "from the customer.",
    failing=in_file("meetings/2026/2026-04-28-tier-1.yml", _HELD + _DECIDED),
    passing=in_meeting(_DECIDED),
    find=find_forgotten_commitments,
)


def find_forgotten_requests(facts: Facts) -> Iterable[Problem]:
    """Tier-2 meetings that did not review open requests of their CSM's accounts (DR325)."""
    steps: dict[str, list[tuple[SubmittedRequest, str]]] = {}
    for request in replay_requests(facts.records.entries, records=facts.records).values():
        for step in request.steps:
            steps.setdefault(step.record, []).append((request, step.status))
    waiting: dict[str, dict[str, SubmittedRequest]] = {}
    spoken: dict[str, set[str]] = {}
    accounts, scope_on = facts.records.accounts, make_scopes(facts.records)
    for entry in facts.records.entries:
        meeting = entry.meeting
        series = facts.records.series.get(meeting.series) if meeting else None
        if meeting and meeting.held and series and series.kind == "tier-2":
            scope = scope_on(meeting.series, entry.date)
            queue = [
                each
                for account in scope.accounts or ()
                if account in waiting and accounts[account].csm_on(entry.date) in series.members
                for each in waiting[account].values()
                if scope.covers_area(area_of(each.row, records=facts.records))
            ]
            queue.sort(key=lambda each: (each.asked, each.ref))
            # A second meeting of a day does not go again through what the day spoke of already.
            mentioned = spoken.setdefault(split_number(entry.id).name, set())
            mentioned |= _spoken_of(entry)
            forgotten = _passed_over(queue, entry, facts, mentioned=mentioned)
            mentioned.update(each.ref for each in forgotten)
            if forgotten:
                yield _requests_forgotten(forgotten, entry, facts)
        for request, status in steps.get(entry.id, ()):
            if request.account not in accounts:
                continue
            of_account = waiting.setdefault(request.account, {})
            if status in ("shipped", "declined"):
                of_account.pop(request.ref, None)
            else:
                of_account[request.ref] = request


def _spoken_of(entry: Entry) -> set[str]:
    """The items that a record speaks of in `updates`, or under `about` of a decision."""
    record = entry.record
    # A row that names the request and was not completed says nothing of it.
    rows = (row for row in record.updates if row.model_fields_set - {"item", "by"})
    return {
        *(entry.name_of(row.item) for row in rows),
        *(entry.name_of(name) for row in record.decisions for name in row.about),
    }


def _passed_over(
    queue: Sequence[SubmittedRequest], entry: Entry, facts: Facts, *, mentioned: AbstractSet[str]
) -> Sequence[SubmittedRequest]:
    """The open requests that a tier 2 had to speak of, and does not."""
    accounts, record = facts.records.accounts, entry.record
    again = {
        (facts.records.account_id(row.account), words)
        for row in record.requests
        for words in (row.what, row.ticket)
        if words
    }
    unread = bool(facts.records.unread.ids or facts.records.unread.partial)
    return [
        each
        for each in queue
        if each.ref not in mentioned
        and each.asked < entry.date
        and not again & {(each.account, each.row.what), (each.account, each.row.ticket)}
        and not accounts[each.account].churned_by(entry.date)
        # A record that could not be read may have closed it.
        and not (unread and facts.misses(each.asked, entry.date, sections=("updates",)))
    ]


_MOST_SHOWN = 3


def _requests_forgotten(
    requests: Sequence[SubmittedRequest], entry: Entry, facts: Facts
) -> Problem:
    first, shown = requests[0], requests[:_MOST_SHOWN]
    name = facts.records.accounts[first.account].name
    message = (
        f"this tier 2 did not review {len(requests)} open requests of its CSM's accounts"
        if len(requests) > 1
        else f"this tier 2 did not review an open request of {name}: {quote(first.row.what)}"
    )
    return Problem(
        code="DR325",
        message=message,
        help=f"add to `updates` a row for each, as in `- {{item: {first.ref}, status: …}}`, with "
        "backlog, planned, in-progress, shipped or declined",
        at=point(entry, "updates", part=Part.KEY),
        related=tuple(
            Note(at=point_at(facts.items[each.ref]), text=f"asked here: {quote(each.row.what)}")
            for each in shown
        ),
    )


_ASKED = (
    "updates/2026/2026-04-16-desmond.yml",
    """\
date: 2026-04-16
by: desmond.achterberg
requests:
  - {id: R1, account: ostermark, what: Keep the colours of a sheet, area: reporting}
""",
)
_TIER_2 = in_tier_2().files[0]

FORGOTTEN_REQUEST = Rule(
    code="DR325",
    slug="forgotten-request",
    severity=Severity.WARNING,
    says="A tier 2 did not review an open request of its CSM's accounts.",
    looks_at="Every request of an earlier record that has not shipped and was not declined, "
    "against the `updates` of the tier-2 meetings of the account's CSM; a row there says more than "
    "the `item`. A row in `requests` with the same ticket or words, or a decision about it, is as "
    "good. A series with an `area` does "
    "not answer for requests of another one.",
    fields=("meeting/updates", "meeting/requests"),
    why="The customer asks the CSM every month what became of it. Ten minutes of tier 2 are there "
    "so that the CSM knows.",
    failing=Example(files=(_ASKED, _TIER_2)),
    passing=Example(
        files=(
            _ASKED,
            (
                _TIER_2[0],
                f"{_TIER_2[1]}updates:\n  - {{item: 2026-04-16-desmond/R1, status: backlog}}\n",
            ),
        )
    ),
    find=find_forgotten_requests,
)
