"""DR313, DR323 and DR326: what a decision supersedes, and what it rests on."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from decision_record.checks.facts import Facts, point, point_at
from decision_record.checks.rule import Rule, in_update
from decision_record.checks.wording import quote
from decision_record.diagnostics import (
    DocumentPath,
    Fix,
    Note,
    Part,
    Pointer,
    Problem,
    Severity,
)
from decision_record.ledger.decisions import LoggedDecision
from decision_record.model.records import Entry


class _Superseding(NamedTuple):
    """One decision that names another in `supersedes`."""

    new: str
    old: str
    written: str
    entry: Entry
    at: Pointer


def _supersedings(facts: Facts) -> Iterator[_Superseding]:
    for entry in facts.records.entries:
        for row_index, row in enumerate(entry.record.decisions):
            for index, name in enumerate(row.supersedes):
                old = entry.name_of(name)
                if old in facts.decisions:
                    yield _Superseding(
                        f"{entry.id}/{row.id}",
                        old,
                        name,
                        entry,
                        point(entry, "decisions", row_index, "supersedes", index),
                    )


def find_vain_supersedings(facts: Facts) -> Iterable[Problem]:
    """Decisions that supersede what is superseded already, or each other (DR313)."""
    taken: dict[str, _Superseding] = {}
    replaces: dict[str, list[str]] = {}
    for each in _supersedings(facts):
        before = taken.get(each.old)
        if each.new == each.old or _leads_to(each.new, each.old, replaces):
            yield Problem(
                code="DR313",
                message=f"{each.new} supersedes itself"
                if each.new == each.old
                else f"{each.new} supersedes {each.written}, which supersedes it",
                help="remove the row that is not so: only a later decision supersedes another",
                at=each.at,
                related=(Note(at=point_at(facts.items[each.old]), text="the other is here"),)
                if each.new != each.old
                else (),
            )
        elif before:
            yield Problem(
                code="DR313",
                message=f"{each.old} is superseded already, by {before.new}",
                help=f"supersede what holds now: write `{_holding(before.new, taken)}`",
                at=each.at,
                related=(Note(at=before.at, text="superseded here"),),
            )
        replaces.setdefault(each.new, []).append(each.old)
        if not facts.comes_later(facts.decisions[each.old].record, than=each.entry):
            taken.setdefault(each.old, each)


def _leads_to(goal: str, start: str, replaces: Mapping[str, list[str]]) -> bool:
    """Whether a decision supersedes another, directly or through others."""
    ahead, seen = [start], {start}
    while ahead:
        olds = [old for old in replaces.get(ahead.pop(), ()) if old not in seen]
        if goal in olds:
            return True
        seen.update(olds)
        ahead += olds
    return False


def _holding(ref: str, taken: Mapping[str, _Superseding]) -> str:
    """The decision that has taken another's place in the end."""
    seen = {ref}
    while ref in taken and taken[ref].new not in seen:
        ref = taken[ref].new
        seen.add(ref)
    return ref


VAIN_SUPERSEDING = Rule(
    code="DR313",
    slug="vain-superseding",
    severity=Severity.ERROR,
    says="A decision supersedes what is superseded already, or decisions supersede each other.",
    looks_at="`supersedes` of every decision, in the order of the replay.",
    fields=("meeting/decisions.supersedes",),
    why="Nobody can tell which of them holds, and two CSMs say two things to one customer.",
    failing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Ship the export on 2 June, owner: elin.marchetti,"
        " due: 2026-06-02, supersedes: [2026-03-31-tier-1/D3]}\n"
    ),
    passing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Ship the export on 2 June, owner: elin.marchetti,"
        " due: 2026-06-02, supersedes: [2026-04-14-anneke/D1]}\n"
    ),
    find=find_vain_supersedings,
)


def find_shaky_decisions(facts: Facts) -> Iterable[Problem]:
    """Decisions that rest on one that does not hold any more (DR323)."""
    for decision in facts.decisions.values():
        # A record that could not be read may supersede it.
        accepted = decision.outcome == "decided" and not decision.superseded_by
        if not accepted or facts.misses(decision.day, date.max):
            continue
        for path, ref in _grounds(decision):
            old = facts.decisions.get(ref)
            if old is None or not old.superseded_by or _leads_on(old, decision, facts):
                continue
            new = old.superseded_by[-1].ref
            yield Problem(
                code="DR323",
                message=f"{decision.row.id} rests on {quote(ref)}, which {new} superseded",
                help="decide it anew on what holds now: in a later record, write a decision with "
                f"`supersedes: [{decision.ref}]` and `about: [{new}]`",
                at=point_at(facts.items[decision.ref], *path),
                related=(Note(at=point_at(facts.items[new]), text="superseded here"),),
            )


def _grounds(decision: LoggedDecision) -> Iterator[tuple[DocumentPath, str]]:
    """What a decision rests on: what it resolves, and what it commits under."""
    for index, ref in enumerate(decision.resolves):
        yield ("resolves", index), ref
    if decision.row.commitment:
        for index, ref in enumerate(decision.about):
            yield ("about", index), ref


def _leads_on(old: LoggedDecision, to: LoggedDecision, facts: Facts) -> bool:
    """Whether a decision was superseded by another one, directly or through others."""
    seen: set[str] = set()
    waiting = [old.ref]
    while waiting:
        ref = waiting.pop()
        each = facts.decisions.get(ref)
        if each and ref not in seen:
            seen.add(ref)
            waiting += (step.ref for step in each.superseded_by)
    return to.ref in seen - {old.ref}


SHAKY_DECISION = Rule(
    code="DR323",
    slug="shaky-decision",
    severity=Severity.WARNING,
    says="A decision that stands rests on one that was superseded.",
    looks_at="The decisions under `resolves` of every decided decision, and under `about` of those "
    "with a `commitment`: whether any record superseded them. A decision that was superseded "
    "itself rests on nothing any more.",
    fields=("meeting/decisions.resolves", "meeting/decisions.about"),
    why="The ground was taken away and the promise on it was not. The customer still counts on it.",
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


def find_unfounded_resolutions(facts: Facts) -> Iterable[Problem]:
    """Deferrals and escalations that claim to resolve something (DR326)."""
    for entry in facts.written:
        for index, row in enumerate(entry.record.decisions):
            if row.outcome == "decided" or not row.resolves:
                continue
            named = ", ".join((*row.about, *row.resolves))
            yield Problem(
                code="DR326",
                message=f"{row.id} is {row.outcome}, so it resolves nothing yet",
                help=f"write `about: [{named}]` in place of `resolves`",
                at=point(entry, "decisions", index, "resolves", part=Part.KEY),
                fix=None
                if row.about
                else Fix(title="write `about` in place of `resolves`", replacement="about"),
            )


UNFOUNDED_RESOLUTION = Rule(
    code="DR326",
    slug="unfounded-resolution",
    severity=Severity.WARNING,
    says="A deferral or an escalation is said to resolve something.",
    looks_at="`resolves` of every decision that is deferred or escalated. What was on the table "
    "stands under `about`.",
    fields=("meeting/decisions.resolves",),
    why="Whoever asked is told that it is settled, and nobody has decided. The replay leaves it "
    "open, whatever the row says.",
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
