"""Which pages and exports the specification has, and which the site of the sample has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from building import day
from decision_record.attention.findings import find
from decision_record.checks.configure import configure_rules
from decision_record.exports.api import ROOT
from decision_record.exports.documents import EXPORTS
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.repository.configuration import Settings
from decision_record.repository.load import load
from decision_record.site.kinds import KINDS, FrameKind
from decision_record.site.plan import plan_pages
from decision_record.views.shared.context import make_view_context

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
    "/areas/<id>/": "one product area",
    "/shipped/": "what shipped",
    "/feedback/": "what customers said",
    "/to-tell/": "who has not been told what, by day and by account",
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
            *("shipped", "feedback", "meetings", "research", "surprises"),
            *("themes", "attention", "queues"),
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
    context = make_view_context(
        Index(records=records, ledger=ledger), findings=find(Index(records=records, ledger=ledger))
    )
    views: dict[str, list[str]] = {kind.name: [] for kind in KINDS}
    for planned in plan_pages(context, configure_rules(Settings())):
        view = planned.view.func if isinstance(planned.view, partial) else planned.view
        module = view.__module__.removeprefix("decision_record.").replace(".", "/")
        views[planned.frame].append(f"`{module}.py` `{view.__name__}`")
    return tuple(
        MadePage(
            address=_form(kind),
            frame=kind.name,
            view=", ".join(dict.fromkeys(views[kind.name])),
            pages=len(views[kind.name]),
        )
        for kind in KINDS
    )


BESIDE: Mapping[str, str] = {
    "accounts-page": "the accounts that the first page has no room for",
    "account-open": "all that is open, where the account's page has no room for it",
    "account-history": "a year of the timeline",
    "actions-page": "the open actions that the first page has no room for",
    "actions-closed": "closed actions",
    "commitment": "one promise, and the texts that say it shipped, slipped or was descoped",
    "commitments-page": "the promises that the first page has no room for",
    "commitments-ended": "kept, descoped and replaced promises by year",
    "decisions-open": "what waits for an answer and has no room on the first page",
    "escalations-year": "resolved escalations by year",
    "questions-year": "answered questions by year",
    "requests-year": "requests by year",
    "shipped-year": "what shipped, by year",
    "feedback-year": "what customers said, by year",
    "to-tell-page": "the customer updates that the first page has no room for",
    "theme-year": "what was said of a theme, by year",
    "series-list": "every series, with when it meets next",
    "series-year": "the records of a series by year",
    "person-queue": "the tasks that the person's page has no room for",
    "signal": "one signal: when it appears, why, and each time that it is there",
    "measure": "one measure: its definition, all its periods and parts",
    "cadence": "the cadence of every series as strips",
    "fields": "the kinds of file",
    "fields-of": "every field of a kind of file",
}
"""What stands on the pages that the specification does not list, by the name of their frame."""

VARYING: Mapping[str, str] = {
    "check": "<code>",
    "signal": "<code>",
    "measure": "<name>",
    "actions-closed": "<year>",
    "account-history": "<year>",
    "commitments-ended": "<year>",
    "decisions-open": "<page>",
    "cadence": "<page>",
    "person-queue": "<page>",
    "fields-of": "<kind>",
}
"""What the last step of an address is, where it is neither an id, nor a year or a page by name."""


def _form(kind: FrameKind) -> str:
    """An address as the specification writes it."""
    by_name = {"year": "<year>", "page": "<page>"}.get(kind.name.rpartition("-")[2], "<id>")
    head, varies, tail = kind.address.rpartition("{}")
    last = VARYING.get(kind.name, by_name) if varies else ""
    return f"/{head}{last}{tail}".replace("{}", "<id>")


def made_exports() -> frozenset[str]:
    """The declared documents, with `<id>` and `<kind>` for what varies."""
    names = (*(export.name for export in EXPORTS), "schema/<kind>", "index")
    return frozenset(f"/{ROOT}{name}.json" for name in names)


def rows_of_pages() -> Iterator[tuple[str, ...]]:
    """A row for each kind of page: address, what it shows, its view, how many the sample has."""
    for page in made_pages():
        shows = BESIDE.get(page.frame) or PAGES_OF_THE_SPECIFICATION[page.address]
        yield f"`{page.address}`", shows, page.view or "where a list is long", str(page.pages)
    yield f"`{GUIDE}`", PAGES_OF_THE_SPECIFICATION[GUIDE], "`theme/guide`", "hand-written"


def rows_of_exports() -> Iterator[tuple[str, ...]]:
    """A row for each export, with whether it is there."""
    for path, state in EXPORTS_OF_THE_SPECIFICATION.items():
        yield f"`{path}`", "there" if state == "there" else "comes later"
