"""What is not decided, or not now: deferrals, escalated decisions and stances, by account."""

from collections.abc import Iterator, Mapping, Sequence

from decision_record.ledger.calendar import days_after
from decision_record.ledger.decisions import DecisionState, LoggedDecision
from decision_record.ledger.items import Item
from decision_record.ledger.messaging.talking import AccountOnDay, Caution, CautionReason
from decision_record.ledger.themes import PresentedTheme, last_stance
from decision_record.ledger.timeline import accounts_named
from decision_record.model.records import Records

_REFUSED = {"not-now": CautionReason.NOT_NOW, "declined": CautionReason.DECLINED}


def concerned_by(
    decision: LoggedDecision,
    *,
    decisions: Mapping[str, LoggedDecision],
    items: Mapping[str, Item],
    records: Records,
) -> frozenset[str]:
    """The accounts that an open decision names, and those of what it is about."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [decision.ref]
    while waiting:
        ref = waiting.pop()
        item = items.get(ref)
        if ref in seen or item is None:
            continue
        seen.add(ref)
        found |= {records.account_id(each) for each in accounts_named(item)}
        about = decisions.get(ref)
        waiting += about.about if about else ()
    return frozenset(found)


def refuse_open(decision: LoggedDecision) -> Iterator[Caution]:
    """A deferral or an escalated decision while it is open; of several deferrals the newest."""
    if decision.outcome == "decided" or decision.state is not DecisionState.OPEN:
        return
    is_deferral = decision.outcome == "deferred"
    if is_deferral and decision.deferred_again:
        return
    yield Caution(
        why=CautionReason.DEFERRED if is_deferral else CautionReason.ESCALATED,
        what=decision.row.what,
        words=None,
        ref=decision.ref,
        since=decision.day,
    )


def presented_for(
    themes: Mapping[str, Sequence[PresentedTheme]],
) -> Mapping[str, Mapping[str, Sequence[PresentedTheme]]]:
    """By account and theme the presentations that name the account, in their order."""
    found: dict[str, dict[str, list[PresentedTheme]]] = {}
    for theme, rows in themes.items():
        for row in rows:
            for account in row.accounts:
                found.setdefault(account, {}).setdefault(theme, []).append(row)
    return found


def refuse_themes(
    themes: Mapping[str, Sequence[PresentedTheme]], *, records: Records, on_day: AccountOnDay
) -> Iterator[Caution]:
    """The last stance of each theme among the rows that name the account, for so many days†."""
    for theme, rows in themes.items():
        last = last_stance(rows)
        why = _REFUSED.get(last.stance or "") if last else None
        until = days_after(last.day, on_day.days.refusal) if last else on_day.as_of
        if last and why and until >= on_day.as_of:
            known = records.taxonomy.themes.get(theme)
            yield Caution(
                why=why,
                what=known.name if known else theme,
                words=None,
                because=last.response,
                ref=theme,
                since=last.day,
            )
