"""A team's settings for the signals: their thresholds.

The settings only hold what was written; `examine` has compared it with what there is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from decision_record.repository.configuration import Settings
from decision_record.signals.catalogue import SIGNALS
from decision_record.signals.rule import SignalRule


def set_thresholds(
    settings: Settings, rules: Sequence[SignalRule] = SIGNALS
) -> tuple[SignalRule, ...]:
    """Every signal, in the order of the catalogue, with the numbers that were set for it."""
    return tuple(
        _set(rule, settings.thresholds[rule.code]) if rule.code in settings.thresholds else rule
        for rule in rules
    )


def _set(rule: SignalRule, numbers: Mapping[str, int]) -> SignalRule:
    return replace(
        rule,
        find=partial(rule.find, **numbers),
        thresholds=tuple(
            replace(each, value=numbers.get(each.name or "", each.value))
            for each in rule.thresholds
        ),
    )
