"""How actions fare: done by their first date, rolled, and how long they are open; by side."""

from collections.abc import Iterable, Iterator

from decision_record.ledger.actions import ActionState, QueuedAction
from decision_record.measures.context import MeasureContext
from decision_record.measures.measure import Measure, Slice, Value
from decision_record.measures.summary import Case, kept, middle, share


def share_on_time(context: MeasureContext) -> Iterable[Value]:
    """Actions that were done by the first date that they had."""
    return share(context, _by_first_date(context))


def _by_first_date(context: MeasureContext) -> Iterator[Case]:
    for action in context.ledger.actions.values():
        first = action.dues[0]
        dropped = action.state is ActionState.DROPPED
        if dropped and action.closed and action.closed <= first:
            continue
        done = None if dropped else action.closed
        in_time = kept(done, due=first, as_of=context.as_of)
        if in_time is not None:
            yield Case(first, in_time, slices=_side(action))


def share_rolled(context: MeasureContext) -> Iterable[Value]:
    """Reviews that put their action off."""
    return share(
        context,
        (
            Case(step.day, step.outcome == "rolled", slices=_side(action))
            for action in context.ledger.actions.values()
            for step in action.reviews
            if step.counts
        ),
    )


def take_days_open(context: MeasureContext) -> Iterable[Value]:
    """The median of the days that actions were open."""
    return middle(
        context,
        (
            Case(action.closed, max((action.closed - action.opened).days, 0), slices=_side(action))
            for action in context.ledger.actions.values()
            if action.closed
        ),
    )


def _side(action: QueuedAction) -> tuple[Slice, ...]:
    return ((("side", action.side.value),),)


ON_TIME = Measure(
    name="actions-on-time",
    title="Actions done by their first date",
    definition="Of the actions whose first due date fell in the period and has passed "
    "(denominator), those done by that date (numerator). What was dropped by then is left out; "
    "what was dropped later was not done.",
    unit="%",
    better="higher",
    example="Due on 6 May, rolled to 12 May, done on 10 May: not by its first date.",
    compute=share_on_time,
)
ROLLED = Measure(
    name="actions-rolled",
    title="Actions rolled",
    definition="Of the times that an open action was reviewed in the period (denominator), those "
    "that gave it a new date (numerator). An action rolled twice counts twice.",
    unit="%",
    better="lower",
    example="Ten actions reviewed, two of them rolled: 20%.",
    compute=share_rolled,
)
DAYS_OPEN = Measure(
    name="action-days-open-median",
    title="Days an action is open, median",
    definition="Of the actions that were done or dropped in the period, the median of the days "
    "since they were opened. The numerator is the sum of these days, the denominator the number "
    "of actions. What is still open is not counted yet.",
    unit="days",
    better="lower",
    example="Open for 3, 7 and 40 days: 7.",
    compute=take_days_open,
)
