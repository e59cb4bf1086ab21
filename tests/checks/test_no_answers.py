"""DR302 for answers: sentences that answer nothing, and sentences that only sound like them."""

import pytest

from decision_record.text.english.phrases import find_phrase

PEOPLE = frozenset({"elin", "tobias", "wes", "ravi", "maren", "jun", "oskar", "marchetti"})

NO_ANSWERS = [
    "We will look into it.",
    "We are looking into it",
    "Looking into it.",
    "Product is looking into it",
    "Elin is looking into this.",
    "Elin will check and get back to you.",
    "We'll get back to you next week.",
    "It is being investigated.",
    "It's under investigation",
    "This is under discussion.",
    "Still being discussed internally",
    "Not sure yet",
    "We don't know yet.",
    "TBD",
    "To be decided in Q3.",
    "No answer yet.",
    "Nothing to share yet.",
    "We hear you; it is on our radar",
    "Thanks, we'll look into it.",
    "Good question, we will look into it.",
    "Sorry for the trouble. We will look into it and circle back.",
    "Will be discussed with engineering",
    "We are considering it.",
    "We will monitor the situation.",
    "Needs more investigation",
    "Engineering is investigating",
    "Noted.",
    "It depends.",
    "We will keep you posted",
    "Let me check with engineering",
    "Under consideration for Q4",
    "Needs to be discussed with legal",
    "Elin follows up.",
]

ANSWERS = [
    "Yes, from 20 May.",
    "No.",
    "It keeps them.",
    "Not before 2027.",
    "No date yet; not in this year's plan.",
    "No: the limit is per key.",
    "Check the filter under Admin, Exports; it hides archived rows.",
    "Check whether the browser blocks pop-ups.",
    "Follow up with your administrator: SCIM has to be switched on by them.",
    "Watch the status page; a fix goes out tonight.",
    "Track changes shows who edited a row.",
    "The audit log tracks every export.",
    "Review the mapping table and set the cost centre to text.",
    "We plan to ship it in June; Elin confirms the day by 20 May.",
    "We fixed it in 4.2; we will keep an eye on it.",
    "Contact support with the request id.",
    "We decided against it: it would slow down every import.",
    "Monitoring is included from the Pro plan.",
    "The dashboard considers a site closed after 30 days.",
    "Discussed with legal: data stays in the EU.",
    "Ask the administrator to reach out to support with the tenant id.",
    "Depends on the plan: Pro has it, Basic does not.",
    "Review takes two days.",
    "Reports can be discussed in the comments pane.",
    "Keep the old export until 30 June.",
    "We look at every ticket within four hours.",
    "The import has to ask which way round. Oskar thinks that it is two days.",
]

NOT_YET_ANSWERED = [
    "We will look into it and Eve writes by Friday",
    "We are looking into it, and Eve will write by Friday.",
    "We look into it; Elin answers on 3 May",
    "Looking into it. We send you an update next week.",
]

ANSWERED_ALL_THE_SAME = [
    "Yes, and Eve writes by Friday",
    "We will look into it, and ship the mend on 3 May",
    "Eve writes the guide by Friday",
]


@pytest.mark.parametrize("what", NOT_YET_ANSWERED)
def test_who_answers_later_has_not_answered(what: str) -> None:
    people = frozenset({"eve", "elin"})
    found = find_phrase(what, people=people, answers=True)
    assert found is not None
    assert not found.is_whole, "a warning: the sentence says more"
    assert find_phrase(what, people=people) is None, "writing by Friday is a decision"


@pytest.mark.parametrize("what", ANSWERED_ALL_THE_SAME)
def test_an_answer_may_promise_a_letter_too(what: str) -> None:
    assert find_phrase(what, people=frozenset({"eve", "elin"}), answers=True) is None


@pytest.mark.parametrize("what", NO_ANSWERS)
def test_it_answers_nothing(what: str) -> None:
    found = find_phrase(what, people=PEOPLE, answers=True)
    assert found
    assert found.is_whole


@pytest.mark.parametrize("what", ANSWERS)
def test_it_answers_something(what: str) -> None:
    assert find_phrase(what, people=PEOPLE, answers=True) is None
