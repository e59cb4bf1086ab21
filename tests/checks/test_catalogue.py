"""The catalogue is complete and in order, and each rule's own examples show what it says."""

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from decision_record.checks.catalogue import RULES, find_rule, run_checks, severity_of, url_of
from decision_record.checks.explain import explain
from decision_record.checks.rule import Rule, RuleExample
from decision_record.diagnostics import Pointer, Problem, Severity
from decision_record.model.describe import all_fields, describe
from decision_record.model.records import FileKind
from decision_record.repository.load import load
from decision_record.repository.misplaced import Surroundings

ORGANIZATION = Path(__file__).parent / "organization"
CODES = [rule.code for rule in RULES]


def _codes(folder: Path, example: RuleExample) -> list[str]:
    """What the checks find in the organisation once an example is laid over it."""
    return [problem.code for problem in _find(folder, example)]


def _find(folder: Path, example: RuleExample) -> Iterable[Problem]:
    shutil.copytree(ORGANIZATION, folder, dirs_exist_ok=True)
    for name, text in example.files:
        path = folder / "records" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    loaded = load([folder / "records"], base=folder, around=Surroundings(folder=folder))
    return run_checks(loaded, today=date(2027, 1, 1))


def test_the_organisation_of_the_examples_is_clean(tmp_path: Path) -> None:
    assert _codes(tmp_path, RuleExample(files=())) == []


def _beside(rule: Rule, code: str) -> bool:
    """Whether a code may be reported of the examples of another rule.

    The meetings of other families are short, and keep no ritual; and a one-on-one lies among
    records that everybody reads as soon as an example shows one.
    """
    family = rule.code[:3]
    on_rituals = code.startswith(("DR4", "DR5"))
    return (on_rituals and family not in ("DR4", "DR5")) or (code == "DR701" and family == "DR7")


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_the_failing_example_fails_this_rule_only(rule: Rule, tmp_path: Path) -> None:
    found = set(_codes(tmp_path, rule.failing))
    assert {code for code in found if not _beside(rule, code)} | {rule.code} == {rule.code}
    assert rule.code in found


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_the_passing_example_passes_every_rule(rule: Rule, tmp_path: Path) -> None:
    found = set(_codes(tmp_path, rule.passing))
    assert not {code for code in found if not _beside(rule, code)}
    assert rule.code not in found


def test_the_rules_stand_in_the_order_of_their_codes() -> None:
    assert sorted(CODES) == CODES
    assert len(set(CODES)) == len(CODES)


def test_no_two_rules_share_a_short_name() -> None:
    assert len({rule.slug for rule in RULES}) == len(RULES)


# What the product promises to check; a rule that is taken out of the catalogue is missed here.
PROMISED = {
    *(f"DR0{number:02}" for number in range(1, 11)),
    *(f"DR10{number}" for number in range(1, 8)),
    *(f"DR2{number:02}" for number in range(1, 11)),
    *(f"DR3{number:02}" for number in range(1, 35)),
    *(f"DR4{number:02}" for number in range(1, 18)),
    *(f"DR50{number}" for number in range(1, 4)),
    *(f"DR6{number:02}" for number in range(1, 12)),
    *(f"DR70{number}" for number in range(1, 5)),
}


def test_the_catalogue_holds_every_promised_rule() -> None:
    assert set(CODES) >= PROMISED


WARNINGS = {
    *("DR007", "DR009", "DR210", "DR211", "DR312", "DR314"),
    *(f"DR3{number}" for number in (17, 18, 19, 20, 22, 23, 24, 25, 26, 30, 31, 32)),
    *(f"DR4{number:02}" for number in range(1, 18)),
    *(f"DR50{number}" for number in range(1, 4)),
    *("DR604", "DR606", "DR609", "DR610", "DR612"),
    *("DR702", "DR703", "DR704"),
}


def test_only_rituals_and_leftovers_are_warnings() -> None:
    assert {rule.code for rule in RULES if rule.severity is Severity.WARNING} == WARNINGS


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_every_rule_explains_itself(rule: Rule) -> None:
    text = explain(rule)
    for part in (rule.code, rule.slug, rule.says, rule.looks_at, rule.why):
        assert part.strip()
        assert part in text
    for _, example in (*rule.failing.files, *rule.passing.files):
        assert example.splitlines()[0] in text
    assert rule.says.endswith(".")
    assert rule.says.count("\n") == 0
    assert "\x07" not in text


def test_a_rule_is_found_by_its_code() -> None:
    assert find_rule("DR304") in RULES
    assert find_rule("DR999") is None


def test_severity_and_page_go_by_the_code() -> None:
    assert severity_of("DR304") is Severity.ERROR
    assert severity_of("DR312") is Severity.WARNING
    assert url_of("DR304") == "checks/DR304/"
    with pytest.raises(KeyError):
        severity_of("DR999")


FIELDS = {
    f"{kind}/{field.path}": field for kind in FileKind for field in all_fields(describe(kind))
}


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_the_fields_that_a_rule_names_are_there(rule: Rule) -> None:
    assert set(rule.fields) <= set(FIELDS)
    assert len(rule.fields) == len(set(rule.fields))


_GENERIC = ("DR0", "DR1", "DR2")


@pytest.mark.parametrize(
    "rule", [each for each in RULES if not each.code.startswith(_GENERIC)], ids=lambda r: r.code
)
def test_a_rule_names_the_field_at_which_its_example_fails(rule: Rule, tmp_path: Path) -> None:
    for problem in _find(tmp_path, rule.failing):
        if problem.code != rule.code or not isinstance(problem.at, Pointer):
            continue
        names = [str(step) for step in problem.at.path if not isinstance(step, int)]
        places = {".".join(names[:length]) for length in range(1, len(names) + 1)}
        places |= {".".join(names[1:])}  # the series, or the side of an action
        places |= {".".join((*names[:1], *names[2:]))}
        near = {name.partition("/")[2] for name in rule.fields}
        assert any(
            place == field or field.startswith(f"{place}.")
            for place in places
            for field in near
            if place
        ), (problem.at.path, rule.fields)
