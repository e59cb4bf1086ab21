"""Rows that only records hold in the exports: shipped items, feedback, meetings, research.

A fact that is absent has no key.
"""

from collections.abc import Iterator
from typing import get_args

from decision_record.exports.context import ExportContext
from decision_record.exports.keys import Holds, Key
from decision_record.exports.present import Facts, present
from decision_record.ledger.actions import actions_of
from decision_record.ledger.research import ResearchAsk
from decision_record.ledger.surprises import RecordedSurprise
from decision_record.model.asked import Feedback, Surprised, Tone
from decision_record.model.decided import Shipped
from decision_record.model.records import Entry

SHIPPED = (
    Key("ref", Holds.ITEM, "The shipped item."),
    Key("what", Holds.TEXT, "What went live."),
    Key("area", Holds.TAXON, "The product area, if any.", optional=True),
    Key("on", Holds.DAY, "The day it went live."),
    Key("accounts", Holds.ACCOUNT, "Who has to be told.", many=True),
    Key("say", Holds.TEXT, "The words for customers, as recorded.", optional=True),
    Key("briefed", Holds.DAY, "The day CS was briefed, if it was.", optional=True),
    Key("delivers", Holds.ITEM, "The decision whose commitment it keeps.", optional=True),
)

FEEDBACK = (
    Key("ref", Holds.ITEM, "The feedback."),
    Key("account", Holds.ACCOUNT, "The customer."),
    Key("what", Holds.TEXT, "What the customer said."),
    Key("category", Holds.TAXON, "Its category, if any.", optional=True),
    Key("area", Holds.TAXON, "The product area, if any.", optional=True),
    Key("theme", Holds.THEME, "The theme, if any.", optional=True),
    Key("tone", Holds.TEXT, "What kind it is.", words=get_args(Tone)),
)

MEETING = (
    Key("id", Holds.RECORD, "The record of the meeting."),
    Key("series", Holds.SERIES, "The series that it belongs to."),
    Key("date", Holds.DAY, "The day of the record."),
    Key("held", Holds.FLAG, "Whether it took place."),
    Key("cancelled", Holds.TEXT, "Why it did not take place.", optional=True),
    Key("attendees", Holds.PERSON, "Who was present.", many=True),
    Key("decisions", Holds.ITEM, "Its decisions.", many=True),
    Key("actions", Holds.ITEM, "Its actions.", many=True),
)

RESEARCH = (
    Key("ref", Holds.RECORD, "The record that asked first."),
    Key("area", Holds.TAXON, "The product area, if any.", optional=True),
    Key("what", Holds.TEXT, "What Product wants to learn.", optional=True),
    Key("owner", Holds.PERSON, "Who asks.", optional=True),
    Key("by", Holds.DAY, "The day by which customers are wanted.", optional=True),
    Key("accounts_wanted", Holds.COUNT, "How many customers are wanted.", optional=True),
    Key("asked", Holds.ACCOUNT, "The customers that were asked.", many=True),
)

SURPRISE = (
    Key("ref", Holds.RECORD, "The record that has it."),
    Key("date", Holds.DAY, "The day of the record."),
    Key("account", Holds.ACCOUNT, "The account, if any.", optional=True),
    Key("who", Holds.TEXT, "Who was surprised.", optional=True, words=get_args(Surprised)),
    Key("what", Holds.TEXT, "What surprised them.", optional=True),
)


def list_shipped(context: ExportContext) -> Iterator[Facts]:
    """Every shipped item, in the order of the replay."""
    records = context.records
    for item in context.ledger.items.values():
        row = item.row
        if isinstance(row, Shipped):
            yield present(
                ref=item.ref,
                what=row.what,
                area=row.area,
                on=row.on,
                accounts=list(dict.fromkeys(map(records.account_id, row.accounts))),
                say=row.say,
                briefed=row.briefed,
                delivers=item.entry.name_of(row.delivers) if row.delivers else None,
            )


def list_feedback(context: ExportContext) -> Iterator[Facts]:
    """All feedback, in the order of the replay."""
    for item in context.ledger.items.values():
        row = item.row
        if isinstance(row, Feedback):
            yield present(
                ref=item.ref,
                account=context.records.account_id(row.account),
                what=row.what,
                category=row.category,
                area=row.area,
                theme=row.theme,
                tone=row.tone,
            )


def list_meetings(context: ExportContext) -> Iterator[Facts]:
    """Every meeting, in the order of the replay."""
    return (of_meeting(entry) for entry in context.ledger.entries if entry.meeting)


def of_meeting(entry: Entry) -> Facts:
    """A meeting, held or cancelled; `cancelled` says why, as the record does."""
    meeting, record = entry.meeting, entry.record
    called_off = meeting.cancelled if meeting else None
    return present(
        id=entry.id,
        series=entry.series,
        date=entry.date,
        held=called_off is None,
        cancelled=(called_off.because or "other") if called_off else None,
        attendees=list(entry.present),
        decisions=[f"{entry.id}/{each.id}" for each in record.decisions],
        actions=[f"{entry.id}/{each.id}" for _, each in actions_of(entry)],
    )


def list_research(context: ExportContext) -> Iterator[Facts]:
    """Everything that Product wants to learn, in the order in which it was asked for."""
    return map(of_research, context.ledger.research)


def of_research(ask: ResearchAsk) -> Facts:
    """Where Product wants customers; `ref` is the record that asked first."""
    return present(
        ref=ask.record,
        area=ask.area,
        what=ask.what,
        owner=ask.owner,
        by=ask.by,
        accounts_wanted=ask.accounts_wanted,
        asked=list(ask.asked),
    )


def list_surprises(context: ExportContext) -> Iterator[Facts]:
    """Every recorded surprise, oldest first."""
    return map(of_surprise, context.ledger.surprises)


def of_surprise(surprise: RecordedSurprise) -> Facts:
    """A recorded surprise; `ref` is the record that holds it."""
    return present(
        ref=surprise.record,
        date=surprise.day,
        account=surprise.account,
        who=surprise.who,
        what=surprise.what,
    )
