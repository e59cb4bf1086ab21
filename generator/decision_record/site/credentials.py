"""Passwords and tokens in the addresses of a configuration, which every page would show."""

from collections.abc import Iterator

from decision_record.checks.wording import quote
from decision_record.diagnostics import DocumentPath, Pointer, Problem, Underlined
from decision_record.repository.web_addresses import has_credentials, without_credentials

_ADDRESSES = frozenset({"site_url", "repo_url", "edit_uri", "edit_uri_template"})


def find_credentials(data: object, *, name: str, above: DocumentPath = ()) -> Iterator[Problem]:
    """Every address of the site and the repository that holds a name or a password.

    Args:
        data: The configuration, or a part of it.
        name: The file as messages call it.
        above: The way to the part.
    """
    if isinstance(data, list):
        for number, each in enumerate(data):
            yield from find_credentials(each, name=name, above=(*above, number))
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        path = (*above, str(key))
        if key in _ADDRESSES and isinstance(value, str) and has_credentials(value):
            yield Problem(
                code="DR103",
                message=f"`{key}` holds a name or a password, which every page would show",
                help=f"write {quote(without_credentials(value))}, and withdraw the password where "
                "it was given out: it is in the history of this file",
                at=Pointer(file=name, path=path, part=Underlined.KEY),
            )
        yield from find_credentials(value, name=name, above=path)
