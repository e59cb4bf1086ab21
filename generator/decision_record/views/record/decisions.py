"""Decisions on the page of their record: the words, the promise, and what became of both."""

from collections.abc import Iterable, Iterator
from datetime import date

from decision_record.attention.owed import RULING_SEATS
from decision_record.ledger.commitments import Commitment, CommitmentState
from decision_record.ledger.decision_history import Words
from decision_record.ledger.decisions import DecisionState, LoggedDecision
from decision_record.ledger.loops import Loop, LoopState
from decision_record.ledger.replay import tells_of_earlier_day
from decision_record.model.decided import Decision
from decision_record.views.record.parts import (
    Fact,
    FactValue,
    Moved,
    Quote,
    RecordContext,
    RecordPart,
    RecordRow,
    compose,
    dated,
    due_by,
    named,
    one_group,
    written,
)
from decision_record.views.shared.states import (
    OUTCOME_BADGES,
    badge_of_commitment,
    badge_of_decision,
)
from decision_record.views.shared.words import (
    Badge,
    Due,
    Tone,
    count,
    due_on,
    money,
    short_day,
    times,
)

DUE_WORDS = {
    "decided": "Follow through by",
    "deferred": "Answer by",
    "escalated": "Ruling by",
}
CHANNELS = {
    "email": "by email",
    "call": "by call",
    "meeting": "in a meeting",
    "qbr": "at the QBR",
    "other": None,
    None: None,
}


def show_decisions(page: RecordContext) -> RecordPart:
    """The decisions of a record."""
    rows = (_show(row, page) for row in page.entry.record.decisions)
    return RecordPart(id="decisions", title="Decisions", groups=one_group(rows))


def _show(row: Decision, page: RecordContext) -> RecordRow:
    decision = page.context.ledger.decisions[f"{page.entry.id}/{row.id}"]
    commitment = decision.commitment
    return RecordRow(
        id=row.id,
        written=OUTCOME_BADGES[row.outcome],
        what=row.what,
        state=_state(decision, as_of=page.context.ledger.as_of),
        today=tuple(_today(decision, page)),
        quotes=tuple(_quotes(decision, page)),
        moved=tuple(_moved(commitment, page)) if commitment else (),
        facts=tuple(_facts(row, page)),
    )


def _state(decision: LoggedDecision, *, as_of: date) -> Badge:
    """What became of the commitment of a decision that is in force."""
    if decision.commitment and decision.state is DecisionState.STANDING:
        return badge_of_commitment(decision.commitment, as_of=as_of)
    return badge_of_decision(decision, as_of=as_of)


def _today(decision: LoggedDecision, page: RecordContext) -> Iterator[Fact]:
    """What became of a decision since, the gravest first."""
    if decision.superseded_by:
        steps = (_short(step.ref, step.day, page) for step in decision.superseded_by)
        yield compose("Superseded by", pieces=tuple(steps))
    if decision.resolved_by:
        step = decision.resolved_by
        yield compose(
            "Resolved by",
            pieces=(_short(step.ref, step.day, page, note=_lateness(decision, step.day)),),
        )
    if decision.deferred_again:
        pieces = tuple(_short(step.ref, step.day, page) for step in decision.deferred_again)
        yield compose(f"Deferred again, {times(len(pieces))}", pieces=pieces)
    if decision.commitment:
        yield from _promise_today(decision.commitment, page)
    yield from _follow_up(decision, as_of=page.context.ledger.as_of)
    yield from told_and_not(page.context.index.loops_of_item.get(decision.ref, ()), page)


def _lateness(decision: LoggedDecision, day: date) -> str | None:
    late = (day - decision.due).days if decision.due else 0
    return f"{count(late, 'day')} late" if late > 0 else None


def _short(ref: str, day: date, page: RecordContext, *, note: str | None = None) -> FactValue:
    """A later decision; one of this record needs its day beside it."""
    here = ref.startswith(f"{page.entry.id}/")
    return page.item(ref, day=day if here else None, note=note)


def _promise_today(commitment: Commitment, page: RecordContext) -> Iterator[Fact]:
    if commitment.state is CommitmentState.SUPERSEDED:
        return
    if commitment.shipped:
        yield compose("Shipped on", days=(commitment.shipped,), tone=Tone.DONE)
    if commitment.descoped and not commitment.shipped:
        yield compose(
            "Descoped on",
            days=(commitment.descoped,),
            text=commitment.because,
            tone=Tone.LATE,
        )
    if commitment.target and commitment.is_pending:
        due = due_on(commitment.target, as_of=page.context.ledger.as_of)
        yield due_by("Target", due=due)


def _follow_up(decision: LoggedDecision, *, as_of: date) -> Iterator[Fact]:
    """Whether it was followed through, or by when that, an answer or a ruling is due."""
    if decision.followed:
        yield compose("Followed through on", days=(decision.followed,))
        return
    if decision.due and decision.is_awaited:
        due = due_on(decision.due, as_of=as_of)
        yield due_by(DUE_WORDS[decision.outcome], due=due)


