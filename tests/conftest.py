"""What tests of several folders share: golden files, and sites that are built once.

A test that compares a whole text with a file takes the fixture `golden`:

    def test_page(golden: GoldenFolder) -> None:
        golden("account.html").check(render(...))

The file stands in `golden/` beside the test. `pytest --rewrite` writes it instead of comparing;
read what it wrote like code before you commit it.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from decision_record.settings import read_configuration
from decision_record.site.assemble import assemble
from decision_record.site.prepare import Order
from examples import FEW, at_least
from fork_server import fork_server
from hostile import write_hostile


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """A file that holds what a test expects."""

    path: Path
    rewrite: bool

    def check(self, text: str) -> None:
        """Compare a text with the file, or write the file when asked to."""
        if self.rewrite:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_bytes(text.encode())
        if not self.path.is_file():
            pytest.fail(f"{self.path} is missing; `pytest --rewrite` writes it")
        expected = self.path.read_bytes().decode()
        assert text == expected, f"{self.path} differs; if that is meant: pytest --rewrite"


GoldenFolder = Callable[[str], Golden]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite", action="store_true", help="write golden files instead of comparing with them"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run fast tests first: whoever breaks a rule should not wait for a browser."""
    items.sort(key=lambda item: sum(item.get_closest_marker(each) is not None for each in _SLOW))


_SLOW = ("slow", "browser")

# How long an example takes, or takes to be made, says more of the machine than of the code. The
# same tree gives the same answer each time; `tests/fuzzing.py` looks at other ones.
settings.register_profile(
    "decision-record",
    max_examples=at_least(FEW),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("decision-record")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what a test has to state beside that it passed: its property `states`."""
    for report in terminalreporter.getreports("passed"):
        for name, text in report.user_properties:
            if name == "states":
                terminalreporter.write_line(f"\n{text}")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> GoldenFolder:
    """The golden files beside the test that asks."""
    folder = request.path.parent / "golden"
    rewrite = bool(request.config.getoption("--rewrite"))
    return lambda name: Golden(path=folder / name, rewrite=rewrite)


@pytest.fixture(scope="session")
def forked_command(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The program `decision-record`, for tests in which the start of Python is not the point."""
    with fork_server() as server:
        program = tmp_path_factory.mktemp("forked") / "decision-record"
        server.write_client(program)
        yield program


REPOSITORY = Path(__file__).resolve().parents[1]
HARBOUR = REPOSITORY / "tests/organizations/harbour/records"
SYNTHESIZE = REPOSITORY / "tests/bench/synthesize.py"


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample organisation's site, built once for everyone; read it only."""
    return _build(tmp_path_factory.mktemp("sample") / "site", config=REPOSITORY / "site_config.yml")


@pytest.fixture(scope="session")
def harbour_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an organisation with hostile names, from three lines of configuration."""
    folder = tmp_path_factory.mktemp("harbour")
    config = folder / "site_config.yml"
    config.write_text("site_name: Harbour\ntheme: material\nplugins: [decision-record]\n")
    return _build(folder / "site", config=config, records=(HARBOUR,), as_of=date(2026, 6, 30))


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an organisation in which everything that may be odd is odd."""
    folder = tmp_path_factory.mktemp("hostile")
    return _build(folder / "site", config=write_hostile(folder))


@pytest.fixture(scope="session")
def synthetic_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an organisation with 1,000 meetings, whose lists go over several pages."""
    return build_synthetic(tmp_path_factory.mktemp("synthetic"), meetings=1000)


def build_synthetic(folder: Path, *, meetings: int) -> Path:
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
