"""The first sentence of a review: what the change comes to."""

from collections.abc import Iterator, Mapping, Sequence

from decision_record.review.review import GroupId, LineGroup, ReviewLine
from decision_record.text.wording import count, join_words


def summarize_review(groups: Sequence[LineGroup]) -> str:
    """What the change comes to, in a sentence or two."""
    by_id = {group.id: group.lines for group in groups}
    others = by_id.get(GroupId.OTHER_FILES, ())
    also = f"It changes {count(len(others), 'file')} outside of the records." if others else ""
    if not any(group.id not in _NO_RECORDS for group in groups):
        same = "Merging this changes nothing: the records say the same as before."
        but = f"The records say the same as before. {also}"
        if by_id.get(GroupId.NOT_COMPARED):
            same = "It is not known what merging this changes: not everything could be compared."
            but = f"{same} {also}"
        return _with_problems(but if others else same, by_id.get(GroupId.PROBLEMS, ()))
    parts = list(_parts({id_: list(lines) for id_, lines in by_id.items()}))
    changed = list(_changed(by_id))
    removed = [
        count(number, word)
        for group, word in _REMOVED
        if (number := sum(line.kind == "removed" for line in by_id.get(group, ())))
    ]
    said = [
        *([f"changes {join_words(changed)}"] if changed else ()),
        *([f"removes {join_words(removed)}"] if removed else ()),
        *([f"brings {join_words(parts)}"] if parts else ()),
    ]
    text = f"Merging this {join_words(said or [_changes_of(by_id)])}."
    if by_id.get(GroupId.NOT_COMPARED):
        text += " Not everything could be compared."
    return _with_problems(
        " ".join(each for each in (text, also) if each), by_id.get(GroupId.PROBLEMS, ())
    )


_NO_RECORDS = (GroupId.OTHER_FILES, GroupId.PROBLEMS, GroupId.NOT_COMPARED)
"""Groups that say nothing of what the records say."""


def _with_problems(text: str, problems: Sequence[ReviewLine]) -> str:
    errors = sum(line.kind == "error" for line in problems)
    if errors:
        are = "it is" if errors == 1 else "they are"
        return f"{text} It brings {count(errors, 'error')}: `check` fails until {are} fixed."
    if problems:
        return f"{text} It brings {count(len(problems), 'warning')}."
    return text


_WORK = (GroupId.DECISIONS, GroupId.ACTIONS)
_COUNTED: tuple[tuple[GroupId | tuple[GroupId, ...], tuple[str, ...], str, str | None], ...] = (
    (GroupId.RECORDS, ("meeting-added",), "meeting", None),
    (GroupId.RECORDS, ("update-added",), "update", None),
    (GroupId.RECORDS, ("cancelled",), "cancelled meeting", None),
    (GroupId.RECORDS, ("later",), "record dated ahead", "records dated ahead"),
    (GroupId.DECISIONS, ("decided", "deferred", "escalated"), "decision", None),
    (GroupId.COMMITMENTS, ("committed",), "commitment", None),
    (GroupId.COMMITMENTS, ("release",), "release", None),
    (GroupId.COMMITMENTS, ("slipped",), "slip", None),
    (
        GroupId.COMMITMENTS,
        ("brought-forward",),
        "commitment brought forward",
        "commitments brought forward",
    ),
    (GroupId.COMMITMENTS, ("shipped",), "shipment", None),
    (GroupId.COMMITMENTS, ("descoped",), "descoped commitment", None),
    (GroupId.ACTIONS, ("opened",), "new action", None),
    (GroupId.ACTIONS, ("done", "dropped"), "closed action", None),
    (GroupId.ACTIONS, ("rolled",), "rolled action", None),
    (_WORK, ("handed-over",), "hand-over", None),
    (GroupId.REQUESTS, ("answered",), "answer", None),
    (GroupId.REQUESTS, ("resolved",), "resolved issue", None),
    (GroupId.RECORDS, ("process-change",), "process change", None),
    (GroupId.SURPRISES, ("ahead", "surprise"), "surprise", None),
    (GroupId.ACCOUNTS, ("new",), "new account", None),
    (GroupId.ACCOUNTS, ("churned",), "churned customer", None),
    (GroupId.ACCOUNTS, ("will-churn",), "customer that will churn", "customers that will churn"),
)
"""What the sentence counts: lines of a group, by their kinds, and what one is called."""


def _changes_of(lines: Mapping[GroupId, Sequence[ReviewLine]]) -> str:
    """What nothing above counts: how many things of each group change, in the groups' order."""
    words = [
        count(len({line.ref or line.text for line in lines[group]}), *called)
        for group, called in _CALLED.items()
        if lines.get(group)
    ]
    return f"changes {join_words(words)}"


_CALLED: Mapping[GroupId, tuple[str, ...]] = {
    GroupId.DECISIONS: ("decision",),
    GroupId.COMMITMENTS: ("commitment or release", "commitments and releases"),
    GroupId.ACTIONS: ("action",),
    GroupId.TO_TELL: ("customer update",),
    GroupId.TOLD: ("customer update that was given", "customer updates that were given"),
    GroupId.SURPRISES: ("surprise",),
    GroupId.REQUESTS: ("request or answer", "requests and answers"),
    GroupId.WORDS: ("item's words for customers", "items' words for customers"),
    GroupId.ACCOUNTS: ("account",),
    GroupId.REFERENCE: ("reference entry", "reference entries"),
    GroupId.RECORDS: ("other field of a record", "other fields of records"),
}
"""What one thing of a group is called, and several."""


_OF_ACCOUNT = frozenset({"csm", "pm", "renewal", "arr", "renamed", "changed"})
"""The kinds of sentences on an account that was there before and still is."""


def _changed(lines: Mapping[GroupId, Sequence[ReviewLine]]) -> Iterator[str]:
    """What of older things the change comes to, past records first."""
    accounts = {
        account
        for line in lines.get(GroupId.ACCOUNTS, ())
        if line.kind in _OF_ACCOUNT
        for account in line.accounts
    }
    reference = [
        line.kind == "setting"
        for line in lines.get(GroupId.REFERENCE, ())
        if line.kind != "reading"  # which a meeting brings
    ]
    numbers = (
        (len(lines.get(GroupId.PAST, ())), "past record", None),
        (sum(reference), "setting", None),
        (len(accounts), "account", None),
        (len(reference) - sum(reference), "reference entry", "reference entries"),
    )
    for number, one, many in numbers:
        if number:
            yield count(number, one, many)


_REMOVED = (
    (GroupId.DECISIONS, "decision"),
    (GroupId.ACTIONS, "action"),
    (GroupId.ACCOUNTS, "account"),
)
"""What else the sentence counts, where it is there no longer."""


def _parts(lines: dict[GroupId, list[ReviewLine]]) -> Iterator[str]:
    for counted, kinds, one, many in _COUNTED:
        groups = counted if isinstance(counted, tuple) else (counted,)
        number = sum(line.kind in kinds for group in groups for line in lines.get(group, ()))
        if number:
            yield count(number, one, many)
    owed = {
        account
        for line in lines.get(GroupId.TO_TELL, ())
        if line.kind == "to-tell"
        for account in line.accounts
    }
    if owed:
        yield count(len(owed), "customer to tell", "customers to tell")
