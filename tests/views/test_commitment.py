from collections.abc import Callable

import pytest

from building import view_context_of
from conftest import GoldenFolder
from decision_record.views.lists.commitment import CommitmentView, commitments_of, view_commitment
from decision_record.views.lists.commitments import view_commitments
from decision_record.views.shared.commitment_rows import address_of_commitment
from decision_record.views.shared.context import ViewContext

FORGE = "https://forge.example/acme/records/edit/main/records/"


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    promise = next(each for each in commitments_of(harbour) if each.commitment.is_pending)
    golden("commitment.html").check(draw("commitment", view_commitment(promise, context=harbour)))


def page_of(text: str, *, edit_uri: str | None = None) -> CommitmentView:
    context = view_context_of(text, edit_uri=edit_uri)
    (promise,) = commitments_of(context)
    return view_commitment(promise, context=context)


PROMISED = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: It., owner: ines, accounts: [north],
           commitment: {target: 2026-09-01}}
"""
SHIPPED = """
    2026-06-22-otto:
      roadmap: [{commitment: 2026-01-27-tier-1/D1, status: shipped}]
"""


def test_it_offers_the_text_for_what_may_become_of_it() -> None:
    offers = page_of(PROMISED).offers
    assert [offer.id for offer in offers] == ["shipped", "slipped", "descoped"]
    assert {offer.path for offer in offers} == {"updates/2026/2026-06-29-ines.yml"}
    for offer in offers:
        assert f"status: {offer.id}" in offer.text
        assert "commitment: 2026-01-27-tier-1/D1" in offer.text
        assert (offer.editor, offer.is_filled, offer.is_addition) == (None, False, False)


def test_the_forge_opens_with_the_text_in_it(draw: Callable[..., str]) -> None:
    shown = page_of(PROMISED, edit_uri=FORGE)
    for offer in shown.offers:
        assert offer.editor is not None
        assert offer.editor.startswith("https://forge.example/acme/records/new/main?")
        assert offer.is_filled
    text = draw("commitment", shown)
    assert text.count("Open in the web editor") == len(shown.offers)
    assert "paste it there" not in text


def test_an_update_of_today_is_added_to(draw: Callable[..., str]) -> None:
    shown = page_of(
        PROMISED + "    2026-06-29-ines: {notes: Nothing else.}\n",
        edit_uri=FORGE,
    )
    for offer in shown.offers:
        assert offer.editor == f"{FORGE}updates/2026/2026-06-29-ines.yml"
        assert (offer.is_addition, offer.is_filled) == (True, False)
    assert "paste it there" in draw("commitment", shown)


def test_what_was_kept_has_a_page_and_nothing_to_say(draw: Callable[..., str]) -> None:
    shown = page_of(PROMISED + SHIPPED)
    assert shown.offers == ()
    assert "Closed: shipped on" in draw("commitment", shown)


@pytest.mark.parametrize(
    ("text", "address"),
    [(PROMISED, "commitments/2026-01-27-tier-1-D1/"), (PROMISED + SHIPPED, None)],
)
def test_a_pending_promise_leads_to_its_page(text: str, address: str | None) -> None:
    context = view_context_of(text)
    ((row,),) = [group.rows for group in view_commitments(context=context).groups]
    assert (row.report.address if row.report else None) == address
    (promise,) = commitments_of(context)
    assert address_of_commitment(promise) == "commitments/2026-01-27-tier-1-D1/"


PARTLY = (
    PROMISED.replace("accounts: [north]", "accounts: [north, south]")
    + """
    2026-06-20-otto:
      roadmap:
        - {commitment: 2026-01-27-tier-1/D1, status: shipped, accounts: [north]}
        - {commitment: 2026-01-27-tier-1/D1, status: on-track}
"""
)


def test_where_it_shipped_to_one_account_alone_each_has_its_state(
    draw: Callable[..., str],
) -> None:
    shown = page_of(PARTLY)
    assert [(each.account.text, each.state.text) for each in shown.promise.by_account] == [
        ("North Mills", "Shipped"),
        ("South Yard", "On track"),
    ]
    assert shown.offers
    assert "dr-states" in draw("commitment", shown)


def test_a_superseded_commitment_leads_with_what_replaced_it(draw: Callable[..., str]) -> None:
    shown = page_of(
        PROMISED
        + """
    2026-06-20-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build another., owner: otto, accounts: [north],
           supersedes: [2026-01-27-tier-1/D1], due: 2026-07-20}
        """
    )
    text = draw("commitment", shown)
    assert "Replaced by " in text.partition("dr-rows")[0]
    assert shown.offers == ()
