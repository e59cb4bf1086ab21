"""The sample's own personal folder: what its pairs wrote down stays between them (§7)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from decision_record.model.record import Meeting
from decision_record.repository.configuration import read_configuration
from decision_record.repository.load import Loaded, load
from decision_record.site.assemble import assemble
from decision_record.site.prepare import Order
from sites import REPOSITORY

SHARED = REPOSITORY / "records"
PERSONAL = REPOSITORY / "tests/organizations/fernhollow-personal/records"
SHORT = 12
"""Texts up to this length are words that other people use too."""


def read(*, withheld: bool) -> Loaded:
    return load([SHARED], personal=[PERSONAL], withheld=withheld, base=REPOSITORY)


def texts(loaded: Loaded) -> set[str]:
    """What the one-on-ones say in free text."""
    talks = [
        each.model
        for each in loaded.shaped
        if each.file.personal_root and isinstance(each.model, Meeting)
    ]
    assert len(talks) > 40
    return {text for talk in talks for text in _leaves(talk) if len(text) > SHORT}


def _leaves(value: Any) -> Iterator[str]:  # noqa: ANN401 - any value of a record
    match value:
        case BaseModel():
            for name in type(value).model_fields:
                yield from _leaves(getattr(value, name))
        case Mapping():
            for key, each in value.items():
                yield from (key, *_leaves(each))
        case tuple():
            for each in value:
                yield from _leaves(each)
        case str():
            yield value


def build(output: Path, *, personal: bool) -> bytes:
    """Everything that is published, as one text."""
    configuration, _ = read_configuration(REPOSITORY / "site_config.yml", name="site_config.yml")
    assert configuration is not None
    order = Order(
        configuration=replace(
            configuration, named=(SHARED,), named_personal=(PERSONAL,), personal=personal
        ),
        as_of=None,
        now=datetime(2027, 1, 1, tzinfo=UTC),
        base=REPOSITORY,
    )
    assembled = assemble(order, output=output, watch=lambda content: content)
    assert assembled.site is not None, assembled.examination.diagnostics
    return b"\n".join(path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file())


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What everybody gets of an organisation with one-on-ones."""
    return build(tmp_path_factory.mktemp("shared"), personal=False)


def test_what_the_pairs_wrote_is_on_their_own_site_alone(
    tmp_path: Path, sample_site: Path, shared: bytes
) -> None:
    private = texts(read(withheld=False)) - texts(read(withheld=True))
    without = b"".join(path.read_bytes() for path in sample_site.rglob("*.html"))
    private = {text for text in private if text.encode() not in without}
    assert len(private) > 100
    assert [text for text in private if text.encode() in shared] == []
    own = build(tmp_path / "own", personal=True)
    seen = [text for text in private if text.encode() in own]
    assert len(seen) > len(private) / 2  # the others are marked up on their way


def test_what_they_share_is_on_everybodys(shared: bytes) -> None:
    public = texts(read(withheld=True))
    assert public
    assert any(text.encode() in shared for text in public)
