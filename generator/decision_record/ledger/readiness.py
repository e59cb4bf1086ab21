"""Whether a pod is ready to work: the six conditions of records.md §5, each with a plain reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile
from types import MappingProxyType

from decision_record.ledger.grouping import group
from decision_record.model.pod import Metric, Pod
from decision_record.model.records import Entry, Records

BOTH: Mapping[str, str] = MappingProxyType(
    {"vp_cs": "the VP CS", "head_of_product": "the Head of Product"}
)
"""The two seats that sign a pod's metrics and protect its time, in words."""

_SEATS = {"pm": "PM", "csm": "CSM", "engineer": "engineer"}

_DOMAINS = {
    "product-area": "an area",
    "segment": "a segment",
    "outcome": "an outcome",
    "account": "accounts",
}

_MEETS = frozenset({"tier-2", "combined"})
"""Where a PM and a CSM meet; a combined meeting is a tier 2 too (records.md §6)."""


class ConditionName(StrEnum):
    """What a pod needs before it can work."""

    SEATS = "seats"
    TIER_2 = "tier-2"
    DOMAIN = "domain"
    SUCCESS = "success"
    METRICS = "metrics"
    PROTECTION = "protection"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that a pod needs before it can work."""

    name: ConditionName
    met: bool
    why: str
    """Why it is met or not, in a plain sentence."""
    record: str | None = None
    """The record that shows it, where one does."""


def judge_readiness(
    pod: Pod,
    *,
    begins: date,
    as_of: date,
    met: Sequence[Entry],
    records: Records,
) -> tuple[Condition, ...]:
    """The six conditions, in the order of records.md §5.

    Args:
        pod: The pod, as its file says.
        begins: The day of its first meeting.
        as_of: What was signed or declared later does not count.
        met: The tier 2s that its PM was at, as `meetings_of_pairs` has them.
        records: People and series.
    """
    return (
        _seats(pod, as_of=as_of, records=records),
        _tier_2(pod, begins=begins, met=met),
        _domain(pod),
        _success(pod),
        _metrics(pod, begins=begins, as_of=as_of),
        _protection(pod, as_of=as_of),
    )


def meetings_of_pairs(
    entries: Sequence[Entry], *, records: Records
) -> Mapping[str, tuple[Entry, ...]]:
    """By person the meetings of a PM and a CSM that they were at, in the order of the replay."""
    held = (
        entry
        for entry in entries
        if entry.meeting and entry.meeting.held and records.kind_of(entry) in _MEETS
    )
    return group(held, lambda entry: entry.present)


def _seats(pod: Pod, *, as_of: date, records: Records) -> Condition:
    """Its seats are filled by named people."""
    wrong: list[str] = []
    for seat, word in _SEATS.items():
        person = pod.members.get(seat)
        if seat == "engineer" and pod.structure == "account":
            person = person or pod.members.get("solutions_engineer")
        known = records.people.get(person) if person else None
        if person is None:
            wrong.append(f"The {word}'s seat is empty.")
        elif known is None:
            wrong.append(f"The {word} `{person}` is not among the people.")
        elif known.has_left(as_of):
            wrong.append(f"{known.name}, the {word}, has left.")
        elif known.since and known.since > as_of:
            wrong.append(f"{known.name}, the {word}, has not started yet.")
    return Condition(
        name=ConditionName.SEATS,
        met=not wrong,
        why=" ".join(wrong) or "A PM, a CSM and an engineer are named.",
    )


def _tier_2(pod: Pod, *, begins: date, met: Sequence[Entry]) -> Condition:
    """Its PM and CSM have met in a tier 2 before."""
    both = {pod.members.get("pm"), pod.members.get("csm")}
    if None in both:
        return Condition(
            name=ConditionName.TIER_2, met=False, why="The pod has no PM and CSM who could meet."
        )
    earlier = takewhile(lambda entry: entry.date < begins, met)
    together = next((entry.id for entry in earlier if both <= set(entry.present)), None)
    return Condition(
        name=ConditionName.TIER_2,
        met=together is not None,
        why="Its PM and CSM met in a tier 2 before the pod began."
        if together
        else "No record shows its PM and CSM in a tier 2 before the pod began.",
        record=together,
    )


def _domain(pod: Pod) -> Condition:
    """It has one domain: the field of its structure, and no other."""
    given = {
        "product-area": bool(pod.area),
        "segment": bool(pod.segment),
        "outcome": bool(pod.outcome),
        # Elsewhere accounts narrow a domain and are none themselves.
        "account": bool(pod.accounts) and pod.structure == "account",
    }
    others = [_DOMAINS[name] for name, has in given.items() if has and name != pod.structure]
    if not given[pod.structure]:
        why = f"It names no domain: {_DOMAINS[pod.structure]} is wanted by its structure."
    elif others:
        why = f"Beside its own domain it names {' and '.join(others)}."
    else:
        why = "It has one domain."
    return Condition(name=ConditionName.DOMAIN, met=given[pod.structure] and not others, why=why)


def _success(pod: Pod) -> Condition:
    """Success in 90 days is written."""
    written = pod.charter.success_in_90_days is not None
    return Condition(
        name=ConditionName.SUCCESS,
        met=written,
        why="Success in 90 days is written."
        if written
        else "It is not written what will be different in 90 days.",
    )


def _metrics(pod: Pod, *, begins: date, as_of: date) -> Condition:
    """Each metric was signed by both before the pod's first meeting."""
    wrong = [sentence for metric in pod.metrics for sentence in _unsigned(metric, begins, as_of)]
    if not pod.metrics:
        wrong.append("The pod has no metric.")
    return Condition(
        name=ConditionName.METRICS,
        met=not wrong,
        why=" ".join(wrong) or "Both signed each metric before the first meeting.",
    )


def _unsigned(metric: Metric, begins: date, as_of: date) -> Iterator[str]:
    for seat, word in BOTH.items():
        signed = metric.signed_off.get(seat)
        if signed is None or signed > as_of:
            yield f"{_capital(word)} has not signed “{metric.name}”."
        elif signed > begins:
            yield f"{_capital(word)} signed “{metric.name}” after the first meeting."


def _protection(pod: Pod, *, as_of: date) -> Condition:
    """Both have protected its time."""
    declared = pod.charter.protected_by
    missing = [
        word for seat, word in BOTH.items() if seat not in declared or declared[seat] > as_of
    ]
    return Condition(
        name=ConditionName.PROTECTION,
        met=not missing,
        why=f"{_capital(' and '.join(missing))} did not protect its time."
        if missing
        else "Both protected its time.",
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
