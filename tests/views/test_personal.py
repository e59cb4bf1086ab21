"""Who a site with one-on-ones is for."""

from dataclasses import replace

import pytest

from building import make_records, parse
from decision_record.model.records import Records
from decision_record.views.people.personal import warn_readers

TALKS = """
    series:
      bob-talk: {kind: one-on-one, members: [vera, bob]}
      lena-talk: {kind: one-on-one, members: [vera, lena]}
      other-talk: {kind: one-on-one, members: [otto, ines]}
      no-talk: {kind: one-on-one}
    2026-05-04-bob-talk: {}
    2026-05-05-lena-talk: {}
    2026-05-06-other-talk: {}
    2026-05-07-no-talk: {}
    2026-05-08-tier-1: {}
"""


def records_with(*personal: str) -> Records:
    records = make_records(parse(TALKS))
    entries = tuple(
        replace(entry, file=replace(entry.file, personal_root="own"))
        if entry.series in personal
        else entry
        for entry in records.entries
    )
    return replace(records, entries=entries, own=True)


@pytest.mark.parametrize(
    ("personal", "whom"),
    [
        (("bob-talk",), "Vera and Bob"),
        (("bob-talk", "no-talk"), "Vera and Bob"),
        (("bob-talk", "lena-talk"), "Vera"),
        (("bob-talk", "other-talk"), "the people in them"),
        (("no-talk",), "the people in them"),
        ((), "the people in them"),
    ],
)
def test_a_site_is_for_those_who_belong_to_all_of_it(personal: tuple[str, ...], whom: str) -> None:
    notice = warn_readers(records_with(*personal))
    assert notice == f"This site holds one-on-ones. It is for {whom} only."


def test_the_shared_site_is_for_everybody() -> None:
    assert warn_readers(replace(records_with("bob-talk"), own=False)) is None
