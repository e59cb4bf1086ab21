"""Building a whole site: what is kept of the last build or MkDocs' work, pages stamped, published.

MkDocs is imported where it has something to do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from decision_record.repository.layout import real_path
from decision_record.site.cache import Cache
from decision_record.site.content import Content
from decision_record.site.errors import SiteError
from decision_record.site.fingerprint import Sources, find_sources, fingerprint
from decision_record.site.keeping import Keeping
from decision_record.site.kinds import KINDS
from decision_record.site.layouts import VARIANTS, Layouts, Variant, layouts_of
from decision_record.site.marker import Audience
from decision_record.site.publish import find_leftovers, publishing, refuse_exposed
from decision_record.site.shell import Roots, Shell, write_shell
from decision_record.site.stamp import make_single_pages
from decision_record.site.write import WriteTotals, write_content


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site that was published."""

    folder: Path
    written: WriteTotals
    warnings: tuple[str, ...]
    """What MkDocs had to say: a link in the guide that leads nowhere, an unknown setting."""


def build_site(  # noqa: PLR0913 - what it is made of, where it goes, and for whom
    content: Content,
    *,
    config_file: Path,
    output: Path,
    sources: Sequence[Path] = (),
    personal: Sequence[Path] = (),
    audience: Audience = Audience.EVERYBODY,
    cache: Cache | None = None,
) -> Site:
    """Build a site and put it in the place of the last one; on an error that one stays.

    Args:
        content: What is published beside the hand-written pages.
        config_file: The configuration.
        output: The folder of the site.
        sources: Folders that the output may neither be, hold nor lie in: the records.
        personal: Those of them that may not lie in what MkDocs copies either.
        audience: For whom the site is.
        cache: What was kept of earlier builds; without it everything is made.

    Raises:
        SiteError: The site cannot be built or published.
    """
    kept = (Path.cwd(), config_file.parent)
    leftovers = find_leftovers(output)
    with publishing(output, kept=kept, sources=sources, audience=audience) as folder:
        content, wanted = make_single_pages(content, KINDS)
        made_of = find_sources(config_file) if cache else None
        keeping = _keeping(made_of, content=content, cache=cache)
        shell = keeping.find() if keeping else None
        said: tuple[str, ...] = ()
        if made_of and keeping and shell and shell.has_layouts(_all_layouts(wanted)):
            refuse_exposed(made_of.published, personal=personal)
            written = _write(content, shell, folder=folder, roots=keeping.roots)
        else:
            from decision_record.site.mkdocs_build import build_with_mkdocs

            written, said = build_with_mkdocs(
                content,
                config_file=config_file,
                folder=folder,
                personal=personal,
                wanted=wanted,
                keeping=keeping,
            )
    if cache:
        cache.prune()
    warnings = (*said, *(f"{path} is left from {_LEFT}" for path in leftovers))
    return Site(folder=real_path(output), written=written, warnings=warnings)


_LEFT = "a build that was interrupted; delete it if you need nothing in it"


def _keeping(made_of: Sources | None, *, content: Content, cache: Cache | None) -> Keeping | None:
    """Where the shell of a site is kept; None where it is not known what it is made of."""
    if made_of is None or cache is None:
        return None
    try:
        key = fingerprint(made_of, is_public=content.is_public, notice=content.notice)
    except OSError:
        return None  # MkDocs will say which file cannot be read
    return Keeping(cache=cache, key=key, roots=made_of.roots)


def _all_layouts(wanted: Mapping[str, Sequence[Variant]]) -> Mapping[str, Sequence[Variant]]:
    """The layouts that the pages of a site may need: one for each in the navigation, the shared."""
    return {layout.name: wanted.get(layout.name, VARIANTS) for layout in layouts_of(KINDS)}


def _write(content: Content, shell: Shell, *, folder: Path, roots: Roots) -> WriteTotals:
    try:
        write_shell(shell, folder, roots=roots)
        return write_content(
            replace(content, wants_sitemap=shell.wants_sitemap),
            layouts=Layouts(kinds={kind.name: kind for kind in KINDS}, rendered=shell.layouts),
            folder=folder,
            site_url=shell.site_url,
            other_pages=shell.pages,
            headers=shell.headers,
        )
    except OSError as error:
        raise SiteError(
            f"the site cannot be written: {error.strerror}; the last one stays as it was"
        ) from error
