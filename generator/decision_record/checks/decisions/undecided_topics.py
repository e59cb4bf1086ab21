"""DR317: whether each topic of a tier 1 led to a decision."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from decision_record.checks.commitments.promised import is_brought_forward, may_name_others
from decision_record.checks.context import CheckContext, point
from decision_record.checks.rule import Rule, in_meeting
from decision_record.checks.wording import quote
from decision_record.diagnostics import Pointer, Problem, Severity, Underlined
from decision_record.model.asked import Briefing, Escalation
from decision_record.model.decided import Decision
from decision_record.model.record import Meeting
from decision_record.model.records import Entry


class _Topic(NamedTuple):
    """Something that was on the table of a tier 1."""

    said: str
    owed: str
    at: Pointer
    decided: bool


def find_undecided_topics(context: CheckContext) -> Iterable[Problem]:
    """Topics of a tier 1 that none of its decisions is about (DR317)."""
    for entry, meeting in _tier_1(context):
        for topic in _topics(entry, meeting, context):
            if not topic.decided:
                yield Problem(
                    code="DR317",
                    message=f"{topic.said}, and no decision of the meeting is about it",
                    help=topic.owed,
                    at=topic.at,
                )


def _tier_1(context: CheckContext) -> Iterator[tuple[Entry, Meeting]]:
    for entry in context.records.entries:
        meeting = entry.meeting
        if meeting and meeting.held and context.records.kind_of(entry) == "tier-1":
            yield entry, meeting


def _topics(entry: Entry, meeting: Meeting, context: CheckContext) -> Iterator[_Topic]:
    for index, escalation in enumerate(meeting.escalations):
        path = _path_of(escalation, entry, context)
        if path:
            yield _Topic(
                f"{escalation.id} was raised here",
                _deferral(f"about: [{escalation.id}]"),
                point(entry, "escalations", index, part=Underlined.ROW),
                _is_named(entry, meeting, context, refs=path, accounts=(escalation.account,)),
            )
    for index, row in enumerate(meeting.roadmap):
        ref = entry.name_of(row.commitment)
        commitment = context.decisions.get(ref)
        # Of one that took over accounts by an unread record it is not known whom it concerns.
        known = commitment and not may_name_others(commitment, entry, context)
        if row.status == "slipped" and commitment and known:
            moved = (
                "was brought forward" if is_brought_forward(row, commitment, entry) else "slipped"
            )
            yield _Topic(
                f"{quote(row.commitment)} {moved}",
                f"write what follows from that, as in `{{id: D…, outcome: decided, what: …, "
                f"owner: …, due: …, about: [{row.commitment}]}}`",
                point(entry, "roadmap", index, part=Underlined.ROW),
                _is_named(
                    entry,
                    meeting,
                    context,
                    refs=(ref,),
                    accounts=commitment.accounts,
                    themes=commitment.row.themes,
                ),
            )
    for index, theme in enumerate(meeting.themes):
        yield _Topic(
            f"the theme {quote(theme.theme)} was presented",
            _deferral(f"themes: [{theme.theme}]"),
            point(entry, "themes", index, part=Underlined.ROW),
            any(theme.theme in decision.themes for decision in meeting.decisions),
        )
    for index, topic in enumerate(meeting.org):
        yield _Topic(
            f"{quote(topic.topic)} was a topic" if topic.topic else "there was an org topic",
            "add the decision that it led to, as in `decision: D1`, even if it only defers the "
            "topic",
            point(entry, "org", index, part=Underlined.ROW),
            topic.decision is not None,
        )


def _deferral(field: str) -> str:
    """A row to paste for what is not decided yet."""
    return (
        "name it in the decision that settles it, or defer it: `{id: D…, outcome: deferred, "
        f"what: …, because: …, owner: …, due: …, expects: …, {field}}}`"
    )


def _path_of(escalation: Escalation, entry: Entry, context: CheckContext) -> Sequence[str]:
    """An escalation and what it was before; nothing where a part of it could not be read."""
    path = [f"{entry.id}/{escalation.id}"]
    before = entry.name_of(escalation.from_) if escalation.from_ else None
    while before and before not in path:
        if context.is_unread(before):
            return ()
        path.append(before)
        item = context.items.get(before)
        row = item.row if item else None
        name = row.from_ if isinstance(row, Escalation | Briefing) else None
        before = item.entry.name_of(name) if item and name else None
    return path


def _is_named(
    entry: Entry,
    meeting: Meeting,
    context: CheckContext,
    *,
    refs: Sequence[str],
    accounts: Sequence[str],
    themes: Sequence[str] = (),
) -> bool:
    """Whether a decision of the meeting is about something, resolves it, or names whom it concerns.

    Accounts and themes count only of a decision that does not say what was on the table.
    """
    concerned = {context.records.account_id(name) for name in accounts}
    return any(
        _names(decision, entry, refs)
        or (
            not (decision.about or decision.resolves)
            and (
                concerned & {context.records.account_id(name) for name in decision.accounts}
                or set(themes) & set(decision.themes)
            )
        )
        for decision in meeting.decisions
    )


def _names(decision: Decision, entry: Entry, refs: Sequence[str]) -> bool:
    named = (*decision.about, *decision.resolves, *decision.supersedes)
    return any(entry.name_of(name) in refs for name in named)


UNDECIDED_TOPIC = Rule(
    code="DR317",
    slug="undecided-topic",
    severity=Severity.WARNING,
    says="A tier 1 discussed a topic, and none of its decisions is about it.",
    looks_at="The escalations, slipped commitments, themes and org topics of every tier 1. An "
    "escalation or a slip is covered if a decision of the same meeting names it under `about`, "
    "`resolves` or `supersedes`, or names its account or theme and has no `about`; a theme if it "
    "is listed under `themes`; an org topic if it has a `decision`.",
    fields=(
        "meeting/escalations",
        "meeting/roadmap",
        "meeting/themes",
        "meeting/org",
        "meeting/decisions.about",
    ),
    why='Each block closes with "What is the decision?". Without an answer the CSM goes back to '
    "the customer with nothing, and brings it again next month.",
    failing=in_meeting(
        "escalations:\n  - {id: E1, account: ostermark, issue: The export drops rows}\n"
        "decisions:\n  - {id: D1, outcome: decided, what: Ship the export to everyone on 20 May,"
        " owner: elin.marchetti, due: 2026-05-20}\n"
    ),
    passing=in_meeting(
        "escalations:\n  - {id: E1, account: ostermark, issue: The export drops rows}\n"
        "decisions:\n  - {id: D1, outcome: decided, what: Fix the dropped rows by 8 May,"
        " owner: elin.marchetti, due: 2026-05-08, resolves: [E1]}\n"
    ),
    find=find_undecided_topics,
)
