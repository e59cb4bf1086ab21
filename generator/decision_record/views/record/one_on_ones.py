"""The sections of a one-on-one, as its two people see them; no other site has them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from decision_record.model.record import Meeting
from decision_record.views.record.parts import (
    RecordContext,
    RecordPart,
    RecordRow,
    named,
    one_group,
    plain,
    written,
)

_LEADS = {"csm": "the CSM", "manager": "the manager", "both": "both"}


def show_goals(meeting: Meeting, page: RecordContext) -> RecordPart:
    """The CSM's goals."""
    rows = (
        RecordRow(
            what=row.goal,
            facts=(
                *named("Owner", page.person(row.owner) if row.owner else None),
                *written("Target", row.target),
                *written("Reached", row.actual),
            ),
        )
        for row in meeting.goals
    )
    return RecordPart(id="goals", title="Goals", groups=one_group(rows))


def show_challenges(meeting: Meeting, _page: RecordContext) -> RecordPart:
    """What is hard at the moment."""
    return RecordPart(id="challenges", title="Challenges", text=meeting.challenges)


def show_all_customers(meeting: Meeting, page: RecordContext) -> RecordPart:
    """Every account that was mentioned, with the meeting that it is taken to."""
    rows = (
        RecordRow(
            what=row.issue,
            facts=(
                *named("Account", page.account(row.account) if row.account else None),
                *plain("Taken to", row.promote_to),
            ),
        )
        for row in meeting.customers
    )
    return RecordPart(id="customers", title="Customers", groups=one_group(rows))


def show_coaching(meeting: Meeting, _page: RecordContext) -> RecordPart:
    """What the manager coached on."""
    return RecordPart(id="coaching", title="Coaching", text=meeting.coaching)


def show_career(meeting: Meeting, _page: RecordContext) -> RecordPart:
    """What was said about the CSM's way ahead."""
    return RecordPart(id="career", title="Career", text=meeting.career)


def show_data(meeting: Meeting, page: RecordContext) -> RecordPart:
    """Who brought the data."""
    brought = page.person(meeting.data_by) if meeting.data_by else None
    row = RecordRow(facts=named("Brought by", brought))
    return RecordPart(id="data", title="Data", groups=one_group((row,)))


def show_agenda(meeting: Meeting, _page: RecordContext) -> RecordPart:
    """The parts, as held."""
    rows = (
        RecordRow(
            what=row.block,
            facts=plain("Led by", _LEADS.get(row.lead, row.lead) if row.lead else None),
        )
        for row in meeting.agenda
    )
    return RecordPart(id="agenda", title="Agenda, as held", groups=one_group(rows))


ONE_ON_ONE_SECTIONS: Mapping[str, Callable[[Meeting, RecordContext], RecordPart]] = (
    MappingProxyType(
        {
            "goals": show_goals,
            "challenges": show_challenges,
            "customers": show_all_customers,
            "coaching": show_coaching,
            "career": show_career,
            "data_by": show_data,
            "agenda": show_agenda,
        }
    )
)
"""What shows each section, by its name in the record."""
