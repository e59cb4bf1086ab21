"""The headers with which a site is to be served, and the forms in which servers take them.

The policy holds nothing but what the pages of this build need. The site carries it in `_headers`,
the file that Netlify and Cloudflare Pages read; for other servers it is printed from there.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from decision_record.site.errors import SiteError
from decision_record.site.inline import hash_of

HEADERS_FILE = "_headers"
"""The file of a site that holds its headers."""
CACHE = "Cache-Control"
_ALL = "/*"
_NAMED_BY_CONTENT = (
    r"/assets/(decision-record|stylesheets/[a-z]+|javascripts/[a-z/]+)"
    r"\.[0-9a-f]{8}\.(min\.)?(css|js)$"
)
"""The addresses of files whose names change with their text."""
_FOR_A_YEAR = "max-age=31536000, immutable"

Headers = tuple[tuple[str, str], ...]
"""Names with values, in the order in which they are sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What the pages of a site need beside the site's own files."""

    scripts: frozenset[str] = frozenset()
    """The texts of inline scripts."""
    styles: frozenset[str] = frozenset()
    """The texts of `<style>` elements."""
    has_data_images: bool = False
    """Whether styles or pages hold pictures themselves, as Material's icons do."""
    has_media: bool = False
    """Whether pages play sound or film."""


def make_headers(needs: Needs, *, is_public: bool) -> Headers:
    """The headers of a site.

    Args:
        needs: What its pages need.
        is_public: Whether search engines may list it, and shared caches keep it.
    """
    hidden = () if is_public else (("X-Robots-Tag", "noindex"),)
    return (
        ("Content-Security-Policy", content_security_policy(needs)),
        ("X-Content-Type-Options", "nosniff"),
        # Addresses name customers, and are nothing that another site should learn.
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in _UNUSED)),
        *hidden,
        (CACHE, "no-cache" if is_public else "private, no-cache"),
    )


_UNUSED = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"),
    *("microphone", "midi", "payment", "usb"),
)
"""What a browser offers to pages and no page of ours asks for."""


def content_security_policy(needs: Needs) -> str:
    """What the site's pages may load and run: files of the site, and the scripts named here."""
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *sorted(map(hash_of, needs.scripts)))),
            " ".join(("style-src 'self'", *sorted(map(hash_of, needs.styles)))),
            "img-src 'self' data:" if needs.has_data_images else "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            *(("media-src 'self'",) if needs.has_media else ()),
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def headers_file(headers: Headers) -> str:
    """The text of `_headers`: one rule for all addresses."""
    return "".join((f"{_ALL}\n", *(f"  {name}: {value}\n" for name, value in headers)))


def read_headers(site: Path) -> Headers:
    """The headers of a built site; none where it says nothing of them."""
    try:
        text = (site / HEADERS_FILE).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ()
    lines = [line.strip().partition(": ") for line in text.splitlines() if line.startswith("  ")]
    return tuple((name, value) for name, colon, value in lines if colon)


def print_headers(site: Path, *, form: str) -> str:
    """The headers of a built site in the form that a server takes.

    Raises:
        SiteError: There is no site with headers in the folder.
    """
    headers = read_headers(site)
    if not headers:
        raise SiteError(
            f"{site / HEADERS_FILE} is not there or holds no headers: build the site first, or "
            "name the folder of a built one"
        )
    return FORMS[form](headers)


def _nginx(headers: Headers) -> str:
    """Lines for a `server` block. Without `always` an answer of 404 would go without."""
    lines = [
        "# The headers of the site: include this file in its server block. A location with an",
        "# add_header of its own takes none of these over.",
        *(f'add_header {name} "{value}" always;' for name, value in _but_cache(headers)),
        f'set $decision_record_cache "{_cache(headers)}";',
        f'if ($uri ~ "{_NAMED_BY_CONTENT}") {{',
        f'    set $decision_record_cache "{_kept_long(headers)}";',
        "}",
        # A file that is missing for a moment must not be missing for a year: no `always`.
        f"add_header {CACHE} $decision_record_cache;",
    ]
    return _lines(lines)


def _caddy(headers: Headers) -> str:
    """Lines for a site block."""
    lines = [
        "# The headers of the site: import this file in its block, after `root`.",
        "header {",
        *(f'\t{name} "{value}"' for name, value in _but_cache(headers)),
        "}",
        # A file that is missing for a moment must not be missing for a year: it has to be there.
        *("@named_by_content {", f"\tpath_regexp `{_NAMED_BY_CONTENT}`", "\tfile", "}"),
        *("@others not {", f"\tpath_regexp `{_NAMED_BY_CONTENT}`", "\tfile", "}"),
        f'header @named_by_content {CACHE} "{_kept_long(headers)}"',
        f'header @others {CACHE} "{_cache(headers)}"',
    ]
    return _lines(lines)


FORMS: Mapping[str, Callable[[Headers], str]] = MappingProxyType(
    {"nginx": _nginx, "caddy": _caddy, "netlify": headers_file}
)
"""How servers want to be told; `netlify` is for Cloudflare Pages too."""


def _but_cache(headers: Headers) -> Iterable[tuple[str, str]]:
    return ((name, value) for name, value in headers if name != CACHE)


def _cache(headers: Headers) -> str:
    return dict(headers).get(CACHE, "no-cache")


def _kept_long(headers: Headers) -> str:
    """For a file whose name changes with its text, which is the same for whoever may read."""
    whose = "private" if "private" in _cache(headers) else "public"
    return f"{whose}, {_FOR_A_YEAR}"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
