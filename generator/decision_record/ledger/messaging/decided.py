"""The words of decisions and commitments, for one account (records.md §5, Words)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.calendar import days_after
from decision_record.ledger.commitments import AccountState
from decision_record.ledger.decision_history import DecisionEvent, EventKind, Words
from decision_record.ledger.decisions import DecisionState, LoggedDecision
from decision_record.ledger.messaging.talking import (
    AccountOnDay,
    Caution,
    CautionReason,
    FindTold,
    Saying,
    SayingKind,
)

_MAKES_UNTRUE = {
    EventKind.SLIPPED: CautionReason.SLIPPED,
    EventKind.SHIPPED: CautionReason.SHIPPED,
    EventKind.DESCOPED: CautionReason.DESCOPED,
    EventKind.SUPERSEDED: CautionReason.SUPERSEDED,
    EventKind.WITHDRAWN: CautionReason.WITHDRAWN,
}
"""The events that end words, each with why they must no longer be said."""

_DONE = (EventKind.SHIPPED, EventKind.DESCOPED)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words, with what happened between them and the next ones."""

    words: Words
    events: tuple[DecisionEvent, ...]
    after_done: bool
    """Whether it had shipped to the account, or was descoped for it, when they were written."""


@dataclass(frozen=True, slots=True)
class _End:
    """What made words untrue, and since when."""

    why: CautionReason
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedWords:
    """What a decision says to one account."""

    say: tuple[Saying, ...]
    cautions: tuple[Caution, ...]


def speak_of(
    decision: LoggedDecision, *, on_day: AccountOnDay, find_told: FindTold, is_told: bool
) -> DecidedWords:
    """What a decision says to an account, and what of it must not be said.

    Args:
        decision: The decision; it names the account, answers its question, or names neither.
        on_day: The account and the day.
        find_told: Finds the day on which the account was told.
        is_told: Whether the account was told after the last thing that happened.
    """
    pieces = tuple(_pieces(decision, account=on_day.account))
    has_retired = is_told and _may_retire(decision, pieces, on_day=on_day, find_told=find_told)
    say = () if has_retired else tuple(_may_say(decision, pieces, on_day=on_day))
    return DecidedWords(
        say=say,
        cautions=(
            *_untrue(decision, pieces, on_day=on_day, find_told=find_told),
            *_exploring(decision, on_day=on_day),
            *_dont_say(decision, on_day=on_day, has_retired=has_retired),
        ),
    )


def _is_for(part: Words | DecisionEvent, decision: LoggedDecision, account: str) -> bool:
    """Whether words or an event are for an account.

    An account whose question the decision answered has all of its words.
    """
    if account in part.accounts or not part.accounts:
        return True
    return account not in decision.concerned


def _pieces(decision: LoggedDecision, *, account: str) -> Iterator[_Piece]:
    """The words for an account, oldest first, each with the events before the next ones."""
    words: Words | None = None
    events: list[DecisionEvent] = []
    is_done = after_done = False
    for part in decision.history:
        if not _is_for(part, decision, account):
            continue
        if isinstance(part, DecisionEvent):
            events.append(part)
            is_done = is_done or part.kind in _DONE
        elif part.kind == "say":
            if words:
                yield _Piece(words, tuple(events), after_done)
            words, events, after_done = part, [], is_done
    if words:
        yield _Piece(words, tuple(events), after_done)


def _state(decision: LoggedDecision, account: str) -> AccountState | None:
    """The commitment's state for an account; None where there is no commitment to it."""
    found = decision.commitment.for_account(account) if decision.commitment else None
    return found.state if found else None


def _is_over(decision: LoggedDecision, account: str) -> bool:
    """Whether a later decision replaced this one for an account.

    Of several deferrals of one topic only the newest counts.
    """
    if decision.outcome != "decided":
        was_replaced = decision.outcome == "deferred" and decision.deferred_again
        return decision.state is not DecisionState.OPEN or bool(was_replaced)
    if decision.state is not DecisionState.SUPERSEDED:
        return False
    if _state(decision, account) in (AccountState.SHIPPED, AccountState.DESCOPED):
        return False
    if not decision.accounts:
        return True
    ended = {EventKind.SUPERSEDED, EventKind.WITHDRAWN}
    return any(
        event.kind in ended and (account in event.accounts or not event.accounts)
        for event in decision.events()
    )


def _may_say(
    decision: LoggedDecision, pieces: Sequence[_Piece], *, on_day: AccountOnDay
) -> Iterator[Saying]:
    """The newest words for an account, while they hold."""
    if not pieces or _is_over(decision, on_day.account):
        return
    piece = pieces[-1]
    words = piece.words
    is_promised = decision.commitment is not None and not piece.after_done
    until = _last_day(words) if is_promised else None
    if is_promised and (_ends_words(piece) or (until and until < on_day.as_of)):
        return
    yield Saying(
        kind=SayingKind.COMMITMENT if decision.commitment else SayingKind.DECISION,
        text=words.text,
        ref=words.ref,
        record=words.record,
        day=words.day,
        firmness=decision.commitment.confidence if decision.commitment and is_promised else None,
        target=words.target if is_promised else None,
        until=until,
    )


def _last_day(words: Words) -> date | None:
    """The last day of words of what is still promised: the target that held when they were written.

    None for words that were written after it, or where there was none.
    """
    return words.target if words.target and words.day <= words.target else None


def _ends_words(piece: _Piece) -> bool:
    """Whether anything ended the words; of words written after their target the next row does."""
    target = piece.words.target
    is_late = target is not None and piece.words.day > target
    return any(
        event.kind in _MAKES_UNTRUE or (is_late and event.kind is EventKind.REPORTED)
        for event in piece.events
    )


