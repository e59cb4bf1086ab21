"""From ledger to content: every page's view made and rendered, every export, every redirect.

Pages are made while they are written; ten thousand are never in memory together.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain

from jinja2 import Environment

from decision_record.attention.findings import find
from decision_record.checks.configure import ConfiguredRule, configure_rules
from decision_record.drafts.addresses import Forge
from decision_record.exports.api import make_documents, make_schemas
from decision_record.exports.context import ExportContext
from decision_record.ledger.index import Index
from decision_record.ledger.replay import Ledger
from decision_record.model.records import Records
from decision_record.repository.configuration import Settings
from decision_record.signals.configure import set_thresholds
from decision_record.site.addresses import root_from
from decision_record.site.cache import Cache
from decision_record.site.content import Content, Document, Page, Redirect, Slots, TocEntry, take
from decision_record.site.kinds import KIND_OF
from decision_record.site.packaged import theme_folder
from decision_record.site.plan import plan_pages, plan_reference
from decision_record.site.planned import PlannedPage
from decision_record.site.reference import Reference, keep_reference
from decision_record.site.templates import open_templates, render
from decision_record.source.git_log import FileHistory, RepositoryHistory
from decision_record.views.people.personal import warn_readers
from decision_record.views.series.next_records import address_of_draft
from decision_record.views.shared.context import ViewContext, address_of, make_view_context


def make_content(
    *,
    records: Records,
    ledger: Ledger,
    settings: Settings,
    histories: Mapping[str, FileHistory] | None = None,
    repositories: Mapping[str, RepositoryHistory] | None = None,
    cache: Cache | None = None,
) -> Content:
    """Everything that the generator publishes beside the hand-written pages.

    Args:
        records: The reference files.
        ledger: The state of everything on the day.
        settings: What the team has set.
        histories: Who wrote, merged and changed each record and when, where git knows.
        repositories: What git knows of the repository of each record.
        cache: What is kept between builds.
    """
    index = Index(records=records, ledger=ledger)
    findings = find(
        index,
        rules=set_thresholds(settings),
        written=_days_of(histories, repositories or {}, ledger=ledger),
        is_shallow=any(each.is_shallow for each in (repositories or {}).values()),
    )
    context = make_view_context(
        index,
        findings=findings,
        histories=histories,
        forge=Forge.of(settings.edit_uri),
    )
    rules = configure_rules(settings)
    templates = open_templates(theme_folder(), currency=context.currency, kept=cache)
    fill = partial(_fill, templates=templates, forge=context.forge)
    reference = keep_reference(
        cache,
        settings,
        currency=context.currency,
        make=lambda: _make_reference(rules, fill=fill),
    )
    return Content(
        pages=_pages(plan_pages(context, rules), fill=fill, made=reference.pages),
        documents=chain(
            (
                Document(path=each.path, content=each.content)
                for each in make_documents(
                    ExportContext(index=index, findings=findings, attention=context.attention),
                    schemas=reference.schemas,
                )
            ),
            _drafts(context),
        ),
        redirects=tuple(_redirects(context)),
        notice=warn_readers(records),
    )


def _redirects(context: ViewContext) -> Iterator[Redirect]:
    """The former addresses of accounts and records."""
    for alias, account in sorted(context.records.aliases.items()):
        yield Redirect(old=f"accounts/{alias}/", new=f"accounts/{account}/")
    for former, record in sorted(context.records.former_records.items()):
        entry = context.index.entries.get(record)
        if entry:
            folder = "meetings" if entry.meeting else "updates"
            yield Redirect(old=f"{folder}/{former}/", new=address_of(entry))


def _days_of(
    histories: Mapping[str, FileHistory] | None,
    repositories: Mapping[str, RepositoryHistory],
    *,
    ledger: Ledger,
) -> Mapping[str, date] | None:
    """The day on which each record was written down.

    Of what happened before its repository began that says nothing: it was brought from elsewhere.
    """
    if histories is None:
        return None
    unknown = RepositoryHistory()
    return {
        entry.id: histories[entry.id].written.day
        for entry in ledger.entries
        if entry.id in histories
        and entry.date >= (repositories.get(entry.id, unknown).began or date.min)
    }


def _drafts(context: ViewContext) -> Iterator[Document]:
    """The record of each next meeting, to be downloaded from the page that prepares it."""
    drafts = [*context.drafts.items()]
    drafts += [(series, each) for series, found in context.other_drafts.items() for each in found]
    for series, draft in drafts:
        yield Document(path=address_of_draft(series, draft), content=draft.text.encode())


Fill = Callable[[PlannedPage], Slots]
"""Makes a view and renders it."""


def _make_reference(rules: Sequence[ConfiguredRule], *, fill: Fill) -> Reference:
    return Reference(
        pages={each.address: fill(each) for each in plan_reference(rules)}, schemas=make_schemas()
    )


def _pages(plan: Iterator[PlannedPage], *, fill: Fill, made: Mapping[str, Slots]) -> Iterator[Page]:
    """The pages of a plan, of which some are made already."""
    for planned in plan:
        slots = made.get(planned.address)
        make = partial(fill, planned) if slots is None else partial(take, slots)
        yield Page(address=planned.address, frame=planned.frame, make=make)


def _fill(planned: PlannedPage, *, templates: Environment, forge: Forge | None) -> Slots:
    view = planned.view()
    template = templates.get_template(KIND_OF[planned.frame].template)
    return Slots(
        title=view.title,
        description=view.description,
        body=render(template, view=view, root=root_from(planned.address)),
        toc=tuple(TocEntry(id=each.id, title=each.title) for each in view.toc),
        edit_url=forge.edit(planned.file) if forge and planned.file else None,
    )
