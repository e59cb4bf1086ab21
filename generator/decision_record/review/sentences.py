"""The kinds of sentences with their labels, and how one is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from decision_record.ledger.differences.kinds import Difference
from decision_record.review.changed_fields import list_changes
from decision_record.review.names import Names
from decision_record.review.review import GroupId, ReviewLine, Source
from decision_record.review.subjects import Subject
from decision_record.views.account.since import KINDS
from decision_record.views.shared.words import Badge, Tone

LABELS: Mapping[str, Badge] = MappingProxyType(
    {
        **{kind.value: badge for kind, badge in KINDS.items()},
        "ahead": Badge(text="Customer not told", tone=Tone.LATE),
        "arr": Badge(text="ARR"),
        "brought-forward": Badge(text="Brought forward", tone=Tone.DONE),
        "can-say": Badge(text="You can say", tone=Tone.DONE),
        "cancelled": Badge(text="Cancelled", tone=Tone.RISK),
        "changed": Badge(text="Changed"),
        "churned": Badge(text="Customer churned", tone=Tone.LATE),
        "csm": Badge(text="New CSM"),
        "deleted": Badge(text="Deleted", tone=Tone.LATE),
        "do-not-promise": Badge(text="Do not promise", tone=Tone.LATE),
        "edited": Badge(text="Edited", tone=Tone.LATE),
        "feedback": Badge(text="Feedback"),
        "file-added": Badge(text="New file"),
        "file-changed": Badge(text="Changed file"),
        "file-removed": Badge(text="Deleted file"),
        "followed": Badge(text="Followed through", tone=Tone.DONE),
        "handed-over": Badge(text="Handed over"),
        "later": Badge(text="Dated ahead"),
        "meeting-added": Badge(text="New meeting"),
        "update-added": Badge(text="New update"),
        "may-mention": Badge(text="No longer on “Do not promise”", tone=Tone.QUIET),
        "new": Badge(text="New"),
        "no-longer-say": Badge(text="No longer say", tone=Tone.RISK),
        "no-surprise": Badge(text="Surprise avoided", tone=Tone.DONE),
        "not-compared": Badge(text="Not compared", tone=Tone.RISK),
        "not-to-tell": Badge(text="No longer to tell", tone=Tone.QUIET),
        "on-track": Badge(text="On track again", tone=Tone.DONE),
        "open-again": Badge(text="Open again", tone=Tone.RISK),
        "pm": Badge(text="New PM"),
        "noted": Badge(text="Noted"),
        "process-change": Badge(text="Process change"),
        "reading": Badge(text="Reading"),
        "release": Badge(text="Release"),
        "reply-noted": Badge(text="Reply, not by Product", tone=Tone.RISK),
        "removed": Badge(text="Removed", tone=Tone.LATE),
        "renamed": Badge(text="Renamed", tone=Tone.RISK),
        "error": Badge(text="Error", tone=Tone.LATE),
        "warning": Badge(text="Warning", tone=Tone.RISK),
        "renewal": Badge(text="Renewal"),
        "research": Badge(text="Research"),
        "reworded": Badge(text="New words"),
        "setting": Badge(text="Setting", tone=Tone.RISK),
        "stance": Badge(text="Stance"),
        "surprise": Badge(text="Surprise", tone=Tone.LATE),
        "to-tell": Badge(text="To tell", tone=Tone.RISK),
        "touched": Badge(text="Touched"),
        "will-churn": Badge(text="Will churn", tone=Tone.LATE),
        "withdrawn": Badge(text="Withdrawn", tone=Tone.LATE),
    }
)
"""What each kind of sentence is called. What pages call a change, a review calls so too."""


_ORDER = (
    "deleted",
    "edited",
    "renamed",
    "file-added",
    "file-changed",
    "file-removed",
    "error",
    "warning",
    "setting",
    "new",
    "decided",
    "deferred",
    "escalated",
    "committed",
    "release",
    "slipped",
    "brought-forward",
    "on-track",
    "shipped",
    "descoped",
    "superseded",
    "withdrawn",
    "churned",
    "will-churn",
    "settled",
    "opened",
    "done",
    "rolled",
    "handed-over",
    "dropped",
    "open-again",
    "to-tell",
    "told",
    "not-to-tell",
    "ahead",
    "no-surprise",
    "surprise",
    "raised",
    "asked",
    "requested",
    "acknowledged",
    "answered",
    "replied",
    "reply-noted",
    "resolved",
    "planned",
    "started",
    "declined",
    "stance",
    "feedback",
    "research",
    "can-say",
    "reworded",
    "no-longer-say",
    "do-not-promise",
    "may-mention",
    "csm",
    "pm",
    "renewal",
    "arr",
    "meeting-added",
    "update-added",
    "cancelled",
    "later",
    "process-change",
    "noted",
    "reading",
    "followed",
    "changed",
    "removed",
    "touched",
    "not-compared",
)
PLACES: Mapping[str, int] = MappingProxyType({kind: place for place, kind in enumerate(_ORDER)})
"""The order of the kinds in a group."""


@dataclass(frozen=True, kw_only=True)
class Sentences:
    """Makes the sentences on one thing."""

    group: GroupId
    ref: str | None
    names: Names
    accounts: tuple[str, ...] = ()
    source: Source | None = None
    """Where it is found, where that is not the page of `ref`."""

    def make(
        self,
        kind: str,
        text: str,
        differences: tuple[Difference, ...],
        *,
        group: GroupId | None = None,
    ) -> ReviewLine:
        """One sentence.

        Args:
            kind: What happened, one of `LABELS`.
            text: The sentence without its label.
            differences: What it names.
            group: Where it belongs, where that is not with the others.
        """
        id_ = group or self.group
        source = self.source
        # A sentence about a record calls it by its name.
        is_to_be_named = source is None and id_ is not GroupId.RECORDS
        if is_to_be_named and self.ref and self.names.entry(self.ref.partition("/")[0]):
            source = self.names.source(self.ref)
        return ReviewLine(
            group=id_,
            kind=str(kind),
            label=LABELS[kind],
            text=text,
            source=source,
            ref=self.ref,
            accounts=self.accounts,
            differences=differences,
        )

    def make_changed(
        self, what: str, differences: tuple[Difference, ...], *, group: GroupId | None = None
    ) -> ReviewLine:
        """That some fields of a thing changed, each from its old value to its new one."""
        changes = list_changes(differences, names=self.names)
        return self.make("changed", f"{what}: {changes}", differences, group=group)

    def make_whole(self, subject: Subject, what: str, *, kind: str, new: str) -> ReviewLine:
        """One sentence on all that is different about a thing.

        Args:
            subject: The thing.
            what: What it is called, where it was there before.
            kind: What happened where it is new.
            new: The sentence where it is new.
        """
        if subject.is_new:
            return self.make(kind, new, subject.differences)
        if subject.is_gone:
            return self.make("removed", what, subject.differences)
        return self.make_changed(what, subject.differences)
