"""Addresses within the site: their form, and the way from one to another.

An address is relative to the root of the site, uses `/`, and ends with one: "" is the home page,
`accounts/ostermark/` a page two levels below it.
"""

import posixpath
import re

from decision_record.site.errors import AddressError

PIECE = r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*"
"""One step of an address: an identity of records.md §1, a year, or the code of a rule."""

_ADDRESS = re.compile(rf"(?:{PIECE}/)*")
_PATH = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9._-]*/)*[A-Za-z0-9][A-Za-z0-9._-]*")


def page_path(address: str) -> str:
    """The file in which the page of an address lives: `accounts/` → `accounts/index.html`."""
    if not _ADDRESS.fullmatch(address):
        raise AddressError(f"`{address}` is not an address: letters, digits, . _ - and /")
    return f"{address}index.html"


def document_path(path: str) -> str:
    """The path of a document, checked: no step leads out of the site or is hidden."""
    if not _PATH.fullmatch(path):
        raise AddressError(f"`{path}` is not a path within the site")
    return path


def root_from(address: str) -> str:
    """The way from a page to the root of the site: `accounts/ostermark/` → `../../`.

    The home page's is "./", so that a link made by adding to it is never empty.
    """
    return "../" * address.count("/") or "./"


def link_from(address: str, target: str | None) -> str:
    """The link from a page to a place of the site, as MkDocs writes it.

    The place may have a query or a fragment; None is the root without a slash at its end.
    """
    here, there = _steps(address), _steps(target or "")
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    link = "/".join([".."] * (len(here) - shared) + there[shared:]) or "."
    return f"{link}/" if target is not None and (not target or target.endswith("/")) else link


def _steps(address: str) -> list[str]:
    return [step for step in address.split("/") if step]


def way(*, start: str, target: str) -> str:
    """The relative address that leads from one page to another."""
    return posixpath.relpath(f"/{target}", f"/{start}") + "/"
