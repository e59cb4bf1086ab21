"""A rule that is off takes its own findings away, and nobody else's, from a whole organisation.

The organisation is the sample, with mistakes for every rule laid beside its own, most of them in
the month after it ends. The cases show one rule at a time; here they stand in each other's way.
"""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from decision_record.checks.catalogue import RULES, run_checks
from decision_record.checks.configure import (
    configure_rules,
    find_wrong_settings,
    rules_to_run,
    weigh,
)
from decision_record.checks.rule import Rule
from decision_record.diagnostics import Pointer, Problem, Severity
from decision_record.repository.configuration import read_configuration
from decision_record.repository.load import Loaded, load
from decision_record.repository.misplaced import Surroundings

OWN_TO_WEIGH = [rule for rule in RULES if not rule.is_ground]
"""The rules whose severity a team may set to anything."""

TODAY = date(2026, 7, 2)
"""A day before the last record, which is therefore one of the future."""

SAMPLE = Path(__file__).parents[2] / "records"

LINES_TO_ADD = {
    "people.yml": "hollis.grant: {name: Hollis Grant, role: pm, left: 2026-05-01}\n",
    "series.yml": "anneke-one-on-one:\n"
    "  {kind: one-on-one, members: [maren.oyelaran, anneke.morrow]}\n"
    "all-hands: {kind: combined, cadence: monthly, members: [maren.oyelaran, tobias.wrenfield]}\n",
}
"""What stands below the sample's own lines, so that other mistakes have something to name."""

UNREAD = {
    "2025-01-02": "notes: [The export was slow again\n",
    "2025-01-03": "notes: The export was slow again.\nnotes: It was fast on Friday.\n",
    "2025-01-04": "notes: The export was\x07 slow again.\n",
    "2025-01-05": "notes: !important The export was slow again.\n",
    "2025-01-09": "notes: The export is slow, see ticket #4411\n",
    "2025-01-06": "note: The export was slow again.\n",
    "2025-01-07": """\
actions:
  cs:
    - {id: A1, what: Send Ashgrove the dates, owner: anneke.morrow}
    - {id: A2, what: Send Ashgrove the file, owner: anneke.morrow, due: 24 April}
decisions:
  - {id: D1, outcome: accepted, what: Ship the export on 20 May}
feedback:
  - {id: Q1, account: ashgrove, what: The export is fast}
""",
}
"""What CS Ops and PM Ops write on a day, below the series and the day; none of it can be read.

They are meetings of one series, because an unread update leaves rules on every series in doubt.
"""

