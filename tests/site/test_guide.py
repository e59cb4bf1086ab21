from pathlib import Path

import yaml
from mkdocs.structure.files import Files

from decision_record.site.guide import navigation
from decision_record.site.kinds import KINDS, FrameKind

SAMPLE = Path(__file__).resolve().parents[2] / "site_config.yml"


def kind(name: str, group: str | None = None) -> FrameKind:
    address = f"{name}/"
    return FrameKind(
        name=name, address=address, section=address, nav_title=name.capitalize(), nav_group=group
    )


def test_pages_of_a_group_stand_under_its_name() -> None:
    kinds = (kind("a"), kind("b", "Both"), kind("c", "Both"), kind("d"))
    assert navigation(Files([]), kinds) == [
        {"A": "a/index.md"},
        {"Both": [{"B": "b/index.md"}, {"C": "c/index.md"}]},
        {"D": "d/index.md"},
    ]


def test_the_sample_has_the_navigation_that_three_lines_give() -> None:
    sample = yaml.safe_load(SAMPLE.read_text("utf-8"))["nav"]
    assert [entry for entry in sample if "Guide" not in entry] == navigation(Files([]), KINDS)
