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
    Line,
    Phrase,
    Topic,
    make_topic,
    name_person,
    note,
)
from decision_record.views.shared.context import Book, Link
from decision_record.views.shared.recent import entries_since
from decision_record.views.shared.states import PROCESS_BADGES
from decision_record.views.shared.words import Badge, Tone, due_on

_FAMILIES = ("SG80", "SG90")
"""Signals on meetings and pods: whether CS and Product work together as they agreed."""
_OTHERS = frozenset({"SG803", "SG804"})
"""Of these the ones that one person mends: a pre-read, a record written late."""
_ENOUGH = 80
"""Percent of the feedback that has a category (checks.md, SG805)."""
_RECORDS = Link(text="all records", address="meetings/")


def org_decisions(*, book: Book) -> frozenset[str]:
    """The decisions that topics of the organisation led to."""
    return frozenset(
        entry.name_of(row.decision)
        for entry in book.ledger.entries
        for row in (entry.meeting.org if entry.meeting else ())
        if row.decision
    )


def warnings(series: str, *, book: Book) -> Topic:
    """What the signals say of the meetings and the pods, without the series' own."""
    found = [
        each
        for each in book.findings.signals
        if each.code.startswith(_FAMILIES)
        and each.code not in _OTHERS
        and each.about.series != series
    ]
    return make_topic(
        "Meetings and pods that drift",
        found,
        show=lambda each: _warning_line(each, book=book),
        more_at=Link(text="all series", address="series/"),
        empty="No drifting meetings or pods. A missed meeting, or a pod that does not meet, "
        "appears here.",
    )


def _warning_line(signal: Signal, *, book: Book) -> Line:
    about = signal.about
    link = None
    if about.pod:
        link = book.link_pod(about.pod)
    elif about.series:
        link = book.link_series(about.series)
    elif about.person:
        link = book.link_person(about.person)
    return Line(
        what=signal.message,
        phrases=(
            *((Phrase(links=(link,)),) if link else ()),
            *(
                (Phrase(lead="for", links=(book.link_person(signal.owner),)),)
                if signal.owner
                else ()
            ),
        ),
    )


def coverage(*, book: Book) -> Topic:
    """How much of the feedback had a category, each time that it was counted."""
    return make_topic(
        "Feedback with a category",
        tuple(reversed(book.ledger.coverage)),
        show=lambda each: _coverage_line(each, book=book),
        more_at=_RECORDS,
        empty="No counts yet. `taxonomy_coverage` of a tier 3 appears here.",
    )


def _coverage_line(counted: CountedCoverage, *, book: Book) -> Line:
    percent = int(100 * counted.share)
    enough = percent >= _ENOUGH
    return Line(
        what=f"{percent}% ({counted.categorised} of {counted.total})",
        item=book.link_record(counted.record),
        badges=(
            Badge(text="Enough", tone=Tone.DONE)
            if enough
            else Badge(text=f"Under {_ENOUGH}%", tone=Tone.RISK),
        ),
        phrases=(Phrase(lead="counted on", day=counted.day),),
    )


def uncategorised(since: date | None, *, book: Book) -> Topic:
    """Feedback without a category since the last tier 3, the newest first."""
    days = max((book.ledger.as_of - since).days, 30) if since else 91
    found = [
        (entry, row)
        for entry in entries_since(days, book=book)
        for row in entry.record.feedback
        if not row.category
    ]
    return make_topic(
        f"Feedback without a category, {days} days back",
        found,
        show=lambda each: _feedback_line(each, book=book),
        more_at=_RECORDS,
        empty="No feedback without a category. Feedback without a `category` appears here.",
    )


def _feedback_line(found: tuple[Entry, Feedback], *, book: Book) -> Line:
    return feedback_line(*found, book=book)


def integration(series: str, *, book: Book) -> Topic:
    """What was said last of how the systems exchange what they know."""
    last = next(
        (
            (entry, meeting.integration)
            for entry in reversed(book.entries_of_series.get(series, ()))
            if (meeting := entry.meeting) and meeting.integration
        ),
        None,
    )
    return make_topic(
        "Said last time",
        [last] if last else [],
        show=lambda each: Line(
            what=each[1].changes or "No change",
            item=book.link_record(each[0].id),
            notes=note("Noisy", each[1].noisy),
        ),
        more_at=_RECORDS,
        empty="Nothing yet. What a tier 3 writes under `integration` appears here.",
    )


def process(*, book: Book) -> Topic:
    """Process changes with their newest state: open ones by due date, then the newest ended."""
    changes = book.ledger.process_changes
    open_ = sorted(
        (each for each in changes if each.is_open),
        key=lambda each: (each.due or date.max, each.day),
    )
    ended = [each for each in reversed(changes) if not each.is_open]
    return make_topic(
        "Process changes",
        lead_first((*open_, *ended), lambda each: each.is_open, whole=SHOWN),
        show=lambda each: _process_line(each, book=book),
        more_at=_RECORDS,
        empty="No process changes. What a tier 3 writes under `process_changes` appears here.",
    )


def changes_of(person: str, *, book: Book) -> Topic:
    """The open process changes that a person owns, the one due first on top."""
    own = [each for each in book.ledger.process_changes if each.is_open and each.owner == person]
    own.sort(key=lambda each: (each.due or date.max, each.day))
    return make_topic(
        "Process changes",
        own,
        show=lambda each: _process_line(each, book=book),
        more_at=_RECORDS,
        empty="No process changes.",
    )


def _process_line(change: TrackedChange, *, book: Book) -> Line:
    status = PROCESS_BADGES.get(change.status) if change.status else None
    return Line(
        what=change.what,
        item=book.link_record(change.said[-1]),
        badges=(status,) if status else (),
        phrases=name_person(change.owner, book=book),
        side=due_on(change.due, as_of=book.ledger.as_of) if change.due and change.is_open else None,
    )
