"""What the day asks of people, found once for pages, drafts and exports."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from decision_record.attention.due_days import DueDay, find_due_days
from decision_record.attention.findings import Findings
from decision_record.attention.matters import Matter, find_matters
from decision_record.attention.owed import list_owed
from decision_record.attention.queues import Queues, gather_queues
from decision_record.attention.verdicts import Verdict, give_verdicts
from decision_record.ledger.grouping import group
from decision_record.ledger.index import Index
from decision_record.ledger.replay import Ledger
from decision_record.ledger.unannounced import Unannounced, find_unannounced
from decision_record.signals.loops import DAYS_AHEAD, SURPRISE_AHEAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """Matters, queues, surprises and due days of one day."""

    matters: tuple[Matter, ...] = ()
    """What needs attention, in the order of the home page."""
    queues: Queues = field(default_factory=Queues)
    surprises: Mapping[str, tuple[Unannounced, ...]] = field(default_factory=dict)
    """By account what SG401 found, the oldest change first."""
    due_days: tuple[DueDay, ...] = ()
    """What falls on which day from today on, soonest first."""
    verdicts: tuple[Verdict, ...] = ()
    near_days: int = DAYS_AHEAD
    """Days† before a QBR or a renewal that make a matter urgent, as the team has set for SG401."""


def gather_attention(findings: Findings, *, index: Index) -> Attention:
    """Sort the findings of a day by what they ask of whom.

    Args:
        findings: The signals and measures of the day.
        index: The day's ledger and its records.
    """
    ledger = index.ledger
    matters = find_matters(findings, ledger=ledger)
    owed = list_owed(index)
    due_days = find_due_days(index, owed=owed)
    return Attention(
        matters=matters,
        queues=gather_queues(index, owed=owed, matters=matters, due_days=due_days),
        surprises=find_surprises(findings, ledger=ledger),
        due_days=due_days,
        verdicts=give_verdicts(findings, index=index),
        near_days=_near_days(findings),
    )


def find_surprises(findings: Findings, *, ledger: Ledger) -> Mapping[str, tuple[Unannounced, ...]]:
    """By account what SG401 found, the oldest change first."""
    code = SURPRISE_AHEAD.code
    keys = {(each.about.ref, each.about.account) for each in findings.signals if each.code == code}
    found = [each for each in find_unannounced(ledger) if (each.ref, each.account) in keys]
    found.sort(key=lambda each: (each.since, each.ref))
    return group(found, lambda each: [each.account])


def _near_days(findings: Findings) -> int:
    rules = (rule for rule in findings.rules if rule.code == SURPRISE_AHEAD.code)
    thresholds = (each for rule in rules for each in rule.thresholds if each.name == "days")
    return next((each.value for each in thresholds), DAYS_AHEAD)
