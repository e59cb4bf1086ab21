"""A rule's documentation as one text, for `explain` and for the site's catalogue."""

from collections.abc import Iterator

from decision_record.checks.rule import Example, Rule


def explain(rule: Rule) -> str:
    """What a rule looks at, why it matters, and an example of each kind, in Markdown."""
    return "\n".join(_lines(rule))


def _lines(rule: Rule) -> Iterator[str]:
    yield from (f"# {rule.code} {rule.slug}", "", rule.says, "")
    yield from (f"Severity: {rule.severity}. {_excuse(rule)}", "")
    for each in rule.thresholds:
        setting = f"thresholds: {{{rule.code}: {{{each.name}: {each.default}}}}}"
        yield from (f"Threshold: {each.default} {each.unit}. Another one: `{setting}`.", "")
    yield from ("## What it looks at", "", rule.looks_at, "")
    yield from ("## Why it matters", "", rule.why, "")
    yield from ("## Fails", "", *_files(rule.failing))
    yield from ("## Passes", "", *_files(rule.passing))


def _excuse(rule: Rule) -> str:
    if rule.silenced:
        return f"A record may excuse it: `allow: {{{rule.code}: the reason}}`."
    return "A record cannot excuse it."


def _files(example: Example) -> Iterator[str]:
    for name, text in example.files:
        yield from ("```yaml", f"# {name}", show_control_characters(text.rstrip("\n")), "```", "")


def show_control_characters(text: str) -> str:
    """A text in which each character that nobody sees is written as its picture: ␇ for a bell."""
    return "".join(
        chr(0x2400 + ord(sign)) if ord(sign) < ord(" ") and sign != "\n" else sign for sign in text
    )
