"""A meeting saved among the updates, or an update among the meetings (DR005).

The folder decides what a file is (records.md §2), so such a file would get a message for every
field that the other kind has. It is read as what it says that it is, and told once.
"""

from pathlib import PurePosixPath

from decision_record.diagnostics import Part, Pointer, Problem
from decision_record.model.record import Meeting, Update
from decision_record.model.records import File, FileKind
from decision_record.source.read import Data

_ONLY_MEETINGS = frozenset(Meeting.model_fields) - frozenset(Update.model_fields)
_ONLY_UPDATES = frozenset(Update.model_fields) - frozenset(Meeting.model_fields)
_OTHER = {FileKind.MEETING: FileKind.UPDATE, FileKind.UPDATE: FileKind.MEETING}
_FOLDERS = {FileKind.MEETING: "meetings", FileKind.UPDATE: "updates"}


def file_by_content(file: File, data: Data) -> tuple[File, Problem | None]:
    """What a file is by what it says, and the problem where that is not what its folder says.

    Args:
        file: The file, by its folder.
        data: What it says.
    """
    other = _OTHER.get(file.kind)
    if other is None or not isinstance(data, dict) or file.personal_root is not None:
        return file, None
    names = {name.lower() for name in data}
    of_meetings, of_updates = names & _ONLY_MEETINGS, names & _ONLY_UPDATES
    own, foreign = (
        (of_meetings, of_updates) if file.kind is FileKind.MEETING else (of_updates, of_meetings)
    )
    if own or not foreign:
        return file, None
    path = PurePosixPath(_FOLDERS[other], *PurePosixPath(file.path).parts[1:])
    is_meeting = other is FileKind.MEETING
    shown = ", ".join(f"`{name}`" for name in data if name.lower() in foreign)
    problem = Problem(
        code="DR005",
        message=f"this is {'a meeting' if is_meeting else 'an update'}, by its {shown}, and it is "
        f"in `{_FOLDERS[file.kind]}/`",
        help=f"move it to `{path}`",
        at=Pointer(file=file.name, part=Part.ROW),
    )
    return File(name=file.name, path=str(path), kind=other, id=file.id), problem
