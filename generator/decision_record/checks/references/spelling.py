"""Which declared name was meant by one that is not declared: an identity, a full name, an e-mail.

A spelling that belongs to one name alone, but for capitals, accents and punctuation, is certain.
Anything else that is near is a guess. This module knows names, and no field.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from decision_record.checks.wording import make_guesser
from decision_record.model.meant.lists import items_meant, words_meant
from decision_record.model.records import FileKind, Records
from decision_record.model.refs import Named
from decision_record.model.values import is_identity


class Spelt(NamedTuple):
    """The name that was meant, and whether no other can have been."""

    name: str
    certain: bool


Speller = Callable[[str], Spelt | None]
"""What finds the name that was meant; None where none is near."""

_IN_BRACKETS = re.compile(r"[(<\[][^)>\]]*[)>\]]")


def plain(text: str) -> str:
    """A spelling without what people write in several ways: `Luís (CSM)` is `luis`."""
    bare = text if text.lstrip().startswith(("(", "<", "[")) else _without_brackets(text)
    letters = unicodedata.normalize("NFKD", bare.lower())
    kept = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", kept))


def _without_brackets(text: str) -> str:
    """A text without what is in brackets, found in one pass however many are never closed."""
    last = max(map(text.rfind, ")>]")) + 1
    return _IN_BRACKETS.sub(" ", text[:last]) + text[last:]


def identity_of(text: str, *, joined_by: str) -> str:
    """A name that other files could use for what a text calls: `dana.whitlock` of `Dana Whitlock`.

    Empty where no letter of the text may be in such a name.
    """
    joined = joined_by.join(plain(text).split())
    return joined if is_identity(joined) else ""


def make_speller(names: Iterable[str], spellings: Iterable[tuple[str, str]]) -> Speller:
    """What finds one of some names by what people write for it.

    Args:
        names: The names that are declared.
        spellings: What people may write for them besides, each with its name. One that fits
            several names fits none.
    """
    names = tuple(names)
    exact: dict[str, set[str]] = {}
    for spelling, name in (*((name, name) for name in names), *spellings):
        if plain(spelling):
            exact.setdefault(plain(spelling), set()).add(name)
    certain = {spelling: next(iter(fits)) for spelling, fits in exact.items() if len(fits) == 1}
    guess = make_guesser(certain | {name: name for name in names})

    def spell(written: str) -> Spelt | None:
        found = certain.get(plain(written))
        if found:
            return Spelt(found, certain=True)
        guessed = guess(written)
        return Spelt(guessed, certain=False) if guessed else None

    return spell


def make_people_speller(records: Records) -> Speller:
    """What finds a person by identity, e-mail, whole name, first or last name, with an initial."""
    spellings = [
        (spelling, name)
        for name, person in records.people.items()
        for spelling in _ways_to_call(person.name, person.email)
    ]
    return make_speller(records.people, spellings)


def _ways_to_call(name: str, email: str | None) -> Iterator[str]:
    yield name
    words = plain(name).split()
    if len(words) > 1:
        first, last = words[0], words[-1]
        yield from (first, last, f"{first} {last[0]}", f"{first[0]} {last}", f"{last} {first}")
    if email:
        yield from (email, email.partition("@")[0])


def make_account_speller(records: Records) -> Speller:
    """What finds an account by its identity, its name, or the word that its name begins with."""
    # An account whose file cannot be read has a name too.
    files = [file.id for file in records.files if file.kind is FileKind.ACCOUNT]
    called = {name: name for name in files}
    called |= {name: account.name for name, account in records.accounts.items()}
    spellings = [
        (spelling, name)
        for name, words in called.items()
        for spelling in (words, re.split(r"[\s_-]", words)[0])
    ]
    return make_speller((*called, *records.aliases), spellings)


def declared_names(records: Records) -> Mapping[Named, Mapping[str, object]]:
    """The names that are declared, by what they name; people and items are looked up elsewhere."""
    taxonomy = records.taxonomy
    return {
        Named.ACCOUNT: records.accounts,
        Named.SERIES: records.series,
        Named.POD: records.pods,
        Named.AREA: taxonomy.areas,
        Named.CATEGORY: taxonomy.categories,
        Named.SEGMENT: taxonomy.segments,
        Named.THEME: taxonomy.themes,
    }


def make_speller_of(named: Named, records: Records) -> Speller:
    """What finds one of the declared names of a kind by what people write for it."""
    if named is Named.PERSON:
        return make_people_speller(records)
    if named is Named.ACCOUNT:
        return make_account_speller(records)
    known = declared_names(records).get(named, {})
    return make_speller(known, named_words(known))


def spell_several(written: str, spell: Speller) -> Sequence[str]:
    """The names in one text that lists several: all of them are known, or there are none.

    Words without commas are several names where each is one, or begins one, and they are no name
    together: `dan eve` is, `Dana Whitlock` is not.
    """
    parts = items_meant(written)
    sure = _all_sure(parts, spell)
    if len(parts) > 1 and sure:
        return sure
    words = words_meant(written.lower().replace("/", " "))
    whole = spell(written)
    if len(words) == 1 or (whole and whole.certain):
        return ()
    names = _all_sure(words, spell)
    begin = all(
        plain(name).startswith(plain(word)) for name, word in zip(names, words, strict=False)
    )
    return names if begin else ()


def _all_sure(parts: Sequence[str], spell: Speller) -> list[str]:
    """The name that each part certainly means; nothing where one of them has none."""
    found = [spell(part) for part in parts]
    sure = [each.name for each in found if each is not None and each.certain]
    return sure if len(sure) == len(parts) else []


def named_words(declared: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What people write for words of the taxonomy, series and pods: their names for readers."""
    for name, value in declared.items():
        called = value if isinstance(value, str) else getattr(value, "name", None)
        if isinstance(called, str):
            yield called, name
