"""What a rule is: a code, one sentence, its documentation and the function that finds the defect.

A rule knows nothing of lines, terminals or the site. Its documentation is beside its function,
because `explain` and the site's catalogue are made from it and the tests run its examples.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from decision_record.diagnostics import Problem, Severity

Find = Callable[..., Iterable[Problem]]
"""What looks for one defect in all the records: it takes the `Facts`, and each threshold of its
rule by name, with the rule's own number as the default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleExample:
    """One or more files of an organisation, which fail a rule or pass it."""

    files: tuple[tuple[str, str], ...]
    """Each file's place below the records, and its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleThreshold:
    """A number from which on a rule reports, and that a team may set."""

    name: str
    """As the settings and the rule's function call it."""
    unit: str
    """What is counted, as it reads behind the number: `words`, `minutes`."""
    default: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that can be wrong with the records."""

    code: str
    """`DR` and three digits; the first says which family."""
    slug: str
    """A short name for addresses and folders, as in `unknown-person`."""
    severity: Severity
    says: str
    """The defect, in one sentence."""
    looks_at: str
    """Which fields of which records it reads."""
    why: str
    """What goes wrong in the team if the rule is ignored."""
    failing: RuleExample
    passing: RuleExample
    find: Find
    fields: tuple[str, ...] = ()
    """The fields that it asks something of, each by its file and its place there, as in
    `meeting/decisions.due`. A rule that goes for every field, or for whole files, names none."""
    thresholds: tuple[RuleThreshold, ...] = ()
    """The numbers that a team may set."""
    silenced: bool = True
    """Whether a record may silence it with `allow`."""
    also_warns: bool = False
    """Whether an error rule reports warnings too, which a team may weigh as it likes."""
    row_by_row: bool = False
    """Whether it judges every row by itself, so that no other file can change what it finds."""

    @property
    def is_ground(self) -> bool:
        """Whether pages depend on it: its errors can be neither lowered nor excused."""
        return self.severity is Severity.ERROR and self.code < "DR3"

    def is_excusable(self, problem: Problem) -> bool:
        """Whether a record may excuse what this rule found with `allow`."""
        warns = problem.severity is Severity.WARNING
        return self.silenced and (warns or not self.is_ground)


def in_file(name: str, text: str) -> RuleExample:
    """An example that is one file."""
    return RuleExample(files=((name, text),))


def in_update(text: str) -> RuleExample:
    """An example that is one update, written by Anneke on 20 April 2026."""
    return in_file(
        "updates/2026/2026-04-20-anneke.yml", f"date: 2026-04-20\nby: anneke.morrow\n{text}"
    )


def in_meeting(text: str) -> RuleExample:
    """An example that is one tier-1 meeting, held on 28 April 2026."""
    return in_file("meetings/2026/2026-04-28-tier-1.yml", f"{_MEETING}{text}")


_MEETING = """\
series: tier-1
date: 2026-04-28
attendees: [maren.oyelaran, tobias.wrenfield]
roadmap:
  - {commitment: 2026-03-31-tier-1/D1, status: on-track}
"""
