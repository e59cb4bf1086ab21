"""The forms of a review: Markdown within its bytes, text for a terminal, JSON for programs."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from building import make_records, parse
from conftest import GoldenFolder
from decision_record.repository.load import load
from decision_record.review.as_json import render_json
from decision_record.review.as_markdown import MOST_BYTES, render_markdown, share_out
from decision_record.review.as_text import render_text
from decision_record.review.review import ChangeReview
from reviewing import lines_of, review_records, review_texts

REPOSITORY = Path(__file__).resolve().parents[2]
PREVIEW = "https://acme.example/preview/12"
NEWEST = "2026-05-26-tier-1"
"""The sample's newest tier 1."""


@pytest.fixture(scope="module")
def tier_1() -> ChangeReview:
    """A change that adds the sample's newest tier 1 to what was written before it."""
    sample = load([REPOSITORY / "records"], base=REPOSITORY).records
    day = date.fromisoformat(NEWEST[:10])
    earlier = tuple(entry for entry in sample.entries if entry.date < day)
    (newest,) = (entry for entry in sample.entries if entry.id == NEWEST)
    return review_records(
        replace(sample, entries=earlier), replace(sample, entries=(*earlier, newest)), as_of=day
    )


def test_the_comment_on_a_tier_1_of_the_sample(tier_1: ChangeReview, golden: GoldenFolder) -> None:
    golden("tier-1.md").check(render_markdown(tier_1, preview=PREVIEW))


def test_the_same_as_text(tier_1: ChangeReview, golden: GoldenFolder) -> None:
    golden("tier-1.txt").check(render_text(tier_1, colour=False, width=None))


def test_links_lead_into_the_preview_and_nowhere_without_one(tier_1: ChangeReview) -> None:
    linked = re.findall(r"\]\((.*?)\)", render_markdown(tier_1, preview=PREVIEW))
    assert f"{PREVIEW}/meetings/{NEWEST}/#D1" in linked
    assert all(each.startswith(f"{PREVIEW}/") for each in linked)
    assert "](" not in render_markdown(tier_1)


def test_an_empty_change_is_one_sentence() -> None:
    review = review_texts("accounts: {}", "accounts: {}")
    assert review.groups == ()
    assert render_markdown(review) == (
        "## What merging this changes\n\n"
        "Merging this changes nothing: the records say the same as before.\n\n"
        "<sub>As of 1 May 2026, compared with main.</sub>\n"
    )
    assert render_text(review, colour=False, width=None).splitlines() == [
        "Merging this changes nothing: the records say the same as before.",
        "As of 1 May 2026, compared with main.",
    ]


def large(number: int, what: str = "Do the work that was agreed, number") -> ChangeReview:
    """A meeting with very many actions and a few decisions."""
    rows = "\n".join(
        f"            - {{id: A{each}, what: '{what} {each}', owner: bob, due: 2026-05-20}}"
        for each in range(1, number + 1)
    )
    after = f"""
    2026-04-28-tier-1:
      decisions: [{{id: D1, outcome: decided, what: Build it., owner: otto, accounts: [north]}}]
      actions:
          cs:
{rows}
    """
    records = make_records(parse(after))
    return review_records(replace(records, entries=()), records, as_of=date(2026, 5, 1))


def test_a_group_that_does_not_fit_ends_in_a_count() -> None:
    review = large(2000)
    text = render_markdown(review, preview=PREVIEW)
    assert len(text.encode()) <= MOST_BYTES
    assert len(text.encode()) > MOST_BYTES - 1000
    shown = sum(line.startswith("- **New:**") for line in text.splitlines())
    assert f"- and {2000 - shown:,} more" in text.splitlines()
    assert "Actions</b> (2,000)" in text
    assert "**This is not all of it:**" in text
    assert "not all of it" not in render_markdown(_small(review))
    # A large group takes no room from a small one.
    assert "- **Decided:**" in text
    assert "### Customers to tell (1)" in text
    assert "- **To tell:**" in text


def test_no_line_is_cut_within_itself() -> None:
    review = large(800, what="Grüße 你好 @kofi #12 **x** and so on, number")
    cut = render_markdown(review)
    assert len(cut.encode()) <= MOST_BYTES
    lines = [line for line in cut.splitlines() if line.startswith("- **")]
    assert len(lines) > 100
    assert set(lines) <= {line for part in _parts(review) for line in part.splitlines()}


def _small(review: ChangeReview) -> ChangeReview:
    groups = tuple(replace(group, lines=group.lines[:3]) for group in review.groups)
    return replace(review, groups=groups)


def _parts(review: ChangeReview) -> Iterator[str]:
    """The comments of a review that would be too long, each with a few of its lines."""
    for start in range(0, 800, 50):
        groups = tuple(
            replace(group, lines=group.lines[start : start + 50]) for group in review.groups
        )
        yield render_markdown(replace(review, groups=groups))


def test_every_group_keeps_its_heading_and_count_however_little_room_there_is() -> None:
    review = large(300)
    group = next(each for each in review.groups if each.id == "actions")
    wide = tuple(replace(line, text="x" * 70_000) for line in group.lines)
    text = render_markdown(replace(review, groups=(replace(group, lines=wide),)))
    assert "(300)" in text
    assert "- 300 not shown here" in text


def test_small_shares_are_served_first() -> None:
    assert share_out([10, 1000, 20], 100) == [10, 70, 20]
    assert share_out([50, 50], 10) == [5, 5]
    assert share_out([5], -3) == [0]
    assert share_out([], 10) == []


def test_text_is_coloured_on_a_terminal_only(tier_1: ChangeReview) -> None:
    plain = render_text(tier_1, colour=False, width=None)
    assert "\x1b" not in plain
    coloured = render_text(tier_1, colour=True, width=100)
    assert "\x1b[1;31m" in coloured
    bare = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    assert max(map(len, bare.splitlines())) <= 100


def test_text_gives_a_terminal_no_command(tier_1: ChangeReview) -> None:
    hostile = "\x1b]0;x\x07\x1b[2J \u202eevil\r\n::error::x [bold]x[/bold] ##[error]"
    group = tier_1.groups[0]
    line = replace(group.lines[0], text=hostile)
    review = replace(tier_1, summary=hostile, groups=(replace(group, lines=(line,)),))
    for colour in (False, True):
        text = render_text(review, colour=colour, width=None)
        assert "\x1b]" not in text
        assert "\x1b[2J" not in text
        assert "\u202e" not in text
        assert "##[" not in text
        assert not re.search(r"^\s*::", text, re.MULTILINE)
        assert "[bold]x[/bold]" in text


def test_json_holds_every_difference_and_what_is_absent_has_no_key(tier_1: ChangeReview) -> None:
    content = json.loads(render_json(tier_1, preview=PREVIEW))
    assert set(content) == {"as_of", "base", "summary", "differences", "groups"}
    lines = [line for group in content["groups"] for line in group["lines"]]
    assert len(lines) == len(lines_of(tier_1))
    assert sum(len(line["differences"]) for line in lines) == content["differences"]
    promised = next(line for line in lines if line["kind"] == "committed")
    assert promised["ref"] == f"{NEWEST}/D1"
    assert promised["source"]["url"] == f"{PREVIEW}/meetings/{NEWEST}/#D1"
    assert promised["differences"] == [
        {"export": "commitments", "name": [f"{NEWEST}/D1"], "new": True}
    ]
    assert None not in [value for line in lines for value in line.values()]
