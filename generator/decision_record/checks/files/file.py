"""DR001 to DR010: whether a file can be read, lies in its place and is silenced with reason.

Most of it is found while reading; the rules here give those findings their documentation.
"""

from collections.abc import Iterable
from datetime import date

from decision_record.checks.context import CheckContext, point
from decision_record.checks.rule import Find, Rule, in_file, in_meeting, in_update
from decision_record.checks.wording import quote
from decision_record.diagnostics import Fix, Problem, Severity, Underlined
from decision_record.model.records import Entry, Unread


def found_when_read(code: str) -> Find:
    """A rule whose findings come from reading the file."""

    def find(context: CheckContext) -> Iterable[Problem]:
        return context.problems.get(code, ())

    return find


NOT_YAML = Rule(
    code="DR001",
    slug="not-yaml",
    severity=Severity.ERROR,
    says="The file is not YAML.",
    looks_at="The text of every file below a records root.",
    why="The content of a file that cannot be read is missing from every page.",
    failing=in_update("notes: [The export was slow again\n"),
    passing=in_update("notes: The export was slow again\n"),
    find=found_when_read("DR001"),
)

WRITTEN_TWICE = Rule(
    code="DR002",
    slug="written-twice",
    severity=Severity.ERROR,
    says="The same name is written twice in one place.",
    looks_at="The field names within one section or row.",
    why="Only one of the two can count, and the file does not say which.",
    failing=in_update("notes: The export was slow again.\nnotes: It was fast on Friday.\n"),
    passing=in_update("notes: The export was slow again, but fast on Friday.\n"),
    find=found_when_read("DR002"),
)

NOT_TEXT = Rule(
    code="DR003",
    slug="not-text",
    severity=Severity.ERROR,
    says="The file is not UTF-8 text, or holds control characters.",
    looks_at="The bytes of every file. The invisible characters that change the direction of text "
    "(U+202A to U+202E, U+2066 to U+2069) count as control characters.",
    why="Records are read by people, in editors and on the site. An invisible character "
    "can hide what a line says.",
    failing=in_update("notes: The export was\x07 slow again.\n"),
    passing=in_update("notes: The export was slow again.\n"),
    find=found_when_read("DR003"),
)

NOT_PLAIN = Rule(
    code="DR004",
    slug="unsupported-yaml",
    severity=Severity.ERROR,
    says="The file uses more of YAML than a record needs, or is larger than a record may be.",
    looks_at="Anchors (`&`), references to them (`*`), tags (`!`), merge keys (`<<`), a second "
    "document (`---`), and the limits: 1 MiB, 32 levels, 20,000 values.",
    why="A record is read from top to bottom. References and tags make a reader jump, and "
    "can make a small file enormous.",
    failing=in_update("notes: !important The export was slow again.\n"),
    passing=in_update('notes: "!important: the export was slow again."\n'),
    find=found_when_read("DR004"),
)

NO_PLACE = Rule(
    code="DR005",
    slug="wrong-folder",
    severity=Severity.ERROR,
    says="The name and the folder of a file fit no kind of record.",
    looks_at="The folder and the name of every file below a records root, and what a file says "
    "where that shows that it belongs elsewhere. Names that start with `_` or `.` are ignored. "
    "Also, whether personal folders are separate from shared ones, and from what MkDocs copies to "
    "the site.",
    why="A record in the wrong place would be missing without notice: a meeting was held, and no "
    "page shows it.",
    failing=in_file(
        "meetings/2026-04-28-tier-1.yaml",
        "series: tier-1\ndate: 2026-04-28\ncancelled: {because: sprint, moved_to: 2026-05-05}\n",
    ),
    passing=in_file(
        "meetings/2026/2026-04-28-tier-1.yml",
        "series: tier-1\ndate: 2026-04-28\ncancelled: {because: sprint, moved_to: 2026-05-05}\n",
    ),
    find=found_when_read("DR005"),
)


def find_wrong_names(context: CheckContext) -> Iterable[Problem]:
    """Files called otherwise than their record; and renamed ones that do not say so (DR006)."""
    yield from context.problems.get("DR006", ())
    records = context.records
    for entry in context.written:
        for former in context.former_names.get(entry.file.name, ()):
            if former not in context.entries and former not in records.former_records:
                yield _renamed(entry, former, typed=context.typed.get(entry.file.name))


def _renamed(entry: Entry, former: str, *, typed: date | None) -> Problem:
    line = f"formerly: [{', '.join((*entry.record.formerly, former))}]"
    # One that is there already has a form of its own, which a fix would not keep.
    fix = None
    if not entry.record.formerly:
        fix = Fix(
            title=f"add `{line}`",
            replacement=f"{typed or entry.date}\n{line}",
            at=point(entry, "date"),
        )
    return Problem(
        code="DR006",
        severity=Severity.WARNING,
        message=f"this file was called `{former}`, and links to its old address lead nowhere",
        help=f"add `{line}`, and the old address redirects to this record",
        at=point(entry, "date"),
        fix=fix,
    )


