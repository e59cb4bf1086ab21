"""The rows of the QBR brief: the same items as on the account's page, cut to what has room."""

from decision_record.views.account.alerts import Owed, SurpriseAlert
from decision_record.views.account.print_layout import (
    SheetNote,
    SheetRow,
    cut,
)
from decision_record.views.account.since import SinceRow
from decision_record.views.account.talking_points import CautionRow, SayingRow
from decision_record.views.shared.asked_rows import QuestionRow, RaisedRow, WordRow
from decision_record.views.shared.commitment_rows import CommitmentRow
from decision_record.views.shared.context import Link
from decision_record.views.shared.rows import ActionRow, CustomerUpdateRow
from decision_record.views.shared.words import Due, short_day

NAME = 32
"""Letters of a person's name that are printed at most; more are cut."""


def cut_name(person: Link) -> str:
    """The name of a person, short enough for a line."""
    return cut(person.text, NAME)


def answer_row(each: Owed) -> SheetRow:
    """What they wait for."""
    due = f"answer due {short_day(each.due.day)}, {each.due.words}" if each.due else None
    return SheetRow(
        ref=each.item.ref,
        lead=f"{each.headline}.",
        text=cut(each.ask, 160),
        tone="risk",
        meta=_words(due),
    )


def surprise_row(each: SurpriseAlert) -> SheetRow:
    """What will surprise them."""
    tells = f"{cut_name(each.owner)} tells them" if each.owner else None
    return SheetRow(
        ref=each.item.ref,
        lead=f"{each.headline}.",
        text=cut(each.what, 160),
        tone="late",
        days=tuple(short_day(day) for day in each.moved or () if day),
        meta=_words(f"since {short_day(each.since)}", tells, _due("by", each.due)),
    )


def saying_row(each: SayingRow) -> SheetRow:
    """Words that the customer may hear."""
    return SheetRow(
        ref=each.item.ref,
        text=f"“{cut(each.text)}”",
        meta=_words(
            each.badge.text if each.badge else None,
            _due("by", each.target),
            f"until {short_day(each.until)}" if each.until and not each.target else None,
            f"{'answer to' if each.is_answer else 'about'}: {cut(each.about, 60)}",
            cut(each.record.text, 2 * NAME) if each.record else None,
        ),
        source=None if each.record else _chip(each.item),
        tone="done",
    )


def caution_row(each: CautionRow) -> SheetRow:
    """What must not be promised."""
    quoted = f"“{cut(each.words, 220)}”" if each.words and each.is_untrue else each.words
    return SheetRow(
        ref=each.source.ref,
        lead=each.badge.text,
        tone=each.badge.tone,
        text=cut(quoted or each.what, 224),
        meta=_words(
            _due("answer due", each.due),
            cut_name(each.owner) if each.owner else None,
            f"about: {cut(each.what, 60)}" if each.words else None,
            f"since {short_day(each.since)}",
            f"told {short_day(each.told)}" if each.told else None,
            None if each.source.chip else cut(each.source.text, 2 * NAME),
        ),
        source=_chip(each.source),
    )


def commitment_row(row: CommitmentRow) -> SheetRow:
    """A commitment, with its last two slips."""
    slips = [slip.from_ for slip in row.slips if slip.from_][-2:]
    days = (*slips, row.target_day) if row.target_day else ()
    return SheetRow(
        ref=row.item.ref,
        lead=row.state.text,
        tone=row.state.tone,
        text=cut(row.what, 180),
        days=tuple(short_day(day) for day in days),
        meta=_words(
            row.target.words if row.target else "no date given",
            row.confidence,
            cut_name(row.owner) if row.owner else None,
        ),
        source=_chip(row.item),
    )


def _chip(link: Link) -> str | None:
    return link.chip.text if link.chip else None


def _note(label: str, text: str | None, most: int) -> tuple[SheetNote, ...]:
    return (SheetNote(label=label, text=cut(text, most)),) if text else ()


def _word(word: WordRow | None, *, most: int = 200) -> tuple[SheetNote, ...]:
    """Product's newest word: for CS, and for the customer."""
    if word is None:
        return ()
    by = f", {cut_name(word.by)}" if word.by else ""
    return (
        *_note(f"Product, {short_day(word.day)}{by}", word.answer, most),
        *_note("For the customer", word.say, most),
    )


def _waits(person: Link | None) -> str | None:
    return f"waiting on {cut_name(person)}" if person else None


def _due(word: str, due: Due | None) -> str | None:
    return f"{word} {short_day(due.day)}, {due.words}" if due else None


def _words(*parts: str | None) -> tuple[str, ...]:
    return tuple(part for part in parts if part)


def raised_row(each: RaisedRow) -> SheetRow:
    """An open escalation or briefing."""
    return SheetRow(
        ref=each.item.ref,
        lead=each.state.text,
        tone=each.state.tone,
        text=cut(each.issue, 200),
        notes=(
            *_note("Latest question", each.now, 120),
            *_note("Tried", each.tried, 160),
            *_word(each.word),
        ),
        meta=_words(
            each.age,
            _waits(each.waits_for),
            _due("answer due", each.answer_by),
            _due("deferred to", each.deferred_to),
        ),
    )


def question_row(each: QuestionRow) -> SheetRow:
    """An unanswered question."""
    return SheetRow(
        ref=each.item.ref,
        text=cut(each.ask, 200),
        notes=_word(each.word),
        meta=_words(_waits(each.waits_for), _due("answer due", each.answer_by), each.for_),
    )


def action_row(each: ActionRow) -> SheetRow:
    """An open action."""
    return SheetRow(
        ref=each.item.ref,
        text=cut(each.what, 140),
        tone="late" if each.due and each.due.is_late else "plain",
        meta=_words(cut_name(each.owner), _due("due", each.due), each.rolled),
    )


def update_row(each: CustomerUpdateRow) -> SheetRow:
    """What the customer is to be told."""
    tells = f"{cut_name(each.owner)} tells them" if each.owner else None
    return SheetRow(
        ref=each.item.ref,
        text=cut(each.what, 160),
        meta=_words(each.because, tells, _due("by", each.due)),
    )


def change_row(each: SinceRow) -> SheetRow:
    """What changed since the last QBR."""
    return SheetRow(
        ref=each.item.ref,
        lead=f"{each.badge.text} {short_day(each.day)}",
        tone=each.badge.tone,
        text=cut(each.what, 110),
        days=tuple(short_day(day) for day in each.moved or () if day),
        notes=_word(each.word, most=100),
    )
