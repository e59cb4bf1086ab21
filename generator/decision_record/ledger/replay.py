"""The replay: records in, the state of everything on a day out (records.md §5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.accounts import AccountStanding, count_open, replay_accounts
from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.agreed import replay_agreed
from decision_record.ledger.asked import (
    AskedQuestion,
    SubmittedRequest,
    replay_questions,
    replay_requests,
)
from decision_record.ledger.churn import ChurnedAccount, replay_churn
from decision_record.ledger.coverage import CountedCoverage, replay_coverage
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.grouping import group
from decision_record.ledger.items import Item, index_items
from decision_record.ledger.loops import Loop
from decision_record.ledger.messaging.gather import Replayed, gather_messages
from decision_record.ledger.messaging.talking import Messages
from decision_record.ledger.paths import RaisedPath, trace_paths
from decision_record.ledger.pods import PodStanding, find_pods_of, replay_pods
from decision_record.ledger.prereads import MeetingPreread, gather_prereads
from decision_record.ledger.process_changes import TrackedChange, replay_process_changes
from decision_record.ledger.product_words import gather_words
from decision_record.ledger.promoted import PromotedIssue, replay_promoted
from decision_record.ledger.raised import Raised, replay_raised
from decision_record.ledger.releases import PlannedRelease, replay_releases
from decision_record.ledger.research import ResearchAsk, replay_research
from decision_record.ledger.series import SeriesStanding, replay_series
from decision_record.ledger.shipped_loops import find_shipped_loops
from decision_record.ledger.stage import TIERS_FROM, Growth, measure_growth
from decision_record.ledger.surprises import RecordedSurprise, replay_surprises
from decision_record.ledger.team_days import TeamDays
from decision_record.ledger.themes import PresentedTheme, replay_themes
from decision_record.ledger.timeline import trace_timelines
from decision_record.model.records import Entry, Records, order_of_replay


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The state of everything on a day. Every mapping is in the order of the replay."""

    as_of: date
    entries: tuple[Entry, ...]
    """The records dated on or before the day."""
    items: Mapping[str, Item]
    actions: Mapping[str, QueuedAction]
    decisions: Mapping[str, LoggedDecision]
    raised: Mapping[str, Raised]
    """Escalations and briefings: each part of a path."""
    paths: tuple[RaisedPath, ...]
    """Every path once, in the order of the replay."""
    path_of: Mapping[str, RaisedPath]
    """The path of each escalation and briefing."""
    open_paths: Mapping[str, tuple[RaisedPath, ...]]
    """By account what it waits for Product with, each path once."""
    questions: Mapping[str, AskedQuestion]
    open_questions: Mapping[str, tuple[AskedQuestion, ...]]
    """By account the questions without an answer."""
    requests: Mapping[str, SubmittedRequest]
    loops: Mapping[tuple[str, str], Loop]
    """By item and account."""
    shipped_loops: Mapping[str, tuple[Loop, ...]]
    """By shipped item, what it delivers included: which accounts have to hear that it is live."""
    accounts: Mapping[str, AccountStanding]
    series: Mapping[str, SeriesStanding]
    pods: Mapping[str, PodStanding]
    pods_of: Mapping[str, tuple[str, ...]]
    """By escalation or briefing the pods in whose domain it is."""
    prereads: Mapping[tuple[str, date], MeetingPreread]
    """By series and day, of each meeting that wants one, and of the next."""
    themes: Mapping[str, tuple[PresentedTheme, ...]]
    """Each time that a theme was presented."""
    committed: Mapping[str, tuple[LoggedDecision, ...]]
    """By theme the decisions that name it and commit to something."""
    messages: Mapping[str, Messages]
    """What may be said to each account that has not churned, and what must not be promised."""
    research: tuple[ResearchAsk, ...]
    process_changes: tuple[TrackedChange, ...]
    promoted: tuple[PromotedIssue, ...]
    """Customer issues that one-on-ones promoted to a series."""
    surprises: tuple[RecordedSurprise, ...]
    churned: tuple[ChurnedAccount, ...]
    releases: tuple[PlannedRelease, ...]
    coverage: tuple[CountedCoverage, ...]
    """Taxonomy coverage, each time that it was counted."""
    days: TeamDays
    """The numbers of days that it was replayed with."""
    growth: Growth
    """The company's size on the day, and what is expected of it."""

    def paths_through(
        self, refs: Iterable[str], *, open_only: bool = False
    ) -> tuple[RaisedPath, ...]:
        """The paths of some escalations and briefings, each once, oldest first.

        With `open_only` those of which one of the items named is open.
        """
        chosen = (ref for ref in refs if not open_only or self.raised[ref].is_open)
        paths = {self.path_of[ref].first.ref: self.path_of[ref] for ref in chosen}
        return tuple(sorted(paths.values(), key=lambda path: (path.raised, path.ref)))

    def arr_of(self, accounts: tuple[str, ...]) -> float:
        """ARR of several accounts on the day, in the organisation's currency."""
        return sum(self.accounts[each].arr for each in accounts if each in self.accounts)


