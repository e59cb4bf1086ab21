from pathlib import Path

import yaml
from mkdocs.structure.files import File, Files

from decision_record.site.guide import GUIDE, OUR_PAGES, navigation
from decision_record.site.kinds import KINDS, FrameKind
from decision_record.site.packaged import theme_folder

SAMPLE = Path(__file__).resolve().parents[2] / "site_config.yml"
REFERENCE = [{"Every field": "guide/fields/index.md"}, {"Every rule": "checks/index.md"}]


def kind(name: str, group: str | None = None) -> FrameKind:
    address = f"{name}/"
    return FrameKind(name=name, address=address, nav_title=name.capitalize(), nav_group=group)


def guide_of(*names: str) -> Files:
    """Hand-written pages, as they are once they were moved."""
    return Files([File(f"{GUIDE}{name}", "", "", use_directory_urls=True) for name in names])


def our_guide() -> list[str]:
    folder = theme_folder() / "guide"
    return [page.relative_to(folder).as_posix() for page in sorted(folder.rglob("*.md"))]


def test_pages_of_a_group_stand_under_its_name() -> None:
    kinds = (kind("a"), kind("b", "Both"), kind("c", "Both"), kind("d"))
    assert navigation(Files([]), kinds) == [
        {"A": "a/index.md"},
        {"Both": [{"B": "b/index.md"}, {"C": "c/index.md"}]},
        {"D": "d/index.md"},
        {"Guide": REFERENCE},
    ]


def test_every_page_of_our_guide_has_its_place() -> None:
    assert sorted(name for _, names in OUR_PAGES for name in names) == our_guide()


def test_the_sample_has_the_navigation_that_three_lines_give() -> None:
    sample = yaml.safe_load(SAMPLE.read_text("utf-8"))["nav"]
    assert sample == navigation(guide_of(*our_guide()), KINDS)


def test_pages_of_an_organisations_own_stand_behind_ours_by_folder() -> None:
    files = guide_of("index.md", "rituals/tier-1.md", "house/rules-of-ours.md", "on-call.md")
    assert navigation(files, ()) == [
        {
            "Guide": [
                "guide/index.md",
                {"Templates": ["guide/rituals/tier-1.md"]},
                {"House": ["guide/house/rules-of-ours.md"]},
                "guide/on-call.md",
                *REFERENCE,
            ]
        }
    ]
