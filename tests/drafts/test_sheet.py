from hypothesis import given
from hypothesis import strategies as st

from decision_record.drafts.yaml_writer import (
    GAP,
    TEXT,
    block,
    listing,
    name_text,
    offer,
    row,
    say,
    scalar,
    short_text,
)
from decision_record.source.encoding import FORBIDDEN
from decision_record.source.read import read


def test_an_identity_stands_as_it_is_and_anything_else_in_quotation_marks() -> None:
    assert scalar("2026-03-31-tier-1/A1") == "2026-03-31-tier-1/A1"
    assert scalar("elin.marchetti") == "elin.marchetti"
    assert scalar("days, mean") == '"days, mean"'
    assert scalar("") == '""'
    assert listing(["north", "a b"]) == '[north, "a b"]'


_values = st.text(st.characters(exclude_categories=["Cs", "Cn"]), min_size=1).filter(
    lambda each: each.strip() and not FORBIDDEN.search(each)
)


@given(value=_values)
def test_a_value_is_read_as_it_was(value: str) -> None:
    reading = read(f"a: [{scalar(value)}]\n".encode(), file="a.yml")
    assert reading.data == {"a": [value]}


def test_a_row_with_gaps_is_one_without_those_fields() -> None:
    text = row({"action": "x/A1", "outcome": GAP, "note": TEXT, "due": GAP})
    assert text == '  - {action: x/A1, outcome: , note: "", due: }'
    assert read(f"review:\n{text}\n".encode(), file="a.yml").data == {
        "review": [{"action": "x/A1"}]
    }


def test_a_form_counts_once_its_signs_are_taken_away() -> None:
    lines = list(block({"id": "D1", "what": TEXT, "owner": GAP}))
    assert lines == ["  - id: D1", '    what: ""', "    owner:"]
    offered = list(offer(lines))
    assert offered == ["  # - id: D1", '  #   what: ""', "  #   owner:"]
    assert [line.replace("# ", "", 1) for line in offered] == lines


def test_a_comment_takes_as_many_lines_as_it_needs() -> None:
    lines = list(say("word " * 40, indent=2, hanging=2))
    assert len(lines) == 3
    assert all(line.startswith("  # ") and len(line) <= 98 for line in lines)
    assert lines[1].startswith("  #   word")
    assert list(say("a\n- {b: c}")) == ["# a - {b: c}"]


def test_what_cannot_be_seen_is_shown() -> None:
    assert name_text("North\n\u202eMills") == "North <U+202E>Mills"
    assert short_text("North\t\u2066**Mills**.") == "North <U+2066>Mills"
