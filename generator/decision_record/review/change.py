"""A review of the files on disk against an earlier revision of their repository."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from decision_record.compare.base import Base
from decision_record.compare.other_files import find_other_files
from decision_record.compare.problems import find_new_problems
from decision_record.examine import examine, today_in
from decision_record.model.records import Records
from decision_record.repository.configuration import Configuration
from decision_record.review.gather import Sides, make_review
from decision_record.review.names import MOST_NAMED
from decision_record.review.review import ChangeReview


def without_personal(configuration: Configuration) -> Configuration:
    """A configuration that reads nothing of one-on-ones: a review is for everyone."""
    settings = configuration.settings
    personal = (*configuration.personal_roots, *configuration.named_as_personal)
    return replace(
        configuration,
        settings=settings.model_copy(
            update={"records": tuple(each for each in settings.records if each.kind == "shared")}
        ),
        named=configuration.named,
        named_personal=(),
        personal=False,
        # What lies there is no record in the wrong place either.
        published=(*configuration.published, *dict.fromkeys(personal)),
    )


def review_change(
    configuration: Configuration,
    base: Base,
    *,
    cwd: Path,
    today: date | None,
    now: datetime,
    most_accounts: int = MOST_NAMED,
) -> ChangeReview:
    """What merging the files on disk does.

    Args:
        configuration: Of the files on disk, from `without_personal`.
        base: The records as they were.
        cwd: The folder that files are named from.
        today: The day for which both sides are replayed; what the configuration says, or the day
            that it is where the organisation is, where it is None.
        now: The moment, with its time zone.
        most_accounts: How many accounts a sentence lists.
    """
    examination = examine(configuration, base=cwd, today=today, now=now)
    day = today or today_in(examination.records, now)
    brought = find_new_problems(
        examination, configuration=configuration, base=base, cwd=cwd, today=day
    )
    sides = Sides(
        before=brought.before.records if brought.before else Records(),
        after=examination.records,
        changes=base.changes,
        problems=brought.problems.new,
        other_files=tuple(find_other_files(configuration, base, cwd=cwd)),
        notes=base.notes,
        earlier_settings=base.configuration.settings if base.configuration else None,
    )
    return make_review(
        sides,
        as_of=configuration.day(asked=today, today=day),
        settings=configuration.settings,
        base=base.revision.ref,
        commit=base.revision.commit,
        most_accounts=most_accounts,
    )
