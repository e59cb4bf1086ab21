"""Everyone by role, with what each has to do."""

from dataclasses import dataclass
from datetime import date

from decision_record.model.reference import Person, Role
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import count

ROLES: dict[Role, str] = {
    "vp-cs": "VP Customer Success",
    "cs-lead": "CS lead",
    "csm": "CSM",
    "cs-ops": "CS Ops",
    "head-of-product": "Head of Product",
    "pm-lead": "PM lead",
    "pm": "PM",
    "pm-ops": "PM Ops",
    "cpo": "Chief Product Officer",
    "cto": "Chief Technology Officer",
    "engineer": "Engineer",
    "engineering-manager": "Engineering manager",
    "solutions-engineer": "Solutions engineer",
    "support": "Support",
    "sales": "Sales",
    "marketing": "Marketing",
    "other": "Other",
}
"""Each role in words, in the order in which a team lists its people."""

GROUPS: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("customer-success", "Customer Success", ("vp-cs", "cs-lead", "csm", "cs-ops")),
    ("product", "Product", ("cpo", "head-of-product", "pm-lead", "pm", "pm-ops")),
    (
        "engineering",
        "Engineering",
        ("cto", "engineering-manager", "engineer", "solutions-engineer"),
    ),
    ("others", "Others", ("support", "sales", "marketing", "other")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person in the list."""

    person: Link
    role: str
    open_actions: int
    late: int
    accounts: int
    arr: float
    """ARR of the accounts that the person looks after."""
    left: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleGroup:
    """People of one function."""

    id: str
    title: str
    people: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView(View):
    """The list of people."""

    groups: tuple[PeopleGroup, ...]
    """By function; those who left come last."""


def view_people(*, context: ViewContext) -> PeopleView:
    """Everyone: by function, in it by role and name."""
    as_of = context.ledger.as_of
    here = {name: each for name, each in context.records.people.items() if not each.has_left(as_of)}
    gone = {name: each for name, each in context.records.people.items() if name not in here}
    accounts: dict[str, list[str]] = {}
    for name, standing in context.ledger.accounts.items():
        if not standing.churned:
            accounts.setdefault(standing.csm, []).append(name)
    groups = [
        PeopleGroup(
            id=id_,
            title=title,
            people=_rows(
                {n: p for n, p in here.items() if p.role in roles}, accounts, context=context
            ),
        )
        for id_, title, roles in GROUPS
    ]
    groups.append(
        PeopleGroup(id="left", title="Left", people=_rows(gone, accounts, context=context))
    )
    shown = tuple(group for group in groups if group.people)
    return PeopleView(
        title="People",
        description=f"{count(len(here), 'person', 'people')} with what each owns and what is late.",
        toc=tuple(Section(id=each.id, title=each.title) for each in shown),
        as_of=as_of,
        groups=shown,
    )


def _rows(
    people: dict[str, Person], accounts: dict[str, list[str]], *, context: ViewContext
) -> tuple[PersonRow, ...]:
    order = list(ROLES)
    found = sorted(
        people.items(), key=lambda pair: (order.index(pair[1].role), pair[1].name.casefold())
    )
    return tuple(_row(name, each, accounts.get(name, []), context=context) for name, each in found)


def _row(name: str, person: Person, accounts: list[str], *, context: ViewContext) -> PersonRow:
    as_of = context.ledger.as_of
    actions = [each for each in context.index.actions_of_person.get(name, ()) if each.is_open]
    return PersonRow(
        person=context.link_person(name),
        role=ROLES[person.role],
        open_actions=len(actions),
        late=sum(each.overdue_days(as_of) is not None for each in actions),
        accounts=len(accounts),
        arr=context.ledger.arr_of(tuple(accounts)),
        left=person.left if person.has_left(as_of) else None,
    )
