"""DR405 to DR410: whether a meeting talks about what it is there for."""

from collections.abc import Iterable, Iterator

from decision_record.checks.context import CheckContext, point
from decision_record.checks.examples import in_tier_1, in_tier_2
from decision_record.checks.meetings.held import (
    HeldMeeting,
    held_meetings,
)
from decision_record.checks.rule import Rule, RuleThreshold
from decision_record.checks.wording import quote
from decision_record.diagnostics import Problem, Severity, Underlined
from decision_record.model.asked import Briefing
from decision_record.model.records import Entry
from decision_record.model.rituals import ThemeRow

MINUTES_ON_ACCOUNTS = 20
"""How many minutes of a tier 1 single accounts may take."""
THEMES = 3
"""How many themes a tier 1 takes up."""
ACCOUNTS_OF_A_THEME = 2
"""How many accounts make a theme, at the least."""
BRIEFINGS = 3
"""How many briefings a tier 2 has time for."""
BRIEFINGS_IN_TRIAGE = 2
"""How many briefings the urgent block of a tier 2 has time for."""


def find_low_altitude(
    context: CheckContext, *, minutes: int = MINUTES_ON_ACCOUNTS
) -> Iterable[Problem]:
    """Tier-1 meetings that talked about single accounts for long (DR405)."""
    for held in held_meetings(context, "tier-1"):
        spent = held.meeting.minutes_on.get("accounts", 0)
        if spent > minutes:
            yield Problem(
                code="DR405",
                message=f"{spent} minutes of this tier 1 went to single accounts; the "
                f"maximum is {minutes}",
                help="settle single accounts in a tier 2 first, and bring here only what those "
                "two cannot settle",
                at=point(held.entry, "minutes_on", "accounts"),
            )


LOW_ALTITUDE = Rule(
    code="DR405",
    slug="time-on-single-accounts",
    severity=Severity.WARNING,
    says=f"Over {MINUTES_ON_ACCOUNTS} minutes of a tier 1 went to single accounts.",
    looks_at="`minutes_on: accounts` of every tier 1.",
    fields=("meeting/minutes_on",),
    why="The two people who decide on the roadmap become the most expensive support desk of the "
    "company, and tier 2 does not learn to handle its own issues.",
    failing=in_tier_1(minutes_on="{accounts: 25, roadmap: 15, themes: 15}"),
    passing=in_tier_1(minutes_on="{accounts: 15, roadmap: 20, themes: 20}"),
    find=find_low_altitude,
    thresholds=(RuleThreshold(name="minutes", unit="minutes", default=MINUTES_ON_ACCOUNTS),),
)


def find_costly_parking(context: CheckContext) -> Iterable[Problem]:
    """Topics that belong elsewhere and took minutes all the same (DR406)."""
    for held in held_meetings(context):
        for index, row in enumerate(held.meeting.parked):
            if row.minutes:
                topic = quote(row.topic) if row.topic else "a topic"
                yield Problem(
                    code="DR406",
                    message=f"{topic} was parked, but took {row.minutes} minutes first",
                    help="say in the first minute that it belongs elsewhere, and write where it "
                    "goes in `taken_to`",
                    at=point(held.entry, "parked", index, "minutes"),
                )


COSTLY_PARKING = Rule(
    code="DR406",
    slug="minutes-on-parked-topic",
    severity=Severity.WARNING,
    says="A parked topic took minutes of the meeting.",
    looks_at="`minutes` of every row of `parked`.",
    fields=("meeting/parked.minutes",),
    why="The time is gone, and the people who could settle the topic were not there.",
    failing=in_tier_1(
        parked="\n  - {topic: The discount for Ostermark, kind: sales, taken_to: Deal desk,"
        " minutes: 8}"
    ),
    passing=in_tier_1(
        parked="\n  - {topic: The discount for Ostermark, kind: sales, taken_to: Deal desk}"
    ),
    find=find_costly_parking,
)


