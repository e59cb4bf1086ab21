"""The hand-written pages: whatever MkDocs' docs_dir holds is published under `/guide/`.

The root of the site belongs to stamped pages, so a docs_dir cannot have its index there.
"""

from collections.abc import Iterable
from itertools import groupby

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import nest_paths

from decision_record.site.kinds import FrameKind

GUIDE = "guide/"


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


def navigation(files: Files, kinds: Iterable[FrameKind]) -> list[object]:
    """The navigation for a configuration that has none: our pages, then the guide by folder."""
    ours: list[object] = []
    entries = [kind for kind in kinds if kind.nav_title is not None]
    for group, members in groupby(entries, key=lambda kind: kind.nav_group):
        pages = [{kind.nav_title: f"{kind.address}index.md"} for kind in members]
        ours += pages if group is None else [{group: pages}]
    guide = [
        file.src_uri
        for file in files.documentation_pages()
        if file.src_uri.startswith(GUIDE) and file.inclusion is not InclusionLevel.NOT_IN_NAV
    ]
    return [*ours, *nest_paths(guide)]  # type: ignore[no-untyped-call]
