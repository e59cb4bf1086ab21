"""What tests of pages share: an organisation with hostile names, and drawing a view."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from decision_record.attention.findings import find
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.repository.load import load
from decision_record.site.packaged import theme_folder
from decision_record.site.templates import open_templates, render
from decision_record.views.shared.context import ViewContext, make_view_context

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def harbour() -> ViewContext:
    """The organisation of tests/organizations/harbour on 30 June 2026."""
    root = REPOSITORY / "tests/organizations/harbour/records"
    return _read(root, as_of=date(2026, 6, 30))


@pytest.fixture(scope="session")
def sample() -> ViewContext:
    """The sample organisation on the day that it is read as of."""
    return _read(REPOSITORY / "records", as_of=date(2026, 6, 29))


@pytest.fixture(scope="session")
def draw() -> Callable[..., str]:
    """Draw a view with the template of its name, as a page two steps below the root."""
    templates = open_templates(theme_folder(), currency="EUR")
    return partial(_draw, templates.get_template)


def _draw(template_of: Callable[[str], object], name: str, view: object) -> str:
    return render(template_of(f"{name}.html"), view=view, root="../../")  # type: ignore[arg-type]


def _read(root: Path, *, as_of: date) -> ViewContext:
    loaded = load([root], base=REPOSITORY)
    assert loaded.problems == ()
    ledger = replay(loaded.records, as_of)
    findings = find(Index(records=loaded.records, ledger=ledger))
    return make_view_context(Index(records=loaded.records, ledger=ledger), findings=findings)
