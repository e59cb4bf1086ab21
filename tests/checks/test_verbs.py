"""DR318: what is a decision by its words, and what only sums up a talk."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_record.text.english.verbs import count_words, does_something

SUMMARIES = [
    "Discussion about the export.",
    "Good progress on exports",
    "Export: customers unhappy, timeouts again",
    "Exports: customers were unhappy, and nobody knew why",
    "Summary of the talks with Ostermark",
    "Bulk export",
    "Long talk about SSO and pricing",
    "Customers were unhappy about the export",
    "Status of the ERP sync",
    "The export, pricing and SSO",
    "We discussed SSO at length and heard from Anneke",
    "Feedback from Ostermark on dashboards",
    "Overview of the second quarter",
    "Maren presented the churn numbers",
    "Export performance and reliability",
    "Concerns about the roadmap",
    "Elin explained the sizing to everybody",
    "A new berth planner.",
    "…",
    "",
]
DECISIONS = [
    "Ship the export on 20 May.",
    "The bulk export is on the Q2 roadmap.",
    "We buy the tide model.",
    "Bought the identity layer.",
    "No discount.",
    "Single sign-on is sold as an add-on.",
    "Names survive the sync.",
    "CSMs put questions to a PM in tier 2; the PM answers there.",
    "Jun sends back any issue that does not name its tier 2.",
    "Saltworks gets a pilot.",
    "Ostermark will pay for the extra seats.",
    "Throttle imports at night.",
    "Carried over to May: the importer.",
    "Defenestrate the old export.",
    "Zap the queue every night.",
    "Agreed to raise the limit to 600.",
    "Track adoption at 30, 60 and 90 days with a warning under 20 %.",
    "Lucia and Bashir hold an exit interview by 8 May.",
]


@pytest.mark.parametrize("what", SUMMARIES)
def test_it_does_nothing(what: str) -> None:
    assert not does_something(what)


@pytest.mark.parametrize("what", DECISIONS)
def test_it_does_something(what: str) -> None:
    assert does_something(what)


def test_a_dash_is_no_word() -> None:
    assert count_words("Ship it - to everyone \u2013 by 20 May") == 7
    assert count_words("") == 0


@given(st.text(max_size=300))
def test_any_text_has_an_answer(what: str) -> None:
    assert does_something(what) in (True, False)
    assert count_words(what) >= 0


@pytest.mark.parametrize("part", ["ships ", "a-", "- ", ", and ", "x"])
def test_no_text_takes_long(part: str) -> None:
    began = time.process_time()
    does_something(part * 50_000)
    # The processor's time: how busy the machine is makes no difference. Backtracking takes hours.
    assert time.process_time() - began < 20
