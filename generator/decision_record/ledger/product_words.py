"""What Product said about escalations, briefings and questions: each word, in the replay's order.

The newest word on a path or a question is what pages and exports show (records.md §5, Product's
newest word). `answer` is for CS, `say` is for the customer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from decision_record.ledger.decisions import DecisionState, LoggedDecision
from decision_record.model.asked import (
    AnswerConfidence,
    Briefing,
    Escalation,
    ItemUpdate,
    Question,
)
from decision_record.model.decided import Decision
from decision_record.model.records import Entry, Records

_Awaited = Escalation | Briefing | Question


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductWord:
    """One row in which Product answers, or says when an answer comes."""

    item: str
    """The escalation, briefing or question that it is about."""
    record: str
    """Where it was written down."""
    day: date
    """The day on which it was given."""
    answer: str | None
    """For CS."""
    say: str | None
    """For the customer."""
    confidence: AnswerConfidence | None
    by: str | None
    """Who of Product gave it, where the record says so."""
    decision: str | None
    """The decision that it comes from; None for a row of its own."""
    settles: bool
    """Whether it answers the item for good; an interim answer does not."""
    replaced: bool = False
    """Whether the decision that it comes from was superseded since."""

    @property
    def has_text(self) -> bool:
        """Whether it says anything, and not only that an answer was given."""
        return bool(self.answer or self.say)


def newest_word(words: Sequence[ProductWord]) -> ProductWord | None:
    """The newest word that says anything; without `say` it withdraws an older one's."""
    return next((word for word in reversed(words) if word.has_text), None)


def of_decision_now(
    word: ProductWord, *, account: str, decisions: Mapping[str, LoggedDecision]
) -> ProductWord:
    """A decision's word with its newest `say` for an account; any other word as it is."""
    decision = decisions.get(word.decision or "")
    if decision is None or decision.outcome != "decided":
        return word
    own = [
        words.text
        for words in decision.words()
        if words.kind == "say" and (not words.accounts or account in words.accounts)
    ]
    return replace(
        word,
        say=own[-1] if own else decision.say.text if decision.say else None,
        replaced=decision.state is DecisionState.SUPERSEDED,
    )


def gather_words(entries: Sequence[Entry], *, records: Records) -> tuple[ProductWord, ...]:
    """Every word, in the order of the replay; only about what was raised or asked before."""
    return tuple(_gather(entries, records=records))


def _gather(entries: Sequence[Entry], *, records: Records) -> Iterator[ProductWord]:
    known: dict[str, _Awaited] = {}
    for entry in entries:
        record = entry.record
        rows: tuple[_Awaited, ...] = (*record.escalations, *record.briefings, *record.questions)
        for row in rows:
            known.setdefault(f"{entry.id}/{row.id}", row)
        # Of two with one id the first is the item.
        first = {id(known[f"{entry.id}/{row.id}"]) for row in rows}
        by = product_of(entry, records=records) if rows or record.updates else None
        for briefing in record.briefings:
            if id(briefing) in first:
                yield from _in_briefing(entry, briefing, by=by)
        for question in record.questions:
            if id(question) in first:
                yield from _in_question(entry, question, by=by)
        for update in record.updates:
            item = known.get(entry.name_of(update.item))
            if item:
                yield from _in_update(entry, update, item, by=update.by or by)
        for decision in record.decisions:
            yield from _in_decision(entry, decision, known, records=records)


def product_of(entry: Entry, *, records: Records) -> str | None:
    """Who speaks for Product in a record: who wrote the update, or the one attendee of Product."""
    if entry.update:
        return entry.update.by
    people = ((name, records.people.get(name)) for name in entry.present)
    of_product = [name for name, person in people if person and person.of_product]
    return of_product[0] if len(of_product) == 1 else None


def _in_briefing(entry: Entry, row: Briefing, *, by: str | None) -> Iterator[ProductWord]:
    """What a briefing was answered; of a decided one without an answer its decision speaks."""
    ref = f"{entry.id}/{row.id}"
    answer, say, decision = row.answer, row.say, None
    if row.outcome == "decided" and row.decision and not (answer or say):
        named = entry.name_of(row.decision)
        for made in entry.record.decisions:
            # One that resolves the briefing speaks for itself.
            resolves = {entry.name_of(each) for each in made.resolves}
            if named == f"{entry.id}/{made.id}" and made.outcome == "decided":
                if ref not in resolves:
                    answer, say, decision = made.what, made.say, named
                break
    if answer or say:
        yield ProductWord(
            item=ref,
            record=entry.id,
            day=entry.date,
            answer=answer,
            say=say,
            confidence=None,
            by=by,
            decision=decision,
            settles=row.outcome in ("answered", "decided"),
        )


def _in_question(entry: Entry, row: Question, *, by: str | None) -> Iterator[ProductWord]:
    if row.answer or row.say:
        yield ProductWord(
            item=f"{entry.id}/{row.id}",
            record=entry.id,
            day=entry.date,
            answer=row.answer,
            say=row.say,
            confidence=row.confidence,
            by=by,
            decision=None,
            settles=True,
        )


def _in_update(
    entry: Entry, row: ItemUpdate, item: _Awaited, *, by: str | None
) -> Iterator[ProductWord]:
    """A row of `updates`: with `answer_by` and without `answered` it is interim."""
    match item:
        case Question():
            settles = bool(row.answered or ((row.answer or row.say) and not row.answer_by))
        case Briefing():
            settles = row.answered is not None
        case Escalation():
            settles = False
    if row.answer or row.say or settles:
        yield ProductWord(
            item=entry.name_of(row.item),
            record=entry.id,
            day=row.answered or entry.date,
            answer=row.answer,
            say=row.say,
            confidence=row.confidence,
            by=by,
            decision=None,
            settles=settles,
        )


def _in_decision(
    entry: Entry, row: Decision, known: Iterable[str], *, records: Records
) -> Iterator[ProductWord]:
    """A decided decision that resolves an item, or a deferral about it."""
    decided = row.outcome == "decided"
    named = row.resolves if decided else row.about if row.outcome == "deferred" else ()
    answer = row.what if decided else row.because
    refs = dict.fromkeys(entry.name_of(each) for each in named)
    for ref in refs if answer else ():
        if ref in known:
            yield ProductWord(
                item=ref,
                record=entry.id,
                day=entry.date,
                answer=answer,
                say=row.say if decided else None,
                confidence=None,
                by=product_of(entry, records=records),
                decision=f"{entry.id}/{row.id}",
                settles=decided,
            )
