"""Whole organisations with something wrong: bytes, tokens, values, files that are missing.

One seed is one organisation. It is checked and printed in every format and, where it has no error,
replayed for some day and made into pages and exports. Nothing may raise. To run many:

    python tests/fuzzing.py --runs 20000 --jobs 2
"""

import argparse
import json
import re
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from decision_record.diagnostics import Severity
from decision_record.examine import Examination, Format, examine, render
from decision_record.ledger.replay import replay
from decision_record.repository.configuration import Configuration, Settings
from decision_record.site.make import make_content
from hostile import hostile_files

HERE = Path(__file__).parent
SOUND = (HERE / "checks/organization/records", HERE / "organizations/harbour/records")
"""Organisations without an error: what is changed in them may still become a site."""
CASES = tuple(sorted(HERE.glob("cases/*/records")))
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
DAYS = (date(2026, 6, 30), date(2026, 2, 1), date(1900, 1, 1), date(2999, 12, 31))

Files = dict[str, bytes]

_BYTES = (b"\x00", b"\xff", b"\xe2\x80\xa8", b"\r", b"\t", b" ", b"\n", b"'", b'"', b"#", b"&a ")
_TOKENS = (
    *("- ", ": ", "{", "}", "[", "]", ",", " #", " #4411", "? ", "|", ">", "*a", "!x ", "<<: "),
    *("---\n", "...\n", "%", "@", "`", '"', "'", "null", "~", "{}", "[]", "\n\n", "  ", "\u00a0"),
)
_VALUES = (
    *("0001-01-01", "9999-12-31", "9999-12-25", "0001-01-05", "2024-02-29", "2026-02-30", "soon"),
    *("0", "1", "-1", "999999999999999", "0.00", "120.000", "1,200", "1e9", "nan", "\u0663"),
    *("true", "false", "no", "''", "[]", "{}", "[a, b]", "{a: b}", "x", "D1", "A1", "../..", "~"),
    *("2026-03-31-tier-1/D1", "2026-01-27-tier-1/D1", "index.html", "\u202e", "<b>&", "{{ 7 }}"),
    *(
        "0001-01-01T00:00",
        "9999-12-31T23:59",
        "9999-12-31T23:59:59-23:59",
        "0001-01-01T00:00+23:59",
        "00:00",
        "23:59",
    ),
    *(
        "tier-1",
        "combined",
        "pod-standup",
        "decided",
        "deferred",
        "escalated",
        "shipped",
        "slipped",
    ),
)
_NAMES = (
    *("account", "accounts", "about", "resolves", "supersedes", "delivers", "from", "theme", "on"),
    *(
        "due",
        "date",
        "commitment",
        "target",
        "status",
        "outcome",
        "owner",
        "id",
        "metrics",
        "since",
    ),
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[^\s,}\"]*")
_VALUE = re.compile(r"(?<=: )[^\s,{}\[\]][^,{}\[\]\n]*")
_NAME = re.compile(r"[a-z_]+(?=:)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What went wrong with one seed."""

    seed: int
    why: str
    files: Files


def mutate(files: Files, chance: Random) -> Files:
    """The files with a few things wrong."""
    files = dict(files)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        if files:
            chance.choices(MUTATIONS, WEIGHTS)[0](files, chance)
    return files


def _pick(files: Files, chance: Random) -> str:
    return chance.choice(sorted(files))


def _bytes(files: Files, chance: Random) -> None:
    name = _pick(files, chance)
    content = files[name]
    start = chance.randint(0, len(content))
    end = min(len(content), start + chance.choice((0, 0, 1, 3, 40)))
    files[name] = content[:start] + chance.choice(_BYTES) + content[end:]


def _token(files: Files, chance: Random) -> None:
    name = _pick(files, chance)
    text = files[name].decode(errors="replace")
    start = chance.randint(0, len(text))
    end = min(len(text), start + chance.choice((0, 0, 0, 2, 10)))
    files[name] = (text[:start] + chance.choice(_TOKENS) + text[end:]).encode(errors="replace")


def _replaced(pattern: re.Pattern[str], choices: Sequence[str]) -> Callable[[Files, Random], None]:
    """A change of one match to something else."""

    def change(files: Files, chance: Random) -> None:
        name = _pick(files, chance)
        text = files[name].decode(errors="replace")
        found = list(pattern.finditer(text))
        if found:
            at = chance.choice(found)
            files[name] = (text[: at.start()] + chance.choice(choices) + text[at.end() :]).encode()

    return change


def _same_everywhere(files: Files, chance: Random) -> None:
    """A day that is another one wherever it is written, in names too: what stays is consistent."""
    found = sorted({day for name in files for day in _DAY.findall(name)})
    if not found:
        return
    old, new = chance.choice(found), chance.choice(("0001-01-01", "9999-12-31", "2026-06-30"))
    for name in sorted(files):
        content = files.pop(name).replace(old.encode(), new.encode())
        folder, _, stem = name.rpartition("/")
        above = folder.rpartition("/")[0]
        to = f"{above}/{new[:4]}/{stem.replace(old, new)}" if old in stem else name
        files[to] = content


def _line(files: Files, chance: Random) -> None:
    """A line that is gone, twice there, or in another place."""
    name = _pick(files, chance)
    lines = files[name].splitlines(keepends=True)
    if lines:
        at = chance.randrange(len(lines))
        line = lines[at]
        match chance.randrange(3):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, line)
            case _:
                lines.insert(chance.randrange(len(lines)), lines.pop(at))
        files[name] = b"".join(lines)


