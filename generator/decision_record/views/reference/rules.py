"""The catalogue of rules, and a page for each: what a diagnostic's address leads to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from decision_record.checks.configure import ConfiguredRule
from decision_record.checks.explain import is_excusable
from decision_record.checks.rule import RuleExample
from decision_record.diagnostics import Severity
from decision_record.diagnostics.visible import make_lines_visible
from decision_record.views.shared.context import Link
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import Badge, Tone

FAMILIES = {
    "0": "Files",
    "1": "Shape",
    "2": "References",
    "3": "Outputs",
    "4": "Tiers",
    "5": "Preparation",
    "6": "Pods",
    "7": "One-on-ones",
}
"""The families of checks.md, by the first digit of a code."""

_SEVERITIES = {
    Severity.ERROR: Badge(text="Error", tone=Tone.LATE),
    Severity.WARNING: Badge(text="Warning", tone=Tone.RISK),
    None: Badge(text="Off", tone=Tone.QUIET),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule in the catalogue."""

    link: Link
    says: str
    severity: Badge
    """As this team has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The rules of one family."""

    section: Section
    rules: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesView(View):
    """All rules."""

    families: tuple[Family, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdRow:
    """A number that a team may set."""

    name: str
    number: str
    """What holds for this team, with its unit."""
    default: str | None
    """The rule's own number, where the team has set another one."""
    setting: str
    """What to write in the configuration to set it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView(View):
    """One rule."""

    code: str
    says: str
    severity: Badge
    """As this team has it."""
    default: Badge | None
    """The rule's own severity, where the team has set another one."""
    consequence: str
    """What the severity means for a pull request."""
    thresholds: tuple[ThresholdRow, ...]
    allow: str | None
    """What a record writes to silence it; None for what cannot be silenced."""
    looks_at: str
    fields: tuple[Link, ...]
    """Where the fields that it asks for are described."""
    why: str
    failing: tuple[tuple[str, str], ...]
    """The files of an example, each with its text."""
    passing: tuple[tuple[str, str], ...]
    catalogue: Link


def view_rules(rulings: Sequence[ConfiguredRule]) -> RulesView:
    """The catalogue, family by family."""
    families = tuple(
        Family(
            section=Section(id=name.lower(), title=name),
            rules=tuple(
                RuleRow(
                    link=Link(text=each.rule.code, address=f"checks/{each.rule.code}/"),
                    says=each.rule.says,
                    severity=_SEVERITIES[each.severity],
                )
                for each in rulings
                if each.rule.code[2] == digit
            ),
        )
        for digit, name in FAMILIES.items()
        if any(each.rule.code[2] == digit for each in rulings)
    )
    return RulesView(
        title="Rules",
        description="Every rule for records: what it looks at, and why it matters.",
        toc=tuple(family.section for family in families),
        families=families,
    )


def view_rule(ruling: ConfiguredRule) -> RuleView:
    """The page of a rule."""
    rule, severity = ruling.rule, ruling.severity
    return RuleView(
        title=f"{rule.code}: {rule.slug.replace('-', ' ')}",
        description=rule.says,
        toc=(
            Section(id="looks-at", title="What it looks at"),
            Section(id="why", title="Why it matters"),
            Section(id="fails", title="Fails"),
            Section(id="passes", title="Passes"),
        ),
        code=rule.code,
        says=rule.says,
        severity=_SEVERITIES[severity],
        default=_SEVERITIES[rule.severity] if severity is not rule.severity else None,
        consequence=_CONSEQUENCES[severity],
        thresholds=tuple(_thresholds(ruling)),
        allow=f"allow: {{{rule.code}: the reason}}" if is_excusable(rule) else None,
        looks_at=rule.looks_at,
        fields=tuple(map(_field, rule.fields)),
        why=rule.why,
        failing=_files(rule.failing),
        passing=_files(rule.passing),
        catalogue=Link(text="All rules", address="checks/"),
    )


_CONSEQUENCES = {
    Severity.ERROR: "It stops a pull request.",
    Severity.WARNING: "It does not stop a pull request.",
    None: "It is switched off.",
}


def _thresholds(ruling: ConfiguredRule) -> Iterator[ThresholdRow]:
    """The rule's numbers, with those that the team has set in their place."""
    for each in ruling.rule.thresholds:
        number = ruling.thresholds.get(each.name, each.default)
        changed = number != each.default
        yield ThresholdRow(
            name=each.name,
            number=f"{number} {each.unit}",
            default=f"{each.default} {each.unit}" if changed else None,
            setting=f"thresholds: {{{ruling.rule.code}: {{{each.name}: {number}}}}}",
        )


def _field(place: str) -> Link:
    """Where a field is described, by its file and its place there."""
    kind, _, path = place.partition("/")
    return Link(text=path, address=f"guide/fields/{kind}/#{path}")


def _files(example: RuleExample) -> tuple[tuple[str, str], ...]:
    return tuple((name, make_lines_visible(text.rstrip("\n"))) for name, text in example.files)
