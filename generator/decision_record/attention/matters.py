"""What needs attention on a day: each matter once, in the order of the home page.

Signals say what is wrong, with the thresholds that the team has set. Several signals may be about
one matter: the parts of an escalation's path, a customer update that is late and the action that
would give it, a commitment that is overdue and the accounts that do not know. Here they become one
matter, which the first of its codes names; the others are its reasons. Nothing here knows of pages.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from decision_record.attention.findings import Findings
from decision_record.ledger.calendar import days_before
from decision_record.ledger.loops import Loop
from decision_record.ledger.recency import OLD_AFTER
from decision_record.ledger.replay import Ledger
from decision_record.signals.rule import Signal


class MatterKind(StrEnum):
    """What a matter is, in the order of the home page."""

    SURPRISE = "surprise"
    """Something changed, the account was not told, and its QBR or renewal is near."""
    QUESTION = "question"
    """An unanswered question whose meeting is near."""
    RULING = "ruling"
    """An escalated decision past its date."""
    DEFERRAL = "deferral"
    """A deferral past its date."""
    COMMITMENT = "commitment"
    """A commitment past its target without a word."""
    ESCALATION = "escalation"
    """An escalation or a briefing that waits for Product too long."""
    FOLLOW_THROUGH = "follow-through"
    """A decision whose follow-through is overdue."""
    MEETING = "meeting"
    """A meeting that was missed or called off twice, or a pre-read that is due."""
    RELEASE = "release"
    """A release that CS was not briefed on."""
    UPDATE = "update"
    """A customer update that is overdue or has no owner."""
    ACTION = "action"
    """An overdue action."""
    OTHER = "other"
    """All other follow-ups."""


CODES: Mapping[MatterKind, tuple[str, ...]] = {
    MatterKind.SURPRISE: ("SG401",),
    MatterKind.QUESTION: ("SG601",),
    MatterKind.RULING: ("SG202",),
    MatterKind.DEFERRAL: ("SG201",),
    MatterKind.COMMITMENT: ("SG301",),
    MatterKind.ESCALATION: ("SG502", "SG503", "SG505", "SG501"),
    MatterKind.FOLLOW_THROUGH: ("SG204",),
    MatterKind.MEETING: ("SG801", "SG802", "SG803"),
    MatterKind.RELEASE: ("SG702", "SG701"),
    MatterKind.UPDATE: ("SG402", "SG403"),
    MatterKind.ACTION: ("SG101",),
}
"""The signals that make a matter of each kind; of several about one matter the first names it.

Any other signal is a reason of the matter that it is about, else a follow-up of its own.
"""

NO_MATTER = frozenset({"SG302"})
"""Signals of what is in order: due soon is not late. The list of commitments has them."""

_RANK = {code: rank for rank, code in enumerate(code for all_ in CODES.values() for code in all_)}
_KIND = {code: kind for kind, codes in CODES.items() for code in codes}
_ORDER = {kind: place for place, kind in enumerate(MatterKind)}

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One thing that needs attention."""

    kind: MatterKind
    signals: tuple[Signal, ...]
    """What was found about it: those of its first code, then its reasons."""
    ref: str | None
    """The item or record that it is about, where it is about one; of a path its newest open
    part."""
    is_old: bool
    """Whether its day was more than thirty days† ago: such matters are folded behind a count."""

    @property
    def first(self) -> Signal:
        """The signal that names it."""
        return self.signals[0]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its signals, each once, that which names it first."""
        return tuple(dict.fromkeys(each.code for each in self.signals))

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts that it concerns, each once."""
        named = (each.about.account for each in self.signals)
        return tuple(dict.fromkeys(each for each in named if each))

    @property
    def day(self) -> date | None:
        """The day that makes it urgent."""
        return self.first.day


def find_matters(findings: Findings, *, ledger: Ledger) -> tuple[Matter, ...]:
    """Every matter by kind: what is recent first, and of that what is most urgent first.

    Args:
        findings: The signals of the day.
        ledger: The state of everything on the day.
    """
    loop_of = {ref: loop for loop in ledger.loops.values() if loop.is_open for ref in loop.actions}
    found: dict[_Key, list[Signal]] = {}
    for signal in findings.signals:
        if signal.code not in NO_MATTER:
            found.setdefault(_key_of(signal, loop_of, ledger=ledger), []).append(signal)
    matters = [_make(signals, ledger=ledger) for signals in _parted(found.values())]
    return tuple(sorted(matters, key=_place))


def _parted(groups: Iterable[Sequence[Signal]]) -> Iterator[Sequence[Signal]]:
    """Each group in the order of its codes."""
    for group in groups:
        yield sorted(group, key=lambda each: _RANK.get(each.code, len(_RANK)))


def _place(matter: Matter) -> tuple[int, bool, date, str, tuple[str, ...]]:
    first = matter.first
    return (
        _ORDER[matter.kind],
        matter.is_old,
        first.day or date.max,
        first.code,
        first.about.name,
    )


def _make(signals: Sequence[Signal], *, ledger: Ledger) -> Matter:
    first = signals[0]
    kind = _KIND.get(first.code, MatterKind.OTHER)
    oldest = days_before(ledger.as_of, OLD_AFTER)
    return Matter(
        kind=kind,
        signals=tuple(signals),
        ref=_part_of_path(first.about.ref, ledger=ledger),
        is_old=first.day is not None and first.day < oldest,
    )


def _key_of(signal: Signal, loop_of: Mapping[str, Loop], *, ledger: Ledger) -> _Key:
    """What a signal is about, so that what is about the same has the same key.

    An action that is to close an open loop is about what the loop is about.
    """
    about = signal.about
    if about.ref is None:
        # What is about the whole company is one matter for each signal.
        return ("about", *about.name) if any(about.name) else ("company", signal.code)
    if about.ref in loop_of:
        return ("item", loop_of[about.ref].item)
    path = ledger.path_of.get(about.ref)
    return ("item", path.first.ref if path else about.ref, *([about.what] if about.what else ()))


def _part_of_path(ref: str | None, *, ledger: Ledger) -> str | None:
    """Of an escalation's or a briefing's path the part that speaks for it; else the item."""
    path = ledger.path_of.get(ref or "")
    return path.ref if path else ref
