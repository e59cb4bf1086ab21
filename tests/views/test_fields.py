"""The field reference: every field has an address, says what it takes, and leads to its rules."""

from collections.abc import Callable

import pytest

from conftest import GoldenFolder
from decision_record.checks.catalogue import RULES
from decision_record.checks.configure import configure_rules
from decision_record.model.describe import all_fields, describe
from decision_record.model.records import FileKind
from decision_record.repository.configuration import Settings
from decision_record.views.reference.fields import (
    FieldRow,
    FieldsOfView,
    file_kinds,
    view_fields,
    view_fields_of,
)

Draw = Callable[[str, object], str]


def fields_of(kind: FileKind, **options: object) -> FieldsOfView:
    return view_fields_of(kind, configure_rules(Settings.model_validate(options)))


def row(view: FieldsOfView, path: str) -> FieldRow:
    rows = [row for each in view.sections for row in (each.field, *each.fields)]
    return next(each for each in rows if each.id == path)


def test_every_kind_of_file_has_a_page() -> None:
    assert set(file_kinds()) == set(FileKind)
    addresses = [each.link.address for each in view_fields().files]
    assert addresses == [f"guide/fields/{kind}/" for kind in file_kinds()]


@pytest.mark.parametrize("kind", list(FileKind))
def test_every_field_is_there_or_leads_to_the_meeting(kind: FileKind) -> None:
    view = fields_of(kind)
    there = {row.id for each in view.sections for row in (each.field, *each.fields)}
    led = {link.text for link in view.shared}
    for field in all_fields(describe(kind)):
        assert field.path in there or field.path.split(".")[0] in led


def test_a_field_says_what_it_takes_and_what_rules_ask() -> None:
    due = row(fields_of(FileKind.MEETING), "decisions.due")
    assert (due.name, due.takes) == ("due", "A day, written YYYY-MM-DD")
    assert due.need == "May be left out"
    assert [each.rule.text for each in due.asked] == ["DR304", "DR305", "DR306", "DR327"]
    owner = row(fields_of(FileKind.MEETING), "actions.owner")
    assert (owner.takes, owner.need) == ("A person", "Required")
    assert owner.named_in is not None
    assert owner.named_in.address == "guide/fields/people/"
    assert row(fields_of(FileKind.ACCOUNT), "arr").takes.startswith("An amount: ")
    delegates = row(fields_of(FileKind.MEETING), "delegates")
    assert delegates.takes == "Names with values: each name is a person, each value a person"
    assert row(fields_of(FileKind.POD), "status").need == "`forming` where it is left out"


def test_a_rule_that_is_off_asks_for_nothing() -> None:
    view = fields_of(FileKind.MEETING, severity={"DR304": "off"})
    assert [each.rule.text for each in row(view, "decisions.due").asked] == [
        "DR305",
        "DR306",
        "DR327",
    ]


def test_every_field_that_a_rule_names_shows_it() -> None:
    shown = {
        (kind, each.id, asked.rule.text)
        for kind in FileKind
        for section in fields_of(kind).sections
        for each in (section.field, *section.fields)
        for asked in each.asked
    }
    for rule in RULES:
        for field in rule.fields:
            kind, _, path = field.partition("/")
            assert (FileKind(kind), path, rule.code) in shown


def test_a_section_of_one_ritual_says_so() -> None:
    sections = {each.field.id: each for each in fields_of(FileKind.MEETING).sections}
    assert sections["briefings"].only == "Only in the record of a tier 2 or combined meeting."
    assert sections["decisions"].only is None


@pytest.mark.parametrize("kind", [FileKind.UPDATE, FileKind.SERIES])
def test_pages(kind: FileKind, draw: Draw, golden: GoldenFolder) -> None:
    golden(f"fields-{kind}.html").check(draw("fields-of", fields_of(kind)))


def test_the_list_of_files(draw: Draw, golden: GoldenFolder) -> None:
    golden("fields.html").check(draw("fields", view_fields()))
