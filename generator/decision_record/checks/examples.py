"""Whole meetings for the examples of the rules on rituals, which miss nothing but what is said.

An example names the parts that differ from a meeting that keeps its ritual; a part that is None is
left out.
"""

from collections.abc import Mapping

from decision_record.checks.rule import Example, in_file

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


def in_tier_1(**parts: str | None) -> Example:
    """An example that is a tier 1, held on 28 April 2026."""
    return in_file("meetings/2026/2026-04-28-tier-1.yml", _write(_TIER_1, parts))


def in_tier_2(**parts: str | None) -> Example:
    """An example that is a tier 2 of Desmond and Elin, held on 21 April 2026."""
    return in_file("meetings/2026/2026-04-21-tier-2-reporting.yml", _write(_TIER_2, parts))


def _write(whole: Mapping[str, str], parts: Mapping[str, str | None]) -> str:
    return "".join(
        f"{name}:{text}\n" if text.startswith("\n") else f"{name}: {text}\n"
        for name, text in {**whole, **parts}.items()
        if text is not None
    )
