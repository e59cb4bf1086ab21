"""The company of a synthetic organisation: its pairs, their accounts, and when they meet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import yaml

END = date(2026, 6, 30)
"""The organisation is true for this day."""
MEETINGS_AN_ACCOUNT = 50
ACCOUNTS_A_PAIR = 4
TIER_2S_A_YEAR = 26
TIER_1S_A_YEAR = 12
TIER_1 = "tier-1"
WEEKS_A_REVIEW = 4
ROOM = ("vp.cs", "head.of.product", "cs.ops")

_FIRST = ("Anneke", "Bashir", "Carmen", "Dmitri", "Elin", "Farid", "Greta", "Hamish", "Jun")
_LAST = ("Achterberg", "Bell", "Castellane", "Dufour", "Easton", "Grigson", "Ibarra", "Krantz")
_TRADE = ("Rail", "Foods", "Mills", "Water", "Clinics", "Freight", "Paper", "Energy", "Glass")
_PLACE = ("Ash", "Brine", "Copper", "Dove", "Elm", "Finch", "Grey", "Hollin", "Juniper", "Marl")
_AREAS = ("reporting", "integrations", "mobile", "permissions", "planning")
THEMES = ("bulk-export", "erp-sync", "offline-mode", "audit-trail", "shift-planner")
THINGS = (
    "the export of a whole year of inspections",
    "the nightly batch to their ERP",
    "the list of open work orders on a phone without a signal",
    "the report by depot and month",
    "the roles of external contractors",
    "the calendar of planned maintenance",
    "the attachments of closed orders",
)
TROUBLES = (
    "stops at ten thousand rows, and theirs has more than two hundred thousand",
    "takes longer than their night shift, so the morning begins without it",
    "shows the figures of the week before until somebody clears the cache by hand",
    "needs an administrator for what a foreman should be able to do alone",
    "counts two depots twice since the last release",
    "cannot be read by the auditor, who wants the raw values and not a picture of them",
)
TRIED = (
    "Split it by depot, ninety files, joined by hand; two of them were wrong.",
    "Ran it off-peak for a week. It works, and it costs somebody half a morning.",
    "Sent the last version that worked; their network does not let it in.",
    "Support restarts it every morning before seven.",
)
ANSWERS = (
    "It does, from the release of next week on.",
    "No. The limit stays, and the API has none.",
    "Yes, with the setting for whole depots.",
)
PROMISES = (
    "Ship {thing} in pieces that finish within a minute.",
    "Rebuild {thing} on the new store and switch the old one off.",
    "Give {thing} a log of every change, with who and when.",
    "Let a foreman change {thing} without an administrator.",
)


@dataclass(slots=True)
class Pair:
    """A CSM and a PM with the accounts they share."""

    series: str
    csm: str
    pm: str
    area: str
    accounts: list[str]
    pod: str | None = None
    """The pod of its area, if the two are its CSM and PM."""

    @property
    def metric_review(self) -> str:
        """The series in which its pod reads its metric."""
        return f"{self.pod}-metric-review"


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting that is to be held."""

    on: date
    pair: Pair | None
    """Without one it is a tier 1."""
    is_review: bool = False
    """Whether it is the metric review of the pair's pod."""


CONFIGURATION = """\
site_name: A synthetic decision record
theme: material
plugins:
  - decision-record:
      as_of: {end}
"""


