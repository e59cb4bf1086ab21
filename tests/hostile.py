"""An organisation that checks without errors, and in which everything that may be odd is odd.

Ids are the words that addresses are made of; names and texts are markup, templates, very long
words, right to left and nothing that can be seen. One record of every kind holds a row of every
kind; days are leap days, long ago and far ahead.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]

LONG = "Donaudampfschifffahrt" * 19
"""A word of 399 letters."""

TEXTS = (
    "<script>alert('x')</script> & \"quotes\" </title></textarea>",
    "{{ config }} {% raw %} %s %d 100 % \\ `code` *em* __strong__ [a](javascript:alert(1))",
    LONG,
    "\u202eright to left\u202c and \u05d0\u05d1\u05d2 \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "\U0001f6a2\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea",
    "\u200b\u2060",
    "https://example.com/" + "a" * 380,
    '[link](https://example.com/?a=1&b=2 "title") <https://example.com> ![x](y.png)',
    "# heading\n\n- list\n\n```\nfence\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "---\n...: # not a comment\t<!-- --> ]]> &amp; &#0; &nbsp;",
    "`" + "x" * 400 + "`",
    "2026-01-01",
    "no",
    "0",
)
"""What people might write, or paste."""

IDS = (
    "next",
    "brief",
    "2026",
    "page-2",
    "open",
    "history",
    "ended",
    "cadence",
    "closed",
    "resolved",
    "index",
    "by-name",
    "2026-page-2",
    "0",
    "api",
    "x" * 60,
)
"""What addresses are made of."""

AS_OF = "2028-02-29"

MANY = 300
"""Rows of the lists that have to go on on another page."""

LATER = "written on the day after"
"""What no page may say yet."""


def texts() -> Iterator[str]:
    """The texts, again and again."""
    while True:
        yield from TEXTS


def write_hostile(folder: Path) -> Path:
    """Write the organisation with its configuration into a folder."""
    for name, data in hostile_files().items():
        path = folder / "records" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    config = folder / "site_config.yml"
    config.write_text(
        "site_name: <b>Hostile</b> & Co\ntheme: material\nsite_url: https://hostile.example/a/\n"
        f"plugins:\n  - decision-record:\n      as_of: {AS_OF}\n"
        "      edit_uri: https://forge.example/edit/main/\n",
        encoding="utf-8",
    )
    return config


def hostile_files() -> Mapping[str, Row]:
    """Every file below the records, by its path."""
    return dict(_files(texts()))


def _files(say: Iterator[str]) -> Iterator[tuple[str, Row]]:
    yield (
        "organization.yml",
        {
            "name": next(say),
            "stage": "series-b",
            "currency": "JPY",
            "timezone": "Asia/Kathmandu",
            "fiscal_year_starts": 4,
            "seats": {"vp_cs": "vera", "head_of_product": "otto", "cpo": "greta"},
        },
    )
    yield "people.yml", _people(say)
    yield (
        "taxonomy.yml",
        {
            "categories": {"defect": next(say), "2026": next(say)},
            "areas": {each: {"name": next(say), "pm": "ines"} for each in IDS},
            "segments": {each: next(say) for each in IDS},
            "themes": {each: {"name": next(say), "area": each} for each in IDS},
        },
    )
    yield "series.yml", _series(say)
    for number, each in enumerate(IDS):
        yield f"accounts/{each}.yml", _account(number, say)
    yield "pods/index.yml", _pod(say)
    yield "pods/2026.yml", _pod(say) | {"status": "paused", "area": "2026"}
    yield from _records(say)


def _people(say: Iterator[str]) -> Row:
    seats = {"vera": "vp-cs", "otto": "head-of-product", "greta": "cpo", "bob": "csm"}
    people: Row = {name: {"name": name, "role": role} for name, role in seats.items()}
    people["ines"] = {"name": next(say), "role": "pm", "email": "ines@example.com"}
    people["wes"] = {"name": next(say), "role": "engineer"}
    people["gone"] = {"name": next(say), "role": "csm", "left": "2026-03-31", "manager": "vera"}
    for each in IDS:
        people[each] = {"name": next(say), "role": "csm", "manager": "vera"}
    return people


def _series(say: Iterator[str]) -> Row:
    kinds = ("tier-1", "tier-2", "tier-3", "combined", "quarterly-review", "one-on-one")
    series: Row = {
        "lead": {"kind": "tier-1", "name": next(say), "members": ["vera", "otto"]},
        "two": {"kind": "tier-2", "name": next(say), "members": ["bob", "ines"]},
        "stand": {"kind": "pod-standup", "pod": "index", "name": next(say)},
        "sprint": {"kind": "pod-sprint-review", "pod": "index"},
        "metric": {"kind": "pod-metric-review", "pod": "index"},
        "review": {"kind": "quarterly-review"},
        "three": {"kind": "tier-3", "starts": "23:59"},
        "past": {"kind": "tier-2", "from": "2020-02-29", "until": "2021-02-28"},
        "future": {"kind": "tier-2", "from": "2030-01-01", "members": ["bob", "ines"]},
    }
    for number, each in enumerate(IDS):
        series[each] = {
            "kind": kinds[number % len(kinds)],
            "name": next(say),
            "cadence": "as-needed",
            "because": next(say),
        }
    return series


def _account(number: int, say: Iterator[str]) -> Row:
    account: Row = {
        "name": next(say),
        "arr": ("0", "0.01", "999999999999999", "123456.789")[number % 4],
        "segment": IDS[number % len(IDS)],
        "csm": IDS[number] if number % 2 else "bob",
        "renewal": ("2028-02-29", "2020-02-29", "2028-03-01", "2099-12-31")[number % 4],
    }
    if number % 3 == 0:
        account |= {"pm": "ines", "qbrs": ["2026-03-03", AS_OF, "2028-03-01"]}
        account["calls"] = [{"on": AS_OF, "kind": "renewal-call"}]
    if number == 4:
        account |= {"churned": {"on": "2019-01-01", "because": next(say)}}
    if number == 5:
        account |= {"churned": {"on": "2028-02-28"}, "aliases": ["0-brief", "page-3"]}
    if number == 6:
        account["arr"] = [
            {"since": "2026-02-28", "amount": "1"},
            {"since": "2028-02-29", "amount": "2.5"},
        ]
    return account


def _pod(say: Iterator[str]) -> Row:
    return {
        "name": next(say),
        "structure": "product-area",
        "area": "index",
        "accounts": ["2026"],
        "members": {"pm": "ines", "csm": "bob", "engineer": "wes"},
        "started": "2026-02-02",
        "status": "operational",
        "charter": {
            "owns": next(say),
            "success_in_90_days": next(say),
            "why": ["low-adoption"],
            "protected_by": {"vp_cs": "2026-01-08", "head_of_product": "2026-01-08"},
        },
        "metrics": [
            {
                "id": "days",
                "name": next(say),
                "definition": next(say),
                "unit": next(say),
                "better": "lower",
                "baseline": "0",
                "target": "0",
                "signed_off": {"vp_cs": "2026-01-08", "head_of_product": "2026-01-09"},
                "levers": {"pm": next(say), "csm": next(say), "engineer": next(say)},
            }
        ],
        "diagnoses": [{"on": "2026-04-02", "mode": "metric", "fix": next(say)}],
    }


def _records(say: Iterator[str]) -> Iterator[tuple[str, Row]]:
    def meeting(day: str, series: str, **sections: object) -> tuple[str, Row]:
        return (
            f"meetings/{day[:4]}/{day}-{series}.yml",
            {"series": series, "date": day, **sections},
        )

    yield meeting("2026-02-03", "two", **_tier_2(say))
    yield meeting("2026-02-10", "lead", **_tier_1(say))
    for series in ("2026", "2026-page-2", "index"):
        yield meeting(
            "2026-02-10",
            series,
            attendees=["vera"],
            decisions=[_put_off(say)],
            notes=next(say),
        )
    yield meeting("2026-02-17", "stand", **_standup(say))
    yield meeting("2026-02-18", "sprint", **_sprint(say))
    yield meeting("2026-02-19", "metric", **_metric(say))
    yield meeting("2026-03-31", "review", **_review(say))
    yield meeting("2026-03-31", "three", **_tier_3(say))
    yield meeting(
        "2026-04-01",
        "lead",
        cancelled={"because": "other", "note": next(say), "moved_to": "2026-04-02"},
    )
    yield (
        "updates/2026/2026-02-11-index.yml",
        {
            "date": "2026-02-11",
            "by": "ines",
            "loops": [
                {"item": "2026-02-10-lead/D1", "account": "0", "on": "2026-02-11", "by": "bob"}
            ],
            "notes": next(say),
        },
    )
    yield "updates/2026/2026-02-12-2026.yml", _long_lists(say)
    yield meeting(
        "2028-02-29",
        "two",
        attendees=["bob", "ines"],
        review=[
            {
                "action": f"2026-02-03-two/A{number}",
                "outcome": ("rolled", "done", "dropped")[number % 3],
                "due": "2028-03-02",
                "note": next(say),
            }
            for number, _ in enumerate(IDS, start=1)
        ],
        notes=next(say),
    )
    yield (
        "updates/2026/2026-02-28-brief.yml",
        {
            "date": "2026-02-28",
            "by": "otto",
            "loops": [{"item": "2026-02-12-2026/D1", "account": "next", "on": "2026-02-28"}],
            "roadmap": [
                {
                    "commitment": "2026-02-12-2026/D1",
                    "status": "descoped",
                    "because": next(say),
                    "say": next(say),
                }
            ],
        },
    )
    yield (
        "updates/2028/2028-03-01-next.yml",
        {"date": "2028-03-01", "by": "2026", "notes": LATER},
    )


def _long_lists(say: Iterator[str]) -> Row:
    """So much of one person for one account that every list goes on on another page."""
    mine = {"owner": "2026", "due": "2026-02-13", "account": "next"}
    return {
        "date": "2026-02-12",
        "by": "ines",
        "actions": {
            "cs": [{"id": f"A{number}", "what": next(say)} | mine for number in range(1, MANY + 1)]
        },
        "decisions": [
            {
                "id": "D1",
                "outcome": "decided",
                "what": next(say),
                "owner": "otto",
                "accounts": ["next"],
                "say": next(say),
                "commitment": {"target": "2026-03-01"},
            }
        ],
    }


def _put_off(say: Iterator[str]) -> Row:
    """A decision that is open, so that the meeting has one."""
    return {
        "id": "D1",
        "outcome": "deferred",
        "what": next(say),
        "because": next(say),
        "owner": "otto",
        "due": "2028-03-01",
        "expects": next(say),
    }


def _tier_2(say: Iterator[str]) -> Row:
    briefings: Sequence[Row] = [
        {
            "id": f"B{number}",
            "account": account,
            "request": next(say),
            "arr": "0",
            "tried": next(say),
            "answer_by": "2026-02-20",
            "area": "index",
            "theme": "2026",
            "outcome": "escalated" if number == 1 else "open",
            "triage": "true" if number == 1 else "false",
        }
        for number, account in enumerate(IDS[:4], start=1)
    ]
    return {
        "minutes": "30",
        "attendees": ["bob", "ines", "gone"],
        "timekeeper": "bob",
        "written": "in-meeting",
        "briefings": briefings,
        "questions": [
            {
                "id": f"Q{number}",
                "account": account,
                "ask": next(say),
                "theme": account,
                "answer_by": "2026-02-28",
                "for": "qbr",
            }
            for number, account in enumerate(IDS, start=1)
        ],
        "requests": [
            {
                "id": f"R{number}",
                "account": account,
                "what": next(say),
                "ticket": next(say),
                "status": ("backlog", "planned", "declined", "shipped")[number % 4],
            }
            for number, account in enumerate(IDS, start=1)
        ],
        "feedback": [
            {
                "id": f"F{number}",
                "account": account,
                "what": next(say),
                "theme": account,
                "category": "2026",
                "area": account,
            }
            for number, account in enumerate(IDS, start=1)
        ],
        "research": [
            {
                "area": "index",
                "what": next(say),
                "owner": "bob",
                "by": "2026-03-01",
                "accounts_wanted": "0",
                "asked": ["2026"],
            }
        ],
        "surprises": [{"account": "index", "who": "customer", "what": next(say)}],
        "parked": [{"topic": next(say), "kind": "sales", "taken_to": next(say), "minutes": "0"}],
        "actions": {
            "cs": [
                {
                    "id": f"A{number}",
                    "what": next(say),
                    "owner": "bob" if number % 2 else owner,
                    "due": "2026-02-10",
                    "account": owner,
                }
                for number, owner in enumerate(IDS, start=1)
            ],
        },
        "notes": next(say),
    }


def _tier_1(say: Iterator[str]) -> Row:
    return {
        "minutes": "60",
        "attendees": ["vera", "otto"],
        "delegates": {"greta": "ines"},
        "themes": [
            {"theme": each, "accounts": list(IDS[:3]), "stance": "planned", "response": next(say)}
            for each in IDS[:3]
        ],
        "org": [{"topic": next(say), "decision": "D1"}],
        "escalations": [
            {
                "id": "E1",
                "account": IDS[0],
                "issue": next(say),
                "tried": next(say),
                "from": "2026-02-03-two/B1",
                "area": "index",
                "category": "defect",
                "trigger": "nps",
                "score": "0",
                "answer_by": "2026-02-20",
            },
            {
                "id": "E2",
                "account": IDS[0],
                "issue": next(say),
                "tried": next(say),
                "from": "2026-02-03-two/B1",
            },
        ],
        "shipped": [
            {
                "id": "S1",
                "what": next(say),
                "on": "2026-02-09",
                "area": "index",
                "accounts": list(IDS[:5]),
                "say": next(say),
                "briefed": "2026-02-10",
            }
        ],
        "decisions": [
            {
                "id": "D1",
                "outcome": "decided",
                "what": next(say),
                "owner": "otto",
                "due": "2026-02-20",
                "accounts": list(IDS),
                "themes": list(IDS),
                "say": next(say),
                "dont_say": next(say),
                "about": ["E1"],
                "commitment": {"target": "2028-03-01", "confidence": "exploring"},
            },
            {
                "id": "D2",
                "outcome": "deferred",
                "what": next(say),
                "because": next(say),
                "owner": "otto",
                "due": "2026-03-01",
                "expects": next(say),
                "accounts": ["2026"],
                "about": ["E2"],
                "dont_say": next(say),
            },
            {
                "id": "D3",
                "outcome": "escalated",
                "what": next(say),
                "recommendation": next(say),
                "owner": "otto",
                "due": "2026-03-01",
                "to": "cpo",
            },
        ],
        "actions": {
            "pm": [
                {
                    "id": "A1",
                    "what": next(say),
                    "owner": "ines",
                    "due": "2028-02-29",
                    "account": "0",
                    "closes_loop": "D1",
                }
            ],
            "shared": [
                {"id": "A2", "what": next(say), "owner": "otto", "due": "2028-03-01", "after": "A1"}
            ],
        },
        "notes": next(say),
    }


def _standup(say: Iterator[str]) -> Row:
    return {
        "attendees": ["ines", "bob", "wes"],
        "releases": [
            {
                "what": next(say),
                "on": "2026-02-20",
                "accounts": ["2026"],
                "cs_impact": next(say),
                "comms_plan": next(say),
                "briefed": "2026-02-19",
            }
        ],
        "notes": next(say),
    }


def _sprint(say: Iterator[str]) -> Row:
    return {
        "attendees": ["ines", "bob"],
        "next_sprint": [next(say), next(say)],
        "attention": [{"what": next(say), "on": "2026-02-20"}],
        "csm_reaction": next(say),
    }


def _metric(say: Iterator[str]) -> Row:
    return {
        "attendees": ["ines", "bob", "wes"],
        "readings": [
            {"metric": "days", "value": "-0.5", "as_of": "2026-02-19", "note": next(say)},
        ],
        "moves": {"pm": next(say), "csm": next(say), "engineer": next(say)},
    }


def _review(say: Iterator[str]) -> Row:
    return {
        "attendees": ["vera", "otto", "ines"],
        "decisions": [_put_off(say)],
        "pods": [
            {
                "pod": "index",
                "summary": next(say),
                "for_vp": next(say),
                "evaluation": {
                    "cadence": next(say),
                    "escalations": next(say),
                    "relationship": next(say),
                    "verdict": "fix",
                },
            }
        ],
    }


def _tier_3(say: Iterator[str]) -> Row:
    return {
        "attendees": ["vera"],
        "taxonomy_coverage": {"categorised": "0", "total": "0"},
        "integration": {"changes": next(say), "noisy": next(say)},
        "process_changes": [{"what": next(say), "status": next(say)}],
    }
