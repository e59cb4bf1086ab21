"""Files that the examples of several rules share: whole meetings, a promise, a pod's series.

The meetings are complete. An example names the parts that differ from such
a meeting; a part that is None is left out.
"""

from collections.abc import Mapping

from decision_record.checks.rule import RuleExample, in_file

PROMISED = (
    "updates/2026/2026-04-13-elin.yml",
    """\
date: 2026-04-13
by: elin.marchetti
decisions:
  - {id: D1, outcome: decided, what: Ship the archive in June, owner: elin.marchetti,
     accounts: [ashgrove, copperline], say: The archive comes on 15 June.,
     commitment: {target: 2026-06-15, confidence: committed}}
loops:
  - {item: D1, account: ashgrove, on: 2026-04-13}
  - {item: D1, account: copperline, on: 2026-04-13}
""",
)
"""A commitment to two accounts, of which both were told."""

SERIES_OF_METRICS = (
    "series.yml",
    """\
tier-1: {kind: tier-1, members: [maren.oyelaran, tobias.wrenfield]}
tier-2-reporting: {kind: tier-2, members: [desmond.achterberg, elin.marchetti]}
quarterly-review: {kind: quarterly-review}
reporting-metrics: {kind: pod-metric-review, pod: reporting}
""",
)
"""The series of a company whose one pod reviews its metrics."""

_TIER_1 = {
    "series": "tier-1",
    "date": "2026-04-28",
    "attendees": "[maren.oyelaran, tobias.wrenfield]",
    "timekeeper": "tobias.wrenfield",
    "preread": """
  cs: {sent: 2026-04-25T16:00, includes: [themes, escalations, questions]}
  product: {sent: 2026-04-25T17:30, includes: [roadmap, decisions, stances]}""",
    "roadmap": """
  - {commitment: 2026-03-31-tier-1/D1, status: on-track}""",
    "themes": """
  - {theme: bulk-export, accounts: [ashgrove, ostermark], stance: planned}
  - {theme: single-sign-on, accounts: [ashgrove, copperline], stance: exploring}
  - {theme: api-limits, accounts: [copperline, ostermark], stance: not-now}""",
    "decisions": """
  - {id: D1, outcome: decided, what: Build the export before single sign-on and the limits,\
 owner: tobias.wrenfield, due: 2026-05-12, themes: [bulk-export, single-sign-on, api-limits]}""",
}

_TIER_2 = {
    "series": "tier-2-reporting",
    "date": "2026-04-21",
    "attendees": "[desmond.achterberg, elin.marchetti]",
    "timekeeper": "desmond.achterberg",
    "briefings": """
  - {id: B1, account: ostermark, request: Does the export keep formulas?, tried: A copy by hand,\
 answer_by: 2026-05-04, outcome: answered, answer: It keeps them.}""",
}


def in_tier_1(**parts: str | None) -> RuleExample:
    """An example that is a tier 1, held on 28 April 2026."""
    return in_file("meetings/2026/2026-04-28-tier-1.yml", _write(_TIER_1, parts))


def in_tier_2(**parts: str | None) -> RuleExample:
    """An example that is a tier 2 of Desmond and Elin, held on 21 April 2026."""
    return in_file("meetings/2026/2026-04-21-tier-2-reporting.yml", _write(_TIER_2, parts))


def _write(whole: Mapping[str, str], parts: Mapping[str, str | None]) -> str:
    return "".join(
        f"{name}:{text}\n" if text.startswith("\n") else f"{name}: {text}\n"
        for name, text in {**whole, **parts}.items()
        if text is not None
    )
