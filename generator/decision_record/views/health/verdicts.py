"""What opens the page of health: the verdicts, the company's stage and the recorded surprises."""

from dataclasses import dataclass

from decision_record.attention.verdicts import Answer, Verdict
from decision_record.ledger.stage import Growth
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.words import Badge, Tone, count

_ANSWERS = {
    Answer.YES: Badge(text="Yes", tone=Tone.DONE),
    Answer.PARTLY: Badge(text="Partly", tone=Tone.RISK),
    Answer.NO: Badge(text="No", tone=Tone.LATE),
    Answer.TOO_EARLY: Badge(text="Too early", tone=Tone.QUIET),
}

_STAGES = {"series-a": "Series A", "series-b": "Series B", "series-c": "Series C"}

_SURPRISED = {"csm": "CSM surprised", "pm": "PM surprised", "customer": "Customer surprised"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthVerdict:
    """The answer to one question, with the measures that it depends on."""

    question: str
    badge: Badge
    sentence: str
    advice: str | None
    measures: tuple[Link, ...]
    pod: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDetails:
    """The company's stage, the meetings that it calls for, and what changes next."""

    sentence: str
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SurpriseRow:
    """A recorded surprise."""

    what: str
    who: str | None
    account: Link | None
    record: Link


def show_verdicts(*, context: ViewContext) -> tuple[HealthVerdict, ...]:
    """The verdicts, in the order of their questions."""
    titles = {each.measure.name: each.measure.title for each in context.findings.measures}
    return tuple(_show(each, titles=titles, context=context) for each in context.attention.verdicts)


def _show(verdict: Verdict, *, titles: dict[str, str], context: ViewContext) -> HealthVerdict:
    return HealthVerdict(
        question=verdict.question,
        badge=_ANSWERS[verdict.answer],
        sentence=verdict.sentence,
        advice=verdict.advice,
        measures=tuple(
            Link(text=titles[each], address=f"health/{each}/")
            for each in verdict.measures
            if each in titles
        ),
        pod=context.link_pod(verdict.pod) if verdict.pod else None,
    )


def show_stage(*, context: ViewContext) -> StageDetails:
    """Where the company is on the way from one combined meeting to tiers and pods."""
    growth = context.ledger.growth
    expected = "tier 1 and a tier 2 for each CSM" if growth.wants_tiers else "one combined meeting"
    if growth.is_open:
        expected = "one combined meeting, or tiers: the team decides"
    people = count(len(growth.csms), "CSM")
    return StageDetails(
        sentence=f"{_STAGES[growth.stage]}, {people}: {expected}.", next=_next_change(growth)
    )


def _next_change(growth: Growth) -> str | None:
    """What the next threshold changes; None at series-c, which has none above it."""
    to_tiers = growth.csms_to_tiers
    if to_tiers is not None:
        return (
            f"With {count(to_tiers, 'more CSM')}, or at Series B, the combined meeting is split "
            "into tier 1 and tier 2."
        )
    if growth.stage != "series-c":
        return (
            "At Series C each strategic account gets a PM liaison, and a pod of its own may pay "
            "off."
        )
    return None


def show_recorded_surprises(*, context: ViewContext) -> tuple[SurpriseRow, ...]:
    """What CS wrote down as a surprise, newest first."""
    return tuple(
        SurpriseRow(
            what=each.what or "A surprise was recorded without a description.",
            who=_SURPRISED.get(each.who or ""),
            account=context.link_account(each.account) if each.account else None,
            record=context.link_record(each.record),
        )
        for each in reversed(context.ledger.surprises)
    )
