"""A large organisation: meetings of eight years, with 200 customers.

It has 1,000 of them here, and 10,000 in `make bench`, which takes minutes.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from decision_record.site.kinds import KINDS
from sites import build_synthetic

pytestmark = pytest.mark.slow

MEETINGS = int(os.environ.get("MEETINGS", "1000"))
LIMIT = 300_000
"""Bytes of HTML that no page goes over (site.md, Look and feel)."""


@pytest.fixture(scope="module")
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    if MEETINGS == 1000:
        yield request.getfixturevalue("synthetic_site")
        return
    folder = tmp_path_factory.mktemp("large")
    yield build_synthetic(folder, meetings=MEETINGS)
    shutil.rmtree(folder)  # half a gigabyte


@pytest.mark.skipif(
    MEETINGS < 10_000, reason="smaller organisations have no lists of several pages"
)
def test_every_kind_of_page_is_built_here_or_in_the_sample(site: Path, sample_site: Path) -> None:
    addresses = [
        f"{file.parent.relative_to(folder).as_posix()}/".removeprefix("./")
        for folder in (site, sample_site)
        for file in folder.rglob("index.html")
    ]
    missing = {
        kind.name
        for kind in KINDS
        if not any(kind.steps_of(each) is not None for each in addresses)
    }
    assert missing == set()


def test_no_page_is_over_300_kb(site: Path, record_property: Callable[[str, object], None]) -> None:
    sizes = {file: file.stat().st_size for file in site.rglob("*.html")}
    largest: dict[str, tuple[int, str]] = {}
    for file, size in sizes.items():
        address = file.parent.relative_to(site).as_posix()
        kind = address.split("/")[0]
        largest[kind] = max(largest.get(kind, (0, "")), (size, f"/{address}/"))
    lines = [f"{len(sizes):,} pages of {MEETINGS:,} meetings; the largest of each kind:"]
    for size, address in sorted(largest.values(), reverse=True)[:8]:
        lines.append(f"  {size / 1000:4,.0f} kB {address}")
    record_property("states", "\n".join(lines))

    assert len(list((site / "meetings").glob("20*-*-*-*"))) == MEETINGS
    assert {str(file): size for file, size in sizes.items() if size > LIMIT} == {}
