"""A review as Markdown, for the comment on a pull request."""

from collections.abc import Sequence
from urllib.parse import quote

from decision_record.review.markdown import escape_markdown
from decision_record.review.review import ChangeReview, GroupId, LineGroup, ReviewLine
from decision_record.text.wording import long_day

MOST_BYTES = 60_000
"""Bytes of a comment: forges take a few thousand more."""
_MOST_OPEN = 10
"""Lines of a group that are open from the start; a longer one opens with a click."""
_ALWAYS_OPEN = frozenset(
    {
        GroupId.PAST,
        GroupId.DECISIONS,
        GroupId.COMMITMENTS,
        GroupId.TO_TELL,
        GroupId.SURPRISES,
        GroupId.PROBLEMS,
        GroupId.NOT_COMPARED,
    }
)
_ROOM_FOR_REST = len(b"- and 1,000,000 more\n")


def render_markdown(review: ChangeReview, *, preview: str | None = None) -> str:
    """The comment, in at most 60,000 bytes: a group that does not fit ends in a count.

    Args:
        review: What merging does.
        preview: The address of a site that is built from the change; nothing is linked without.
    """
    head = _head(review, preview=preview)
    gap = _gap(review)
    frames = [_size("".join(_frame(group))) + _ROOM_FOR_REST for group in review.groups]
    room = MOST_BYTES - _size(head) - _size(gap) - sum(frames)
    groups = [(group, _lines(group, room=room, preview=preview)) for group in review.groups]
    shares = share_out([sum(map(_size, lines)) for _, lines in groups], room)
    body = [
        _group(group, lines, room=share)
        for (group, lines), share in zip(groups, shares, strict=True)
    ]
    is_whole = sum(each.count("\n- **") for each in body) == sum(
        len(group.lines) for group in review.groups
    )
    return "".join((head, "" if is_whole else gap, *body))


def _gap(review: ChangeReview) -> str:
    """That the comment does not hold all, where that is so: whoever merges has to know."""
    command = f"decision-record review --since {escape_markdown(review.base)}"
    return f"\n**This is not all of it:** a comment has no room for more. See all with {command}.\n"


def share_out(wanted: Sequence[int], room: int) -> list[int]:
    """How much each of several gets of what there is: small ones all, the others alike."""
    shares = [0] * len(wanted)
    left = max(room, 0)
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    for done, place in enumerate(order):
        shares[place] = min(wanted[place], left // (len(order) - done))
        left -= shares[place]
    return shares


def _head(review: ChangeReview, *, preview: str | None) -> str:
    when = f"As of {long_day(review.as_of)}, compared with {escape_markdown(review.compared_with)}."
    see = f" [See the preview]({_url(preview, '')})." if preview else ""
    return (
        f"## What merging this changes\n\n{escape_markdown(review.summary)}\n\n"
        f"<sub>{when}{see}</sub>\n"
    )


def _frame(group: LineGroup) -> tuple[str, str]:
    """What is before the lines of a group, and what is behind them."""
    note = f"\n{escape_markdown(group.note)}\n" if group.note else ""
    number = f"{len(group.lines):,}"
    if len(group.lines) > _MOST_OPEN and group.id not in _ALWAYS_OPEN:
        title = f"<summary><b>{group.title}</b> ({number})</summary>"
        return f"\n<details>{title}\n{note}\n", "\n</details>\n"
    return f"\n### {group.title} ({number})\n{note}\n", ""


def _group(group: LineGroup, lines: Sequence[str], *, room: int) -> str:
    """A group with as many of its lines as there is room for, and how many others there are."""
    before, after = _frame(group)
    shown: list[str] = []
    for line in lines:
        room -= _size(line)
        if room < 0:
            break
        shown.append(line)
    left = len(group.lines) - len(shown)
    rest = f"- and {left:,} more\n" if shown else f"- {left:,} not shown here\n"
    return "".join((before, *shown, rest if left else "", after))


def _lines(group: LineGroup, *, room: int, preview: str | None) -> list[str]:
    """The lines of a group, up to the first for which there is no room even without the others."""
    lines: list[str] = []
    for line in group.lines:
        if room < 0:
            break
        lines.append(_line(line, preview=preview))
        room -= _size(lines[-1])
    return lines


def _line(line: ReviewLine, *, preview: str | None) -> str:
    source = ""
    if line.source:
        # A reference stays together where lines wrap.
        text = escape_markdown(line.source.text).replace(" ", "&nbsp;")
        linked = preview and line.source.address is not None
        source = f"[{text}]({_url(preview, line.source.address)})" if linked else text
        source = f" <sub>{source}</sub>" if linked or not line.source.is_page else ""
    return f"- **{line.label.text}:** {escape_markdown(line.text)}{source}\n"


def _url(preview: str | None, address: str | None) -> str:
    """An address of the preview; signs that would end the link are written by their numbers."""
    return quote(f"{(preview or '').rstrip('/')}/{address or ''}", safe=":/?#[]@!$&'*+,;=%~")


def _size(text: str) -> int:
    return len(text.encode())
