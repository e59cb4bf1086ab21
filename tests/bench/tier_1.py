"""The leadership meeting of a synthetic organisation: escalations, roadmap, themes, decisions."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from company import PROMISES, ROOM, THEMES, THINGS, TIER_1, TRIED, Pair
from pending import Promise, State, open_actions, review_queue
from rows import days_after, write_issue


def write_tier_1(
    on: date, pairs: Sequence[Pair], state: State, chance: Random
) -> Mapping[str, Any]:
    record = f"{on}-{TIER_1}"
    review = review_queue(on, TIER_1, state, chance)
    escalations = _escalations(on, pairs, state, chance)
    accounts = [str(row["account"]) for row in escalations]
    owner_of = {account: pair.csm for pair in pairs for account in pair.accounts}
    roadmap = _roadmap(on, state, chance)
    split = _split(on, record, state, chance)
    decisions = [*_decisions(on, record, escalations, state, chance), *split]
    actions = [
        {
            "id": f"A{number}",
            "what": "Tell them the date and what it depends on.",
            "owner": owner_of[account],
            "due": days_after(on, 7),
            "account": account,
            "closes_loop": "D1",
        }
        for number, account in enumerate(dict.fromkeys(accounts), start=1)
    ]
    open_actions(record, TIER_1, state, actions)
    themes = chance.sample(THEMES, 3)
    everybody = [account for pair in pairs for account in pair.accounts]
    return {
        "series": TIER_1,
        "date": on,
        "minutes": chance.randrange(52, 66),
        "attendees": list(ROOM),
        "timekeeper": ROOM[2],
        "written": "in-meeting",
        "minutes_on": {"escalations": 15, "roadmap": 15, "themes": 18, "org": 6, "document": 5},
        "review": review,
        "escalations": escalations,
        "roadmap": roadmap,
        "themes": [
            {
                "theme": theme,
                "accounts": chance.sample(everybody, min(4, len(everybody))),
                "stance": chance.choice(("planned", "exploring", "not-now")),
                "response": "We know what it is for; what it costs is being sized.",
            }
            for theme in themes
        ],
        "decisions": decisions,
        "actions": {"cs": actions},
    }


def _escalations(
    on: date, pairs: Sequence[Pair], state: State, chance: Random
) -> list[Mapping[str, Any]]:
    """Three of the briefings that went up since the last time."""
    waiting = [(each, pair) for pair in pairs for each in state.briefings.pop(pair.series, [])]
    return [
        {
            "id": f"E{number}",
            "account": account,
            "issue": write_issue(chance),
            "area": pair.area,
            "category": "missing-capability",
            "trigger": "issue",
            "raised": on,
            "tried": chance.choice(TRIED),
            "answer_by": days_after(on, 30),
            "from": briefing,
        }
        for number, ((briefing, account), pair) in enumerate(waiting[-3:], start=1)
    ]


def _roadmap(on: date, state: State, chance: Random) -> list[Mapping[str, Any]]:
    """A row for each commitment that is still to be kept."""
    rows: list[Mapping[str, Any]] = []
    pending = []
    for promise in state.promises:
        row: dict[str, Any] = {"commitment": promise.ref}
        if promise.target > on:
            rows.append(row | {"status": "on-track"})
            pending.append(promise)
            continue
        fate = chance.random()
        first = promise.accounts[:1] if 0.5 <= fate < 0.65 and len(promise.accounts) > 1 else ()
        shipped = promise.accounts if fate < 0.5 else first
        if fate < 0.5 or first:
            say = "It is there for you since today."
            row_for = row | {"status": "shipped", "on": promise.target, "say": say}
            is_part = promise.is_partly_shipped or bool(first)
            rows.append(row_for | ({"accounts": list(shipped)} if is_part else {}))
        if fate >= 0.5:
            target = days_after(on, 28)
            because = "The move to the new store took the people it needs."
            say = f"It comes later than we said: by {target.day} {target:%B}."
            rows.append(
                row | {"status": "slipped", "target": target, "because": because, "say": say}
            )
            rest = tuple(each for each in promise.accounts if each not in shipped)
            is_part = promise.is_partly_shipped or bool(shipped)
            pending.append(Promise(promise.ref, target, rest, is_partly_shipped=is_part))
    state.promises = pending
    return rows


def _split(on: date, record: str, state: State, chance: Random) -> list[Mapping[str, Any]]:
    """Now and then a decision for each customer takes the place of one for several."""
    several = [each for each in state.promises if len(each.accounts) > 1]
    if not several or chance.random() > 0.3:
        return []
    old = several[0]
    state.promises.remove(old)
    rows: list[Mapping[str, Any]] = []
    for number, account in enumerate(old.accounts, start=3):
        target = days_after(on, 20 + 15 * number)
        rows.append(
            {
                "id": f"D{number}",
                "outcome": "decided",
                "what": f"Ship it to one customer after the other, here by {target}.",
                "owner": ROOM[1],
                "due": days_after(on, 7),
                "accounts": [account],
                "say": f"You have it by {target.day} {target:%B}.",
                "commitment": {"target": target, "confidence": "committed"},
                "supersedes": [old.ref],
            }
        )
        new = Promise(ref=f"{record}/D{number}", target=target, accounts=(account,))
        state.promises.append(new)
    return rows


def _decisions(
    on: date,
    record: str,
    escalations: Sequence[Mapping[str, Any]],
    state: State,
    chance: Random,
) -> list[Mapping[str, Any]]:
    """A commitment for what was escalated, what was deferred last time, and a new deferral."""
    accounts = list(dict.fromkeys(row["account"] for row in escalations))
    thing = chance.choice(THINGS)
    target = days_after(on, chance.randrange(40, 120))
    built = {
        "id": "D1",
        "outcome": "decided",
        "what": chance.choice(PROMISES).format(thing=thing),
        "owner": ROOM[1],
        "due": days_after(on, 7),
        "accounts": accounts,
        "say": f"We rebuild {thing}, and plan to have it by {target.day} {target:%B}.",
        "dont_say": "Please no earlier date.",
        "commitment": {"target": target, "confidence": "expected"},
        "resolves": [*(row["id"] for row in escalations), *state.deferred],
    }
    later = {
        "id": "D2",
        "outcome": "deferred",
        "what": f"Whether {chance.choice(THINGS)} is sold apart.",
        "because": "Nobody has a price for it.",
        "owner": ROOM[1],
        "due": days_after(on, 25),
        "expects": "A price, or that there is none.",
    }
    state.deferred = [f"{record}/D2"]
    state.promises.append(Promise(ref=f"{record}/D1", target=target, accounts=tuple(accounts)))
    return [built, later]
