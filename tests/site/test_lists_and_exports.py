"""Every list, number and item of the pages is the exports': the ledger decides, views show.

Pages are read by their `data-` hooks (tests/listing.py), exports as a program reads them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from building import make_records
from conftest import REPOSITORY
from decision_record.ledger.replay import replay
from decision_record.load import load
from decision_record.model.records import Records
from decision_record.settings import Settings
from decision_record.site.make import make_content
from listing import Listing, Shown, names_of, read_pages, wrong_numbers
from plausible import write_organisation

Facts = Mapping[str, Any]

WITHOUT_LISTS = ("meetings/", "updates/", "checks/", "guide/")
"""Records as they were written, and pages that are the same for every organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The lists of every page, and the items of every document."""

    listing: Listing
    exports: Mapping[str, list[Facts]]
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
    return Site(listing=listing, exports=exports, shown=listing.by_list())


def open_of(account: str, exports: Mapping[str, list[Facts]]) -> Iterator[tuple[str, set[str]]]:
    """The lists of an account's page."""
    (own,) = exports[f"accounts/{account}"]
    waiting = own["open_with_product"]
    here = f"accounts/{account}/"
    yield f"{here}say", {f"{each['ref']}: {plain(each['text'])}" for each in own["say"]}
    yield (
        f"{here}do-not-promise",
        {f"{each['ref']}: {plain(words_of(each))}" for each in own["do_not_promise"]},
    )
    yield f"{here}open-with-product", {each["ref"] for each in waiting}
    yield f"{here}escalations", {each["ref"] for each in waiting if each["kind"] != "question"}
    yield f"{here}questions", {each["ref"] for each in waiting if each["kind"] == "question"}
    yield (
        f"{here}actions",
        {each["ref"] for each in exports["actions"] if is_open(each) and of(each, account)},
    )
    yield (
        f"{here}not-told",
        {
            f"{each['item']}, {account}"
            for each in exports["loops"]
            if is_open(each) and of(each, account)
        },
    )
    for name, states in (("commitments", {"promised"}), ("past", OVER)):
        yield (
            f"{here}{name}",
            {
                each["ref"]
                for each in exports["commitments"]
                if any(of(one, account) and one["state"] in states for one in each["by_account"])
            },
        )


OVER = {"shipped", "descoped", "superseded", "withdrawn", "churned"}


def is_open(item: Facts) -> bool:
    return bool(item["state"] == "open")


def of(item: Facts, account: str) -> bool:
    return item.get("account") == account


def expected(site: Site) -> Iterator[tuple[str, set[str]]]:
    """Each list with the names of what belongs into it, by the exports."""
    for account in site.exports["accounts"]:
        yield from open_of(account["id"], site.exports)


def wrong_lists(site: Site) -> Iterator[str]:
    """The lists that do not have what the exports say."""
    for name, wanted in expected(site):
        found = names_of(site.shown.get(name, ()))
        for each in found - wanted:
            yield f"{name} has {each}"
        missing = wanted - found
        if missing:
            rest = rest_of(name, site)
            yield from (f"{name} lacks {each}" for each in missing - rest)


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


def words_of(caution: Facts) -> str:
    """The words of a caution: those to avoid, else what is not to be promised."""
    return str(caution.get("words") or caution["what"])


def plain(text: str) -> str:
    """Text as a reader sees it."""
    return " ".join(text.replace("`", "").split())


def wrong_counts(site: Site) -> Iterator[str]:
    """The accounts whose numbers in `accounts.json` are not the length of their lists."""
    names = {"loops": "not-told"}
    for account in site.exports["accounts"]:
        for kind, number in account["open"].items():
            name = f"accounts/{account['id']}/{names.get(kind, kind)}"
            wanted = dict(expected_of(account["id"], site))[name]
            if number != len(wanted):
                yield f"{name}: {number} in accounts.json, {len(wanted)} in the other exports"


def expected_of(account: str, site: Site) -> Iterable[tuple[str, set[str]]]:
    return open_of(account, site.exports)


CHECKS: tuple[Callable[[Site], Iterator[str]], ...] = (
    lambda site: wrong_numbers(site.listing),
    wrong_lists,
    wrong_order,
    wrong_counts,
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
    site = make_site(make_records(organisation_of(seed)), as_of=date(2026, 6, 28))
    assert all_wrong(site) == []


def organisation_of(seed: int) -> Mapping[str, Any]:
    """An organisation that can have a site: whom its records name is there, each id is of one item.

    With other records nothing is built.
    """
    text = json.dumps(write_organisation(seed, 4 + seed % 12, unique_ids=True))
    known = text.replace('"west"', '"south"').replace('"a.stranger"', '"wes"')
    organisation: Mapping[str, Any] = json.loads(known)
    return organisation