BY_ANNEKE = {
    "2026-07-01": """\
allow: {DR302: We do not mind., DR305: }
series: tier-2-reprting
feedback:
  - {id: F1, account: osterrmark, what: The export is slow, area: reports}
  - {id: F1, account: tidewater-ports, what: The new filter helps}
questions:
  - {id: Q2, account: ashgrove, ask: Is the new limit per key?}
updates:
  - {item: 2026-04-28-tier-1/Q7, answer: Per key.}
  - {item: 2026-04-28-tier-1/A1, answer: Per key.}
review:
  - {action: A1, outcome: done}
actions:
  cs:
    - {id: A1, what: Send Ashgrove the dates, owner: anneke.morow, due: 2026-07-10}
    - {id: A2, what: Send Ashgrove a file, owner: anneke.morrow, due: 2026-06-01}
    - {id: A3, what: Send Ashgrove a note, owner: anneke.morrow, due: 2026-07-10}
    - {id: A4, what: Ask Palisade for a file, owner: anneke.morrow, due: 2026-07-10}
  pm:
    - {id: A5, what: Send Ashgrove the limits, owner: hollis.grant, due: 2026-07-10}
    - {id: A6, what: Send Ashgrove the plan, owner: product team, due: 2026-07-10}
""",
    "2026-07-02": """\
review:
  - {action: 2026-07-01-anneke/A3, outcome: rolled}
  - {action: 2026-07-01-anneke/A4, outcome: dropped}
  - {action: 2026-07-01-anneke/A5, outcome: rolled, due: 2026-07-17}
  - {action: 2026-07-01-anneke/A2, outcome: done, on: 2026-06-30}
  - {action: 2026-04-28-tier-1/A1, outcome: done}
decisions:
  - {id: D1, outcome: decided, what: Look into the export timeouts, owner: elin.marchetti,
     due: 2026-07-20}
  - {id: D2, outcome: deferred, what: Whether the export takes files, owner: elin.marchetti,
     expects: A yes or a no}
  - {id: D3, outcome: escalated, what: Buy or build the search, owner: tobias.wrenfield,
     due: 2026-07-20, to: cpo}
  - {id: D4, outcome: decided, what: Ship the archive on 20 July, owner: elin.marchetti,
     due: 2026-07-20, accounts: [ashgrove]}
  - {id: D5, outcome: decided, what: Ship the search on 20 July, owner: elin.marchetti,
     due: 2026-07-20, accounts: [palisade], say: The search comes on 20 July.,
     commitment: {target: 2026-07-20}}
  - {id: D6, outcome: decided, what: Good progress on the export and on the limits,
     owner: elin.marchetti, due: 2026-07-20}
  - {id: D7, outcome: deferred, what: Whether the limit is per key, because: Nobody knows it yet,
     owner: elin.marchetti, due: 2026-07-20, expects: A yes or a no,
     resolves: [2026-07-01-anneke/Q2]}
  - {id: D8, outcome: decided, what: Ship the export of a year before the search}
  - {id: D9, outcome: decided, what: Ship the colours, owner: elin.marchetti,
     due: 2026-07-20, commitment: {confidence: committed}}
  - {id: D10, outcome: decided, what: Ship the names on 20 July, owner: elin.marchetti,
     due: 2026-07-20, accounts: [ashgrove, palisade], say: The names come on 20 July.,
     commitment: {target: 2026-07-20}}
""",
    "2026-07-03": """\
shipped:
  - {id: S1, what: Export of a whole year, area: reporting, on: 2026-07-03}
briefings:
  - {id: B1, account: ostermark, request: Does the export keep names?, theme: erp-sync,
     tried: By hand}
  - {id: B2, account: ostermark, request: Does it keep dates?, tried: By hand, outcome: answered}
escalations:
  - {id: E1, account: copperline, issue: The export loses names., tried: By hand, from: B1}
allow: {DR306: The date was agreed in June.}
loops:
  - {item: 2026-07-02-anneke/D5, account: palisade, on: 2026-07-03, by: elin.marchetti}
roadmap:
  - {commitment: 2026-07-02-anneke/D5, status: slipped, target: 2026-08-20}
  - {commitment: 2026-07-02-anneke/D6, status: on-track}
  - {commitment: 2026-07-02-anneke/D10, status: shipped, accounts: [ostermark]}
actions:
  cs:
    - {id: A1, what: Tell them the date, owner: anneke.morrow, due: 2026-07-10,
       closes_loop: 2026-07-02-anneke/D5}
    - {id: A2, what: Send Ashgrove the file, owner: anneke.morrow, due: 2026-06-30}
decisions:
  - {id: D1, outcome: decided, what: Ship the search on 20 August, owner: elin.marchetti,
     due: 2026-08-20, supersedes: [2026-07-02-anneke/D5]}
  - {id: D2, outcome: decided, what: Ship the search again on 1 August, owner: elin.marchetti,
     due: 2026-08-01, supersedes: [2026-07-02-anneke/D5]}
  - {id: D3, outcome: decided, what: Drop the old search on 1 September, owner: elin.marchetti,
     due: 2026-08-31, commitment: {target: 2026-09-01}, about: [2026-07-02-anneke/D5]}
  - {id: D4, outcome: decided, what: Take files out of the export, owner: elin.marchetti,
     due: 2026-08-31, resolves: [2026-04-28-tier-1/E1]}
  - {id: D5, outcome: decided, what: Take files out of the import, owner: elin.marchetti,
     due: 2026-08-31, resolves: [2026-04-28-tier-1/E2]}
  - {id: D6, outcome: decided, what: Ship the names to Ashgrove on 20 July, owner: elin.marchetti,
     due: 2026-07-20, accounts: [ashgrove], say: The names come on 20 July.,
     supersedes: [2026-07-02-anneke/D10]}
""",
}
"""What Anneke writes on a day, below the day and her name."""

