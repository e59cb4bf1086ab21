"""What the exports say of what customers raise and ask, and of the themes that they name.

The keys are those of site.md; a fact that is absent has no key.
"""

from collections.abc import Iterator, Mapping

from decision_record.exports.present import Facts, present
from decision_record.ledger.asked import AskedQuestion, SubmittedRequest
from decision_record.ledger.demand import ThemeDemand, find_demand
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.product_words import ProductWord
from decision_record.ledger.raised import Raised
from decision_record.ledger.replay import Ledger
from decision_record.ledger.themes import last_stance
from decision_record.model.records import Records
from decision_record.model.reference import Theme


def gather_asked(ledger: Ledger, *, records: Records) -> Mapping[str, list[Facts]]:
    """The facts of what was raised and asked, by the name of the document that lists them."""
    demand = find_demand(ledger, records=records)
    return {
        "escalations": [
            of_raised(each, ledger.path_of[ref]) for ref, each in ledger.raised.items()
        ],
        "questions": [of_question(each) for each in ledger.questions.values()],
        "requests": [of_request(each) for each in ledger.requests.values()],
        "themes": [
            of_theme(name, theme, demand=demand.get(name), ledger=ledger)
            for name, theme in records.taxonomy.themes.items()
        ],
    }


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