def _missing(files: Files, chance: Random) -> None:
    del files[_pick(files, chance)]


def _moved(files: Files, chance: Random) -> None:
    name = _pick(files, chance)
    to = chance.choice((f"{name}.txt", name.upper(), f"x/{name}", f"{name}/{name}", "people.yml"))
    files[to] = files.pop(name)


def _cut(files: Files, chance: Random) -> None:
    name = _pick(files, chance)
    files[name] = files[name][: chance.randint(0, len(files[name]))]


def _swapped(files: Files, chance: Random) -> None:
    one, other = _pick(files, chance), _pick(files, chance)
    files[one], files[other] = files[other], files[one]


_KINDS: Sequence[tuple[Callable[[Files, Random], None], int]] = (
    (_bytes, 2),
    (_token, 3),
    (_replaced(_VALUE, _VALUES), 8),
    (_replaced(_DAY, [each for each in _VALUES if _DAY.fullmatch(each)]), 8),
    (_replaced(_MOMENT, [each for each in _VALUES if _MOMENT.fullmatch(each)]), 2),
    (_replaced(_NAME, _NAMES), 4),
    (_same_everywhere, 3),
    (_line, 6),
    (_missing, 2),
    (_moved, 1),
    (_cut, 1),
    (_swapped, 1),
)
MOST_SECONDS = 60
"""More CPU than any of these organisations needs."""
MUTATIONS = tuple(kind for kind, _ in _KINDS)
WEIGHTS = tuple(weight for _, weight in _KINDS)


def read_organization(root: Path) -> Files:
    """The files of an organisation, by their paths below the root."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """End what takes more than so many seconds of CPU, as what never ends does, by an exception."""

    def stop(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"more than {seconds} seconds of CPU")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def try_seed(seed: int) -> Failure | None:
    """Make the organisation of a seed and use it; None where nothing went wrong."""
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    files = mutate(_begin(chance), chance)
    try:
        with tempfile.TemporaryDirectory() as folder, at_most(MOST_SECONDS):
            use(files, Path(folder), day=chance.choice(DAYS))
    except Exception:  # noqa: BLE001 - any of them is what is looked for
        return Failure(seed=seed, why=traceback.format_exc(), files=files)
    return None


def _begin(chance: Random) -> Files:
    """An organisation to change."""
    match chance.randrange(4):
        case 0:
            return {name: json.dumps(data).encode() for name, data in hostile_files().items()}
        case 1:
            return read_organization(chance.choice(CASES))
        case _:
            return read_organization(chance.choice(SOUND))


def use(files: Files, folder: Path, *, day: date) -> None:
    """Check an organisation, print what is wrong, and make its site where nothing is."""
    write(files, folder / "records")
    configuration = Configuration(settings=Settings(), file=folder / "site_config.yml")
    examination = examine(configuration, base=folder, now=NOW)
    check_said(examination, folder)
    if examination.has_errors:
        return
    ledger = replay(examination.records, day)
    content = make_content(
        records=examination.records, ledger=ledger, settings=configuration.settings
    )
    for page in content.pages:
        page.make()
    for document in content.documents:
        assert document.content is not None


def check_said(examination: Examination, folder: Path) -> None:
    """Whatever is wrong is said so that a person and a program can act on it."""
    for each in examination.diagnostics:
        assert each.message.strip(), each
        assert "\n" not in each.message, each
        assert each.help.strip(), each
        assert each.place.span.line >= 1, each
    if examination.unread:
        assert any(each.severity is Severity.ERROR for each in examination.diagnostics)
    for form in Format:
        text = render(examination.diagnostics, summary=examination.summary, form=form, base=folder)
        assert "Traceback" not in text
        if form is Format.JSON:
            json.loads(text)


def write(files: Mapping[str, bytes], root: Path) -> None:
    """Write the files; one in whose place a folder is already is left out."""
    root.mkdir(parents=True, exist_ok=True)
    for name, content in sorted(files.items()):
        path = root / name
        if path.is_dir() or any(each.is_file() for each in path.parents):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def try_all(seeds: Sequence[int], *, jobs: int) -> Iterator[Failure]:
    """The failures of many seeds, as they come."""
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        for number, failure in enumerate(pool.map(try_seed, seeds, chunksize=20), start=1):
            if number % 500 == 0:
                sys.stderr.write(f"{number} of {len(seeds)}\n")
            if failure:
                yield failure


def main() -> None:
    """Run many seeds, and say which of them failed and why."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the files of what failed")
    given = parser.parse_args()
    failed: dict[str, int] = {}
    for failure in try_all(range(given.first, given.first + given.runs), jobs=given.jobs):
        *_, last = failure.why.strip().splitlines()
        failed[last] = failed.get(last, 0) + 1
        if failed[last] == 1:
            sys.stdout.write(f"seed {failure.seed}\n{failure.why}\n")
        if given.keep:
            write(failure.files, given.keep / str(failure.seed) / "records")
    for why, times in failed.items():
        sys.stdout.write(f"{times} times: {why}\n")
    sys.stdout.write(f"{given.runs} organisations, {sum(failed.values())} failed\n")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