def make_pairs(meetings: int) -> Sequence[Pair]:
    """The pairs that so many meetings need, each with about four accounts."""
    accounts = max(meetings // MEETINGS_AN_ACCOUNT, ACCOUNTS_A_PAIR)
    names = [
        f"{_PLACE[index % len(_PLACE)]}-{_TRADE[index % len(_TRADE)]}-{index}".lower()
        for index in range(accounts)
    ]
    pairs = [
        Pair(
            series=f"tier-2-{_AREAS[index % len(_AREAS)]}-{index}",
            csm=f"{_FIRST[index % len(_FIRST)]}.csm{index}".lower(),
            pm=f"{_FIRST[-index % len(_FIRST)]}.pm{index}".lower(),
            area=_AREAS[index % len(_AREAS)],
            accounts=[],
        )
        for index in range(max(accounts // ACCOUNTS_A_PAIR, 1))
    ]
    for index, area in enumerate(_AREAS[: len(pairs)]):
        pairs[index].pod = area
    for index, name in enumerate(names):
        pairs[index % len(pairs)].accounts.append(name)
    return pairs


def plan_meetings(meetings: int, pairs: Sequence[Pair]) -> Sequence[Planned]:
    """The last so many meetings before the end, oldest first."""
    a_year = TIER_2S_A_YEAR * len(pairs) + TIER_1S_A_YEAR
    weeks = 52 * meetings // a_year + 8
    monday = END - timedelta(days=END.weekday() + 7 * weeks)
    plan: list[Planned] = []
    for week in range(weeks):
        start = monday + timedelta(weeks=week)
        plan += [
            Planned(on=start + timedelta(days=index % 3), pair=pair)
            for index, pair in enumerate(pairs)
            if (week + index) % 2 == 0
        ]
        if week % WEEKS_A_REVIEW == 0:
            plan.append(Planned(on=start + timedelta(days=4), pair=None))
            plan += [
                Planned(on=start + timedelta(days=3), pair=pair, is_review=True)
                for pair in pairs
                if pair.pod
            ]
    plan.sort(key=lambda each: (each.on, each.pair.series if each.pair else "", each.is_review))
    return plan[-meetings:]


class _Dumper(yaml.CSafeDumper):
    """Writes every value where it stands: records hold no anchors."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - of any value
        return True


def write_yaml(data: Mapping[str, Any]) -> str:
    """YAML as people write it: sections below each other, short rows on one line."""
    filled = {name: value for name, value in data.items() if value not in ([], {})}
    return yaml.dump(
        filled,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=None,
        width=100,
    )


def reference_files(pairs: Sequence[Pair], chance: Random) -> Iterator[tuple[str, str]]:
    people = {
        "vp.cs": _person(0, "vp-cs"),
        "head.of.product": _person(1, "head-of-product"),
        "cpo.one": _person(2, "cpo"),
        "cto.one": _person(3, "cto"),
        "cs.ops": _person(4, "cs-ops"),
        "pm.ops": _person(5, "pm-ops"),
    }
    series: dict[str, Any] = {TIER_1: {"kind": "tier-1", "members": list(ROOM[:2])}}
    for index, pair in enumerate(pairs):
        people[pair.csm] = _person(index + 7, "csm") | {"manager": "vp.cs"}
        people[pair.pm] = _person(index + 23, "pm") | {"manager": "head.of.product"}
        series[pair.series] = {
            "kind": "tier-2",
            "name": f"{pair.area.capitalize()} {index}",
            "members": [pair.csm, pair.pm],
            "area": pair.area,
        }
        if pair.pod:
            people[f"engineer.{pair.pod}"] = _person(index + 40, "engineer")
            series[pair.metric_review] = {"kind": "pod-metric-review", "pod": pair.pod}
            yield f"records/pods/{pair.pod}.yml", write_yaml(_pod(pair))
        for account in pair.accounts:
            yield f"records/accounts/{account}.yml", write_yaml(_account(account, pair, chance))
    seats = ("vp_cs", "head_of_product", "cpo", "cto", "cs_ops", "pm_ops")
    organization = {
        "name": "Synthetic Systems",
        "stage": "series-b",
        "seats": dict(zip(seats, people, strict=False)),
    }
    taxonomy = {
        "categories": {"defect": "Defect", "missing-capability": "Missing capability"},
        "areas": {area: {"name": area.capitalize()} for area in _AREAS},
        "segments": {"enterprise": "Enterprise", "mid-market": "Mid-market"},
        "themes": {
            theme: {"name": theme.replace("-", " ").capitalize(), "area": area}
            for theme, area in zip(THEMES, _AREAS, strict=True)
        },
    }
    yield "records/organization.yml", write_yaml(organization)
    yield "records/people.yml", write_yaml(people)
    yield "records/series.yml", write_yaml(series)
    yield "records/taxonomy.yml", write_yaml(taxonomy)


def _person(index: int, role: str) -> dict[str, Any]:
    first, last = _FIRST[index % len(_FIRST)], _LAST[index * 5 % len(_LAST)]
    return {"name": f"{first} {last}", "role": role}


def _pod(pair: Pair) -> Mapping[str, Any]:
    signed = date(2017, 12, 1)
    both = {"vp_cs": signed, "head_of_product": signed}
    return {
        "name": pair.area.capitalize(),
        "structure": "product-area",
        "area": pair.area,
        "members": {"pm": pair.pm, "csm": pair.csm, "engineer": f"engineer.{pair.pod}"},
        "started": date(2018, 1, 1),
        "status": "operational",
        "charter": {
            "owns": f"Everything of {pair.area}.",
            "success_in_90_days": "Nobody waits longer than two days.",
            "protected_by": both,
        },
        "metrics": [
            {
                "id": "days-to-acknowledge",
                "name": "Days from escalation to acknowledgement",
                "definition": "Calendar days until somebody of Product has read it.",
                "unit": "days",
                "better": "lower",
                "baseline": 8,
                "target": 2,
                "signed_off": both,
                "levers": {"pm": "Reads them daily.", "csm": "Writes what was tried."},
            }
        ],
    }


def _account(name: str, pair: Pair, chance: Random) -> Mapping[str, Any]:
    arr = chance.randrange(20, 400) * 1000
    return {
        "name": name.replace("-", " ").title(),
        "arr": [
            {"since": date(2018, 1, 1), "amount": arr},
            {"since": END - timedelta(days=chance.randrange(900)), "amount": arr + 15000},
        ],
        "segment": chance.choice(("enterprise", "mid-market")),
        "csm": pair.csm,
        "pm": pair.pm,
        "renewal": END + timedelta(days=chance.randrange(360)),
        "qbrs": [END - timedelta(days=chance.randrange(90)), END + timedelta(days=30)],
    }
