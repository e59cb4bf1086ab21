from collections.abc import Callable

from building import view_context_of
from conftest import GoldenFolder
from decision_record.repository.configuration import Settings
from decision_record.signals.configure import set_thresholds
from decision_record.views.account.account import view_account
from decision_record.views.home.attention import MatterGroup
from decision_record.views.home.home import HomeView, view_home
from decision_record.views.shared.context import ViewContext


def home_of(text: str, *, as_of: str = "2026-06-29") -> HomeView:
    return view_home(context=view_context_of(text, as_of=as_of))


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("home.html").check(draw("home", view_home(context=harbour)))


def test_an_organisation_without_records_is_told_where_to_begin(draw: Callable[..., str]) -> None:
    view = home_of("{}")
    assert view.toc[0].title == "No records yet"
    assert 'href="../../guide/first-record/"' in draw("home", view)
    begun = draw("home", home_of("2026-06-01-tier-1: {notes: Held.}"))
    assert "guide/first-record/" not in begun


def groups(view: HomeView) -> dict[str, MatterGroup]:
    return {group.id: group for group in view.matters}


def test_overdue_actions_are_listed_and_old_ones_folded() -> None:
    view = home_of("""
        2026-05-04-tier-1:
          actions:
            cs:
              - {id: A1, what: Late by a week, owner: bob, due: 2026-06-22}
              - {id: A2, what: Late by two months, owner: bob, due: 2026-05-05}
              - {id: A3, what: Due today, owner: bob, due: 2026-06-29}
    """)
    actions = groups(view)["action"]
    assert actions.number == 2
    assert [row.place.text for row in actions.rows] == ["A1, Tier 1, 4 May 2026"]
    assert [row.place.text for row in actions.old.rows] == ["A2, Tier 1, 4 May 2026"]
    assert [event.what for event in view.week[0].events if event.kind == "Action"] == ["Due today"]


DESCOPED = """
    accounts: {north: {qbrs: [2026-07-10]}}
    2026-05-01-otto:
      decisions:
        - id: D1
          outcome: decided
          what: Build it.
          owner: otto
          accounts: [north, south]
          commitment: {target: 2026-09-30}
      actions:
        cs:
          - {id: A1, what: Tell North., owner: bob, due: 2026-06-15, account: north,
             closes_loop: D1}
          - {id: A2, what: Something else., owner: bob, due: 2026-06-15, account: north}
    2026-06-01-otto:
      roadmap: [{commitment: 2026-05-01-otto/D1, status: descoped, because: Too few.}]
"""


def test_a_surprise_is_one_matter_with_the_action_and_the_update_that_are_late(
    draw: Callable[..., str],
) -> None:
    view = home_of(DESCOPED)
    (surprise,) = groups(view)["surprise"].rows
    assert surprise.message.startswith("Tell North")
    assert [(each.account.text, each.near) for each in surprise.accounts] == [
        ("North Mills", "QBR in 11 days"),
        ("South Yard", None),
    ]
    assert surprise.codes == ("SG401", "SG402", "SG101")
    assert surprise.owner is not None
    assert surprise.owner.text == "Bob"
    assert [row.place.text for row in groups(view)["action"].rows] == [
        "A2, Update by Otto, 1 May 2026"
    ]
    assert view.needs_attention == sum(group.number for group in view.matters)
    assert set(groups(view)) == {"surprise", "action", "other"}
    text = draw("home", view)
    assert text.count("QBR in 11 days</span>") == 2


def test_an_overdue_promise_is_a_surprise_before_a_qbr_that_was_not_told() -> None:
    text = """
    accounts: {north: {qbrs: [2026-07-10]}}
    2026-05-01-otto:
      decisions:
        - {id: D1, outcome: decided, what: Build it., owner: otto, accounts: [north, south],
           commitment: {target: 2026-06-20}}
      loops: [{item: D1, account: north, on: 2026-05-01}]
"""
    surprise = groups(home_of(text))["surprise"].rows[0]
    assert "missed its target" in surprise.message
    assert [each.account.text for each in surprise.accounts] == ["North Mills", "South Yard"]
    told = (
        text
        + """
    2026-06-24-bob: {loops: [{item: 2026-05-01-otto/D1, account: north, on: 2026-06-24}]}
"""
    )
    assert "surprise" not in groups(home_of(told))


