"""Which pages there are: where each is, in which frame, and what makes its view.

A new page is one function here, or a line in one, and its kind in `kinds.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from decision_record.checks.catalogue import url_of
from decision_record.checks.configure import Ruling
from decision_record.site.planned import PlannedPage, View, later_pages, year_pages
from decision_record.views.account.account import view_account
from decision_record.views.account.all_open import is_too_long, view_account_open
from decision_record.views.account.brief import view_brief
from decision_record.views.account.history_pages import history_pages, view_history
from decision_record.views.account.open_items import make_open_lists
from decision_record.views.health.health import cadence_pages, view_cadence, view_health
from decision_record.views.health.measures import view_measure
from decision_record.views.health.signals import signal_pages, view_signal
from decision_record.views.home.home import view_home
from decision_record.views.lists.accounts import BY_NAME, accounts_pages, view_accounts
from decision_record.views.lists.actions import set_board, view_actions, view_actions_page
from decision_record.views.lists.area import view_area
from decision_record.views.lists.closed_actions import closed_pages, view_closed_actions
from decision_record.views.lists.commitment import commitments_of, view_commitment
from decision_record.views.lists.commitment_groups import sort_promises
from decision_record.views.lists.commitments import (
    address_of_commitment,
    commitment_pages,
    ended_pages,
    view_commitments,
    view_commitments_page,
    view_ended_commitments,
)
from decision_record.views.lists.decisions import (
    decision_pages,
    open_decisions,
    open_pages,
    view_decisions,
    view_decisions_year,
    view_open_decisions,
)
from decision_record.views.lists.escalations import (
    escalation_pages,
    view_escalations,
    view_escalations_year,
)
from decision_record.views.lists.feedback import feedback_pages, view_feedback, view_feedback_year
from decision_record.views.lists.meetings import meeting_pages, view_meetings, view_meetings_year
from decision_record.views.lists.questions import (
    question_pages,
    view_questions,
    view_questions_year,
)
from decision_record.views.lists.requests import request_pages, view_requests, view_requests_year
from decision_record.views.lists.shipped import shipped_pages, view_shipped, view_shipped_year
from decision_record.views.lists.theme import theme_pages, view_theme, view_theme_year
from decision_record.views.lists.themes import view_themes
from decision_record.views.lists.to_tell import (
    loops_to_tell,
    to_tell_pages,
    view_to_tell,
    view_to_tell_page,
)
from decision_record.views.people.people import view_people
from decision_record.views.people.person import queue_pages, view_person, view_queue
from decision_record.views.people.queue import queue_of
from decision_record.views.pods.pod import view_pod
from decision_record.views.pods.pods import view_pods
from decision_record.views.record.record import view_record
from decision_record.views.reference.fields import file_kinds, view_fields, view_fields_of
from decision_record.views.reference.rules import view_rule, view_rules
from decision_record.views.series.next_meeting import view_next
from decision_record.views.series.series import series_pages, view_series, view_series_year
from decision_record.views.series.series_list import view_series_list
from decision_record.views.shared.context import Book, address_of


def plan_pages(book: Book, rulings: Sequence[Ruling]) -> Iterator[PlannedPage]:
    """Every page of the site but the hand-written ones."""
    yield from _single_pages(book)
    yield from _meeting_years(book)
    yield from _series(book)
    yield from _actions(book)
    yield from _commitments(book)
    yield from _decisions(book)
    yield from _asked(book)
    yield from _themes(book)
    yield from _told(book)
    yield from _rules(rulings)
    yield from _fields(rulings)
    yield from _health(book)
    yield from _accounts(book)
    yield from _pods(book)
    yield from _people(book)
    yield from _records(book)


def _single_pages(book: Book) -> Iterator[PlannedPage]:
    views: tuple[tuple[str, str, Callable[..., View]], ...] = (
        ("", "home", view_home),
        ("accounts/", "accounts", view_accounts),
        ("actions/", "actions", view_actions),
        ("commitments/", "commitments", view_commitments),
        ("decisions/", "decisions", view_decisions),
        ("escalations/", "escalations", view_escalations),
        ("questions/", "questions", view_questions),
        ("requests/", "requests", view_requests),
        ("themes/", "themes", view_themes),
        ("feedback/", "feedback", view_feedback),
        ("to-tell/", "to-tell", view_to_tell),
        ("shipped/", "shipped", view_shipped),
        ("health/", "health", view_health),
        ("meetings/", "meetings", view_meetings),
        ("people/", "people", view_people),
        ("pods/", "pods", view_pods),
        ("series/", "series-list", view_series_list),
    )
    for address, frame, view in views:
        yield PlannedPage(address=address, frame=frame, view=partial(view, book=book))


def _accounts(book: Book) -> Iterator[PlannedPage]:
    yield from later_pages(
        BY_NAME,
        frame="accounts-page",
        pages=accounts_pages(book=book),
        view=partial(view_accounts, book=book),
    )
    lists_of = make_open_lists(book)
    for account in book.records.accounts:
        yield PlannedPage(
            address=f"accounts/{account}/",
            frame="account",
            view=partial(view_account, account, lists_of=lists_of, book=book),
            file=f"accounts/{account}.yml",
        )
        if not book.has_left(account):
            yield PlannedPage(
                address=book.link_brief(account).address,
                frame="account-brief",
                view=partial(view_brief, account, lists_of=lists_of, book=book),
            )
        if is_too_long(lists_of(account)):
            yield PlannedPage(
                address=f"accounts/{account}/open/",
                frame="account-open",
                view=partial(view_account_open, account, lists_of=lists_of, book=book),
            )
        pages = history_pages(account, book=book)
        for page in pages:
            yield PlannedPage(
                address=f"accounts/{account}/history/{page.step}/",
                frame="account-history",
                view=partial(view_history, account, page, pages=pages, book=book),
            )


def _series(book: Book) -> Iterator[PlannedPage]:
    for series in book.records.series:
        yield PlannedPage(
            address=f"series/{series}/",
            frame="series",
            view=partial(view_series, series, book=book),
        )
        yield PlannedPage(
            address=f"series/{series}/next/",
            frame="series-next",
            view=partial(view_next, series, book=book),
        )
        years = series_pages(series, book=book)
        yield from year_pages(
            f"series/{series}/",
            frame="series-year",
            pages=years,
            view=partial(view_series_year, series, years=years, book=book),
        )


def _rules(rulings: Sequence[Ruling]) -> Iterator[PlannedPage]:
    yield PlannedPage(address="checks/", frame="checks", view=partial(view_rules, rulings))
    for ruling in rulings:
        address = url_of(ruling.rule.code)
        yield PlannedPage(address=address, frame="check", view=partial(view_rule, ruling))


def _fields(rulings: Sequence[Ruling]) -> Iterator[PlannedPage]:
    yield PlannedPage(address="guide/fields/", frame="fields", view=view_fields)
    for kind in file_kinds():
        view = partial(view_fields_of, kind, rulings)
        yield PlannedPage(address=f"guide/fields/{kind}/", frame="fields-of", view=view)


def _health(book: Book) -> Iterator[PlannedPage]:
    measures = tuple(each.measure.name for each in book.findings.measures)
    pages: tuple[tuple[str, Iterable[str], Callable[..., View]], ...] = (
        ("signal", signal_pages(book=book), view_signal),
        ("measure", measures, view_measure),
        ("cadence", cadence_pages(book=book), view_cadence),
    )
    for frame, steps, view in pages:
        for step in steps:
            yield PlannedPage(
                address=f"health/{step}/", frame=frame, view=partial(view, step, book=book)
            )


def _meeting_years(book: Book) -> Iterator[PlannedPage]:
    pages = meeting_pages(book=book)
    yield from year_pages(
        "meetings/",
        frame="meetings-year",
        pages=pages,
        view=partial(view_meetings_year, years=pages, book=book),
    )


def _actions(book: Book) -> Iterator[PlannedPage]:
    """The board's later pages, and what is closed."""
    board = set_board(book=book)
    closed = closed_pages(book=book)
    yield from later_pages(
        "actions/",
        frame="actions-page",
        pages=board.pages,
        view=partial(view_actions_page, board=board, book=book),
    )
    yield from year_pages(
        "actions/closed/",
        frame="actions-closed",
        pages=closed,
        view=partial(view_closed_actions, years=closed, book=book),
    )


