"""The pages of the rules: what a rule is by itself, and what this team has made of it."""

from decision_record.checks.catalogue import RULES
from decision_record.checks.configure import ConfiguredRule, configure_rules
from decision_record.repository.configuration import Settings
from decision_record.views.reference.rules import view_rule, view_rules


def ruling(code: str, **options: object) -> ConfiguredRule:
    rulings = configure_rules(Settings.model_validate(options))
    return next(each for each in rulings if each.rule.code == code)


def test_without_settings_a_page_says_what_the_rule_is() -> None:
    view = view_rule(ruling("DR318"))
    assert (view.severity.text, view.default) == ("Warning", None)
    (threshold,) = view.thresholds
    assert (threshold.number, threshold.default) == ("60 words", None)
    assert threshold.setting == "thresholds: {DR318: {words: 60}}"
    assert not view_rule(ruling("DR304")).thresholds


def test_what_is_set_stands_beside_the_default() -> None:
    view = view_rule(
        ruling("DR318", severity={"DR318": "error"}, thresholds={"DR318": {"words": "80"}})
    )
    assert view.severity.text == "Error"
    assert view.consequence == "It stops a pull request."
    assert view.default
    assert view.default.text == "Warning"
    (threshold,) = view.thresholds
    assert (threshold.number, threshold.default) == ("80 words", "60 words")


def test_setting_what_is_so_anyway_changes_nothing() -> None:
    plain = view_rule(ruling("DR318"))
    same = ruling("DR318", severity={"DR318": "warning"}, thresholds={"DR318": {"words": "60"}})
    assert view_rule(same) == plain


def test_a_rule_that_is_off_keeps_its_page_and_its_line() -> None:
    off = ruling("DR405", severity={"DR405": "off"})
    assert view_rule(off).severity.text == "Off"
    view = view_rules(configure_rules(Settings.model_validate({"severity": {"DR405": "off"}})))
    rows = {row.link.text: row.severity.text for family in view.families for row in family.rules}
    assert set(rows) == {rule.code for rule in RULES}
    assert rows["DR405"] == "Off"
    assert rows["DR404"] == "Warning"


def test_a_rule_leads_to_the_fields_that_it_asks_for() -> None:
    addresses = [field.address for field in view_rule(ruling("DR305")).fields]
    assert addresses == [
        "guide/fields/meeting/#decisions.to",
        "guide/fields/meeting/#decisions.recommendation",
        "guide/fields/meeting/#decisions.owner",
        "guide/fields/meeting/#decisions.due",
    ]
    assert view_rule(ruling("DR001")).fields == ()


def test_a_page_offers_an_excuse_only_where_a_record_may_give_one() -> None:
    assert view_rule(ruling("DR318")).allow == "allow: {DR318: the reason}"
    assert view_rule(ruling("DR210")).allow == "allow: {DR210: the reason}"
    for code in ("DR001", "DR101", "DR201", "DR007", "DR412"):
        assert view_rule(ruling(code)).allow is None
