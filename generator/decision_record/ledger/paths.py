"""Paths: one customer's issue, however often and wherever it was raised (records.md §5).

Each escalation or briefing belongs to one path; `from` connects them to a tree that may branch.
Pages, counts and signals go by the path: it has one state, age, ARR, answer day and newest word.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from decision_record.ledger.decisions import DecisionState, LoggedDecision
from decision_record.ledger.product_words import ProductWord, newest_word, of_decision_now
from decision_record.ledger.raised import Raised, RaisedState
from decision_record.model.asked import Briefing, Escalation
from decision_record.model.records import Entry


@dataclass(frozen=True, kw_only=True)
class RaisedPath:
    """A path, the same seen from each of its parts.

    It has no slots, so that the part and the word that speak for it are looked for once.
    """

    parts: tuple[Raised, ...]
    """In the order of the replay; the first is the one without `from`."""
    answer_by: date | None
    """The day on which an answer is wanted: the one written last, on any part or in an update."""
    deferral: str | None
    """The newest open deferral about a part."""
    deferred_to: date | None
    """The day on which that deferral is due."""
    words: tuple[ProductWord, ...]
    """What Product said about any part, oldest first."""

    @property
    def refs(self) -> tuple[str, ...]:
        """The names of its parts."""
        return tuple(part.ref for part in self.parts)

    @property
    def first(self) -> Raised:
        """The part with which it began."""
        return self.parts[0]

    @cached_property
    def current(self) -> Raised:
        """The newest open part, which speaks for the path; of a resolved path the newest."""
        return next((part for part in reversed(self.parts) if part.is_open), self.parts[-1])

    @property
    def ref(self) -> str:
        """The name of the part that speaks for it."""
        return self.current.ref

    @property
    def record(self) -> str:
        """The record that holds the part that speaks for it."""
        return self.current.record

    @property
    def account(self) -> str:
        """The account that all parts are of."""
        return self.first.account

    @property
    def state(self) -> RaisedState:
        """Resolved when all parts are; else acknowledged if the newest open part is; else open."""
        return self.current.state

    @property
    def is_open(self) -> bool:
        """Whether the customer still waits for it."""
        return self.current.is_open

    @property
    def is_escalation(self) -> bool:
        """Whether an escalation of it is open; of a resolved path, whether it had any."""
        is_open = self.is_open
        return any(part.kind == "escalation" and part.is_open == is_open for part in self.parts)

    @property
    def is_escalated(self) -> bool:
        """Whether that is so, or a briefing of it left its tier 2 to be escalated."""
        passed_up = (
            isinstance(part.row, Briefing) and part.row.outcome == "escalated" and part.is_open
            for part in self.parts
        )
        return self.is_escalation or any(passed_up)

    @property
    def raised(self) -> date:
        """The day its first part was raised."""
        return self.first.raised

    @property
    def acknowledged(self) -> date | None:
        """The day Product acknowledged the part that speaks for it."""
        return self.current.acknowledged

    @property
    def first_acknowledged(self) -> date | None:
        """The day Product first acknowledged any part of it."""
        return self.first.acknowledged

    @property
    def resolved(self) -> date | None:
        """The last day on which a part was resolved; None while one is open."""
        days = [part.resolved for part in self.parts if part.resolved]
        return max(days) if len(days) == len(self.parts) else None

    @property
    def resolving_part(self) -> Raised | None:
        """The part that was resolved last; None while one is open."""
        day = self.resolved
        return next((part for part in reversed(self.parts) if part.resolved == day), None)

    @property
    def unacknowledged_since(self) -> date | None:
        """Since when Product owes an acknowledgement; None where it has acknowledged.

        The day on which the part that speaks was raised, or the earliest before it on its branch
        that Product did not acknowledge either.
        """
        part = self.current
        if part.state is not RaisedState.OPEN:
            return None
        by_ref = {each.ref: each for each in self.parts}
        since = part.raised
        while part.before and by_ref[part.before].acknowledged is None:
            part = by_ref[part.before]
            since = min(since, part.raised)
        return since

    @property
    def arr(self) -> float:
        """At stake, in the organisation's currency: of the part that speaks, never a sum."""
        return self.current.arr

    @property
    def issue(self) -> str:
        """The issue as escalated last and still open; where none is, as it was first brought."""
        open_ = self.is_open
        escalations = (
            part.issue
            for part in reversed(self.parts)
            if part.kind == "escalation" and part.is_open == open_
        )
        return next(escalations, self.first.issue)

    @property
    def area(self) -> str | None:
        """The area of the part that speaks, else of the newest part that names one."""
        return self._newest(lambda row: row.area)

    @property
    def theme(self) -> str | None:
        """The theme of the part that speaks, else of the newest part that names one."""
        return self._newest(lambda row: row.theme)

    @property
    def tried(self) -> str | None:
        """The workaround of the part that speaks, else of the newest part that has one."""
        return self._newest(lambda row: row.tried)

    @cached_property
    def word(self) -> ProductWord | None:
        """Product's newest word."""
        return newest_word(self.words)

    @property
    def last_heard(self) -> date | None:
        """The last day on which Product acknowledged the part that speaks, or said anything."""
        days = (self.acknowledged, *(word.day for word in self.words if word.has_text))
        return max((day for day in days if day), default=None)

    def _newest(self, read: Callable[[Escalation | Briefing], str | None]) -> str | None:
        rows = (part.row for part in (self.current, *reversed(self.parts)))
        return next((value for row in rows if (value := read(row))), None)


