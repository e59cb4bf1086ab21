"""SG701 to SG703: what CS has to know, and what Product wants to know."""

from collections.abc import Iterator
from datetime import date, timedelta

from decision_record.ledger.loops import LoopState
from decision_record.model.decided import Shipped
from decision_record.signals.context import SignalContext
from decision_record.signals.rule import (
    About,
    Finding,
    SignalExample,
    SignalRule,
    SignalThreshold,
    about_item,
)
from decision_record.text.wording import count, days_ahead, long_day, quote

DAYS_TO_BRIEF = 14
"""Days after which something is live and CS should have been briefed."""

DAYS_BEFORE_RELEASE = 7
"""Days† before a release by which CS is briefed."""

QUARTER = 91
"""Days† until it is no longer shown that CS was not briefed, or that no customer was asked."""


def find_unbriefed(
    context: SignalContext, *, days: int = DAYS_TO_BRIEF, history: int = QUARTER
) -> Iterator[Finding]:
    """What is live and CS was not briefed on."""
    for ref, item in context.ledger.items.items():
        row = item.row
        if not isinstance(row, Shipped) or not _is_unbriefed(row.briefed, context):
            continue
        passed = context.ago(row.on)
        if days <= passed <= history and not _all_told(ref, context):
            yield Finding(
                message=f"Brief CS on {quote(row.what)}: live for {count(passed, 'day')}.",
                about=about_item(ref),
                owner=context.pm_of(row.area) or context.seat("head_of_product"),
                day=row.on,
            )


def _is_unbriefed(briefed: date | None, context: SignalContext) -> bool:
    return briefed is None or briefed > context.as_of


def _all_told(ref: str, context: SignalContext) -> bool:
    """Whether every account that had to be told was told, so that CS knows."""
    loops = context.ledger.shipped_loops[ref]
    return bool(loops) and all(loop.state is LoopState.TOLD for loop in loops)


UNBRIEFED = SignalRule(
    code="SG701",
    name="shipped-without-a-briefing",
    says="Something shipped and CS was not briefed for 14 days.",
    definition="It went live 14 to 91 days ago, its `briefed` is empty, and not all accounts that "
    "it was for have been told.",
    why="The CSM learns about the release from the customer.",
    thresholds=(
        SignalThreshold(
            name="days",
            value=DAYS_TO_BRIEF,
            unit="days",
            means="live without a briefing",
        ),
        SignalThreshold(
            name="history", value=QUARTER, unit="days", means="until it is no longer shown"
        ),
    ),
    example=SignalExample(
        records="""
    2026-04-22-ines:
      shipped: [{id: S1, what: Scheduled reports., on: 2026-04-22}]
""",
        appears=date(2026, 5, 6),
        silent=date(2026, 5, 5),
    ),
    find=find_unbriefed,
)


def find_unannounced(
    context: SignalContext, *, days: int = DAYS_BEFORE_RELEASE
) -> Iterator[Finding]:
    """Releases that CS will notice and has not been briefed on."""
    for each in context.ledger.releases:
        left = (each.on - context.as_of).days if each.on else -1
        if each.cs_impact and _is_unbriefed(each.briefed, context) and 0 <= left <= days:
            pod = context.records.pods.get(each.pod or "")
            what = quote(each.what) if each.what else "a release"
            yield Finding(
                message=f"Brief CS on {what} before it is released {days_ahead(left)}: "
                f"{quote(each.cs_impact)}.",
                about=About(ref=each.said[-1], series=each.series, pod=each.pod, what=each.what),
                owner=pod.members.get("pm") if pod else None,
                day=each.on,
            )


UNANNOUNCED = SignalRule(
    code="SG702",
    name="release-without-a-briefing",
    says="A release with CS impact is within 7 days and CS was not briefed.",
    definition="According to the newest value of each field in the pod's standups, "
    "a release has an impact on CS, comes within the next seven days and has no briefing.",
    why="A briefing after the release comes too late.",
    thresholds=(
        SignalThreshold(
            name="days", value=DAYS_BEFORE_RELEASE, unit="days", means="before the release"
        ),
    ),
    example=SignalExample(
        records="""
    2026-06-22-standup:
      releases: [{what: New columns, on: 2026-07-02, cs_impact: Macros break.}]
""",
        appears=date(2026, 6, 25),
        silent=date(2026, 6, 24),
    ),
    find=find_unannounced,
)


def find_unasked(context: SignalContext, *, history: int = QUARTER) -> Iterator[Finding]:
    """Research for which no customer was asked."""
    for ask in context.ledger.research:
        since = ask.by or ask.day
        is_history = context.as_of - since > timedelta(days=history)
        if ask.asked or ask.accounts_wanted == 0 or is_history:
            continue
        wanted = count(ask.accounts_wanted, "customer") if ask.accounts_wanted else "customers"
        area = context.records.taxonomy.areas.get(ask.area or "")
        subject = quote(ask.what) if ask.what else (area.name if area else ask.area) or "research"
        by = f" by {long_day(ask.by)}" if ask.by else ""
        whose = context.person(ask.owner) if ask.owner else "Product"
        yield Finding(
            message=f"Find {wanted} for {whose}{by}: {subject}. No customer asked yet.",
            about=About(ref=ask.said[-1], what=ask.what or ask.area),
            owner=ask.owner or context.pm_of(ask.area),
            day=ask.by,
        )


UNASKED = SignalRule(
    code="SG703",
    name="research-without-customers",
    says="Product wants customers for research and none was asked.",
    definition="Product wants customers for research, no record names an account that was asked, "
    "and the "
    "day by which they are wanted (else the day of the record) is at most 91 days ago.",
    why="Otherwise Product asks whoever is loudest, or no one.",
    thresholds=(
        SignalThreshold(
            name="history", value=QUARTER, unit="days", means="until it is no longer shown"
        ),
    ),
    example=SignalExample(
        records="""
    2026-05-12-tier-2:
      research: [{area: mobile, what: How crews sync, owner: ines, by: 2026-05-30,
                  accounts_wanted: 3}]
    2026-05-20-bob:
      research: [{area: mobile, what: How crews sync, asked: [north]}]
""",
        appears=date(2026, 5, 19),
        silent=date(2026, 5, 20),
    ),
    find=find_unasked,
)
