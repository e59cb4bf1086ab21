"""What Product brings to a meeting: commitments, answers owed, what shipped and what comes next."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.loops import Loop
from decision_record.ledger.recency import Recency, lead_first
from decision_record.ledger.releases import PlannedRelease
from decision_record.ledger.scope import Scope
from decision_record.model.decided import Shipped
from decision_record.model.records import Entry
from decision_record.views.series.prep.parts import (
    SHOWN,
    Phrase,
    PrepTopic,
    TopicLine,
    link_accounts,
    make_topic,
    name_account,
    name_accounts,
    name_person,
    note,
)
from decision_record.views.shared.commitment_rows import show_commitment
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.rows import show_decision, show_loop
from decision_record.views.shared.words import Badge, Tone, due_on, times

LATELY = 14
"""Days back in which something counts as just shipped (site.md, Series / next)."""


def commitments(scope: Scope, *, recency: Recency, context: ViewContext) -> PrepTopic:
    """Commitments to go through, those past their target first."""
    pending = context.index.open_items.pending.within(scope)
    found = [each for each in pending if context.index.is_within(each, scope)]
    found.sort(key=lambda each: (_target(each), each.ref))
    return make_topic(
        "Open commitments",
        lead_first(found, recency.decision_leads, whole=SHOWN),
        lead="Each one: on track, slipped, shipped or descoped.",
        show=lambda each: _commitment_line(each, context=context),
        more_at=Link(text="all commitments", address="commitments/"),
        empty="No open commitments. A decision with a `commitment` appears here until it ships.",
    )


def _target(decision: LoggedDecision) -> date:
    return (decision.commitment.target if decision.commitment else None) or date.max


def _commitment_line(decision: LoggedDecision, *, context: ViewContext) -> TopicLine:
    assert decision.commitment is not None  # noqa: S101 - only pending ones are asked for
    row = show_commitment(decision, decision.commitment, context=context)
    moved = row.slips[-1] if row.slips else None
    first = Phrase(lead="first promised for", day=row.original_target)
    nearest = (
        (Phrase(lead="nearest renewal:", links=(row.renewal_of,), tail=row.renewal.words),)
        if row.renewal and row.renewal_of
        else ()
    )
    return TopicLine(
        what=row.what,
        item=row.item,
        badges=(row.state,),
        phrases=(
            *name_accounts(decision.accounts, context=context),
            *name_person(decision.owner, context=context),
            *((Phrase(lead=row.confidence),) if row.confidence else ()),
            *((first,) if moved and first.day else ()),
            *nearest,
            *_not_told(context.index.loops_of_item.get(decision.ref, ()), context=context),
        ),
        notes=note(
            "Brought forward because" if moved and moved.is_earlier else "Slipped because",
            moved.because if moved else None,
        ),
        side=row.target,
        side_label="promised for",
    )


def _not_told(loops: Iterable[Loop], *, context: ViewContext) -> tuple[Phrase, ...]:
    """The accounts that were not told the newest words; empty where all were."""
    untold = [each.account for each in loops if each.is_open]
    return (link_accounts(untold, lead="not told yet:", context=context),) if untold else ()


def answers_owed(
    decisions: Iterable[LoggedDecision], *, title: str, recency: Recency, context: ViewContext
) -> PrepTopic:
    """Deferrals and escalations without their answer or ruling, the one due first on top."""
    found = sorted(decisions, key=lambda each: (each.due or date.max, each.ref))
    return make_topic(
        title,
        lead_first(found, recency.decision_leads, whole=SHOWN),
        show=lambda each: _answer_line(each, context=context),
        more_at=Link(text="all decisions", address="decisions/"),
        empty="No answers due. A deferred or escalated decision appears here until it is settled.",
    )


def answers_about(scope: Scope, series: str, *, context: ViewContext) -> Iterable[LoggedDecision]:
    """Those of a series' own records, and those that concern what it is about."""
    for each in context.index.open_items.answers:
        own = context.index.entries[each.record].series == series
        if own or (each.accounts and context.index.is_within(each, scope)):
            yield each


def _answer_line(decision: LoggedDecision, *, context: ViewContext) -> TopicLine:
    row = show_decision(decision, context=context)
    to = f"to the {row.to.upper()}" if row.to else None
    again = len(decision.deferred_before)
    return TopicLine(
        what=row.what,
        item=row.item,
        badges=(row.outcome,),
        phrases=(
            *((Phrase(links=(row.owner,)),) if row.owner else ()),
            *((Phrase(lead=to),) if to else ()),
            *name_accounts(decision.accounts, context=context),
            *((Phrase(lead=f"deferred {times(again + 1)}"),) if again else ()),
        ),
        notes=(
            *note("Because", row.because),
            *note("Expects", row.expects),
            *note("Recommendation", row.recommendation),
        ),
        side=row.due,
        side_label="answer due",
    )


def follow_through(series: str, *, recency: Recency, context: ViewContext) -> PrepTopic:
    """What the series decided and is still to be followed through."""
    found = sorted(
        (
            decision
            for entry in context.index.entries_of_series.get(series, ())
            for decision in context.index.open_items.follow_through.get(entry.id, ())
        ),
        key=lambda each: (each.due or date.max, each.ref),
    )
    return make_topic(
        "Decisions to follow through",
        lead_first(found, recency.decision_leads, whole=SHOWN),
        show=lambda each: _follow_line(each, context=context),
        more_at=Link(text="all decisions", address="decisions/"),
        empty="No decisions to follow through.",
    )


