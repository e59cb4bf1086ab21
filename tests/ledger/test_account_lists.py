from decision_record.ledger.account_lists import list_by_account
from decision_record.ledger.scope import Scope

PROMISES = {
    "export": ("north", "south"),
    "import": ("south",),
    "search": (),
    "audit": ("east", "north"),
}


def test_a_scope_has_what_is_of_its_accounts_in_the_order_of_the_list() -> None:
    promises = list_by_account(PROMISES, lambda name: PROMISES[name])
    assert promises.within(Scope(accounts=frozenset({"north"}))) == ("export", "audit")
    assert promises.within(Scope(accounts=frozenset({"south", "north"}))) == (
        "export",
        "import",
        "audit",
    )
    assert promises.within(Scope(accounts=frozenset({"west"}))) == ()


def test_a_scope_without_accounts_has_all_of_it() -> None:
    promises = list_by_account(PROMISES, lambda name: PROMISES[name])
    assert promises.within(Scope(areas=frozenset({"charts"}))) == tuple(PROMISES)
    assert (tuple(promises), len(promises)) == (tuple(PROMISES), len(PROMISES))
