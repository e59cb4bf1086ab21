"""`from` an item of another account is refused, and makes no path (DR212)."""

from pathlib import Path

import went_wrong
from decision_record.views.account.account import view_account

HERE = Path(__file__).parent
FIRST, SECOND = "2026-02-02-csm.x/E1", "2026-02-10-csm.x/E1"


def test_it_is_an_error_on_the_place_of_the_name() -> None:
    (found,) = went_wrong.report(HERE, "DR212")
    assert found == (
        "updates/2026/2026-02-10-csm.x.yml:4 DR212 `2026-02-02-csm.x/E1` is about Aa, and this is "
        "about Bb | remove `from`: Bb has no open item from before"
    )


def test_each_account_has_its_own() -> None:
    context = went_wrong.view_context_of(HERE, "2026-03-20")

    assert [path.refs for path in context.ledger.paths] == [(FIRST,), (SECOND,)]
    for account, issue in (("aa", "The export is slow"), ("bb", "The export is slow here too")):
        (row,) = view_account(account, context=context).raised.rows
        assert (row.issue, row.path) == (issue, ())
        assert context.ledger.accounts[account].open.escalations == 1


def test_what_settles_one_leaves_the_other_open(tmp_path: Path) -> None:
    text = "date: '2026-02-20'\nby: pm.x\nupdates:\n- {item: %s, resolved: 2026-02-20}\n"
    files = {"updates/2026/2026-02-20-pm.x.yml": text % SECOND}
    ledger = went_wrong.ledger_of(went_wrong.changed(HERE, tmp_path, files=files), "2026-03-20")

    assert [path.is_open for path in ledger.paths] == [True, False]


# One more of the same kind: in one record, where the account has an item of its own to name.


SAME = """\
date: '2026-02-10'
by: csm.x
escalations:
- {id: E1, account: bb, issue: The export is slow here, tried: x}
- {id: E2, account: aa, issue: The export is slow still, tried: x, from: E1}
"""


def test_the_help_names_what_the_account_itself_raised(tmp_path: Path) -> None:
    files = {"updates/2026/2026-02-10-csm.x.yml": SAME}
    case = went_wrong.changed(HERE, tmp_path, files=files)

    (found,) = went_wrong.report(case, "DR212")
    assert found == (
        "updates/2026/2026-02-10-csm.x.yml:5 DR212 `E1` is about Bb, and this is about Aa | "
        "name what this account raised before, such as `2026-02-02-csm.x/E1`, or remove `from`"
    )
    mended = {"updates/2026/2026-02-10-csm.x.yml": SAME.replace("from: E1", f"from: {FIRST}")}
    case = went_wrong.changed(HERE, tmp_path / "mended", files=mended)
    assert went_wrong.report(case, "DR212") == []
    path = went_wrong.ledger_of(case, "2026-03-20").path_of[FIRST]
    assert path.refs == (FIRST, "2026-02-10-csm.x/E2")
