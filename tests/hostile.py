"""An organisation that checks without errors, and in which everything that may be odd is odd.

Ids are the words that addresses are made of; names and texts are markup, templates, very long
words, right to left and nothing that can be seen. One record of every kind holds a row of every
kind; days are leap days, long ago and far ahead.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from hostile_rituals import (
    write_long_lists,
    write_metric,
    write_put_off,
    write_review,
    write_sprint,
    write_standup,
    write_tier_1,
    write_tier_2,
    write_tier_3,
)
from hostile_words import IDS, Row, texts

AS_OF = "2028-02-29"

LATER = "written on the day after"
"""What no page may say yet."""


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
        "arr": ("0", "0.01", "999999999999999", "123456.78")[number % 4],
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
            {"since": "2028-02-29", "amount": "2.50"},
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

    yield meeting("2026-02-03", "two", **write_tier_2(say))
    yield meeting("2026-02-10", "lead", **write_tier_1(say))
    for series in ("2026", "2026-page-2", "index"):
        yield meeting(
            "2026-02-10",
            series,
            attendees=["vera"],
            decisions=[write_put_off(say)],
            notes=next(say),
        )
    yield meeting("2026-02-17", "stand", **write_standup(say))
    yield meeting("2026-02-18", "sprint", **write_sprint(say))
    yield meeting("2026-02-19", "metric", **write_metric(say))
    yield meeting("2026-03-31", "review", **write_review(say))
    yield meeting("2026-03-31", "three", **write_tier_3(say))
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
    yield "updates/2026/2026-02-12-2026.yml", write_long_lists(say)
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
