"""The numbers of days that the replay goes by and that a team may set (records.md §5, †)."""

from dataclasses import dataclass


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
