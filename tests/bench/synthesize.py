"""Write a large organisation that could be real: as many meetings as asked for, over some years.

    python tests/bench/synthesize.py --meetings 2000 OUT_DIR

Pairs of a CSM and a PM meet every two weeks, leadership every month; CSMs write updates between.
Every queue is reviewed and every reference is there, so `check` finds no errors. The same number
gives the same bytes.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from company import (
    ANSWERS,
    CONFIGURATION,
    END,
    PROMISES,
    ROOM,
    THEMES,
    THINGS,
    TIER_1,
    TRIED,
    Pair,
    make_pairs,
    plan_meetings,
    reference_files,
    write_yaml,
)
from rows import (
    days_after,
    write_actions,
    write_feedback,
    write_issue,
    write_question,
    write_readings,
    write_request,
    write_shipped,
    write_word,
)


@dataclass(frozen=True, slots=True)
class _Open:
    """An action that somebody has to review."""

    ref: str
    due: date
    tells: tuple[str, str] | None = None
    """The decision and the account that it is to tell, where it closes a loop."""


@dataclass(frozen=True, slots=True)
class _Promise:
    """A commitment that is still to be kept."""

    ref: str
    target: date
    accounts: tuple[str, ...]
    """Those that are still promised it."""
    is_partly_shipped: bool = False


@dataclass(frozen=True, slots=True)
class _Request:
    """A request that every tier 2 of its CSM speaks of until it is shipped or declined."""

    ref: str
    status: str = "backlog"


@dataclass(slots=True)
class _State:
    """What the next meetings have to deal with."""

    queues: dict[str, list[_Open]] = field(default_factory=dict)
    promises: list[_Promise] = field(default_factory=list)
    briefings: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Briefings that went up to tier 1, with their accounts; by series."""
    questions: dict[str, list[str]] = field(default_factory=dict)
    requests: dict[str, list[_Request]] = field(default_factory=dict)
    deferred: list[str] = field(default_factory=list)


def main() -> None:
    """Write the organisation that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--meetings", type=int, default=2000)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    for name, content in synthesize(arguments.meetings):
        path = arguments.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def synthesize(meetings: int) -> Iterator[tuple[str, str]]:
    """Every file of an organisation with so many meetings: its name and its text."""
    chance = Random(meetings)  # noqa: S311 - the same number gives the same bytes
    pairs = make_pairs(meetings)
    yield "site_config.yml", CONFIGURATION.format(end=END)
    yield from reference_files(pairs, chance)
    state = _State()
    coming: list[tuple[date, Pair]] = []
    for planned in plan_meetings(meetings, pairs):
        on, pair = planned.on, planned.pair
        # What an update closes is closed only for the meetings after it.
        while coming and coming[0][0] < on:
            yield _update_file(*coming.pop(0), state, chance)
        if pair is None:
            yield _file("meetings", on, TIER_1, _tier_1(on, pairs, state, chance))
            continue
        if planned.is_review:
            yield _file("meetings", on, pair.metric_review, write_readings(pair, on, chance))
            continue
        yield _file("meetings", on, pair.series, _tier_2(on, pair, state, chance))
        if chance.random() < 0.25:
            coming.append((on + timedelta(days=3), pair))
    for on, pair in coming:
        yield _update_file(on, pair, state, chance)


def _update_file(on: date, pair: Pair, state: _State, chance: Random) -> tuple[str, str]:
    return _file("updates", on, pair.csm, _update(on, pair, state, chance))


def _file(folder: str, on: date, slug: str, record: Mapping[str, Any]) -> tuple[str, str]:
    return f"records/{folder}/{on.year}/{on}-{slug}.yml", write_yaml(record)


def _review(on: date, series: str, state: _State, chance: Random) -> list[Mapping[str, Any]]:
    """A row for every action of the queue; what is not done is rolled, or seldom dropped."""
    rows: list[Mapping[str, Any]] = []
    kept = []
    for action in state.queues.get(series, []):
        row: dict[str, Any] = {"action": action.ref}
        fate = chance.random()
        if fate < 0.72:
            done = max(days_after(on, -chance.randrange(6)), date.fromisoformat(action.ref[:10]))
            row |= {"outcome": "done", "on": done, "channel": "email"}
        elif fate < 0.76:
            row |= {"outcome": "handed-over", "owner": ROOM[0], "note": "She knows them best."}
            kept.append(action)
        elif fate < 0.95:
            row |= {"outcome": "rolled", "due": days_after(on, 14), "note": "Waits for their data."}
            kept.append(replace(action, due=days_after(on, 14)))
        else:
            row |= {"outcome": "dropped", "note": "The customer has solved it alone."}
        rows.append(row)
    state.queues[series] = kept
    return rows


def _open(record: str, series: str, state: _State, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put actions into the queue that has to review them."""
    state.queues.setdefault(series, []).extend(
        _Open(
            ref=f"{record}/{row['id']}",
            due=row["due"],
            tells=(f"{record}/{row['closes_loop']}", row["account"])
            if "closes_loop" in row
            else None,
        )
        for row in rows
    )


