"""A reader of the sample finds its stories on the pages of records and lists."""

from collections.abc import Callable
from datetime import date

import pytest

from decision_record.attention.findings import find
from decision_record.ledger.index import Index
from decision_record.views.home.attention import MatterRow
from decision_record.views.home.home import HomeView, view_home
from decision_record.views.lists.actions import view_actions
from decision_record.views.lists.commitments import view_commitments
from decision_record.views.lists.decisions import archive_decisions
from decision_record.views.record.record import view_record
from decision_record.views.shared.archive import view_archive
from decision_record.views.shared.context import ViewContext, make_view_context
from decision_record.views.shared.rows import DecisionRow


@pytest.fixture
def record(sample: ViewContext, draw: Callable[..., str]) -> Callable[[str], str]:
    return lambda name: draw("record", view_record(name, context=sample))


def item(text: str, id_: str) -> str:
    """The part of a page that shows one item."""
    _, _, rest = text.partition(f'id="{id_}"')
    assert rest, id_
    return rest.partition("</li>")[0]


def test_the_api_limits_were_superseded(record: Callable[[str], str]) -> None:
    shown = item(record("2026-02-24-tier-1"), "D2")
    assert "Superseded" in shown
    assert 'href="../../meetings/2026-05-26-tier-1/#D1" title="D1 · 26 May 2026' in shown
    assert 'Said until <time datetime="2026-05-26">26 May 2026</time>' in shown
    assert "You can say" not in shown


def test_the_bulk_export_slipped_and_shipped(record: Callable[[str], str]) -> None:
    shown = item(record("2026-02-24-tier-1"), "D1")
    old = '<span class="dr-slips__old"><time datetime="2026-04-15">15 Apr 2026</time></span>'
    assert old in shown
    assert '<time datetime="2026-05-20">20 May 2026</time>' in shown
    assert "Shipped on" in shown
    assert '<time datetime="2026-05-18">18 May 2026</time>' in shown


def test_sso_was_escalated_ruled_late_and_decided(
    record: Callable[[str], str], sample: ViewContext, draw: Callable[..., str]
) -> None:
    (escalated,) = [
        part
        for part in record("2026-03-31-tier-1").split('<li class="dr-item')
        if ">Escalated</span>" in part
    ]
    assert "Ilse Vandermolen" in escalated
    assert "Resolved" in escalated
    assert "D1 · 28 Apr</a> 18 days late" in escalated
    ruling = view_record("2026-04-14-ilse.vandermolen", context=sample)
    assert "four days late" in draw("record", ruling)


def test_approvals_were_descoped_and_two_were_not_told(record: Callable[[str], str]) -> None:
    shown = item(record("2026-02-24-tier-1"), "D4")
    assert "Descoped" in shown
    untold = shown.partition("Not told")[2].partition("</dd>")[0]
    assert "Verity Falls Water" in untold
    assert "Quarrybank Cement" in untold
    assert "Lumenvale" not in untold


def test_the_minutes_of_26_may_and_the_topic_parked_in_february(
    record: Callable[[str], str],
) -> None:
    assert "single accounts 25 with none planned" in record("2026-05-26-tier-1")
    parked = record("2026-02-24-tier-1").partition('id="parked"')[2]
    assert ">Sales</span>" in parked
    assert "Renewal desk with finance" in parked


def test_may_says_what_it_changed(record: Callable[[str], str]) -> None:
    changed = record("2026-05-26-tier-1").partition('id="changed"')[2].partition("</section>")[0]
    kinds = [part.partition("</dt>")[0] for part in changed.split("<dt>")[1:]]
    assert kinds == ["Descoped", "Superseded", "Followed through", "Told", "Actions"]
    assert 'href="../../meetings/2026-02-24-tier-1/#D2">Raise the API limit' in changed
    assert "14 done, 2 rolled" in changed


def test_who_cancelled_and_who_stood_in(record: Callable[[str], str]) -> None:
    cancelled = record("2026-03-18-tier-2-integrations")
    assert "Cancelled: a sprint came in between." in cancelled
    assert "he named nobody to stand in" in cancelled
    assert "Present" not in cancelled
    delegated = record("2026-04-15-tier-2-healthcare")
    assert "for Greta Sandoval" in delegated


def test_the_board_shows_what_was_rolled_four_times(sample: ViewContext) -> None:
    cards = [card for column in view_actions(context=sample).columns for card in column.cards]
    rolled = [card.row.what for card in cards if card.row.rolled == "rolled 4 times"]
    assert rolled == ["Write the one page that says what an escalation is, and what support keeps"]


def test_the_commitments_tell_of_the_export_the_limits_and_the_approvals(
    sample: ViewContext, draw: Callable[..., str]
) -> None:
    promises = view_commitments(context=sample)
    (export,) = [each for each in promises.ended if "bulk export" in each.what]
    assert export.state.text == "Shipped"
    assert export.original_target == date(2026, 4, 15)
    assert export.ended == date(2026, 5, 18)
    (limits,) = [each for each in promises.ended if "API limit" in each.what]
    assert limits.superseded_by[0].text == "D1, Leadership 1:1, 26 May 2026"
    (descoped,) = [group for group in promises.groups if group.id == "descoped"]
    (approvals,) = descoped.rows
    assert "approvals" in approvals.what
    untold = [link.text for link in approvals.not_told]
    assert untold == ["Verity Falls Water", "Quarrybank Cement"]
    untold = [row for group in promises.groups for row in group.rows if len(row.not_told) == 3]
    assert [row.item.text for row in untold] == ["D1, Leadership 1:1, 26 May 2026"]
    assert "Descoped, customer not told" in draw("commitments", promises)


