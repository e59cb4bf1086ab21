"""Addresses of repositories and sites, as people copy them: with credentials, or for ssh."""

import re
from urllib.parse import SplitResult, urlsplit

_OF_SSH = re.compile(r"ssh://git@([\w.-]+)(?::\d+)?/(\S+)")
_OF_GIT = re.compile(r"git@([\w.-]+):(\S+)")
_VARIABLE = re.compile(r"\$\{\w+\}")
"""What pip fills in from the environment."""


def as_web_address(address: str) -> str:
    """The address of a repository in a browser: `git@host:acme/records.git` is one too."""
    found = _OF_SSH.fullmatch(address) or _OF_GIT.fullmatch(address)
    return f"https://{found[1]}/{found[2]}" if found else address


def has_credentials(address: str) -> bool:
    """Whether an address holds a password or a token, which nothing may that others read."""
    parts = _split(address)
    if parts is None:
        return False
    written = [
        each for each in (parts.username, parts.password) if each and not _VARIABLE.fullmatch(each)
    ]
    # Of ssh everyone has the same name, and no password is in its address.
    return bool(written) and not (parts.scheme.endswith("ssh") and parts.password is None)


def without_credentials(address: str) -> str:
    """The same address for everyone."""
    parts = _split(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if parts else address


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None
