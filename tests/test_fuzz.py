"""A few of the organisations of `fuzzing.py`, the same in every run."""

import pytest

from fuzzing import at_most, try_seed


@pytest.mark.parametrize("block", range(4))
def test_whatever_is_wrong_is_said_and_nothing_raises(block: int) -> None:
    failures = [each for seed in range(block * 15, block * 15 + 15) if (each := try_seed(seed))]
    assert not failures, f"seed {failures[0].seed}\n{failures[0].why}"


def _never_end() -> None:
    while True:
        pass


def test_what_never_ends_is_a_failure() -> None:
    with pytest.raises(TimeoutError), at_most(0.05):
        _never_end()
