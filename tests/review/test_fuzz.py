"""Whatever is wrong with either side, a review says what it can, in every format."""

import json
import re
import tempfile
from datetime import date
from pathlib import Path
from random import Random

import pytest
from markdown_it import MarkdownIt

from decision_record.compare.files import Found, find_changes
from decision_record.model.records import Records
from decision_record.repository.configuration import Settings
from decision_record.repository.layout import find_files
from decision_record.repository.load import load
from decision_record.review.as_json import render_json
from decision_record.review.as_markdown import MOST_BYTES, render_markdown
from decision_record.review.as_text import render_text
from decision_record.review.gather import Sides, make_review
from decision_record.review.review import ChangeReview
from fuzzing import SOUND, Files, mutate, read_organization, write
from hostile import hostile_files

DAY = date(2026, 6, 30)
PREVIEW = "https://acme.example/p"
SEEDS = 60


def review_files(before: Files, after: Files) -> ChangeReview:
    with tempfile.TemporaryDirectory() as folder:
        sides = [Path(folder) / name for name in ("before", "after")]
        for side, files in zip(sides, (before, after), strict=True):
            write(files, side / "records")
        (old, was), (new, now) = (_read(side) for side in sides)
        sides_ = Sides(before=old, after=new, changes=find_changes(was, now))
        return make_review(sides_, as_of=DAY, settings=Settings(), base="main")


def _read(side: Path) -> tuple[Records, Found]:
    records = load([side / "records"], base=side).records
    return records, tuple(find_files([side / "records"], personal=(), base=side).files)


def check(review: ChangeReview) -> None:
    markdown = render_markdown(review, preview=PREVIEW)
    assert len(markdown.encode()) <= MOST_BYTES
    parser = MarkdownIt("gfm-like", {"html": True})
    # Forges make links of addresses with a scheme or `www.`, and not of every `node.js`.
    parser.linkify.set({"fuzzy_link": False})
    tokens = parser.parse(markdown)
    inline = [each for token in tokens for each in token.children or ()]
    html = [each.content.strip() for each in (*tokens, *inline) if each.type.startswith("html")]
    allowed = r"</?(details|summary|b|sub)>|[\w ,]+|\([\d,]+\)|\s"
    assert not [each for each in html if re.sub(allowed, "", each)], html
    links = [str(each.attrs["href"]) for each in inline if each.type == "link_open"]
    assert all(each.startswith(f"{PREVIEW}/") for each in links), links
    assert not [each for each in inline if each.type in ("image", "code_inline", "em_open")]
    for colour in (False, True):
        text = re.sub(r"\x1b\[[\d;]*m", "", render_text(review, colour=colour, width=80))
        assert text.replace("\n", "").isprintable() or "\u200c" in text or "\u200d" in text
    content = json.loads(render_json(review, preview=PREVIEW))
    named = sum(len(line["differences"]) for group in content["groups"] for line in group["lines"])
    assert named == content["differences"]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_anything_wrong_on_either_side_is_reviewed(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    before = read_organization(chance.choice(SOUND))
    after = mutate(mutate(before, chance), chance)
    if chance.random() < 0.3:
        before = mutate(before, chance)
    check(review_files(before, after) if seed % 2 else review_files(after, before))


def test_an_organization_in_which_everything_is_odd_is_reviewed() -> None:
    odd = {name: json.dumps(data).encode() for name, data in hostile_files().items()}
    sound = read_organization(SOUND[0])
    for before, after in ((sound, odd), (odd, sound), ({}, odd), (odd, {})):
        review = review_files(before, after)
        assert review.differences
        check(review)
