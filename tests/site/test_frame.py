"""A stamped page is, byte for byte, the page that MkDocs renders from the same slots.

The other side of the comparison is a real page: Markdown with front matter, put through a whole
build, whose table of contents, addresses and edit link are worked out by MkDocs itself.
"""

import html
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from decision_record.site.content import Content, Page, Slots, TocEntry
from decision_record.site.errors import AddressError, FrameError
from decision_record.site.frame import Slot, cut_frame, toc_token, token
from decision_record.site.frame import TocField as Field
from decision_record.site.kinds import KINDS, FrameKind
from decision_record.site.layouts import Layouts
from decision_record.site.mkdocs_settings import read_config
from decision_record.site.plugin import DecisionRecordPlugin, front_matter
from decision_record.site.stamp import stamp, stamp_page

PLAIN = 'Ostermark, "the" account'
HOSTILE = "</title><script>alert(\"1\")</script> & 'so' &amp; {{ x }} qz0slot0body000zq <!-- ü €"
EDIT = "records/a&b/'q'/2026-03-31.yml"

CONFIGS = {
    "bare": "",
    "address": "site_url: https://example.org/a&b/record\nsite_description: All of it & more\n",
    "forge": (
        "site_url: https://example.org/\nrepo_url: https://github.com/fernhollow/record\n"
        "edit_uri: edit/main/\nsite_name: <Fern> & 'Hollow'\n"
    ),
    "features": (
        "repo_url: https://git.example.org/record\nedit_uri: edit/main/\n"
        "theme: {name: material, features: [toc.integrate, navigation.path, navigation.footer,"
        " navigation.top, navigation.sections, navigation.tabs, navigation.tabs.sticky,"
        " content.action.edit, content.action.view]}\n"
    ),
    "sidebar": (
        "theme: {name: material, palette: {scheme: slate}, features: [navigation.expand]}\n"
        "plugins: [search, decision-record]\n"
    ),
}


@dataclass(frozen=True)
class Case:
    title: str
    entries: int
    edit: str | None


CASES = {
    "no contents": Case(PLAIN, 0, None),
    "no contents, hostile, edited": Case(HOSTILE, 0, EDIT),
    "one entry, hostile": Case(HOSTILE, 1, None),
    "two entries, edited": Case(PLAIN, 2, EDIT),
    "five entries, hostile, edited": Case(HOSTILE, 5, EDIT),
}


def toc_of(case: Case) -> tuple[TocEntry, ...]:
    # Braces at the end of a heading mean something else in Markdown.
    title = case.title.replace("{{ x }} ", "")
    return tuple(TocEntry(id=f"D{n}", title=f"{title} {n}") for n in range(case.entries))


def markdown_of(case: Case, kind: FrameKind) -> str:
    """A page as a person would write it for MkDocs."""
    meta: dict[str, object] = {"title": case.title, "description": f"About {case.title}"}
    meta |= front_matter(kind, has_toc=case.entries > 0)
    lines = [*(f"{key}: {json.dumps(value)}" for key, value in meta.items()), "---", ""]
    lines.append("# Ostermark {#page-title}\n\nA *paragraph*.\n")
    for entry in toc_of(case):
        title = html.escape(entry.title, quote=False)
        lines.append(f"## {title} {{#{entry.id}}}\n\nText.\n")
    return "---\n" + "\n".join(lines)


