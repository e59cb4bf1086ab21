"""What `accounts/<id>.json` says of words: what may be said to the account, and what not."""

from decision_record.exports.present import Facts, present
from decision_record.ledger.messaging.talking import Caution, Messages, Saying


def of_messages(messages: Messages) -> Facts:
    """An account's messages, newest first."""
    return {
        "say": [of_saying(each) for each in messages.say],
        "do_not_promise": [of_caution(each) for each in messages.do_not_promise],
    }


def of_saying(saying: Saying) -> Facts:
    """Words that may be said; `until` is the last day on which they may."""
    return present(
        text=saying.text,
        ref=saying.ref,
        day=saying.day,
        confidence=saying.firmness,
        target=saying.target,
        until=saying.until,
    )


def of_caution(caution: Caution) -> Facts:
    """What must not be promised; `ref` of a stance is the theme."""
    return present(
        what=caution.what,
        words=caution.words,
        ref=caution.ref,
        why=caution.why.value,
        since=caution.since,
    )
