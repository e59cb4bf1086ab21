"""Whatever a record holds, the comment shows it as text: no markup, no references, no commands."""

import re
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from decision_record.review.markdown import escape_markdown

RENDERER = MarkdownIt("gfm-like", {"html": True, "linkify": True})

REFERENCES = (
    r"@\w",
    r"(?<!\w)#\d",
    r"\w#\d",
    r"(?i)gh-\d",
    r"[!%~&^$]\d",
    r"(?<![0-9A-Za-z])[0-9a-f]{7,}(?![0-9A-Za-z])",
    r"https?://",
    r"(?i)www\.",
    r":[\w+-]+:",
    r"\[\[_TOC_\]\]",
    r"\[vulnerability:\d",
    r"[\[{]\+",
)
"""What GitHub and GitLab look for in the text of a comment once it is rendered."""

COMMANDS = (r"^\s*(::|/\w)", r"##[\w.-]*\[", r"section_(start|end):")
"""What a runner that prints the comment looks for, in the source too."""

HOSTILE = (
    "@acme/security and @kofi, please look",
    "see #12, acme/records#12, GH-12 and !34 &5 %6 ~7 $8 ^9",
    "reverted in deadbeef and 0123456789abcdef0123456789abcdef01234567",
    "[click](https://evil.example) ![](https://evil.example/x.png) <https://evil.example>",
    "https://evil.example www.evil.example mailto:a@evil.example a@evil.example",
    "<img src=x onerror=alert(1)><script>alert(1)</script><!-- hidden -->",
    "**bold** _em_ `code` ~~gone~~ # title | a | b |",
    "</details></sub>\n\n## Approved\n\n- [x] all checks",
    "::error file=a.yml::broken ##[error]x ##vso[task.complete] section_start:1:x",
    "a\x1b[31mred\x07 \u202eevil\u2066 \u200b\u00ad\ufeff x\r\n::stop::",
    "$\\sum_{i}$ $`x`$ :tada: {+ new +} [- old -] [[_TOC_]] [vulnerability:1]",
    "&lt;b&gt; &amp; &#64;kofi &commat;kofi \\@kofi \\*x\\*",
    "[ref]: https://evil.example\n[ref]",
    "/close\n/merge\n```\ncode\n```\n> quote\n1. one\n***\n===",
)


def rendered(text: str) -> tuple[str, list[Token]]:
    """What a reader sees of a line with a text, and the tokens that Markdown made of it."""
    tokens = RENDERER.parse(f"- **Label:** {escape_markdown(text)}\n")
    (inline,) = [each for each in tokens if each.type == "inline"]
    children = inline.children or []
    shown = "".join(each.content for each in children if each.type in ("text", "text_special"))
    return shown.removeprefix("Label: ").removeprefix("Label:").strip(), children


def visible(text: str) -> Iterator[str]:
    """The characters of a text that a reader sees, white space as one space."""
    return (each for each in text.replace("\u2060", ""))


def check(text: str) -> None:
    source = escape_markdown(text)
    assert "\n" not in source
    assert "\r" not in source
    hidden = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    joiners = {"\u200c", "\u200d"}
    assert not [
        each for each in source if unicodedata.category(each) in hidden and each not in joiners
    ]
    shown, tokens = rendered(text)
    assert {each.type for each in tokens} <= {
        "text",
        "text_special",
        "strong_open",
        "strong_close",
    }
    for reference in REFERENCES:
        assert not re.search(reference, shown), (reference, shown)
    for command in COMMANDS:
        assert not re.search(command, f"- **Label:** {source}"), (command, source)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tell Ashgrove about SSO (Anneke Morrow), 5 May → 19 May",
        "a < b && c > d, 50% of $215,000 [sic] #1 `D1` *x* C# a_b ~ ^ | \\ é 你好",
        "Tell kofi@acme.example: see https://acme.example/#12",
    ],
)
def test_what_a_reader_sees_is_what_was_written(text: str) -> None:
    shown, _ = rendered(text)
    assert "".join(visible(shown)) == text


_SIGNS = st.sampled_from(
    (
        *"@#!%~&^$*_`[](){}<>|\\:/.+-=\"' \n\t0a7",
        "www.",
        "gh-1",
        "://",
        "deadbeef",
        "\u202e",
        "\x1b",
    )
)


@given(st.lists(st.one_of(_SIGNS, st.characters()), max_size=40).map("".join))
def test_any_text_is_shown_and_does_nothing(text: str) -> None:
    check(text)
