"""Releases: what pods said in their standups that they release next.

A row has no id. One of the same series with the same words as an earlier one continues it: its
values count from then on, and values that it leaves out stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.model.records import Entry, Records


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRelease:
    """What a pod releases."""

    series: str
    pod: str | None
    what: str | None
    record: str
    """The first record that mentioned it."""
    said: tuple[str, ...]
    """Every record that mentioned it, oldest first."""
    on: date | None
    """The day of the release."""
    accounts: tuple[str, ...]
    """The accounts that will notice, each by its name of today."""
    cs_impact: str | None
    """What CS will notice."""
    comms_plan: str | None
    """How customers are told."""
    briefed: date | None
    """The day CS was briefed."""


def replay_releases(entries: Sequence[Entry], *, records: Records) -> tuple[PlannedRelease, ...]:
    """All releases, in the order in which they were first mentioned."""
    releases: dict[tuple[str, str], PlannedRelease] = {}
    for entry in entries:
        meeting = entry.meeting
        for index, row in enumerate(meeting.releases if meeting and meeting.held else ()):
            series = records.series.get(entry.series or "")
            key = (entry.series or "", row.what or f"{entry.id}/{index}")
            before = releases.get(key)
            accounts = records.account_ids(row.accounts)
            releases[key] = PlannedRelease(
                series=entry.series or "",
                pod=series.pod if series else None,
                what=row.what,
                record=before.record if before else entry.id,
                said=tuple(dict.fromkeys((*(before.said if before else ()), entry.id))),
                on=row.on or (before.on if before else None),
                accounts=accounts or (before.accounts if before else ()),
                cs_impact=row.cs_impact or (before.cs_impact if before else None),
                comms_plan=row.comms_plan or (before.comms_plan if before else None),
                briefed=row.briefed or (before.briefed if before else None),
            )
    return tuple(releases.values())
