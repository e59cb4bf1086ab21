"""What the records count for a pod's metric that says `counts` (records.md §5, Pod).

A metric is counted for each metric review that was held: on the day of its reading, else on that of
the review. Whether a typed reading agrees is for a check to say.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.raised import Raised
from decision_record.ledger.scope import Scope
from decision_record.model.pod import Counts

DAYS_BEFORE_FIRST = 31
"""Days before a pod's first metric review that it counts."""

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDay:
    """A day for which a metric review that was held has, or can have, a value of a metric."""

    record: str
    """The review."""
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedValue:
    """What the records count for a review."""

    record: str
    """The review."""
    as_of: date
    """The day for which it is counted."""
    since: date
    """The day before the first of those that a count over time covers."""
    value: float | None
    """Paths, or days with one decimal; None where none was acknowledged or resolved in the time."""


def count_for_reviews(
    counts: Counts, reviews: Sequence[ReviewDay], paths: Iterable[RaisedPath], *, domain: Scope
) -> tuple[CountedValue, ...]:
    """What a metric counts for each of its reviews, oldest first.

    Args:
        counts: What the metric counts.
        reviews: The days of its reviews, oldest first.
        paths: Every path.
        domain: What the pod's escalations are about.
    """
    own = [path for path in paths if any(_escalations_of(path, domain))]
    found: list[CountedValue] = []
    before: date | None = None
    for review in reviews:
        as_of = review.as_of
        since = before if before is not None else _days_before(as_of, days=DAYS_BEFORE_FIRST)
        value = _count(counts, own, since=since, until=as_of, domain=domain)
        found.append(CountedValue(record=review.record, as_of=as_of, since=since, value=value))
        before = as_of
    return tuple(found)


def round_mean(value: float) -> float:
    """A mean with one decimal, halves up, as people round."""
    return float(Decimal(str(value)).quantize(_TENTH, rounding=ROUND_HALF_UP))


def _count(
    counts: Counts, paths: Sequence[RaisedPath], *, since: date, until: date, domain: Scope
) -> float | None:
    """The value for the days after one and up to another."""
    match counts:
        case "open-escalations":
            return sum(
                any(_is_open(part, until) for part in _escalations_of(path, domain))
                for path in paths
            )
        case "escalations":
            return sum(since < path.raised <= until for path in paths)
        case "days-to-acknowledge":
            return _mean_days(
                ((path.raised, path.first_acknowledged) for path in paths), since=since, until=until
            )
        case "days-to-resolve":
            return _mean_days(
                ((path.raised, path.resolved) for path in paths), since=since, until=until
            )


def _mean_days(
    spans: Iterable[tuple[date, date | None]], *, since: date, until: date
) -> float | None:
    """The mean of days from the first to the second, of those that ended in a time."""
    days = [(end - start).days for start, end in spans if end and since < end <= until]
    return round_mean(float(Decimal(sum(days)) / len(days))) if days else None


def _escalations_of(path: RaisedPath, domain: Scope) -> Iterator[Raised]:
    """The escalations of a path that are in a pod's domain."""
    for part in path.parts:
        if part.kind == "escalation" and domain.covers(part.account, part.area):
            yield part


def _is_open(part: Raised, on: date) -> bool:
    """Whether a part was open at the end of a day."""
    return part.raised <= on and not (part.resolved and part.resolved <= on)


def _days_before(day: date, *, days: int) -> date:
    return day - min(timedelta(days=days), day - date.min)
