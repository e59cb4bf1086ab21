"""An account's page: what was promised, what may be said, what will surprise, what is open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from decision_record.ledger.accounts import AccountStanding
from decision_record.ledger.actions import Side
from decision_record.ledger.decisions import CommitmentState, LoggedDecision
from decision_record.pages.ahead import (
    Ahead,
    days_ahead_of,
    last_qbr,
    next_qbr,
)
from decision_record.pages.alerts import Owed, Surprise, answers_owed, surprises_of
from decision_record.pages.asked_rows import QuestionRow, RaisedRow, show_path, show_question
from decision_record.pages.book import Book, Link
from decision_record.pages.history import HistoryYear, tell_history
from decision_record.pages.rows import (
    SIDES,
    ActionRow,
    CommitmentRow,
    LoopRow,
    show_action,
    show_commitment,
    show_loop,
)
from decision_record.pages.said import NoPromise, Saying, no_promises_for, sayings_for
from decision_record.pages.sections import Section
from decision_record.pages.words import Due, comes_on, count, money, short_day

SHOWN = 6
"""Words that stand open on the page; older ones are one click away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideActions:
    """The open actions of one side."""

    side: str
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """That the customer left."""

    day: date
    because: str | None
    arr: float
    """What it was worth on the day before."""
    causes: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFacts:
    """Who the account is."""

    arr: float
    segment: str
    csm: Link
    pm: Link | None
    pods: tuple[Link, ...]
    renewal: Due
    next_qbr: Due | None
    calls: tuple[Ahead, ...]
    last_qbr: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """An account's page."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    before: tuple[str, ...]
    """Names that it had before."""
    facts: AccountFacts
    left: Left | None
    surprises: tuple[Surprise, ...]
    owed: tuple[Owed, ...]
    sayings: tuple[Saying, ...]
    older_sayings: tuple[Saying, ...]
    no_promises: tuple[NoPromise, ...]
    commitments: tuple[CommitmentRow, ...]
    """Pending ones by target."""
    past_commitments: tuple[CommitmentRow, ...]
    """Shipped, descoped and superseded ones, the newest first."""
    raised: tuple[RaisedRow, ...]
    actions: tuple[SideActions, ...]
    open_actions: int
    questions: tuple[QuestionRow, ...]
    loops: tuple[LoopRow, ...]
    history: tuple[HistoryYear, ...]
    open: tuple[Section, ...]
    """What is open, as in "3 actions", each with the section that lists it."""
    since_qbr: int
    """How much happened since the last QBR."""


def view_account(account: str, *, book: Book) -> AccountView:
    """The page of one account."""
    standing = book.ledger.accounts[account]
    as_of = book.ledger.as_of
    decisions = tuple(_concerning(standing, kind="decision", book=book))
    loops = [loop for loop in book.loops_of_account.get(account, ()) if loop.is_open]
    shipped = [step.ref for step in standing.timeline if step.kind == "shipped"]
    sayings = (
        ()
        if standing.churned
        else sayings_for(account, decisions=decisions, shipped=shipped, book=book)
    )
    pending, past = _commitments(decisions, account=account, book=book)
    actions = _actions(account, book=book)
    qbr = last_qbr(standing, as_of=as_of)
    view = AccountView(
        title=standing.account.name,
        description=_describe(standing, book=book),
        toc=(),
        as_of=as_of,
        before=standing.account.aliases,
        facts=_facts(standing, book=book),
        left=_left(standing, book=book),
        surprises=surprises_of(loops, book=book),
        owed=answers_owed(account, book=book),
        sayings=sayings[:SHOWN],
        older_sayings=sayings[SHOWN:],
        no_promises=()
        if standing.churned
        else no_promises_for(account, decisions=decisions, book=book),
        commitments=pending,
        past_commitments=past,
        raised=_raised(account, book=book),
        actions=actions,
        open_actions=sum(len(each.rows) for each in actions),
        questions=_questions(account, book=book),
        loops=tuple(
            show_loop(loop, book=book) for loop in sorted(loops, key=lambda each: each.due)
        ),
        history=tell_history(standing, qbr=qbr, book=book),
        open=(),
        since_qbr=sum(step.day >= qbr for step in standing.timeline) if qbr else 0,
    )
    return replace(view, toc=tuple(_toc(view)), open=tuple(_open(view)))


def _open(view: AccountView) -> Iterator[Section]:
    """What is open, in the order of the page."""
    numbers = (
        ("commitments", len(view.commitments), "commitment"),
        ("escalations", len(view.raised), "escalation"),
        ("actions", view.open_actions, "action"),
        ("questions", len(view.questions), "unanswered question"),
    )
    for id_, number, one in numbers:
        if number:
            yield Section(id=id_, title=count(number, one))
    if view.loops:
        news = count(len(view.loops), "thing")
        yield Section(id="not-told", title=f"{news} not told yet")


def _toc(view: AccountView) -> Iterator[Section]:
    """The sections of the page; of an account that left only those that hold something."""
    sections = (
        ("say", "You can say", view.sayings),
        ("do-not-promise", "Do not promise", view.no_promises),
        ("commitments", "Commitments", view.commitments or view.past_commitments),
        ("escalations", "Escalations", view.raised),
        ("actions", "Open actions", view.open_actions),
        ("questions", "Unanswered questions", view.questions),
        ("not-told", "Not told yet", view.loops),
    )
    for id_, title, rows in sections:
        if rows or view.left is None:
            yield Section(id=id_, title=title)
    yield Section(id="history", title="History")


def _concerning(standing: AccountStanding, *, kind: str, book: Book) -> Iterator[LoggedDecision]:
    """The decisions of the account's timeline."""
    refs = dict.fromkeys(step.ref for step in standing.timeline if step.kind == kind)
    for ref in refs:
        decision = book.ledger.decisions.get(ref)
        if decision:
            yield decision


