"""A commitment's own page: its state, and the update that says what became of it.

The texts to write are here, not in the list: with many accounts they are long, and the address
that opens the forge's editor with them is longer still.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from decision_record.drafts.roadmap_update import ReportDraft, ReportStatus, draft_reports
from decision_record.ledger.decisions import LoggedDecision
from decision_record.views.lists.commitments import show_promise
from decision_record.views.people.personal import is_personal
from decision_record.views.shared.commitment_rows import CommitmentRow, DecidedCommitment
from decision_record.views.shared.context import ViewContext
from decision_record.views.shared.sections import Section
from decision_record.views.shared.states import COMMITMENT_BADGES
from decision_record.views.shared.view import View
from decision_record.views.shared.words import short_day

TITLES: Mapping[ReportStatus, str] = {
    "shipped": "Mark as shipped",
    "slipped": "Mark as slipped",
    "descoped": "Mark as descoped",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A text that says what became of a commitment, to be completed."""

    id: str
    title: str
    path: str
    """The file that it belongs into, below the folder of records."""
    is_addition: bool
    """Whether that file is there already, and the text is what to add to it."""
    text: str
    editor: str | None
    """Where the forge's editor opens, as a whole address."""
    is_filled: bool
    """Whether it opens with the text in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentView(View):
    """A commitment, with what may be said about it next."""

    promise: CommitmentRow
    offers: tuple[Offer, ...]
    """Empty for what is closed."""
    closed: str | None
    """Why there is nothing to update, where it is closed."""


def commitments_of(context: ViewContext) -> Iterator[DecidedCommitment]:
    """Every commitment that everyone may see; each has a page, also when it is kept."""
    for decision in context.ledger.decisions.values():
        if decision.commitment and not is_personal(decision.record, context=context):
            yield DecidedCommitment(decision=decision, commitment=decision.commitment)


def view_commitment(promise: DecidedCommitment, *, context: ViewContext) -> CommitmentView:
    """The page of a commitment."""
    decision = promise.decision
    offers = tuple(_offers(decision, context=context))
    return CommitmentView(
        title=f"Commitment {context.link_item(decision.ref).text}",
        description="A commitment with its targets and slips, and the YAML to update its status.",
        toc=tuple(Section(id=offer.id, title=offer.title) for offer in offers),
        as_of=context.ledger.as_of,
        promise=show_promise(promise, context=context),
        offers=offers,
        closed=None if promise.commitment.is_pending else _closed(promise),
    )


def _closed(promise: DecidedCommitment) -> str:
    if promise.decision.superseded_by:
        return "Closed: replaced by another decision, which is the one to update."
    state = COMMITMENT_BADGES[promise.commitment.state].text.lower()
    return f"Closed: {state} on {short_day(promise.ended)}."


def _offers(decision: LoggedDecision, *, context: ViewContext) -> Iterator[Offer]:
    drafts = draft_reports(
        decision, records=context.records, entries=context.index.entries, day=context.ledger.as_of
    )
    for draft in drafts:
        editor, is_filled = _editor_of(draft, context=context)
        yield Offer(
            id=draft.status,
            title=TITLES[draft.status],
            path=draft.path,
            is_addition=draft.is_addition,
            text=draft.text,
            editor=editor,
            is_filled=is_filled,
        )


def _editor_of(draft: ReportDraft, *, context: ViewContext) -> tuple[str | None, bool]:
    """The forge's editor: of a new file, or of the one that is there."""
    if context.forge is None:
        return None, False
    if draft.is_addition:
        return context.forge.edit(draft.path), False
    begun = context.forge.new(draft.path, draft.text)
    return (begun.address, begun.is_filled) if begun else (None, False)
