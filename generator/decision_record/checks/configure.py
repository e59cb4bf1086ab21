"""A team's settings for the rules: which rules run, their severities and their thresholds.

The settings only hold what was written; here they are checked against the catalogue.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol

from decision_record.checks.catalogue import RULES
from decision_record.checks.rule import Rule
from decision_record.checks.wording import make_guesser, quote
from decision_record.diagnostics import Pointer, Problem, Severity, Underlined
from decision_record.ledger.stage import COMBINED_AT_MOST, TIERS_FROM
from decision_record.repository.configuration import Configuration, Settings
from decision_record.text.wording import join_words

MOST = 9_999
"""The largest threshold; a rule that is to report nothing is turned off instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfiguredRule:
    """A rule with what a team has set for it."""

    rule: Rule
    severity: Severity | None
    """As it is reported; None for a rule that is off."""
    is_set: bool = False
    """Whether the team has set the severity. It then counts for all that the rule reports, but for
    errors that cannot be lowered."""
    warnings: Severity | None = None
    """As the warnings of a rule are reported whose errors cannot be lowered; None for off."""
    thresholds: Mapping[str, int] = field(default_factory=dict)
    """The numbers that the team has set, by their names."""


def configure_rules(
    settings: Settings, rules: Sequence[Rule] = RULES
) -> tuple[ConfiguredRule, ...]:
    """Every rule as a team wants it, in the order of the catalogue."""
    return tuple(
        ConfiguredRule(
            rule=rule,
            severity=rule.severity if rule.is_ground else _severity(rule, settings),
            is_set=rule.code in settings.severity,
            warnings=_severity(rule, settings),
            thresholds=settings.thresholds.get(rule.code, {}),
        )
        for rule in rules
    )


def _severity(rule: Rule, settings: Settings) -> Severity | None:
    word = settings.severity.get(rule.code, rule.severity)
    return None if word == "off" else Severity(word)


def rules_to_run(rulings: Iterable[ConfiguredRule]) -> tuple[Rule, ...]:
    """The rules that are not off, each with the numbers that were set for it."""
    return tuple(
        replace(each.rule, find=partial(each.rule.find, **each.thresholds))
        if each.thresholds
        else each.rule
        for each in rulings
        if each.severity is not None
    )


def weigh(problems: Iterable[Problem], rulings: Iterable[ConfiguredRule]) -> tuple[Problem, ...]:
    """The problems, each with the severity that was set for its rule."""
    by_code = {each.rule.code: each for each in rulings if each.is_set}
    return tuple(weighed for each in problems if (weighed := _weigh(each, by_code.get(each.code))))


def _weigh(problem: Problem, ruling: ConfiguredRule | None) -> Problem | None:
    """A problem with the severity that was set; None where its warnings are off."""
    if ruling is None:
        return problem
    if not ruling.rule.is_ground:
        return replace(problem, severity=ruling.severity)
    if problem.severity is not Severity.WARNING:
        return problem
    return replace(problem, severity=ruling.warnings) if ruling.warnings else None


class NamedThreshold(Protocol):
    """A threshold of a rule or a signal."""

    @property
    def name(self) -> str | None:
        """As the settings call it; None for a number that cannot be set."""


class HasThresholds(Protocol):
    """What has thresholds: a rule, or a signal, of which nothing else is known here."""

    @property
    def code(self) -> str:
        """`DR` or `SG`, and three digits."""

    @property
    def thresholds(self) -> Sequence[NamedThreshold]:
        """Its numbers."""


def find_wrong_settings(
    configuration: Configuration,
    rules: Sequence[Rule] = RULES,
    *,
    signals: Sequence[HasThresholds] = (),
) -> Iterator[Problem]:
    """Settings for rules, signals and thresholds that do not exist.

    Args:
        configuration: The settings, with their places.
        rules: All that have a severity, and maybe thresholds.
        signals: What has thresholds only.
    """
    settings = configuration.settings
    least = settings.tiers_from_csms
    if least is not None and not COMBINED_AT_MOST < least <= TIERS_FROM:
        yield Problem(
            code="DR103",
            message=f"`tiers_from_csms` is a number from {COMBINED_AT_MOST + 1} to {TIERS_FROM}, "
            f"not {least}",
            help="write such a number, or leave it out",
            at=replace(configuration.point("tiers_from_csms"), part=Underlined.VALUE),
        )
    weighed: dict[str, HasThresholds] = {rule.code: rule for rule in rules}
    known = weighed | {signal.code: signal for signal in signals}
    grounds = {rule.code for rule in rules if rule.is_ground and not rule.also_warns}
    yield from _wrong_severities(configuration, rules=weighed, grounds=grounds)
    yield from _wrong_thresholds(configuration, known=known, rules=weighed)


def _wrong_severities(
    configuration: Configuration, *, rules: Mapping[str, HasThresholds], grounds: Collection[str]
) -> Iterator[Problem]:
    """Severities of rules that there are not, or that are always errors."""
    for code, word in configuration.settings.severity.items():
        at = configuration.point("severity", code)
        if code not in rules:
            yield _unknown_rule(code, rules, at=at)
        elif code in grounds and word != "error":
            yield Problem(
                code="DR104",
                message=f"{code} cannot be {'turned off' if word == 'off' else 'a warning'}",
                help=f"remove {quote(code)} from `severity`: pages depend on what it checks, so it "
                "is always an error",
                at=replace(at, part=Underlined.VALUE),
            )


def _wrong_thresholds(
    configuration: Configuration,
    *,
    known: Mapping[str, HasThresholds],
    rules: Collection[str],
) -> Iterator[Problem]:
    """Thresholds of rules and signals that there are not, or that are no number that they take."""
    for code, numbers in configuration.settings.thresholds.items():
        if code not in known:
            yield _unknown_rule(code, known, at=configuration.point("thresholds", code))
            continue
        rule = known[code]
        for name, number in numbers.items():
            path = ("thresholds", code, name)
            if name not in {each.name for each in rule.thresholds}:
                yield _unknown_threshold(name, rule, at=configuration.point(*path))
            elif not 1 <= number <= MOST:
                yield Problem(
                    code="DR103",
                    message=f"`{name}` of {code} is a number from 1 to {MOST}, not {number}",
                    help="write such a number" + (_instead(code) if code in rules else ""),
                    at=replace(configuration.point(*path), part=Underlined.VALUE),
                )


def _instead(code: str) -> str:
    return f", or `severity: {{{code}: off}}` for a rule that you do not want"


def _unknown_rule(code: str, known: Mapping[str, HasThresholds], *, at: Pointer) -> Problem:
    guess = make_guesser({each.lower(): each for each in known})(code)
    return Problem(
        code="DR102",
        message=f"there is no rule {quote(code)}",
        help=f"did you mean `{guess}`?" if guess else "write the code of a rule, as in `DR304`",
        at=at,
    )


def _unknown_threshold(name: str, rule: HasThresholds, *, at: Pointer) -> Problem:
    names = [each.name for each in rule.thresholds if each.name]
    guess = make_guesser({each: each for each in names})(name)
    if guess:
        advice = f"did you mean `{guess}`?"
    elif names:
        advice = f"write {join_words([f'`{each}`' for each in names], last='or')}"
    else:
        advice = f"remove {quote(rule.code)} from `thresholds`: no number of it can be set"
    return Problem(
        code="DR102",
        message=f"{rule.code} has no threshold {quote(name)}",
        help=advice,
        at=at,
    )
