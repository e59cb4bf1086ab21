"""Ids and texts that may break an address or a page."""

from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]

LONG = "Donaudampfschifffahrt" * 19
"""A word of 399 letters."""

TEXTS = (
    "<script>alert('x')</script> & \"quotes\" </title></textarea>",
    "{{ config }} {% raw %} %s %d 100 % \\ `code` *em* __strong__ [a](javascript:alert(1))",
    LONG,
    "\u200fright to left\u200e and \u05d0\u05d1\u05d2 \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "\U0001f6a2\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea",
    "\u200b\u2060",
    "https://example.com/" + "a" * 380,
    '[link](https://example.com/?a=1&b=2 "title") <https://example.com> ![x](y.png)',
    "# heading\n\n- list\n\n```\nfence\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "---\n...: # not a comment\t<!-- --> ]]> &amp; &#0; &nbsp;",
    "`" + "x" * 400 + "`",
    "2026-01-01",
    "no",
    "0",
)
"""What people might write, or paste."""

IDS = (
    "next",
    "brief",
    "2026",
    "page-2",
    "open",
    "history",
    "ended",
    "cadence",
    "closed",
    "resolved",
    "index",
    "by-name",
    "2026-page-2",
    "0",
    "api",
    "x" * 60,
)
"""What addresses are made of."""

MANY = 300
"""Rows of the lists that have to go on on another page."""


def texts() -> Iterator[str]:
    """The texts, again and again."""
    while True:
        yield from TEXTS
