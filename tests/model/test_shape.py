"""Errors of shape in the words of the person who writes the file, each at its place."""

import pytest
from pydantic import BaseModel

from decision_record.diagnostics import DocumentPath, Pointer, Problem, Underlined
from decision_record.model.account import Account
from decision_record.model.record import Meeting, Update
from decision_record.model.reference import Organization, People
from decision_record.model.shape import shape_data
from decision_record.source.read import read

MEETING = "series: tier-1\ndate: 2026-04-28\n"
ACCOUNT = "name: A\nsegment: e\ncsm: bob\nrenewal: 2026-07-10\n"


def problems_of(text: str, model: type[BaseModel]) -> list[Problem]:
    reading = read(text.encode(), file="x.yml")
    assert reading.problems == ()
    return list(shape_data(reading.data, model=model, file="x.yml", empties=reading.empties)[1])


def path_of(problem: Problem) -> DocumentPath:
    assert isinstance(problem.at, Pointer)
    return problem.at.path


WRONG = {
    "a field is missing": (Update, "date: 2026-04-20\n", "DR101", ("by",), "`by`"),
    "a row's field is missing": (
        Meeting,
        f"{MEETING}actions: {{cs: [{{id: A1, what: Tell them, owner: bob}}]}}\n",
        "DR101",
        ("actions", "cs", 0, "due"),
        "action A1 has no `due`",
    ),
    "a required field is empty": (
        Update,
        "date: 2026-04-20\nby:\n",
        "DR101",
        ("by",),
        "no `by`",
    ),
    "neither of two": (
        Meeting,
        f"{MEETING}review: [{{outcome: done}}]\n",
        "DR101",
        ("review", 0),
        "neither `action` nor `decision`",
    ),
    "both of two": (
        Meeting,
        f"{MEETING}review: [{{action: A1, decision: D1, outcome: done}}]\n",
        "DR103",
        ("review", 0),
        "both `action` and `decision`",
    ),
    "a name is misspelt": (Meeting, f"{MEETING}attendes: [bob]\n", "DR102", ("attendes",), "known"),
    "a misspelt name is empty": (Meeting, f"{MEETING}notee:\n", "DR102", ("notee",), "notee"),
    "a misspelt name is empty in a row": (
        Meeting,
        f"{MEETING}review: [{{action: A1, outcome: done, notee: }}]\n",
        "DR102",
        ("review", 0, "notee"),
        "row 1 of `review`",
    ),
    "a word is not one of those allowed": (
        Meeting,
        f"{MEETING}written: later\n",
        "DR104",
        ("written",),
        "`written` cannot be `later`",
    ),
    "a list where one value belongs": (
        Meeting,
        f"{MEETING}timekeeper: [bob, lena]\n",
        "DR103",
        ("timekeeper",),
        "`timekeeper` is a list",
    ),
    "one value where a list belongs": (
        Meeting,
        f"{MEETING}attendees: bob\n",
        "DR103",
        ("attendees",),
        "`attendees` is `bob`",
    ),
    "text where a group belongs": (
        Meeting,
        f"{MEETING}preread: sent\n",
        "DR103",
        ("preread",),
        "names with values",
    ),
    "a person's name has no form": (
        People,
        "Bob X: {name: Bob, role: csm}\n",
        "DR106",
        ("Bob X",),
        "`Bob X`",
    ),
    "an ARR that is no number": (
        Account,
        f"{ACCOUNT}arr: a lot\n",
        "DR103",
        ("arr",),
        "`arr` is `a lot`",
    ),
    "an ARR history with a wrong day": (
        Account,
        f"{ACCOUNT}arr: [{{since: July, amount: 5}}]\n",
        "DR103",
        ("arr", 0, "since"),
        "`since` is `July`",
    ),
    "a CSM's history written as one row": (
        Account,
        f"{ACCOUNT}arr: 5\npm: {{since: 2026-01-01, person: bob}}\n",
        "DR103",
        ("pm",),
        "should be a person, or a list of rows with `since` and `person`",
    ),
    "a CSM's history without anybody": (
        Account,
        f"{ACCOUNT}arr: 5\npm: [{{since: 2026-01-01}}]\n",
        "DR101",
        ("pm", 0, "person"),
        "row 1 of `pm` has no `person`",
    ),
    "a list of people where a history belongs": (
        Account,
        f"{ACCOUNT}arr: 5\npm: [bob]\n",
        "DR103",
        ("pm", 0),
        "row 1 of `pm`",
    ),
    "an alias of a wrong form": (
        Account,
        f"{ACCOUNT}arr: 5\naliases: [Ash Grove]\n",
        "DR106",
        ("aliases", 0),
        "`Ash Grove`",
    ),
    "an alias without its id": (
        Account,
        f"{ACCOUNT}arr: 5\naliases: [{{until: 2026-01-01}}]\n",
        "DR101",
        ("aliases", 0, "id"),
        "row 1 of `aliases` has no `id`",
    ),
    "a stage that is none": (
        Organization,
        "name: Acme\nstage: series-d\n",
        "DR104",
        ("stage",),
        "`stage` cannot be `series-d`",
    ),
    "a history of stages with one that is none": (
        Organization,
        "name: Acme\nstage: [{since: 2026-01-01, stage: seed}]\n",
        "DR104",
        ("stage", 0, "stage"),
        "`stage` cannot be `seed`",
    ),
    "a field of another name's alias": (
        Meeting,
        f"{MEETING}questions: [{{id: Q1, account: a, ask: x, for_: qbr}}]\n",
        "DR102",
        ("questions", 0, "for_"),
        "`for_`",
    ),
}


