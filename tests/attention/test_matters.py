"""Matters: what needs attention, each once, in one order."""

from building import day, make_records, parse
from decision_record.attention.findings import find
from decision_record.attention.gather import Attention, gather_attention
from decision_record.attention.matters import CODES, NO_MATTER, MatterKind
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.signals.catalogue import SIGNALS
from fernhollow import on, read_sample


def attention(text: str, as_of: str = "2026-06-29") -> Attention:
    records = make_records(parse(text))
    ledger = replay(records, day(as_of))
    return gather_attention(
        find(Index(records=records, ledger=ledger)), index=Index(records=records, ledger=ledger)
    )


def test_every_signal_of_the_sample_is_in_exactly_one_matter() -> None:
    ledger, records = on("2026-06-29"), read_sample()
    findings = find(Index(records=records, ledger=ledger))
    found = gather_attention(findings, index=Index(records=records, ledger=ledger))
    signals = [each for matter in found.matters for each in matter.signals]
    assert sorted(map(repr, signals)) == sorted(
        repr(each) for each in findings.signals if each.code not in NO_MATTER
    )
    kinds = [list(MatterKind).index(each.kind) for each in found.matters]
    assert kinds == sorted(kinds)


def test_the_codes_of_the_kinds_are_signals_and_each_is_of_one_kind() -> None:
    named = [code for codes in CODES.values() for code in codes]
    assert len(set(named)) == len(named)
    assert {*named, *NO_MATTER} <= {rule.code for rule in SIGNALS}


def test_parts_of_a_path_are_one_matter_named_by_the_weightiest_code() -> None:
    found = attention("""
        accounts: {north: {renewal: 2026-07-10}}
        2026-05-20-bob:
          escalations: [{id: E1, account: north, issue: It fails., answer_by: 2026-06-01}]
        2026-06-02-bob:
          escalations: [{id: E1, account: north, issue: Still., from: 2026-05-20-bob/E1}]
    """)
    (matter,) = [each for each in found.matters if each.kind is MatterKind.ESCALATION]
    assert matter.codes[0] == "SG502"
    assert {"SG505", "SG501"} <= set(matter.codes)
    assert matter.ref == "2026-06-02-bob/E1"


def test_a_matter_is_old_after_thirty_days_and_not_before() -> None:
    text = """
        2026-05-01-tier-1:
          actions: {cs: [{id: A1, what: It., owner: bob, due: 2026-05-20}]}
    """
    for as_of, is_old in (("2026-06-19", False), ("2026-06-20", True)):
        (matter,) = [
            each for each in attention(text, as_of).matters if each.kind is MatterKind.ACTION
        ]
        assert matter.is_old is is_old


def test_what_is_due_soon_is_no_matter() -> None:
    found = attention("""
        2026-06-01-tier-1:
          decisions: [{id: D1, outcome: decided, what: Build it., owner: otto,
                       commitment: {target: 2026-07-03}}]
    """)
    assert not [each for each in found.matters if "SG302" in each.codes]
