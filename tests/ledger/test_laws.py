"""What holds for every organisation, whatever is wrong with its records."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from building import make_entries, make_records
from decision_record.ledger.replay import Ledger, replay
from decision_record.model.records import Records
from examples import at_least
from plausible import organisations

END = date(9999, 12, 31)

lawful = settings(max_examples=at_least(60), deadline=None, derandomize=True)


def days_of(records: Records) -> list[date]:
    """Every day on which something was written down."""
    return sorted({entry.date for entry in records.entries})


def orders_of(ledger: Ledger) -> list[list[Any]]:
    """What comes after what, which the equality of mappings does not compare."""
    mappings: tuple[Mapping[Any, Any], ...] = (
        ledger.items,
        ledger.actions,
        ledger.decisions,
        ledger.raised,
        ledger.questions,
        ledger.requests,
        ledger.loops,
        ledger.themes,
        ledger.prereads,
    )
    return [list(each) for each in mappings]


@lawful
@given(data=organisations(), chance=st.randoms(use_true_random=False))
def test_files_in_any_order_give_the_same_ledger(data: Mapping[str, Any], chance: Any) -> None:  # noqa: ANN401 - a Random of hypothesis
    names = list(data)
    chance.shuffle(names)
    accounts = list(make_records(data).accounts.items())
    chance.shuffle(accounts)
    shuffled = replace(make_records({name: data[name] for name in names}), accounts=dict(accounts))

    ledger, again = replay(make_records(data), END), replay(shuffled, END)

    assert again == ledger
    assert orders_of(again) == orders_of(ledger)


@lawful
@given(organisations())
def test_the_replay_to_a_day_is_that_of_the_files_dated_up_to_it(data: Mapping[str, Any]) -> None:
    records = make_records(data)
    for day in days_of(records):
        until = tuple(entry for entry in records.entries if entry.date <= day)

        assert replay(records, day) == replay(replace(records, entries=until), day)


@lawful
@given(organisations(), organisations())
def test_a_later_record_changes_no_earlier_day(
    data: Mapping[str, Any], more: Mapping[str, Any]
) -> None:
    records = make_records(data)
    last = max(days_of(records))
    later = tuple(entry for entry in make_entries(more) if entry.date > last)
    longer = replace(records, entries=(*later, *records.entries))
    for day in days_of(records):
        assert replay(longer, day) == replay(records, day)


@lawful
@given(organisations())
def test_whoever_was_told_was_told_after_the_loop_opened(data: Mapping[str, Any]) -> None:
    records = make_records(data)
    for day in (*days_of(records), END):
        for loop in replay(records, day).loops.values():
            assert loop.told is None or loop.told >= loop.opened
            assert loop.state != "told" or loop.told is not None
            assert loop.state != "open" or loop.told is None


@lawful
@given(organisations())
def test_loops_end_for_accounts_that_are_superseded_withdrawn_or_gone(
    data: Mapping[str, Any],
) -> None:
    ledger = replay(make_records(data), END)
    for loop in ledger.loops.values():
        decision = ledger.decisions.get(loop.item)
        account = ledger.accounts.get(loop.account)
        churned = account is not None and account.churned is not None
        ended = decision is not None and bool(decision.superseded_by)
        owed = decision is not None and loop.account not in decision.accounts
        if loop.state == "ended":
            assert ended or churned or owed
        else:
            assert loop.state == "told" or not churned
        commitment = decision.commitment if decision else None
        state = commitment.for_account(loop.account) if commitment else None
        if state and state.state in {"superseded", "withdrawn"}:
            assert loop.state == "ended" or churned
        if state and state.state in {"shipped", "descoped", "promised"}:
            assert loop.state != "ended" or churned


@lawful
@given(organisations())
def test_a_closed_action_never_opens_again(data: Mapping[str, Any]) -> None:
    records = make_records(data)
    closed: dict[str, tuple[Any, ...]] = {}
    for day in days_of(records):
        actions = replay(records, day).actions
        for name, as_it_was in closed.items():
            action = actions[name]
            assert (action.state, action.closed, action.dues) == as_it_was
        for name, action in actions.items():
            assert action.is_open == (action.closed is None)
            if not action.is_open:
                closed[name] = (action.state, action.closed, action.dues)


@lawful
@given(organisations())
def test_a_path_is_the_same_for_each_of_its_parts(data: Mapping[str, Any]) -> None:
    raised = replay(make_records(data), END).raised
    for name, each in raised.items():
        assert name in each.path
        assert len(set(each.path)) == len(each.path)
        assert {raised[part].path for part in each.path} == {each.path}
        assert {raised[part].account for part in each.path} == {each.account}
        if each.before:
            assert each.before in (each.row.from_, f"{each.record}/{each.row.from_}")
            assert each.path.index(each.before) < each.path.index(name)
        else:
            assert name == each.path[0]


@lawful
@given(organisations())
def test_what_later_parts_settle_is_settled_for_all_before_them(data: Mapping[str, Any]) -> None:
    raised = replay(make_records(data), END).raised
    for each in raised.values():
        before = raised.get(each.before or "")
        if before and each.resolved:
            assert before.resolved is not None
            assert before.resolved <= each.resolved
        if before and each.acknowledged:
            assert before.acknowledged is not None
            assert before.acknowledged <= each.acknowledged


@lawful
@given(organisations())
def test_slips_join_the_first_target_to_the_last(data: Mapping[str, Any]) -> None:
    for decision in replay(make_records(data), END).decisions.values():
        commitment = decision.commitment
        if commitment:
            targets = [commitment.original_target, *(slip.to for slip in commitment.slips)]
            rows = [slip for slip in commitment.slips if slip.record != decision.record]
            assert [slip.from_ for slip in rows[1:]] == [slip.to for slip in rows[:-1]]
            assert commitment.target == targets[-1]
            for slip in commitment.slips[: len(commitment.slips) - len(rows)]:
                assert slip.from_ is not None
                assert commitment.original_target is not None
                assert commitment.original_target <= slip.from_ < slip.to


@lawful
@given(organisations())
def test_every_decision_is_in_one_state_that_its_outcome_allows(data: Mapping[str, Any]) -> None:
    for decision in replay(make_records(data), END).decisions.values():
        allowed = {"standing"} if decision.outcome == "decided" else {"open", "resolved"}
        assert decision.state in allowed | {"superseded"}
        assert (decision.state == "superseded") == bool(decision.superseded_by)
        assert decision.outcome != "decided" or decision.resolved_by is None


@lawful
@given(organisations())
def test_open_items_of_an_account_are_those_of_the_lists(data: Mapping[str, Any]) -> None:
    ledger = replay(make_records(data), END)
    for name, standing in ledger.accounts.items():
        counted = standing.open
        assert counted.actions == sum(
            each.is_open and each.account == name for each in ledger.actions.values()
        )
        waiting = {
            each.path for each in ledger.raised.values() if each.is_open and each.account == name
        }
        assert counted.escalations == len(waiting)
        assert counted.questions == sum(
            each.is_open and each.account == name for each in ledger.questions.values()
        )
        assert counted.loops == sum(
            each.is_open and each.account == name for each in ledger.loops.values()
        )
        days = [step.day for step in standing.timeline]
        assert days == sorted(days)


@lawful
@given(organisations())
def test_a_series_expects_one_day_after_the_other(data: Mapping[str, Any]) -> None:
    records = make_records(data)
    for day in (*days_of(records), END):
        for standing in replay(records, day).series.values():
            told = [each.record for each in standing.meetings if each.record]
            assert told == [
                entry.id
                for entry in sorted(records.entries, key=lambda entry: entry.date)
                if entry.series == standing.id and entry.meeting and entry.date <= day
            ]
            missed = [each.expected for each in standing.missed]
            assert missed == sorted({each for each in missed if each and each < day})
            assert standing.missed_since is None or standing.missed_since == standing.next
            assert len(standing.meetings) == sum(
                map(len, (standing.held, standing.called_off, standing.missed))
            )


@lawful
@given(organisations())
def test_a_pod_is_ready_when_every_condition_is_met_and_never_says_why_for_nothing(
    data: Mapping[str, Any],
) -> None:
    records = make_records(data)
    for day in (*days_of(records), END):
        ledger = replay(records, day)
        for pod in ledger.pods.values():
            assert pod.is_ready == all(each.met for each in pod.readiness)
            assert all(each.why.endswith(".") for each in pod.readiness)
            assert all(ledger.raised[ref].kind == "escalation" for ref in pod.escalations)
            assert all(ledger.actions[ref].is_open for ref in pod.open_actions)
            for metric in pod.metrics:
                days = [each.as_of for each in metric.readings]
                assert days == sorted(days)
            for point in pod.adoption:
                assert (point.state == "read") == (point.reading is not None)
                assert (point.state == "not due yet") <= (point.due > day)


def without_later(records: Records, day: date) -> Records:
    """The records with nothing in their reference files that is dated after a day."""
    pods = {
        name: pod.model_copy(
            update={
                "charter": pod.charter.model_copy(
                    update={"protected_by": until(pod.charter.protected_by, day)}
                ),
                "metrics": tuple(
                    metric.model_copy(update={"signed_off": until(metric.signed_off, day)})
                    for metric in pod.metrics
                ),
                "diagnoses": tuple(each for each in pod.diagnoses if each.on and each.on <= day),
            }
        )
        for name, pod in records.pods.items()
    }
    accounts = {
        name: account.model_copy(
            update={"churned": account.churned if account.churned_by(day) else None}
        )
        for name, account in records.accounts.items()
    }
    return replace(records, pods=pods, accounts=accounts)


def until(days: Mapping[str, date], last: date) -> dict[str, date]:
    return {name: day for name, day in days.items() if day <= last}


@lawful
@given(organisations())
def test_what_reference_files_date_later_is_not_known_yet(data: Mapping[str, Any]) -> None:
    records = make_records(data)
    for day in days_of(records):
        ledger, early = replay(records, day), replay(without_later(records, day), day)
        assert ledger.churned == early.churned
        assert ledger.themes == early.themes
        assert ledger.loops == early.loops
        assert ledger.series == early.series
        for name, pod in ledger.pods.items():
            assert pod.readiness == early.pods[name].readiness
            assert pod.diagnoses == early.pods[name].diagnoses
        for name, account in ledger.accounts.items():
            known = early.accounts[name]
            assert (account.arr, account.churned) == (known.arr, known.churned)
            assert account.timeline == known.timeline
