"""A forge's API: JSON over HTTPS, with its errors as sentences."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, Union, cast
from urllib.parse import quote, urlsplit

import requests

Json: TypeAlias = Union[str, int, float, bool, list["Json"], dict[str, "Json"], None]  # noqa: UP007 - a name in quotes knows no `|`

_SECONDS = 30
"""How long an answer may take."""
_MOST_PAGES = 50
"""Pages of a list that are read, of a hundred rows each."""
_A_PAGE = 100
_DONE = 2
"""The hundreds of a status that says that it was done: a redirect is none."""
_NOT_FOUND = 404
_MAY_NOT = (401, 403)


class ForgeError(Exception):
    """The forge cannot be asked, or refuses; the message says what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """Where a forge answers, and as whom it is asked."""

    title: str
    """What people call the forge: GitHub, GitLab."""
    url: str
    """The root of its API, without a slash at its end."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What every question carries, the token among it; it is never shown."""
    wants: str = ""
    """What a token may have to be allowed, for messages."""

    def get(self, *names: str, **query: str) -> Json | None:
        """What is at an address; None where there is nothing, or nothing that may be seen.

        Args:
            names: The parts of the address, each of which is escaped.
            query: The parameters after it.

        Raises:
            ForgeError: The forge does not answer, or refuses.
        """
        return self._ask("GET", names, query=query)

    def rows(self, *names: str, **query: str) -> Iterator[dict[str, Json]]:
        """Every row of a list, page by page."""
        for page in range(1, _MOST_PAGES + 1):
            found = self._ask(
                "GET", names, query={**query, "per_page": str(_A_PAGE), "page": str(page)}
            )
            rows = found if isinstance(found, list) else []
            yield from (each for each in rows if isinstance(each, dict))
            if len(rows) < _A_PAGE:
                return

    def send(self, method: str, *names: str, data: Mapping[str, Json]) -> Json | None:
        """Write something, with POST, PUT or PATCH; the answer is what is there then."""
        return self._ask(method, names, data=data)

    def _ask(
        self,
        method: str,
        names: tuple[str, ...],
        *,
        query: Mapping[str, str] | None = None,
        data: Mapping[str, Json] | None = None,
    ) -> Json | None:
        address = "/".join((self.url, *(quote(name, safe="") for name in names)))
        try:
            answer = requests.request(
                method,
                address,
                params=query,
                json=data,
                headers=dict(self.headers),
                timeout=_SECONDS,
                # Another host would get the token.
                allow_redirects=False,
            )
            if answer.status_code == _NOT_FOUND and method == "GET":
                return None
            if answer.status_code in _MAY_NOT:
                raise ForgeError(
                    f"{self.title} refuses ({answer.status_code}): the token of this step is not "
                    f"allowed to do that{self.wants and '; ' + self.wants}"
                )
            if answer.status_code // 100 != _DONE:
                raise ForgeError(
                    f"{self.title} answered {answer.status_code} for /{'/'.join(names)}: run the "
                    "step again; where it happens each time, look whether the address is right"
                )
            return cast("Json", answer.json()) if answer.content else None
        except requests.JSONDecodeError as error:
            raise ForgeError(
                f"{self.title} answered with something that is not JSON: look whether "
                f"{self.url} is the address of its API"
            ) from error
        except requests.RequestException as error:
            raise ForgeError(
                f"{self.title} does not answer at {self.url} ({type(error).__name__}): run the "
                "step again"
            ) from error


def address_of(given: str | None, usual: str) -> str:
    """An address without what ends it; one that is none is left for the call to fail on."""
    address = (given or usual).rstrip("/")
    return address if urlsplit(address).scheme in ("http", "https") else usual


def text_in(row: Json | None, *names: str) -> str:
    """A text within what the API answered; empty where there is none."""
    found = _find(row, names)
    return found if isinstance(found, str) else ""


def number_in(row: Json | None, *names: str) -> int | None:
    """A whole number within what the API answered."""
    found = _find(row, names)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def flag_in(row: Json | None, *names: str) -> bool | None:
    """A yes or no within what the API answered; None where it says neither."""
    found = _find(row, names)
    return found if isinstance(found, bool) else None


def _find(row: Json | None, names: tuple[str, ...]) -> Json | None:
    for name in names:
        row = row.get(name) if isinstance(row, dict) else None
    return row
