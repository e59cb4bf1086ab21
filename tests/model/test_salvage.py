"""What is left of a file in which something is wrong: all that can be read, at its places."""

import pytest

from decision_record.diagnostics import DocumentPath
from decision_record.model.account import Account
from decision_record.model.record import Meeting, Update
from decision_record.model.reference import People
from decision_record.model.salvage import AnyModel, Salvaged, restore, salvage
from decision_record.source.read import read

UPDATE = "date: 2026-04-20\nby: anneke\n"
GIVEN = {"date": "2026-04-20", "by": "anneke"}


def saved(text: str, model: type[AnyModel], **stand_ins: str) -> Salvaged[AnyModel]:
    reading = read(text.encode(), file="x.yml")
    return salvage(
        reading.data, model=model, file="x.yml", empties=reading.empties, stand_ins=stand_ins
    )


def codes(salvaged: Salvaged[AnyModel]) -> list[tuple[str, DocumentPath]]:
    return sorted((each.code, each.at.path) for each in salvaged.problems)  # type: ignore[union-attr] # all of them point by path


def test_a_wrong_or_unknown_field_costs_the_field() -> None:
    left = saved(
        f"{UPDATE}nots: x\nfollowups: y\n"
        "feedback:\n  - {id: F1, account: a, what: Slow, area: [x], colour: red}\n",
        Update,
    )
    assert left.model is not None
    (row,) = left.model.feedback
    assert (row.id, row.what) == ("F1", "Slow")
    # What is misspelt is read as what it probably means, which no rule rests on.
    assert left.model.notes == "x"
    # What is not known and near nothing says nothing that a rule could look for.
    assert ("notes",) in left.lost
    assert ("followups",) not in left.lost
    assert codes(left) == [
        ("DR102", ("feedback", 0, "colour")),
        ("DR102", ("followups",)),
        ("DR102", ("nots",)),
        ("DR103", ("feedback", 0, "area")),
    ]


def test_a_row_without_what_identifies_it_costs_the_row_and_the_others_keep_their_places() -> None:
    left = saved(
        f"{UPDATE}actions:\n  cs:\n"
        "    - {id: A1, what: One, owner: bob}\n"
        "    - {id: A2, what: Two, owner: bob, due: 2026-05-01}\n"
        "    - {id: A3, what: Three, owner: bob, due: soon}\n"
        "    - {id: A4, what: Four, owner: bob, due: 2026-05-02, account: []}\n",
        Update,
    )
    assert left.model is not None
    assert [row.id for row in left.model.actions.cs] == ["A2", "A4"]
    assert codes(left) == [
        ("DR101", ("actions", "cs", 0, "due")),
        ("DR103", ("actions", "cs", 2, "due")),
        ("DR103", ("actions", "cs", 3, "account")),
    ]
    assert {("actions", "cs", 0), ("actions", "cs", 2)} <= left.lost
    assert restore(("actions", "cs", 1, "due"), left.moved) == ("actions", "cs", 3, "due")


def test_what_follows_from_something_left_out_is_not_said_again() -> None:
    left = saved(f"{UPDATE}review:\n  - {{action: [A1], outcome: done}}\n", Update)
    assert codes(left) == [("DR103", ("review", 0, "action"))]
    assert left.model is not None
    assert left.model.review == ()


def test_the_name_of_a_record_says_what_cannot_be_read_in_it() -> None:
    left = saved("date: 20 April\nnotes: Slow.\n", Update, **GIVEN)
    assert left.model is not None
    assert (left.model.date.isoformat(), left.model.by, left.model.notes) == (
        "2026-04-20",
        "anneke",
        "Slow.",
    )
    assert codes(left) == [("DR101", ("by",)), ("DR103", ("date",))]
    assert {("date",), ("by",)} <= left.lost


def test_a_file_without_what_it_needs_is_lost() -> None:
    assert saved("name: A\narr: 1\n", Account).model is None
    assert saved("- a\n- b\n", Meeting, **GIVEN).model is None
    assert saved("just text\n", People).model is None


def test_people_are_rows() -> None:
    left = saved("ann: {name: Ann}\nBob: {name: Bob, role: pm}\ncat: {name: C, role: pm}\n", People)
    assert left.model is not None
    assert [*left.model.root] == ["cat"]
    assert left.lost == {("ann",), ("Bob",)}


def test_a_short_form_that_the_model_makes_long_is_lost_as_it_was_written() -> None:
    account = "name: A\nsegment: e\ncsm: bob\nrenewal: 2026-07-10\n"
    assert saved(f"{account}arr: much\n", Account).model is None
    left = saved(f"{account}arr: [{{since: 2026-01-01, amount: 5}}, {{amount: 6}}]\n", Account)
    assert left.model is not None
    assert len(left.model.arr) == 1


WORDS_FOR_NOTHING = (
    "na",
    "n/a",
    "none",
    "no",
    "nothing",
    "tbd",
    "open",
    "'-'",
    "soon",
    "2026",
    "[]",
)


@pytest.mark.parametrize("word", WORDS_FOR_NOTHING)
@pytest.mark.parametrize("model", [Account, Meeting, Update, People])
def test_a_file_of_one_word_is_lost_with_one_message(model: type[AnyModel], word: str) -> None:
    left = saved(f"{word}\n", model, **GIVEN)
    assert left.model is None
    assert codes(left) == [("DR103", ())]
    assert "``" not in str(left.problems[0].help)


def test_a_row_that_says_nothing_is_left_out() -> None:
    left = saved(f"{UPDATE}feedback:\n  - na\n  - {{id: F1, account: a, what: Slow}}\n", Update)
    assert left.model is not None
    assert [each.id for each in left.model.feedback] == ["F1"]
    (problem,) = left.problems
    assert problem.help == "leave this row out"
