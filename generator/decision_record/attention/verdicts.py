"""Verdicts: one sentence for each question that the cadence should answer.

Each names the numbers of the newest whole quarter that it is based on (checks.md, Measures). A
verdict that no number supports yet says so. Nothing here knows of pages.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from decision_record.attention.findings import Findings
from decision_record.ledger.calendar import Period, PeriodKind, name_period, newest_full
from decision_record.ledger.index import Index
from decision_record.ledger.pods import MetricReading, MetricStanding, PodStanding
from decision_record.ledger.replay import Ledger
from decision_record.measures.measure import Slice, Value
from decision_record.text.wording import count, join_words, show_number

MOST_MINUTES = 20
"""Minutes of a tier 1 on single accounts; more, and tier 2 does not carry its load."""
MOST_UNSEEN = 25
"""Per cent† of the escalations in tier 1 that no tier 2 saw first."""
FEWEST_ON_TIME = 70
"""Per cent† of actions done by their first date in an action queue that is real."""
FEWEST_TOLD = 80
"""Per cent† of customer updates given in time where customers hear."""
FEWEST_HELD = 75
"""Per cent† of its expected meetings that a working pod holds."""


class Answer(StrEnum):
    """How a question is answered."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    TOO_EARLY = "too early to say"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer to one question."""

    question: str
    answer: Answer
    sentence: str
    """Why, with the numbers that it is based on."""
    advice: str | None
    """What to change, where the answer is not yes."""
    measures: tuple[str, ...]
    """The names of the measures that it is based on."""
    pod: str | None = None
    """The pod that it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quarter:
    """The numbers of one quarter."""

    name: str
    values: Mapping[tuple[str, Slice], Value]
    """By measure and part."""

    def of(self, measure: str, by: Slice = ()) -> Value | None:
        """A measure's value, where anything was counted."""
        value = self.values.get((measure, by))
        return value if value and value.value is not None else None


def give_verdicts(findings: Findings, *, index: Index) -> tuple[Verdict, ...]:
    """The verdict on tier 2, the action queue, customer updates and each pod at work.

    Args:
        findings: The signals and measures of the day.
        index: The day's ledger and its records.
    """
    ledger, records = index.ledger, index.records
    period = newest_full(
        PeriodKind.QUARTER, as_of=ledger.as_of, fiscal_year_starts=records.fiscal_year_starts
    )
    values = {
        (measured.measure.name, value.by): value
        for measured in findings.measures
        for value in measured.values
        if value.period == period
    }
    quarter = _Quarter(name=name_period(period), values=values)
    adrift = {each.about.pod for each in findings.signals if each.code == "SG901"}
    return (
        _on_tier_2(quarter),
        _on_the_queue(quarter),
        _on_customers(quarter),
        *_on_pods(quarter, period=period, adrift=adrift, ledger=ledger),
    )


def _on_tier_2(quarter: _Quarter) -> Verdict:
    unseen = quarter.of("tier-1-unseen-by-tier-2")
    minutes = quarter.of("tier-1-minutes-on-accounts")
    reasons, passed = [], []
    if unseen:
        reasons.append(f"{_parts(unseen, 'escalation')} in tier 1 had not been in a tier 2 before")
        passed.append((unseen.value or 0) <= MOST_UNSEEN)
    if minutes:
        reasons.append(
            f"single accounts took {_number(minutes.value)} minutes of a tier 1 "
            f"(at most {MOST_MINUTES})"
        )
        passed.append((minutes.value or 0) <= MOST_MINUTES)
    return _judge(
        "Does tier 2 carry its load?",
        reasons,
        passed,
        quarter=quarter,
        advice="Bring account issues to tier 2 first; take to tier 1 what tier 2 cannot settle.",
        measures=("tier-1-unseen-by-tier-2", "tier-1-minutes-on-accounts"),
    )


def _on_the_queue(quarter: _Quarter) -> Verdict:
    on_time, rolled = quarter.of("actions-on-time"), quarter.of("actions-rolled")
    reasons, passed = [], []
    if on_time:
        reasons.append(f"{_parts(on_time, 'action')} met the first due date")
        passed.append((on_time.value or 0) >= FEWEST_ON_TIME)
    if rolled and reasons:
        reasons.append(f"{_parts(rolled)} were rolled")
    return _judge(
        "Is the action queue real?",
        reasons,
        passed,
        quarter=quarter,
        advice="Review the queue first in every meeting; drop what will not be done.",
        measures=("actions-on-time", "actions-rolled"),
    )


