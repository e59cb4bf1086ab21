"""Pairs of organisations for property tests: one, and what a change made of it."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from random import Random
from typing import Any

from plausible import write_organisation

Data = dict[str, Any]

PAIRS = 200


def write_pair(seed: int) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Two versions: of most seeds one with a few changes, now and then two that share nothing."""
    chance = Random(seed)  # noqa: S311 - of a test
    before: Data = dict(write_organisation(seed, chance.randint(1, 12), unique_ids=True))
    if chance.random() < 0.1:
        other = write_organisation(seed + 1_000_000, chance.randint(1, 12), unique_ids=True)
        return before, other
    after = deepcopy(before)
    for _ in range(chance.choice((0, 1, 1, 2, 4, 8))):
        chance.choice(_CHANGES)(after, chance)
    _add_plans(before, after, seed)
    if chance.random() < 0.5:
        return before, after
    return after, before


def _add_plans(before: Data, after: Data, seed: int) -> None:
    """Rows without an id, in both versions the same ones or not, now and then in one only."""
    chance = Random(f"{seed} plans")  # noqa: S311 - of a test
    if chance.random() < 0.5:
        _plans(before, chance)
        names = [name for name in before if name in _NEW_STANDUPS]
        after |= {name: deepcopy(before[name]) for name in names}
    if chance.random() < 0.6:
        _plans(after, chance)


def _records(data: Data) -> list[str]:
    return [name for name in data if name[0].isdigit()]


def _without_a_record(data: Data, chance: Random) -> None:
    if len(_records(data)) > 1:
        del data[chance.choice(_records(data))]


def _another_record(data: Data, chance: Random) -> None:
    other = write_organisation(chance.randint(0, 10**6), 3, unique_ids=True)
    name = chance.choice(_records(dict(other)))
    data[name] = other[name]


def _another_date(data: Data, chance: Random) -> None:
    """The date of a record, which then differs from that of its name."""
    data[chance.choice(_records(data))]["date"] = chance.choice(("2026-02-02", "2026-04-04"))


def _without_a_row(data: Data, chance: Random) -> None:
    record = data[chance.choice(_records(data))]
    lists = [section for section, rows in record.items() if isinstance(rows, list) and rows]
    if lists:
        rows = record[chance.choice(lists)]
        del rows[chance.randrange(len(rows))]


def _other_values(data: Data, chance: Random) -> None:
    """Some values of a row as another row of its section has them."""
    names = _records(data)
    record, other = data[chance.choice(names)], data[chance.choice(names)]
    both = [
        section
        for section, rows in record.items()
        if section != "review" and isinstance(rows, list) and rows and other.get(section)
    ]
    if not both:
        return
    section = chance.choice(both)
    row, model = chance.choice(record[section]), chance.choice(other[section])
    if isinstance(row, dict) and isinstance(model, dict):
        for key in model:
            if key != "id" and chance.random() < 0.5:
                row[key] = deepcopy(model[key])


def _other_words(data: Data, chance: Random) -> None:
    """Another text, day or word in one field of a row."""
    record = data[chance.choice(_records(data))]
    rows = [
        row
        for section in record.values()
        for row in (section if isinstance(section, list) else ())
        if isinstance(row, dict)
    ]
    rows += [row for side in record.get("actions", {}).values() for row in side]
    fields = [(row, key) for row in rows for key in row if key in _WORDS]
    if fields:
        row, key = chance.choice(fields)
        value = chance.choice(_WORDS[key])
        row[key] = [value] if isinstance(row[key], list) else value


_TEXTS = ("Another text.", "Something else again.")
_WORDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("what", "issue", "ask", "request", "because", "tried", "say"), _TEXTS),
    "theme": ("speed", "rows"),
    **dict.fromkeys(("account", "accounts"), ("north", "south")),
    **dict.fromkeys(("raised", "answer_by", "on"), ("2026-02-03", "2026-03-04")),
}


