"""What `signals.json` says: one item for each signal, with what it is about and where it stands."""

from decision_record.exports.present import Facts
from decision_record.signals.rule import Signal


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
