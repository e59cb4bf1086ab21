"""DR318: whether what is logged as a decision can be read as one."""

from collections.abc import Iterable

from decision_record.checks.context import CheckContext, point
from decision_record.checks.rule import Rule, RuleThreshold, in_update
from decision_record.checks.wording import quote
from decision_record.diagnostics import Problem, Severity
from decision_record.text.english.phrases import find_phrase
from decision_record.text.english.verbs import count_words, does_something

WORDS = 60
"""How many words a decision may have."""


def find_summaries(context: CheckContext, *, words: int = WORDS) -> Iterable[Problem]:
    """Decisions that are long, or have no verb of doing (DR318)."""
    for entry in context.written:
        for index, row in enumerate(entry.record.decisions):
            number = count_words(row.what)
            if number > words:
                message = f"{row.id} has {number} words; a decision has at most {words}"
                advice = (
                    "say in one sentence who does what by when, and move the discussion to "
                    "`because` or `notes`"
                )
            elif row.outcome == "decided" and not _decides(row.what):
                message = (
                    f"{row.id} is logged as decided, but {quote(row.what)} names nothing to do"
                )
                advice = (
                    "begin with what will be done, as in `what: Ship the export on 20 May`; move "
                    "what was only discussed to `notes`"
                )
            else:
                continue
            yield Problem(
                code="DR318",
                message=message,
                help=advice,
                at=point(entry, "decisions", index, "what"),
            )


def _decides(what: str) -> bool:
    """Whether a sentence does something; what decides nothing at all is reported as DR302."""
    return does_something(what) or find_phrase(what) is not None


SUMMARY = Rule(
    code="DR318",
    slug="unclear-decision",
    severity=Severity.WARNING,
    says=f"A decision is a summary: it is over {WORDS} words long, or does not say what will be "
    "done.",
    looks_at="`what` of every decision, for its length; and of every decided one, for a verb that "
    'does something ("ship", "raise", "tell") or sets a state ("is on the roadmap"). Verbs of '
    'talking and feeling ("discussed", "presented", "were unhappy") do not count.',
    fields=("meeting/decisions.what",),
    why="A CSM cannot repeat it to a customer or say in a month whether it was followed through. "
    "What was said in the meeting is not what was decided.",
    failing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Good progress on the export and on the limits,"
        " owner: elin.marchetti, due: 2026-05-05}\n"
    ),
    passing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Ship the export before the limits,"
        " owner: elin.marchetti, due: 2026-05-05}\n"
    ),
    row_by_row=True,
    find=find_summaries,
    thresholds=(RuleThreshold(name="words", unit="words", default=WORDS),),
)
