"""What a review says of files that cannot be read on one side: that they are not compared."""

import pytest

from committing import Repository
from reviewed_repository import DECIDED, FILES, LATER, NEW, OLD, review

UNREADABLE = {
    "a record with a broken line": (OLD, DECIDED + "\n  : [", "meeting 2026-03-31-tier-1"),
    "a new update with a broken line": (
        "updates/2026/2026-04-20-bob.yml",
        "date: 2026-04-20\nfeedback: [\n",
        "update 2026-04-20-bob",
    ),
    "an account with a broken line": (
        "accounts/north.yml",
        FILES["accounts/north.yml"] + "a: [\n",
        "account north",
    ),
    "words with a broken line": ("taxonomy.yml", "segments: [\n", "taxonomy.yml"),
    "an amount that is there twice": (
        "accounts/north.yml",
        "arr: 5\n" + FILES["accounts/north.yml"],
        "`arr` in account north",
    ),
    "an amount that is none": (
        "accounts/north.yml",
        FILES["accounts/north.yml"].replace("100000", "much"),
        "account north",
    ),
    "a day that there is not": (
        OLD,
        DECIDED.replace("2026-06-01", "2026-06-55"),
        "2026-03-31-tier-1",
    ),
    "a day of an action that there is not": (
        OLD,
        DECIDED.replace("2026-04-10", "2026-04-55"),
        "2026-03-31-tier-1",
    ),
    "a text instead of a list": (
        "people.yml",
        FILES["people.yml"].replace("csm", "singer"),
        "people.yml",
    ),
}
"""A file with something that cannot be read in it, and what the review calls that."""


@pytest.mark.parametrize("case", UNREADABLE)
def test_of_what_cannot_be_read_nothing_is_said(repository: Repository, case: str) -> None:
    name, content, called = UNREADABLE[case]
    repository.commit(name, content, day="2026-04-29")
    there = review("--since", "main").output
    repository.git("branch", "--force", "main", "change")
    original = {**FILES, OLD: DECIDED}.get(name)
    if original is None:
        (repository.records / name).unlink()
    else:
        repository.commit(name, original, day="2026-04-30")
    back = review("--since", "main").output
    for text, when in ((there, "after"), (back, "before")):
        (line,) = [line for line in text.splitlines() if "  Not compared: " in line]
        assert called in line
        assert f"cannot be read {when} this change" in line
        assert "changes nothing" not in text
        assert "in form only" not in text
        for word in ("Changed: ", "Removed: ", "no date", "→ none", "No longer"):
            assert word not in text, text
    assert "not everything could be compared" in there.lower()


def test_what_can_be_read_beside_it_is_compared(repository: Repository) -> None:
    broken = DECIDED.replace("2026-06-01", "2026-06-55").replace("Tell North", "Call North")
    repository.commit(OLD, broken, day="2026-04-29")
    text = review("--since", "main").output
    assert "Changed: Call North (Bob Gray): text “Tell North” → “Call North”" in text
    assert "changed A1; the rest is not compared" in text
    assert "Not compared: `target` of D1 in meeting 2026-03-31-tier-1 cannot be read" in text
    assert "no date" not in text


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("date: 2026-03-31", "date: 2026-03-30", None),
        ("series: tier-1", "  : [", "meeting 2026-03-30-tier-1"),
        ("2026-06-01", "2026-06-55", "`target` of D1 in meeting 2026-03-30-tier-1"),
    ],
)
def test_a_renamed_record_is_the_same_whether_it_can_be_read_or_not(
    repository: Repository, old: str, new: str, lost: str | None
) -> None:
    path = "meetings/2026/2026-03-30-tier-1.yml"
    repository.git("mv", f"records/{OLD}", f"records/{path}")
    repository.commit(path, DECIDED.replace(old, new), day="2026-04-29")
    said = review("--since", "main").output
    assert f"Renamed: records/{OLD} → records/{path}; write `formerly" in said
    for word in ("Removed: ", "New: ", "Decided: ", "Promised: ", "To tell: ", "no date"):
        assert word not in said, said
    assert ("opened 31 Mar → 30 Mar" in said) is (lost is None)
    assert lost is None or f"Not compared: {lost} cannot be read after" in said


def test_what_neither_side_can_read_is_said_once(repository: Repository) -> None:
    broken = "name: Acme\ncurrency: 12\ntimezone: [x]\n"
    repository.commit("organization.yml", broken, day="2026-04-29")
    repository.git("branch", "--force", "main", "change")
    repository.commit(NEW, LATER, day="2026-04-30")
    lines = [each for each in review("--since", "main").output.splitlines() if "Not comp" in each]
    (line,) = [each for each in lines if "organization.yml" in each]
    assert "cannot be read before or after this change" in line
    assert "compared" not in line.partition(": ")[2]
