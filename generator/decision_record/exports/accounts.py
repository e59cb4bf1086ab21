"""Accounts in the exports, and the document of each: messages, surprises ahead, its history.

A fact that is absent has no key.
"""

from collections.abc import Iterable, Iterator
from typing import get_args

from decision_record.exports.context import ExportContext
from decision_record.exports.keys import Holds, Key
from decision_record.exports.present import Facts, present
from decision_record.exports.raised import OPEN_WITH_PRODUCT, open_with_product
from decision_record.ledger.accounts import AccountStanding
from decision_record.ledger.messaging.talking import (
    Caution,
    CautionReason,
    Firmness,
    Messages,
    Saying,
)
from decision_record.ledger.timeline import StepKind, TimelineStep
from decision_record.ledger.unannounced import ChangeKind, Unannounced

_OPEN = (
    Key("actions", Holds.COUNT, "Its open actions."),
    Key("escalations", Holds.COUNT, "Its open escalations and briefings, each chain once."),
    Key("questions", Holds.COUNT, "Its questions without an answer."),
    Key("loops", Holds.COUNT, "Customer updates due to it."),
    Key("commitments", Holds.COUNT, "Its open commitments."),
)

ACCOUNT = (
    Key("id", Holds.ACCOUNT, "The account: the name of its file."),
    Key("name", Holds.TEXT, "The name that people read."),
    Key("arr", Holds.AMOUNT, "ARR on the day of the export; 0 once churned."),
    Key("segment", Holds.TAXON, "Its segment."),
    Key("csm", Holds.PERSON, "Its CSM."),
    Key("pm", Holds.PERSON, "Its PM liaison, if it has one.", optional=True),
    Key("renewal", Holds.DAY, "The day of its renewal."),
    Key("qbrs", Holds.DAY, "Its QBRs, past and planned.", many=True),
    Key("churned", Holds.DAY, "The day it left; absent for a customer.", optional=True),
    Key("aliases", Holds.TEXT, "The ids that it had before.", many=True),
    Key("external", Holds.NAMED, "Its ids in other systems, by system."),
    Key("open", Holds.OBJECT, "How much is open for it.", keys=_OPEN),
    Key("last_record", Holds.RECORD, "The newest record that names it.", optional=True),
)

_SAY = (
    Key("text", Holds.TEXT, "The words."),
    Key("ref", Holds.ITEM, "The item that has them; for a roadmap row its decision."),
    Key("day", Holds.DAY, "The day on which they were recorded."),
    Key("confidence", Holds.TEXT, "How firm they are.", optional=True, words=get_args(Firmness)),
    Key("target", Holds.DAY, "The promised day, if there is one.", optional=True),
    Key("until", Holds.DAY, "The last day to say them, if there is one.", optional=True),
)

_DO_NOT_PROMISE = (
    Key("what", Holds.TEXT, "What it is about."),
    Key("words", Holds.TEXT, "The very words to avoid, if there are any.", optional=True),
    Key("ref", Holds.TEXT, "The item; for a stance the theme."),
    Key("why", Holds.TEXT, "Why it must not be promised.", words=tuple(CautionReason)),
    Key("since", Holds.DAY, "Since when."),
)

_SURPRISE = (
    Key("ref", Holds.ITEM, "The decision or the shipped item."),
    Key("because", Holds.TEXT, "What changed.", words=get_args(ChangeKind)),
    Key("since", Holds.DAY, "The day it changed; overdue: the day after the target."),
)

_STEP = (
    Key("date", Holds.DAY, "Its day."),
    Key("ref", Holds.TEXT, "The item; else the record; of a churn the account."),
    Key("kind", Holds.TEXT, "What it is.", words=get_args(StepKind)),
    Key("text", Holds.TEXT, "What the item or the row says."),
    Key("outcome", Holds.TEXT, "What became of it, in the record's word.", optional=True),
    Key("until", Holds.DAY, "The new due date or target.", optional=True),
    Key("note", Holds.TEXT, "The reason, the answer or the note.", optional=True),
    Key("record", Holds.RECORD, "Where it was recorded; absent for a churn.", optional=True),
)

_AHEAD = tuple(key for key in _STEP if key.name != "until")
"""What is rolled or slips is dated when that was recorded, never ahead."""

ACCOUNT_DOCUMENT = (
    *ACCOUNT,
    Key("say", Holds.OBJECT, "What CS may say, the newest first.", many=True, keys=_SAY),
    Key(
        "do_not_promise",
        Holds.OBJECT,
        "What CS must not promise, the newest first.",
        many=True,
        keys=_DO_NOT_PROMISE,
    ),
    Key(
        "surprises",
        Holds.OBJECT,
        "Changes that it was not told about before its QBR or renewal.",
        many=True,
        keys=_SURPRISE,
    ),
    Key(
        "open_with_product",
        Holds.OBJECT,
        "What it is waiting on Product for.",
        many=True,
        keys=OPEN_WITH_PRODUCT,
    ),
    Key("timeline", Holds.OBJECT, "What happened, the oldest first.", many=True, keys=_STEP),
    Key(
        "ahead",
        Holds.OBJECT,
        "What is dated after the day of the export, if anything.",
        optional=True,
        many=True,
        keys=_AHEAD,
    ),
)


def list_accounts(context: ExportContext) -> Iterator[Facts]:
    """Every account by id."""
    return map(of_account, context.ledger.accounts.values())


def of_account(standing: AccountStanding) -> Facts:
    """An account."""
    account, open_items = standing.account, standing.open
    return present(
        id=standing.id,
        name=account.name,
        arr=standing.arr,
        segment=account.segment,
        csm=standing.csm,
        pm=standing.pm,
        renewal=account.renewal,
        qbrs=account.qbrs,
        churned=standing.churned,
        aliases=tuple(alias.id for alias in account.aliases),
        external=account.external,
        open={
            "actions": open_items.actions,
            "escalations": open_items.escalations,
            "questions": open_items.questions,
            "loops": open_items.loops,
            "commitments": open_items.commitments,
        },
        last_record=standing.last_record,
    )


def describe_accounts(context: ExportContext) -> Iterator[Facts]:
    """Every account with all that its own document says."""
    ledger, surprises = context.ledger, context.attention.surprises
    for standing in ledger.accounts.values():
        messages = ledger.messages.get(standing.id, Messages())
        yield present(
            **of_account(standing),
            say=[of_saying(each) for each in messages.say],
            do_not_promise=[of_caution(each) for each in messages.do_not_promise],
            surprises=[of_unannounced(each) for each in surprises.get(standing.id, ())],
            open_with_product=open_with_product(standing.id, ledger=ledger),
            timeline=_of_steps(standing.timeline),
            ahead=_of_steps(standing.ahead) or None,
        )


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


def of_unannounced(change: Unannounced) -> Facts:
    """A surprise ahead of an account."""
    return present(ref=change.ref, because=change.because, since=change.since)


def _of_steps(steps: Iterable[TimelineStep]) -> list[Facts]:
    """Steps of an account's history, oldest first."""
    return [
        present(
            date=step.day,
            ref=step.ref,
            kind=step.kind,
            text=step.text,
            outcome=step.outcome,
            until=step.until,
            note=step.note,
            record=step.record,
        )
        for step in steps
    ]
