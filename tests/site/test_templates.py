from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from decision_record.pages.words import long_day, short_day
from decision_record.site.kinds import KINDS
from decision_record.site.templates import mark_days
from decision_record.site.theme import theme_folder


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
    there = {path.stem for path in (theme_folder() / "pages").glob("*.html")}
    assert {kind.name for kind in KINDS} == there
