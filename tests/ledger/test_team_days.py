"""The numbers of days that a team may set change what the ledger says, and nothing else does."""

from building import day, make_records, parse
from decision_record.ledger.replay import replay
from decision_record.ledger.team_days import TeamDays

RECORDS = make_records(
    parse("""
    taxonomy: {themes: {speed: {name: Speed}}}
    accounts: {north: {qbrs: []}}
    2026-01-10-tier-1:
      themes: [{theme: speed, accounts: [north], stance: declined, response: No.}]
      questions: [{id: Q1, account: north, ask: Why?, answer: Because., confidence: coming}]
      decisions: [{id: D1, outcome: decided, what: It., owner: otto, accounts: [north],
                   due: 2026-02-01}]
""")
)


def test_the_day_by_which_an_account_is_told() -> None:
    own = replay(RECORDS, day("2026-01-10"))
    set_ = replay(RECORDS, day("2026-01-10"), days=TeamDays(to_tell=3))
    key = ("2026-01-10-tier-1/D1", "north")
    assert own.loops[key].due == day("2026-01-17")
    assert set_.loops[key].due == day("2026-01-13")


def test_for_how_long_an_answer_and_a_refusal_hold() -> None:
    for as_of, days, said, refused in (
        ("2026-04-11", TeamDays(), True, True),
        ("2026-04-12", TeamDays(), False, True),
        ("2026-01-20", TeamDays(after_telling=10, refusal=9), True, False),
        ("2026-01-19", TeamDays(after_telling=8, refusal=9), False, True),
    ):
        messages = replay(RECORDS, day(as_of), days=days).messages["north"]
        assert bool(messages.say) is said, as_of
        assert any(each.ref == "speed" for each in messages.do_not_promise) is refused, as_of
