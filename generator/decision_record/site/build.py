"""Building a whole site: MkDocs' configuration with what it leaves out, one build, published."""

import logging
import os
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from decision_record.repository.exposure import ADVICE, find_exposures, is_below
from decision_record.repository.layout import real_path
from decision_record.site.content import Content
from decision_record.site.errors import SiteError
from decision_record.site.marker import Audience
from decision_record.site.mkdocs_settings import read_config
from decision_record.site.plugin import DecisionRecordPlugin
from decision_record.site.publish import find_leftovers, publishing
from decision_record.site.theme import published_folders
from decision_record.site.write import WriteTotals


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site that was published."""

    folder: Path
    written: WriteTotals
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
        except TemplateError as error:
            raise SiteError(_say_of_template(error, config=config)) from error
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


def refuse_exposed(config: MkDocsConfig, *, personal: Sequence[Path]) -> None:
    """Refuse to publish what MkDocs copies where a personal folder is in it (records.md §7).

    `check` refuses it too, by what the file says. Here it is known what MkDocs made of the file.

    Raises:
        SiteError: It says which folder, and where to move it.
    """
    for each in find_exposures(personal, published_folders(config)):
        raise SiteError(f"{each.explain(name=os.path.relpath)}: {ADVICE}")


def _say_of_template(error: TemplateError, *, config: MkDocsConfig) -> str:
    """What is wrong with a template of the company's own; with one of ours it is a bug.

    Raises:
        TemplateError: The company has none.
    """
    own = config.theme.custom_dir
    if own is None:
        raise error
    frames = traceback.extract_tb(error.__traceback__)
    at = next((f for f in reversed(frames) if is_below(Path(f.filename), Path(own))), None)
    file, line = (at.filename, at.lineno) if at else (own, None)
    if isinstance(error, TemplateSyntaxError) and error.filename:
        file, line = error.filename, error.lineno
    where = f"{os.path.relpath(file)}, line {line}" if line else os.path.relpath(file)
    return f"{where}: a template cannot be used: {error.message or type(error).__name__}; mend it"


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
