"""Signals as people read them: by rule, each with what to do, its page and who owns it.

Every rule has pages of its own, with everything that it found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from decision_record.signals.catalogue import SIGNALS
from decision_record.signals.rule import About, Signal, SignalRule, SignalThreshold
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.once import once
from decision_record.views.shared.pagination import (
    Pagination,
    link_pages,
    pages_for,
    step_of,
    title_of,
)
from decision_record.views.shared.view import View
from decision_record.views.shared.words import count

SIZE = 200
"""Signals on one page of a rule, so that it stays under 300 kB."""
FIRST = 5
"""Signals of a rule, the most urgent, on the page with the signals of all rules."""

_SHORT = {"csm": "CSM", "nps": "NPS", "pm": "PM", "preread": "pre-read", "qbr": "QBR"}
"""Words of a rule's name as people write them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRow:
    """One signal."""

    code: str
    about: str
    """What it is about, by its name in the exports."""
    account: str | None
    """The account, where it is about one item for one account."""
    message: str
    place: Link
    """The page that it is about."""
    owner: Link | None
    """Who should do it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """A number that a signal depends on."""

    words: str
    """As in "30 days until the QBR or renewal"."""
    default: str | None
    """The product's own number, where the team has set another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalGroup:
    """A rule and what it found."""

    code: str
    name: str
    """In a few words, as in "Action overdue"."""
    says: str
    definition: str
    why: str
    numbers: tuple[NumberRow, ...]
    rows: tuple[SignalRow, ...]
    """The most urgent first."""
    number: int
    """How many there are."""
    page: Link
    """The rule's own page, with all of them."""

    @property
    def more(self) -> int:
        """How many are on the rule's own page only."""
        return self.number - len(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalView(View):
    """A page of one rule."""

    lead: str
    group: SignalGroup
    pages: Pagination


@once
def rules_of(*, context: ViewContext) -> tuple[SignalRule, ...]:
    """The rules that this site may mention (records.md §7)."""
    return tuple(
        each for each in context.findings.rules if context.records.own or not each.personal
    )


def name_rule(rule: SignalRule) -> str:
    """A rule in a few words: "Action overdue", "Unanswered at QBR"."""
    words = [_SHORT.get(each, each) for each in rule.name.split("-")]
    return " ".join((words[0][:1].upper() + words[0][1:], *words[1:]))


def show_signal(signal: Signal, *, context: ViewContext) -> SignalRow:
    """One signal as a row."""
    known = signal.owner in context.records.people
    return SignalRow(
        code=signal.code,
        about=name_about(signal.about),
        account=signal.about.account if signal.about.ref else None,
        message=signal.message,
        place=link_place(signal, context=context),
        owner=context.link_person(signal.owner) if signal.owner and known else None,
    )


def signals_of_pod(pod: str, *, context: ViewContext) -> tuple[SignalRow, ...]:
    """The signals about a pod or a series of it."""
    return tuple(show_signal(each, context=context) for each in context.signals_of_pod.get(pod, ()))


def show_group(rule: SignalRule, *, context: ViewContext, first: int = FIRST) -> SignalGroup:
    """A rule with the first signals that it found."""
    found = context.signals_of_rule.get(rule.code, ())
    return _group(rule, found[:first], context=context)


def signal_pages(*, context: ViewContext) -> Iterator[str]:
    """The last steps of all pages of rules: `SG402`, then `SG402-page-2`."""
    for rule in rules_of(context=context):
        yield from _steps(rule.code, context=context)


def view_signal(step: str, *, context: ViewContext) -> SignalView:
    """A page of one rule.

    Args:
        step: One of `signal_pages`.
        context: Everything else.
    """
    code, _, page = step.partition("-page-")
    rule = next(each for each in rules_of(context=context) if each.code == code)
    found = context.signals_of_rule.get(code, ())
    number, pages = int(page or 1), pages_for(len(found), size=SIZE)
    lead = f"{count(len(found), 'signal')}, the most urgent first." if found else "None today."
    return SignalView(
        title=title_of(f"{code}: {name_rule(rule)}", number=number, pages=pages),
        description=rule.says,
        as_of=context.ledger.as_of,
        lead=lead,
        group=_group(rule, found[(number - 1) * SIZE : number * SIZE], context=context),
        pages=link_pages(pages, base=f"health/{code}-", number=number, first=f"health/{code}/"),
    )


def _steps(code: str, *, context: ViewContext) -> Iterator[str]:
    yield code
    pages = pages_for(len(context.signals_of_rule.get(code, ())), size=SIZE)
    for number in range(2, pages + 1):
        yield f"{code}-{step_of(number)}"


def _group(rule: SignalRule, found: tuple[Signal, ...], *, context: ViewContext) -> SignalGroup:
    return SignalGroup(
        code=rule.code,
        name=name_rule(rule),
        says=rule.says,
        definition=rule.definition,
        why=rule.why,
        numbers=tuple(_numbers(rule)),
        rows=tuple(show_signal(each, context=context) for each in found),
        number=len(context.signals_of_rule.get(rule.code, ())),
        page=Link(text=name_rule(rule), address=f"health/{rule.code}/"),
    )


def _numbers(rule: SignalRule) -> Iterator[NumberRow]:
    own = next((each.thresholds for each in SIGNALS if each.code == rule.code), rule.thresholds)
    for number, default in zip(rule.thresholds, own, strict=True):
        yield NumberRow(
            words=f"{_say(number)} {number.means}",
            default=_say(default) if number.value != default.value else None,
        )


def _say(number: SignalThreshold) -> str:
    noun, space, rest = number.unit.partition(" ")
    return count(number.value, f"{noun.removesuffix('s')}{space}{rest}", number.unit)


def name_about(about: About) -> str:
    """What a signal is about by its name in the exports: an item, else what else it names."""
    others = (about.series, about.pod, about.person, about.account)
    return about.ref or ", ".join(each for each in others if each)


def link_place(signal: Signal, *, context: ViewContext) -> Link:
    """The page of what a signal is about, at the signal's own address."""
    about = signal.about
    if about.ref:
        link = (context.link_item if "/" in about.ref else context.link_record)(about.ref)
    elif about.person:
        link = context.link_person(about.person)
    elif about.account:
        link = context.link_account(about.account)
    elif about.pod:
        link = context.link_pod(about.pod)
        link = replace(link, text=f"{link.text} pod")
    elif about.series:
        link = context.link_series(about.series)
    else:
        link = Link(text="Health", address=signal.address)
    return replace(link, address=signal.address)
