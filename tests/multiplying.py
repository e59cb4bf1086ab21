"""The sample organisation several times: side by side, or one after another.

Side by side everything has a double: people, accounts, series, pods, themes and what they write;
only leadership and operations meet once, as in any company.
One after another the same people write the same again half a year earlier, for the same accounts.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path, PurePosixPath
from typing import Any
from zlib import crc32

import yaml

SAMPLE = Path(__file__).resolve().parents[1] / "records"
HALF_A_YEAR = timedelta(weeks=26)

_DAY = re.compile(r"\b(20\d\d-\d\d-\d\d)")
_WORDS = re.compile(
    r"\s*-?\s*"
    r"(what|say|note|because|notes|text|request|answer|tried|ask|name|title|segment|kind):"
)
"""Lines of words, and of what all doubles share."""
_ONCE = frozenset({"tier-1", "tier-3", "quarterly-review"})
"""Series of which there is one, however large the company is."""

Files = Mapping[PurePosixPath, str]


def write_side_by_side(times: int, folder: Path) -> None:
    """Write the sample with so many doubles of everything into a folder."""
    files = _read()
    names = _names(files)
    for path, text in files.items():
        doubles = [_rename(text, number, names) for number in range(times)]
        if path.name == "organization.yml":
            _write(folder / path, text)
        elif len(path.parts) == 1:
            _write(folder / path, _merge(doubles))
        else:
            for number, double in reversed(tuple(enumerate(doubles))):
                _write(folder / path.with_name(_rename(path.stem, number, names) + ".yml"), double)


def write_one_after_another(times: int, folder: Path) -> None:
    """Write the sample so often into a folder, each time half a year earlier."""
    for path, text in _read().items():
        is_dated = path.parts[0] in ("meetings", "updates")
        for number in range(times if is_dated else 1):
            name = _earlier(path.name, number)
            place = PurePosixPath(path.parts[0], name[:4], name) if is_dated else path
            _write(folder / place, _earlier(text, number))


def _read() -> Files:
    paths = sorted(SAMPLE.rglob("*.yml"))
    return {PurePosixPath(path.relative_to(SAMPLE)): path.read_text() for path in paths}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _earlier(text: str, times: int) -> str:
    return _DAY.sub(lambda day: str(date.fromisoformat(day[1]) - times * HALF_A_YEAR), text)


def _names(files: Files) -> re.Pattern[str]:
    """What finds the names of people, series, areas, themes, accounts and pods."""
    read: dict[str, Any] = {
        path.stem: yaml.safe_load(text) for path, text in files.items() if len(path.parts) == 1
    }
    accounts = [yaml.safe_load(text) for path, text in files.items() if path.parts[0] == "accounts"]
    names = {
        *read["people"],
        *read["series"],
        *read["taxonomy"]["areas"],
        *read["taxonomy"]["themes"],
        *(path.stem for path in files if path.parts[0] in ("accounts", "pods")),
        *(each for account in accounts for each in account.get("aliases", ())),
    } - _ONCE
    any_name = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w./@-])(20\d\d-\d\d-\d\d-)?({any_name})(\.\d)?(?=[\s,\]\}}:/#]|$)", re.MULTILINE
    )


def _rename(text: str, number: int, names: re.Pattern[str]) -> str:
    if not number:
        return text
    lines = (
        line
        if _WORDS.match(line)
        else names.sub(rf"\g<1>\g<2>-double-{number}\g<3>", line).replace("@", f"@{number}.")
        for line in text.split("\n")
    )
    return "\n".join(lines)


def _merge(doubles: Sequence[str]) -> str:
    """One reference file with the rows of all doubles."""
    first, *others = (yaml.safe_load(text) for text in doubles)
    for other in others:
        for name, value in other.items():
            known = first.setdefault(name, value)
            first[name] = {**known, **value} if isinstance(known, dict) else known
    return yaml.safe_dump(first, sort_keys=False)


def leave_unreadable(folder: Path) -> None:
    """Make one in five records a file that cannot be read."""
    for path in _records(folder, one_in=5):
        path.write_text(f"series: [\n{path.read_text()}")


def leave_out_records(folder: Path) -> None:
    """Name every item without its record, so that it is looked for in the record itself."""
    for path in _records(folder, one_in=1):
        path.write_text(_FULL_NAME.sub(r"\1", path.read_text()))


def misspell_accounts(folder: Path) -> None:
    """Misspell the account of every row."""
    for path in _records(folder, one_in=1):
        path.write_text(re.sub(r"\b(account): ([\w-]+)", r"\1: \2x", path.read_text()))


def misspell_records(folder: Path) -> None:
    """Misspell the record of every item that is named."""
    for path in _records(folder, one_in=1):
        path.write_text(_FULL_NAME.sub(r"2025-\g<0>", path.read_text()))


_FULL_NAME = re.compile(r"20\d\d-\d\d-\d\d-[\w.-]+?(?:\.\d)?/([A-Z]\d+)")


def _records(folder: Path, *, one_in: int) -> Sequence[Path]:
    """The same records of each double."""
    found = sorted(folder.glob("*/20*/*.yml"))
    names = (re.sub(r"-double-\d+", "", path.name) for path in found)
    return [
        path for path, name in zip(found, names, strict=True) if crc32(name.encode()) % one_in == 0
    ]
