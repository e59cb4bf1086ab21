"""What comes first in a long list before a meeting: items that are new or due soon.

Everything else is older: the page folds it behind a count, and the draft counts it in a line.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from decision_record.ledger.accounts import AccountStanding
from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.asked import AskedQuestion, SubmittedRequest
from decision_record.ledger.calendar import days_after, days_ahead_of, days_before
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.loops import Loop
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.replay import Ledger
from decision_record.ledger.series import SeriesStanding

Value = TypeVar("Value")

OLD_AFTER = 30
"""Days† after its day from which what is still open is folded behind a count."""

LONG_AGO = 91
"""Days† after its day from which a near meeting with the customer no longer makes it lead."""

SOON = 14
"""Days† after the meeting within which something is due soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recency:
    """The days that make an open item lead, for one meeting of a series."""

    since: date
    """The last meeting; what was written on that day or later is new."""
    first: date
    """What was due before this day is old."""
    last: date
    """What is due after this day is not due soon."""
    as_of: date
    accounts: Mapping[str, AccountStanding]

    def action_leads(self, action: QueuedAction) -> bool:
        """Whether an action is new or due soon."""
        return self._leads(action.opened, action.due)

    def path_leads(self, path: RaisedPath) -> bool:
        """Whether a path is new, has a new word, or its answer or a customer meeting is near."""
        word = path.word
        newest = max(path.current.raised, word.day if word else path.current.raised)
        day = path.answer_by or path.current.raised
        return self._leads(newest, day, path.deferred_to, self._ahead(path.account, of=day))

    def question_leads(self, question: AskedQuestion) -> bool:
        """The same of a question."""
        word = question.word
        newest = max(question.asked, word.day if word else question.asked)
        day = question.answer_by or question.asked
        return self._leads(newest, day, self._ahead(question.account, of=day))

    def request_leads(self, request: SubmittedRequest) -> bool:
        """Whether a request is new, or its status changed since the last meeting."""
        return self._leads(request.steps[-1].day)

    def decision_leads(self, decision: LoggedDecision) -> bool:
        """Whether a decision or its commitment is new, slipped lately, or is due soon."""
        slips = decision.commitment.slips if decision.commitment else ()
        newest = max((decision.day, *(slip.day for slip in slips)))
        target = decision.commitment.target if decision.commitment else None
        return self._leads(newest, decision.own_due, target)

    def loop_leads(self, loop: Loop) -> bool:
        """Whether a customer update is new, due soon, or before a near customer meeting."""
        return self._leads(loop.opened, loop.due, self._ahead(loop.account, of=loop.due))

    def _leads(self, newest: date, *days: date | None) -> bool:
        near = any(day and self.first <= day <= self.last for day in days)
        return near or newest >= self.since

    def _ahead(self, account: str, *, of: date) -> date | None:
        """The next QBR, renewal or call of an account; None for what was due long ago."""
        if of < days_before(self.as_of, LONG_AGO):
            return None
        standing = self.accounts.get(account)
        ahead = days_ahead_of(standing.account, as_of=self.as_of) if standing else ()
        return next((each.on for each in ahead), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitList(Generic[Value]):
    """A list in two parts, each in the list's order."""

    leading: tuple[Value, ...]
    """What is new or due soon; of a short list everything."""
    folded: tuple[Value, ...] = ()


def lead_first(
    values: Sequence[Value], leads: Callable[[Value], bool], *, whole: int
) -> SplitList[Value]:
    """What leads of a list, and the rest to fold; a list of at most `whole` is left whole."""
    if len(values) <= whole:
        return SplitList(leading=tuple(values))
    judged = [(each, leads(each)) for each in values]
    return SplitList(
        leading=tuple(each for each, is_leading in judged if is_leading),
        folded=tuple(each for each, is_leading in judged if not is_leading),
    )


def recency_of(standing: SeriesStanding, *, ledger: Ledger, meeting: date | None = None) -> Recency:
    """What counts as new and as due soon for a meeting of a series.

    Args:
        standing: The series.
        ledger: The state of everything on its day.
        meeting: The day of the meeting; the ledger's where it is not given.
    """
    as_of = ledger.as_of
    oldest = days_before(as_of, OLD_AFTER)
    last = standing.last
    return Recency(
        since=last.day if last and last.day else oldest,
        first=oldest,
        last=days_after(max(as_of, meeting or as_of), SOON),
        as_of=as_of,
        accounts=ledger.accounts,
    )
