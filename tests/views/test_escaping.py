"""No text of a record is markup on a page: no template says so, and no page has any.

The sample and the model's examples get markup behind every text, and every page is drawn from that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, nodes

from building import day
from decision_record.attention.findings import find
from decision_record.checks.configure import configure_rules
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.repository.configuration import Settings
from decision_record.repository.load import load
from decision_record.site.kinds import KIND_OF
from decision_record.site.packaged import theme_folder
from decision_record.site.plan import plan_pages
from decision_record.site.templates import open_templates, render
from decision_record.views.shared.context import make_view_context
from fernhollow import SHARED
from marking_up import example_files, marks_in, read_files, text_fields, write_marked

TEMPLATES = sorted(theme_folder().rglob("*.html"))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The body of every page of organisations with markup behind all texts, by its address."""
    organisations = {
        "sample": (read_files(SHARED), "2026-06-29"),
        "examples": (example_files(), "2026-05-06"),
    }
    return {
        f"{name}: {address}": html
        for name, (files, as_of) in organisations.items()
        for address, html in _draw(files, tmp_path_factory.mktemp(name), as_of=day(as_of))
    }


def _draw(files: Mapping[str, Any], folder: Path, *, as_of: date) -> Iterator[tuple[str, str]]:
    write_marked(files, folder)
    # The site of the two people of a one-on-one, which shows all that their records say.
    records = replace(load([folder], base=folder).records, own=True)
    ledger = replay(records, as_of)
    index = Index(records=records, ledger=ledger)
    context = make_view_context(index, findings=find(index))
    templates = open_templates(theme_folder(), currency=context.currency)
    for page in plan_pages(context, configure_rules(Settings())):
        template = templates.get_template(KIND_OF[page.frame].template)
        yield page.address, render(template, view=page.view(), root="../")


class _Markup(HTMLParser):
    """What a page has that only a text can have brought there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag.startswith("x-raw") or any(
            name.startswith(("onx", "x-raw", "<")) for name, _ in attrs
        ):
            self.found.append(self.get_starttag_text() or tag)


def test_no_text_is_markup_on_any_page(pages: Mapping[str, str]) -> None:
    found = {address: _Markup(html).found for address, html in pages.items()}
    assert {address: each for address, each in found.items() if each} == {}


def test_every_text_is_escaped_once(pages: Mapping[str, str]) -> None:
    assert [address for address, html in pages.items() if "&amp;lt;x-raw" in html] == []


def test_the_look_sees_what_is_not_escaped() -> None:
    assert _Markup("<p>a <x-raw onx='1'></p>").found
    assert _Markup("""<p title="a "'><x-raw onx='1'>">b</p>""").found
    assert not _Markup("<p>a &lt;x-raw onx=&#39;1&#39;&gt;</p>").found


NOT_SHOWN = {
    "people/email",  # whose commits are whose
    "meeting/decisions.to",  # a seat, shown as its holder
    "update/decisions.to",
}
"""What pages go by, and do not say."""


def test_every_text_that_a_record_may_hold_is_on_some_page(pages: Mapping[str, str]) -> None:
    shown = {name for html in pages.values() for name in marks_in(html)}
    assert set(text_fields()) - shown == NOT_SHOWN


def _uses(template: Path) -> Iterator[str]:
    """What in a template decides about escaping: filters, and switches."""
    tree = Environment(autoescape=True).parse(template.read_text("utf-8"))
    yield from (each.name for each in tree.find_all(nodes.Filter))
    switches = (nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)
    yield from ("autoescape" for _ in tree.find_all(switches))
    yield from (each.name for each in tree.find_all(nodes.Name))


UNSAFE = {"safe", "autoescape", "Markup", "tojson", "xmlattr", "urlize", "format"}
"""What gives out text as it is, or as markup of its own."""


@pytest.mark.parametrize(
    "template", TEMPLATES, ids=lambda path: path.relative_to(theme_folder()).as_posix()
)
def test_no_template_marks_a_text_as_safe(template: Path) -> None:
    assert set(_uses(template)) & UNSAFE == set()
