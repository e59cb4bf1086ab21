"""No page shows what only a program understands, nor words that voice.md replaces."""

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RETIRED = re.compile(
    r"\b(?:stands?|stood|nobody|somebody|anybody|everybody|anew|heard|told of|owes? nothing|vain"
    r"|without a word|promises? past|past their target|not to be said|also to see to"
    r"|brought before|below the folder|out of the blocks|forge's|mend(?:s|ed|ing)?|way out"
    r"|begun|put off|speaks? of|spoken of|rests? on|any more|closes nothing|changes nothing for"
    r"|take(?:s|n)? away|two quarters running|of one day|marks mean|asked now|called off"
    r"|last to know|says nothing (?:for|about|of)|commits to no)\b"
    r"|\bof \d+ things\b|\bin plain words:|\bNothing to say\b|\bby itself it is\b",
    re.IGNORECASE,
)
"""Turns of phrase for which there are standard terms (voice.md)."""
RETIRED_IN_CODE = re.compile(
    r"\b(?:nobody|somebody|anybody|everybody|anew|told of|by chance|mend(?:s|ed|ing)?|way out"
    r"|begun|speaks? of|spoken of|rests? on|brought before|out of the blocks"
    r"|where it stands|stands? (?:under|at|above|below|beside|there|here|alone))\b",
    re.IGNORECASE,
)
"""Those that docstrings and comments do without, too."""
WORD_LISTS = ("text/english/owners.py", "text/english/verbs.py")
"""Modules that list words which people write, a text of them each; they hold no sentences."""
GENERATOR = ROOT / "generator" / "decision_record"

# "one-on-one" is what people call that meeting too.
OF_THE_FORMAT = (
    *("not-now", "on-track", "in-progress", "churn-risk", "exec-meeting", "renewal-call"),
    *("tier-1", "tier-2", "tier-3", "quarterly-review", "pod-standup"),
    *("pod-sprint-review", "pod-metric-review", "head-of-product", "vp-cs", "cs-ops", "pm-ops"),
    *("missing-capability", "performance-reliability", "product-area", "answer_by", "closes_loop"),
)
NOT_FOR_PEOPLE = re.compile(
    r"\d{4}-\d{2}-\d{2}|\{\{|[A-Z]\w+\(|datetime\."
    rf"|(?<![\w-])(?:{'|'.join(OF_THE_FORMAT)})(?![\w-])"
)
NAMED_BY_PEOPLE = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z][\w.-]*(?:/[A-Z]\d+)?")
"""A record or an item that somebody named in their own text, as in `2026-03-31-tier-1/D1`."""


class _Shown(HTMLParser):
    """What a page shows to a reader, without what it quotes as code."""

    CODE = ("pre", "code", "script", "style")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside = 0
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.inside += tag in self.CODE

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag in self.CODE

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.text.append(data)


@pytest.fixture(scope="module")
def pages(sample_site: Path) -> dict[str, str]:
    found = dict(_pages(sample_site))
    assert {"", "accounts/ostermark"} <= {"" if each == "." else each for each in found}
    return found


