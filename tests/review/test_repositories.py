"""Reviews in repositories whose files are moved, converted or not all checked out."""

import pytest

from committing import Repository
from reviewed_repository import CONFIGURATION, DECIDED, OLD, review


def test_a_committed_conversion_of_the_ends_of_lines_is_named(repository: Repository) -> None:
    path = repository.records / OLD
    path.write_bytes(DECIDED.replace("\n", "\r\n").encode())
    # On disk alone it may be git that converts: that is no change.
    assert "changes nothing" in review("--since", "main").output
    repository.git("-c", "core.autocrlf=false", "commit", "--quiet", "-am", "Convert")
    text = review("--since", "main").output
    assert "changes nothing" not in text
    assert f"Edited: records/{OLD}: formatting only; the content is the same" in text


def test_old_records_in_a_folder_of_another_name_are_no_other_files(
    repository: Repository,
) -> None:
    repository.git("mv", "records", "data")
    (repository.folder / "site_config.yml").write_text(
        CONFIGURATION.replace("[decision-record]", "[{decision-record: {records: [data]}}]")
    )
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "-m", "Move")
    text = review("--since", "main").output
    assert f"Renamed: records/{OLD} → data/{OLD}" in text
    assert "Deleted file" not in text
    assert "New file" not in text


@pytest.mark.parametrize("kept", ["records/accounts", "records"])
def test_a_sparse_checkout_is_said_to_be_one(repository: Repository, kept: str) -> None:
    repository.git("sparse-checkout", "set", kept)
    text = review("--since", "main").output
    assert ("the checkout is sparse and leaves out" in text) is (kept != "records")
