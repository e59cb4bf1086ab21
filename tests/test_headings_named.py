"""A part of the guide that a message names is there, under the very words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
_NAMED = re.compile(r"guide[^.]*?under\s+(?:`([^`]+)`|\*([^*]+)\*|([A-Z]\w*))", re.IGNORECASE)


def texts() -> Iterator[str]:
    for path in (REPOSITORY / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def named() -> set[str]:
    """The parts of the guide that messages and files of ours send people to."""
    found = [match for text in texts() for match in _NAMED.finditer(" ".join(text.split()))]
    return {next(filter(None, match.groups())) for match in found}


def test_each_heading_that_a_message_names_exists() -> None:
    headings = {
        line.lstrip("# ").strip()
        for path in (REPOSITORY / "theme/guide").rglob("*.md")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("#")
    }
    assert {"Publishing", "Who can open this address?"} <= named()
    assert named() - headings == set()
