"""What customers raise, ask and want in the exports: escalations, questions, requests, themes.

A fact that is absent has no key.
"""

from collections.abc import Iterator
from typing import get_args

from decision_record.exports.context import ExportContext
from decision_record.exports.keys import Holds, Key
from decision_record.exports.present import Facts, present
from decision_record.ledger.asked import AskedQuestion, SubmittedRequest
from decision_record.ledger.demand import ThemeDemand
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.product_words import ProductWord
from decision_record.ledger.raised import Raised, RaisedState
from decision_record.ledger.replay import Ledger
from decision_record.ledger.themes import last_stance
from decision_record.model.asked import AnswerConfidence, RequestStatus
from decision_record.model.reference import Theme
from decision_record.model.rituals import Stance

_ANSWER = (
    Key("answer", Holds.TEXT, "Product's newest words for CS.", optional=True),
    Key("answered", Holds.DAY, "The day of Product's newest words.", optional=True),
    Key("by", Holds.PERSON, "Who gave them, if the record says so.", optional=True),
)

ESCALATION = (
    Key("ref", Holds.ITEM, "The escalation or the briefing."),
    Key("kind", Holds.TEXT, "Which of the two.", words=("escalation", "briefing")),
    Key("account", Holds.ACCOUNT, "The customer."),
    Key("issue", Holds.TEXT, "The issue, or what a briefing asks for."),
    Key("arr", Holds.AMOUNT, "ARR at stake."),
    Key("area", Holds.TAXON, "The product area, if any.", optional=True),
    Key("raised", Holds.DAY, "The day on which it was raised."),
    Key("acknowledged", Holds.DAY, "The day Product acknowledged it.", optional=True),
    Key("resolved", Holds.DAY, "The day it was resolved.", optional=True),
    Key("state", Holds.TEXT, "Its own state.", words=tuple(RaisedState)),
    Key("days_to_acknowledge", Holds.COUNT, "From raised to acknowledged.", optional=True),
    Key("days_to_resolve", Holds.COUNT, "From raised to resolved.", optional=True),
    Key("answer_by", Holds.DAY, "The day by which an answer is wanted.", optional=True),
    Key("tried", Holds.TEXT, "What was tried.", optional=True),
    Key("path", Holds.ITEM, "Every part of its chain, the first one first.", many=True),
    Key("path_state", Holds.TEXT, "The state of the whole chain.", words=tuple(RaisedState)),
    Key("path_raised", Holds.DAY, "The day on which the chain began."),
    Key("path_answer_by", Holds.DAY, "The chain's newest answer day.", optional=True),
    Key("path_arr", Holds.AMOUNT, "ARR at stake for the chain."),
    Key("say", Holds.TEXT, "Product's newest words for the customer.", optional=True),
    *_ANSWER,
)

QUESTION = (
    Key("ref", Holds.ITEM, "The question."),
    Key("account", Holds.ACCOUNT, "The customer."),
    Key("ask", Holds.TEXT, "What is asked."),
    Key("asked", Holds.DAY, "The day of the record that has it."),
    Key("answer_by", Holds.DAY, "The day by which an answer is wanted.", optional=True),
    Key("state", Holds.TEXT, "An interim answer leaves it open.", words=("open", "answered")),
    Key("answered", Holds.DAY, "The day of the first answer.", optional=True),
    Key("answer", Holds.TEXT, "Product's newest words for CS.", optional=True),
    Key("say", Holds.TEXT, "Product's newest words for the customer.", optional=True),
    Key(
        "confidence",
        Holds.TEXT,
        "How firm the answer is.",
        optional=True,
        words=get_args(AnswerConfidence),
    ),
)

REQUEST = (
    Key("ref", Holds.ITEM, "The request."),
    Key("account", Holds.ACCOUNT, "The customer."),
    Key("what", Holds.TEXT, "What the customer wants."),
    Key("area", Holds.TAXON, "The product area, if any.", optional=True),
    Key("status", Holds.TEXT, "Its newest status.", words=get_args(RequestStatus)),
    Key("ticket", Holds.TEXT, "Its ticket in another system.", optional=True),
    Key("asked", Holds.DAY, "The day of the record that has it."),
)

_DEMAND = (
    Key("account", Holds.ACCOUNT, "A customer that asked for it."),
    Key("arr", Holds.AMOUNT, "ARR of the customer on the day of the export."),
)

THEME = (
    Key("id", Holds.THEME, "The theme."),
    Key("name", Holds.TEXT, "The name that people read."),
    Key("area", Holds.TAXON, "The product area, if any.", optional=True),
    Key("demand", Holds.OBJECT, "Who asked in the last 91 days.", many=True, keys=_DEMAND),
    Key("stance", Holds.TEXT, "Product's newest stance.", optional=True, words=get_args(Stance)),
    Key("commitments", Holds.ITEM, "The commitments to it.", many=True),
)

