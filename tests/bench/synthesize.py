"""Write a large organisation that could be real: as many meetings as asked for, over some years.

    python tests/bench/synthesize.py --meetings 2000 OUT_DIR

Pairs of a CSM and a PM meet every two weeks, leadership every month; CSMs write updates between.
Every queue is reviewed and every reference is there, so `check` finds no errors. The same number
gives the same bytes.
"""

import argparse
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from company import (
    ANSWERS,
    CONFIGURATION,
    END,
    TIER_1,
    TRIED,
    Pair,
    make_pairs,
    plan_meetings,
    reference_files,
    write_yaml,
)
from pending import Request, State, open_actions, review_queue
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
from tier_1 import write_tier_1


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
    state = State()
    coming: list[tuple[date, Pair]] = []
    for planned in plan_meetings(meetings, pairs):
        on, pair = planned.on, planned.pair
        # What an update closes is closed only for the meetings after it.
        while coming and coming[0][0] < on:
            yield _update_file(*coming.pop(0), state, chance)
        if pair is None:
            yield _file("meetings", on, TIER_1, write_tier_1(on, pairs, state, chance))
            continue
        if planned.is_review:
            yield _file("meetings", on, pair.metric_review, write_readings(pair, on, chance))
            continue
        yield _file("meetings", on, pair.series, _tier_2(on, pair, state, chance))
        if chance.random() < 0.25:
            coming.append((on + timedelta(days=3), pair))
    for on, pair in coming:
        yield _update_file(on, pair, state, chance)


def _update_file(on: date, pair: Pair, state: State, chance: Random) -> tuple[str, str]:
    return _file("updates", on, pair.csm, _update(on, pair, state, chance))


def _file(folder: str, on: date, slug: str, record: Mapping[str, Any]) -> tuple[str, str]:
    return f"records/{folder}/{on.year}/{on}-{slug}.yml", write_yaml(record)


def _tier_2(on: date, pair: Pair, state: State, chance: Random) -> Mapping[str, Any]:
    record = f"{on}-{pair.series}"
    review = review_queue(on, pair.series, state, chance)
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
    state.requests.setdefault(pair.series, []).append(Request(ref=f"{record}/R1"))
    decided = [write_word(pair, accounts[0], on, chance)] if chance.random() < 0.5 else []
    actions = write_actions(on, pair, accounts, decided=bool(decided))
    open_actions(record, pair.series, state, [*actions["cs"], *actions["pm"]])
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


def _answers(on: date, pair: Pair, state: State, chance: Random) -> list[Mapping[str, Any]]:
    """What became of the questions and requests of earlier meetings."""
    answered = state.questions.pop(pair.series, [])
    spoken_of = [
        Request(ref=each.ref, status=chance.choice(_NEXT[each.status]))
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


def _update(on: date, pair: Pair, state: State, chance: Random) -> Mapping[str, Any]:
    record = f"{on}-{pair.csm}"
    account = chance.choice(pair.accounts)
    action = {
        "id": "A1",
        "what": "Send the work-around and ring them two days later.",
        "owner": pair.csm,
        "due": days_after(on, 6),
        "account": account,
    }
    open_actions(record, pair.series, state, [action])
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
