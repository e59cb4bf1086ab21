"""Search engines: robots.txt and meta tags.

A site names customers and their ARR, so it refuses search engines unless the team has said that
everyone may read it. This module knows neither MkDocs nor files.
"""

import re

NOINDEX = '<meta name="robots" content="noindex">'
_HEAD = re.compile(r"<head(?:\s[^>]*)?>", re.IGNORECASE)


def forbid_indexing(html: str) -> str:
    """A page that asks search engines to leave it out, whatever its templates say."""
    return _HEAD.sub(rf"\g<0>{NOINDEX}", html, count=1)


def robots_txt(*, is_public: bool, site_url: str | None) -> str:
    """What programs that visit every page may read.

    Args:
        is_public: Whether everyone may read the site; otherwise nothing may be visited.
        site_url: Where the site is published; without it there is no sitemap to name.
    """
    if not is_public:
        return "User-agent: *\nDisallow: /\n"
    sitemap = f"Sitemap: {site_url.rstrip('/')}/sitemap.xml\n" if site_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"
