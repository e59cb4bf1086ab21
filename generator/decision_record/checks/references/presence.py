"""DR209 and DR210: names that exist, but not for this record: people who left, former names."""

from collections.abc import Iterable

from decision_record.checks.context import CheckContext
from decision_record.checks.references.mentions import Mention
from decision_record.checks.rule import Rule, RuleExample, in_update
from decision_record.diagnostics import Fix, Problem, Severity, Underlined
from decision_record.model.records import FileKind
from decision_record.model.refs import Named

_OWNS_OR_ATTENDS = frozenset({"owner", "timekeeper", "data_by"})


def _does_something(mention: Mention) -> bool:
    """Whether the person owns or attends: not if they are only mentioned or were replaced."""
    path = mention.reference.path
    return (
        path[-1] in _OWNS_OR_ATTENDS
        or path[0] == "attendees"
        or path == ("by",)
        or (path[0] == "delegates" and mention.reference.part is Underlined.VALUE)
    )


def find_absent_people(context: CheckContext) -> Iterable[Problem]:
    """People who had left, or had not started, on the day of the record (DR209)."""
    records = context.records
    if FileKind.PEOPLE in records.unread.kinds:
        return
    bounded = {
        name: person for name, person in records.people.items() if person.left or person.since
    }
    for mention in context.doubtful[Named.PERSON]:
        person = bounded.get(mention.name)
        if person is None or mention.entry is None or not _does_something(mention):
            continue
        day = mention.entry.date
        if person.has_left(day):
            said, field = f"left on {person.left}", "left"
        elif person.since and person.since > day:
            said, field = f"began on {person.since}", "since"
        else:
            continue
        owns = mention.reference.path[-1] == "owner"
        yield Problem(
            code="DR209",
            message=f"{person.name} {said}, but {'owns' if owns else 'attends'} this on {day}",
            help=f"name a person who was there on {day}, or correct `{field}` in people.yml",
            at=mention.at,
        )


ABSENT_PERSON = Rule(
    code="DR209",
    slug="person-has-left",
    severity=Severity.ERROR,
    says="A person owns or attends something after they left, or before they started.",
    looks_at="Owners, attendees, delegates, timekeepers and the writers of updates, "
    "against `since` and `left` in people.yml.",
    fields=("people/since", "people/left"),
    why="Work of a person who left is not done, while every list shows it as assigned.",
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


def find_former_names(context: CheckContext) -> Iterable[Problem]:
    """Accounts by a former name, in records dated after its last day (DR210)."""
    records = context.records
    last_days = {
        alias.id: alias.until
        for account in records.accounts.values()
        for alias in account.aliases
        if alias.until
    }
    for mention in context.doubtful[Named.ACCOUNT]:
        today, until = records.aliases.get(mention.name), last_days.get(mention.name)
        if today and until and mention.entry and mention.entry.date > until:
            yield Problem(
                code="DR210",
                message=f"`{mention.name}` was the name of {records.accounts[today].name} until "
                f"{until}",
                help=f"write `{today}`, its name in a record of {mention.entry.date}",
                at=mention.at,
                fix=Fix(title=f"write `{today}`", replacement=today),
            )


def _renamed(used: str) -> RuleExample:
    """An update of 20 April by which an account renamed on 1 March is called."""
    account = (
        "name: Ostermark Foods\narr: 215000\nsegment: enterprise\ncsm: desmond.achterberg\n"
        "renewal: 2026-07-10\naliases: [{id: ostermark-dairy, until: 2026-02-28}]\n"
    )
    update = in_update(f"feedback:\n  - {{id: F1, account: {used}, what: The export is slow}}\n")
    return RuleExample(files=(("accounts/ostermark.yml", account), *update.files))


FORMER_NAME = Rule(
    code="DR210",
    slug="former-name",
    severity=Severity.WARNING,
    says="A record dated after an account was renamed uses its former name.",
    looks_at="Every field of a record that names an account, against the `aliases` that have "
    "`until`. An alias without `until` is accepted on any day.",
    fields=("account/aliases.until",),
    why="The record is valid, but a search for the account's current name misses it.",
    failing=_renamed("ostermark-dairy"),
    passing=_renamed("ostermark"),
    find=find_former_names,
)
