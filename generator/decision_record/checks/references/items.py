"""DR206 to DR208: whether the items that records name exist, are of the right kind, and earlier.

An item in a record that could not be read is never reported.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from decision_record.checks.context import CheckContext, point_at
from decision_record.checks.files.several import several_in_one
from decision_record.checks.references.circles import find_circles
from decision_record.checks.references.mentions import Mention
from decision_record.checks.references.nearest import Earlier, make_finder
from decision_record.checks.references.row_fields import (
    find_decisions_reviewed_twice,
    find_fields_of_others,
)
from decision_record.checks.rule import Rule, in_update
from decision_record.checks.wording import quote
from decision_record.diagnostics import Fix, Problem, RelatedPlace, Severity
from decision_record.ledger.items import Item
from decision_record.model.item_ids import ItemKind
from decision_record.model.meant.lists import is_item, words_meant
from decision_record.model.refs import Named, Refers
from decision_record.text.wording import join_words


def find_unknown_items(context: CheckContext) -> Iterable[Problem]:
    """Items that no record holds (DR206)."""
    unknown = [
        mention
        for mention in context.doubtful[Named.ITEM]
        if mention.name not in context.items
        and not _is_prose(mention)
        and not context.is_unread(mention.name)
    ]
    if not unknown:
        return
    find_nearest = make_finder(context)
    for mention in unknown:
        ref = mention.name
        record, _, _ = ref.rpartition("/")
        renamed = context.records.former_records.get(record)
        near = find_nearest(mention)
        several = words_meant(mention.reference.name)
        if len(several) > 1 and all(map(is_item, several)):
            names = [_as_meant(each, mention, context, find_nearest) for each in several]
            yield several_in_one(mention, names, code="DR206", split=_apart)
            continue
        if renamed:
            yield _of_renamed(mention, renamed, context)
            continue
        if record in context.entries:
            message = f"there is no {quote(ref.removeprefix(record + '/'))} in {record}"
        elif record:
            message = f"{quote(ref)} names a record that does not exist"
        else:
            message = f"{quote(ref)} does not say which record it is in"
        yield Problem(
            code="DR206",
            message=message,
            help=f"did you mean `{near}`?"
            if near
            else f"name {_kinds(mention.reference.refers)} that exists, as in "
            f"`2026-03-31-tier-1/{mention.reference.refers.kinds[0].letter}1`",
            at=mention.at,
        )


def _as_meant(
    name: str,
    mention: Mention,
    context: CheckContext,
    find_nearest: Callable[[Mention], str | None],
) -> str:
    """One of several items named together: as it is written, where there is such an item."""
    full = mention.entry.name_of(name) if mention.entry else name
    if full in context.items:
        return name
    alone = mention._replace(name=full, reference=mention.reference._replace(name=name))
    return find_nearest(alone) or name


def _apart(written: str) -> Sequence[str]:
    parts = words_meant(written)
    return parts if len(parts) > 1 and all(map(is_item, parts)) else ()


def _of_renamed(mention: Mention, renamed: str, context: CheckContext) -> Problem:
    """An item by the former name of its record: the address redirects, the reference does not."""
    record, _, item = mention.name.rpartition("/")
    ref = f"{renamed}/{item}"
    return Problem(
        code="DR206",
        message=f"{quote(mention.name)} names a record that is called `{renamed}` now",
        help=f"write `{ref}`"
        if ref in context.items
        else f"name an item of `{renamed}`, which was `{record}`",
        at=mention.at,
        fix=Fix(title=f"write `{ref}`", replacement=ref) if ref in context.items else None,
    )


_ITEM = re.compile(r"(?:.*/)?[A-Za-z]\d+")


def _is_prose(mention: Mention) -> bool:
    """Whether the decision of a topic is told in words, because the topic has no id of its own."""
    return mention.reference.path[0] == "org" and not _ITEM.fullmatch(mention.reference.name)


def _kinds(refers: Refers) -> str:
    """The kinds of item that a field takes: `an action`, `a decision or a question`."""
    return join_words([_article(kind) for kind in refers.kinds], last="or")


def _article(kind: ItemKind) -> str:
    if kind is ItemKind.FEEDBACK:
        return "feedback"
    if kind is ItemKind.SHIPPED:
        return "a shipped item"
    return f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"


UNKNOWN_ITEM = Rule(
    code="DR206",
    slug="unknown-item",
    severity=Severity.ERROR,
    says="A reference names an item that does not exist.",
    looks_at="Every field that names an action, a decision, an escalation or any other item: "
    "`D1` in its own record, `2026-03-31-tier-1/D1` from elsewhere.",
    why="The reference leads nowhere: the loop stays open, and the question gets no answer.",
    failing=in_update("updates:\n  - {item: 2026-04-14-anneke/Q7, answer: Per key.}\n"),
    passing=in_update("updates:\n  - {item: 2026-04-14-anneke/Q1, answer: Per key.}\n"),
    find=find_unknown_items,
)


def find_wrong_kinds(context: CheckContext) -> Iterable[Problem]:
    """Items of a kind that the field does not take, or whose row has fields of others (DR207)."""
    for mention in context.doubtful[Named.ITEM]:
        item = context.items.get(mention.name)
        refers = mention.reference.refers
        if item and item.kind not in refers.kinds:
            field = next(each for each in reversed(mention.reference.path) if isinstance(each, str))
            yield Problem(
                code="DR207",
                message=f"{quote(mention.reference.name)} is {_article(item.kind)}, but `{field}` "
                f"names {_kinds(refers)}",
                help=f"name {_kinds(refers)}: an id that begins with "
                f"{join_words([kind.letter for kind in refers.kinds], last='or')}",
                at=mention.at,
                related=(
                    RelatedPlace(at=point_at(item), text=f"{_article(item.kind)} is recorded here"),
                ),
            )
    yield from find_fields_of_others(context)
    yield from find_decisions_reviewed_twice(context)


WRONG_KIND = Rule(
    code="DR207",
    slug="wrong-kind",
    severity=Severity.ERROR,
    says="A reference names an item of the wrong kind.",
    looks_at="Every field that names an item: `review: action` takes an action, `commitment` and "
    "`supersedes` a decision, `updates: item` an escalation, briefing, question or request. And "
    "fields of an `updates` row that belong to another kind, such as `resolved` for a question: "
    "an error where nothing else of the row counts, else a warning. And, as warnings, reviews of a "
    "decision that drop it, or that say of a deferral or an escalation that it is done.",
    why="It has no effect. The question that a row meant to answer is still open.",
    also_warns=True,
    failing=in_update("updates:\n  - {item: 2026-04-14-anneke/A1, answer: Per key.}\n"),
    passing=in_update("updates:\n  - {item: 2026-04-14-anneke/Q1, answer: Per key.}\n"),
    find=find_wrong_kinds,
)

_BEFORE_DECISIONS = frozenset({"review", "roadmap", "shipped"})
"""Sections that mention what was open before the record decided anything (records.md §5)."""


def find_later_items(context: CheckContext) -> Iterable[Problem]:
    """Items that were not there yet (DR208)."""
    earlier = Earlier(context)
    for mention in context.doubtful[Named.ITEM]:
        entry, item = mention.entry, context.items.get(mention.name)
        if entry is None or item is None:
            continue
        if context.comes_later(item.entry.id, than=entry):
            message = f"{quote(mention.reference.name)} is in a later record, of {item.entry.date}"
            advice = "name an item of this record or of an earlier one"
        elif item.entry.id == entry.id and _is_before(mention, item):
            message = f"{quote(mention.reference.name)} is opened by this record itself"
            before = earlier.find(item, kinds=mention.reference.refers.kinds)
            advice = (
                f"did you mean `{before}`?"
                if before
                else f"remove the row: `{mention.reference.path[0]}` is about what was open "
                "before; write what became of it in the next record"
            )
        else:
            continue
        yield Problem(
            code="DR208",
            message=message,
            help=advice,
            at=mention.at,
            related=(RelatedPlace(at=point_at(item), text="written down here"),),
        )
    yield from find_circles(context, earlier)


def _is_before(mention: Mention, item: Item) -> bool:
    """Whether a record names its own decision or action before it has taken it."""
    section = mention.reference.path[0]
    return section in _BEFORE_DECISIONS and item.kind in (ItemKind.DECISION, ItemKind.ACTION)


LATER_ITEM = Rule(
    code="DR208",
    slug="later-item",
    severity=Severity.ERROR,
    says="A reference names an item that did not exist yet.",
    looks_at="Every field that names an item, in the order of the replay: by date, and on one day "
    "the meetings before the updates; and in one record `review`, `roadmap` and `shipped` before "
    "the decisions and the actions. Also `from` and `after` that lead back to their own item, and "
    "`resolves` and `about` of a decision that name it itself.",
    why="The state of a day is replayed from the records up to that day. A record that refers to a "
    "later one was edited afterwards, or names the wrong item.",
    failing=in_update(
        "review:\n  - {action: A1, outcome: done}\n"
        "actions:\n  cs:\n    - {id: A1, what: Send Ashgrove the dates, owner: anneke.morrow,"
        " due: 2026-04-24}\n"
    ),
    passing=in_update(
        "review:\n  - {action: 2026-04-14-anneke/A1, outcome: done}\n"
        "actions:\n  cs:\n    - {id: A1, what: Send Ashgrove the dates, owner: anneke.morrow,"
        " due: 2026-04-24}\n"
    ),
    find=find_later_items,
)
