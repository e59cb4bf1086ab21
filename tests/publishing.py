"""Publish a small site into a folder, and look at what is there afterwards."""

from pathlib import Path

import pytest

from decision_record.site.exchange import exchange, never_exchange
from decision_record.site.marker import Audience
from decision_record.site.publish import publishing

MARKER = Audience.EVERYBODY.marker
EITHER_WAY = pytest.mark.parametrize("swap", [exchange, never_exchange])


def publish(output: Path, text: str = "new", *more: str, **limits: object) -> None:
    with publishing(output, **limits) as folder:  # type: ignore[arg-type]
        for name in ("index.html", "404.html", *more):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def left_beside(output: Path) -> list[str]:
    return [path.name for path in output.parent.iterdir() if path != output]
