"""The plugin that MkDocs runs: it has the layouts rendered, and stamps the pages.

For each layout MkDocs gets one page whose title, body and so on are tokens. It is rendered once for
each variant that may be needed, like any page of the site, and is not written; when MkDocs is done,
all pages of the content are stamped into the same folder.
"""

import logging
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import escape
from mkdocs.config.base import ConfigErrors, ConfigWarnings, LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from decision_record.site.compiled import CompiledTemplates
from decision_record.site.content import PAGE_TITLE_ID, Content
from decision_record.site.errors import SiteError
from decision_record.site.frame import (
    TOC_ENTRIES,
    Slot,
    TocField,
    cut_frame,
    toc_token,
    token,
)
from decision_record.site.guide import add_guide, move_guide, navigation
from decision_record.site.headers import Headers, make_headers
from decision_record.site.inline import Inline, find_inline
from decision_record.site.inspection import keep_out_varying, needs_of, say_kept_out
from decision_record.site.kinds import KINDS, FrameKind
from decision_record.site.layouts import (
    FAR,
    VARIANTS,
    Layouts,
    Variant,
    layout_of,
    layouts_of,
    mark_section,
    place,
)
from decision_record.site.prepare import content_of
from decision_record.site.robots import forbid_indexing
from decision_record.site.shell import Shell, take_files
from decision_record.site.stamp import make_single_pages
from decision_record.site.theme import apply_theme, asset_files, published_folders
from decision_record.site.write import WriteTotals, write_content

if TYPE_CHECKING:
    from decision_record.site.keeping import Keeping

_FIRST, _LAST = 100, -100
_LOGGER = logging.getLogger("mkdocs.plugins.decision-record")


class DecisionRecordPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """MkDocs' view of the generator.

    An instance serves one build. (With an `on_startup` MkDocs would keep it for the life of the
    process, and one build's content would be there in the next.)
    """

    def __init__(self) -> None:
        """Begin without content: `build_site` gives it, or `on_config` makes it."""
        self.kinds: tuple[FrameKind, ...] = KINDS
        self.content: Content | None = None
        """What the next build publishes beside the hand-written pages."""
        self.wanted: Mapping[str, Sequence[Variant]] | None = None
        """The variants of the layouts in the navigation; all, of one that is not named."""
        self.keeping: Keeping | None = None
        """Where the build's shell and compiled templates are kept for the next one."""
        self.shell: Shell | None = None
        """What MkDocs made, where it is to be kept and can be."""
        self.written: WriteTotals | None = None
        """What the build wrote."""
        self._layout_of: dict[str, FrameKind] = {}
        self._pending: dict[str, deque[Variant]] = {}
        self._rendered: dict[tuple[str, Variant], str] = {}
        self._guide: tuple[str, ...] = ()
        self._copied: Mapping[str, Path] = {}
        """Where the files come from that MkDocs copies, by their paths in the site."""
        self._theme = Inline()
        """What the theme's part of all pages holds."""
        self._pages = Inline()
        """What hand-written pages hold."""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Let all options pass: `settings` reads and checks them, whoever starts the build."""
        del options
        self.config = LegacyConfig((), config_file_path=config_file_path)
        return [], []

    @property
    def layouts(self) -> Layouts:
        """The layouts, once the build is over."""
        kinds = {kind.name: kind for kind in self.kinds}
        return Layouts(kinds=kinds, rendered=dict(self._rendered))

    @event_priority(_FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Dress the site."""
        if self.content is None:
            try:
                self.content = content_of(
                    Path(config.config_file_path),
                    published=published_folders(config),
                    nav=config.nav,
                )
            except SiteError as error:
                raise PluginError(str(error)) from error
        apply_theme(config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a page for each layout, once for each variant; move the guide; add our assets."""
        move_guide(files, config)
        add_guide(files, config)
        for file in asset_files(config):
            files.append(file)
        if self.wanted is None:
            try:
                self.content, self.wanted = make_single_pages(self.content or Content(), self.kinds)
            except SiteError as error:
                raise PluginError(str(error)) from error
        for layout in layouts_of(self.kinds):
            for number, _ in enumerate(self._variants_of(layout)):
                file = _layout_file(layout, number, config)
                self._layout_of[file.src_uri] = layout
                files.append(file)
        if config.nav is None:
            config.nav = navigation(files, self.kinds)
        return files

    def _variants_of(self, layout: FrameKind) -> Sequence[Variant]:
        return (self.wanted or {}).get(layout.name, VARIANTS)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Let the variants of a layout share the page that is in the navigation."""
        del config
        guide = next((each.parent for each in nav.pages if each.url == "guide/"), None)
        for layout in layouts_of(self.kinds):
            first, *others = (
                file
                for uri, of in self._layout_of.items()
                if of is layout
                if (file := files.get_file_from_path(uri)) is not None
            )
            if first.page is None:
                raise PluginError(f"MkDocs made no page for the layout `{layout.name}`")
            for file in others:
                file.page = first.page
            # Without a title of its own the page would show its token in everyone's navigation.
            if "title" not in vars(first.page):
                first.page.title = layout.nav_title or layout.name
            self._pending[first.src_uri] = deque(self._variants_of(layout))
            if layout.in_guide and first.page.parent is None:
                first.page.parent = guide
        for item in _items(nav.items):
            if vars(item).get("title") is not None:
                item.title = escape(item.title)
        return nav

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Escape what a hand-written page says about itself, before its title is used."""
        del config, files
        _escape_meta(page)
        return markdown

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give a layout the slots of its next variant."""
        del config, nav
        if (pending := self._pending.get(page.file.src_uri)) is not None:
            _set_slots(page, self._layout_of[page.file.src_uri], pending[0])
        _escape_meta(page)
        return context

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep a rendered layout, which is not itself a page of the site."""
        del config
        output = self._hide_from_robots(output)
        own = "" if page.file.src_uri in self._pending else page.content or ""
        found = find_inline(output.replace(own, "", 1) if own else output)
        if own:
            self._look_into(own, name=page.file.src_uri)
        if (pending := self._pending.get(page.file.src_uri)) is None:
            self._theme |= found
            return output
        layout = self._layout_of[page.file.src_uri]
        try:
            cut_frame(output)
        except SiteError as error:
            raise PluginError(f"The layout `{layout.name}`: {error}") from error
        self._rendered[layout.name, pending.popleft()] = output
        for kind in self.kinds:
            if layout_of(kind).name == layout.name:
                self._theme |= found.change(partial(place, kind=kind))
        return ""

    @event_priority(_LAST)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """See to pages of the theme that belong to no file, such as the one for wrong addresses."""
        del config
        if not template_name.endswith(".html"):
            return output_content
        html = self._hide_from_robots(output_content)
        self._theme |= find_inline(html)
        return html

    def _look_into(self, html: str, *, name: str) -> None:
        """Note what a hand-written page holds, and warn of what a browser will not run or show."""
        found = find_inline(html)
        self._pages |= found
        for warning in say_kept_out(found, where=f"`{name}`"):
            _LOGGER.warning(warning)

    def _hide_from_robots(self, html: str) -> str:
        """A page that asks not to be listed, unless the site is public."""
        is_public = self.content is not None and self.content.is_public
        return html if is_public else forbid_indexing(html)

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Give the theme the notice of every page and a filter, note the hand-written pages."""
        del config
        env.filters["in_section"] = _in_section
        if self.keeping:
            compiler = f"mkdocs {sorted(env.extensions)}"
            env.bytecode_cache = CompiledTemplates(self.keeping.cache, compiler=compiler)
        env.globals["notice"] = escape(self.content.notice or "") if self.content else ""
        self._guide = tuple(
            file.url for file in files.documentation_pages() if file.src_uri not in self._layout_of
        )
        self._copied = {
            file.dest_uri: Path(file.abs_src_path)
            for file in files
            if file.abs_src_path and not file.is_documentation_page()
        }
        for file in files.static_pages():
            self._look_into(file.content_string, name=file.src_uri)
        return env

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Stamp and write everything."""
        # With this feature Material's script asks the sitemap which addresses it may fetch.
        is_instant = "navigation.instant" in (config.theme.get("features") or ())
        content = replace(self.content or Content(), wants_sitemap=is_instant)
        folder = Path(config.site_dir)
        own = config.theme.custom_dir
        where = f"a template in `{Path(own).name}`" if own else "the theme"
        for warning in say_kept_out(keep_out_varying(self._theme), where=where):
            _LOGGER.warning(warning)
        needs = needs_of(theme=self._theme, pages=self._pages, folder=folder)
        headers = make_headers(needs, is_public=content.is_public)
        self.shell = self._shell(config, headers=headers, wants_sitemap=is_instant)
        try:
            self.written = write_content(
                content,
                layouts=self.layouts,
                folder=folder,
                site_url=config.site_url,
                other_pages=self._guide,
                headers=headers,
            )
        except SiteError as error:
            raise PluginError(str(error)) from error

    def _shell(
        self, config: MkDocsConfig, *, headers: Headers, wants_sitemap: bool
    ) -> Shell | None:
        """What MkDocs made, before any page is stamped."""
        if self.keeping is None:
            return None
        folder = Path(config.site_dir)
        taken = take_files(folder, sources=self._copied, roots=self.keeping.roots)
        if taken is None:
            return None
        texts, copies = taken
        return Shell(
            texts=texts,
            copies=copies,
            layouts=self._rendered,
            pages=self._guide,
            headers=headers,
            site_url=config.site_url,
            wants_sitemap=wants_sitemap,
        )


def front_matter(kind: FrameKind, *, has_toc: bool) -> dict[str, object]:
    """What the page of a kind says about itself; only the guide has a side navigation."""
    hidden = {"navigation": not kind.in_guide, "toc": not has_toc}
    hide = [part for part, is_hidden in hidden.items() if is_hidden]
    return {
        "section": kind.section,
        "hide": hide,
        "sheet": kind.is_sheet,
        "search": {"exclude": True},
    }


def _layout_file(layout: FrameKind, number: int, config: MkDocsConfig) -> File:
    """The file of a layout. The first one bears the name by which the navigation knows a page."""
    first = layout.address != FAR and number == 0
    name = f"{layout.address}index.md" if first else f"decision-record/{layout.name}-{number}.md"
    file = File.generated(config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.dest_uri = f"{layout.address}index.html"
    return file


@jinja2.pass_context
def _in_section(
    context: jinja2.runtime.Context, text: str, items: Iterable[Any], *, always: object = False
) -> str:
    """For our templates: a text that only pages have that belong to one of some entries."""
    if always:
        return text
    page = context.get("page")
    section = page.meta.get("section") if page else None
    urls = [url for each in items if isinstance(url := getattr(each, "url", None), str)]
    return mark_section(text, urls=urls, section=section)


def _set_slots(page: Page, kind: FrameKind, variant: Variant) -> None:
    """Make a page a layout of one variant: its texts are tokens."""
    page.meta = {
        "title": token(Slot.TITLE),
        "description": token(Slot.DESCRIPTION),
        **front_matter(kind, has_toc=variant.has_toc),
    }
    page.content = token(Slot.BODY)
    page.edit_url = token(Slot.EDIT_URL) if variant.has_edit else None
    heading = AnchorLink(token(Slot.TITLE), PAGE_TITLE_ID, 1)
    if variant.has_toc:
        heading.children = [
            AnchorLink(toc_token(TocField.TITLE, entry), toc_token(TocField.ID, entry), 2)
            for entry in TOC_ENTRIES
        ]
    page.toc = TableOfContents([heading])


def _escape_meta(page: Page) -> None:
    """Escape the texts that Material writes as they are. Doing it twice changes nothing."""
    for key in ("title", "description", "author"):
        if page.meta.get(key) is not None:
            page.meta[key] = escape(page.meta[key])
    if page.canonical_url is not None:
        page.canonical_url = escape(page.canonical_url)
    if page.edit_url is not None:
        page.edit_url = escape(page.edit_url)


def _items(items: Iterable[Any]) -> Iterator[Any]:
    """Every page, section and link of a navigation."""
    for item in items:
        yield item
        yield from _items(item.children or ())