def trace_paths(
    entries: Sequence[Entry],
    *,
    raised: Mapping[str, Raised],
    words: Iterable[ProductWord],
    decisions: Mapping[str, LoggedDecision],
) -> Mapping[str, RaisedPath]:
    """The path of each escalation and briefing, by name; of one path the same object for all.

    Args:
        entries: The records, in the order of the replay.
        raised: Every part, in that order.
        words: What Product said in those records, in that order.
        decisions: Every decision, in that order.
    """
    first_of = {ref: each.path[0] for ref, each in raised.items()}
    said: dict[str, list[ProductWord]] = {}
    for word in words:
        first = first_of.get(word.item)
        if first:
            account = raised[first].account
            now = of_decision_now(word, account=account, decisions=decisions)
            said.setdefault(first, []).append(now)
    answer_days = _answer_days(entries, raised)
    deferrals = _deferrals(decisions.values(), first_of)
    paths: dict[str, RaisedPath] = {}
    for ref, first in first_of.items():
        if ref == first:
            deferral = deferrals.get(ref)
            paths[ref] = RaisedPath(
                parts=tuple(raised[part] for part in raised[ref].path),
                answer_by=answer_days.get(ref),
                deferral=deferral.ref if deferral else None,
                deferred_to=deferral.due if deferral else None,
                words=tuple(said.get(ref, ())),
            )
        else:
            paths[ref] = paths[first]
    return paths


def _answer_days(entries: Sequence[Entry], raised: Mapping[str, Raised]) -> Mapping[str, date]:
    """The answer day of each path that was written last, by its first part."""
    days: dict[str, date] = {}
    known: set[str] = set()
    of_record: dict[str, list[Raised]] = {}
    for part in raised.values():
        of_record.setdefault(part.record, []).append(part)
    for entry in entries:
        own = of_record.get(entry.id, ())
        known.update(part.ref for part in own)
        for part in own:
            if part.row.answer_by:
                days[part.path[0]] = part.row.answer_by
        for row in entry.record.updates:
            ref = entry.name_of(row.item)
            if row.answer_by and ref in known:
                days[raised[ref].path[0]] = row.answer_by
    return days


def _deferrals(
    decisions: Iterable[LoggedDecision], first_of: Mapping[str, str]
) -> Mapping[str, LoggedDecision]:
    """The newest open deferral about a part of each path, by its first part."""
    found: dict[str, LoggedDecision] = {}
    for decision in decisions:
        if decision.outcome == "deferred" and decision.state is DecisionState.OPEN:
            for ref in decision.about:
                if ref in first_of:
                    found[first_of[ref]] = decision
    return found
