"""The differences of one thing together, and which of them no sentence names yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from decision_record.ledger.differences.kinds import Difference, Kind, Name


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing with all that is different about it."""

    kind: Kind
    name: Name
    differences: tuple[Difference, ...]

    @property
    def ref(self) -> str:
        """The item that it is, or that it is about."""
        return self.name[0]

    @property
    def is_new(self) -> bool:
        """Whether only the later version has it."""
        return any(each.is_new for each in self.differences)

    @property
    def is_gone(self) -> bool:
        """Whether only the earlier version has it."""
        return any(each.is_gone for each in self.differences)

    def field(self, key: str) -> Difference | None:
        """The difference in a field, where there is one."""
        return next((each for each in self.differences if each.field == key), None)


Found = Mapping[Kind, Mapping[Name, Subject]]
"""What differs, by kind and name, in the order of the comparison."""


def gather_subjects(differences: Iterable[Difference]) -> Found:
    """Group the differences by what they are about."""
    grouped: dict[Kind, dict[Name, list[Difference]]] = {kind: {} for kind in Kind}
    for each in differences:
        grouped[each.kind].setdefault(each.name, []).append(each)
    return {
        kind: {name: Subject(kind, name, tuple(of)) for name, of in by_name.items()}
        for kind, by_name in grouped.items()
    }


class Unnamed:
    """The differences of some subjects that no sentence names yet.

    The makers of sentences take from it what they name, so that nothing is said twice and the rest
    is known.
    """

    def __init__(self, *subjects: Subject | None) -> None:
        self._left = {
            (each.kind, each.name, each.field): each
            for subject in subjects
            if subject
            for each in subject.differences
        }

    def __bool__(self) -> bool:
        """Whether anything is left."""
        return bool(self._left)

    def has(self, subject: Subject, key: str) -> bool:
        """Whether the difference in a field of a subject is left."""
        return (subject.kind, subject.name, key) in self._left

    def take(self, kind: Kind, *fields: str) -> tuple[Difference, ...]:
        """The differences in some fields of all subjects of a kind, each once."""
        return self._take(
            key for key in self._left if key[0] is kind and key[2] is not None and key[2] in fields
        )

    def take_of(self, subject: Subject) -> tuple[Difference, ...]:
        """All that is left of a subject."""
        return self._take(key for key in self._left if key[:2] == (subject.kind, subject.name))

    def take_kind(self, kind: Kind) -> tuple[Difference, ...]:
        """All that is left of the subjects of a kind."""
        return self._take(key for key in self._left if key[0] is kind)

    def drop(self, differences: Iterable[Difference]) -> None:
        """Leave out what a sentence names already."""
        for each in differences:
            self._left.pop((each.kind, each.name, each.field), None)

    def take_all(self) -> tuple[Difference, ...]:
        """All that is left."""
        return self._take(self._left)

    def _take(self, keys: Iterable[tuple[Kind, Name, str | None]]) -> tuple[Difference, ...]:
        return tuple(self._left.pop(key) for key in tuple(keys))
