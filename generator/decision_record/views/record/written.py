"""Who wrote a record down, merged and changed it, as far as git says, and where it is read.

A person is named as the records name them. Git's addresses find the person and are not shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from decision_record.model.records import Entry
from decision_record.source.git_log import Contribution
from decision_record.views.shared.context import Link, ViewContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A change that a person made to the file of a record."""

    did: str
    """As in "Written down"."""
    name: str | None
    """Who, as git has it, where the records do not know them; None where it has no name."""
    person: Link | None
    day: date
    is_late: bool = False
    """Whether it was done to a past record, which is not edited."""


def show_acts(record: str, *, context: ViewContext) -> Iterator[Act]:
    """What was done to the file of a record, oldest first; nothing where git does not know it."""
    history = context.histories.get(record)
    if history is None:
        return
    yield _act("Written down", history.written, context=context)
    if history.merged:
        yield _act("merged", history.merged, context=context)
    if history.changed:
        yield _act("changed afterwards", history.changed, context=context, is_late=True)


def link_forge(entry: Entry, *, context: ViewContext) -> Iterator[Link]:
    """Where the file of a record is read, as every page already leads to where it is edited.

    The shared forge has no personal records.
    """
    path = entry.file.path
    if context.forge is None or entry.file.personal_root:
        return
    for text, address in (
        ("Its source", context.forge.source(path)),
        ("Its history", context.forge.history(path)),
    ):
        if address:
            yield Link(text=text, address=address)


def _act(did: str, hand: Contribution, *, context: ViewContext, is_late: bool = False) -> Act:
    person = context.person_of_email.get(hand.email.casefold())
    # Some give git their address for a name.
    name = hand.name.partition("@")[0].strip()
    return Act(
        did=did,
        name=None if person else name or None,
        person=context.link_person(person) if person else None,
        day=hand.day,
        is_late=is_late,
    )
