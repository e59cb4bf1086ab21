"""SG951 to SG953: customers who left, or are known to be leaving."""

from collections.abc import Iterator
from datetime import date

from decision_record.ledger.accounts import OpenCounts
from decision_record.signals.context import SignalContext
from decision_record.signals.rule import About, Finding, SignalExample, SignalRule, SignalThreshold
from decision_record.text.wording import count, days_ahead, join_words, long_day

DAYS_SHOWN = 91
"""Days† after the churn for which the signal is shown."""


def find_unheard(context: SignalContext, *, shown: int = DAYS_SHOWN) -> Iterator[Finding]:
    """Customers who left for a reason that Product did not know."""
    for churned in context.ledger.churned:
        if churned.heard or context.ago(churned.day) > shown:
            continue
        cause = (
            "no record with a PM present names "
            f"{join_words([context.quote(each) for each in churned.causes])}"
            if churned.causes
            else "no record names the cause"
        )
        yield Finding(
            message=f"Ask how {context.account(churned.account)} could leave on "
            f"{long_day(churned.day)} without Product knowing why: {cause}.",
            about=About(account=churned.account),
            owner=context.csm_of(churned.account),
            day=churned.day,
        )


UNHEARD = SignalRule(
    code="SG951",
    name="churn-unexplained",
    says="A customer churned for a cause that no record with a PM present names.",
    definition="The account left at most 91 days ago, and no earlier record with someone from "
    "Product "
    "present names a cause given in the account's file; or the file gives no cause.",
    why="Product cannot fix what it does not know.",
    thresholds=(
        SignalThreshold(
            name="shown", value=DAYS_SHOWN, unit="days", means="shown after the customer left"
        ),
    ),
    example=SignalExample(
        records="""
    accounts: {north: {churned: {on: 2026-04-30, causes: [2026-03-04-bob/E1]}}}
    2026-03-04-bob:
      escalations: [{id: E1, account: north, issue: The export never came.}]
""",
        appears=date(2026, 4, 30),
        silent=date(2026, 4, 29),
    ),
    find=find_unheard,
)


def find_left_open(context: SignalContext) -> Iterator[Finding]:
    """Customers who left, and for whom something is still open."""
    for name, standing in context.ledger.accounts.items():
        words = _open_words(standing.open)
        if standing.churned and words:
            yield Finding(
                message=f"Close what is open for {standing.account.name}, who left on "
                f"{long_day(standing.churned)}: {words}.",
                about=About(account=name),
                owner=standing.csm,
                day=standing.churned,
            )


LEFT_OPEN = SignalRule(
    code="SG952",
    name="churn-with-open-items",
    says="A customer left with an open item.",
    definition="The account has left, and an action, an escalation, a briefing, a question or a "
    "commitment that names it is still open. The signal ends when they are closed.",
    why="Items open at churn are either its cause or work that is no longer needed.",
    example=SignalExample(
        records="""
    accounts: {north: {churned: {on: 2026-04-30}}}
    2026-03-04-tier-2:
      actions: {cs: [{id: A1, what: Send the notes, owner: bob, due: 2026-05-20, account: north}]}
""",
        appears=date(2026, 4, 30),
        silent=date(2026, 4, 29),
    ),
    find=find_left_open,
)


def _open_words(left: OpenCounts) -> str | None:
    """What is open for an account, as in "2 actions and 1 question"; its loops end with it."""
    kinds = (
        (left.actions, "action"),
        (left.escalations, "escalation or briefing"),
        (left.questions, "question"),
        (left.commitments, "commitment"),
    )
    many = {"escalation or briefing": "escalations and briefings"}
    words = [count(number, one, many.get(one)) for number, one in kinds if number]
    return join_words(words) if words else None


def find_leaving(context: SignalContext) -> Iterator[Finding]:
    """Customers of whom it is known that they leave on a day to come."""
    for name, standing in context.ledger.accounts.items():
        churn = standing.account.churned
        if churn and churn.on > context.as_of:
            words = _open_words(standing.open)
            still = f"; {words} open" if words else ""
            left = days_ahead((churn.on - context.as_of).days)
            yield Finding(
                message=f"Prepare for {context.whose(name)} last day, {long_day(churn.on)}, {left}"
                f"{still}.",
                about=About(account=name),
                owner=standing.csm,
                day=churn.on,
            )


LEAVING = SignalRule(
    code="SG953",
    name="churn-ahead",
    says="A known churn is ahead.",
    definition="The account's file gives a churn date in the future. The signal ends on that day.",
    why="Until then the customer can be won back, and what is open for them can be closed.",
    example=SignalExample(
        records="""
    accounts: {north: {churned: {on: 2026-04-30}}}
    2026-03-04-tier-2: {notes: Held.}
""",
        appears=date(2026, 4, 29),
        silent=date(2026, 4, 30),
    ),
    find=find_leaving,
)
