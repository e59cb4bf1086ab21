import re
from itertools import product

import pytest

from decision_record.site.packaged import theme_folder
from decision_record.site.theme import stylesheet

CSS = (theme_folder() / "assets" / "decision-record.css").read_text(encoding="utf-8")
MEANINGS = ("muted", "accent", "late", "risk", "done")


def colours(scheme: str) -> dict[str, str]:
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{([^}}]*--dr-surface[^}}]*)\}}', CSS)
    assert block is not None
    return dict(re.findall(r"--dr-([a-z-]+): (#[0-9a-f]{6});", block[1]))


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("scheme", "meaning"), list(product(("default", "slate"), MEANINGS)))
def test_a_colour_with_a_meaning_can_be_read(scheme: str, meaning: str) -> None:
    found = colours(scheme)
    for ground in ("surface", "raised", f"{meaning}-tint"):
        assert contrast(found[f"{meaning}-ink"], found[ground]) >= 4.5, ground
        assert contrast(found["ink"], found[ground]) >= 7, ground


def test_styles_ask_nothing_of_another_host() -> None:
    _, text = stylesheet()
    addresses = re.findall(rb"""url\(["']?([^"')]*)|@import""", text)
    assert addresses
    for address in addresses:
        assert (theme_folder() / "assets" / address.decode()).is_file()
