"""Who answers for what customers raise and ask; signals and pages say the same person."""

from datetime import date

from decision_record.ledger.asked import AskedQuestion
from decision_record.ledger.paths import RaisedPath
from decision_record.model.records import Records


def answers_raised(path: RaisedPath, *, on: date, records: Records) -> str | None:
    """Who of Product is asked: the PM of its area or theme, the account's, the Head of Product.

    The account's is the one of the day `on`.
    """
    pm = _pm_for(path.account, area=path.area, theme=path.theme, on=on, records=records)
    return pm or records.seat("head_of_product")


def answers_question(question: AskedQuestion, *, on: date, records: Records) -> str | None:
    """Who owes the answer: the account's PM, else the area's, else the Head of Product.

    The account's is the one of the day `on` (records.md §5, Question).
    """
    known = records.accounts.get(question.account)
    own = known.pm_on(on) if known else None
    if own:
        return own
    row = question.row
    pm = _pm_for(question.account, area=row.area, theme=row.theme, on=on, records=records)
    return pm or records.seat("head_of_product")


def _pm_for(
    account: str, *, area: str | None, theme: str | None, on: date, records: Records
) -> str | None:
    taxonomy = records.taxonomy
    grouped = taxonomy.themes.get(theme or "")
    areas = (taxonomy.areas.get(each or "") for each in (area, grouped.area if grouped else None))
    known = records.accounts.get(account)
    pms = (*(each.pm for each in areas if each), known.pm_on(on) if known else None)
    return next((pm for pm in pms if pm), None)
