"""What every signal looks at: the ledger of a day, the reference files, and words for both.

The ledger holds nothing that was dated after its day; of the reference files a signal may read days
to come (renewals, QBRs), because those are known before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from decision_record.ledger.calendar import AccountDay, DayKind, days_ahead_of
from decision_record.ledger.index import Index
from decision_record.ledger.items import text_of
from decision_record.ledger.replay import Ledger
from decision_record.model.records import Records, SeatName
from decision_record.text.wording import quote

DAY_WORDS: Mapping[DayKind, str] = {
    "qbr": "QBR",
    "renewal": "renewal",
    "renewal-call": "renewal call",
    "exec-meeting": "executive meeting",
    "other": "call",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalContext:
    """The state of everything on a day, and what the files say."""

    index: Index
    written: Mapping[str, date]
    """The day on which each record was written down, as far as git says."""

    @property
    def ledger(self) -> Ledger:
        """The state of everything on the day."""
        return self.index.ledger

    @property
    def records(self) -> Records:
        """The reference files."""
        return self.index.records

    @property
    def as_of(self) -> date:
        """The day."""
        return self.ledger.as_of

    def account(self, account: str) -> str:
        """An account by the name that people read."""
        known = self.records.accounts.get(account)
        return known.name if known else account

    def whose(self, account: str) -> str:
        """An account as the owner of something: "North Mills'", "Ashgrove Rail's"."""
        name = self.account(account)
        return f"{name}'" if name.endswith("s") else f"{name}'s"

    def person(self, person: str | None) -> str:
        """A person by the name that people read."""
        return self.records.person_name(person) if person else "no one"

    def series(self, series: str) -> str:
        """A series by the name that people read."""
        known = self.records.series.get(series)
        return known.title if known else series

    def topic(self, kind: Literal["theme", "area"], name: str) -> str:
        """A theme or an area by the name that people read."""
        taxonomy = self.records.taxonomy
        known = taxonomy.themes.get(name) if kind == "theme" else taxonomy.areas.get(name)
        return known.name if known else name

    def pod(self, pod: str) -> str:
        """A pod by the name that people read."""
        known = self.records.pods.get(pod)
        return known.name if known else pod

    def seat(self, seat: SeatName) -> str | None:
        """Who holds a seat; where the organisation does not say, the only one with that role."""
        return self.records.seat(seat)

    def csm_of(self, account: str | None) -> str | None:
        """The CSM of an account on the day."""
        known = self.ledger.accounts.get(account) if account else None
        return known.csm if known else None

    def pm_of(self, area: str | None) -> str | None:
        """The PM of an area."""
        known = self.records.taxonomy.areas.get(area) if area else None
        return known.pm if known else None

    def days_ahead(self, account: str) -> tuple[AccountDay, ...]:
        """Every day that comes for an account, soonest first; none for one that left."""
        known = self.records.accounts.get(account)
        return days_ahead_of(known, as_of=self.as_of) if known else ()

    def quote(self, ref: str) -> str:
        """What an item says, quoted; its name where it is not known."""
        item = self.ledger.items.get(ref)
        return quote(text_of(item.row)) if item else f"“{ref}”"

    def ago(self, day: date) -> int:
        """Days since a day; negative for one to come."""
        return (self.as_of - day).days
