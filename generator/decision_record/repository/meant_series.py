"""Which series a meeting is of, where its record and the name of its file disagree (DR006).

One of the two is wrong, and DR006 says so. What follows from the wrong one is not reported: which
actions the meeting passed over, which sections it may not have, who should have been there.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from decision_record.model.record import SECTION_KINDS
from decision_record.model.records import File, FileKind
from decision_record.repository.privacy import ONE_ON_ONE, is_one_on_one, series_of
from decision_record.source.read import Data


class MeantSeries(NamedTuple):
    """A series that is not the one of the file's name."""

    typed: str
    """As the record says it."""
    meant: str
    """That of the two which its sections speak for, and that of the name in doubt."""
    kinds: frozenset[str]
    """The kinds of meeting that it may be."""
    in_doubt: bool
    """Whether it may be of either: both are known, and its sections speak for neither."""


def find_meant_series(data: Data, *, file: File, kinds: Mapping[str, str]) -> MeantSeries | None:
    """The series that was meant; None where record and name agree, or the name's is not known.

    Nor is it asked of what may be personal.

    Args:
        data: What the file says.
        file: The file.
        kinds: The kind of each series.
    """
    named, typed = series_of(file), data.get("series") if isinstance(data, dict) else None
    is_shared = file.personal_root is None and not is_one_on_one(data, file=file, kinds=kinds)
    if file.kind is not FileKind.MEETING or not isinstance(typed, str) or not is_shared:
        return None
    if typed == named or named not in kinds or ONE_ON_ONE in (kinds[named], kinds.get(typed)):
        return None
    sections = data.keys() if isinstance(data, dict) else ()
    fit_typed = typed in kinds and _fits(sections, kinds[typed])
    fit_named = _fits(sections, kinds[named])
    return MeantSeries(
        typed=typed,
        meant=typed if fit_typed and not fit_named else named,
        in_doubt=typed in kinds and fit_typed == fit_named,
        kinds=frozenset(kinds[each] for each in (typed, named) if each in kinds),
    )


def _fits(sections: Collection[str], kind: str) -> bool:
    """Whether a kind of meeting holds all of a record's sections."""
    return all(kind in SECTION_KINDS.get(each, (kind,)) for each in sections)
