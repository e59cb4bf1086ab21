"""Code and styles that a page holds itself, and what a page loads from other hosts.

A policy that lets only files of the site run has to name each inline script by its hash. This
module finds them in HTML; it knows neither MkDocs nor where a page comes from.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Self

_ELEMENT = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"""\btype\s*=\s*["']?application/(?:ld\+)?json\b""", re.IGNORECASE)
"""The type of a script that is never run, such as Material's own configuration."""
_NAME, _VALUE = r"""[^\s=>"'/]++""", r"""(?:"[^"]*+"|'[^']*+'|[^\s"'>]++)"""
_ATTRIBUTE = re.compile(rf"({_NAME})(?:\s*+=\s*+({_VALUE}))?+")
_TAG = re.compile(rf"<([a-z][^\s/>]*+)((?:\s++|/|{_ATTRIBUTE.pattern})*+)>")
_HANDLER = re.compile(r"on(?<![\w-]on)[a-z]+\s*=")
_SUSPECTS = (re.compile(r"style\s*="), _HANDLER, re.compile(r"https?://"), re.compile("[\"'=]//"))
"""What a tag of interest holds; each begins with letters that are quickly found."""
_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_LOADED_BY = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "video": "src",
    "audio": "src",
    "source": "src",
    "embed": "src",
    "object": "data",
}
"""The attribute by which an element loads something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """What pages hold and a strict policy would keep out."""

    scripts: frozenset[str] = frozenset()
    """The texts of scripts."""
    styles: frozenset[str] = frozenset()
    """The texts of `<style>` elements."""
    attributes: frozenset[str] = frozenset()
    """Attributes with a script or a style: `style`, `onclick`. No hash lets them through."""
    loaded: frozenset[str] = frozenset()
    """Addresses at other hosts from which something is loaded."""
    has_data_images: bool = False
    """Whether the page holds pictures itself."""
    has_media: bool = False
    """Whether sound or film is played."""

    @property
    def is_code(self) -> bool:
        """Whether there are scripts or styles."""
        return bool(self.scripts or self.styles or self.attributes)

    def change(self, text: Callable[[str], str]) -> "Inline":
        """The same with other texts of scripts and styles."""
        return replace(
            self,
            scripts=frozenset(map(text, self.scripts)),
            styles=frozenset(map(text, self.styles)),
        )

    def __or__(self, other: Self) -> "Inline":
        """All that one or the other holds."""
        return Inline(
            scripts=self.scripts | other.scripts,
            styles=self.styles | other.styles,
            attributes=self.attributes | other.attributes,
            loaded=self.loaded | other.loaded,
            has_data_images=self.has_data_images or other.has_data_images,
            has_media=self.has_media or other.has_media,
        )


@dataclass(slots=True)
class _Found:
    attributes: set[str] = field(default_factory=set)
    loaded: set[str] = field(default_factory=set)


def find_inline(html: str) -> Inline:
    """All inline scripts and styles of a page, or of a part of one."""
    texts: dict[str, set[str]] = {"script": set(), "style": set()}
    for name, attributes, text in _ELEMENT.findall(html):
        if text and not _DATA.search(attributes):
            texts[name.lower()].add(text)
    found, bare = _Found(), _ELEMENT.sub(r"<\1\2>", html).lower()
    for name, attributes in _suspicious_tags(bare):
        _look_at(name, attributes, found)
    return Inline(
        scripts=frozenset(texts["script"]),
        styles=frozenset(texts["style"]),
        attributes=frozenset(found.attributes),
        loaded=frozenset(found.loaded),
        has_data_images='src="data:' in bare,
        has_media="<video" in bare or "<audio" in bare,
    )


def may_hold_inline(html: str) -> bool:
    """Whether a part of a page, in our own spelling, deserves a closer look. It takes no time."""
    return (
        "<script" in html
        or "<style" in html
        or "style=" in html
        or _HANDLER.search(html) is not None
    )


def hash_of(text: str) -> str:
    """The name by which a policy lets an inline script or style through."""
    # A browser hashes what it has parsed, in which every end of line is a line feed.
    parsed = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "xmlcharrefreplace")
    return f"'sha256-{b64encode(hashlib.sha256(parsed).digest()).decode()}'"


def _suspicious_tags(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The tags that may hold a script, a style or another host, with their attributes."""
    seen: set[int] = set()
    for suspect in _SUSPECTS:
        for hit in suspect.finditer(html):
            start = html.rfind("<", 0, hit.start())
            if start in seen or html.endswith(_NAMESPACE, 0, hit.start()):
                continue
            seen.add(start)
            if tag := _TAG.match(html, max(start, 0)):
                values = _ATTRIBUTE.findall(tag[2])
                yield tag[1], {name: value.strip("\"'") for name, value in values}


_NAMESPACE = 'xmlns="'


def _look_at(name: str, attributes: dict[str, str], found: _Found) -> None:
    for attribute in attributes:
        if attribute == "style" or (attribute.startswith("on") and attribute.isalpha()):
            found.attributes.add(attribute)
    address = attributes.get(_LOADED_BY.get(name, ""), "")
    if name == "link" and "stylesheet" in attributes.get("rel", "").split():
        address = attributes.get("href", "")
    if _ELSEWHERE.match(address):
        found.loaded.add(address)
