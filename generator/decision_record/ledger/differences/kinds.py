"""The types of a comparison: two versions of the records, and one difference between them.

`ledger/changes` compares two days of the same records. Here the day is the same and the records
are not: the ones before a change, and those after it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from decision_record.ledger.replay import Ledger
from decision_record.ledger.unannounced import Unannounced
from decision_record.model.records import Records


class Kind(StrEnum):
    """What sort of thing differs, called as the export that lists it.

    What an export lists inside of an item has the export's key behind a slash. Releases and process
    changes have no list of their own among the exports; they are called as their section.
    """

    ACCOUNT = "accounts"
    SAYING = "accounts/say"
    CAUTION = "accounts/do_not_promise"
    AHEAD = "accounts/surprises"
    """A change that an account has not heard about and that its QBR or renewal will show."""
    ACTION = "actions"
    DECISION = "decisions"
    COMMITMENT = "commitments"
    PROMISE = "commitments/by_account"
    """A commitment's state for one account."""
    RAISED = "escalations"
    """An escalation or a briefing."""
    QUESTION = "questions"
    REQUEST = "requests"
    LOOP = "loops"
    SHIPPED = "shipped"
    FEEDBACK = "feedback"
    RESEARCH = "research"
    INCIDENT = "surprises"
    """A surprise that was written down."""
    THEME = "themes"
    MEETING = "meetings"
    SERIES = "series"
    POD = "pods"
    METRIC = "pods/metrics"
    PERSON = "people"
    RELEASE = "releases"
    PROCESS_CHANGE = "process_changes"


Name = tuple[str, ...]
"""What identifies one thing of its kind, in the names of the later version."""

Scalar = str | float | date | bool | None
Value = Scalar | tuple[Scalar | tuple[Scalar, ...], ...]
"""What a field holds; None where it is absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field that differs, or one thing that only one version has."""

    kind: Kind
    name: Name
    field: str | None
    """The export's key; None where the whole thing is new or gone."""
    old: Value = None
    new: Value = None

    @property
    def is_new(self) -> bool:
        """Whether only the later version has the thing."""
        return self.field is None and self.new is True

    @property
    def is_gone(self) -> bool:
        """Whether only the earlier version has the thing."""
        return self.field is None and self.old is True


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of the two versions."""

    records: Records
    ledger: Ledger
    surprises: Mapping[str, tuple[Unannounced, ...]] = field(default_factory=dict)
    """By account what SG401 found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renames:
    """The names of the earlier version that have another name in the later one."""

    accounts: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything was renamed."""
        return bool(self.accounts or self.records)

    def account(self, name: str) -> str:
        """An account by its name in the later version."""
        return self.accounts.get(name, name)

    def item(self, ref: str) -> str:
        """A record, or an item of one, by its name in the later version."""
        record, slash, id_ = ref.partition("/")
        return f"{self.records.get(record, record)}{slash}{id_}"


def find_renames(
    before: Records, after: Records, *, records: Mapping[str, str] = MappingProxyType({})
) -> Renames:
    """What was renamed: accounts by `aliases`, records by `formerly`.

    A rename that is taken back counts too: the later version's account was then an alias before.

    Args:
        before: The earlier version.
        after: The later one.
        records: Further records that are known to have another name now, each with that.
    """
    accounts = {
        old: new for old, new in after.aliases.items() if old in before.accounts and old != new
    }
    accounts |= {
        new: old
        for old, new in before.aliases.items()
        if old in after.accounts and new in before.accounts and new not in after.accounts
    }
    ids = {entry.id for entry in before.entries}
    taken = {entry.id for entry in after.entries} & ids
    return Renames(
        accounts={
            old: new
            for old, new in accounts.items()
            if old not in after.accounts and new not in before.accounts
        },
        records={
            old: new
            for old, new in {**records, **after.former_records}.items()
            if old in ids and old not in taken and new not in ids
        },
    )
