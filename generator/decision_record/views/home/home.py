"""The home page: what needs attention, what comes in the next days, what changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from decision_record.views.home.attention import MatterGroup, show_matters
from decision_record.views.home.changed import Changed, find_changed
from decision_record.views.home.week import DayAhead, next_days
from decision_record.views.lists.actions import Board, set_board
from decision_record.views.lists.commitment_groups import CommitmentGroups, group_commitments
from decision_record.views.shared.context import ViewContext
from decision_record.views.shared.figures import Figure
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import Tone, count, money


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(View):
    """The home page."""

    weekday: str
    organization: str | None
    is_new: bool
    """Whether no meeting and no update was written down yet."""
    figures: tuple[Figure, ...]
    needs_attention: int
    matters: tuple[MatterGroup, ...]
    """What needs attention, by kind."""
    week: tuple[DayAhead, ...]
    changed: Changed


def view_home(*, context: ViewContext) -> HomeView:
    """The home page on the day of the ledger."""
    as_of = context.ledger.as_of
    organization = context.records.organization
    promises = group_commitments(context=context)
    groups = show_matters(context=context)
    is_new = not context.records.entries
    return HomeView(
        title="Today",
        description="What needs attention today, the next seven days, and what changed.",
        toc=(
            *((Section(id="begin", title="No records yet"),) if is_new else ()),
            Section(id="attention", title="Needs attention"),
            Section(id="week", title="The next seven days"),
            Section(id="changed", title="Since last Monday"),
        ),
        as_of=as_of,
        weekday=f"{as_of:%A}",
        organization=organization.name if organization else None,
        is_new=is_new,
        figures=tuple(_figures(groups, set_board(context=context), promises, context=context)),
        needs_attention=sum(group.number for group in groups),
        matters=groups,
        week=next_days(context=context),
        changed=find_changed(context=context),
    )


def _figures(
    groups: tuple[MatterGroup, ...],
    board: Board,
    promises: CommitmentGroups,
    *,
    context: ViewContext,
) -> Iterator[Figure]:
    actions = [each for side in board.sides.values() for each in side]
    late = sum(1 for each in actions if each.overdue_days(context.ledger.as_of))
    loops = [each for each in context.ledger.loops.values() if each.is_open]
    matters = sum(group.number for group in groups)
    yield Figure(
        number=f"{matters:,}",
        label="needs attention" if matters == 1 else "need attention",
        note=None,
        address="#attention",
        tone=Tone.LATE if matters else Tone.PLAIN,
        list="attention",
    )
    yield Figure(
        number=f"{len(actions):,}",
        label="open action" if len(actions) == 1 else "open actions",
        note=f"{late:,} overdue" if late else None,
        address="actions/",
        tone=Tone.LATE if late else Tone.PLAIN,
        list="actions",
    )
    yield Figure(
        number=f"{promises.pending:,}",
        label="open commitment" if promises.pending == 1 else "open commitments",
        note=f"{money(promises.arr, context.currency)} ARR",
        address="commitments/",
        tone=Tone.PLAIN,
        list="commitments/pending",
    )
    yield Figure(
        number=f"{len(loops):,}",
        label="customer update due" if len(loops) == 1 else "customer updates due",
        note=count(len({each.account for each in loops}), "account") if loops else None,
        address="to-tell/",
        tone=Tone.RISK if loops else Tone.PLAIN,
        list="to-tell",
    )
