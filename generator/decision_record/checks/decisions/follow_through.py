"""DR327 and DR328: who follows a decision through, by when, and what day a commitment names."""

from collections.abc import Iterable, Iterator

from decision_record.checks.context import CheckContext, point
from decision_record.checks.rule import Rule, in_update
from decision_record.diagnostics import Problem, Severity, Underlined
from decision_record.model.decided import Decision
from decision_record.model.records import Entry
from decision_record.text.wording import join_words


def _decided(context: CheckContext) -> Iterator[tuple[Entry, int, Decision]]:
    for entry in context.written:
        for index, row in enumerate(entry.record.decisions):
            if row.outcome == "decided":
                yield entry, index, row


def _owes_target(row: Decision) -> bool:
    """Whether a commitment has to name a day: all but what is only explored."""
    promise = row.commitment
    return promise is not None and promise.target is None and promise.confidence != "exploring"


def find_ownerless_decisions(context: CheckContext) -> Iterable[Problem]:
    """Decided decisions without an owner, or without a day (DR327)."""
    for entry, index, row in _decided(context):
        target = row.commitment.target if row.commitment else None
        lacks, owed, meant = [], [], []
        if row.owner is None:
            lacks.append("an owner")
            owed.append("owner: …")
            meant.append("the one person who follows it through")
        # A commitment that owes its target (DR328) gets its day there.
        if row.due is None and target is None and not _owes_target(row):
            lacks.append("a date")
            owed.append("due: …")
            meant.append("the day by which it is done")
        if lacks:
            yield Problem(
                code="DR327",
                message=f"{row.id} is decided without {join_words(lacks, last='or')}",
                help=f"add `{', '.join(owed)}`: {join_words(meant)}",
                at=point(entry, "decisions", index, part=Underlined.ROW),
            )


OWNERLESS_DECISION = Rule(
    code="DR327",
    slug="ownerless-decision",
    severity=Severity.ERROR,
    says="A decided decision has no owner, or no date.",
    looks_at="`owner` and `due` of every decided decision. The target of its commitment serves "
    "as its date.",
    fields=("meeting/decisions.owner", "meeting/decisions.due", "meeting/decisions.commitment"),
    why="Without an owner it is not followed through, and without a date it is never late.",
    failing=in_update(
        "decisions:\n  - {id: D1, outcome: decided, what: Ship the export before the limits}\n"
    ),
    passing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Ship the export before the limits,"
        " owner: elin.marchetti, due: 2026-05-05}\n"
    ),
    row_by_row=True,
    find=find_ownerless_decisions,
)


def find_dateless_commitments(context: CheckContext) -> Iterable[Problem]:
    """Commitments without a target, or with one that had passed when it was named (DR328)."""
    for entry, index, row in _decided(context):
        if _owes_target(row):
            yield Problem(
                code="DR328",
                message=f"the commitment of {row.id} has no target",
                help="add the day by which it is promised, as in `commitment: {target: …}`; while "
                "there is no date to promise, write `commitment: {confidence: exploring}` and a "
                "`due` for the next word",
                at=point(entry, "decisions", index, "commitment", part=Underlined.ROW),
            )
        elif row.commitment and row.commitment.target and row.commitment.target <= entry.date:
            yield Problem(
                code="DR328",
                message=f"the target of {row.id} is {row.commitment.target}, which is not after "
                f"its record of {entry.date}",
                help=f"write a date after {entry.date}; what exists already is an item "
                "under `shipped`",
                at=point(entry, "decisions", index, "commitment", "target"),
            )


DATELESS_COMMITMENT = Rule(
    code="DR328",
    slug="commitment-without-target",
    severity=Severity.ERROR,
    says="A commitment has no target, or one that is not after its record.",
    looks_at="`target` of the `commitment` of every decided decision. One with "
    "`confidence: exploring` may have none.",
    fields=("meeting/decisions.commitment", "meeting/decisions.commitment.target"),
    why="A promise without a date can neither be kept nor be late, and each customer hears the "
    "date that they hope for.",
    failing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Ship the archive, owner: elin.marchetti,"
        " due: 2026-05-20, commitment: {confidence: committed}}\n"
    ),
    passing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Ship the archive, owner: elin.marchetti,"
        " commitment: {target: 2026-05-20, confidence: committed}}\n"
    ),
    row_by_row=True,
    find=find_dateless_commitments,
)
