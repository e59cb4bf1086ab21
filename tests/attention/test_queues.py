"""Work queues: everything that waits for a person, once."""

from building import day, make_records, parse
from decision_record.attention.due_days import DueKind
from decision_record.attention.findings import find
from decision_record.attention.gather import Attention, gather_attention
from decision_record.attention.matters import MatterKind
from decision_record.attention.queues import Queues, TaskKind
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from fernhollow import on, read_sample

WORK = """
    organization: {name: Acme, seats: {cpo: greta, vp_cs: vera, head_of_product: otto}}
    2026-06-02-tier-1:
      escalations: [{id: E1, account: north, issue: It fails., answer_by: 2026-06-20}]
      questions: [{id: Q1, account: north, ask: When?, answer_by: 2026-07-01}]
      decisions:
        - {id: D1, outcome: decided, what: Build it., owner: otto, accounts: [north],
           say: It comes., commitment: {target: 2026-08-01}}
        - {id: D2, outcome: decided, what: Write it down., owner: ines, due: 2026-07-03}
        - {id: D3, outcome: deferred, what: Which one?, owner: ines, due: 2026-07-04, because: Why.}
        - {id: D4, outcome: escalated, what: Buy it?, owner: otto, to: cpo, due: 2026-07-05,
           recommendation: Buy.}
      actions:
        cs: [{id: A1, what: Tell North., owner: bob, due: 2026-07-01, account: north,
              closes_loop: D1}]
        pm: [{id: A2, what: Measure., owner: ines, due: 2026-07-02}]
"""


def attention(text: str, as_of: str) -> Attention:
    records = make_records(parse(text))
    ledger = replay(records, day(as_of))
    return gather_attention(
        find(Index(records=records, ledger=ledger)), index=Index(records=records, ledger=ledger)
    )


def queues(text: str, as_of: str = "2026-06-29") -> Queues:
    return attention(text, as_of).queues


def tasks(found: Queues, person: str) -> list[tuple[str, str | None]]:
    return [(each.kind.value, each.ref) for each in found.of_person.get(person, ())]


def test_each_task_waits_for_the_one_who_owes_it() -> None:
    found = queues(WORK)
    record = "2026-06-02-tier-1"
    assert tasks(found, "bob")[0] == ("action", f"{record}/A1")
    assert ("ruling", f"{record}/D4") in tasks(found, "greta")
    assert ("ruling", f"{record}/D4") in tasks(found, "otto")
    assert ("target", f"{record}/D1") in tasks(found, "otto")
    assert ("follow-through", f"{record}/D2") in tasks(found, "ines")
    assert ("answer", f"{record}/D3") in tasks(found, "ines")


def test_what_is_done_is_no_task_and_is_reviewed_in_no_series() -> None:
    record = "2026-06-02-tier-1"
    assert queues(WORK).of_series == {"tier-1": (f"{record}/A1", f"{record}/A2")}
    done = (
        WORK
        + """
    2026-06-23-tier-1:
      roadmap: [{commitment: 2026-06-02-tier-1/D1, status: shipped}]
      review: [{action: 2026-06-02-tier-1/A2, outcome: done}]
"""
    )
    found = queues(done)
    assert found.of_series == {"tier-1": (f"{record}/A1",)}
    assert ("target", f"{record}/D1") not in tasks(found, "otto")
    assert ("action", f"{record}/A2") not in tasks(found, "ines")


def test_customers_to_be_told_of_one_thing_come_in_the_order_of_their_names() -> None:
    text = """
    accounts: {south: {csm: bob}}
    2026-06-02-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build it., owner: otto, accounts: [south, north],
           say: It comes., commitment: {target: 2026-08-01}}
"""
    told = [each for each in queues(text).of_person["bob"] if each.kind is TaskKind.UPDATE]
    assert [each.account for each in told] == ["north", "south"]


def test_a_ruling_waits_for_the_seat_that_it_is_escalated_to() -> None:
    text = WORK.replace("to: cpo", "to: ceo").replace("cpo: greta,", "cpo: greta, ceo: wes,")
    found = queues(text)
    ruling = ("ruling", "2026-06-02-tier-1/D4")
    assert ruling in tasks(found, "wes")
    assert ruling in tasks(found, "otto")
    assert ruling not in tasks(found, "greta")


def test_a_commitment_with_a_due_date_of_its_own_is_also_to_be_followed_through() -> None:
    text = WORK.replace("commitment: {target", "due: 2026-06-26, commitment: {target")
    found = queues(text)
    ref = "2026-06-02-tier-1/D1"
    own = [(each.kind, str(each.due)) for each in found.of_person["otto"] if each.ref == ref]
    assert own == [(TaskKind.FOLLOW_THROUGH, "2026-06-26"), (TaskKind.TARGET, "2026-08-01")]
    # Without one its target is the day on which it is followed through.
    assert ("follow-through", ref) not in tasks(queues(WORK), "otto")


