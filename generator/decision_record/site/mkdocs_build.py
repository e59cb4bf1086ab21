"""A site made by MkDocs: hand-written pages, the theme's files and layouts, pages stamped."""

import logging
import os
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from decision_record.repository.exposure import is_below
from decision_record.site.content import Content
from decision_record.site.errors import SiteError
from decision_record.site.keeping import Keeping
from decision_record.site.layouts import Variant
from decision_record.site.mkdocs_settings import read_config
from decision_record.site.plugin import DecisionRecordPlugin
from decision_record.site.publish import refuse_exposed
from decision_record.site.theme import published_folders
from decision_record.site.write import WriteTotals


def build_with_mkdocs(
    content: Content,
    *,
    config_file: Path,
    folder: Path,
    personal: Sequence[Path],
    wanted: Mapping[str, Sequence[Variant]],
    keeping: Keeping | None,
) -> tuple[WriteTotals, tuple[str, ...]]:
    """Have MkDocs build a site into a folder.

    Args:
        content: What is stamped.
        config_file: The configuration.
        folder: An empty folder.
        personal: Folders that MkDocs may not copy anything of.
        wanted: The variants of the layouts that are in the navigation.
        keeping: What is kept for the next build.

    Returns:
        What was written, and what MkDocs had to say: a link in the guide that leads nowhere, an
        unknown setting.

    Raises:
        SiteError: The configuration, a template or a page cannot be used.
    """
    with _said_by_mkdocs() as said:
        config = read_config(config_file, site_folder=folder)
        refuse_exposed(published_folders(config), personal=personal)
        plugin = config.plugins.get("decision-record")
        if not isinstance(plugin, DecisionRecordPlugin):
            raise SiteError(
                f"{config_file.name} lacks our plugin: add `plugins: [decision-record]`"
            )
        plugin.content, plugin.wanted, plugin.keeping = content, wanted, keeping
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except (Abort, MkDocsException) as error:
            raise SiteError("\n".join(said) or str(error)) from error
        except TemplateError as error:
            raise SiteError(_say_of_template(error, config=config)) from error
        except OSError as error:
            if error.errno is None:
                raise SiteError(_say_of_rendering(error, config=config)) from error
            raise SiteError(
                f"the site cannot be written: {error.strerror}; the last one stays as it was"
            ) from error
        except SiteError:
            raise
        except Exception as error:
            # A template goes by whatever the configuration gives it, and may stumble anywhere.
            raise SiteError(_say_of_rendering(error, config=config)) from error
        finally:
            config.plugins.on_shutdown()
        if plugin.written is None:
            raise SiteError("MkDocs ended without a site")
    # What it had to say it would not say again of a site that is kept.
    if keeping and plugin.shell and not said:
        keeping.keep(plugin.shell)
    return plugin.written, tuple(said)


def _say_of_template(error: TemplateError, *, config: MkDocsConfig) -> str:
    """What is wrong with a template of the company's own; else what one of Material's stumbles at.

    Raises:
        TemplateError: It is no template of theirs, so that it is a bug of ours.
    """
    own = config.theme.custom_dir
    frames = traceback.extract_tb(error.__traceback__)
    at = own and next((f for f in reversed(frames) if is_below(Path(f.filename), Path(own))), None)
    if own is None or not (at or isinstance(error, TemplateSyntaxError)):
        return _say_of_rendering(error, config=config)
    file, line = (at.filename, at.lineno) if at else (own, None)
    if isinstance(error, TemplateSyntaxError) and error.filename:
        file, line = error.filename, error.lineno
    where = f"{os.path.relpath(file)}, line {line}" if line else os.path.relpath(file)
    return f"{where}: a template cannot be used: {error.message or type(error).__name__}; fix it"


def _say_of_rendering(error: Exception, *, config: MkDocsConfig) -> str:
    """Which file of the theme stumbles, and at what.

    Raises:
        Exception: No template of the theme takes part in it, so that it is a bug.
    """
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        for folder in config.theme.dirs:
            if is_below(Path(frame.filename), Path(folder)) and not frame.filename.endswith(".py"):
                name = Path(frame.filename).relative_to(folder)
                return (
                    f"the theme's {name}, line {frame.lineno}, cannot be rendered "
                    f"({type(error).__name__}: {error}); correct what it is given in "
                    f"{os.path.relpath(config.config_file_path)}, under `theme` or `extra`"
                )
    raise error


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
