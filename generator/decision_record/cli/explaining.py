"""The command that says what a code or a name means: a rule, a signal or a measure."""

import re
import sys

import click

from decision_record.checks.catalogue import RULES
from decision_record.checks.explain import explain as explain_rule
from decision_record.checks.references.spelling import plain
from decision_record.checks.wording import make_guesser, quote
from decision_record.cli.printing import CannotRun
from decision_record.measures.catalogue import MEASURES
from decision_record.measures.explain import explain as explain_measure
from decision_record.signals.catalogue import SIGNALS
from decision_record.signals.explain import explain as explain_signal


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain a rule or a signal, by its code, or a measure, by its name."""
    text = find_explanation(code)
    if text is None:
        raise CannotRun(say_unknown(code))
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.markdown import Markdown

        Console().print(Markdown(text))
    else:
        click.echo(text)


def find_explanation(name: str) -> str | None:
    """The documentation of a rule or a signal, by its code, or of a measure, by its name or title.

    In Markdown; None where there is nothing of that name.
    """
    code = name.strip().upper()
    title = plain(name)
    texts = (
        *(explain_rule(each) for each in RULES if each.code == code),
        *(explain_signal(each) for each in SIGNALS if each.code == code),
        *(
            explain_measure(each)
            for each in MEASURES
            if title in (plain(each.name), plain(each.title))
        ),
    )
    return next(iter(texts), None)


def say_unknown(name: str) -> str:
    """That there is nothing of a name, with what may have been meant."""
    unknown = f"there is no rule, signal or measure {quote(name)}"
    guess = _guess(name)
    if guess:
        return f"{unknown}; did you mean `{guess}`?"
    measures = ", ".join(each.name for each in MEASURES)
    return (
        f"{unknown}; there are rules from {RULES[0].code} to {RULES[-1].code}, signals from "
        f"{SIGNALS[0].code} to {SIGNALS[-1].code}, and the measures {measures}"
    )


_CODE = re.compile(r"(DR|SG)?\W*([0-9OIL]{3})")
_DIGITS = str.maketrans("OIL", "011")
"""Letters that are taken for digits."""


def _guess(name: str) -> str | None:
    spellings = {each.code.lower(): each.code for each in RULES}
    spellings |= {each.code.lower(): each.code for each in SIGNALS}
    written = _CODE.fullmatch(name.strip().upper())
    if written:
        code = (written[1] or "DR") + written[2].translate(_DIGITS)
        if code.lower() in spellings:
            return code
    spellings |= {each.slug: each.code for each in RULES}
    spellings |= {each.name: each.code for each in SIGNALS}
    spellings |= {each.name: each.name for each in MEASURES}
    spellings |= {each.title.lower(): each.name for each in MEASURES}
    return make_guesser(spellings)(name) or _holding_all(name)


def _holding_all(name: str) -> str | None:
    """The first measure whose title has every word that was written."""
    written = set(plain(name).split())
    titles = ((each.name, set(plain(each.title).split())) for each in MEASURES)
    return next((found for found, title in titles if written and written <= title), None)
