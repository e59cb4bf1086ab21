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
Exports = Mapping[str, list[Facts]]

WITHOUT_LISTS = ("meetings/", "updates/", "checks/", "guide/")
"""Records as they were written, and pages that are the same for every organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The lists of every page, and the items of every document."""

    listing: Listing
    exports: Exports
    as_of: str
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
        as_of=as_of.isoformat(),
        shown=listing.by_list(),
    )


def open_of(account: str, exports: Exports) -> Iterator[tuple[str, set[str]]]:
    """The lists of an account's page."""
    (own,) = exports[f"accounts/{account}"]
    waiting = own["open_with_product"]
    here = f"accounts/{account}/"
    yield f"{here}say", {f"{each['ref']}: {plain(each['text'])}" for each in own["say"]}
    yield (
        f"{here}do-not-promise",
        {f"{each['ref']}: {plain(words_of(each))}" for each in own["do_not_promise"]},
    )
    yield f"{here}surprises", {each["ref"] for each in own["surprises"]}
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
PENDING = {"on-track", "slipped"}


def of_everything(exports: Exports, *, as_of: str) -> Iterator[tuple[str, set[str]]]:
    """The lists of what is open in the whole company, and of the pages by kind."""
    open_actions = [each for each in exports["actions"] if is_open(each)]
    yield "actions", {each["ref"] for each in open_actions}
    yield "actions/overdue", {each["ref"] for each in open_actions if each.get("overdue_days")}
    for side in ("cs", "pm", "shared"):
        own = [each for each in open_actions if each["side"] == side]
        yield f"actions/{side}", {each["ref"] for each in own}
        yield f"actions/{side}/overdue", {each["ref"] for each in own if each.get("overdue_days")}
    yield (
        "commitments/pending",
        {each["ref"] for each in exports["commitments"] if each["state"] in PENDING},
    )
    yield (
        "decisions/open",
        {each["ref"] for each in exports["decisions"] if each["state"] == "open"},
    )
    yield "decisions", {each["ref"] for each in exports["decisions"]}
    yield "to-tell", {loop_name(each) for each in exports["loops"] if is_open(each)}
    yield "to-tell/accounts", {each["account"] for each in exports["loops"] if is_open(each)}
    yield (
        "to-tell/overdue",
        {loop_name(each) for each in exports["loops"] if is_open(each) and each["due"] < as_of},
    )
    yield (
        "commitments/late",
        {
            each["ref"]
            for each in exports["commitments"]
            if each["state"] in PENDING and each.get("target", as_of) < as_of
        },
    )
    untold = {each["item"] for each in exports["loops"] if is_open(each)}
    for name, state in (("not-told", "shipped"), ("descoped", "descoped")):
        over = {each["ref"] for each in exports["commitments"] if each["state"] == state}
        yield f"commitments/{name}", over & untold
    yield (
        "commitments/ended",
        {
            each["ref"]
            for each in exports["commitments"]
            if each["state"] not in PENDING
            and not (each["state"] in {"shipped", "descoped"} and each["ref"] in untold)
        },
    )
    yield "shipped", {each["ref"] for each in exports["shipped"] if each["on"] <= as_of}
    yield "feedback", {each["ref"] for each in exports["feedback"]}
    yield "signals", {signal_name(each) for each in exports["signals"]}
    for code in {each["code"] for each in exports["signals"]}:
        wanted = {signal_name(each) for each in exports["signals"] if each["code"] == code}
        yield f"signals/{code}", wanted
    yield "attention", {matter_name(each) for each in exports["attention"]}
    for kind in {each["kind"] for each in exports["attention"]}:
        wanted = {matter_name(each) for each in exports["attention"] if each["kind"] == kind}
        yield f"attention/{kind}", wanted


def of_asked(exports: Exports) -> Iterator[tuple[str, set[str]]]:
    """The lists of what customers raise and ask."""
    left = {each["id"] for each in exports["accounts"] if "churned" in each}
    waiting = [
        each
        for account in exports["accounts"]
        for each in exports[f"accounts/{account['id']}"][0]["open_with_product"]
    ]
    yield "escalations", {each["ref"] for each in waiting if each["kind"] != "question"}
    yield (
        "questions",
        {
            each["ref"]
            for each in exports["questions"]
            if is_open(each) and each["account"] not in left
        },
    )
    yield "questions/by-year", {each["ref"] for each in exports["questions"]}
    yield (
        "questions/answered",
        {each["ref"] for each in exports["questions"] if "answered" in each},
    )
    for status in ("backlog", "planned", "in-progress", "shipped", "declined"):
        wanted = {each["ref"] for each in exports["requests"] if each["status"] == status}
        yield f"requests/{status}", wanted
    yield "requests/by-year", {each["ref"] for each in exports["requests"]}
    for theme in exports["themes"]:
        here = f"themes/{theme['id']}/"
        yield f"{here}accounts", {each["account"] for each in theme["demand"]}
        yield f"{here}commitments", set(theme["commitments"])


