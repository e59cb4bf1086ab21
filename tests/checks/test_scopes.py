"""What counts as a pod for everything, and what is a scope after all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_record.text.english.scopes import is_everything

EVERYTHING = [
    "all customers",
    "All customers.",
    "All of our customers",
    "all-customers",
    "all areas",
    "All product areas and all segments",
    "Everything",
    "everything.",
    "Everything for all customers",
    "Owns all accounts",
    "Every customer",
    "The whole product",
    "our entire customer base",
    "All users, everywhere",
]

SCOPES = [
    "Everything a customer takes out of Fernhollow",
    "Everything that leaves the product as a file",
    "All customers in healthcare",
    "All accounts of the enterprise segment",
    "All customers who renew before July",
    "All customers' exports",
    "All enterprise customers",
    "Exports, for all customers",
    "The four healthcare customers' path from a failed inspection to a closed one",
    "The 30 days from signature to the first round, for growth customers",
    "All productive sites",
    "All escalations, from the first complaint to the fix",
    "Anything that prints",
    "reporting",
]


@pytest.mark.parametrize("text", EVERYTHING)
def test_it_is_everything(text: str) -> None:
    assert is_everything(text)


@pytest.mark.parametrize("text", SCOPES)
def test_it_is_a_scope(text: str) -> None:
    assert not is_everything(text)


@pytest.mark.parametrize(
    "text", ["Happiness of all our customers", "Retention across the whole company"]
)
def test_an_outcome_for_everybody_is_everything(text: str) -> None:
    assert is_everything(text, anywhere=True)


@pytest.mark.parametrize(
    "text",
    [
        "Every customer finishes setup in 30 days",
        "New customers finish setup in 30 days",
        "All customers in healthcare pass their inspection",
    ],
)
def test_an_outcome_for_somebody_is_a_scope(text: str) -> None:
    assert not is_everything(text, anywhere=True)


@given(st.text(), st.booleans())
def test_any_text_is_one_or_the_other(text: str, anywhere: bool) -> None:  # noqa: FBT001
    assert is_everything(text, anywhere=anywhere) in (True, False)