def _commitments(book: Book) -> Iterator[PlannedPage]:
    """A page for each promise, the later pages of those to be kept, and what ended."""
    for promise in commitments_of(book):
        yield PlannedPage(
            address=address_of_commitment(promise),
            frame="commitment",
            view=partial(view_commitment, promise, book=book),
        )
    promises = sort_promises(book=book)
    ended = ended_pages(promises)
    yield from later_pages(
        "commitments/",
        frame="commitments-page",
        pages=commitment_pages(promises),
        view=partial(view_commitments_page, promises=promises, book=book),
    )
    yield from year_pages(
        "commitments/ended/",
        frame="commitments-ended",
        pages=ended,
        view=partial(view_ended_commitments, years=ended, book=book),
    )


def _decisions(book: Book) -> Iterator[PlannedPage]:
    """The later pages of what is open, and the log by year."""
    waiting = open_decisions(book=book)
    years = decision_pages(book=book)
    yield from later_pages(
        "decisions/open-",
        frame="decisions-open",
        pages=open_pages(waiting),
        view=partial(view_open_decisions, waiting=waiting, book=book),
    )
    yield from year_pages(
        "decisions/",
        frame="decisions-year",
        pages=years,
        view=partial(view_decisions_year, years=years, book=book),
    )


def _asked(book: Book) -> Iterator[PlannedPage]:
    """What customers raised and asked, by year."""
    escalations = escalation_pages(book=book)
    questions = question_pages(book=book)
    requests = request_pages(book=book)
    yield from year_pages(
        "escalations/",
        frame="escalations-year",
        pages=escalations,
        view=partial(view_escalations_year, years=escalations, book=book),
    )
    yield from year_pages(
        "questions/",
        frame="questions-year",
        pages=questions,
        view=partial(view_questions_year, years=questions, book=book),
    )
    yield from year_pages(
        "requests/",
        frame="requests-year",
        pages=requests,
        view=partial(view_requests_year, years=requests, book=book),
    )


