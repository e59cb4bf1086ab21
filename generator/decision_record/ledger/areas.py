"""Each product area on a day: its open items, its feedback, and who is responsible for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from decision_record.ledger.asked import AskedQuestion, SubmittedRequest
from decision_record.ledger.grouping import group
from decision_record.ledger.items import Item
from decision_record.ledger.open_items import OpenItems
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.replay import Ledger
from decision_record.model.asked import Feedback, Question
from decision_record.model.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaItems:
    """What one area has; nothing that waits is of a customer who left."""

    paths: tuple[RaisedPath, ...] = ()
    """Open ones."""
    questions: tuple[AskedQuestion, ...] = ()
    """Open ones, of the area itself or of one of its themes."""
    requests: tuple[SubmittedRequest, ...] = ()
    """Open ones."""
    feedback: tuple[Item, ...] = ()
    """All of it, of the area itself or of one of its themes; oldest first."""
    pods: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


def gather_areas(
    ledger: Ledger, *, records: Records, open_items: OpenItems
) -> Mapping[str, AreaItems]:
    """The items of every area."""
    themes, pods = records.taxonomy.themes, records.pods

    def areas_of(row: Question | Feedback) -> Iterator[str | None]:
        yield row.area
        theme = themes.get(row.theme or "")
        yield theme.area if theme else None

    feedback = (
        (item, item.row) for item in ledger.items.values() if isinstance(item.row, Feedback)
    )
    paths_of = group(open_items.paths, lambda each: [each.area])
    questions_of = group(open_items.questions, lambda each: areas_of(each.row))
    requests_of = group(open_items.requests, lambda each: [each.row.area])
    feedback_of = group(feedback, lambda each: areas_of(each[1]))
    pods_of = group(pods, lambda name: [pods[name].area])
    themes_of = group(themes, lambda name: [themes[name].area])
    return {
        area: AreaItems(
            paths=paths_of.get(area, ()),
            questions=questions_of.get(area, ()),
            requests=requests_of.get(area, ()),
            feedback=tuple(item for item, _ in feedback_of.get(area, ())),
            pods=pods_of.get(area, ()),
            themes=themes_of.get(area, ()),
        )
        for area in records.taxonomy.areas
    }
