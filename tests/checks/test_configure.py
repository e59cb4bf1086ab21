"""What a team sets for the rules: severities, thresholds, and what does not exist."""

import inspect
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from decision_record.checks.catalogue import RULES, find_rule, run_checks
from decision_record.checks.configure import (
    configure_rules,
    find_wrong_settings,
    rules_to_run,
    weigh,
)
from decision_record.checks.rule import Rule
from decision_record.diagnostics import Pointer, Problem, Severity, Underlined
from decision_record.examine import examine
from decision_record.repository.configuration import Configuration, Settings, read_configuration
from decision_record.repository.load import load
from decision_record.repository.misplaced import Surroundings

ORGANIZATION = Path(__file__).parent / "organization"
TODAY = date(2027, 1, 1)
CASES = Path(__file__).parents[1] / "cases"
MANY = CASES / "DR318-summaries"


def settings(**options: object) -> Settings:
    return Settings.model_validate(options)


def problems(case: Path, **options: object) -> tuple[Problem, ...]:
    rulings = configure_rules(settings(**options))
    loaded = load([case / "records"], base=case, around=Surroundings(folder=case))
    return weigh(run_checks(loaded, rules_to_run(rulings), today=TODAY), rulings)


def codes(case: Path, **options: object) -> Counter[str]:
    return Counter(each.code for each in problems(case, **options))


def wrong(folder: Path, options: str) -> list[Problem]:
    file = folder / "site_config.yml"
    file.write_text(f"plugins:\n  - decision-record:\n{options}", encoding="utf-8")
    configuration, found = read_configuration(file, name="site_config.yml")
    assert configuration, found
    return list(find_wrong_settings(configuration))


def test_without_settings_every_rule_is_as_it_is() -> None:
    rulings = configure_rules(Settings())
    assert rules_to_run(rulings) == RULES
    assert [each.severity for each in rulings] == [rule.severity for rule in RULES]


OWN_TO_WEIGH = [rule for rule in RULES if not rule.is_ground]
GROUND = [rule for rule in RULES if rule.is_ground]


def test_pages_rest_on_files_shapes_and_references() -> None:
    assert {rule.code[:3] for rule in GROUND} == {"DR0", "DR1", "DR2"}
    assert {"DR007", "DR009", "DR210"}.isdisjoint(rule.code for rule in GROUND)


@pytest.mark.parametrize("rule", GROUND, ids=[rule.code for rule in GROUND])
@pytest.mark.parametrize("word", ["warning", "off"])
def test_what_pages_rest_on_stays_an_error(rule: Rule, word: str, tmp_path: Path) -> None:
    found = wrong(tmp_path, f"      severity: {{{rule.code}: {word}}}\n")
    assert [each.code for each in found] == ([] if rule.also_warns else ["DR104"])
    case = next(path for path in sorted(CASES.iterdir()) if path.name.startswith(f"{rule.code}-"))
    errors = [each for each in problems(case) if each.code == rule.code and not each.severity]
    assert errors
    assert errors == [
        each
        for each in problems(case, severity={rule.code: word})
        if each.code == rule.code and not each.severity
    ]


@pytest.mark.parametrize("rule", OWN_TO_WEIGH, ids=[rule.code for rule in OWN_TO_WEIGH])
def test_a_rule_that_is_off_takes_exactly_its_own_away(rule: Rule) -> None:
    case = next(path for path in sorted(CASES.iterdir()) if path.name.startswith(f"{rule.code}-"))
    everything = codes(case)
    assert everything[rule.code]
    without = codes(case, severity={rule.code: "off"})
    # What was silenced by a rule that is off is not idle, and what it silenced stays silent.
    assert without == Counter({c: n for c, n in everything.items() if c != rule.code})


def test_a_severity_counts_for_all_that_a_rule_reports() -> None:
    case = CASES / "DR304-bare-deferrals"
    own = {each.severity for each in problems(case) if each.code == "DR304"}
    assert own == {None, Severity.WARNING}
    for word in ("error", "warning"):
        found = problems(case, severity={"DR304": word})
        assert {each.severity for each in found if each.code == "DR304"} == {Severity(word)}
        assert {each.severity for each in found if each.code != "DR304"} <= {None}


def test_a_threshold_changes_what_is_reported_and_what_is_said() -> None:
    by_length = [each for each in problems(MANY) if "words" in each.message]
    assert ["66 words" in each.message for each in by_length] == [True, False]
    assert not any(
        "words" in each.message for each in problems(MANY, thresholds={"DR318": {"words": "80"}})
    )
    (longest,) = (
        each
        for each in problems(MANY, thresholds={"DR318": {"words": "70"}})
        if "words" in each.message
    )
    assert "a decision has at most 70" in longest.message


@pytest.mark.parametrize(
    ("code", "name"), [(rule.code, each.name) for rule in RULES for each in rule.thresholds]
)
def test_every_threshold_reaches_its_rule(code: str, name: str) -> None:
    case = next(path for path in sorted(CASES.iterdir()) if path.name.startswith(f"{code}-"))

    def reported(thresholds: dict[str, dict[str, str]]) -> list[Problem]:
        return [each for each in problems(case, thresholds=thresholds) if each.code == code]

    assert any(reported({code: {name: number}}) != reported({}) for number in ("1", "9999"))