def find_wrong_numbers_of_themes(
    context: CheckContext, *, themes: int = THEMES
) -> Iterable[Problem]:
    """Tier-1 meetings with more or fewer themes than three (DR407)."""
    for held in held_meetings(context, "tier-1"):
        number = len(held.meeting.themes)
        if number != themes:
            advice = (
                "bring the heaviest ones by ARR and leave the rest for next month"
                if number > themes
                else "look through the feedback for what several accounts ask for, and add "
                "`{theme: …, accounts: [… , …], stance: …}`"
            )
            yield Problem(
                code="DR407",
                message=f"this tier 1 presented {_count(number)}, not {themes}",
                help=advice,
                at=point(held.entry, "themes", part=Underlined.KEY),
            )


def _count(themes: int) -> str:
    return f"{themes or 'no'} theme{'' if themes == 1 else 's'}"


WRONG_NUMBER_OF_THEMES = Rule(
    code="DR407",
    slug="wrong-number-of-themes",
    severity=Severity.WARNING,
    says="A tier 1 did not present three themes.",
    looks_at="The rows of `themes` of every tier 1 that was held.",
    fields=("meeting/themes",),
    why="With fewer the month was about single accounts. With more none gets a stance that a CSM "
    "can repeat.",
    failing=in_tier_1(
        themes="\n  - {theme: bulk-export, accounts: [ashgrove, ostermark], stance: planned}"
    ),
    passing=in_tier_1(),
    find=find_wrong_numbers_of_themes,
    thresholds=(RuleThreshold(name="themes", unit="themes", default=THEMES),),
)


def _themes(context: CheckContext) -> Iterator[tuple[HeldMeeting, int, ThemeRow]]:
    for held in held_meetings(context):
        for index, row in enumerate(held.meeting.themes):
            yield held, index, row


def find_themes_without_stance(context: CheckContext) -> Iterable[Problem]:
    """Themes to which Product took no stance (DR408)."""
    for held, index, row in _themes(context):
        if row.stance is None:
            yield Problem(
                code="DR408",
                message=f"Product took no stance on the theme {quote(row.theme)}",
                help="add what a CSM may say of it: `stance: planned`, `exploring`, `not-now` or "
                "`declined`",
                at=point(held.entry, "themes", index, part=Underlined.ROW),
            )


NO_STANCE = Rule(
    code="DR408",
    slug="no-stance",
    severity=Severity.WARNING,
    says="A theme was presented and left without a stance.",
    looks_at="`stance` of every row of `themes`.",
    fields=("meeting/themes.stance",),
    why="Several customers are waiting for the answer, and each CSM makes up a different one.",
    failing=in_tier_1(
        themes="""
  - {theme: bulk-export, accounts: [ashgrove, ostermark], stance: planned}
  - {theme: single-sign-on, accounts: [ashgrove, copperline], stance: exploring}
  - {theme: api-limits, accounts: [copperline, ostermark]}"""
    ),
    passing=in_tier_1(),
    find=find_themes_without_stance,
)


def find_lone_themes(
    context: CheckContext, *, accounts: int = ACCOUNTS_OF_A_THEME
) -> Iterable[Problem]:
    """Themes based on fewer than two accounts (DR409)."""
    for held, index, row in _themes(context):
        number = len({context.records.account_id(each) for each in row.accounts})
        if number < accounts:
            rests = {0: "no account", 1: "one account"}.get(number, f"{number} accounts")
            yield Problem(
                code="DR409",
                message=f"the theme {quote(row.theme)} is based on {rests}",
                help="add the other accounts that ask for it; if there is none, take it to that "
                "account's tier 2",
                at=point(held.entry, "themes", index, "accounts"),
            )


