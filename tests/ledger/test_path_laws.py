"""Paths, words and demand of any organisation, against section 5 worked out in another way.

The oracle below goes by the definitions, part by part and with no state; the replay goes by the
records, once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import assume, given, settings

from building import make_records
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.replay import Ledger, replay
from decision_record.model.asked import Briefing, Escalation
from decision_record.model.records import Entry, Records, order_of_replay
from examples import at_least
from plausible import organisations

END = date(9999, 12, 31)
lawful = settings(max_examples=at_least(60), deadline=None, derandomize=True)


@dataclass(frozen=True)
class Word:
    record: str
    day: date
    answer: str | None
    say: str | None


class Oracle:
    """Section 5 on escalations and briefings, by its definitions."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.entries = sorted(records.entries, key=order_of_replay)
        self.rows: dict[str, tuple[Entry, Escalation | Briefing]] = {}
        for entry in self.entries:
            for row in (*entry.record.escalations, *entry.record.briefings):
                self.rows.setdefault(f"{entry.id}/{row.id}", (entry, row))
        self.place = {entry.id: index for index, entry in enumerate(self.entries)}

    @property
    def has_circle(self) -> bool:
        """Whether items of one record continue each other in a circle, which has no first."""
        return any(ref in self.within(ref) for ref in self.rows)

    def named(self, ref: str) -> str | None:
        entry, row = self.rows[ref]
        return entry.name_of(row.from_) if row.from_ else None

    def within(self, ref: str) -> set[str]:
        """The items of its record that it names, one after the other."""
        seen: set[str] = set()
        before = self.named(ref)
        while before in self.rows and before not in seen:
            if self.rows[before][0].id != self.rows[ref][0].id:
                break
            seen.add(before)
            before = self.named(before)
        return seen

    def before(self, ref: str) -> str | None:
        """An earlier item of the same account, or none."""
        named = self.named(ref)
        if named not in self.rows or named is None:
            return None
        is_later = self.place[self.rows[named][0].id] > self.place[self.rows[ref][0].id]
        return named if not is_later and self.account(named) == self.account(ref) else None

    def account(self, ref: str) -> str:
        return self.records.account_id(self.rows[ref][1].account)

    def way(self, ref: str) -> list[str]:
        """A part and all before it, back to the first."""
        before = self.before(ref)
        return [ref, *(self.way(before) if before else ())]

    def order(self, ref: str) -> tuple[int, int, int]:
        entry = self.rows[ref][0]
        inside = [each for each in self.way(ref)[1:] if self.rows[each][0].id == entry.id]
        return self.place[entry.id], len(inside), list(self.rows).index(ref)

    def path(self, ref: str) -> list[str]:
        first = self.way(ref)[-1]
        return sorted((each for each in self.rows if self.way(each)[-1] == first), key=self.order)

    def after(self, ref: str) -> list[str]:
        """A part and all that continue it."""
        return [each for each in self.rows if ref in self.way(each)]

    def updates(self, ref: str) -> Iterator[tuple[Entry, Any]]:
        since = self.place[self.rows[ref][0].id]
        for entry in self.entries[since:]:
            for row in entry.record.updates:
                if entry.name_of(row.item) == ref:
                    yield entry, row

    def decisions(self, ref: str, outcome: str, field: str) -> Iterator[tuple[Entry, Any]]:
        since = self.place[self.rows[ref][0].id]
        for entry in self.entries[since:]:
            for row in entry.record.decisions:
                named = {entry.name_of(each) for each in getattr(row, field)}
                if row.outcome == outcome and ref in named:
                    yield entry, row

    def words(self, refs: Sequence[str]) -> list[Word]:
        """All words on some parts, in the order of the replay."""
        found: list[tuple[tuple[int, int, int], Word]] = []
        for ref in refs:
            entry, row = self.rows[ref]
            if isinstance(row, Briefing):
                position = entry.record.briefings.index(row)
                found.append(((self.place[entry.id], 0, position), self.in_place(entry, row)))
            for other, update in self.updates(ref):
                position = other.record.updates.index(update)
                day = update.answered or other.date
                word = Word(other.id, day, update.answer, update.say)
                found.append(((self.place[other.id], 1, position), word))
            for outcome, field, text in (
                ("decided", "resolves", "what"),
                ("deferred", "about", "because"),
            ):
                for other, decision in self.decisions(ref, outcome, field):
                    position = other.record.decisions.index(decision)
                    say = decision.say if outcome == "decided" else None
                    word = Word(other.id, other.date, getattr(decision, text), say)
                    found.append(((self.place[other.id], 2, position), word))
        return [word for _, word in sorted(found, key=lambda each: each[0]) if _says(word)]

    def in_place(self, entry: Entry, row: Briefing) -> Word:
        """What a briefing was answered in its meeting, or the decision that it led to."""
        if not (row.answer or row.say) and row.outcome == "decided":
            for decision in entry.record.decisions:
                resolves = {entry.name_of(each) for each in decision.resolves}
                is_its_own = (
                    decision.outcome == "decided" and f"{entry.id}/{row.id}" not in resolves
                )
                if entry.name_of(row.decision or "") == f"{entry.id}/{decision.id}" and is_its_own:
                    return Word(entry.id, entry.date, decision.what, decision.say)
        return Word(entry.id, entry.date, row.answer, row.say)

    def acknowledged(self, ref: str) -> date | None:
        return min(self._acknowledged(self.after(ref)), default=None)

    def _acknowledged(self, refs: Sequence[str]) -> Iterator[date]:
        for ref in refs:
            entry, row = self.rows[ref]
            people = (self.records.people.get(each) for each in entry.present)
            if any(person.of_product for person in people if person):
                yield entry.date
            if row.acknowledged:
                yield row.acknowledged
            yield from (row.acknowledged for _, row in self.updates(ref) if row.acknowledged)
            yield from (word.day for word in self.words([ref]))

    def resolved(self, ref: str) -> date | None:
        return min(self._resolved(self.after(ref)), default=None)

    def _resolved(self, refs: Sequence[str]) -> Iterator[date]:
        for ref in refs:
            entry, row = self.rows[ref]
            is_briefing = isinstance(row, Briefing)
            if isinstance(row, Briefing) and row.outcome in ("answered", "decided"):
                yield entry.date
            for _, update in self.updates(ref):
                if update.resolved:
                    yield update.resolved
                if is_briefing and update.answered:
                    yield update.answered
            yield from (other.date for other, _ in self.decisions(ref, "decided", "resolves"))

    def answer_by(self, refs: Sequence[str]) -> date | None:
        """The day written last on any part or in an update on one."""
        found: list[tuple[tuple[int, ...], date]] = []
        for ref in refs:
            answer_by = self.rows[ref][1].answer_by
            if answer_by:
                place, depth, index = self.order(ref)
                found.append(((place, 0, depth, index), answer_by))
            for other, update in self.updates(ref):
                if update.answer_by:
                    position = other.record.updates.index(update)
                    found.append(((self.place[other.id], 1, position), update.answer_by))
        return max(found, key=lambda each: each[0], default=(None, None))[1]


