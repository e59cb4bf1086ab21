"""What `init` accepts for a company and its repository; anything else is refused with a message."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import click
from packaging.requirements import InvalidRequirement, Requirement
from pydantic import TypeAdapter, ValidationError

from decision_record.model.values import Zone
from decision_record.repository.web_addresses import (
    as_web_address,
    has_credentials,
    without_credentials,
)


class _RefusedError(ValueError):
    """A value that cannot be used; the message says what to write instead."""


class _Text(click.ParamType[str]):
    """A text that a function reads as it is to be used, or refuses."""

    def __init__(self, name: str, read: Callable[[str], str]) -> None:
        """A type of option.

        Args:
            name: What the help calls the value.
            read: Gives the value as it is to be used, or refuses it.
        """
        self.name = name
        self._read = read

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The value as it is to be used."""
        try:
            return self._read(str(value))
        except _RefusedError as error:
            self.fail(str(error), param, ctx)


def _read_name(written: str) -> str:
    text = " ".join(written.split())
    if not text or not text.isprintable():
        raise _RefusedError("write a name on one line, as in `Acme`")
    return text


def _read_currency(written: str) -> str:
    code = written.upper()
    if not re.fullmatch("[A-Z]{3}", code):
        raise _RefusedError(f"`{written}` is not the code of a currency; write it as in EUR")
    return code


def _read_zone(written: str) -> str:
    try:
        return TypeAdapter[str](Zone).validate_python(written)
    except ValidationError as error:
        raise _RefusedError(
            f"`{written}` is not a time zone; write it as in Europe/London"
        ) from error


def _read_address(written: str) -> str:
    """The address of a page, without the slash at its end; empty where there is none."""
    address = as_web_address(written.strip()).rstrip("/").removesuffix(".git")
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise _RefusedError(f"`{written}` is no address") from error
    if address and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise _RefusedError(f"`{written}` is no address; write it as in https://example.com/acme")
    if has_credentials(address):
        raise _RefusedError(
            "the address holds a name or a password, which everyone would read who reads the "
            f"site; write it without, as in {without_credentials(address)}"
        )
    if not address.isprintable() or " " in address or '"' in address:
        raise _RefusedError(f"`{written}` is no address")
    return address


def _read_package(written: str) -> str:
    """What pip installs: a name with or without a version, a wheel on this machine, an address."""
    text = written.strip()
    if not text or not text.isprintable() or text.startswith("-"):
        raise _RefusedError("write what pip installs, as in `decision-record` or a wheel")
    if "://" in text:
        if has_credentials(text.partition(" @ ")[2] or text):
            raise _RefusedError(
                "the address holds a password, which everyone would read who reads "
                "requirements.txt; name variables in its place, as in https://${TOKEN}@…"
            )
        return text
    if text.endswith(".whl"):
        if not Path(text).is_file():
            raise _RefusedError(f"there is no file {text}")
        return text
    try:
        Requirement(text)
    except InvalidRequirement as error:
        raise _RefusedError(f"`{text}` is nothing that pip installs") from error
    if Path(text).is_file():
        raise _RefusedError(f"{text} is no wheel: name a file that ends in .whl")
    return text


NAME = _Text("text", _read_name)
CURRENCY = _Text("code", _read_currency)
ZONE = _Text("zone", _read_zone)
ADDRESS = _Text("address", _read_address)
PACKAGE = _Text("package", _read_package)
