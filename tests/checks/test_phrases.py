"""DR302: sentences that decide nothing, and sentences that only sound like them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_record.text.english.phrases import find_phrase

VAGUE = [
    "discuss further",
    "Look into it",
    "Need to think about it",
    "Circle back",
    "Monitor",
    "Keep an eye on it",
    "Discuss the export limits further.",
    "We need to think about pricing for Ostermark.",
    "Circle back on bulk export in May.",
    "Monitor export latency.",
    "Monitor the situation for two weeks.",
    "Keep an eye on API usage at Ashgrove.",
    "Look into the timeouts at Copperline.",
    "Revisit in Q3.",
    "Revisit the SSO timeline next month.",
    "Explore further.",
    "Explore options for single sign-on.",
    "Take offline.",
    "Take this offline.",
    "Take the pricing question offline with Elin.",
    "TBD",
    "TBD.",
    "tbc",
    "Follow up",
    "Follow up with Ostermark by 3 May.",
    "Elin will look into the export timeouts.",
    "Product to investigate the ERP batch.",
    "CS to monitor ticket volume.",
    "Elin to look into it.",
    "Elin and Tobias to think about it.",
    "The team will circle back on this.",
    "Let's keep monitoring the queue.",
    "Continue to monitor the queue.",
    "We will continue discussing SSO.",
    "We agreed to look further into it.",
    "Agreed to revisit.",
    "It was agreed to discuss this again in June.",
    "**Bulk export**: look into it.",
    "Bulk export: needs more discussion.",
    "Export limits need more thought.",
    "The export limit is to be decided.",
    "Export limits to be discussed.",
    "SSO will be discussed next month.",
    "Pricing to be revisited.",
    "Needs further investigation.",
    "More discussion needed on SSO.",
    "Further analysis.",
    "No decision yet.",
    "Consider raising the API limit.",
    "Touch base with Ostermark.",
    "Gather more data on usage.",
    "Dig deeper into churn causes.",
    "Deep dive into the export.",
    "Wait and see.",
    "Let's see how it goes.",
    "Put some thought into this",
    "Give this more thought.",
    "Keep this in mind.",
    "Keep SSO on our radar.",
    "Park this topic.",
    "Table the discussion.",
    "Postpone the decision to June.",
    "Have a conversation about pricing.",
    "Schedule a follow-up meeting to discuss the limits.",
    "Set up a call to talk about SSO",
    "Get back to Ostermark on this.",
    "Come back to this in June.",
    "Brainstorm options for onboarding.",
    "Noted.",
    "Discussed the export.",
    "Figure out why it is slow.",
    "Check with legal.",
    "Reassess after the QBR.",
    "Watch the churn numbers.",
    "Research how competitors do it.",
    "Investigate.",
    "We should probably look into this.",
    "Think about it",
    "think it over",
    "Under consideration",
    "SSO is under discussion.",
    "Everyone keeps an eye on latency.",
    "Reach out to Ostermark.",
    "Decide in June.",
    "Decide whether to build SSO.",
    "Will monitor closely",
    "Let us have another look at the backlog",
    "Analyse further",
    "Loop back next week",
    "Need to discuss with Ravi",
    "We'll look into it",
    "Need more data",
    "to be discussed",
    "Follow-up on the export",
    "keep discussing the export",
    "SSO - circle back next month.",
]

IN_DOUBT = [
    "Evaluate vendors for SSO.",
    "Align on the roadmap.",
    "Align with Engineering on the date.",
    "Note that the export is slow.",
    "Discussed bulk export; everybody cares.",
    "Check whether the ERP batch can be split.",
    "Track adoption.",
    "Sync with Product offline",
    "Look at the numbers again in May",
]
"""What may be a task with a result, or comes with more words: a warning."""

DECIDING = [
    "document version will track release tags",
    "The document version will track release tags.",
    "Export jobs will be tracked in Jira",
    "All pull requests must be reviewed by two people.",
    "The queue monitors its own depth and sheds load at 5,000.",
    "Consider empty strings as null.",
    "Consider PR 112 approved.",
    "Sync with the ERP every fifteen minutes.",
    "Check in generated files.",
    "Get back to 99.9% by June",
    "Clarify that null is passed in section 13.4",
    "Settle in euro.",
    "Decide in tier 2 on requests under 10k.",
    "Every change has to be confirmed by QA.",
    "Metrics have to be defined before a pod starts.",
    "Determine the area from the theme.",
    "Users can review their exports for 30 days.",
    "The mobile app will watch the battery and stop syncing at 10%.",
    "The review board is dissolved.",
    "Discussion happens in the ticket, not in chat.",
    "Note fields stay optional.",
    "Research is run by Greta.",
    "Customers will be able to monitor exports themselves.",
    "The status page will track incidents by region.",
    "An alert will monitor latency.",
    "The exporter should check whether a row is archived.",
    "Revisit count is removed from the report.",
    "Support tickets will track the release they were found in.",
    "Check the token on every call.",
    "Track issues in GitHub from May on.",
    "Monitor export latency with an alert at 5 s by 3 May, owned by Wes.",
    "The bulk export is on the Q2 roadmap.",
    "Ship the export by 3 May and monitor latency.",
    "Look into the timeouts and fix them by 3 May.",
    "Follow-up emails go out within a day of every call.",
    "Review process moves to Thursdays.",
    "Monitor mode is off by default from June.",
    "Explore tab is removed from the sidebar in May.",
    "Stop monitoring the export by hand.",
    "Raise the API limit to 600 requests a minute.",
    "Consider the export issue closed.",
    "Build a dashboard to monitor exports by 12 May.",
    "Hire a second engineer to look into ERP issues.",
    "Wait for the vendor's fix rather than build our own.",
    "Accept the notice of Tamsin & Rowe without a counter-offer.",
    "Put SSO on hold until September.",
    "Defer the SSO work to Q3 and tell the four customers.",
    "Drop phase two of approvals from this year's roadmap.",
    "Discussion guide for research calls ships on 3 May.",
    "Buy the identity layer.",
    (
        "Keep Wes on the bulk export alone until it ships on 20 May; dashboard work and "
        "small report fixes wait."
    ),
    "Jun sends back any account issue for Tier 1 that does not name the tier 2 where it was seen.",
    "Take approvals phase two off this year's roadmap and give its six weeks to single sign-on.",
    (
        "CSMs put questions to a PM in tier 2 or in an update, not in direct messages; "
        "the PM answers there by the date asked for."
    ),
    "Send Marlowe a recovery build that reads unsent rounds off a tablet, by 5 June.",
    "Any change to limits must be confirmed by Elin in writing before it ships.",
    "Escalations will be reviewed every Monday by Jun, who assigns an owner.",
    "Every P1 is answered within four hours.",
    "No new custom reports before September.",
    "Not now: SSO moves to 2027.",
    "Decline the request.",
    "Declined: no per-customer limits.",
    "Keep the nightly batch until July.",
    "Keep the old export alive until Q4.",
    "Open the beta to Ashgrove and Ostermark on 4 May.",
    "Note fields go into the export from 3 May.",
    "Product answers every question within five days.",
    "Elin will ship the export by 15 May.",
    "We will not build per-customer limits.",
    "Support owns follow-up on closed tickets.",
    "The team will move to weekly releases.",
    "Move the tier 2 to Thursdays.",
    (
        "Give Hollin a list of all changes since January, drawn by hand from the database"
        " and signed by Nikhil, by 12 June."
    ),
    "Ostermark gets a discount of 10% until the export ships.",
    "Monitoring is part of the Q2 release.",
    "Run a two-week pilot with Copperline, and decide on 12 May by its error rate.",
    "Set an alert at 5 s on export latency.",
    "Track adoption at 30, 60 and 90 days with a warning under 20 %.",
    (
        "Lend Oskar to approvals for two days a week in May, so that Nikhil can answer "
        "procurement at Verity Falls."
    ),
    "Agreed to raise the limit to 600.",
    "CS to tell all accounts by 3 May.",
    "Check-in calls move to every second week.",
    "Watch folder support ships in June.",
    "The dashboard is to show exports that need attention.",
    "Follow the vendor's schedule: 3 May.",
    "Look and feel moves to the new theme in June.",
    "Study leave is granted to Wes in May.",
    "Reviewing exports by hand ends on 3 May.",
    "Tier 2 decides alone on requests under 10k ARR.",
    "Decide alone in tier 2 on anything under 10k.",
    "Take the export to general availability on 3 May.",
    "Return the deposit to Ostermark.",
    "Move exports offline by 3 May",
    "Ashgrove will pay for the extra seats.",
    "Open source the client in June.",
    "Pending exports are deleted after 30 days.",
    "No decision is taken without a named owner from now on.",
    "Track changes ships on 3 May",
]

PEOPLE = frozenset({"elin", "tobias", "wes", "ravi", "maren", "jun", "oskar", "marchetti"})


@pytest.mark.parametrize("what", VAGUE)
def test_it_decides_nothing(what: str) -> None:
    found = find_phrase(what, people=PEOPLE)
    assert found
    assert found.is_whole


@pytest.mark.parametrize("what", IN_DOUBT)
def test_it_may_decide_nothing(what: str) -> None:
    found = find_phrase(what, people=PEOPLE)
    assert found
    assert not found.is_whole


@pytest.mark.parametrize("what", DECIDING)
def test_it_decides_something(what: str) -> None:
    assert find_phrase(what, people=PEOPLE) is None


def test_who_acts_makes_the_difference() -> None:
    for subject in ("We", "Elin", "Elin and Wes", "Elin Marchetti", "The PM", "Product"):
        assert find_phrase(f"{subject} will monitor the queue", people=PEOPLE)
    for subject in ("The exporter", "Version 4", "A nightly job", "Josh"):
        assert find_phrase(f"{subject} will monitor the queue", people=PEOPLE) is None
        assert find_phrase(f"{subject} will look into the queue", people=PEOPLE)


def test_only_a_whole_sentence_is_certain() -> None:
    whole = find_phrase("Look into the timeouts at Copperline and Ostermark")
    part = find_phrase("Look into the timeouts; the queue is 4,000 jobs long")
    assert whole
    assert part
    assert (whole.is_whole, part.is_whole) == (True, False)
    assert find_phrase("Look into the timeouts; halve the queue by 3 May") is None


@pytest.mark.parametrize("verb", ["Look into", "Monitor", "Keep an eye on", "Revisit", "Discuss"])
@pytest.mark.parametrize("item", ["it", "the export", "Ostermark's timeouts", "`POST /v2/x`", "a"])
def test_the_object_makes_no_difference(verb: str, item: str) -> None:
    assert find_phrase(f"{verb} {item}")


def test_the_words_are_named_as_they_stand_there() -> None:
    found = find_phrase("We should **look into** the export")
    assert found
    assert found.words == "look into"


def test_what_follows_may_decide() -> None:
    assert find_phrase("Look into the timeouts and report back") is not None
    assert find_phrase("Look into the timeouts and fix them by 3 May") is None


def test_a_date_alone_decides_nothing() -> None:
    assert find_phrase("Discuss the limits further on 3 May with Elin") is not None


@given(st.text(max_size=300))
def test_any_text_has_an_answer(what: str) -> None:
    found = find_phrase(what)
    assert found is None or found.words


@pytest.mark.parametrize(
    "part",
    ["to be reviewed with a ", "we will ", "the a-", "in the a ", "further ", "and then ", ": "],
)
def test_no_text_takes_long(part: str) -> None:
    began = time.process_time()
    find_phrase(part * 50_000)
    # The processor's time: how busy the machine is makes no difference. Backtracking takes hours.
    assert time.process_time() - began < 20
