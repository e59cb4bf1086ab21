"""Fields of rows that mean nothing for the item that the row is about (DR207).

One flat row serves escalations, briefings, questions and requests (records.md §4). A question is
answered, an escalation resolved, and a request has a status; the other words change nothing.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from decision_record.checks.context import CheckContext, point
from decision_record.checks.wording import quote
from decision_record.diagnostics import Problem, Severity, Underlined
from decision_record.ledger.items import Item
from decision_record.model.item_ids import ItemKind
from decision_record.model.records import Entry

_RAISED = frozenset({"acknowledged", "answered", "answer", "answer_by", "confidence", "resolved"})
_COUNTED: Mapping[ItemKind, frozenset[str]] = MappingProxyType(
    {
        ItemKind.ESCALATION: _RAISED,
        ItemKind.BRIEFING: _RAISED,
        ItemKind.QUESTION: frozenset({"answered", "answer", "answer_by", "confidence"}),
        ItemKind.REQUEST: frozenset({"status"}),
    }
)
"""What changes the state of each kind of item."""

_OF_EVERY_KIND = frozenset({"item", "by", "say", "note"})

_INSTEAD: Mapping[ItemKind, str] = MappingProxyType(
    {
        ItemKind.ESCALATION: "`acknowledged`, `answer`, `answer_by` and `resolved`",
        ItemKind.BRIEFING: "`acknowledged`, `answer`, `answer_by`, `answered` and `resolved`",
        ItemKind.QUESTION: "`answered`, `answer`, `answer_by` and `confidence`",
        ItemKind.REQUEST: "`status`",
    }
)

_CLOSES: Mapping[tuple[ItemKind, str], str] = MappingProxyType(
    {
        (ItemKind.QUESTION, "resolved"): "write `answered: {}`, with the `answer`",
        (ItemKind.QUESTION, "status"): "once it is answered write `answered`, with the `answer`",
        (ItemKind.REQUEST, "resolved"): "write its `status`, such as `status: shipped`",
        (ItemKind.REQUEST, "answered"): "write its `status`, such as `status: planned`",
        (ItemKind.REQUEST, "answer"): "write its `status`, and the words for the customer in `say`",
        (ItemKind.ESCALATION, "status"): "once it is settled write `resolved`, with the day",
        (ItemKind.BRIEFING, "status"): "once it is answered write `answered`, with the `answer`",
    }
)
"""What was probably meant, by kind and field."""


def find_fields_of_others(context: CheckContext) -> Iterator[Problem]:
    """Fields of `updates` rows that are for items of another kind.

    An error where nothing else of the row counts either, as the row then has no effect.
    """
    for entry in context.records.entries:
        for index, row in enumerate(entry.record.updates):
            item = context.items.get(entry.name_of(row.item))
            if item is None or item.kind not in _COUNTED:
                continue
            written = row.model_fields_set - _OF_EVERY_KIND
            counted = written & _COUNTED[item.kind]
            severity = None if counted or row.say or row.note else Severity.ERROR
            for name in type(row).model_fields:
                if name in written - counted:
                    value = getattr(row, name)
                    yield _of_another_kind(
                        item, name, str(value), at=(entry, index), severity=severity
                    )


def find_decisions_reviewed_twice(context: CheckContext) -> Iterator[Problem]:
    """Reviews of decisions with an outcome that changes nothing for them.

    A review row on a decision is about its follow-through: done, rolled or handed over.
    """
    for entry in context.records.entries:
        for index, row in enumerate(entry.record.review):
            decision = context.decisions.get(entry.name_of(row.decision)) if row.decision else None
            if decision is None:
                continue
            written = row.decision or ""
            if row.outcome == "dropped":
                message = f"{quote(written)} is a decision, and `dropped` has no effect on one"
                advice = (
                    "where it no longer holds, write a decision that replaces it, with "
                    f"`supersedes: [{written}]`; where it was followed through, write "
                    "`outcome: done`"
                )
            elif row.outcome == "done" and decision.outcome != "decided":
                message = f"{quote(written)} is {decision.outcome}, and `done` does not answer it"
                advice = f"write a decision with `resolves: [{written}]`, or roll it to another day"
            else:
                continue
            yield Problem(
                code="DR207",
                message=message,
                help=advice,
                at=point(entry, "review", index, "outcome"),
                severity=Severity.WARNING,
            )


def _of_another_kind(
    item: Item, name: str, value: str, *, at: tuple[Entry, int], severity: Severity | None
) -> Problem:
    entry, index = at
    kind = f"{'an' if item.kind[0] in 'aeio' else 'a'} {item.kind}"
    meant = _CLOSES.get((item.kind, name), "remove it").format(value)
    return Problem(
        code="DR207",
        message=f"{quote(entry.record.updates[index].item)} is {kind}, and `{name}` has "
        "no effect on one",
        help=f"{meant}; what counts for {kind} is {_INSTEAD[item.kind]}",
        at=point(entry, "updates", index, name, part=Underlined.KEY),
        severity=severity or Severity.WARNING,
    )
