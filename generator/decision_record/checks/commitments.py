"""DR315, DR316 and DR324: what the roadmap's rows say of commitments, and of which."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from decision_record.checks.facts import Facts, point, point_at
from decision_record.checks.rule import Rule, in_update
from decision_record.checks.wording import quote
from decision_record.diagnostics import Note, Pointer, Problem, Severity
from decision_record.model.records import Entry
from decision_record.wording import join_words


class _End(NamedTuple):
    """What ended a commitment, and where that stands."""

    said: str
    at: Pointer


def find_idle_reports(facts: Facts) -> Iterable[Problem]:
    """Roadmap rows for what is no commitment, or is one no more (DR315)."""
    ended: dict[str, _End] = {}
    for entry in facts.records.entries:
        for index, row in enumerate(entry.record.roadmap):
            ref = entry.name_of(row.commitment)
            decision, end = facts.decisions.get(ref), ended.get(ref)
            at = point(entry, "roadmap", index, "commitment")
            if decision and decision.commitment is None:
                yield Problem(
                    code="DR315",
                    message=f"{quote(row.commitment)} commits to nothing",
                    help="name a decided decision with `commitment: {target: …}`, or remove the "
                    "row and write what became of this one under `review`",
                    at=at,
                    related=(Note(at=point_at(facts.items[ref]), text="the decision is here"),),
                )
            elif end:
                yield Problem(
                    code="DR315",
                    message=f"{quote(row.commitment)} {end.said}, so there is nothing to report",
                    help="remove the row, or name the commitment that took its place",
                    at=at,
                    related=(Note(at=end.at, text="here"),),
                )
        for ref, end in _ends(entry):
            ended.setdefault(ref, end)


def _ends(entry: Entry) -> Iterator[tuple[str, _End]]:
    """The commitments that a record ends."""
    record = entry.record
    for index, row in enumerate(record.roadmap):
        if row.status in ("shipped", "descoped"):
            verb = "shipped" if row.status == "shipped" else "was descoped"
            on = row.on if row.on and row.status == "shipped" else entry.date
            yield (
                entry.name_of(row.commitment),
                _End(f"{verb} on {on}", point(entry, "roadmap", index)),
            )
    for index, shipped in enumerate(record.shipped):
        if shipped.delivers:
            yield (
                entry.name_of(shipped.delivers),
                _End(f"shipped on {shipped.on}", point(entry, "shipped", index)),
            )
    for index, decision in enumerate(record.decisions):
        for name in decision.supersedes:
            yield (
                entry.name_of(name),
                _End(f"was superseded on {entry.date}", point(entry, "decisions", index)),
            )


IDLE_REPORT = Rule(
    code="DR315",
    slug="idle-report",
    severity=Severity.ERROR,
    says="A roadmap row reports on a decision that commits to nothing, or whose commitment ended.",
    looks_at="`commitment` of every row of `roadmap`: whether the decision has one, and whether "
    "an earlier record shipped, descoped or superseded it.",
    fields=("meeting/roadmap.commitment",),
    why="Customers are told what the roadmap says. A row on what has shipped, or was never "
    "promised, tells them something that is not so.",
    failing=in_update("roadmap:\n  - {commitment: 2026-03-31-tier-1/D2, status: on-track}\n"),
    passing=in_update("roadmap:\n  - {commitment: 2026-03-31-tier-1/D1, status: on-track}\n"),
    find=find_idle_reports,
)


def find_bare_slips(facts: Facts) -> Iterable[Problem]:
    """Slips to no other day or without a reason, and descoping without one (DR316)."""
    targets = {
        ref: decision.commitment.original_target
        for ref, decision in facts.decisions.items()
        if decision.commitment
    }
    for entry in facts.records.entries:
        for index, row in enumerate(entry.record.roadmap):
            ref = entry.name_of(row.commitment)
            if row.status not in ("slipped", "descoped"):
                continue
            before = targets.get(ref)
            same = row.target is not None and row.target == before and row.status == "slipped"
            # A slip in a record that could not be read may lie between the two.
            same = same and not facts.misses(
                facts.decisions[ref].day, entry.date, sections=("roadmap",)
            )
            missing = []
            if row.status == "slipped" and row.target is None:
                missing.append(("a new date", "target: …", "the day for which it is promised now"))
            if row.because is None:
                why = "what came between" if row.status == "slipped" else "why it will not come"
                missing.append(("a reason", "because: …", why))
            if missing:
                verb = "slipped" if row.status == "slipped" else "was descoped"
                lacks = join_words([lack for lack, _, _ in missing], last="or")
                yield Problem(
                    code="DR316",
                    message=f"{quote(row.commitment)} {verb} without {lacks}",
                    help=f"add `{', '.join(owed for _, owed, _ in missing)}`: "
                    f"{join_words([meant for _, _, meant in missing])}",
                    at=point(entry, "roadmap", index, "status"),
                )
            if same:
                yield Problem(
                    code="DR316",
                    message=f"{quote(row.commitment)} slipped to {row.target}, which was its "
                    "target before",
                    help="write the day that it slipped to, or `status: on-track`",
                    at=point(entry, "roadmap", index, "target"),
                )
            if row.status == "slipped" and ref in targets:
                targets[ref] = row.target or before


BARE_SLIP = Rule(
    code="DR316",
    slug="bare-slip",
    severity=Severity.ERROR,
    says="A commitment slipped without another target and a reason, or was descoped without one.",
    looks_at="`target` and `because` of the rows of `roadmap` that are slipped or descoped. The "
    "new target is another day than the one before.",
    fields=("meeting/roadmap.status", "meeting/roadmap.target", "meeting/roadmap.because"),
    why="The customer asks two things: until when, and why. A CSM who has neither invents them.",
    failing=in_update(
        "roadmap:\n  - {commitment: 2026-03-31-tier-1/D1, status: slipped, target: 2026-06-02,"
        " say: The export comes on 2 June.}\n"
    ),
    passing=in_update(
        "roadmap:\n  - {commitment: 2026-03-31-tier-1/D1, status: slipped, target: 2026-06-02,"
        " because: Large files time out in testing., say: The export comes on 2 June.}\n"
    ),
    find=find_bare_slips,
)


_NEWS = {"slipped": "slipped", "shipped": "shipped", "descoped": "was descoped"}
"""The states that accounts have to hear of."""


def find_wordless_news(facts: Facts) -> Iterable[Problem]:
    """Slips, shipping and descoping without words for the accounts (DR324)."""
    # What went live before it was decided is not what was promised.
    delivered = {
        decision.ref
        for entry in facts.records.entries
        for shipped in entry.record.shipped
        if shipped.delivers
        and (decision := facts.decisions.get(entry.name_of(shipped.delivers)))
        and decision.day <= entry.date
    }
    for entry in facts.written:
        for index, row in enumerate(entry.record.roadmap):
            ref = entry.name_of(row.commitment)
            decision = facts.decisions.get(ref)
            if row.status not in _NEWS or row.say or decision is None or not decision.commitment:
                continue
            # What went live has words of its own, maybe in a record that could not be read.
            if row.status == "shipped" and (
                ref in delivered or facts.misses(decision.day, date.max, sections=("shipped",))
            ):
                continue
            hearers = [name for name in decision.concerned if _still_hears(name, entry, facts)]
            if hearers:
                number = "1 account" if len(hearers) == 1 else f"{len(hearers)} accounts"
                yield Problem(
                    code="DR324",
                    message=f"{quote(row.commitment)} {_NEWS[row.status]}, and there are no new "
                    f"words for {number}",
                    help="add what a CSM may say from now on, as in `say: …`",
                    at=point(entry, "roadmap", index, "status"),
                )


def _still_hears(account: str, entry: Entry, facts: Facts) -> bool:
    known = facts.records.accounts.get(account)
    return known is not None and not known.churned_by(entry.date)


WORDLESS_NEWS = Rule(
    code="DR324",
    slug="wordless-news",
    severity=Severity.WARNING,
    says="A commitment to accounts slipped, shipped or was descoped, and there are no new words.",
    looks_at="`say` of the rows of `roadmap` that are slipped, shipped or descoped, where the "
    "decision has accounts that are still customers. What shipped by a `shipped` item has its "
    "words there.",
    fields=("meeting/roadmap.status", "meeting/roadmap.say"),
    why="The words that a CSM has are the old ones, with the old date in them. They are repeated "
    "until somebody notices.",
    failing=in_update(
        "roadmap:\n  - {commitment: 2026-03-31-tier-1/D1, status: slipped, target: 2026-06-02,"
        " because: Large files time out in testing.}\n"
    ),
    passing=in_update(
        "roadmap:\n  - {commitment: 2026-03-31-tier-1/D1, status: slipped, target: 2026-06-02,"
        " because: Large files time out in testing., say: The export comes on 2 June.}\n"
    ),
    find=find_wordless_news,
)
