"""Every account's messages on a day, from the replayed state (records.md §5, Words)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.asked import AskedQuestion, SubmittedRequest
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.grouping import group
from decision_record.ledger.items import Item
from decision_record.ledger.loops import Loop, LoopKey, LoopState
from decision_record.ledger.messaging.asked import (
    refuse_request,
    say_answer,
    say_request,
    say_shipped,
)
from decision_record.ledger.messaging.decided import DecidedWords, speak_of
from decision_record.ledger.messaging.refused import (
    concerned_by,
    presented_for,
    refuse_open,
    refuse_themes,
)
from decision_record.ledger.messaging.talking import (
    AccountOnDay,
    Caution,
    Messages,
    Saying,
    same_words,
)
from decision_record.ledger.messaging.told import make_find_told
from decision_record.ledger.team_days import TeamDays
from decision_record.ledger.themes import PresentedTheme
from decision_record.model.account import Account
from decision_record.model.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """The replayed state that messages are made from."""

    as_of: date
    records: Records
    items: Mapping[str, Item]
    decisions: Mapping[str, LoggedDecision]
    questions: Mapping[str, AskedQuestion]
    requests: Mapping[str, SubmittedRequest]
    loops: Mapping[LoopKey, Loop]
    themes: Mapping[str, tuple[PresentedTheme, ...]]


def gather_messages(replayed: Replayed, *, days: TeamDays | None = None) -> Mapping[str, Messages]:
    """The messages of every account that has not churned, by identity.

    Args:
        replayed: The state on the day.
        days: How long messages hold, where the team has set it.
    """
    by_account = _group(replayed)
    return {
        name: _messages(
            AccountOnDay(
                account=name,
                as_of=replayed.as_of,
                qbrs=tuple(sorted(account.qbrs)),
                days=days or TeamDays(),
            ),
            account,
            replayed=replayed,
            own=by_account,
        )
        for name, account in replayed.records.accounts.items()
        if not account.churned_by(replayed.as_of)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _ByAccount:
    """What may have words for each account."""

    decisions: Mapping[str, tuple[LoggedDecision, ...]]
    """Those that name it, leave it without a promise, or answered its question."""
    for_all: tuple[LoggedDecision, ...]
    """Those that name no account: what must not be said about them is for every account."""
    open: Mapping[str, tuple[LoggedDecision, ...]]
    """Deferred and escalated ones that concern it."""
    questions: Mapping[str, tuple[AskedQuestion, ...]]
    requests: Mapping[str, tuple[SubmittedRequest, ...]]
    loops: Mapping[str, tuple[Loop, ...]]
    themes: Mapping[str, Mapping[str, Sequence[PresentedTheme]]]
    """The presentations that name it, by theme."""


def _group(replayed: Replayed) -> _ByAccount:
    decisions = replayed.decisions.values()
    asked = _answered_for(replayed)
    return _ByAccount(
        decisions=group(decisions, lambda each: (*each.concerned, *asked.get(each.ref, ()))),
        for_all=tuple(
            each
            for each in decisions
            if not each.concerned and any(words.kind == "dont-say" for words in each.words())
        ),
        open=group(
            (each for each in decisions if each.outcome != "decided"),
            lambda each: sorted(
                concerned_by(
                    each,
                    decisions=replayed.decisions,
                    items=replayed.items,
                    records=replayed.records,
                )
            ),
        ),
        questions=group(replayed.questions.values(), lambda each: [each.account]),
        requests=group(replayed.requests.values(), lambda each: [each.account]),
        loops=group(replayed.loops.values(), lambda each: [each.account]),
        themes=presented_for(replayed.themes),
    )


def _answered_for(replayed: Replayed) -> Mapping[str, tuple[str, ...]]:
    """By decision the accounts whose questions it answered."""
    found: dict[str, list[str]] = {}
    for question in replayed.questions.values():
        word = question.word
        if word and word.decision:
            found.setdefault(word.decision, []).append(question.account)
    return {ref: tuple(accounts) for ref, accounts in found.items()}


def _messages(
    on_day: AccountOnDay, account: Account, *, replayed: Replayed, own: _ByAccount
) -> Messages:
    name = on_day.account
    decided = tuple(_speak(on_day, replayed=replayed, own=own))
    requests = own.requests.get(name, ())
    say = [
        *(each for words in decided for each in words.say),
        *_say_shipped(on_day, own.loops.get(name, ()), replayed=replayed),
        *(
            each
            for request in requests
            for each in say_request(request, is_told=_is_told(request.ref, name, replayed))
        ),
        *(
            each
            for question in own.questions.get(name, ())
            for each in say_answer(question, known=account, on_day=on_day)
        ),
    ]
    cautions = [
        *(each for words in decided for each in words.cautions),
        *(each for decision in own.open.get(name, ()) for each in refuse_open(decision)),
        *refuse_themes(own.themes.get(name, {}), records=replayed.records, on_day=on_day),
        *(each for request in requests for each in refuse_request(request, on_day=on_day)),
    ]
    return part_sides(say, cautions)


def _speak(on_day: AccountOnDay, *, replayed: Replayed, own: _ByAccount) -> Iterator[DecidedWords]:
    """What each decision says to an account: those for it, and those that name no account."""
    name = on_day.account
    named = own.decisions.get(name, ())
    known = {each.ref for each in named}
    others = tuple(each for each in own.for_all if each.ref not in known)
    find_told = make_find_told(
        (each.ref for each in (*named, *others)),
        account=name,
        loops=own.loops.get(name, ()),
        decisions=replayed.decisions,
    )
    for each in named:
        is_told = _is_told(each.ref, name, replayed)
        yield speak_of(each, on_day=on_day, find_told=find_told, is_told=is_told)
    for each in others:
        # What names no account has no customer to tell.
        yield speak_of(each, on_day=on_day, find_told=find_told, is_told=True)


def _is_told(ref: str, account: str, replayed: Replayed) -> bool:
    """Whether an account was told about an item after the last thing that happened to it."""
    loop = replayed.loops.get((ref, account))
    if loop:
        return loop.state is LoopState.TOLD
    decision = replayed.decisions.get(ref)
    return decision is not None and account in decision.already_told


def _say_shipped(
    on_day: AccountOnDay, loops: Iterable[Loop], *, replayed: Replayed
) -> Iterator[Saying]:
    for loop in loops:
        item = replayed.items.get(loop.item)
        if item and loop.item not in replayed.decisions:
            is_told = loop.state is LoopState.TOLD
            yield from say_shipped(item, is_told=is_told, on_day=on_day)


def part_sides(say: Iterable[Saying], cautions: Iterable[Caution]) -> Messages:
    """Put the same words on one side only, and list each once, newest first.

    What must not be said wins, but where newer words repeat old ones they may be said.
    """
    sayings = _newest_first(say)
    newest: dict[str, Saying] = {}
    for saying in sayings:
        newest.setdefault(same_words(saying.text), saying)
    avoided: dict[tuple[str, ...], Caution] = {}
    barred: set[str] = set()
    for caution in sorted(
        cautions, key=lambda each: (each.since, each.ref, each.words or ""), reverse=True
    ):
        text = same_words(caution.words) if caution.words else None
        said = newest.get(text) if text else None
        if said and said.day >= caution.since:
            continue
        if said and text:
            barred.add(text)
        key = ("words", text) if text else ("what", caution.ref, caution.why.value)
        avoided.setdefault(key, caution)
    return Messages(
        say=tuple(each for text, each in newest.items() if text not in barred),
        do_not_promise=tuple(avoided.values()),
    )


def _newest_first(say: Iterable[Saying]) -> list[Saying]:
    return sorted(say, key=lambda each: (each.day, each.ref, each.text), reverse=True)
