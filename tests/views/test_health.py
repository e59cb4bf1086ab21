import re
from collections.abc import Callable

import pytest

from building import day, make_records, parse, view_context_of
from conftest import GoldenFolder
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.views.health import health
from decision_record.views.health.health import HealthView, cadence_pages, view_cadence, view_health
from decision_record.views.shared.context import ViewContext, make_view_context
from decision_record.views.shared.words import Tone


def figure(view: HealthView, address: str) -> tuple[str, str, str | None]:
    (found,) = [each for each in view.figures if each.address == f"health/#{address}"]
    return found.number, found.label, found.note


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("health.html").check(draw("health", view_health(context=harbour)))


def test_pages_of_all_strips(
    harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder
) -> None:
    golden("cadence.html").check(draw("cadence", view_cadence("cadence", context=harbour)))


def test_the_sample_has_one_series_off_its_cadence(sample: ViewContext) -> None:
    view = view_health(context=sample)
    assert [each.series.text for each in view.stopped] == ["Onboarding metric review"]
    assert figure(view, "cadence") == ("1", "series off its cadence", "of 16")
    assert figure(view, "meetings-held") == ("98.3%", "of meetings held", "58 of 59 in Q2 2026")
    assert len(view.running) == 15
    assert view.more_strips == 0


def test_the_sample_says_what_somebody_should_know(
    sample: ViewContext, draw: Callable[..., str]
) -> None:
    text = re.sub("</?time[^>]*>", "", draw("health", view_health(context=sample)))
    adrift = text.partition('id="SG901"')[2].partition("</section>")[0]
    assert "its metric review was cancelled on 26 March 2026 and again on 25 June 2026" in adrift
    assert 'href="../../pods/onboarding/">Onboarding pod</a>' in adrift
    thin = text.partition('id="SG805"')[2].partition("</section>")[0]
    assert "Hold a tier 3: 77% of feedback and escalations since 1 April 2026" in thin
    assert 'href="../../health/SG101/">4 more' in text
    assert "None today: " in text


def test_nobody_is_ranked(sample: ViewContext, draw: Callable[..., str]) -> None:
    """Numbers are of the company and its parts; a person stands only by what they owe."""
    measures = draw("health", view_health(context=sample)).partition('id="measures"')[2]
    assert "people/" not in measures


SERIES = """
series:
  quiet: {kind: tier-3, until: 2026-01-01}
  one: {kind: tier-2}
  two: {kind: tier-2}
  three: {kind: tier-2}
2026-02-04-one: {}
2026-01-07-two: {}
2026-02-04-three: {cancelled: {because: sprint}}
"""


def test_what_is_off_its_cadence_stands_first_and_what_ended_last() -> None:
    view = view_health(context=view_context_of(SERIES, as_of="2026-02-05"))
    assert [each.series.address for each in view.stopped] == ["series/two/", "series/three/"]
    assert [each.standing.tone for each in view.stopped] == [Tone.LATE, Tone.RISK]
    assert view.running[0].series.address == "series/one/"
    assert view.running[-1].standing.tone is Tone.QUIET


def test_strips_that_do_not_fit_stand_on_pages_of_their_own(
    monkeypatch: pytest.MonkeyPatch, draw: Callable[..., str]
) -> None:
    monkeypatch.setattr(health, "SHOWN", 3)
    monkeypatch.setattr(health, "SIZE", 4)
    context = view_context_of(SERIES, as_of="2026-02-05")
    view = view_health(context=context)
    assert (len(view.stopped) + len(view.running), view.more_strips) == (3, 4)
    assert 'href="../../health/cadence/">4 more' in draw("health", view)
    steps = tuple(cadence_pages(context=context))
    assert steps == ("cadence", "cadence-page-2")
    pages = [view_cadence(step, context=context) for step in steps]
    shown = [strip.series.address for page in pages for strip in page.strips]
    assert len(shown) == len(set(shown)) == 7
    assert pages[1].title == "Cadence, page 2 of 2"
    assert [each.address for each in pages[0].pages.links] == [
        *("health/cadence/", "health/cadence-page-2/")
    ]


def test_a_company_that_has_nothing_yet_is_told_what_would_stand_here(
    draw: Callable[..., str],
) -> None:
    records = make_records(parse("{}"))
    ledger = replay(records, day("2026-02-05"))
    view = view_health(context=make_view_context(Index(records=records, ledger=ledger)))
    text = draw("health", view)
    assert "No signals." in text
    assert "No measures yet." in text


def test_where_every_series_runs_it_is_said_in_a_line(draw: Callable[..., str]) -> None:
    text = "series: {standup: {kind: pod-standup, until: 2026-01-01}}\n2026-02-04-tier-2: {}"
    assert "Every series keeps its cadence." in draw(
        "health", view_health(context=view_context_of(text, as_of="2026-02-05"))
    )
