"""DR103: values that are impossible, given what other files say.

A model refuses values that are wrong by themselves; this module finds values that are wrong in
their context.
"""

import re
from collections.abc import Iterator, Mapping

from decision_record.checks.context import CheckContext, point
from decision_record.checks.meetings.held import held_meetings
from decision_record.checks.wording import quote
from decision_record.diagnostics import Pointer, Problem, RelatedPlace
from decision_record.model.pod import Metric
from decision_record.model.reference import People
from decision_record.model.rituals import Reading
from decision_record.text.wording import show_number

_is_nps = re.compile(r"nps|net promoter score", re.IGNORECASE)
_is_percent = re.compile(r"%|per ?cent(age)?", re.IGNORECASE)


def find_impossible_readings(context: CheckContext) -> Iterator[Problem]:
    """Readings beyond what their metric can be: an NPS, or a share of accounts in percent."""
    for held in held_meetings(context, "pod-metric-review"):
        pod = context.records.pods.get(held.series.pod or "")
        metrics = {metric.id: metric for metric in pod.metrics} if pod else {}
        for index, row in enumerate(held.meeting.readings):
            metric = metrics.get(row.metric)
            limits = _limits(metric, row) if metric else None
            if limits and not limits[0] <= row.value <= limits[1]:
                yield Problem(
                    code="DR103",
                    message=f"the reading of {quote(row.metric)} is {show_number(row.value)}, "
                    f"but {limits[2]} is from {limits[0]} to {limits[1]}",
                    help="write the number that was read, as in `value: 40`",
                    at=point(held.entry, "readings", index, "value"),
                )


def _limits(metric: Metric, reading: Reading) -> tuple[int, int, str] | None:
    """The least and the most that a reading can be, and what it is; None where nothing is known."""
    if any(_is_nps.fullmatch(each) for each in (metric.unit or "", metric.name, metric.id)):
        return -100, 100, "an NPS"
    # Other shares may grow beyond the whole, as revenue that is kept does.
    if reading.of and _is_percent.fullmatch(metric.unit or ""):
        return 0, 100, "adoption in percent"
    return None


def find_circles_of_managers(context: CheckContext) -> Iterator[Problem]:
    """People who report to themselves, each circle once, at the person who is written last."""
    for shaped in context.shaped:
        if isinstance(shaped.model, People):
            yield from _circles(shaped.model, file=shaped.file.name)


def _circles(people: People, *, file: str) -> Iterator[Problem]:
    ahead: dict[str, str] = {}
    for name, person in people.root.items():
        if person.manager is None:
            continue
        ahead[name] = person.manager
        chain = _chain(name, ahead)
        if chain[-1] != name:
            continue
        others = chain[1:-1]
        shown = " to ".join(quote(each) for each in chain)
        advice = f"name the person that {quote(name)} reports to, or remove `manager` here"
        yield Problem(
            code="DR103",
            message=f"`manager` goes in a circle: {shown}"
            if others
            else f"{quote(name)} cannot be the manager of {quote(name)}",
            help=f"{advice}; or correct another one in the circle" if others else advice,
            at=Pointer(file=file, path=(name, "manager")),
            related=tuple(
                RelatedPlace(
                    at=Pointer(file=file, path=(each, "manager")), text="in the circle too"
                )
                for each in others
            ),
        )
        del ahead[name]


def _chain(start: str, ahead: Mapping[str, str]) -> list[str]:
    """The people above a person, up to the last, or to the one from whom it began."""
    chain = [start]
    while (above := ahead.get(chain[-1])) is not None and len(chain) <= len(ahead):
        chain.append(above)
        if above == start:
            break
    return chain
