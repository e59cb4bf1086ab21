"""From ledger to content: every page's view made and rendered, every export, every redirect.

Pages are made one at a time while they are written; ten thousand are never in memory together.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Protocol

from decision_record.checks.catalogue import url_of
from decision_record.checks.configure import Ruling, rule_on
from decision_record.exports.api import make_documents
from decision_record.ledger.replay import Ledger
from decision_record.model.records import Records
from decision_record.pages.account import view_account
from decision_record.pages.accounts import view_accounts
from decision_record.pages.actions import view_actions
from decision_record.pages.book import Book, address_of, open_book
from decision_record.pages.commitments import view_commitments
from decision_record.pages.decisions import decision_years, view_decisions, view_decisions_year
from decision_record.pages.home import view_home
from decision_record.pages.meetings import meeting_years, view_meetings, view_meetings_year
from decision_record.pages.people import view_people
from decision_record.pages.person import view_person
from decision_record.pages.pod import view_pod
from decision_record.pages.pods import view_pods
from decision_record.pages.record import view_record
from decision_record.pages.rules import view_rule, view_rules
from decision_record.pages.sections import Section
from decision_record.settings import Settings
from decision_record.signals.configure import set_thresholds
from decision_record.site.addresses import root_from
from decision_record.site.content import Content, Document, Page, Redirect, Slots, TocEntry
from decision_record.site.templates import open_templates, render
from decision_record.site.theme import theme_folder


class View(Protocol):
    """What every view tells its frame."""

    @property
    def title(self) -> str:
        """For the tab and the header."""

    @property
    def description(self) -> str:
        """One sentence."""

    @property
    def toc(self) -> tuple[Section, ...]:
        """The headings of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    """A page that is to be made: where, in which frame, from which template and view."""

    address: str
    frame: str
    view: Callable[[], View]
    file: str | None = None
    """The file that the page shows, below its root; it can be edited at the forge."""


def make_content(
    *,
    records: Records,
    ledger: Ledger,
    settings: Settings,
    written: Mapping[str, date] | None = None,
) -> Content:
    """Everything that the generator publishes beside the hand-written pages.

    Args:
        records: The reference files.
        ledger: The state of everything on the day.
        settings: What the team has set.
        written: The day on which each record was written down, where git knows.
    """
    book = open_book(records=records, ledger=ledger)
    return Content(
        pages=_render(_plan(book, rule_on(settings)), book=book, edit_uri=settings.edit_uri),
        documents=(
            Document(path=each.path, content=each.content)
            for each in make_documents(
                records=records,
                ledger=ledger,
                signals=set_thresholds(settings),
                written=written,
            )
        ),
        redirects=tuple(
            Redirect(old=f"accounts/{alias}/", new=f"accounts/{account}/")
            for alias, account in sorted(records.aliases.items())
        ),
    )


def _render(plan: Iterator[_Planned], *, book: Book, edit_uri: str | None) -> Iterator[Page]:
    templates = open_templates(theme_folder(), currency=book.currency)
    for planned in plan:
        view = planned.view()
        template = templates.get_template(f"{planned.frame}.html")
        edit_url = f"{edit_uri.rstrip('/')}/{planned.file}" if edit_uri and planned.file else None
        yield Page(
            address=planned.address,
            frame=planned.frame,
            slots=Slots(
                title=view.title,
                description=view.description,
                body=render(template, view=view, root=root_from(planned.address)),
                toc=tuple(TocEntry(id=each.id, title=each.title) for each in view.toc),
                edit_url=edit_url,
            ),
        )


def _plan(book: Book, rulings: Sequence[Ruling]) -> Iterator[_Planned]:
    yield from _single_pages(book)
    yield from _years(book)
    yield from _rules(rulings)
    for account in book.records.accounts:
        yield _Planned(
            address=f"accounts/{account}/",
            frame="account",
            view=partial(view_account, account, book=book),
            file=f"accounts/{account}.yml",
        )
    for pod in book.records.pods:
        yield _Planned(
            address=f"pods/{pod}/",
            frame="pod",
            view=partial(view_pod, pod, book=book),
            file=f"pods/{pod}.yml",
        )
    for person in sorted(book.records.people):
        yield _Planned(
            address=f"people/{person}/",
            frame="person",
            view=partial(view_person, person, book=book),
        )
    for entry in book.ledger.entries:
        yield _Planned(
            address=address_of(entry),
            frame="meeting" if entry.meeting else "update",
            view=partial(view_record, entry.id, book=book),
            # The forge that the others are edited at has no personal records.
            file=None if entry.file.personal_root else entry.file.path,
        )


def _single_pages(book: Book) -> Iterator[_Planned]:
    views: tuple[tuple[str, str, Callable[..., View]], ...] = (
        ("", "home", view_home),
        ("accounts/", "accounts", view_accounts),
        ("actions/", "actions", view_actions),
        ("commitments/", "commitments", view_commitments),
        ("decisions/", "decisions", view_decisions),
        ("meetings/", "meetings", view_meetings),
        ("people/", "people", view_people),
        ("pods/", "pods", view_pods),
    )
    for address, frame, view in views:
        yield _Planned(address=address, frame=frame, view=partial(view, book=book))


def _rules(rulings: Sequence[Ruling]) -> Iterator[_Planned]:
    yield _Planned(address="checks/", frame="checks", view=partial(view_rules, rulings))
    for ruling in rulings:
        address = url_of(ruling.rule.code)
        yield _Planned(address=address, frame="check", view=partial(view_rule, ruling))


def _years(book: Book) -> Iterator[_Planned]:
    for year in meeting_years(book=book):
        yield _Planned(
            address=f"meetings/{year}/",
            frame="meetings-year",
            view=partial(view_meetings_year, year, book=book),
        )
    for year in decision_years(book=book):
        yield _Planned(
            address=f"decisions/{year}/",
            frame="decisions-year",
            view=partial(view_decisions_year, year, book=book),
        )
