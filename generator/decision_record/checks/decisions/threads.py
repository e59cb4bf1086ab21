"""DR323 and DR326: what a decision depends on, and deferrals that claim to settle something."""

from collections.abc import Iterable, Iterator

from decision_record.checks.context import CheckContext, point, point_at
from decision_record.checks.rule import Rule, in_update
from decision_record.checks.wording import quote
from decision_record.diagnostics import (
    DocumentPath,
    Fix,
    Problem,
    RelatedPlace,
    Severity,
    Underlined,
)
from decision_record.ledger.decisions import LoggedDecision


def find_shaky_decisions(context: CheckContext) -> Iterable[Problem]:
    """Decisions that depend on a superseded one (DR323)."""
    for decision in context.decisions.values():
        if decision.outcome != "decided" or decision.superseded_by:
            continue
        for path, ref in _grounds(decision):
            old = context.decisions.get(ref)
            if old is None or not old.superseded_by or _leads_on(old, decision, context):
                continue
            # A record that could not be read may supersede either of the two.
            if any(
                context.misses_since(each, sections=("decisions",)) for each in (ref, decision.ref)
            ):
                continue
            new = old.superseded_by[-1].ref
            yield Problem(
                code="DR323",
                message=f"{decision.row.id} depends on {quote(ref)}, which {new} superseded",
                help="decide it again on a decision in force: in a later record, write a decision "
                f"with `supersedes: [{decision.ref}]` and `about: [{new}]`",
                at=point_at(context.items[decision.ref], *path),
                related=(RelatedPlace(at=point_at(context.items[new]), text="superseded here"),),
            )


def _grounds(decision: LoggedDecision) -> Iterator[tuple[DocumentPath, str]]:
    """What a decision depends on: what it resolves, and what it commits under."""
    for index, ref in enumerate(decision.resolves):
        yield ("resolves", index), ref
    if decision.row.commitment:
        for index, ref in enumerate(decision.about):
            yield ("about", index), ref


def _leads_on(old: LoggedDecision, to: LoggedDecision, context: CheckContext) -> bool:
    """Whether a decision was superseded by another one, directly or through others."""
    seen: set[str] = set()
    waiting = [old.ref]
    while waiting:
        ref = waiting.pop()
        each = context.decisions.get(ref)
        if each and ref not in seen:
            seen.add(ref)
            waiting += (step.ref for step in each.superseded_by)
    return to.ref in seen - {old.ref}


SHAKY_DECISION = Rule(
    code="DR323",
    slug="depends-on-superseded",
    severity=Severity.WARNING,
    says="A current decision depends on one that was superseded.",
    looks_at="The decisions under `resolves` of every decided decision, and under `about` of those "
    "with a `commitment`: whether any record superseded them. Decisions that are "
    "superseded themselves are skipped.",
    fields=("meeting/decisions.resolves", "meeting/decisions.about"),
    why="The decision it depends on is gone, but the commitment is not. The customer still "
    "counts on it.",
    failing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Drop the old export on 1 July, owner: elin.marchetti,"
        " due: 2026-06-30, commitment: {target: 2026-07-01}, about: [2026-03-31-tier-1/D3]}\n"
    ),
    passing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Drop the old export on 1 August,"
        " owner: elin.marchetti, due: 2026-07-31, commitment: {target: 2026-08-01},"
        " about: [2026-04-14-anneke/D1]}\n"
    ),
    find=find_shaky_decisions,
)


def find_unfounded_resolutions(context: CheckContext) -> Iterable[Problem]:
    """Deferrals and escalations that claim to resolve or to supersede something (DR326)."""
    for entry in context.written:
        for index, row in enumerate(entry.record.decisions):
            if row.outcome == "decided":
                continue
            claims = {"resolves": row.resolves, "supersedes": row.supersedes}
            made = [claim for claim, names in claims.items() if names]
            named = ", ".join(dict.fromkeys((*row.about, *row.resolves, *row.supersedes)))
            for claim in made:
                certain = claim == made[0] and not row.about
                yield Problem(
                    code="DR326",
                    message=f"{row.id} is {row.outcome}, so it {claim} nothing",
                    help=f"write `about: [{named}]` in place of `{'` and `'.join(made)}`",
                    at=point(entry, "decisions", index, claim, part=Underlined.KEY),
                    fix=Fix(title=f"write `about` in place of `{claim}`", replacement="about")
                    if certain
                    else None,
                )


UNFOUNDED_RESOLUTION = Rule(
    code="DR326",
    slug="resolved-by-deferral",
    severity=Severity.WARNING,
    says="A deferral or an escalation resolves or supersedes something.",
    looks_at="`resolves` and `supersedes` of every decision that is deferred or escalated. What "
    "was discussed is named under `about`.",
    fields=("meeting/decisions.resolves", "meeting/decisions.supersedes"),
    why="Only a decision settles or replaces something. The named item stays open, and "
    "the people waiting for it read that it is settled.",
    failing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: deferred, what: Whether the limit is per key, because: The new"
        " limits are not set yet, owner: elin.marchetti, due: 2026-05-12, expects: A yes or a no,"
        " resolves: [2026-04-14-anneke/Q1]}\n"
    ),
    passing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: deferred, what: Whether the limit is per key, because: The new"
        " limits are not set yet, owner: elin.marchetti, due: 2026-05-12, expects: A yes or a no,"
        " about: [2026-04-14-anneke/Q1]}\n"
    ),
    find=find_unfounded_resolutions,
)
