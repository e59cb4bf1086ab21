"""What the records count for a pod's metric that says `counts` (records.md §5, Pod).

A metric is counted for each metric review that was held: on the day of its reading, else on that of
the review. Whether a typed reading agrees is for a check to say.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

from decision_record.ledger.grouping import group
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.raised import Raised
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


@dataclass(frozen=True, slots=True)
class PodPath:
    """A path with its escalations that are in a pod's domain."""

    path: RaisedPath
    escalations: tuple[Raised, ...]


def find_paths_of_pods(
    paths: Iterable[RaisedPath], pods_of: Mapping[str, Sequence[str]]
) -> Mapping[str, tuple[PodPath, ...]]:
    """By pod the paths that have an escalation in its domain.

    Args:
        paths: Every path.
        pods_of: By escalation or briefing the pods in whose domain it is.
    """
    found: dict[str, list[PodPath]] = {}
    for path in paths:
        escalations = (part for part in path.parts if part.kind == "escalation")
        by_pod = group(escalations, lambda part: pods_of.get(part.ref, ()))
        for pod, own in by_pod.items():
            found.setdefault(pod, []).append(PodPath(path, own))
    return {pod: tuple(own) for pod, own in found.items()}


def count_for_reviews(
    counts: Counts, reviews: Sequence[ReviewDay], paths: Sequence[PodPath]
) -> tuple[CountedValue, ...]:
    """What a metric counts for each of its reviews, oldest first.

    Args:
        counts: What the metric counts.
        reviews: The days of its reviews, oldest first.
        paths: The paths of the pod.
    """
    count = _make_count(counts, paths)
    found: list[CountedValue] = []
    before: date | None = None
    for review in reviews:
        as_of = review.as_of
        since = before if before is not None else _days_before(as_of, days=DAYS_BEFORE_FIRST)
        value = count(since, as_of)
        found.append(CountedValue(record=review.record, as_of=as_of, since=since, value=value))
        before = as_of
    return tuple(found)


def round_mean(value: float) -> float:
    """A mean with one decimal, halves up, as people round."""
    return float(Decimal(str(value)).quantize(_TENTH, rounding=ROUND_HALF_UP))


_Count = Callable[[date, date], float | None]
"""The value for the days after one and up to another."""


def _make_count(counts: Counts, paths: Sequence[PodPath]) -> _Count:
    """What counts; the days are sorted once, so that reviews of many years cost no more each."""
    match counts:
        case "open-escalations":
            spans = [span for each in paths for span in _open_spans(each.escalations)]
            return _count_open(spans)
        case "escalations":
            return _count_days(each.path.raised for each in paths)
        case "days-to-acknowledge":
            return _mean_days((each.path.raised, each.path.first_acknowledged) for each in paths)
        case "days-to-resolve":
            return _mean_days((each.path.raised, each.path.resolved) for each in paths)


_Span = tuple[date, date | None]
"""From a day on, and before another one, where it ends."""


def _open_spans(parts: Iterable[Raised]) -> Iterator[_Span]:
    """The times in which one of some escalations was open at the end of the day; none overlap."""
    own = ((each.raised, each.resolved) for each in parts)
    began: date | None = None
    ends: date | None = None
    for start, end in sorted(own, key=lambda span: (span[0], span[1] or date.max)):
        if end is not None and end <= start:
            continue
        if began is not None and ends is not None and start > ends:
            yield began, ends
            began = None
        if began is None:
            began, ends = start, end
        elif ends is not None:
            ends = None if end is None else max(end, ends)
    if began is not None:
        yield began, ends


def _count_open(spans: Iterable[_Span]) -> _Count:
    known = tuple(spans)
    starts = sorted(start for start, _ in known)
    ends = sorted(end for _, end in known if end is not None)
    return lambda _, until: bisect_right(starts, until) - bisect_right(ends, until)


def _count_days(days: Iterable[date]) -> _Count:
    known = sorted(days)
    return lambda since, until: bisect_right(known, until) - bisect_right(known, since)


def _mean_days(spans: Iterable[_Span]) -> _Count:
    """The mean of days from the first to the second, of those that ended in a time."""
    known = sorted((end, (end - start).days) for start, end in spans if end is not None)
    ends = [end for end, _ in known]
    sums = [0, *accumulate(days for _, days in known)]

    def count(since: date, until: date) -> float | None:
        first, last = bisect_right(ends, since), bisect_right(ends, until)
        if first >= last:
            return None
        return round_mean(float(Decimal(sums[last] - sums[first]) / (last - first)))

    return count


def _days_before(day: date, *, days: int) -> date:
    return day - min(timedelta(days=days), day - date.min)
