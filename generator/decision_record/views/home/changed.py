"""What changed since last Monday: two days compared, in groups that say what it comes to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.ledger.calendar import last_monday
from decision_record.ledger.changes import Change, ChangeKind
from decision_record.ledger.items import text_of
from decision_record.ledger.since import changes_since
from decision_record.text.wording import join_words
from decision_record.views.account.since import badge_of_change
from decision_record.views.people.personal import shows_item
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.excerpt import Excerpt
from decision_record.views.shared.words import Badge, count

SHOWN = 8
"""Changes of each group that are shown; the rest is on the page that the group links to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A group of changes: what it is called, what it holds, and the page with the rest."""

    id: str
    title: str
    kinds: tuple[ChangeKind, ...]
    """In the order in which it lists them."""
    rest: Link


_RECORDS = Link(text="in the records", address="meetings/")
_ASKING = (ChangeKind.RAISED, ChangeKind.ASKED, ChangeKind.REQUESTED)
_ANSWERING = (
    ChangeKind.RESOLVED,
    ChangeKind.ANSWERED,
    ChangeKind.REPLIED,
    ChangeKind.ACKNOWLEDGED,
    ChangeKind.DECLINED,
    ChangeKind.PLANNED,
    ChangeKind.STARTED,
)
_ANSWERED = frozenset({*_ANSWERING, ChangeKind.SHIPPED})

SORTS = (
    Sort(
        id="moved",
        title="Slipped and descoped",
        kinds=(ChangeKind.SLIPPED, ChangeKind.DESCOPED),
        rest=Link(text="among the commitments", address="commitments/"),
    ),
    Sort(
        id="shipped",
        title="Shipped",
        kinds=(ChangeKind.SHIPPED,),
        rest=_RECORDS,
    ),
    Sort(
        id="decided",
        title="Decided",
        kinds=(
            ChangeKind.COMMITTED,
            ChangeKind.DECIDED,
            ChangeKind.ESCALATED,
            ChangeKind.DEFERRED,
            ChangeKind.SETTLED,
            ChangeKind.SUPERSEDED,
        ),
        rest=Link(text="in the decision log", address="decisions/"),
    ),
    Sort(
        id="answered",
        title="Answered",
        kinds=_ANSWERING,
        rest=_RECORDS,
    ),
    Sort(
        id="raised",
        title="New from customers",
        kinds=_ASKING,
        rest=_RECORDS,
    ),
    Sort(
        id="told",
        title="Customers told",
        kinds=(ChangeKind.TOLD,),
        rest=_RECORDS,
    ),
    Sort(
        id="actions",
        title="Actions",
        kinds=(ChangeKind.DONE, ChangeKind.DROPPED, ChangeKind.ROLLED),
        rest=_RECORDS,
    ),
)
"""The groups in the order of the page. New actions are only counted: the board lists them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One thing that changed."""

    badge: Badge
    what: str
    moved: tuple[date | None, date] | None
    """Of what slipped or was rolled: the old day and the new one."""
    accounts: tuple[Link, ...]
    item: Link
    record: Link | None
    """The record that changed it; None where the item itself is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGroup:
    """Changes of one sort, those with the most ARR behind them first."""

    id: str
    title: str
    rows: Excerpt[ChangeRow]
    rest: Link
    """The page with those that are not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What changed since last Monday."""

    since: date
    groups: tuple[ChangeGroup, ...]
    lead: str | None
    """What it comes to, as in "1 promise moved and 9 actions done"; None where nothing changed."""
    records: int
    """How many records were written in these days."""


def find_changed(*, context: ViewContext) -> Changed:
    """What is different from how everything stood when last Monday began."""
    since = last_monday(context.ledger.as_of)
    changes = changes_of_week(context=context)
    groups = tuple(_groups(changes, context=context))
    return Changed(
        since=since,
        groups=groups,
        lead=_lead(changes),
        records=sum(1 for each in context.ledger.entries if each.date >= since),
    )


