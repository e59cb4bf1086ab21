"""Building a whole site: MkDocs' configuration with what it leaves out, one build, published."""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from decision_record.exposure import ADVICE, find_exposures
from decision_record.places import real_path
from decision_record.site.content import Content
from decision_record.site.errors import SiteError
from decision_record.site.marker import Audience
from decision_record.site.plugin import DecisionRecordPlugin
from decision_record.site.publish import find_leftovers, publishing
from decision_record.site.theme import published_folders, theme_folder
from decision_record.site.write import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site that was published."""

    folder: Path
    written: Written
    warnings: tuple[str, ...]
    """What MkDocs had to say: a link in the guide that leads nowhere, an unknown setting."""


def build_site(
    content: Content,
    *,
    config_file: Path,
    output: Path,
    sources: Sequence[Path] = (),
    personal: Sequence[Path] = (),
    audience: Audience = Audience.EVERYBODY,
) -> Site:
    """Build a site and put it in the place of the last one; on an error that one stays.

    `sources` are folders that the output may neither be, hold nor lie in: the records. Those that
    are `personal` may not lie in what MkDocs copies either. Raises SiteError, and whatever the
    content's own iterables raise.
    """
    kept = (Path.cwd(), config_file.parent)
    leftovers = find_leftovers(output)
    with (
        publishing(output, kept=kept, sources=sources, audience=audience) as folder,
        _said_by_mkdocs() as said,
    ):
        config = read_config(config_file, site_folder=folder)
        refuse_exposed(config, personal=personal)
        plugin = config.plugins.get("decision-record")
        if not isinstance(plugin, DecisionRecordPlugin):
            raise SiteError(
                f"{config_file.name} lacks our plugin: add `plugins: [decision-record]`"
            )
        plugin.content = content
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except (Abort, MkDocsException) as error:
            raise SiteError("\n".join(said) or str(error)) from error
        except OSError as error:
            if error.errno is None:
                # Jinja's missing template is an OSError too, and a bug of ours.
                raise
            raise SiteError(
                f"the site cannot be written: {error.strerror}; the last one stays as it was"
            ) from error
        finally:
            config.plugins.on_shutdown()
        if plugin.written is None:
            raise SiteError("MkDocs ended without a site")
    warnings = (*said, *(f"{path} is left from {_LEFT}" for path in leftovers))
    return Site(folder=real_path(output), written=plugin.written, warnings=warnings)


_LEFT = "a build that was interrupted; delete it if you need nothing in it"


def read_config(config_file: Path, *, site_folder: Path) -> MkDocsConfig:
    """MkDocs' configuration, with our guide and Material where it names no docs_dir or theme."""
    config = MkDocsConfig(config_file_path=str(real_path(config_file)))
    packaged_guide = str(theme_folder() / "guide")
    config.load_dict({"docs_dir": packaged_guide, "theme": "material"})
    try:
        with config_file.open("rb") as file:
            config.load_file(file)
    except OSError as error:
        raise SiteError(f"{config_file} cannot be read: {error.strerror}") from error
    except MkDocsException as error:
        raise SiteError(f"{config_file.name}: {error}") from error
    except RecursionError as error:
        raise SiteError(f"{config_file.name}: `INHERIT` leads back to itself") from error
    config.load_dict({"site_dir": str(site_folder)})
    has_own_guide = config.docs_dir != packaged_guide
    errors, warnings = config.validate()
    if errors:
        raise SiteError("\n".join(f"{config_file.name}, {key}: {what}" for key, what in errors))
    if not has_own_guide:
        # From repo_url MkDocs guesses where a guide would be edited; ours is not kept there.
        config.edit_uri = config.edit_uri_template = None
    for key, what in warnings:
        logging.getLogger("mkdocs.config").warning("%s, %s: %s", config_file.name, key, what)
    return config


def refuse_exposed(config: MkDocsConfig, *, personal: Sequence[Path]) -> None:
    """Refuse to publish what MkDocs copies where a personal folder is in it (records.md §7).

    `check` refuses it too, by what the file says. Here it is known what MkDocs made of the file.

    Raises:
        SiteError: It says which folder, and where to move it.
    """
    for each in find_exposures(personal, published_folders(config)):
        raise SiteError(f"{each.explain(name=os.path.relpath)}: {ADVICE}")


@contextmanager
def _said_by_mkdocs() -> Iterator[list[str]]:
    """Collect what MkDocs would print: only warnings and errors, in order."""
    said: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    collect, propagate = Collect(level=logging.WARNING), logger.propagate
    logger.addHandler(collect)
    logger.propagate = False
    try:
        yield said
    finally:
        logger.removeHandler(collect)
        logger.propagate = propagate
