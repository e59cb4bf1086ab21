"""The route of each issue: in which meetings it was raised, and when it reached leadership.

An issue is a whole path: one that was raised in a tier 2 and then in a tier 1 counts once. It
reaches leadership with the first of its parts in a tier 1, a combined meeting or a quarterly
review, or when its ruling is asked of the CPO or CTO.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.raised import Raised
from decision_record.measures.context import MeasureContext
from decision_record.measures.measure import Slice
from decision_record.model.series import SeriesKind

UPPER: frozenset[SeriesKind] = frozenset({"tier-1", "combined", "quarterly-review"})
"""The meetings in which leadership hears of an issue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One path, from its first part to its last."""

    parts: tuple[Raised, ...]
    slices: tuple[Slice, ...]
    """Its area, its segment and the pods in whose domain it is."""
    reached_vp: date | None
    """The date of the first record of leadership that holds a part of it."""
    reached_top: date | None
    """The date on which the CPO or CTO was first asked for a ruling on it."""

    @property
    def first(self) -> Raised | None:
        """Its first escalation; None where it was only ever briefed."""
        escalations = (each for each in self.parts if each.kind == "escalation")
        return min(escalations, key=lambda each: each.raised, default=None)

    @property
    def reached_leadership(self) -> date | None:
        """The day it reached a VP, or the CPO or CTO."""
        days = (self.reached_vp, self.reached_top)
        return min((day for day in days if day), default=None)


def gather_issues(context: MeasureContext) -> tuple[Issue, ...]:
    """Every path, in the order in which its first part was raised."""
    raised = context.ledger.raised
    dates = {entry.id: entry.date for entry in context.ledger.entries}
    asked = _asked_of_the_top(context)
    issues = []
    for path in dict.fromkeys(each.path for each in raised.values()):
        parts = tuple(raised[ref] for ref in path)
        upper = [dates[part.record] for part in parts if is_upper(context, part)]
        top = [asked[ref] for ref in path if ref in asked]
        issues.append(
            Issue(
                parts=parts,
                slices=tuple(
                    dict.fromkeys(each for part in parts for each in slices_of(context, part))
                ),
                reached_vp=min(upper, default=None),
                reached_top=min(top, default=None),
            )
        )
    return tuple(issues)


def is_upper(context: MeasureContext, raised: Raised) -> bool:
    """Whether something was raised in a meeting of leadership."""
    return context.kinds.get(raised.record) in UPPER


def slices_of(context: MeasureContext, raised: Raised) -> Iterator[Slice]:
    """The area, the segment and the pods of something that was raised."""
    if raised.area:
        yield (("area", raised.area),)
    account = context.records.accounts.get(raised.account)
    if account:
        yield (("segment", account.segment),)
    for pod in context.ledger.pods_of.get(raised.ref, ()):
        yield (("pod", pod),)


def escalation_slices(context: MeasureContext) -> Mapping[str, tuple[Slice, ...]]:
    """The slices of each escalation and briefing, by name."""
    return {ref: tuple(slices_of(context, each)) for ref, each in context.ledger.raised.items()}


def _asked_of_the_top(context: MeasureContext) -> Mapping[str, date]:
    """The day on which a ruling on each item was first asked of the CPO or CTO.

    What a decision was about is asked with it when that decision is passed up.
    """
    decisions = context.ledger.decisions
    asked: dict[str, date] = {}

    def ask(names: Iterable[str], day: date) -> None:
        waiting = list(names)
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                asked[name] = min(day, asked.get(name, day))
                waiting += decisions[name].about if name in decisions else ()

    for each in decisions.values():
        if each.outcome == "escalated":
            ask(each.about, each.day)
    return asked
