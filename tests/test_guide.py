"""The guide: every template in it passes our own checks.

A YAML block is a file if its first line names one (`# records/…`), a part to be added to one
(`# add to records/…`), something that must fail (`# not like this: DR302`), and else part of an
update. Each is laid over the repository that `init` makes, with what setting-up.md adds to it; what
promises.md says of a promise, over the update in which it was given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from decision_record.drafts.repository.hosting import Hosting
from decision_record.drafts.repository.new import Company, make_repository, write_repository
from decision_record.examine import configure, examine
from decision_record.model.reference import Stage
from decision_record.model.series import RITUALS
from decision_record.repository.configuration import read_configuration

GUIDE = Path(__file__).resolve().parents[1] / "theme/guide"
PAGES = sorted(GUIDE.rglob("*.md"))
FIRST_DAY = date(2026, 4, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    page: str
    number: int
    text: str

    def __str__(self) -> str:
        return f"{self.page}-{self.number}"

    @property
    def heading(self) -> str:
        first = self.text.splitlines()[0]
        return first.removeprefix("# ") if first.startswith("# ") else ""


def blocks_of(page: Path) -> Iterator[Block]:
    found = re.findall(r"^```yaml\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    for number, text in enumerate(found, start=1):
        yield Block(page=page.relative_to(GUIDE).as_posix(), number=number, text=text)


BLOCKS = [block for page in PAGES for block in blocks_of(page)]
ADDED = [
    block
    for page in ("setting-up.md", "one-on-ones.md")
    for block in blocks_of(GUIDE / page)
    if block.heading != "site_config.yml"
]
QUESTION = next(
    block for block in BLOCKS if block.heading.endswith("updates/2026/2026-04-14-samir.boone.yml")
)

PROMISE = next(block for block in BLOCKS if block.page == "promises.md")


def repository(folder: Path, *, stage: Stage) -> None:
    """What a company has after it followed setting-up.md and one-on-ones.md."""
    company = Company(
        name="Acme",
        currency="EUR",
        timezone="Europe/Berlin",
        stage=stage,
        hosting=Hosting(package="decision-record", version="1.2.3"),
    )
    write_repository(folder, make_repository(company, today=FIRST_DAY))
    for block in (*ADDED, QUESTION):
        # A company with a combined meeting has no tier 2 to add.
        if stage == "series-b" or not block.heading.endswith("series.yml"):
            lay(folder, block)


def lay(folder: Path, block: Block) -> tuple[str, ...]:
    """Put a block where it belongs; returns the codes that it says it fails with."""
    added, _, rest = block.heading.partition("add to ")
    bad = re.fullmatch(r"not like this: (DR\d{3})", block.heading)
    if rest and not added:
        path = folder / rest.split(",")[0]
        path.write_text(path.read_text("utf-8") + block.text, encoding="utf-8")
        return ()
    named = block.heading.endswith(".yml")
    name = block.heading if named else "records/updates/2026/2026-04-20-ivy.castell.yml"
    text = block.text if named else f"date: 2026-04-20\nby: ivy.castell\n{block.text}"
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return (bad[1],) if bad else ()


def codes(folder: Path) -> list[str]:
    configuration, problems = read_configuration(folder / "site_config.yml", name="site_config.yml")
    assert configuration is not None, problems
    personal = folder / "one-on-ones"
    configuration = replace(
        configuration,
        named=(folder / "records",),
        named_personal=(personal,) if personal.is_dir() else (),
        personal=personal.is_dir(),
    )
    return [
        f"{each.code} {each.message}" for each in examine(configuration, base=folder).diagnostics
    ]


@pytest.mark.parametrize("stage", ["series-a", "series-b"])
def test_what_setting_up_adds_is_sound(tmp_path: Path, stage: Stage) -> None:
    repository(tmp_path, stage=stage)
    assert codes(tmp_path) == []


@pytest.mark.parametrize(
    "block",
    [each for each in BLOCKS if each.heading != "site_config.yml" and each not in ADDED],
    ids=str,
)
def test_every_template_passes_every_rule(block: Block, tmp_path: Path) -> None:
    repository(tmp_path, stage="series-a" if "combined" in block.page else "series-b")
    if block.page == PROMISE.page:
        lay(tmp_path, PROMISE)
    expected = lay(tmp_path, block)
    found = codes(tmp_path)
    assert {each[:5] for each in found} == set(expected), found


@pytest.mark.parametrize(
    "block", [each for each in BLOCKS if each.heading == "site_config.yml"], ids=str
)
def test_every_configuration_can_be_used(block: Block, tmp_path: Path) -> None:
    file = tmp_path / "site_config.yml"
    file.write_text(block.text, encoding="utf-8")
    configuration, problems = configure(file, name=file.name)
    assert configuration is not None, problems
    assert problems == ()


def test_there_is_a_template_for_every_ritual() -> None:
    rituals = {page.stem for page in (GUIDE / "rituals").iterdir()}

    assert rituals == set(RITUALS)
    for ritual in rituals:
        assert any(each.page == f"rituals/{ritual}.md" for each in BLOCKS)
