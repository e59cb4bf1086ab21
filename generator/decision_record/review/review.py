"""A review as a value: what merging a change does, in groups of sentences, for every format."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from decision_record.ledger.differences.kinds import Difference
from decision_record.views.shared.words import Badge


class GroupId(StrEnum):
    """The groups of a review, in their order."""

    PAST = "past-records"
    OTHER_FILES = "other-files"
    DECISIONS = "decisions"
    COMMITMENTS = "commitments"
    ACTIONS = "actions"
    TO_TELL = "to-tell"
    TOLD = "told"
    SURPRISES = "surprises"
    REQUESTS = "requests"
    WORDS = "words"
    ACCOUNTS = "accounts"
    REFERENCE = "reference"
    RECORDS = "records"
    PROBLEMS = "problems"
    NOT_COMPARED = "not-compared"


TITLES = {
    GroupId.PAST: "Past records that this changes",
    GroupId.OTHER_FILES: "Files that are not records",
    GroupId.DECISIONS: "Decisions",
    GroupId.COMMITMENTS: "Commitments and releases",
    GroupId.ACTIONS: "Actions",
    GroupId.TO_TELL: "Customers to tell",
    GroupId.TOLD: "Customers told",
    GroupId.SURPRISES: "Surprises",
    GroupId.REQUESTS: "Requests and answers",
    GroupId.WORDS: "What CSMs may say",
    GroupId.ACCOUNTS: "Accounts",
    GroupId.REFERENCE: "People, series, pods and other reference data",
    GroupId.RECORDS: "Meetings and updates",
    GroupId.PROBLEMS: "New problems",
    GroupId.NOT_COMPARED: "Not compared",
}

NOTES = {
    GroupId.PAST: "Past records are not edited: write what changed in the next meeting or "
    "in an update, so that any day can be replayed.",
    GroupId.OTHER_FILES: "They may be workflows, settings or code. This review does not cover "
    "them: read them in the pull request.",
}
"""A sentence below the title of a group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a sentence can be checked: a record, an item or a page."""

    text: str
    """As in `D1 · Leadership 1:1 of 31 Mar`."""
    address: str | None
    """Below the root of the site; None where the site will have no such page."""
    is_page: bool = False
    """Whether the text only says where the link leads, as `account page`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """One sentence: a label, what is so, and where it is written."""

    group: GroupId
    kind: str
    """What happened, for programs, as in `rolled`."""
    label: Badge
    """What happened, for people, as in `Rolled`."""
    text: str
    """One line of plain text, with whatever the records hold."""
    source: Source | None = None
    ref: str | None = None
    """The item or the record that it is about."""
    accounts: tuple[str, ...] = ()
    """The accounts that it concerns, by identity."""
    differences: tuple[Difference, ...] = ()
    """What it names; empty for what is no state, as a file that changed in form only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineGroup:
    """The sentences on one subject."""

    id: GroupId
    title: str
    note: str | None
    lines: tuple[ReviewLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeReview:
    """What merging a change does."""

    as_of: date
    """The day for which both sides were replayed."""
    base: str
    """What the change is compared with, as it was named."""
    commit: str | None
    """The commit that is compared in its place."""
    summary: str
    """One sentence or two."""
    groups: tuple[LineGroup, ...]
    """Those that have any line."""
    differences: int
    """How many differences between the two sides the lines name."""

    @property
    def compared_with(self) -> str:
        """What it is compared with, as people name it: a commit by its first seven characters."""
        commit = self.commit[:7] if self.commit else None
        if commit is None or _is_commit(self.base):
            return commit or self.base
        return f"{self.base} ({commit})"


_is_commit = re.compile("[0-9a-f]{7,64}").fullmatch
