"""What holds of every account's messages, whatever the records say."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from building import make_records
from decision_record.ledger.commitments import AccountState
from decision_record.ledger.decisions import DecisionState
from decision_record.ledger.messaging.talking import UNTRUE, CautionReason, Messages, same_words
from decision_record.ledger.replay import Ledger, replay
from decision_record.model.records import Records
from examples import at_least
from plausible import organisations

lawful = settings(max_examples=at_least(40), deadline=None, derandomize=True)


def days_of(records: Records) -> list[date]:
    return sorted({entry.date for entry in records.entries})


def ledgers(data: Mapping[str, Any]) -> list[Ledger]:
    """The replay on each of the last days on which anything was recorded, and after all of them."""
    records = make_records(data)
    return [replay(records, day) for day in (*days_of(records)[-4:], date(2027, 3, 1))]


@lawful
@given(organisations())
def test_the_same_words_are_never_on_both_sides_nor_twice_on_one(data: Mapping[str, Any]) -> None:
    for ledger in ledgers(data):
        for messages in ledger.messages.values():
            said = [same_words(each.text) for each in messages.say]
            avoided = [same_words(each.words) for each in messages.do_not_promise if each.words]
            assert not set(said) & set(avoided)
            assert len(set(said)) == len(said)
            assert len(set(avoided)) == len(avoided)


@lawful
@given(organisations())
def test_no_message_is_from_the_future_or_past_its_end(data: Mapping[str, Any]) -> None:
    for ledger in ledgers(data):
        for messages in ledger.messages.values():
            for saying in messages.say:
                assert saying.day <= ledger.as_of
                assert saying.until is None or saying.until >= ledger.as_of
            for caution in messages.do_not_promise:
                assert caution.since <= ledger.as_of


@lawful
@given(organisations())
def test_who_churned_has_no_messages(data: Mapping[str, Any]) -> None:
    for ledger in ledgers(data):
        churned = {name for name, each in ledger.accounts.items() if each.churned}
        assert not churned & set(ledger.messages)


@lawful
@given(organisations())
def test_nothing_is_said_of_what_was_withdrawn_superseded_or_is_overdue(
    data: Mapping[str, Any],
) -> None:
    """The states are the ledger's; a decision that lost an account has no words for it."""
    lost = {AccountState.SUPERSEDED, AccountState.WITHDRAWN}
    for ledger in ledgers(data):
        for account, messages in ledger.messages.items():
            for saying in messages.say:
                decision = ledger.decisions.get(saying.ref)
                if decision is None:
                    continue
                assert decision.state is not DecisionState.RESOLVED
                commitment = decision.commitment
                found = commitment.for_account(account) if commitment else None
                if found:
                    assert found.state not in lost
                if found and found.state is AccountState.PROMISED and commitment:
                    slipped = [each for each in commitment.slips if account in each.accounts]
                    assert not slipped or saying.day >= slipped[-1].day


@lawful
@given(organisations())
def test_an_overdue_promise_may_not_be_said_and_is_to_be_avoided(data: Mapping[str, Any]) -> None:
    for ledger in ledgers(data):
        for decision in ledger.decisions.values():
            commitment = decision.commitment
            for each in commitment.overdue_for(ledger.as_of) if commitment else ():
                messages = ledger.messages.get(each.account or "")
                late = [
                    words
                    for words in decision.words()
                    if commitment and commitment.target and words.day > commitment.target
                ]
                if messages is None or late:
                    continue
                assert not any(saying.ref == decision.ref for saying in messages.say)
                told = ledger.loops.get((decision.ref, each.account or ""))
                if told is None or told.told is None:
                    own = [
                        caution
                        for caution in messages.do_not_promise
                        if caution.why in UNTRUE and caution.ref == decision.ref
                    ]
                    words = {same_words(one.words) for one in messages.do_not_promise if one.words}
                    latest = [piece for piece in decision.words() if piece.kind == "say"]
                    repeated = {same_words(piece.text) for piece in latest} <= words | {
                        same_words(saying.text) for saying in messages.say
                    }
                    assert own or (latest and repeated)


@lawful
@given(organisations(), st.randoms(use_true_random=False))
def test_files_in_any_order_give_the_same_messages(data: Mapping[str, Any], chance: Any) -> None:  # noqa: ANN401 - a Random of hypothesis
    records = make_records(data)
    entries = list(records.entries)
    chance.shuffle(entries)
    shuffled = replace(records, entries=tuple(entries))
    for day in days_of(records)[-2:]:
        assert replay(shuffled, day).messages == replay(records, day).messages


@lawful
@given(organisations())
def test_what_is_open_and_deferred_is_promised_to_no_account_that_it_names(
    data: Mapping[str, Any],
) -> None:
    for ledger in ledgers(data):
        for decision in ledger.decisions.values():
            is_open = decision.state is DecisionState.OPEN and decision.outcome == "deferred"
            for account in decision.accounts if is_open and not decision.deferred_again else ():
                messages = ledger.messages.get(account, Messages(say=(), do_not_promise=()))
                if account in ledger.messages:
                    assert any(
                        each.why is CautionReason.DEFERRED and each.ref == decision.ref
                        for each in messages.do_not_promise
                    )