def test_a_follow_up_has_a_due_date_only_where_its_signal_names_one() -> None:
    ledger, records = on("2026-06-29"), read_sample()
    found = gather_attention(
        find(Index(records=records, ledger=ledger)), index=Index(records=records, ledger=ledger)
    ).queues
    follow_ups = [
        (person, each.signal.code, each.due)
        for person, own in found.of_person.items()
        for each in own
        if each.signal
    ]
    # The tier 3 was held on 25 June and its next is due in September: it is not 89 days late.
    assert ("jun.pettibone", "SG805", None) in follow_ups
    assert ("maren.oyelaran", "SG803", day("2026-06-28")) in follow_ups


def test_an_update_with_an_open_action_is_that_action_alone() -> None:
    found = queues(WORK)
    assert not [each for each in found.of_person["bob"] if each.kind is TaskKind.UPDATE]
    done = (
        WORK
        + """
    2026-06-23-tier-1:
      review: [{action: 2026-06-02-tier-1/A1, outcome: dropped, note: Not now.}]
"""
    )
    assert ("update", "2026-06-02-tier-1/D1") in tasks(queues(done), "bob")


def test_no_task_is_in_a_queue_twice_and_every_open_action_is_in_one() -> None:
    ledger, records = on("2026-06-29"), read_sample()
    found = gather_attention(
        find(Index(records=records, ledger=ledger)), index=Index(records=records, ledger=ledger)
    ).queues
    for own in found.of_person.values():
        keys = [(each.kind, each.ref, each.account) for each in own if each.ref]
        assert len(set(keys)) == len(keys)
        days = [each.due for each in own if each.due]
        assert days == sorted(days)
    queued = {
        each.ref for own in found.of_person.values() for each in own if each.kind is TaskKind.ACTION
    }
    assert queued == {ref for ref, each in ledger.actions.items() if each.is_open}


PREREAD_LATE = """
    organization: {name: Acme, seats: {vp_cs: vera, head_of_product: otto}}
    2026-05-26-tier-1: {attendees: [vera, otto]}
"""


def test_each_half_of_a_pre_read_waits_for_the_one_who_owes_it() -> None:
    late = queues(PREREAD_LATE, "2026-06-29").of_person
    ahead = queues(PREREAD_LATE, "2026-06-20").of_person
    for person, half in (("vera", "cs"), ("otto", "product")):
        assert [(each.kind, each.signal is not None) for each in late[person]] == [
            (TaskKind.FOLLOW_UP, True)
        ]
        assert [(each.kind, each.what, each.series) for each in ahead[person]] == [
            (TaskKind.PREREAD, half, "tier-1")
        ]
        assert late[person][0].due == ahead[person][0].due


def test_a_release_ahead_waits_for_the_pm_of_its_pod() -> None:
    ledger, records = on("2026-06-29"), read_sample()
    found = gather_attention(
        find(Index(records=records, ledger=ledger)), index=Index(records=records, ledger=ledger)
    ).queues
    (release,) = [
        each for each in found.of_person["elin.marchetti"] if each.kind is TaskKind.RELEASE
    ]
    assert (release.due, release.ref) == (day("2026-07-02"), "2026-06-22-reporting-standup")


RELEASES = """
    organization: {name: Acme, seats: {head_of_product: otto}}
    pods:
      crew: {name: Crew, structure: segment, segment: enterprise, started: 2026-01-01,
             members: {pm: ines, csm: bob, engineer: wes}}
    series: {standup: {kind: pod-standup, pod: crew}}
    2026-06-08-standup:
      releases:
        - {what: Faster lists., on: 2026-07-02, cs_impact: Macros break.}
        - {what: Colours., on: 2026-07-03}
"""


def test_a_release_that_a_signal_asks_to_be_briefed_is_that_task_alone() -> None:
    def of_ines(as_of: str) -> list[tuple[TaskKind, str]]:
        return [
            (each.kind, str(each.due))
            for each in queues(RELEASES, as_of).of_person["ines"]
            if each.kind is TaskKind.RELEASE or (each.signal and each.signal.code == "SG702")
        ]

    lists, colours = "2026-07-02", "2026-07-03"
    assert of_ines("2026-06-12") == [(TaskKind.RELEASE, lists), (TaskKind.RELEASE, colours)]
    # The stand-up of 15 June was missed, which says nothing about the other release.
    assert of_ines("2026-06-29") == [(TaskKind.FOLLOW_UP, lists), (TaskKind.RELEASE, colours)]


