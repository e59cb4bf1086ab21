"""In two hundred random pairs of versions no sentence names an event that did not happen."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from building import make_records
from decision_record.ledger.differences.kinds import Kind
from decision_record.review.review import ChangeReview
from pairs import PAIRS, write_pair
from reviewing import lines_of, review_records

DAYS = (date(2026, 6, 30), date(2026, 4, 15))

EVENTS: Mapping[str, frozenset[tuple[Kind, str]]] = {
    kind: frozenset(keys)
    for kind, keys in {
        "acknowledged": [(Kind.RAISED, "state")],
        "ahead": [(Kind.AHEAD, "")],
        "answered": [
            *((Kind.QUESTION, key) for key in ("state", "answer", "say")),
            *((Kind.RAISED, key) for key in ("answer", "say")),
        ],
        "asked": [(Kind.QUESTION, "")],
        "brought-forward": [(Kind.COMMITMENT, "target"), (Kind.PROMISE, "state")],
        "can-say": [(Kind.SAYING, "")],
        "churned": [(Kind.ACCOUNT, "churned"), (Kind.PROMISE, "state"), (Kind.COMMITMENT, "state")],
        "committed": [(Kind.COMMITMENT, ""), (Kind.PROMISE, "")],
        "decided": [(Kind.DECISION, "")],
        "declined": [(Kind.REQUEST, "status")],
        "deferred": [(Kind.DECISION, "")],
        "descoped": [(Kind.COMMITMENT, "state"), (Kind.PROMISE, "state")],
        "do-not-promise": [(Kind.CAUTION, "")],
        "done": [(Kind.ACTION, "state")],
        "dropped": [(Kind.ACTION, "state")],
        "escalated": [(Kind.DECISION, "")],
        "followed": [(Kind.DECISION, "followed")],
        "handed-over": [(Kind.ACTION, "owner"), (Kind.DECISION, "owner")],
        "may-mention": [(Kind.CAUTION, "")],
        "no-longer-say": [(Kind.SAYING, "")],
        "no-surprise": [(Kind.AHEAD, "")],
        "not-to-tell": [(Kind.LOOP, ""), (Kind.LOOP, "state")],
        "on-track": [(Kind.COMMITMENT, "state")],
        "opened": [(Kind.ACTION, "")],
        "planned": [(Kind.REQUEST, "status")],
        "raised": [(Kind.RAISED, "")],
        "replied": [(Kind.QUESTION, "answer"), (Kind.RAISED, "answer"), (Kind.RAISED, "say")],
        "reply-noted": [(Kind.QUESTION, "answer"), (Kind.RAISED, "answer"), (Kind.RAISED, "say")],
        "requested": [(Kind.REQUEST, "")],
        "resolved": [(Kind.RAISED, "resolved")],
        "rolled": [(Kind.ACTION, "due"), (Kind.DECISION, "due")],
        "settled": [(Kind.DECISION, "resolved_by")],
        "shipped": [
            (Kind.SHIPPED, ""),
            (Kind.COMMITMENT, "state"),
            (Kind.PROMISE, "state"),
            (Kind.PROMISE, ""),
            (Kind.REQUEST, "status"),
        ],
        "slipped": [(Kind.COMMITMENT, "slips"), (Kind.PROMISE, "state")],
        "stance": [(Kind.THEME, "stance")],
        "started": [(Kind.REQUEST, "status")],
        "superseded": [
            (Kind.DECISION, "superseded_by"),
            (Kind.PROMISE, "state"),
            (Kind.PROMISE, ""),
        ],
        "surprise": [(Kind.INCIDENT, "")],
        "to-tell": [
            (Kind.LOOP, ""),
            (Kind.LOOP, "state"),
            (Kind.LOOP, "opened"),
            (Kind.LOOP, "because"),
            (Kind.LOOP, "due"),
            (Kind.LOOP, "owner"),
        ],
        "told": [(Kind.LOOP, ""), (Kind.LOOP, "told")],
        "withdrawn": [(Kind.PROMISE, "state"), (Kind.PROMISE, "")],
    }.items()
}
"""What differs wherever a kind of sentence is said: the key, or "" for the whole thing."""

ONCE = {
    ("acknowledged", "acknowledged"),
    ("followed", "followed"),
    ("resolved", "resolved"),
    ("settled", "resolved_by"),
    ("churned", "churned"),
}
"""What happens once: a sentence and the key that was empty before."""

OPPOSITES = (
    ("can-say", "no-longer-say"),
    ("do-not-promise", "may-mention"),
    ("to-tell", "not-to-tell"),
    ("ahead", "no-surprise"),
)


def reviews() -> Iterator[tuple[int, ChangeReview]]:
    for seed in range(PAIRS):
        records = [make_records(data) for data in write_pair(seed)]
        yield seed, review_records(*records, as_of=DAYS[seed % 2])


@pytest.fixture(scope="module")
def reviewed() -> list[tuple[int, ChangeReview]]:
    return list(reviews())


def test_an_event_is_said_only_where_its_key_differs(
    reviewed: list[tuple[int, ChangeReview]],
) -> None:
    seen: set[str] = set()
    for seed, review in reviewed:
        for line in lines_of(review):
            if line.kind not in EVENTS:
                continue
            seen.add(line.kind)
            keys = {(each.kind, each.field or "") for each in line.differences}
            assert keys & EVENTS[line.kind], (seed, line)
            for each in line.differences:
                if (line.kind, each.field) in ONCE:
                    assert each.old is None, (seed, line)
    assert len(seen) > len(EVENTS) * 2 / 3, EVENTS.keys() - seen


def test_nothing_is_said_and_taken_back(reviewed: list[tuple[int, ChangeReview]]) -> None:
    for seed, review in reviewed:
        said = defaultdict(set)
        for line in lines_of(review):
            # Two items may have the same words; but words may be said or not, whosever they are.
            ref = None if line.group == "words" else line.ref
            for account in line.accounts:
                said[line.kind].add((ref, line.text.partition("”")[0], account))
        for one, other in OPPOSITES:
            assert not said[one] & said[other], (seed, one, other)


def test_only_who_was_still_to_be_told_is_no_longer(
    reviewed: list[tuple[int, ChangeReview]],
) -> None:
    for seed, review in reviewed:
        for line in lines_of(review):
            if line.kind == "not-to-tell":
                states = [each for each in line.differences if each.field == "state"]
                assert all(each.old == "open" for each in states), (seed, line)
