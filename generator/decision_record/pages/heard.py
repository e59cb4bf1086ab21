"""What customers spoke of lately: the records of some days, and the questions asked most."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from decision_record.ledger.asked import AskedQuestion
from decision_record.ledger.scope import Scope, area_of
from decision_record.model.records import Entry
from decision_record.pages.book import Book

QUARTER = 91
"""Days† back in which a question counts as asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOften:
    """Questions on one theme, or in the same words."""

    subject: str
    """The theme's name, else the question."""
    theme: str | None
    accounts: tuple[str, ...]
    arr: float
    questions: tuple[AskedQuestion, ...]
    """Oldest first."""

    @property
    def open(self) -> int:
        """How many have no answer."""
        return sum(each.is_open for each in self.questions)


def entries_since(days: int, *, book: Book) -> Iterator[Entry]:
    """The records of the last days, newest first."""
    first = book.ledger.as_of - timedelta(days=days)
    for entry in reversed(book.ledger.entries):
        if entry.date < first:
            return
        yield entry


def asked_most(*, scope: Scope, book: Book) -> tuple[AskedOften, ...]:
    """Questions that are open or were asked in the last quarter, by what they are about.

    Those of the most accounts come first, then those with the most ARR behind them.
    """
    first = book.ledger.as_of - timedelta(days=QUARTER)
    groups: dict[str, list[AskedQuestion]] = {}
    recent = {
        f"{entry.id}/{row.id}": None
        for entry in entries_since(QUARTER, book=book)
        for row in entry.record.questions
    }
    still_open = {each.ref: None for each in book.waiting.questions if each.asked < first}
    for ref in {**still_open, **recent}:
        question = book.ledger.questions[ref]
        if scope.covers(
            question.account, area_of(question.row, records=book.records)
        ) and not book.has_left(question.account):
            groups.setdefault(question.row.theme or question.row.ask, []).append(question)
    found = (_group(each, book=book) for each in groups.values())
    return tuple(sorted(found, key=lambda each: (-len(each.accounts), -each.arr, each.subject)))


def _group(questions: list[AskedQuestion], *, book: Book) -> AskedOften:
    questions.sort(key=lambda each: (each.asked, each.ref))
    accounts = tuple(dict.fromkeys(each.account for each in questions))
    theme = questions[0].row.theme
    return AskedOften(
        subject=book.link_theme(theme).text if theme else questions[0].row.ask,
        theme=theme,
        accounts=accounts,
        arr=book.ledger.arr_of(accounts),
        questions=tuple(questions),
    )
