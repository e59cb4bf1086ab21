"""What a signal is, and the rule that finds it: its code, its documentation, its function.

A signal never stops anything. It says in plain words what to do, and who does it. Nothing here
knows of pages or formats.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a signal is about: an item or a record, an account, a series, a pod or a person.

    More than one where it helps to find it; none where it is about the company as a whole.
    """

    ref: str | None = None
    """An item by its full name, or a record."""
    account: str | None = None
    series: str | None = None
    pod: str | None = None
    person: str | None = None
    what: str | None = None
    """Of what has no name of its own, its words: one record may mention several releases."""

    @property
    def name(self) -> tuple[str, ...]:
        """What it is sorted by."""
        named = (self.ref, self.account, self.series, self.pod, self.person, self.what)
        return tuple(each or "" for each in named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One time that a rule found something."""

    message: str
    """What to do, in plain words, on one line."""
    about: About
    owner: str | None
    """Who should do it: a person's identity."""
    day: date | None = None
    """The day that makes it urgent: since when, or until when. The earliest is the most urgent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One thing to act on, as a rule finds it."""

    code: str
    message: str
    """What to do, in plain words, on one line."""
    about: About
    owner: str | None
    """Who should do it: a person's identity."""
    address: str
    """Its page or item, below the root of the site."""
    day: date | None
    """The day that makes it urgent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalThreshold:
    """A number that a signal depends on."""

    name: str | None = None
    """As the settings and the signal's function call it; None for one that the ledger goes by, and
    that no team can set."""
    value: int
    unit: str
    """As in `days` or `times`."""
    means: str
    """What it bounds, in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalExample:
    """A small organisation in which the signal appears."""

    records: str
    """Records by name, as one text."""
    appears: date
    """A day on which it is there."""
    silent: date
    """A day on which it is not, with the same records."""
    written: tuple[tuple[str, date], ...] = ()
    """The day on which each record was written down, where that matters."""


Find = Callable[..., Iterable[Finding]]
"""What looks for one kind of signal on one day: it takes the `SignalContext`, and each
threshold of its rule by name, with the rule's own number as the default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRule:
    """A rule that finds one kind of signal."""

    code: str
    """`SG` and three digits; the first says which family."""
    name: str
    """A short name for addresses, as in `action-overdue`."""
    says: str
    """What is so, in one sentence."""
    definition: str
    """When exactly it appears, and when it goes."""
    why: str
    """What goes wrong if it is ignored."""
    thresholds: tuple[SignalThreshold, ...] = ()
    example: SignalExample
    find: Find
    personal: bool = False
    """Whether only the two people's own build may show it (records.md §7)."""


def about_item(ref: str, account: str | None = None) -> About:
    """An item, with the account that it concerns."""
    return About(ref=ref, account=account)
