"""The fourteen stories of the sample, each on the page where its reader looks, in plain words.

What the replay says of them is held by `test_stories.py` and `test_stories_of_meetings.py`. Here
the built site is read as a person reads it: what a page shows, without its marks. The words of a
step follow one another on the page.
"""

import re
from html import unescape
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

STORIES = [
    (
        "1: a PM sees that the bulk export slipped once and shipped two days early",
        "commitments",
        ["Build the bulk export", "Shipped", "18 May 2026", "promised for", "15 Apr 2026"],
    ),
    (
        "1: its decision shows the slip and its words",
        "meetings/2026-02-24-tier-1",
        ["Build the bulk export", "15 Apr 2026", "moved to", "20 May 2026", "Shipped on"],
    ),
    (
        "1: a CSM whose customer was told sees that it shipped and when they were told",
        "accounts/copperline",
        ["Earlier commitments", "Build the bulk export", "Shipped", "shipped", "18 May 2026"],
    ),
    (
        "2: who wonders why a customer left sees that it had said so three times",
        "accounts/tamsin-rowe",
        [
            "Left on 30 April 2026, with $82,000 ARR.",
            "Raised before in",
            "4 Feb 2026",
            "4 Mar 2026",
        ],
    ),
    (
        "3: the record of March shows the ruling that came late, and what was decided",
        "meetings/2026-03-31-tier-1",
        ["Escalated", "Resolved by", "28 Apr", "18 days late", "Ilse Vandermolen", "Buy."],
    ),
    (
        "3: the ruling itself says that it is late",
        "updates/2026-04-14-ilse.vandermolen",
        ["My ruling on", "four days late"],
    ),
    (
        "4: the history of Halvorsen-Pike tells the surprise at its QBR and the call after it",
        "accounts/halvorsen-pike",
        ["14 May 2026", "Action, done", "13 May 2026", "Surprise", "At the QBR this morning"],
    ),
    (
        "5: a CSM sees that her customer does not know of the new limits",
        "accounts/skerrivane",
        ["Superseded", "customer not told", "To tell", "Set API limits by tier", "3 days late"],
    ),
    (
        "5: an old link leads to a decision that says what replaced it",
        "meetings/2026-02-24-tier-1",
        ["Raise the API limit to 600", "Superseded", "D1 · 26 May"],
    ),
    (
        "6: two of three customers were not told that approvals are off",
        "commitments",
        [
            "Descoped, customer not told",
            "Build approvals phase two",
            "Not told Verity Falls Water, Quarrybank Cement",
        ],
    ),
    (
        "6: nor may a CSM promise them",
        "accounts/verity-falls",
        [
            "Descoped; customer not told: QBR in 17 days.",
            "Do not promise",
            "Build approvals phase two",
        ],
    ),
    (
        "7: a series shows which meeting was cancelled, and why",
        "series/tier-2-integrations",
        ["18 March 2026: cancelled: sprint", "12 of 13 held"],
    ),
    (
        "7: and who stood in",
        "series/tier-2-healthcare",
        ["15 April 2026: held, Nikhil Faraday for Greta Sandoval"],
    ),
    (
        "8: whoever looks at the pod sees that nobody reads its metric",
        "pods/onboarding",
        [
            "Decide whether Onboarding is still a pod: its metric review was cancelled on",
            "26 March 2026 and again on 25 June 2026, two quarters in a row.",
        ],
    ),
    (
        "8: and so does whoever looks at the cadence",
        "health",
        ["Off their cadence", "Onboarding metric review", "25 June 2026: cancelled: planning"],
    ),
    (
        "9: the record of May says how long single accounts took",
        "meetings/2026-05-26-tier-1",
        ["single accounts 25"],
    ),
    ("9: that of February what was parked", "meetings/2026-02-24-tier-1", ["Parked", "Sales"]),
    (
        "10: whoever opens the escalations sees the one that nobody has read first",
        "escalations",
        [
            "Not acknowledged",
            "Oven-hood checks",
            "Pennycress Bakeries $64,000",
            "renewal in 21 days",
            "open for 21 days",
        ],
    ),
    (
        "11: Desmond reads before the QBR what is owed and what he must not say",
        "accounts/ostermark/brief",
        [
            "Ostermark Foods",
            "No answer yet, QBR tomorrow",
            "You can say",
            "Your people at Aalborg get their reports by mail",
            "Do not name a month, or seconds, for faster dashboards.",
        ],
    ),
    (
        "11: and whoever opens the site sees it first",
        "",
        ["Answer before a QBR or renewal", "Ostermark Foods"],
    ),
    (
        "12: who prepares the Tier 1 sees which half of the pre-read is missing, and since when",
        "series/tier-1/next",
        [
            "Both halves were due by Sunday, 28 Jun 2026, 14:00",
            "Customer Success",
            "Missing",
            "Maren Oyelaran owes it",
            "1 day late",
            "Product",
            "Sent",
        ],
    ),
    (
        "13: CS Ops sees that a tier 3 is due",
        "health",
        ["Hold a tier 3: 77% of feedback and escalations since 1 April 2026 have a category"],
    ),
    (
        "14: what was put off four times says so",
        "actions",
        ["rolled 4 times", "Write the one page that says what an escalation is"],
    ),
    (
        "14: the NPS of 3 was answered within its week",
        "escalations",
        ["NPS of 3 from the group's head of property.", "Brightwater Hotels", "after 2 days"],
    ),
    (
        "14: fewer escalations go to leadership",
        "health",
        ["Escalations that reached leadership", "7", "12"],
    ),
]


@pytest.mark.parametrize(
    ("address", "words"), [story[1:] for story in STORIES], ids=[story[0] for story in STORIES]
)
def test_the_page_tells_the_story(sample_site: Path, address: str, words: list[str]) -> None:
    shown = shown_by(sample_site / address / "index.html")
    at = 0
    for word in words:
        found = shown.find(word, at)
        assert found >= 0, f"“{word}” does not follow on /{address}/"
        at = found + len(word)


def test_no_story_is_left_out() -> None:
    assert {int(story[0].partition(":")[0]) for story in STORIES} == set(range(1, 15))


def shown_by(page: Path) -> str:
    """What a page shows: the text of its body, without the navigation, on one line."""
    article = re.search(r"<article.*?</article>", page.read_text("utf-8"), re.DOTALL)
    assert article
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", article[0])).split())
    return re.sub(r" ([.,:])", r"\1", words)
