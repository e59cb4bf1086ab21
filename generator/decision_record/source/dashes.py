"""A `-` put in front of a row that lacks it, with the lines of the row moved along.

This module knows where a row begins and ends in the text, and nothing of what it says.
"""

from decision_record.diagnostics import Edit, Fix, Place, Pointer, Underlined
from decision_record.diagnostics.lines import cut
from decision_record.source.locate import locate
from decision_record.source.text import Text


def add_dash(content: bytes, section: Pointer) -> Fix[Pointer | Place]:
    """The fix that makes the names below a section's name the one row of its list.

    Args:
        content: The file's bytes.
        section: The name of the section, whose value is names with values.
    """
    whole = Pointer(file=section.file, path=section.path, part=Underlined.SECTION)
    first = Pointer(file=section.file, path=section.path, part=Underlined.ROW)
    places = locate(content, [whole, first])
    text = Text(file=section.file, lines=cut(content))
    row, last = places[first].span, places[whole].span.end_line
    line = text.lines.line(row.line)
    start = text.lines.starts[row.line - 1] + row.column - 1
    title = "begin the row with `-`"
    if line[row.column - 1 : row.column] == "{":
        end = text.lines.starts[last - 1] + places[whole].span.end_column - 1
        return Fix(
            title="write the row as a list",
            replacement="[",
            at=text.place(start, start),
            others=(Edit(at=text.place(end, end), text="]"),),
        )
    starts = [text.lines.starts[number - 1] for number in range(row.line + 1, last + 1)]
    return Fix(
        title=title,
        replacement="- ",
        at=text.place(start, start),
        others=tuple(Edit(at=text.place(each, each), text="  ") for each in starts),
    )
