"""A person's page: first what waits for them, then what they own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from decision_record.ledger.accounts import AccountStanding
from decision_record.ledger.decisions import DecisionState
from decision_record.pages.ahead import next_qbr, pressing_for, say_ahead
from decision_record.pages.asked_rows import QuestionRow, show_question
from decision_record.pages.book import Book, Link
from decision_record.pages.people import ROLES
from decision_record.pages.queue import Queue, queue_of
from decision_record.pages.rows import CommitmentRow, DecisionRow, show_commitment, show_decision
from decision_record.pages.sections import Section
from decision_record.pages.words import Due, comes_on, count, money


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """An account with a QBR or its renewal ahead, and what is open before it."""

    account: Link
    brief: Link
    """What to take along to a QBR."""
    ahead: str
    open: str | None
    """As in "1 question without an answer, 2 actions late"; None where all is settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount:
    """An account that a CSM looks after."""

    account: Link
    arr: float
    renewal: Due
    next_qbr: Due | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person's page."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    role: str
    email: str | None
    manager: Link | None
    pods: tuple[Link, ...]
    areas: tuple[str, ...]
    left: date | None
    queue: Queue
    asked: tuple[QuestionRow, ...]
    """Unanswered questions of the person's accounts, which Product answers."""
    before: tuple[Preparation, ...]
    """The person's accounts with a QBR or a renewal within 30 days, soonest first."""
    commitments: tuple[CommitmentRow, ...]
    """Pending ones that the person owns, by target."""
    decisions: tuple[DecisionRow, ...]
    """Standing ones that the person has still to follow through, due first at the top."""
    accounts: tuple[OwnAccount, ...]
    """By name."""
    accounts_total: str | None
    """As in "4 accounts, $953,000 ARR"."""


def view_person(person: str, *, book: Book) -> PersonView:
    """The page of one person."""
    known, as_of = book.records.people[person], book.ledger.as_of
    left = known.left if known.left and known.left < as_of else None
    own = _own_accounts(person, book=book)
    arr = book.ledger.arr_of(tuple(each.id for each in own))
    areas = book.records.taxonomy.areas.values()
    view = PersonView(
        title=known.name,
        description=f"What waits for {known.name}, and what {known.name} owns.",
        toc=(),
        as_of=as_of,
        role=ROLES[known.role],
        email=known.email,
        manager=book.link_person(known.manager) if known.manager else None,
        pods=tuple(
            book.link_pod(name)
            for name, pod in book.records.pods.items()
            if person in pod.members.values() and pod.status != "dissolved"
        ),
        areas=tuple(area.name for area in areas if area.pm == person),
        left=left,
        queue=queue_of(person, book=book),
        asked=_asked(own, book=book),
        before=tuple(_before(person, book=book)),
        commitments=_commitments(person, book=book),
        decisions=_decisions(person, book=book),
        accounts=tuple(_own_account(each, book=book) for each in own),
        accounts_total=f"{count(len(own), 'account')}, {money(arr, book.currency)} ARR"
        if own
        else None,
    )
    return replace(view, toc=tuple(_toc(view)))


def _toc(view: PersonView) -> Iterator[Section]:
    queue = view.queue
    sections = (
        ("late", "Late", queue.late),
        ("week", "This week", True),
        ("awaited", "Others wait for", queue.awaited),
        ("asked", "My customers wait for", view.asked),
        ("before", "Before a QBR or renewal", view.before),
        ("later", "Later", queue.later),
        ("commitments", "Commitments", view.commitments),
        ("decisions", "Decisions to follow through", view.decisions),
        ("accounts", "Accounts", view.accounts),
    )
    for id_, title, rows in sections:
        if rows:
            yield Section(id=id_, title=title)


def _own_accounts(person: str, *, book: Book) -> list[AccountStanding]:
    return sorted(
        (
            each
            for each in book.ledger.accounts.values()
            if each.account.csm == person and not each.churned
        ),
        key=lambda each: (each.account.name.casefold(), each.id),
    )


def _own_account(standing: AccountStanding, *, book: Book) -> OwnAccount:
    as_of = book.ledger.as_of
    return OwnAccount(
        account=book.link_account(standing.id),
        arr=standing.arr,
        renewal=comes_on(standing.account.renewal, as_of=as_of),
        next_qbr=next_qbr(standing, as_of=as_of),
    )


def _asked(own: list[AccountStanding], *, book: Book) -> tuple[QuestionRow, ...]:
    found = sorted(
        (
            (question.row.answer_by or date.max, question.ref)
            for each in own
            for question in book.questions_of_account.get(each.id, ())
            if question.is_open
        ),
    )
    return tuple(show_question(book.ledger.questions[ref], book=book) for _, ref in found)


def _before(person: str, *, book: Book) -> Iterator[Preparation]:
    """The accounts that the person looks after, as CSM or liaison, with a QBR or renewal soon."""
    soon = []
    for name, standing in book.ledger.accounts.items():
        ahead = pressing_for(name, book=book)
        if ahead and person in {standing.account.csm, standing.account.pm}:
            soon.append((ahead[0].on.day, name, ahead))
    for _, name, ahead in sorted(soon, key=lambda each: each[:2]):
        words = say_ahead(ahead)
        if words:
            yield Preparation(
                account=book.link_account(name),
                brief=book.link_brief(name),
                ahead=words,
                open=_open_for(name, book=book),
            )


def _open_for(account: str, *, book: Book) -> str | None:
    open_ = book.ledger.accounts[account].open
    numbers = (
        (open_.loops, "thing not told", "things not told"),
        (open_.questions, "question without an answer", "questions without an answer"),
        (open_.escalations, "open escalation", None),
        (open_.actions, "open action", None),
    )
    words = [count(number, one, many) for number, one, many in numbers if number]
    return ", ".join(words) or None


def _commitments(person: str, *, book: Book) -> tuple[CommitmentRow, ...]:
    found = sorted(
        (commitment.target or date.max, ref)
        for ref, decision in book.ledger.decisions.items()
        if (commitment := decision.commitment)
        and commitment.is_pending
        and decision.row.owner == person
    )
    decisions = (book.ledger.decisions[ref] for _, ref in found)
    return tuple(
        show_commitment(decision, decision.commitment, book=book)
        for decision in decisions
        if decision.commitment
    )


def _decisions(person: str, *, book: Book) -> tuple[DecisionRow, ...]:
    """What was decided and still waits for its follow-through; commitments stand on their own."""
    found = sorted(
        (decision.due or date.max, ref)
        for ref, decision in book.ledger.decisions.items()
        if decision.row.owner == person
        and decision.state is DecisionState.STANDING
        and decision.followed is None
        and not (decision.commitment and decision.commitment.is_pending)
    )
    return tuple(show_decision(book.ledger.decisions[ref], book=book) for _, ref in found)
