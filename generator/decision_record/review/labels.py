"""What a review calls the fields of records and reference files, and the words that they allow."""

from collections.abc import Mapping
from types import MappingProxyType

from decision_record.model.series import RITUALS
from decision_record.views.people.people import ROLES

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "accounts_wanted": "customers wanted",
        "aliases": "former names",
        "allow": "excused rules",
        "attention": "what CS has to prepare for",
        "formerly": "former names",
        "loops": "customer updates",
        "minutes_on": "minutes for each part",
        "org": "org topics",
        "parked": "parked topics",
        "preread": "pre-reads",
        "review": "reviews",
        "answer_by": "answer wanted by",
        "arr": "ARR",
        "ask": "text",
        "ceo": "CEO",
        "closes_loop": "closes the update on",
        "cpo": "CPO",
        "csm_reaction": "what the CSM says",
        "cs_ops": "CS Ops",
        "comms_plan": "how customers are told",
        "cs_impact": "what CS will notice",
        "briefed": "CS briefed on",
        "csm": "CSM",
        "cto": "CTO",
        "due": "due date",
        "dues": "due dates",
        "external": "numbers in other systems",
        "fiscal_year_starts": "first month of the fiscal year",
        "followed": "followed through on",
        "from_": "first day",
        "head_of_product": "Head of Product",
        "held_every": "cadence",
        "issue": "text",
        "left": "last day",
        "levers": "what each role can do",
        "minutes": "length in minutes",
        "mode": "what is wrong",
        "on": "date",
        "original_target": "first target",
        "path": "chain",
        "path_answer_by": "answer wanted by",
        "path_raised": "raised",
        "path_state": "state of the chain",
        "pm": "PM",
        "pm_ops": "PM Ops",
        "qbrs": "QBRs",
        "say": "words for customers",
        "signed_off": "signed off by",
        "since": "first day",
        "starts": "time",
        "success_in_90_days": "success in 90 days",
        "timezone": "time zone",
        "to": "ruling by",
        "told": "told on",
        "tried": "workaround",
        "until": "last day",
        "vp_cs": "VP CS",
        "what": "text",
    }
)
"""What a field is called, where that is not its key."""

CHOICES = frozenset(
    {
        "because",
        "better",
        "cadence",
        "cancelled",
        "channel",
        "confidence",
        "counts",
        "kind",
        "mode",
        "outcome",
        "path_state",
        "side",
        "stance",
        "state",
        "status",
        "structure",
        "tone",
        "why",
    }
)
"""The fields that hold one word of a few."""


def call_key(key: str) -> str:
    """What a field is called: `answer_by` is "answer wanted by"."""
    return FIELDS.get(key, key.rstrip("_").replace("_", " "))


def call_choice(key: str, value: str) -> str:
    """A word of a few as people read it: `not-now` is "not now", `series-b` "Series B"."""
    if key == "role":
        return next((name for role, name in ROLES.items() if role == value), value)
    if key == "kind":
        ritual = next((each for kind, each in RITUALS.items() if kind == value), None)
        if ritual:
            return ritual.name
    if value == "standing":
        return "in force"
    if key == "stage":
        word, _, letter = value.partition("-")
        return f"{word.capitalize()} {letter.upper()}"
    # What a person writes as a reason has spaces; a word of a few has none.
    return value.replace("-", " ") if key in CHOICES and " " not in value else value
