"""What a record's page says of who wrote it down: names as the records have them, no addresses."""

from collections.abc import Callable
from datetime import date

import pytest

from building import day, make_records, parse
from conftest import GoldenFolder
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.source.git_log import Contribution, FileHistory
from decision_record.views.record.record import view_record
from decision_record.views.record.written import Act, show_acts
from decision_record.views.shared.context import Link, ViewContext, make_view_context

RECORD = "2026-01-27-tier-1"
PEOPLE = f"""
    people:
      anneke: {{name: Anneke Morrow, role: csm, email: Anneke@acme.example}}
      kofi: {{name: Kofi Bellweather, role: csm, email: cs@acme.example}}
      lucia: {{name: Lucia Farrow, role: csm, email: cs@acme.example}}
    {RECORD}: {{}}
"""
WRITTEN = date(2026, 1, 28)


def acts(**hands: Contribution) -> list[Act]:
    records = make_records(parse(PEOPLE))
    ledger = replay(records, day("2026-06-29"))
    histories = {RECORD: FileHistory(**hands)}
    context = make_view_context(Index(records=records, ledger=ledger), histories=histories)
    return list(show_acts(RECORD, context=context))


def hand(name: str, email: str = "x@elsewhere.example", *, on: date = WRITTEN) -> Contribution:
    return Contribution(name=name, email=email, day=on)


def test_who_has_the_address_is_linked() -> None:
    (act,) = acts(written=hand("am", "anneke@ACME.example"))
    assert act.person == Link(text="Anneke Morrow", address="people/anneke/")
    assert act.name is None


def test_an_address_that_two_share_is_nobodys() -> None:
    (act,) = acts(written=hand("CS", "cs@acme.example"))
    assert (act.person, act.name) == (None, "CS")


@pytest.mark.parametrize(
    ("name", "shown"), [("am@acme.example", "am"), ("@acme.example", None), ("", None)]
)
def test_an_address_for_a_name_is_not_shown(name: str, shown: str | None) -> None:
    (act,) = acts(written=hand(name))
    assert act.name == shown


def test_acts_stand_in_their_order_and_a_change_afterwards_is_marked() -> None:
    merged, changed = date(2026, 1, 29), date(2026, 2, 3)
    told = acts(written=hand("A"), merged=hand("B", on=merged), changed=hand("C", on=changed))
    assert [(act.name, act.day, act.is_late) for act in told] == [
        ("A", WRITTEN, False),
        ("B", merged, False),
        ("C", changed, True),
    ]


def test_as_a_reader_sees_it(
    harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder
) -> None:
    record = "2026-02-10-tier-2-charts"
    history = FileHistory(
        written=hand("x", "vera@harbour.example"),
        merged=hand("<b>M & M</b>", on=date(2026, 2, 11)),
        changed=hand("", on=date(2026, 3, 1)),
    )
    context = make_view_context(
        Index(records=harbour.records, ledger=harbour.ledger), histories={record: history}
    )
    golden("meeting-with-history.html").check(draw("record", view_record(record, context=context)))
