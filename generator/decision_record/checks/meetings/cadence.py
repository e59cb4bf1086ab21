"""DR403 and DR412 to DR415: whether meetings keep their time, take place and come to something."""

from collections.abc import Iterable

from decision_record.checks.context import CheckContext, point
from decision_record.checks.examples import in_tier_1, in_tier_2
from decision_record.checks.meetings.held import (
    HeldMeeting,
    held_meetings,
    meetings_of,
)
from decision_record.checks.rule import Rule, RuleExample, RuleThreshold, in_file
from decision_record.diagnostics import Problem, RelatedPlace, Severity, Underlined
from decision_record.model.record import Meeting
from decision_record.model.series import Series

PERCENT_BESIDE_LENGTH = 33
"""How far a meeting may be from its length: a third, in whole percent of it."""


def _length(series: Series) -> int | None:
    """Minutes that a meeting takes: the series' own where it says why, else the ritual's."""
    return series.minutes if series.because and series.minutes else series.ritual.minutes


def find_wrong_lengths(
    context: CheckContext, *, percent: int = PERCENT_BESIDE_LENGTH
) -> Iterable[Problem]:
    """Meetings far longer or shorter than their ritual (DR403)."""
    for held in held_meetings(context):
        took, length = held.meeting.minutes, _length(held.series)
        if took is None or not length:
            continue
        # In whole percent, so that 40 minutes in place of 30 are a third and not more.
        if abs(took - length) * 100 // length <= percent:
            continue
        if took > length:
            longer = "longer"
            advice = "park what belongs elsewhere, and let the timekeeper close each block"
        elif held.series.kind != "pod-standup":
            longer, advice = "shorter", "take up what there was no time for last time"
        else:
            continue
        yield Problem(
            code="DR403",
            message=f"this {held.called} took {took} minutes, far {longer} than its {length}",
            help=f"{advice}; if this series has a length of its own, say so in series.yml: "
            f"`minutes: {took}, because: …`",
            at=point(held.entry, "minutes"),
        )


WRONG_LENGTH = Rule(
    code="DR403",
    slug="wrong-length",
    severity=Severity.WARNING,
    says="A meeting was longer than its ritual by more than a third, or shorter.",
    looks_at="`minutes` of every meeting, against the length of its ritual, or of its series "
    "where that has `minutes` with `because`. A standup may be as short as it likes.",
    fields=("meeting/minutes",),
    why="A meeting that runs over takes the time in which its actions would be done. One "
    "that ends early left something out.",
    failing=in_tier_2(minutes="45"),
    passing=in_tier_2(minutes="35"),
    find=find_wrong_lengths,
    thresholds=(RuleThreshold(name="percent", unit="percent", default=PERCENT_BESIDE_LENGTH),),
)


def find_cancellations(context: CheckContext) -> Iterable[Problem]:
    """Tier 1 that was cancelled and not moved, and tier 2 that was not delegated (DR412)."""
    for held in meetings_of(context, "tier-1", "tier-2"):
        cancelled = held.meeting.cancelled
        if cancelled is None or (held.series.kind == "tier-1" and cancelled.moved_to):
            continue
        if held.series.kind == "tier-1":
            message = "this tier 1 was cancelled, and not moved"
            advice = "a tier 1 is not cancelled, it moves: add `moved_to: …` with its new day"
        else:
            moved = f", only moved to {cancelled.moved_to}" if cancelled.moved_to else ""
            message = f"this tier 2 was cancelled, and not delegated{moved}"
            advice = (
                "a tier 2 is not cancelled, it is delegated: next time write "
                f"`delegates: {{{next(reversed(held.series.members), '…')}: …}}` and hold it"
            )
        yield Problem(
            code="DR412",
            message=message,
            help=advice,
            at=point(held.entry, "cancelled", part=Underlined.KEY),
        )


CANCELLATION = Rule(
    code="DR412",
    slug="cancellation",
    severity=Severity.WARNING,
    says="A tier 1 was cancelled and not moved, or a tier 2 was cancelled and not delegated.",
    looks_at="`cancelled` of tier 1 without `moved_to`, and of tier 2, which a "
    "delegate could have held.",
    fields=("meeting/cancelled", "meeting/cancelled.moved_to"),
    why="A month of escalations waits for the next meeting, and everyone learns that the "
    "meeting can be skipped.",
    failing=in_file(
        "meetings/2026/2026-04-28-tier-1.yml",
        "series: tier-1\ndate: 2026-04-28\ncancelled: {because: renewals}\n",
    ),
    passing=in_file(
        "meetings/2026/2026-04-28-tier-1.yml",
        "series: tier-1\ndate: 2026-04-28\ncancelled: {because: renewals, moved_to: 2026-05-05}\n",
    ),
    find=find_cancellations,
    silenced=False,
)


