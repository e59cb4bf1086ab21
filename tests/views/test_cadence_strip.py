from collections.abc import Callable

import pytest

from building import day, make_records, parse
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.site.packaged import theme_folder
from decision_record.site.templates import open_templates
from decision_record.views.shared.cadence_strip import (
    SHOWN,
    CadenceStrip,
    explain_marks,
    show_strip,
)
from decision_record.views.shared.context import ViewContext, make_view_context
from decision_record.views.shared.words import Tone


def cadence_strip_on(as_of: str, text: str, *, series: str = "tier-2") -> CadenceStrip:
    records = make_records(parse(text))
    ledger = replay(records, day(as_of))
    context = make_view_context(Index(records=records, ledger=ledger))
    return show_strip(ledger.series[series], context=context)


@pytest.fixture(scope="session")
def draw_strip() -> Callable[[CadenceStrip], str]:
    macros = open_templates(theme_folder(), currency="EUR").get_template("strip.html").module

    def draw(strip: CadenceStrip) -> str:
        return str(macros.row(strip, "../"))  # type: ignore[attr-defined]

    return draw


EVERYTHING = """
2026-01-07-tier-2: {attendees: [bob, ines]}
2026-01-21-tier-2: {attendees: [bob, wes], delegates: {ines: wes}}
2026-02-08-tier-2: {attendees: [bob, ines]}
2026-02-22-tier-2: {cancelled: {because: sprint}}
2026-03-08-tier-2: {cancelled: {because: absence, moved_to: 2026-03-11}}
2026-03-11-tier-2: {attendees: [bob, ines]}
2026-04-08-tier-2: {attendees: [bob, ines]}
"""


def test_each_meeting_has_a_mark_newest_last() -> None:
    strip = cadence_strip_on("2026-04-09", EVERYTHING)
    assert [(each.sign, str(each.day), each.words) for each in strip.marks] == [
        ("•", "2026-01-07", "held"),
        ("D", "2026-01-21", "held, Wes for Ines"),
        ("L", "2026-02-08", "held 4 days late"),
        ("×", "2026-02-22", "cancelled: sprint"),  # noqa: RUF001 - a cross is meant
        ("→", "2026-03-08", "moved to 11 Mar 2026: absence"),
        ("•", "2026-03-11", "held"),
        ("?", "2026-03-25", "missed: no record of it"),
        ("•", "2026-04-08", "held"),
    ]
    assert [each.month for each in strip.marks] == [
        *("Jan", None, "Feb", None, "Mar", None, None, "Apr")
    ]


def test_the_line_counts_what_was_moved_on_its_new_day_only() -> None:
    assert cadence_strip_on("2026-04-09", EVERYTHING).words == (
        "5 of 7 held, one late by 4 days, one with a delegate, one cancelled: sprint, "
        "one moved to 11 Mar 2026: absence, one missed"
    )


OFF = "{cancelled: {because: sprint}}"


@pytest.mark.parametrize(
    ("as_of", "text", "words"),
    [
        ("2026-01-06", "{}", "Nothing was expected yet"),
        ("2026-01-08", "2026-01-07-tier-2: {}", "1 of 1 held"),
        ("2026-01-22", "2026-01-07-tier-2: {}\n2026-01-21-tier-2: {}", "All 2 held"),
        (
            "2026-01-22",
            f"2026-01-07-tier-2: {OFF}\n2026-01-21-tier-2: {{cancelled: {{because: renewals}}}}",
            "None of 2 held, 2 cancelled: sprint and renewals",
        ),
        ("2026-01-08", "2026-01-07-tier-2: {cancelled: {}}", "0 of 1 held, one cancelled"),
        (
            "2026-02-14",
            "2026-01-07-tier-2: {}\n2026-01-25-tier-2: {}\n2026-02-13-tier-2: {}",
            "All 3 held, 2 late by up to 5 days",
        ),
        ("2026-02-04", "2026-01-07-tier-2: {}", "1 of 2 held, one missed"),
        (
            "2026-02-04",
            "series: {tier-2: {kind: tier-2, cadence: as-needed}}\n2026-01-07-tier-2: {}",
            "1 held",
        ),
    ],
)
def test_the_line_reads_as_a_sentence(as_of: str, text: str, words: str) -> None:
    assert cadence_strip_on(as_of, text).words == words


