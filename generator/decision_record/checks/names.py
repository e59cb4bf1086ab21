"""DR201 to DR205: whether the people, accounts, series, pods and words that records name exist.

A name is looked up, never judged by its form. Where the file that would declare it could not be
read, nothing is said.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from decision_record.checks.doubt import Mention
from decision_record.checks.facts import Facts
from decision_record.checks.owners import names_no_person
from decision_record.checks.rule import Rule, in_file, in_update
from decision_record.checks.wording import make_guesser, quote
from decision_record.diagnostics import Problem, Severity
from decision_record.model.records import FileKind, Records
from decision_record.model.values import Named


def is_owner(mention: Mention) -> bool:
    """Whether a person is named as the owner of something."""
    return mention.reference.path[-1] == "owner"


def _people_by_spelling(records: Records) -> Mapping[str, str]:
    """People by what somebody may have written: the identity, the whole name, the first name."""
    spellings = {name: name for name in records.people}
    first_names: dict[str, list[str]] = {}
    for name, person in records.people.items():
        spellings.setdefault(person.name.lower(), name)
        first_names.setdefault(person.name.lower().split()[0], []).append(name)
    for first, names in first_names.items():
        if len(names) == 1:
            spellings.setdefault(first, names[0])
    return spellings


def find_unknown_people(facts: Facts) -> Iterable[Problem]:
    """People who are not in people.yml (DR201)."""
    records = facts.records
    if FileKind.PEOPLE in records.unread.kinds:
        return
    guess = make_guesser(_people_by_spelling(records))
    for mention in facts.doubtful[Named.PERSON]:
        name = mention.name
        if name in records.people or (is_owner(mention) and names_no_person(name)):
            continue
        near = guess(name)
        yield Problem(
            code="DR201",
            message=f"{quote(name)} is not in people.yml",
            help=f"did you mean `{near}`?"
            if near
            else f"add {quote(name)} to people.yml, with `name` and `role`, or write the name of "
            "somebody who is there",
            at=mention.at,
        )


UNKNOWN_PERSON = Rule(
    code="DR201",
    slug="unknown-person",
    severity=Severity.ERROR,
    says="A person is named who is not in people.yml.",
    looks_at="Everybody who owns, attends, stands in, writes, manages or looks after anything, in "
    "every file. An owner that reads as a team, a role or a list is DR303.",
    why="Whoever is not known has no page, no queue and no reminder: what they own is lost.",
    failing=in_update(
        "actions:\n  cs:\n    - {id: A1, what: Send Ashgrove the dates, owner: anneke.morow,"
        " due: 2026-04-24}\n"
    ),
    passing=in_update(
        "actions:\n  cs:\n    - {id: A1, what: Send Ashgrove the dates, owner: anneke.morrow,"
        " due: 2026-04-24}\n"
    ),
    find=find_unknown_people,
)


def find_unknown_accounts(facts: Facts) -> Iterable[Problem]:
    """Accounts without a file (DR202). A file that could not be read may hold any former name."""
    records = facts.records
    if FileKind.ACCOUNT in records.unread.kinds:
        return
    known = {**{name: name for name in records.accounts}, **records.aliases}
    called = {account.name.lower(): name for name, account in records.accounts.items()}
    yield from _unknown(
        facts.doubtful[Named.ACCOUNT],
        code="DR202",
        known=known,
        spellings={**called, **known},
        says="there is no account {}",
        advice="add its file to `accounts/`, or write the name of an account that has one",
    )


UNKNOWN_ACCOUNT = Rule(
    code="DR202",
    slug="unknown-account",
    severity=Severity.ERROR,
    says="An account is named that has no file.",
    looks_at="Every field that names an account, in every file. A former name counts (DR210).",
    why="What is said of an account that nobody knows stands on no account's page, and its CSM "
    "never hears of it.",
    failing=in_update("feedback:\n  - {id: F1, account: osterrmark, what: The export is slow}\n"),
    passing=in_update("feedback:\n  - {id: F1, account: ostermark, what: The export is slow}\n"),
    find=find_unknown_accounts,
)


def find_unknown_series(facts: Facts) -> Iterable[Problem]:
    """Series that are not in series.yml (DR203)."""
    if FileKind.SERIES not in facts.records.unread.kinds:
        yield from _unknown(
            facts.doubtful[Named.SERIES],
            code="DR203",
            known=facts.records.series,
            says="there is no series {}",
            advice="add it to series.yml, or write the name of a series that is there",
        )


def _unknown(
    mentions: Iterable[Mention],
    *,
    code: str,
    known: Mapping[str, object],
    says: str,
    advice: str,
    spellings: Mapping[str, str] | None = None,
) -> Iterable[Problem]:
    guess = make_guesser(spellings or {name: name for name in known})
    for mention in mentions:
        if mention.name not in known:
            near = guess(mention.name)
            yield Problem(
                code=code,
                message=says.format(quote(mention.name)),
                help=f"did you mean `{near}`?" if near else advice,
                at=mention.at,
            )


UNKNOWN_SERIES = Rule(
    code="DR203",
    slug="unknown-series",
    severity=Severity.ERROR,
    says="A series is named that is not in series.yml.",
    looks_at="`series` of meetings, updates and pre-reads.",
    why="The series says which ritual a meeting is and which queue its actions join. Without it "
    "the meeting counts as nothing.",
    failing=in_update("series: tier-2-reprting\n"),
    passing=in_update("series: tier-2-reporting\n"),
    find=find_unknown_series,
)


def find_unknown_pods(facts: Facts) -> Iterable[Problem]:
    """Pods without a file (DR204)."""
    unread = {name for kind, name in facts.records.unread.ids if kind is FileKind.POD}
    yield from _unknown(
        [mention for mention in facts.doubtful[Named.POD] if mention.name not in unread],
        code="DR204",
        known=facts.records.pods,
        says="there is no pod {}",
        advice="add its file to `pods/`, or write the name of a pod that has one",
    )


_QUARTERLY = (
    "series: quarterly-review\n"
    "date: 2026-04-21\n"
    "attendees: [maren.oyelaran, tobias.wrenfield]\n"
    "decisions:\n"
    "  - {id: D1, outcome: decided, what: Keep the reporting pod for another quarter,"
    " owner: maren.oyelaran, due: 2026-04-28}\n"
)

UNKNOWN_POD = Rule(
    code="DR204",
    slug="unknown-pod",
    severity=Severity.ERROR,
    says="A pod is named that has no file.",
    looks_at="`pod` in series.yml and in the pods' reports of a quarterly review.",
    why="A pod without a file has no charter, no members and no metric, so its meetings serve "
    "nobody.",
    failing=in_file(
        "meetings/2026/2026-04-21-quarterly-review.yml",
        f"{_QUARTERLY}pods:\n  - {{pod: reportng, summary: Days to acknowledge fell to three.}}\n",
    ),
    passing=in_file(
        "meetings/2026/2026-04-21-quarterly-review.yml",
        f"{_QUARTERLY}pods:\n  - {{pod: reporting, summary: Days to acknowledge fell to three.}}\n",
    ),
    find=find_unknown_pods,
)

_WORDS: Sequence[tuple[Named, str, Callable[[Records], Mapping[str, object]]]] = (
    (Named.AREA, "areas", lambda records: records.taxonomy.areas),
    (Named.CATEGORY, "categories", lambda records: records.taxonomy.categories),
    (Named.SEGMENT, "segments", lambda records: records.taxonomy.segments),
    (Named.THEME, "themes", lambda records: records.taxonomy.themes),
)


def find_unknown_words(facts: Facts) -> Iterable[Problem]:
    """Areas, categories, segments and themes that are not in taxonomy.yml (DR205)."""
    if FileKind.TAXONOMY in facts.records.unread.kinds:
        return
    for named, group, declared in _WORDS:
        yield from _unknown(
            facts.doubtful[named],
            code="DR205",
            known=declared(facts.records),
            says=f"there is no {named} {{}}",
            advice=f"add it to `{group}` in taxonomy.yml, or write one that is there",
        )


UNKNOWN_WORD = Rule(
    code="DR205",
    slug="unknown-word",
    severity=Severity.ERROR,
    says="An area, category, segment or theme is named that is not in taxonomy.yml.",
    looks_at="`area`, `category`, `segment` and `theme` in every file.",
    why="Friction is counted by these words. Two spellings of one area are two small problems "
    "instead of one that leadership would see.",
    failing=in_update(
        "feedback:\n  - {id: F1, account: ashgrove, what: The export is slow, area: reports}\n"
    ),
    passing=in_update(
        "feedback:\n  - {id: F1, account: ashgrove, what: The export is slow, area: reporting}\n"
    ),
    find=find_unknown_words,
)
