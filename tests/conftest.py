"""What tests of several folders share: golden files, and sites that are built once.

A test that compares a whole text with a file takes the fixture `golden`:

    def test_page(golden: GoldenFolder) -> None:
        golden("account.html").check(render(...))

The file stands in `golden/` beside the test. `pytest --rewrite` writes it instead of comparing;
read what it wrote like code before you commit it.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

from examples import FEW, at_least
from fork_server import fork_server
from sites import build_harbour, build_hostile, build_sample, build_synthetic, made_once


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


def pytest_configure(config: pytest.Config) -> None:
    """Let no test see, or fill, what builds of whoever runs them have kept."""
    if not hasattr(config, "workerinput"):
        folder = TemporaryDirectory()
        config.add_cleanup(folder.cleanup)
        os.environ["XDG_CACHE_HOME"] = folder.name


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


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample organisation's site; read it only."""
    return made_once(tmp_path_factory, "sample", build_sample)


@pytest.fixture(scope="session")
def harbour_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an organisation with hostile names; read it only."""
    return made_once(tmp_path_factory, "harbour", build_harbour)


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an organisation in which everything that may be odd is odd; read it only."""
    return made_once(tmp_path_factory, "hostile", build_hostile)


@pytest.fixture(scope="session")
def synthetic_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an organisation with 1,000 meetings; read it only."""
    return made_once(tmp_path_factory, "synthetic", build_synthetic)
