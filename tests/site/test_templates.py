import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import nodes
from markupsafe import Markup

from decision_record.site.kinds import KINDS
from decision_record.site.packaged import theme_folder
from decision_record.site.templates import mark_days, open_templates
from decision_record.views.shared.words import long_day, short_day


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (
            "Shipped 18 May 2026",
            'Shipped <time datetime="2026-05-18">18 May 2026</time>',
        ),
        (
            "from 1 Mar 2026 to 30 September 2026.",
            (
                'from <time datetime="2026-03-01">1 Mar 2026</time> to '
                '<time datetime="2026-09-30">30 September 2026</time>.'
            ),
        ),
        (
            "27 Feb 2026, 09:15",
            '<time datetime="2026-02-27T09:15">27 Feb 2026, 09:15</time>',
        ),
        ("31 Feb 2026", "31 Feb 2026"),
        ("in May 2026", "in May 2026"),
        ("<b> & 18 May", "&lt;b&gt; &amp; 18 May"),
        (Markup("<em>18 May 2026</em>"), '<em><time datetime="2026-05-18">18 May 2026</time></em>'),
    ],
)
def test_days_in_words_carry_their_iso_day(text: str, marked: str) -> None:
    assert mark_days(text) == marked


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_that_pages_say_is_known(day: date) -> None:
    for words in (short_day(day), long_day(day)):
        assert mark_days(words) == f'<time datetime="{day.isoformat()}">{words}</time>'


def test_every_kind_of_page_has_a_template() -> None:
    there = {path.name for path in (theme_folder() / "pages").glob("*.html")}
    assert {kind.template for kind in KINDS} == there


def test_no_template_asks_for_a_word_that_a_reader_sees() -> None:
    """What is compared is an id or the name of a tone; words may change without a page changing."""
    environment = open_templates(theme_folder(), currency="USD")
    for path in theme_folder().glob("[lpf]*/*.html"):
        for compared in environment.parse(path.read_text("utf-8")).find_all(nodes.Compare):
            for text in compared.find_all(nodes.Const):
                assert not isinstance(text.value, str) or re.fullmatch(r"[a-z-]+", text.value)


def rendered(name: str, text: str) -> str:
    """A text as a template shows it with one of our filters."""
    templates = open_templates(theme_folder(), currency="USD")
    return str(templates.from_string("{{ text | " + name + " }}").render(text=text))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "See https://acme.example/a?b=1&c=2.",
            'See <a href="https://acme.example/a?b=1&amp;c=2">https://acme.example/a?b=1&amp;c=2</a>.',
        ),
        ("**Now**: http://acme.example", '<strong>Now</strong>: <a href="http://acme.example">'),
        ("acme.example and ana@acme.example", "acme.example and ana@acme.example"),
        ("javascript://acme.example", "javascript://acme.example"),
        ("`https://acme.example`", "<code>https://acme.example</code>"),
        ("<b>https://acme.example</b>", "&lt;b&gt;"),
    ],
)
def test_a_bare_web_address_is_a_link(text: str, html: str) -> None:
    shown = rendered("prose", text)
    assert html in shown
    assert ("<a " in shown) == ("<a " in html or "&lt;b&gt;" in html)


def test_notes_keep_the_shape_of_pasted_minutes() -> None:
    notes = """# Minutes
Ana: one
Bo: two

- first
- second

```
A1  Ana
```
<script>alert(1)</script> ![x](https://acme.example/x.png)
"""
    html = rendered("blocks", notes)
    assert "<h3>Minutes</h3>" in html
    assert "<p>Ana: one<br />\nBo: two</p>" in html
    assert "<li>first</li>\n<li>second</li>" in html
    assert "<pre><code>A1  Ana\n</code></pre>" in html
    assert "<script>" not in html
    assert "<img" not in html


def test_no_heading_of_notes_is_above_the_pages_own_sections() -> None:
    html = rendered("blocks", "# a\n## b\n##### c\n###### d")
    assert [tag for tag in ("<h1", "<h2") if tag in html] == []
    assert html.count("<h6>") == 2
