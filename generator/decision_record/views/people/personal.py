"""What is personal: a one-on-one belongs to two people, and pages for everyone leave it out."""

from collections.abc import Iterator

from decision_record.ledger.actions import QueuedAction
from decision_record.model.decided import Action
from decision_record.model.records import Records
from decision_record.text.wording import join_words
from decision_record.views.shared.context import ViewContext


def is_personal(record: str, *, context: ViewContext) -> bool:
    """Whether a record is that of a one-on-one (records.md §7); not so on its two people's site."""
    entry = context.index.entries.get(record)
    return (
        entry is not None
        and not context.records.own
        and context.records.kind_of(entry) == "one-on-one"
    )


def shows_action(action: QueuedAction, *, context: ViewContext) -> bool:
    """Whether a page for everyone shows an action: of a one-on-one only what its two share."""
    row = context.ledger.items[action.ref].row
    return (isinstance(row, Action) and row.share) or not is_personal(
        action.record, context=context
    )


def shows_item(ref: str, *, context: ViewContext) -> bool:
    """Whether a page for everyone shows an item: not what a one-on-one keeps unshared."""
    action = context.ledger.actions.get(ref)
    if action:
        return shows_action(action, context=context)
    return not is_personal(ref.partition("/")[0], context=context)


def warn_readers(records: Records) -> str | None:
    """What every page of a site says that holds one-on-ones whole; None on the shared site.

    It is for those who belong to every one of them: where the folders of one person are read
    together, for that person alone.
    """
    if not records.own:
        return None
    first, *others = [*_members(records)] or [()]
    readers = [each for each in first if all(each in other for other in others)]
    named = join_words([records.person_name(each) for each in readers]) if readers else ""
    return f"This site holds one-on-ones. It is for {named or 'the people in them'} only."


def _members(records: Records) -> Iterator[tuple[str, ...]]:
    """The people of each series of one-on-ones of which a personal record is there."""
    for name in dict.fromkeys(
        entry.series for entry in records.entries if entry.file.personal_root and entry.series
    ):
        series = records.series.get(name)
        if series and series.members:
            yield series.members
