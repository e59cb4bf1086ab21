"""Numbers as people write them: `$215k`, `~15`, `60 min`, `38 %`, `2,5`, `215,000`."""

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from decision_record.model.meant import Meaning

_WRITTEN = re.compile(
    r"(?:about|circa|ca\.?|approx\.?|around)?\s*[~≈<>=]*\s*"
    r"(?:[$€£¥]|usd|eur|gbp|chf)?\s*(?P<sign>[-\u2212]?)\s*"
    r"(?P<figures>\d[\d.,'\u2019_\s]*?)\s*"
    r"(?:(?P<size>k|m|mio|mn|million|thousand|bn)(?![a-z]))?\s*"
    r"(?P<unit>%|[$€£¥]|[a-z][a-z .]*)?[.;,]*",
    re.IGNORECASE,
)
_SIZES = {
    "k": 1000,
    "thousand": 1000,
    "m": 1_000_000,
    "mio": 1_000_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
}
_WHOLE = re.compile(r"\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"\d{1,15}(\.\d{1,15})?", re.ASCII)
_SIGNED = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
"""What fields take: the same as in `model.values`."""
_MINUTES = re.compile(r"m|min\.?|mins|minutes?", re.IGNORECASE)
_HOURS = re.compile(
    r"(?P<hours>\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?)\b\s*(?:(?P<minutes>\d+)\s*(?:m|min\w*)?)?"
)
_GROUPED = re.compile(r"\d{1,3}(?:([.,'\u2019_\s])\d{3})(?:\1\d{3})*")


def number_meant(text: str, *, whole: bool, signed: bool = False) -> Meaning | None:
    """What number a text is; None where it says none that a field takes.

    Args:
        text: What was written in place of figures.
        whole: Whether the field takes no decimals.
        signed: Whether the field takes numbers below zero.
    """
    hours = _HOURS.fullmatch(text.strip().lower())
    if hours and whole:
        minutes = Decimal(hours["hours"].replace(",", ".")) * 60 + int(hours["minutes"] or 0)
        return Meaning(values=(_plain(minutes),), certain=False)
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    size = (
        1
        if whole and _MINUTES.fullmatch(found["size"] or "")
        else _SIZES.get((found["size"] or "").lower(), 1)
    )
    figures, certain = _figures(found["figures"].strip())
    try:
        number = Decimal(figures) * size
    except InvalidOperation:
        return None
    written = ("-" if found["sign"] else "") + _plain(number)
    taken = _WHOLE if whole else _SIGNED if signed else _NUMBER
    return Meaning(values=(written,), certain=certain) if taken.fullmatch(written) else None


_LARGEST = 10**13
"""What no amount reaches: more would lose its cents."""


def money_meant(text: str) -> Meaning | None:
    """What amount of money a text is, in whole units or with two decimals; None where it is none.

    Args:
        text: What was written, as in `120.000`, `1,200` or `$215k`.
    """
    meaning = number_meant(text, whole=False)
    if meaning is None:
        return None
    number = Decimal(meaning.values[0])
    if not 0 <= number < _LARGEST:
        return None
    whole = number == number.to_integral_value()
    cents = number.quantize(Decimal("0.01"))
    # More decimals than money has: which amount was meant is a guess.
    certain = meaning.certain and cents == number
    return replace(meaning, values=(_plain(number) if whole else f"{cents:f}",), certain=certain)


def _figures(text: str) -> tuple[str, bool]:
    """Figures with a decimal point alone, and whether they can be read in this one way only."""
    if _GROUPED.fullmatch(text):
        # `215.000` is two hundred thousand in one country and two hundred in another.
        signs = re.findall(r"\D", text)
        return re.sub(r"\D", "", text), len(signs) > 1 or signs[0] not in ".,"
    plain = re.sub(r"[\s'\u2019_]", "", text)
    last = max(plain.rfind("."), plain.rfind(","))
    if last < 0:
        return plain, True
    return re.sub(r"\D", "", plain[:last]) + "." + plain[last + 1 :], True


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
