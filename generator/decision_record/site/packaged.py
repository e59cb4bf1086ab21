"""Where the package keeps its templates, assets and guide. It knows nothing of MkDocs."""

from pathlib import Path


def theme_folder() -> Path:
    """The folder of templates, assets and guide: in the package, or beside it when developing."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "theme"
    return inside if inside.is_dir() else package.parents[1] / "theme"