OPEN_WITH_PRODUCT = (
    Key("ref", Holds.ITEM, "The newest open part of the chain, or the question."),
    Key("kind", Holds.TEXT, "What it is.", words=("escalation", "briefing", "question")),
    Key("issue", Holds.TEXT, "What the customer waits for."),
    Key("tried", Holds.TEXT, "What was tried.", optional=True),
    Key("answer_by", Holds.DAY, "The day of the next answer.", optional=True),
    *_ANSWER,
)


def list_escalations(context: ExportContext) -> Iterator[Facts]:
    """Every escalation and briefing, in the order of the replay."""
    path_of = context.ledger.path_of
    return (of_raised(each, path_of[ref]) for ref, each in context.ledger.raised.items())


def of_raised(raised: Raised, path: RaisedPath) -> Facts:
    """An escalation or a briefing, with what its path has: the same for each part."""
    word = path.word
    return present(
        ref=raised.ref,
        kind=raised.kind,
        account=raised.account,
        issue=raised.issue,
        arr=raised.arr,
        area=raised.area,
        raised=raised.raised,
        acknowledged=raised.acknowledged,
        resolved=raised.resolved,
        state=raised.state.value,
        days_to_acknowledge=raised.days_to_acknowledge,
        days_to_resolve=raised.days_to_resolve,
        answer_by=raised.answer_by,
        tried=raised.row.tried,
        path=raised.path,
        path_state=path.state.value,
        path_raised=path.raised,
        path_answer_by=path.answer_by,
        path_arr=path.arr,
        say=word.say if word else None,
        **_answer(word),
    )


def list_questions(context: ExportContext) -> Iterator[Facts]:
    """Every question, in the order in which they were asked."""
    return map(of_question, context.ledger.questions.values())


def of_question(question: AskedQuestion) -> Facts:
    """A question."""
    word = question.word
    return present(
        ref=question.ref,
        account=question.account,
        ask=question.row.ask,
        asked=question.asked,
        answer_by=question.answer_by,
        state="open" if question.is_open else "answered",
        answered=question.answered,
        answer=word.answer if word else None,
        say=word.say if word else None,
        confidence=word.confidence if word else None,
    )


def list_requests(context: ExportContext) -> Iterator[Facts]:
    """Every request, in the order in which they were submitted."""
    return map(of_request, context.ledger.requests.values())


def of_request(request: SubmittedRequest) -> Facts:
    """A request."""
    return present(
        ref=request.ref,
        account=request.account,
        what=request.row.what,
        area=request.row.area,
        status=request.status,
        ticket=request.row.ticket,
        asked=request.asked,
    )


def list_themes(context: ExportContext) -> Iterator[Facts]:
    """Every theme, in the order of the taxonomy."""
    for name, theme in context.records.taxonomy.themes.items():
        yield of_theme(name, theme, demand=context.index.demand.get(name), ledger=context.ledger)


def of_theme(name: str, theme: Theme, *, demand: ThemeDemand | None, ledger: Ledger) -> Facts:
    """A theme: who asked for it in the last 91 days, and Product's newest stance."""
    newest = last_stance(ledger.themes.get(name, ()))
    return present(
        id=name,
        name=theme.name,
        area=theme.area,
        demand=[
            {"account": each.account, "arr": each.arr}
            for each in (demand.accounts if demand else ())
        ],
        stance=newest.stance if newest else None,
        commitments=[each.ref for each in ledger.committed.get(name, ())],
    )


def open_with_product(account: str, *, ledger: Ledger) -> list[Facts]:
    """What an account waits for Product with: each open path once, then questions."""
    return [*_open_paths(account, ledger=ledger), *_open_questions(account, ledger=ledger)]


def _open_paths(account: str, *, ledger: Ledger) -> Iterator[Facts]:
    for path in ledger.open_paths.get(account, ()):
        yield present(
            ref=path.ref,
            kind=path.current.kind,
            issue=path.current.issue,
            tried=path.tried,
            answer_by=path.answer_by,
            **_answer(path.word),
        )


def _open_questions(account: str, *, ledger: Ledger) -> Iterator[Facts]:
    for question in ledger.open_questions.get(account, ()):
        yield present(
            ref=question.ref,
            kind="question",
            issue=question.row.ask,
            answer_by=question.answer_by,
            **_answer(question.word),
        )


def _answer(word: ProductWord | None) -> Facts:
    """Product's newest word, its day and who gave it."""
    if word is None:
        return {}
    return present(answer=word.answer, answered=word.day, by=word.by)