def test_an_allowance_of_a_rule_that_is_off_is_not_idle(tmp_path: Path) -> None:
    shutil.copytree(ORGANIZATION, tmp_path, dirs_exist_ok=True)
    update = tmp_path / "records/updates/2026/2026-04-20-anneke.yml"
    update.write_text(
        "date: 2026-04-20\nby: anneke.morrow\nallow: {DR302: We do not mind., DR303: Nor here.}\n",
        encoding="utf-8",
    )
    assert codes(tmp_path) == {"DR007": 2}
    assert codes(tmp_path, severity={"DR302": "off"}) == {"DR007": 1}
    assert not codes(tmp_path, severity={"DR302": "off", "DR303": "off"})
    assert not codes(tmp_path, severity={"DR007": "off"})


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_the_function_of_a_rule_takes_its_thresholds_and_nothing_else(rule: Rule) -> None:
    _, *taken = inspect.signature(rule.find).parameters.values()
    assert {each.name: each.default for each in taken} == {
        each.name: each.default for each in rule.thresholds
    }
    assert all(each.kind is inspect.Parameter.KEYWORD_ONLY for each in taken)
    for each in rule.thresholds:
        assert each.default >= 1
        assert each.unit


def test_a_code_that_does_not_exist_is_pointed_at(tmp_path: Path) -> None:
    options = "      severity: {DR304: warning, dr405: off, XX: off}\n"
    near, far = wrong(tmp_path, options)
    assert near.at == Pointer(
        file="site_config.yml",
        path=("plugins", 0, "decision-record", "severity", "dr405"),
        part=Underlined.KEY,
    )
    assert "DR405" in near.help
    assert "`XX`" in far.message
    (unknown,) = wrong(tmp_path, "      thresholds: {DR999: {words: 5}}\n")
    assert "DR999" in unknown.message


def test_a_threshold_that_a_rule_does_not_have_is_pointed_at(tmp_path: Path) -> None:
    options = "      thresholds: {DR318: {word: 80}, DR304: {days: 3}}\n"
    near, none = wrong(tmp_path, options)
    assert isinstance(near.at, Pointer)
    assert near.at.path[-2:] == ("DR318", "word")
    assert "`words`" in near.help
    assert "DR304" in none.message
    far = wrong(tmp_path, "      thresholds: {DR318: {minutes: 80}}\n")[0]
    assert "`words`" in far.help


def test_a_threshold_is_a_whole_number_from_1_on(tmp_path: Path) -> None:
    for number in ("0", "10000"):
        (problem,) = wrong(tmp_path, f"      thresholds: {{DR501: {{hours: {number}}}}}\n")
        assert problem.code == "DR103"
    assert not wrong(tmp_path, "      thresholds: {DR318: {words: 1}}\n")
    file = tmp_path / "site_config.yml"
    for number in ("-1", "1.5", "many"):
        text = f"plugins:\n  - decision-record:\n      thresholds: {{DR318: {{words: {number}}}}}\n"
        file.write_text(text, encoding="utf-8")
        configuration, found = read_configuration(file, name="site_config.yml")
        assert configuration is None
        assert [each.code for each in found] == ["DR103"]


def test_a_severity_is_one_of_three_words(tmp_path: Path) -> None:
    file = tmp_path / "site_config.yml"
    file.write_text(
        "plugins:\n  - decision-record:\n      severity: {DR304: fatal}\n", encoding="utf-8"
    )
    configuration, (problem,) = read_configuration(file, name="site_config.yml")
    assert configuration is None
    assert problem.code == "DR104"
    assert "off" in problem.help


def test_settings_without_a_file_are_right() -> None:
    configuration = Configuration(settings=Settings(), file=Path("site_config.yml"))
    assert not list(find_wrong_settings(configuration))
    assert find_rule("DR318") in RULES


def test_tiers_are_expected_from_three_to_five_csms_on(tmp_path: Path) -> None:
    for number in (3, 4, 5):
        assert not wrong(tmp_path, f"      tiers_from_csms: {number}\n")
    for number in (0, 2, 6):
        (problem,) = wrong(tmp_path, f"      tiers_from_csms: {number}\n")
        assert problem.code == "DR103"
        assert isinstance(problem.at, Pointer)
        assert problem.at.path[-1] == "tiers_from_csms"


def test_a_combined_meeting_is_outgrown_where_a_team_says_so(tmp_path: Path) -> None:
    shutil.copytree(ORGANIZATION, tmp_path, dirs_exist_ok=True)
    root = tmp_path / "records"
    (root / "organization.yml").write_text("name: F\nstage: series-a\n", encoding="utf-8")
    csms = "".join(f"c{number}: {{name: C, role: csm}}\n" for number in range(3))
    (root / "people.yml").write_text(csms, encoding="utf-8")
    (root / "series.yml").write_text("all: {kind: combined}\n", encoding="utf-8")

    def misfits(**options: object) -> list[str]:
        configuration = Configuration(settings=settings(**options), file=tmp_path / "x.yml")
        found = examine(configuration, base=tmp_path).diagnostics
        return [each.message for each in found if each.code == "DR411"]

    assert misfits() == misfits(tiers_from_csms="4") == []
    assert misfits(tiers_from_csms="3") == ["`all` is a combined meeting with 3 CSMs"]
