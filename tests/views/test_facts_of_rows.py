"""What a row says of people and states, where only a whole page was compared before."""

import pytest

from building import day, view_context_of
from decision_record.ledger.scope import Scope
from decision_record.views.home.home import view_home
from decision_record.views.home.week import next_days
from decision_record.views.record.record import view_record
from decision_record.views.series.prep.asked import feedback
from decision_record.views.series.series_list import view_series_list
from decision_record.views.shared.states import badge_of_question


def test_an_event_of_the_week_has_its_owner_where_it_has_one() -> None:
    context = view_context_of(
        """
    2026-06-01-tier-1:
      attendees: [vera, otto]
      actions: {cs: [{id: A1, what: Tell them., owner: bob, due: 2026-07-01}]}
    """
    )
    events = [event for each in next_days(context=context) for event in each.events]
    owners = {event.kind: event.owner.text if event.owner else None for event in events}
    assert owners["Action"] == "Bob"
    assert owners["Meeting"] is None


@pytest.mark.parametrize(
    ("row", "label", "person"),
    [
        ("outcome: done", "Owner", "Bob"),
        ("outcome: rolled, due: 2026-07-01", "Owner", "Bob"),
        ("outcome: handed-over, owner: lena", "New owner", "Lena"),
    ],
)
def test_a_reviewed_action_names_its_owner_and_a_new_one_as_such(
    row: str, label: str, person: str
) -> None:
    context = view_context_of(
        f"""
    2026-06-01-tier-1:
      actions: {{cs: [{{id: A1, what: Tell them., owner: bob, due: 2026-06-20}}]}}
    2026-06-08-tier-1: {{review: [{{action: 2026-06-01-tier-1/A1, {row}}}]}}
    """
    )
    view = view_record("2026-06-08-tier-1", context=context)
    rows = [
        each
        for part in view.parts
        if part.id == "review"
        for group in part.groups
        for each in group.rows
    ]
    ((shown,),) = ([fact for fact in each.facts if fact.label == label] for each in rows)
    assert [piece.text for piece in shown.pieces] == [person]


@pytest.mark.parametrize(
    ("status", "paused"), [("paused", True), ("dissolved", True), ("operational", False)]
)
def test_a_series_says_that_its_pod_rests(status: str, *, paused: bool) -> None:
    context = view_context_of(
        f"""
    taxonomy: {{areas: {{core: {{name: Core}}}}}}
    series: {{stand: {{kind: pod-standup, pod: crew}}}}
    pods:
      crew: {{name: Crew, structure: product-area, area: core, status: {status},
             started: 2026-01-05, members: {{pm: ines, csm: bob}}}}
    2026-06-22-stand: {{attendees: [ines, bob]}}
    """
    )
    groups = view_series_list(context=context).groups
    (row,) = (each for group in groups for each in group.rows if each.series.ref == "stand")
    assert bool(row.next.nothing and "Crew pod" in row.next.nothing) is paused
    assert bool(row.next.on) is not paused


def test_a_question_is_answered_by_an_answer_and_by_no_interim_one() -> None:
    context = view_context_of(
        """
    2026-06-01-tier-2:
      questions:
        - {id: Q1, account: north, ask: When?}
        - {id: Q2, account: north, ask: Where?, answer: Here.}
    2026-06-08-ines:
      updates: [{item: 2026-06-01-tier-2/Q1, answer: We look., answer_by: 2026-07-01}]
    """
    )
    texts = [badge_of_question(each).text for each in context.ledger.questions.values()]
    assert texts == ["Not answered", "Answered"]


def test_feedback_since_the_last_meeting_is_prepared_with_its_account_and_theme() -> None:
    context = view_context_of(
        """
    taxonomy: {areas: {core: {name: Core}}, themes: {speed: {name: Speed, area: core}}}
    2026-05-29-bob: {feedback: [{id: F1, account: north, what: Too early.}]}
    2026-05-30-bob: {feedback: [{id: F1, account: north, what: In time., theme: speed}]}
    2026-06-20-lena: {feedback: [{id: F1, account: south, what: Of another area., area: core}]}
    """
    )
    topic = feedback(None, scope=Scope(accounts=frozenset({"north"})), context=context)
    assert topic.title == "Feedback of the last 30 days"
    assert [each.what for each in topic.lines] == ["In time."]
    links = [link.text for phrase in topic.lines[0].phrases for link in phrase.links]
    assert links == ["North Mills", "Speed"]
    since = feedback(day("2026-06-20"), scope=Scope(), context=context)
    assert [each.what for each in since.lines] == ["Of another area."]


@pytest.mark.parametrize(
    ("number", "labels"),
    [
        (1, {"open action", "open commitment", "customer update due"}),
        (2, {"open actions", "open commitments", "customer updates due"}),
    ],
)
def test_figures_are_called_by_their_number(number: int, labels: set[str]) -> None:
    numbers = range(1, number + 1)
    decisions = ", ".join(
        f"{{id: D{n}, outcome: decided, what: Do it., owner: otto, accounts: [north], "
        "commitment: {target: 2026-09-01}}"
        for n in numbers
    )
    actions = ", ".join(f"{{id: A{n}, what: Ask., owner: ines, due: 2026-07-20}}" for n in numbers)
    context = view_context_of(
        f"2026-06-23-tier-1: {{decisions: [{decisions}], actions: {{pm: [{actions}]}}}}\n"
    )
    figures = {each.label: each.number for each in view_home(context=context).figures}
    assert {label: figures.get(label) for label in labels} == dict.fromkeys(labels, str(number))
