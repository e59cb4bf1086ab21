"""A rule's documentation as one text, for `explain` and for the site's catalogue."""

from collections.abc import Iterator

from decision_record.checks.rule import Rule, RuleExample
from decision_record.diagnostics import Severity


def explain(rule: Rule) -> str:
    """What a rule looks at, why it matters, and an example of each kind, in Markdown."""
    return "\n".join(_lines(rule))


def _lines(rule: Rule) -> Iterator[str]:
    yield from (f"# {rule.code} {rule.slug}", "", rule.says, "")
    yield from (f"Severity: {rule.severity}. {_excuse(rule)}", "")
    for each in rule.thresholds:
        setting = f"thresholds: {{{rule.code}: {{{each.name}: {each.default}}}}}"
        yield from (f"Threshold: {each.default} {each.unit}. Change it with `{setting}`.", "")
    yield from ("## What it looks at", "", rule.looks_at, "")
    yield from ("## Why it matters", "", rule.why, "")
    yield from ("## Fails", "", *_files(rule.failing))
    yield from ("## Passes", "", *_files(rule.passing))


def _excuse(rule: Rule) -> str:
    if pages_rest_on(rule):
        return "A record cannot excuse it, and no setting can lower it: pages depend on it."
    if is_excusable(rule):
        return f"A record may excuse it: `allow: {{{rule.code}: the reason}}`."
    return "A record cannot excuse it."


def pages_rest_on(rule: Rule) -> bool:
    """Whether a rule's errors can be neither lowered nor excused: those of DR0xx to DR2xx."""
    return rule.severity is Severity.ERROR and rule.code < "DR3"


def is_excusable(rule: Rule) -> bool:
    """Whether a record may excuse it with `allow`."""
    return rule.silenced and not pages_rest_on(rule)


def _files(example: RuleExample) -> Iterator[str]:
    for name, text in example.files:
        yield from ("```yaml", f"# {name}", show_control_characters(text.rstrip("\n")), "```", "")


def show_control_characters(text: str) -> str:
    """A text in which each character that no one sees is written as its picture: ␇ for a bell."""
    return "".join(
        chr(0x2400 + ord(sign)) if ord(sign) < ord(" ") and sign != "\n" else sign for sign in text
    )
