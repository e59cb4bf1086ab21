"""An example of each kind of file that uses every field, for the field reference.

No file of a company looks like that: an example shows how each field is written, not a good record.
The templates of the guide do.
"""

from collections.abc import Mapping
from types import MappingProxyType

from decision_record.model.records import FileKind

_ORGANIZATION = """\
name: Fernhollow Systems
stage: [{since: 2023-01-01, stage: series-a}, {since: 2025-03-01, stage: series-b}]
currency: USD
timezone: Europe/London
fiscal_year_starts: 1
seats:
  vp_cs: maren.oyelaran
  head_of_product: tobias.wrenfield
  cpo: ilse.vandermolen
  cto: ravi.castellane
  ceo: ingrid.solbakken
  cs_ops: jun.pettibone
  pm_ops: odalys.krantz
"""

_PEOPLE = """\
desmond.achterberg:
  name: Desmond Achterberg
  role: csm
  email: desmond@fernhollow.example
  manager: maren.oyelaran
  since: 2023-03-06
  left: 2026-05-31
"""

_TAXONOMY = """\
categories:
  defect: Defect
  missing-capability: Missing capability
areas:
  reporting: {name: Reporting & Exports, pm: elin.marchetti}
segments:
  enterprise: Enterprise
themes:
  bulk-export: {name: Bulk export, area: reporting, category: missing-capability}
"""

_SERIES = """\
tier-2-reporting:
  kind: tier-2
  name: Reporting, Desmond and Elin
  cadence: weekly
  minutes: 20
  because: Short and often until the export is out.
  members: [desmond.achterberg, elin.marchetti]
  area: reporting
  segment: enterprise
  starts: "11:00"
  from: 2026-01-07
  until: 2026-06-30
reporting-standup: {kind: pod-standup, pod: reporting}
maren-and-desmond:
  kind: one-on-one
  agenda: [{block: goals, lead: csm}, {block: coaching, lead: manager}]
"""

_ACCOUNT = """\
name: Ostermark Foods
arr: [{since: 2025-07-10, amount: 190000}, {since: 2026-01-01, amount: 215000}]
segment: enterprise
csm: [{since: 2025-07-10, person: anneke.morrow}, {since: 2026-01-05, person: desmond.achterberg}]
pm: [{since: 2025-07-10, person: elin.marchetti}]
renewal: 2026-07-10
qbrs: [2026-03-30, 2026-06-30]
calls: [{on: 2026-07-02, kind: renewal-call}]
strategic: true
aliases: [{id: ostermark-dairy, until: 2025-11-01}]
churned: {on: 2026-07-10, because: The export never came., causes: [2026-02-04-tier-2-reporting/B1]}
external: {crm: "0015g00000XyZ"}
"""

_POD = """\
name: Reporting
structure: product-area
area: reporting
segment: enterprise
outcome: New customers finish setting up within 30 days
accounts: [copperline]
members: {pm: elin.marchetti, csm: desmond.achterberg, engineer: wes.tamblyn}
started: 2026-01-12
status: operational
charter:
  owns: Every report, from the question to the file.
  success_in_90_days: An escalation is acknowledged within two days.
  why: [leadership-tie-breaker]
  protected_by: {vp_cs: 2026-01-08, head_of_product: 2026-01-08}
metrics:
  - id: days-to-acknowledge
    name: Days to acknowledge
    definition: Mean days from an escalation to the PM's word on it.
    unit: days
    better: lower
    baseline: 8
    target: 2
    signed_off: {vp_cs: 2026-01-08, head_of_product: 2026-01-09}
    levers: {pm: Answers on the day., csm: Brings what was tried., engineer: Reads new defects.}
    counts: days-to-acknowledge
diagnoses:
  - {on: 2026-04-02, mode: metric, fix: Count from the day that it was raised.}
"""

