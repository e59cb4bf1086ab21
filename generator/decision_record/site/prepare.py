"""From a configuration to content: records read, checked, replayed and made into pages."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from decision_record.diagnostics.summary import summarize
from decision_record.examine import (
    Examination,
    Format,
    configure,
    examine,
    locate_problems,
    render,
    today_in,
)
from decision_record.ledger.replay import Ledger, replay
from decision_record.ledger.stage import TIERS_FROM
from decision_record.ledger.team_days import team_days
from decision_record.model.records import Entry, Records
from decision_record.repository.configuration import Configuration
from decision_record.site.cache import Cache
from decision_record.site.content import Content
from decision_record.site.errors import SiteError
from decision_record.site.make import make_content
from decision_record.site.own_pages import OwnFiles
from decision_record.site.refused import find_wrong_pages
from decision_record.source.git_log import (
    FileHistory,
    RepositoryHistory,
    find_histories,
    find_repository,
)

_FIRST_YEAR, _LAST_YEAR = 1900, 2999
"""Years around which pages may count days without leaving the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What someone asked for."""

    configuration: Configuration
    as_of: date | None
    """The day to build for; what the configuration says, or today, where it is None."""
    now: datetime
    """The moment of the order, with its time zone."""
    base: Path
    """The folder that files are named from in messages."""
    cache: Cache | None = None
    """What is kept between builds; without it everything is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What is to be published; records with errors have no content."""

    examination: Examination
    content: Content | None
    records: int
    """Meetings and updates that the site shows."""


def prepare(order: Order) -> Prepared:
    """Read, check, replay and make; with errors in the records nothing is made."""
    examination = examine(order.configuration, base=order.base, now=order.now)
    if examination.has_errors:
        return Prepared(examination=examination, content=None, records=0)
    records = examination.records
    settings = order.configuration.settings
    ledger = replay(
        records,
        _day_of(order, records),
        tiers_from=settings.tiers_from_csms or TIERS_FROM,
        days=team_days(settings.days),
    )
    content = make_content(
        records=records,
        ledger=ledger,
        settings=order.configuration.settings,
        histories=_find_histories(ledger, configuration=order.configuration),
        repositories=_find_repositories(ledger, configuration=order.configuration),
        cache=order.cache,
    )
    content = replace(content, is_public=settings.public and not order.configuration.personal)
    return Prepared(examination=examination, content=content, records=len(ledger.entries))


def _find_histories(
    ledger: Ledger, *, configuration: Configuration
) -> Mapping[str, FileHistory] | None:
    """What git knows of each record until the day that the site is true for; None without git.

    Git is asked about a personal folder only for the site of its two people.
    """
    shared: dict[str, FileHistory] = {}
    for root in configuration.shared_roots:
        shared |= find_histories(root, until=ledger.as_of)
    own: dict[str, FileHistory] = {}
    for root in configuration.personal_roots if configuration.personal else ():
        own |= find_histories(root, until=ledger.as_of)
    if not shared and not own:
        return None
    return {
        entry.id: histories[entry.file.path]
        for entry in ledger.entries
        if entry.file.path in (histories := own if entry.file.personal_root else shared)
    }


def _find_repositories(
    ledger: Ledger, *, configuration: Configuration
) -> Mapping[str, RepositoryHistory]:
    """What git knows of the repository of each record; of personal ones in their own build."""
    roots = configuration.shared_roots
    shared = {root: find_repository(root) for root in roots}
    personal = configuration.personal_roots if configuration.personal else ()
    own = {root: find_repository(root) for root in personal}
    return {
        entry.id: _facts_of(entry, own if entry.file.personal_root else shared)
        for entry in ledger.entries
    }


def _facts_of(entry: Entry, repositories: Mapping[Path, RepositoryHistory]) -> RepositoryHistory:
    """The repository of the folder that holds a record's file."""
    if len(repositories) == 1:
        return next(iter(repositories.values()))
    holding = (facts for root, facts in repositories.items() if (root / entry.file.path).is_file())
    return next(holding, RepositoryHistory())


def content_of(config_file: Path, *, published: Sequence[Path] = (), nav: object = None) -> Content:
    """The content of a configuration, where MkDocs itself was started.

    Args:
        config_file: The configuration.
        published: The folders that MkDocs copies, as it understood the configuration: of pages,
            and of the company's templates.
        nav: The navigation, likewise.

    Raises:
        SiteError: The configuration or the records have errors; the message shows them.
    """
    base = Path.cwd()
    name = os.path.relpath(config_file, base)
    configuration, problems = configure(config_file, name=name)
    if configuration is None:
        found = locate_problems(problems, base=base)
        summary = summarize(found, files=1)
        raise SiteError("\n" + render(found, summary=summary, form=Format.TEXT, base=base))
    own, templates, *_ = (*published, None, None)
    configuration = replace(
        configuration,
        published=(*configuration.published, *published),
        refused=find_wrong_pages(
            nav, name=name, own=OwnFiles(pages=own, templates=templates), base=base
        ),
    )
    prepared = prepare(
        Order(configuration=configuration, as_of=None, now=datetime.now(UTC), base=base)
    )
    if prepared.content is None:
        found, summary = prepared.examination.diagnostics, prepared.examination.summary
        raise SiteError("\n" + render(found, summary=summary, form=Format.TEXT, base=base))
    return prepared.content


def _day_of(order: Order, records: Records) -> date:
    """The day that the site is true for: as asked, as set, or today where the company is."""
    day = order.configuration.day(asked=order.as_of, today=today_in(records, order.now))
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise SiteError(
            f"{day} cannot be the day of a site: give one from {_FIRST_YEAR} to {_LAST_YEAR}"
        )
    return day
