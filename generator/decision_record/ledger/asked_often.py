"""The questions that customers ask most often since a meeting, by accounts and ARR."""

from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from decision_record.ledger.asked import AskedQuestion
from decision_record.ledger.calendar import days_before
from decision_record.ledger.demand import QUARTER
from decision_record.ledger.replay import Ledger
from decision_record.ledger.scope import Scope, area_of
from decision_record.ledger.series import SeriesStanding
from decision_record.model.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOften:
    """Questions on one theme, or in the same words."""

    theme: str | None
    questions: tuple[AskedQuestion, ...]
    """Oldest first."""
    accounts: tuple[str, ...]
    """Who asked, each once."""
    arr: float
    """Of these accounts together on the ledger's day, in the organisation's currency."""

    @property
    def open(self) -> int:
        """How many have no answer."""
        return sum(each.is_open for each in self.questions)


def find_asked_most(
    ledger: Ledger, *, records: Records, scope: Scope, since: SeriesStanding
) -> tuple[AskedOften, ...]:
    """The questions asked since a series was last held, of the most accounts first, then by ARR.

    Of a series that was never held, those of the last 91 days†. Customers who left do not count.

    Args:
        ledger: The state of everything on its day.
        records: The reference files.
        scope: What the series is about.
        since: The series.
    """
    asked: dict[str, list[AskedQuestion]] = {}
    for question in _asked_since(ledger, since):
        standing = ledger.accounts.get(question.account)
        has_left = standing is not None and standing.churned is not None
        if not has_left and scope.covers(question.account, area_of(question.row, records=records)):
            subject = question.row.theme or " ".join(question.row.ask.split()).casefold()
            asked.setdefault(subject, []).append(question)
    found = (_group(each, ledger=ledger) for each in asked.values())
    return tuple(
        sorted(found, key=lambda each: (-len(each.accounts), -each.arr, each.questions[0].ref))
    )


def day_since(ledger: Ledger, since: SeriesStanding) -> date:
    """The day of the series' last meeting; of one that was never held, 91 days† ago."""
    last = since.last
    return last.day if last and last.day else days_before(ledger.as_of, QUARTER)


def _asked_since(ledger: Ledger, since: SeriesStanding) -> list[AskedQuestion]:
    last = since.last
    if last and last.record:
        newer = takewhile(lambda entry: entry.id != last.record, reversed(ledger.entries))
        refs = (f"{entry.id}/{row.id}" for entry in newer for row in entry.record.questions)
        return [ledger.questions[ref] for ref in dict.fromkeys(refs)]
    first = day_since(ledger, since)
    return [each for each in ledger.questions.values() if each.asked >= first]


def _group(questions: list[AskedQuestion], *, ledger: Ledger) -> AskedOften:
    ordered = sorted(questions, key=lambda each: (each.asked, each.ref))
    accounts = tuple(dict.fromkeys(each.account for each in ordered))
    return AskedOften(
        theme=ordered[0].row.theme,
        questions=tuple(ordered),
        accounts=accounts,
        arr=ledger.arr_of(accounts),
    )
