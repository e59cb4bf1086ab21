"""The shell of a site: all that MkDocs makes of it, and no record changes.

It is the hand-written pages, the files of the theme, and the layouts into which pages are stamped.
Kept between builds, it spares a build MkDocs. This module knows the shell as values and files, and
neither MkDocs nor where it is kept.
"""

import json
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from decision_record.site.headers import Headers
from decision_record.site.layouts import Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A file of the site that is a copy of one that is kept elsewhere."""

    root: str
    """The name of a folder of `Roots`."""
    path: str
    """The file in that folder."""


Roots = Mapping[str, Path]
"""The folders from which files are copied, by names that are the same in each build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """What MkDocs made."""

    texts: Mapping[str, str]
    """The text of each file that was rendered, by its path in the site."""
    copies: Mapping[str, Copy]
    layouts: Mapping[tuple[str, Variant], str]
    """The HTML of each layout that was rendered, by its name."""
    pages: tuple[str, ...]
    """The addresses of the hand-written pages."""
    headers: Headers
    site_url: str | None
    wants_sitemap: bool
    """Whether scripts of the site read its sitemap."""

    def with_layouts(self, others: Mapping[tuple[str, Variant], str]) -> "Shell":
        """The same with more layouts."""
        return replace(self, layouts={**others, **self.layouts})

    def has_layouts(self, wanted: Mapping[str, Iterable[Variant]]) -> bool:
        """Whether all of some layouts were rendered."""
        return all((name, each) in self.layouts for name, some in wanted.items() for each in some)


def take_files(
    folder: Path, *, sources: Mapping[str, Path], roots: Roots
) -> tuple[Mapping[str, str], Mapping[str, Copy]] | None:
    """The files of a folder, as texts and as copies; None where one is neither.

    Args:
        folder: The site, as MkDocs has made it.
        sources: Where copied files come from, by their paths in the site.
        roots: The folders that they may come from.
    """
    texts: dict[str, str] = {}
    copies: dict[str, Copy] = {}
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = file.relative_to(folder).as_posix()
        if name in sources:
            copy = _find(sources[name], roots)
            if copy is None:
                return None
            copies[name] = copy
        else:
            try:
                texts[name] = file.read_bytes().decode()
            except UnicodeDecodeError:
                return None
    return texts, copies


def _find(source: Path, roots: Roots) -> Copy | None:
    """Where a file is, in the first of some folders that has it."""
    for name, root in roots.items():
        if source.is_relative_to(root):
            return Copy(root=name, path=source.relative_to(root).as_posix())
    return None


def write_shell(shell: Shell, folder: Path, *, roots: Roots) -> None:
    """Write the files of a shell into an empty folder.

    Raises:
        OSError: A file cannot be read or written.
    """
    made: set[Path] = set()
    for name, text in shell.texts.items():
        _place(folder, name, made).write_bytes(text.encode())
    for name, copy in shell.copies.items():
        shutil.copyfile(roots[copy.root] / copy.path, _place(folder, name, made))


def _place(folder: Path, name: str, made: set[Path]) -> Path:
    target = folder / name
    if target.parent not in made:
        target.parent.mkdir(parents=True, exist_ok=True)
        made.add(target.parent)
    return target


def to_json(shell: Shell) -> bytes:
    """A shell as text."""
    return json.dumps(
        {
            "texts": shell.texts,
            "copies": {name: [each.root, each.path] for name, each in shell.copies.items()},
            "layouts": [
                [name, variant.has_toc, variant.has_edit, html]
                for (name, variant), html in shell.layouts.items()
            ],
            "pages": shell.pages,
            "headers": shell.headers,
            "site_url": shell.site_url,
            "wants_sitemap": shell.wants_sitemap,
        },
        ensure_ascii=False,
    ).encode("utf-8", "surrogatepass")


def from_json(text: bytes, *, roots: Collection[str]) -> Shell | None:
    """A shell from its text; None where that is none, or names files outside of the roots."""
    try:
        found = json.loads(text.decode("utf-8", "surrogatepass"))
        return Shell(
            texts={_inside(name): str(each) for name, each in found["texts"].items()},
            copies={
                _inside(name): Copy(root=_one_of(root, roots), path=_inside(path))
                for name, (root, path) in found["copies"].items()
            },
            layouts={
                (str(name), Variant(has_toc=bool(has_toc), has_edit=bool(has_edit))): str(html)
                for name, has_toc, has_edit, html in found["layouts"]
            },
            pages=tuple(map(str, found["pages"])),
            headers=tuple((str(name), str(value)) for name, value in found["headers"]),
            site_url=found["site_url"],
            wants_sitemap=bool(found["wants_sitemap"]),
        )
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _inside(path: Any) -> str:  # noqa: ANN401 - whatever the text holds
    """A path, checked: no step of it leads out of its folder."""
    steps = str(path).split("/")
    if not {"", ".", ".."}.isdisjoint(steps) or "\\" in str(path):
        raise ValueError(path)
    return str(path)


def _one_of(name: Any, names: Collection[str]) -> str:  # noqa: ANN401 - likewise
    if name not in names:
        raise ValueError(name)
    return str(name)
