from collections.abc import Callable

from building import view_context_of
from conftest import GoldenFolder
from decision_record.views.lists.escalations import (
    APART,
    SETTLED,
    SHOWN,
    EscalationsView,
    archive_escalations,
    view_escalations,
)
from decision_record.views.shared.archive import view_archive
from decision_record.views.shared.context import ViewContext


def groups(view: EscalationsView) -> dict[str, list[str]]:
    """The issues of each group that has any."""
    return {
        group.id: [each.issue for each in group.rows]
        for group in (*view.groups, *view.apart)
        if group.number
    }


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("escalations.html").check(draw("escalations", view_escalations(context=harbour)))


def test_year(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    archive = archive_escalations(context=harbour)
    view = view_archive(archive, archive.pages[0])
    golden("escalations-year.html").check(draw("archive", view))


def test_each_open_path_stands_once_where_it_belongs() -> None:
    view = view_escalations(
        context=view_context_of(
            """
            accounts: {west: {name: West, arr: 70000, segment: s, csm: bob, renewal: 2026-12-01,
                              churned: {on: 2026-06-20}}}
            2026-05-01-tier-2:
              attendees: [bob, ines]
              briefings:
                - {id: B1, account: south, request: Only a briefing.}
                - {id: B2, account: north, request: Where it began.}
                - {id: B3, account: west, request: Too late.}
            2026-06-01-bob:
              escalations:
                - {id: E1, account: north, issue: Younger., raised: 2026-05-30}
                - {id: E2, account: north, issue: Heard., from: 2026-05-01-tier-2/B2}
                - {id: E3, account: south, issue: Older., raised: 2026-05-20}
                - {id: E4, account: south, issue: Settled.}
            2026-06-02-ines:
              updates:
                - {item: 2026-06-01-bob/E2, acknowledged: 2026-06-02}
                - {item: 2026-06-01-bob/E4, resolved: 2026-06-04}
            """
        )
    )
    assert groups(view) == {
        "unacknowledged": ["Older.", "Younger."],
        "acknowledged": ["Heard."],
        "briefings": ["Only a briefing."],
        "left": ["Too late."],
    }
    heard = view.groups[1].rows[0]
    assert heard.age == "open for 59 days"
    assert [link.address for link in heard.path] == [
        "meetings/2026-05-01-tier-2/#B2",
        "updates/2026-06-01-bob/#E2",
    ]
    (settled,) = view.settled.rows
    assert (settled.to_acknowledge, settled.to_resolve) == (None, "after 3 days")
    (left,) = view.apart[1].rows
    assert (left.age, left.waits_for) == ("they left on 20 Jun 2026", None)


def test_what_an_account_names_twice_is_at_stake_once() -> None:
    view = view_escalations(
        context=view_context_of(
            """
            2026-06-01-bob:
              escalations:
                - {id: E1, account: north, issue: One., arr: 40000}
                - {id: E2, account: north, issue: Two., arr: 60000}
                - {id: E3, account: south, issue: Three., arr: 1000}
            """
        )
    )
    assert view.groups[0].arr == 61000
    assert view.lead == (
        "3 escalations are open, with $61,000 at stake; 3 are not acknowledged yet."
    )


def test_nothing_is_shown_of_a_one_on_one() -> None:
    context = view_context_of(
        """
        series: {vera-bob: {kind: one-on-one, members: [vera, bob]}}
        2026-06-01-vera-bob:
          escalations: [{id: E1, account: north, issue: Between two people.}]
        """
    )
    assert groups(view_escalations(context=context)) == {}
    assert archive_escalations(context=context).pages == ()


def test_a_long_list_goes_on_by_year() -> None:
    def rows(section: str, letter: str, number: int, key: str) -> str:
        many = ", ".join(
            f"{{id: {letter}{n}, account: north, {key}: No. {n}}}" for n in range(1, number + 1)
        )
        return f"{section}: [{many}]"

    settled = ", ".join(
        f"{{item: 2026-02-01-bob/E{n}, resolved: 2026-03-01}}" for n in range(1, SETTLED + 3)
    )
    context = view_context_of(
        "\n".join(
            (
                f"2026-02-01-bob: {{{rows('escalations', 'E', SETTLED + 2, 'issue')}}}",
                f"2026-03-01-bob: {{updates: [{settled}]}}",
                f"2026-04-01-bob: {{{rows('escalations', 'E', SHOWN + 5, 'issue')}}}",
                f"2026-05-01-tier-2: {{{rows('briefings', 'B', APART + 4, 'request')}}}",
            )
        )
    )
    view = view_escalations(context=context)
    more = {group.id: group.more for group in (*view.groups, *view.apart)}
    assert more == {"unacknowledged": 5, "acknowledged": 0, "briefings": 4, "left": 0}
    assert (len(view.settled.rows), view.settled.total) == (SETTLED, SETTLED + 2)
    listed = {
        each.ref for page in archive_escalations(context=context).pages for each in page.values
    }
    assert listed == set(context.ledger.raised)


def test_the_sample_tells_who_waits(sample: ViewContext) -> None:
    view = view_escalations(context=sample)
    (pennycress,) = view.groups[0].rows
    assert pennycress.account.text == "Pennycress Bakeries"
    assert (pennycress.age, pennycress.ahead) == ("open for 21 days", "renewal in 21 days")
    assert pennycress.waits_for
    assert pennycress.waits_for.text == "Greta Sandoval"
    left = view.apart[1].rows
    assert {each.account.text for each in left} == {"Tamsin & Rowe Retail"}
    days = ["4 Feb 2026", "18 Feb 2026", "4 Mar 2026"]
    for each in left:
        brought = " ".join(link.text for link in each.path)
        assert all(text in brought for text in days)
