"""What CSMs may say to customers from now on, and what they must not promise."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from decision_record.ledger.differences.kinds import Kind
from decision_record.ledger.messaging.talking import CautionReason, Saying
from decision_record.ledger.replay import is_brought_forward
from decision_record.review.changed_fields import list_changes
from decision_record.review.names import Names, quote_change, said
from decision_record.review.reference import page_of
from decision_record.review.review import GroupId, ReviewLine
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found, Subject
from decision_record.text.wording import shorten
from decision_record.views.account.talking_points import FIRMNESS, WHY


def tell_words(found: Found, *, names: Names) -> Iterator[ReviewLine]:
    """Words that come, change or go: the accounts of the same words in one sentence.

    A decision's newest words (its `say`) are in the sentence of the account that may hear them; a
    sentence of their own has what no account may hear.
    """
    newest = {
        subject.ref: say
        for subject in found[Kind.DECISION].values()
        if (say := subject.field("say"))
    }
    for told in _group(_sayings(found, names=names)):
        line = _line(told, names=names)
        new = told.subjects[0].name[2] if told.kind == "can-say" else None
        same = [newest.pop(ref) for ref, say in tuple(newest.items()) if say.new == new]
        yield replace(line, differences=(*line.differences, *same))
    for ref, say in newest.items():
        old, new = (each if isinstance(each, str) else None for each in (say.old, say.new))
        write = Sentences(group=GroupId.WORDS, ref=ref, names=names)
        yield write.make("reworded", f"“{names.what(ref)}”: {quote_change(old, new)}", (say,))
    for told in _group(_cautions(found, names=names)):
        yield _line(told, names=names)


@dataclass(frozen=True, slots=True)
class _Told:
    """One sentence, without its accounts."""

    ref: str
    """The item that has the words; of a stance the theme."""
    kind: str
    words: str
    terms: str
    """What follows the accounts."""
    subjects: tuple[Subject, ...]
    """One or two for each account."""

    @property
    def is_caution(self) -> bool:
        """Whether it is about what must not be promised."""
        return any(each.kind is Kind.CAUTION for each in self.subjects)


def _group(told: Iterable[_Told]) -> Iterator[_Told]:
    """What differs in its accounts only together."""
    grouped: dict[tuple[str, str, str, str], list[_Told]] = {}
    for each in told:
        grouped.setdefault((each.ref, each.kind, each.words, each.terms), []).append(each)
    for several in grouped.values():
        subjects = tuple(subject for each in several for subject in each.subjects)
        yield replace(several[0], subjects=subjects)


def _line(told: _Told, *, names: Names) -> ReviewLine:
    accounts = tuple(dict.fromkeys(subject.ref for subject in told.subjects))
    # What must not be promised may be a theme, by Product's stance.
    page = page_of(Kind.THEME, told.ref, names) if "/" not in told.ref else None
    write = Sentences(
        group=GroupId.WORDS, ref=told.ref, names=names, accounts=accounts, source=page
    )
    differences = tuple(each for subject in told.subjects for each in subject.differences)
    lead = "do not promise " if told.is_caution and told.kind == "changed" else ""
    text = f"{lead}{told.words} to {names.accounts(accounts)}{told.terms}"
    return write.make(told.kind, text, differences)


def _sayings(found: Found, *, names: Names) -> Iterator[_Told]:
    subjects = found[Kind.SAYING].values()
    # The same words may come from another item, as from the decision that supersedes the first.
    came, pairs = _pair(subjects, lambda each: (each.ref, each.name[2]))
    for subject in subjects:
        account, ref, text = subject.name[:3]
        if subject in came:
            continue
        kind, terms = "changed", f": {list_changes(subject.differences, names=names)}"
        several: tuple[Subject, ...] = (subject,)
        if subject in pairs:
            several = (subject, pairs[subject])
            old, new = (names.item_name(each.name[1]) for each in reversed(several))
            terms = f": from {old} → {new}"
        elif subject.is_gone:
            kind, terms = "no-longer-say", ""
        elif subject.is_new:
            kind, terms = "can-say", _terms(_find(names, account, ref, text), names)
        yield _Told(ref, kind, said(text), terms, several)


def _pair(
    subjects: Iterable[Subject], key: Callable[[Subject], Hashable]
) -> tuple[frozenset[Subject], Mapping[Subject, Subject]]:
    """What is gone, and what is new in its place for the same account in the same words.

    Returns:
        What is gone, and to what is new what it replaces.
    """
    gone: dict[Hashable, list[Subject]] = {}
    new: list[Subject] = []
    for each in subjects:
        if each.is_gone:
            gone.setdefault(key(each), []).append(each)
        elif each.is_new:
            new.append(each)
    pairs = {each: gone[key(each)].pop(0) for each in new if gone.get(key(each))}
    return frozenset(pairs.values()), pairs


def _find(names: Names, account: str, ref: str, text: str) -> Saying | None:
    messages = names.after.ledger.messages.get(account)
    known = messages.say if messages else ()
    return next((each for each in known if each.ref == ref and each.text == text), None)


def _terms(saying: Saying | None, names: Names) -> str:
    """How firm words are, and until when they may be said."""
    if saying is None:
        return ""
    firm = FIRMNESS[saying.firmness].text.lower() if saying.firmness else None
    terms = (firm, f"until {names.day(saying.until)}" if saying.until else None)
    told = ", ".join(each for each in terms if each)
    return f" ({told})" if told else ""


def _cautions(found: Found, *, names: Names) -> Iterator[_Told]:
    subjects = found[Kind.CAUTION].values()
    came, pairs = _pair(subjects, lambda each: (each.ref, _avoided(each, names=names)))
    for subject in subjects:
        if subject in came:
            continue
        ref = subject.name[1]
        kind, terms = "changed", f": {list_changes(subject.differences, names=names)}"
        why = _why(subject, names=names)
        several: tuple[Subject, ...] = (subject,)
        if subject in pairs:
            several = (subject, pairs[subject])
            why, terms = f"{_why(pairs[subject], names=names)} → {why}", ""
        elif subject.is_gone:
            kind, terms = "may-mention", ""
        elif subject.is_new:
            kind, terms = "do-not-promise", ""
        yield _Told(ref, kind, _avoided(subject, names=names), f" ({why}){terms}", several)


def _avoided(subject: Subject, *, names: Names) -> str:
    """What must not be promised, as a sentence quotes it."""
    words = subject.name[3]
    return said(words) if words else f"“{shorten(_about(subject, names=names))}”"


def _why(subject: Subject, *, names: Names) -> str:
    """Why it must not be promised."""
    account, ref, why = subject.name[:3]
    version = names.before if subject.is_gone else names.after
    if subject.is_gone:
        account, ref = names.old_account(account), names.old_ref(ref)
    if why == CautionReason.SLIPPED and is_brought_forward(ref, account, ledger=version.ledger):
        return "brought forward"
    return WHY[CautionReason(why)].text.lower()


def _about(subject: Subject, *, names: Names) -> str:
    """What it is about that must not be promised, where there are no words to avoid."""
    account, ref, why = subject.name[:3]
    version = names.before if subject.is_gone else names.after
    key = names.old_account(account) if subject.is_gone else account
    messages = version.ledger.messages.get(key)
    held = messages.do_not_promise if messages else ()
    about = (each.what for each in held if each.why == why and names.same(each.ref, ref))
    return next(about, ref)
