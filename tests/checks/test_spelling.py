"""Which declared name a spelling means, and when no other can be meant."""

import time

import pytest

from decision_record.checks.references.spelling import (
    make_account_speller,
    make_people_speller,
    plain,
    spell_several,
)
from decision_record.model.account import Account
from decision_record.model.records import Records
from decision_record.model.reference import Person

PEOPLE = {
    "luis.ferreira": ("Luís Ferreira", "luis@brackenford.example"),
    "dana.whitlock": ("Dana Whitlock", "dana@brackenford.example"),
    "tom.haldane": ("Tom Haldane", None),
    "tom.weil": ("Tom Weil", None),
}
RECORDS = Records(
    people={
        identity: Person.model_validate(
            {"name": name, "role": "csm", **({"email": email} if email else {})}
        )
        for identity, (name, email) in PEOPLE.items()
    },
    accounts={
        name: Account.model_construct(name=called)
        for name, called in {
            "northgate": "Northgate Logistics",
            "ardent-care": "Ardent Care",
            "ardent-labs": "Ardent Labs",
        }.items()
    },
    aliases={"north-gate-old": "northgate"},
)

CERTAIN = {
    "Luís Ferreira": "luis.ferreira",
    "Luis Ferreira": "luis.ferreira",
    "luis@brackenford.example": "luis.ferreira",
    "@luis": "luis.ferreira",
    "Luis": "luis.ferreira",
    "Ferreira": "luis.ferreira",
    "Luis F.": "luis.ferreira",
    "Ferreira, Luís": "luis.ferreira",
    "Dana Whitlock (CSM)": "dana.whitlock",
    "Dana.Whitlock": "dana.whitlock",
    "dana-whitlock": "dana.whitlock",
    "Haldane": "tom.haldane",
}


@pytest.mark.parametrize(("written", "name"), CERTAIN.items())
def test_a_person_by_any_spelling(written: str, name: str) -> None:
    assert make_people_speller(RECORDS)(written) == (name, True)


def test_a_spelling_of_two_people_is_neither() -> None:
    found = make_people_speller(RECORDS)("Tom")
    assert found is None or not found.certain


def test_a_misspelt_person_is_a_guess() -> None:
    assert make_people_speller(RECORDS)("dana.whitlok") == ("dana.whitlock", False)
    assert make_people_speller(RECORDS)("ingrid.solheim") is None


def test_an_account_by_its_name_or_the_word_that_it_begins_with() -> None:
    spell = make_account_speller(RECORDS)
    assert spell("Northgate Logistics") == ("northgate", True)
    assert spell("Northgate") == ("northgate", True)
    assert spell("Ardent Care") == ("ardent-care", True)
    ardent = spell("Ardent")
    assert ardent is None or not ardent.certain


def test_several_names_in_one_text() -> None:
    spell = make_people_speller(RECORDS)
    assert spell_several("Dana; Luís", spell) == ["dana.whitlock", "luis.ferreira"]
    assert spell_several("dana.whitlock luis.ferreira", spell) == [
        "dana.whitlock",
        "luis.ferreira",
    ]
    assert spell_several("dana luis", spell) == ["dana.whitlock", "luis.ferreira"]
    assert not spell_several("dana ferreira", spell), "may be a third person"
    assert not spell_several("Dana Whitlock", spell)
    assert not spell_several("Dana; somebody else", spell)
    assert not spell_several("Dana", spell)


def test_what_has_no_letters_is_spelt_like_nothing() -> None:
    assert plain("(?)") == ""
    assert make_people_speller(RECORDS)("???") is None


def test_brackets_are_left_out() -> None:
    assert plain("Lu\u00eds (CSM) <luis@example.com> [x]") == "luis"
    assert plain("Lu\u00eds (CSM") == "luis csm"
    assert plain("a (b) (c") == "a c"
    assert plain("(Acme) Foods") == "acme foods"


@pytest.mark.parametrize("end", ["", "\n>", ")"])
@pytest.mark.parametrize("sign", ["@a<", "((((", "[ "])
def test_brackets_that_are_never_closed_take_time_with_the_length(sign: str, end: str) -> None:
    """A name of 120,000 characters held up a check for three minutes."""

    def seconds(times: int) -> float:
        began = time.process_time()
        plain(sign * times + end)
        return time.process_time() - began

    assert seconds(80_000) < 8 * max(seconds(20_000), 0.02)