def _may_retire(
    decision: LoggedDecision,
    pieces: Sequence[_Piece],
    *,
    on_day: AccountOnDay,
    find_told: FindTold,
) -> bool:
    """Whether words of which the account was told are history."""
    if decision.commitment is None:
        return decision.followed is not None
    match _state(decision, on_day.account):
        case AccountState.SHIPPED:
            return True
        case AccountState.DESCOPED:
            untrue = _untrue(decision, pieces, on_day=on_day, find_told=find_told)
            return not any(True for _ in untrue)
        case _:
            return False


def _untrue(
    decision: LoggedDecision,
    pieces: Sequence[_Piece],
    *,
    on_day: AccountOnDay,
    find_told: FindTold,
) -> Iterator[Caution]:
    """Words that stopped being true; of a commitment without words what it promised."""
    if decision.outcome != "decided":
        return
    account = on_day.account
    if _state(decision, account) is AccountState.SHIPPED and any(
        piece.after_done for piece in pieces
    ):
        # The shipment brought new words.
        return
    ends: list[tuple[str | None, _End | None]] = [
        (piece.words.text, end) for piece, end in _ends(decision, pieces, on_day=on_day)
    ]
    if not pieces and decision.commitment and account in decision.accounts:
        ends = [(None, _end_without_words(decision, on_day=on_day))]
    for text, end in ends:
        if end is None:
            continue
        # What is said to happen later (DR333) was written down already.
        since = min(end.since, on_day.as_of)
        told = find_told(decision.ref, since)
        until = on_day.end_after_telling(told) if told else None
        if until is None or until >= on_day.as_of:
            yield Caution(
                why=end.why,
                what=decision.row.what,
                words=text,
                ref=decision.ref,
                since=since,
                told=told,
            )


def _ends(
    decision: LoggedDecision, pieces: Sequence[_Piece], *, on_day: AccountOnDay
) -> Iterator[tuple[_Piece, _End | None]]:
    """All words, newest first, each with what made it untrue.

    Words that newer ones followed with nothing happening between end with these, at the latest.
    """
    end: _End | None = None
    for piece in reversed(pieces):
        own = _end_of(decision, piece, on_day=on_day)
        is_still_promised = not piece.after_done and not _made_untrue(piece)
        if is_still_promised and end and (own is None or end.since <= own.since):
            own = end
        end = own
        yield piece, end


def _made_untrue(piece: _Piece) -> list[_End]:
    """What made words untrue before the next ones were written."""
    return [
        _End(_MAKES_UNTRUE[event.kind], event.day)
        for event in piece.events
        if event.kind in _MAKES_UNTRUE
    ]


def _end_of(decision: LoggedDecision, piece: _Piece, *, on_day: AccountOnDay) -> _End | None:
    """The newest thing that made words untrue before the next ones were written, or its target."""
    if piece.after_done:
        return _of_superseding(piece.events) if decision.commitment is None else None
    ends = _made_untrue(piece)
    if ends:
        return ends[-1]
    return _overdue(decision, piece.words, on_day=on_day)


def _of_superseding(events: Iterable[DecisionEvent]) -> _End | None:
    found = [each for each in events if each.kind in (EventKind.SUPERSEDED, EventKind.WITHDRAWN)]
    return _End(_MAKES_UNTRUE[found[-1].kind], found[-1].day) if found else None


def _overdue(decision: LoggedDecision, words: Words, *, on_day: AccountOnDay) -> _End | None:
    """Words whose target passed, with or without a word since.

    Also where the account for which it was decided has churned: another one whose question it
    answered was told that day.
    """
    last = _last_day(words) if decision.commitment else None
    if last is None or last >= on_day.as_of:
        return None
    return _End(CautionReason.OVERDUE, days_after(last, 1))


def _end_without_words(decision: LoggedDecision, *, on_day: AccountOnDay) -> _End | None:
    """What made a promise untrue for which no words were written."""
    account, commitment = on_day.account, decision.commitment
    ends = [
        _End(_MAKES_UNTRUE[event.kind], event.day)
        for event in decision.events()
        if event.kind in _MAKES_UNTRUE
        and event.kind is not EventKind.SHIPPED
        and _is_for(event, decision, account)
    ]
    target = commitment.target if commitment else None
    if _state(decision, account) is AccountState.PROMISED and target and target < on_day.as_of:
        return _End(CautionReason.OVERDUE, days_after(target, 1))
    if _state(decision, account) is AccountState.SHIPPED:
        return None
    return ends[-1] if ends else None


def _exploring(decision: LoggedDecision, *, on_day: AccountOnDay) -> Iterator[Caution]:
    """What is only explored may be said with that badge, and must not be promised."""
    commitment = decision.commitment
    if (
        commitment
        and commitment.confidence == "exploring"
        and _state(decision, on_day.account) is AccountState.PROMISED
    ):
        yield Caution(
            why=CautionReason.EXPLORING,
            what=decision.row.what,
            words=None,
            ref=decision.ref,
            since=decision.day,
        )


def _dont_say(
    decision: LoggedDecision, *, on_day: AccountOnDay, has_retired: bool
) -> Iterator[Caution]:
    """The newest `dont_say`, until the words of its decision retire or it is superseded."""
    if has_retired or _is_over(decision, on_day.account):
        return
    words = [
        each
        for each in decision.words()
        if each.kind == "dont-say" and _is_for(each, decision, on_day.account)
    ]
    if words:
        newest = words[-1]
        yield Caution(
            why=CautionReason.DONT_SAY,
            what=decision.row.what,
            words=newest.text,
            ref=decision.ref,
            since=newest.day,
        )
