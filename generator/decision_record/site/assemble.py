"""From a configuration to a published site."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from decision_record.examine import Examination
from decision_record.site.build import Site, build_site
from decision_record.site.content import Content
from decision_record.site.marker import Audience
from decision_record.site.prepare import Order, prepare


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """What became of an order; without a site the records have errors."""

    examination: Examination
    site: Site | None
    records: int
    """Meetings and updates that the site shows."""


def assemble(order: Order, *, output: Path, watch: Callable[[Content], Content]) -> Assembled:
    """Prepare a site and publish it; with errors in the records nothing is published.

    Args:
        order: What is asked for.
        output: The folder of the site.
        watch: Sees the content go by, for progress; it returns what is to be published.

    Raises:
        SiteError: The site cannot be built or published.
    """
    prepared = prepare(order)
    site: Site | None = None
    if prepared.content is not None:
        site = build_site(
            watch(prepared.content),
            config_file=order.configuration.file,
            output=output,
            sources=order.configuration.roots,
            personal=order.configuration.named_as_personal,
            cache=order.cache,
            audience=(Audience.PERSONAL if order.configuration.personal else Audience.EVERYBODY),
        )
    return Assembled(examination=prepared.examination, site=site, records=prepared.records)
