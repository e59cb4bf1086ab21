"""What a record of each kind holds in the hostile organisation: a row of every kind."""

from collections.abc import Iterator, Sequence

from hostile_words import IDS, MANY, Row


def write_long_lists(say: Iterator[str]) -> Row:
    """So much of one person for one account that every list goes on on another page."""
    mine = {"owner": "2026", "due": "2026-02-13", "account": "next"}
    return {
        "date": "2026-02-12",
        "by": "ines",
        "actions": {
            "cs": [{"id": f"A{number}", "what": next(say)} | mine for number in range(1, MANY + 1)]
        },
        "shipped": [
            {"id": f"S{number}", "what": next(say), "on": "2026-02-12", "accounts": ["next"]}
            for number in range(1, MANY + 1)
        ],
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


def write_put_off(say: Iterator[str]) -> Row:
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


def write_tier_2(say: Iterator[str]) -> Row:
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


def write_tier_1(say: Iterator[str]) -> Row:
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


def write_standup(say: Iterator[str]) -> Row:
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


def write_sprint(say: Iterator[str]) -> Row:
    return {
        "attendees": ["ines", "bob"],
        "next_sprint": [next(say), next(say)],
        "attention": [{"what": next(say), "on": "2026-02-20"}],
        "csm_reaction": next(say),
    }


def write_metric(say: Iterator[str]) -> Row:
    return {
        "attendees": ["ines", "bob", "wes"],
        "readings": [
            {"metric": "days", "value": "-0.5", "as_of": "2026-02-19", "note": next(say)},
        ],
        "moves": {"pm": next(say), "csm": next(say), "engineer": next(say)},
    }


def write_review(say: Iterator[str]) -> Row:
    return {
        "attendees": ["vera", "otto", "ines"],
        "decisions": [write_put_off(say)],
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


def write_tier_3(say: Iterator[str]) -> Row:
    return {
        "attendees": ["vera"],
        "taxonomy_coverage": {"categorised": "0", "total": "0"},
        "integration": {"changes": next(say), "noisy": next(say)},
        "process_changes": [
            {"what": next(say), "owner": "bob", "due": "2026-03-31", "status": "running"}
        ],
    }
