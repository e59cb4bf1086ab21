"""DR315, DR316 and DR324: what roadmap rows say about commitments, and about which."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from decision_record.checks.commitments.promised import (
    ends_before,
    is_brought_forward,
    promised_before,
)
from decision_record.checks.context import CheckContext, point, point_at
from decision_record.checks.rule import Rule, in_update
from decision_record.checks.wording import quote
from decision_record.diagnostics import Pointer, Problem, RelatedPlace, Severity
from decision_record.ledger.decision_history import DecisionEvent, EventKind
from decision_record.ledger.decisions import LoggedDecision
from decision_record.model.decided import RoadmapRow
from decision_record.model.records import Entry
from decision_record.text.wording import join_words


def find_idle_reports(context: CheckContext) -> Iterable[Problem]:
    """Roadmap rows and deliveries for what is no commitment, or is one no more (DR315)."""
    for entry in context.records.entries:
        for index, row in enumerate(entry.record.roadmap):
            at = point(entry, "roadmap", index, "commitment")
            yield from _idle(row.commitment, row.status, entry, context, at=at)
        for index, item in enumerate(entry.record.shipped):
            if item.delivers:
                at = point(entry, "shipped", index, "delivers")
                yield from _idle(item.delivers, "shipped", entry, context, at=at)


def _idle(
    name: str, status: str, entry: Entry, context: CheckContext, *, at: Pointer
) -> Iterator[Problem]:
    """What is wrong with a report on a decision."""
    delivers = at.path[-1] == "delivers"
    ref = entry.name_of(name)
    decision = context.decisions.get(ref)
    if decision is None or context.comes_later(decision.record, than=entry):
        return
    if decision.commitment is None:
        otherwise = (
            "remove `delivers`: customers are told about the item by itself"
            if delivers
            else "remove the row and write what became of this one under `review`"
        )
        yield Problem(
            code="DR315",
            message=f"{quote(name)} has no commitment",
            help=f"name a decided decision with `commitment: {{target: …}}`, or {otherwise}",
            at=at,
            related=(RelatedPlace(at=point_at(context.items[ref]), text="the decision is here"),),
        )
        return
    ends = tuple(ends_before(decision, entry, context))
    repeats = any(each.kind is _REPEATED.get(status) for each in ends)
    # A record that could not be read may have ended it in another way, which this one repeats.
    known = not context.misses_since(ref, entry.date)
    if ends and known and not repeats and not promised_before(decision, entry, context):
        yield _ended(name, ref, ends[-1], context, at=at)


_REPEATED = {"shipped": EventKind.SHIPPED, "descoped": EventKind.DESCOPED}
"""What a row may say again: it changes nothing, and its words are new."""
_VERBS = {
    EventKind.SHIPPED: "shipped",
    EventKind.DESCOPED: "was descoped",
    EventKind.SUPERSEDED: "was superseded",
    EventKind.WITHDRAWN: "was superseded",
}


def _ended(
    name: str, ref: str, end: DecisionEvent, context: CheckContext, *, at: Pointer
) -> Problem:
    successor = end.by if end.kind in (EventKind.SUPERSEDED, EventKind.WITHDRAWN) else None
    remove = "remove `delivers`" if at.path[-1] == "delivers" else "remove the row"
    advice = (
        f"name the decision that replaced it, `{successor}`, or {remove}"
        if successor
        else (f"{remove}; to promise it again, write a new decision with a `commitment`")
    )
    related = _place_of(ref, end, context)
    return Problem(
        code="DR315",
        message=f"{quote(name)} {_VERBS[end.kind]} on {end.day}, so there is nothing to report",
        help=advice,
        at=at,
        related=(RelatedPlace(at=related, text="here"),) if related else (),
    )


def _place_of(ref: str, end: DecisionEvent, context: CheckContext) -> Pointer | None:
    """What ended a promise: a later decision, a shipped item or a roadmap row."""
    item = context.items.get(end.by or "")
    entry = context.entries.get(end.record or "")
    if item or entry is None:
        return point_at(item) if item else None
    places = (
        point(entry, "roadmap", index)
        for index, row in enumerate(entry.record.roadmap)
        if entry.name_of(row.commitment) == ref and row.status == end.kind.value
    )
    return next(places, None)


IDLE_REPORT = Rule(
    code="DR315",
    slug="report-without-commitment",
    severity=Severity.ERROR,
    says="A roadmap row or a delivery names a decision that has no commitment, or whose commitment "
    "has ended.",
    looks_at="`commitment` of every row of `roadmap` and `delivers` of every `shipped` item: "
    "whether the decision has a commitment, and whether the commitment was still open before "
    "the record. A row that repeats that it shipped or was descoped is accepted.",
    fields=("meeting/roadmap.commitment", "meeting/shipped.delivers"),
    why="Customers are told what the roadmap says. A row on something that has shipped, or "
    "was never promised, tells them something untrue.",
    failing=in_update("roadmap:\n  - {commitment: 2026-03-31-tier-1/D2, status: on-track}\n"),
    passing=in_update("roadmap:\n  - {commitment: 2026-03-31-tier-1/D1, status: on-track}\n"),
    find=find_idle_reports,
)


def find_incomplete_slips(context: CheckContext) -> Iterable[Problem]:
    """Slips to no other day or without a reason, and dates that only a slip may move (DR316)."""
    targets = {
        ref: decision.row.commitment.target
        for ref, decision in context.decisions.items()
        if decision.row.commitment
    }
    for entry in context.records.entries:
        for index, row in enumerate(entry.record.roadmap):
            ref = entry.name_of(row.commitment)
            before = targets.get(ref)
            if row.status in ("slipped", "descoped"):
                yield from _without_reason(row, entry, index)
            # A slip in a record that could not be read may lie between the two.
            if ref in targets and not context.misses_since(ref, entry.date):
                yield from _moved(row, entry, index, before=before)
            if row.status == "slipped" and ref in targets and context.is_there(ref, entry):
                targets[ref] = row.target or before


def _without_reason(row: RoadmapRow, entry: Entry, index: int) -> Iterator[Problem]:
    missing = []
    if row.status == "slipped" and row.target is None:
        missing.append(("a new date", "target: …", "the new target date"))
    if row.because is None:
        why = "why it slipped" if row.status == "slipped" else "why it is descoped"
        missing.append(("a reason", "because: …", why))
    if missing:
        verb = "slipped" if row.status == "slipped" else "was descoped"
        lacks = join_words([lack for lack, _, _ in missing], last="or")
        yield Problem(
            code="DR316",
            message=f"{quote(row.commitment)} {verb} without {lacks}",
            help=f"add `{', '.join(owed for _, owed, _ in missing)}`: "
            f"{join_words([meant for _, _, meant in missing])}",
            at=point(entry, "roadmap", index, "status"),
        )


def _moved(row: RoadmapRow, entry: Entry, index: int, *, before: date | None) -> Iterator[Problem]:
    """Dates that a row moves and may not, or does not move and should."""
    slip = (
        f"{{commitment: {row.commitment}, status: slipped, target: {row.target or '…'}, "
        "because: …, say: …}"
    )
    if row.status == "slipped" and row.target is not None and row.target == before:
        yield Problem(
            code="DR316",
            message=f"{quote(row.commitment)} slipped to {row.target}, which was already its "
            "target",
            help="write the day that it slipped to, or `status: on-track`",
            at=point(entry, "roadmap", index, "target"),
        )
    elif row.status == "on-track" and row.target not in (None, before):
        yield Problem(
            code="DR316",
            message=f"{quote(row.commitment)} is on track for {row.target}, and its target is "
            f"{before or 'not set'}",
            help=f"a date that moves is a slip: write `{slip}`",
            at=point(entry, "roadmap", index, "target"),
        )
    elif row.status == "on-track" and before and before < entry.date:
        yield Problem(
            code="DR316",
            message=f"{quote(row.commitment)} is on track, and its target of {before} has passed",
            help=f"give the new target: write `{slip}`; if it has shipped, write `status: shipped`",
            at=point(entry, "roadmap", index, "status"),
            severity=Severity.WARNING,
        )


INCOMPLETE_SLIP = Rule(
    code="DR316",
    slug="incomplete-slip",
    severity=Severity.ERROR,
    says="A commitment slipped without a new target and a reason, was descoped without a "
    "reason, or is on track with a changed target.",
    looks_at="`target` and `because` of the rows of `roadmap`. A slip has a different target than "
    "before, and only a slip changes the target. An `on-track` row after the target has passed "
    "is a warning.",
    fields=("meeting/roadmap.status", "meeting/roadmap.target", "meeting/roadmap.because"),
    why="The customer asks two things: until when, and why. A CSM who has neither invents them.",
    failing=in_update(
        "roadmap:\n  - {commitment: 2026-03-31-tier-1/D1, status: slipped, target: 2026-06-02,"
        " say: The export comes on 2 June.}\n"
    ),
    passing=in_update(
        "roadmap:\n  - {commitment: 2026-03-31-tier-1/D1, status: slipped, target: 2026-06-02,"
        " because: Large files time out in testing., say: The export comes on 2 June.}\n"
    ),
    find=find_incomplete_slips,
)


_NEWS = {"slipped": "slipped", "shipped": "shipped", "descoped": "was descoped"}
"""The states that accounts have to hear of."""


def find_wordless_news(context: CheckContext) -> Iterable[Problem]:
    """Slips, shipping and descoping without new words for the accounts (DR324)."""
    # What went live before it was decided is not what was promised.
    delivered = {
        decision.ref
        for entry in context.records.entries
        for shipped in entry.record.shipped
        if shipped.delivers
        and (decision := context.decisions.get(entry.name_of(shipped.delivers)))
        and decision.day <= entry.date
    }
    for entry in context.records.entries:
        for index, row in enumerate(entry.record.roadmap):
            decision = context.decisions.get(entry.name_of(row.commitment))
            if row.status not in _NEWS or decision is None or not decision.commitment:
                continue
            # What went live has words of its own. A record that could not be read may have new
            # words too, or have ended the promise.
            is_shipped = row.status == "shipped"
            until = date.max if is_shipped else entry.date
            if (is_shipped and decision.ref in delivered) or context.misses_since(
                decision.ref, until
            ):
                continue
            hearers = _without_news(row, decision, entry, context)
            if hearers:
                is_earlier = is_brought_forward(row, decision, entry)
                news = "was brought forward" if is_earlier else _NEWS[row.status]
                number = "1 account" if len(hearers) == 1 else f"{len(hearers)} accounts"
                yield Problem(
                    code="DR324",
                    message=f"{quote(row.commitment)} {news}, and there are no new "
                    f"words for {number}",
                    help="add what a CSM may say from now on, as in `say: …`"
                    if row.say is None
                    else "`say` is what was said before: write what holds from now on",
                    at=point(entry, "roadmap", index, "status" if row.say is None else "say"),
                )


def _hearers(
    row: RoadmapRow, decision: LoggedDecision, entry: Entry, context: CheckContext
) -> Sequence[str]:
    """The accounts on which a row acts, as far as they are still customers."""
    named = {context.records.account_id(name) for name in row.accounts}
    return [
        account
        for account in promised_before(decision, entry, context)
        if account and (not named or account in named) and _still_hears(account, entry, context)
    ]


def _without_news(
    row: RoadmapRow, decision: LoggedDecision, entry: Entry, context: CheckContext
) -> Sequence[str]:
    """The accounts on which a row acts and for which it has no words that are new to them."""
    return [
        account
        for account in _hearers(row, decision, entry, context)
        if row.say is None or row.say == _said_before(decision, account, entry, context)
    ]


def _said_before(
    decision: LoggedDecision, account: str, entry: Entry, context: CheckContext
) -> str | None:
    """The words that held for an account before a record."""
    before = [
        each.text
        for each in decision.words()
        if each.kind == "say"
        and account in each.accounts
        and context.comes_later(entry.id, than=context.entries[each.record])
    ]
    return before[-1] if before else None


def _still_hears(account: str, entry: Entry, context: CheckContext) -> bool:
    known = context.records.accounts.get(account)
    return known is not None and not known.churned_by(entry.date)


WORDLESS_NEWS = Rule(
    code="DR324",
    slug="change-without-words",
    severity=Severity.WARNING,
    says="A commitment to accounts slipped, shipped or was descoped, and there are no new words.",
    looks_at="`say` of the rows of `roadmap` that are slipped, shipped or descoped, for the "
    "accounts that still have the commitment and are still customers: it is present, and differs "
    "from the words before. A commitment delivered by a `shipped` item has its words there.",
    fields=("meeting/roadmap.status", "meeting/roadmap.say"),
    why="CSMs keep repeating the old words, with the old date, until a customer notices.",
    failing=in_update(
        "roadmap:\n  - {commitment: 2026-03-31-tier-1/D1, status: slipped, target: 2026-06-02,"
        " because: Large files time out in testing.}\n"
    ),
    passing=in_update(
        "roadmap:\n  - {commitment: 2026-03-31-tier-1/D1, status: slipped, target: 2026-06-02,"
        " because: Large files time out in testing., say: The export comes on 2 June.}\n"
    ),
    find=find_wordless_news,
)
