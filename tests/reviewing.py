"""Reviews of small organisations, written as two texts."""

from datetime import date

from building import make_records, parse
from decision_record.compare.files import FileChanges, Renamed
from decision_record.model.records import Records
from decision_record.repository.configuration import Settings
from decision_record.review.gather import Sides, make_review
from decision_record.review.review import ChangeReview, ReviewLine

DAY = "2026-05-01"

AGREED = """
    2026-03-31-tier-1:
      escalations:
        - {id: E1, account: south, issue: Logs are slow., arr: 20000, answer_by: 2026-04-20}
      questions: [{id: Q1, account: north, ask: When does SSO come?}]
      requests: [{id: R1, account: north, what: Dark mode.}]
      decisions:
        - {id: D1, outcome: decided, what: Build the export., owner: otto, accounts: [north, south],
           say: We build it., commitment: {target: 2026-06-01, confidence: expected}}
        - {id: D2, outcome: deferred, what: Whether to build SSO., owner: otto, due: 2026-04-28,
           because: No estimate., accounts: [north]}
        - {id: D3, outcome: decided, what: Weekly calls., owner: vera, accounts: [south]}
      actions:
        cs:
          - {id: A1, what: Tell North, owner: bob, due: 2026-04-10, account: north, closes_loop: D1}
        pm:
          - {id: A3, what: Estimate SSO, owner: ines, due: 2026-04-20}
"""
"""A tier 1 in which something of each kind was raised, decided and agreed."""


def changes_between(before: Records, after: Records) -> FileChanges:
    """What became of the files of records that no folder holds: by the names of their records."""
    old, new = ({entry.id: entry for entry in each.entries} for each in (before, after))
    renamed = {now: was for was, now in after.former_records.items() if was in old}
    return FileChanges(
        added=tuple(new[name].file for name in new if name not in old and name not in renamed),
        changed=tuple(
            new[name].file for name in new if name in old and new[name].record != old[name].record
        ),
        renamed=tuple(
            Renamed(was=old[was].file, now=new[now].file, is_changed=True)
            for now, was in renamed.items()
        ),
        deleted=tuple(
            old[name].file for name in old if name not in new and name not in renamed.values()
        ),
    )


def review_records(before: Records, after: Records, *, as_of: date) -> ChangeReview:
    sides = Sides(before=before, after=after, changes=changes_between(before, after))
    return make_review(sides, as_of=as_of, settings=Settings(), base="main")


def review_texts(before: str, after: str, *, as_of: str = DAY) -> ChangeReview:
    return review_records(
        make_records(parse(before)), make_records(parse(after)), as_of=date.fromisoformat(as_of)
    )


def lines_of(review: ChangeReview) -> list[ReviewLine]:
    return [line for group in review.groups for line in group.lines]


def told(before: str, after: str, *, as_of: str = DAY) -> list[str]:
    """Every sentence, as `group: label: text`."""
    review = review_texts(before, after, as_of=as_of)
    return [f"{line.group}: {line.label.text}: {line.text}" for line in lines_of(review)]
