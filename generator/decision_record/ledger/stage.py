"""The growth stage: which meetings a company of its size is expected to hold.

| stage    | CSMs         | meetings                       | also                                 |
|----------|--------------|--------------------------------|--------------------------------------|
| series-a | up to four   | one combined meeting           |                                      |
| series-a | five or more | tier 1, and a tier 2 a pair    |                                      |
| series-b | any          | tier 1, and a tier 2 a pair    |                                      |
| series-c | any          | tier 1, and a tier 2 a pair    | a PM liaison for each strategic      |
|          |              |                                | account, and pods around accounts    |

Of three or four CSMs at series-a the source material says nothing: either is right, and combined†
is what is expected, unless a team sets from how many on it holds tiers. Other pods begin where the
friction is, at any stage.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from decision_record.model.records import Records
from decision_record.model.reference import Organization, Stage
from decision_record.model.series import SeriesKind

COMBINED_AT_MOST = 2
"""CSMs up to whom series-a holds one combined meeting, and should not split it."""

TIERS_FROM = 5
"""CSMs from whom on the meeting is split into tiers, at any stage; a team may set fewer."""

COMBINED: tuple[SeriesKind, ...] = ("combined",)
TIERS: tuple[SeriesKind, ...] = ("tier-1", "tier-2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """A company's size on a day, and what is expected of it."""

    stage: Stage
    csms: tuple[str, ...]
    """Who is a CSM on the day, in the order of people.yml."""
    tiers_from: int = TIERS_FROM
    """CSMs from whom on tiers are expected at series-a too."""

    @property
    def kinds(self) -> tuple[SeriesKind, ...]:
        """The meetings between CS and Product that are expected."""
        small = self.stage == "series-a" and len(self.csms) < self.tiers_from
        return COMBINED if small else TIERS

    @property
    def is_open(self) -> bool:
        """Whether the other way of meeting is as right as the expected one."""
        return self.stage == "series-a" and COMBINED_AT_MOST < len(self.csms) < self.tiers_from

    @property
    def wants_tiers(self) -> bool:
        """Whether the meeting is expected to be split into tiers."""
        return self.kinds == TIERS

    @property
    def csms_to_tiers(self) -> int | None:
        """How many more CSMs split the combined meeting; None where tiers are expected."""
        return None if self.wants_tiers else self.tiers_from - len(self.csms)

    @property
    def wants_liaisons(self) -> bool:
        """Whether strategic accounts have a PM as their liaison, and pods of their own."""
        return self.stage == "series-c"


def measure_growth(records: Records, *, as_of: date, tiers_from: int = TIERS_FROM) -> Growth:
    """The company's stage and its CSMs on a day.

    Args:
        records: The records.
        as_of: The day.
        tiers_from: CSMs from whom on tiers are expected at series-a too.
    """
    organization = records.organization
    stage = (organization or _UNNAMED).stage_on(as_of)
    csms = tuple(_csms(records, as_of=as_of))
    return Growth(stage=stage, csms=csms, tiers_from=tiers_from)


_UNNAMED = Organization(name="?")
"""What counts where there is no organization.yml: every default."""


def _csms(records: Records, *, as_of: date) -> Iterator[str]:
    for name, person in records.people.items():
        here = (person.since or as_of) <= as_of <= (person.left or as_of)
        if person.role == "csm" and here:
            yield name
