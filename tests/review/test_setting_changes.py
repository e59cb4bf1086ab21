"""A review names each setting that a change makes."""

import pytest

from committing import Repository
from decision_record.repository.configuration import Settings
from reviewed_repository import review

SETTINGS = {
    "severity: {DR413: off}": "`severity DR413` none → off",
    "thresholds: {DR405: {minutes: 10}}": "`thresholds DR405 minutes` none → 10",
    "days: {to_tell: 30}": "`days to_tell` none → 30",
    "public: true": "`public` no → yes",
    "publish: true": "`publish` no → yes",
    "previews: true": "`previews` no → yes",
    "as_of: 2026-05-01": "`as_of` none → 1 May",
    "tiers_from_csms: 3": "`tiers_from_csms` none → 3",
    "edit_uri: https://forge.example/acme/records/edit/main/records/": "`edit_uri` none → https:",
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_that_changes_is_named_with_its_values(
    repository: Repository, setting: str
) -> None:
    (repository.folder / "site_config.yml").write_text(
        f"site_name: Acme\ntheme: material\nplugins: [{{decision-record: {{{setting}}}}}]\n"
    )
    summary, *_ = lines = review("--since", "main").output.splitlines()
    (line,) = [each for each in lines if "Setting: " in each]
    assert line.startswith(f"  Setting: site_config.yml: {SETTINGS[setting]}")
    assert summary.startswith("Merging this changes 1 setting.")


def test_every_setting_has_an_example() -> None:
    known = {each.partition(":")[0] for each in SETTINGS}
    assert known == Settings.model_fields.keys() - {"records"}