def _says(word: Word) -> bool:
    return bool(word.answer or word.say)


def ordinary(data: Mapping[str, Any]) -> tuple[Oracle, Ledger]:
    """An organisation without circles and equal rows, with both ways to read it."""
    records = make_records(data)
    oracle = Oracle(records)
    assume(not oracle.has_circle)
    return oracle, replay(records, END)


@lawful
@given(organisations(unique_ids=True))
def test_each_part_has_the_days_of_its_own_branch(data: Mapping[str, Any]) -> None:
    oracle, ledger = ordinary(data)
    assert set(ledger.raised) == set(oracle.rows)
    for ref, part in ledger.raised.items():
        assert part.before == oracle.before(ref)
        assert list(part.path) == oracle.path(ref)
        assert part.acknowledged == oracle.acknowledged(ref)
        assert part.resolved == oracle.resolved(ref)


@lawful
@given(organisations(unique_ids=True))
def test_a_path_has_one_state_age_arr_answer_day_and_word(data: Mapping[str, Any]) -> None:
    oracle, ledger = ordinary(data)
    for ref, path in ledger.path_of.items():
        parts = oracle.path(ref)
        open_ = [each for each in parts if oracle.resolved(each) is None]
        speaks = (open_ or parts)[-1]
        assert path.ref == speaks
        assert path.raised == ledger.raised[parts[0]].raised
        assert path.arr == ledger.raised[speaks].arr
        assert path.answer_by == oracle.answer_by(parts)
        if not open_:
            days = [day for each in parts if (day := oracle.resolved(each))]
            assert (path.state, path.resolved) == ("resolved", max(days))
        else:
            heard = oracle.acknowledged(speaks)
            assert path.state == ("acknowledged" if heard else "open")
            assert path.resolved is None
        _compare_words(path, oracle.words(parts), ledger)


def _compare_words(path: RaisedPath, words: Sequence[Word], ledger: Ledger) -> None:
    """The newest row, whose decision says what it says now."""
    word = path.word
    said = [each for each in path.words if each.has_text]
    assert [(each.record, each.day, each.answer) for each in said] == [
        (each.record, each.day, each.answer) for each in words
    ]
    assert word == (said[-1] if said else None)
    if word and word.decision is None:
        assert word.say == words[-1].say
    elif word and word.decision:
        decision = ledger.decisions[word.decision]
        texts = [each.text for each in decision.words() if each.kind == "say"]
        assert word.say in ([*texts, None] if decision.outcome == "decided" else [None])
        assert bool(word.say) <= bool(texts)


@lawful
@given(organisations(unique_ids=True))
def test_a_path_is_one_object_and_open_paths_are_counted_once(data: Mapping[str, Any]) -> None:
    _, ledger = ordinary(data)
    for ref, path in ledger.path_of.items():
        assert ref in path.refs
        assert all(ledger.path_of[each] is path for each in path.refs)
        assert len({part.account for part in path.parts}) == 1
    assert sorted(ref for path in ledger.paths for ref in path.refs) == sorted(ledger.raised)
    for name, account in ledger.accounts.items():
        waiting = [path for path in ledger.paths if path.account == name and path.is_open]
        assert account.open.escalations == len(waiting)


@lawful
@given(organisations(unique_ids=True))
def test_a_question_is_open_until_a_word_settles_it(data: Mapping[str, Any]) -> None:
    records = make_records(data)
    ledger = replay(records, END)
    for question in ledger.questions.values():
        assert question.is_open == (question.answered is None)
        for word in question.words:
            assert word.settles or word.has_text
        for word in question.answers:
            assert word.day >= (question.answered or END)
        if question.word and question.word.decision:
            decision = ledger.decisions[question.word.decision]
            assert question.word.settles == (decision.outcome == "decided")
