"""What pods release next, and how much of the feedback was categorised."""

from building import day, replay_on

TEXT = """
accounts: {north: {aliases: [old-north]}}
series: {standup: {kind: pod-standup, pod: crew}, tier-3: {kind: tier-3}}
2026-06-01-standup:
  releases:
    - {what: Faster lists., on: 2026-06-10, accounts: [old-north], cs_impact: New colours.}
    - {on: 2026-06-20}
2026-06-08-standup:
  releases:
    - {what: Faster lists., on: 2026-06-12, briefed: 2026-06-08}
    - {on: 2026-06-20}
2026-06-09-standup: {cancelled: {because: sprint}}
2026-04-09-tier-3: {taxonomy_coverage: {categorised: 118, total: 140}}
2026-05-09-tier-3: {taxonomy_coverage: {categorised: 3}}
2026-05-19-tier-3: {taxonomy_coverage: {categorised: 0, total: 0}}
2026-07-09-tier-3: {taxonomy_coverage: {categorised: 0, total: 20}}
"""


def test_a_later_row_with_the_same_words_goes_on_with_the_release() -> None:
    (before, _) = replay_on("2026-06-07", TEXT).releases
    lists, *others = replay_on("2026-06-30", TEXT).releases

    assert (before.on, before.briefed) == (day("2026-06-10"), None)
    assert (lists.on, lists.briefed) == (day("2026-06-12"), day("2026-06-08"))
    assert (lists.accounts, lists.cs_impact) == (("north",), "New colours.")
    assert (lists.pod, lists.record) == ("crew", "2026-06-01-standup")
    assert lists.said == ("2026-06-01-standup", "2026-06-08-standup")
    assert [each.record for each in others] == ["2026-06-01-standup", "2026-06-08-standup"]


def test_coverage_each_time_that_it_was_counted() -> None:
    first, second = replay_on("2026-07-09", TEXT).coverage

    assert (first.record, first.day) == ("2026-04-09-tier-3", day("2026-04-09"))
    assert round(first.share, 3) == 0.843
    assert second.share == 0
    assert len(replay_on("2026-07-08", TEXT).coverage) == 1