def test_an_action_about_what_delivers_a_commitment_is_the_update_about_that() -> None:
    text = """
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build it., owner: otto, accounts: [north],
           say: It comes., commitment: {target: 2026-05-30}}
    2026-02-25-bob:
      loops: [{item: 2026-02-24-tier-1/D1, account: north, on: 2026-02-25}]
    2026-05-26-tier-1:
      shipped:
        - {id: S1, what: It is live., on: 2026-05-20, delivers: 2026-02-24-tier-1/D1}
      actions:
        cs: [{id: A1, what: Tell North it is live, owner: lena, due: 2026-06-02, account: north,
              closes_loop: S1}]
"""
    found = queues(text)
    (task,) = (each for each in found.of_person["lena"] if each.account == "north")
    assert (task.kind, task.ref) == (TaskKind.ACTION, "2026-05-26-tier-1/A1")
    # Bob is the account's CSM; the action is Lena's, so that the update is hers alone.
    assert "north" not in {each.account for each in found.of_person["bob"]}
    (matter,) = (each for each in attention(text, "2026-06-29").matters if "north" in each.accounts)
    assert (matter.codes, matter.ref) == (("SG402", "SG101"), "2026-02-24-tier-1/D1")
    assert matter.first.message == "Tell North it is live: 27 days late; Lena tells them."


OWED_WITHOUT_DAYS = frozenset({TaskKind.PREREAD, TaskKind.RELEASE, TaskKind.FOLLOW_UP})


def test_what_is_owed_on_a_day_ahead_is_in_a_queue_and_on_that_day() -> None:
    """One list says what is owed: no queue and no day can lack what the other has."""
    ledger, records = on("2026-06-29"), read_sample()
    found = gather_attention(
        find(Index(records=records, ledger=ledger)), index=Index(records=records, ledger=ledger)
    )
    owed = {
        (task.ref, task.due)
        for tasks_ in found.queues.of_person.values()
        for task in tasks_
        if task.kind not in {*OWED_WITHOUT_DAYS, TaskKind.UPDATE}
        and task.due
        and task.due >= ledger.as_of
    }
    others = {DueKind.CUSTOMER, DueKind.MEETING, DueKind.PREREAD, DueKind.RELEASE}
    due = {(each.ref, each.day) for each in found.due_days if each.kind not in others}
    assert owed == due
    assert len(owed) > 20


TWO_RELEASES = """
    pods:
      reporting: {name: Reporting, structure: segment, segment: enterprise, started: 2026-01-01,
                  members: {pm: ines, csm: bob, engineer: wes}}
    series: {reporting-standup: {kind: pod-standup, pod: reporting}}
    2026-06-22-reporting-standup:
      releases:
        - {what: New columns, on: 2026-07-02, cs_impact: Macros break.}
        - {what: A faster import, on: 2026-07-02%s}
"""


def test_two_releases_of_one_day_are_two_matters_and_two_tasks() -> None:
    found = attention(TWO_RELEASES % ", cs_impact: Limits change.", "2026-06-29")
    matters = [each for each in found.matters if each.kind is MatterKind.RELEASE]
    assert [each.first.about.what for each in matters] == ["A faster import", "New columns"]
    asked = [each for each in found.queues.of_person["ines"] if each.signal]
    assert sorted(
        each.signal.about.what or ""
        for each in asked
        if each.signal and each.signal.code == "SG702"
    ) == ["A faster import", "New columns"]


def test_a_briefing_on_one_release_does_not_hide_another_of_that_day() -> None:
    found = attention(TWO_RELEASES % "", "2026-06-29")
    own = found.queues.of_person["ines"]
    assert [each.what for each in own if each.kind is TaskKind.RELEASE] == ["A faster import"]
    assert [each.first.about.what for each in found.matters if each.kind is MatterKind.RELEASE] == [
        "New columns"
    ]


def test_two_asks_for_customers_of_one_record_are_two_tasks() -> None:
    found = attention(
        """
        2026-06-22-ines:
          research:
            - {what: Talk about exports., owner: ines, by: 2026-07-10, accounts_wanted: 3}
            - {what: Talk about imports., owner: ines, by: 2026-07-20, accounts_wanted: 2}
        """,
        "2026-06-29",
    )
    asked = [each.signal for each in found.queues.of_person["ines"] if each.signal]
    assert [each.about.what for each in asked if each.code == "SG703"] == [
        "Talk about exports.",
        "Talk about imports.",
    ]
