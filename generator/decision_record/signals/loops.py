"""SG401 to SG403: customers who have to be told, and were not."""

from collections.abc import Iterator, Mapping
from datetime import date

from decision_record.ledger.loops import Because, Loop
from decision_record.ledger.replay import promise_of, tells_of_earlier_day
from decision_record.ledger.unannounced import ChangeKind, find_unannounced
from decision_record.signals.context import DAY_WORDS, SignalContext
from decision_record.signals.rule import (
    Finding,
    SignalExample,
    SignalRule,
    SignalThreshold,
    about_item,
)
from decision_record.text.wording import days_ahead, days_late, days_since, shorten

DAYS_AHEAD = 30
"""Days† before a QBR or renewal within which news that was not told is a surprise ahead."""

CHANGE_WORDS: Mapping[ChangeKind, str] = {
    "shipped": "has shipped",
    "slipped": "slipped",
    "descoped": "was descoped",
    "superseded": "was replaced by another decision",
    "withdrawn": "is no longer promised",
    "overdue": "missed its target",
}
"""What a customer has to hear of a change."""

NEWS: Mapping[Because, str] = {
    "shipped": CHANGE_WORDS["shipped"],
    "slipped": CHANGE_WORDS["slipped"],
    "descoped": CHANGE_WORDS["descoped"],
    "superseded": CHANGE_WORDS["superseded"],
    "withdrawn": CHANGE_WORDS["withdrawn"],
    "decided": "was decided",
    "request": "has a new status",
}


def _open(context: SignalContext) -> Iterator[tuple[Loop, str]]:
    """The open loops, each with what to do as the beginning of a sentence."""
    for loop in context.ledger.loops.values():
        if loop.is_open and loop.opened <= context.as_of:
            yield loop, _task(loop, context)


def _task(loop: Loop, context: SignalContext) -> str:
    """What to do: as the action says it, where there is one."""
    account = context.account(loop.account)
    if loop.open_action is None:
        promise = promise_of(loop, ledger=context.ledger)
        is_earlier = tells_of_earlier_day(loop, ledger=context.ledger)
        news = "was brought forward" if is_earlier else NEWS[loop.because]
        return f"Tell {account} that {context.quote(promise)} {news}"
    words = shorten(context.ledger.actions[loop.open_action].what)
    is_named = account.partition(" ")[0].casefold() in words.casefold()
    return words if is_named else f"{words}, for {account}"


def find_surprises(context: SignalContext, *, days: int = DAYS_AHEAD) -> Iterator[Finding]:
    """Changes that an account would hear of too late: at its QBR or renewal."""
    for change in find_unannounced(context.ledger):
        ahead = [
            each
            for each in context.days_ahead(change.account)
            if each.kind in ("qbr", "renewal") and -context.ago(each.on) <= days
        ]
        if ahead:
            first, loop = ahead[0], change.loop
            if loop and change.because != "overdue":
                task = _task(loop, context)
                late = days_late(context.ago(loop.due))
            else:
                task = (
                    f"Tell {context.account(change.account)} that {context.quote(change.ref)} "
                    f"{CHANGE_WORDS[change.because]}"
                )
                late = f"overdue {days_since(change.since, as_of=context.as_of)}"
            yield Finding(
                message=f"{task}: {late}, and their {DAY_WORDS[first.kind]} is "
                f"{days_ahead(-context.ago(first.on))}.",
                about=about_item(change.ref, change.account),
                owner=loop.owner if loop else context.csm_of(change.account),
                day=first.on,
            )


SURPRISE_AHEAD = SignalRule(
    code="SG401",
    name="surprise-ahead",
    says="A surprise is ahead: something promised shipped, slipped, was descoped, superseded or "
    "withdrawn, or is past its target without an update; an account was not told, and its QBR or "
    "renewal is within 30 days.",
    definition="A loop is open because something shipped, slipped, was descoped or withdrawn, "
    "or was superseded after it had been promised; or a commitment to the account is past "
    "its target and no roadmap row has updated it since. The account's QBR or renewal is within "
    "the "
    "next 30 days. The signal ends when the account is told.",
    why="No surprises is the one rule that customers notice.",
    thresholds=(
        SignalThreshold(
            name="days", value=DAYS_AHEAD, unit="days", means="until the QBR or renewal"
        ),
    ),
    example=SignalExample(
        records="""
    accounts: {north: {qbrs: [2026-06-30]}}
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: We build approvals., owner: otto,
                   accounts: [north], commitment: {target: 2026-06-15}}]
    2026-05-26-tier-1:
      roadmap: [{commitment: 2026-01-27-tier-1/D1, status: descoped, because: Too few.}]
""",
        appears=date(2026, 5, 31),
        silent=date(2026, 5, 30),
    ),
    find=find_surprises,
)


def find_late_loops(context: SignalContext) -> Iterator[Finding]:
    """Loops that should have been closed."""
    for loop, task in _open(context):
        if loop.due < context.as_of:
            yield Finding(
                message=f"{task}: {days_late(context.ago(loop.due))}; "
                f"{context.person(loop.owner)} tells them.",
                about=about_item(loop.item, loop.account),
                owner=loop.owner,
                day=loop.due,
            )


LATE_LOOP = SignalRule(
    code="SG402",
    name="loop-overdue",
    says="A loop is open after its action's due date.",
    definition="A loop is open, and the action that closes it is overdue. Without such an action "
    "the loop is overdue seven days after it opened.",
    why="The customer asked, Product decided, and the customer was not told.",
    example=SignalExample(
        records="""
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: We build it., owner: otto, accounts: [north]}]
      actions: {cs: [{id: A1, what: Tell North, owner: bob, due: 2026-02-10, account: north,
                      closes_loop: D1}]}
""",
        appears=date(2026, 2, 11),
        silent=date(2026, 2, 10),
    ),
    find=find_late_loops,
)


def find_orphans(context: SignalContext) -> Iterator[Finding]:
    """Loops without an owner, or whose owner has left."""
    for loop, task in _open(context):
        person = context.records.people.get(loop.owner) if loop.owner else None
        gone = person is not None and person.has_left(context.as_of)
        if person is None or gone:
            why = f"{context.person(loop.owner)} has left" if gone else "it has no owner"
            yield Finding(
                message=f"{task}: {why}, so name one.",
                about=about_item(loop.item, loop.account),
                owner=context.seat("vp_cs"),
                day=loop.due,
            )


ORPHAN = SignalRule(
    code="SG403",
    name="loop-without-an-owner",
    says="A loop has no owner.",
    definition="A loop is open, and the person who should close it (the owner of its "
    "action, else the account's CSM) is unknown or has left.",
    why="A customer update without an owner is never given.",
    example=SignalExample(
        records="""
    people: {tom: {name: Tom, role: csm, left: 2026-02-15}}
    accounts: {north: {csm: tom}}
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: We build it., owner: otto, accounts: [north]}]
""",
        appears=date(2026, 2, 16),
        silent=date(2026, 2, 15),
    ),
    find=find_orphans,
)
