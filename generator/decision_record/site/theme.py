"""The look of the site: where the theme lies, and what it adds to Material's configuration.

What the configuration says is kept; what it leaves out is supplied. Fonts are the exception: they
are always ours, because Material would fetch any other from another host.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import File
from mkdocs.theme import Theme

from decision_record.site.packaged import theme_folder

FEATURES = (
    "navigation.tabs",
    "content.action.edit",
    "content.code.copy",
    "toc.follow",
    "search.highlight",
)
PALETTE = (
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-night", "name": "Switch to dark"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-sunny", "name": "Switch to light"},
    },
)
ICONS = {"logo": "material/text-box-check-outline", "edit": "material/pencil-outline"}
FAVICON = "assets/favicon.svg"
_MATERIALS_FAVICON = "assets/images/favicon.png"


def apply_theme(config: MkDocsConfig) -> None:
    """Put our theme in front of Material and supply what the configuration leaves out."""
    theme = config.theme
    if theme.name != "material":
        raise ConfigurationError("The pages are made for Material: write `theme: material`.")
    if not config.use_directory_urls:
        raise ConfigurationError("Addresses are folders here: leave `use_directory_urls` out.")
    # A folder of the organisation's own (custom_dir) stays in front of ours.
    theme.dirs.insert(1 if theme.custom_dir else 0, str(theme_folder() / "overrides"))
    theme["font"] = False
    _supply(theme, "palette", [dict(option) for option in PALETTE])
    _supply(theme, "features", list(FEATURES))
    theme["icon"] = {**ICONS, **(theme.get("icon") or {})}
    if theme.get("favicon") == _MATERIALS_FAVICON:
        theme["favicon"] = FAVICON
    config.mdx_configs.setdefault("toc", {}).setdefault("title", "On this page")
    # Aligned columns by an attribute: a style in the page is kept out by the site's headers.
    config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
    config.extra_css.insert(0, stylesheet()[0])
    # Material writes these without escaping them; as Markup they are escaped once, everywhere.
    config.site_name = escape(config.site_name)
    for key in ("site_description", "site_author", "repo_url", "repo_name"):
        if config[key] is not None:
            config[key] = escape(config[key])


def _supply(theme: Theme, key: str, value: object) -> None:
    if not theme.get(key):
        theme[key] = value


def stylesheet() -> tuple[str, bytes]:
    """The path and text of our styles: the base, then each component in the order of its name.

    The name changes with the text, so that no browser shows new pages in old styles.
    """
    assets = theme_folder() / "assets"
    sheets = [assets / "decision-record.css", *sorted((assets / "components").glob("*.css"))]
    text = b"\n".join(sheet.read_bytes() for sheet in sheets)
    return f"assets/decision-record.{hashlib.sha256(text).hexdigest()[:8]}.css", text


def asset_files(config: MkDocsConfig) -> Iterable[File]:
    """Our stylesheet, fonts and pictures as MkDocs' files."""
    path, text = stylesheet()
    yield File.generated(config, path, content=text)
    root = theme_folder()
    for asset in sorted((root / "assets").rglob("*")):
        if asset.is_file() and asset.suffix != ".css":
            yield File.generated(
                config, asset.relative_to(root).as_posix(), abs_src_path=str(asset)
            )


def published_folders(config: MkDocsConfig) -> tuple[Path, ...]:
    """The folders whose files MkDocs publishes as they are."""
    own = config.theme.custom_dir
    return (Path(config.docs_dir), *([Path(own)] if own else []))
