"""What the exports say of rows that only records hold: shipped items, feedback, meetings, research.

The keys are those of site.md; a fact that is absent has no key.
"""

from collections.abc import Iterator, Mapping

from decision_record.exports.present import Facts, present
from decision_record.ledger.actions import actions_of
from decision_record.ledger.replay import Ledger
from decision_record.ledger.research import ResearchAsk
from decision_record.ledger.surprises import RecordedSurprise
from decision_record.model.asked import Feedback
from decision_record.model.decided import Shipped
from decision_record.model.records import Entry, Records


def gather_rows(ledger: Ledger, *, records: Records) -> Mapping[str, list[Facts]]:
    """The facts of rows, by the name of the document that lists them."""
    return {
        "shipped": list(_shipped(ledger, records=records)),
        "feedback": list(_feedback(ledger, records=records)),
        "meetings": [of_meeting(entry) for entry in ledger.entries if entry.meeting],
        "research": [of_research(each) for each in ledger.research],
        "surprises": [of_surprise(each) for each in ledger.surprises],
    }


def _shipped(ledger: Ledger, *, records: Records) -> Iterator[Facts]:
    for item in ledger.items.values():
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


def _feedback(ledger: Ledger, *, records: Records) -> Iterator[Facts]:
    for item in ledger.items.values():
        row = item.row
        if isinstance(row, Feedback):
            yield present(
                ref=item.ref,
                account=records.account_id(row.account),
                what=row.what,
                category=row.category,
                area=row.area,
                theme=row.theme,
                tone=row.tone,
            )


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


def of_surprise(surprise: RecordedSurprise) -> Facts:
    """A recorded surprise; `ref` is the record that holds it."""
    return present(
        ref=surprise.record,
        date=surprise.day,
        account=surprise.account,
        who=surprise.who,
        what=surprise.what,
    )
