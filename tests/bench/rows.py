"""Rows of a synthetic organisation: what people write who have a customer to help."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from company import THINGS, TROUBLES, Pair

Row = Mapping[str, Any]


def write_issue(chance: Random) -> str:
    thing = chance.choice(THINGS)
    return f"{thing[0].upper()}{thing[1:]} {chance.choice(TROUBLES)}."


def days_after(on: date, days: int) -> date:
    return on + timedelta(days=days)


def write_word(pair: Pair, account: str, on: date, chance: Random) -> Row:
    thing = chance.choice(THINGS)
    return {
        "id": "D1",
        "outcome": "decided",
        "what": f"Keep {thing} as it is, and write down how to use it.",
        "owner": pair.pm,
        "due": days_after(on, 7),
        "accounts": [account],
        "say": f"We leave {thing} as it is this year, and send you a way that works today.",
        "resolves": ["B1"],
    }


def write_question(on: date, account: str, pair: Pair, chance: Random) -> Row:
    return {
        "id": "Q1",
        "account": account,
        "ask": f"When will {chance.choice(THINGS)} be better?",
        "answer_by": days_after(on, 21),
        "for": "qbr",
        "area": pair.area,
    }


def write_request(account: str, pair: Pair, chance: Random) -> Row:
    what = f"A setting for {chance.choice(THINGS)}"
    return {"id": "R1", "account": account, "what": what, "area": pair.area, "status": "backlog"}


def write_shipped(on: date, pair: Pair, accounts: Sequence[str], chance: Random) -> Row:
    return {
        "id": "S1",
        "what": f"A faster way to {chance.choice(THINGS)}",
        "area": pair.area,
        "on": days_after(on, -2),
        "accounts": list(accounts),
        "say": "It is there for everybody since this week.",
        "briefed": days_after(on, -3),
    }


def write_readings(pair: Pair, on: date, chance: Random) -> Row:
    """A pod's metric review: its one reading, and what each role moves until the next."""
    return {
        "series": pair.metric_review,
        "date": on,
        "attendees": [pair.pm, pair.csm, f"engineer.{pair.pod}"],
        "timekeeper": pair.csm,
        "written": "in-meeting",
        "readings": [
            {"metric": "days-to-acknowledge", "value": chance.randrange(10, 80) / 10, "as_of": on}
        ],
        "moves": {
            "pm": f"Reads what comes in about {chance.choice(THINGS)} every morning.",
            "csm": "Writes what was tried before it is raised.",
            "engineer": "Answers within the day what takes an hour.",
        },
    }


def write_feedback(account: str, pair: Pair, chance: Random) -> Row:
    category = chance.choice(("defect", "missing-capability"))
    what = write_issue(chance)
    return {"id": "F1", "account": account, "what": what, "category": category, "area": pair.area}


def write_actions(
    on: date, pair: Pair, accounts: Sequence[str], *, decided: bool
) -> dict[str, list[dict[str, Any]]]:
    told: dict[str, Any] = {
        "id": "A1",
        "what": "Tell them what was said, and ask what it costs them until then.",
        "owner": pair.csm,
        "due": days_after(on, 7),
        "account": accounts[0],
    }
    sized = {
        "id": "A2",
        "what": "Size it with an engineer and bring the number.",
        "owner": pair.pm,
        "due": days_after(on, 12),
        "account": accounts[-1],
    }
    return {"cs": [told | ({"closes_loop": "D1"} if decided else {})], "pm": [sized]}