def of_reference(exports: Exports) -> Iterator[tuple[str, set[str]]]:
    """The lists of accounts and pods."""
    left = {each["id"] for each in exports["accounts"] if "churned" in each}
    yield "accounts/left", left
    yield "accounts/customers", {each["id"] for each in exports["accounts"]} - left
    yield "pods", {each["id"] for each in exports["pods"]}


def of_queues(exports: Exports, *, as_of: str) -> Iterator[tuple[str, set[str]]]:
    """The lists of series, people and pods."""
    tasks = {
        (kind, each[kind]): each["tasks"]
        for each in exports["queues"]
        for kind in ("series", "person", "pod")
        if kind in each
    }
    for kind, folder in (("series", "series"), ("pod", "pods")):
        for each in exports[folder]:
            wanted = {task["ref"] for task in tasks.get((kind, each["id"]), ())}
            yield f"{folder}/{each['id']}/actions", wanted
    for each in exports["people"]:
        here = f"people/{each['id']}/"
        own = tasks.get(("person", each["id"]), ())
        yield f"{here}queue", {task_name(task) for task in own if task["kind"] != "target"}
        yield f"{here}commitments", {task["ref"] for task in own if task["kind"] == "target"}
        yield f"{here}actions", {task["ref"] for task in own if task["kind"] == "action"}
        late = [task for task in own if task.get("due", as_of) < as_of]
        yield f"{here}late", {task_name(task) for task in late}
        yield f"{here}actions/overdue", {task["ref"] for task in late if task["kind"] == "action"}
        cared_for = {
            account["id"]
            for account in exports["accounts"]
            if account["csm"] == each["id"] and "churned" not in account
        }
        yield (
            f"{here}questions",
            {
                one["ref"]
                for one in exports["questions"]
                if is_open(one) and one["account"] in cared_for
            },
        )
        yield (
            f"{here}accounts",
            cared_for,
        )


def task_name(task: Facts) -> str:
    if task["kind"] == "follow-up":
        return signal_name(task)
    return f"{task['ref']}, {task['account']}" if task["kind"] == "update" else str(task["ref"])


def loop_name(loop: Facts) -> str:
    return f"{loop['item']}, {loop['account']}"


def signal_name(signal: Facts) -> str:
    others = ("series", "pod", "person", "account")
    about = signal.get("ref") or ", ".join(signal[key] for key in others if key in signal)
    return f"{signal['code']} {about}: {plain(signal['message'])}"


def matter_name(matter: Facts) -> str:
    account = {"account": matter["accounts"][0]} if matter["accounts"] else {}
    return signal_name({**matter, **account, "code": matter["codes"][0]})


def is_open(item: Facts) -> bool:
    return bool(item["state"] == "open")


def of(item: Facts, account: str) -> bool:
    return item.get("account") == account


def expected(site: Site) -> Iterator[tuple[str, set[str]]]:
    """Each list with the names of what belongs into it, by the exports."""
    yield from of_everything(site.exports, as_of=site.as_of)
    yield from of_asked(site.exports)
    yield from of_reference(site.exports)
    yield from of_queues(site.exports, as_of=site.as_of)
    for account in site.exports["accounts"]:
        yield from open_of(account["id"], site.exports)


def wrong_lists(site: Site) -> Iterator[str]:
    """The lists that do not have what the exports say."""
    for name, wanted in expected(site):
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
    return dict(expected(site))[f"{here}/commitments"] if last == "queue" else set()


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
    """Text without the marks of code, as `listing` reads it."""
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
        lists = dict(open_of(account["id"], site.exports))
        loud = {each["ref"] for each in own["surprises"]}
        for name in ("escalations", "questions", "commitments"):
            shown = [each.ref for each in site.shown.get(f"{here}{name}", ())]
            yield from (
                f"{here} {name} has {each}"
                for each in shown
                if each not in lists[f"accounts/{account['id']}/{name}"]
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