@pytest.mark.parametrize(
    ("model", "text", "code", "path", "said"), WRONG.values(), ids=WRONG.keys()
)
def test_what_is_wrong_is_told_at_its_place(
    model: type[BaseModel], text: str, code: str, path: DocumentPath, said: str
) -> None:
    (problem,) = problems_of(text, model)
    assert (problem.code, path_of(problem)) == (code, path)
    assert said in problem.message


HELPED = {
    f"{MEETING}attendes: [bob]\n": "did you mean `attendees`?",
    f"{MEETING}attendees: bob\n": "write `attendees: [bob]`",
    f"{MEETING}timekeeper: [bob, lena]\n": "write `timekeeper: bob`",
    f"{MEETING}written: afterwards\n": "It is one of `in-meeting`, `after`",
    f"{MEETING}minutes: 1_000\n": "write `minutes: 1000`",
    f"{MEETING}minutes: long\n": "write it as in `minutes: 45`",
    f"{MEETING}moves: [x]\n": "write `moves: {pm: …, csm: …, engineer: …}`",
}


@pytest.mark.parametrize(("text", "said"), HELPED.items())
def test_the_help_can_be_pasted(text: str, said: str) -> None:
    (problem,) = problems_of(text, Meeting)
    assert said in problem.help


def test_an_empty_value_is_an_absent_field() -> None:
    assert problems_of(f'{MEETING}notes:\nminutes: ""\nreview:\n', Meeting) == []


def test_a_name_is_underlined_where_the_name_is_wrong() -> None:
    (problem,) = problems_of(f"{MEETING}attendes: [bob]\n", Meeting)
    assert isinstance(problem.at, Pointer)
    assert problem.at.part is Underlined.KEY


def test_a_missing_field_points_at_its_row() -> None:
    (problem,) = problems_of("date: 2026-04-20\n", Update)
    assert isinstance(problem.at, Pointer)
    assert problem.at.part is Underlined.ROW


@pytest.mark.parametrize("text", ["- a\n- b\n", "just text\n"])
def test_a_file_that_is_no_group_is_told_so(text: str) -> None:
    (problem,) = problems_of(text, Meeting)
    assert problem.code == "DR103"
    assert "the file" in problem.message


def test_a_number_is_a_history_of_one_amount() -> None:
    reading = read(f"{ACCOUNT}arr: 215000\n".encode(), file="x.yml")
    account, problems = shape_data(reading.data, model=Account, file="x.yml")
    assert problems == ()
    assert account is not None
    assert [each.amount for each in account.arr] == [215000]
