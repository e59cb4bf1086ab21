"""Every list, number and item of the pages is the exports': the ledger decides, views show.

Pages are read by their `data-` hooks (tests/listing.py), exports as a program reads them.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from building import make_records
from decision_record.ledger.replay import replay
from decision_record.model.records import Records
from decision_record.repository.configuration import Settings
from decision_record.repository.load import load
from decision_record.site.make import make_content
from exported_lists import (
    Exports,
    Facts,
    all_lists,
    is_open,
    loop_name,
    matter_name,
    of,
    plain,
    words_of,
)
from listing import Listing, Shown, names_of, read_pages, wrong_numbers
from plausible import write_organisation
from sites import REPOSITORY

WITHOUT_LISTS = ("meetings/", "updates/", "checks/", "guide/")
"""Records as they were written, and pages that are the same for every organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The lists of every page, and the items of every document."""

    listing: Listing
    exports: Exports
    wanted: Mapping[str, set[str]]
    """The names of what belongs into each list, by the exports."""
    shown: Mapping[str, list[Shown]] = field(default_factory=dict)
    """The items of every list."""


def make_site(records: Records, *, as_of: date) -> Site:
    content = make_content(records=records, ledger=replay(records, as_of), settings=Settings())
    listing = read_pages(
        (page.address, page.make().body)
        for page in content.pages
        if not page.address.startswith(WITHOUT_LISTS)
    )
    exports = {
        name: json.loads(each.content)["items"]
        for each in content.documents
        if (name := each.path.removeprefix("api/v1/").removesuffix(".json")) != each.path
        and name.count(".") == 0
        and each.path.startswith("api/v1/")
        and not name.startswith("schema/")
        and name != "index"
    }
    return Site(
        listing=listing,
        exports=exports,
        wanted=all_lists(exports, as_of=as_of.isoformat()),
        shown=listing.by_list(),
    )


def wrong_lists(site: Site) -> Iterator[str]:
    """The lists that do not have what the exports say."""
    for name, wanted in site.wanted.items():
        found = names_of(site.shown.get(name, ()))
        for each in found - wanted - also_in(name, site):
            yield f"{name} has {each}"
        missing = wanted - found
        if missing:
            rest = rest_of(name, site)
            yield from (f"{name} lacks {each}" for each in missing - rest)


def also_in(name: str, site: Site) -> set[str]:
    """What a list may have too: a queue the targets that are near, which are commitments too."""
    here, _, last = name.rpartition("/")
    return site.wanted[f"{here}/commitments"] if last == "queue" else set()


def rest_of(name: str, site: Site) -> set[str]:
    """What the page has to which a list that is cut leads."""
    pages = {each.partition("#")[0] for each in site.listing.rests.get(name, ())}
    lists = {each for each, places in site.listing.lists.items() if pages & places}
    return {found for each in lists for found in names_of(site.shown[each])}


def wrong_order(site: Site) -> Iterator[str]:
    """The pages whose words are in another order than the exports'."""
    for account in site.exports["accounts"]:
        (own,) = site.exports[f"accounts/{account['id']}"]
        here = f"accounts/{account['id']}/"
        for name, texts in (
            ("say", [each["text"] for each in own["say"]]),
            ("do-not-promise", [words_of(each) for each in own["do_not_promise"]]),
        ):
            wanted = [plain(each) for each in texts]
            shown = site.shown.get(f"{here}{name}", ())
            for page in {each.page for each in shown}:
                found = [each.said for each in shown if each.page == page]
                if found != wanted[: len(found)]:
                    yield f"{page} {name}: {found} for {wanted}"


def wrong_counts(site: Site) -> Iterator[str]:
    """The accounts whose numbers in `accounts.json` are not the length of their lists."""
    names = {"loops": "not-told"}
    for account in site.exports["accounts"]:
        for kind, number in account["open"].items():
            name = f"accounts/{account['id']}/{names.get(kind, kind)}"
            if number != len(site.wanted[name]):
                yield f"{name}: {number} in accounts.json, {len(site.wanted[name])} elsewhere"


def wrong_attention(site: Site) -> Iterator[str]:
    """The matters that home shows in another order than `attention.json`."""
    wanted = [matter_name(each) for each in site.exports["attention"]]
    shown = [each.name for each in site.shown["attention"]]
    if shown != [each for each in wanted if each in shown]:
        yield f"home shows {shown} for {wanted}"


def wrong_rows(site: Site) -> Iterator[str]:
    """The items whose state or due day is not the same on every page, and in the exports."""
    deferrals = {
        each["due"]
        for each in site.exports["decisions"]
        if each["outcome"] == "deferred" and "due" in each
    }
    kinds = {
        "actions": (("actions",), due_of(site.exports["actions"], "due")),
        "commitments": (("commitments",), due_of(site.exports["commitments"], "target")),
        "escalations": (("escalations",), due_of(site.exports["escalations"], "path_answer_by")),
        "questions": (("questions",), due_of(site.exports["questions"], "answer_by")),
        "loops": (("not-told", "to-tell"), loops_due(site.exports)),
        "signals": (("signals",), {}),
    }
    for kind, (parts, wanted) in kinds.items():
        seen: dict[str, dict[str, str]] = {}
        for each in site.listing.items:
            if not any(part in name.split("/") for part in parts for name in each.lists):
                continue
            for state in each.badges[:1]:
                same = state.removesuffix(" since last Monday")
                seen.setdefault(each.name, {}).setdefault(same, each.page)
            days = {day.isoformat() for day in each.due}
            also = deferrals if kind == "escalations" else set()
            if wanted and not days <= wanted.get(each.name, set()) | also:
                yield f"{each.page} shows {days} of {each.name}: {wanted.get(each.name)}"
        yield from (
            f"{kind} {name} is {states}" for name, states in seen.items() if len(states) > 1
        )


