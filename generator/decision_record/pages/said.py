"""What may be said to an account, and what must not be promised to it.

Words come from decisions that still stand or are open, from shipped items, from requests and from
answers. Words of a superseded decision are never shown, also where an answer repeated them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.commitments import Commitment, CommitmentState
from decision_record.ledger.decisions import DecisionState, LoggedDecision
from decision_record.model.decided import Shipped
from decision_record.pages.book import Book, Link
from decision_record.pages.states import REQUEST_BADGES
from decision_record.pages.words import Badge, Due, Tone, due_on, short_day

STANDS = frozenset({DecisionState.STANDING, DecisionState.OPEN})
"""The states in which a decision's words count."""

CONFIDENCE = {
    "committed": Badge(text="Committed", tone=Tone.DONE),
    "expected": Badge(text="Expected", tone=Tone.PLAIN),
    "exploring": Badge(text="Exploring, no promise", tone=Tone.RISK),
    "coming": Badge(text="Coming", tone=Tone.DONE),
    "delayed": Badge(text="Delayed", tone=Tone.RISK),
    "uncertain": Badge(text="Uncertain", tone=Tone.RISK),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Words that a CSM may use."""

    text: str
    day: date
    about: str
    """What they are about: the decision, the shipped item, the request or the question."""
    item: Link
    record: Link | None
    """The later record that the words come from; None where the item itself has them."""
    badge: Badge | None
    """How firm it is, or what became of it."""
    target: Due | None
    caution: str | None
    """Why the words need care, as in "Older than the slip of 26 May 2026"."""
    asked: bool
    """Whether they answer a question of the account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPromise:
    """What a CSM must not promise."""

    badge: Badge
    what: str
    dont_say: str | None
    because: str | None
    old_words: str | None
    """Words that once held and no longer do."""
    owner: Link | None
    due: Due | None
    """The day of the answer or the ruling."""
    item: Link
    day: date
    first_deferred: date | None
    """The day of the first of several deferrals of the same thing."""


def sayings_for(
    account: str, *, decisions: Iterable[LoggedDecision], shipped: Iterable[str], book: Book
) -> tuple[Saying, ...]:
    """The words for an account, newest first.

    Args:
        account: The account.
        decisions: The decisions that concern it.
        shipped: The names of the shipped items that name it.
        book: The ledger.
    """
    told = [each for each in decisions if _is_for(each, account)]
    own = [ref for ref in shipped if not _delivers_commitment(ref, book=book)]
    sayings = [
        *(each for ref in own if (each := _of_shipped(ref, book=book))),
        *(each for decision in told if (each := _of_decision(decision, book=book))),
        *_of_requests(account, book=book),
        *_of_questions(account, known={each.ref for each in told if each.say}, book=book),
    ]
    return tuple(sorted(sayings, key=lambda each: (each.day, each.item.address), reverse=True))


def no_promises_for(
    account: str, *, decisions: Iterable[LoggedDecision], book: Book
) -> tuple[NoPromise, ...]:
    """What must not be promised to an account, newest first; one entry for a decision.

    Of what was deferred again only the newest deferral speaks.
    """
    told = {each.ref: each for each in decisions if _is_for(each, account)}
    again = {ref for each in told.values() for ref in each.about if each.outcome == "deferred"}
    entries = [
        each
        for ref, decision in told.items()
        if (ref not in again or decision.outcome != "deferred")
        and (each := _no_promise(decision, first=_first_deferred(decision, told), book=book))
    ]
    return tuple(sorted(entries, key=lambda each: (each.day, each.item.address), reverse=True))


def _is_for(decision: LoggedDecision, account: str) -> bool:
    """Whether a decision speaks to an account: it names it, owes it a word, or names nobody."""
    named = decision.concerned
    return account in named or not named


def _of_decision(decision: LoggedDecision, *, book: Book) -> Saying | None:
    """The newest words of a decision; of a shipped commitment those of the item that keeps it."""
    say, commitment = decision.say, decision.commitment
    if decision.state not in STANDS or _words_are_void(decision):
        return None
    delivery = _of_delivery(decision, book=book)
    if delivery or say is None:
        return delivery
    target = commitment.target if commitment and commitment.is_pending else None
    return Saying(
        text=say.text,
        day=say.day,
        about=decision.row.what,
        item=book.link_item(decision.ref),
        record=book.link_record(say.record) if say.record != decision.record else None,
        badge=_badge_of(decision),
        target=due_on(target, as_of=book.ledger.as_of) if target else None,
        caution=_caution(decision),
        asked=False,
    )


def _badge_of(decision: LoggedDecision) -> Badge | None:
    commitment = decision.commitment
    if decision.state is DecisionState.OPEN:
        return Badge(text=decision.outcome.capitalize(), tone=Tone.RISK)
    if commitment is None:
        return None
    if commitment.shipped and commitment.state is CommitmentState.SHIPPED:
        return Badge(text=f"Shipped {short_day(commitment.shipped)}", tone=Tone.DONE)
    if commitment.state is CommitmentState.DESCOPED:
        return Badge(text="Descoped", tone=Tone.LATE)
    return CONFIDENCE.get(commitment.confidence or "")


def _words_are_void(decision: LoggedDecision) -> bool:
    """Whether the words promise what was descoped after they were said."""
    commitment, say = decision.commitment, decision.say
    return bool(
        commitment
        and say
        and commitment.state is CommitmentState.DESCOPED
        and commitment.descoped
        and say.day < commitment.descoped
    )


def _caution(decision: LoggedDecision) -> str | None:
    """What happened after the words were said."""
    commitment, say = decision.commitment, decision.say
    if commitment is None or say is None:
        return None
    last = commitment.slips[-1] if commitment.slips else None
    if commitment.state is CommitmentState.SHIPPED and commitment.shipped:
        return (
            f"Said before it shipped on {short_day(commitment.shipped)}."
            if say.day < commitment.shipped
            else None
        )
    if last and say.day < last.day:
        return f"Older than the slip of {short_day(last.day)}: ask for new words first."
    return None


def _of_shipped(ref: str, *, book: Book) -> Saying | None:
    """A shipped item's own words."""
    item = book.ledger.items[ref]
    row = item.row
    if not isinstance(row, Shipped) or not row.say:
        return None
    return Saying(
        text=row.say,
        day=max(row.on, item.entry.date),
        about=row.what,
        item=book.link_item(ref),
        record=None,
        badge=Badge(text=f"Shipped {short_day(row.on)}", tone=Tone.DONE),
        target=None,
        caution=None,
        asked=False,
    )


def _delivers_commitment(ref: str, *, book: Book) -> bool:
    """Whether a shipped item keeps a commitment, and so speaks through that decision."""
    item = book.ledger.items[ref]
    name = item.row.delivers if isinstance(item.row, Shipped) else None
    decision = book.ledger.decisions.get(item.entry.name_of(name)) if name else None
    return decision is not None and decision.commitment is not None


def _of_delivery(decision: LoggedDecision, *, book: Book) -> Saying | None:
    """The words of the item that kept a commitment, unless the decision has newer ones."""
    commitment, say = decision.commitment, decision.say
    if commitment is None or commitment.state is not CommitmentState.SHIPPED:
        return None
    for ref in reversed(book.deliveries_of_decision.get(decision.ref, ())):
        words = _of_shipped(ref, book=book)
        if words and (say is None or words.day >= say.day):
            return words
    return None


def _of_requests(account: str, *, book: Book) -> Iterator[Saying]:
    for request in book.requests_of_account.get(account, ()):
        step = request.steps[-1]
        if step.say:
            yield Saying(
                text=step.say,
                day=step.day,
                about=request.row.what,
                item=book.link_item(request.ref),
                record=book.link_record(step.record) if step.record != request.record else None,
                badge=REQUEST_BADGES[step.status],
                target=None,
                caution=None,
                asked=False,
            )


def _of_questions(account: str, *, known: set[str], book: Book) -> Iterator[Saying]:
    """Answers; one that a decision gave follows that decision, so that it cannot outlive it."""
    for question in book.questions_of_account.get(account, ()):
        answer = question.word
        settled = book.ledger.decisions.get(answer.decision or "") if answer else None
        if answer is None or (settled and settled.outcome != "decided"):
            continue
        if settled and (settled.ref in known or settled.state not in STANDS):
            continue
        words = answer.say or answer.answer
        if not words:
            continue
        yield Saying(
            text=words,
            day=settled.say.day if settled and settled.say else answer.day,
            about=question.row.ask,
            item=book.link_item(question.ref),
            record=book.link_record(answer.record) if answer.record != question.record else None,
            badge=CONFIDENCE.get(answer.confidence or ""),
            target=None,
            caution=_caution(settled) if settled else None,
            asked=True,
        )


def _first_deferred(decision: LoggedDecision, told: Mapping[str, LoggedDecision]) -> date | None:
    """Of what was deferred more than once: the day of the first time."""
    before = [
        told[ref].day
        for ref in decision.about
        if decision.outcome == "deferred" and ref in told and told[ref].outcome == "deferred"
    ]
    return min(before, default=None)


def _no_promise(decision: LoggedDecision, *, first: date | None, book: Book) -> NoPromise | None:
    badge = _refusal(decision)
    if badge is None:
        return None
    row, commitment = decision.row, decision.commitment
    is_open = decision.state is DecisionState.OPEN
    return NoPromise(
        badge=badge,
        what=row.what,
        dont_say=decision.dont_say.text if decision.dont_say else None,
        because=commitment.because if commitment and _is_descoped(commitment) else row.because,
        old_words=decision.say.text if decision.say and _words_are_void(decision) else None,
        owner=book.link_person(decision.owner) if decision.owner else None,
        due=due_on(decision.due, as_of=book.ledger.as_of) if decision.due and is_open else None,
        item=book.link_item(decision.ref),
        day=_refused_on(decision),
        first_deferred=first,
    )


def _refused_on(decision: LoggedDecision) -> date:
    """The day of the last word on it."""
    commitment = decision.commitment
    descoped = commitment.descoped if commitment and _is_descoped(commitment) else None
    said = decision.dont_say.day if decision.dont_say else None
    return max(day for day in (decision.day, said, descoped) if day)


def _is_descoped(commitment: Commitment | None) -> bool:
    return commitment is not None and commitment.state is CommitmentState.DESCOPED


def _refusal(decision: LoggedDecision) -> Badge | None:
    """Why nothing may be promised, in a word; None where that is not so."""
    commitment = decision.commitment
    if decision.state not in STANDS:
        return None
    if decision.state is DecisionState.OPEN:
        words = {"deferred": "Not decided yet", "escalated": "Waits for a ruling"}
        return Badge(text=words.get(decision.outcome, "Not decided yet"), tone=Tone.RISK)
    if _is_descoped(commitment):
        return Badge(text="Descoped", tone=Tone.LATE)
    if commitment and commitment.is_pending and commitment.confidence == "exploring":
        return Badge(text="Only exploring", tone=Tone.RISK)
    return Badge(text="Not to be said", tone=Tone.LATE) if decision.dont_say else None
