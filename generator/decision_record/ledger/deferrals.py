"""Deferrals: what waits for an answer, and the later deferral that took its place.

A deferral that is about an open one, or about the same item, keeps that one open and is the one
that can be late (records.md §5, Decision).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from decision_record.ledger.decisions import OpenDecision, Step
from decision_record.model.records import Entry


@dataclass(frozen=True, slots=True)
class OpenTopics:
    """What deferred and escalated decisions are about, while they are replayed."""

    by_topic: dict[str, list[OpenDecision]] = field(default_factory=dict)
    """By its own name, and by each item that it is about."""
    before: dict[str, list[OpenDecision]] = field(default_factory=dict)
    """By deferral what was deferred or escalated earlier about the same thing."""
    topics_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By deferral or escalation everything that it is about."""
    first_of_path: dict[str, str] = field(default_factory=dict)
    """By item that was raised the first of its path: they are one thing."""

    def raise_items(self, entry: Entry) -> None:
        """Note the paths that a record's escalations and briefings begin or carry on."""
        raised = [
            *((row.id, row.from_) for row in entry.record.escalations),
            *((row.id, row.from_) for row in entry.record.briefings),
        ]
        for name, from_ in raised:
            ref = f"{entry.id}/{name}"
            before = entry.name_of(from_) if from_ else ref
            self.first_of_path.setdefault(ref, self.first_of_path.get(before, ref))

    def add(self, decision: OpenDecision) -> None:
        """Note what a new decision waits for; a deferral takes the place of earlier ones."""
        if decision.is_decided:
            return
        topics = self._find_topics(decision)
        if decision.row.outcome == "deferred":
            step = _step_of(decision)
            self.before[decision.ref] = self._find_before(topics)
            for each in self.before[decision.ref]:
                if each.resolved_by is None:
                    each.deferred_again.append(step)
                if each.row.outcome == "deferred":
                    decision.deferred_before.append(_step_of(each))
        self.topics_of[decision.ref] = topics
        for topic in (decision.ref, *topics):
            self.by_topic.setdefault(topic, []).append(decision)

    def _find_topics(self, decision: OpenDecision) -> tuple[str, ...]:
        """What it is about, and what a deferral or escalation that it is about was about."""
        named = (decision.entry.name_of(each) for each in decision.row.about)
        found: dict[str, None] = {}
        for name in named:
            found[self.first_of_path.get(name, name)] = None
            found.update(dict.fromkeys(self.topics_of.get(name, ())))
        found.pop(decision.ref, None)
        return tuple(found)

    def _find_before(self, topics: Iterable[str]) -> list[OpenDecision]:
        """What was put off earlier: about one of some items, and what that had put off again."""
        found: dict[str, OpenDecision] = {}
        for topic in topics:
            for each in self.by_topic.get(topic, ()):
                found.update({one.ref: one for one in self.before.get(each.ref, ())})
                found[each.ref] = each
        return sorted(found.values(), key=lambda each: each.position)


def _step_of(decision: OpenDecision) -> Step:
    return Step(ref=decision.ref, day=decision.entry.date)
