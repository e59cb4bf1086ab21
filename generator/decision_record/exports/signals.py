"""What `signals.json` says: one item for each signal, with what it is about and its page."""

from decision_record.exports.present import Facts, present
from decision_record.signals.rule import Signal


def of_signal(signal: Signal) -> Facts:
    """A signal; `url` is below the root of the site."""
    about = signal.about
    return present(
        code=signal.code,
        message=signal.message,
        ref=about.ref,
        account=about.account,
        series=about.series,
        pod=about.pod,
        person=about.person,
        owner=signal.owner,
        url=signal.address,
    )
