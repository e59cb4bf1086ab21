"""The exports of records on a day, for tests."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from decision_record.attention.findings import Findings, find
from decision_record.attention.gather import gather_attention
from decision_record.exports.api import ROOT, make_documents
from decision_record.exports.context import ExportContext
from decision_record.ledger.index import Index
from decision_record.ledger.replay import Ledger, replay
from decision_record.model.records import Records


def context_of(
    ledger: Ledger, *, records: Records, findings: Findings | None = None
) -> ExportContext:
    """What the exports of a day are made from, with every signal and measure or those given."""
    findings = findings or find(Index(records=records, ledger=ledger))
    return ExportContext(
        index=Index(records=records, ledger=ledger),
        findings=findings,
        attention=gather_attention(findings, index=Index(records=records, ledger=ledger)),
    )


def export(context: ExportContext) -> Mapping[str, Any]:
    """Every document by its name, without its suffix."""
    return {
        document.path.removeprefix(ROOT).removesuffix(".json"): json.loads(document.content)
        for document in make_documents(context)
    }


def export_on(as_of: date, records: Records) -> Mapping[str, Any]:
    """Every document of a day by its name, without its suffix."""
    return export(context_of(replay(records, as_of), records=records))
