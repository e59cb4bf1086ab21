"""How a review shows the value of a field, and how it changed: of an item as of a file."""

from datetime import date

from pydantic import BaseModel

from decision_record.review.labels import CHOICES, call_choice, call_key
from decision_record.review.names import Names, limit, quote_change, said
from decision_record.text.wording import show_number

_TAGS = frozenset({"area", "segment", "category", "theme"})
_ACCOUNTS = frozenset({"account", "accounts"})
_PEOPLE = frozenset({"owner", "owners", "by", "csm", "pm", "attendees", "members"})
_ITEMS = frozenset(
    {
        "resolves",
        "resolved_by",
        "supersedes",
        "superseded_by",
        "path",
        "closes_loop",
        "delivers",
        "slips",
    }
)
_AMOUNTS = frozenset({"amount", "arr"})
_TEXTS = frozenset(
    {
        "answer",
        "ask",
        "because",
        "changes",
        "comms_plan",
        "cs_impact",
        "csm_reaction",
        "definition",
        "fix",
        "issue",
        "name",
        "next_sprint",
        "noisy",
        "note",
        "notes",
        "owns",
        "recommendation",
        "response",
        "say",
        "success_in_90_days",
        "topic",
        "tried",
        "what",
    }
)
"""The fields that hold a person's words."""
_MOST_BARE = 60
"""Characters of a word that needs no quotation marks."""


def show_change(key: str, old: object, new: object, *, names: Names) -> str:
    """The old value of a field and the new one."""
    if old is None:
        return f"set to {show_value(key, new, names=names)}"
    if new is None:
        return f"{show_old(key, old, names=names)} → none"
    if isinstance(old, date) and isinstance(new, date):
        return names.days(old, new)
    if key in _TEXTS and isinstance(old, str) and isinstance(new, str):
        return quote_change(old, new)
    return f"{show_old(key, old, names=names)} → {show_value(key, new, names=names)}"


def show_old(key: str, value: object, *, names: Names) -> str:
    """A value before the change: an amount is in the currency of then."""
    if key in _AMOUNTS and isinstance(value, int | float) and not isinstance(value, bool):
        return names.money_before(value)
    return show_value(key, value, names=names)


def show_value(key: str, value: object, *, names: Names) -> str:
    """A value as people read it.

    Args:
        key: The key of the field.
        value: What it holds.
        names: What everything is called.
    """
    shown = str(value)
    match value:
        case None:
            shown = "none"
        case bool():
            shown = "yes" if value else "no"
        case date():
            shown = names.day(value)
        case int() | float():
            shown = names.money(value) if key in _AMOUNTS else show_number(value)
        case tuple():
            shown = limit([show_value(key, each, names=names) for each in value])
        case BaseModel():
            shown = _show_row(value, names=names)
        case str():
            shown = _show_text(key, value, names=names)
    return shown


def _show_row(row: BaseModel, *, names: Names) -> str:
    """A row by its first field, then all others by their names."""
    fields = [(name, getattr(row, name)) for name in type(row).model_fields]
    first, *others = [
        (name, show_value(name, each, names=names))
        for name, each in fields
        if each is not None and each != ()
    ] or [("", "empty")]
    more = "; ".join(f"{call_key(name)} {shown}" for name, shown in others)
    return f"{first[1]} ({more})" if more else first[1]


def _show_text(key: str, value: str, *, names: Names) -> str:
    """A name as people read it, a person's words in quotation marks, any other text as it is."""
    if key in _TAGS:
        return names.tag(key, value)
    if key in _ACCOUNTS:
        return names.account(value)
    if key in _ITEMS:
        return names.item_name(value)
    if key in _PEOPLE:
        return names.person(value)
    called = value if key in CHOICES else names.person(value)
    if called == value and (key in _TEXTS or " " in value or len(value) > _MOST_BARE):
        return said(value)
    return call_choice(key, called)
