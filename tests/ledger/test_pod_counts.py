"""What the records count for a metric that says `counts` (records.md §5, Pod)."""

import pytest

from building import day, replay_on
from decision_record.ledger.pod_counts import round_mean
from decision_record.ledger.pods import MetricStanding

POD = """
    taxonomy: {areas: {charts: {name: Charts}, berths: {name: Berths}}}
    series: {review: {kind: pod-metric-review, pod: crew}}
    pods:
      crew:
        name: Crew
        structure: product-area
        area: charts
        members: {pm: ines, csm: bob, engineer: wes}
        started: 2026-01-05
        metrics:
          - {id: open, name: Open, counts: open-escalations}
          - {id: new, name: New, counts: escalations}
          - {id: ack, name: Acknowledged, counts: days-to-acknowledge}
          - {id: done, name: Resolved, counts: days-to-resolve}
          - {id: typed, name: Typed}
    2026-01-31-review: {attendees: [ines, bob]}
    2026-02-27-review: {attendees: [ines, bob]}
    2026-03-20-review: {cancelled: {because: planning}}
    2026-03-31-review: {attendees: [ines, bob]}
"""
RAISED = """
    # By hand: raised and acknowledged, resolved.
    #   E1 10 Jan, 13 Jan, 20 Feb    E2 31 Jan, 5 Feb, open     E3 of another area
    #   E4 31 Dec (31 days before the first review), never, 31 Jan
    #   B1 2 Feb, 3 Feb, escalated as E5 on 10 Feb; both resolved on 31 Mar
    2026-01-10-bob:
      escalations:
        - {id: E1, account: north, issue: One, area: charts, acknowledged: 2026-01-13}
        - {id: E3, account: north, issue: Three, area: berths, acknowledged: 2026-01-11}
        - {id: E4, account: south, issue: Four, area: charts, raised: 2025-12-31}
    2026-01-31-bob:
      escalations: [{id: E2, account: south, issue: Two, area: charts}]
      updates: [{item: 2026-01-10-bob/E4, resolved: 2026-01-31}]
    2026-02-02-lena:
      briefings: [{id: B1, account: north, request: Five, area: charts, acknowledged: 2026-02-03}]
    2026-02-10-lena:
      escalations: [{id: E5, account: north, issue: Five, area: charts, from: 2026-02-02-lena/B1}]
    2026-02-20-ines:
      updates:
        - {item: 2026-01-31-bob/E2, acknowledged: 2026-02-05}
        - {item: 2026-01-10-bob/E1, resolved: 2026-02-20}
    2026-03-31-ines:
      updates: [{item: 2026-02-10-lena/E5, resolved: 2026-03-31}]
"""


def metric(name: str, text: str, *, as_of: str = "2026-04-30") -> MetricStanding:
    metrics = replay_on(as_of, text).pods["crew"].metrics
    return next(each for each in metrics if each.metric.id == name)


def counted(name: str, text: str, *, as_of: str = "2026-04-30") -> list[float | None]:
    return [each.value for each in metric(name, text, as_of=as_of).counted]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        # On 31 January E1 and E2; on 27 February E2 and E5; on 31 March E2.
        ("open", [2, 2, 1]),
        # From 1 January E1 and E2; then the path of E5, raised as B1 on 2 February; then none.
        ("new", [2, 1, 0]),
        # E1 after 3 days; E2 after 5 and the path of E5 after 1; then none.
        ("ack", [3, 3, None]),
        # E4 after 31 days; E1 after 41; the path of E5 after 57.
        ("done", [31, 41, 57]),
        ("typed", []),
    ],
)
def test_by_hand(name: str, values: list[float | None]) -> None:
    assert counted(name, f"{POD}{RAISED}") == values


def test_what_is_counted_is_read_where_nobody_typed_it() -> None:
    readings = metric("ack", f"{POD}{RAISED}").readings
    assert [(each.as_of, each.value, each.is_counted) for each in readings] == [
        (day("2026-01-31"), 3, True),
        (day("2026-02-27"), 3, True),
    ]


TYPED = POD.replace(
    "    2026-02-27-review: {attendees: [ines, bob]}\n",
    "    2026-02-27-review:\n      readings: [{metric: open, value: 7, as_of: 2026-02-05}]\n",
)


def test_a_typed_reading_stays_and_is_counted_for_its_own_day() -> None:
    standing = metric("open", f"{TYPED}{RAISED}")
    assert [(each.value, each.is_counted) for each in standing.readings] == [
        (2, True),
        (7, False),
        (1, True),
    ]
    # On 5 February E1 and E2 were open; E5 was a briefing still.
    assert [(each.as_of, each.value) for each in standing.counted] == [
        (day("2026-01-31"), 2),
        (day("2026-02-05"), 2),
        (day("2026-03-31"), 1),
    ]


def test_the_time_after_a_typed_day_is_counted_in_the_next_review() -> None:
    text = TYPED.replace("metric: open", "metric: ack").replace("value: 7", "value: 3")
    # E2 and the path of E5 were acknowledged by 5 February.
    assert counted("ack", f"{text}{RAISED}") == [3, 3, None]
    earlier = text.replace("as_of: 2026-02-05", "as_of: 2026-02-04")
    assert counted("ack", f"{earlier}{RAISED}") == [3, 1, 5]


@pytest.mark.parametrize(
    ("domain", "values"),
    [
        ("structure: segment, segment: enterprise", [3, 3, 2]),
        ("structure: segment, segment: enterprise, accounts: [south]", [1, 1, 1]),
        ("structure: account, accounts: [north]", [2, 2, 1]),
        ("structure: outcome, outcome: Fewer, accounts: [north]", [2, 2, 1]),
        ("structure: outcome, outcome: Fewer", []),
    ],
    ids=["segment", "narrowed", "accounts", "outcome", "outcome without accounts"],
)
def test_of_the_pod_s_domain(domain: str, values: list[float]) -> None:
    fields = domain.replace(", ", "\n        ")
    text = POD.replace("structure: product-area\n        area: charts", fields)
    assert counted("open", f"{text}{RAISED}") == values


def test_only_the_reviews_of_the_day_count() -> None:
    assert counted("open", f"{POD}{RAISED}", as_of="2026-02-28") == [2, 2]


def test_halves_are_rounded_up() -> None:
    assert [round_mean(value) for value in (2.25, 2.35, 0.05, 3.0)] == [2.3, 2.4, 0.1, 3.0]
