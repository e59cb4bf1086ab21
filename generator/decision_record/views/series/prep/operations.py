"""What concerns how CS and Product work together: topics of the organisation, taxonomy, process."""

from datetime import date

from decision_record.ledger.coverage import CountedCoverage
from decision_record.ledger.process_changes import TrackedChange
from decision_record.ledger.recency import lead_first
from decision_record.model.asked import Feedback
from decision_record.model.records import Entry
from decision_record.signals.rule import Signal
from decision_record.views.series.prep.asked import feedback_line
from decision_record.views.series.prep.parts import (
    SHOWN,
    Phrase,
    PrepTopic,
    TopicLine,
    make_topic,
    name_person,
    note,
)
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.once import once
from decision_record.views.shared.recent import entries_since
from decision_record.views.shared.states import PROCESS_BADGES
from decision_record.views.shared.words import Badge, Tone, due_on

_FAMILIES = ("SG80", "SG90")
"""Signals on meetings and pods: whether CS and Product work together as they agreed."""
_OTHERS = frozenset({"SG803", "SG804"})
"""Of these the ones that one person fixes: a pre-read, a record written late."""
_ENOUGH = 80
"""Percent of the feedback that has a category (checks.md, SG805)."""
_RECORDS = Link(text="all records", address="meetings/")


@once
def org_decisions(*, context: ViewContext) -> frozenset[str]:
    """The decisions that topics of the organisation led to."""
    return frozenset(
        entry.name_of(row.decision)
        for entry in context.ledger.entries
        for row in (entry.meeting.org if entry.meeting else ())
        if row.decision
    )


def warnings(series: str, *, context: ViewContext) -> PrepTopic:
    """What the signals say about the meetings and the pods, without the series' own."""
    found = [
        each
        for each in context.findings.signals
        if each.code.startswith(_FAMILIES)
        and each.code not in _OTHERS
        and each.about.series != series
    ]
    return make_topic(
        "Meetings and pods off their cadence",
        found,
        show=lambda each: _warning_line(each, context=context),
        more_at=Link(text="all series", address="series/"),
        empty="No meetings or pods off their cadence. A missed meeting, or a pod that does not "
        "meet, appears here.",
    )


def _warning_line(signal: Signal, *, context: ViewContext) -> TopicLine:
    about = signal.about
    link = None
    if about.pod:
        link = context.link_pod(about.pod)
    elif about.series:
        link = context.link_series(about.series)
    elif about.person:
        link = context.link_person(about.person)
    return TopicLine(
        what=signal.message,
        phrases=(
            *((Phrase(links=(link,)),) if link else ()),
            *(
                (Phrase(lead="for", links=(context.link_person(signal.owner),)),)
                if signal.owner
                else ()
            ),
        ),
    )


def coverage(*, context: ViewContext) -> PrepTopic:
    """How much of the feedback had a category, each time that it was counted."""
    return make_topic(
        "Feedback with a category",
        tuple(reversed(context.ledger.coverage)),
        show=lambda each: _coverage_line(each, context=context),
        more_at=_RECORDS,
        empty="No counts yet. `taxonomy_coverage` of a tier 3 appears here.",
    )


def _coverage_line(counted: CountedCoverage, *, context: ViewContext) -> TopicLine:
    percent = int(100 * counted.share)
    enough = percent >= _ENOUGH
    return TopicLine(
        what=f"{percent}% ({counted.categorised} of {counted.total})",
        item=context.link_record(counted.record),
        badges=(
            Badge(text="Enough", tone=Tone.DONE)
            if enough
            else Badge(text=f"Under {_ENOUGH}%", tone=Tone.RISK),
        ),
        phrases=(Phrase(lead="counted on", day=counted.day),),
    )


def uncategorised(since: date | None, *, context: ViewContext) -> PrepTopic:
    """Feedback without a category since the last tier 3, the newest first."""
    days = max((context.ledger.as_of - since).days, 30) if since else 91
    found = [
        (entry, row)
        for entry in entries_since(days, context=context)
        for row in entry.record.feedback
        if not row.category
    ]
    return make_topic(
        f"Feedback without a category, {days} days back",
        found,
        show=lambda each: _feedback_line(each, context=context),
        more_at=_RECORDS,
        empty="No feedback without a category. Feedback without a `category` appears here.",
    )


def _feedback_line(found: tuple[Entry, Feedback], *, context: ViewContext) -> TopicLine:
    return feedback_line(*found, context=context)


def integration(series: str, *, context: ViewContext) -> PrepTopic:
    """What was said last of how the systems exchange what they know."""
    last = next(
        (
            (entry, meeting.integration)
            for entry in reversed(context.index.entries_of_series.get(series, ()))
            if (meeting := entry.meeting) and meeting.integration
        ),
        None,
    )
    return make_topic(
        "Said last time",
        [last] if last else [],
        show=lambda each: TopicLine(
            what=each[1].changes or "No change",
            item=context.link_record(each[0].id),
            notes=note("Noisy", each[1].noisy),
        ),
        more_at=_RECORDS,
        empty="Nothing yet. What a tier 3 writes under `integration` appears here.",
    )


def process(*, context: ViewContext) -> PrepTopic:
    """Process changes with their newest state: open ones by due date, then the newest ended."""
    changes = context.ledger.process_changes
    open_ = sorted(
        (each for each in changes if each.is_open),
        key=lambda each: (each.due or date.max, each.day),
    )
    ended = [each for each in reversed(changes) if not each.is_open]
    return make_topic(
        "Process changes",
        lead_first((*open_, *ended), lambda each: each.is_open, whole=SHOWN),
        show=lambda each: _process_line(each, context=context),
        more_at=_RECORDS,
        empty="No process changes. What a tier 3 writes under `process_changes` appears here.",
    )


def changes_of(person: str, *, context: ViewContext) -> PrepTopic:
    """The open process changes that a person owns, the one due first on top."""
    own = [each for each in context.ledger.process_changes if each.is_open and each.owner == person]
    own.sort(key=lambda each: (each.due or date.max, each.day))
    return make_topic(
        "Process changes",
        own,
        show=lambda each: _process_line(each, context=context),
        more_at=_RECORDS,
        empty="No process changes.",
    )


def _process_line(change: TrackedChange, *, context: ViewContext) -> TopicLine:
    status = PROCESS_BADGES.get(change.status) if change.status else None
    return TopicLine(
        what=change.what,
        item=context.link_record(change.said[-1]),
        badges=(status,) if status else (),
        phrases=name_person(change.owner, context=context),
        side=due_on(change.due, as_of=context.ledger.as_of)
        if change.due and change.is_open
        else None,
    )
