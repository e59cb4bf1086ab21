"""What tests of several folders share: golden files.

A test that compares a whole text with a file takes the fixture `golden`:

    def test_page(golden: GoldenFolder) -> None:
        golden("account.html").check(render(...))

The file stands in `golden/` beside the test. `pytest --rewrite` writes it instead of comparing;
read what it wrote like code before you commit it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


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


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> GoldenFolder:
    """The golden files beside the test that asks."""
    folder = request.path.parent / "golden"
    rewrite = bool(request.config.getoption("--rewrite"))
    return lambda name: Golden(path=folder / name, rewrite=rewrite)
