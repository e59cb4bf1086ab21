"""Whether a sentence that is logged as a decision or an answer decides anything (DR302).

What counts is what the team will do: the verb that follows who is to do it. "Look into", "circle
back", "monitor" decide nothing, whatever their object. A sentence that goes on to say what will be
done is a decision after all, and so is one on what a product does ("the version will track release
tags"). This module knows words only, no records; the words are in `vague_words.py`.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from decision_record.text.english import vague_words as words
from decision_record.text.english.verbs import DOING, MOST_CHARACTERS, does_something


class Vague(NamedTuple):
    """The words by which a sentence decides nothing."""

    words: str
    is_whole: bool
    """Whether the sentence says nothing else, and cannot mean anything else."""


class _Subject(Enum):
    """Who acts, as far as a sentence says."""

    NONE = "an order, without a subject"
    PEOPLE = "the team, or a person in it"
    OTHER = "anything else"


_DOES = re.compile(rf"(?:{'|'.join(DOING.split())})(?:s|es)?\b")
_PEOPLE = re.compile(words.PEOPLE)
_ADVERBS = re.compile(words.ADVERBS)
_OTHERS = re.compile(words.OTHERS)
_ACTS = re.compile(rf"(?:{words.WILL} |(?:is|are) (?=\w+ing\b))?")
_THIRD_PERSON = re.compile(
    r"^(keep|look|follow|circle|think|talk|dig|check|monitor|watch|revisit|explore|investigate"
    r"|discuss|consider|track|review|evaluate|get)(?:s|es)\b"
)
_TOPIC = re.compile(r"[^:.;]{1,60}?(?::|\s[\u2013\u2014-])\s+(?=\S)")
_BETWEEN = re.compile(
    r"[.;:!]\s+|,\s+(?:(?:and|then|but|so|we|\w+ will) )*|\s(?:and|then|but|so)\s(?:then )?"
)
_MARKS = re.compile(r"[*_`\"\u201c\u201d]")
_MOST_LEAD_INS = 6
_WORDS_OF_A_TOPIC = 2
_MOST_BEFORE = 6
"""Words in front of what decides nothing, as in "good question": more of them say something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Who may act, and in what kind of sentence."""

    people: Container[str]
    answers: bool

    def find(self, text: str) -> Vague | None:
        """The words by which a sentence decides nothing."""
        does = [clause for clause in _clauses(text) if self._does(clause)]
        if does and not (self.answers and all(map(self._only_answers_later, does))):
            return None
        for before, start in _starts(text):
            first, *others = _BETWEEN.split(start)
            is_bare = first.rpartition(" ")[2] in words.BARE
            found = self._vague_at_start(first if is_bare else start)
            if found:
                alone = all(not does_something(each) or self._is_vague(each) for each in others)
                return Vague(found.words, found.is_whole and alone and before <= _MOST_BEFORE)
        return _vague_at_end(text)

    def _does(self, clause: str) -> bool:
        """Whether a part of the sentence says what will be done."""
        acts = any(_DOES.match(each) for _, each in self._without_lead_ins(clause))
        return acts and not self._is_vague(clause)

    def _only_answers_later(self, clause: str) -> bool:
        """Whether a part of an answer says no more than that there will be one."""
        return any(words.ANSWERS_LATER.match(each) for _, each in self._without_lead_ins(clause))

    def _is_vague(self, clause: str) -> bool:
        return bool(self._vague_at_start(clause) or _vague_at_end(clause))

    def _vague_at_start(self, text: str) -> Vague | None:
        for subject, rest in self._without_lead_ins(text):
            found = self._vague_verb(subject, rest)
            if found:
                return found
        return None

    def _without_lead_ins(self, text: str) -> Iterator[tuple[_Subject, str]]:
        """The text, and the text without each thing in front of its verb, one after another."""
        subject = _Subject.NONE
        yield subject, text
        for _ in range(_MOST_LEAD_INS):
            rest = _without_names(text, self.people)
            if rest != text:
                subject = _Subject.PEOPLE
            elif found := _PEOPLE.match(text):
                rest = text[found.end() :]
                subject = _Subject.PEOPLE if subject is _Subject.NONE else subject
            elif found := _ADVERBS.match(text):
                rest = text[found.end() :]
            elif found := _OTHERS.match(text):
                rest, subject = text[found.end() :], _Subject.OTHER
            else:
                return
            text = rest
            yield subject, text

    def _vague_verb(self, subject: _Subject, text: str) -> Vague | None:
        """What a clause says that decides nothing, by its verb and by who does it."""
        orders = subject is _Subject.NONE
        if words.CONSIDERED.match(text) or (orders and words.THING.match(text)):
            return None
        first, _, rest = text.partition(" ")
        if first in words.PROGRESSIVE:
            # "Looking into it": the team is.
            text, orders = f"{words.PROGRESSIVE[first]} {rest}".strip(), False
        text = _THIRD_PERSON.sub(r"\1", text, count=1)
        if words.WATCHING.match(text) and words.INSTRUMENT.search(text):
            return None
        is_rule = words.RECURRING.search(text) is not None
        if found := words.EMPTY.match(text) or words.ONLY_PEOPLE.match(text):
            return Vague(found.group().strip(), is_whole=not is_rule)
        if subject is _Subject.OTHER or (orders and self.answers):
            return None
        if found := words.ALSO_PRODUCTS.match(text):
            return Vague(found.group().strip(), is_whole=not is_rule)
        found = None if is_rule else words.IN_DOUBT.match(text)
        return Vague(found.group().strip(), is_whole=False) if found else None


def find_phrase(
    what: str, *, people: Container[str] = frozenset(), answers: bool = False
) -> Vague | None:
    """The words by which a sentence decides nothing; None where it decides something.

    Args:
        what: The sentence.
        people: The names of people, in lower case, each word of a name on its own.
        answers: Whether it is an answer. There an order is for whoever asked: "check the filter".
    """
    plain = _MARKS.sub("", what[:MOST_CHARACTERS]).lower()
    text = " ".join(plain.split()).strip(" .!\u2026-\u2013\u2014")
    return _Reader(people=people, answers=answers).find(text)


def _clauses(text: str) -> list[str]:
    """The parts of a sentence, without what it names as its topic: "Support: …"."""
    topic = _TOPIC.match(text)
    named = topic is not None and len(topic.group().split()) <= _WORDS_OF_A_TOPIC
    return _BETWEEN.split(text[topic.end() :] if topic and named else text)


def _starts(text: str) -> Iterator[tuple[int, str]]:
    """The sentence from its beginning, from behind its topic, and from its first verb on.

    Each with the number of words in front of it; those of a topic do not count.
    """
    yield 0, text
    topic = _TOPIC.match(text)
    if topic:
        yield 0, text[topic.end() :]
    begin = 0
    for between in _BETWEEN.finditer(text):
        if does_something(text[begin : between.start()]):
            return
        begin = between.end()
        yield len(text[:begin].split()), text[begin:]


def _without_names(text: str, people: Container[str]) -> str:
    """The text without the people that it begins with, and without that they will."""
    rest, named = text, False
    while True:
        first, _, after = rest.partition(" ")
        if not after or not (first in people or (named and first in ("and", "&"))):
            break
        rest, named = after, True
    acts = _ACTS.match(rest)
    return rest[acts.end() :] if named and acts else rest


def _vague_at_end(text: str) -> Vague | None:
    alone = sum(does_something(each) for each in _BETWEEN.split(text)) <= 1
    if found := words.ENDINGS.search(text):
        return Vague(found.group().strip(), is_whole=alone)
    found = None if words.RECURRING.search(text) else words.ENDINGS_IN_DOUBT.search(text)
    return Vague(found.group().strip(), is_whole=False) if found else None
