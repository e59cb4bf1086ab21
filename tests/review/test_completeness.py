"""A review names every difference that counts between two versions' exports, and nothing else."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from building import make_records
from comparing import as_json, differences_of, export, items_of, version_of
from decision_record.ledger.differences.find import COMPARED, IDENTITY, find_differences
from decision_record.ledger.differences.kinds import Kind
from decision_record.model.records import Records
from decision_record.repository.load import load
from decision_record.review.left_out import (
    LEFT_OUT,
    LEFT_OUT_DOCUMENTS,
    LISTED_APART,
    WITHOUT_EXPORT,
)
from decision_record.review.names import Names
from decision_record.review.review import GroupId, ReviewLine
from pairs import PAIRS, write_pair
from reviewing import lines_of, review_records

DAYS = (date(2026, 6, 30), date(2026, 4, 15))
REPOSITORY = Path(__file__).resolve().parents[2]
FOLDERS = (REPOSITORY / "records", REPOSITORY / "tests/organizations/harbour/records")
WITHOUT_STATE = {
    GroupId.PAST,
    GroupId.RECORDS,
    GroupId.ACCOUNTS,
    GroupId.REFERENCE,
    GroupId.NOT_COMPARED,
}
"""The groups that may say what no export shows: of files, fields and which accounts are touched."""
SELDOM = {
    (Kind.SAYING, "confidence"),
    (Kind.SAYING, "target"),
    (Kind.CAUTION, "what"),
    (Kind.AHEAD, "because"),
    (Kind.AHEAD, "since"),
    (Kind.RAISED, "kind"),
    (Kind.FEEDBACK, "what"),
    (Kind.REQUEST, "what"),
    (Kind.RESEARCH, "by"),
    (Kind.RESEARCH, "accounts_wanted"),
    (Kind.MEETING, "series"),
    (Kind.MEETING, "held"),
    (Kind.MEETING, "cancelled"),
    (Kind.POD, "ready"),
}
"""What the pairs may not differ in; `tests/ledger/test_differences.py` has examples."""


@pytest.mark.parametrize("first", range(0, PAIRS, 20))
def test_what_is_compared_is_what_the_exports_show(first: int) -> None:
    for seed in range(first, first + 20):
        before, after = (
            version_of(make_records(data), DAYS[seed % 2]) for data in write_pair(seed)
        )
        expected = differences_of(items_of(export(before)), items_of(export(after)))
        found = [
            as_json(each)
            for each in find_differences(before, after)
            if each.kind not in WITHOUT_EXPORT
        ]
        assert len(found) == len(set(found)), seed
        assert set(found) == expected, seed


@pytest.fixture(scope="module")
def exported() -> dict[Kind, set[str]]:
    """Every key that the exports of some organisations have, by what has it."""
    keys: dict[Kind, set[str]] = {kind: set() for kind in Kind}
    for records in (*map(_records_of, FOLDERS), *_of_pairs()):
        documents = export(version_of(records, DAYS[0]))
        for document, content in documents.items():
            kind = document.partition("/")[0]
            assert kind in LEFT_OUT_DOCUMENTS or kind in list(Kind), document
            if kind not in LEFT_OUT_DOCUMENTS:
                for item in content["items"]:
                    _keep_keys(keys, Kind(kind), item)
    return keys


def _records_of(folder: Path) -> Records:
    return load([folder], base=folder).records


def _of_pairs() -> Iterator[Records]:
    for seed in range(20):
        yield make_records(write_pair(seed)[0])


def _keep_keys(keys: dict[Kind, set[str]], kind: Kind, item: dict[str, Any]) -> None:
    keys[kind] |= set(item)
    for key, inner in LISTED_APART.get(kind, {}).items():
        for row in item.get(key, ()):
            keys[inner] |= set(row)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in WITHOUT_EXPORT])
def test_every_key_of_the_exports_counts_or_is_left_out(
    exported: dict[Kind, set[str]], kind: Kind
) -> None:
    # The name of what is listed inside of an item begins with the item's own.
    is_inside = any(kind in inner.values() for inner in LISTED_APART.values())
    declared = (
        COMPARED[kind],
        frozenset(IDENTITY[kind][1:] if is_inside else IDENTITY[kind]),
        frozenset(LISTED_APART.get(kind, ())),
        frozenset(LEFT_OUT.get(kind, ())),
    )
    assert exported[kind] == set().union(*declared)
    assert len(exported[kind]) == sum(map(len, declared)), "a key is declared twice"


def test_the_pairs_differ_in_every_kind_and_in_all_keys_but_a_few() -> None:
    seen: set[tuple[Kind, str | None]] = set()
    for seed in range(PAIRS):
        before, after = (version_of(make_records(data), DAYS[0]) for data in write_pair(seed))
        seen |= {(each.kind, each.field) for each in find_differences(before, after)}
    wanted = {(kind, key) for kind, keys in COMPARED.items() for key in (None, *keys)}
    assert {kind for kind, _ in seen} == set(Kind)
    assert wanted - seen <= SELDOM


@pytest.mark.parametrize("first", range(0, PAIRS, 20))
def test_a_review_names_each_difference_once_and_nothing_else(first: int) -> None:
    for seed in range(first, first + 20):
        records = [make_records(data) for data in write_pair(seed)]
        before, after = (version_of(each, DAYS[seed % 2]) for each in records)
        expected = find_differences(before, after)
        review = review_records(*records, as_of=DAYS[seed % 2])
        named = [each for line in lines_of(review) for each in line.differences]
        assert sorted(map(repr, named)) == sorted(map(repr, expected)), seed
        for line in lines_of(review):
            check_values(line, Names(before=before, after=after))
            assert line.differences or line.group in WITHOUT_STATE, (seed, line)
            assert line.text.strip(), (seed, line)
            assert "\n" not in line.text, (seed, line)


def test_a_review_names_every_step_of_a_new_record_in_an_account_s_history() -> None:
    """No step of `timeline` or `ahead` is only in the export: its account is named, and its row."""
    kinds: set[str] = set()
    for seed in range(PAIRS):
        records = [make_records(data) for data in write_pair(seed)]
        before, after = (export(version_of(each, DAYS[seed % 2])) for each in records)
        known = {entry.id for entry in records[0].entries}
        lines = lines_of(review_records(*records, as_of=DAYS[seed % 2]))
        touched = {account for line in lines if line.kind == "touched" for account in line.accounts}
        released = {
            row.what
            for entry in records[0].entries
            for row in (entry.meeting.releases if entry.meeting else ())
        }
        for name, document in after.items():
            if not name.startswith("accounts/"):
                continue
            (account,) = document["items"]
            old = before.get(name, {"items": [{}]})["items"][0]
            for step in (*account["timeline"], *account.get("ahead", ())):
                if step.get("record", "") in known or step in old.get("timeline", ()):
                    continue
                if "record" not in step:
                    continue  # a churn, which the account's own sentence says
                kinds.add(step["kind"])
                assert account["id"] in touched, (seed, step)
                # A row without words has the name of its kind; one that goes on with an earlier
                # release may say nothing new of it.
                words = step["text"] not in {step["kind"].capitalize(), *released}
                if words and step["kind"] in ("release", "theme", "research", "surprise"):
                    assert any(step["text"] in line.text for line in lines), (seed, step)
    assert kinds >= {"release", "theme", "review", "update", "loop", "roadmap"}


PEOPLE = {"owner", "csm", "pm"}
DAYS_NAMED = {"due", "target", "renewal", "answer_by", "closed", "churned", "resolved", "on"}
WORDS_NAMED = {"what", "issue", "ask", "because", "recommendation", "tried"}


def check_values(line: ReviewLine, names: Names) -> None:
    """Hold the new value of people, days and words against the text of their sentence."""
    for each in line.differences:
        new = each.new
        if each.kind is Kind.LOOP and line.kind != "to-tell":
            continue  # who owed it, and by when, says nothing once the account was told
        if each.field in PEOPLE and isinstance(new, str):
            assert names.person(new) in line.text, (line, each)
        if each.field in DAYS_NAMED and isinstance(new, date):
            assert f"{new.day} {new:%b}" in line.text, (line, each)
        if each.field in WORDS_NAMED and isinstance(new, str):
            assert new.rstrip(".") in line.text, (line, each)