class RealPages(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Puts one real page of each kind into a build, and notes what MkDocs made of it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.kinds: dict[str, FrameKind] = {}
        self.pages: dict[str, Page] = {}
        self.rendered: dict[str, bytes] = {}

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        steps = ("ostermark", "2026", "2026-03-31-tier-1", "a.b_c-d")
        for number, kind in enumerate(KINDS):
            address = kind.address.format(steps[number % len(steps)], "2027")
            uri = f"{address}index.md"
            if uri in files.src_uris:  # meetings by year and by record share their form
                address = kind.address.format(f"other-{number}", "2027")
                uri = f"{address}index.md"
            file = File.generated(config, uri, content=markdown_of(self.case, kind))
            file.inclusion = InclusionLevel.NOT_IN_NAV
            file.edit_uri = self.case.edit
            files.append(file)
            self.kinds[uri] = kind
        return files

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        del config
        if kind := self.kinds.get(page.file.src_uri):
            slots = Slots(
                title=self.case.title,
                description=f"About {self.case.title}",
                body=page.content or "",
                toc=toc_of(self.case),
                edit_url=html.unescape(page.edit_url) if page.edit_url else None,
            )
            self.pages[kind.name] = Page(address=page.url, frame=kind.name, make=lambda: slots)
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        for name, page in self.pages.items():
            file = Path(config.site_dir, page.address, "index.html")
            self.rendered[name] = file.read_bytes()


@contextmanager
def prepared(folder: Path, text: str) -> Iterator[tuple[MkDocsConfig, DecisionRecordPlugin]]:
    file = folder / "site_config.yml"
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Handbook")
    # Of a key that stands twice YAML takes the later one.
    base: dict[str, object] = {
        "site_name": "Fernhollow",
        "theme": "material",
        "plugins": ["decision-record"],
    }
    base["docs_dir"] = "docs"
    lines = [f"{key}: {json.dumps(value)}" for key, value in base.items() if f"{key}:" not in text]
    nav: list[object] = [{"Start <here>": "index.md"}]
    entries = [{k.nav_title: f"{k.address}index.md"} for k in KINDS[1:] if k.nav_title is not None]
    nav += [*entries[:-2], {"Two & <more>": entries[-2:]}]
    lines += [f"nav: {json.dumps(nav)}", "markdown_extensions: [attr_list]", text]
    file.write_text("\n".join(lines), encoding="utf-8")
    config = read_config(file, site_folder=folder / "site")
    plugin = config.plugins["decision-record"]
    assert isinstance(plugin, DecisionRecordPlugin)
    yield config, plugin


@pytest.fixture(scope="module", params=CONFIGS)
def configured(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Layouts]:
    """The frames that one configuration gives."""
    text = CONFIGS[request.param]
    with prepared(tmp_path_factory.mktemp("frames"), text) as (config, plugin):
        plugin.content = Content()
        build(config)
        return text, plugin.layouts


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_stamped_page_is_the_page_that_mkdocs_renders(
    configured: tuple[str, Layouts], case: Case, tmp_path: Path
) -> None:
    text, layouts = configured
    real = RealPages(case)
    with prepared(tmp_path, text) as (config, plugin):
        plugin.content, plugin.kinds = Content(), ()
        config.plugins["real"] = real
        build(config)
    assert set(real.pages) == {kind.name for kind in KINDS}
    for name, page in real.pages.items():
        assert stamp_page(layouts, page).encode() == real.rendered[name], name
        assert (page.make().edit_url is not None) == (case.edit is not None and "repo_url" in text)


def test_hostile_text_cannot_leave_its_place(configured: tuple[str, Layouts]) -> None:
    _, layouts = configured
    slots = Slots(
        title=HOSTILE,
        description=HOSTILE,
        body='<h1 id="page-title">x</h1>',
        toc=(TocEntry(id="D1", title=HOSTILE),),
        edit_url="https://example.org/?a=1&b='\"><script>alert(1)</script>",
    )
    for kind in KINDS:
        page = Page(address=kind.address.format("x", "y"), frame=kind.name, make=lambda: slots)
        assert "<script>alert" not in stamp_page(layouts, page)


def test_a_slot_that_reads_like_a_token_is_text() -> None:
    frame = cut_frame(f"<title>{token(Slot.TITLE)}</title>{token(Slot.BODY)}")
    body = f'<h1 id="page-title">{token(Slot.TITLE)}</h1>'
    slots = Slots(title=token(Slot.BODY), description="d", body=body)
    expected = f"<title>{html.escape(token(Slot.BODY))}</title>{body}"
    assert stamp(frame, slots) == expected


def listing(*entries: int) -> str:
    return "".join(
        f'<li><a href="#{toc_token(Field.ID, n)}">{toc_token(Field.TITLE, n)}</a></li>'
        for n in entries
    )


def framed(text: str) -> str:
    return f"{token(Slot.TITLE)} {token(Slot.BODY)} {text} end"


def test_the_contents_may_be_listed_in_two_places() -> None:
    frame = cut_frame(framed(f"<ul>{listing(1, 2, 3)}</ul><ol>{listing(1, 2, 3)}</ol>"))
    toc = tuple(TocEntry(id=f"D{n}", title=str(n)) for n in range(3))
    slots = Slots(title="t", description="d", body='<h1 id="page-title">', toc=toc)
    items = "".join(f'<li><a href="#D{n}">{n}</a></li>' for n in range(3))
    assert stamp(frame, slots).endswith(f"<ul>{items}</ul><ol>{items}</ol> end")


@pytest.mark.parametrize(
    "text",
    [
        listing(1),
        listing(2),
        listing(1, 1, 1),
        listing(1, 2),
        listing(1, 2, 3) + toc_token(Field.ID, 1),
        toc_token(Field.ID, 1) + listing(2, 3),
        listing(1, 2) + listing(3).replace("<a ", "<a class='last' "),
        listing(1) + listing(2).replace("</a>", "</a> ") + listing(3),
        listing(1, 2) + listing(3).replace('">', '" >'),
    ],
    ids=[
        "first only",
        "second only",
        "thrice the first",
        "two",
        "one more",
        "fields",
        "last",
        "middle",
        "inside",
    ],
)
def test_a_theme_that_treats_entries_differently_is_refused(text: str) -> None:
    with pytest.raises(FrameError, match="table of contents"):
        cut_frame(framed(text))


@pytest.mark.parametrize(
    "text", ["", token(Slot.TITLE), token(Slot.BODY), framed(token(Slot.BODY))]
)
def test_a_frame_without_title_or_with_another_number_of_bodies_is_refused(text: str) -> None:
    with pytest.raises(FrameError, match="title"):
        cut_frame(text)


def test_a_page_must_say_what_it_is(configured: tuple[str, Layouts]) -> None:
    _, layouts = configured
    slots = Slots(title="t", description="d", body='<h1 id="page-title">t</h1>')
    unknown = Page(address="", frame="nonsense", make=lambda: slots)
    with pytest.raises(FrameError, match="nonsense"):
        stamp_page(layouts, unknown)
    elsewhere = Page(address="accounts/x/y/", frame="account", make=lambda: slots)
    with pytest.raises(AddressError, match="accounts/x/y/"):
        stamp_page(layouts, elsewhere)
    silent = Slots(title="t", description="", body='<h1 id="page-title">t</h1>')
    with pytest.raises(FrameError, match="description"):
        stamp_page(layouts, Page(address="", frame="home", make=lambda: silent))
    headless = Slots(title="t", description="d", body="<p>t</p>")
    with pytest.raises(FrameError, match="h1"):
        stamp_page(layouts, Page(address="", frame="home", make=lambda: headless))
