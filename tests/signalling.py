"""Looking for signals in the small organisations of `building`."""

from dataclasses import replace

from building import day, make_records, parse
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.signals.catalogue import find_signals
from decision_record.signals.rule import Signal


def signals_on(
    as_of: str,
    text: str,
    code: str,
    *,
    personal: bool = False,
    written: dict[str, str] | None = None,
) -> tuple[Signal, ...]:
    """The signals with one code that an organisation gives on a day."""
    records = replace(make_records(parse(text)), own=personal)
    found = find_signals(
        Index(records=records, ledger=replay(records, day(as_of))),
        written={record: day(on) for record, on in (written or {}).items()},
    )
    return tuple(each for each in found if each.code == code)


def messages(found: tuple[Signal, ...]) -> list[str]:
    return [each.message for each in found]