def _pages(site: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(site.rglob("index.html")):
        address = file.parent.relative_to(site).as_posix()
        article = re.search(r"<article.*?</article>", file.read_text("utf-8"), re.DOTALL)
        # The guide and the rules are about the format, and name its words.
        if article and address.split("/")[0] not in ("guide", "checks"):
            yield address, article[0]


@pytest.mark.slow
def test_readers_see_no_words_for_programs(pages: dict[str, str]) -> None:
    found = []
    for address, html in pages.items():
        text = NAMED_BY_PEOPLE.sub("", " ".join(" ".join(_Shown(html).text).split()))
        found += [
            (address, text[max(0, each.start() - 40) : each.end() + 20])
            for each in NOT_FOR_PEOPLE.finditer(text)
        ]
    assert found == []


@pytest.mark.slow
def test_readers_see_no_empty_values(pages: dict[str, str]) -> None:
    for address, html in pages.items():
        assert {"None", "True", "False", "nan"}.isdisjoint(
            each.strip(" .,()") for each in _Shown(html).text if each.strip() != "None."
        ), address


@pytest.mark.slow
def test_every_day_carries_its_iso_day(pages: dict[str, str]) -> None:
    """A day in a page's own facts stands in `<time>`; what people wrote stands as they wrote it."""
    days = re.compile(r"<dd>\s*(?:<[^t>][^>]*>\s*)*\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun)\w* 2026")
    for address, html in pages.items():
        assert not days.search(html), address


@pytest.mark.slow
def test_every_page_says_for_which_day_it_is_true(pages: dict[str, str]) -> None:
    for address, html in pages.items():
        assert re.search(r'<time datetime="2026-06-29">', html), address


def _texts(source: str) -> Iterator[str]:
    """The texts of a module that are sentences, without its docstrings."""
    tree = ast.parse(source)
    notes = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in notes:
            continue
        if isinstance(node.value, str) and " " in node.value:
            yield " ".join(node.value.split())


def _template_texts(source: str) -> Iterator[str]:
    """What a template says itself: its text, and the texts that its expressions hold."""
    shown = re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL)
    for expression in re.findall(r"\{[{%].*?[%}]\}", shown, flags=re.DOTALL):
        yield from re.findall(r'"([^"]* [^"]*)"', expression)
    yield " ".join(re.sub(r"\{[{%].*?[%}]\}|<[^>]*>", " ", shown, flags=re.DOTALL).split())


def _modules() -> Iterator[Path]:
    for file in sorted(GENERATOR.rglob("*.py")):
        if file.relative_to(GENERATOR).as_posix() not in WORD_LISTS:
            yield file


def _all_texts() -> Iterator[tuple[str, str]]:
    for file in _modules():
        for text in _texts(file.read_text("utf-8")):
            yield file.relative_to(ROOT).as_posix(), text
    for file in sorted((ROOT / "theme").rglob("*.html")):
        for text in _template_texts(file.read_text("utf-8")):
            yield file.relative_to(ROOT).as_posix(), text


def _notes(source: str) -> Iterator[str]:
    """The docstrings and comments of a module, without what they quote as code."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield _prose(str(node.value.value))
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield _prose(token.string)


def _prose(note: str) -> str:
    return re.sub(r"`[^`]*`", "", " ".join(note.split()))


def _found(pattern: re.Pattern[str], texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [
        (file, text[max(0, each.start() - 40) : each.end() + 20])
        for file, text in texts
        for each in pattern.finditer(text)
    ]


def test_pages_and_messages_use_the_standard_terms() -> None:
    texts = list(_all_texts())
    assert len(texts) > 1000
    assert _found(RETIRED, texts) == []


def test_docstrings_and_comments_use_the_standard_terms() -> None:
    notes = [
        (file.relative_to(ROOT).as_posix(), note)
        for file in _modules()
        for note in _notes(file.read_text("utf-8"))
    ]
    assert len(notes) > 3000
    assert _found(RETIRED_IN_CODE, notes) == []


@pytest.mark.parametrize(
    "source",
    ['"""What somebody wrote."""', "x = 1  # a mend of it", '"""A text\n    that is told\n of."""'],
)
def test_a_replaced_turn_of_phrase_is_found_in_a_note(source: str) -> None:
    assert any(RETIRED_IN_CODE.search(note) for note in _notes(source))
    assert not any(RETIRED_IN_CODE.search(note) for note in _notes('"""Calls `mend`."""'))


@pytest.mark.parametrize(
    "source",
    ['x = "None. Actions would stand here."', 'f"Tell {name}, {2} times; nobody did."'],
)
def test_a_replaced_turn_of_phrase_is_found(source: str) -> None:
    assert any(RETIRED.search(text) for text in _texts(source))
    assert any(RETIRED.search(text) for text in _template_texts(f"<p>{source}</p>"))
