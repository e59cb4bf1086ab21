"""What MkDocs makes a site of, and a hash of all of it: the same hash, the same shell.

Where something may change what is made and cannot be seen here, there is no hash: hooks and other
plugins are code that may ask the network or the clock. This module imports nothing of MkDocs.
"""

import hashlib
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from decision_record import __version__
from decision_record.repository.configuration import PLUGIN
from decision_record.site.packaged import theme_folder
from decision_record.site.shell import Roots
from decision_record.source.files import read_record
from decision_record.source.read import Data, read

_FORM = "1"
"""The form of a shell; it changes with `shell.py`."""
_UNSEEN = frozenset({"hooks", "INHERIT", "extra_templates"})
"""Settings that bring in code, or files that are not looked at."""
_PLUGINS = frozenset({PLUGIN, "search", "material/search"})
_EXTENSIONS = frozenset(
    {
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
        *("footnotes", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
        *("pymdownx.betterem", "pymdownx.caret", "pymdownx.critic", "pymdownx.details"),
        *("pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.mark"),
        *("pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed"),
        *("pymdownx.tasklist", "pymdownx.tilde"),
    }
)
"""Markdown extensions that read no files and ask for no time."""
_VARYING = re.compile(rb"build_date|update_date|\brandom\b|\blipsum\b")
"""What a template may say to come out differently each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What MkDocs makes a site of, where all of it can be seen."""

    config: bytes
    docs: Path | None
    """The company's own docs_dir."""
    templates: Path | None
    """The company's own templates, and their files."""

    @property
    def published(self) -> tuple[Path, ...]:
        """The company's folders whose files are published as they are."""
        return tuple(each for each in (self.docs, self.templates) if each)

    @property
    def roots(self) -> Roots:
        """The folders that files are copied from, the more special ones first."""
        known = {
            "docs": self.docs,
            "templates": self.templates,
            "ours": theme_folder(),
            "material": _package("material"),
            "mkdocs": _package("mkdocs"),
        }
        return {name: folder for name, folder in known.items() if folder}


def find_sources(config_file: Path) -> Sources | None:
    """What a site is made of; None where that cannot be known."""
    try:
        text = read_record(config_file)
    except OSError:
        return None
    reading = read(text, file=config_file.name)
    data = reading.data
    if not isinstance(data, dict) or reading.problems or not _is_seen(data):
        return None
    theme = data.get("theme")
    folders = []
    for name in (
        data.get("docs_dir"),
        theme.get("custom_dir") if isinstance(theme, dict) else None,
    ):
        folder = config_file.absolute().parent / name if isinstance(name, str) else None
        if (name is not None and folder is None) or (folder and not folder.is_dir()):
            return None
        folders.append(folder)
    docs, templates = folders
    if templates and any(_VARYING.search(each.read_bytes()) for each in _files(templates)):
        return None
    return Sources(config=text, docs=docs, templates=templates)


def _is_seen(data: Mapping[str, Data]) -> bool:
    """Whether a configuration names no code and no file but those that are looked at."""
    theme = data.get("theme", "material")
    return (
        _UNSEEN.isdisjoint(data)
        and _names(data.get("plugins")) <= _PLUGINS
        and _names(data.get("markdown_extensions")) <= _EXTENSIONS
        and (theme == "material" or (isinstance(theme, dict) and theme.get("name") == "material"))
    )


def _names(value: Data | None) -> frozenset[str]:
    """The names of a list or block of plugins or extensions."""
    if isinstance(value, dict):
        return frozenset(value)
    names: set[str] = set()
    for each in value if isinstance(value, list) else ():
        names.update(each if isinstance(each, dict) else (str(each),))
    return frozenset(names)


def fingerprint(sources: Sources, *, is_public: bool, notice: str | None) -> str:
    """The hash of all that the shell of a site is made from.

    Args:
        sources: What MkDocs makes it of.
        is_public: Whether search engines may list it.
        notice: What is at the top of every page.
    """
    digest = hashlib.sha256()
    for part in (_FORM, __version__, sys.version, str(is_public), notice or "", *_installed()):
        _add(digest, part.encode())
    _add(digest, sources.config)
    for folder in (Path(__file__).parent, theme_folder(), sources.docs, sources.templates):
        _add_folder(digest, folder)
    return digest.hexdigest()


def hash_code() -> str:
    """The hash of all our code and templates, and of what is installed beside it."""
    digest = hashlib.sha256()
    for part in (__version__, sys.version, *_installed()):
        _add(digest, part.encode())
    for folder in (Path(__file__).parents[1], theme_folder()):
        _add_folder(digest, folder)
    return digest.hexdigest()


def _add_folder(digest: "hashlib._Hash", folder: Path | None) -> None:
    """Add the names and the bytes of all files of a folder."""
    _add(digest, b"folder" if folder else b"none")
    for file in _files(folder) if folder else ():
        if file.suffix != ".pyc":
            name = file.relative_to(folder or file).as_posix()
            _add(digest, name.encode("utf-8", "surrogateescape"))
            _add(digest, file.read_bytes())


def _add(digest: "hashlib._Hash", part: bytes) -> None:
    digest.update(len(part).to_bytes(8) + part)


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in a stable order."""
    for parent, folders, files in os.walk(folder, followlinks=True):
        folders.sort()
        yield from (Path(parent, name) for name in sorted(files))


def _installed() -> Iterator[str]:
    """The names and versions of all installed packages, as the names of their folders say them."""
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - of a thousand only the names count
        except OSError:
            continue
        yield from sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))


def _package(name: str) -> Path | None:
    """The folder of an installed package, which is not imported."""
    spec = find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None