def replay(
    records: Records,
    as_of: date,
    *,
    tiers_from: int = TIERS_FROM,
    days: TeamDays | None = None,
) -> Ledger:
    """Replay the records dated on or before a day.

    The files may come in any order; what was dated later changes nothing. `tiers_from` is the
    number of CSMs from which on tiers are expected at series-a too, and `days` holds the numbers of
    days that the team has set.
    """
    dated = (entry for entry in records.entries if entry.date <= as_of)
    entries = tuple(sorted(dated, key=order_of_replay))
    return _replay(
        entries, records=records, as_of=as_of, tiers_from=tiers_from, days=days or TeamDays()
    )


def _replay(
    entries: tuple[Entry, ...],
    *,
    records: Records,
    as_of: date,
    tiers_from: int,
    days: TeamDays,
) -> Ledger:
    items = index_items(entries)
    requests = replay_requests(entries, records=records)
    agreed = replay_agreed(
        entries, as_of=as_of, records=records, requests=requests, to_tell=days.to_tell
    )
    actions, decisions, loops = agreed.actions, agreed.decisions, agreed.loops
    words = gather_words(entries, records=records)
    raised = replay_raised(entries, records=records, words=words)
    path_of = trace_paths(entries, raised=raised, words=words, decisions=decisions)
    paths = tuple(path for ref, path in path_of.items() if ref == path.first.ref)
    questions = replay_questions(entries, records=records, words=words, decisions=decisions)
    timelines = trace_timelines(entries, items=items, decisions=decisions, records=records)
    open_items = count_open(
        actions=actions, paths=paths, questions=questions, loops=loops, decisions=decisions
    )
    pods_of = find_pods_of(raised.values(), records=records)
    series = replay_series(entries, as_of=as_of, records=records)
    themes = replay_themes(entries, as_of=as_of, records=records)
    replayed = Replayed(
        as_of=as_of,
        records=records,
        items=items,
        decisions=decisions,
        questions=questions,
        requests=requests,
        loops=loops,
        themes=themes,
    )
    return Ledger(
        as_of=as_of,
        entries=entries,
        items=items,
        actions=actions,
        decisions=decisions,
        raised=raised,
        paths=paths,
        path_of=path_of,
        open_paths=group((each for each in paths if each.is_open), lambda each: [each.account]),
        questions=questions,
        open_questions=group(
            (each for each in questions.values() if each.is_open), lambda each: [each.account]
        ),
        requests=requests,
        loops=loops,
        shipped_loops=find_shipped_loops(items, agreed=agreed, records=records),
        accounts=replay_accounts(
            entries, as_of=as_of, records=records, timelines=timelines, open_items=open_items
        ),
        series=series,
        pods=replay_pods(
            entries,
            as_of=as_of,
            records=records,
            series=series,
            raised=raised,
            pods_of=pods_of,
            paths=paths,
            actions=actions,
        ),
        pods_of=pods_of,
        prereads=gather_prereads(entries, records=records, series=series),
        themes=themes,
        committed=group(
            (each for each in decisions.values() if each.commitment), lambda each: each.row.themes
        ),
        messages=gather_messages(replayed, days=days),
        days=days,
        research=replay_research(entries, records=records),
        process_changes=replay_process_changes(entries),
        promoted=replay_promoted(entries, records=records, series=series),
        surprises=replay_surprises(entries, records=records),
        churned=replay_churn(entries, as_of=as_of, records=records, raised=raised),
        releases=replay_releases(entries, records=records),
        coverage=replay_coverage(entries),
        growth=measure_growth(records, as_of=as_of, tiers_from=tiers_from),
    )


def is_brought_forward(item: str, account: str, *, ledger: Ledger) -> bool:
    """Whether an item is a commitment whose target last moved to an earlier day for an account."""
    decision = ledger.decisions.get(item)
    commitment = decision.commitment if decision else None
    return commitment is not None and commitment.is_brought_forward_for(account)


def tells_of_earlier_day(loop: Loop, *, ledger: Ledger) -> bool:
    """Whether an account must hear that its target was brought forward, and not that it slipped."""
    return loop.because == "slipped" and is_brought_forward(loop.item, loop.account, ledger=ledger)


def promise_of(loop: Loop, *, ledger: Ledger) -> str:
    """The item that the account must hear about: of a withdrawal the promise that it had."""
    decision = ledger.decisions.get(loop.item)
    olds = decision.withdrawn_for.get(loop.account, ()) if decision else ()
    return olds[0] if loop.because == "withdrawn" and olds else loop.item
