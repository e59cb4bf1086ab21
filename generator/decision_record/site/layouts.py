"""Layouts: what MkDocs renders, of which a frame is made for each kind of page.

Two kinds of page differ in their frames by no more than where they are and which entry of the
navigation is marked for them. So MkDocs renders a layout once, with marks for both, and here the
marks give way to what a kind is. A page that is itself in the navigation has a layout of its own.

* Where: a layout is rendered at an address so deep that every link in it begins with as many steps
  up as no other text has. Such a link is written again from the address of the kind.
* Which entry: our templates ask the filter `in_section`, which marks the text that only pages of
  some entries have. The text stays or goes.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from decision_record.site.addresses import link_from
from decision_record.site.frame import STEPS, Frame, cut_frame, token
from decision_record.site.kinds import FrameKind

_FAR = "qz0far0zq"
_DEPTH = 8
FAR = f"{_FAR}/" * _DEPTH
"""The address at which a layout is rendered."""
SECTION = "qz0section0zq"
"""The entry of the navigation that the pages of such a layout belong to."""

_LINK = re.compile(
    rf"((?:\.\./)*)(?:\.\./){{{_DEPTH - 1}}}\.\.(?:/([^\s\"'<>\\]*)|(?![^\s\"'<>\\]))"
)
_MARK = re.compile(r"qz0(?:in0([0-9a-f]*)0|out0)zq")
_END = "qz0out0zq"

SHARED: tuple[FrameKind, ...] = (
    FrameKind(name="page", address=FAR, within=SECTION),
    FrameKind(name="sheet", address=FAR, within=SECTION, is_sheet=True),
    FrameKind(name="reference", address=FAR, within="guide/"),
)
"""The layouts of pages that are not in the navigation: any, sheets of paper, those of the guide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What decides which of its layouts a page needs: a theme leaves out what is empty."""

    has_toc: bool
    has_edit: bool


VARIANTS: tuple[Variant, ...] = tuple(
    Variant(has_toc=has_toc, has_edit=has_edit)
    for has_toc in (True, False)
    for has_edit in (True, False)
)


def layout_of(kind: FrameKind) -> FrameKind:
    """The layout of a kind of page: its own, or a shared one."""
    if kind.is_single:
        return kind
    page, sheet, reference = SHARED
    if kind.in_guide:
        return reference
    return sheet if kind.is_sheet else page


def layouts_of(kinds: Iterable[FrameKind]) -> tuple[FrameKind, ...]:
    """The layouts of some kinds of page, each once."""
    return tuple({layout.name: layout for layout in map(layout_of, kinds)}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Layouts:
    """The layouts of one build."""

    kinds: Mapping[str, FrameKind]
    rendered: Mapping[tuple[str, Variant], str]
    """The HTML of each layout, by its name."""
    _frames: dict[tuple[str, Variant], Frame] = field(default_factory=dict)
    """The frames that were made so far."""

    def frame_of(self, kind: FrameKind, variant: Variant) -> Frame:
        """The frame of a kind of page."""
        key = kind.name, variant
        if key not in self._frames:
            html = self.rendered[layout_of(kind).name, variant]
            self._frames[key] = cut_frame(place(html, kind))
        return self._frames[key]


def place(html: str, kind: FrameKind) -> str:
    """A layout, or a part of one, as the pages of a kind have it."""
    if kind.is_single:
        return html
    address = kind.address.format(*map(token, STEPS))
    return _LINK.sub(
        lambda found: found[1] + link_from(address, found[2]),
        _keep_section(html, kind.section).replace(FAR, address),
    )


def mark_section(text: str, *, urls: Iterable[str], section: object) -> str:
    """A text that only pages of some entries have, for a page of one section, or for a layout."""
    if section == SECTION:
        entries = "\n".join(urls).encode().hex()
        return f"qz0in0{entries}0zq{text}{_END}"
    return text if section in tuple(urls) else ""


def _keep_section(html: str, section: str) -> str:
    """A layout without what is marked for other entries of the navigation."""
    start, *rest = _MARK.split(html)
    kept, shown = [start], [True]
    for urls, text in zip(rest[::2], rest[1::2], strict=True):
        if urls is None:
            shown.pop()
        else:
            shown.append(section in bytes.fromhex(urls).decode().split("\n"))
        if all(shown):
            kept.append(text)
    return "".join(kept)
