"""The options of Material, which MkDocs passes on to its templates without a look."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

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
    yield from _find_wrong_values(config, at=at)
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


def _find_wrong_values(config: MkDocsConfig, *, at: Pointer) -> Iterator[Problem]:
    """Values of the wrong kind, and what Material cannot do without or does not have."""
    theme, extra = config.theme, config.extra
    for name, kind in _OF_THEME.items():
        value = theme.get(name)
        if value and not kind.takes(value):
            yield _wrong_kind(("theme", name), kind, at=at)
    for name, kind in _OF_EXTRA.items():
        value = extra.get(name)
        if value and not kind.takes(value):
            yield _wrong_kind(("extra", name), kind, at=at)
            continue
        for number, row in enumerate(value if value and kind.needs else ()):
            for needed in kind.needs:
                if not isinstance(row.get(needed), str):
                    yield problem(
                        point(at, "extra", name, number),
                        f"a row of `{name}` needs `{needed}`, as a text",
                        f"add it, as in `{kind.example}`",
                    )
    analytics = extra.get("analytics")
    provider = analytics.get("provider") if isinstance(analytics, dict) else None
    if provider and not _has(theme, f"partials/integrations/analytics/{provider}.html"):
        yield problem(
            point(at, "extra", "analytics", "provider"),
            f"Material has no analytics of {quote(str(provider))}",
            "write `google`, or put a template of your own into the theme's custom_dir, as in "
            f"`partials/integrations/analytics/{provider}.html`",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What a value of Material has to be."""

    of: str
    takes: Callable[[object], bool]
    example: str
    needs: tuple[str, ...] = ()
    """What each row of a list has to have."""


def _wrong_kind(path: tuple[str, str], kind: _Kind, *, at: Pointer) -> Problem:
    return problem(
        point(at, *path),
        f"`{path[1]}` is {kind.of}",
        f"write it as in `{kind.example}`, or leave it out",
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_block(value: object) -> bool:
    return isinstance(value, dict)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _are_blocks(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_block, value))


_OF_THEME: Mapping[str, _Kind] = MappingProxyType(
    {
        "features": _Kind(
            of="a list of names", takes=_are_texts, example="features: [navigation.top]"
        ),
        "icon": _Kind(
            of="a block of names with icons", takes=_is_block, example="icon: {logo: material/book}"
        ),
        "logo": _Kind(of="the name of a file", takes=_is_text, example="logo: assets/logo.svg"),
        "favicon": _Kind(
            of="the name of a file", takes=_is_text, example="favicon: assets/icon.png"
        ),
        "font": _Kind(
            of="a block of names with fonts, or `false`",
            takes=_is_block,
            example="font: {text: Roboto}",
        ),
    }
)
_OF_EXTRA: Mapping[str, _Kind] = MappingProxyType(
    {
        "social": _Kind(
            of="a list of links, each with its icon",
            takes=_are_blocks,
            example="social: [{icon: material/web, link: https://example.com}]",
            needs=("icon", "link"),
        ),
        "alternate": _Kind(
            of="a list of languages, each with its link",
            takes=_are_blocks,
            example="alternate: [{name: English, link: /en/, lang: en}]",
            needs=("link",),
        ),
        "analytics": _Kind(
            of="a block of names with values",
            takes=_is_block,
            example="analytics: {provider: google, property: G-XXXXXXXXXX}",
        ),
        "consent": _Kind(
            of="a block of names with values",
            takes=_is_block,
            example="consent: {title: Cookies, description: We use them.}",
        ),
    }
)
"""The values of `extra` that Material's templates go through."""


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
