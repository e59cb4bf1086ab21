"""Who answers for what customers raise and ask; signals and pages say the same person."""

from datetime import date

from decision_record.ledger.asked import AskedQuestion
from decision_record.ledger.raised import Raised
from decision_record.model.asked import Briefing
from decision_record.model.records import Records


def answers_raised(raised: Raised, *, on: date, records: Records) -> str | None:
    """Who of Product is asked: the PM of its area or theme, the account's, the Head of Product.

    The account's is the one of the day `on`.
    """
    theme = raised.row.theme if isinstance(raised.row, Briefing) else None
    pm = _pm_for(raised.account, area=raised.area, theme=theme, on=on, records=records)
    return pm or records.seat("head_of_product")


def answers_question(question: AskedQuestion, *, on: date, records: Records) -> str | None:
    """Who owes the answer: the PM of its area or theme, or the account's; else its CSM finds out.

    The account's are those of the day `on`. None only where nobody knows the account.
    """
    row = question.row
    pm = _pm_for(question.account, area=row.area, theme=row.theme, on=on, records=records)
    known = records.accounts.get(question.account)
    return pm or (known.csm_on(on) if known else None)


def _pm_for(
    account: str, *, area: str | None, theme: str | None, on: date, records: Records
) -> str | None:
    taxonomy = records.taxonomy
    grouped = taxonomy.themes.get(theme or "")
    areas = (taxonomy.areas.get(each or "") for each in (area, grouped.area if grouped else None))
    known = records.accounts.get(account)
    pms = (*(each.pm for each in areas if each), known.pm_on(on) if known else None)
    return next((pm for pm in pms if pm), None)
