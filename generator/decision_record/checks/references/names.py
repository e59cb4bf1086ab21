"""DR201 to DR205: whether the people, accounts, series, pods and words that records name exist.

A name is looked up, never judged by its form. Where the file that would declare it could not be
read, nothing is said.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from decision_record.checks.context import CheckContext
from decision_record.checks.files.several import several_in_one, spelt_apart
from decision_record.checks.references.mentions import Mention
from decision_record.checks.references.spelling import (
    Speller,
    Spelt,
    identity_of,
    make_account_speller,
    make_people_speller,
    make_speller,
    named_words,
    spell_several,
)
from decision_record.checks.rule import Rule, in_file, in_update
from decision_record.checks.wording import quote
from decision_record.diagnostics import Fix, Problem, RelatedPlace, Severity
from decision_record.model.records import FileKind, Records
from decision_record.model.refs import Named
from decision_record.model.values import is_identity
from decision_record.text.english.owners import names_no_person
from decision_record.text.wording import count, join_words


def is_owner(mention: Mention) -> bool:
    """Whether a person is named as the owner of something."""
    return mention.reference.path[-1] == "owner"


def find_unknown_people(context: CheckContext) -> Iterable[Problem]:
    """People who are not in people.yml (DR201)."""
    records = context.records
    spell = make_people_speller(records)
    for mention in context.doubtful[Named.PERSON]:
        name = mention.name
        if (
            name in records.people
            or records.unread.holds_name(FileKind.PEOPLE, name)
            or (is_owner(mention) and names_no_person(name))
        ):
            continue
        yield _unknown_name(
            mention,
            code="DR201",
            message=f"{quote(name)} is not in people.yml",
            spell=spell,
            advice=_advise_person(name, records),
        )


_MOST_LISTED = 8
"""People that a message lists where no name is near; more would hide what to do."""


def _advise_person(name: str, records: Records) -> str:
    new = name if is_identity(name) else identity_of(name, joined_by=".")
    write = "" if new == name or not new else ", and write that name here"
    return (
        f"add {quote(new or name)} to people.yml, with `name` and `role`{write}, or name a person "
        f"who is there{_people(records)}"
    )


def _people(records: Records) -> str:
    """Who is there, where they are few and all are known."""
    names = sorted(records.people)
    if not names or len(names) > _MOST_LISTED or records.unread.touches(FileKind.PEOPLE):
        return ""
    return f": {join_words(list(map(quote, names)), last='or')}"


def _unknown_name(
    mention: Mention, *, code: str, message: str, spell: Speller, advice: str
) -> Problem:
    """A name that is not declared, with the one that was meant, or the several."""
    several = spell_several(mention.name, spell)
    if several:
        return several_in_one(mention, several, code=code, split=spelt_apart(spell))
    meant = spell(mention.name)
    field = mention.reference.path[-1]
    if meant is None and mention.name.lower().strip(".?! ") in _NO_NAME and isinstance(field, str):
        advice = f"leave `{field}` out where there is none"
    elif code != UNKNOWN_PERSON.code and not is_identity(mention.name):
        new = identity_of(mention.name, joined_by="-")
        advice += f"; such names have no spaces and no capitals, as in `{new}`" if new else ""
    if meant is None:
        return Problem(code=code, message=message, help=advice, at=mention.at)
    if not meant.certain:
        return Problem(
            code=code, message=message, help=f"did you mean `{meant.name}`?", at=mention.at
        )
    return Problem(
        code=code,
        message=message,
        help=f"write `{meant.name}`",
        at=mention.at,
        fix=Fix(title=f"write `{meant.name}`", replacement=meant.name),
    )


_NO_NAME = frozenset({"", "-", "n/a", "na", "no", "nobody", "no one", "none", "tba", "tbc", "tbd"})
"""What people write where there is nothing to name."""


UNKNOWN_PERSON = Rule(
    code="DR201",
    slug="unknown-person",
    severity=Severity.ERROR,
    says="A named person is not in people.yml.",
    looks_at="Everyone who owns, attends, delegates, writes, manages or looks after anything, in "
    "every file. An owner that reads as a team, a role or a list is DR303.",
    why="A person who is not in people.yml has no page and no queue, so their work gets lost.",
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


def find_unknown_accounts(context: CheckContext) -> Iterable[Problem]:
    """Accounts without a file (DR202). A file that could not be read may hold any former name.

    A name that is used several times is the former name of an account that was renamed: it is told
    once, because one alias fixes all of them. Git knows some of them for certain.
    """
    records = context.records
    known = {**records.accounts, **records.aliases}
    spell = make_account_speller(records)
    renamed = _renamed_files(context)
    mentions: dict[str, list[Mention]] = {}
    for mention in _readable(context, Named.ACCOUNT):
        if mention.name not in known:
            mentions.setdefault(mention.name, []).append(mention)
    for name, found in mentions.items():
        meant = spell(name)
        if name in renamed:
            yield _formerly(name, found, renamed[name])
            continue
        if is_identity(name) and _is_used(name, found, meant):
            yield _renamed(name, found, meant.name if meant else None)
            continue
        for mention in found:
            yield _unknown_name(
                mention,
                code="DR202",
                message=f"there is no account {quote(name)}",
                spell=spell,
                advice="add its file to `accounts/`, or name an account that has one",
            )


def _renamed_files(context: CheckContext) -> Mapping[str, str]:
    """The accounts whose file git knows by another name, by that name."""
    accounts = context.records.accounts
    return {
        former: file.id
        for file in context.records.files
        if file.kind is FileKind.ACCOUNT and file.id in accounts
        for former in context.former_names.get(file.name, ())
        if former not in accounts
    }


_ALIKE = 0.75
"""The likeness from which on a name that is used several times is taken for a misspelt one."""


def _is_used(name: str, mentions: Sequence[Mention], meant: Spelt | None) -> bool:
    """Whether records use a name as one that there once was: in several files, or several times."""
    if len({mention.file.name for mention in mentions}) > 1:
        return True
    alike = SequenceMatcher(a=name, b=meant.name).ratio() if meant else 0
    return len(mentions) > 1 and alike < _ALIKE


def _formerly(name: str, mentions: Sequence[Mention], today: str) -> Problem:
    first, *others = sorted(mentions, key=lambda mention: mention.file.name)
    return Problem(
        code="DR202",
        message=f"the account {quote(name)} has a new name: its file is called `{today}`",
        help=f"add `aliases: [{name}]` to accounts/{today}.yml; past records stay as they are",
        at=first.at,
        related=tuple(RelatedPlace(at=each.at, text="named here too") for each in others),
    )


def _renamed(name: str, mentions: Sequence[Mention], today: str | None) -> Problem:
    # In the order of the files' names, whatever the order in which they were read.
    first, *others = sorted(mentions, key=lambda mention: mention.file.name)
    files = len({mention.file.name for mention in mentions})
    used = f"{files} records" if files > 1 else count(len(mentions), "field")
    if today:
        advice = (
            f"if it was renamed, add `aliases: [{name}]` to accounts/{today}.yml; "
            f"if it is misspelt, did you mean `{today}`?"
        )
    else:
        advice = (
            f"if it was renamed, add `aliases: [{name}]` to its file in accounts/; if not, add "
            f"accounts/{name}.yml"
        )
    return Problem(
        code="DR202",
        message=f"there is no account {quote(name)}, and {used} name it",
        help=advice,
        at=first.at,
        related=tuple(RelatedPlace(at=each.at, text="named here too") for each in others),
    )


UNKNOWN_ACCOUNT = Rule(
    code="DR202",
    slug="unknown-account",
    severity=Severity.ERROR,
    says="A named account has no file.",
    looks_at="Every field that names an account, in every file. A former name counts (DR210).",
    why="What a record says about an account without a file appears on no account's page, and no "
    "CSM sees it.",
    failing=in_update("feedback:\n  - {id: F1, account: osterrmark, what: The export is slow}\n"),
    passing=in_update("feedback:\n  - {id: F1, account: ostermark, what: The export is slow}\n"),
    find=find_unknown_accounts,
)


def find_unknown_series(context: CheckContext) -> Iterable[Problem]:
    """Series that are not in series.yml (DR203)."""
    yield from _unknown(
        _readable(context, Named.SERIES),
        code="DR203",
        known=context.records.series,
        says="there is no series {}",
        advice="add it to series.yml, or name a series that is there",
    )


_FILES = {
    Named.ACCOUNT: FileKind.ACCOUNT,
    Named.POD: FileKind.POD,
    Named.SERIES: FileKind.SERIES,
}


def _readable(context: CheckContext, named: Named) -> Iterable[Mention]:
    """Names in doubt, but for those that may be declared by what could not be read."""
    unread, kind = context.records.unread, _FILES[named]
    return (each for each in context.doubtful[named] if not unread.holds_name(kind, each.name))


def _unknown(
    mentions: Iterable[Mention],
    *,
    code: str,
    known: Mapping[str, object],
    says: str,
    advice: str,
) -> Iterable[Problem]:
    unknown = [mention for mention in mentions if mention.name not in known]
    if not unknown:
        return
    spell = make_speller(known, named_words(known))
    for mention in unknown:
        yield _unknown_name(
            mention,
            code=code,
            message=says.format(quote(mention.name)),
            spell=spell,
            advice=advice,
        )


UNKNOWN_SERIES = Rule(
    code="DR203",
    slug="unknown-series",
    severity=Severity.ERROR,
    says="A named series is not in series.yml.",
    looks_at="`series` of meetings, updates and pre-reads, and `promote_to` of one-on-ones.",
    why="The series says which ritual a meeting is and which queue its actions join. Without it "
    "the meeting has neither.",
    failing=in_update("series: tier-2-reprting\n"),
    passing=in_update("series: tier-2-reporting\n"),
    find=find_unknown_series,
)


def find_unknown_pods(context: CheckContext) -> Iterable[Problem]:
    """Pods without a file (DR204)."""
    yield from _unknown(
        _readable(context, Named.POD),
        code="DR204",
        known=context.records.pods,
        says="there is no pod {}",
        advice="add its file to `pods/`, or name a pod that has one",
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
    says="A named pod has no file.",
    looks_at="`pod` in series.yml and in the pods' reports of a quarterly review.",
    why="A pod without a file has no charter, no members and no metric to review.",
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


def find_unknown_words(context: CheckContext) -> Iterable[Problem]:
    """Areas, categories, segments and themes that are not in taxonomy.yml (DR205)."""
    unread = context.records.unread
    for named, group, declared in _WORDS:
        yield from _unknown(
            (
                each
                for each in context.doubtful[named]
                if not unread.holds_name(FileKind.TAXONOMY, f"{group}/{each.name}")
            ),
            code="DR205",
            known=declared(context.records),
            says=f"there is no {named} {{}}",
            advice=f"add it to `{group}` in taxonomy.yml, or write one that is there",
        )


UNKNOWN_WORD = Rule(
    code="DR205",
    slug="unknown-word",
    severity=Severity.ERROR,
    says="A named area, category, segment or theme is not in taxonomy.yml.",
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
