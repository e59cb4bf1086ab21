"""What `signals.json` says: one item for each signal, with what it is about and where it stands."""

from collections.abc import Mapping, Sequence
from datetime import date

from decision_record.exports.facts import Facts
from decision_record.ledger.replay import Ledger
from decision_record.model.records import Records
from decision_record.signals.catalogue import SIGNALS, find_signals
from decision_record.signals.rule import Signal, SignalRule


def list_signals(
    ledger: Ledger,
    *,
    records: Records,
    rules: Sequence[SignalRule] = SIGNALS,
    written: Mapping[str, date] | None = None,
) -> list[Facts]:
    """Every signal of the day that the rules find, by code, urgency and name."""
    found = find_signals(ledger, records=records, rules=rules, written=written)
    return [of_signal(each) for each in found]


def of_signal(signal: Signal) -> Facts:
    """A signal; `url` is below the root of the site."""
    about = signal.about
    facts = {
        "code": signal.code,
        "message": signal.message,
        "ref": about.ref,
        "account": about.account,
        "series": about.series,
        "pod": about.pod,
        "person": about.person,
        "owner": signal.owner,
        "url": signal.address,
    }
    return {key: value for key, value in facts.items() if value is not None}
