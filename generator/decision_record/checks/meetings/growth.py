"""DR411 and DR416: whether the rituals fit the size of the company."""

from collections.abc import Iterable
from datetime import date

from decision_record.checks.context import CheckContext
from decision_record.checks.rule import Rule, RuleExample
from decision_record.diagnostics import Pointer, Problem, RelatedPlace, Severity
from decision_record.ledger.stage import COMBINED_AT_MOST, TIERS_FROM, Growth, measure_growth
from decision_record.model.account import Account
from decision_record.model.records import FileKind
from decision_record.model.series import Series, SeriesFile
from decision_record.repository.load import Shaped


def find_misfits(context: CheckContext) -> Iterable[Problem]:
    """Combined meetings of a large company, and tiers of a very small one (DR411)."""
    records = context.records
    if records.unread.touches(FileKind.PEOPLE):
        return
    last = context.newest or date.max
    growth = measure_growth(records, as_of=last, tiers_from=context.tiers_from)
    # Without organization.yml the stage is not known, and only the number of CSMs tells.
    known = records.organization is not None
    for shaped in context.shaped:
        if not isinstance(shaped.model, SeriesFile):
            continue
        running = {
            name: series
            for name, series in shaped.model.root.items()
            if not (series.until and series.until <= last)
        }
        if growth.wants_tiers and (known or len(growth.csms) >= growth.tiers_from):
            yield from _combined(shaped, running, growth)
        elif known and growth.csms and not (growth.wants_tiers or growth.is_open):
            yield from _split(shaped, running, growth)


def _combined(shaped: Shaped, running: dict[str, Series], growth: Growth) -> Iterable[Problem]:
    csms = len(growth.csms)
    reason = f"with {csms} CSMs" if csms >= growth.tiers_from else f"at {growth.stage}"
    for name, series in running.items():
        if series.kind == "combined":
            yield Problem(
                code="DR411",
                message=f"`{name}` is a combined meeting {reason}",
                help="end it with `until: …`, and hold a tier 1 of VP CS and Head of Product and a "
                "tier 2 of each CSM and PM",
                at=_at(shaped, name),
            )


def _split(shaped: Shaped, running: dict[str, Series], growth: Growth) -> Iterable[Problem]:
    csms = len(growth.csms)
    tiers = [name for name, each in running.items() if each.kind in ("tier-1", "tier-2")]
    if tiers:
        first, *others = tiers
        yield Problem(
            code="DR411",
            message=f"the meeting is split into tiers with {csms} "
            f"CSM{'s' if csms > 1 else ''} at series-a",
            help="hold one instead, `combined: {kind: combined}`, and end the tiers with "
            "`until: …`",
            at=_at(shaped, first),
            related=tuple(RelatedPlace(at=_at(shaped, each), text="and here") for each in others),
        )


def _at(shaped: Shaped, series: str) -> Pointer:
    return Pointer(file=shaped.file.name, path=(series, "kind"))


_SMALL = (
    "organization.yml",
    """\
name: Fernhollow Systems
stage: series-a
seats: {vp_cs: maren.oyelaran, head_of_product: tobias.wrenfield}
""",
)
_ENDED = """\
tier-1: {kind: tier-1, members: [maren.oyelaran, tobias.wrenfield], until: 2026-04-01}
tier-2-reporting: {kind: tier-2, members: [desmond.achterberg, elin.marchetti], until: 2026-04-01}
combined: {kind: combined, from: 2026-04-02}
"""

MISFIT = Rule(
    code="DR411",
    slug="wrong-meetings-for-stage",
    severity=Severity.WARNING,
    says="A combined meeting is held by a company that has outgrown it, or tiers by one that is "
    "too small for them.",
    looks_at="The kinds of the current series, the stage of the company and its CSMs, as of the "
    f"newest record. With {TIERS_FROM} CSMs, or from series-b on, a company needs tiers; at "
    f"series-a with one or {COMBINED_AT_MOST} CSMs it needs the combined meeting; in between "
    "either is right, unless `tiers_from_csms` says from how many CSMs on it needs tiers.",
    fields=("series/kind",),
    why="Ten people in one meeting hear nine accounts that are not theirs. Three people in three "
    "meetings tell each other the same thing three times.",
    failing=RuleExample(files=(_SMALL,)),
    passing=RuleExample(files=(_SMALL, ("series.yml", _ENDED))),
    find=find_misfits,
    silenced=False,
)


def find_missing_liaisons(context: CheckContext) -> Iterable[Problem]:
    """At series-c, strategic accounts without a PM (DR416)."""
    if not measure_growth(context.records, as_of=context.newest or date.max).wants_liaisons:
        return
    for shaped in context.shaped:
        account = shaped.model
        if (
            isinstance(account, Account)
            and account.strategic
            and not (account.pm or account.churned)
        ):
            pm = next(
                (name for name, who in context.records.people.items() if who.role == "pm"), "…"
            )
            yield Problem(
                code="DR416",
                message=f"{account.name} is a strategic account, and no PM is its liaison",
                help=f"add the PM who knows it, as in `pm: {pm}`",
                at=Pointer(file=shaped.file.name, path=("strategic",)),
            )


_LARGE = ("organization.yml", _SMALL[1].replace("series-a", "series-c"))
_STRATEGIC = """\
name: Copperline
arr: 120000
segment: enterprise
csm: desmond.achterberg
renewal: 2026-12-31
strategic: true
"""

MISSING_LIAISON = Rule(
    code="DR416",
    slug="missing-liaison",
    severity=Severity.WARNING,
    says="At series-c, a strategic account has no PM as its liaison.",
    looks_at="`pm` of the accounts with `strategic: true` that have not churned, where the "
    "company's `stage` is series-c.",
    fields=("account/strategic", "account/pm"),
    why="The company's most important customers then depend on what one CSM remembers to pass on.",
    failing=RuleExample(files=(_LARGE, ("accounts/copperline.yml", _STRATEGIC))),
    passing=RuleExample(
        files=(_LARGE, ("accounts/copperline.yml", f"{_STRATEGIC}pm: elin.marchetti\n"))
    ),
    find=find_missing_liaisons,
    silenced=False,
)
