"""Sentences about one event made one: what ships by an item, and what is settled by telling."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from decision_record.ledger.differences.kinds import Difference, Kind
from decision_record.review.names import Names
from decision_record.review.review import GroupId, ReviewLine
from decision_record.text.wording import count


def fold(lines: Iterable[ReviewLine], *, names: Names) -> list[ReviewLine]:
    """The sentences without those that only say what another one implies."""
    kept = _fold_deliveries(list(lines), names=names)
    kept = _fold_words(_fold_followed(kept))
    return _fold_changes(_fold_arr(kept, names=names))


def _fold_deliveries(lines: Sequence[ReviewLine], *, names: Names) -> list[ReviewLine]:
    """A shipped item in the sentence on the commitment that it delivers."""
    delivered = {
        (kept, line.accounts): line
        for line in lines
        if line.group is GroupId.COMMITMENTS and line.kind == "shipped"
        for item in [names.item(line.ref) if line.ref else None]
        if item and (kept := item.delivers)
    }
    folded: set[int] = set()
    result = list(lines)
    for (ref, _), item in delivered.items():
        place = next(
            (
                place
                for place, line in enumerate(result)
                if line.group is GroupId.COMMITMENTS
                and line.kind == "shipped"
                and line.ref == ref
                and (not item.accounts or set(item.accounts) & set(line.accounts))
            ),
            None,
        )
        if place is None or item.ref is None:
            continue
        line = result[place]
        result[place] = replace(
            line,
            text=f"{line.text}, by “{names.what(item.ref)}”",
            accounts=tuple(dict.fromkeys((*line.accounts, *item.accounts))),
            differences=(*line.differences, *item.differences),
        )
        folded.add(id(item))
    return [line for line in result if id(line) not in folded]


def _fold_words(lines: Sequence[ReviewLine]) -> list[ReviewLine]:
    """That words may no longer be said, where the same words must not be promised."""
    result = list(lines)
    for stopped in [line for line in lines if line.kind == "no-longer-say"]:
        places = [place for place, line in enumerate(result) if _has_same_words(stopped, line)]
        cautioned = {account for place in places for account in result[place].accounts}
        if cautioned != set(stopped.accounts):
            continue
        differences = stopped.differences
        for place in places:
            line = result[place]
            text = f"{line.text}; until now you could say it"
            result[place] = replace(line, text=text, differences=(*line.differences, *differences))
            differences = ()
        result = [line for line in result if line is not stopped]
    return result


def _has_same_words(stopped: ReviewLine, line: ReviewLine) -> bool:
    """Whether a sentence on what must not be promised has the words of another one."""
    if line.kind != "do-not-promise" or line.ref != stopped.ref:
        return False
    said = {each.name[2] for each in stopped.differences if each.kind is Kind.SAYING}
    words = {each.name[3] for each in line.differences if each.kind is Kind.CAUTION}
    return said == words and set(line.accounts) <= set(stopped.accounts)


_WITH_ARR = frozenset({"arr", "churned", "removed"})


def _fold_arr(lines: Sequence[ReviewLine], *, names: Names) -> list[ReviewLine]:
    """The ARR of what an account raised in the sentence on the account's own ARR."""
    accounts = {
        line.accounts: line
        for line in lines
        if line.group is GroupId.ACCOUNTS and line.kind in _WITH_ARR and line.differences
    }
    implied: dict[tuple[str, ...], list[Difference]] = {}
    kept: list[ReviewLine] = []
    for line in lines:
        if line.accounts in accounts and _is_arr_of_account(line, names=names):
            implied.setdefault(line.accounts, []).extend(line.differences)
        else:
            kept.append(line)
    return [_with_implied(line, accounts, implied) for line in kept]


def _is_arr_of_account(line: ReviewLine, *, names: Names) -> bool:
    """Whether a sentence only says that something raised has the ARR that its account has now."""
    (account,) = line.accounts
    then = names.before.ledger.accounts.get(names.old_account(account))
    now = names.after.ledger.accounts.get(account)
    arr = (then.arr if then else 0, now.arr if now else 0)
    return bool(line.differences) and all(
        each.kind is Kind.RAISED
        and each.field == "arr"
        # What a customer raised that has left since has the ARR of then.
        and ((each.old, each.new) == arr or (now is None and each.new == 0))
        for each in line.differences
    )


def _with_implied(
    line: ReviewLine,
    accounts: Mapping[tuple[str, ...], ReviewLine],
    implied: Mapping[tuple[str, ...], Sequence[Difference]],
) -> ReviewLine:
    if line.accounts not in implied or line is not accounts[line.accounts]:
        return line
    number = count(
        len(implied[line.accounts]), "escalation or briefing", "escalations and briefings"
    )
    return replace(
        line,
        text=f"{line.text}; also the ARR of {number}",
        differences=(*line.differences, *implied[line.accounts]),
    )


def _fold_changes(lines: Sequence[ReviewLine]) -> list[ReviewLine]:
    """Several changed fields of one item in one sentence."""
    result: list[ReviewLine] = []
    for line in lines:
        last = result[-1] if result else None
        head = _common_head(last, line) if last else ""
        if last and head:
            result[-1] = replace(
                last,
                text=f"{last.text}; {line.text.removeprefix(head)}",
                differences=(*last.differences, *line.differences),
            )
        else:
            result.append(line)
    return result


def _common_head(one: ReviewLine, other: ReviewLine) -> str:
    """What two sentences on changes of one item begin with: its name, up to the colon."""
    is_same = one.ref is not None and (one.ref, one.group) == (other.ref, other.group)
    if not is_same or {one.kind, other.kind} != {"changed"}:
        return ""
    head = one.text.partition("”: ")[0] + "”: "
    return head if one.text.startswith(head) and other.text.startswith(head) else ""


def _fold_followed(lines: Sequence[ReviewLine]) -> list[ReviewLine]:
    """That a decision is followed through where its customers were told, and by nothing else."""
    told = {line.ref: line for line in lines if line.kind == "told"}
    followed = {
        line.ref: line
        for line in lines
        if line.kind == "followed" and _by_telling(line, told.get(line.ref))
    }
    return list(_with_followed(lines, told, followed))


def _with_followed(
    lines: Iterable[ReviewLine],
    told: dict[str | None, ReviewLine],
    followed: dict[str | None, ReviewLine],
) -> Iterator[ReviewLine]:
    for line in lines:
        if line is followed.get(line.ref):
            continue
        if line is told.get(line.ref) and line.ref in followed:
            settled = followed[line.ref]
            yield replace(
                line,
                text=f"{line.text}; followed through with that",
                differences=(*line.differences, *settled.differences),
            )
        else:
            yield line


def _by_telling(followed: ReviewLine, told: ReviewLine | None) -> bool:
    """Whether the day of follow-through is the last day on which a customer was told."""
    if told is None:
        return False
    days = {each.new for each in told.differences if each.field == "told"}
    return any(each.field == "followed" and each.new in days for each in followed.differences)
