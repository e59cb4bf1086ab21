"""Which problems were there before a change, whatever lines, rows and files they are at now.

A problem is known by its rule, its file and its message, and where there are several of these by
the lines around it: of three where there were two, the one whose lines are new is new. One that
got worse is new too: a warning that became an error, a message that counts more, or a problem of
several places that has one more of them, and is then shown there.
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from decision_record.compare.files import Renamed
from decision_record.diagnostics import Diagnostic, Place, Severity
from decision_record.diagnostics.lines import Lines

LinesOf = Callable[[str], Lines]
"""From a file's name to its text."""

_token = re.compile(r"[\w./-]+")
_counted = re.compile(r"(?<![\w/.,-])\d[\d,]*(?![\w/-])")
"""A number by itself: not a part of a name, an identity or a day."""
_quoted = re.compile(r"“([^”]*)”|`([^`]*)`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The problems of both sides, each in the order in which it came."""

    new: tuple[Diagnostic, ...]
    """Those of now that the change brings."""
    older: tuple[Diagnostic, ...]
    """Those of now that were there before."""
    gone: tuple[Diagnostic, ...]
    """Those of before that are not there now."""


def match_problems(
    before: Iterable[Diagnostic],
    now: Iterable[Diagnostic],
    *,
    renamed: Iterable[Renamed] = (),
    lines_before: LinesOf,
    lines_now: LinesOf,
) -> Matched:
    """Tell new problems from older ones.

    Args:
        before: All problems before the change.
        now: All problems after it.
        renamed: The record files that have another name now.
        lines_before: The files before the change.
        lines_now: The files after it.
    """
    numbers = _LineNumbers()
    names = _Names(renamed)
    old = [_see(each, numbers, lines_before, names) for each in before]
    new = [_see(each, numbers, lines_now, _Names()) for each in now]
    pairs = _Pairs(old, new)
    for is_error, was_error in _SEVERITIES:
        for key in _KEYS:
            pairs.pair(key, is_error=is_error, was_error=was_error)
    for is_error, was_error in _SEVERITIES:
        pairs.pair_counted(is_error=is_error, was_error=was_error)
    pairs.pair_groups()
    pairs.find_what_got_worse()
    return Matched(
        new=tuple(
            _show_at(each.diagnostic, pairs.added.get(place))
            for place, each in enumerate(new)
            if place not in pairs.kept
        ),
        older=tuple(each.diagnostic for place, each in enumerate(new) if place in pairs.kept),
        gone=tuple(each.diagnostic for place, each in enumerate(old) if place not in pairs.found),
    )


class _LineNumbers:
    """A number for each different line, so that long lines are looked at once."""

    def __init__(self) -> None:
        self._of_text: dict[str, int] = {}
        self._of_file: dict[tuple[LinesOf, str], list[int]] = {}

    def around(self, place: Place, lines_of: LinesOf) -> tuple[int, int, int]:
        """The first line of a place, between the one before it and the one after it."""
        numbers = self._in(place.file, lines_of)
        line = place.span.line
        before, here, after = (
            numbers[place - 1] if 1 <= place <= len(numbers) else -1
            for place in (line - 1, line, line + 1)
        )
        return before, here, after

    def _in(self, file: str, lines_of: LinesOf) -> Sequence[int]:
        if (lines_of, file) not in self._of_file:
            lines = lines_of(file)
            self._of_file[lines_of, file] = [
                self._of_text.setdefault(lines.line(each + 1), len(self._of_text))
                for each in range(len(lines.starts))
            ]
        return self._of_file[lines_of, file]


class _Names:
    """The names that files and records have now, by those that they had."""

    def __init__(self, renamed: Iterable[Renamed] = ()) -> None:
        self._files: dict[str, str] = {}
        self._words: dict[str, str] = {}
        for each in renamed:
            self._files[each.was.name] = each.now.name
            if each.was.id != each.now.id:
                self._words[each.was.id] = each.now.id
                self._words[f"{each.was.id}.yml"] = f"{each.now.id}.yml"

    def file(self, name: str) -> str:
        return self._files.get(name, name)

    def message(self, text: str) -> str:
        """The message with the current names of the files."""
        if not self._files:
            return text
        return _token.sub(lambda found: self._word(found[0]), text)

    def _word(self, text: str) -> str:
        word = text.rstrip(".")
        end = text[len(word) :]
        if word in self._files:
            return self._files[word] + end
        return "/".join(self._words.get(part, part) for part in word.split("/")) + end


_LinePlace = tuple[str, int]
"""A file, by its name of now, and the number of a line's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A problem with what it is known by."""

    diagnostic: Diagnostic
    said: str
    """The message, with the names of now."""
    around: tuple[int, int, int]
    places: tuple[_LinePlace, ...]
    """Its own, then those that are related."""

    @property
    def here(self) -> int:
        return self.around[1]

    @property
    def is_error(self) -> bool:
        return self.diagnostic.severity is Severity.ERROR

    @property
    def kind(self) -> Hashable:
        """What it has in common with every problem that may be the same: rule, file and size."""
        return self.diagnostic.code, self.places[0][0], len(self.places)

    @property
    def subject(self) -> Hashable:
        """The rule, and the names that the message quotes."""
        return self.diagnostic.code, tuple(_quoted.findall(self.said))

    def counts_no_more_than(self, other: "_Seen") -> bool:
        """Whether no number of its message is larger than that of another one."""
        pairs = zip(_numbers(self.said), _numbers(other.said), strict=True)
        return all(mine <= its for mine, its in pairs)


def _see(diagnostic: Diagnostic, numbers: _LineNumbers, lines_of: LinesOf, names: _Names) -> _Seen:
    related = (note.at for note in diagnostic.related)
    around = [numbers.around(place, lines_of) for place in (diagnostic.place, *related)]
    files = (diagnostic.place.file, *(note.at.file for note in diagnostic.related))
    return _Seen(
        diagnostic=diagnostic,
        said=names.message(diagnostic.message),
        around=around[0],
        places=tuple(
            (names.file(file), lines[1]) for file, lines in zip(files, around, strict=True)
        ),
    )


def _numbers(text: str) -> list[int]:
    return [int(each.replace(",", "")) for each in _counted.findall(text)]


def _uncounted(seen: _Seen) -> Hashable:
    """The message without what it counts, and the line."""
    return _counted.sub("#", seen.said), seen.here


_Key = Callable[[_Seen], Hashable]

_KEYS: tuple[_Key, ...] = (
    lambda seen: (seen.diagnostic.message, seen.around),
    lambda seen: (seen.diagnostic.message, seen.around[:2]),
    lambda seen: (seen.diagnostic.message, seen.here),
    lambda seen: seen.diagnostic.message,
    lambda seen: (seen.said, seen.around),
    lambda seen: (seen.said, seen.around[:2]),
    lambda seen: (seen.said, seen.here),
    lambda seen: seen.said,
)
"""What two problems of one kind have to have in common to be the same, closest first. A record's
identity may be a word of another meaning, so messages count as they are first."""


_SEVERITIES = ((True, True), (False, False), (False, True))
"""Whether a problem is an error, and whether it was one, of those that may be the same."""


@dataclass(slots=True)
class _Pairs:
    """Which problem of now is which of before, as far as is known."""

    old: Sequence[_Seen]
    new: Sequence[_Seen]
    found: set[int] = field(default_factory=set)
    """The places in `old` of those that are still there."""
    kept: set[int] = field(default_factory=set)
    """The places in `new` of those that were there."""
    added: dict[int, int] = field(default_factory=dict)
    """Of those of now that have more places than before, the first of these."""

    def pair(self, key: _Key, *, is_error: bool, was_error: bool) -> None:
        """Take those that have a key in common for the same, in order."""
        waiting = self._waiting(key, is_error=was_error)
        for place, each in self._open(is_error=is_error):
            if queue := waiting.get((each.kind, key(each))):
                self._join(queue.popleft(), place)

    def pair_counted(self, *, is_error: bool, was_error: bool) -> None:
        """Take those on the same line whose messages count no more than before for the same."""
        waiting = self._waiting(_uncounted, is_error=was_error)
        for place, each in self._open(is_error=is_error):
            queue = waiting.get((each.kind, _uncounted(each)))
            if queue and each.counts_no_more_than(self.old[queue[0]]):
                self._join(queue.popleft(), place)

    def pair_groups(self) -> None:
        """Compare what was found in several places, on one side or both, place by place.

        A rule may say once what is wrong in several places, or once for each.
        """
        before = _Groups([each for _, each in self._left(self.old, self.found)])
        for number, each in self._left(self.new, self.kept):
            first_new = before.take(each)
            if first_new is None:
                self.kept.add(number)
            elif before.knows(each):
                self.added[number] = first_new
        self.found.update(
            number for number, each in self._left(self.old, self.found) if before.was_taken(each)
        )

    def find_what_got_worse(self) -> None:
        """Take those of before that got worse for not gone; those of now are new all the same."""
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for place, each in self._left(self.old, self.found):
            waiting[each.kind, _uncounted(each)].append(place)
        for _, each in self._left(self.new, self.kept):
            if queue := waiting.get((each.kind, _uncounted(each))):
                self.found.add(queue.popleft())

    def _waiting(self, key: _Key, *, is_error: bool) -> Mapping[Hashable, deque[int]]:
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for place, each in self._left(self.old, self.found):
            if each.is_error is is_error:
                waiting[each.kind, key(each)].append(place)
        return waiting

    def _open(self, *, is_error: bool) -> Iterator[tuple[int, _Seen]]:
        for place, each in self._left(self.new, self.kept):
            if each.is_error is is_error:
                yield place, each

    @staticmethod
    def _left(side: Sequence[_Seen], paired: set[int]) -> list[tuple[int, _Seen]]:
        return [(place, each) for place, each in enumerate(side) if place not in paired]

    def _join(self, was: int, now: int) -> None:
        self.found.add(was)
        self.kept.add(now)


class _Groups:
    """The places in which problems were, those of several places and those of one."""

    def __init__(self, old: Iterable[_Seen]) -> None:
        self._left: Counter[Hashable] = Counter()
        self._of_errors: set[Hashable] = set()
        self._of_groups: set[Hashable] = set()
        self._taken: set[Hashable] = set()
        for each in old:
            keys = self._keys(each)
            self._left.update(keys)
            self._of_errors.update(keys if each.is_error else ())
            self._of_groups.update(keys if len(keys) > 1 else ())

    def knows(self, seen: _Seen) -> bool:
        """Whether it was there before in one of its places, and in several then or now."""
        keys = [key for key in self._keys(seen) if key in self._left]
        return bool(keys) and (len(seen.places) > 1 or not self._of_groups.isdisjoint(keys))

    def take(self, seen: _Seen) -> int | None:
        """Take a problem's places; the number of the first that was not there, or None."""
        if not self.knows(seen):
            return 0
        keys = self._keys(seen)
        self._taken.update(keys)
        first_new = None
        for number, key in enumerate(keys):
            if self._left[key] > 0:
                self._left[key] -= 1
            elif first_new is None:
                first_new = number
        got_worse = seen.is_error and self._of_errors.isdisjoint(keys)
        return 0 if first_new is None and got_worse else first_new

    def was_taken(self, seen: _Seen) -> bool:
        """Whether a problem of before is there still, in one of its places."""
        return not self._taken.isdisjoint(self._keys(seen))

    @staticmethod
    def _keys(seen: _Seen) -> list[Hashable]:
        return [(seen.subject, where) for where in seen.places]


def _show_at(diagnostic: Diagnostic, number: int | None) -> Diagnostic:
    """A problem of several like places, shown at another one of them."""
    if not number or len({note.text for note in diagnostic.related}) != 1:
        return diagnostic
    notes = list(diagnostic.related)
    place = notes[number - 1].at
    notes[number - 1] = replace(notes[number - 1], at=diagnostic.place)
    fix = diagnostic.fix
    return replace(
        diagnostic,
        place=place,
        related=tuple(notes),
        fix=replace(fix, at=fix.at or diagnostic.place) if fix else None,
    )
