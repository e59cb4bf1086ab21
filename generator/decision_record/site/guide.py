"""The hand-written pages: ours, and whatever MkDocs' docs_dir holds, published under `/guide/`.

The root of the site belongs to stamped pages, so a docs_dir cannot have its index there.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import get_args

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import nest_paths

from decision_record.model.series import SeriesKind
from decision_record.site.kinds import FrameKind
from decision_record.site.packaged import theme_folder

GUIDE = "guide/"

OUR_PAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "",
        (
            *("index.md", "first-record.md", "between-meetings.md", "promises.md"),
            *("words.md", "reading.md"),
        ),
    ),
    ("Templates", tuple(f"rituals/{ritual}.md" for ritual in get_args(SeriesKind))),
    ("", ("one-on-ones.md", "rules.md", "reviewing.md")),
    ("", ("setting-up.md", "publishing.md", "exports.md")),
)
"""The pages of our guide in the order of reading, with the group that they are under."""

_REFERENCE = ({"Every field": f"{GUIDE}fields/index.md"}, {"Every rule": "checks/index.md"})
"""The stamped pages that close the guide."""


def move_guide(files: Files, config: MkDocsConfig) -> None:
    """Move the files of docs_dir under `/guide/`, with their links and their edit addresses.

    What the configuration names by path (its own styles, scripts, logo) stays where it says.
    """
    named = {
        *map(str, config.extra_css),
        *map(str, config.extra_javascript),
        *map(str, config.extra_templates),
        *(str(config.theme.get(key)) for key in ("logo", "favicon")),
    }
    for file in tuple(files):
        is_moved = file.src_dir == config.docs_dir and file.src_uri not in named
        if not is_moved or file.abs_src_path is None:
            continue
        moved = File.generated(
            config,
            GUIDE + file.src_uri,
            abs_src_path=file.abs_src_path,
            inclusion=file.inclusion,
        )
        moved.edit_uri = file.src_uri
        files.remove(file)
        files.append(moved)


def add_guide(files: Files, config: MkDocsConfig) -> None:
    """Put our guide beside an organisation's own pages; a page of its own takes ours' place.

    Stamped pages lead to the guide, so it is there whatever docs_dir holds.
    """
    folder = theme_folder() / "guide"
    # By address: a README.md is an index too.
    taken = {file.dest_uri for file in files}
    for page in sorted(folder.rglob("*.md")):
        uri = GUIDE + page.relative_to(folder).as_posix()
        file = File.generated(config, uri, abs_src_path=str(page))
        if file.dest_uri not in taken:
            file.edit_uri = None  # it is not kept in the organisation's repository
            files.append(file)


def navigation(files: Files, kinds: Iterable[FrameKind]) -> list[object]:
    """The navigation for a configuration that has none: our pages, then the guide by folder."""
    ours: list[object] = []
    entries = [kind for kind in kinds if kind.nav_title is not None]
    for group, members in groupby(entries, key=lambda kind: kind.nav_group):
        pages = [{kind.nav_title: f"{kind.address}index.md"} for kind in members]
        ours += pages if group is None else [{group: pages}]
    found = [
        file.src_uri
        for file in files.documentation_pages()
        if file.src_uri.startswith(GUIDE) and file.inclusion is not InclusionLevel.NOT_IN_NAV
    ]
    return [*ours, {"Guide": _guide(found)}]


def _guide(found: Sequence[str]) -> list[object]:
    """The guide's own navigation: our pages in their order, then others by folder."""
    guide: list[object] = []
    listed: set[str] = set()
    for group, names in OUR_PAGES:
        pages = [f"{GUIDE}{name}" for name in names if f"{GUIDE}{name}" in found]
        listed.update(pages)
        if pages:
            guide += [{group: pages}] if group else pages
    others = [uri.removeprefix(GUIDE) for uri in found if uri not in listed]
    nested = nest_paths(others)  # type: ignore[no-untyped-call]
    return [*guide, *_below_guide(nested), *_REFERENCE]


def _below_guide(nested: Sequence[object]) -> Iterator[object]:
    """Paths of docs_dir, alone or by folder, as they are below `/guide/`."""
    for each in nested:
        if isinstance(each, dict):
            yield {name: list(_below_guide(inner)) for name, inner in each.items()}
        else:
            yield f"{GUIDE}{each}"