LONE_THEME = Rule(
    code="DR409",
    slug="theme-of-one-account",
    severity=Severity.WARNING,
    says="A theme is based on one account.",
    looks_at="`accounts` of every row of `themes`; two names of one account are one.",
    fields=("meeting/themes.accounts",),
    why="One loud customer is an escalation. A theme is what several say in different words, and "
    "that is what moves a roadmap.",
    failing=in_tier_1(
        themes="""
  - {theme: bulk-export, accounts: [ashgrove, ostermark], stance: planned}
  - {theme: single-sign-on, accounts: [ashgrove, copperline], stance: exploring}
  - {theme: api-limits, accounts: [copperline], stance: not-now}"""
    ),
    passing=in_tier_1(),
    find=find_lone_themes,
    thresholds=(
        RuleThreshold(name="accounts", unit="accounts at the least", default=ACCOUNTS_OF_A_THEME),
    ),
)


def find_wrong_numbers_of_briefings(
    context: CheckContext, *, briefings: int = BRIEFINGS, urgent: int = BRIEFINGS_IN_TRIAGE
) -> Iterable[Problem]:
    """Tier-2 meetings with no briefings, or with more than there is time for (DR410)."""
    for entry, brought in _briefings(context):
        in_triage = sum(row.triage for row in brought)
        if not brought:
            message = "this tier 2 has no briefings: nothing was prepared for it"
            advice = (
                "add what the CSM brought, as in `briefings: [{id: B1, account: …, request: …, "
                "tried: …, answer_by: …}]`"
            )
        elif len(brought) > briefings:
            message = f"this tier 2 had {len(brought)} briefings; there is time for {briefings}"
            advice = "bring the most urgent ones and ask the rest in writing, in an update"
        elif in_triage > urgent:
            message = f"{in_triage} briefings went to the urgent block; there is time for {urgent}"
            advice = "keep `triage: true` for what cannot wait, and remove it from the others"
        else:
            continue
        yield Problem(
            code="DR410",
            message=message,
            help=advice,
            at=point(entry, "briefings", part=Underlined.KEY),
        )


_BRIEFINGS = ("briefings",)


def _briefings(context: CheckContext) -> Iterator[tuple[Entry, list[Briefing]]]:
    """What was brought to each tier 2: in its own record, or prepared in updates of its series.

    A series of which something could not be read is left out.
    """
    prepared: dict[str, list[tuple[str, Briefing]]] = {}
    for entry in context.records.entries:
        meeting, series = entry.meeting, entry.series
        if series is None or context.records.kind_of(entry) != "tier-2":
            continue
        lost = context.lost
        if lost.has_updates(_BRIEFINGS) or lost.has_meetings(series, sections=_BRIEFINGS):
            continue
        own = entry.record.briefings
        if meeting is None:
            prepared.setdefault(series, []).extend((f"{entry.id}/{row.id}", row) for row in own)
        elif meeting.held:
            taken_up = {entry.name_of(row.from_) for row in own if row.from_}
            before = prepared.pop(series, [])
            yield entry, [*own, *(row for ref, row in before if ref not in taken_up)]


WRONG_NUMBER_OF_BRIEFINGS = Rule(
    code="DR410",
    slug="wrong-number-of-briefings",
    severity=Severity.WARNING,
    says="A tier 2 had no briefings, more than three, or more than two in the urgent block.",
    looks_at="`briefings` of every tier 2, and those that updates of its series prepared for it; "
    "and how many have `triage: true`.",
    fields=("meeting/briefings", "meeting/briefings.triage"),
    why="Without a briefing the PM hears only a mood. With five, each gets six minutes and none "
    "gets an answer.",
    failing=in_tier_2(briefings=None, notes="Ostermark is unhappy about exports."),
    passing=in_tier_2(),
    find=find_wrong_numbers_of_briefings,
    thresholds=(
        RuleThreshold(name="briefings", unit="briefings", default=BRIEFINGS),
        RuleThreshold(name="urgent", unit="briefings in triage", default=BRIEFINGS_IN_TRIAGE),
    ),
)