@pytest.mark.parametrize(
    ("as_of", "text", "words", "tone"),
    [
        ("2026-01-22", "2026-01-07-tier-2: {}", "Running", Tone.DONE),
        ("2026-02-01", "2026-01-07-tier-2: {}", "Missed since 21 Jan 2026", Tone.LATE),
        ("2026-01-01", "{}", "Not started yet", Tone.QUIET),
        (
            "2026-01-22",
            "2026-01-07-tier-2: {}\n2026-01-21-tier-2: {cancelled: {because: sprint}}",
            "Last one cancelled or moved",
            Tone.RISK,
        ),
        (
            "2026-02-05",
            f"2026-01-21-tier-2: {OFF}\n2026-02-04-tier-2: {OFF}",
            "Last 2 cancelled or moved",
            Tone.LATE,
        ),
        (
            "2026-01-22",
            "2026-01-21-tier-2: {cancelled: {because: sprint, moved_to: 2026-01-26}}",
            "Running",
            Tone.DONE,
        ),
        (
            "2026-03-01",
            "series: {tier-2: {kind: tier-2, until: 2026-01-10}}\n2026-01-07-tier-2: {}",
            "Ended",
            Tone.QUIET,
        ),
    ],
)
def test_a_strip_says_whether_its_series_runs(
    as_of: str, text: str, words: str, tone: Tone
) -> None:
    strip = cadence_strip_on(as_of, text)
    assert (strip.standing.text, strip.standing.tone) == (words, tone)
    assert strip.is_running == (tone in (Tone.DONE, Tone.QUIET))


def weekly(number: int) -> str:
    """Weekly meetings from the first of January 2026."""
    days = (day("2026-01-01").toordinal() + 7 * each for each in range(number))
    return "\n".join(f"{day('2026-01-01').fromordinal(each)}-standup: {{}}" for each in days)


def test_a_long_strip_leads_to_the_older_ones(draw_strip: Callable[[CadenceStrip], str]) -> None:
    full = cadence_strip_on("2026-07-01", weekly(SHOWN), series="standup")
    assert (len(full.marks), full.older) == (SHOWN, 0)
    strip = cadence_strip_on("2026-07-10", weekly(SHOWN + 2), series="standup")
    assert (len(strip.marks), strip.older) == (SHOWN, 2)
    assert strip.words == f"All {SHOWN} held"
    text = draw_strip(strip)
    assert '<a href="../series/standup/">2 older ones on the page of the series</a>' in text


def test_a_strip_goes_back_a_year() -> None:
    quarters = "series: {tier-3: {kind: tier-3}}\n" + "\n".join(
        f"{year}-{month}-05-tier-3: {{}}" for year in (2024, 2025) for month in ("02", "05", "08")
    )
    strip = cadence_strip_on("2025-09-01", quarters, series="tier-3")
    assert str(strip.marks[0].day) == "2024-08-05"
    assert strip.older == 2


def test_a_mark_says_its_day_and_what_became_of_it_in_words(
    draw_strip: Callable[[CadenceStrip], str],
) -> None:
    text = draw_strip(cadence_strip_on("2026-04-09", EVERYTHING)).replace("\n", "")
    assert (
        '<a class="dr-met dr-met--cancelled" href="../meetings/2026-02-22-tier-2/">'
        '<b aria-hidden="true">×</b>'  # noqa: RUF001 - a cross is meant
        '<time datetime="2026-02-22">22<i> February 2026</i></time><i>: cancelled: sprint</i></a>'
    ) in text
    assert '<span class="dr-met dr-met--missed"><b aria-hidden="true">?</b>' in text


def test_the_legend_explains_the_marks_that_stand(sample: ViewContext) -> None:
    strips = {name: show_strip(each, context=sample) for name, each in sample.ledger.series.items()}
    signs = explain_marks(strips.values())
    assert [each.means for each in signs] == ["held", "held, with a delegate", "cancelled"]
    assert explain_marks([strips["tier-1"]]) == signs[:1]


def test_the_sample_has_a_pod_adrift_and_a_tier_2_that_was_cancelled(sample: ViewContext) -> None:
    def strip(series: str) -> CadenceStrip:
        return show_strip(sample.ledger.series[series], context=sample)

    adrift = strip("onboarding-metric-review")
    assert adrift.words == "4 of 6 held, 2 cancelled: sprint and planning"
    assert adrift.standing.text == "Last one cancelled or moved"
    delegated = strip("tier-2-integrations")
    assert "one cancelled: sprint" in delegated.words
    assert "one with a delegate" in delegated.words
    assert delegated.standing.text == "Running"


def test_the_next_meeting_is_said_until_it_is_missed(
    draw_strip: Callable[[CadenceStrip], str],
) -> None:
    coming = cadence_strip_on("2026-01-19", "2026-01-07-tier-2: {}").next
    assert coming is not None
    assert (str(coming.day), coming.words, coming.tone) == ("2026-01-21", "in 2 days", Tone.PLAIN)
    assert cadence_strip_on("2026-02-01", "2026-01-07-tier-2: {}").next is None
    text = draw_strip(cadence_strip_on("2026-01-22", "2026-01-07-tier-2: {}"))
    assert "expected <span" in text
    assert "1 day ago" in text


def test_series_of_one_name_say_whose_they_are(
    sample: ViewContext, draw_strip: Callable[[CadenceStrip], str]
) -> None:
    strip = show_strip(sample.ledger.series["onboarding-metric-review"], context=sample)
    assert 'every month, <a href="../pods/onboarding/">Onboarding</a> pod' in draw_strip(strip)