def changes_of_week(*, context: ViewContext) -> tuple[Change, ...]:
    """Every change since last Monday that everyone may see."""
    before = last_monday(context.ledger.as_of) - timedelta(days=1)
    changes = changes_since(before, index=context.index.changes)
    return tuple(each for each in changes if shows_item(each.item, context=context))


def _groups(changes: Sequence[Change], *, context: ViewContext) -> Iterator[ChangeGroup]:
    """What was raised and answered in these days is among the answers only."""
    answered = {each.item for each in changes if each.kind in _ANSWERED}
    for sort in SORTS:
        own = [
            each
            for each in changes
            if each.kind in sort.kinds and not (each.kind in _ASKING and each.item in answered)
        ]
        of_item: dict[tuple[ChangeKind, str], list[Change]] = {}
        for change in own:
            of_item.setdefault((change.kind, change.item), []).append(change)
        if of_item:
            rows = sorted(
                of_item.values(), key=lambda each: _weight(each, sort=sort, context=context)
            )
            shown = tuple(_show(each, context=context) for each in rows[:SHOWN])
            yield ChangeGroup(
                id=f"changed-{sort.id}",
                title=_title(sort, own),
                rows=Excerpt(rows=shown, total=len(rows)),
                rest=sort.rest,
            )


def _title(sort: Sort, changes: Sequence[Change]) -> str:
    """What a group is called: a target that was brought forward did not slip."""
    is_mixed = any(each.is_brought_forward for each in changes)
    return "Moved and descoped" if sort.id == "moved" and is_mixed else sort.title


def _weight(
    changes: Sequence[Change], *, sort: Sort, context: ViewContext
) -> tuple[int, float, int, str]:
    """By kind, then by ARR, then the newest first."""
    first = changes[0]
    arr = context.ledger.arr_of(_accounts(changes))
    return (sort.kinds.index(first.kind), -arr, -first.day.toordinal(), first.item)


def _accounts(changes: Sequence[Change]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(account for each in changes for account in each.accounts))


def _show(changes: Sequence[Change], *, context: ViewContext) -> ChangeRow:
    """What happened to one item: several only where several customers were told about it."""
    first = changes[0]
    written = first.item.partition("/")[0]
    return ChangeRow(
        badge=badge_of_change(first),
        what=text_of(context.ledger.items[first.item].row),
        moved=(first.old, first.new) if first.kind in _MOVED and first.new else None,
        accounts=tuple(context.link_account(each) for each in _accounts(changes)),
        item=context.link_item(first.item),
        record=context.link_record(first.record)
        if first.record and first.record != written
        else None,
    )


_MOVED = frozenset({ChangeKind.SLIPPED, ChangeKind.ROLLED})
"""What has an old day and a new one."""
_SAID = (
    ((ChangeKind.DESCOPED,), "commitment descoped", "commitments descoped"),
    ((ChangeKind.SHIPPED,), "item shipped", "items shipped"),
    ((ChangeKind.COMMITTED,), "new commitment", "new commitments"),
    ((ChangeKind.RAISED,), "new escalation or briefing", "new escalations and briefings"),
    ((ChangeKind.DONE,), "action done", "actions done"),
    ((ChangeKind.OPENED,), "new action", "new actions"),
)
"""What the sentence above the groups counts."""


def _lead(changes: Sequence[Change]) -> str | None:
    moved = {
        is_earlier: len(
            {
                each.item
                for each in changes
                if each.kind is ChangeKind.SLIPPED and each.is_brought_forward is is_earlier
            }
        )
        for is_earlier in (False, True)
    }
    numbers = [
        (moved[False], "commitment slipped", "commitments slipped"),
        (moved[True], "commitment brought forward", "commitments brought forward"),
        *(
            (len({each.item for each in changes if each.kind in kinds}), one, many)
            for kinds, one, many in _SAID
        ),
    ]
    words = [count(number, one, many) for number, one, many in numbers if number]
    return join_words(words) if words else None