def told_and_not(loops: Iterable[Loop], page: RecordContext) -> Iterator[Fact]:
    """Which customers were told, and which were not."""
    told: list[FactValue] = []
    late: list[FactValue] = []
    still: list[FactValue] = []
    as_of = page.context.ledger.as_of
    for loop in loops:
        if loop.state is LoopState.TOLD:
            note = CHANNELS[loop.channel]
            told.append(page.account(loop.account, day=loop.told, note=note))
        elif loop.state is LoopState.OPEN:
            due = due_on(loop.due, as_of=as_of)
            is_earlier = tells_of_earlier_day(loop, ledger=page.context.ledger)
            because = "that it was brought forward, " if is_earlier else _REASONS[loop.because]
            reason = f"{because}{_by_when(due)}"
            (late if due.is_late else still).append(page.account(loop.account, note=reason))
    if late or still:
        tone = Tone.LATE if late else Tone.RISK
        yield compose("Not told", pieces=(*late, *still), tone=tone)
    if told:
        yield compose("Told", pieces=tuple(told), tone=Tone.DONE)


_REASONS = {
    "decided": "",
    "slipped": "that it slipped, ",
    "shipped": "that it shipped, ",
    "descoped": "that it was descoped, ",
    "superseded": "that it replaces an earlier decision, ",
    "withdrawn": "that it is no longer promised, ",
    "request": "of its new status, ",
}


def _by_when(due: Due) -> str:
    return due.words if due.is_late else f"due {short_day(due.day)}"


def _quotes(decision: LoggedDecision, page: RecordContext) -> Iterator[Quote]:
    """The words of today first; those written here are marked where they are old."""
    row = decision.row
    ended = next(iter(decision.superseded_by), decision.resolved_by)
    for now, then, kind in (
        (decision.say, row.say, "say"),
        (decision.dont_say, row.dont_say, "not"),
    ):
        if now is None:
            continue
        holds = _holds(now, kind=kind, decision=decision, page=page)
        if holds:
            yield _words(now, kind=kind, page=page)
        if then and not (holds and now.text == then):
            last = ended.day if ended else now.day if now.text != then else None
            until = f" until {short_day(last)}" if last else " at the time"
            yield Quote(label=f"{_ONCE[kind]}{until}", text=then, kind="old")


def _holds(words: Words, *, kind: str, decision: LoggedDecision, page: RecordContext) -> bool:
    """Whether words may, or must not, be said on the day: the ledger's messages say it."""
    if kind == "say":
        return page.context.index.may_say(words.text, page.context.index.accounts_told(decision))
    return page.context.index.must_not_say(words.text)


_NOW = {"say": "You can say", "not": "Do not promise"}
_ONCE = {"say": "Said", "not": "Not to promise"}


def _words(words: Words, *, kind: str, page: RecordContext) -> Quote:
    """Words that hold today, with where they come from if not from here."""
    here = words.record == page.entry.id
    return Quote(
        label=_NOW[kind],
        text=words.text,
        kind=kind,
        since=None if here else words.day,
        source=None if here else page.context.link_record(words.record),
    )


def _moved(commitment: Commitment, page: RecordContext) -> Iterator[Moved]:
    for slip in commitment.slips:
        yield Moved(
            from_=slip.from_, to=slip.to, because=slip.because, source=page.record(slip.record)
        )


def _facts(row: Decision, page: RecordContext) -> Iterator[Fact]:
    """A decision as it was written."""
    yield from named("Owner", page.person(row.owner) if row.owner else None)
    yield from dated(DUE_WORDS[row.outcome], row.due)
    if row.commitment:
        firm = FactValue(text=row.commitment.confidence) if row.commitment.confidence else None
        days = (row.commitment.target,) if row.commitment.target else ()
        yield compose("Promised for", days=days, pieces=(firm,) if firm else ())
    if row.accounts:
        yield _accounts(row, page)
    yield from named("Themes", *(page.theme(each) for each in row.themes))
    yield from written("Because", row.because)
    yield from written("Expects", row.expects)
    if row.to:
        yield compose("To", pieces=(_ruler(row.to, page),))
    yield from written("Recommendation", row.recommendation)
    for label, names in (
        ("Resolves", row.resolves),
        ("About", row.about),
        ("Supersedes", row.supersedes),
    ):
        yield from named(label, *(page.item(page.ref(each)) for each in names))


def _accounts(row: Decision, page: RecordContext) -> Fact:
    """The accounts with what they are worth together today."""
    pieces = tuple(page.account(each) for each in row.accounts)
    ids = page.context.records.account_ids(row.accounts)
    worth = money(page.context.ledger.arr_of(ids), page.context.currency)
    label = "Account" if len(ids) == 1 else "Accounts"
    return compose(f"{label}, {worth}", pieces=pieces)


def _ruler(to: str, page: RecordContext) -> FactValue:
    """Who holds the seat that rules."""
    organization = page.context.records.organization
    seats = organization.seats if organization else None
    seat = next((each for each in RULING_SEATS if each == to), None)
    holder: str | None = getattr(seats, seat) if seats and seat else None
    return page.person(holder, note=to.upper()) if holder else FactValue(text=to.upper())