def find_unkept_times(context: CheckContext) -> Iterable[Problem]:
    """Meetings of timed blocks without a timekeeper (DR413)."""
    for held in held_meetings(context, "tier-1", "tier-2", "combined"):
        if held.meeting.timekeeper is None:
            somebody = next(iter(held.meeting.attendees), "…")
            yield Problem(
                code="DR413",
                message=f"this {held.called} had no timekeeper",
                help=f"add who kept the time, as in `timekeeper: {somebody}`; if there was none, "
                "name one at the beginning of the next",
                at=point(held.entry, "timekeeper", part=Underlined.ROW),
            )


NO_TIMEKEEPER = Rule(
    code="DR413",
    slug="no-timekeeper",
    severity=Severity.WARNING,
    says="A meeting of timed blocks had no timekeeper.",
    looks_at="`timekeeper` of every tier 1, tier 2 and combined meeting that was held.",
    fields=("meeting/timekeeper",),
    why="The first block takes the time of the last, and the last is where decisions are written "
    "down.",
    failing=in_tier_1(timekeeper=None),
    passing=in_tier_1(),
    find=find_unkept_times,
)


def _came_to_something(meeting: Meeting) -> bool:
    """Whether anything was decided, given to someone to do, or answered."""
    actions = meeting.actions
    return bool(
        meeting.decisions
        or actions.cs
        or actions.pm
        or actions.shared
        or meeting.moves
        or meeting.next_sprint
        or meeting.process_changes
        or any(row.answer for row in meeting.questions)
        or any(row.answer or row.answered or row.resolved or row.status for row in meeting.updates)
        or any(row.answer or row.outcome in ("answered", "decided") for row in meeting.briefings)
        or any(row.evaluation and row.evaluation.verdict for row in meeting.pods)
    )


def find_status_updates(context: CheckContext) -> Iterable[Problem]:
    """Meetings without an outcome, after another of the series without one (DR414)."""
    last: dict[str, HeldMeeting] = {}
    for held in sorted(held_meetings(context), key=lambda each: (each.entry.date, each.entry.id)):
        if held.series.kind == "pod-standup":
            continue
        before = last.get(held.meeting.series)
        last[held.meeting.series] = held
        if (
            before is None
            or _came_to_something(held.meeting)
            or _came_to_something(before.meeting)
            or context.lost.has_meetings(held.meeting.series)
        ):
            continue
        yield Problem(
            code="DR414",
            message=f"this {held.called}, like the one before it, came to no decision, action or "
            "answer",
            help="write down what was decided, who does what by when, or what was answered; if "
            "there was nothing, bring a question that needs an answer, or meet less often",
            at=point(held.entry, "series"),
            related=(
                RelatedPlace(at=point(before.entry, "series"), text="nothing came of this one"),
            ),
        )


_NEWS = """
  - {id: B1, account: ostermark, request: Does the export keep formulas?, tried: A copy by hand,\
 answer_by: 2026-05-19, outcome: open}"""

STATUS_UPDATE = Rule(
    code="DR414",
    slug="meeting-without-result",
    severity=Severity.WARNING,
    says="Two meetings of one series in a row came to no decision, action or answer.",
    looks_at="Decisions, actions and answers of the meetings of each series that were held, in "
    "their order. What a pod does next, its moves, changes to the process and verdicts count. "
    "Standups are left out.",
    fields=("meeting/series",),
    why="A meeting that only reports what happened could have been an e-mail.",
    failing=RuleExample(
        files=(
            *in_tier_2(briefings=_NEWS).files,
            (
                "meetings/2026/2026-05-05-tier-2-reporting.yml",
                in_tier_2(date="2026-05-05", briefings=_NEWS.replace("formulas", "colours")).files[
                    0
                ][1],
            ),
        )
    ),
    passing=in_tier_2(),
    find=find_status_updates,
)


def find_late_writing(context: CheckContext) -> Iterable[Problem]:
    """Meetings that were written down after they were over (DR415)."""
    for held in held_meetings(context):
        if held.meeting.written == "after":
            yield Problem(
                code="DR415",
                message=f"this {held.called} was recorded after it was over",
                help="keep the last five minutes for it, with both at the screen, and write "
                "`written: in-meeting`",
                at=point(held.entry, "written"),
            )


LATE_WRITING = Rule(
    code="DR415",
    slug="late-record",
    severity=Severity.WARNING,
    says="A record was written after the meeting was over.",
    looks_at="`written: after` of every meeting.",
    fields=("meeting/written",),
    why="What one person remembers in the evening is not what both agreed on. The sentence that "
    "both have read is the decision.",
    failing=in_tier_2(written="after"),
    passing=in_tier_2(written="in-meeting"),
    find=find_late_writing,
)
