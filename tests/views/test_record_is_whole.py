"""Every section and every field that a record may hold is on its page."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import pytest
from pydantic import BaseModel

import building
from building import day, make_records, parse
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.model.record import SECTION_KINDS, Meeting, Update
from decision_record.model.series import RITUALS, SeriesFile
from decision_record.views.record.record import view_record
from decision_record.views.shared.context import ViewContext, make_view_context
from decision_record.views.shared.words import short_day

EARLIER = """
    2026-01-05-bob:
      escalations: [{id: E1, account: north, issue: Old fire.}]
      briefings: [{id: B1, account: north, request: Old help.}]
      requests: [{id: R1, account: north, what: Old wheels.}]
      shipped: [{id: S1, what: Old door., on: 2026-01-05}]
      decisions:
        - {id: D1, outcome: decided, what: Old promise., commitment: {target: 2026-02-01}}
      actions: {cs: [{id: A1, what: Old ring., owner: bob, due: 2026-01-09}]}
"""

ANY = """
      date: 2026-03-01
      allow: {DR999: t-allow}
      formerly: [2026-02-28-t-former]
      review:
        - {action: 2026-01-05-bob/A1, outcome: rolled, due: 2026-04-01, channel: qbr, note: t-rv,
           owner: lena}
        - {decision: 2026-01-05-bob/D1, outcome: done, on: 2026-02-02}
      escalations:
        - {id: E7, account: north, issue: t-issue, arr: 1234, area: t-area, category: t-category,
           trigger: nps, score: 3, raised: 2026-02-03, tried: t-tried, answer_by: 2026-04-02,
           acknowledged: 2026-02-04, theme: t-etheme, from: 2026-01-05-bob/B1}
      briefings:
        - {id: B7, account: north, request: t-request, arr: 2345, tried: t-btried,
           answer_by: 2026-04-03, area: t-barea, category: t-bcategory, theme: t-btheme,
           ticket: t-bticket, raised: 2026-02-05, acknowledged: 2026-02-06, outcome: escalated,
           answer: t-banswer, say: t-bsay, decision: D7,
           from: 2026-01-05-bob/E1, triage: true}
      updates:
        - {item: 2026-01-05-bob/R1, acknowledged: 2026-02-07, by: wes, answered: 2026-02-08,
           answer: t-uanswer, confidence: delayed, status: planned, say: t-usay,
           resolved: 2026-02-09, note: t-unote, answer_by: 2026-04-13}
      roadmap:
        - {commitment: 2026-01-05-bob/D1, status: shipped, target: 2026-04-04, on: 2026-02-10,
           because: t-rbecause, say: t-rsay, dont_say: t-rdont, accounts: [north], owner: wes}
      questions:
        - {id: Q7, account: south, ask: t-ask, answer_by: 2026-04-05, for: renewal-call,
           theme: t-qtheme, area: t-qarea, answer: t-qanswer, say: t-qsay,
           confidence: uncertain}
      requests:
        - {id: R7, account: south, what: t-rwhat, area: t-rarea, theme: t-rtheme,
           status: in-progress, ticket: t-77}
      shipped:
        - {id: S7, what: t-swhat, on: 2026-02-11, area: t-sarea, accounts: [north], say: t-ssay,
           briefed: 2026-02-12, delivers: 2026-01-05-bob/D1}
      feedback:
        - {id: F7, account: south, what: t-fwhat, category: t-fcategory, area: t-farea,
           theme: t-ftheme, tone: problem}
      research:
        - {area: t-rsarea, what: t-rswhat, owner: ines, by: 2026-04-06, accounts_wanted: 17,
           asked: [south]}
      decisions:
        - {id: D7, outcome: decided, what: t-dwhat, owner: otto, due: 2026-04-07,
           accounts: [south], themes: [t-dtheme], say: t-dsay, dont_say: t-ddont,
           commitment: {target: 2026-04-08, confidence: exploring}, resolves: [E7], about: [Q7],
           supersedes: [2026-01-05-bob/D1], because: t-dbecause, expects: t-dexpects, to: cpo,
           recommendation: t-drecommendation}
      actions:
        cs:
          - {id: A7, what: t-cs, owner: lena, due: 2026-04-09, account: south, closes_loop: D7,
             after: 2026-01-05-bob/A1}
        pm:
          - {id: A8, what: t-pm, owner: ines, due: 2026-04-10, account: north, closes_loop: S7,
             after: A7}
        shared:
          - {id: A9, what: t-shared, owner: vera, due: 2026-04-11, account: south, closes_loop: R7,
             after: A8}
      loops: [{item: 2026-01-05-bob/S1, account: north, on: 2026-02-13, by: bob, channel: email}]
      surprises: [{account: south, who: customer, what: t-surprise}]
      parked: [{topic: t-topic, kind: sprint-planning, taken_to: t-taken, minutes: 13}]
      notes: t-notes
"""

MEETING = """
      minutes: 59
      attendees: [vera]
      guests: [t-guest (Ostermark)]
      apologies: [lena]
      delegates: {otto: greta}
      timekeeper: wes
      written: after
      minutes_on: {t-block: 19}
      preread:
        cs: {sent: 2026-02-27T09:15, includes: [themes]}
        product: {sent: 2026-02-26T10:45, includes: [stances]}
      themes: [{theme: t-theme, accounts: [south], stance: not-now, response: t-response}]
      org: [{topic: t-org, decision: D7}]
      taxonomy_coverage: {categorised: 118, total: 140}
      integration: {changes: t-changes, noisy: t-noisy}
      process_changes: [{what: t-process, owner: wes, due: 2026-04-13, status: running}]
      releases:
        - {what: t-release, on: 2026-02-14, accounts: [north], cs_impact: t-impact,
           comms_plan: t-comms, briefed: 2026-02-15}
      next_sprint: [t-sprint]
      attention: [{what: t-attention, on: 2026-04-12}]
      csm_reaction: t-reaction
      readings:
        - {metric: t-metric, value: 41.5, as_of: 2026-02-16, of: 2026-01-05-bob/S1, day: 31,
           note: t-rdnote}
      moves: {pm: t-mpm, csm: t-mcsm, engineer: t-mengineer}
      pods:
        - {pod: t-pod, summary: t-summary, for_vp: t-vp,
           evaluation: {cadence: t-cadence, escalations: t-esc, relationship: t-rel, verdict: fix}}
