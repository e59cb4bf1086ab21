"""What is different between two versions of the records, replayed for one day."""

from building import day, make_records, parse
from decision_record.ledger.differences.find import find_differences
from decision_record.ledger.differences.kinds import Difference, Kind, Version, find_renames
from decision_record.ledger.replay import replay
from decision_record.ledger.unannounced import find_unannounced

DECIDED = """
    2026-02-24-tier-1:
      decisions:
        - id: D1
          outcome: decided
          what: Build it.
          owner: otto
          accounts: [north]
          say: We build it.
          commitment: {target: 2026-04-15, confidence: expected}
"""


def version(text: str, *, as_of: str = "2026-03-15") -> Version:
    records = make_records(parse(text))
    ledger = replay(records, day(as_of))
    found = tuple(find_unannounced(ledger))
    return Version(
        records=records,
        ledger=ledger,
        surprises={each.account: (each,) for each in found},
    )


def between(before: str, after: str, *, as_of: str = "2026-03-15") -> tuple[Difference, ...]:
    old, new = version(before, as_of=as_of), version(after, as_of=as_of)
    return find_differences(old, new, renames=find_renames(old.records, new.records))


def fields(before: str, after: str, *, as_of: str = "2026-03-15") -> dict[tuple[Kind, str], object]:
    return {
        (each.kind, each.field or ""): (each.old, each.new)
        for each in between(before, after, as_of=as_of)
    }


def test_two_versions_that_say_the_same_have_no_difference() -> None:
    assert between(DECIDED, DECIDED) == ()


def test_what_is_new_and_what_is_gone_is_one_difference_each() -> None:
    other = DECIDED.replace("D1", "D2")
    decisions = [each for each in between(DECIDED, other) if each.kind is Kind.DECISION]
    assert [(each.name, each.is_new, each.is_gone) for each in decisions] == [
        (("2026-02-24-tier-1/D2",), True, False),
        (("2026-02-24-tier-1/D1",), False, True),
    ]


def test_parts_of_what_is_new_are_not_named_beside_it() -> None:
    kinds = {each.kind for each in between("accounts: {}", DECIDED)}
    assert Kind.COMMITMENT in kinds
    assert Kind.PROMISE not in kinds


def test_words_differ_in_how_firm_they_are_and_in_their_target() -> None:
    found = fields(DECIDED, DECIDED.replace("expected", "committed").replace("04-15", "05-20"))
    assert found[Kind.SAYING, "confidence"] == ("expected", "committed")
    assert found[Kind.SAYING, "target"] == (day("2026-04-15"), day("2026-05-20"))
    assert found[Kind.COMMITMENT, "target"] == found[Kind.DECISION, "due"]


def test_a_surprise_differs_in_its_reason_and_its_day() -> None:
    slipped = (
        DECIDED
        + """
    2026-03-03-tier-1:
      roadmap: [{commitment: 2026-02-24-tier-1/D1, status: slipped, target: 2026-06-15}]
    """
    )
    descoped = slipped.replace("slipped, target: 2026-06-15", "descoped").replace("03-03", "03-10")
    found = fields(slipped, descoped)
    assert found[Kind.AHEAD, "because"] == ("slipped", "descoped")
    assert found[Kind.AHEAD, "since"] == (day("2026-03-03"), day("2026-03-10"))


def test_what_must_not_be_promised_differs_in_what_it_is_about() -> None:
    deferred = DECIDED.replace("outcome: decided", "outcome: deferred")
    found = fields(deferred, deferred.replace("Build it.", "Build that."))
    assert found[Kind.CAUTION, "what"] == ("Build it.", "Build that.")


def test_the_words_of_feedback_and_the_series_of_a_meeting_count() -> None:
    first = """
    2026-02-24-tier-1:
      feedback: [{id: F1, account: north, what: Slow.}]
    """
    second = """
    2026-02-24-tier-1:
      series: tier-2
      feedback: [{id: F1, account: north, what: Very slow.}]
    """
    found = fields(first, second)
    assert found[Kind.FEEDBACK, "what"] == ("Slow.", "Very slow.")
    assert found[Kind.MEETING, "series"] == ("tier-1", "tier-2")


def test_a_renamed_account_is_the_same_account() -> None:
    west = "{name: West, arr: 10, segment: enterprise, csm: bob, renewal: 2026-08-01}"
    told = DECIDED.replace("[north]", "[west]")
    before = f"accounts: {{west: {west}}}\n{told}"
    after = f"accounts: {{wester: {west[:-1]}, aliases: [west]}}}}\n{told}"
    assert fields(_plain(before), _plain(after)) == {(Kind.ACCOUNT, "aliases"): ((), ("west",))}
    assert fields(_plain(after), _plain(before)) == {(Kind.ACCOUNT, "aliases"): (("west",), ())}


def test_a_renamed_record_keeps_its_items() -> None:
    before = version(DECIDED)
    after = version(DECIDED.replace("2026-02-24-tier-1:", "2026-02-24-tier-2:"))
    records = after.records
    named = find_renames(
        before.records,
        type(records)(
            accounts=records.accounts,
            entries=records.entries,
            former_records={"2026-02-24-tier-1": "2026-02-24-tier-2"},
        ),
    )
    found = find_differences(before, after, renames=named)
    assert {(each.kind, each.field) for each in found} == {(Kind.MEETING, "series")}


def _plain(text: str) -> str:
    """Lines of two indents as one text."""
    return "\n".join(line.removeprefix("    ") for line in text.splitlines())
