"""What of a personal record goes further is listed; a field that is added is private (§7)."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, create_model

from confiding import SECRET, Run
from decision_record.model.decided import Action, Actions, Review
from decision_record.model.record import Cancelled, Meeting
from decision_record.model.rituals import Customer
from decision_record.model.series import Series, SeriesFile
from decision_record.repository.privacy import share_meeting, share_series, unname_one_on_ones

KEPT = {"series", "date", "cancelled", "allow", "review", "customers", "actions"}


def later(model: type[BaseModel], **values: object) -> Any:  # noqa: ANN401 - a row of any model
    """A row of a model to which a field was added after its redaction was written."""
    newer = create_model(f"Later{model.__name__}", __base__=model, added=(str, ""))
    return newer.model_construct(**{**values, "added": SECRET})


def filled(model: type[BaseModel], **values: object) -> dict[str, object]:
    """Every field of a model, each that is not given with something secret in it."""
    return dict.fromkeys(model.model_fields, SECRET) | values


def redacted(meeting: Meeting) -> Meeting:
    left, _ = share_meeting(
        meeting,
        record="2026-05-04-bob-talk",
        talks={"2026-05-04-bob-talk": meeting},
        shared=frozenset({"2026-05-04-bob-talk/A1"}),
        kinds={"tier-2": "tier-2", "bob-talk": "one-on-one", "vera-talk": "one-on-one"},
    )
    return left


def meeting_with(**values: object) -> Meeting:
    given: dict[str, object] = {
        "date": "2026-05-04",
        "series": "bob-talk",
        "cancelled": Cancelled.model_construct(**filled(Cancelled)),  # type: ignore[arg-type]
        "allow": {"DR704": SECRET},
        "review": (),
        "customers": (),
        "actions": Actions(),
    }
    return later(Meeting, **filled(Meeting, **{**given, **values}))  # type: ignore[no-any-return]


def leaves(value: object) -> Iterator[str]:
    match value:
        case BaseModel():
            yield from leaves(vars(value))
        case Mapping():
            for key, each in value.items():
                yield from (str(key), *leaves(each))
        case tuple() | list() | frozenset():
            for each in value:
                yield from leaves(each)
        case str():
            yield value


def test_every_field_of_a_record_is_private_but_those_that_are_listed() -> None:
    left = redacted(meeting_with())
    assert [text for text in leaves(left) if SECRET in text] == []
    assert left.model_fields_set <= KEPT


@pytest.mark.parametrize("section", sorted(set(Meeting.model_fields) - KEPT))
def test_a_section_is_as_if_it_had_not_been_written(section: str) -> None:
    left = redacted(meeting_with())
    assert getattr(left, section) == Meeting.model_fields[section].get_default(
        call_default_factory=True
    )


def test_a_field_that_is_added_to_a_row_is_private() -> None:
    action = later(Action, id="A1", what="Do it", owner="bob", due="2026-05-10", share=True)
    customer = later(Customer, account="north", issue="Slow", promote_to="tier-2")
    review = later(Review, action="A1", outcome="done", note=SECRET, channel=SECRET)
    left = redacted(
        meeting_with(
            actions=Actions.model_construct(cs=(action,), pm=(), shared=()),
            customers=(customer,),
            review=(review,),
        )
    )
    assert [text for text in leaves(left) if SECRET in text] == []
    assert left.actions.cs[0].what == "Do it"
    assert left.customers[0].issue == "Slow"
    assert left.review[0].outcome == "done"


def test_what_is_promoted_to_another_one_on_one_stays_private() -> None:
    rows = tuple(
        Customer(account="north", issue=issue, promote_to=to)
        for issue, to in (("Slow", "tier-2"), (SECRET, "vera-talk"), (SECRET, None))
    )
    left = redacted(meeting_with(customers=rows))
    assert left.customers == rows[:1]


def test_a_personal_series_is_a_one_on_one_and_nothing_more() -> None:
    series = later(
        Series,
        **filled(
            Series, kind="one-on-one", members=("bob", SECRET), cadence="weekly", from_=None,
            until=None,
        ),
    )  # fmt: skip
    other = Series(kind="tier-2", name=SECRET)
    left = share_series(
        SeriesFile.model_construct({"bob-talk": series, "hidden": other}),
        people=frozenset({"bob"}),
    ).root
    assert list(left) == ["bob-talk"]
    assert left["bob-talk"].title == "One-on-one"
    assert left["bob-talk"].members == ("bob",)
    assert [text for text in leaves(left) if SECRET in text] == []


def test_a_shared_series_keeps_its_name_unless_it_is_a_one_on_one() -> None:
    left = unname_one_on_ones(
        SeriesFile(
            {
                "lena-talk": Series(kind="one-on-one", name="Probation"),
                "tier-2": Series(kind="tier-2", name="Reporting sync"),
            }
        )
    ).root
    assert [each.title for each in left.values()] == ["One-on-one", "Reporting sync"]


def test_no_file_of_the_site_knows_what_a_one_on_one_is_called(company: Path, run: Run) -> None:
    assert run("build").exit_code == 0
    files = [path for path in (company / "site").rglob("*") if path.is_file()]
    for name in (SECRET, "qzlena"):
        assert [path for path in files if name.encode() in path.read_bytes()] == []
    page = (company / "site/meetings/2026-05-04-bob-talk/index.html").read_text()
    assert "<title>One-on-one, 4 May 2026" in page
    series = json.loads((company / "site/api/v1/series.json").read_text())["items"]
    assert {"bob-talk", "lena-talk"} <= {each["id"] for each in series}
