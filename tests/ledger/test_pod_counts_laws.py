"""What the records count for a pod of any organisation, against the definitions one by one."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from hypothesis import given, settings

from building import make_records
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.pod_counts import CountedValue, round_mean
from decision_record.ledger.pods import count_metrics
from decision_record.ledger.replay import Ledger, replay
from decision_record.ledger.scope import Scope, find_domains
from decision_record.model.pod import Counts
from examples import at_least
from plausible import organisations, write_organisation

END = date(2030, 1, 1)
lawful = settings(max_examples=at_least(60), deadline=None, derandomize=True)


def own_paths(ledger: Ledger, domain: Scope) -> Iterator[RaisedPath]:
    for path in ledger.paths:
        if any(_is_inside(path, domain)):
            yield path


def _is_inside(path: RaisedPath, domain: Scope) -> Iterator[bool]:
    return (
        part.kind == "escalation" and domain.covers(part.account, part.area) for part in path.parts
    )


def count_one(counts: Counts, each: CountedValue, ledger: Ledger, domain: Scope) -> float | None:
    """The value of one review by records.md §5, Pod, with a look at every path."""
    since, until = each.since, each.as_of
    paths = list(own_paths(ledger, domain))
    match counts:
        case "open-escalations":
            return sum(
                any(
                    inside
                    and part.raised <= until
                    and not (part.resolved and part.resolved <= until)
                    for part, inside in zip(path.parts, _is_inside(path, domain), strict=True)
                )
                for path in paths
            )
        case "escalations":
            return sum(since < path.raised <= until for path in paths)
        case "days-to-acknowledge":
            ends = [(path.raised, path.first_acknowledged) for path in paths]
        case "days-to-resolve":
            ends = [(path.raised, path.resolved) for path in paths]
    days = [(end - start).days for start, end in ends if end and since < end <= until]
    return round_mean(sum(days) / len(days)) if days else None


@lawful
@given(data=organisations(records=24))
def test_every_value_is_what_its_definition_says(data: Mapping[str, Any]) -> None:
    records = make_records(data)
    ledger = replay(records, END)
    domains = find_domains(records)
    for name, standing in ledger.pods.items():
        domain = domains[name]
        for each in standing.metrics:
            if domain is None:
                assert each.counted == ()
            for value in each.counted:
                assert domain is not None
                assert each.metric.counts is not None
                assert value.value == count_one(each.metric.counts, value, ledger, domain)


@lawful
@given(data=organisations(records=24))
def test_counting_alone_gives_what_the_replay_gives(data: Mapping[str, Any]) -> None:
    records = make_records(data)
    ledger = replay(records, END)
    alone = count_metrics(
        ledger.entries, as_of=END, records=records, raised=ledger.raised, paths=ledger.paths
    )
    assert alone == {
        name: {each.metric.id: each.counted for each in standing.metrics}
        for name, standing in ledger.pods.items()
    }


def test_the_organisations_have_values_of_every_kind() -> None:
    """What is drawn above shows something: every kind is counted, and not always nothing."""
    seen: set[Counts] = set()
    for seed in range(40):
        records = make_records(write_organisation(seed, 24))
        for standing in replay(records, END).pods.values():
            for each in standing.metrics:
                if each.metric.counts and any(value.value for value in each.counted):
                    seen.add(each.metric.counts)
    assert seen == {"open-escalations", "escalations", "days-to-acknowledge", "days-to-resolve"}
