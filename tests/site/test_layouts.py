"""MkDocs renders a few layouts; what a kind of page has of its own is put in afterwards.

That the result is what MkDocs would have rendered is held, byte for byte, in `test_frame.py`.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.utils import get_relative_url

from decision_record.site.addresses import link_from
from decision_record.site.content import Content, Page
from decision_record.site.kinds import KINDS, FrameKind
from decision_record.site.layouts import FAR, SECTION, SHARED, layouts_of, mark_section, place
from decision_record.site.mkdocs_settings import read_config
from decision_record.site.plugin import DecisionRecordPlugin

PAGE = FrameKind(name="account-open", address="accounts/{}/open/")
STEP = "qz0slot0step000zq"

steps = st.lists(st.sampled_from(["accounts", "a.b", "x-y", "open", "ä%20b"]), max_size=4)
endings = st.sampled_from(["", "/", "/#D1", "/?q=1/2", "/app.js"])


@given(here=steps, there=steps, ending=endings)
@example(here=[], there=[], ending="")
@example(here=["accounts"], there=[], ending="/")
def test_a_link_is_the_one_that_mkdocs_makes(
    here: list[str], there: list[str], ending: str
) -> None:
    address, target = "".join(f"{step}/" for step in here), "/".join(there) + ending
    assert link_from(address, target or None) == get_relative_url(target or ".", address)
    seen = get_relative_url(target or ".", FAR)
    kind = FrameKind(name="x", address=f"{address}{{}}/")
    expected = get_relative_url(target or ".", f"{address}{STEP}/")
    assert place(f'<a href="{seen}">', kind) == f'<a href="{expected}">'


def test_a_link_that_leaves_the_site_still_leaves_it() -> None:
    assert place('"../' + "../" * 8 + 'other/"', PAGE) == '"../../../../other/"'


def test_the_address_of_a_layout_gives_way_to_that_of_the_kind() -> None:
    text = f'<link rel="canonical" href="https://example.org/{FAR}">'
    assert (
        place(text, PAGE)
        == f'<link rel="canonical" href="https://example.org/accounts/{STEP}/open/">'
    )


def test_a_layout_keeps_what_is_marked_for_the_section_of_a_kind() -> None:
    marked = mark_section(
        "all "
        + mark_section("one ", urls=["accounts/"], section=SECTION)
        + mark_section("two ", urls=["pods/"], section=SECTION),
        urls=["accounts/", "pods/"],
        section=SECTION,
    )
    other = FrameKind(name="theme", address="themes/{}/")
    assert place(f"<{marked}>", PAGE) == "<all one >"
    assert place(f"<{marked}>", other) == "<>"


@pytest.mark.parametrize("section", ["accounts/", "pods/", None])
def test_a_page_of_one_section_has_no_marks(section: str | None) -> None:
    text = mark_section("text", urls=["accounts/"], section=section)
    assert text == ("text" if section == "accounts/" else "")


def test_kinds_that_are_not_in_the_navigation_share_three_layouts() -> None:
    many = [kind for kind in KINDS if not kind.is_single]
    assert len(many) > 30
    assert layouts_of(many) == SHARED


def test_a_build_renders_a_layout_once_for_each_variant_that_is_needed(
    config_file: Path, page: Callable[..., Page]
) -> None:
    config = read_config(config_file, site_folder=config_file.parent / "site")
    plugin = config.plugins["decision-record"]
    assert isinstance(plugin, DecisionRecordPlugin)
    single = [kind for kind in KINDS if kind.is_single]
    plugin.content = Content(pages=[page(kind.address, kind.name) for kind in single])
    build(config)
    rendered = plugin.layouts.rendered
    assert len(rendered) == len(single) + 4 * len(SHARED)
    for html in rendered.values():
        assert len(re.findall("qz0slot0body000zq", html)) == 1
