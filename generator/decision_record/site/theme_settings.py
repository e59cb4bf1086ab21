"""The options of Material, which MkDocs passes on to its templates without a look."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from decision_record.checks.wording import quote
from decision_record.diagnostics import DocumentPath, Pointer, Problem
from decision_record.site.mkdocs_words import point, problem


def find_wrong_theme(config: MkDocsConfig, *, at: Pointer) -> Iterator[Problem]:
    """Everything in the theme's options that its templates would stumble over."""
    if not config.use_directory_urls:
        yield problem(
            point(at, "use_directory_urls"),
            "addresses are folders here, so `use_directory_urls` cannot be `false`",
            "remove `use_directory_urls`",
        )
    theme = config.theme
    place = point(at, "theme")
    if theme.name != "material":
        yield problem(
            place,
            f"the pages are made for Material, and not for {quote(str(theme.name))}",
            "write `theme: material`",
        )
        return
    language = theme.get("language", "en")
    if not _has(theme, f"partials/languages/{language}.html"):
        yield problem(
            point(at, "theme", "language"),
            f"Material has no language {quote(str(language))}",
            "write its code, as in `en` or `pt-BR`",
        )
    for path, icon in _icons(theme, config.extra):
        if not _has(theme, f".icons/{icon}.svg"):
            yield problem(
                point(at, *path),
                f"Material has no icon {quote(icon)}",
                "write the name of one, as in `material/pencil`; they are listed at "
                "https://squidfunk.github.io/mkdocs-material/reference/icons-emojis/",
            )
    palette = theme.get("palette")
    of_one = palette if isinstance(palette, list) else [palette] if palette else []
    if not all(isinstance(each, dict) for each in of_one):
        yield problem(
            point(at, "theme", "palette"),
            "`palette` is a block of names with values, or a list of such blocks",
            "write it as in `palette: {scheme: slate}`, or leave it out",
        )


def _icons(theme: Theme, extra: object) -> Iterator[tuple[DocumentPath, str]]:
    """The icons that a configuration names, with the way to each."""
    yield from _texts(theme.get("icon"), ("theme", "icon"))
    palettes = theme.get("palette")
    for number, each in enumerate(palettes if isinstance(palettes, list) else ()):
        toggle = each.get("toggle") if isinstance(each, dict) else None
        if isinstance(toggle, dict) and isinstance(toggle.get("icon"), str):
            yield ("theme", "palette", number, "toggle", "icon"), toggle["icon"]
    social = extra.get("social") if isinstance(extra, Mapping) else None
    for number, each in enumerate(social if isinstance(social, list) else ()):
        if isinstance(each, dict) and isinstance(each.get("icon"), str):
            yield ("extra", "social", number, "icon"), each["icon"]


def _texts(value: object, path: DocumentPath) -> Iterator[tuple[DocumentPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, str(key)))


def _has(theme: Theme, file: str) -> bool:
    return any(Path(folder, file).is_file() for folder in theme.dirs)
