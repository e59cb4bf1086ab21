"""Validated files put together into `Records`; duplicates are reported (DR107)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from decision_record.diagnostics import DocumentPath, Pointer, Problem, RelatedPlace, Underlined
from decision_record.model.account import Account
from decision_record.model.pod import Pod
from decision_record.model.record import Meeting, Update
from decision_record.model.records import Entry, File, FileKind, Records, Unread, order_of_replay
from decision_record.model.reference import Organization, People, Person, Taxonomy
from decision_record.model.series import Series, SeriesFile

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaped:
    """A file that has the shape of its model."""

    file: File
    model: BaseModel


def gather(
    shaped: Sequence[Shaped], *, unread: Unread, files: Sequence[File]
) -> tuple[Records, tuple[Problem, ...]]:
    """Put the files together; of two with one identity the first stays (DR107)."""
    names = _Names()
    organization: Organization | None = None
    people: dict[str, Person] = {}
    series: dict[str, Series] = {}
    accounts: dict[str, Account] = {}
    pods: dict[str, Pod] = {}
    entries: list[Entry] = []
    for each in shaped:
        file = each.file
        match each.model:
            case Organization() as model if names.claim(file, file.id):
                organization = model
            case People() as model:
                people |= names.claim_each(file, model.root)
            case SeriesFile() as model:
                series |= names.claim_each(file, model.root)
            case Account() as model if names.claim(file, file.id):
                accounts[file.id] = model
            case Pod() as model if names.claim(file, file.id):
                pods[file.id] = model
            case (Meeting() | Update()) as model if names.claim(file, file.id):
                entries.append(Entry(id=file.id, file=file, record=model))
    aliases = _aliases(shaped, names)
    records = Records(
        organization=organization,
        people=people,
        taxonomy=_join_taxonomies(shaped, names),
        series=series,
        accounts=dict(sorted(accounts.items())),
        pods=dict(sorted(pods.items())),
        entries=tuple(sorted(entries, key=order_of_replay)),
        files=tuple(sorted(files, key=lambda file: file.name)),
        aliases=aliases,
        former_records=_former_records(shaped, names),
        unread=unread,
    )
    return records, tuple(names.clashes)


class _Names:
    """Which identities are taken, and where; collects the clashes."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, str], Pointer] = {}
        self.clashes: list[Problem] = []

    def claim(
        self, file: File, name: str, at: Pointer | None = None, *, former: str | None = None
    ) -> bool:
        """Take a name; False where another has it already.

        Args:
            file: The file that has it.
            name: The name.
            at: Where it says so; the file itself where that is its name.
            former: The field, of a name that a file had before.
        """
        here = at or Pointer(file=file.name, part=Underlined.ROW)
        kind = "record" if file.kind in (FileKind.MEETING, FileKind.UPDATE) else str(file.kind)
        first = self._taken.setdefault((kind, name), here)
        if first is here:
            return True
        self.clashes.append(
            Problem(
                code="DR107",
                message=f"`{name}` in `{former}` is already the name of another file, or was"
                if former
                else f"`{name}` is there twice",
                help=f"remove `{name}` from `{former}`, or correct it: it can lead to one file"
                if former
                else "give one of them another name, or remove one",
                at=here,
                related=(RelatedPlace(at=first, text=f"the first `{name}` is here"),),
            )
        )
        return False

    def claim_each(self, file: File, values: Mapping[str, Value]) -> dict[str, Value]:
        """Take the names of a file that holds several; those that were free."""
        return {
            name: value
            for name, value in values.items()
            if self.claim(file, name, Pointer(file=file.name, path=(name,), part=Underlined.KEY))
        }


def _aliases(shaped: Sequence[Shaped], names: _Names) -> dict[str, str]:
    """Former names of accounts; one that another account has now, or had too, is a clash."""
    aliases: dict[str, str] = {}
    for each in shaped:
        if isinstance(each.model, Account):
            for index, alias in enumerate(each.model.aliases):
                path: DocumentPath = ("aliases", index, "id") if alias.until else ("aliases", index)
                at = Pointer(file=each.file.name, path=path)
                if names.claim(each.file, alias.id, at, former="aliases"):
                    aliases[alias.id] = each.file.id
    return aliases


def _former_records(shaped: Sequence[Shaped], names: _Names) -> dict[str, str]:
    """Former names of records; one that another record has now, or had too, is a clash."""
    former: dict[str, str] = {}
    for each in shaped:
        if isinstance(each.model, Meeting | Update):
            for index, name in enumerate(each.model.formerly):
                at = Pointer(file=each.file.name, path=("formerly", index))
                if names.claim(each.file, name, at, former="formerly"):
                    former[name] = each.file.id
    return former


def _join_taxonomies(shaped: Sequence[Shaped], names: _Names) -> Taxonomy:
    """The words of every root together."""
    groups: dict[str, dict[str, Any]] = {group: {} for group in Taxonomy.model_fields}
    for each in shaped:
        if isinstance(each.model, Taxonomy):
            for group, known in groups.items():
                for name, value in getattr(each.model, group).items():
                    at = Pointer(file=each.file.name, path=(group, name), part=Underlined.KEY)
                    if names.claim(each.file, f"{group}/{name}", at):
                        known[name] = value
    return Taxonomy.model_construct(
        categories=groups["categories"],
        areas=groups["areas"],
        segments=groups["segments"],
        themes=groups["themes"],
    )