@pytest.fixture
def logged(sample: ViewContext) -> Callable[[str], DecisionRow]:
    """The row of the decision log for the decision of a name."""
    archive = archive_decisions(context=sample)
    rows = [
        row
        for page in archive.pages
        for month in view_archive(archive, page).periods
        for row in month.rows
    ]
    return lambda name: next(each for each in rows if each.item.text == name)


def test_the_log_tells_how_the_export_was_deferred_and_decided(
    logged: Callable[[str], DecisionRow], sample: ViewContext
) -> None:
    deferrals = [
        each
        for each in sample.ledger.decisions.values()
        if each.outcome == "deferred" and "export" in each.row.what
    ]
    (deferral,) = deferrals
    row = logged(sample.link_item(deferral.ref).text)
    assert row.day == date(2026, 1, 27)
    assert row.state.text == "Resolved"
    assert row.resolved_by is not None
    assert row.resolved_by.text == "D1, Leadership 1:1, 24 Feb 2026"
    decided = logged("D1, Leadership 1:1, 24 Feb 2026")
    assert decided.promise is not None
    assert decided.promise.text == "Shipped"
    assert decided.done == ("shipped", date(2026, 5, 18))


def test_the_log_tells_what_became_of_sso_and_of_the_limits(
    logged: Callable[[str], DecisionRow], sample: ViewContext
) -> None:
    (escalated,) = [
        each
        for each in sample.ledger.decisions.values()
        if each.outcome == "escalated" and each.day == date(2026, 3, 31)
    ]
    sso = logged(sample.link_item(escalated.ref).text)
    assert (sso.to, sso.state.text) == ("cpo", "Resolved")
    assert sso.recommendation is not None
    assert sso.recommendation.startswith("Buy")
    assert sso.resolved_by is not None
    assert sso.resolved_by.text == "D1, Leadership 1:1, 28 Apr 2026"
    limits = logged("D2, Leadership 1:1, 24 Feb 2026")
    assert limits.state.text == "Superseded"
    assert limits.superseded_by[0].text == "D1, Leadership 1:1, 26 May 2026"
    approvals = logged("D4, Leadership 1:1, 24 Feb 2026")
    assert approvals.promise is not None
    assert approvals.promise.text == "Descoped"


@pytest.fixture
def today(sample: ViewContext) -> HomeView:
    records, ledger = sample.records, sample.ledger
    findings = find(Index(records=records, ledger=ledger))
    return view_home(
        context=make_view_context(Index(records=records, ledger=ledger), findings=findings)
    )


def matters(today: HomeView, kind: str) -> tuple[MatterRow, ...]:
    (group,) = [each for each in today.matters if each.id == kind]
    return (*group.rows, *group.folded, *group.old.rows)


def test_monday_names_the_surprises_that_are_ahead(today: HomeView) -> None:
    (approvals,) = matters(today, "surprise")
    assert "approvals phase two" in approvals.message
    assert [(each.account.text, each.near) for each in approvals.accounts] == [
        ("Verity Falls Water", "QBR in 17 days"),
        ("Quarrybank Cement", "QBR in 23 days"),
    ]
    (dashboards,) = matters(today, "question")
    assert [(each.account.text, each.near) for each in dashboards.accounts] == [
        ("Ostermark Foods", "QBR tomorrow, renewal call in 3 days, renewal in 11 days")
    ]
    ostermark, bakeries, copperline = matters(today, "escalation")
    assert ostermark.accounts[0].account.text == "Ostermark Foods"
    assert ostermark.codes[0] == "SG502"
    assert bakeries.codes == ("SG502", "SG505", "SG501")
    assert copperline.codes == ("SG505", "SG501")
    assert bakeries.accounts[0].account.text == "Pennycress Bakeries"
    assert bakeries.accounts[0].near == "renewal call in 7 days, renewal in 21 days"


def test_monday_names_who_was_not_told_of_the_new_limits(today: HomeView) -> None:
    (limits,) = matters(today, "follow-through")
    assert "API limits by tier" in limits.message
    assert limits.codes == ("SG204", "SG402", "SG101")
    assert {each.account.text for each in limits.accounts} == {
        "Skerrivane Ports",
        "Palisade Air Services",
        "Orrin Freight",
    }
    late = matters(today, "action")
    assert not any(row.message.startswith("Tell ") for row in late)
    assert [row.codes for row in late].count(("SG101", "SG102")) == 1


def test_monday_names_the_missing_half_of_the_preread(today: HomeView) -> None:
    (notice,) = matters(today, "meeting")
    assert "pre-read" in notice.message
    assert notice.owner is not None
    assert notice.owner.text == "Maren Oyelaran"


def test_monday_says_that_the_import_did_not_come(today: HomeView) -> None:
    (late,) = matters(today, "commitment")
    assert "template import" in late.message


def test_monday_tells_what_slipped_and_who_heard_of_it(today: HomeView) -> None:
    groups = {group.id: group.rows.rows for group in today.changed.groups}
    (trail,) = groups["changed-moved"]
    assert "audit trail" in trail.what
    assert trail.moved == (date(2026, 6, 30), date(2026, 7, 24))
    (told,) = groups["changed-told"]
    assert told.what == trail.what
    assert [link.text for link in told.accounts] == ["St Brannoc Hospitals", "Cedarmoor Clinics"]
    assert today.changed.lead is not None
    assert today.changed.lead.startswith("1 commitment slipped, ")
