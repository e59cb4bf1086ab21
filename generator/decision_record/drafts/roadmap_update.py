"""The update that says what became of a commitment: shipped, slipped or descoped.

Each draft holds what the rules ask of such a row (checks.md, DR316, DR324): a slip another day and
a reason, a descoping a reason, and each of them the words for the accounts that have to be told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from decision_record.drafts.yaml_writer import (
    GAP,
    TEXT,
    block,
    name_text,
    offer,
    row,
    say,
    scalar,
    short_text,
)
from decision_record.ledger.decisions import LoggedDecision
from decision_record.model.records import Entry, FileKind, Records
from decision_record.text.wording import short_day

ReportStatus = Literal["shipped", "slipped", "descoped"]

_FIELDS: Mapping[ReportStatus, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "shipped": (("on", GAP), ("say", TEXT)),
        "slipped": (("target", GAP), ("because", TEXT), ("say", TEXT)),
        "descoped": (("because", TEXT), ("say", TEXT)),
    }
)
"""What is written for each; `on` is the record's own day where it stays empty."""

_NO_OWNER = "roadmap"
"""The name of an update whose writer is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """The text that says what became of a commitment, to be completed."""

    status: ReportStatus
    path: str
    """Its file below the records root."""
    text: str
    is_addition: bool
    """Whether the record is there already, and the text is what to add to it."""


def draft_reports(
    decision: LoggedDecision, *, records: Records, entries: Mapping[str, Entry], day: date
) -> tuple[ReportDraft, ...]:
    """A draft for each of the three; none where nothing of the commitment is left to keep.

    A name is there once. Where its owner has written an update on the day, the text has no head,
    and no section that the update has already: it is what to add.

    Args:
        decision: What was decided, with its commitment.
        records: What was written.
        entries: The records by name.
        day: The day on which it is said.
    """
    commitment = decision.commitment
    if commitment is None or not commitment.is_pending:
        return ()
    identity = f"{day}-{decision.owner or _NO_OWNER}"
    path = f"updates/{day:%Y}/{identity}.yml"
    there = entries.get(identity)
    is_addition = there is not None or (FileKind.UPDATE, identity) in records.unread.ids
    return tuple(
        ReportDraft(
            status=status,
            path=path,
            text="\n".join(
                (
                    *_head(decision, status, path=path, is_addition=is_addition),
                    *(() if is_addition else _fields(decision, entries, day=day)),
                    *_row(decision, status, there=there),
                    *_telling(decision, records=records, day=day, there=there),
                    "",
                )
            ),
            is_addition=is_addition,
        )
        for status in _FIELDS
    )


def _head(
    decision: LoggedDecision, status: ReportStatus, *, path: str, is_addition: bool
) -> Iterator[str]:
    target = decision.commitment.target if decision.commitment else None
    promised = f" (for {short_day(target)})" if target else ""
    where = f"To be added to {path}, which is there" if is_addition else f"To be saved as {path}"
    yield from say(f"{status.capitalize()}: {short_text(decision.row.what)}{promised}. {where}.")


def _fields(decision: LoggedDecision, entries: Mapping[str, Entry], *, day: date) -> Iterator[str]:
    yield f"date: {day}"
    yield f"by: {scalar(decision.owner) if decision.owner else GAP}".rstrip()
    made = entries.get(decision.record)
    if made and made.series:
        yield f"series: {scalar(made.series)}  # whose queue its actions join"


def _row(decision: LoggedDecision, status: ReportStatus, *, there: Entry | None) -> Iterator[str]:
    if there is None or not there.record.roadmap:
        yield "roadmap:"
    else:
        yield from say("Add to its `roadmap`:")
    fields = {"commitment": scalar(decision.ref), "status": status} | dict(_FIELDS[status])
    yield from block(fields)


def _telling(
    decision: LoggedDecision, *, records: Records, day: date, there: Entry | None
) -> Iterator[str]:
    """Each account that has to hear of it, with the action that tells it, to uncomment."""
    promised = decision.commitment.promised_to if decision.commitment else ()
    known = {name: records.accounts.get(name) for name in promised}
    hearers = {name: each for name, each in known.items() if each and not each.churned_by(day)}
    if not hearers:
        return
    number = 1 + sum(len(side) for side in _actions(there))
    names = ", ".join(name_text(each.name) for each in hearers.values())
    yield from say(f"To be told: {names}. Remove the # for each that is to be told.")
    forms = [
        row(
            {
                "id": f"A{number + index}",
                "what": TEXT,
                "owner": scalar(each.csm_on(day)),
                "due": GAP,
                "account": scalar(name),
                "closes_loop": scalar(decision.ref),
            },
            indent=4,
        )
        for index, (name, each) in enumerate(hearers.items())
    ]
    if any(_actions(there)):
        yield from say("Add to its actions under `cs`:")
    else:
        yield from ("actions:", "  cs:")
    yield from offer(forms)


def _actions(there: Entry | None) -> tuple[tuple[object, ...], ...]:
    actions = there.record.actions if there else None
    return (actions.cs, actions.pm, actions.shared) if actions else ()
