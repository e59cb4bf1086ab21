from collections.abc import Callable

import pytest

from conftest import GoldenFolder
from decision_record.model.pod import Metric
from decision_record.pages.book import Book
from decision_record.pages.pod import in_domain, view_pod
from decision_record.pages.pods import view_pods
from decision_record.pages.readings import judge


def test_page_of_all(harbour: Book, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("pods.html").check(draw("pods", view_pods(book=harbour)))


def test_page_of_one(harbour: Book, draw: Callable[..., str], golden: GoldenFolder) -> None:
    text = draw("pod", view_pod("charts", book=harbour))
    golden("pod-charts.html").check(text)


@pytest.mark.parametrize(
    ("better", "baseline", "target", "value", "words"),
    [
        ("lower", 8, 2, 1.9, "Target reached"),
        ("lower", 8, 2, 5.2, "Better than the baseline"),
        ("lower", 8, 2, 8, "No better than the baseline"),
        ("higher", 54, 80, 80, "Target reached"),
        ("higher", 54, 80, 61, "Better than the baseline"),
        ("higher", 54, 80, 50, "No better than the baseline"),
        ("higher", None, 80, 61, "Short of the target"),
        ("higher", 54, 80, None, "Not read yet"),
        (None, 54, 80, 61, "Read"),
    ],
)
def test_a_reading_is_judged_by_the_direction_of_its_metric(
    better: str | None, baseline: float | None, target: float, value: float | None, words: str
) -> None:
    fields = {"id": "m", "name": "M", "better": better}
    metric = Metric.model_validate(fields).model_copy(
        update={"baseline": baseline, "target": target}
    )
    assert judge(metric, value).text == words


def test_a_pod_of_an_area_sees_its_area(sample: Book) -> None:
    pod = sample.records.pods["reporting"]
    areas = {
        each.area for each in sample.ledger.raised.values() if in_domain(each, pod=pod, book=sample)
    }
    assert areas == {"reporting"}


def test_a_pod_of_a_segment_sees_its_customers(sample: Book) -> None:
    pod = sample.records.pods["healthcare"]
    found = {
        sample.records.accounts[each.account].segment
        for each in sample.ledger.raised.values()
        if in_domain(each, pod=pod, book=sample)
    }
    assert found == {"healthcare"}


def test_open_escalations_stand_first(sample: Book) -> None:
    view = view_pod("reporting", book=sample)
    resolved = [each.resolved is not None for each in view.raised]
    assert resolved == sorted(resolved)
    assert view.open_raised == resolved.count(False)