FILES = {
    **{
        f"updates/{day[:4]}/{day}-anneke.yml": f"date: {day}\nby: anneke.morrow\n{text}"
        for day, text in BY_ANNEKE.items()
    },
    **{
        f"meetings/{day[:4]}/{day}-tier-3.yml": f"series: tier-3\ndate: {day}\n{text}"
        for day, text in UNREAD.items()
    },
    "meetings/2026-07-06-tier-1.yaml": "series: tier-1\ndate: 2026-07-06\n",
    "meetings/2025/2025-01-08-tier-3.yml": "series: tier-3\ndate: 2025-01-09\n",
    "accounts/tidewater.yml": "name: Tidewater\narr: 90000\nsegment: enterprise\n"
    "csm: hollis.grant\nrenewal: 2026-11-30\nstrategic: true\n"
    "aliases: [ashgrove, {id: tidewater-ports, until: 2026-01-31}]\n",
    "pods/two.yml": """\
name: Two
structure: account
members: {pm: elin.marchetti, csm: anneke.morrow}
started: 2026-02-02
status: operational
charter: {owns: All customers}
""",
    "pods/vague.yml": """\
name: Vague
structure: outcome
outcome: New customers finish setting up within 30 days
members: {pm: elin.marchetti, csm: anneke.morrow, engineer: wes.tamblyn}
started: 2026-02-02
metrics:
  - {id: new, name: Escalations, counts: escalations}
""",
    "pods/many.yml": """\
name: Many
structure: product-area
area: permissions
members: {pm: elin.marchetti, csm: anneke.morrow, engineer: wes.tamblyn,
          second_csm: kofi.bellweather, lead: hamish.udo, tester: nikhil.faraday}
started: 2026-02-02
charter: {owns: The permissions}
metrics:
  - {id: days, name: Days to answer}
""",
    "meetings/2026/2026-07-08-tier-2-reporting.yml": """\
series: tier-2-reporting
date: 2026-07-08
written: after
attendees: [desmond.achterberg]
minutes: 90
briefings:
  - {id: B1, account: ostermark, request: Does the export keep formulas?, theme: erp-sync}
  - {id: B2, account: ostermark, request: Does it keep names?, theme: erp-sync, tried: By hand}
  - {id: B3, account: ostermark, request: Does it keep colours?, tried: By hand}
  - {id: B4, account: ostermark, request: Does it keep notes?, tried: By hand}
""",
    "meetings/2026/2026-07-22-tier-2-reporting.yml": """\
series: tier-2-reporting
date: 2026-07-22
attendees: [desmond.achterberg, anneke.morrow, kofi.bellweather, elin.marchetti]
notes: Ostermark is unhappy about exports.
""",
    "meetings/2026/2026-07-23-tier-2-onboarding.yml": "series: tier-2-onboarding\n"
    "date: 2026-07-23\ncancelled: {because: renewals}\n",
    "meetings/2026/2026-07-28-tier-1.yml": """\
series: tier-1
date: 2026-07-28
attendees: [maren.oyelaran, desmond.achterberg]
preread:
  cs: {sent: 2026-07-27T16:00, includes: [themes, questions]}
themes:
  - {theme: erp-sync, accounts: [orrin]}
escalations:
  - {id: E1, account: ostermark, issue: The export drops rows}
parked:
  - {topic: The colour of the export, minutes: 12}
minutes_on: {escalations: 30}
notes: A long talk about the export and about single sign-on.
""",
    "meetings/2026/2026-07-29-quarterly-review.yml": """\
series: quarterly-review
date: 2026-07-29
attendees: [maren.oyelaran, tobias.wrenfield]
pods:
  - {pod: reportng, summary: Days to acknowledge fell to three.}
""",
    "meetings/2026/2026-07-30-reporting-metric-review.yml": """\
series: reporting-metric-review
date: 2026-07-30
attendees: [elin.marchetti, desmond.achterberg, wes.tamblyn]
readings:
  - {metric: days-to-answer, value: 3}
""",
    "meetings/2026/2026-07-31-anneke-one-on-one.yml": """\
series: anneke-one-on-one
date: 2026-07-31
attendees: [maren.oyelaran, anneke.morrow]
data_by: maren.oyelaran
agenda: [{block: coaching, lead: manager}, {block: goals, lead: csm}, {block: career, lead: both}]
goals:
  - {goal: Renewals on time, owner: anneke.morrow}
""",
}
"""The files that are laid beside the sample's, each with a mistake or several."""


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    root = tmp_path_factory.mktemp("seeded")
    records = root / "records"
    shutil.copytree(SAMPLE, records)
    for name, lines in LINES_TO_ADD.items():
        text = (records / name).read_text(encoding="utf-8")
        (records / name).write_text(f"{text}\n{lines}", encoding="utf-8")
    company = records / "organization.yml"
    text = company.read_text(encoding="utf-8")
    assert "stage: series-b" in text
    company.write_text(text.replace("stage: series-b", "stage: series-c"), encoding="utf-8")
    for name, text in FILES.items():
        file = records / name
        assert not file.exists(), "the sample holds this file already"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (root / "Records").mkdir()
    (root / "Records/people.yml").write_text("{}", encoding="utf-8")
    return load([records], base=root, around=Surroundings(folder=root))


