"""DR211: people who left, or have not started, and still hold something in the reference files."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import BaseModel

from decision_record.checks.context import CheckContext
from decision_record.checks.rule import Rule, RuleExample
from decision_record.diagnostics import DocumentPath, Pointer, Problem, Severity
from decision_record.model.account import Account
from decision_record.model.history import ALWAYS, Holder
from decision_record.model.pod import Pod
from decision_record.model.records import FileKind
from decision_record.model.reference import Organization, Person, Taxonomy
from decision_record.model.series import SeriesFile
from decision_record.repository.load import Shaped


class Holding(NamedTuple):
    """Something that a person holds in a reference file."""

    person: str
    path: DocumentPath
    says: str
    """What it is, as in "the CSM of Ashgrove Rail"."""
    since: date = ALWAYS
    """The first day on which it counts."""
    history: str | None = None
    """The field, where it may have a history."""


def find_absent_holders(context: CheckContext) -> Iterable[Problem]:
    """People who hold something and left before, or begin after, the newest record (DR211)."""
    newest, people = context.newest, context.records.people
    if newest is None or FileKind.PEOPLE in context.records.unread.kinds:
        return
    for shaped in context.shaped:
        for held in _held(shaped, newest):
            known = people.get(held.person)
            problem = _judge(held, known, day=max(newest, held.since)) if known else None
            if problem:
                message, advice = problem
                at = Pointer(file=shaped.file.name, path=held.path)
                yield Problem(code="DR211", message=message, help=advice, at=at)


def _judge(held: Holding, known: Person, *, day: date) -> tuple[str, str] | None:
    """The message and the help for a holder who is absent on the day."""
    if known.has_left(day):
        return (
            f"{known.name} left on {known.left} and is still {held.says}",
            _advise_after(held, known),
        )
    if known.since and known.since > day:
        return (
            f"{known.name} begins on {known.since} and is already {held.says}",
            f"write who holds it until {known.since}, or correct `since` in people.yml",
        )
    return None


def _advise_after(held: Holding, known: Person) -> str:
    """Who took over, as a row of the history where the field has one."""
    if not held.history or not known.left or known.left == date.max:
        return f"write who took over from `{held.person}`"
    successor = f"{{since: {known.left + timedelta(days=1)}, person: …}}"
    if held.since > ALWAYS:
        return f"add who took over to `{held.history}`: `{successor}`"
    former = f"{{since: {known.since or '…'}, person: {held.person}}}"
    return f"add who took over: `{held.history}: [{former}, {successor}]`"


def _held(shaped: Shaped, newest: date) -> Iterator[Holding]:
    """What people hold in one file; nothing of what has ended."""
    for model, find in _HOLDERS.items():
        if isinstance(shaped.model, model):
            yield from find(shaped.model, newest)


def _of_account(account: Account, newest: date) -> Iterator[Holding]:
    if account.churned_by(newest):
        return
    yield from _last_of(account.csm, "csm", f"the CSM of {account.name}")
    yield from _last_of(account.pm, "pm", f"the PM liaison of {account.name}")


def _last_of(history: Sequence[Holder], field: str, says: str) -> Iterator[Holding]:
    """The last entry of a history: earlier holders may be gone."""
    if history:
        index = max(range(len(history)), key=lambda each: (history[each].since, each))
        last = history[index]
        path: DocumentPath = (field,) if last.is_whole else (field, index, "person")
        yield Holding(last.person, path, says, last.since, field)


def _of_organization(organization: Organization, _: date) -> Iterator[Holding]:
    for seat, person in organization.seats:
        if person:
            yield Holding(person, ("seats", seat), f"the holder of the seat `{seat}`")


def _of_series(file: SeriesFile, newest: date) -> Iterator[Holding]:
    for name, series in file.root.items():
        if series.until and series.until < newest:
            continue
        for index, person in enumerate(series.members):
            path = (name, "members", index)
            yield Holding(person, path, f"a member of `{name}`", series.from_ or ALWAYS)


def _of_pod(pod: Pod, _: date) -> Iterator[Holding]:
    if pod.status != "dissolved":
        for seat, person in pod.members.items():
            says = f"the `{seat}` of the pod {pod.name}"
            yield Holding(person, ("members", seat), says, pod.started)


def _of_taxonomy(taxonomy: Taxonomy, _: date) -> Iterator[Holding]:
    for name, area in taxonomy.areas.items():
        if area.pm:
            yield Holding(area.pm, ("areas", name, "pm"), f"the PM of {area.name}")


_HOLDERS: Mapping[type[BaseModel], Callable[[Any, date], Iterator[Holding]]] = MappingProxyType(
    {
        Account: _of_account,
        Organization: _of_organization,
        SeriesFile: _of_series,
        Pod: _of_pod,
        Taxonomy: _of_taxonomy,
    }
)

_ACCOUNT = """\
name: Copperline
arr: 120000
segment: enterprise
renewal: 2026-12-31
"""


def _account(csm: str) -> RuleExample:
    return RuleExample(files=(("accounts/copperline.yml", f"{_ACCOUNT}{csm}\n"),))


ABSENT_HOLDER = Rule(
    code="DR211",
    slug="holder-has-left",
    severity=Severity.WARNING,
    says="A person who left, or has not started, holds an account, a seat, a series, a pod or "
    "an area.",
    looks_at="`csm` and `pm` of accounts (of a history the last entry), `seats`, `members` of "
    "series and pods, `pm` of areas, against `since` and `left` in people.yml on the day of the "
    "newest record. Churned accounts, ended series and dissolved pods are left out.",
    fields=(
        "account/csm",
        "account/pm",
        "organization/seats",
        "series/members",
        "pod/members",
        "taxonomy/areas.pm",
        "people/since",
        "people/left",
    ),
    why="Questions, customer updates and escalations go to a person who does not read them.",
    failing=_account("csm: hollis.grant"),
    passing=_account(
        "csm: [{since: 2025-09-01, person: hollis.grant}, "
        "{since: 2026-02-28, person: desmond.achterberg}]"
    ),
    find=find_absent_holders,
    silenced=False,
)
