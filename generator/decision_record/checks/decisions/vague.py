"""DR302: decisions and answers that say nothing."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from decision_record.checks.context import CheckContext, point
from decision_record.checks.rule import Rule, in_update
from decision_record.checks.wording import quote
from decision_record.diagnostics import Pointer, Problem, Severity
from decision_record.model.decided import Decision
from decision_record.model.item_ids import ItemKind
from decision_record.model.records import Entry, Records
from decision_record.text.english.phrases import find_phrase


class _Sentence(NamedTuple):
    """A sentence that is to settle something."""

    text: str
    at: Pointer
    claim: str
    """What the record says that it is."""
    advice: str
    """What to write where it settles nothing."""
    answers: bool = True


def find_vague_outcomes(context: CheckContext) -> Iterable[Problem]:
    """Decided decisions that decide nothing, and answers that answer nothing (DR302)."""
    people = _names(context.records)
    for entry in context.written:
        for each in (*_decided(entry, context.records), *_answered(entry, context)):
            found = find_phrase(each.text, people=people, answers=each.answers)
            if found is None:
                continue
            settles = "answers" if each.answers else "decides"
            what = "an answer" if each.answers else "a decision"
            yield Problem(
                code="DR302",
                message=f"{each.claim}, but {quote(found.words)} {settles} nothing",
                help=f"{each.advice}; where it is {what} all the same, give the record the reason: "
                "`allow: {DR302: …}`",
                at=each.at,
                severity=None if found.is_whole else Severity.WARNING,
            )


def _names(records: Records) -> frozenset[str]:
    """The words of people's names, in lower case."""
    return frozenset(
        word
        for identity, person in records.people.items()
        for word in (*person.name.lower().split(), *identity.replace(".", " ").split(), identity)
    )


def _decided(entry: Entry, records: Records) -> Iterator[_Sentence]:
    for index, row in enumerate(entry.record.decisions):
        if row.outcome == "decided":
            yield _Sentence(
                row.what,
                point(entry, "decisions", index, "what"),
                f"{row.id} is logged as decided",
                f"say what will be done, or defer it: {_deferral(row, records)}",
                answers=False,
            )


def _deferral(row: Decision, records: Records) -> str:
    owner = row.owner if row.owner in records.people else "…"
    return (
        f"`{{id: {row.id}, outcome: deferred, what: …, because: …, owner: {owner}, "
        f"due: {row.due or '…'}, expects: …}}`"
    )


def _answered(entry: Entry, context: CheckContext) -> Iterator[_Sentence]:
    """The answers that close a question or a briefing; no interim word."""
    record = entry.record
    for index, question in enumerate(record.questions):
        if question.answer:
            yield _Sentence(
                question.answer,
                point(entry, "questions", index, "answer"),
                f"{question.id} is logged as answered",
                "write what the customer can count on; until there is an answer, remove "
                "`answer` and keep `answer_by`",
            )
    for index, briefing in enumerate(record.briefings):
        if briefing.outcome == "answered" and briefing.answer:
            yield _Sentence(
                briefing.answer,
                point(entry, "briefings", index, "answer"),
                f"{briefing.id} is logged as answered",
                "write what the customer can count on; until there is an answer, write "
                "`outcome: open` and `answer_by: …`",
            )
    for index, row in enumerate(record.updates):
        item = context.items.get(entry.name_of(row.item))
        is_question = item is not None and item.kind is ItemKind.QUESTION
        if row.answer and (row.answered or (is_question and not row.answer_by)):
            remove = ", without `answered`" if row.answered else ""
            yield _Sentence(
                row.answer,
                point(entry, "updates", index, "answer"),
                f"{quote(row.item)} is logged as answered",
                "write what the customer can count on; until there is an answer, add the day "
                f"on which it comes: `answer_by: …`{remove}",
            )


VAGUE_OUTCOME = Rule(
    code="DR302",
    slug="empty-decision",
    severity=Severity.ERROR,
    says="A decided decision decides nothing, or an answer answers nothing.",
    looks_at="`what` of every decided decision, and the `answer` that closes a question or a "
    "briefing: whether what the team will do is only to "
    '"discuss further", "look into", "think about", "get back", "monitor" or "keep an eye on" '
    "something. It is an error where that is the whole sentence, and a warning where the sentence "
    "says more or may mean a rule. A sentence that goes on to say what will be done is a decision, "
    "and so is watching something with an alert at a number. An answer beside `answer_by` and "
    "without `answered` is an interim answer and may say that you are looking into it.",
    fields=(
        "meeting/decisions.what",
        "meeting/questions.answer",
        "meeting/briefings.answer",
        "meeting/updates.answer",
    ),
    why="It looks settled at the next meeting, and there is nothing to follow through or to tell "
    "the customer. A deferral is honest: it has an owner, a date and an answer to come.",
    failing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Look into the export timeouts, owner: elin.marchetti,"
        " due: 2026-05-05}\n"
    ),
    passing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: deferred, what: Whether the export gets its own queue, because: The"
        " cause of the timeouts is not known, owner: elin.marchetti, due: 2026-05-05,"
        " expects: A yes or a no with its cost}\n"
    ),
    row_by_row=True,
    find=find_vague_outcomes,
)