def _on_customers(quarter: _Quarter) -> Verdict:
    told, entered = quarter.of("loops-closed-in-time"), quarter.of("qbrs-with-unanswered-questions")
    surprises = quarter.of("surprises")
    reasons, passed = [], []
    if told:
        reasons.append(f"{_parts(told, 'customer update')} came in time")
        passed.append((told.value or 0) >= FEWEST_TOLD)
    if entered:
        reasons.append(f"{_parts(entered, 'QBR')} had an unanswered question")
        passed.append(not entered.numerator)
    if surprises and reasons:
        reasons.append(f"CS recorded {count(int(surprises.numerator or 0), 'surprise')}")
        passed.append(not surprises.numerator)
    return _judge(
        "Are customers told?",
        reasons,
        passed,
        quarter=quarter,
        advice="Give every decision that names an account an action that tells it.",
        measures=("loops-closed-in-time", "qbrs-with-unanswered-questions", "surprises"),
    )


def _on_pods(
    quarter: _Quarter, *, period: Period, adrift: set[str | None], ledger: Ledger
) -> Iterator[Verdict]:
    for standing in ledger.pods.values():
        if standing.pod.status == "operational":
            yield _on_pod(standing, quarter, last=period.ends, is_adrift=standing.id in adrift)


def _on_pod(standing: PodStanding, quarter: _Quarter, *, last: date, is_adrift: bool) -> Verdict:
    held = quarter.of("meetings-held", (("pod", standing.id),))
    moved = [each for metric in standing.metrics for each in _moved(metric, last=last)]
    reasons, passed = [], []
    if held:
        reasons.append(f"it held {_parts(held, 'meeting')}")
        passed.append((held.value or 0) >= FEWEST_HELD)
    if moved and reasons:
        reasons.append(f"{sum(moved)} of {count(len(moved), 'metric')} moved toward the target")
        passed.append(2 * sum(moved) >= len(moved))
    if is_adrift:
        reasons.append("its metric review was cancelled in two quarters in a row")
    verdict = _judge(
        f"Does the pod {standing.pod.name} work?",
        reasons,
        [False] if is_adrift else passed,
        quarter=quarter,
        advice="Name what failed (priorities, scope, metric or leadership), write the fix into "
        "the pod's `diagnoses`, and start again.",
        measures=("meetings-held", "pod-metrics"),
    )
    return Verdict(
        question=verdict.question,
        answer=verdict.answer,
        sentence=verdict.sentence,
        advice=verdict.advice,
        measures=verdict.measures,
        pod=standing.id,
    )


def _moved(standing: MetricStanding, *, last: date) -> Iterator[bool]:
    """Whether a metric is nearer to its target than at its baseline; nothing where unknown."""
    metric = standing.metric
    read: Sequence[MetricReading] = [each for each in standing.readings if each.as_of <= last]
    if read and metric.baseline is not None and metric.target is not None:
        yield abs(read[-1].value - metric.target) < abs(metric.baseline - metric.target)


def _judge(
    question: str,
    reasons: Sequence[str],
    passed: Sequence[bool],
    *,
    quarter: _Quarter,
    advice: str,
    measures: tuple[str, ...],
) -> Verdict:
    if not passed:
        answer = Answer.TOO_EARLY
        sentence = f"Too early to say: {quarter.name} has no numbers for it."
        return Verdict(
            question=question, answer=answer, sentence=sentence, advice=None, measures=measures
        )
    answer = Answer.YES if all(passed) else Answer.PARTLY if any(passed) else Answer.NO
    words = {Answer.YES: "Yes", Answer.PARTLY: "Partly", Answer.NO: "No"}[answer]
    return Verdict(
        question=question,
        answer=answer,
        sentence=f"{words}: in {quarter.name}, {join_words(reasons)}.",
        advice=None if answer is Answer.YES else advice,
        measures=measures,
    )


def _number(amount: float | None) -> str:
    return show_number(amount or 0)


def _parts(value: Value, noun: str | None = None) -> str:
    """As in "73 of 90 actions"."""
    parts = f"{_number(value.numerator)} of {_number(value.denominator)}"
    if noun is None:
        return parts
    return f"{parts} {noun}" if value.denominator == 1 else f"{parts} {noun}s"
