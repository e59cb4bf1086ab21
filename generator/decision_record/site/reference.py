"""The reference: the pages of rules and fields, and the schemas, which depend on no record.

They are what our code and the team's settings make them, so they are kept between builds as texts.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from decision_record.repository.configuration import Settings
from decision_record.site.cache import Cache
from decision_record.site.content import Slots, TocEntry
from decision_record.site.fingerprint import hash_code

_SORT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What depends on no record."""

    pages: Mapping[str, Slots]
    """What each page puts into its frame, by its address."""
    schemas: Mapping[str, bytes]
    """The text of each schema, by its kind."""


def keep_reference(
    cache: Cache | None, settings: Settings, *, currency: str, make: Callable[[], Reference]
) -> Reference:
    """The reference that was kept, or one that is made now.

    Args:
        cache: What is kept between builds.
        settings: What the team has set for the rules.
        currency: The currency of amounts in examples.
        make: Makes the reference.
    """
    if cache is None:
        return make()
    numbers = {code: dict(sorted(each.items())) for code, each in settings.thresholds.items()}
    given = json.dumps([dict(settings.severity), numbers, currency], sort_keys=True)
    key = hashlib.sha256(f"reference {hash_code()} {given}".encode()).hexdigest()
    kept = cache.find(_SORT, key)
    found = None if kept is None else from_json(kept)
    if found is None:
        found = make()
        cache.keep(_SORT, key, to_json(found))
    return found


def to_json(reference: Reference) -> bytes:
    """A reference as text."""
    pages = {
        address: [each.title, each.description, each.body, [[t.id, t.title] for t in each.toc]]
        for address, each in reference.pages.items()
    }
    schemas = {kind: text.decode() for kind, text in reference.schemas.items()}
    return json.dumps({"pages": pages, "schemas": schemas}, ensure_ascii=False).encode()


def from_json(text: bytes) -> Reference | None:
    """A reference from its text; None where that is none."""
    try:
        found = json.loads(text)
        return Reference(
            pages={
                str(address): Slots(
                    title=str(title),
                    description=str(description),
                    body=str(body),
                    toc=tuple(TocEntry(id=str(id_), title=str(entry)) for id_, entry in toc),
                )
                for address, (title, description, body, toc) in found["pages"].items()
            },
            schemas={str(kind): str(each).encode() for kind, each in found["schemas"].items()},
        )
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
