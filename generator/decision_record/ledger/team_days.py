"""The numbers of days that the replay goes by and that a team may set (records.md §5, †)."""

from dataclasses import dataclass

from decision_record.repository.configuration import Days


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamDays:
    """Days, each with this product's default."""

    to_tell: int = 7
    """Days† after a loop opened by which the account is told, where no action says otherwise."""
    after_telling: int = 91
    """Days† for which words stay untrue after the account was told, and for which an answer holds,
    where no meeting with the customer is planned."""
    refusal: int = 182
    """Days† for which a refused theme or a declined request must not be promised."""


def team_days(given: Days) -> TeamDays:
    """The numbers of days that the team has set, else the product's own."""
    own = TeamDays()
    return TeamDays(
        to_tell=own.to_tell if given.to_tell is None else given.to_tell,
        after_telling=own.after_telling if given.after_telling is None else given.after_telling,
        refusal=own.refusal if given.refusal is None else given.refusal,
    )
