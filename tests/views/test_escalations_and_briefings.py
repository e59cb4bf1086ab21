"""A briefing is never called an escalation: not in a count, a title or an empty state."""

import pytest

from building import view_context_of
from decision_record.views.account.account import view_account
from decision_record.views.account.brief import view_brief
from decision_record.views.home.home import view_home
from decision_record.views.lists.accounts import view_accounts
from decision_record.views.people.person import view_person
from decision_record.views.shared.context import ViewContext

BRIEFING = "{id: B1, account: north, request: The export fails., answer_by: 2026-06-10}"
OTHER = "{id: B2, account: north, request: The import is slow., answer_by: 2026-06-11}"
ESCALATION = "{id: E1, account: north, issue: Nobody can log in., answer_by: 2026-06-12}"


def context(*, briefings: tuple[str, ...] = (), escalations: tuple[str, ...] = ()) -> ViewContext:
    return view_context_of(
        f"""
        accounts: {{north: {{qbrs: [2026-07-02], csm: bob, pm: ines}}}}
        2026-05-20-tier-2:
          attendees: [bob, ines]
          briefings: [{", ".join(briefings)}]
          escalations: [{", ".join(escalations)}]
        """,
        as_of="2026-06-29",
    )


@pytest.mark.parametrize(
    ("briefings", "escalations", "called", "several"),
    [
        ((BRIEFING,), (), "briefing", "briefings"),
        ((BRIEFING, OTHER), (), "briefings", "briefings"),
        ((), (ESCALATION,), "escalation", "escalations"),
        ((BRIEFING,), (ESCALATION,), "escalations and briefings", "escalations and briefings"),
    ],
)
def test_what_is_open_is_called_what_it_is(
    briefings: tuple[str, ...], escalations: tuple[str, ...], called: str, several: str
) -> None:
    known = context(briefings=briefings, escalations=escalations)
    counted = f"{len(briefings) + len(escalations)} {called}"
    account = view_account("north", context=known)
    assert [f"{each.number} {each.noun}" for each in account.open] == [counted]
    (row,) = (
        row
        for row in view_accounts(context=known).accounts
        if row.account.address == "accounts/north/"
    )
    assert [f"{each.number} {each.noun}" for each in row.open] == [counted]
    (preparation,) = view_person("bob", context=known).before
    assert preparation.open == counted
    titles = [each.title for each in view_brief("north", context=known).sections]
    assert f"Open {several}" in titles
    (group,) = (each for each in view_home(context=known).matters if each.id == "escalation")
    assert group.title == f"Urgent {several}"


def test_an_escalated_briefing_is_an_escalation() -> None:
    known = view_context_of(
        """
        2026-05-20-tier-2:
          briefings: [{id: B1, account: north, request: The export fails., outcome: escalated}]
        2026-05-26-tier-1:
          escalations: [{id: E1, account: north, issue: It fails., from: 2026-05-20-tier-2/B1}]
        """,
        as_of="2026-06-29",
    )
    assert [each.noun for each in view_account("north", context=known).open] == ["escalation"]


def test_the_brief_says_that_there_is_neither() -> None:
    view = view_brief("north", context=context())
    assert "no open escalations or briefings" in (view.settled or "").lower()
