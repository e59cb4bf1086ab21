"""When a series meets next, or since when it has not; and why it expects nothing, where it does."""

from dataclasses import dataclass

from decision_record.ledger.series import RESTING, SeriesStanding
from decision_record.views.series.next_records import has_ended
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.words import Due, comes_on, days_since, long_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """The next meeting of a series."""

    on: Due | None
    """The day on which it is expected; None where nothing is."""
    missed: str | None
    """Since when no record says what became of it; None for one that is not overdue."""
    nothing: str | None
    """Why nothing is expected."""
    change: str | None
    """What would change that."""
    pod: Link | None
    """The pod that the change is up to."""


def expect(standing: SeriesStanding, *, context: ViewContext) -> Expectation:
    """When a series meets next."""
    as_of = context.ledger.as_of
    if standing.next is None or has_ended(standing, as_of=as_of):
        return _nothing(standing, context=context)
    missed = None
    if standing.missed_since:
        ago = days_since(standing.missed_since, as_of=as_of)
        missed = f"Overdue {ago}: no record says that it was held, cancelled or moved."
    return Expectation(
        on=comes_on(standing.next, as_of=as_of), missed=missed, nothing=None, change=None, pod=None
    )


def _nothing(standing: SeriesStanding, *, context: ViewContext) -> Expectation:
    series, as_of = standing.series, context.ledger.as_of
    pod = context.records.pods.get(series.pod) if series.pod else None
    if pod and series.pod and pod.status in RESTING:
        return _because(
            f"The {pod.name} pod is {pod.status}, so its meetings are paused.",
            f"They are expected again when pods/{series.pod}.yml says `status: operational`.",
            pod=context.link_pod(series.pod),
        )
    if series.until and (series.until < as_of or series.held_every != "as-needed"):
        over = f"The series ended on {long_day(series.until)}."
        ends = f"Its last day is {long_day(series.until)}, and no meeting falls before it."
        return _because(
            over if series.until < as_of else ends,
            "Set a later `until` in series.yml, or none, and it meets again.",
        )
    if series.held_every == "as-needed":
        return _because(
            "It meets when it is needed, and is never overdue.",
            "Set a `cadence` in series.yml, or name its day in a pre-read.",
        )
    return _because(
        "It has not met yet, and no start date is set.",
        "Write the first record of a meeting, or set `from` in series.yml.",
    )


def _because(nothing: str, change: str, *, pod: Link | None = None) -> Expectation:
    return Expectation(on=None, missed=None, nothing=nothing, change=change, pod=pod)
