"""A target that moved to an earlier day did not slip: no page, brief, draft or message says so."""

import re
from collections.abc import Callable, Iterator

import pytest

from building import view_context_of
from decision_record.views.account.account import view_account
from decision_record.views.account.brief import view_brief
from decision_record.views.home.home import view_home
from decision_record.views.lists.commitments import view_commitments
from decision_record.views.lists.decisions import view_decisions
from decision_record.views.lists.to_tell import view_to_tell
from decision_record.views.people.person import view_person
from decision_record.views.record.record import view_record
from decision_record.views.series.next_meeting import view_next
from decision_record.views.shared.context import ViewContext

EARLIER, LATER = "2026-07-20", "2026-08-20"
GLOSSARY = re.compile(r'<p class="dr-meta dr-glossary">.*?</p>', re.DOTALL)
"""The words that a page explains, which are links into the guide."""
EMPTY = re.compile(r'<p class="dr-empty">.*?</p>', re.DOTALL)
"""What would fill a list."""
STATUSES = "on track, slipped, shipped or descoped"
"""The four that a row of the roadmap can have."""
TARGET = re.compile(r"\b(slip(s|ped)?|brought forward)\b", re.IGNORECASE)


def moved_to(day: str) -> ViewContext:
    text = f"""
        accounts: {{north: {{csm: bob, pm: ines, qbrs: [2026-05-20, 2026-07-02]}}}}
        2026-05-26-tier-1:
          attendees: [vera, otto]
          decisions:
            - {{id: D1, outcome: decided, what: Ship the export., owner: otto, accounts: [north],
               say: It comes in August., commitment: {{target: 2026-08-05, confidence: expected}}}}
        2026-06-23-tier-1:
          attendees: [vera, otto]
          roadmap:
            - {{commitment: 2026-05-26-tier-1/D1, status: slipped, target: {day},
               because: The plan changed.}}
    """
    return view_context_of(text, as_of="2026-06-29")


def pages_of(context: ViewContext, draw: Callable[..., str]) -> Iterator[tuple[str, str]]:
    views = {
        "account": view_account("north", context=context),
        "account-brief": view_brief("north", context=context),
        "home": view_home(context=context),
        "commitments": view_commitments(context=context),
        "decisions": view_decisions(context=context),
        "person": view_person("bob", context=context),
        "to-tell": view_to_tell(context=context),
        "series-next": view_next("tier-1", context=context),
    }
    yield from ((name, draw(name, view)) for name, view in views.items())
    for record in context.index.entries:
        yield record, draw("record", view_record(record, context=context))


def said_of_targets(text: str) -> set[str]:
    """Which of the words on a moved target people read in a text."""
    shown = EMPTY.sub(" ", GLOSSARY.sub(" ", re.sub(r"<pre>.*?</pre>", " ", text, flags=re.DOTALL)))
    visible = re.sub(r"<[^>]*>", " ", shown).replace(STATUSES, "")
    return {found[0].lower() for found in TARGET.finditer(visible)}


@pytest.mark.parametrize(
    ("day", "word", "wrong"),
    [(EARLIER, "brought forward", "slipped"), (LATER, "slipped", "brought forward")],
)
def test_each_page_says_which_way_a_target_moved(
    day: str, word: str, wrong: str, draw: Callable[..., str]
) -> None:
    said = {name: said_of_targets(text) for name, text in pages_of(moved_to(day), draw)}
    assert {name for name, words in said.items() if wrong in words} == set()
    silent = {name for name, words in said.items() if word not in words}
    assert silent <= {"person"}


@pytest.mark.parametrize(("day", "word"), [(EARLIER, "brought forward"), (LATER, "slipped")])
def test_so_does_each_message(day: str, word: str) -> None:
    context = moved_to(day)
    (surprise,) = context.signals_of_rule["SG401"]
    assert f"“Ship the export” {'was ' * (day == EARLIER)}{word}" in surprise.message
    other = {"slipped", "brought forward"} - {word}
    assert not any(each in signal.message for signal in context.findings.signals for each in other)


def test_two_moves_of_which_one_was_forward_are_moves() -> None:
    context = view_context_of(
        """
        2026-05-26-tier-1:
          decisions:
            - {id: D1, outcome: decided, what: Ship the export., owner: otto,
               commitment: {target: 2026-08-05}}
        2026-06-02-tier-1:
          roadmap: [{commitment: 2026-05-26-tier-1/D1, status: slipped, target: 2026-09-01}]
        2026-06-23-tier-1:
          roadmap: [{commitment: 2026-05-26-tier-1/D1, status: slipped, target: 2026-08-20}]
        """,
        as_of="2026-06-29",
    )
    (again,) = context.signals_of_rule["SG303"]
    assert "its target moved twice, from 5 August 2026 to 20 August 2026" in again.message
    assert "moved twice" in context.drafts["tier-1"].text
    assert "slipped twice" not in context.drafts["tier-1"].text
