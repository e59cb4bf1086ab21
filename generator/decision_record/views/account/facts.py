"""Who an account is: what it is worth, who looks after it, and what is ahead of it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.ledger.accounts import AccountStanding
from decision_record.views.account.ahead import Ahead, days_ahead_of, last_qbr, next_qbr
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.words import Due, comes_on

_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_MOST_OF_AN_ABBREVIATION = 3
"""Letters of a system's name that is written in capitals: CRM, ERP."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSystem:
    """What the account is in another system, as the CRM."""

    name: str
    """As people write it: "CRM", "Helpdesk"."""
    value: str
    """Its number there; of an address, where it leads."""
    address: str | None
    """The page there, where the file gives one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDetails:
    """Who the account is."""

    arr: float
    segment: str
    csm: Link
    pm: Link | None
    pods: tuple[Link, ...]
    renewal: Due
    next_qbr: Due | None
    calls: tuple[Ahead, ...]
    """Renewal calls, executive meetings and other calls that are ahead, soonest first."""
    last_qbr: date | None
    elsewhere: tuple[OtherSystem, ...]
    """The account in other systems, in the order of its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """That the customer left."""

    day: date
    because: str | None
    arr: float
    """What it was worth on the day before."""
    causes: tuple[Link, ...]


def facts_of(standing: AccountStanding, *, context: ViewContext) -> AccountDetails:
    """Who an account is on the day."""
    known, as_of = standing.account, context.ledger.as_of
    covering = context.index.pods_of_account.get(standing.id, ())
    pm = standing.pm or _pm_of(covering, context=context)
    of_pm = [
        name
        for name in context.index.duties_of(pm or "").pods
        if context.records.pods[name].status != "dissolved"
    ]
    return AccountDetails(
        arr=standing.arr,
        segment=context.records.taxonomy.segments.get(known.segment, known.segment),
        csm=context.link_person(standing.csm),
        pm=context.link_person(pm) if pm else None,
        pods=tuple(context.link_pod(each) for each in dict.fromkeys((*covering, *of_pm))),
        renewal=comes_on(known.renewal, as_of=as_of),
        next_qbr=next_qbr(standing, as_of=as_of),
        calls=tuple(
            each
            for each in days_ahead_of(standing.id, context=context)
            if each.kind not in {"QBR", "Renewal"}
        ),
        last_qbr=last_qbr(standing, as_of=as_of),
        elsewhere=tuple(_other_system(name, value) for name, value in known.external.items()),
    )


def _other_system(name: str, value: str) -> OtherSystem:
    known = name.upper() if len(name) <= _MOST_OF_AN_ABBREVIATION else name.capitalize()
    address = value if _ADDRESS.fullmatch(value) else None
    host = value.split("/")[2] if address else value
    return OtherSystem(name=known, value=host, address=address)


def left_of(standing: AccountStanding, *, context: ViewContext) -> Left | None:
    """That an account left by the day, and why; None for a customer."""
    churn = standing.account.churned
    if churn is None or standing.churned is None:
        return None
    return Left(
        day=churn.on,
        because=churn.because,
        arr=standing.account.arr_on(churn.on - timedelta(days=1)) if churn.on > date.min else 0,
        causes=tuple(
            context.link_item(each) for each in churn.causes if each in context.ledger.items
        ),
    )


def _pm_of(pods: tuple[str, ...], *, context: ViewContext) -> str | None:
    """The PM of the first pod that has one."""
    members = (context.records.pods[each].members for each in pods)
    return next((each["pm"] for each in members if "pm" in each), None)
