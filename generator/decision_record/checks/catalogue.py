"""The rules, in the order of their codes, and how they are run."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from decision_record.checks.commitments import forgotten, loops, roadmap_rows
from decision_record.checks.context import CheckContext, make_check_context
from decision_record.checks.decisions import (
    answers,
    dues,
    follow_through,
    happened,
    left_out,
    outcomes,
    resolutions,
    successors,
    summaries,
    threads,
    undecided_topics,
    vague,
)
from decision_record.checks.files import file, shape, years
from decision_record.checks.hold_back import hold_back
from decision_record.checks.meetings import (
    altitude,
    blocks,
    cadence,
    forgotten_requests,
    growth,
    preparation,
    reviews,
    seats,
)
from decision_record.checks.one_on_ones import content, privacy
from decision_record.checks.pods import counts, members, metrics, starts
from decision_record.checks.references import (
    handovers,
    holders,
    items,
    names,
    presence,
    repeats,
    row_accounts,
)
from decision_record.checks.rule import Rule
from decision_record.diagnostics import Problem, Severity
from decision_record.ledger.stage import TIERS_FROM
from decision_record.model.moved import names_of, rows_of
from decision_record.model.salvage import put_in_files
from decision_record.repository.load import Loaded

RULES: tuple[Rule, ...] = (
    file.NOT_YAML,
    file.WRITTEN_TWICE,
    file.NOT_TEXT,
    file.NOT_PLAIN,
    file.NO_PLACE,
    file.NAME_DISAGREES,
    file.IDLE_ALLOWANCE,
    file.CUT_VALUE,
    years.FUTURE_RECORD,
    file.NOT_READ,
    shape.MISSING_FIELD,
    shape.UNKNOWN_FIELD,
    shape.WRONG_TYPE,
    shape.NOT_A_WORD,
    shape.REPEATED_ID,
    shape.WRONG_ID,
    shape.TWO_OF_ONE_NAME,
    names.UNKNOWN_PERSON,
    names.UNKNOWN_ACCOUNT,
    names.UNKNOWN_SERIES,
    names.UNKNOWN_POD,
    names.UNKNOWN_WORD,
    items.UNKNOWN_ITEM,
    items.WRONG_KIND,
    items.LATER_ITEM,
    presence.ABSENT_PERSON,
    presence.FORMER_NAME,
    holders.ABSENT_HOLDER,
    repeats.FOREIGN_ORIGIN,
    outcomes.NO_DECISION,
    vague.VAGUE_OUTCOME,
    outcomes.GROUP_OWNER,
    outcomes.BARE_DEFERRAL,
    outcomes.BARE_ESCALATION,
    dues.EARLY_DUE,
    reviews.UNREVIEWED,
    reviews.REVIEWED_TWICE,
    reviews.IDLE_ROLL,
    reviews.SILENT_DROP,
    loops.WORDLESS_DECISION,
    loops.UNCLOSED_LOOP,
    successors.ALREADY_SUPERSEDED,
    resolutions.IDLE_RESOLUTION,
    roadmap_rows.IDLE_REPORT,
    roadmap_rows.INCOMPLETE_SLIP,
    undecided_topics.UNDECIDED_TOPIC,
    summaries.SUMMARY,
    repeats.UNLINKED_REPEAT,
    forgotten.FORGOTTEN_COMMITMENT,
    loops.STRAY_CLOSING,
    loops.CLOSED_OUTSIDE_CS,
    threads.SHAKY_DECISION,
    roadmap_rows.WORDLESS_NEWS,
    forgotten_requests.FORGOTTEN_REQUEST,
    threads.UNFOUNDED_RESOLUTION,
    follow_through.OWNERLESS_DECISION,
    follow_through.DATELESS_COMMITMENT,
    answers.EMPTY_ANSWER,
    left_out.LEFT_ACCOUNT,
    handovers.LEAVERS_ACTION,
    answers.DAYLESS_BRIEFING,
    happened.IMPOSSIBLE_DAY,
    row_accounts.WRONG_ACCOUNTS,
    seats.EMPTY_SEAT,
    seats.OUTSIDER,
    cadence.WRONG_LENGTH,
    seats.CROWD,
    altitude.LOW_ALTITUDE,
    altitude.COSTLY_PARKING,
    altitude.WRONG_NUMBER_OF_THEMES,
    altitude.NO_STANCE,
    altitude.LONE_THEME,
    altitude.WRONG_NUMBER_OF_BRIEFINGS,
    growth.MISFIT,
    cadence.CANCELLATION,
    cadence.NO_TIMEKEEPER,
    cadence.STATUS_UPDATE,
    cadence.LATE_WRITING,
    growth.MISSING_LIAISON,
    blocks.LONG_BLOCK,
    preparation.POOR_PREREAD,
    preparation.UNTRIED,
    preparation.WORDLESS_SHIPPING,
    members.EMPTY_POD_SEAT,
    members.UNMEASURED_POD,
    metrics.BARE_METRIC,
    metrics.UNSIGNED_METRIC,
    members.BOUNDLESS_POD,
    members.CROWDED_POD,
    members.WRONG_DOMAIN,
    metrics.EMPTY_METRIC_REVIEW,
    starts.HASTY_POD,
    starts.UNPROTECTED_POD,
    metrics.UNKNOWN_METRIC,
    counts.MISCOUNTED_READING,
    privacy.SHARED_ONE_ON_ONE,
    content.CHANGED_AGENDA,
    content.MANAGERS_DATA,
    content.LOOSE_GOAL,
)
"""Every rule. A defect that no rule here looks for is not reported."""

_BY_CODE = {rule.code: rule for rule in RULES}


def run_checks(
    loaded: Loaded,
    rules: Sequence[Rule] = RULES,
    *,
    tiers_from: int = TIERS_FROM,
    today: date | None = None,
) -> tuple[Problem, ...]:
    """Everything that the rules find in the records, in the order of the rules.

    What a record excuses with `allow` is left out. Rules that are not among them are off.
    `tiers_from` is the number of CSMs from which on tiers are expected at series-a too; `today` the
    day after which no record is expected.
    """
    context = make_check_context(loaded, tiers_from=tiers_from, today=today)
    ordinary = [rule for rule in rules if rule.code != file.IDLE_ALLOWANCE.code]
    found = {rule.code: tuple(rule.find(context)) for rule in ordinary}
    excusable = tuple(
        problem for rule in ordinary for problem in found[rule.code] if rule.is_excusable(problem)
    )
    if len(ordinary) < len(rules):
        running = {rule.code for rule in rules}
        # What no record can silence is an idle allowance, also of a rule that is off.
        off = frozenset(rule.code for rule in RULES if rule.silenced and rule.code not in running)
        row_by_row = frozenset(rule.code for rule in RULES if rule.row_by_row)
        ground = frozenset(rule.code for rule in RULES if rule.is_ground)
        seen = replace(context, found=excusable, off=off, ground=ground, row_by_row=row_by_row)
        found[file.IDLE_ALLOWANCE.code] = tuple(file.IDLE_ALLOWANCE.find(seen))
    excused, put_in_place = _excused(context), _make_reported(loaded)
    return tuple(
        problem
        for rule in rules
        for problem in put_in_place(found[rule.code], rule)
        if not rule.is_excusable(problem) or not _is_excused(problem, excused)
    )


def _make_reported(loaded: Loaded) -> Callable[[Sequence[Problem], Rule], Sequence[Problem]]:
    """What gives the problems of a rule their places in the files.

    It leaves out what only follows from a loss.
    """
    if not loaded.losses and not loaded.moved:
        return lambda problems, _: problems
    read = {(each.code, each.at) for each in loaded.problems}
    # What was lost is known by the names that are meant, which may differ from those in the file.
    rows = {name: rows_of(moved) for name, moved in loaded.moved.items()}
    names = {name: names_of(moved) for name, moved in loaded.moved.items()}

    def put_in_place(problems: Sequence[Problem], rule: Rule) -> Sequence[Problem]:
        seen = [each for each in problems if (each.code, each.at) in read]
        others = (each for each in problems if (each.code, each.at) not in read)
        found = put_in_files(others, rows)
        return [*seen, *put_in_files(hold_back(found, rule, loaded.losses), names)]

    return put_in_place


def _excused(context: CheckContext) -> frozenset[tuple[str, str]]:
    """The files whose record silences a rule, each with the code."""
    return frozenset(
        (entry.file.name, code) for entry in context.written for code in entry.record.allow
    )


def _is_excused(problem: Problem, excused: Iterable[tuple[str, str]]) -> bool:
    return (problem.at.file, problem.code) in excused


def find_rule(code: str) -> Rule | None:
    """The rule with a code; None where there is none."""
    return _BY_CODE.get(code)


def severity_of(code: str) -> Severity:
    """The severity of a rule.

    Raises:
        KeyError: No rule has this code.
    """
    return _BY_CODE[code].severity


def url_of(code: str) -> str:
    """The address of a rule's page, below the site's."""
    return f"checks/{code}/"
