"""The types of messages: words that may be said, and what must not be promised."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from decision_record.ledger.calendar import days_after
from decision_record.ledger.team_days import TeamDays


class SayingKind(StrEnum):
    """What has the words."""

    COMMITMENT = "commitment"
    """A decision with a commitment."""
    DECISION = "decision"
    SHIPPED = "shipped"
    REQUEST = "request"
    QUESTION = "question"


class CautionReason(StrEnum):
    """Why something must not be promised."""

    OVERDUE = "overdue"
    SLIPPED = "slipped"
    SHIPPED = "shipped"
    """It shipped, and no new words came with it."""
    DESCOPED = "descoped"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    DEFERRED = "deferred"
    ESCALATED = "escalated"
    EXPLORING = "exploring"
    DONT_SAY = "dont-say"
    DECLINED = "declined"
    NOT_NOW = "not-now"


UNTRUE = frozenset(
    {
        CautionReason.OVERDUE,
        CautionReason.SLIPPED,
        CautionReason.SHIPPED,
        CautionReason.DESCOPED,
        CautionReason.SUPERSEDED,
        CautionReason.WITHDRAWN,
    }
)
"""The reasons of words that stopped being true."""

Firmness = Literal["committed", "expected", "exploring", "coming", "delayed", "uncertain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Words that a CSM may say to the account."""

    kind: SayingKind
    text: str
    ref: str
    """The item that has the words; of a roadmap row its decision."""
    record: str
    """The record that has the words."""
    day: date
    """The day on which they were written."""
    firmness: Firmness | None = None
    """How firm a promise or an answer is; None for what shipped or was descoped."""
    target: date | None = None
    """The target that held when they were written, of what is still promised."""
    until: date | None = None
    """The last day on which they may be said, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """What a CSM must not promise or say to the account.

    It has no last day: that it is listed no longer does not mean that it may be promised.
    """

    why: CautionReason
    what: str
    """What it is about: the decision, the theme or the request."""
    words: str | None
    """The very words to avoid, where there are any."""
    ref: str
    """The item; of a stance the theme."""
    since: date
    because: str | None = None
    """Of a stance, what Product said about it."""
    told: date | None = None
    """Of words that stopped being true: the day on which the account was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """All that may be said to an account, and what not, newest first."""

    say: tuple[Saying, ...] = ()
    do_not_promise: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOnDay:
    """An account on a day, with what its messages depend on."""

    account: str
    as_of: date
    qbrs: tuple[date, ...]
    """Its QBRs, past and planned, in order."""
    days: TeamDays = field(default_factory=TeamDays)

    def end_after_telling(self, told: date) -> date:
        """The last day on which words stay untrue that the account was told about.

        Its next QBR from the day it was told, or so many days† after it where none is planned.
        """
        qbr = next((day for day in self.qbrs if day >= told), None)
        return qbr or days_after(told, self.days.after_telling)


def same_words(text: str) -> str:
    """A text in a form in which the same words are equal, however they are spaced and ended."""
    return " ".join(text.split()).rstrip(".").casefold()


FindTold = Callable[[str, date], date | None]
"""By item and day: the first day, from that one on, on which the account was told about it."""
