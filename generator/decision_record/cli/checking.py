"""The command that says what is wrong.

It runs at every commit, so it imports nothing that it does not need.
"""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decision_record.cli import options
from decision_record.cli.configuration import (
    ERRORS,
    configure,
    problems_text,
)
from decision_record.cli.printing import CannotRun, say
from decision_record.cli.uncollected import uncollected
from decision_record.diagnostics import Diagnostic, Severity
from decision_record.diagnostics.summary import summarize
from decision_record.examine import Examination, Format, examine, today_in
from decision_record.repository.configuration import Configuration, Root

if TYPE_CHECKING:
    from decision_record.compare.problems import NewProblems


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@options.config
@options.records
@options.personal
@options.today
@options.since()
@click.option(
    "--format",
    "form",
    type=click.Choice([each.value for each in Format]),
    default=Format.TEXT.value,
    show_default=True,
    help="The output format.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Show every problem with its lines, even if there are many of one kind.",
)
def check(  # noqa: PLR0913 - a parameter for each option
    files: tuple[Path, ...],
    config_file: Path,
    roots: tuple[Root, ...],
    *,
    personal: bool,
    today: date | None,
    since: str | None,
    form: str,
    everything: bool,
) -> None:
    """Check the records, and list every problem with its line.

    All records are read, because they refer to each other. FILE limits the output to the problems
    of these files or folders; --since limits it to the problems that the change brings, in any
    file.

    Exits with 1 if an error is shown; warnings do not stop a pull request.
    """
    configuration = configure(config_file, roots, personal=personal, form=Format(form))
    now = datetime.now(UTC)
    brought: NewProblems | None = None
    with uncollected():
        examination = examine(configuration, base=Path.cwd(), today=today, now=now)
        if since is not None:
            day = today or today_in(examination.records, now)
            brought = _compare(examination, configuration=configuration, ref=since, today=day)
    all_found = brought.problems.new if brought else examination.diagnostics
    is_shown = _among(examination, files)
    shown = tuple(each for each in all_found if is_shown(each))
    errors = _count_errors(shown)
    summary = summarize(
        shown,
        files=examination.files,
        unread=examination.unread,
        unread_files=examination.unread_files,
        elsewhere=_count_errors(all_found) - errors,
        since=brought.about(is_shown) if brought else None,
    )
    click.echo(problems_text(shown, summary=summary, form=Format(form), everything=everything))
    if shown and form == Format.TEXT.value:
        first = next((each for each in shown if each.severity is Severity.ERROR), shown[0])
        say(f"What a rule is for: `decision-record explain {first.code}`.")
    if Format(form).is_report:
        say(str(summary), err=True)
    if errors:
        sys.exit(ERRORS)


def _compare(
    examination: Examination, *, configuration: Configuration, ref: str, today: date
) -> "NewProblems | None":
    """What the change brings; None where there is no commit yet, so that it brings everything."""
    from decision_record.cli.earlier import NothingEarlier, earlier
    from decision_record.compare.problems import find_new_problems

    try:
        with earlier(configuration, ref=ref) as base:
            return find_new_problems(
                examination, configuration=configuration, base=base, cwd=Path.cwd(), today=today
            )
    except NothingEarlier:
        say("There is no commit yet to compare with, so everything is new.", err=True)
        return None


def _count_errors(diagnostics: Iterable[Diagnostic]) -> int:
    return sum(each.severity is Severity.ERROR for each in diagnostics)


def _among(examination: Examination, files: Sequence[Path]) -> Callable[[Diagnostic], bool]:
    """Whether a problem is in one of some files and folders; without any, all problems are.

    Stops where one of them was not looked at.
    """
    if not files:
        return lambda _: True
    wanted = {file: _whole(file) for file in files}
    looked_at = [_whole(Path(name)) for name in examination.names]
    for file, path in wanted.items():
        if not any(each.is_relative_to(path) for each in looked_at):
            raise CannotRun(
                f"{file} is not among the records; name a file or a folder in "
                "the folders of records"
                if file.exists()
                else f"there is no {file}"
            )
    return lambda each: any(
        _whole(Path(each.place.file)).is_relative_to(path) for path in wanted.values()
    )


def _whole(file: Path) -> Path:
    """A file from the root on, by the way that it was named: links are not followed."""
    return Path(os.path.normpath(Path.cwd() / file))
