"""What `init` takes for a company and its repository; what is odd is refused in a sentence."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import click
from packaging.requirements import InvalidRequirement, Requirement
from pydantic import TypeAdapter, ValidationError

from decision_record.model.values import Zone


class NameType(click.ParamType[str]):
    """A name on one line."""

    name = "text"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """A name on one line."""
        text = " ".join(str(value).split())
        if not text or not text.isprintable():
            self.fail("write a name on one line, as in `Acme`", param, ctx)
        return text


class CurrencyType(click.ParamType[str]):
    """The code of a currency."""

    name = "code"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Three letters."""
        code = str(value).upper()
        if not re.fullmatch("[A-Z]{3}", code):
            self.fail(f"`{value}` is not the code of a currency; write it as in EUR", param, ctx)
        return code


class ZoneType(click.ParamType[str]):
    """A time zone that this machine knows."""

    name = "zone"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """A time zone that this machine knows."""
        try:
            return TypeAdapter[str](Zone).validate_python(value)
        except ValidationError:
            self.fail(f"`{value}` is not a time zone; write it as in Europe/London", param, ctx)


class AddressType(click.ParamType[str]):
    """The address of a page."""

    name = "address"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The address of a page, without the slash at its end; empty where there is none."""
        address = str(value).strip().rstrip("/").removesuffix(".git")
        parts = urlsplit(address)
        if address and (parts.scheme not in ("http", "https") or not parts.hostname):
            self.fail(
                f"`{value}` is no address; write it as in https://example.com/acme", param, ctx
            )
        if not address.isprintable() or " " in address or '"' in address:
            self.fail(f"`{value}` is no address", param, ctx)
        return address


class PackageType(click.ParamType[str]):
    """What pip installs."""

    name = "package"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """What pip installs, on one line."""
        text = str(value).strip()
        if not text or not text.isprintable() or text.startswith("-"):
            self.fail("write what pip installs, as in `decision-record` or a wheel", param, ctx)
        if "://" in text:
            return text
        if text.endswith(".whl"):
            if not Path(text).is_file():
                self.fail(f"there is no file {text}", param, ctx)
            return text
        try:
            Requirement(text)
        except InvalidRequirement:
            self.fail(f"`{text}` is nothing that pip installs", param, ctx)
        if Path(text).is_file():
            self.fail(f"{text} is no wheel: name a file that ends in .whl", param, ctx)
        return text
