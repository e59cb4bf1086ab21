"""The state of each commitment for each account, derived a second time in another way.

The replay takes one record after the other. Here nothing is kept from record to record: for one
decision and one account, everything that can end the promise is looked up in all records, and the
first of it counts (records.md §5, Commitment and Superseding).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import assume, given, settings

from building import make_records
from decision_record.ledger.replay import replay
from decision_record.model.decided import Decision  # noqa: TC001 - only annotated
from decision_record.model.records import Entry, Records, order_of_replay
from examples import at_least
from plausible import organisations

END = date(9999, 12, 31)
When = tuple[date, int, int]
"""A day, a place among its records (-1 for churn), and a section of the record."""
ROADMAP, SHIPPED, DECISIONS = range(3)
State = tuple[str, date | None]


class Derivation:
    """Answers for one organisation, each from the records alone."""

    def __init__(self, records: Records, as_of: date) -> None:
        self.records = records
        self.as_of = as_of
        dated = (each for each in records.entries if each.date <= as_of)
        self.entries: Sequence[Entry] = sorted(dated, key=order_of_replay)
        self.made: dict[str, tuple[int, Entry, Decision]] = {}
        for place, entry in enumerate(self.entries):
            for row in entry.record.decisions:
                self.made.setdefault(f"{entry.id}/{row.id}", (place, entry, row))

    def superseded(self, ref: str) -> list[str]:
        """The decided decisions that a decided one supersedes."""
        _, entry, row = self.made[ref]
        if row.outcome != "decided":
            return []
        names = dict.fromkeys(entry.name_of(each) for each in row.supersedes)
        place = self.made[ref][0]
        return [
            name
            for name in names
            if name in self.made
            and name != ref
            and self.made[name][2].outcome == "decided"
            and self.made[name][0] <= place
        ]

    def successors(self, ref: str) -> dict[int, list[str]]:
        """By place of the record those that supersede a decision."""
        found: dict[int, list[str]] = {}
        for other, (place, _, _) in self.made.items():
            if ref in self.superseded(other):
                found.setdefault(place, []).append(other)
        return dict(sorted(found.items()))

    def accounts(self, ref: str) -> list[str]:
        """The accounts that a decision names, or takes over because it names none."""
        place, entry, row = self.made[ref]
        if row.accounts:
            return list(dict.fromkeys(self.records.account_id(each) for each in row.accounts))
        found: dict[str, None] = {}
        for old in self.superseded(ref):
            named = self.named_by(self.successors(old)[place])
            for account in self.accounts(old):
                state, _ = self.state(old, account, before=(entry.date, place, DECISIONS))
                if self.made[old][2].commitment is None:
                    earlier = [each for each in self.successors(old) if each < place]
                    heirs = [self.successors(old)[each] for each in earlier]
                    state = "promised"
                    if any(
                        account in self.named_by(each) or self.takes_rest(each) for each in heirs
                    ):
                        state = "superseded"
                if state in {"promised", "withdrawn"} and account not in named:
                    found[account] = None
        return list(found)

    def named_by(self, refs: Sequence[str]) -> set[str]:
        names = (name for ref in refs for name in self.made[ref][2].accounts)
        return {self.records.account_id(name) for name in names}

    def takes_rest(self, refs: Sequence[str]) -> bool:
        return any(not self.made[ref][2].accounts for ref in refs)

    def state(self, ref: str, account: str, *, before: When = (END, 10**9, 9)) -> State:
        """The state of a promise for an account, by what ended it first."""
        ends = sorted(
            each for each in self.ends(ref, account) if (each[0], each[1], each[2]) < before
        )
        if not ends:
            return ("promised", None)
        _, place, _, state, on = ends[0]
        if state != "replaced":
            return (state, on)
        for at, heirs in self.successors(ref).items():
            entry = self.entries[at]
            if (entry.date, at, DECISIONS) >= before:
                break
            if account in self.named_by(heirs) or self.takes_rest(heirs):
                return ("superseded", entry.date)
        return ("withdrawn", self.entries[place].date)

    def ends(self, ref: str, account: str) -> Iterator[tuple[date, int, int, str, date]]:
        """Everything that would end a promise, whether or not something did before."""
        made, decided_in, _ = self.made[ref]
        known = self.records.accounts.get(account)
        churned = known.churned_by(self.as_of) if known else None
        if churned:
            yield (churned, -1, 0, "churned", churned)
        for place in range(made + 1, len(self.entries)):
            entry = self.entries[place]
            when = (entry.date, place)
            first = {each.id: each for each in reversed(entry.record.shipped)}
            items = [
                each
                for each in entry.record.shipped
                if each is first[each.id] and each.delivers and entry.name_of(each.delivers) == ref
            ]
            reach = [each for each in items if self.reaches(each.accounts, account)]
            for row in entry.record.roadmap:
                if entry.name_of(row.commitment) != ref:
                    continue
                if row.status == "descoped":
                    yield (*when, ROADMAP, "descoped", entry.date)
                    break
                if row.status == "shipped" and items and reach:
                    yield (*when, ROADMAP, "shipped", reach[0].on)
                    break
                if row.status == "shipped" and not items and self.reaches(row.accounts, account):
                    yield (*when, ROADMAP, "shipped", row.on or entry.date)
                    break
            if reach:
                yield (*when, SHIPPED, "shipped", reach[0].on)
        for place in self.successors(ref):
            yield (self.entries[place].date, place, DECISIONS, "replaced", decided_in.date)

    def reaches(self, accounts: Sequence[str], account: str) -> bool:
        return not accounts or account in {self.records.account_id(each) for each in accounts}


def crosses(derivation: Derivation) -> bool:
    """Whether a decision supersedes one of its own record: then the order of the rows counts."""
    made = derivation.made
    return any(made[old][0] == made[ref][0] for ref in made for old in derivation.superseded(ref))


@settings(max_examples=at_least(80), deadline=None, derandomize=True)
@given(organisations(records=10))
def test_each_account_has_the_state_that_the_records_give_it(data: Mapping[str, Any]) -> None:
    records = make_records(data)
    derivation = Derivation(records, END)
    assume(not crosses(derivation))
    for ref, decision in replay(records, END).decisions.items():
        assert list(decision.accounts) == derivation.accounts(ref), ref
        for each in decision.commitment.by_account if decision.commitment else ():
            if each.account:
                expected = derivation.state(ref, each.account)
                assert (each.state.value, each.on) == expected, (ref, each.account)
