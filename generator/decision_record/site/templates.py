"""Our templates: a view in, the body of a page out. Templates loop and link; they do not compute.

Everything is escaped. Free text is inline Markdown with HTML switched off (records.md §1).
"""

import hashlib
import re
from calendar import month_name
from collections.abc import Callable
from datetime import date, datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup, escape

from decision_record.site.cache import Cache
from decision_record.site.compiled import CompiledTemplates
from decision_record.views.shared.words import count, long_day, money, short_day

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_SPECIAL = re.compile("[&<>\"']").search
"""The characters that are escaped."""
_PLAIN = re.compile(r"[^\\`*_\[\]<>&~|!\n]*").fullmatch
"""Text in which no character means anything to Markdown or HTML."""
_MONTHS = {name: month for month, name in enumerate(month_name) if name}
_MONTHS |= {name[:3]: month for name, month in _MONTHS.items()}
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b(?:, (\d\d:\d\d)\b)?")
_LEVELS_DOWN = 2
"""How far headings in notes are moved down, because the page and its section have their own."""
_LOWEST_HEADING = 6
_LINK = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


def escape_once(value: object) -> str:
    """A value as HTML. Most are plain words or markup already, and stay as they are."""
    if type(value) is Markup or (type(value) is str and not _SPECIAL(value)):
        return value
    return escape(value)


class _Code(CodeGenerator):
    """Templates as Python that asks `escape_once`, a third faster over a page than `escape`."""

    def _output_child_pre(
        self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escape_once(")


class _Environment(Environment):
    code_generator_class = _Code
    escape_once = staticmethod(escape_once)


def open_templates(theme: Path, *, currency: str, kept: Cache | None = None) -> Environment:
    """Our templates with their filters.

    Args:
        theme: The theme folder, which holds `layouts/`, `pages/` and `fragments/`.
        currency: The currency of every amount, as its three-letter code.
        kept: Where compiled templates are kept.
    """
    environment = _Environment(
        loader=FileSystemLoader([theme / "layouts", theme / "pages", theme / "fragments"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # else every page asks the file system about every template
        bytecode_cache=CompiledTemplates(kept, compiler=_compiler()) if kept else None,
    )
    environment.filters |= {
        "prose": _prose_renderer(),
        "blocks": _blocks_renderer(),
        "day": mark_day,
        "long_day": mark_long_day,
        "moment": mark_moment,
        "dated": mark_days,
        "money": lambda amount: money(amount, currency),
        "count": count,
    }
    return environment


def _compiler() -> str:
    """What makes code of a template: this module."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


def render(template: Template, *, view: object, root: str) -> str:
    """The body of a page.

    Args:
        template: The view's template.
        view: What the page shows.
        root: The way from the page to the root of the site, as in `../../`.
    """
    return template.render(view=view, root=root)


@lru_cache(maxsize=4096)
def mark_day(day: date) -> Markup:
    """A day in short words, with the ISO day for programs."""
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), short_day(day))


@lru_cache(maxsize=4096)
def mark_long_day(day: date) -> Markup:
    """A day in full words, with the ISO day for programs."""
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), long_day(day))


def mark_moment(moment: datetime) -> Markup:
    """A day and a time."""
    words = f"{short_day(moment)}, {moment:%H:%M}"
    return Markup('<time datetime="{}">{}</time>').format(moment.isoformat(), words)


@lru_cache(maxsize=4096)
def mark_days(text: str) -> Markup:
    """Text in which days and moments stand in words, each in ISO form too for programs."""
    escaped = escape(text)
    return Markup(_DAY.sub(_mark, escaped)) if _DAY.search(escaped) else escaped  # noqa: S704


def _mark(found: re.Match[str]) -> str:
    try:
        day = date(int(found[3]), _MONTHS[found[2]], int(found[1]))
    except ValueError:
        return found[0]
    moment = f"{day.isoformat()}T{found[4]}" if found[4] else day.isoformat()
    return f'<time datetime="{moment}">{found[0]}</time>'


def _open_markdown(**options: bool) -> "MarkdownIt":
    """A Markdown renderer without HTML and images, in which a bare web address is a link."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False, "linkify": True, **options})
    markdown.disable("image").enable("linkify")
    if markdown.linkify is not None:
        markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    # markdown-it types this hook as a method that it expects to be replaced.
    markdown.validateLink = _is_link  # type: ignore[assignment]
    return markdown


def _prose_renderer() -> Callable[[str], Markup]:
    """Inline Markdown: emphasis, code and links; a blank line makes a new paragraph."""
    opened = cache(_open_markdown)

    @lru_cache(maxsize=4096)
    def prose(text: str) -> Markup:
        if _PLAIN(text) and "://" not in text:
            return escape(text)
        paragraphs = re.split(r"\n\s*\n", text.strip())
        inline = (opened().renderInline(each) for each in paragraphs)
        return Markup("<br><br>".join(inline))  # noqa: S704 - HTML is off in the renderer

    return prose


def _blocks_renderer() -> Callable[[str], Markup]:
    """Block Markdown: paragraphs, line breaks, lists, code, headings two levels down."""
    opened = cache(partial(_open_markdown, breaks=True))

    def blocks(text: str) -> Markup:
        markdown = opened()
        tokens = markdown.parse(text)
        for token in tokens:
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{min(int(token.tag[1:]) + _LEVELS_DOWN, _LOWEST_HEADING)}"
        html = markdown.renderer.render(tokens, markdown.options, {})
        return Markup(html)  # noqa: S704 - HTML is off in the renderer

    return blocks


def _is_link(address: str) -> bool:
    return bool(_LINK.match(address))
