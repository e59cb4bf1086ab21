"""What a message says of the row that it is about, and the row that it offers to paste."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from decision_record.checks.catalogue import run_checks
from decision_record.checks.files.meant_days import year_meant
from decision_record.diagnostics import Problem
from decision_record.repository.load import load
from decision_record.repository.misplaced import Surroundings

ORGANIZATION = Path(__file__).parent / "organization"
DECISION = "2026-03-31-tier-1/D1"

FindIn = Callable[..., list[Problem]]
"""The problems of a code, where one more update has some text, beside other files by their path."""


@pytest.fixture
def find_in(tmp_path: Path) -> FindIn:
    shutil.copytree(ORGANIZATION, tmp_path, dirs_exist_ok=True)

    def find(code: str, text: str, **others: str) -> list[Problem]:
        update = f"date: 2026-04-20\nby: desmond.achterberg\n{text}"
        for name, content in {"updates/2026/2026-04-20-desmond.yml": update, **others}.items():
            (tmp_path / "records" / name).write_text(content, encoding="utf-8")
        loaded = load([tmp_path / "records"], base=tmp_path, around=Surroundings(folder=tmp_path))
        found = run_checks(loaded, today=date(2027, 1, 1))
        return [each for each in found if each.code == code]

    return find


@pytest.mark.parametrize(
    ("field", "name"),
    [("action", "2026-04-14-anneke/A1"), ("decision", "2026-04-14-anneke/D1")],
)
def test_what_is_dropped_without_a_note_is_named(find_in: FindIn, field: str, name: str) -> None:
    (found,) = find_in("DR310", f"review:\n  - {{{field}: {name}, outcome: dropped}}\n")
    assert found.message == f"`{name}` is dropped without a note"


@pytest.mark.parametrize(
    ("actions", "offered"),
    [
        ("", "A1"),
        (
            "actions: {cs: [{id: A4, what: Ring them, owner: wes.tamblyn, due: 2026-04-27}]}\n",
            "A5",
        ),
    ],
)
def test_the_action_that_is_offered_has_the_next_id(
    find_in: FindIn, actions: str, offered: str
) -> None:
    (found,) = find_in(
        "DR330",
        "decisions:\n  - {id: D1, outcome: decided, what: Ship a smaller export on 1 June, "
        "owner: elin.marchetti, due: 2026-06-01, accounts: [copperline], say: It comes in June., "
        f"commitment: {{target: 2026-06-01, confidence: expected}}, supersedes: [{DECISION}]}}\n"
        f"{actions}",
    )
    assert f"- {{id: {offered}, what: Tell Ashgrove Rail what changed, " in (found.help or "")
    assert "owner: anneke.morrow, due: 2026-04-27, account: ashgrove, closes_loop: D1}" in (
        found.help or ""
    )


def test_the_accounts_that_may_be_meant_are_in_the_order_of_their_names(find_in: FindIn) -> None:
    (found,) = find_in(
        "DR321",
        "decisions:\n  - {id: D1, outcome: decided, what: Ship rows by 1 June, owner: "
        "elin.marchetti, due: 2026-06-01, accounts: [copperline, ashgrove], say: Rows come.}\n"
        "actions:\n  cs:\n"
        "    - {id: A1, what: Tell Ostermark, owner: desmond.achterberg, due: 2026-04-27,\n"
        "       account: ostermark, closes_loop: D1}\n",
    )
    assert found.help == "write `ashgrove` or `copperline`, or remove `closes_loop`"


def test_a_row_of_the_roadmap_has_happened_only_where_something_shipped(find_in: FindIn) -> None:
    rows = f"roadmap:\n  - {{commitment: {DECISION}, status: %s, on: 2026-05-20}}\n"
    (found,) = find_in("DR333", rows % "shipped")
    assert found.message.startswith(f"`{DECISION}` shipped")
    assert find_in("DR333", rows % "on-track") == []


@pytest.mark.parametrize(("words", "found"), [(60, 0), (61, 1)])
def test_a_decision_may_have_sixty_words(find_in: FindIn, words: int, found: int) -> None:
    what = " ".join(["Ship", *("rows",) * (words - 1)])
    row = f"{{id: D1, outcome: decided, what: {what}, owner: elin.marchetti, due: 2026-05-04}}"
    assert len(find_in("DR318", f"decisions: [{row}]\n")) == found


def test_a_list_written_as_one_text_is_offered_with_the_names_that_are_declared(
    find_in: FindIn,
) -> None:
    (found,) = find_in(
        "DR103",
        "shipped:\n  - {id: S1, what: Faster charts, on: 2026-04-20, say: Charts are faster.,\n"
        "     accounts: 'Ashgrove Rail, ostermark'}\n",
    )
    assert found.help == "write `accounts: [ashgrove, ostermark]`"
    assert found.fix
    assert found.fix.replacement == "[ashgrove, ostermark]"


def test_a_meeting_that_was_cancelled_is_not_asked_to_review_requests(find_in: FindIn) -> None:
    asked = "requests: [{id: R1, account: ostermark, what: Columns by plant, area: reporting}]\n"
    meeting = "meetings/2026/2026-04-22-tier-2-reporting.yml"
    head = "series: tier-2-reporting\ndate: 2026-04-22\n"
    held = f"{head}attendees: [desmond.achterberg, elin.marchetti]\n"
    (found,) = find_in("DR325", asked, **{meeting: held})
    assert "2026-04-20-desmond/R1" in found.help
    cancelled = f"{head}cancelled: {{because: sprint}}\n"
    assert find_in("DR325", asked, **{meeting: cancelled}) == []


@pytest.mark.parametrize(("after", "found"), [("A1", 1), ("2026-04-14-anneke/A1", 0)])
def test_what_a_lost_record_of_the_day_may_say_is_not_about_a_new_action(
    find_in: FindIn, after: str, found: int
) -> None:
    """An action of the same record was opened by it, so that no other record has changed it."""
    text = (
        "actions:\n  cs:\n"
        "    - {id: A1, what: Ask them, owner: desmond.achterberg, due: 2026-04-27}\n"
        "    - {id: A2, what: Ring them, owner: desmond.achterberg, due: 2026-04-21, after: %s}\n"
    )
    lost = {"updates/2026/2026-04-20-wes.yml": "date: [\n"}
    assert len(find_in("DR306", text % after)) == 1
    assert len(find_in("DR306", text % after, **lost)) == found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (date(2016, 6, 28), date(2026, 6, 28)),
        (date(2016, 6, 29), date(2026, 6, 29)),
        (date(2016, 6, 30), date(2025, 6, 30)),
        (date(2016, 2, 29), date(2026, 3, 1)),
    ],
)
def test_a_mistyped_year_is_the_last_one_that_is_not_after_today(typed: date, meant: date) -> None:
    assert year_meant(typed, today=date(2026, 6, 29)) == meant


def test_an_item_of_the_wrong_kind_is_said_of_its_field_not_of_its_place_in_a_list(
    find_in: FindIn,
) -> None:
    (found,) = find_in(
        "DR207",
        "decisions:\n  - {id: D1, outcome: decided, what: Ship rows by 1 June, owner: "
        "elin.marchetti, due: 2026-06-01, resolves: [2026-04-14-anneke/A1]}\n",
    )
    assert "`resolves`" in f"{found.message} {found.help}"


PEOPLE = "desmond.achterberg: {name: Desmond Achterberg, role: csm}\n"
UNKNOWN = "actions:\n  cs:\n    - {id: A1, what: Call, owner: zyx.qwv, due: 2026-05-01}\n"


@pytest.mark.parametrize("others", [0, 7, 8])
def test_of_an_unknown_person_few_people_are_listed(find_in: FindIn, others: int) -> None:
    listed = others + 1 <= 8
    more = "".join(f"k{number}.{number}: {{name: K, role: csm}}\n" for number in range(others))
    found = [
        each
        for each in find_in("DR201", UNKNOWN, **{"people.yml": PEOPLE + more})
        if "zyx.qwv" in each.message
    ]
    assert len(found) == 1
    [help_] = [each.help or "" for each in found]
    assert ("`desmond.achterberg`" in help_) is listed
    assert ("`k0.0`" in help_) is (listed and others > 0)
    assert "name a person who is there" in help_
