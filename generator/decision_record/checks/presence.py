"""DR209 and DR210: names that exist, but not for this record: people who left, former names."""

from collections.abc import Iterable

from decision_record.checks.doubt import Mention
from decision_record.checks.facts import Facts
from decision_record.checks.rule import Rule, in_update
from decision_record.diagnostics import Fix, Part, Problem, Severity
from decision_record.model.records import FileKind
from decision_record.model.values import Named

_OWNS_OR_ATTENDS = frozenset({"owner", "timekeeper", "data_by"})


def _does_something(mention: Mention) -> bool:
    """Whether somebody owns or attends; who is told of, or was replaced, does neither."""
    path = mention.reference.path
    return (
        path[-1] in _OWNS_OR_ATTENDS
        or path[0] == "attendees"
        or path == ("by",)
        or (path[0] == "delegates" and mention.reference.part is Part.VALUE)
    )


def find_absent_people(facts: Facts) -> Iterable[Problem]:
    """People who had left, or had not begun, on the day of the record (DR209)."""
    records = facts.records
    if FileKind.PEOPLE in records.unread.kinds:
        return
    bounded = {
        name: person for name, person in records.people.items() if person.left or person.since
    }
    for mention in facts.doubtful[Named.PERSON]:
        person = bounded.get(mention.name)
        if person is None or mention.entry is None or not _does_something(mention):
            continue
        day = mention.entry.date
        if person.left and person.left < day:
            said, field = f"left on {person.left}", "left"
        elif person.since and person.since > day:
            said, field = f"began on {person.since}", "since"
        else:
            continue
        owns = mention.reference.path[-1] == "owner"
        yield Problem(
            code="DR209",
            message=f"{person.name} {said}, but {'owns' if owns else 'attends'} this on {day}",
            help=f"name somebody who is there on {day}, or put `{field}` right in people.yml",
            at=mention.at,
        )


ABSENT_PERSON = Rule(
    code="DR209",
    slug="absent-person",
    severity=Severity.ERROR,
    says="Somebody owns or attends who had left by the record's date, or had not begun.",
    looks_at="Owners, attendees, those who stood in, timekeepers and the writers of updates, "
    "against `since` and `left` in people.yml.",
    fields=("people/since", "people/left"),
    why="What somebody owns who is gone, nobody does, and every list shows it as taken care of.",
    failing=in_update(
        "actions:\n  pm:\n    - {id: A1, what: Send Ashgrove the dates, owner: hollis.grant,"
        " due: 2026-04-24}\n"
    ),
    passing=in_update(
        "actions:\n  pm:\n    - {id: A1, what: Send Ashgrove the dates, owner: elin.marchetti,"
        " due: 2026-04-24}\n"
    ),
    find=find_absent_people,
)


def find_former_names(facts: Facts) -> Iterable[Problem]:
    """Accounts by a name that they had before (DR210)."""
    records = facts.records
    for mention in facts.doubtful[Named.ACCOUNT]:
        today = records.aliases.get(mention.name)
        if today and mention.name not in records.accounts:
            yield Problem(
                code="DR210",
                message=f"`{mention.name}` is a former name of {records.accounts[today].name}",
                help=f"write `{today}`",
                at=mention.at,
                fix=Fix(title=f"write `{today}`", replacement=today),
            )


FORMER_NAME = Rule(
    code="DR210",
    slug="former-name",
    severity=Severity.WARNING,
    says="An account is named by a name that it had before.",
    looks_at="Every field that names an account, against `aliases` of the accounts.",
    fields=("account/aliases",),
    why="The record is right, but whoever searches for the account's name of today misses it.",
    failing=in_update(
        "feedback:\n  - {id: F1, account: ostermark-dairy, what: The export is slow}\n"
    ),
    passing=in_update("feedback:\n  - {id: F1, account: ostermark, what: The export is slow}\n"),
    find=find_former_names,
)
