"""A pod at one glance: a few numbers, and the last verdict on it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.pods import PodStanding
from decision_record.views.pods.readings import judge
from decision_record.views.record.rituals import VERDICTS
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.figures import Figure
from decision_record.views.shared.words import Badge, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class LastVerdict:
    """The newest verdict of a quarterly review."""

    verdict: Badge
    day: date
    record: Link


def figures_of(standing: PodStanding, *, context: ViewContext) -> tuple[Figure, ...]:
    """Whether the pod works, at one glance: its metrics, cadence, escalations and signals."""
    return tuple(_figures(standing, context=context))


def _figures(standing: PodStanding, *, context: ViewContext) -> Iterator[Figure]:
    waiting = len(context.ledger.paths_through(standing.escalations, open_only=True))
    signals = len(context.signals_of_pod.get(standing.id, ()))
    base = f"pods/{standing.id}/"
    states = [
        judge(each.metric, each.latest.value if each.latest else None) for each in standing.metrics
    ]
    reached = sum(each.tone is Tone.DONE for each in states)
    yield Figure(
        number=f"{reached} of {len(states)}",
        label="metrics at their target" if len(states) != 1 else "metric at its target",
        note=_name_states(states),
        address=f"{base}#metrics",
        tone=Tone.RISK if any(each.tone is Tone.RISK for each in states) else Tone.PLAIN,
    )
    kept, expected = standing.meetings_kept, standing.meetings_expected
    yield Figure(
        number=f"{kept} of {expected}" if expected else "0",
        label="meetings held",
        note=_name_rest(expected, kept=kept),
        address=f"{base}#cadence",
        tone=Tone.RISK if kept < expected else Tone.PLAIN,
    )
    yield Figure(
        number=f"{waiting:,}",
        label="open escalations" if waiting != 1 else "open escalation",
        note=f"of {len(standing.escalations):,} in its domain" if standing.escalations else None,
        address=f"{base}#escalations",
        tone=Tone.PLAIN,
        list=f"{base}escalations",
    )
    yield Figure(
        number=f"{signals:,}",
        label="signals" if signals != 1 else "signal",
        note=None if signals else "none today",
        address=f"{base}#signals" if signals else base,
        tone=Tone.RISK if signals else Tone.PLAIN,
        list=f"{base}signals",
    )


def _name_rest(expected: int, *, kept: int) -> str | None:
    """What became of the meetings that were not held."""
    if not expected:
        return "none was expected so far"
    return f"{expected - kept} cancelled or missed" if kept < expected else None


_STATES = {
    "Better than the baseline": "better than before",
    "Short of the target": "short of it",
    "No better than the baseline": "no better than before",
    "Not read yet": "not read yet",
}


def _name_states(states: Sequence[Badge]) -> str | None:
    """The page of those that are not at their target."""
    found = Counter(_STATES[each.text] for each in states if each.text in _STATES)
    return ", ".join(f"{number} {word}" for word, number in found.items()) or None


def last_verdict(standing: PodStanding, *, context: ViewContext) -> LastVerdict | None:
    """What the newest quarterly review with a verdict said."""
    for each in reversed(standing.evaluations):
        judged = each.report.evaluation
        if judged and judged.verdict:
            return LastVerdict(
                verdict=VERDICTS[judged.verdict],
                day=each.day,
                record=context.link_record(each.record),
            )
    return None
