"""DR701: what is personal stays out of a root that everyone reads. It repeats nothing of it."""

from collections.abc import Iterable

from decision_record.checks.context import CheckContext, point
from decision_record.checks.rule import Rule, in_file, in_update
from decision_record.diagnostics import Problem, Severity


def find_shared_one_on_ones(context: CheckContext) -> Iterable[Problem]:
    """One-on-one records in a shared root (DR701)."""
    for entry in context.written:
        if not entry.file.personal_root and context.records.kind_of(entry) == "one-on-one":
            yield Problem(
                code="DR701",
                message="this is the record of a one-on-one, in records that everyone can read",
                help="move it to a repository that only its two people can read; git keeps what "
                "was committed, so have it removed from the history too",
                at=point(entry, "series"),
            )


SHARED_ONE_ON_ONE = Rule(
    code="DR701",
    slug="shared-one-on-one",
    severity=Severity.ERROR,
    says="A one-on-one record is where everyone can read it.",
    looks_at="The kind of the series of every record below a shared root.",
    fields=("meeting/series",),
    why="Coaching and career belong to two people. Git cannot hide a folder, and it does not "
    "forget.",
    failing=in_file(
        "meetings/2026/2026-04-21-anneke-one-on-one.yml",
        "series: anneke-one-on-one\ndate: 2026-04-21\n",
    ),
    passing=in_update("notes: Maren and Anneke keep the record of their one-on-one elsewhere.\n"),
    find=find_shared_one_on_ones,
    silenced=False,
)