def due_of(items: Iterable[Facts], key: str) -> Mapping[str, set[str]]:
    return {each["ref"]: {each[key]} if key in each else set() for each in items}


def loops_due(exports: Exports) -> Mapping[str, set[str]]:
    return {loop_name(each): {each["due"]} for each in exports["loops"]}


BY_A_RULE_OF_THE_PAGE = re.compile(
    r"""accounts/(soon|[^/]+/brief/.+)|commitments/(soon|slipped|on-track)|changed/.+|surprises|themes
    |areas/[^/]+/(escalations|questions|requests|feedback)|escalations/.+|questions/(ahead|often)
    |feedback/recent|to-tell/(week|later)|series/[^/]+/records|people/[\w-]+
    |people/[^/]+/(week|awaited|later|signals|before|series|decisions)
    |pods/[^/]+/(signals|escalations|earlier)|themes/[^/]+/(open|earlier|mentions)""",
    re.VERBOSE,
)
"""The lists of which no export says by itself what they have: parts of others by a rule of the
page, what is near, and what records say of a theme or an area. Their numbers are held too."""


def unknown_lists(site: Site) -> Iterator[str]:
    """The lists of which nothing here says what they have."""
    for name in site.shown:
        if name not in site.wanted and not BY_A_RULE_OF_THE_PAGE.fullmatch(name):
            yield f"{name} is in no export"


def wrong_briefs(site: Site) -> Iterator[str]:
    """The lists of briefs that are not the first of what the exports have, or in another order."""
    for account in site.exports["accounts"]:
        (own,) = site.exports[f"accounts/{account['id']}"]
        here = f"accounts/{account['id']}/brief/"
        for name, key in (("say", "say"), ("do-not-promise", "do_not_promise")):
            wanted = [each["ref"] for each in own[key]]
            shown = [each.ref for each in site.shown.get(f"{here}{name}", ())]
            if shown != wanted[: len(shown)]:
                yield f"{here} {name}: {shown} for {wanted}"
        loud = {each["ref"] for each in own["surprises"]}
        for name in ("escalations", "questions", "commitments"):
            shown = [each.ref for each in site.shown.get(f"{here}{name}", ())]
            yield from (
                f"{here} {name} has {each}"
                for each in shown
                if each not in site.wanted[f"accounts/{account['id']}/{name}"]
            )
        to_tell = {each.ref for each in site.shown.get(f"{here}not-told", ())}
        loops = {each["item"] for each in exports_open(site, account["id"])}
        if to_tell - (loops - loud):
            yield f"{here} not-told: {to_tell} for {loops - loud}"


def exports_open(site: Site, account: str) -> list[Facts]:
    """What the account is still to be told."""
    return [each for each in site.exports["loops"] if is_open(each) and of(each, account)]


CHECKS: tuple[Callable[[Site], Iterator[str]], ...] = (
    lambda site: wrong_numbers(site.listing),
    wrong_lists,
    unknown_lists,
    wrong_order,
    wrong_counts,
    wrong_attention,
    wrong_briefs,
    wrong_rows,
)


def all_wrong(site: Site) -> list[str]:
    return sorted({each for check in CHECKS for each in check(site)})


def records_of(root: Path) -> Records:
    loaded = load([root], base=REPOSITORY)
    assert loaded.problems == ()
    return loaded.records


@pytest.mark.parametrize(
    ("root", "day"),
    [
        ("records", "2026-06-29"),
        ("tests/organizations/harbour/records", "2026-06-30"),
        ("tests/organizations/lanternwick/records", "2026-06-15"),
    ],
)
def test_pages_show_what_the_exports_have(root: str, day: str) -> None:
    site = make_site(records_of(REPOSITORY / root), as_of=date.fromisoformat(day))
    assert all_wrong(site) == []


@pytest.mark.parametrize("seed", range(6))
def test_pages_of_any_organisation_show_what_its_exports_have(seed: int) -> None:
    records = make_records(organisation_of(seed))
    day = (date(2026, 6, 28), records.entries[-1].date, date(2026, 12, 31))[seed % 3]
    assert all_wrong(make_site(records, as_of=day)) == []


def organisation_of(seed: int) -> Mapping[str, Any]:
    """An organisation that can have a site: whom its records name is there, each id is of one item.

    With other records nothing is built.
    """
    text = json.dumps(write_organisation(seed, 4 + seed % 12, unique_ids=True))
    known = text.replace('"west"', '"south"').replace('"a.stranger"', '"wes"')
    organisation: Mapping[str, Any] = json.loads(known)
    return organisation
