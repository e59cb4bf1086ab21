"""Sections of a meeting that its kind of meeting does not hold (DR102)."""

from collections.abc import Collection, Mapping, Sequence

from decision_record.diagnostics import Pointer, Problem, RelatedPlace, Underlined
from decision_record.model.record import CANCELLED_SECTIONS, SECTION_KINDS, Meeting
from decision_record.model.records import File, FileKind
from decision_record.source.read import Data


def find_wrong_sections(
    data: Data,
    *,
    file: File,
    given: Mapping[str, str],
    kinds: Mapping[str, str],
    may_be: Collection[str] = (),
) -> Mapping[str, Problem]:
    """The sections of a meeting that its kind of meeting does not hold, by name.

    Args:
        data: What the file says.
        file: The file.
        given: What its name says.
        kinds: The kind of each series.
        may_be: The kinds of meeting that it may be, where its series is in doubt.
    """
    if file.kind != FileKind.MEETING or not isinstance(data, dict):
        return {}
    if "cancelled" in data:
        return {
            name: _section_of_cancelled(name, file=file.name)
            for name in data
            if name in Meeting.model_fields and name not in CANCELLED_SECTIONS
        }
    series = given.get("series") if may_be else data.get("series", given.get("series"))
    kind = kinds.get(series) if isinstance(series, str) else None
    return {
        name: _foreign_section(name, kinds=SECTION_KINDS[name], kind=kind, file=file.name)
        for name in data
        if kind and not {kind, *may_be}.intersection(SECTION_KINDS.get(name, (kind,)))
    }


def _foreign_section(name: str, *, kinds: Sequence[str], kind: str, file: str) -> Problem:
    """A section that belongs to another kind of meeting is a name that is not known here."""
    owners = " and ".join(filter(None, [", ".join(kinds[:-1]), kinds[-1]]))
    return Problem(
        code="DR102",
        message=f"`{name}` is not a section of a {kind} meeting",
        help=f"it belongs to {owners}; move it to the record of such a meeting, or remove it",
        at=Pointer(file=file, path=(name,), part=Underlined.KEY),
    )


def _section_of_cancelled(name: str, *, file: str) -> Problem:
    """A meeting that did not happen has nothing to say but why."""
    return Problem(
        code="DR102",
        message=f"`{name}` is in the record of a meeting that was cancelled",
        help="a cancelled meeting holds `series`, `date` and `cancelled` only; write what "
        "happened otherwise in an update, or remove `cancelled` if the meeting was held",
        at=Pointer(file=file, path=(name,), part=Underlined.KEY),
        related=(
            RelatedPlace(
                at=Pointer(file=file, path=("cancelled",), part=Underlined.KEY),
                text="cancelled here",
            ),
        ),
    )
