"""Records with markup behind every text.

The model says which fields are free text, so a new field gets its markup without a word here.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from decision_record.model.describe import DescribedField, all_fields, describe, holds_many
from decision_record.model.examples import EXAMPLES
from decision_record.model.record import SECTION_KINDS
from decision_record.model.records import FileKind
from decision_record.model.series import RITUALS
from decision_record.source.read import read

TEXT = "text"
"""What the model calls a field that takes any text."""
MARK = re.compile(r"x-raw onx=(?:'|&#39;)(\d+)")
"""The mark of a field on a page or in an export, with the number of the field."""
_SIDES = re.compile(r"^actions\.(?:cs|pm|shared)\b")
"""The sides of the actions, which are described once."""

Data = Any


@cache
def text_fields() -> Mapping[str, int]:
    """Every field that takes any text, as `meeting/decisions.what`, with its number."""
    names = (
        f"{kind}/{field.path}"
        for kind in FileKind
        for field in all_fields(describe(kind))
        if _is_text(field)
    )
    return {name: number for number, name in enumerate(names, start=1)}


def _is_text(field: DescribedField) -> bool:
    takes = field.takes
    plain = not takes.refers and not takes.words
    return bool(plain and takes.wanted and takes.wanted.words == TEXT)


def mark(number: int) -> str:
    """Markup that leaves an attribute, and an element, of any text that is not escaped."""
    return f"\"'><x-raw onx='{number}'>&"


def read_files(folder: Path) -> Mapping[str, Data]:
    """What every file of a folder of records says, by its path there."""
    return {
        file.relative_to(folder).as_posix(): read(file.read_bytes(), file=file.name).data
        for file in sorted(folder.rglob("*.yml"))
    }


def example_files() -> Mapping[str, Data]:
    """The model's own examples, in which every field is: a meeting of each kind, and an update."""
    examples = {kind: read(text.encode(), file=kind).data for kind, text in EXAMPLES.items()}
    meeting, update, series = (
        _named(examples[kind]) for kind in (FileKind.MEETING, FileKind.UPDATE, FileKind.SERIES)
    )
    of_update = {field.name for field in describe(FileKind.UPDATE)}
    rows = {name: value for name, value in meeting.items() if name in of_update}
    files = {
        "organization.yml": examples[FileKind.ORGANIZATION],
        "people.yml": examples[FileKind.PEOPLE],
        "taxonomy.yml": examples[FileKind.TAXONOMY],
        "series.yml": {**series, **{kind: {"kind": kind} for kind in RITUALS}},
        "accounts/ostermark.yml": examples[FileKind.ACCOUNT],
        "pods/reporting.yml": examples[FileKind.POD],
        "meetings/2026/2026-04-30-tier-1.yml": {
            "series": "tier-1",
            "date": "2026-04-30",
            "cancelled": meeting["cancelled"],
        },
        "updates/2026/2026-05-04-anneke.morrow.yml": {**rows, **update, "formerly": []},
    }
    for kind in RITUALS:
        sections = {
            name: value
            for name, value in meeting.items()
            if kind in SECTION_KINDS.get(name, (kind,)) and name not in ("cancelled", "formerly")
        }
        files[f"meetings/2026/2026-04-28-{kind}.yml"] = {**sections, "series": kind}
    return files


def _named(data: Data) -> dict[str, Data]:
    assert isinstance(data, dict)
    return data


def write_marked(files: Mapping[str, Data], folder: Path) -> None:
    """Write the files of an organisation into a folder, with markup behind every text."""
    for name, data in files.items():
        marked = mark_texts(data, kind_of(PurePosixPath(name)))
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(marked, ensure_ascii=False), encoding="utf-8")


def kind_of(name: PurePosixPath) -> FileKind:
    """The kind of a file by its place below the folder of records."""
    folders = {"meetings": "meeting", "updates": "update", "accounts": "account", "pods": "pod"}
    return FileKind(folders.get(name.parts[0], name.stem))


def mark_texts(data: Data, kind: FileKind) -> Data:
    """The data of a file with markup behind every text."""
    fields = tuple(all_fields(describe(kind)))
    named = frozenset(field.path for field in fields if field.many == "named")

    def walk(value: Data, path: str, *, by_name: bool) -> Data:
        if isinstance(value, dict):
            below = {key: path if by_name else _below(path, key) for key in value}
            return {
                key: walk(each, below[key], by_name=not by_name and below[key] in named)
                for key, each in value.items()
            }
        if isinstance(value, list):
            return [walk(each, path, by_name=False) for each in value]
        number = text_fields().get(f"{kind}/{path}")
        return f"{value} {mark(number)}" if number and isinstance(value, str) else value

    return walk(data, "", by_name=holds_many(kind))


def _below(path: str, key: str) -> str:
    return _SIDES.sub("actions", f"{path}.{key}" if path else key)


def marks_in(text: str) -> Iterator[str]:
    """The fields of which a page or an export has a text."""
    names = {number: name for name, number in text_fields().items()}
    return (names[int(number)] for number in MARK.findall(text))