def _more_values(data: Data, chance: Random) -> None:
    """Fields that the organisations of `plausible` do not write."""
    record = data[chance.choice(_records(data))]
    more: Mapping[str, tuple[str, ...]] = {
        "decisions": ("to=cpo", "to=cto", "recommendation=Buy it.", "recommendation=Build it."),
        "escalations": ("area=reports", "area=access"),
        "questions": ("confidence=coming", "confidence=delayed"),
        "requests": ("area=reports", "ticket=ABC-1", "ticket=ABC-2"),
        "shipped": ("area=reports", "briefed=2026-03-03"),
        "feedback": ("area=reports", "category=defect"),
        "research": (
            "area=reports",
            "what=Rows",
            "owner=ines",
            "by=2026-05-05",
            "accounts_wanted=3",
        ),
        "surprises": ("who=customer", "what=A late word."),
        "loops": ("by=bob", "channel=email"),
    }
    section = chance.choice([each for each in more if record.get(each)] or ["nothing"])
    for row in record.get(section, ()):
        for field in more[section]:
            if chance.random() < 0.5:
                key, _, value = field.partition("=")
                row[key] = value
    for row in record.get("themes", ()):
        row["stance"] = chance.choice(("exploring", "declined"))
    for row in record.get("decisions", ()):
        if "commitment" in row and chance.random() < 0.5:
            row["commitment"]["confidence"] = chance.choice(("committed", "exploring"))


_NEW_STANDUPS = ("2026-01-08-standup", "2026-02-10-standup", "2026-04-10-standup")


def _plans(data: Data, chance: Random) -> None:
    """Rows without an id: releases and process changes, new or as an earlier record has them."""
    record = data.setdefault(chance.choice(_NEW_STANDUPS), {})
    days = ("2026-03-03", "2026-07-07", "2026-08-08")
    release: dict[str, Any] = {"what": chance.choice(("Exports", "Imports"))}
    more: Mapping[str, Any] = {
        "on": chance.choice(days),
        "accounts": [chance.choice(("north", "south", "old-north"))],
        "cs_impact": chance.choice(("New menu.", "None at all.")),
        "comms_plan": chance.choice(("An e-mail.", "A call.")),
        "briefed": chance.choice(days),
    }
    release |= {key: more[key] for key in more if chance.random() < 0.7}
    change = {
        "what": chance.choice(("Weekly triage", "weekly triage")),
        "owner": chance.choice(("bob", "ines")),
        "due": chance.choice(days),
        "status": chance.choice(("planned", "dropped")),
    }
    record["releases"] = [release, {"cs_impact": "Something."}]
    record["process_changes"] = [change]
    record["org"] = [{"topic": f"Topic {chance.randrange(9)}"}]


def _account(data: Data, chance: Random) -> None:
    account = data["accounts"].setdefault(chance.choice(("north", "south", "west")), {})
    account |= chance.choice(
        (
            {"name": "Another name"},
            {"arr": "70000"},
            {"csm": "lena"},
            {"pm": "otto"},
            {"renewal": "2026-05-05"},
            {"qbrs": ["2026-06-30", "2026-07-07"]},
            {"churned": {"on": "2026-03-20"}},
            {"segment": "mid-market"},
            {"external": {"crm": "0015"}},
            {"aliases": [chance.choice(("norden", "nordic"))]},
        )
    )
    known = {"name": "West", "arr": "10", "segment": "enterprise", "csm": "bob"}
    if data["accounts"].get("west"):
        data["accounts"]["west"] = known | {"renewal": "2026-08-01"} | data["accounts"]["west"]


def _reference(data: Data, chance: Random) -> None:
    match chance.randrange(6):
        case 0:
            data["people"] = {"a.stranger": {"name": "A Stranger", "role": "pm"}}
        case 1:
            data["people"] = {"bob": {"name": "Robert", "role": "cs-lead", "left": "2026-02-06"}}
        case 2:
            new = {"kind": "tier-3", "cadence": "monthly", "because": "We are few."}
            data["series"][chance.choice(("tier-3", "tier-2"))] = new
        case 3:
            many = {"name": "Many rows", "area": "reports"}
            data["taxonomy"]["themes"] |= {"rows": many, "more": {"name": "More"}}
        case 4:
            data["series"]["tier-2"] = {"kind": "tier-2", "members": ["lena", "ines"]}
        case _:
            crew = data["pods"]["crew"]
            crew["status"] = "paused"
            crew["name"] = "The crew"
            crew["metrics"][0] |= {"baseline": "8", "target": "2", "better": "lower"}
            crew["metrics"].append({"id": "more", "name": "More"})
            crew["charter"] = {}
            if chance.random() < 0.5:
                data["pods"]["other"] = crew | {"members": {"pm": "otto"}}


_CHANGES: tuple[Callable[[Data, Random], None], ...] = (
    _without_a_record,
    _another_record,
    _another_record,
    _another_date,
    _without_a_row,
    _other_values,
    _other_words,
    _more_values,
    _account,
    _reference,
)
