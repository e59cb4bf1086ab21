"""A signal's documentation as one text, for `explain`."""

from collections.abc import Iterator
from textwrap import dedent

from decision_record.signals.rule import SignalExample, SignalRule, SignalThreshold


def explain(rule: SignalRule) -> str:
    """When a signal appears, why it matters, and an example, in Markdown."""
    return "\n".join(_lines(rule))


def _lines(rule: SignalRule) -> Iterator[str]:
    yield from (f"# {rule.code} {rule.name}", "", rule.says, "")
    yield from ("A signal: it depends on the day and never stops a pull request.", "")
    if rule.personal:
        yield from ("Only a site that is built with `--personal` shows it.", "")
    for each in rule.thresholds:
        yield from (_number(rule.code, each), "")
    yield from ("## When it appears", "", rule.definition, "")
    yield from ("## Why it matters", "", rule.why, "")
    yield from ("## Example", "", *_example(rule.example))


def _number(code: str, threshold: SignalThreshold) -> str:
    number = f"Threshold: {threshold.value} {threshold.unit} {threshold.means}."
    if threshold.name is None:
        return number
    setting = f"thresholds: {{{code}: {{{threshold.name}: {threshold.value}}}}}"
    return f"{number} Another one: `{setting}`."


def _example(example: SignalExample) -> Iterator[str]:
    yield from ("```yaml", dedent(example.records).strip("\n"), "```", "")
    yield from (f"It appears on {example.appears}, and not on {example.silent}.", "")
