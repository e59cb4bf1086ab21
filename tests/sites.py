"""Sites of whole organisations, each built once for all tests and all workers."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from decision_record.repository.configuration import read_configuration
from decision_record.site.assemble import assemble
from decision_record.site.prepare import Order
from hostile import write_hostile

REPOSITORY = Path(__file__).resolve().parents[1]
HARBOUR = REPOSITORY / "tests/organizations/harbour/records"
SYNTHESIZE = REPOSITORY / "tests/bench/synthesize.py"


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """What the first worker that needs it makes in a folder for all of them.

    Args:
        factory: That of the worker.
        name: The name of the folder.
        make: Makes something in an empty folder, and says where.
    """
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    folder, made = root / name, root / f"{name}.made"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            folder.mkdir()
            made.write_text(str(make(folder)))
    return Path(made.read_text())


def build_sample(folder: Path) -> Path:
    """The site of the sample organisation."""
    return _build(folder / "site", config=REPOSITORY / "site_config.yml")


def build_harbour(folder: Path) -> Path:
    """The site of an organisation with hostile names, from three lines of configuration."""
    config = folder / "site_config.yml"
    config.write_text("site_name: Harbour\ntheme: material\nplugins: [decision-record]\n")
    return _build(folder / "site", config=config, records=(HARBOUR,), as_of=date(2026, 6, 30))


def build_hostile(folder: Path) -> Path:
    """The site of an organisation in which everything that may be odd is odd."""
    return _build(folder / "site", config=write_hostile(folder))


def build_synthetic(folder: Path, *, meetings: int = 1000) -> Path:
    """Write a large organisation into a folder and build its site there.

    Both in processes of their own, because measuring which lines run takes twice as long again.
    """
    site, config = folder / "site", folder / "site_config.yml"
    program = (sys.executable, "-c", "from decision_record.cli import main; main()")
    for command in (
        (sys.executable, str(SYNTHESIZE), "--meetings", str(meetings), str(folder)),
        (*program, "build", "--config", str(config), "--output", str(site)),
    ):
        done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr
    return site


def _build(
    output: Path, *, config: Path, records: tuple[Path, ...] = (), as_of: date | None = None
) -> Path:
    configuration, _ = read_configuration(config, name=config.name)
    assert configuration is not None
    order = Order(
        configuration=replace(configuration, named=records),
        as_of=as_of,
        now=datetime(2027, 1, 1, tzinfo=UTC),
        base=REPOSITORY,
    )
    assembled = assemble(order, output=output, watch=lambda content: content)
    assert assembled.site is not None, assembled.examination.diagnostics
    assert assembled.site.warnings == ()
    return output
