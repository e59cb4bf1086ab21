"""DR319: whether what is brought again says where it was brought before."""

from collections.abc import Iterable, Mapping

from decision_record.checks.facts import Facts, point_at
from decision_record.checks.rule import Example, Rule
from decision_record.checks.wording import quote
from decision_record.diagnostics import Note, Problem, Severity
from decision_record.ledger.product_words import gather_words
from decision_record.ledger.raised import Raised, replay_raised
from decision_record.model.asked import Briefing
from decision_record.model.records import Entry


def find_unlinked_repeats(facts: Facts) -> Iterable[Problem]:
    """Briefings on what the account waits for already, without `from` (DR319)."""
    entries, records = facts.records.entries, facts.records
    words = gather_words(entries, records=records)
    raised = replay_raised(entries, records=records, words=words)
    before: dict[tuple[str, str], list[Raised]] = {}
    for each in raised.values():
        entry, theme = facts.entries[each.record], _theme(each, raised)
        if theme is None:
            continue
        same = before.setdefault((each.account, theme), [])
        if isinstance(each.row, Briefing) and each.row.from_ is None:
            waiting = [old for old in same if _waits(old, entry, facts)]
            if waiting:
                yield _unlinked(each, waiting[-1], facts)
        same.append(each)


def _theme(each: Raised, raised: Mapping[str, Raised]) -> str | None:
    """The theme of a briefing; that of an escalation stands in what it was before."""
    rows = [raised[ref].row for ref in each.path[: each.path.index(each.ref) + 1]]
    themes = [row.theme for row in rows if isinstance(row, Briefing) and row.theme]
    return themes[-1] if themes else None


def _waits(old: Raised, entry: Entry, facts: Facts) -> bool:
    """Whether an earlier item was open when a record was written."""
    if old.record == entry.id or (old.resolved and old.resolved <= entry.date):
        return False
    # A record that could not be read may have resolved it.
    return not facts.misses(facts.entries[old.record].date, entry.date)


def _unlinked(new: Raised, old: Raised, facts: Facts) -> Problem:
    account = facts.records.accounts.get(new.account)
    name = account.name if account else new.account
    return Problem(
        code="DR319",
        message=f"{name} brought this before, in {old.ref}, and still waits: {quote(old.issue)}",
        help=f"add `from: {old.ref}`, so that both are one; if that one was settled, say so under "
        f"`updates`: `{{item: {old.ref}, resolved: …}}`",
        at=point_at(facts.items[new.ref]),
        related=(Note(at=point_at(facts.items[old.ref]), text="brought here, and open"),),
    )


_FIRST = (
    "updates/2026/2026-04-09-desmond.yml",
    """\
date: 2026-04-09
by: desmond.achterberg
briefings:
  - {id: B1, account: ostermark, request: An export of more than 10000 rows, tried: By month,
     answer_by: 2026-04-24, theme: bulk-export}
""",
)


def _again(from_: str) -> Example:
    text = f"""\
date: 2026-04-20
by: desmond.achterberg
briefings:
  - {{id: B1, account: ostermark, request: The export of all rows, tried: By week,
     answer_by: 2026-05-04, theme: bulk-export{from_}}}
"""
    return Example(files=(_FIRST, ("updates/2026/2026-04-20-desmond.yml", text)))


UNLINKED_REPEAT = Rule(
    code="DR319",
    slug="unlinked-repeat",
    severity=Severity.WARNING,
    says="An account and a theme are brought again while an earlier item on both is open, without "
    "`from`.",
    looks_at="`account` and `theme` of every briefing, against the briefings of earlier records "
    "and the escalations that they became, as long as nobody resolved them. A question and a "
    "piece of feedback cannot say where they come from, an escalation has no theme of its own, "
    "and an area is too wide to tell that two things are one: these are not compared.",
    fields=("meeting/escalations.from", "meeting/briefings.from"),
    why="Three briefings without a thread look like three small wishes. They are one customer who "
    "has asked three times.",
    failing=_again(""),
    passing=_again(", from: 2026-04-09-desmond/B1"),
    find=find_unlinked_repeats,
)
