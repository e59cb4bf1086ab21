"""Each value is taken by a full match of what was typed, or refused in words (records.md §1)."""

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_record.model.item_ids import DecisionId
from decision_record.model.reference import Organization
from decision_record.model.shape import shape_data
from decision_record.model.values import (
    Clock,
    Day,
    Identity,
    Moment,
    Money,
    Month,
    Number,
    Shape,
    SignedNumber,
    Text,
    Truth,
    Whole,
    Zone,
)


class Everything(Shape):
    """A field of each type, as a model would declare it."""

    text: Text | None = None
    day: Day | None = None
    moment: Moment | None = None
    clock: Clock | None = None
    whole: Whole | None = None
    number: Number | None = None
    money: Money | None = None
    signed: SignedNumber | None = None
    truth: Truth | None = None
    month: Month | None = None
    zone: Zone | None = None
    name: Identity | None = None
    id: DecisionId | None = None


TAKEN = [
    ("text", "no", "no"),
    ("text", "1.10", "1.10"),
    ("text", "012", "012"),
    ("text", "2026-04-28", "2026-04-28"),
    ("text", "  a few words\n", "a few words"),
    ("day", "2026-04-28", date(2026, 4, 28)),
    ("day", "2024-02-29", date(2024, 2, 29)),
    ("moment", "2026-04-26T09:00", datetime(2026, 4, 26, 9, 0)),  # noqa: DTZ001 - as written
    ("moment", "2026-04-26T09:00:30+02:00", datetime.fromisoformat("2026-04-26T09:00:30+02:00")),
    ("moment", "2026-04-26T09:00Z", datetime.fromisoformat("2026-04-26T09:00+00:00")),
    ("clock", "09:30", "09:30"),
    ("whole", "0", 0),
    ("whole", "045", 45),
    ("number", "215000", 215000),
    ("money", "215000", 215000),
    ("money", "215000.50", 215000.5),
    ("number", "2.50", 2.5),
    ("signed", "-2.5", -2.5),
    ("truth", "true", True),
    ("truth", "false", False),
    ("month", "12", 12),
    ("zone", "Europe/London", "Europe/London"),
    ("name", "elin.marchetti", "elin.marchetti"),
    ("name", "007", "007"),
    ("name", "index", "index"),
    ("name", "x" * 100, "x" * 100),
    ("id", "D1", "D1"),
    ("id", "D999999", "D999999"),
]

REFUSED = {
    "text": ["   "],
    "day": [
        "2026-1-1", "2026-02-30", "2026-13-01", "0000-01-01", "86400", "1777334400", "20260428",
        "28.04.2026", "28 April 2026", "2026-04-28T09:00", "2026-04-28 ", " 2026-04-28",
        "2026-W18-2", "+2026-04-28", "٢٠٢٦-04-28", "2026-04-28\n", "today", "2026-04-2\uff18",
    ],
    "moment": ["2026-04-26", "2026-04-26 09:00", "2026-04-26T25:00", "2026-04-26T9:00", "09:00"],
    "clock": ["9:00", "24:00", "10.00", "10:60", "10:00:00", "noon"],
    "whole": ["1_000", "+5", "-5", "5.0", "1e3", ".5", "٣", "½", "0x10", "five", "1 000", "1,000",
              "9" * 16],
    "number": ["1_000", "+5", "-5", ".5", "5.", "1e3", "inf", "nan", "٣", "1,000", "1.2.3", "$5"],
    "signed": ["--5", "+5", "- 5", "\u22125", "-.5", "1e3"],
    "truth": ["t", "True", "TRUE", "yes", "on", "1", "y", "no", "0", "false "],
    "month": ["0", "13", "04", "April", "+4"],
    "zone": ["London", "Europe/Nowhere", "../etc/passwd", "/etc/localtime", "utc+1", ""],
    "name": ["Elin", "elin marchetti", "-elin", "elin.", "elin..m", "élin", "elin\n", "a/b",
             "index.html", "x" * 101],
    "id": ["d1", "D", "D0", "D01", "A1", "1", "D1.5", "D٣", "D1 ", "D1000000"],
}  # fmt: skip


def shaped(data: object) -> tuple[Everything | None, list[str]]:
    model, problems = shape_data(data, model=Everything, file="x.yml")
    return model, [f"{each.code} {each.message}; {each.help}" for each in problems]


@pytest.mark.parametrize(("field", "written", "meant"), TAKEN)
def test_it_is_taken(field: str, written: str, meant: object) -> None:
    model, problems = shaped({field: written})
    assert problems == []
    assert getattr(model, field) == meant
    assert type(getattr(model, field)) is type(meant)


@pytest.mark.parametrize(
    ("field", "written"), [(field, each) for field, texts in REFUSED.items() for each in texts]
)
def test_it_is_refused_in_words(field: str, written: str) -> None:
    model, problems = shaped({field: written})
    assert model is None
    (problem,) = problems
    if field in ("name", "id"):
        assert problem.startswith("DR106 ")
    else:
        assert problem.startswith(f"DR103 `{field}` is ")
        found = re.search(rf"(write it as in )?`{field}: ([^`]+)`", problem)
        if found:
            # What is offered is taken, whether as an example or as what was meant.
            assert shaped({field: found[2].strip('"')})[1] == []
        else:
            assert problem.endswith(f"leave `{field}` out until it is known")


@pytest.mark.parametrize("field", [name for name in Everything.model_fields if name != "text"])
@pytest.mark.parametrize("value", [["1"], {"a": "1"}, []])
def test_a_list_or_a_group_is_no_value(field: str, value: object) -> None:
    model, problems = shaped({field: value})
    assert model is None
    assert len(problems) == 1


@given(st.sampled_from(sorted(Everything.model_fields)), st.text())
def test_any_text_is_taken_or_refused(field: str, written: str) -> None:
    model, problems = shaped({field: written})
    assert (model is None) == bool(problems)
    assert all("\n" not in each.split("; ")[0] for each in problems)


def test_all_of_a_files_errors_are_told_at_once() -> None:
    _, problems = shape_data(
        {"fiscal_year_starts": "13", "stage": "seed", "names": "x", "timezone": "Berlin"},
        model=Organization,
        file="organization.yml",
    )
    assert sorted(each.code for each in problems) == ["DR101", "DR102", "DR103", "DR103", "DR104"]
