"""What becomes of Product's newest word: whether it is a new one, or the same with other fields."""

from collections.abc import Sequence
from datetime import date

from decision_record.ledger.differences.kinds import Difference
from decision_record.ledger.product_words import ProductWord
from decision_record.review.changed_fields import list_changes
from decision_record.review.names import Names, quote_change

_BESIDE = frozenset({"say", "by", "confidence"})
"""What may change of a word without Product having answered: a decision's words are its newest, and
follow its commitment."""


def name_word(
    differences: Sequence[Difference],
    word: ProductWord | None,
    *,
    then: ProductWord | None,
    event: str,
    names: Names,
) -> tuple[str, str | None]:
    """The kind of sentence, and its text where it is not the word itself.

    Args:
        differences: What differs in the word, and in the state of what it answers.
        word: The newest word after the change.
        then: The newest word before it.
        event: The kind of sentence where the word is a new one.
        names: What everything is called.
    """
    fields = {each.field: each for each in reversed(differences)}
    if word is None:
        return "changed", "the answer is taken back"
    if fields.keys() <= _BESIDE and "say" in fields:
        say = fields["say"]
        old, new = (each if isinstance(each, str) else None for each in (say.old, say.new))
        return "reworded", quote_change(old, new)
    same = then is not None and "state" not in fields and _is_same(then, word, names=names)
    if same or _is_older(fields.get("answered")) or not _is_new(fields):
        return "changed", list_changes(differences, names=names)
    if event == "replied" and word.by and not names.is_of_product(word.by):
        return "reply-noted", None
    return event, None


def _is_same(then: ProductWord, word: ProductWord, *, names: Names) -> bool:
    """Whether a word is the one of then with another text: of the same day, from the same row."""
    came_from = names.renames.item(then.decision) if then.decision else None
    return (then.day, came_from, then.settles) == (word.day, word.decision, word.settles)


def _is_new(fields: dict[str | None, Difference]) -> bool:
    """Whether anything was answered: of a new day alone it is not known."""
    if not fields.keys().isdisjoint({"answer", "state", "say"}):
        return True
    answered = fields.get("answered")
    return answered is not None and answered.old is None


def _is_older(answered: Difference | None) -> bool:
    """Whether the newest word is now one that was given before the one of then."""
    if answered is None or not isinstance(answered.old, date):
        return False
    return isinstance(answered.new, date) and answered.new < answered.old