@pytest.fixture(scope="module")
def everything(seeded: Loaded) -> tuple[Problem, ...]:
    return run_checks(seeded, today=TODAY)


def report(seeded: Loaded, folder: Path, **severity: str) -> tuple[Problem, ...]:
    """What is found with these severities in a site_config.yml."""
    file = folder / "site_config.yml"
    rows = "".join(f"        {code}: {word}\n" for code, word in severity.items())
    file.write_text(f"plugins:\n  - decision-record:\n      severity:\n{rows}", encoding="utf-8")
    configuration, problems = read_configuration(file, name=file.name)
    assert configuration, problems
    assert not list(find_wrong_settings(configuration))
    rulings = configure_rules(configuration.settings)
    return weigh(run_checks(seeded, rules_to_run(rulings), today=TODAY), rulings)


def test_every_rule_has_something_to_say(everything: tuple[Problem, ...]) -> None:
    found = {each.code for each in everything}
    assert [rule.code for rule in RULES if rule.code not in found] == []


def test_an_allowance_is_idle_and_another_one_silences(everything: tuple[Problem, ...]) -> None:
    idle = [
        rule.code for rule in RULES for each in everything if is_allowance_of(rule, problem=each)
    ]
    assert idle == ["DR302"]
    early = [each.at for each in everything if each.code == "DR306"]
    assert [isinstance(at, Pointer) and at.file for at in early] == [
        "records/updates/2026/2026-07-01-anneke.yml"
    ], "the one of 3 July is silenced"


@pytest.mark.parametrize("rule", OWN_TO_WEIGH, ids=[rule.code for rule in OWN_TO_WEIGH])
def test_a_rule_that_is_off_changes_its_own_findings_only(
    rule: Rule, seeded: Loaded, everything: tuple[Problem, ...], tmp_path: Path
) -> None:
    assert report(seeded, tmp_path, **{rule.code: "off"}) == tuple(
        each
        for each in everything
        if each.code != rule.code and not is_allowance_of(rule, problem=each)
    )


def is_allowance_of(rule: Rule, *, problem: Problem) -> bool:
    """Whether a problem is that nothing needs the allowance of a rule.

    That is not said of a rule that is off, the one finding that a setting for another rule takes
    away. An allowance without a reason is reported all the same.
    """
    return (
        problem.code == "DR007"
        and "excuses nothing" in problem.message
        and (isinstance(problem.at, Pointer) and problem.at.path[-1] == rule.code)
    )


@pytest.mark.parametrize("word", [Severity.ERROR, Severity.WARNING])
@pytest.mark.parametrize("rule", OWN_TO_WEIGH, ids=[rule.code for rule in OWN_TO_WEIGH])
def test_a_severity_changes_how_its_own_findings_weigh_and_nothing_else(
    rule: Rule, word: Severity, seeded: Loaded, everything: tuple[Problem, ...], tmp_path: Path
) -> None:
    assert report(seeded, tmp_path, **{rule.code: word}) == tuple(
        replace(each, severity=word) if each.code == rule.code else each for each in everything
    )
