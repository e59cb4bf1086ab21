"""What surrounds the records in a company's repository: workflows, editor settings, the package.

The records say nothing of it. It depends on the forge, and a newer version of ours may bring newer
files.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from decision_record.drafts.addresses import find_edit_uri
from decision_record.model.records import FileKind
from decision_record.model.schema import MODELS, make_schema
from decision_record.text.wording import true_or_false

ForgeName = Literal["github", "gitlab", "none"]

_MORNING = timedelta(hours=5, minutes=10)
"""When the daily build runs where the company is, in summer: after midnight, before work."""
_DAY = timedelta(days=1)

_RECORDS: Mapping[FileKind, str] = {
    FileKind.ORGANIZATION: "records/organization.yml",
    FileKind.PEOPLE: "records/people.yml",
    FileKind.TAXONOMY: "records/taxonomy.yml",
    FileKind.SERIES: "records/series.yml",
    FileKind.ACCOUNT: "records/accounts/*.yml",
    FileKind.POD: "records/pods/*.yml",
    FileKind.MEETING: "records/meetings/*/*.yml",
    FileKind.UPDATE: "records/updates/*/*.yml",
}
"""Which files an editor checks by which schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosting:
    """Where a repository is, and what becomes of its site."""

    forge: ForgeName = "none"
    address: str | None = None
    """The address of the repository at the forge, as in `https://github.com/acme/records`."""
    site_url: str | None = None
    """Where the site will be published."""
    package: str
    """Where decision-record comes from, as pip takes it."""
    version: str
    """The version that the workflows are of."""
    publish: bool = False
    """Whether the workflows publish the site."""
    previews: bool = False
    """Whether they publish previews of pull requests."""
    public: bool = False
    """Whether everyone may read it."""

    @property
    def edit_uri(self) -> str | None:
        """Where a record is edited; None where the forge or its address is not known."""
        return find_edit_uri(self.forge, self.address, "records") if self.address else None

    @property
    def workflows(self) -> str:
        """Where the workflows are."""
        return "/.gitlab-ci.yml" if self.forge == "gitlab" else "/.github/"

    @property
    def owner(self) -> str:
        """Who owns the repository, as the forge calls them."""
        path = urlsplit(self.address or "").path.strip("/")
        return path.partition("/")[0] or "your-company"


def site_lines(hosting: Hosting) -> str:
    """The lines of site_config.yml about addresses, as comments where they are not known."""
    lines = (
        ("site_url", hosting.site_url, "https://records.example.com/", "where the site is"),
        ("repo_url", hosting.address, "https://forge.example.com/acme/records", "where this is"),
    )
    return "\n".join(
        f"{name}: {value}" if value else f"# {name}: {example}  # {what}"
        for name, value, example, what in lines
    )


def plugin_lines(hosting: Hosting) -> str:
    """The lines of site_config.yml below the plugin."""
    return "\n".join(f"      {line}" for line in _plugin_lines(hosting))


def _plugin_lines(hosting: Hosting) -> Iterator[str]:
    yield "# Where a record is edited: every record has a link that opens it there."
    if hosting.edit_uri:
        yield f"edit_uri: {hosting.edit_uri}"
    else:
        yield "# edit_uri: https://forge.example.com/acme/records/edit/main/records/"
    if hosting.forge != "none":
        yield "# Whether the workflows publish the site. Ask first who can open its address: it"
        yield "# names customers and their ARR. The guide says more, under Publishing."
        yield f"publish: {true_or_false(hosting.publish)}"
    if hosting.forge == "github":
        yield f"previews: {true_or_false(hosting.previews)}   # of pull requests, beside the site"
    yield f"public: {true_or_false(hosting.public)}     # true only where everyone may read it"


_REQUEST: Mapping[ForgeName, str] = {
    "github": "Propose the change (a *pull request*), and ask one person who was there to look at "
    "it.\n   Within two minutes it says what is wrong, and a comment says what merging does.",
    "gitlab": "Propose the change (a *merge request*), and ask one person who was there to look at "
    "it.\n   Within two minutes it says what is wrong, and a note says what merging does.",
    "none": "Propose the change where you keep this repository, and ask one person who was there "
    "to\n   look at it. `decision-record check` says what is wrong, and\n"
    "   `decision-record review --since main` what merging does.",
}
_KEPT: Mapping[ForgeName, str] = {
    "github": "The workflows keep it for those who\ncan read this repository, which is private. "
    "They publish it only where `site_config.yml` says\n`publish: true`, and not where everyone "
    "could read it. The guide says what there is to choose\nfrom, under *Publishing*.",
    "gitlab": "The jobs keep it for those who can\nread this project, which is private. They "
    "publish it only where `site_config.yml` says\n`publish: true` and `.gitlab-ci.yml` says "
    '`PUBLISH: "yes"`, and not where everyone could read\nit. The guide says what there is to '
    "choose from, under *Publishing*.",
    "none": "Put it only where your people\ncan read it. The guide says how to build it each day "
    "and how to serve it, under *Publishing*.",
}


def readme_words(hosting: Hosting) -> Mapping[str, str]:
    """What README.md says about the forge: how a change is proposed, and who reads the site."""
    return {
        "propose": _REQUEST[hosting.forge],
        "rebuilt": "When it is merged, the site is built again."
        if hosting.forge != "none"
        else "When it is merged, build the site again: `decision-record build`.",
        "kept": _KEPT[hosting.forge],
        "publish_word": "yes" if hosting.publish else "no",
    }


def cron_words(timezone: str, *, year: int) -> Mapping[str, str]:
    """When the daily build runs, in UTC, as a cron line has it; and what that is in the company.

    Args:
        timezone: Where the company is.
        year: The year whose summer counts.
    """
    zone = ZoneInfo(timezone)
    offsets = sorted(
        datetime(year, month, 1, tzinfo=zone).utcoffset() or timedelta() for month in (1, 7)
    )
    in_utc = (_MORNING - offsets[-1]) % _DAY
    clocks = dict.fromkeys(_clock(in_utc + each) for each in reversed(offsets))
    minutes = in_utc // timedelta(minutes=1)
    return {
        "minute": str(minutes % 60),
        "hour": str(minutes // 60),
        "morning": " in summer and ".join(clocks) + (" in winter" if len(clocks) > 1 else ""),
    }


def _clock(time: timedelta) -> str:
    minutes = (time % _DAY) // timedelta(minutes=1)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def editor_files() -> Iterator[tuple[str, str]]:
    """What an editor needs to complete and check a record while one types, without a network."""
    schemas = {f"./.vscode/schemas/{kind.value}.json": path for kind, path in _RECORDS.items()}
    yield ".vscode/settings.json", _json({"yaml.schemas": schemas})
    for kind in MODELS:
        yield f".vscode/schemas/{kind.value}.json", _json(make_schema(kind.value))


def _json(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