_MEETING = """\
series: tier-1
date: 2026-04-28
minutes: 58
attendees: [maren.oyelaran, tobias.wrenfield]
guests: [Ana Ruiz (Ostermark)]
apologies: [odalys.krantz]
delegates: {elin.marchetti: nikhil.faraday}
timekeeper: jun.pettibone
written: in-meeting
minutes_on: {accounts: 10, escalations: 15, roadmap: 15, themes: 15}
cancelled: {because: sprint, note: The release is on Tuesday., moved_to: 2026-05-05}
preread:
  cs: {sent: 2026-04-26T09:00, includes: [themes, escalations, questions]}
  product: {sent: 2026-04-25T17:30, includes: [roadmap, decisions, stances]}
allow: {DR405: Two renewals in one week.}
formerly: [2026-04-27-tier-1]
review:
  - {action: 2026-03-31-tier-1/A1, outcome: done, on: 2026-04-03, channel: email}
  - {action: 2026-03-31-tier-1/A2, outcome: rolled, due: 2026-05-12, note: Waits for the pilot.}
  - {action: 2026-03-31-tier-1/A4, outcome: handed-over, owner: anneke.morrow}
  - {decision: 2026-03-31-tier-1/D2, outcome: done}
escalations:
  - id: E1
    account: ostermark
    issue: The audit file times out above 10,000 rows.
    arr: 215000
    area: reporting
    category: performance-reliability
    trigger: nps
    score: 3
    raised: 2026-04-20
    tried: Files by month, put together by hand.
    answer_by: 2026-05-04
    acknowledged: 2026-04-21
    theme: bulk-export
    from: 2026-04-14-tier-2-reporting/B1
briefings:
  - id: B1
    account: ostermark
    request: Can the audit file be split by plant?
    arr: 215000
    tried: A filter, which loses the totals.
    answer_by: 2026-05-04
    area: reporting
    category: missing-capability
    theme: bulk-export
    ticket: REP-221
    raised: 2026-04-20
    acknowledged: 2026-04-21
    outcome: decided
    answer: Yes, with the new export.
    say: The new export will split the file by plant.
    decision: D1
    from: 2026-04-14-tier-2-reporting/B1
    triage: true
updates:
  - {item: 2026-04-14-tier-2-reporting/B1, acknowledged: 2026-04-15, by: elin.marchetti}
  - {item: 2026-04-14-tier-2-reporting/Q2, answered: 2026-04-20, answer: Yes., confidence: coming}
  - {item: 2026-04-14-tier-2-reporting/R1, status: planned, say: It is planned for the autumn.}
  - {item: 2026-04-14-tier-2-reporting/E3, resolved: 2026-05-18, note: Fixed in the release.}
  - {item: 2026-04-14-tier-2-reporting/B2, answer: We are measuring it on your data.,
     say: We are looking at it with your data., answer_by: 2026-05-12}
roadmap:
  - {commitment: 2026-02-24-tier-1/D1, status: on-track}
  - {commitment: 2026-02-24-tier-1/D2, status: slipped, target: 2026-05-20, because: The pilot
      showed wrong totals., say: We plan to have it by 20 May., dont_say: Any day before that.}
  - {commitment: 2026-02-24-tier-1/D3, status: shipped, on: 2026-04-22, accounts: [ostermark],
     owner: elin.marchetti}
questions:
  - {id: Q1, account: ostermark, ask: When can we choose the columns?, answer_by: 2026-06-29,
     for: qbr, theme: bulk-export, area: reporting, answer: In the autumn.,
     say: We plan it for the autumn., confidence: coming}
requests:
  - {id: R1, account: ostermark, what: Columns by plant, area: reporting, theme: bulk-export,
     status: backlog, ticket: REP-214}
shipped:
  - {id: S1, what: The bulk export, area: reporting, on: 2026-04-22, accounts: [ostermark],
     say: You can export all plants at once., briefed: 2026-04-23, delivers: 2026-02-24-tier-1/D3}
feedback:
  - {id: F1, account: ostermark, what: No one finds the button., category: usability,
     area: reporting, theme: bulk-export, tone: problem}
research:
  - {area: mobile, what: How a shift hands over, owner: greta.sandoval, by: 2026-05-30,
     accounts_wanted: 3, asked: [saltmarsh]}
decisions:
  - id: D1
    outcome: decided
    what: Ship the bulk export by 15 May.
    owner: tobias.wrenfield
    due: 2026-05-05
    accounts: [ashgrove, copperline]
    themes: [bulk-export]
    say: We are building it, and plan to have it by mid-May.
    dont_say: A day in May.
    commitment: {target: 2026-05-15, confidence: committed}
    resolves: [2026-01-27-tier-1/D1, 2026-04-14-tier-2-reporting/Q1]
    about: [E1]
    supersedes: [2026-02-24-tier-1/D2]
  - {id: D2, outcome: deferred, what: Whether the export takes pictures, because: It is
      not measured yet., owner: elin.marchetti, due: 2026-05-12, expects: "Yes with a date, or no."}
  - {id: D3, outcome: escalated, what: Build single sign-on or buy it, to: cpo,
     recommendation: Buy., owner: tobias.wrenfield, due: 2026-05-12}
actions:
  cs:
    - {id: A1, what: Tell Ashgrove about the export, owner: desmond.achterberg, due: 2026-05-06,
       account: ashgrove, closes_loop: D1}
  pm:
    - {id: A2, what: Measure pictures in the export, owner: elin.marchetti, due: 2026-05-06,
       after: A1}
  shared:
    - {id: A3, what: Share what was learnt, owner: jun.pettibone, due: 2026-05-06, share: true}
loops:
  - {item: 2026-02-24-tier-1/D1, account: ashgrove, on: 2026-05-02, by: anneke.morrow,
     channel: call}
surprises:
  - {account: halvorsen-pike, who: customer, what: The old export was switched off.}
parked:
  - {topic: The discount, kind: sales, taken_to: The deal desk, minutes: 5}
notes: Room 4 is too small for this.
themes:
  - {theme: bulk-export, accounts: [ashgrove, ostermark], stance: planned, response: In May.}
org:
  - {topic: Two CSMs have no tier 2 of their own., decision: D2}
taxonomy_coverage: {categorised: 118, total: 140}
integration: {changes: Answers come back into the CRM., noisy: Some of them arrive twice.}
process_changes:
  - {what: One page on what an escalation is, owner: jun.pettibone, due: 2026-05-29,
     status: running}
releases:
  - {what: Smaller photos, on: 2026-05-06, accounts: [saltmarsh], cs_impact: Tablets are quicker.,
     comms_plan: Release notes., briefed: 2026-04-28}
next_sprint: [Columns of the export, Totals by plant]
attention:
  - {what: The order of the columns changes, on: 2026-05-06}
csm_reaction: Two customers read the file with a macro.
readings:
  - {metric: days-to-acknowledge, value: 2.5, as_of: 2026-04-27, note: A quiet month.}
  - {metric: adoption, value: 34, of: 2026-02-24-tier-1/S1, day: 30}
moves: {pm: Answers on the day., csm: Brings what was tried., engineer: Measures on Mondays.}
pods:
  - pod: reporting
    summary: The export is out, and escalations are acknowledged in two days.
    evaluation: {cadence: Held., escalations: Fewer., relationship: Good., verdict: continue}
    for_vp: Protect Mondays.
goals:
  - {goal: Renew Ostermark, owner: desmond.achterberg, target: 215000, actual: Verbal yes.}
challenges: Too many calls on Mondays.
customers:
  - {account: ostermark, issue: They look at others., promote_to: tier-1}
coaching: How to open a renewal call.
career: Leads the next pod.
data_by: desmond.achterberg
agenda: [{block: goals, lead: csm}, {block: coaching, lead: manager}]
"""