"""

UPDATE = """
      by: bob
      series: tier-2
      prereads:
        - {series: tier-1, meeting: 2026-04-13, side: cs, sent: 2026-02-28T11:30,
           includes: [questions]}
"""

WORDED = {
    "2026-01-05-bob": "5 Jan 2026",
    "rolled": "Rolled",
    "done": "Done",
    "qbr": "at the QBR",
    "nps": "an NPS score",
    "escalated": "Escalated",
    "true": "Urgent",
    "delayed": "delayed",
    "planned": "Planned",
    "running": "Running",
    "shipped": "Shipped",
    "renewal-call": "for the renewal call",
    "uncertain": "uncertain",
    "in-progress": "In progress",
    "decided": "Decided",
    "cpo": "CPO",
    "email": "by email",
    "customer": "the customer",
    "sprint-planning": "Sprint planning",
    "after": "after the meeting",
    "not-now": "Not now",
    "fix": "Fix",
    "cs": "Customer Success",
    "tier-2": "Tier 2",
    "tier-1": "Tier 1",
    "north": "North Mills",
    "south": "South Yard",
    "exploring": "exploring",
    "problem": "Problem",
}
"""What a page says where a record uses a name or one of a few words."""

HIDDEN = {name for name, kinds in SECTION_KINDS.items() if kinds == ("one-on-one",)}


@pytest.fixture
def everything(monkeypatch: pytest.MonkeyPatch) -> ViewContext:
    """A meeting and an update that hold all that a record may hold."""
    series = SeriesFile.model_validate({"all": {"kind": "combined"}}).root
    monkeypatch.setattr(building, "SERIES", {**building.SERIES, **series})
    text = f"{EARLIER}\n    2026-03-01-all:\n{ANY}{MEETING}\n    2026-03-01-bob:\n{ANY}{UPDATE}"
    records = make_records(parse(text))
    return make_view_context(Index(records=records, ledger=replay(records, day("2026-06-29"))))


def test_the_meeting_and_the_update_use_every_field(everything: ViewContext) -> None:
    for name, model in (("2026-03-01-all", Meeting), ("2026-03-01-bob", Update)):
        record = everything.index.entries[name].record
        unused = set(_unused(model, record)) - {"cancelled", "share", "series"}
        assert unused <= HIDDEN, name


def _unused(model: type[BaseModel], *values: BaseModel) -> Iterator[str]:
    """The fields that none of some values of one model sets, and so on below them."""
    for name in model.model_fields:
        found = [getattr(each, name) for each in values if name in each.model_fields_set]
        if not found:
            yield name
            continue
        rows = [row for each in found for row in (each if isinstance(each, tuple) else (each,))]
        below = [row for row in rows if isinstance(row, BaseModel)]
        if below:
            yield from _unused(type(below[0]), *below)


@pytest.mark.parametrize("record", ["all", "bob"])
def test_all_that_is_written_is_shown(
    record: str, everything: ViewContext, draw: Callable[..., str]
) -> None:
    entry = everything.index.entries[f"2026-03-01-{record}"]
    text = draw("record", view_record(entry.id, context=everything))
    missing = [leaf for leaf in _leaves(entry.record) if _seen_as(leaf) not in text]
    assert missing == []


def _leaves(value: Any) -> Iterator[Any]:  # noqa: ANN401 - any value of a record
    match value:
        case BaseModel():
            for name in value.model_fields_set:
                yield from _leaves(getattr(value, name))
        case Mapping():
            for key, each in value.items():
                yield from (key, *_leaves(each))
        case tuple():
            for each in value:
                yield from _leaves(each)
        case _:
            yield value


def _seen_as(leaf: Any) -> str:  # noqa: ANN401 - any value of a record
    """The words by which a reader sees a value."""
    match leaf:
        case datetime():
            return f"{short_day(leaf)}, {leaf:%H:%M}"
        case date():
            return short_day(leaf)
        case bool():
            return WORDED[str(leaf).lower()]
        case int() | float():
            return f"{leaf:,.10g}"
    if "/" in leaf:
        record, id_ = leaf.split("/")
        return f'title="{id_} · {WORDED[record]}, Update by Bob"'
    person = building.PEOPLE.get(leaf)
    return person.name if person else WORDED.get(leaf, leaf)


@pytest.mark.parametrize("kind", sorted(set(RITUALS) - {"one-on-one"}))
def test_no_ritual_loses_a_section(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    series = SeriesFile.model_validate({"all": {"kind": kind}}).root
    monkeypatch.setattr(building, "SERIES", {**building.SERIES, **series})
    records = make_records(parse(f"{EARLIER}\n    2026-03-01-all:\n{ANY}{MEETING}"))
    context = make_view_context(Index(records=records, ledger=replay(records, day("2026-06-29"))))
    parts = [part.id for part in view_record("2026-03-01-all", context=context).parts]
    assert len(parts) == len(set(parts))
    assert len(parts) == 27
    assert parts[0] == "review"
    assert parts[-2:] == ["decisions", "actions"]
