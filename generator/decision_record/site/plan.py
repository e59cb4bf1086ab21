"""Which pages there are: where each is, in which frame, and what makes its view.

A new page is a line of a table here, or a function, and its kind in `kinds.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from decision_record.checks.catalogue import url_of
from decision_record.checks.configure import ConfiguredRule
from decision_record.site.planned import PlannedPage, archive_pages, later_pages
from decision_record.views.account.account import view_account
from decision_record.views.account.all_open import is_too_long, view_account_open
from decision_record.views.account.brief import view_brief
from decision_record.views.account.history_pages import archive_history
from decision_record.views.account.open_items import make_open_lists
from decision_record.views.health.health import cadence_pages, view_cadence, view_health
from decision_record.views.health.measures import view_measure
from decision_record.views.health.signals import signal_pages, view_signal
from decision_record.views.home.home import view_home
from decision_record.views.lists.accounts import BY_NAME, accounts_pages, view_accounts
from decision_record.views.lists.actions import set_board, view_actions, view_actions_page
from decision_record.views.lists.area import view_area
from decision_record.views.lists.closed_actions import archive_closed_actions
from decision_record.views.lists.commitment import commitments_of, view_commitment
from decision_record.views.lists.commitment_groups import group_commitments
from decision_record.views.lists.commitments import (
    archive_ended,
    commitment_pages,
    view_commitments,
    view_commitments_page,
)
from decision_record.views.lists.decisions import (
    archive_decisions,
    open_decisions,
    open_pages,
    view_decisions,
    view_open_decisions,
)
from decision_record.views.lists.escalations import archive_escalations, view_escalations
from decision_record.views.lists.feedback import archive_feedback, view_feedback
from decision_record.views.lists.meetings import archive_meetings, view_meetings
from decision_record.views.lists.questions import archive_questions, view_questions
from decision_record.views.lists.requests import archive_requests, view_requests
from decision_record.views.lists.shipped import archive_shipped, view_shipped
from decision_record.views.lists.theme import archive_theme, view_theme
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
from decision_record.views.series.series import archive_series, view_series
from decision_record.views.series.series_list import view_series_list
from decision_record.views.shared.archive import Archive
from decision_record.views.shared.commitment_rows import address_of_commitment
from decision_record.views.shared.context import ViewContext, address_of
from decision_record.views.shared.view import View

SINGLE: tuple[tuple[str, str, Callable[..., View]], ...] = (
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
"""The pages of which there is one: address, frame, view."""

ARCHIVES: tuple[tuple[str, Callable[..., Archive[Any]]], ...] = (
    ("actions-closed", archive_closed_actions),
    ("commitments-ended", archive_ended),
    ("decisions-year", archive_decisions),
    ("escalations-year", archive_escalations),
    ("feedback-year", archive_feedback),
    ("meetings-year", archive_meetings),
    ("questions-year", archive_questions),
    ("requests-year", archive_requests),
    ("shipped-year", archive_shipped),
)
"""The lists that have pages by year, each with the frame of those pages."""


def plan_pages(context: ViewContext, rulings: Sequence[ConfiguredRule]) -> Iterator[PlannedPage]:
    """Every page of the site but the hand-written ones."""
    yield from _single_pages(context)
    yield from _archives(context)
    yield from _series(context)
    yield from _actions(context)
    yield from _commitments(context)
    yield from _decisions(context)
    yield from _themes(context)
    yield from _to_tell(context)
    yield from _areas(context)
    yield from plan_reference(rulings)
    yield from _health(context)
    yield from _accounts(context)
    yield from _pods(context)
    yield from _people(context)
    yield from _records(context)


def plan_reference(rulings: Sequence[ConfiguredRule]) -> Iterator[PlannedPage]:
    """The pages that depend on no record: every rule, every field."""
    yield from _rules(rulings)
    yield from _fields(rulings)


def _single_pages(context: ViewContext) -> Iterator[PlannedPage]:
    for address, frame, view in SINGLE:
        yield PlannedPage(address=address, frame=frame, view=partial(view, context=context))


def _archives(context: ViewContext) -> Iterator[PlannedPage]:
    for frame, archive in ARCHIVES:
        yield from archive_pages(archive(context=context), frame=frame)


def _accounts(context: ViewContext) -> Iterator[PlannedPage]:
    yield from later_pages(
        BY_NAME,
        frame="accounts-page",
        pages=accounts_pages(context=context),
        view=partial(view_accounts, context=context),
    )
    lists_of = make_open_lists(context)
    for account in context.records.accounts:
        yield PlannedPage(
            address=f"accounts/{account}/",
            frame="account",
            view=partial(view_account, account, lists_of=lists_of, context=context),
            file=f"accounts/{account}.yml",
        )
        if not context.index.has_left(account):
            yield PlannedPage(
                address=context.link_brief(account).address,
                frame="account-brief",
                view=partial(view_brief, account, lists_of=lists_of, context=context),
            )
        if is_too_long(account, context=context):
            yield PlannedPage(
                address=f"accounts/{account}/open/",
                frame="account-open",
                view=partial(view_account_open, account, lists_of=lists_of, context=context),
            )
        yield from archive_pages(archive_history(account, context=context), frame="account-history")


def _series(context: ViewContext) -> Iterator[PlannedPage]:
    for series in context.records.series:
        yield PlannedPage(
            address=f"series/{series}/",
            frame="series",
            view=partial(view_series, series, context=context),
        )
        yield PlannedPage(
            address=f"series/{series}/next/",
            frame="series-next",
            view=partial(view_next, series, context=context),
        )
        yield from archive_pages(archive_series(series, context=context), frame="series-year")


def _rules(rulings: Sequence[ConfiguredRule]) -> Iterator[PlannedPage]:
    yield PlannedPage(address="checks/", frame="checks", view=partial(view_rules, rulings))
    for ruling in rulings:
        address = url_of(ruling.rule.code)
        yield PlannedPage(address=address, frame="check", view=partial(view_rule, ruling))


def _fields(rulings: Sequence[ConfiguredRule]) -> Iterator[PlannedPage]:
    yield PlannedPage(address="guide/fields/", frame="fields", view=view_fields)
    for kind in file_kinds():
        view = partial(view_fields_of, kind, rulings)
        yield PlannedPage(address=f"guide/fields/{kind}/", frame="fields-of", view=view)


def _health(context: ViewContext) -> Iterator[PlannedPage]:
    measures = tuple(each.measure.name for each in context.findings.measures)
    pages: tuple[tuple[str, Iterable[str], Callable[..., View]], ...] = (
        ("signal", signal_pages(context=context), view_signal),
        ("measure", measures, view_measure),
        ("cadence", cadence_pages(context=context), view_cadence),
    )
    for frame, steps, view in pages:
        for step in steps:
            yield PlannedPage(
                address=f"health/{step}/", frame=frame, view=partial(view, step, context=context)
            )


def _actions(context: ViewContext) -> Iterator[PlannedPage]:
    board = set_board(context=context)
    yield from later_pages(
        "actions/",
        frame="actions-page",
        pages=board.pages,
        view=partial(view_actions_page, board=board, context=context),
    )


def _commitments(context: ViewContext) -> Iterator[PlannedPage]:
    """A page for each promise, the later pages of those to be kept, and what ended."""
    for promise in commitments_of(context):
        yield PlannedPage(
            address=address_of_commitment(promise),
            frame="commitment",
            view=partial(view_commitment, promise, context=context),
        )
    promises = group_commitments(context=context)
    yield from later_pages(
        "commitments/",
        frame="commitments-page",
        pages=commitment_pages(promises),
        view=partial(view_commitments_page, promises=promises, context=context),
    )


def _decisions(context: ViewContext) -> Iterator[PlannedPage]:
    """The later pages of what is open."""
    waiting = open_decisions(context=context)
    yield from later_pages(
        "decisions/open-",
        frame="decisions-open",
        pages=open_pages(waiting),
        view=partial(view_open_decisions, waiting=waiting, context=context),
    )


def _to_tell(context: ViewContext) -> Iterator[PlannedPage]:
    loops = loops_to_tell(context=context)
    yield from later_pages(
        "to-tell/",
        frame="to-tell-page",
        pages=to_tell_pages(loops),
        view=partial(view_to_tell_page, loops=loops, context=context),
    )


def _areas(context: ViewContext) -> Iterator[PlannedPage]:
    for area in context.records.taxonomy.areas:
        yield PlannedPage(
            address=context.link_area(area).address,
            frame="area",
            view=partial(view_area, area, context=context),
        )


def _themes(context: ViewContext) -> Iterator[PlannedPage]:
    """Each theme, and what names it by year."""
    for theme in context.records.taxonomy.themes:
        yield PlannedPage(
            address=context.link_theme(theme).address,
            frame="theme",
            view=partial(view_theme, theme, context=context),
        )
        yield from archive_pages(archive_theme(theme, context=context), frame="theme-year")


def _pods(context: ViewContext) -> Iterator[PlannedPage]:
    for pod in context.records.pods:
        yield PlannedPage(
            address=context.link_pod(pod).address,
            frame="pod",
            view=partial(view_pod, pod, context=context),
            file=f"pods/{pod}.yml",
        )


def _people(context: ViewContext) -> Iterator[PlannedPage]:
    """Each person, and the later pages of a long queue."""
    for person in sorted(context.records.people):
        address = context.link_person(person).address
        queue = queue_of(person, context=context)
        yield PlannedPage(
            address=address,
            frame="person",
            view=partial(view_person, person, queue=queue, context=context),
        )
        yield from later_pages(
            address,
            frame="person-queue",
            pages=queue_pages(queue),
            view=partial(view_queue, person, queue=queue, context=context),
        )


def _records(context: ViewContext) -> Iterator[PlannedPage]:
    for entry in context.ledger.entries:
        yield PlannedPage(
            address=address_of(entry),
            frame="meeting" if entry.meeting else "update",
            view=partial(view_record, entry.id, context=context),
            # The forge that the others are edited at has no personal records.
            file=None if entry.file.personal_root else entry.file.path,
        )