def _describe(standing: AccountStanding, *, book: Book) -> str:
    known, as_of = standing.account, book.ledger.as_of
    if standing.churned:
        return f"{known.name} left on {short_day(standing.churned)}. Its whole history."
    renewal = comes_on(known.renewal, as_of=as_of).words
    return (
        f"What was promised to {known.name} and what may be said: "
        f"{money(standing.arr, book.currency)} ARR, renewal {renewal}."
    )


def _facts(standing: AccountStanding, *, book: Book) -> AccountFacts:
    known, as_of = standing.account, book.ledger.as_of
    covering = [
        name
        for name, pod in book.records.pods.items()
        if pod.status != "dissolved"
        and (
            (pod.structure == "segment" and pod.segment == known.segment and not pod.accounts)
            or standing.id in {book.records.account_id(each) for each in pod.accounts}
        )
    ]
    pm = known.pm or next(
        (
            book.records.pods[each].members[seat]
            for each in covering
            for seat in ("pm",)
            if seat in book.records.pods[each].members
        ),
        None,
    )
    of_pm = [
        name
        for name, pod in book.records.pods.items()
        if pod.status != "dissolved" and pm and pm in pod.members.values()
    ]
    return AccountFacts(
        arr=standing.arr,
        segment=book.records.taxonomy.segments.get(known.segment, known.segment),
        csm=book.link_person(known.csm),
        pm=book.link_person(pm) if pm else None,
        pods=tuple(book.link_pod(each) for each in dict.fromkeys((*covering, *of_pm))),
        renewal=comes_on(known.renewal, as_of=as_of),
        next_qbr=next_qbr(standing, as_of=as_of),
        calls=tuple(
            each
            for each in days_ahead_of(standing.id, book=book)
            if each.kind not in {"QBR", "Renewal"}
        ),
        last_qbr=last_qbr(standing, as_of=as_of),
    )


def _left(standing: AccountStanding, *, book: Book) -> Left | None:
    churn = standing.account.churned
    if churn is None or standing.churned is None:
        return None
    return Left(
        day=churn.on,
        because=churn.because,
        arr=standing.account.arr_on(churn.on - timedelta(days=1)),
        causes=tuple(book.link_item(each) for each in churn.causes if each in book.ledger.items),
    )


def _commitments(
    decisions: tuple[LoggedDecision, ...], *, account: str, book: Book
) -> tuple[tuple[CommitmentRow, ...], tuple[CommitmentRow, ...]]:
    """Pending commitments by target, and past ones, the newest word first."""
    named = [
        (decision, decision.commitment)
        for decision in decisions
        if decision.commitment and account in (*decision.accounts, *decision.owed_to)
    ]
    pending = sorted(
        (pair for pair in named if pair[1].is_pending),
        key=lambda pair: (pair[1].target or date.max, pair[0].ref),
    )
    # What was superseded last is the least of a reader's worries, whenever that was.
    past = sorted(
        (pair for pair in named if not pair[1].is_pending),
        key=lambda pair: (
            pair[1].state is not CommitmentState.SUPERSEDED,
            pair[1].shipped or pair[1].told_of,
            pair[0].ref,
        ),
        reverse=True,
    )
    shown = [
        tuple(show_commitment(decision, commitment, book=book) for decision, commitment in each)
        for each in (pending, past)
    ]
    return shown[0], shown[1]


def _raised(account: str, *, book: Book) -> tuple[RaisedRow, ...]:
    """What is open by age, one row for a path: its last part, as old as its first."""
    found = []
    for raised in book.raised_of_account.get(account, ()):
        if not raised.is_open or raised.ref != raised.path[-1]:
            continue
        found.append(show_path(raised, book=book))
    return tuple(sorted(found, key=lambda each: (each.raised, each.item.address)))


def _actions(account: str, *, book: Book) -> tuple[SideActions, ...]:
    """Open actions by side, due first at the top; sides without any are left out."""
    open_ = sorted(
        (each for each in book.actions_of_account.get(account, ()) if each.is_open),
        key=lambda each: (each.due, each.ref),
    )
    return tuple(
        SideActions(
            side=SIDES[side],
            rows=tuple(show_action(each, book=book) for each in open_ if each.side is side),
        )
        for side in Side
        if any(each.side is side for each in open_)
    )


def _questions(account: str, *, book: Book) -> tuple[QuestionRow, ...]:
    """Questions without an answer, the one that is needed first at the top."""
    found = sorted(
        (each for each in book.questions_of_account.get(account, ()) if each.is_open),
        key=lambda each: (each.row.answer_by or date.max, each.ref),
    )
    return tuple(show_question(each, book=book) for each in found)
