"""Process changes: a later row with the same words continues one."""

from building import day, replay_on

TEXT = """
series: {ops: {kind: tier-3}}
2026-04-09-ops:
  process_changes:
    - {what: One page on escalations, owner: bob, due: 2026-05-01, status: planned}
    - {what: One area for setup, status: running}
2026-06-09-ops:
  process_changes:
    - {what: one page  on escalations, owner: ines, status: running}
    - {what: One area for setup, status: done}
"""


def test_the_newest_owner_due_date_and_status_hold() -> None:
    page, area = replay_on("2026-06-09", TEXT).process_changes
    assert (page.owner, page.due, page.status) == ("ines", day("2026-05-01"), "running")
    assert page.said == ("2026-04-09-ops", "2026-06-09-ops")
    assert (page.is_open, area.is_open) == (True, False)


def test_before_the_second_record_the_first_holds() -> None:
    page, area = replay_on("2026-06-08", TEXT).process_changes
    assert (page.owner, page.status, area.is_open) == ("bob", "planned", True)
