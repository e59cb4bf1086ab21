"""What CSMs may say to customers from now on, and what they must not promise."""

from collections.abc import Iterator, Sequence

from decision_record.ledger.differences.kinds import Difference, Kind
from decision_record.ledger.messaging.talking import Saying, Why
from decision_record.pages.talking_points import FIRMNESS, WHY
from decision_record.review.names import Names, said, said_anew
from decision_record.review.reference import page_of
from decision_record.review.review import GroupId, Line
from decision_record.review.sentences import Sentences
from decision_record.review.subjects import Found, Subject, list_changes
from decision_record.wording import short_day, shorten


def tell_words(found: Found, *, names: Names) -> Iterator[Line]:
    """Words that come, change or go: the accounts of the same words in one sentence.

    A decision's newest words (its `say`) are in the sentence of the account that may hear them; a
    sentence of their own has what no account may hear.
    """
    newest = {
        subject.ref: say
        for subject in found[Kind.DECISION].values()
        if (say := subject.field("say"))
    }
    for ref, kind, text, subjects in _sayings(found, names=names):
        differences = [each for subject in subjects for each in subject.differences]
        say = newest.get(ref)
        if say and kind == "can-say" and subjects[0].name[2] == say.new:
            differences.append(newest.pop(ref))
        yield _line(ref, kind, text, subjects, tuple(differences), names=names)
    for ref, say in newest.items():
        old, new = (each if isinstance(each, str) else None for each in (say.old, say.new))
        write = Sentences(group=GroupId.WORDS, ref=ref, names=names)
        yield write.make("reworded", f"{names.what(ref)}: {said_anew(old, new)}", (say,))
    for ref, kind, text, subjects in _cautions(found, names=names):
        differences = [each for subject in subjects for each in subject.differences]
        yield _line(ref, kind, text, subjects, tuple(differences), names=names)


Told = tuple[str, str, str, Sequence[Subject]]
"""The item, the kind of sentence, its text, and the subjects of its accounts."""


def _group(told: Iterator[tuple[str, str, str, Subject]]) -> Iterator[Told]:
    grouped: dict[tuple[str, str, str], list[Subject]] = {}
    for ref, kind, text, subject in told:
        grouped.setdefault((ref, kind, text), []).append(subject)
    for (ref, kind, text), subjects in grouped.items():
        yield ref, kind, text, subjects


def _line(
    ref: str,
    kind: str,
    text: str,
    subjects: Sequence[Subject],
    differences: tuple[Difference, ...],
    *,
    names: Names,
) -> Line:
    accounts = tuple(subject.ref for subject in subjects)
    # What must not be promised may be a theme, by Product's stance.
    page = page_of(Kind.THEME, ref, names) if "/" not in ref else None
    write = Sentences(group=GroupId.WORDS, ref=ref, names=names, accounts=accounts, source=page)
    return write.make(kind, f"{names.accounts(accounts)}: {text}", differences)


def _sayings(found: Found, *, names: Names) -> Iterator[Told]:
    return _group(_each_saying(found, names=names))


def _each_saying(found: Found, *, names: Names) -> Iterator[tuple[str, str, str, Subject]]:
    for subject in found[Kind.SAYING].values():
        account, ref, text = subject.name[:3]
        if subject.is_gone:
            yield ref, "no-longer-say", said(text), subject
        elif subject.is_new:
            known = _find(names, account, ref, text)
            yield ref, "can-say", f"{said(text)}{_terms(known)}", subject
        else:
            changes = list_changes(subject.differences, names=names)
            yield ref, "changed", f"{said(text)}: {changes}", subject


def _find(names: Names, account: str, ref: str, text: str) -> Saying | None:
    messages = names.after.ledger.messages.get(account)
    said_ = messages.say if messages else ()
    return next((each for each in said_ if each.ref == ref and each.text == text), None)


def _terms(saying: Saying | None) -> str:
    """How firm words are, and until when they may be said."""
    if saying is None:
        return ""
    firm = FIRMNESS[saying.firmness].text.lower() if saying.firmness else None
    terms = (firm, f"until {short_day(saying.until)}" if saying.until else None)
    told = ", ".join(each for each in terms if each)
    return f" ({told})" if told else ""


def _cautions(found: Found, *, names: Names) -> Iterator[Told]:
    return _group(_each_caution(found, names=names))


def _each_caution(found: Found, *, names: Names) -> Iterator[tuple[str, str, str, Subject]]:
    for subject in found[Kind.CAUTION].values():
        account, ref, why, words = subject.name[:4]
        reason = WHY[Why(why)].text.lower()
        version = names.before if subject.is_gone else names.after
        key = names.old_account(account) if subject.is_gone else account
        messages = version.ledger.messages.get(key)
        held = messages.do_not_promise if messages else ()
        about = (each.what for each in held if each.why == why and names.same(each.ref, ref))
        what = said(words) if words else f"“{shorten(next(about, ref))}”"
        if subject.is_gone:
            yield ref, "may-mention", f"{what} ({reason})", subject
        elif subject.is_new:
            yield ref, "do-not-promise", f"{what} ({reason})", subject
        else:
            changes = list_changes(subject.differences, names=names)
            yield ref, "changed", f"{what} ({reason}): {changes}", subject
