"""Following help as a writer does: by applying the fix, or by pasting what the help shows.

A writer pastes what is between backticks or below the help's first line, renames the file that they
are told to rename, and fills in what only they know: the gaps `…`. Nothing else is understood here,
so help that cannot be pasted is not followed, and a test that follows it fails.
"""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from decision_record.checks.catalogue import RULES, run_checks, severity_of, url_of
from decision_record.diagnostics import Diagnostic, Severity
from decision_record.diagnostics.lines import Lines, cut
from decision_record.repository.load import load
from decision_record.source.fixes import Stretch, stretches_of, write_stretches
from decision_record.source.locate import resolve

DRAFTS = Path(__file__).parent / "first_drafts"
ORGANIZATION = DRAFTS / "organization" / "records"

Answers = Mapping[str, list[str]]
"""What the writer knows: by field, the values in the order in which they are asked for."""


def check(base: Path) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with the records below a folder."""
    loaded = load([base / "records"], base=base)
    return resolve(
        run_checks(loaded, RULES),
        read_file=lambda name: (base / name).read_bytes(),
        severity=severity_of,
        url=url_of,
    )


def lay_over(draft: Path, base: Path) -> None:
    """The organisation of the drafts with one draft over it, in `records/` below a folder."""
    records = base / "records"
    shutil.copytree(ORGANIZATION, records)
    removed = draft / "removed.txt"
    for name in removed.read_text().split() if removed.is_file() else ():
        path = records / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in sorted(draft.rglob("*")):
        if path.is_file() and path.name not in ("removed.txt", "answers.yml"):
            to = records / path.relative_to(draft)
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(path.read_bytes())


def follow(base: Path, diagnostics: Sequence[Diagnostic], answers: Answers) -> list[Diagnostic]:
    """Do what the help of every diagnostic says; returns those whose help cannot be followed."""
    left: list[Diagnostic] = []
    known = {name: list(values) for name, values in answers.items()}
    by_file: dict[str, list[Diagnostic]] = {}
    for each in diagnostics:
        by_file.setdefault(each.place.file, []).append(each)
    for file, found in by_file.items():
        path = base / file
        content = path.read_bytes()
        lines = cut(content)
        edits: list[list[Stretch]] = []
        for each in found:
            if _elsewhere(each.help, base) or _rename(each.help):
                continue
            edit = _edit(each, lines, known)
            if edit:
                edits.append(edit)
            else:
                left.append(each)
        path.write_bytes(write_stretches(lines.text, sorted(edits)).encode())
        for each in found:
            target = _rename(each.help)
            if target and path.exists():
                to = base / "records" / target
                to.parent.mkdir(parents=True, exist_ok=True)
                path.rename(to)
    return left


def spoils(diagnostic: Diagnostic) -> bool:
    """Whether a record is not clean: an error, or a warning about its form.

    Other warnings are about the meeting, which no help on a record can change.
    """
    return diagnostic.severity is Severity.ERROR or diagnostic.code < "DR300"


def rounds(base: Path, answers: Answers, *, most: int = 5) -> Iterator[tuple[Diagnostic, ...]]:
    """What each check reports, until nothing is reported or the help leads no further."""
    for _ in range(most):
        found = tuple(each for each in check(base) if spoils(each))
        yield found
        if not found:
            return
        follow(base, found, answers)


def _edit(diagnostic: Diagnostic, lines: Lines, known: dict[str, list[str]]) -> list[Stretch]:
    """What a writer changes in the file itself; nothing where the help does not say."""
    advice = diagnostic.help
    place = diagnostic.place.span
    start = lines.starts[place.line - 1] + place.column - 1
    end = lines.starts[place.end_line - 1] + place.end_column - 1
    if diagnostic.fix is not None:
        return stretches_of(diagnostic, lines.starts)
    if "\n" in advice:
        change = _paste_lines(advice.split("\n")[1:], place.line, lines, known)
    else:
        change = _change(advice, start, end, lines, known)
    return [change] if change else []


def _change(
    advice: str, start: int, end: int, lines: Lines, known: dict[str, list[str]]
) -> Stretch | None:
    """What one line of help changes at its place."""
    if found := re.search(r"add .* as in `(\w+: \[\{.*\}\])`", advice):
        pasted = _gaps_filled(found[1], known)
        end = len(lines.text)
        return (end, end, f"{pasted}\n") if pasted else None
    if found := re.search(r"leave `(\w+)` out", advice):
        return _without(found[1], start, end, lines)
    if found := re.search(r"add `([\w.-]+): ([^`]*)`", advice):
        value = _filled(found[1], found[2], known)
        return _insert(f"{found[1]}: {value}", start, lines) if value else None
    if found := re.search(r"did you mean `([^`]+)`", advice):
        return (start, end, found[1])
    if found := re.search(r"`(?:([\w-]+): )?([^`]+)`", advice):
        as_in = "as in `" in advice
        value = _filled(found[1] or "", "…" if as_in else found[2], known)
        return (start, end, value) if value else None
    return None


def _filled(field: str, value: str, known: dict[str, list[str]]) -> str | None:
    """A value whose gaps the writer has filled in; None where they do not know."""
    if "…" not in value:
        return value
    values = known.get(field, [])
    return values.pop(0) if values else None


def _gaps_filled(text: str, known: dict[str, list[str]]) -> str | None:
    """A line whose gaps the writer has filled in; None where they do not know."""
    for gap in re.finditer(r"(\w+): …", text):
        value = _filled(gap[1], "…", known)
        if value is None:
            return None
        text = text.replace(gap[0], f"{gap[1]}: {value}", 1)
    return text


def _paste_lines(
    pasted: Sequence[str], line: int, lines: Lines, known: dict[str, list[str]]
) -> Stretch | None:
    """Lines written over as many lines of the file, with their gaps filled in."""
    filled: list[str] = []
    for each in pasted:
        text = _gaps_filled(each, known)
        if text is None:
            return None
        filled.append(text)
    before = lines.line(line)
    indent = before[: len(before) - len(before.lstrip(" "))]
    if filled[0][:1] not in ("", " "):
        # What is shown without its indentation is pasted where the cursor is.
        filled = [f"{indent}{each}" for each in filled]
    last = min(line + len(pasted) - 1, lines.last)
    if re.fullmatch(r"\s*[\w-]+:", filled[0]) and len(pasted) > 1:
        last = _end_of_section(line, lines)
    end = lines.starts[last - 1] + len(lines.line(last))
    return (lines.starts[line - 1], end, "\n".join(filled))


def _end_of_section(line: int, lines: Lines) -> int:
    """The last line of the section whose name is on a line."""
    before = lines.line(line)
    column = len(before) - len(before.lstrip(" "))
    last = line
    for number in range(line + 1, lines.last + 1):
        text = lines.line(number)
        indent = len(text) - len(text.lstrip(" "))
        if text.strip() and (indent < column or (indent == column and text[indent] != "-")):
            break
        last = number if text.strip() else last
    return last


def _insert(field: str, start: int, lines: Lines) -> Stretch:
    """A field as the first of its row: in brackets, or on a line of its own."""
    if lines.text[start] == "{":
        return (start + 1, start + 1, f"{field}, ")
    _, column = lines.position(start)
    return (start, start, f"{field}\n{' ' * (column - 1)}")


def _without(field: str, start: int, end: int, lines: Lines) -> Stretch:
    """A field deleted, with its line or its comma."""
    number, _ = lines.position(start)
    line = lines.line(number)
    begin = lines.starts[number - 1]
    if re.fullmatch(rf"\s*{field}:.*", line):
        return (begin, begin + len(line) + 1, "")
    found = re.search(rf",?\s*{field}:\s*$", line[: start - begin])
    return (begin + found.start() if found else start, end, "")


def _rename(advice: str) -> str | None:
    found = re.search(r"(?:move it to|call it|rename it to) `([^`]+)`", advice)
    return found[1] if found else None


def _elsewhere(advice: str, base: Path) -> bool:
    """Whether the help is about a line of another file, which is then written."""
    found = re.search(r"add `(aliases: \[[^`]+\])` to ([\w./-]+\.yml)", advice)
    if not found:
        return False
    path = base / "records" / found[2]
    path.write_text(f"{path.read_text().rstrip()}\n{found[1]}\n")
    return True