def _tier_2(on: date, pair: Pair, state: _State, chance: Random) -> Mapping[str, Any]:
    record = f"{on}-{pair.series}"
    review = _review(on, pair.series, state, chance)
    accounts = chance.sample(pair.accounts, min(2, len(pair.accounts)))
    briefings = [
        {
            "id": f"B{number}",
            "account": account,
            "request": write_issue(chance),
            "tried": chance.choice(TRIED),
            "answer_by": days_after(on, 14),
            "area": pair.area,
            "outcome": chance.choice(("answered", "answered", "open", "escalated")),
        }
        for number, account in enumerate(accounts, start=1)
    ]
    for row in briefings:
        if row["outcome"] == "answered":
            row["answer"] = ANSWERS[len(str(row["request"])) % len(ANSWERS)]
        if row["outcome"] == "escalated":
            waiting = state.briefings.setdefault(pair.series, [])
            waiting.append((f"{record}/{row['id']}", str(row["account"])))
    updates = _answers(on, pair, state, chance)
    state.questions.setdefault(pair.series, []).append(f"{record}/Q1")
    state.requests.setdefault(pair.series, []).append(_Request(ref=f"{record}/R1"))
    decided = [write_word(pair, accounts[0], on, chance)] if chance.random() < 0.5 else []
    actions = write_actions(on, pair, accounts, decided=bool(decided))
    _open(record, pair.series, state, [*actions["cs"], *actions["pm"]])
    return {
        "series": pair.series,
        "date": on,
        "minutes": chance.randrange(24, 34),
        "attendees": [pair.csm, pair.pm],
        "timekeeper": pair.pm,
        "written": "in-meeting",
        "review": review,
        "briefings": briefings,
        "updates": updates,
        "questions": [write_question(on, accounts[-1], pair, chance)],
        "requests": [write_request(accounts[0], pair, chance)],
        "shipped": [write_shipped(on, pair, accounts, chance)] if chance.random() < 0.15 else [],
        "feedback": [write_feedback(accounts[-1], pair, chance)],
        "decisions": decided,
        "actions": actions,
    }


def _answers(on: date, pair: Pair, state: _State, chance: Random) -> list[Mapping[str, Any]]:
    """What became of the questions and requests of earlier meetings."""
    answered = state.questions.pop(pair.series, [])
    spoken_of = [
        _Request(ref=each.ref, status=chance.choice(_NEXT[each.status]))
        for each in state.requests.get(pair.series, [])
    ]
    state.requests[pair.series] = [each for each in spoken_of if each.status in _NEXT]
    return [
        {
            "item": item,
            "answered": on,
            "answer": "We plan it for the quarter after next.",
            "confidence": chance.choice(("coming", "delayed", "uncertain")),
        }
        for item in answered
    ] + [
        {
            "item": each.ref,
            "status": each.status,
            "say": "We have read it, and say when it is planned.",
        }
        for each in spoken_of
    ]


_NEXT = {
    "backlog": ("backlog", "planned", "declined"),
    "planned": ("planned", "in-progress", "shipped"),
    "in-progress": ("in-progress", "shipped"),
}
"""What becomes of an open request from one tier 2 to the next."""


def _tier_1(on: date, pairs: Sequence[Pair], state: _State, chance: Random) -> Mapping[str, Any]:
    record = f"{on}-{TIER_1}"
    review = _review(on, TIER_1, state, chance)
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
    _open(record, TIER_1, state, actions)
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
    on: date, pairs: Sequence[Pair], state: _State, chance: Random
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


def _roadmap(on: date, state: _State, chance: Random) -> list[Mapping[str, Any]]:
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
            pending.append(_Promise(promise.ref, target, rest, is_partly_shipped=is_part))
    state.promises = pending
    return rows


def _split(on: date, record: str, state: _State, chance: Random) -> list[Mapping[str, Any]]:
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
        new = _Promise(ref=f"{record}/D{number}", target=target, accounts=(account,))
        state.promises.append(new)
    return rows


def _decisions(
    on: date,
    record: str,
    escalations: Sequence[Mapping[str, Any]],
    state: _State,
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
    state.promises.append(_Promise(ref=f"{record}/D1", target=target, accounts=tuple(accounts)))
    return [built, later]


def _update(on: date, pair: Pair, state: _State, chance: Random) -> Mapping[str, Any]:
    record = f"{on}-{pair.csm}"
    account = chance.choice(pair.accounts)
    action = {
        "id": "A1",
        "what": "Send the work-around and ring them two days later.",
        "owner": pair.csm,
        "due": days_after(on, 6),
        "account": account,
    }
    _open(record, pair.series, state, [action])
    told = [
        {"item": promise.ref, "account": each, "on": on, "by": pair.csm, "channel": "call"}
        for promise in state.promises
        for each in promise.accounts
        if each in pair.accounts and promise.ref[:10] <= str(on)
    ]
    # Telling a customer closes the action that was to do so.
    closed = {(row["item"], row["account"]) for row in told}
    for series, queue in state.queues.items():
        state.queues[series] = [each for each in queue if each.tells not in closed]
    return {
        "date": on,
        "by": pair.csm,
        "series": pair.series,
        "feedback": [write_feedback(account, pair, chance)],
        "loops": told,
        "actions": {"cs": [action]},
    }


if __name__ == "__main__":
    main()
