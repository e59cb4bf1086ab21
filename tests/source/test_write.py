"""What is written for help to be pasted reads back as the same data."""

from hypothesis import given
from hypothesis import strategies as st

from decision_record.source.read import Data, read
from decision_record.source.write import write_inline, write_section

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from(": #-\"'[]{},"),
    min_size=1,
    max_size=12,
).filter(lambda text: text.strip() and not set(text) & set("\u2028\u2029\ufeff\ufffe\uffff"))
NAMES = st.from_regex(r"[a-z][a-z_]{0,5}", fullmatch=True)
DATA = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(NAMES, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(name=NAMES, value=DATA)
def test_a_section_reads_back(name: str, value: Data) -> None:
    reading = read(f"{write_section(name, value)}\n".encode(), file="x.yml")
    assert (reading.data, reading.problems) == ({name: value}, ())


@given(name=NAMES, value=DATA)
def test_a_row_in_brackets_reads_back(name: str, value: Data) -> None:
    reading = read(f"- {write_inline({name: value})}\n".encode(), file="x.yml")
    assert (reading.data, reading.problems) == ([{name: value}], ())


def test_rows_are_written_as_people_write_them() -> None:
    value: Data = {"cs": [{"id": "A1", "what": "Ask: when", "accounts": ["a", "b"]}]}
    assert write_section("actions", value) == (
        'actions:\n  cs:\n    - id: A1\n      what: "Ask: when"\n      accounts: [a, b]'
    )
