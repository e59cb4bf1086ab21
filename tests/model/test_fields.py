"""References are found wherever a model declares them, each at its path in the file."""

from textwrap import dedent

from decision_record.diagnostics import Underlined
from decision_record.model.account import Account
from decision_record.model.fields import find_references
from decision_record.model.pod import Pod
from decision_record.model.record import Meeting
from decision_record.model.reference import People, Taxonomy
from decision_record.model.shape import AnyModel, shape_data
from decision_record.source.read import read


def found(model: type[AnyModel], text: str) -> set[tuple[str, str, str]]:
    reading = read(dedent(text).encode(), file="x.yml")
    value, problems = shape_data(reading.data, model=model, file="x.yml")
    assert value is not None, problems
    return {
        (
            "/".join(map(str, each.path)) + ("#" if each.part is Underlined.KEY else ""),
            str(each.refers.to),
            each.name,
        )
        for each in find_references(value)
    }


_ACCOUNT = """
        name: Ostermark
        arr: 215000
        segment: enterprise
        renewal: 2026-07-10
        """


def test_of_a_history_each_entry_is_a_reference_and_one_value_is_at_its_field() -> None:
    rows = "{since: 2025-07-10, person: anneke}, {since: 2026-01-05, person: bob}"
    references = found(Account, f"{_ACCOUNT}csm: [{rows}]\n        pm: elin")
    assert references == {
        ("segment", "segment", "enterprise"),
        ("csm/0/person", "person", "anneke"),
        ("csm/1/person", "person", "bob"),
        ("pm", "person", "elin"),
    }


def test_of_a_meeting() -> None:
    assert found(
        Meeting,
        """
        series: tier-1
        date: 2026-04-28
        attendees: [maren]
        guests: [Ana Ruiz]
        apologies: [jun]
        delegates: {elin: nikhil}
        review: [{action: r/A1, outcome: done}]
        escalations: [{id: E1, account: ostermark, issue: x, area: reporting, from: r/B1}]
        decisions: [{id: D1, outcome: decided, what: x, owner: elin, resolves: [E1], about: [r/Q1]}]
        actions: {pm: [{id: A1, what: x, owner: elin, due: 2026-05-01, closes_loop: D1}]}
        themes: [{theme: bulk, accounts: [ostermark]}]
        """,
    ) == {
        ("series", "series", "tier-1"),
        ("attendees/0", "person", "maren"),
        ("apologies/0", "person", "jun"),
        ("delegates/elin#", "person", "elin"),
        ("delegates/elin", "person", "nikhil"),
        ("review/0/action", "item", "r/A1"),
        ("escalations/0/account", "account", "ostermark"),
        ("escalations/0/area", "area", "reporting"),
        ("escalations/0/from", "item", "r/B1"),
        ("decisions/0/owner", "person", "elin"),
        ("decisions/0/resolves/0", "item", "E1"),
        ("decisions/0/about/0", "item", "r/Q1"),
        ("actions/pm/0/owner", "person", "elin"),
        ("actions/pm/0/closes_loop", "item", "D1"),
        ("themes/0/theme", "theme", "bulk"),
        ("themes/0/accounts/0", "account", "ostermark"),
    }


def test_of_reference_files() -> None:
    account = """
        name: A
        arr: 1
        segment: e
        csm: bob
        renewal: 2026-07-10
        churned: {on: 2026-08-01, causes: [r/B1]}
        """
    assert found(Account, account) == {
        ("segment", "segment", "e"),
        ("csm", "person", "bob"),
        ("churned/causes/0", "item", "r/B1"),
    }
    pod = "{name: P, structure: account, accounts: [a], members: {pm: ines}, started: 2026-01-01}"
    assert found(Pod, pod) == {("accounts/0", "account", "a"), ("members/pm", "person", "ines")}
    people = "{bob: {name: Bob, role: csm, manager: vera}}"
    assert found(People, people) == {("bob/manager", "person", "vera")}
    taxonomy = "{themes: {bulk: {name: Bulk, area: reporting, category: defect}}}"
    assert found(Taxonomy, taxonomy) == {
        ("themes/bulk/area", "area", "reporting"),
        ("themes/bulk/category", "category", "defect"),
    }