_UPDATE = """\
date: 2026-05-04
by: anneke.morrow
series: tier-2-reporting
allow: {DR312: The customer was in the room.}
formerly: [2026-04-21-anneke]
prereads:
  - {series: tier-1, meeting: 2026-05-26, side: product, sent: 2026-05-23T12:00,
     includes: [roadmap, decisions, stances]}
"""

EXAMPLES: Mapping[FileKind, str] = MappingProxyType(
    {
        FileKind.ORGANIZATION: _ORGANIZATION,
        FileKind.PEOPLE: _PEOPLE,
        FileKind.TAXONOMY: _TAXONOMY,
        FileKind.SERIES: _SERIES,
        FileKind.ACCOUNT: _ACCOUNT,
        FileKind.POD: _POD,
        FileKind.MEETING: _MEETING,
        FileKind.UPDATE: _UPDATE,
    }
)
"""The text of each example."""


def example_of(kind: FileKind, name: str) -> str:
    """What stands in an example at one of its outermost names; "" where it does not stand."""
    lines = EXAMPLES[kind].splitlines()
    starts = [at for at, line in enumerate(lines) if line.startswith(f"{name}:")]
    if not starts:
        return ""
    rest = lines[starts[0] + 1 :]
    length = next((at for at, line in enumerate(rest) if not line.startswith(" ")), len(rest))
    return "\n".join(lines[starts[0] : starts[0] + 1 + length])
