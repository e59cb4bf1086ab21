"""Small organisations for tests, written as one text and made by the real reader and models.

    2026-01-27-tier-1: {…}      a meeting: its name gives `series` and `date`
    2026-02-04-bob: {…}         an update: its name gives `date` and `by`
    accounts: {north: {…}}      accounts, beside the two that are always there
    series, people, pods, taxonomy, organization: …
                                as in their files; series and people beside those always there

There are the series `tier-1`, `tier-2` and `standup`, and of people two CSMs (bob, lena), the
VP CS (vera), a PM (ines), the Head of Product (otto), the CPO (greta) and an engineer (wes).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from textwrap import dedent
from typing import Any, TypeVar

from decision_record.attention.findings import find
from decision_record.drafts.addresses import Forge
from decision_record.ledger.index import Index
from decision_record.ledger.replay import Ledger, replay
from decision_record.model.account import Account
from decision_record.model.meeting_names import split_number
from decision_record.model.pod import Pod
from decision_record.model.record import Meeting, Update
from decision_record.model.records import Entry, File, FileKind, Records
from decision_record.model.reference import Organization, People, Person, Taxonomy
from decision_record.model.series import Series, SeriesFile
from decision_record.model.shape import shape_data
from decision_record.model.values import Shape
from decision_record.signals.catalogue import SIGNALS
from decision_record.signals.rule import SignalRule
from decision_record.source.read import read
from decision_record.views.shared.context import ViewContext, make_view_context

AnyModel = TypeVar("AnyModel", bound=Shape)

PEOPLE = People.model_validate(
    {
        name: {"name": name.capitalize(), "role": role}
        for name, role in {
            "vera": "vp-cs",
            "bob": "csm",
            "lena": "csm",
            "ines": "pm",
            "otto": "head-of-product",
            "greta": "cpo",
            "wes": "engineer",
        }.items()
    }
).root

SERIES = SeriesFile.model_validate(
    {
        "tier-1": {"kind": "tier-1"},
        "tier-2": {"kind": "tier-2"},
        "standup": {"kind": "pod-standup"},
    }
).root

ACCOUNTS: Mapping[str, Mapping[str, Any]] = {
    "north": {
        "name": "North Mills",
        "arr": "100000",
        "segment": "enterprise",
        "csm": "bob",
        "renewal": "2026-12-01",
    },
    "south": {
        "name": "South Yard",
        "arr": "50000",
        "segment": "enterprise",
        "csm": "lena",
        "renewal": "2026-09-01",
    },
}

_DATE = len("2026-01-27")


def day(text: str) -> date:
    return date.fromisoformat(text)


def replay_on(as_of: str, text: str) -> Ledger:
    """The state on a day of the organisation that a text describes."""
    return replay(make_records(parse(text)), day(as_of))


def view_context_of(
    text: str,
    *,
    as_of: str = "2026-06-29",
    edit_uri: str | None = None,
    rules: Sequence[SignalRule] = SIGNALS,
) -> ViewContext:
    """What the pages of the organisation that a text describes are made from.

    Args:
        text: The organisation.
        as_of: The day that its ledger is true for.
        edit_uri: Where the forge edits its files, as in the configuration.
        rules: The signals that are looked for, with the team's numbers.
    """
    records = make_records(parse(text))
    ledger = replay(records, day(as_of))
    return make_view_context(
        Index(records=records, ledger=ledger),
        findings=find(Index(records=records, ledger=ledger), rules=rules),
        forge=Forge.of(edit_uri),
    )


def parse(text: str) -> Mapping[str, Any]:
    reading = read(dedent(text).encode(), file="scenario.yml")
    assert not reading.problems, reading.problems
    assert isinstance(reading.data, dict)
    return reading.data


def make_records(data: Mapping[str, Any]) -> Records:
    """Records from plain data; what has not its model's shape fails the test."""
    given = data.get("accounts", {})
    people = {name: _shape(each, model=Person, name=name) for name, each in _named("people", data)}
    series = {name: _shape(each, model=Series, name=name) for name, each in _named("series", data)}
    company = data.get("organization")
    accounts = {
        name: _shape(ACCOUNTS.get(name, {}) | given.get(name, {}), model=Account, name=name)
        for name in {**ACCOUNTS, **given}
    }
    return Records(
        organization=_shape(
            {"name": "A company"} | company, model=Organization, name="organization"
        )
        if company
        else None,
        people={**PEOPLE, **people},
        taxonomy=_shape(data.get("taxonomy", {}), model=Taxonomy, name="taxonomy"),
        series={**SERIES, **series},
        accounts=accounts,
        pods={name: _shape(each, model=Pod, name=name) for name, each in _named("pods", data)},
        entries=tuple(make_entries(data)),
        aliases={
            alias: name
            for name, each in accounts.items()
            for alias in (former.id for former in each.aliases)
        },
    )


def make_entries(data: Mapping[str, Any]) -> Iterable[Entry]:
    """The meetings and updates of some data, in the order in which they stand there."""
    series = {*SERIES, *data.get("series", ())}
    for name, sections in data.items():
        if not name[0].isdigit():
            continue
        on, slug = name[:_DATE], name[_DATE + 1 :]
        held = split_number(slug).name
        kind = FileKind.MEETING if held in series else FileKind.UPDATE
        path = f"{kind.value}s/{on[:4]}/{name}.yml"
        record: Meeting | Update
        if kind is FileKind.MEETING:
            record = _shape({"series": held, "date": on} | sections, model=Meeting, name=name)
        else:
            record = _shape({"by": slug, "date": on} | sections, model=Update, name=name)
        yield Entry(id=name, file=File(name=path, path=path, kind=kind, id=name), record=record)


def _named(section: str, data: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """What a section of the text holds, by its names."""
    return tuple(data.get(section, {}).items())


def _shape(data: Mapping[str, Any], *, model: type[AnyModel], name: str) -> AnyModel:
    shaped, problems = shape_data(data, model=model, file=name)
    assert shaped is not None, problems
    return shaped
