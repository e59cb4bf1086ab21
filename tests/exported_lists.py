"""Which items each list of the pages has, by the exports alone.

A list is a name (`accounts/<id>/actions`) with the names of its items, as tests/listing.py reads
them from pages.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Facts = Mapping[str, Any]
Exports = Mapping[str, list[Facts]]
"""The items of every document, by its name."""

OVER = {"shipped", "descoped", "superseded", "withdrawn", "churned"}
PENDING = {"on-track", "slipped"}


def all_lists(exports: Exports, *, as_of: str) -> Mapping[str, set[str]]:
    """Each list with the names of what belongs into it.

    Args:
        exports: The items of every document.
        as_of: The day, as the exports write it.
    """
    found = dict(of_everything(exports, as_of=as_of))
    found |= dict(of_asked(exports)) | dict(of_reference(exports))
    found |= dict(of_queues(exports, as_of=as_of))
    for account in exports["accounts"]:
        found |= dict(of_account(account["id"], exports))
    return found


def of_account(account: str, exports: Exports) -> Iterator[tuple[str, set[str]]]:
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
            f"{here}escalations",
            {
                one["ref"]
                for account in cared_for
                for one in exports[f"accounts/{account}"][0]["open_with_product"]
                if one["kind"] != "question"
            },
        )
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
    if task["kind"] == "update":
        return f"{task['ref']}, {task['account']}"
    return str(task.get("ref") or task["series"])


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


def words_of(caution: Facts) -> str:
    """The words of a caution: those to avoid, else what is not to be promised."""
    return str(caution.get("words") or caution["what"])


def plain(text: str) -> str:
    """Text without the marks of code, as `listing` reads it."""
    return " ".join(text.replace("`", "").split())
