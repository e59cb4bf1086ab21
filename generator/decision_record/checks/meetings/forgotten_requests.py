"""DR325: whether a tier 2 reviewed the open requests of its CSM's accounts."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from decision_record.checks.context import CheckContext, point, point_at
from decision_record.checks.examples import in_tier_2
from decision_record.checks.rule import Rule, RuleExample
from decision_record.checks.wording import quote
from decision_record.diagnostics import Problem, RelatedPlace, Severity, Underlined
from decision_record.ledger.asked import SubmittedRequest, replay_requests
from decision_record.ledger.scope import area_of, make_scopes
from decision_record.model.meeting_names import split_number
from decision_record.model.records import Entry


def find_forgotten_requests(context: CheckContext) -> Iterable[Problem]:
    """Tier-2 meetings that did not review open requests of their CSM's accounts (DR325)."""
    steps: dict[str, list[tuple[SubmittedRequest, str]]] = {}
    for request in replay_requests(context.records.entries, records=context.records).values():
        for step in request.steps:
            steps.setdefault(step.record, []).append((request, step.status))
    waiting: dict[str, dict[str, SubmittedRequest]] = {}
    spoken: dict[str, set[str]] = {}
    accounts, scope_on = context.records.accounts, make_scopes(context.records)
    for entry in context.records.entries:
        meeting = entry.meeting
        series = context.records.series.get(meeting.series) if meeting else None
        if meeting and meeting.held and series and series.kind == "tier-2":
            scope = scope_on(meeting.series, entry.date)
            queue = [
                each
                for account in scope.accounts or ()
                if account in waiting and accounts[account].csm_on(entry.date) in series.members
                for each in waiting[account].values()
                if scope.covers_area(area_of(each.row, records=context.records))
            ]
            queue.sort(key=lambda each: (each.asked, each.ref))
            # A second meeting of a day does not go again through what the day mentioned already.
            mentioned = spoken.setdefault(split_number(entry.id).name, set())
            mentioned |= _spoken_of(entry)
            forgotten = _not_reviewed(queue, entry, context, mentioned=mentioned)
            mentioned.update(each.ref for each in forgotten)
            if forgotten:
                yield _requests_forgotten(forgotten, entry, context)
        for request, status in steps.get(entry.id, ()):
            if request.account not in accounts:
                continue
            of_account = waiting.setdefault(request.account, {})
            if status in ("shipped", "declined"):
                of_account.pop(request.ref, None)
            else:
                of_account[request.ref] = request


def _spoken_of(entry: Entry) -> set[str]:
    """The items that a record mentions in `updates`, or under `about` of a decision."""
    record = entry.record
    # A row that names the request and was not completed says nothing of it.
    rows = (row for row in record.updates if row.model_fields_set - {"item", "by"})
    return {
        *(entry.name_of(row.item) for row in rows),
        *(entry.name_of(name) for row in record.decisions for name in row.about),
    }


def _not_reviewed(
    queue: Sequence[SubmittedRequest],
    entry: Entry,
    context: CheckContext,
    *,
    mentioned: AbstractSet[str],
) -> Sequence[SubmittedRequest]:
    """The open requests that a tier 2 had to mention, and does not."""
    accounts, record = context.records.accounts, entry.record
    again = {
        (context.records.account_id(row.account), words)
        for row in record.requests
        for words in (row.what, row.ticket)
        if words
    }
    unread = bool(context.records.unread.ids or context.records.unread.partial)
    return [
        each
        for each in queue
        if each.ref not in mentioned
        and each.asked < entry.date
        and not again & {(each.account, each.row.what), (each.account, each.row.ticket)}
        and not accounts[each.account].churned_by(entry.date)
        # A record that could not be read may have closed it.
        and not (unread and context.misses(each.asked, entry.date, sections=("updates",)))
    ]


def _requests_forgotten(
    requests: Sequence[SubmittedRequest], entry: Entry, context: CheckContext
) -> Problem:
    first = requests[0]
    name = context.records.accounts[first.account].name
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
        at=point(entry, "updates", part=Underlined.KEY),
        related=tuple(
            RelatedPlace(
                at=point_at(context.items[each.ref]), text=f"asked here: {quote(each.row.what)}"
            )
            for each in requests
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
    why="The customer asks the CSM every month what became of it. Ten minutes of tier 2 are "
    "reserved so that the CSM knows.",
    failing=RuleExample(files=(_ASKED, _TIER_2)),
    passing=RuleExample(
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
