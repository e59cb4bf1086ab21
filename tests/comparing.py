"""The differences between the exports of two versions: what a review has to name, and no more.

Found in the JSON itself, without the ledger's comparison, so that one may be held against the
other.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from decision_record.attention.findings import Findings
from decision_record.attention.gather import find_surprises
from decision_record.exports.api import make_documents
from decision_record.ledger.differences.find import COMPARED, IDENTITY
from decision_record.ledger.differences.kinds import Difference, Kind, Version
from decision_record.ledger.index import Index
from decision_record.ledger.replay import Ledger, replay
from decision_record.model.records import Records
from decision_record.review.left_out import LEFT_OUT_DOCUMENTS, LISTED_APART
from decision_record.signals.catalogue import find_signals
from decision_record.signals.loops import SURPRISE_AHEAD
from exporting import context_of

Items = dict[tuple[Kind, tuple[str, ...]], dict[str, Any]]


def version_of(records: Records, as_of: date) -> Version:
    ledger = replay(records, as_of)
    findings = _surprises_only(records, ledger=ledger)
    return Version(
        records=records, ledger=ledger, surprises=find_surprises(findings, ledger=ledger)
    )


def _surprises_only(records: Records, *, ledger: Ledger) -> Findings:
    """What the accounts' exports need; the other signals and all measures are left out anyway."""
    return Findings(
        signals=find_signals(Index(records=records, ledger=ledger), rules=(SURPRISE_AHEAD,))
    )


def export(version: Version) -> dict[str, Any]:
    """The documents of a version by name, up to the schemas, which no record changes."""
    findings = _surprises_only(version.records, ledger=version.ledger)
    context = context_of(version.ledger, records=version.records, findings=findings)
    documents: dict[str, Any] = {}
    for each in make_documents(context):
        name = each.path.removeprefix("api/v1/").removesuffix(".json")
        if name.startswith("schema/"):
            break
        documents[name] = json.loads(each.content)
    return documents


def items_of(documents: Mapping[str, Any]) -> Items:
    """Every item of every document that is not left out, with those inside of it."""
    items: Items = {}
    for document, content in documents.items():
        if document in LEFT_OUT_DOCUMENTS:
            continue
        kind = Kind(document.partition("/")[0])
        for item in content["items"]:
            _collect(items, kind, item, above=())
    return items


def _collect(items: Items, kind: Kind, item: Mapping[str, Any], *, above: tuple[str, ...]) -> None:
    name = (*above, *(str(item.get(key, "")) for key in IDENTITY[kind][len(above) :]))
    facts = {key: value for key, value in item.items() if key not in LISTED_APART.get(kind, ())}
    known = items.get((kind, name))
    if kind in (Kind.ACCOUNT, Kind.POD) and known is not None:
        # A document of its own says the same as the list, and more.
        assert {key: facts.get(key) for key in known} == known
        known |= facts
    else:
        unique, number = name, 1
        while (kind, unique) in items:
            number += 1
            unique = (*name, str(number))
        items[kind, unique] = facts
    if kind is Kind.POD and known is not None:
        return
    for key, inner in LISTED_APART.get(kind, {}).items():
        for row in item.get(key, ()):
            _collect(items, inner, row, above=name)


def differences_of(before: Items, after: Items) -> set[tuple[Kind, tuple[str, ...], str, str, str]]:
    """What is different, each as kind, name, key, old and new value as JSON."""
    return set(_differences_of(before, after))


def _differences_of(
    before: Items, after: Items
) -> Iterator[tuple[Kind, tuple[str, ...], str, str, str]]:
    whole = {each for each in (*before, *after) if (each in before) is not (each in after)}
    parents = {Kind.PROMISE: Kind.COMMITMENT, Kind.METRIC: Kind.POD}
    for kind, name in dict.fromkeys((*before, *after)):
        parent = parents.get(kind)
        if parent and (parent, name[:1]) in whole:
            continue
        if (kind, name) in whole:
            yield (
                kind,
                name,
                "",
                json.dumps((kind, name) in before),
                json.dumps((kind, name) in after),
            )
            continue
        old, new = before[kind, name], after[kind, name]
        for key in COMPARED[kind]:
            if old.get(key) != new.get(key):
                yield kind, name, key, _dump(old.get(key)), _dump(new.get(key))


def as_json(difference: Difference) -> tuple[Kind, tuple[str, ...], str, str, str]:
    """A difference of the ledger's comparison in the same form."""
    return (
        difference.kind,
        difference.name,
        difference.field or "",
        _dump(_plain(difference, difference.old)),
        _dump(_plain(difference, difference.new)),
    )


def _plain(difference: Difference, value: Any) -> Any:  # noqa: ANN401 - as JSON has it
    if difference.field is None:
        return bool(value)
    match difference.kind, difference.field:
        case Kind.COMMITMENT, "slips":
            keys = ("record", "from", "to", "because")
            return [_row(keys, row) for row in value]
        case Kind.METRIC, "readings":
            return [_row(("as_of", "value"), row) for row in value]
        case (Kind.POD, "members") | (Kind.ACCOUNT, "external"):
            return dict(value)
    return _scalar(value)


def _row(keys: tuple[str, ...], row: tuple[Any, ...]) -> dict[str, Any]:
    return {key: _scalar(value) for key, value in zip(keys, row, strict=True) if value is not None}


def _scalar(value: Any) -> Any:  # noqa: ANN401 - as JSON has it
    if isinstance(value, tuple):
        return [_scalar(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _dump(value: Any) -> str:  # noqa: ANN401 - as JSON has it
    return json.dumps(value, sort_keys=True)
