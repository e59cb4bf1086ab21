"""Every export, declared once: its name, what it lists, the keys of its items, and what makes them.

The formats write what is declared here. A new export is one entry, with the keys beside the
function that makes its items.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from decision_record.exports.accounts import (
    ACCOUNT,
    ACCOUNT_DOCUMENT,
    describe_accounts,
    list_accounts,
)
from decision_record.exports.agreed import (
    ACTION,
    COMMITMENT,
    DECISION,
    LOOP,
    list_actions,
    list_commitments,
    list_decisions,
    list_loops,
)
from decision_record.exports.attention import (
    MATTER,
    QUEUE,
    SIGNAL,
    list_matters,
    list_queues,
    list_signals,
)
from decision_record.exports.context import ExportContext
from decision_record.exports.keys import Key
from decision_record.exports.measures import VALUE, list_values
from decision_record.exports.organisation import (
    PERSON,
    POD,
    SERIES,
    list_people,
    list_pods,
    list_series,
)
from decision_record.exports.present import Facts
from decision_record.exports.raised import (
    ESCALATION,
    QUESTION,
    REQUEST,
    THEME,
    list_escalations,
    list_questions,
    list_requests,
    list_themes,
)
from decision_record.exports.rows import (
    FEEDBACK,
    MEETING,
    RESEARCH,
    SHIPPED,
    SURPRISE,
    list_feedback,
    list_meetings,
    list_research,
    list_shipped,
    list_surprises,
)


@dataclass(frozen=True, slots=True)
class Export:
    """One document, or one for each of something."""

    name: str
    """Without its suffix; `<id>` in it is the `id` of an item, which then has a document
    of its own."""
    says: str
    """What its items are, in one line."""
    keys: tuple[Key, ...]
    """Of each item."""
    make: Callable[[ExportContext], Iterable[Facts]]
    """Its items, in a stable order."""

    @property
    def is_list(self) -> bool:
        """Whether all items are in one document."""
        return _ID not in self.name

    def name_of(self, item: Facts) -> str:
        """The name of the document that an item is in."""
        return self.name if self.is_list else self.name.replace(_ID, item["id"])


_ID = "<id>"

EXPORTS = (
    Export("accounts", "Every account.", ACCOUNT, list_accounts),
    Export("accounts/<id>", "One account, in full.", ACCOUNT_DOCUMENT, describe_accounts),
    Export("actions", "Every action.", ACTION, list_actions),
    Export("decisions", "Every decision.", DECISION, list_decisions),
    Export("commitments", "Every commitment.", COMMITMENT, list_commitments),
    Export("escalations", "Every escalation and briefing.", ESCALATION, list_escalations),
    Export("questions", "Every question.", QUESTION, list_questions),
    Export("requests", "Every request.", REQUEST, list_requests),
    Export(
        "loops", "Customer updates: who is to be told what, and who was told.", LOOP, list_loops
    ),
    Export("shipped", "Everything that shipped.", SHIPPED, list_shipped),
    Export("feedback", "All feedback.", FEEDBACK, list_feedback),
    Export("themes", "Every theme, with its demand.", THEME, list_themes),
    Export("meetings", "Every meeting, held or cancelled.", MEETING, list_meetings),
    Export("research", "What Product wants to learn from customers.", RESEARCH, list_research),
    Export("surprises", "The surprises that were recorded.", SURPRISE, list_surprises),
    Export("attention", "What needs attention, as on the home page.", MATTER, list_matters),
    Export("queues", "The queues of series, people and pods.", QUEUE, list_queues),
    Export("signals", "Every signal, by code.", SIGNAL, list_signals),
    Export("series", "Every series.", SERIES, list_series),
    Export("pods", "Every pod.", POD, list_pods),
    Export("pods/<id>", "One pod.", POD, list_pods),
    Export("people", "Every person.", PERSON, list_people),
    Export("measures", "Every value of every measure.", VALUE, list_values),
)
"""In the order in which they are documented (site.md, Exports)."""
