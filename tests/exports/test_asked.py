"""What the exports say of what customers wait for, in the sample."""

from typing import Any

import pytest

from building import day, make_records, parse
from decision_record.exports.raised import list_escalations, list_themes, open_with_product
from decision_record.ledger.replay import Ledger, replay
from exporting import context_of
from fernhollow import on, read_sample

OSTERMARK = "2026-06-24-tier-2-reporting/B1"


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return on("2026-06-29")


@pytest.fixture(scope="module")
def facts(ledger: Ledger) -> dict[str, dict[str, Any]]:
    context = context_of(ledger, records=read_sample())
    return {
        "escalations": {each["ref"]: each for each in list_escalations(context)},
        "themes": {each["id"]: each for each in list_themes(context)},
    }


def test_what_ostermark_waits_for_is_the_issue_the_workaround_and_the_last_word(
    ledger: Ledger,
) -> None:
    path, question = open_with_product("ostermark", ledger=ledger)

    assert (path["ref"], path["kind"]) == (OSTERMARK, "briefing")
    assert path["tried"].startswith("Opening it ten minutes early; a still picture by mail")
    assert path["answer"].startswith("Nothing yet. The stance is Tobias's")
    assert (str(path["answered"]), path["by"]) == ("2026-06-24", "elin.marchetti")
    assert str(path["answer_by"]) == "2026-06-29"
    assert (question["kind"], question["ref"]) == ("question", "2026-06-10-tier-2-reporting/Q1")
    assert "answer" not in question


def test_each_part_of_a_path_says_the_same_of_it(facts: dict[str, dict[str, Any]]) -> None:
    shared = ("path", "path_state", "path_raised", "path_answer_by", "path_arr", "answer", "by")
    assert len(facts["escalations"][OSTERMARK]["path"]) > 1
    for each in facts["escalations"].values():
        for ref in each["path"]:
            other = facts["escalations"][ref]
            assert [other.get(key) for key in shared] == [each.get(key) for key in shared]


def test_every_answer_to_a_briefing_is_exported(
    ledger: Ledger, facts: dict[str, dict[str, Any]]
) -> None:
    """68 answers that PMs gave to briefings were on no page and in no export."""
    answered = [
        (f"{entry.id}/{row.id}", row.answer)
        for entry in ledger.entries
        for row in entry.record.briefings
        if row.answer
    ]
    assert len(answered) >= 68
    newest = {ledger.path_of[ref].word for ref, _ in answered}
    assert None not in newest
    exported = {each.get("answer") for each in facts["escalations"].values()}
    # Where a path goes on, its newest word takes the place of an older one.
    replaced = [ref for ref, answer in answered if answer not in exported]
    assert all(len(ledger.path_of[ref].words) > 1 for ref in replaced)


def test_a_theme_has_its_demand_and_what_became_of_it(facts: dict[str, dict[str, Any]]) -> None:
    speed = facts["themes"]["dashboard-speed"]
    assert speed["stance"] == "exploring"
    assert [each["account"] for each in speed["demand"]] == ["copperline", "ostermark"]
    assert facts["themes"]["bulk-export"]["commitments"] == ["2026-02-24-tier-1/D1"]


def test_a_presentation_without_a_stance_leaves_the_last_one_valid() -> None:
    records = make_records(
        parse(
            """
    taxonomy: {areas: {core: {name: Core, pm: ines}}, themes: {export: {name: Export}}}
    2026-03-31-tier-1:
      themes: [{theme: export, accounts: [north, south], stance: declined, response: Too dear.}]
    2026-04-28-tier-1: {themes: [{theme: export, accounts: [north, south]}]}
    """
        )
    )
    ledger = replay(records, day("2026-05-31"))

    (theme,) = list_themes(context_of(ledger, records=records))
    assert theme["stance"] == "declined"
    assert [each.why.value for each in ledger.messages["north"].do_not_promise] == ["declined"]
