"""Currencies as people write them: `eur`, `€`, `US dollars`."""

import re

from decision_record.model.meant import Meaning

_CODE = re.compile(r"[A-Za-z]{3}", re.ASCII)
_KNOWN = {
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "£": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "sterling": "GBP",
    "pound sterling": "GBP",
    "$": "USD",
    "us$": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "us dollar": "USD",
    "us dollars": "USD",
    "¥": "JPY",
    "yen": "JPY",
}
"""Signs and names, each with the currency that is most probably meant."""


def currency_meant(text: str) -> Meaning | None:
    """Which currency a text is; certain where only capitals are missing, None for no currency."""
    written = " ".join(text.lower().split()).strip(".")
    if written in _KNOWN:
        return Meaning(values=(_KNOWN[written],))
    found = _CODE.fullmatch(written)
    return Meaning(values=(written.upper(),), certain=True) if found else None
