"""Themes: each time that one was presented, with what it was worth then and is worth now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.decisions import LoggedDecision
from decision_record.model.records import Entry, Records
from decision_record.model.rituals import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentedTheme:
    """One time that a theme was presented to leadership."""

    record: str
    day: date
    accounts: tuple[str, ...]
    """Who asked, each by its name of today."""
    arr: float
    """ARR of the accounts on that day, in the organisation's currency."""
    arr_now: float
    """ARR of the same accounts on the day of the ledger."""
    stance: Stance | None
    """Product's stance."""
    response: str | None
    """What Product said to it."""


def replay_themes(
    entries: Sequence[Entry], *, as_of: date, records: Records
) -> Mapping[str, tuple[PresentedTheme, ...]]:
    """Each theme that was presented, oldest first, by identity."""
    presented: dict[str, list[PresentedTheme]] = {}
    for entry in entries:
        for row in entry.meeting.themes if entry.meeting else ():
            accounts = records.account_ids(row.accounts)
            presented.setdefault(row.theme, []).append(
                PresentedTheme(
                    record=entry.id,
                    day=entry.date,
                    accounts=accounts,
                    arr=_arr_on(entry.date, accounts, records=records),
                    arr_now=_arr_on(as_of, accounts, records=records),
                    stance=row.stance,
                    response=row.response,
                )
            )
    return {theme: tuple(each) for theme, each in presented.items()}


def _arr_on(day: date, accounts: Sequence[str], *, records: Records) -> float:
    known = (records.accounts.get(each) for each in accounts)
    return sum(account.arr_on(day) for account in known if account)


def last_stance(presented: Sequence[PresentedTheme]) -> PresentedTheme | None:
    """The last presentation at which Product took a stance; one without leaves the old one valid.

    Args:
        presented: Presentations of one theme, oldest first: all, or those that name an account.
    """
    return next((each for each in reversed(presented) if each.stance), None)


def sort_committed(decisions: Iterable[LoggedDecision]) -> tuple[LoggedDecision, ...]:
    """What became of a theme: of the decisions that name it those that commit to it.

    Those still promised come first, by target; then the newest of those that ended.
    """
    made = [(each, each.commitment) for each in decisions if each.commitment]
    promised = sorted(
        (pair for pair in made if pair[1].is_pending),
        key=lambda pair: (pair[1].target or date.max, pair[0].ref),
    )
    ended = (pair for pair in reversed(made) if not pair[1].is_pending)
    return tuple(decision for decision, _ in (*promised, *ended))