NAME_DISAGREES = Rule(
    code="DR006",
    slug="name-mismatch",
    severity=Severity.ERROR,
    says="The file's name and the record's `date` or `series` disagree.",
    looks_at="`date` of meetings and updates, and `series` of meetings. A second meeting of a "
    "series on a day has `.2` behind its series, as in `2026-04-28-tier-1.2.yml`, a third `.3`. "
    "And, as a warning, whether git shows a former name of the file that `formerly` does not have.",
    fields=("meeting/date", "meeting/series", "meeting/formerly"),
    why="The name identifies the record. Other records refer to it, and the replay goes by the "
    "date, so the two have to agree.",
    failing=in_file("updates/2026/2026-04-20-anneke.yml", "date: 2026-04-21\nby: anneke.morrow\n"),
    passing=in_file("updates/2026/2026-04-20-anneke.yml", "date: 2026-04-20\nby: anneke.morrow\n"),
    find=find_wrong_names,
)


def find_idle_allowances(context: CheckContext) -> Iterable[Problem]:
    """Allowances without a reason, and those that silence nothing (DR007)."""
    yield from context.problems.get("DR007", ())
    unread = context.records.unread
    excused = {(problem.at.file, problem.code) for problem in context.found}
    for entry in context.written:
        for code in entry.record.allow:
            # A rule that is off has nothing to say, but may be on again tomorrow.
            if (
                code not in context.off
                and (entry.file.name, code) not in excused
                and not (unread != Unread() and _may_be_held_back(code, entry, context))
            ):
                ground = code in context.ground
                yield Problem(
                    code="DR007",
                    message=f"`allow` names {quote(code)}, which "
                    + ("cannot be excused" if ground else "excuses nothing here"),
                    help=f"remove {quote(code)} from `allow`"
                    + (
                        ", and fix what it reports: pages depend on it"
                        if ground
                        else ": it excuses nothing in this record"
                    ),
                    at=point(entry, "allow", code, part=Underlined.KEY),
                )


def _may_be_held_back(code: str, entry: Entry, context: CheckContext) -> bool:
    """Whether something that could not be read may keep a rule from finding what is excused."""
    own = (entry.file.kind, entry.id)
    return code not in context.row_by_row or own in context.records.unread.partial


IDLE_ALLOWANCE = Rule(
    code="DR007",
    slug="unneeded-exception",
    severity=Severity.WARNING,
    says="A rule is excused without a reason, or has reported nothing to excuse.",
    looks_at="`allow` of meetings and updates.",
    fields=("meeting/allow",),
    why="The reason answers the next person who asks why. An exception without one explains "
    "nothing, and one that is no longer needed hides the next mistake.",
    failing=in_meeting(
        "allow: {DR301: }\n"
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Ship the export to everyone on 20 May,"
        " owner: elin.marchetti, due: 2026-05-20}\n"
    ),
    passing=in_meeting("allow: {DR301: The fire alarm ended the meeting after ten minutes.}\n"),
    find=find_idle_allowances,
    silenced=False,
)


CUT_VALUE = Rule(
    code="DR008",
    slug="comment-in-value",
    severity=Severity.ERROR,
    says="A ` #` on the line of a value begins a comment, so that the rest of the line is lost.",
    looks_at="` #` behind a value, or in its place: without a space behind the `#` it is an error; "
    "with one a warning, in texts that do not end a sentence before it. So is a line that begins "
    "with `#` below a text, where it is indented like the text. Other comments on lines of their "
    "own, behind dates, numbers, names and closing quotes or brackets are left alone.",
    why="YAML reads ` #` as the start of a comment. Half of what was written is then on no page, "
    "and nothing shows it: `ticket #4411` becomes `ticket`.",
    failing=in_update("notes: The export is slow, see ticket #4411\n"),
    passing=in_update('notes: "The export is slow, see ticket #4411"\n'),
    find=found_when_read("DR008"),
    also_warns=True,
)


NOT_READ = Rule(
    code="DR010",
    slug="not-read",
    severity=Severity.ERROR,
    says="A file that looks like a record is where no records are read, or there are no records.",
    looks_at="Files that end in `.yml`, `.yaml` or `.yml.txt`, at most two folders below "
    "site_config.yml or in a folder `records` or `meetings/2026` that begins there, and outside "
    "the folders of records: those named `YYYY-MM-DD-…`, those in a folder named like one of the "
    "records' own, in whatever case, and `people.yml` and the like in a folder named like that of "
    "the records. The folders that are published, names that begin with `.` or `_`, what git "
    "ignores, `tests/` and a folder with a site_config.yml of its own are not looked at.",
    why="A meeting in the wrong folder is on no page, and no other rule can miss it.",
    failing=in_file(
        "../Records/updates/2026-04-20-anneke.yml", "date: 2026-04-20\nby: anneke.morrow\n"
    ),
    passing=in_file("updates/2026/2026-04-20-anneke.yml", "date: 2026-04-20\nby: anneke.morrow\n"),
    find=found_when_read("DR010"),
)
