"""DR702 to DR704: whether a one-on-one is the CSM's. They repeat nothing of what it says."""

from collections.abc import Iterable

from decision_record.checks.context import CheckContext, point
from decision_record.checks.meetings.held import HeldMeeting, held_meetings
from decision_record.checks.rule import Rule, RuleExample, in_file
from decision_record.diagnostics import Problem, Severity, Underlined
from decision_record.model.reference import Role
from decision_record.model.series import ONE_ON_ONE_AGENDA
from decision_record.text.wording import join_words


def find_changed_agendas(context: CheckContext) -> Iterable[Problem]:
    """One-on-ones whose parts had another order or other leads than agreed (DR702)."""
    for held in held_meetings(context, "one-on-one"):
        agreed = held.series.agenda or ONE_ON_ONE_AGENDA
        places = {part.block.lower(): place for place, part in enumerate(agreed)}
        last = -1
        for index, part in enumerate(held.meeting.agenda):
            place = places.get(part.block.lower())
            if place is None:
                continue
            lead = agreed[place].lead
            if place < last:
                yield _changed(held, index, "block", "comes after a part that should follow it")
            elif part.lead and lead and part.lead.lower() != lead.lower():
                yield _changed(held, index, "lead", "was not led by the person agreed")
            last = max(last, place)


def _changed(held: HeldMeeting, index: int, field: str, says: str) -> Problem:
    return Problem(
        code="DR702",
        message=f"part {index + 1} of this one-on-one {says}",
        help="keep the order and the leads of the series; if the two of you want others, write "
        "them once under `agenda` of the series in series.yml",
        at=point(held.entry, "agenda", index, field),
    )


_NAME = "meetings/2026/2026-04-21-anneke-one-on-one.yml"
_HEAD = "series: anneke-one-on-one\ndate: 2026-04-21\nattendees: [maren.oyelaran, anneke.morrow]\n"


def _example(text: str) -> RuleExample:
    return in_file(_NAME, f"{_HEAD}{text}")


CHANGED_AGENDA = Rule(
    code="DR702",
    slug="changed-agenda",
    severity=Severity.WARNING,
    says="A one-on-one had its parts in another order, or with other leads, than agreed.",
    looks_at="`agenda` of a one-on-one, as held, against that of its series, or against the "
    "ritual's own: goals, challenges and customers led by the CSM, coaching by the manager, "
    "career by both. A part that was left out is no change.",
    fields=("meeting/agenda",),
    why="When the manager's part moves to the front it becomes the manager's meeting, and "
    "there is no time left for the CSM's topics.",
    failing=_example(
        "agenda: [{block: coaching, lead: manager}, {block: goals, lead: csm},"
        " {block: career, lead: both}]\n"
    ),
    passing=_example(
        "agenda: [{block: goals, lead: csm}, {block: coaching, lead: manager},"
        " {block: career, lead: both}]\n"
    ),
    find=find_changed_agendas,
)

_MANAGERS: frozenset[Role] = frozenset({"vp-cs", "cs-lead"})


def find_managers_data(context: CheckContext) -> Iterable[Problem]:
    """One-on-ones to which the manager brought the data (DR703)."""
    for held in held_meetings(context, "one-on-one"):
        brought = held.meeting.data_by
        if brought and _manages(context, held, brought):
            yield Problem(
                code="DR703",
                message="the manager brought the data to this one-on-one",
                help="let the CSM bring their own numbers next time, as in "
                f"`data_by: {_other(held, brought)}`",
                at=point(held.entry, "data_by"),
            )


def _pair(held: HeldMeeting) -> tuple[str, ...]:
    """The two people."""
    return held.series.members or held.meeting.present


def _manages(context: CheckContext, held: HeldMeeting, person: str) -> bool:
    """Whether a person is the manager of the two, by name or, where none is given, by role."""
    people = context.records.people
    others = [people[each] for each in _pair(held) if each != person and each in people]
    if any(other.manager for other in others):
        return any(other.manager == person for other in others)
    return person in people and people[person].role in _MANAGERS


def _other(held: HeldMeeting, person: str) -> str:
    return next((each for each in _pair(held) if each != person), "…")


MANAGERS_DATA = Rule(
    code="DR703",
    slug="data-from-manager",
    severity=Severity.WARNING,
    says="The manager brought the data to a one-on-one.",
    looks_at="`data_by`, against `manager` in people.yml.",
    fields=("meeting/data_by",),
    why="People who are shown their own numbers defend them. People who bring them ask for help.",
    failing=_example("data_by: maren.oyelaran\n"),
    passing=_example("data_by: anneke.morrow\n"),
    find=find_managers_data,
)


def find_loose_goals(context: CheckContext) -> Iterable[Problem]:
    """Goals without an owner or a target (DR704)."""
    for held in held_meetings(context, "one-on-one"):
        for index, goal in enumerate(held.meeting.goals):
            lacks = [field for field in ("owner", "target") if getattr(goal, field) is None]
            if lacks:
                named = {"owner": "an owner", "target": "a target"}
                yield Problem(
                    code="DR704",
                    message=f"goal {index + 1} lacks "
                    f"{join_words([named[each] for each in lacks], last='or')}",
                    help=f"add `{', '.join(f'{each}: …' for each in lacks)}`",
                    at=point(held.entry, "goals", index, part=Underlined.ROW),
                )


LOOSE_GOAL = Rule(
    code="DR704",
    slug="incomplete-goal",
    severity=Severity.WARNING,
    says="A goal of a one-on-one has no owner or no target.",
    looks_at="`owner` and `target` of every row of `goals`.",
    fields=("meeting/goals.owner", "meeting/goals.target"),
    why="In three months the two remember it differently, and one of them is disappointed.",
    failing=_example("goals:\n  - {goal: Renewals on time, owner: anneke.morrow}\n"),
    passing=_example(
        "goals:\n  - {goal: Renewals on time, owner: anneke.morrow, target: Three of three}\n"
    ),
    find=find_loose_goals,
)
