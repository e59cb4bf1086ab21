"""Which pages and exports the specification has, and which the site of the sample has."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from building import day
from decision_record.checks.configure import rule_on
from decision_record.exports.api import ROOT, make_documents
from decision_record.findings import find
from decision_record.ledger.replay import replay
from decision_record.load import load
from decision_record.pages.book import open_book
from decision_record.settings import Settings
from decision_record.site.kinds import KINDS, FrameKind
from decision_record.site.plan import plan_pages

REPOSITORY = Path(__file__).resolve().parents[1]
GUIDE = "/guide/…"

PAGES_OF_THE_SPECIFICATION: Mapping[str, str] = {
    "/": "today: attention, the next seven days, what changed since last Monday",
    "/accounts/": "all accounts",
    "/accounts/<id>/": "history",
    "/accounts/<id>/brief/": "the QBR brief",
    "/meetings/": "by date",
    "/meetings/<year>/": "by date",
    "/meetings/<id>/": "one record, as written and as it stands now",
    "/updates/<id>/": "one record, as written and as it stands now",
    "/series/<id>/": "cadence and queue",
    "/series/<id>/next/": "the prep page of the next meeting",
    "/decisions/": "the decision log",
    "/decisions/<year>/": "the decision log",
    "/actions/": "the open-action board",
    "/actions/closed/<year>/": "closed actions",
    "/commitments/": "pending commitments, slips, kept",
    "/escalations/": "escalations",
    "/questions/": "questions",
    "/requests/": "requests",
    "/themes/": "themes",
    "/themes/<id>/": "one theme",
    "/pods/": "pods",
    "/pods/<id>/": "one pod",
    "/people/": "people",
    "/people/<id>/": "my queue",
    "/health/": "signals and measures of the cadence",
    "/checks/": "every rule",
    "/checks/<code>/": "what, why, failing example, passing example",
    GUIDE: "how to write a record, field reference made from the model",
}
"""The addresses of site.md, each with what stands there."""

EXPORTS_OF_THE_SPECIFICATION: Mapping[str, str] = {
    **{
        f"/api/v1/{name}.json": "there"
        for name in (
            *("index", "accounts", "accounts/<id>", "actions", "decisions", "commitments"),
            *("escalations", "questions", "requests", "loops", "signals", "series", "pods"),
            *("pods/<id>", "people", "measures", "schema/<kind>"),
        )
    },
    "/feeds/…atom": "later",
    "/calendars/…ics": "later",
    "/exports/…csv": "later",
    "/exports/record.sqlite": "later",
}
"""The exports of site.md, and whether each is there already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePage:
    """A kind of page as the sample's site has it."""

    address: str
    """In the specification's form: `/accounts/<id>/`."""
    frame: str
    view: str
    """The module and the function that make its view."""
    pages: int


@cache
def made_pages() -> tuple[MadePage, ...]:
    """The kinds of page that are stamped, in the order of their declaration."""
    records = load([REPOSITORY / "records"], base=REPOSITORY).records
    ledger = replay(records, day("2026-06-29"))
    book = open_book(records=records, ledger=ledger, findings=find(ledger, records=records))
    views: dict[str, list[str]] = {kind.name: [] for kind in KINDS}
    for planned in plan_pages(book, rule_on(Settings())):
        view = planned.view
        assert isinstance(view, partial)
        module = view.func.__module__.removeprefix("decision_record.").replace(".", "/")
        views[planned.frame].append(f"`{module}.py` `{view.func.__name__}`")
    return tuple(
        MadePage(
            address=_form(kind),
            frame=kind.name,
            view=", ".join(dict.fromkeys(views[kind.name])),
            pages=len(views[kind.name]),
        )
        for kind in KINDS
    )


def _form(kind: FrameKind) -> str:
    """An address as the specification writes it: the last step may be a year or a code."""
    head, last, tail = kind.address.rpartition("{}")
    word = {"check": "<code>"}.get(kind.name, "<year>" if kind.name.endswith("-year") else "<id>")
    return f"/{head}{word if last else ''}{tail}".replace("{}", "<id>")


@cache
def made_exports() -> frozenset[str]:
    """The documents of the sample's site, with `<id>` and `<kind>` for what varies."""
    records = load([REPOSITORY / "records"], base=REPOSITORY).records
    ledger = replay(records, day("2026-06-29"))
    documents = make_documents(
        records=records, ledger=ledger, findings=find(ledger, records=records)
    )
    return frozenset(
        "/"
        + re.sub(
            rf"^({ROOT}(?:accounts|pods)/).+\.json$",
            r"\1<id>.json",
            re.sub(rf"^({ROOT}schema/).+\.json$", r"\1<kind>.json", each.path),
        )
        for each in documents
    )


def rows_of_pages() -> Iterator[tuple[str, ...]]:
    """A row for each kind of page: address, what it shows, its view, how many the sample has."""
    for page in made_pages():
        shows = PAGES_OF_THE_SPECIFICATION.get(page.address, "more of a list, or beside it")
        yield f"`{page.address}`", shows, page.view, str(page.pages)
    yield f"`{GUIDE}`", PAGES_OF_THE_SPECIFICATION[GUIDE], "`theme/guide`", "hand-written"


def rows_of_exports() -> Iterator[tuple[str, ...]]:
    """A row for each export, with whether it is there."""
    for path, state in EXPORTS_OF_THE_SPECIFICATION.items():
        yield f"`{path}`", "there" if state == "there" else "comes later"
