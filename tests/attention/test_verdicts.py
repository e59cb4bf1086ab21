"""The verdicts: what they rest on, where they turn, and what they say before there are numbers."""

import pytest

from building import day, make_records, parse
from decision_record.attention.findings import find
from decision_record.attention.verdicts import Answer, Verdict, give_verdicts
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from fernhollow import on, read_sample


def verdicts(as_of: str, text: str) -> dict[str, Verdict]:
    records = make_records(parse(text))
    ledger = replay(records, day(as_of))
    found = give_verdicts(
        find(Index(records=records, ledger=ledger)), index=Index(records=records, ledger=ledger)
    )
    return {each.question: each for each in found}


def of_sample(as_of: str) -> dict[str, Verdict]:
    ledger, records = on(as_of), read_sample()
    found = give_verdicts(
        find(Index(records=records, ledger=ledger)), index=Index(records=records, ledger=ledger)
    )
    return {each.question: each for each in found}


def test_the_sample_on_its_day() -> None:
    found = of_sample("2026-06-29")

    tier_2 = found["Does tier 2 carry its load?"]
    assert tier_2.answer is Answer.NO
    assert tier_2.sentence == (
        "No: in Q2 2026, 5 of 7 escalations in tier 1 had not been in a tier 2 before and single "
        "accounts took 21.5 minutes of a tier 1 (at most 20)."
    )
    assert tier_2.advice
    assert found["Is the action queue real?"].answer is Answer.YES
    assert found["Is the action queue real?"].advice is None
    hears = found["Are customers told?"]
    assert (hears.answer, "CS recorded 1 surprise." in hears.sentence) == (Answer.PARTLY, True)


def test_a_pod_that_is_adrift_does_not_work_however_many_meetings_it_holds() -> None:
    found = of_sample("2026-06-29")

    assert found["Does the pod Reporting work?"].answer is Answer.YES
    adrift = found["Does the pod Onboarding work?"]
    assert (adrift.answer, adrift.pod) == (Answer.NO, "onboarding")
    assert "cancelled in two quarters in a row" in adrift.sentence


def test_before_the_first_quarter_is_over_nothing_is_judged() -> None:
    found = of_sample("2026-02-10")
    assert "Does tier 2 carry its load?" in found
    for each in found.values():
        assert each.answer is Answer.TOO_EARLY
        assert "Q4 2025 has no numbers" in each.sentence


@pytest.mark.parametrize(
    ("minutes", "answer"), [(20, Answer.YES), (21, Answer.NO), (None, Answer.TOO_EARLY)]
)
def test_twenty_minutes_on_single_accounts_are_the_most(
    minutes: int | None, answer: Answer
) -> None:
    spent = f"minutes_on: {{accounts: {minutes}}}, " if minutes else ""
    text = f"""
    series: {{tier-1: {{kind: tier-1}}}}
    2026-03-03-tier-1: {{{spent}minutes: 60}}
"""
    found = verdicts("2026-03-31", text)["Does tier 2 carry its load?"]
    assert found.answer is answer
    assert (found.advice is None) == (answer is not Answer.NO)


@pytest.mark.parametrize(("done", "answer"), [(7, Answer.YES), (6, Answer.NO)])
def test_seven_of_ten_actions_on_time_make_the_queue_real(done: int, answer: Answer) -> None:
    actions = "".join(
        f"{{id: A{each}, what: It., owner: bob, due: 2026-03-10}}, " for each in range(1, 11)
    )
    reviews = "".join(
        f"{{action: 2026-03-03-tier-1/A{each}, outcome: done, "
        f"on: 2026-03-{'05' if each <= done else '11'}}}, "
        for each in range(1, 11)
    )
    text = f"""
    series: {{tier-1: {{kind: tier-1}}}}
    2026-03-03-tier-1: {{actions: {{cs: [{actions}]}}}}
    2026-03-20-tier-1: {{review: [{reviews}]}}
"""
    assert verdicts("2026-03-31", text)["Is the action queue real?"].answer is answer
