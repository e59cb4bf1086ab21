"""A repository that `init` made, a forge, and a runner of its workflows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fake_forge import fake_forge
from workflow_company import Company, CompanyMaker
from workflow_repository import make
from workflow_runner import Runner


@pytest.fixture
def make_company(tmp_path: Path, forked_command: Path) -> Iterator[CompanyMaker]:
    """Make a company, whose workflows publish or not, and start Python for each command or not."""
    with fake_forge() as forge:
        forge.answers["/repos/acme/records"] = {"private": True}
        forge.answers["/repos/acme/records/pages"] = {"public": False}

        def made(
            *, publish: bool = False, starts_python: bool = False, minute: float = 60
        ) -> Company:
            repository = make(tmp_path, publish=publish)
            runner = Runner(
                origin=repository.origin,
                folder=tmp_path / "runner",
                forge=forge,
                command=None if starts_python else forked_command,
                minute=minute,
            )
            return Company(repository=repository, forge=forge, runner=runner)

        yield made


@pytest.fixture
def company(make_company: CompanyMaker) -> Company:
    """A company that publishes nothing, as `init` makes it."""
    return make_company()
