"""Several names where one belongs: in a list without its commas, or in a field that takes one."""

from collections.abc import Callable, Sequence

from pydantic import RootModel

from decision_record.checks.references.mentions import Mention
from decision_record.checks.references.spelling import Speller, spell_several
from decision_record.checks.wording import quote
from decision_record.diagnostics import DocumentPath, Fix, Pointer, Problem, Underlined
from decision_record.source.write import write_inline

Split = Callable[[str], Sequence[str]]
"""The names that a text lists; none where it is one name."""


def spelt_apart(spell: Speller) -> Split:
    """What takes a text apart into names that are declared."""
    return lambda written: spell_several(written, spell)


def several_in_one(mention: Mention, names: Sequence[str], *, code: str, split: Split) -> Problem:
    """Say that a text lists several names, with the whole list to write.

    Args:
        mention: The text.
        names: The names in it.
        code: The rule that reports it.
        split: What takes the other rows of its list apart, which may lack commas too.
    """
    path = mention.reference.path
    field = next((step for step in reversed(path) if isinstance(step, str)), "")
    if not isinstance(path[-1], int):
        return Problem(
            code=code,
            message=f"{quote(mention.reference.name)} is several names, and `{field}` takes one",
            help=f"write one of them: `{field}: {names[0]}`",
            at=mention.at,
        )
    rows: list[str] = []
    for index, each in enumerate(_rows(mention, path[:-1])):
        rows += names if index == path[-1] else split(each) or [each]
    listed = f"{field}: {write_inline(list(dict.fromkeys(rows)))}"
    return Problem(
        code=code,
        message=f"{quote(mention.reference.name)} is read as one name",
        help=f"write commas between the names: `{listed}`",
        at=mention.at,
        fix=Fix(
            title="write commas between the names",
            replacement=listed,
            at=Pointer(file=mention.file.name, path=path[:-1], part=Underlined.SECTION),
        ),
    )


def _rows(mention: Mention, path: DocumentPath) -> Sequence[str]:
    """The rows of the list that a reference is in, as far as they could be read."""
    value: object = mention.model
    for step in path:
        inside = value.root if isinstance(value, RootModel) else value
        if isinstance(step, int):
            value = inside[step] if isinstance(inside, tuple) and step < len(inside) else None
        else:
            value = inside.get(step) if isinstance(inside, dict) else getattr(inside, step, None)
    return [each for each in value if isinstance(each, str)] if isinstance(value, tuple) else ()
