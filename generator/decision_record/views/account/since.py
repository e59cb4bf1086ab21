"""What changed for an account since its last QBR, one row for an item, in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.changes import Change, ChangeKind
from decision_record.ledger.items import text_of
from decision_record.model.item_ids import ItemKind
from decision_record.views.people.personal import shows_item
from decision_record.views.shared.asked_rows import WordRow, show_word
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.excerpt import Excerpt, first_of
from decision_record.views.shared.states import BROUGHT_FORWARD
from decision_record.views.shared.words import Badge, Tone

KINDS = {
    ChangeKind.SUPERSEDED: Badge(text="Superseded", tone=Tone.QUIET),
    ChangeKind.DESCOPED: Badge(text="Descoped", tone=Tone.LATE),
    ChangeKind.SHIPPED: Badge(text="Shipped", tone=Tone.DONE),
    ChangeKind.SLIPPED: Badge(text="Slipped", tone=Tone.RISK),
    ChangeKind.SETTLED: Badge(text="Settled", tone=Tone.DONE),
    ChangeKind.RESOLVED: Badge(text="Resolved", tone=Tone.DONE),
    ChangeKind.ANSWERED: Badge(text="Answered", tone=Tone.DONE),
    ChangeKind.REPLIED: Badge(text="Product replied", tone=Tone.RISK),
    ChangeKind.DECLINED: Badge(text="Declined", tone=Tone.LATE),
    ChangeKind.PLANNED: Badge(text="Planned", tone=Tone.DONE),
    ChangeKind.STARTED: Badge(text="In progress"),
    ChangeKind.ACKNOWLEDGED: Badge(text="Acknowledged", tone=Tone.RISK),
    ChangeKind.DONE: Badge(text="Done", tone=Tone.DONE),
    ChangeKind.DROPPED: Badge(text="Dropped", tone=Tone.QUIET),
    ChangeKind.ROLLED: Badge(text="Rolled", tone=Tone.RISK),
    ChangeKind.COMMITTED: Badge(text="Promised", tone=Tone.DONE),
    ChangeKind.DECIDED: Badge(text="Decided", tone=Tone.DONE),
    ChangeKind.DEFERRED: Badge(text="Deferred", tone=Tone.RISK),
    ChangeKind.ESCALATED: Badge(text="Sent up for a ruling", tone=Tone.RISK),
    ChangeKind.RAISED: Badge(text="Raised", tone=Tone.RISK),
    ChangeKind.ASKED: Badge(text="Asked"),
    ChangeKind.REQUESTED: Badge(text="Requested"),
    ChangeKind.OPENED: Badge(text="New"),
    ChangeKind.TOLD: Badge(text="Told", tone=Tone.DONE),
}
"""Every kind of change in a word; of several of one item the first of these is its headline."""


def badge_of_change(change: Change) -> Badge:
    """What became of an item, in a word."""
    return BROUGHT_FORWARD if change.is_brought_forward else KINDS[change.kind]


_PLACE = {kind: place for place, kind in enumerate(KINDS)}

PROMISED = "Promised and shipped"
"""The group of commitments and of what went live."""

GROUPS = {
    "Decisions": (ItemKind.DECISION,),
    "Escalations and briefings": (ItemKind.ESCALATION, ItemKind.BRIEFING),
    "Questions and requests": (ItemKind.QUESTION, ItemKind.REQUEST),
    "Actions": (ItemKind.ACTION,),
}
"""The other groups, each with the items that it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceRow:
    """One item with what became of it."""

    badge: Badge
    what: str
    moved: tuple[date | None, date] | None
    """Of what was moved: the day of then, and that of now."""
    day: date
    """The day of the headline."""
    before: tuple[tuple[str, date], ...]
    """What else happened to it, oldest first, as in "promised" with its day."""
    item: Link
    word: WordRow | None
    """Product's newest word, of what was answered since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceGroup:
    """Items of one sort, newest first."""

    title: str
    rows: Excerpt[SinceRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceQbr:
    """What changed since the last QBR."""

    day: date
    groups: tuple[SinceGroup, ...]
    total: int
    """How many items changed."""
    actions: str | None
    """What became of actions, as in "3 done, 1 dropped, 2 new and open"."""


def since_qbr(account: str, *, qbr: date, size: int | None, context: ViewContext) -> SinceQbr:
    """What is different for an account from the end of the day of its last QBR.

    Args:
        account: The account.
        qbr: The day of its last QBR.
        size: How many rows of a group are shown.
        context: The ledger, and what changed.
    """
    # What was done, told or answered by the QBR is no news, though it was written down after it.
    changes = [
        each
        for each in context.index.changes_since_qbr.get(account, ())
        if (each.kind not in _OVER or each.day > qbr) and shows_item(each.item, context=context)
    ]
    of_item: dict[str, list[Change]] = {}
    for each in changes:
        of_item.setdefault(_subject(each.item, context=context), []).append(each)
    groups = _group(of_item, context=context)
    return SinceQbr(
        day=qbr,
        groups=tuple(
            SinceGroup(title=title, rows=first_of(groups[title], size))
            for title in (PROMISED, *GROUPS)
            if title in groups
        ),
        total=len(of_item),
        actions=_actions(changes),
    )


def _subject(ref: str, *, context: ViewContext) -> str:
    """The item that a change is shown for: of a path the part that speaks, else the item itself."""
    path = context.ledger.path_of.get(ref)
    return path.ref if path else ref


def _group(
    of_item: Mapping[str, Sequence[Change]], *, context: ViewContext
) -> Mapping[str, Sequence[SinceRow]]:
    """Rows by group, newest first; new actions that are open are in the list of open actions."""
    groups: dict[str, list[SinceRow]] = {}
    for ref, changes in of_item.items():
        if {each.kind for each in changes} == {ChangeKind.OPENED}:
            continue
        decision = context.ledger.decisions.get(ref)
        kind = context.ledger.items[ref].kind
        promised = kind is ItemKind.SHIPPED or (decision and decision.commitment)
        title = PROMISED if promised else next(name for name in GROUPS if kind in GROUPS[name])
        groups.setdefault(title, []).append(_row(ref, changes, context=context))
    for rows in groups.values():
        rows.sort(key=lambda row: (row.day, row.item.address), reverse=True)
    return groups


def _row(ref: str, changes: Sequence[Change], *, context: ViewContext) -> SinceRow:
    main = min(changes, key=lambda each: (_PLACE[each.kind], -each.day.toordinal()))
    slip = next((each for each in changes if each.kind in _MOVED and each.new), None)
    others = sorted((each for each in changes if each is not main), key=lambda each: each.day)
    path, question = context.ledger.path_of.get(ref), context.ledger.questions.get(ref)
    asked = path or question
    is_answered = any(each.kind in _ANSWERED for each in changes)
    return SinceRow(
        badge=badge_of_change(main),
        what=path.issue if path else text_of(context.ledger.items[ref].row),
        moved=(slip.old, slip.new) if slip and slip.new else None,
        day=main.day,
        before=tuple((badge_of_change(each).text.lower(), each.day) for each in others),
        item=context.link_item(ref),
        word=show_word(asked.word, account=asked.account, context=context)
        if asked and is_answered
        else None,
    )


_OVER = frozenset(
    {
        ChangeKind.TOLD,
        ChangeKind.DONE,
        ChangeKind.DROPPED,
        ChangeKind.ACKNOWLEDGED,
        ChangeKind.ANSWERED,
        ChangeKind.REPLIED,
        ChangeKind.RESOLVED,
        ChangeKind.SHIPPED,
    }
)
"""What happens on a day of its own, which may be long before the record that says so."""
_ANSWERED = frozenset({ChangeKind.ANSWERED, ChangeKind.REPLIED, ChangeKind.RESOLVED})
_MOVED = frozenset({ChangeKind.SLIPPED, ChangeKind.ROLLED})


def _actions(changes: Sequence[Change]) -> str | None:
    by_kind = {
        kind: {each.item for each in changes if each.kind is kind}
        for kind in (ChangeKind.OPENED, ChangeKind.DONE, ChangeKind.DROPPED)
    }
    done, dropped = by_kind[ChangeKind.DONE], by_kind[ChangeKind.DROPPED]
    new = by_kind[ChangeKind.OPENED] - done - dropped
    words = ((done, "done"), (dropped, "dropped"), (new, "new and open"))
    said = ", ".join(f"{len(each):,} {word}" for each, word in words if each)
    return said or None
