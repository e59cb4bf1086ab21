"""MkDocs' settings that need no MkDocs to be sure of: the few that nearly every company has.

`check` starts at once, and MkDocs takes longer to import than a thousand records to read. So it is
asked only where the file holds something that is not obviously right. This module never says what
is wrong: that is MkDocs' to say.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from decision_record.repository.configuration import PLUGIN
from decision_record.source.read import Data

_TEXT = re.compile(r"[^\W\d_]\w+[ \w.,:;'/()&<>+-]*")
"""A text that YAML takes for nothing else, but for the words below."""
_NO_TEXT = frozenset({"yes", "no", "on", "off", "true", "false", "null"})
_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w./~%-]*)?")
_EXTENSIONS = frozenset(
    {"abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"}
)
"""Markdown extensions that come with Python-Markdown and work without options."""


def are_usual(data: Mapping[str, Data], *, folder: Path) -> bool:
    """Whether nothing in a configuration can be refused.

    Args:
        data: The configuration, every scalar as text.
        folder: The folder that holds it.
    """
    return (
        "site_name" in data
        and all(key in _USUAL and _USUAL[key](value) for key, value in data.items())
        and ("docs_dir" not in data or _is_folder(data["docs_dir"], below=folder))
    )


def _is_folder(name: Data, *, below: Path) -> bool:
    """Whether a folder lies below that of the configuration, by a name without detours."""
    steps = PurePosixPath(name).parts if isinstance(name, str) else ()
    return bool(steps) and not {"..", "/"} & set(steps) and below.joinpath(*steps).is_dir()


def _is_text(value: Data) -> bool:
    return (
        isinstance(value, str)
        and _TEXT.fullmatch(value) is not None
        and value.lower() not in _NO_TEXT
    )


def _is_address(value: Data) -> bool:
    return isinstance(value, str) and _ADDRESS.fullmatch(value) is not None


def _is_material(value: Data) -> bool:
    return value in ("material", {"name": "material"})


def _are_ours(value: Data) -> bool:
    """Whether plugins are ours and MkDocs' search; the options of ours are read elsewhere."""
    if isinstance(value, dict):
        return set(value) <= {PLUGIN}
    return isinstance(value, list) and all(
        each in (PLUGIN, "search") or (isinstance(each, dict) and set(each) == {PLUGIN})
        for each in value
    )


def _is_nav(value: Data) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_entry, value))


def _is_entry(value: Data) -> bool:
    if isinstance(value, dict) and len(value) == 1:
        ((title, inner),) = value.items()
        return _is_text(title) and (_is_path(inner) or _is_nav(inner))
    return _is_path(value)


def _is_path(value: Data) -> bool:
    return isinstance(value, str) and (_is_text(value) or _is_address(value))


def _are_paths(value: Data) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _are_extensions(value: Data) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, str) and each in _EXTENSIONS for each in value
    )


_USUAL: Mapping[str, Callable[[Data], bool]] = MappingProxyType(
    {
        "site_name": _is_text,
        "site_description": _is_text,
        "site_author": _is_text,
        "copyright": _is_text,
        "site_url": _is_address,
        "repo_url": _is_address,
        "repo_name": _is_text,
        "edit_uri": _is_text,
        "docs_dir": _is_text,
        "site_dir": _is_text,
        "theme": _is_material,
        "plugins": _are_ours,
        "nav": _is_nav,
        "extra_css": _are_paths,
        "markdown_extensions": _are_extensions,
    }
)