def test_the_days_that_a_team_sets_count_on_home_and_on_the_account() -> None:
    """SG401 of five days: a QBR in eleven days is not near, on any page."""
    context = view_context_of(
        DESCOPED,
        rules=set_thresholds(Settings.model_validate({"thresholds": {"SG401": {"days": "5"}}})),
    )
    view = view_home(context=context)
    assert "surprise" not in groups(view)
    assert view_account("north", context=context).surprises.total == 0
    assert [each.near for each in groups(view)["update"].rows[0].accounts] == [None, None]


def test_rulings_and_deferrals_are_listed_when_their_day_passed() -> None:
    found = groups(
        home_of("""
        2026-06-01-tier-1:
          decisions:
            - {id: D1, outcome: escalated, what: Buy it?, owner: otto, to: cpo, due: 2026-07-10}
            - {id: D2, outcome: escalated, what: Sell it?, owner: otto, to: cpo, due: 2026-06-10}
            - {id: D3, outcome: deferred, what: Late answer., owner: otto, due: 2026-06-10}
            - {id: D4, outcome: deferred, what: Not late., owner: otto, due: 2026-07-10}
    """)
    )
    assert [row.place.text for row in found["ruling"].rows] == ["D2, Tier 1, 1 Jun 2026"]
    assert [row.place.text for row in found["deferral"].rows] == ["D3, Tier 1, 1 Jun 2026"]


def test_an_escalation_is_urgent_after_two_weeks_or_before_a_renewal() -> None:
    view = home_of("""
        accounts:
          east: {name: East, arr: "1000", segment: enterprise, csm: bob, renewal: 2026-07-20}
        2026-06-16-bob:
          escalations: [{id: E1, account: north, issue: It fails.}]
        2026-06-15-bob:
          escalations: [{id: E1, account: south, issue: It fails too.}]
        2026-06-28-bob:
          escalations: [{id: E1, account: east, issue: New., acknowledged: 2026-06-28}]
        2026-06-01-bob:
          escalations: [{id: E1, account: east, issue: Both.}]
    """)
    shown = {row.place.text: row for row in groups(view)["escalation"].rows}
    assert {text: row.codes[0] for text, row in shown.items()} == {
        "E1, Update by Bob, 1 Jun 2026": "SG502",
        "E1, Update by Bob, 28 Jun 2026": "SG502",
        "E1, Update by Bob, 15 Jun 2026": "SG501",
    }
    both = shown["E1, Update by Bob, 1 Jun 2026"]
    assert [each.near for each in both.accounts] == ["renewal in 21 days"]
    assert "Escalation not acknowledged" in both.reasons


def test_an_answer_owed_before_a_meeting_is_named_with_it() -> None:
    view = home_of("""
        accounts: {north: {qbrs: [2026-06-30]}}
        2026-06-01-bob:
          questions: [{id: Q1, account: north, ask: When?}, {id: Q2, account: south, ask: Why?}]
    """)
    (owed,) = groups(view)["question"].rows
    assert "When?" in owed.message
    assert [each.near for each in owed.accounts] == ["QBR tomorrow"]


def test_missed_meetings_and_prereads_that_are_due_are_named(draw: Callable[..., str]) -> None:
    context = view_context_of("""
        series: {tier-2: {kind: tier-2, cadence: weekly}}
        2026-05-05-tier-2: {notes: Held.}
        2026-06-02-tier-1: {notes: Held.}
        2026-06-20-ines:
          prereads:
            - {series: tier-1, meeting: 2026-06-30, side: product, sent: 2026-06-20T09:00}
    """)
    shown = draw("home", view_home(context=context))
    group = groups(view_home(context=context))["meeting"]
    messages = [each.message for each in (*group.rows, *group.old.rows)]
    assert any(each.startswith("Hold Tier 2, or write down why not") for each in messages)
    assert any("pre-read" in each for each in messages)
    assert 'href="../../series/tier-2/">' in shown