def _follow_line(decision: LoggedDecision, *, context: ViewContext) -> TopicLine:
    return TopicLine(
        what=decision.row.what,
        item=context.link_item(decision.ref),
        phrases=(
            *name_person(decision.owner, context=context),
            *name_accounts(decision.accounts, context=context),
        ),
        side=due_on(decision.due, as_of=context.ledger.as_of) if decision.due else None,
    )


def shipped(scope: Scope, *, context: ViewContext) -> PrepTopic:
    """What went live in the last days, the newest first."""
    first = context.ledger.as_of - timedelta(days=LATELY)
    found = [
        (entry, row)
        for entry, row in context.index.shipped_lately.within(scope)
        if first <= row.on <= context.ledger.as_of
        and scope.covers_any(map(context.records.account_id, row.accounts), row.area)
    ]
    found.sort(key=lambda each: (each[1].on, each[0].id), reverse=True)
    return make_topic(
        f"Shipped in the last {LATELY} days",
        found,
        show=lambda each: shipped_line(each[0], each[1], context=context),
        more_at=Link(text="all shipped items", address="shipped/"),
        empty=f"Nothing shipped in {LATELY} days. What goes live, under `shipped`, appears here.",
    )


def shipped_line(entry: Entry, row: Shipped, *, context: ViewContext) -> TopicLine:
    """Something that went live, with the record that says so."""
    ref = f"{entry.id}/{row.id}"
    untold = _not_told(context.ledger.shipped_loops[ref], context=context)
    accounts = context.records.account_ids(row.accounts)
    unbriefed = row.briefed is None or row.briefed > context.ledger.as_of
    return TopicLine(
        what=row.what,
        item=context.link_item(ref),
        badges=(
            *((Badge(text="CS not briefed", tone=Tone.RISK),) if unbriefed else ()),
            *((Badge(text="Not all told", tone=Tone.RISK),) if untold else ()),
        ),
        phrases=(
            Phrase(lead="live since", day=row.on),
            *name_accounts(accounts, context=context),
            *untold,
        ),
        notes=note(context.label_of_words(row.say, accounts), row.say) if row.say else (),
    )


def loops(scope: Scope, *, recency: Recency, context: ViewContext) -> PrepTopic:
    """Open customer updates, the one due first on top."""
    found = sorted(
        (
            loop
            for account in _accounts_in(scope, context.index.loops_of_account)
            if scope.covers(account, None)
            for loop in context.index.loops_of_account[account]
            if loop.is_open
        ),
        key=lambda each: (each.due, each.item, each.account),
    )
    return make_topic(
        "Customers to tell",
        lead_first(found, recency.loop_leads, whole=SHOWN),
        show=lambda each: _loop_line(each, context=context),
        more_at=Link(text="all customer updates", address="to-tell/"),
        empty="No open customer updates. What was decided, slipped or shipped appears here until "
        "the customer was told.",
    )


def _accounts_in(scope: Scope, known: Collection[str]) -> Collection[str]:
    """The accounts of a scope that are known; all that are where it names none."""
    return known if scope.accounts is None else [each for each in scope.accounts if each in known]


def _loop_line(loop: Loop, *, context: ViewContext) -> TopicLine:
    row = show_loop(loop, context=context)
    owner = (Phrase(links=(row.owner,), tail="tells them"),) if row.owner else ()
    return TopicLine(
        what=row.what,
        item=row.item,
        phrases=(name_account(loop.account, context=context), Phrase(lead=row.because), *owner),
        side=row.due,
    )


def releases(scope: Scope, *, pod: str | None, context: ViewContext) -> PrepTopic:
    """What is about to be released: by a pod, or of concern to some accounts."""
    as_of = context.ledger.as_of
    found = [
        each
        for each in context.ledger.releases
        if (each.on is None or each.on >= as_of)
        and (
            each.pod == pod
            if pod
            else any(scope.covers(account, None) for account in each.accounts)
        )
    ]
    found.sort(key=lambda each: (each.on or date.max, each.record))
    return make_topic(
        "Releases ahead",
        found,
        show=lambda each: _release_line(each, context=context),
        more_at=Link(text="all records", address="meetings/"),
        empty="No planned releases. What a standup writes under `releases` appears here.",
    )


def _release_line(release: PlannedRelease, *, context: ViewContext) -> TopicLine:
    as_of = context.ledger.as_of
    briefed = release.briefed is not None and release.briefed <= as_of
    state = (
        Badge(text="CS briefed", tone=Tone.DONE)
        if briefed
        else Badge(text="CS not briefed", tone=Tone.RISK)
    )
    return TopicLine(
        what=release.what or "A release",
        item=context.link_record(release.said[-1]),
        badges=(state,),
        phrases=name_accounts(release.accounts, context=context),
        notes=(
            *note("CS will notice", release.cs_impact),
            *note("Customers are told", release.comms_plan),
        ),
        side=due_on(release.on, as_of=as_of) if release.on else None,
        side_label="on",
    )
