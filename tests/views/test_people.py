from collections.abc import Callable

import pytest

import building
from building import day, view_context_of
from conftest import GoldenFolder
from decision_record.exports.organisation import of_person
from decision_record.views.people.people import view_people
from decision_record.views.shared.context import ViewContext


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    text = draw("people", view_people(context=harbour))
    golden("people.html").check(text)


def test_who_left_stands_apart(harbour: ViewContext) -> None:
    groups = {group.title: group for group in view_people(context=harbour).groups}
    assert [row.person.text for row in groups["Left"].people] == ["Nils Åker"]
    assert all(
        row.left is None
        for title, group in groups.items()
        if title != "Left"
        for row in group.people
    )


def test_a_csm_has_accounts_with_what_they_are_worth(sample: ViewContext) -> None:
    rows = {
        row.person.text: row for group in view_people(context=sample).groups for row in group.people
    }
    lucia = rows["Lucia Farrow"]
    assert (lucia.accounts, lucia.arr) == (3, 235000)


@pytest.mark.parametrize(("last", "gone"), [("2026-06-30", []), ("2026-06-29", ["Wes"])])
def test_a_person_is_here_on_the_last_day_on_the_page_and_in_the_export(
    last: str, gone: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wes = building.PEOPLE["wes"].model_copy(update={"left": day(last)})
    monkeypatch.setattr(building, "PEOPLE", {**building.PEOPLE, "wes": wes})
    context = view_context_of("2026-06-01-tier-1: {}", as_of="2026-06-30")
    left = [
        each for group in view_people(context=context).groups for each in group.people if each.left
    ]
    assert [row.person.text for row in left] == gone
    assert ("left" in of_person("wes", wes, as_of=context.ledger.as_of)) is bool(gone)
