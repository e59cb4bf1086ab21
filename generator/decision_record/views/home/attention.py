"""What needs attention, as the home page lists it: each matter once, what is recent first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from decision_record.attention.matters import CODES, Matter, MatterKind
from decision_record.views.account.ahead import near_words
from decision_record.views.health.signals import link_place, name_about, name_rule
from decision_record.views.shared.asked_rows import call_kinds, kind_of
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.excerpt import Excerpt

SHOWN = 10
"""Matters of each kind that are in sight."""
FOLDED = 40
"""Matters of each kind, recent or old, that a click unfolds."""

TITLES = {
    MatterKind.SURPRISE: "Surprises ahead",
    MatterKind.QUESTION: "Answer before a QBR or renewal",
    MatterKind.RULING: "Overdue rulings",
    MatterKind.DEFERRAL: "Overdue deferrals",
    MatterKind.COMMITMENT: "Overdue commitments",
    MatterKind.ESCALATION: "Urgent escalations",
    MatterKind.FOLLOW_THROUGH: "Overdue follow-throughs",
    MatterKind.MEETING: "Meetings and pre-reads",
    MatterKind.RELEASE: "Releases without a briefing",
    MatterKind.UPDATE: "Overdue customer updates",
    MatterKind.ACTION: "Overdue actions",
    MatterKind.OTHER: "Other follow-ups",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterAccount:
    """An account that a matter concerns."""

    account: Link
    near: str | None
    """Its QBR and renewal, where they are near: "QBR tomorrow, renewal in 11 days"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRow:
    """One thing that needs attention."""

    ref: str
    """What it is about, by its name in the exports."""
    message: str
    others: tuple[str, ...]
    """What is to do for the other accounts."""
    place: Link
    accounts: tuple[MatterAccount, ...]
    owner: Link | None
    reasons: tuple[str, ...]
    """What else was found about it, each in a few words."""
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterGroup:
    """The matters of one kind."""

    id: str
    title: str
    number: int
    """How many there are, old ones too."""
    rows: tuple[MatterRow, ...]
    folded: tuple[MatterRow, ...]
    """Recent ones for which there is no room in sight."""
    old: Excerpt[MatterRow]
    """Those that have been there for over thirty days†."""
    rest: Link
    """Where all of them are."""

    @property
    def more(self) -> int:
        """How many are only there."""
        return self.number - len(self.rows) - len(self.folded) - len(self.old.rows)


def show_matters(*, context: ViewContext) -> tuple[MatterGroup, ...]:
    """All matters by kind, in the order in which they are urgent."""
    of_kind: dict[MatterKind, list[Matter]] = {}
    for matter in context.attention.matters:
        of_kind.setdefault(matter.kind, []).append(matter)
    return tuple(_group(kind, matters, context=context) for kind, matters in of_kind.items())


def _group(kind: MatterKind, matters: Sequence[Matter], *, context: ViewContext) -> MatterGroup:
    recent = [each for each in matters if not each.is_old]
    old = [each for each in matters if each.is_old]
    return MatterGroup(
        id=kind.value,
        title=_title(kind, matters, context=context),
        number=len(matters),
        rows=_rows(recent[:SHOWN], context=context),
        folded=_rows(recent[SHOWN:FOLDED], context=context),
        old=Excerpt(rows=_rows(old[:FOLDED], context=context), total=len(old)),
        rest=_rest(kind),
    )


def _title(kind: MatterKind, matters: Sequence[Matter], *, context: ViewContext) -> str:
    paths = [context.ledger.path_of.get(each.ref or "") for each in matters]
    if kind is MatterKind.ESCALATION and not all(each and each.is_escalation for each in paths):
        return f"Urgent {call_kinds(kind_of(each) for each in paths if each)[1]}"
    return TITLES[kind]


def _rest(kind: MatterKind) -> Link:
    codes = CODES.get(kind, ())
    if len(codes) == 1:
        return Link(text="under Health", address=f"health/{codes[0]}/")
    return Link(text="under Health", address="health/#signals")


def _rows(matters: Iterable[Matter], *, context: ViewContext) -> tuple[MatterRow, ...]:
    return tuple(show_matter(each, context=context) for each in matters)


def show_matter(matter: Matter, *, context: ViewContext) -> MatterRow:
    """One matter as a row."""
    first = matter.first
    owner = first.owner if first.owner in context.records.people else None
    about = first.about
    if matter.ref and matter.ref in context.ledger.path_of:
        place = context.link_item(matter.ref)
    else:
        place = link_place(first, context=context)
    return MatterRow(
        ref=matter.ref or name_about(about),
        message=first.message,
        others=tuple(each.message for each in matter.signals[1:] if each.code == first.code),
        place=place,
        accounts=tuple(
            MatterAccount(
                account=context.link_account(each), near=near_words(each, context=context)
            )
            for each in matter.accounts
        ),
        owner=context.link_person(owner) if owner else None,
        reasons=_reasons(matter, context=context),
        codes=matter.codes,
    )


def _reasons(matter: Matter, *, context: ViewContext) -> tuple[str, ...]:
    names = {rule.code: name_rule(rule) for rule in context.findings.rules}
    return tuple(names[code] for code in matter.codes[1:] if code in names)
