"""What `signals.json` says: one item for each signal, with what it is about and where it stands."""

from decision_record.exports.facts import Facts
from decision_record.ledger.replay import Ledger
from decision_record.model.records import Records
from decision_record.signals.catalogue import find_signals
from decision_record.signals.rule import Signal


def list_signals(ledger: Ledger, *, records: Records) -> list[Facts]:
    """Every signal of the day, by code, urgency and name."""
    return [of_signal(each) for each in find_signals(ledger, records=records)]


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
