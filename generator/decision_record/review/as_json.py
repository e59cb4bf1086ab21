"""A review as JSON, for programs.

The keys are `as_of`, `base`, `commit`, `summary`, `differences` (how many) and `groups`. A group
has `id`, `title`, `note` and `lines`; a line has `kind`, `label`, `text`, `ref`, `accounts`,
`source` (`text`, `address`, `url`) and `differences`. A difference has `export` (the document under
`/api/v1/` that shows it), `name` (what identifies it there), `field` (absent where the whole is new
or gone), `old` and `new`. What is absent has no key.
"""

import json
from collections.abc import Mapping
from datetime import date

from decision_record.diagnostics.visible import make_json_harmless
from decision_record.ledger.differences.kinds import Difference, Value
from decision_record.review.review import ChangeReview, LineGroup, ReviewLine, Source


def render_json(review: ChangeReview, *, preview: str | None = None) -> str:
    """The whole review, nothing left out."""
    content = _present(
        as_of=review.as_of.isoformat(),
        base=review.base,
        commit=review.commit,
        summary=review.summary,
        differences=review.differences,
        groups=[_group(each, preview=preview) for each in review.groups],
    )
    return make_json_harmless(json.dumps(content, ensure_ascii=True, indent=2))


def _group(group: LineGroup, *, preview: str | None) -> Mapping[str, object]:
    return _present(
        id=group.id.value,
        title=group.title,
        note=group.note,
        lines=[_line(each, preview=preview) for each in group.lines],
    )


def _line(line: ReviewLine, *, preview: str | None) -> Mapping[str, object]:
    return _present(
        kind=line.kind,
        label=line.label.text,
        text=line.text,
        ref=line.ref,
        accounts=list(line.accounts) or None,
        source=_source(line.source, preview=preview) if line.source else None,
        differences=[_difference(each) for each in line.differences],
    )


def _source(source: Source, *, preview: str | None) -> Mapping[str, object]:
    address = source.address
    linked = preview is not None and address is not None
    url = f"{(preview or '').rstrip('/')}/{address}" if linked else None
    return _present(text=source.text, address=address, url=url)


def _difference(difference: Difference) -> Mapping[str, object]:
    return _present(
        export=difference.kind.value,
        name=list(difference.name),
        field=difference.field,
        old=_value(difference.old),
        new=_value(difference.new),
    )


def _value(value: Value) -> object:
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _present(**facts: object) -> dict[str, object]:
    return {key: value for key, value in facts.items() if value is not None}