def test_the_week_shows_meetings_prereads_releases_and_follow_throughs(
    draw: Callable[..., str],
) -> None:
    view = home_of("""
        pods: {crew: {name: Crew, structure: segment, segment: enterprise, started: 2026-01-01,
                      members: {pm: ines, csm: bob, engineer: wes}}}
        series: {standup: {kind: pod-standup, pod: crew}}
        2026-06-03-tier-1:
          decisions: [{id: D1, outcome: decided, what: Write it down., owner: otto,
                       due: 2026-07-02}]
        2026-06-26-standup:
          releases: [{what: The new export, on: 2026-07-01, cs_impact: They will ask.}]
    """)
    events = {(event.kind, event.what) for day in view.week for event in day.events}
    assert ("Follow-through", "Write it down.") in events
    assert ("Release", "The new export") in events
    assert ("Meeting", "Tier 1") in events
    assert {kind for kind, _ in events} >= {"Meeting", "Pre-read", "Release", "Follow-through"}
    assert 'href="../../series/tier-1/next/">Prepare</a>' in draw("home", view)


def test_a_long_list_is_folded_and_nothing_is_left_out(draw: Callable[..., str]) -> None:
    rows = "\n".join(
        f"            - {{id: A{number}, what: Do {number}., owner: bob, due: 2026-06-02}}"
        for number in range(1, 61)
    )
    view = home_of(f"""
        2026-06-01-tier-1:
          actions:
            cs:
{rows}
    """)
    actions = groups(view)["action"]
    assert (actions.number, len(actions.rows), len(actions.folded)) == (60, 10, 30)
    assert actions.more == 20
    assert 'href="../../health/SG101/">20 more under Health</a>' in draw("home", view)


def test_a_customer_who_left_waits_for_no_answer() -> None:
    view = home_of("""
        accounts: {north: {churned: {on: 2026-06-20}}}
        2026-06-01-bob:
          escalations: [{id: E1, account: north, issue: It fails., answer_by: 2026-06-30}]
          questions: [{id: Q1, account: north, ask: When?, answer_by: 2026-06-30}]
    """)
    assert "escalation" not in groups(view)
    assert not any(event.account for day in view.week for event in day.events)


def test_the_arr_behind_commitments_counts_a_customer_once() -> None:
    view = home_of("""
        2026-05-01-tier-1:
          decisions:
            - id: D1
              outcome: decided
              what: One.
              accounts: [north]
              commitment: {target: 2026-09-01}
            - id: D2
              outcome: decided
              what: Two.
              accounts: [north, south]
              commitment: {target: 2026-09-01}
    """)
    (figure,) = (each for each in view.figures if each.address == "commitments/")
    assert figure.number == "2"
    assert figure.note == "$150,000 ARR"


def test_of_a_long_day_the_first_of_each_sort_are_listed() -> None:
    rows = "\n".join(
        f"            - {{id: A{number}, what: Do {number}., owner: bob, due: 2026-07-01}}"
        for number in range(1, 21)
    )
    view = home_of(f"""
        accounts: {{north: {{qbrs: [2026-07-01]}}}}
        2026-06-01-tier-1:
          actions:
            cs:
{rows}
    """)
    wednesday = next(each for each in view.week if each.weekday == "Wednesday")
    assert [event.kind for event in wednesday.events if event.kind != "Meeting"] == [
        "QBR",
        *["Action"] * 8,
    ]
    assert [(more.number, more.rest.address) for more in wednesday.more] == [(12, "actions/")]


def test_every_figure_leads_somewhere(draw: Callable[..., str]) -> None:
    view = home_of("""
        2026-06-29-tier-1:
          decisions: [{id: D1, outcome: decided, what: Do it., accounts: [north]}]
    """)
    text = draw("home", view)
    assert any("#" in figure.address for figure in view.figures)
    for figure in view.figures:
        name = figure.address.partition("#")[2]
        assert not name or f'id="{name}"' in text
