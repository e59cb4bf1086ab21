"""A measure's documentation as one text, for `explain`."""

from decision_record.measures.measure import Measure

_BETTER = {"higher": "Higher is better.", "lower": "Lower is better."}


def explain(measure: Measure) -> str:
    """What a measure counts, in which unit, and an example, in Markdown."""
    better = _BETTER.get(measure.better or "", "Neither direction is better.")
    lines = (
        *(f"# {measure.name}", "", f"{measure.title}.", ""),
        *("A measure: a number for each month and each quarter, never for one person.", ""),
        *(f"Unit: {measure.unit}. {better}", ""),
        *("## What it counts", "", measure.definition, ""),
        *("## Example", "", measure.example, ""),
    )
    return "\n".join(lines)