def _told(book: Book) -> Iterator[PlannedPage]:
    """What shipped and what customers said, by year; customer updates; each product area."""
    shipped = shipped_pages(book=book)
    feedback = feedback_pages(book=book)
    loops = loops_to_tell(book=book)
    yield from year_pages(
        "shipped/",
        frame="shipped-year",
        pages=shipped,
        view=partial(view_shipped_year, years=shipped, book=book),
    )
    yield from year_pages(
        "feedback/",
        frame="feedback-year",
        pages=feedback,
        view=partial(view_feedback_year, years=feedback, book=book),
    )
    yield from later_pages(
        "to-tell/",
        frame="to-tell-page",
        pages=to_tell_pages(loops),
        view=partial(view_to_tell_page, loops=loops, book=book),
    )
    for area in book.records.taxonomy.areas:
        yield PlannedPage(
            address=book.link_area(area).address,
            frame="area",
            view=partial(view_area, area, book=book),
        )


def _themes(book: Book) -> Iterator[PlannedPage]:
    """Each theme, and what names it by year."""
    for theme in book.records.taxonomy.themes:
        years = theme_pages(theme, book=book)
        yield PlannedPage(
            address=book.link_theme(theme).address,
            frame="theme",
            view=partial(view_theme, theme, book=book),
        )
        yield from year_pages(
            f"themes/{theme}/",
            frame="theme-year",
            pages=years,
            view=partial(view_theme_year, theme, years=years, book=book),
        )


def _pods(book: Book) -> Iterator[PlannedPage]:
    for pod in book.records.pods:
        yield PlannedPage(
            address=book.link_pod(pod).address,
            frame="pod",
            view=partial(view_pod, pod, book=book),
            file=f"pods/{pod}.yml",
        )


def _people(book: Book) -> Iterator[PlannedPage]:
    """Each person, and the later pages of a long queue."""
    for person in sorted(book.records.people):
        address = book.link_person(person).address
        queue = queue_of(person, book=book)
        yield PlannedPage(
            address=address,
            frame="person",
            view=partial(view_person, person, queue=queue, book=book),
        )
        yield from later_pages(
            address,
            frame="person-queue",
            pages=queue_pages(queue),
            view=partial(view_queue, person, queue=queue, book=book),
        )


def _records(book: Book) -> Iterator[PlannedPage]:
    for entry in book.ledger.entries:
        yield PlannedPage(
            address=address_of(entry),
            frame="meeting" if entry.meeting else "update",
            view=partial(view_record, entry.id, book=book),
            # The forge that the others are edited at has no personal records.
            file=None if entry.file.personal_root else entry.file.path,
        )
